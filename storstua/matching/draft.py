"""What someone has answered so far: sealed in their session, for 24 hours at most."""

import json
import uuid
from base64 import b64decode, b64encode
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.http import HttpRequest

from storstua import vault
from storstua.base import clock

DRAFT, WORDS = "draft", "words"
LASTS = timedelta(hours=24)

type Answers = dict[str, Any]


def drawer_of(day: date) -> vault.Drawer:
    """What holds all drafts of one day; erased when none of them can be used any more."""
    return vault.Drawer("draft", 0, day.isoformat())


def _place(key: str, column: str, at: datetime) -> vault.Place:
    return drawer_of(at.astimezone(UTC).date()).place("django_session", column, key)


def _keep(request: HttpRequest, name: str, text: str) -> None:
    key = str(uuid.uuid4())
    now = clock.now()
    sealed = b64encode(vault.seal(text, _place(key, name, now))).decode()
    request.session[name] = {"key": key, "at": now.isoformat(), "sealed": sealed}


def _kept(request: HttpRequest, name: str) -> str | None:
    held = request.session.get(name)
    if not held:
        return None
    at = datetime.fromisoformat(held["at"])
    if clock.now() - at > LASTS:
        return None
    try:
        return vault.open_sealed(b64decode(held["sealed"]), _place(held["key"], name, at))
    except vault.Tampered:
        return None


def answers(request: HttpRequest, organisation_id: int) -> Answers:
    """The answers so far to one organisation; empty when there are none or they are too old."""
    text = _kept(request, DRAFT)
    found: Answers = json.loads(text) if text else {}
    return found if found.get("organisation") == organisation_id else {}


def keep(request: HttpRequest, organisation_id: int, so_far: Answers) -> None:
    """Keep the answers."""
    _keep(request, DRAFT, json.dumps({**so_far, "organisation": organisation_id}))


def forget(request: HttpRequest) -> None:
    """Delete the answers."""
    request.session.pop(DRAFT, None)


def keep_words(request: HttpRequest, words: tuple[str, ...]) -> None:
    """Keep the receipt words as long as this session lasts, to show them again."""
    _keep(request, WORDS, " ".join(words))


def words(request: HttpRequest) -> tuple[str, ...]:
    """The receipt words given in this session, if any."""
    return tuple((_kept(request, WORDS) or "").split())
