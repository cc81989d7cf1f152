#!/usr/bin/env python3
"""Keeps the catalogues of texts in step with the source: one per room and language.

    tools/words.py [room …]           write storstua/<room>/locale/<language>/LC_MESSAGES/django.po
    tools/words.py --check [room …]   say what is missing, left over or wrong; exit 1 if anything is

The source language is Norwegian Bokmål. What is translated stays as it is.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from words_in_catalogue import Words, faults, is_same, strings
from words_in_source import Found, extract

PACKAGE = Path(__file__).resolve().parents[1] / "storstua"
LANGUAGES = ("nn", "en", "de")
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


def main(arguments: list[str]) -> int:
    """Write or check the catalogues of the rooms named, or of all; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, exit 1 on faults")
    parser.add_argument("rooms", nargs="*", help="default: every room")
    options = parser.parse_args(arguments)
    rooms = [PACKAGE / name for name in options.rooms] or sorted(all_rooms(PACKAGE))
    work = check if options.check else write
    return max([work(room) for room in rooms] + [summary(rooms)])


def all_rooms(package: Path) -> Iterator[Path]:
    """Yield each folder of the package that holds program or pages."""
    for folder in package.iterdir():
        if (folder / "__init__.py").exists():
            yield folder


def catalogue_file(room: Path, language: str) -> Path:
    """Return where a room keeps its texts in a language."""
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def read(room: Path, language: str) -> Catalog:
    """Read a catalogue, an empty one when there is no file."""
    file = catalogue_file(room, language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as texts:
        return read_po(texts, locale=language)


def write(room: Path) -> int:
    """Bring the three catalogues of a room in step with its source."""
    found = extract(room)
    report(room, found.unreadable)
    for language in LANGUAGES:
        file = catalogue_file(room, language)
        text = merged(found, read(room, language), language)
        if not found.words:
            file.unlink(missing_ok=True)
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return 1 if found.unreadable else 0


def merged(found: Found, old: Catalog, language: str) -> str:
    """Return the catalogue's new text: words of the source, translations as they were."""
    new = Catalog(locale=language)
    for words in found.words:
        message = known(old, words)
        entry = new.add(words.id, message.string if message else "", context=words.context)
        if message and message.fuzzy:
            entry.flags.add("fuzzy")
    text = io.BytesIO()
    write_po(text, new, width=0, omit_header=True, no_location=True, sort_output=True)
    return HEADER.format(language) + text.getvalue().decode().rstrip("\n") + "\n"


def known(catalogue: Catalog, words: Words) -> Message | None:
    """Return the catalogue's entry for these words if it has the same forms."""
    message = catalogue.get(words.singular, context=words.context)
    if message is None or isinstance(message.id, tuple) != isinstance(words.id, tuple):
        return None
    return message


def check(room: Path) -> int:
    """Report what is wrong in the three catalogues of a room."""
    found = extract(room)
    lines = [*found.unreadable]
    wanted = {(words.singular, words.context) for words in found.words}
    for language in LANGUAGES:
        catalogue, name = read(room, language), f"{room.name} {language}"
        for words in found.words:
            lines += [
                f"{name}: {fault}" for fault in faults(words, known(catalogue, words), language)
            ]
        for message in catalogue:
            first = message.id[0] if isinstance(message.id, tuple) else message.id
            if first and (first, message.context) not in wanted:
                lines.append(f"{name}: left over: {first!r}")
    report(room, lines)
    return 1 if lines else 0


def report(room: Path, lines: list[str]) -> None:
    """Print the faults of a room."""
    for line in lines:
        print(line, file=sys.stderr)


def summary(rooms: list[Path]) -> int:
    """Print how many texts there are and how many translations equal their source."""
    for language in LANGUAGES:
        messages = [m for room in rooms for m in read(room, language) if m.id and any(strings(m))]
        same = sum(is_same(message) for message in messages)
        share = same / len(messages) if messages else 0
        print(f"{language}: {len(messages)} texts, {same} ({share:.0%}) the same as in the source")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
