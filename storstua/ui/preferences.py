"""How this browser wants pages to look, and in which language; kept in cookies without any name."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SCHEMES = {"lys": "light", "mork": "dark", "enhet": "auto"}
SIZES = {"vanlig": "md", "stor": "lg"}
A_YEAR = 365 * 24 * 60 * 60


def _cookie(request: HttpRequest, name: str) -> str:
    return f"__Host-{name}" if request.is_secure() else name


def chosen_scheme(request: HttpRequest) -> str:
    """The colour scheme: `light`, `dark` or `auto`."""
    kept = request.COOKIES.get(_cookie(request, "scheme"), "")
    return kept if kept in SCHEMES.values() else "auto"


def chosen_text_size(request: HttpRequest) -> str:
    """The size of letters: `md` or `lg`."""
    kept = request.COOKIES.get(_cookie(request, "text_size"), "")
    return kept if kept in SIZES.values() else "md"


def keep(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    """Keep a choice in this browser for a year."""
    response.set_cookie(
        _cookie(request, name),
        value,
        max_age=A_YEAR,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def keep_language(response: HttpResponse, code: str) -> None:
    """Keep a language in this browser for a year; it stands above what the account reads."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
