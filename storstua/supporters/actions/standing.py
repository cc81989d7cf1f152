"""Appointing supporters and recording what they have fulfilled."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.notices import actions as notices
from storstua.notices.choices import Kind
from storstua.organisations.models import Appointer, Policy
from storstua.people.models import Person
from storstua.supporters import permissions, queries
from storstua.supporters.actions.enrolment import NOT_YOURS
from storstua.supporters.actions.leaving import end_service
from storstua.supporters.models import (
    Appointment,
    Declaration,
    Fulfilment,
    Requirement,
    Supporter,
)


def _locked(supporter: Supporter) -> Supporter:
    return Supporter.objects.select_for_update().get(id=supporter.id)


def _keeping(by: Viewer, supporter: Supporter) -> Supporter:
    row = _locked(supporter)
    if not permissions.may_keep(by, row):
        raise Refusal(NOT_YOURS)
    return row


def _refuse_future(day: date) -> None:
    if day > clock.today():
        raise Refusal(_("Datoen er fram i tid. Skriv dagen det skjedde."), field="day")


def _policy(supporter: Supporter) -> Policy:
    return Policy.objects.get(organisation_id=supporter.organisation_id)


def _appointing(by: Viewer, supporter: Supporter) -> Supporter:
    row = _locked(supporter)
    policy = _policy(row)
    if permissions.may_appoint(by, row, policy):
        return row
    if permissions.is_own(by, row):
        raise Refusal(_("Du kan ikke bestemme over din egen oppnevning. En annen må gjøre det."))
    if policy.appointer == Appointer.NAMED_PERSON:
        sentence = _("%(who)s oppnevner. Ingen andre kan skrive det inn.")
    else:
        sentence = _("%(who)s oppnevner. Et medlem av styret eller koordinatoren skriver det inn.")
    raise Refusal(sentence % {"who": policy.who_appoints})


def _refuse_without_minutes(by: Viewer, supporter: Supporter, minute_number: str) -> None:
    """What a board has decided stands in its minutes; files and commands need not say where."""
    policy = _policy(supporter)
    is_decided = policy.appointer != Appointer.NAMED_PERSON and not by.is_system
    if is_decided and not minute_number.strip():
        sentence = _("%(who)s oppnevner. Skriv saksnummeret i protokollen.")
        raise Refusal(sentence % {"who": policy.who_appoints}, field="minute_number")


def _refuse_closed_branch(supporter: Supporter) -> None:
    """Someone who comes back to a branch that was closed meanwhile is moved first."""
    if supporter.branch and not supporter.branch.is_open:
        sentence = _("%(branch)s er lagt ned. Flytt [[likepersonen]] til et annet lag først.")
        raise Refusal(sentence % {"branch": supporter.branch.name})


@transaction.atomic
def appoint(
    *,
    by: Viewer,
    supporter: Supporter,
    from_on: date,
    until_on: date | None = None,
    minute_number: str = "",
) -> Appointment:
    """Appoint a supporter from a day, or record that the board did; the day may lie ahead.

    The work starts when the declaration is signed too. Refuses those whom the policy does not
    name, a board's decision without its number in the minutes, a last day before the first, a
    time in which the supporter is appointed already, and one who lies in a closed branch.
    """
    row = _appointing(by, supporter)
    _refuse_closed_branch(row)
    _refuse_without_minutes(by, row, minute_number)
    if until_on is not None and until_on < from_on:
        raise Refusal(_("Siste dag kan ikke være før første dag."), field="until_on")
    overlapping = Appointment.objects.filter(supporter=row).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=from_on)
    )
    if until_on is not None:
        overlapping = overlapping.filter(from_on__lte=until_on)
    if overlapping.exists():
        raise Refusal(_("[[Likepersonen]] er oppnevnt i denne tiden fra før."), field="from_on")
    appointment = Appointment.objects.create(
        organisation_id=row.organisation_id,
        supporter=row,
        from_on=from_on,
        until_on=until_on,
        minute_number=minute_number.strip(),
    )
    audit.wrote("appoint supporter", row, by=by)
    return appointment


@transaction.atomic
def end_appointment(*, by: Viewer, supporter: Supporter, last_on: date | None = None) -> None:
    """End the appointment; `last_on` is its last day (yesterday when none is given).

    Follows: from the day after, the supporter is neither shown nor asked, and has no access; what
    was open goes to the coordinators. One that begins today or later is taken away. Refuses those
    whom the policy does not name, a last day before the first of one that has begun, and when
    there is none to end.
    """
    row = _appointing(by, supporter)
    today = clock.today()
    last = last_on or today - timedelta(days=1)
    running = Appointment.objects.filter(supporter=row).filter(
        Q(until_on__isnull=True) | Q(until_on__gt=last)
    )
    if not running.exists():
        raise Refusal(_("[[Likepersonen]] er ikke oppnevnt nå."))
    if running.filter(from_on__gt=last, from_on__lt=today).exists():
        raise Refusal(_("Siste dag kan ikke være før første dag."), field="last_on")
    running.filter(from_on__gt=last).delete()
    for appointment in running:
        appointment.until_on = last
        appointment.write("until_on")
    audit.wrote("end appointment", row, by=by)
    if queries.gone(today).filter(id=row.id).exists():
        end_service(by=Viewer.system(row.organisation_id, "end appointment"), supporter=row)


@transaction.atomic
def sign_declaration(
    *, by: Viewer, supporter: Supporter, signed_on: date, seen_on_paper: bool = False
) -> Declaration:
    """Record that the declaration of confidentiality was signed on a day; it lasts for ever.

    `seen_on_paper` says that someone has seen the signature. Refuses others than the supporter and
    those who keep the record, a day ahead, and a paper seen by the supporter alone.
    """
    row = _locked(supporter)
    if not permissions.may_pause(by, row):
        raise Refusal(NOT_YOURS)
    if seen_on_paper and not permissions.may_keep(by, row):
        raise Refusal(_("Koordinatoren ser på papiret og skriver det inn."))
    _refuse_future(signed_on)
    declaration, made = Declaration.objects.get_or_create(
        organisation_id=row.organisation_id,
        supporter=row,
        signed_on=signed_on,
        defaults={"seen_on_paper": seen_on_paper},
    )
    if made:
        audit.wrote("sign declaration", row, by=by, purpose="on paper" if seen_on_paper else "")
    return declaration


@transaction.atomic
def remind_of_declaration(*, by: Viewer, supporter: Supporter) -> None:
    """Tell a supporter, once, that they must do something before they can go on.

    The notice says nothing more; their own page says what. Refuses people: only the clock does it.
    """
    if not by.is_system:
        raise Refusal(_("Dette gjør klokka."))
    person, kind = supporter.person, Kind.DECLARATION
    if notices.tell(by=by, person=person, kind=kind, path="/min-profil/", about=supporter.key):
        audit.wrote("remind of declaration", supporter, by=by)


@transaction.atomic
def record_fulfilment(
    *, by: Viewer, supporter: Supporter, requirement: Requirement, on: date
) -> Fulfilment:
    """Record that a requirement (course, supervision) was fulfilled on a day; twice is once.

    A course has one day, so another one comes in its place. Refuses others than those who keep the
    record, and a day ahead.
    """
    row = _keeping(by, supporter)
    _refuse_future(on)
    fulfilment, made = Fulfilment.objects.get_or_create(
        organisation_id=row.organisation_id, supporter=row, requirement=requirement, on=on
    )
    others = Fulfilment.objects.filter(supporter=row, requirement=requirement).exclude(on=on)
    is_moved = requirement == Requirement.COURSE and others.delete()[0] > 0
    if made or is_moved:
        audit.wrote("record fulfilment", row, by=by, purpose=requirement)
    return fulfilment


@transaction.atomic
def record_membership(*, by: Viewer, supporter: Supporter, is_member: bool = True) -> None:
    """Record whether the supporter is a member. Refuses others than those who keep the record."""
    row = _keeping(by, supporter)
    person = Person.objects.select_for_update().get(id=row.person_id)
    if person.is_member != is_member:
        person.is_member = is_member
        person.write("is_member")
        audit.wrote("record membership", row, by=by, purpose="member" if is_member else "not")
