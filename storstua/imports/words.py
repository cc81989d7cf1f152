"""Words as people write them, compared without case, marks and spaces, and the codes they mean."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "ı": "i"})
_NO_SIGN = re.compile(r"[^a-z0-9]+")
_SPLITS = (
    re.compile(r"[|;\n\r]"),
    re.compile(r","),
    re.compile(r"[/+&]"),
    re.compile(r"\s(?:og|and|und)\s", re.IGNORECASE),
)


def fold(text: str) -> str:
    """A text as letters and figures only, without case and marks: "Fødselsår*" → "fodselsar"."""
    if text.isascii():
        return _NO_SIGN.sub("", text.lower())
    return "".join(part for part in plain(text) if part.isalnum())


def plain(text: str) -> str:
    """A text without case, marks and doubled spaces: " Máret  YILMAZ" → "maret yilmaz"."""
    if text.isascii():
        return " ".join(text.lower().split())
    lowered = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = "".join(part for part in lowered if not unicodedata.combining(part))
    return " ".join(kept.translate(_LETTERS).split())


@dataclass(frozen=True)
class Vocabulary:
    """Which words mean which code; `shown` are the first words, for a sentence to the person."""

    codes: Mapping[str, str]
    shown: tuple[str, ...]

    @classmethod
    def of(cls, words: Mapping[str, Iterable[str]]) -> Self:
        """Made from code → words; the code itself is always understood too."""
        codes: dict[str, str] = {}
        shown = []
        for code, names in words.items():
            written = list(names)
            shown.append(written[0] if written else code)
            for name in (code, *written):
                codes.setdefault(fold(name), code)
        return cls(codes, tuple(shown))

    @classmethod
    def from_names(cls, names: Mapping[str, str]) -> Self:
        """Made from word → code, as an organisation's own areas are kept; the first are shown."""
        shown: dict[str, str] = {}
        for name, code in names.items():
            shown.setdefault(code, name)
        return cls({fold(name): code for name, code in names.items()}, tuple(shown.values()))

    def find(self, word: str) -> str | None:
        """The code of one word, or None."""
        return self.codes.get(fold(word))


def split_words(text: str, vocabulary: Vocabulary | None) -> list[str]:
    """The words of a list in one cell, split at | ; , / and "og".

    A word the vocabulary knows is never split, so that "mage og tarm" can be one area.
    """
    words = [text]
    for split in _SPLITS:
        parted: list[str] = []
        for word in words:
            known = vocabulary is not None and vocabulary.find(word) is not None
            parted += [word] if known else split.split(word)
        words = parted
    return [word.strip() for word in words if word.strip()]
