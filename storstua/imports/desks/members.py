"""Takes in members: people without a role, and whether a supporter may contact them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.bringing_in import CHANGED, FAULT, NEW, UNCHANGED, Batch, Judged, Trace
from storstua.base.refusal import Refusal
from storstua.base.taking_back import changed_since
from storstua.base.viewer import Viewer
from storstua.imports import permissions
from storstua.imports.choices import Subject
from storstua.imports.desks.desk import Desk, Lot
from storstua.imports.kinds import MemberRow
from storstua.organisations.models import Organisation
from storstua.people.from_office import MARKS, OfficePeople, OfficePerson
from storstua.people.models import Consent, ContactPoint, Person, Purpose
from storstua.people.undoing_office import bring_people_in, take_people_back
from storstua.supporters import permissions as supporters

TABLES = (Person, ContactPoint, Consent)
# The office keeps the wording the member said yes to.
CONSENT_AT_OFFICE = "office"


class MemberDesk(Desk):
    """Member rows."""

    noun = "people.person"

    def judge(self, lot: Lot) -> list[Judged]:
        """Say what would become of each row; writes nothing."""
        _ask(lot.by, lot.organisation)
        return _Judge(lot).all()

    @transaction.atomic
    def bring_in(self, lot: Lot) -> list[Judged]:
        """Bring the rows in; a yes to contact becomes a consent, a no takes it back."""
        _ask(lot.by, lot.organisation)
        judged, note = bring_people_in(_Judge(lot, lock=True))
        audit.wrote("bring in members", lot.organisation, by=lot.by, purpose=note)
        return judged

    @transaction.atomic
    def changed_since(
        self, by: Viewer, organisation: Organisation, traces: Mapping[int, Trace]
    ) -> set[int]:
        """The lines that someone has changed or used since."""
        _ask(by, organisation)
        return changed_since(TABLES, traces)

    @transaction.atomic
    def undo(self, by: Viewer, organisation: Organisation, traces: Mapping[int, Trace]) -> None:
        """Make everything as it was before these lines."""
        _ask(by, organisation)
        take_people_back(TABLES, traces)
        audit.wrote("undo members from office", organisation, by=by, purpose=str(len(traces)))


def _ask(by: Viewer, organisation: Organisation) -> None:
    if not permissions.may_import(by, organisation, Subject.MEMBERS):
        raise Refusal(_("Du kan ikke hente inn medlemmer."))


class _Judge:
    """Judges line after line; `batch` then holds all that is to be written."""

    def __init__(self, lot: Lot, *, lock: bool = False) -> None:
        self.lot, self.batch = lot, Batch(TABLES)
        self.rows = [row for row in lot.rows if isinstance(row, MemberRow)]
        self.said = [_person(row) for row in self.rows]
        everyone = supporters.readable(Viewer.system(lot.organisation.id, "import"))
        known = Q(is_member=True) | Q(id__in=everyone.values("person_id"))
        self.people = OfficePeople(lot.organisation, self.said, known)
        found = Person.objects.filter(
            Q(id__in=self.people.people) | Q(key__in=set(lot.known.values())),
            organisation=lot.organisation,
        )
        self.by_key = {row.key: row for row in (found.select_for_update() if lock else found)}
        stored = [row.id for row in self.by_key.values()]
        self.people.read_points(stored)
        consents = Consent.objects.filter(
            person__in=stored, purpose=Purpose.WELCOME, withdrawn_at=None
        )
        self.consents = {row.person_id: row for row in consents}
        self.lines = dict(lot.earlier)

    def all(self) -> list[Judged]:
        """The judgement of every line, in order."""
        return [self._judged(*pair) for pair in zip(self.rows, self.said, strict=True)]

    def _judged(self, row: MemberRow, said: OfficePerson) -> Judged:
        same = [self.by_key[each.key] for each in self.people.same(said)]
        there = self.by_key.get(self.lot.known.get(row.identity, UUID(int=0)))
        if fault := self._fault(said, there, same):
            return Judged(row.line, FAULT, fault=fault)
        there = there or next(iter(same), None)
        if there is None:
            person = self.people.bring_in(self.batch, row.line, said)
            self._consent(row, person)
            judged = Judged(row.line, NEW, person.key, marks=self._marks(said))
        else:
            changed = self.people.bring_up_to_date(self.batch, row.line, there, said)
            changed += self._consent(row, there)
            outcome = CHANGED if changed else UNCHANGED
            judged = Judged(row.line, outcome, there.key, tuple(changed))
        assert judged.key
        self.lines[judged.key] = row.line
        return judged

    def _fault(
        self, said: OfficePerson, there: Person | None, same: Sequence[Person]
    ) -> tuple[str, str, Mapping[str, str]] | None:
        found = there or (same[0] if len(same) == 1 else None)
        if found and found.key in self.lines:
            return "same_stored", "name", {"line": str(self.lines[found.key])}
        if there is None and len(same) > 1:
            return "stored_twice", "phone" if said.phone else "email", {}
        return None

    def _consent(self, row: MemberRow, person: Person) -> list[str]:
        consent = self.consents.get(person.pk)
        if row.may_contact and consent is None:
            given = Consent(
                organisation=self.lot.organisation,
                person=person,
                purpose=Purpose.WELCOME,
                text_version=CONSENT_AT_OFFICE,
            )
            self.batch.make(row.line, given)
            return ["may_contact"]
        if row.may_contact is False and consent is not None:
            self.batch.change(row.line, consent, withdrawn_at=clock.now())
            return ["may_contact"]
        return []

    def _marks(self, said: OfficePerson) -> tuple[tuple[str, str], ...]:
        found = []
        for kind, value in said.contacts():
            others = self.people.others(said, kind, value)
            found += [(MARKS[kind], other.full_name) for other in others]
        return tuple(found)


def _person(row: MemberRow) -> OfficePerson:
    return OfficePerson(
        given_name=row.name.removesuffix(row.family_name).strip(),
        family_name=row.family_name,
        phone=row.phone,
        mail=row.mail,
        is_member=True,
    )
