"""Every address of the product, read from its address lists, with the door before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, reverse

from storstua.base.doors import Door

HOME = "smerte"
INSIDE = "storstua.config.organisation_urls"


@dataclass(frozen=True, slots=True)
class Route:
    """One address: `name` as in reverse(), `address` "" when it needs the key of something."""

    name: str
    urlconf: str
    door: Door
    address: str


def routes() -> dict[str, Route]:
    """All addresses by name, each name once: the shortest form of it."""
    found: dict[str, Route] = {}
    for urlconf in settings.ADDRESS_LISTS:
        for route in _walk(urlconf, get_resolver(urlconf).url_patterns, "", needs_key=False):
            if route.name not in found or (route.address and not found[route.name].address):
                found[route.name] = route
    return found


def _walk(
    urlconf: str, patterns: Sequence[URLPattern | URLResolver], space: str, *, needs_key: bool
) -> Iterator[Route]:
    for each in patterns:
        keyed = needs_key or bool(each.pattern.converters)
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _walk(urlconf, each.url_patterns, inner, needs_key=keyed)
        elif each.name and hasattr(each.callback, "door"):
            name = f"{space}{each.name}"
            address = "" if keyed else in_demo(reverse(name, urlconf), urlconf)
            yield Route(name, urlconf, each.callback.door, address)


def in_demo(path: str, urlconf: str) -> str:
    """The address of a path in the demo's organisation, or at the root of the installation."""
    return f"/{HOME}{path}" if urlconf == INSIDE else path


def name_of(address: str) -> str:
    """The name of the route an address leads to; "" for one that leads nowhere or outside."""
    path = address.partition("?")[0].partition("#")[0]
    first, _slash, rest = path.removeprefix("/").partition("/")
    inside = first == HOME
    try:
        match = get_resolver(INSIDE if inside else None).resolve(f"/{rest}" if inside else path)
    except Resolver404:
        return ""
    return match.view_name
