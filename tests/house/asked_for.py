"""Finds, from the addresses themselves, which of them take a secret."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from types import CodeType, ModuleType
from typing import Any

from django.conf import settings
from django.forms import BaseForm, PasswordInput

from storstua.base.door_check import views_behind

TELLTALE = re.compile(r"passw(?!ordless)|passor|secret|token|credential|otp|^code$|^words$|^pin$")
IN_ADDRESS = re.compile(r"<str:(secret|key|token)>")
# Secrets that come back with a browser, by names that are never those of rows.
IN_QUERY = frozenset({"code", "token", "secret"})
NEVER_KEPT = {"current-password", "new-password", "one-time-code"}


def lines() -> list[str]:
    """`place  address  names of the fields`, for each address that takes a secret."""
    found = set()
    for urlconf in settings.ADDRESS_LISTS:
        where = "organisation" if "organisation" in urlconf else "installation"
        for path, view in views_behind(urlconf):
            names = sorted({*IN_ADDRESS.findall(path), *secrets_of(view)})
            if names:
                found.add(f"{where:13} /{path:45} {' '.join(names)}")
    return sorted(found)


def secrets_of(view: Callable[..., Any]) -> Iterator[str]:
    """The names under which a view is sent secrets."""
    for form in _forms_of(view):
        about_passwords = "password" in form.__name__.lower()
        for name, field in form.base_fields.items():  # type: ignore[attr-defined]
            kept = field.widget.attrs.get("autocomplete")
            is_password = isinstance(field.widget, PasswordInput)
            if about_passwords or is_password or kept in NEVER_KEPT or TELLTALE.search(name):
                yield name
    if not hasattr(view, "view_class"):
        inner = inspect.unwrap(view)
        yield from filter(_is_name, _texts_of("POST", [inner]))
        yield from filter(IN_QUERY.__contains__, _texts_of("GET", _reached(inner)))


def _texts_of(where: str, functions: Iterable[Any]) -> Iterator[str]:
    """The texts in functions that read what was sent with the form or in the address."""
    for function in functions:
        for code in _codes_of(function):
            if where in code.co_names:
                # Names that are walked one by one stand in a tuple.
                several = [each for each in code.co_consts if isinstance(each, tuple)]
                found = [*code.co_consts, *(chain(*several) if where == "GET" else ())]
                yield from (each for each in found if isinstance(each, str))


def _is_name(text: str) -> bool:
    return text.isidentifier() and bool(TELLTALE.search(text))


def _forms_of(view: Callable[..., Any]) -> set[type[BaseForm]]:
    if view_class := getattr(view, "view_class", None):
        ways = ("get_form_class", "get_webauthn_form_class")
        return {getattr(view_class(), way)() for way in ways if hasattr(view_class, way)} - {None}
    inner = inspect.unwrap(view)
    return {
        each
        for function in _reached(inner)
        for each in _named_in(function)
        if inspect.isclass(each) and issubclass(each, BaseForm)
    }


def _reached(function: Any, depth: int = 4) -> Iterator[Any]:
    """The function, and those of the product that it calls."""
    yield function
    if depth:
        for each in _named_in(function):
            if inspect.isfunction(each) and each.__module__.startswith("storstua."):
                yield from _reached(inspect.unwrap(each), depth - 1)


def _named_in(function: Any) -> Iterator[Any]:
    names = {name for code in _codes_of(function) for name in code.co_names}
    for name in names:
        found = function.__globals__.get(name)
        yield found
        if isinstance(found, ModuleType) and found.__name__.startswith("storstua."):
            yield from (getattr(found, each, None) for each in names)


def _codes_of(function: Any) -> Iterator[CodeType]:
    code = getattr(function, "__code__", None)
    waiting = [code] if code else []
    while waiting:
        code = waiting.pop()
        yield code
        waiting += [each for each in code.co_consts if isinstance(each, CodeType)]
