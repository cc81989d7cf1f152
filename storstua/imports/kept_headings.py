"""The headings of a file as they are kept for the pages, and what they were taken to mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from storstua.imports.faults import Fault
from storstua.imports.kinds import KINDS
from storstua.imports.line import plain_fault

SHOWN_HEADING = 120
KEPT_HEADING = 500


@dataclass(frozen=True, slots=True)
class KeptHeadings:
    """The cells of the heading line, our field of each (or None), and what is wrong with them.

    `chosen` is what a person said that headings mean: heading -> field, "" for not used.
    """

    written: Sequence[str]
    fields: Sequence[str | None]
    faults: Sequence[Fault] = ()
    chosen: Mapping[str, str] = field(default_factory=dict)

    def as_plain(self) -> dict[str, Any]:
        """The headings as JSON can keep them."""
        return {
            "written": [heading[:KEPT_HEADING] for heading in self.written],
            "fields": list(self.fields),
            "faults": [plain_fault(fault) for fault in self.faults],
            "chosen": {
                each: field for each, field in self.chosen.items() if len(each) <= KEPT_HEADING
            },
        }

    @classmethod
    def from_plain(cls, kept: dict[str, Any]) -> Self:
        """The headings that `as_plain` gave."""
        faults = [Fault(**fault) for fault in kept["faults"]]
        return cls(kept["written"], kept["fields"], faults, kept["chosen"])

    @property
    def shown(self) -> list[str]:
        """The headings as a table can carry them."""
        return [heading[:SHOWN_HEADING] for heading in self.written]

    def name_of(self, subject: str, field: str) -> str:
        """What the file calls one of our fields, or what the template does."""
        if field in self.fields:
            return self.written[self.fields.index(field)]
        column = KINDS[subject].column_of.get(field)
        return column.heading if column else field
