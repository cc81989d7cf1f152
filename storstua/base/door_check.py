"""The start-up check that finds views without a door."""

from collections.abc import Iterator, Sequence
from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.urls import URLPattern, URLResolver, get_resolver

from storstua.base.doors import View


def views_behind(urlconf: str) -> Iterator[tuple[str, View]]:
    """Every (pattern, view) that an address list leads to."""
    import_module(urlconf)
    yield from _walk(get_resolver(urlconf).url_patterns, "")


def _walk(patterns: Sequence[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, View]]:
    for entry in patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, path)
        elif entry.callback is not None:
            yield path, entry.callback


def every_view_has_a_door(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """One error for each address that leads to a view without a door."""
    return [
        Error(f"The view behind '{path}' has no door.", id="storstua.E001")
        for urlconf in settings.ADDRESS_LISTS
        for path, view in views_behind(urlconf)
        if not hasattr(view, "door")
    ]
