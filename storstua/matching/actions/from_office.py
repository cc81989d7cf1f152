"""Requests from an office's file, many at once: what each line means here, and bringing them in."""

import secrets
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import cycle
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.bringing_in import CHANGED, NEW, UNCHANGED, Batch, Judged, Trace, bring_in
from storstua.base.record import OrganisationRecord
from storstua.base.refusal import Refusal
from storstua.base.taking_back import changed_since, take_back
from storstua.base.viewer import Viewer
from storstua.base.working_days import after_working_days
from storstua.matching import nicknames, permissions
from storstua.matching.models import Closing, ExcludedSupporter, Request, RequestTopic
from storstua.organisations.models import Organisation, Policy
from storstua.people.models import Person

TABLES = (Person, Request, RequestTopic, ExcludedSupporter)
# Instead of the version of a text that was shown: the office has the person's consent itself.
CONSENT_AT_OFFICE = "office"
NOON = time(12, tzinfo=clock.OSLO)
SPOKEN_HERE = ("nb", "nn", "en", "de")
COLUMNS = {
    "office_id": "id",
    "area_id": "area",
    "is_minor": "age_band",
    "received_at": "received_on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRequest:
    """One line about a request; empty text, tuple and None are "not said" and erase nothing.

    `known_key` is the request an earlier import made of a line that says the same without an id.
    """

    line: int
    office_id: str = ""
    known_key: UUID | None = None
    received_on: date
    area_id: int | None = None
    role: str = ""
    gender: str = ""
    age_band: str = ""
    life_phase: str = ""
    municipality: str = ""
    county: str = ""
    languages: tuple[str, ...] = ()
    contact_forms: tuple[str, ...] = ()
    wish_gender: str = "none"
    wish_age: str = "none"
    must: tuple[str, ...] = ()
    topic_ids: tuple[int, ...] = ()
    excluded_ids: tuple[int, ...] = ()

    def values(self) -> dict[str, object]:
        """What is said, as fields of Request."""
        said: dict[str, object] = {
            "office_id": self.office_id,
            "area_id": self.area_id,
            "role": self.role,
            "gender": self.gender,
            "age_band": self.age_band,
            "life_phase": self.life_phase,
            "municipality": self.municipality,
            "county": self.county,
            "languages": list(self.languages),
            "contact_forms": list(self.contact_forms),
            "wish_gender": self.wish_gender,
            "wish_age": self.wish_age,
            "must": list(self.must),
        }
        values = {name: value for name, value in said.items() if value not in ("", None, [])}
        if self.age_band:
            values["is_minor"] = self.age_band == "under18"
        return values


def judge_from_office(
    *, by: Viewer, organisation: Organisation, rows: Sequence[OfficeRequest]
) -> list[Judged]:
    """Say for each line whether it is new, changes a request or changes nothing.

    Nothing is written; the number of queries does not depend on the number of lines.
    """
    _ask(by, organisation)
    return _Judge(organisation, rows).all()


@transaction.atomic
def bring_in_from_office(
    *, by: Viewer, organisation: Organisation, rows: Sequence[OfficeRequest]
) -> list[Judged]:
    """Bring in requests, each from a person under a plant's name and without receipt words.

    Follows: they stand in the queue from the day they came; nobody is told. A request that is
    over is left alone. Refuses all but coordinators.
    """
    _ask(by, organisation)
    judged, note = bring_in(_Judge(organisation, rows, lock=True))
    audit.wrote("bring in requests", organisation, by=by, purpose=note)
    return judged


@transaction.atomic
def changed_since_office(
    *, by: Viewer, organisation: Organisation, traces: Mapping[int, Trace]
) -> set[int]:
    """The lines of a file whose requests someone has changed or used since; locks the rows."""
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
    audit.wrote("undo requests from office", organisation, by=by, purpose=str(len(traces)))


def _ask(by: Viewer, organisation: Organisation) -> None:
    if not permissions.may_bring_in(by, organisation.id):
        raise Refusal(_("Bare koordinatoren kan gjøre dette."))


class _Judge:
    """Judges line after line; `batch` then holds all that is to be written."""

    def __init__(
        self, organisation: Organisation, rows: Sequence[OfficeRequest], *, lock: bool = False
    ) -> None:
        self.organisation, self.rows, self.batch = organisation, rows, Batch(TABLES)
        self.days = Policy.objects.get(organisation=organisation).answer_within_working_days
        named = Q(office_id__in={row.office_id for row in rows if row.office_id})
        keyed = Q(key__in={row.known_key for row in rows if row.known_key})
        found = Request.objects.filter(named | keyed, organisation=organisation)
        requests = list(found.select_for_update() if lock else found)
        self.by_office_id = {row.office_id: row for row in requests if row.office_id}
        self.by_key = {row.key: row for row in requests}
        ids = [row.id for row in requests]
        self.closed = set(Closing.objects.filter(request__in=ids).values_list("request", flat=True))
        self.topics = _by_request(RequestTopic, ids, lambda row: row.topic_id)
        self.excluded = _by_request(ExcludedSupporter, ids, lambda row: row.supporter_id)
        plants = list(nicknames.PLANTS)
        secrets.SystemRandom().shuffle(plants)
        self.nicknames = cycle(plants)

    def all(self) -> list[Judged]:
        """The judgement of every line, in order."""
        return [self._judged(row) for row in self.rows]

    def _judged(self, row: OfficeRequest) -> Judged:
        there = self.by_office_id.get(row.office_id) if row.office_id else None
        if there is None and row.known_key:
            there = self.by_key.get(row.known_key)
        if there is None:
            return Judged(row.line, NEW, self._new(row).key)
        if there.id in self.closed:
            return Judged(row.line, UNCHANGED, there.key)
        values = row.values()
        if clock.day_of(there.received_at) != row.received_on:
            values |= self._days(row)
        changed = self.batch.change(row.line, there, **values)
        fields = {COLUMNS.get(name, name): None for name in changed if name != "promised_on"}
        fields |= dict.fromkeys(self._bring_lists(row, there))
        return Judged(row.line, CHANGED if fields else UNCHANGED, there.key, tuple(fields))

    def _new(self, row: OfficeRequest) -> Request:
        spoken = next((each for each in row.languages if each in SPOKEN_HERE), "nb")
        person = Person(
            organisation=self.organisation, given_name=next(self.nicknames), language=spoken
        )
        values = {"languages": ["nb"]} | row.values() | self._days(row)
        request = Request(organisation=self.organisation, person=person, **values)
        request.consent_text_version = CONSENT_AT_OFFICE
        self.batch.make(row.line, person)
        self.batch.make(row.line, request)
        self._bring_lists(row, request)
        return request

    def _days(self, row: OfficeRequest) -> dict[str, object]:
        """A day without time is taken as noon; the promise counts from it."""
        received_at = datetime.combine(row.received_on, NOON)
        promised_on = after_working_days(row.received_on, self.days)
        return {"received_at": received_at, "promised_on": promised_on}

    def _bring_lists(self, row: OfficeRequest, request: Request) -> list[str]:
        """Make the topics, and those who are not wanted, exactly what the line says, if it does."""
        own = {"organisation": self.organisation, "request": request}
        topics = {each: RequestTopic(**own, topic_id=each) for each in row.topic_ids}
        excluded = {each: ExcludedSupporter(**own, supporter_id=each) for each in row.excluded_ids}
        changed = []
        if self._bring_list(row.line, self.topics.get(request.pk, {}), topics):
            changed.append("themes")
        if self._bring_list(row.line, self.excluded.get(request.pk, {}), excluded):
            changed.append("excluded")
        return changed

    def _bring_list[T: OrganisationRecord](
        self, line: int, there: Mapping[int, T], wanted: Mapping[int, T]
    ) -> bool:
        if not wanted or wanted.keys() == there.keys():
            return False
        for each in there.keys() - wanted.keys():
            self.batch.remove(line, there[each])
        for each in wanted:
            if each not in there:
                self.batch.make(line, wanted[each])
        return True


def _by_request[T: (RequestTopic, ExcludedSupporter)](
    table: type[T], ids: Sequence[int], what: Callable[[T], int]
) -> dict[int, dict[int, T]]:
    found: dict[int, dict[int, T]] = defaultdict(dict)
    for row in table._base_manager.filter(request__in=ids).order_by("id"):
        found[row.request_id][what(row)] = row
    return found
