"""Inviting by mail, taking an invitation back, and accepting one."""

import secrets
from dataclasses import replace
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal, require
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations import queries as organisations
from storstua.organisations.models import Branch, Organisation, Signpost
from storstua.outbox import actions as outbox
from storstua.people import actions as people
from storstua.people import queries as find_people
from storstua.people.models import Account, Person
from storstua.roles import permissions, sealing
from storstua.roles.actions.giving import MAY_NOT_GIVE, give
from storstua.roles.days import WITHOUT_END, Days
from storstua.roles.models import INVITATION_HOLDS, Invitation


@transaction.atomic
def invite(
    *,
    by: Viewer,
    person: Person,
    email: str,
    role: Role,
    branch: Branch | None = None,
    days: Days = WITHOUT_END,
) -> tuple[Invitation, str]:
    """Make an invitation that holds seven days; returns it with the secret of its link.

    The caller sends the link; the secret is stored nowhere. Refuses those who may not give it
    there, a role that takes two, and days that are over.
    """
    branch_id = branch.id if branch else None
    require(permissions.may_give_alone(by, role, person.organisation_id, branch_id), MAY_NOT_GIVE)
    days.refuse_past(clock.today())
    return _invited(by=by, person=person, email=email, role=role, branch=branch, days=days)


def _invited(
    *, by: Viewer, person: Person, email: str, role: Role, branch: Branch | None, days: Days
) -> tuple[Invitation, str]:
    organisations.refuse_closed(branch)
    secret = secrets.token_urlsafe(32)
    lookup = sha256(secret.encode()).digest()
    Signpost.objects.create(organisation_id=person.organisation_id, lookup=lookup)
    invitation = Invitation(
        organisation_id=person.organisation_id,
        token_hash=lookup,
        person=person,
        role=role,
        branch=branch,
        from_on=days.from_on,
        until_on=days.until_on,
        expires_at=clock.now() + INVITATION_HOLDS,
    )
    address = email.strip().lower()
    invitation.sealed_email = vault.seal(address, sealing.place_of(invitation))
    invitation.save(force_insert=True)
    audit.wrote("invite", invitation, by=by, purpose=role)
    return invitation, secret


@transaction.atomic
def invite_by_mail(
    *,
    by: Viewer,
    organisation: Organisation,
    given_name: str,
    family_name: str,
    email: str,
    role: Role,
    branch: Branch | None = None,
    days: Days = WITHOUT_END,
) -> Invitation:
    """Invite someone who may be new here: makes the person if needed, and sends the mail.

    Someone whose account already has a person here is invited as that person. Refuses those who
    may not give the role there, a role that takes two, and days that are over.
    """
    branch_id = branch.id if branch else None
    require(permissions.may_give_alone(by, role, organisation.id, branch_id), MAY_NOT_GIVE)
    days.refuse_past(clock.today())
    person = find_people.by_mail(email, organisation.id) or people.add_person(
        by=by, organisation=organisation, given_name=given_name, family_name=family_name
    )
    return send_invitation(by=by, person=person, email=email, role=role, branch=branch, days=days)


@transaction.atomic
def invite_known(
    *, by: Viewer, person: Person, email: str, role: Role, branch: Branch | None = None
) -> Invitation:
    """Invite someone known here, who cannot sign in yet, to come in as who they are.

    Follows: a mail with a link to this address. Refuses those who may not give the role, a role
    that takes two, and someone who has an account.
    """
    branch_id = branch.id if branch else None
    require(permissions.may_give_alone(by, role, person.organisation_id, branch_id), MAY_NOT_GIVE)
    require(person.account_id is None, _("Personen kan logge inn allerede."))
    return send_invitation(
        by=by, person=person, email=email, role=role, branch=branch, days=WITHOUT_END
    )


def send_invitation(
    *, by: Viewer, person: Person, email: str, role: Role, branch: Branch | None, days: Days
) -> Invitation:
    """A step of actions that have asked: the invitation is made and its link mailed."""
    invitation, secret = _invited(
        by=by, person=person, email=email, role=role, branch=branch, days=days
    )
    outbox.queue_mail(
        by=by,
        address=sealing.address_of(invitation),
        template="invitation",
        parameters={"link": f"{settings.ADDRESS}/invitasjon/{secret}/"},
        language=person.language,
    )
    return invitation


@transaction.atomic
def withdraw(*, by: Viewer, invitation: Invitation) -> None:
    """Take an invitation back; its link stops working at once."""
    require(permissions.may_withdraw(by, invitation), _("Du kan ikke trekke denne invitasjonen."))
    invitation.withdrawn_at = clock.now()
    invitation.write("withdrawn_at")
    audit.wrote("withdraw invitation", invitation, by=by)


@transaction.atomic
def accept(*, by: Viewer, invitation: Invitation, password: str, language: str = "") -> Account:
    """Take an invitation: an account is made unless one is signed in, and the role is given.

    A new account reads the language it was made in.
    The secret of the link, which led to the row, is what lets someone in. Refuses an invitation
    that was used meanwhile, a role whose last day has passed, and an address whose account is not
    the one signed in.
    """
    row = Invitation.objects.select_for_update().get(id=invitation.id)
    if row.accepted_at or row.withdrawn_at:
        raise Refusal(_("Invitasjonen er brukt."))
    today = clock.today()
    require(not row.days.are_over(today), _("Tiden du ble bedt om å ha rollen, er forbi."))
    address = _address(row)
    account = find_people.account_with(address)
    if account and account.id != by.account_id:
        raise Refusal(_("Logg inn først. Åpne så lenken på nytt."))
    if account is None:
        account = Account.objects.create_user(address, password, language=language)
    # Whoever was invited twice before they came is the one they came as first.
    person = find_people.by_account(account.id, row.organisation_id) or row.person
    if person.account_id != account.id:
        people.link_account(by=replace(by, account_id=account.id), person=person, account=account)
    system = Viewer.system(row.organisation_id, "invitation")
    days = row.days.taken(today)
    give(by=system, person=person, role=Role(row.role), branch=row.branch, days=days)
    row.accepted_at = clock.now()
    row.write("accepted_at")
    audit.wrote("accept invitation", row, by=by)
    return account


@transaction.atomic
def forget_invitation(*, by: Viewer, invitation: Invitation) -> None:
    """Delete an invitation that ran out long ago, with its address and where its link led.

    Refuses people: only a job does this.
    """
    ours = by.acts_in(invitation.organisation_id)
    require(by.is_system and ours, _("Dette gjør klokka."))
    audit.wrote("forget invitation", invitation, by=by)
    vault.erase(sealing.drawer_of(invitation))
    Signpost.objects.filter(lookup=invitation.token_hash).delete()
    invitation.delete()


def _address(invitation: Invitation) -> str:
    """The address invited; an invitation whose address was changed or erased lets nobody in."""
    try:
        return vault.open_sealed(bytes(invitation.sealed_email), sealing.place_of(invitation))
    except vault.Tampered as fault:
        raise Refusal(_("Invitasjonen er brukt.")) from fault
