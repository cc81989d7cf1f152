"""Finds people by what they show: an account or receipt words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings

from storstua import vault
from storstua.base import clock
from storstua.base.tenancy import inside
from storstua.people import known_browser
from storstua.people.models import (
    Account,
    Consent,
    KnownBrowser,
    LinkedIdentity,
    Person,
    PlaceOfAccount,
    Purpose,
    Receipt,
    RememberedPhone,
    Session,
)


def receipt_of(person_id: int) -> int | None:
    """The id of the row that a person's receipt words lie in; new words are a new row."""
    return Receipt.objects.filter(person_id=person_id).values_list("id", flat=True).first()


def by_words(words: tuple[str, ...]) -> Person | None:
    """The person whose receipt words these are; one Argon2id run whether they exist or not."""
    lookup = vault.derive(words).lookup
    receipt = Receipt.objects.filter(lookup=lookup).first()
    if receipt is None:
        return None
    with inside(receipt.organisation_id, purpose="words"):
        return receipt.person


# As many places in one text are looked at; each costs as much as one entry of words.
MOST_LOOKED_AT = 4
BETWEEN = re.compile(r"[\W\d_]+")


def tells_own_words(person_id: int, text: str) -> bool:
    """True when a text holds the writer's own receipt words, in any spelling the entry accepts.

    Costs nothing for texts without seven words of the list in a row. Raises vault.Busy.
    """
    found = list(dict.fromkeys(_sevens(text)))[:MOST_LOOKED_AT]
    receipt = Receipt.objects.filter(person_id=person_id).first() if found else None
    return receipt is not None and any(
        vault.derive(words).lookup == bytes(receipt.lookup) for words in found
    )


def _sevens(text: str) -> Iterator[tuple[str, ...]]:
    """Each seven words in a row that all stand in the list."""
    tokens = [each for each in BETWEEN.split(unicodedata.normalize("NFKC", text)) if each]
    for first in range(len(tokens) - 6):
        try:
            yield vault.fold(" ".join(tokens[first : first + 7]))
        except vault.NotWords:
            continue


def by_account(account_id: int, organisation_id: int) -> Person | None:
    """The person behind an account in one organisation."""
    return Person.objects.filter(account_id=account_id, organisation_id=organisation_id).first()


def by_mail(email: str, organisation_id: int) -> Person | None:
    """The person in one organisation whose account has this mail address."""
    return Person.objects.filter(
        account__email=email.strip().lower(), organisation_id=organisation_id
    ).first()


def account_with(email: str) -> Account | None:
    """The account with this mail address, in any case of letters."""
    return Account.objects.filter(email=email.strip().lower()).first()


def account_id_with(email: str) -> int:
    """The number of the account with this mail address; 0 for none."""
    rows = Account.objects.filter(email=email.strip().lower())
    return rows.values_list("id", flat=True).first() or 0


def consents_in_force(person_id: int) -> frozenset[str]:
    """The purposes a person has said yes to and not taken back."""
    rows = Consent.objects.filter(person_id=person_id, withdrawn_at=None)
    return frozenset(rows.values_list("purpose", flat=True))


def has_consented(person_id: int, purpose: Purpose) -> bool:
    """True when the consent is in force."""
    return purpose in consents_in_force(person_id)


@dataclass(frozen=True, slots=True)
class PlaceOf:
    """An organisation where an account has a person behind it."""

    name: str
    address: str


def places_of(account_id: int) -> list[PlaceOf]:
    """The organisations where the account belongs, by name, with the address of today's page."""
    rows = PlaceOfAccount.objects.filter(account_id=account_id).order_by("organisation__name")
    return [
        PlaceOf(name, f"/{slug}/i-dag/")
        for name, slug in rows.values_list("organisation__name", "organisation__slug")
    ]


def places_elsewhere(account_id: int, organisation_id: int) -> list[PlaceOfAccount]:
    """Where else an account has a person behind it."""
    rows = PlaceOfAccount.objects.filter(account_id=account_id)
    return list(rows.exclude(organisation_id=organisation_id).order_by("id"))


def knows_browser(marks: tuple[str, ...], mail: str = "", account_id: int = 0) -> str:
    """What a browser's own tries at an account are counted by; "" when it is not known there.

    The account by its mail address or its number. Asks the same of the database whether there is
    such an account or not.
    """
    if not account_id:
        account_id = account_id_with(mail)
    lookups = [known_browser.hashed(mark, account_id) for mark in marks or ("",)]
    rows = KnownBrowser.objects.filter(lookup__in=lookups, ends_at__gt=clock.now())
    return rows.values_list("lookup", flat=True).first() or ""


def browsers_known(account_id: int) -> int:
    """How many browsers are known as the account's."""
    return KnownBrowser.objects.filter(account_id=account_id, ends_at__gt=clock.now()).count()


def words_about(account_id: int) -> list[str]:
    """The names under which an account's owner is known, and those of the organisations."""
    found: list[str] = []
    places = PlaceOfAccount.objects.filter(account_id=account_id).select_related("organisation")
    for place in places:
        with inside(place.organisation_id, purpose="new password"):
            person = Person.objects.get(id=place.person_id)
        found += [place.organisation.name, place.organisation.slug]
        found += [person.given_name, person.family_name]
    return found


def account(account_id: int) -> Account:
    """The account itself; the caller is the one who is signed in with it."""
    return Account.objects.get(id=account_id)


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as its owner knows it."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account has set up for the second step of sign-in."""

    has_app: bool
    passkeys: tuple[Passkey, ...]
    has_spare_codes: bool

    @property
    def any(self) -> bool:
        """True when a second step can be taken."""
        return self.has_app or bool(self.passkeys)

    @property
    def is_set_up(self) -> bool:
        """True when anything stands there, if only codes on paper."""
        return self.any or self.has_spare_codes


def factors_of(account_id: int) -> Factors:
    """What is set up for the second step, in one query."""
    rows = list(Authenticator.objects.filter(user_id=account_id).order_by("created_at", "id"))
    kinds = {row.type for row in rows}
    return Factors(
        has_app=Authenticator.Type.TOTP in kinds,
        passkeys=tuple(
            Passkey(row.id, row.data["name"], row.created_at, row.last_used_at)
            for row in rows
            if row.type == Authenticator.Type.WEBAUTHN
        ),
        has_spare_codes=Authenticator.Type.RECOVERY_CODES in kinds,
    )


def spare_codes_left(account_id: int) -> int:
    """How many codes on paper have not been used."""
    row = Authenticator.objects.filter(
        user_id=account_id, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return len(row.wrap().get_unused_codes()) if row else 0


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One browser an account is signed in with. `handle` names it in forms and opens nothing."""

    handle: str
    browser: str
    seen_at: datetime
    is_this: bool


def sessions_of(account_id: int, this: str) -> list[SessionLine]:
    """The browsers an account is signed in with, last used first; `this` is the own hashed key."""
    rows = Session.objects.filter(account_id=account_id, expire_date__gt=clock.now())
    return [
        SessionLine(row.session_key, row.browser, row.seen_at, row.session_key == this)
        for row in rows.order_by("-seen_at")
    ]


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """One telephone that is remembered. `handle` names it in forms and opens nothing."""

    handle: str
    browser: str
    ends_at: datetime


def phones_of(account_id: int) -> list[PhoneLine]:
    """The telephones an account has let be remembered, the newest first."""
    rows = RememberedPhone.objects.filter(account_id=account_id, ends_at__gt=clock.now())
    return [PhoneLine(row.lookup, row.browser, row.ends_at) for row in rows.order_by("-created_at")]


def account_of_phone(lookup: str, organisation_id: int) -> int | None:
    """The account whose telephone it is, in this organisation and while the account is in use."""
    rows = RememberedPhone.objects.filter(
        lookup=lookup,
        organisation_id=organisation_id,
        ends_at__gt=clock.now(),
        account__is_active=True,
    )
    return rows.values_list("account_id", flat=True).first()


def phone_ends_at(lookup: str, person_id: int) -> datetime | None:
    """Until when this browser is remembered as the person's; None when it is not."""
    rows = RememberedPhone.objects.filter(
        lookup=lookup, person_id=person_id, ends_at__gt=clock.now()
    )
    return rows.values_list("ends_at", flat=True).first()


def identity_lookup(issuer: str, subject: str) -> str:
    """What the table knows a person at a provider by: a keyed hash, so that no list of the
    provider's fits it."""
    return vault.lookup_hash(f"{issuer}\n{subject}", "sign-in elsewhere").hex()


def account_behind(lookup: str) -> Account | None:
    """The account that a sign-in at a provider opens."""
    row = LinkedIdentity.objects.filter(lookup=lookup).select_related("account").first()
    return row.account if row else None


@dataclass(frozen=True, slots=True)
class IdentityLine:
    """One sign-in at a provider, as its owner knows it: which provider, linked when."""

    provider: str
    linked_at: datetime


def identities_of(account_id: int) -> list[IdentityLine]:
    """The sign-ins at providers that open an account, oldest first."""
    rows = LinkedIdentity.objects.filter(account_id=account_id).order_by("linked_at", "id")
    return [IdentityLine(*found) for found in rows.values_list("provider", "linked_at")]


def comes_in_without(account: Account, provider: str) -> bool:
    """True when the owner comes in without this provider too. Codes alone open nothing, and
    neither does a provider that the settings no longer name."""
    passkeys = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN)
    others = LinkedIdentity.objects.filter(
        account=account, provider__in=settings.IDENTITY_PROVIDERS
    ).exclude(provider=provider)
    return account.has_usable_password() or passkeys.exists() or others.exists()
