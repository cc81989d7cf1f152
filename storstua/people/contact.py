"""Contact points in clear and sealed: how they are written, hashed and opened."""

import phonenumbers

from storstua import vault
from storstua.people.models import ContactKind, ContactPoint, Person


def normal_phone(value: str, country: str = "NO") -> str | None:
    """A number as people type it in E.164 form, or None when it is no valid number."""
    try:
        number = phonenumbers.parse(value, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def takes_sms(number: str) -> bool:
    """True for a number in E.164 form that can be a mobile's."""
    kind = phonenumbers.number_type(phonenumbers.parse(number))
    return kind in {
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    }


def drawer_of(person: Person) -> vault.Drawer:
    """What holds the ways to reach a person, and is erased with them."""
    return vault.Drawer("person", person.organisation_id, str(person.key))


def place_of(point: ContactPoint) -> vault.Place:
    """Where the sealed value of a contact point belongs."""
    return drawer_of(point.person).place("people_contact_point", "sealed", point.key)


def lookup_of(organisation_id: int, kind: str, value: str) -> bytes:
    """The keyed hash by which a contact point is found again, in this organisation alone."""
    return vault.lookup_hash(value.strip().lower(), f"contact {kind}|{organisation_id}")


def opened(point: ContactPoint) -> str:
    """The value in clear; the caller has asked permission and noted the reading."""
    return vault.open_to_show(point.sealed, place_of(point))


def find(organisation_id: int, kind: ContactKind, value: str) -> list[ContactPoint]:
    """The contact points in an organisation with this value."""
    return list(
        ContactPoint.objects.filter(
            organisation_id=organisation_id,
            kind=kind,
            lookup=lookup_of(organisation_id, kind, value),
        ).select_related("person")
    )


SEALED = (
    vault.SealedColumn(lambda: ContactPoint.objects.select_related("person"), "sealed", place_of),
)
