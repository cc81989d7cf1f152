"""What someone has answered so far: sealed in their session, for 24 hours at most."""

import json
import uuid
from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from storstua import vault
from storstua.base import clock

DRAFT, WORDS = "draft", "words"
LASTS = timedelta(hours=24)

type Answers = dict[str, Any]


def _place(key: str, column: str) -> vault.Place:
    return vault.Place("django_session", column, 0, key)


def _keep(request: HttpRequest, name: str, text: str) -> None:
    key = str(uuid.uuid4())
    sealed = b64encode(vault.seal(text, _place(key, name))).decode()
    request.session[name] = {"key": key, "at": clock.now().isoformat(), "sealed": sealed}


def _kept(request: HttpRequest, name: str) -> str | None:
    held = request.session.get(name)
    if not held or clock.now() - datetime.fromisoformat(held["at"]) > LASTS:
        return None
    try:
        return vault.open_sealed(b64decode(held["sealed"]), _place(held["key"], name))
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
