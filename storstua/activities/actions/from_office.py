"""Activities from an office's file, many at once: what each line means here, and the writing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from storstua.activities import permissions
from storstua.activities.actions.changing import Changes
from storstua.activities.models import Activity, ActivityChange, ActivitySupporter
from storstua.activities.queries.people import supporters_of
from storstua.activities.values import NOT_YOURS, plain
from storstua.audit import actions as audit
from storstua.base.bringing_in import CHANGED, NEW, UNCHANGED, Batch, Judged, Trace, bring_in
from storstua.base.refusal import require
from storstua.base.taking_back import changed_since, take_back
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation

TABLES = (Activity, ActivitySupporter, ActivityChange)
COLUMNS = {
    "office_id": "id",
    "done_on": "date",
    "pax": "participants",
    "is_own_event": "own_event",
    "topic_id": "theme",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeActivity:
    """One line about an activity; empty text, tuple and None are "not said" and erase nothing.

    `known_key` is the activity an earlier import made of a line that says the same without an id.
    """

    line: int
    office_id: str = ""
    known_key: UUID | None = None
    done_on: date
    type: str
    mode: str
    country: str = "NO"
    municipality: str = ""
    county: str = ""
    minutes: int
    participants: int
    supporter_ids: tuple[int, ...] = ()
    led_by_supporter: bool | None = None
    is_own_event: bool | None = None
    kind: str = ""
    topic_id: int | None = None

    def values(self) -> dict[str, object]:
        """What is said, as fields of Activity."""
        said = {
            "office_id": self.office_id,
            "done_on": self.done_on,
            "type": self.type,
            "mode": self.mode,
            "country": self.country,
            "municipality": self.municipality,
            "county": self.county,
            "minutes": self.minutes,
            "pax": self.participants,
            "led_by_supporter": self.led_by_supporter,
            "is_own_event": self.is_own_event,
            "kind": self.kind,
            "topic_id": self.topic_id,
        }
        return {name: value for name, value in said.items() if value not in ("", None)}


def judge_from_office(
    *, by: Viewer, organisation: Organisation, rows: Sequence[OfficeActivity]
) -> list[Judged]:
    """Say for each line whether it is new, changes an activity or changes nothing.

    Nothing is written; the number of queries does not depend on the number of lines.
    """
    _ask(by, organisation)
    return _Judge(by, organisation, rows).all()


@transaction.atomic
def bring_in_from_office(
    *, by: Viewer, organisation: Organisation, rows: Sequence[OfficeActivity]
) -> list[Judged]:
    """Bring in activities; they are in the reports at once, and what changes is in the history.

    An activity that someone has deleted stays deleted. Refuses those who do not keep the log of
    the whole organisation.
    """
    _ask(by, organisation)
    judged, note = bring_in(_Judge(by, organisation, rows, lock=True))
    audit.wrote("bring in activities", organisation, by=by, purpose=note)
    return judged


@transaction.atomic
def changed_since_office(
    *, by: Viewer, organisation: Organisation, traces: Mapping[int, Trace]
) -> set[int]:
    """The lines of a file whose activities someone has changed or used since; locks the rows."""
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
    take_back(TABLES, traces)
    audit.wrote("undo activities from office", organisation, by=by, purpose=str(len(traces)))


def _ask(by: Viewer, organisation: Organisation) -> None:
    require(permissions.may_bring_in(by, organisation.id), NOT_YOURS)


class _Judge:
    """Judges line after line; `batch` then holds all that is to be written."""

    def __init__(
        self,
        by: Viewer,
        organisation: Organisation,
        rows: Sequence[OfficeActivity],
        *,
        lock: bool = False,
    ) -> None:
        self.by, self.organisation, self.rows, self.batch = by, organisation, rows, Batch(TABLES)
        named = Q(office_id__in={row.office_id for row in rows if row.office_id})
        keyed = Q(key__in={row.known_key for row in rows if row.known_key})
        found = Activity.objects.filter(named | keyed, organisation=organisation)
        activities = list(found.select_for_update() if lock else found)
        self.by_office_id = {row.office_id: row for row in activities if row.office_id}
        self.by_key = {row.key: row for row in activities}
        self.supporters = supporters_of(organisation.id)
        self.named: dict[int, dict[int, ActivitySupporter]] = defaultdict(dict)
        links = ActivitySupporter.objects.filter(activity__in=activities).order_by("id")
        for link in links:
            self.named[link.activity_id][link.supporter_id] = link

    def all(self) -> list[Judged]:
        """The judgement of every line, in order."""
        return [self._judged(row) for row in self.rows]

    def _judged(self, row: OfficeActivity) -> Judged:
        there = self.by_office_id.get(row.office_id) if row.office_id else None
        if there is None and row.known_key:
            there = self.by_key.get(row.known_key)
        if there is None:
            return Judged(row.line, NEW, self._new(row).key)
        if there.undone_at:
            return Judged(row.line, UNCHANGED, there.key)
        values = row.values()
        changes: Changes = {
            name: [plain(getattr(there, name)), plain(value)]
            for name, value in values.items()
            if getattr(there, name) != value
        }
        self.batch.change(row.line, there, **values)
        changes |= self._rename(row, there)
        if not changes:
            return Judged(row.line, UNCHANGED, there.key)
        self._note(row.line, there, changes)
        fields = tuple(COLUMNS.get(name, name) for name in changes)
        return Judged(row.line, CHANGED, there.key, fields)

    def _new(self, row: OfficeActivity) -> Activity:
        """A new activity; the place that is not said is that of the first supporter."""
        there = [self.supporters[each] for each in row.supporter_ids if each in self.supporters]
        activity = Activity(
            organisation=self.organisation, logged_by_id=self.by.person_id or None, **row.values()
        )
        if there:
            activity.branch_id = there[0].branch_id
        if there and not row.municipality and row.country == self.organisation.country:
            activity.municipality, activity.county = there[0].municipality, there[0].county
        self.batch.make(row.line, activity)
        self._rename(row, activity)
        return activity

    def _rename(self, row: OfficeActivity, activity: Activity) -> Changes:
        """Make the named supporters exactly those of the line, if it names any."""
        there, wanted = self.named.get(activity.pk, {}), set(row.supporter_ids)
        if not wanted or wanted == there.keys():
            return {}
        for each in there.keys() - wanted:
            self.batch.remove(row.line, there[each])
        own = {"organisation": self.organisation, "activity": activity}
        for each in row.supporter_ids:
            if each not in there:
                self.batch.make(row.line, ActivitySupporter(**own, supporter_id=each))
        return {"supporters": [sorted(there), sorted(wanted)]}

    def _note(self, line: int, activity: Activity, changes: Changes) -> None:
        note = ActivityChange(organisation=self.organisation, activity=activity, changed=changes)
        note.changed_by_id = self.by.person_id or None
        self.batch.make(line, note)
