"""Bringing in supporters from an office's file, many at once."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from storstua.audit import actions as audit
from storstua.base.bringing_in import Judged, Trace
from storstua.base.refusal import require
from storstua.base.taking_back import changed_since
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation
from storstua.people.undoing_office import bring_people_in, take_people_back
from storstua.roles.choices import Matter
from storstua.roles.from_office import PROPOSALS
from storstua.supporters import permissions
from storstua.supporters.actions.enrolment import NOT_YOURS
from storstua.supporters.from_office import OfficeSupporter
from storstua.supporters.judging_office import TABLES, Judge

MINORS = Matter.MINORS.value


def judge_from_office(
    *,
    by: Viewer,
    organisation: Organisation,
    rows: Sequence[OfficeSupporter],
    earlier: Mapping[UUID, int],
) -> list[Judged]:
    """Say for each line whether it is new, changes someone, changes nothing, or cannot go in.

    `earlier` are the lines of the same file that were judged before, by the supporter's key.
    Nothing is written; the number of queries does not depend on the number of lines.
    """
    _ask(by, organisation)
    return Judge(by, organisation, rows, earlier).all()


@transaction.atomic
def bring_in_from_office(
    *,
    by: Viewer,
    organisation: Organisation,
    rows: Sequence[OfficeSupporter],
    earlier: Mapping[UUID, int],
) -> list[Judged]:
    """Bring in the lines that can go in, with a trace for each that wrote something.

    Follows: nothing is shown to anyone, since no consent is made, and nobody is asked who lacks
    something. An approval for minors waits for a second person, unless the operator brings it in
    on the command line. Refuses those who do not keep the records of the whole organisation.
    """
    _ask(by, organisation)
    judge = Judge(by, organisation, rows, earlier, lock=True)
    judged, note = bring_people_in(judge)
    audit.wrote_many("propose", PROPOSALS._meta.label_lower, judge.proposed, by=by, purpose=MINORS)
    audit.wrote("bring in supporters", organisation, by=by, purpose=note)
    return judged


@transaction.atomic
def changed_since_office(
    *, by: Viewer, organisation: Organisation, traces: Mapping[int, Trace]
) -> set[int]:
    """The lines of a file whose supporters someone has changed or used since; locks the rows."""
    _ask(by, organisation)
    return changed_since(TABLES, traces)


@transaction.atomic
def undo_from_office(
    *, by: Viewer, organisation: Organisation, traces: Mapping[int, Trace]
) -> None:
    """Make everything as it was before these lines of a file were brought in.

    The caller has asked `changed_since_office` in the same transaction.
    """
    _ask(by, organisation)
    take_people_back(TABLES, traces)
    audit.wrote("undo supporters from office", organisation, by=by, purpose=str(len(traces)))


def _ask(by: Viewer, organisation: Organisation) -> None:
    require(permissions.may_bring_in(by, organisation.id), NOT_YOURS)
