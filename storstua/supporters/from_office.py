"""Supporters as an office's file says them, and what is known of the same people already."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from storstua.base.record import OrganisationRecord
from storstua.organisations.models import Organisation
from storstua.people.from_office import OfficePeople, OfficePerson
from storstua.roles.from_office import asked_about
from storstua.supporters.choices import Requirement
from storstua.supporters.models import (
    Appointment,
    Declaration,
    Fulfilment,
    Pause,
    Profile,
    Supporter,
    SupporterArea,
    SupporterTopic,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSupporter:
    """One line about a supporter; empty text, tuple and None are "not said" and erase nothing.

    `alike` are lines of the same file that share mail or mobile: (code, line).
    """

    line: int
    person: OfficePerson
    office_id: str = ""
    municipality: str = ""
    county: str = ""
    capacity: int | None = None
    starting_load: int | None = None
    is_approved_for_minors: bool | None = None
    role: str = ""
    gender: str = ""
    birth_year: int | None = None
    life_phase: str = ""
    languages: tuple[str, ...] = ()
    contact_forms: tuple[str, ...] = ()
    area_ids: tuple[int, ...] = ()
    topic_ids: tuple[int, ...] = ()
    is_paused: bool = False
    appointed_on: date | None = None
    declaration_on: date | None = None
    course_on: date | None = None
    alike: tuple[tuple[str, int], ...] = ()

    def terms(self) -> dict[str, object]:
        """What is said of the terms of the role, as fields of Supporter."""
        return _said(
            office_id=self.office_id,
            municipality=self.municipality,
            county=self.county,
            capacity=self.capacity,
            starting_load=self.starting_load,
        )

    def profile(self) -> dict[str, object]:
        """What is said of the person's experience, as fields of Profile."""
        return _said(
            role=self.role,
            gender=self.gender,
            birth_year=self.birth_year,
            life_phase=self.life_phase,
            languages=list(self.languages),
            contact_forms=list(self.contact_forms),
        )


def _said(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value not in ("", None, [])}


class Stored:
    """What is known already of the people in some lines; a fixed number of queries."""

    def __init__(
        self, organisation: Organisation, rows: Sequence[OfficeSupporter], *, lock: bool
    ) -> None:
        own = Supporter.objects.filter(organisation=organisation)
        # Only people the office knows already: a file must never tell who seeks a talk.
        known = Q(is_member=True) | Q(id__in=own.values("person_id"))
        self.people = OfficePeople(organisation, [row.person for row in rows], known)
        named = Q(office_id__in={row.office_id for row in rows if row.office_id})
        found = own.filter(named | Q(person_id__in=self.people.people)).select_related("person")
        supporters = list(found.select_for_update() if lock else found)
        self.by_office_id = {row.office_id: row for row in supporters if row.office_id}
        self.by_person = {row.person_id: row for row in supporters}
        self.people.read_points({*self.by_person, *self.people.people})
        ids = [row.id for row in supporters]
        self.profiles = {row.supporter_id: row for row in _of(Profile, ids)}
        self.areas = _by_supporter(SupporterArea, ids)
        self.topics = _by_supporter(SupporterTopic, ids)
        self.appointments = _by_supporter(Appointment, ids)
        self.declarations = _by_supporter(Declaration, ids)
        self.pauses = _by_supporter(Pause, ids)
        self.asked_about = asked_about({*self.by_person, *self.people.people})
        self.courses = {
            (row.supporter_id, row.on)
            for row in _of(Fulfilment, ids)
            if row.requirement == Requirement.COURSE
        }


def _of[T: OrganisationRecord](table: type[T], ids: Collection[int]) -> list[T]:
    return list(table._base_manager.filter(supporter_id__in=ids).order_by("id"))


def _by_supporter[T: OrganisationRecord](
    table: type[T], ids: Collection[int]
) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for row in _of(table, ids):
        found[row.supporter_id].append(row)  # type: ignore[attr-defined]
    return found
