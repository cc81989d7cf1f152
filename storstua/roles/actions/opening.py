"""Opening one closed thing in an emergency: asked for, answered, ended, looked at afterwards."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal, require
from storstua.base.viewer import Viewer
from storstua.organisations.models import Policy
from storstua.people.models import Person
from storstua.roles import permissions, queries, sealing
from storstua.roles.choices import Danger, Verdict
from storstua.roles.emergency import SHORTEST_EXPLANATION, Stage, may_open_alone
from storstua.roles.models import Opening

MAY_NOT_ANSWER = _("Du kan ikke svare på dette.")
NO_LONGER = _("Den som ba om dette, kan ikke åpne det lenger.")
TAKEN = _("Noen har bedt om å åpne dette allerede. Se i listen over åpninger.")
NOBODY = _("Ingen kan svare på dette. Ring 112 eller 113.")


@transaction.atomic
def ask_to_open(
    *,
    by: Viewer,
    person: Person,
    noun: str,
    object_key: UUID,
    danger: Danger,
    explanation: str,
    is_alone: bool = False,
) -> Opening:
    """Ask to open one thing about a person; `noun` and `object_key` name it as the log does.

    Follows: it waits an hour for another's yes. With `is_alone` it is open at once, and another
    looks at it within three days. The room whose thing it is tells everyone concerned in the same
    transaction. Refuses those who may not, too short an explanation, what is open or asked for
    already (an ask that waits does not stop who saves a life alone), opening alone where
    `emergency.may_open_alone` says no, and a place without anyone to answer.
    """
    require(
        permissions.may_ask_to_open(by, person.organisation_id, _policy(person.organisation_id)),
        _("Du kan ikke åpne dette."),
    )
    if len(explanation.strip()) < SHORTEST_EXPLANATION:
        raise Refusal(
            _("Skriv litt mer om hva som har skjedd, minst 20 tegn."), field="explanation"
        )
    _take_turns(by, person)
    is_life = danger is Danger.LIFE
    is_taken = queries.is_opened if is_alone and is_life else queries.is_asked_for
    require(not is_taken(object_key), TAKEN)
    earlier = queries.record_of(by.person_id, object_key)
    if is_alone and not may_open_alone(is_life, earlier):
        raise Refusal(_("Dette må to være enige om. Be om et svar fra en til."), field="is_alone")
    opening = Opening(
        organisation_id=person.organisation_id,
        person=person,
        opener_id=by.person_id,
        noun=noun,
        object_key=object_key,
        danger=danger,
        is_alone=is_alone,
        opened_at=clock.now() if is_alone else None,
    )
    place = sealing.place_of_explanation(opening)
    require(bool(queries.seconds_of(opening)), NOBODY)
    opening.sealed_explanation = vault.seal(explanation.strip(), place)
    opening.save(force_insert=True)
    verb = "open alone in emergency" if is_alone else "ask to open in emergency"
    audit.wrote(verb, opening, by=by, purpose=f"{danger} {noun} {object_key}")
    return opening


@transaction.atomic
def agree_to_open(*, by: Viewer, opening: Opening) -> None:
    """Say yes as the second: it is open for the one who asked, for half an hour.

    Refuses those who may not be the second, what waits no more, and what the one who asked may not
    open any more.
    """
    row, policy = _locked(opening, Stage.WAITING), _policy(opening.organisation_id)
    require(permissions.may_answer_opening(by, row, policy), MAY_NOT_ANSWER)
    opener = queries.opener_of(row)
    require(permissions.may_ask_to_open(opener, row.organisation_id, policy), NO_LONGER)
    row.answered_by_id = by.person_id
    row.answered_at = row.opened_at = clock.now()
    row.write("answered_by", "answered_at", "opened_at")
    audit.wrote("agree to open in emergency", row, by=by, purpose=row.danger)


@transaction.atomic
def decline_to_open(*, by: Viewer, opening: Opening) -> None:
    """Say no as the second. Refuses those who may not be the second, and what waits no more."""
    row = _locked(opening, Stage.WAITING)
    require(permissions.may_answer_opening(by, row, _policy(row.organisation_id)), MAY_NOT_ANSWER)
    row.answered_by_id = by.person_id
    row.answered_at = row.declined_at = clock.now()
    row.write("answered_by", "answered_at", "declined_at")
    audit.wrote("decline to open in emergency", row, by=by, purpose=row.danger)


@transaction.atomic
def end_opening(*, by: Viewer, opening: Opening) -> None:
    """Close what one has opened, or take back that one asked. Refuses all others."""
    row = Opening.objects.select_for_update().get(id=opening.id)
    require(permissions.is_opener(by, row), MAY_NOT_ANSWER)
    now = clock.now()
    current = row.stage(now)
    require(current in {Stage.WAITING, Stage.OPEN}, _("Dette er lukket allerede."))
    row.ended_at = now
    if current is Stage.WAITING:
        row.declined_at = now
    row.write("ended_at", "declined_at")
    audit.wrote("end opening", row, by=by, purpose=row.danger)


@transaction.atomic
def review_opening(*, by: Viewer, opening: Opening, verdict: Verdict) -> None:
    """Say afterwards whether it was right that one person opened alone.

    Follows: what was wrong and is still open closes at once, and its opener opens nothing alone
    for a month. Refuses those who may not be the second, and what was looked at already.
    """
    row = Opening.objects.select_for_update().get(id=opening.id)
    require(permissions.may_answer_opening(by, row, _policy(row.organisation_id)), MAY_NOT_ANSWER)
    require(row.awaits_review, _("Noen har sett på dette allerede."))
    now = clock.now()
    row.verdict, row.reviewed_by_id, row.reviewed_at = verdict, by.person_id, now
    if verdict is Verdict.WRONG and row.is_open_at(now):
        row.ended_at = now
    row.write("verdict", "reviewed_by", "reviewed_at", "ended_at")
    audit.wrote("review opening", row, by=by, purpose=verdict)


@transaction.atomic
def forget_opening(*, by: Viewer, opening: Opening) -> None:
    """Delete an opening of long ago with its words. Refuses people: only a job does this."""
    require(by.is_system and by.acts_in(opening.organisation_id), MAY_NOT_ANSWER)
    audit.wrote("forget opening", opening, by=by)
    vault.erase(sealing.drawer_of_opening(opening))
    opening.delete()


def _take_turns(by: Viewer, person: Person) -> None:
    """Hold both until the transaction ends, so that each ask sees what the others have opened.

    One thing is asked for once, and one opener's openings alone are counted one by one. In the
    order of the ids, so that two who hold each other's person never wait in a ring.
    """
    both = Person.objects.select_for_update().filter(id__in={person.id, by.person_id})
    list(both.order_by("id"))


def _policy(organisation_id: int) -> Policy:
    return Policy.objects.get(organisation_id=organisation_id)


def _locked(opening: Opening, wanted: Stage) -> Opening:
    """The row, held until the transaction ends, so that two who answer at once answer in turn."""
    row = Opening.objects.select_for_update().get(id=opening.id)
    is_so = row.stage(clock.now()) is wanted
    require(is_so, _("Dette er svart på, trukket tilbake eller falt bort."))
    return row
