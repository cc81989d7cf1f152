"""What somebody had typed in a form that could not be taken, so that it is not lost."""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (the name of a field)
UNSEEN = frozenset({TOKEN, "once", "version"})
SECRET = frozenset({"words", "code", "credential", "key"})
UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError)


def is_secret(name: str) -> bool:
    """True for a field with something that opens a door: it is typed anew, never shown again."""
    return name in SECRET or "password" in name


def fields(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields to send once more; none when one is secret, or a file would be missing."""
    sent = _sent(request)
    if any(map(is_secret, sent)) or (sent and request.FILES):
        return []
    return [(name, text) for name in sent if name != TOKEN for text in sent.getlist(name)]


def token(request: HttpRequest) -> str:
    """The proof against forged forms, as it came: one that did not hold holds no better now."""
    return _sent(request).get(TOKEN, "")


def sentences(request: HttpRequest) -> list[str]:
    """The sentences a person had written in a form, except in a field for a secret."""
    sent = _sent(request)
    shown = (name for name in sent if name not in UNSEEN and not is_secret(name))
    texts = (text.strip() for name in shown for text in sent.getlist(name))
    return [text for text in texts if len(text.split()) > 2]


def _sent(request: HttpRequest) -> QueryDict:
    try:
        return request.POST
    except UNREADABLE:
        return QueryDict()
