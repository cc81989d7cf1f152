"""The forms and links of a page as a browser reads them, with what would be sent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import html5lib

from tests.house.saying import SAID

XHTML = "{http://www.w3.org/1999/xhtml}"
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# These belong to the form itself, and lead to no row.
OF_THE_FORM = {"csrfmiddlewaretoken", "once", "version"}


@dataclass
class Form:
    """What a form sends, where to and how; `names_rows` are the fields that carry ids of rows."""

    path: str
    method: str
    sends: dict[str, list[str]] = field(default_factory=dict)
    offers: dict[str, set[str]] = field(default_factory=dict)

    @property
    def names_rows(self) -> list[str]:
        """The fields in which some value is the key or the number of a row."""
        return sorted(
            name
            for name, values in self.offers.items()
            if name not in OF_THE_FORM and any(map(is_id, values))
        )

    def sent_with(self, name: str, value: str) -> dict[str, list[str]]:
        """All that is sent, with another value in one field."""
        return self.sends | {name: [value]}


def is_id(value: str) -> bool:
    """True for the key of a row, and for a number that may be one."""
    return bool(KEY.fullmatch(value)) or value.isdigit()


def forms_in(html: str, path: str) -> Iterator[Form]:
    """Every form of a page; what people would type is filled in."""
    for tree in html5lib.parse(html).iter(f"{XHTML}form"):
        form = Form(
            urljoin(path, tree.get("action") or path), (tree.get("method") or "get").lower()
        )
        for node in tree.iter():
            if isinstance(node.tag, str) and node.get("name") and node.get("type") != "file":
                _take(form, node)
        for name, values in form.sends.items():
            if not any(values) and name in SAID:
                said = SAID[name]
                form.sends[name] = said if isinstance(said, list) else [str(said)]
        yield form


def links_in(html: str, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every link of a page that carries an id in its query: the path, and the query."""
    for node in html5lib.parse(html).iter(f"{XHTML}a"):
        parts = urlsplit(urljoin(path, node.get("href") or ""))
        query = dict(parse_qsl(parts.query))
        if not parts.netloc and any(map(is_id, query.values())):
            yield parts.path, query


def _take(form: Form, node: Any) -> None:
    name, kind = node.get("name"), node.get("type", "text")
    sends, offers = form.sends.setdefault(name, []), form.offers.setdefault(name, set())
    match node.tag.removeprefix(XHTML):
        case "select":
            options = list(node.iter(f"{XHTML}option"))
            values = [option.get("value", "") for option in options]
            chosen = [each.get("value", "") for each in options if each.get("selected") is not None]
            offers.update(values)
            sends += chosen if any(chosen) else [each for each in values if each][:1]
        case "textarea":
            sends.append("".join(node.itertext()).strip())
        case "button":
            offers.add(node.get("value", ""))
            if not sends:
                sends.append(node.get("value", ""))
        case "input" if kind in {"radio", "checkbox"}:
            offers.add(node.get("value", "on"))
            if node.get("checked") is not None or not sends:
                sends[:] = [node.get("value", "on")]
        case "input":
            offers.update({node.get("value", "")} if kind == "hidden" else ())
            sends.append(node.get("value", ""))
