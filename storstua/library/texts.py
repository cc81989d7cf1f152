"""The texts as they stand in the files: front matter and Markdown, one per language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from storstua.library.choices import Audience, Shelf

SOURCE_LANGUAGE = "nb"
# Stands in a text where the organisation's name goes.
NAME = "{organisation}"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one language. Title and summary are plain text, the body is Markdown.

    All three hold [[words]] and `{organisation}`, which are put in when the page is shown.
    """

    slug: str
    language: str
    title: str
    summary: str
    shelf: Shelf
    order: int
    audience: Audience
    changed_on: date
    body: str


def read(slug: str, language: str, written: str) -> Text:
    """A text from what stands in its file: TOML between lines of +++, then Markdown."""
    _before, front, body = written.split("+++\n", 2)
    said = tomllib.loads(front)
    return Text(
        slug=slug,
        language=language,
        title=said["title"],
        summary=said["summary"],
        shelf=Shelf(said["room"]),
        order=said["order"],
        audience=Audience(said["audience"]),
        changed_on=said["changed_on"],
        body=body,
    )


@cache
def all_texts() -> Mapping[tuple[str, str], Text]:
    """Every text by (slug, language), read once."""
    found = {}
    for folder in files("storstua.library").joinpath("texts").iterdir():
        for file in folder.iterdir():
            slug, language = file.name.removesuffix(".md"), folder.name
            found[slug, language] = read(slug, language, file.read_text(encoding="utf-8"))
    return found


def text_in(slug: str, language: str) -> Text | None:
    """The text in the language, else in Bokmål; None when there is no such text."""
    return all_texts().get((slug, language)) or all_texts().get((slug, SOURCE_LANGUAGE))


def texts_in(language: str) -> list[Text]:
    """Every text once, in the language or else in Bokmål, in the order of the shelves."""
    found = [
        all_texts().get((slug, language), text)
        for (slug, source), text in all_texts().items()
        if source == SOURCE_LANGUAGE
    ]
    shelves = list(Shelf)
    return sorted(found, key=lambda text: (shelves.index(text.shelf), text.order))
