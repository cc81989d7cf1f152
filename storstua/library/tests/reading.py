"""Reads an information page as a person meets it: front matter, sentences, links and LIX."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

TEXTS = Path(__file__).parents[1] / "texts"
LANGUAGES = ("nb", "nn", "en", "de")
LONG = 6

# Words the subject cannot do without and that readers meet on every page: they are never "long".
PLAIN = re.compile(
    r"^(likeperson|taushet|teieplikt|organisasjon|koordinator|supporter|confidential|organisation"
    r"|coordinator|peer-begleit|verschwiegenheit|koordination)",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.?!](?=[\s»”“\"')]|$)|:(?=\s+[A-ZÆØÅÄÖÜ«„“]|\s*$)")

_markdown = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Page:
    """One information page in one language."""

    language: str
    slug: str
    front: dict[str, Any]
    body: str

    @property
    def name(self) -> str:
        """Language and slug, as a test shows it."""
        return f"{self.language}/{self.slug}"


def read_page(path: Path) -> Page:
    """Split a file into TOML front matter (between +++ lines) and Markdown body."""
    before, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    if before:
        raise ValueError(f"{path} must begin with +++")
    return Page(path.parent.name, path.stem, tomllib.loads(front), body)


def read_all() -> list[Page]:
    """All pages of all languages, in a stable order."""
    return [read_page(path) for lang in LANGUAGES for path in sorted((TEXTS / lang).glob("*.md"))]


def tokens(markdown: str) -> list[Token]:
    """The block tokens of a body."""
    return _markdown.parse(markdown)


def links(markdown: str) -> list[tuple[str, str]]:
    """Target and text of each link, in order."""
    found: list[tuple[str, str]] = []
    for token in tokens(markdown):
        target: str | None = None
        for child in token.children or []:
            if child.type == "link_open":
                target = str(child.attrs["href"])
                found.append((target, ""))
            elif child.type == "link_close":
                target = None
            elif target is not None:
                found[-1] = (target, found[-1][1] + child.content)
    return found


def shape(markdown: str) -> list[str]:
    """Headings, list items and table rows in order, then link targets: equal in all languages."""
    kinds = {"heading_open", "list_item_open", "tr_open"}
    blocks = [token.tag for token in tokens(markdown) if token.type in kinds]
    return blocks + sorted(target for target, _ in links(markdown))


def _inline_text(token: Token) -> str:
    """What is read of an inline token: no link addresses, brackets or token braces."""
    parts = [
        " " if child.type == "softbreak" else child.content
        for child in token.children or []
        if child.type in {"text", "code_inline", "softbreak"}
    ]
    return re.sub(r"[\[\]{}]", "", "".join(parts))


def running_text(markdown: str) -> list[str]:
    """Paragraphs and list items as plain text; headings and tables are left out."""
    blocks: list[str] = []
    skip = 0
    for token in tokens(markdown):
        if token.type in {"heading_open", "table_open"}:
            skip += 1
        elif token.type in {"heading_close", "table_close"}:
            skip -= 1
        elif token.type == "inline" and not skip:
            blocks.append(_inline_text(token))
    return blocks


def all_text(markdown: str) -> str:
    """Everything that is read, tables and headings too, with its brackets and braces."""
    return "\n".join(
        "".join(c.content for c in token.children or [] if c.type in {"text", "code_inline"})
        for token in tokens(markdown)
        if token.type == "inline"
    )


def sentences(blocks: list[str]) -> list[list[str]]:
    """The words of each sentence; the end of a paragraph or list item ends a sentence too."""
    split = [WORD.findall(part) for block in blocks for part in SENTENCE_END.split(block)]
    return [words for words in split if words]


def lix(blocks: list[str]) -> float:
    """Björnsson's LIX: words per sentence plus the percentage of words over six letters."""
    found = sentences(blocks)
    words = [word for sentence in found for word in sentence]
    long = [w for w in words if len(re.sub(r"\W", "", w)) > LONG and not PLAIN.match(w)]
    return len(words) / len(found) + 100 * len(long) / len(words)


def first_section(markdown: str) -> str:
    """The text under the first heading, where a legal page gives its summary."""
    return re.split(r"^## ", markdown, flags=re.MULTILINE)[1]
