"""What the invented supporters say about themselves: made of parts, so that few say the same."""

import tomllib
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("stories.toml")
# Of those who speak a language besides Norwegian, one in so many writes in it.
WRITES_IN = {"nn": 1, "de": 2, "en": 6}


@cache
def _parts() -> dict[str, dict[str, Any]]:
    return tomllib.loads(FILE.read_text("utf-8"))


def language_of(languages: Collection[str], number: int) -> str:
    """The language the supporter with this number writes in, of those they speak."""
    chosen = (each for each, often in WRITES_IN.items() if each in languages)
    return next((each for each in chosen if number % WRITES_IN[each] == 0), "nb")


def story(slug: str, role: str, language: str, number: int) -> str:
    """A story for the supporter with this number in an organisation; "" for one who tells nothing.

    `role` is a code of SeekerRole. Every eighth tells nothing, as people do.
    """
    if number % 8 == 7:
        return ""
    if language != "nb":
        whole = _parts()["whole"][language]
        return str(whole[number % len(whole)])
    by_role = _parts()["beginnings"][slug]
    beginnings: list[str] = by_role["self" if role == "self" else "relative"]
    endings: list[str] = _parts()["endings"]["nb"]
    begun, turn = number % len(beginnings), number // len(beginnings)
    return f"{beginnings[begun]} {endings[(turn + 5 * begun) % len(endings)]}"
