"""Finds the texts for people in a room's program and pages."""

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize
from words_in_catalogue import Words

TRANSLATION = "django.utils.translation"
PAGES = ("*.html", "*.txt")

# What each function of Django's takes: where context, singular and plural stand.
FORMS = {
    "gettext": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
_STRING = r"u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\""
_CALL = re.compile(
    rf"\b(gettext|ngettext|pgettext|npgettext|_)\(\s*({_STRING})"
    rf"(?:\s*,\s*({_STRING}))?(?:\s*,\s*({_STRING}))?"
)


@dataclass
class Found:
    """The texts of a room, sorted and each once, and the places that cannot be read."""

    words: list[Words] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def extract(room: Path) -> Found:
    """Return the texts in a room's Python files and templates, tests and migrations apart."""
    words: dict[tuple[str, str | None], Words] = {}
    found = Found()
    for each in [*_in_program(room, found.unreadable), *_in_pages(room)]:
        key = (each.singular, each.context)
        # The same text with and without a plural is one entry, the one with the plural.
        if key not in words or each.plural is not None:
            words[key] = each
    found.words = [words[key] for key in sorted(words, key=lambda key: (key[0], key[1] or ""))]
    return found


def _in_program(room: Path, unreadable: list[str]) -> Iterator[Words]:
    for file in sorted(room.rglob("*.py")):
        if {"tests", "migrations"} & set(file.relative_to(room).parts):
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = _names(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (form := _form(node, names)):
                yield from _read_call(node, form, f"{file}:{node.lineno}", unreadable)


def _names(tree: ast.Module) -> dict[str, str]:
    """Return what this file calls Django's functions: {"_": "gettext_lazy"}."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == TRANSLATION
        for alias in node.names
    }


def _form(node: ast.Call, names: dict[str, str]) -> tuple[int | None, int, int | None] | None:
    match node.func:
        case ast.Name(id=name):
            function = names.get(name, "")
        case ast.Attribute(value=ast.Name(id=module), attr=name):
            function = name if names.get(module) or module == "translation" else ""
        case _:
            return None
    return FORMS.get(function.removesuffix("_lazy"))


def _read_call(
    node: ast.Call,
    form: tuple[int | None, int, int | None],
    place: str,
    unreadable: list[str],
) -> Iterator[Words]:
    """Yield the text of one call; a variable is let pass, a text put together is a fault."""
    values = [_text(node.args[at]) if at is not None else None for at in form]
    if any(isinstance(value, ast.expr) for value in values):
        made = [value for value in values if isinstance(value, (ast.JoinedStr, ast.BinOp))]
        unreadable += [f"{place}: a text that is put together cannot be translated"] * bool(made)
        return
    context, singular, plural = values
    if isinstance(singular, str) and singular:
        yield Words(singular, _str(plural), _str(context))


def _text(node: ast.expr) -> str | ast.expr:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else node


def _str(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _in_pages(room: Path) -> Iterator[Words]:
    pages = {page for kind in PAGES for page in (room / "templates").rglob(kind)}
    for page in sorted(pages):
        yield from words_of_page(page.read_text(encoding="utf-8"), str(page))


def words_of_page(source: str, name: str) -> Iterator[Words]:
    """Yield the texts of a template; Django itself turns its tags into function calls."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        program = templatize(source, origin=name)
    for call in _CALL.finditer(program):
        function = "gettext" if call[1] == "_" else call[1]
        texts = [ast.literal_eval(text) for text in call.groups()[1:] if text]
        context_at, singular_at, plural_at = FORMS[function]
        yield Words(
            texts[singular_at],
            None if plural_at is None else texts[plural_at],
            None if context_at is None else texts[context_at],
        )
