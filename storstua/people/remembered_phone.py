"""The cookie of a telephone that is remembered, which opens two forms and shows nothing."""

from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse

KEPT = timedelta(days=90)


def looked_up(request: HttpRequest) -> str:
    """What the table knows the browser's cookie by; "" without one."""
    secret = request.COOKIES.get(settings.PHONE_COOKIE_NAME, "")
    return hashed(secret) if secret else ""


def hashed(secret: str) -> str:
    """What stands in the table for a cookie's value."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def put(response: HttpResponse, secret: str) -> None:
    """Give the browser its cookie, for all addresses: no other kind may bear `__Host-`."""
    response.set_cookie(
        settings.PHONE_COOKIE_NAME,
        secret,
        max_age=int(KEPT.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def take_away(response: HttpResponse) -> None:
    """Let the browser forget its cookie."""
    response.delete_cookie(settings.PHONE_COOKIE_NAME, samesite="Lax")
