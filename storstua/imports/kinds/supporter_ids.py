"""Which supporters a cell names, by the office's id or by name."""

import re

from ..faults import Unclear
from ..known import Known
from ..words import plain

_SPLIT = re.compile(r"[|;,\n\r]|\s(?:og|and|und)\s", re.IGNORECASE)
_SPLIT_MORE = re.compile(r"[/+&]")


def supporter_ids(text: str, known: Known) -> tuple[str, ...]:
    """The ids named in a cell, each once; without a list of supporters the words as written.

    Raises Unclear for a name or id nobody has, and for a name that several have.
    """
    words = known.supporters_by_word
    parts = [text] if plain(text) in words else _SPLIT.split(text)
    found: list[str] = []
    for part in parts:
        more = [part] if plain(part) in words else _SPLIT_MORE.split(part)
        found += [_one(each.strip(), known) for each in more if each.strip()]
    return tuple(dict.fromkeys(found))


def _one(word: str, known: Known) -> str:
    if known.supporters is None:
        return word
    ids = known.supporters_by_word.get(plain(word), ())
    if not ids:
        raise Unclear("supporter_unknown", value=word)
    if len(ids) > 1:
        raise Unclear("supporter_unclear", value=word)
    return ids[0]
