"""The people in an office's files: who is known already, and how many are brought in at once."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q

from storstua import vault
from storstua.base.bringing_in import Batch
from storstua.organisations.models import Organisation
from storstua.people import contact
from storstua.people.models import ContactKind, ContactPoint, Person

MARKS = {ContactKind.PHONE: "same_mobile", ContactKind.EMAIL: "same_mail"}
COLUMN = {ContactKind.PHONE: "phone", ContactKind.EMAIL: "email"}


@dataclass(frozen=True, slots=True)
class OfficePerson:
    """A person as a file says; empty text and None are "not said". `phone` is in E.164 form."""

    given_name: str
    family_name: str = ""
    phone: str = ""
    mail: str = ""
    is_member: bool | None = None

    @property
    def full_name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}".strip()

    def contacts(self) -> list[tuple[ContactKind, str]]:
        """The ways to reach the person that are said."""
        said = ((ContactKind.PHONE, self.phone), (ContactKind.EMAIL, self.mail))
        return [(kind, value) for kind, value in said if value]


class OfficePeople:
    """The people of some lines, and those already there who are reached in the same way."""

    def __init__(
        self, organisation: Organisation, rows: Collection[OfficePerson], among: Q
    ) -> None:
        """Two queries. Only people in `among` are looked at: never someone who seeks a talk."""
        self.organisation = organisation
        self.lookups = {
            each: contact.lookup_of(organisation.id, *each)
            for row in rows
            for each in row.contacts()
        }
        points = ContactPoint.objects.filter(
            organisation=organisation, lookup__in=set(self.lookups.values())
        ).values_list("kind", "lookup", "person_id")
        found = [(kind, bytes(lookup), person_id) for kind, lookup, person_id in points]
        ids = {person_id for _kind, _lookup, person_id in found}
        people = Person.objects.filter(among, organisation=organisation, id__in=ids)
        self.people = {person.id: person for person in people}
        self.points: dict[tuple[int, str], ContactPoint] = {}
        self._reached: Mapping[tuple[str, bytes], list[int]] = defaultdict(list)
        for kind, lookup, person_id in found:
            if person_id in self.people:
                self._reached[kind, lookup].append(person_id)

    def read_points(self, person_ids: Collection[int]) -> None:
        """Read how these people are reached, before they are brought up to date; one query."""
        rows = ContactPoint.objects.filter(person_id__in=person_ids).select_related("person")
        self.points |= {(row.person_id, row.kind): row for row in rows}

    def same(self, row: OfficePerson) -> list[Person]:
        """Those with the same mobile and name, else those with the same mail and name."""
        for kind, value in row.contacts():
            named = [each for each in self._at(kind, value) if _is_named(each, row)]
            if named:
                return named
        return []

    def others(self, row: OfficePerson, kind: ContactKind, value: str) -> list[Person]:
        """Those who are reached in the same way under another name."""
        return [each for each in self._at(kind, value) if not _is_named(each, row)]

    def bring_in(self, batch: Batch, line: int, row: OfficePerson) -> Person:
        """A new person with contact points, to be written with the batch."""
        person = Person(
            organisation=self.organisation,
            given_name=row.given_name,
            family_name=row.family_name,
            is_member=bool(row.is_member),
        )
        batch.make(line, person)
        for kind, value in row.contacts():
            self._reach(batch, line, person, kind, value)
        return person

    def bring_up_to_date(
        self, batch: Batch, line: int, person: Person, row: OfficePerson
    ) -> list[str]:
        """Change what the file says otherwise of a person; returns the columns.

        What is empty erases nothing; a name that is only parted otherwise stays as it is.
        """
        changed: list[str] = []
        if _tidy(person.full_name) != _tidy(row.full_name):
            batch.change(line, person, given_name=row.given_name, family_name=row.family_name)
            changed.append("name")
        if row.is_member is not None and batch.change(line, person, is_member=row.is_member):
            changed.append("member")
        for kind, value in row.contacts():
            point = self.points.get((person.id, kind))
            if point is None:
                self._reach(batch, line, person, kind, value)
            elif bytes(point.lookup) == self.lookups[kind, value]:
                continue
            else:
                sealed = vault.seal(value, contact.place_of(point))
                batch.change(line, point, sealed=sealed, lookup=self.lookups[kind, value])
            changed.append(COLUMN[kind])
        return changed

    def _at(self, kind: ContactKind, value: str) -> list[Person]:
        ids = self._reached.get((kind, self.lookups[kind, value]), ())
        return [self.people[each] for each in ids]

    def _reach(
        self, batch: Batch, line: int, person: Person, kind: ContactKind, value: str
    ) -> None:
        point = ContactPoint(organisation=self.organisation, person=person, kind=kind)
        point.sealed = vault.seal(value, contact.place_of(point))
        point.lookup = self.lookups[kind, value]
        batch.make(line, point)


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _is_named(person: Person, row: OfficePerson) -> bool:
    return plain_name(person.full_name) == plain_name(row.full_name)


def plain_name(name: str) -> str:
    """A name without case, marks and doubled spaces, to compare by."""
    parted = unicodedata.normalize("NFKD", name.casefold())
    return _tidy("".join(each for each in parted if not unicodedata.combining(each)))
