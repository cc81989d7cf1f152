"""Every change to people: making them, reaching them, their receipts and consents."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import require
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation
from storstua.people import contact, permissions
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
)

NOT_YOURS = _("Du kan ikke endre dette.")
TAKEN = _("Personen har en annen innlogging.")


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
    point = _change_point(person, kind, value, is_safe=is_safe)
    audit.wrote("set contact point" if point else "delete contact point", person, by=by)
    return point


@transaction.atomic
def correct(
    *,
    by: Viewer,
    person: Person,
    given_name: str,
    family_name: str,
    reached: Mapping[ContactKind, str],
) -> list[str]:
    """Correct what a person is called and how they are reached; the sign-in stays as it is.

    `reached` holds the kinds to correct; an empty value deletes one. Returns what became different:
    "name" and the kinds. Refuses those who keep nobody's record here; which people are theirs, the
    room that calls has asked.
    """
    require(permissions.may_correct(by, person), NOT_YOURS)
    row = Person.objects.select_for_update(of=("self",)).get(id=person.id)
    changed = []
    if (row.given_name, row.family_name) != (given_name.strip(), family_name.strip()):
        row.given_name, row.family_name = given_name.strip(), family_name.strip()
        row.write("given_name", "family_name")
        changed.append("name")
    points = ContactPoint.objects.filter(person=row).select_related("person")
    known = {point.kind: contact.opened(point) for point in points}
    for kind, value in reached.items():
        if value != known.get(kind, ""):
            _change_point(row, kind, value)
            changed.append(kind.value)
    if changed:
        audit.wrote("correct person", row, by=by, purpose=",".join(changed))
    return changed


def _change_point(
    person: Person, kind: ContactKind, value: str, *, is_safe: bool = True
) -> ContactPoint | None:
    """Write how a person is reached in place of what stood there; "" only deletes that."""
    if ContactPoint.objects.filter(person=person, kind=kind).delete()[0]:
        _erase_what_was_said(person)
    if not value:
        return None
    return _seal_point(ContactPoint(person=person, kind=kind, is_safe=is_safe), value)


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
    """Let a sign-in stand behind a person; the database allows one each, and it stays the same one.

    Follows: the person's mails come in the language of the account, when one is chosen.

    Refuses all but who is signed in with the account, and a person whom another account stands
    behind.
    """
    require(
        permissions.is_own_account(by, account) and by.acts_in(person.organisation_id), NOT_YOURS
    )
    held = Person.objects.select_for_update().values_list("account_id", flat=True)
    require(held.get(id=person.id) in {None, account.id}, TAKEN)
    person.account, person.language = account, account.language or person.language
    person.write("account", "language")
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
