"""The cookie of a browser that somebody has signed in with: marks that open nothing.

Whoever guesses elsewhere does not slow such a browser down, since its own tries are counted by
themselves. Each account gets a mark of its own, made after its sign-in, so that a mark somebody put
into the browser beforehand never becomes the account's.
"""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

KEPT = timedelta(days=90)
# So many browsers of an account are known; the one known longest makes room.
MOST = 5
# So many accounts share a browser; the one that signed in longest ago makes room.
SHARING = 3


def marks_of(request: HttpRequest) -> tuple[str, ...]:
    """The marks the browser shows, one for each account that has signed in with it."""
    shown = request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, "")[:1000]
    return tuple(mark for mark in shown.split(".") if mark)[-SHARING:]


def new_mark() -> str:
    """256 bits at random."""
    return secrets.token_urlsafe(32)


def hashed(mark: str, account_id: int) -> str:
    """What stands in the table for a mark and an account."""
    return sha256(f"{account_id} {mark}".encode("utf-8", "replace")).hexdigest()


def put(response: HttpResponseBase, marks: tuple[str, ...]) -> None:
    """Give the browser its cookie, for all addresses: no other kind may bear `__Host-`."""
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        ".".join(marks[-SHARING:]),
        max_age=int(KEPT.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
