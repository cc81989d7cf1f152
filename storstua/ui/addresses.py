"""Addresses of the installation's root, wherever in an organisation the page is."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix
from django.utils.http import url_has_allowed_host_and_scheme

# Pages that the frame of every page points to, by the names their rooms give them.
PLACES = {
    "sign_in": "account_login",
    "leave": "people:leave",
    "messages": "matching:home",
    "language": "ui:language",
    "look": "ui:look",
}


def root_url(name: str, *args: object, **kwargs: object) -> str:
    """The address of an installation-level page, or "" when no such page is built."""
    prefix = get_script_prefix()
    set_script_prefix("/")
    try:
        return reverse(name, settings.ROOT_URLCONF, args=args or None, kwargs=kwargs or None)
    except NoReverseMatch:
        return ""
    finally:
        set_script_prefix(prefix)


def places() -> dict[str, str]:
    """The address of each page in PLACES; "" for those not built."""
    return {place: root_url(name) for place, name in PLACES.items()}


def with_query(address: str, **parts: str) -> str:
    """The address with these query parts besides its own, or in their place; "" stays ""."""
    if not address:
        return ""
    there = urlsplit(address)
    kept = [each for each in parse_qsl(there.query, keep_blank_values=True) if each[0] not in parts]
    return urlunsplit(there._replace(query=urlencode([*kept, *parts.items()])))


def safe_next(request: HttpRequest, address: str) -> str:
    """The address when it leads to this same host, otherwise the front page."""
    same = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if same else get_script_prefix()
