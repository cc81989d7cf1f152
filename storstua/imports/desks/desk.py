"""What every desk can do with the rows of a file."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from storstua.base.bringing_in import Judged, Trace
from storstua.base.viewer import Viewer
from storstua.imports.kinds import Row
from storstua.imports.organisation_known import Ids
from storstua.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Lot:
    """Some rows of a file, with what is needed to hand them over.

    `earlier` are the lines of the same file that came before, by the key of what they became;
    `known` are keys of what earlier imports made of lines that say the same, by identity.
    """

    by: Viewer
    organisation: Organisation
    rows: Sequence[Row]
    ids: Ids
    earlier: Mapping[UUID, int] = field(default_factory=dict)
    known: Mapping[str, UUID] = field(default_factory=dict)


class Desk(ABC):
    """One subject's way in and out; `noun` is the table its keys are of."""

    noun: str

    @abstractmethod
    def judge(self, lot: Lot) -> list[Judged]:
        """Say what would become of each row; writes nothing."""

    @abstractmethod
    def bring_in(self, lot: Lot) -> list[Judged]:
        """Bring the rows in; each that wrote something has a trace."""

    @abstractmethod
    def changed_since(
        self, by: Viewer, organisation: Organisation, traces: Mapping[int, Trace]
    ) -> set[int]:
        """The lines that someone has changed or used since."""

    @abstractmethod
    def undo(self, by: Viewer, organisation: Organisation, traces: Mapping[int, Trace]) -> None:
        """Make everything as it was before these lines."""


class Office(Protocol):
    """What the room that keeps such rows says of them, and how it takes them back."""

    def changed_since_office(
        self, *, by: Viewer, organisation: Organisation, traces: Mapping[int, Trace]
    ) -> set[int]:
        """The lines that someone has changed or used since."""

    def undo_from_office(
        self, *, by: Viewer, organisation: Organisation, traces: Mapping[int, Trace]
    ) -> None:
        """Make everything as it was before these lines."""


class RoomDesk(Desk):
    """A desk in front of another room's `office`, which keeps the rows and takes them back."""

    office: Office

    def changed_since(
        self, by: Viewer, organisation: Organisation, traces: Mapping[int, Trace]
    ) -> set[int]:
        """The lines that someone has changed or used since."""
        return self.office.changed_since_office(by=by, organisation=organisation, traces=traces)

    def undo(self, by: Viewer, organisation: Organisation, traces: Mapping[int, Trace]) -> None:
        """Make everything as it was before these lines."""
        self.office.undo_from_office(by=by, organisation=organisation, traces=traces)
