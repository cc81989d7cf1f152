"""The session of someone who came with receipt words."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from storstua import vault
from storstua.base import clock
from storstua.base.session_keys import RECEIPT
from storstua.people import queries, session_store
from storstua.people.models import Person

# Short, since the device is often shared with others.
IDLE = timedelta(minutes=20)


def enter(request: HttpRequest, person: Person) -> None:
    """Begin a receipt session. Any other session in this browser ends.

    A second sending of the same form by the same browser is led into the same session.
    """
    logout(request)
    request.session.cycle_key()
    _show(request, person.organisation_id, person.id)
    request.session[session_store.BEGAN] = clock.now().timestamp()
    session_store.of(request).stay(IDLE)
    place = _place(request)
    if place:
        key = request.session.session_key or ""
        request.for_again = vault.seal(key, place)  # type: ignore[attr-defined]


def enter_again(request: HttpRequest) -> None:
    """Give the same receipt session a new key, after the words were changed.

    Every other session that the old words opened has ended, see `stands`.
    """
    held = request.session[RECEIPT]
    _show(request, held["organisation"], held["person"])
    request.session.cycle_key()


def _show(request: HttpRequest, organisation_id: int, person_id: int) -> None:
    """Note who came, and with which words: each new set of words is a row of its own."""
    receipt_id = queries.receipt_of(person_id)
    request.session[RECEIPT] = {
        "organisation": organisation_id,
        "person": person_id,
        "words": receipt_id,
    }


def stands(held: dict[str, int]) -> bool:
    """True while the words that opened a session are still the person's own.

    They are not when the person has been erased or has got new ones: whoever found the old words
    is out at the next page.
    """
    receipt_id = queries.receipt_of(held["person"])
    return receipt_id is not None and held.get("words", receipt_id) == receipt_id


def _place(request: HttpRequest) -> vault.Place | None:
    """Bound to the form's own key and to the cookie it came with; without both there is none."""
    once, cookie = request.POST.get("once", ""), _cookie(request)
    if not once or not cookie:
        return None
    browser = sha256(cookie.encode()).hexdigest()
    return vault.Place("base_sent_form", "for_again", 0, f"{once} {browser}")


def _cookie(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")


class SameSession:
    """Leads the second press on a button into the session that the first one began.

    A browser that is sent a form twice shows the second answer and may drop the cookie of the
    first, and with it the receipt words.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Save a session that began before the transaction ends; give its cookie once more."""
        response = self.get_response(request)
        if getattr(request, "for_again", None):
            request.session.save()
        elif sealed := getattr(request, "again", None):
            _lead(request, response, sealed)
        return response


def _lead(request: HttpRequest, response: HttpResponseBase, sealed: bytes) -> None:
    place = _place(request)
    if place is None:
        return
    try:
        key = vault.open_sealed(sealed, place)
    except vault.Tampered:
        return
    session = type(request.session)(key)
    if not session.exists(key):
        return
    # Neither read nor written here: the first answer's session stays as that one left it.
    request.session = session
    response.set_cookie(
        settings.SESSION_COOKIE_NAME,
        key,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=settings.SESSION_COOKIE_HTTPONLY,
        samesite="Lax",
    )
