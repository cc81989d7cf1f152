"""The session of someone who came with receipt words."""

from django.contrib.auth import logout
from django.http import HttpRequest

from storstua.organisations.middleware import RECEIPT
from storstua.people.models import Person

IDLE_SECONDS = 20 * 60


def enter(request: HttpRequest, person: Person) -> None:
    """Begin a receipt session. Any other session in this browser ends."""
    logout(request)
    request.session.cycle_key()
    request.session[RECEIPT] = {"organisation": person.organisation_id, "person": person.id}
    request.session.set_expiry(IDLE_SECONDS)


def enter_again(request: HttpRequest) -> None:
    """Give the same receipt session a new key, after the words were changed."""
    request.session.cycle_key()
