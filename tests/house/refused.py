"""Reads the answer to a form: was it refused, and if so, is each wrong field named and kept."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import html5lib
from django.http import HttpResponseBase

from storstua.ui.typed import is_secret
from tests.house.forms import XHTML
from tests.house.odd import Sent

MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
SUMMARY = 'id="feiloppsummering"'
TYPED = {"text", "email", "tel", "search", "url", "textarea", "number", "date"}
# Where nothing is named, since there is no field to name.
NO_FIELD = {
    404: "the address, or a row that the form names, is not there for them",
    405: "nothing is sent to this address",
    413: "more than anything may send",
    429: "too many tries",
}
NO_FORM = {400: "the body can not be read, or the address is longer than a way back may be"}


def html_of(answer: HttpResponseBase) -> str:
    """The page that was answered, if it was one."""
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    return answer.content.decode() if is_page and not answer.streaming else ""


def refusal_in(answer: HttpResponseBase) -> "Refusal | None":
    """The page that shows the form again with what is to be put right, if it is one."""
    html = html_of(answer)
    return Refusal(html) if SUMMARY in html else None


def _is_no_form(sent: Sent) -> bool:
    return sent.body is not None or sent.form.method == "get"


def faults(answer: HttpResponseBase, sent: Sent) -> Iterator[str]:
    """What is wrong with the answer to a form; nothing when it is as promised."""
    status = answer.status_code
    refusal = refusal_in(answer)
    if status >= 500:
        yield f"answers {status}"
    elif refusal:
        yield from refusal.faults()
        yield from refusal.lost(sent) if sent.body is None else ()
    elif status >= 400 and status not in NO_FIELD | (NO_FORM if _is_no_form(sent) else {}):
        yield f"answers {status} and names no field"


class Refusal:
    """The page that refuses a form: its summary, and its fields."""

    def __init__(self, html: str) -> None:
        found = MAIN.search(html)
        self.tree = html5lib.parse(found.group() if found else html)
        self.by_id = {node.get("id"): node for node in self._nodes() if node.get("id")}

    def _nodes(self) -> Iterator[Any]:
        return (node for node in self.tree.iter() if isinstance(node.tag, str))

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Each line of the summary: the id it leads to ("" for none), and what it says."""
        items = self.by_id["feiloppsummering"].iter(f"{XHTML}li")
        return [(self._target(item), "".join(item.itertext()).strip()) for item in items]

    @staticmethod
    def _target(item: Any) -> str:
        links = [link.get("href", "") for link in item.iter(f"{XHTML}a")]
        return links[0].removeprefix("#") if links else ""

    @property
    def named(self) -> set[str]:
        """The names of the fields that the summary leads to."""
        fields = (self.by_id.get(target) for target, _line in self.lines if target)
        return {node.get("name", "") for node in fields if node is not None}

    @property
    def unseen(self) -> set[str]:
        """The names of fields that nobody sees, and that no line can lead to."""
        hidden = (node for node in self._nodes() if node.get("type") == "hidden")
        return {node.get("name", "") for node in hidden}

    def faults(self) -> Iterator[str]:
        """Lines that lead to no field, and fields that do not tell what is wrong with them."""
        if not self.lines:
            yield "the summary is empty"
        for target, line in self.lines:
            if target and not self._is_told_at(target):
                yield f"nothing is said at #{target}: {line}"
            if not line:
                yield f"no words for #{target}"

    def _is_told_at(self, target: str) -> bool:
        """True when the field is marked as wrong and bound to a message that says something."""
        node = self.by_id.get(target)
        if node is None:
            return False
        around = [
            each
            for each in self._nodes()
            if each is node or (each.tag == f"{XHTML}fieldset" and node in list(each.iter()))
        ]
        ids = {part for each in around for part in each.get("aria-describedby", "").split()}
        told = (self.by_id[each] for each in ids if each.endswith("_error") and each in self.by_id)
        is_marked = node.get("aria-invalid") == "true" or node not in around[:1]
        return is_marked and any("".join(each.itertext()).strip() for each in told)

    def lost(self, sent: Sent) -> Iterator[str]:
        """What was typed and is not in the form any more; secrets are typed anew."""
        for name, texts in sent.fields.items():
            fields = [node for node in self._nodes() if node.get("name") == name and _takes(node)]
            if len(texts) == 1 and fields and not is_secret(name):
                kept = {_plain(_value(node)) for node in fields}
                if _plain(texts[0]) not in kept:
                    yield f"{name} has lost {texts[0][:60]!r}: {sorted(kept)}"[:300]


def _takes(node: Any) -> bool:
    kind = "textarea" if node.tag == f"{XHTML}textarea" else node.get("type", "text")
    return kind in TYPED and node.tag in {f"{XHTML}textarea", f"{XHTML}input"}


def _value(node: Any) -> str:
    return node.get("value", "") or "".join(node.itertext())


def _plain(text: str) -> str:
    """Without the letters that a page cannot carry, and what stands there in place of them."""
    carried = (letter for letter in text if unicodedata.category(letter)[0] != "C")
    return "".join(carried).replace("\N{REPLACEMENT CHARACTER}", "")
