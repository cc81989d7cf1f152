"""Giving and ending roles."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal, require
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations import queries as organisations
from storstua.organisations.addresses import address_of
from storstua.organisations.models import Branch, Policy, Signpost
from storstua.outbox import actions as outbox
from storstua.people import actions as people
from storstua.people.models import Person
from storstua.roles import permissions, sealing, two
from storstua.roles.days import WITHOUT_END, Days
from storstua.roles.models import Grant, Invitation, Opening, Proposal

MAY_NOT_GIVE = _("Du kan ikke gi denne rollen.")


@transaction.atomic
def give(
    *,
    by: Viewer,
    person: Person,
    role: Role,
    branch: Branch | None = None,
    days: Days = WITHOUT_END,
) -> Grant:
    """Give a person a role from a day on. It works at that person's next page.

    Refuses those who may not give it there, and a role that takes two; a role already held stays
    as it is.
    """
    branch_id = branch.id if branch else None
    require(permissions.may_give_alone(by, role, person.organisation_id, branch_id), MAY_NOT_GIVE)
    return hold(by=by, person=person, role=role, branch=branch, days=days)


def hold(
    *,
    by: Viewer,
    person: Person,
    role: Role,
    branch: Branch | None = None,
    days: Days = WITHOUT_END,
) -> Grant:
    """A step of actions that have asked: the person holds the role, and the audit says who by.

    Days that meet days held already make one longer time of them. Refuses a branch that is closed.
    """
    organisations.refuse_closed(branch)
    from_on = days.from_on or clock.today()
    own = Grant.objects.select_for_update().filter(person=person, role=role, branch=branch)
    in_these_days = permissions.holds_between(from_on, days.until_on)
    if held := list(own.filter(in_these_days).order_by("from_on")):
        return _held_longer(by, held, from_on, days.until_on)
    grant = Grant.objects.create(
        organisation_id=person.organisation_id,
        person=person,
        role=role,
        branch=branch,
        from_on=from_on,
        until_on=days.until_on,
    )
    audit.wrote("give role", grant, by=by, purpose=role)
    return grant


def _held_longer(by: Viewer, held: list[Grant], from_on: date, until_on: date | None) -> Grant:
    """The role in one piece for all its days; what covers the new ones already stays as it is."""
    grant, *rest = held
    first = min(from_on, grant.from_on)
    ends = {each.until_on for each in held} | {until_on}
    last = None if None in ends else max(day for day in ends if day is not None)
    if (first, last) == (grant.from_on, grant.until_on):
        return grant
    for each in rest:
        each.delete()
    grant.from_on, grant.until_on = first, last
    grant.write("from_on", "until_on")
    audit.wrote("give role", grant, by=by, purpose=grant.role)
    return grant


def _refuse_the_last_to_go(organisation_id: int, person_id: int) -> None:
    """Refuse unless somebody else who can sign in is administrator without a last day.

    Two who go at once wait in line.
    """
    Policy.objects.select_for_update().get(organisation_id=organisation_id)
    others = Grant.objects.filter(
        permissions.in_force(),
        organisation_id=organisation_id,
        role=Role.ORGANISATION_ADMINISTRATOR,
        until_on=None,
        person__account__is_active=True,
    )
    if not others.exclude(person_id=person_id).exists():
        raise Refusal(_("Noen må være administrator uten sluttdato. Gi rollen til en annen først."))


@transaction.atomic
def end(*, by: Viewer, grant: Grant, last_on: date | None = None) -> None:
    """End a role now, or after a last day to come; access ends at the person's next page.

    Follows: whoever loses a say in the organisation by somebody else's act is told by mail.

    Refuses those who may not give the role there, a role that has ended, a last day that is over or
    would make the role longer, and to end the last administrator.
    """
    grant = Grant.objects.select_for_update().get(id=grant.id)
    role = Role(grant.role)
    if grant.until_on is not None and grant.until_on < clock.today():
        raise Refusal(_("Rollen er avsluttet allerede."))
    may_end = permissions.may_give_in(by, role, grant.organisation_id, grant.branch_id)
    require(may_end, _("Du kan ikke avslutte denne rollen."))
    if role is Role.ORGANISATION_ADMINISTRATOR:
        _refuse_the_last_to_go(grant.organisation_id, grant.person_id)
    if role in two.TAKES_TWO | set(two.STAND_INS):
        _tell_of_end(by, grant)
    if last_on is not None:
        _shorten(grant, last_on)
        audit.wrote("end role later", grant, by=by, purpose=role)
        return
    yesterday = clock.today() - timedelta(days=1)
    if grant.from_on > yesterday:
        grant.delete()
    else:
        grant.until_on = yesterday
        grant.write("until_on")
    if role is Role.SUPPORTER:
        system = Viewer.system(grant.organisation_id, "end role")
        people.forget_phones(by=system, person=grant.person)
    audit.wrote("end role", grant, by=by, purpose=role)


def _tell_of_end(by: Viewer, grant: Grant) -> None:
    account = grant.person.account
    if account is None or not by.person_id or by.person_id == grant.person_id:
        return
    outbox.queue_mail(
        by=by,
        address=account.email,
        template="role_taken",
        parameters={"link": address_of(grant.organisation, "/mine-opplysninger/")},
        language=account.language_of_mails,
    )


def _shorten(grant: Grant, last_on: date) -> None:
    """A later last day would give more than somebody agreed to."""
    if last_on < max(grant.from_on, clock.today()):
        raise Refusal(_("Velg en dag som kommer, mens rollen varer."), field="last_on")
    if grant.until_on is not None and last_on > grant.until_on:
        raise Refusal(_("Rollen slutter før denne dagen. Inviter på nytt."), field="last_on")
    grant.until_on = last_on
    grant.write("until_on")


@transaction.atomic
def erase(*, by: Viewer, person: Person) -> None:
    """Delete the roles, invitations, proposals and openings of a person who wants to be erased.

    Refuses all but the person, and the last administrator of an organisation.
    """
    require(permissions.is_own(by, person), _("Du kan ikke avslutte denne rollen."))
    held = Grant.objects.filter(permissions.in_force(), person=person)
    if held.filter(role=Role.ORGANISATION_ADMINISTRATOR).exists():
        _refuse_the_last_to_go(person.organisation_id, person.id)
    Grant.objects.filter(person=person).delete()
    invitations = Invitation.objects.filter(person=person)
    vault.erase(*map(sealing.drawer_of, invitations))
    Signpost.objects.filter(lookup__in=invitations.values("token_hash")).delete()
    invitations.delete()
    about = Q(person=person) | Q(proposer=person) | Q(answered_by=person)
    Proposal.objects.filter(about).delete()
    # What the person opened about others stays, without them.
    openings = Opening.objects.filter(person=person)
    vault.erase(*map(sealing.drawer_of_opening, openings))
    openings.delete()
    audit.wrote("erase roles", person, by=by)
