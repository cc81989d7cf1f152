"""Finds supporters by the person they are."""

from storstua.supporters.models import Supporter


def for_person(person_id: int) -> Supporter | None:
    """The supporter a person is, with person and profile; None when they are none."""
    return Supporter.objects.filter(person_id=person_id).select_related("person", "profile").first()
