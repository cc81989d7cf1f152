"""How a supporter is reached: opened only for those who keep the record."""

from dataclasses import dataclass

from storstua.people import contact
from storstua.people.models import ContactKind, ContactPoint
from storstua.supporters.models import Supporter


@dataclass(frozen=True, slots=True)
class Reached:
    """Mail and phone in clear; "" when unknown."""

    email: str = ""
    phone: str = ""


def reached(supporter: Supporter) -> Reached:
    """Open how a supporter is reached; the caller has asked permission and noted the reading."""
    points = ContactPoint.objects.filter(person_id=supporter.person_id).select_related("person")
    values = {point.kind: contact.opened(point) for point in points}
    return Reached(values.get(ContactKind.EMAIL, ""), values.get(ContactKind.PHONE, ""))
