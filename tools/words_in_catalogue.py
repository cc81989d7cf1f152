"""Judges one entry of a catalogue: is it there, and does it carry what its source carries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel.messages.catalog import Message

PLACEHOLDER = re.compile(r"%\([a-z_A-Z0-9]+\)[sd]|%[sd]|\{[a-z_A-Z0-9]*\}")
TOKEN = re.compile(r"\[\[([^\]]*)\]\]")

# The forms of the organisation's word for a peer supporter, by language.
TOKENS = {
    "nn": {"likeperson", "likepersonen", "likepersonar", "likepersonane", "likepersons"},
    "en": {"peer supporter", "peer supporters"},
    "de": {
        "Peer-Begleiterin",
        "Peer-Begleiter",
        "Peer-Begleitende",
        "Peer-Begleitenden",
        "Peer-Begleitungs",
    },
}


@dataclass(frozen=True)
class Words:
    """A text of the source, its plural and its context where it has them."""

    singular: str
    plural: str | None = None
    context: str | None = None

    @property
    def id(self) -> str | tuple[str, str]:
        """The text in the form Babel keeps it."""
        return self.singular if self.plural is None else (self.singular, self.plural)


def strings(message: Message) -> list[str]:
    """Return the translations of an entry: one, or one for each plural form."""
    return list(message.string) if isinstance(message.string, (tuple, list)) else [message.string]


def is_same(message: Message) -> bool:
    """Whether the translation is the source itself."""
    return message.string == message.id


def faults(words: Words, message: Message | None, language: str) -> Iterator[str]:
    """Yield what is wrong with the entry of these words."""
    shown = repr(words.singular)
    if message is None or not all(strings(message)) or not strings(message):
        yield f"missing: {shown}"
        return
    if message.fuzzy:
        yield f"not confirmed (fuzzy): {shown}"
    sources = [words.singular, words.plural or words.singular]
    for source, translation in zip(sources, strings(message), strict=False):
        allowed = {frozenset(PLACEHOLDER.findall(text)) for text in (source, sources[-1])}
        if frozenset(PLACEHOLDER.findall(translation)) not in allowed:
            yield f"other placeholders than the source: {shown} → {translation!r}"
        if TOKEN.search(source) and not TOKEN.search(translation):
            yield f"without the organisation's word: {shown} → {translation!r}"
        for token in set(TOKEN.findall(translation)):
            if token not in TOKENS[language] and _small(token) not in TOKENS[language]:
                yield f"[[{token}]] is no form of the organisation's word: {shown}"


def _small(token: str) -> str:
    return token[:1].lower() + token[1:]
