"""Every change to people: making them, reaching them, their receipts and consents."""

import secrets
from collections.abc import Mapping

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import require
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation
from storstua.outbox import actions as outbox
from storstua.people import contact, permissions, remembered_phone
from storstua.people.models import (
    Account,
    Consent,
    ContactKind,
    ContactPoint,
    Person,
    PlaceOfAccount,
    Purpose,
    Receipt,
    RememberedPhone,
    Session,
)

NOT_YOURS = _("Du kan ikke endre dette.")


@transaction.atomic
def add_person(
    *,
    by: Viewer,
    organisation: Organisation,
    given_name: str,
    family_name: str = "",
    language: str = "nb",
    is_member: bool = False,
    reached: Mapping[ContactKind, str] | None = None,
) -> Person:
    """Make a human known to the organisation, and how they are reached if that was told.

    Refuses those who are not in it.
    """
    require(permissions.may_add(by, organisation.id), NOT_YOURS)
    person = Person.objects.create(
        organisation=organisation,
        given_name=given_name.strip(),
        family_name=family_name.strip(),
        language=language,
        is_member=is_member,
    )
    for kind, value in (reached or {}).items():
        _seal_point(ContactPoint(person=person, kind=kind), value)
    audit.wrote("add person", person, by=by)
    return person


@transaction.atomic
def set_contact_point(
    *, by: Viewer, person: Person, kind: ContactKind, value: str, is_safe: bool = True
) -> ContactPoint | None:
    """Keep, change or (with an empty value) delete how a person is reached.

    The value is sealed before it reaches the database, beside a keyed hash to find it again. What
    stood there before becomes unreadable in every copy. Refuses others than the person and those
    who know everyone.
    """
    require(permissions.may_keep(by, person), NOT_YOURS)
    Person.objects.select_for_update(of=("self",)).get(id=person.id)
    if ContactPoint.objects.filter(person=person, kind=kind).delete()[0]:
        _erase_what_was_said(person)
    if not value:
        audit.wrote("delete contact point", person, by=by)
        return None
    point = _seal_point(ContactPoint(person=person, kind=kind, is_safe=is_safe), value)
    audit.wrote("set contact point", person, by=by)
    return point


def _seal_point(point: ContactPoint, value: str) -> ContactPoint:
    """Write a new way to reach someone, sealed."""
    point.organisation_id = point.person.organisation_id
    point.sealed = vault.seal(value, contact.place_of(point))
    point.lookup = contact.lookup_of(point.organisation_id, point.kind, value)
    point.save(force_insert=True)
    return point


def _erase_what_was_said(person: Person) -> None:
    """Erase the key of a person's contact points; those that are left go under a new one."""
    left = list(ContactPoint.objects.filter(person=person).select_related("person"))
    values = [vault.open_sealed(bytes(point.sealed), contact.place_of(point)) for point in left]
    vault.erase(contact.drawer_of(person))
    for point, value in zip(left, values, strict=True):
        point.sealed = vault.seal(value, contact.place_of(point))
        point.write("sealed")


@transaction.atomic
def give_receipt(
    *, by: Viewer, person: Person, words: tuple[str, ...] | None = None
) -> tuple[str, ...]:
    """Give a person without account new receipt words; the old ones stop working at once.

    Returns the seven words, which are shown once and stored nowhere. Refuses all but the person.
    """
    require(permissions.may_answer_for(by, person), NOT_YOURS)
    words = words or vault.new_words()
    lookup = vault.derive(words).lookup
    Receipt.objects.filter(person=person).delete()
    Receipt.objects.create(lookup=lookup, organisation_id=person.organisation_id, person=person)
    audit.wrote("give receipt", person, by=by)
    return words


@transaction.atomic
def give_consent(
    *, by: Viewer, person: Person, purpose: Purpose, text_version: str = "1"
) -> Consent:
    """Note a yes, with the version of the text that was shown; a second yes changes nothing.

    Refuses all but the person.
    """
    require(permissions.may_answer_for(by, person), NOT_YOURS)
    consent, made = Consent.objects.get_or_create(
        organisation_id=person.organisation_id,
        person=person,
        purpose=purpose,
        withdrawn_at=None,
        defaults={"text_version": text_version},
    )
    if made:
        audit.wrote("give consent", consent, by=by, purpose=purpose)
    return consent


@transaction.atomic
def withdraw_consent(*, by: Viewer, person: Person, purpose: Purpose) -> None:
    """Take a yes back; what rested on it stops at once, since pages ask for consents in force.

    Refuses all but the person.
    """
    require(permissions.may_answer_for(by, person), NOT_YOURS)
    for consent in Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None):
        consent.withdrawn_at = clock.now()
        consent.write("withdrawn_at")
        audit.wrote("withdraw consent", consent, by=by, purpose=purpose)


@transaction.atomic
def link_account(*, by: Viewer, person: Person, account: Account) -> None:
    """Let a sign-in stand behind a person; the database allows one each.

    Refuses all but who is signed in with the account.
    """
    require(
        permissions.is_own_account(by, account) and by.acts_in(person.organisation_id), NOT_YOURS
    )
    person.account = account
    person.write("account")
    PlaceOfAccount.objects.update_or_create(
        person=person, defaults={"account": account, "organisation_id": person.organisation_id}
    )
    audit.wrote("link account", person, by=by)


@transaction.atomic
def choose_language(*, by: Viewer, account: Account, language: str) -> None:
    """Remember which language the person reads; mails follow it. Refuses all but that person."""
    require(permissions.is_own_account(by, account), NOT_YOURS)
    account.language = language
    account.write("language")
    for place in PlaceOfAccount.objects.filter(account=account):
        with inside(place.organisation_id, by=by):
            Person.objects.filter(account=account).update(language=language)
    audit.wrote("choose language", account, by=by)


@transaction.atomic
def erase(*, by: Viewer, person: Person, keeps_name: bool = False) -> None:
    """Delete a person with contact points, consents and receipt words, and the sign-in with them.

    The sign-in stays while the account belongs to another organisation too. With `keeps_name` the
    row stays with its name alone, since the grant's accounts name who took part. Refuses all but
    the person. What other rooms hold about the person has been erased before.
    """
    require(permissions.may_answer_for(by, person), NOT_YOURS)
    row = Person.objects.select_for_update().get(id=person.id)
    account = row.account
    for held in (ContactPoint, Consent, Receipt, PlaceOfAccount, RememberedPhone):
        held.objects.filter(person=row).delete()
    vault.erase(contact.drawer_of(row))
    if keeps_name:
        row.account, row.is_member, row.language = None, False, "nb"
        row.write("account", "is_member", "language")
    else:
        row.delete()
    # From here one sees the people of this organisation alone; places are seen from everywhere.
    if account and not PlaceOfAccount.objects.filter(account=account).exists():
        account.delete()
    audit.wrote("erase person", person, by=by)


@transaction.atomic
def end_sessions(*, by: Viewer, account: Account, keep: str = "", only: str = "") -> int:
    """End an account's sessions at once, in all browsers; returns how many.

    Telephones that are remembered are forgotten with them. `keep` is the hashed key of a session
    to leave alone (the one in use), `only` that of the session or telephone to end. Refuses anyone
    but the account's own holder and the system.
    """
    require(by.is_system or permissions.is_own_account(by, account), NOT_YOURS)
    sessions = Session.objects.filter(account=account).exclude(session_key=keep)
    phones = RememberedPhone.objects.filter(account=account)
    if only:
        sessions, phones = sessions.filter(session_key=only), phones.filter(lookup=only)
    ended = sessions.delete()[0] + phones.delete()[0]
    if ended:
        audit.wrote("end sessions", account, by=by)
    return ended


@transaction.atomic
def forget_second_factor(*, by: Viewer, account: Account, because: str) -> None:
    """Take the second step away from an account that has lost it, and end all its sessions.

    `because` says in the audit who stands behind it. Follows: a mail to the owner, who sets up a
    new second step at the next sign-in. Refuses people: two have agreed on it, or the machine's
    operator does it. Refuses an account without a second step.
    """
    require(permissions.may_forget_second_factor(by), NOT_YOURS)
    removed = Authenticator.objects.filter(user=account).delete()[0]
    require(removed > 0, _("Kontoen har ikke satt opp noe andre trinn."))
    end_sessions(by=by, account=account)
    with inside(by.organisation_id, by=by):
        outbox.queue_mail(
            by=by,
            address=account.email,
            template="second_factor_forgotten",
            parameters={"link": f"{settings.ADDRESS}{settings.SECOND_FACTOR_URL}"},
            language=account.language,
        )
    audit.wrote("forget second factor", account, by=by, purpose=because)


@transaction.atomic
def remember_phone(*, by: Viewer, browser: str) -> str:
    """Remember the viewer's own telephone for 90 days; returns what its cookie holds.

    It opens two forms of a supporter and shows nothing. Refuses those who are not signed in as
    one; the role is asked for again each time the telephone is used.
    """
    require(by.is_signed_in and by.holds(Role.SUPPORTER), NOT_YOURS)
    secret = secrets.token_urlsafe(32)
    RememberedPhone.objects.create(
        lookup=remembered_phone.hashed(secret),
        account_id=by.account_id,
        organisation_id=by.organisation_id,
        person_id=by.person_id,
        browser=browser,
        ends_at=clock.now() + remembered_phone.KEPT,
    )
    audit.wrote("remember telephone", by=by)
    return secret


@transaction.atomic
def forget_phones(*, by: Viewer, person: Person, only: str = "") -> None:
    """Forget the telephones of a person at once; `only` is the hash of the one meant.

    Refuses all but the person and the system.
    """
    require(permissions.may_answer_for(by, person), NOT_YOURS)
    phones = RememberedPhone.objects.filter(person=person)
    if (phones.filter(lookup=only) if only else phones).delete()[0]:
        audit.wrote("forget telephone", person, by=by)
