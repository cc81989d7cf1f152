"""What the pages of the library show: one text, the index, and what a search finds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import partial

from storstua.library.choices import Audience, Shelf
from storstua.library.drawing import Section, filled, sections_of
from storstua.library.places import address_of, is_open, page_address
from storstua.library.texts import NAME, Text, text_in, texts_in


@dataclass(frozen=True, slots=True)
class Page:
    """One text as it is shown: title and summary are plain text, the sections hold clean HTML."""

    slug: str
    language: str
    title: str
    summary: str
    shelf: Shelf
    audience: Audience
    changed_on: date
    intro: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index; `audience` is empty for what is written for everyone."""

    slug: str
    language: str
    title: str
    summary: str
    url: str
    shelf: str
    audience: str


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one shelf."""

    key: str
    title: str
    entries: tuple[Entry, ...]


def page(slug: str, language: str, name: str, open_rooms: Collection[str]) -> Page | None:
    """The text as an organisation with this name and these open rooms shows it.

    None when there is no such text, or when its room is closed.
    """
    text = text_in(slug, language)
    if text is None or not is_open(text, open_rooms):
        return None
    lead_to = partial(address_of, open_rooms=open_rooms)
    intro, *sections = (
        Section(each.id, each.heading.replace(NAME, name), filled(each.html, name, lead_to))
        for each in sections_of(text)
    )
    return Page(
        slug=text.slug,
        language=text.language,
        title=text.title.replace(NAME, name),
        summary=text.summary.replace(NAME, name),
        shelf=text.shelf,
        audience=text.audience,
        changed_on=text.changed_on,
        intro=intro.html,
        sections=tuple(sections),
    )


def open_texts(language: str, open_rooms: Collection[str], audience: str = "") -> list[Text]:
    """The texts that may be read, only one audience's when `audience` is an audience's code."""
    return [
        text
        for text in texts_in(language)
        if is_open(text, open_rooms) and audience in {"", text.audience}
    ]


def entry(text: Text, name: str) -> Entry:
    """The line of a text in the index."""
    return Entry(
        slug=text.slug,
        language=text.language,
        title=text.title.replace(NAME, name),
        summary=text.summary.replace(NAME, name),
        url=page_address(text.slug),
        shelf=str(text.shelf.label),
        audience="" if text.audience == Audience.PUBLIC else str(text.audience.label),
    )


def groups(texts: list[Text], name: str) -> list[Group]:
    """The texts by shelf, in their order; empty shelves are left out."""
    found = []
    for shelf in Shelf:
        entries = tuple(entry(text, name) for text in texts if text.shelf == shelf)
        if entries:
            found.append(Group(shelf.value, str(shelf.label), entries))
    return found
