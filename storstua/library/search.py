"""Search that forgives: å or aa, ä or ae, capitals, parts of words, and a letter that is wrong."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from html import unescape

from django.utils.html import strip_tags

from storstua.library.drawing import sections_of
from storstua.library.texts import Text
from storstua.ui.words import put_in

type Forms = Mapping[str, str]

MOST_WORDS = 6
# What a hit is worth by where it is; a hit in the title comes before any number of others.
IN_TITLE, IN_SUMMARY, IN_HEADING, IN_TEXT = 1000, 100, 10, 1

SPELLINGS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "đ": "d"})
DOUBLE = re.compile(r"aa|ae|oe|ue|æ")
SINGLE = {"aa": "a", "ae": "a", "æ": "a", "oe": "o", "ue": "u"}
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The text as search compares it: small letters without marks, aa as å, ae as æ and ä."""
    small = DOUBLE.sub(lambda match: SINGLE[match[0]], text.lower().translate(SPELLINGS))
    plain = unicodedata.normalize("NFKD", small)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class Folded:
    """One section of a text as search sees it; title and summary stand in the first."""

    id: str
    heading: str
    where: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that has what was asked for; section is empty when title or summary has it."""

    text: Text
    section_id: str
    section_heading: str
    worth: int


@dataclass(frozen=True, slots=True)
class Found:
    """The hits, best first. `instead` holds the words searched for when those asked gave none."""

    hits: tuple[Hit, ...]
    instead: tuple[str, ...] = ()


def words_of(query: str) -> list[str]:
    """The folded words of what was asked, at most six."""
    return [fold(word) for word in WORD.findall(query)][:MOST_WORDS]


@cache
def _written(text: Text) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (part.id, part.heading, unescape(strip_tags(part.html))) for part in sections_of(text)
    )


@lru_cache(maxsize=512)
def _folded(text: Text, forms: tuple[tuple[str, str], ...]) -> list[Folded]:
    def seen(written: str) -> str:
        return fold(put_in(written, dict(forms), text.language))

    (_id, _heading, intro), *parts = _written(text)
    first = ((IN_TITLE, seen(text.title)), (IN_SUMMARY, seen(text.summary)), (IN_TEXT, seen(intro)))
    return [
        Folded("", "", first),
        *(
            Folded(id_, heading, ((IN_HEADING, seen(heading)), (IN_TEXT, seen(words))))
            for id_, heading, words in parts
        ),
    ]


def _has(word: str, folded: str) -> bool:
    """True when the word stands there; short ones only as the beginning of a word."""
    if len(word) >= 4:
        return word in folded
    return re.search(rf"\b{re.escape(word)}", folded) is not None


def _hit(text: Text, parts: list[Folded], words: list[str]) -> Hit | None:
    best: dict[str, int] = {}
    by_section = []
    for part in parts:
        worth = 0
        for word in words:
            here = max((value for value, said in part.where if _has(word, said)), default=0)
            best[word] = max(best.get(word, 0), here)
            worth += here
        by_section.append((worth, part))
    if not all(best.values()):
        return None
    _worth, part = max(by_section, key=lambda pair: pair[0])
    return Hit(text, part.id, part.heading, sum(best.values()))


def _hits(shelf: list[tuple[Text, list[Folded]]], words: list[str]) -> tuple[Hit, ...]:
    found = [hit for text, parts in shelf if (hit := _hit(text, parts, words))]
    return tuple(sorted(found, key=lambda hit: -hit.worth))


def _nearest(word: str, known: Iterable[str]) -> str:
    alike = [each for each in known if each[:1] == word[:1] and abs(len(each) - len(word)) <= 2]
    return next(iter(get_close_matches(word, alike, n=1, cutoff=0.75)), word)


def search(texts: list[Text], query: str, forms: Forms) -> Found:
    """The texts that hold all words asked for; `forms` are the organisation's word's forms.

    When none does, words that no text holds are replaced by the nearest that one does.
    """
    words = words_of(query)
    if not words:
        return Found(())
    key = tuple(sorted(forms.items()))
    shelf = [(text, _folded(text, key)) for text in texts]
    if hits := _hits(shelf, words):
        return Found(hits)
    said = " ".join(words for _t, parts in shelf for part in parts for _v, words in part.where)
    known = set(WORD.findall(said))
    nearest = [word if _has(word, said) else _nearest(word, known) for word in words]
    hits = _hits(shelf, nearest) if nearest != words else ()
    return Found(hits, tuple(nearest) if hits else ())
