"""The headers that every answer carries, and who may store it."""

from collections.abc import Iterator

from django.http import HttpResponseBase

from storstua.base.headers import ALWAYS

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'"
)
EXPECTED = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    **ALWAYS,
}
NEVER_THERE = ("Access-Control-Allow-Origin", "Server", "X-Powered-By", "ETag")


def wrong(answer: HttpResponseBase) -> Iterator[str]:
    """Each header that is not as on every answer."""
    for name, value in EXPECTED.items():
        if answer.headers.get(name) != value:
            yield f"{name}: {answer.headers.get(name)}"
    yield from (name for name in NEVER_THERE if name in answer.headers)


def is_stored(answer: HttpResponseBase) -> bool:
    """True when a browser may keep the answer."""
    return "no-store" not in answer.headers.get("Cache-Control", "")
