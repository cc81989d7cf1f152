"""How an account comes in: second steps, open sessions, remembered phones, sign-ins elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from allauth.mfa.models import Authenticator
from django.conf import settings

from storstua import vault
from storstua.base import clock
from storstua.people.models import Account, LinkedIdentity, RememberedPhone, Session
from storstua.people.oidc.provider import faults
from storstua.people.session_store import SessionStore

# Codes on paper stand in for these, and are no step by themselves.
OWN_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


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


def has_second_step(account_id: int) -> bool:
    """True when the account has a second step of its own, or a sign-in elsewhere that may be it."""
    linked = LinkedIdentity.objects.filter(account_id=account_id)
    return factors_of(account_id).any or linked.exists()


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


def sessions_by(account_id: int, provider: str) -> list[str]:
    """The hashed keys of the account's sessions that a provider's word stands behind."""
    return [
        row.session_key
        for row in Session.objects.filter(account_id=account_id)
        if provider in _providers_of(row)
    ]


def _providers_of(session: Session) -> list[object]:
    records = SessionStore().decode(session.session_data).get(RECORDS, [])
    return [each.get("provider") for each in records if each.get("method") == "oidc"]


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


def faults_of_providers() -> list[str]:
    """What keeps the providers that the settings name from being used, in sentences."""
    return faults(settings.IDENTITY_PROVIDERS)
