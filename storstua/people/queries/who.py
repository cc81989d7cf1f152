"""Finds people by what they show: an account or receipt words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from storstua import vault
from storstua.base import clock
from storstua.base.tenancy import inside
from storstua.people import contact, known_browser
from storstua.people.models import (
    Account,
    Consent,
    ContactKind,
    KnownBrowser,
    Person,
    PlaceOfAccount,
    Purpose,
    Receipt,
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
    """The person in one organisation whose account has this mail address.

    Or who is reached by it and cannot sign in yet, when that is only one.
    """
    own = Person.objects.filter(organisation_id=organisation_id)
    if person := own.filter(account__email=email.strip().lower()).first():
        return person
    points = contact.find(organisation_id, ContactKind.EMAIL, email)
    reached = own.filter(id__in=[point.person_id for point in points], account=None)
    # Whoever has words came without a name, and is nobody's colleague by a mail address.
    reached = reached.exclude(id__in=Receipt.objects.values("person_id"))
    return reached.first() if reached.count() == 1 else None


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
