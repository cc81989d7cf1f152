"""Compares lines of an office's file with the supporters there are, and gathers what to write."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from storstua.base import clock
from storstua.base.bringing_in import CHANGED, FAULT, NEW, UNCHANGED, Batch, Judged, put_back
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation
from storstua.people.from_office import COLUMN, MARKS
from storstua.people.models import ContactPoint, Person
from storstua.roles.from_office import PROPOSALS, approval
from storstua.supporters.choices import ApprovedBy, Requirement
from storstua.supporters.from_office import OfficeSupporter, Stored
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

TABLES = (
    *(Person, ContactPoint, Supporter, Profile, SupporterArea, SupporterTopic),
    *(Appointment, Declaration, Fulfilment, Pause, PROPOSALS),
)
COLUMNS = {
    "office_id": "id",
    "starting_load": "active_matches",
}
APPROVAL = "minors_approved"
# What a row says of an approval that waits; it has no other's name to tell.
PROPOSED = ("approval", "")

type FaultFound = tuple[str, str, Mapping[str, str]]


class Judge:
    """Judges line after line; `batch` then holds all that is to be written.

    `by` is who sent the file. Their word does not approve anybody for minors: it is proposed. The
    operator's command line brings in what two have agreed to outside.
    """

    def __init__(
        self,
        by: Viewer,
        organisation: Organisation,
        rows: Sequence[OfficeSupporter],
        earlier: Mapping[UUID, int],
        *,
        lock: bool = False,
    ) -> None:
        self.by, self.organisation = by, organisation
        self.rows = rows
        self.stored = Stored(organisation, rows, lock=lock)
        self.batch = Batch(TABLES)
        self.lines = dict(earlier)
        self.keys = {line: key for key, line in earlier.items()}
        self.newcomers: dict[int, int] = {}
        self.proposed: list[UUID] = []

    def all(self) -> list[Judged]:
        """The judgement of every line, in order."""
        return [self._judged(row) for row in self.rows]

    def _judged(self, row: OfficeSupporter) -> Judged:
        same = self.stored.people.same(row.person)
        there = self.stored.by_office_id.get(row.office_id) if row.office_id else None
        if there is None and len(same) == 1:
            there = self.stored.by_person.get(same[0].id)
        if fault := self._fault(row, there, same):
            return Judged(row.line, FAULT, fault=fault)
        if there is None:
            judged = self._new(row, same[0] if same else None)
        else:
            judged = self._known(row, there)
        assert judged.key
        self.lines[judged.key], self.keys[row.line] = row.line, judged.key
        return judged

    def _fault(
        self, row: OfficeSupporter, there: Supporter | None, same: Sequence[Person]
    ) -> FaultFound | None:
        """Why a line cannot go in beside what is stored: (code, column, details)."""
        reached = "phone" if row.person.phone else "email"
        if there and there.key in self.lines:
            return "same_stored", "name", {"line": str(self.lines[there.key])}
        if there and row.office_id and there.office_id not in {"", row.office_id}:
            details = {"name": there.person.full_name, "id": there.office_id}
            return "stored_other_id", "id", details
        if there and there.person_id not in {each.id for each in same}:
            # Known by id, but now to be reached under another's name and number.
            taken = any(each.id in self.stored.by_person for each in same)
            return ("stored_another", reached, {}) if taken else None
        if there is None and len(same) > 1:
            return "stored_twice", reached, {}
        if there is None and same and same[0].id in self.newcomers:
            return "same_stored", "name", {"line": str(self.newcomers[same[0].id])}
        return None

    def _new(self, row: OfficeSupporter, person: Person | None) -> Judged:
        """Someone who is no supporter yet, though perhaps a member."""
        batch, line, own = self.batch, row.line, {"organisation": self.organisation}
        if person is None:
            person = self.stored.people.bring_in(batch, line, row.person)
        else:
            self.newcomers[person.id] = line
            self.stored.people.bring_up_to_date(batch, line, person, row.person)
        supporter = Supporter(**own, person=person, **row.terms())
        profile = Profile(**own, supporter=supporter, **row.profile())
        batch.make(line, supporter)
        batch.make(line, profile)
        self._bring_areas_and_topics(row, supporter)
        self._bring_standing(row, supporter)
        said = self._bring_approval(row, supporter)
        marks = self._mark(row, supporter, COLUMN.values())
        return Judged(line, NEW, key=supporter.key, marks=(*marks, *said))

    def _known(self, row: OfficeSupporter, supporter: Supporter) -> Judged:
        """Someone who is a supporter already: change only what the file says otherwise."""
        batch, line, stored = self.batch, row.line, self.stored
        changed = stored.people.bring_up_to_date(batch, line, supporter.person, row.person)
        fields = (
            *batch.change(line, supporter, **row.terms()),
            *batch.change(line, stored.profiles[supporter.id], **row.profile()),
        )
        changed += [COLUMNS.get(name, name) for name in fields]
        was_approved = supporter.is_approved_for_minors
        said = self._bring_approval(row, supporter)
        if said or supporter.is_approved_for_minors != was_approved:
            changed.append(APPROVAL)
        changed += self._bring_areas_and_topics(row, supporter)
        changed += self._bring_standing(row, supporter)
        marks = self._mark(row, supporter, changed)
        outcome = CHANGED if changed else UNCHANGED
        return Judged(line, outcome, supporter.key, tuple(changed), marks=(*marks, *said))

    def _bring_approval(self, row: OfficeSupporter, supporter: Supporter) -> list[tuple[str, str]]:
        """Take the approval for minors away, bring in the operator's, or propose it; says when it
        is proposed."""
        says = row.is_approved_for_minors
        if says is None or says == supporter.is_approved_for_minors:
            return []
        if not says or self.by.is_operator:
            stands_behind = ApprovedBy.OFFICE if says else ""
            values = {"is_approved_for_minors": says, "minors_approved_by": stands_behind}
            if supporter.pk:
                self.batch.change(row.line, supporter, **values)
            else:
                put_back(supporter, values)
            return []
        person = supporter.person
        if not self.by.person_id or person.pk in self.stored.asked_about:
            return []
        proposal = approval(person, supporter.branch_id, self.by.person_id)
        self.batch.make(row.line, proposal)
        self.proposed.append(proposal.key)
        return [PROPOSED]

    def _bring_areas_and_topics(self, row: OfficeSupporter, supporter: Supporter) -> list[str]:
        areas = {each.area_id: each for each in self.stored.areas.get(supporter.pk, ())}
        topics = {each.topic_id: each for each in self.stored.topics.get(supporter.pk, ())}
        changed = []
        own = {"organisation": self.organisation, "supporter": supporter}
        if row.area_ids and areas.keys() != set(row.area_ids):
            changed.append("areas")
            for area in [areas[each] for each in areas.keys() - set(row.area_ids)]:
                self.batch.remove(row.line, area)
            for each in [each for each in row.area_ids if each not in areas]:
                self.batch.make(row.line, SupporterArea(**own, area_id=each))
        if row.topic_ids and topics.keys() != set(row.topic_ids):
            changed.append("themes")
            for topic in [topics[each] for each in topics.keys() - set(row.topic_ids)]:
                self.batch.remove(row.line, topic)
            for each in [each for each in row.topic_ids if each not in topics]:
                self.batch.make(row.line, SupporterTopic(**own, topic_id=each))
        return changed

    def _bring_standing(self, row: OfficeSupporter, supporter: Supporter) -> list[str]:
        """Appointment, declaration, course and pause; what is recorded is never taken away."""
        stored, changed = self.stored, []
        own = {"organisation": self.organisation, "supporter": supporter}
        if row.appointed_on and self._appoint(row.line, supporter, row.appointed_on):
            changed.append("appointed_on")
        signed = {each.signed_on for each in stored.declarations.get(supporter.pk, ())}
        if row.declaration_on and row.declaration_on not in signed:
            self.batch.make(row.line, Declaration(**own, signed_on=row.declaration_on))
            changed.append("declaration_on")
        if row.course_on and (supporter.pk, row.course_on) not in stored.courses:
            course = Fulfilment(**own, requirement=Requirement.COURSE, on=row.course_on)
            self.batch.make(row.line, course)
            changed.append("course_on")
        if row.is_paused and not self._is_paused(supporter):
            self.batch.make(row.line, Pause(**own, from_on=clock.today()))
            changed.append("paused")
        return changed

    def _is_paused(self, supporter: Supporter) -> bool:
        today, pauses = clock.today(), self.stored.pauses.get(supporter.pk, ())
        return any(
            each.from_on <= today and (each.until_on is None or each.until_on >= today)
            for each in pauses
        )

    def _appoint(self, line: int, supporter: Supporter, day: date) -> bool:
        """Appoint from a day, or move the beginning of the running appointment; True if done.

        An appointment that has ended stays ended, and none may overlap another.
        """
        terms = self.stored.appointments.get(supporter.pk, [])
        running = next((each for each in terms if each.until_on is None), None)
        ended = [each.until_on for each in terms if each.until_on]
        if any(each.from_on == day for each in terms) or any(day <= last for last in ended):
            return False
        if running:
            return bool(self.batch.change(line, running, from_on=day))
        own = {"organisation": self.organisation, "supporter": supporter}
        self.batch.make(line, Appointment(**own, from_on=day))
        return True

    def _mark(
        self, row: OfficeSupporter, supporter: Supporter, changed: Collection[str]
    ) -> tuple[tuple[str, str], ...]:
        """Mark others who are reached in the same new way; a person looks at it, none is merged."""
        shown, texts = [], list(supporter.marks)
        for kind, value in row.person.contacts():
            if COLUMN[kind] not in changed:
                continue
            for other in self.stored.people.others(row.person, kind, value):
                shown.append((MARKS[kind], other.full_name))
                if twin := self.stored.by_person.get(other.id):
                    texts.append(f"{MARKS[kind]}:{twin.key}")
            lines = [line for code, line in row.alike if code == MARKS[kind] and line in self.keys]
            texts += [f"{MARKS[kind]}:{self.keys[line]}" for line in lines]
        texts = list(dict.fromkeys(texts))
        if texts != supporter.marks and supporter.pk:
            self.batch.change(row.line, supporter, marks=texts)
        supporter.marks = texts
        return tuple(shown)
