"""Finds people by what they show: an account or receipt words."""

from storstua import vault
from storstua.people.models import Account, Consent, Person, Purpose, Receipt


def by_words(words: tuple[str, ...]) -> Person | None:
    """The person whose receipt words these are; one Argon2id run whether they exist or not."""
    lookup = vault.derive(words).lookup
    receipt = Receipt.objects.filter(lookup=lookup).select_related("person").first()
    return receipt.person if receipt else None


def by_account(account_id: int, organisation_id: int) -> Person | None:
    """The person behind an account in one organisation."""
    return Person.objects.filter(account_id=account_id, organisation_id=organisation_id).first()


def account_with(email: str) -> Account | None:
    """The account with this mail address, in any case of letters."""
    return Account.objects.filter(email=email.strip().lower()).first()


def consents_in_force(person_id: int) -> frozenset[str]:
    """The purposes a person has said yes to and not taken back."""
    rows = Consent.objects.filter(person_id=person_id, withdrawn_at=None)
    return frozenset(rows.values_list("purpose", flat=True))


def has_consented(person_id: int, purpose: Purpose) -> bool:
    """True when the consent is in force."""
    return purpose in consents_in_force(person_id)
