"""Seven words that let a person come back without a name, and the keys made from them.

4,096 words give 12 bits each, 84 in all. Only the first four letters of a word count, after
folding; so a word of the list may be exchanged only for one with the same four letters.
"""

import functools
import hashlib
import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from . import keys
from .faults import NotWords
from .gate import Gate
from .keys import Keyring
from .layout import prefixed
from .stretching import stretched

WORD_COUNT = 7
MAX_BYTES = 1024
_LETTERS = 4
_LIST = Path(__file__).with_name("words") / "nb.txt"
_FOLDS = str.maketrans({"å": "aa", "æ": "ae", "ä": "ae", "ø": "o", "ö": "o"})
_BETWEEN = re.compile(r"[\W\d_]+")
_GATE = Gate(running=2, waiting=20)


class Chooser(Protocol):
    """What `secrets` and `random.Random` both can do."""

    def choice(self, seq: Sequence[str], /) -> str:
        """One of them, each as likely as the others."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What seven words give: `auth` proves them, `kek` (never stored) opens keys; 32 B each."""

    auth: bytes = field(repr=False)
    kek: bytes = field(repr=False)

    @property
    def lookup(self) -> bytes:
        """SHA-256 of `auth`: the only thing stored, and what a receipt is found by."""
        return hashlib.sha256(self.auth).digest()


def new_words(random: Chooser | None = None) -> tuple[str, ...]:
    """Seven words for a new receipt; `random` is `secrets` unless a test gives its own."""
    choice = secrets.choice if random is None else random.choice
    return tuple(choice(word_list()) for _ in range(WORD_COUNT))


def fold(text: str) -> tuple[str, ...]:
    """The seven words of the list that a person meant; raises NotWords.

    Any case and any signs, digits or line breaks between the words; aa, ae and o or oe (and ä,
    ö) for å, æ and ø; letters after the fourth may be wrong or missing. Over 1,024 bytes is
    refused unread. Nothing is guessed.
    """
    if len(text) > MAX_BYTES or len(text.encode(errors="surrogatepass")) > MAX_BYTES:
        raise NotWords
    tokens = [token for token in _BETWEEN.split(_folded(text)) if token]
    words = tuple(filter(None, (_by_letters().get(token[:_LETTERS]) for token in tokens)))
    if not len(words) == len(tokens) == WORD_COUNT:
        raise NotWords
    return words


def derive(words: Sequence[str], *, keyring: Keyring | None = None) -> Derived:
    """The keys of seven words from `fold` or `new_words`; about 0.2 s and 64 MiB.

    One Argon2id run (3 iterations, 64 MiB, parallelism 1, the installation's salt), then
    HKDF-SHA256 with the labels `auth` and `kek`. Two runs at a time in a process and twenty
    waiting; raises Busy beyond that, and NotWords before any run.
    """
    ring = keyring or keys.current()
    secret = " ".join(letters(word) for word in fold(" ".join(words)))
    with _GATE.turn():
        root = stretched(secret, ring.receipt_salt)
    return Derived(auth=_part(root, b"auth"), kek=_part(root, b"kek"))


def letters(word: str) -> str:
    """The four letters of a word that count, folded to a–z."""
    return _folded(word)[:_LETTERS]


@functools.cache
def word_list() -> tuple[str, ...]:
    """The 4,096 words, in the list's order."""
    return tuple(_LIST.read_text(encoding="utf-8").split())


@functools.cache
def _by_letters() -> dict[str, str]:
    return {letters(word): word for word in word_list()}


def _folded(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text).casefold()
    shown = "".join(char for char in composed if unicodedata.category(char) != "Cf")
    return shown.translate(_FOLDS).replace("oe", "o")


def _part(root: bytes, label: bytes) -> bytes:
    info = prefixed(b"storstua/vault/receipt", label)
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(root)
