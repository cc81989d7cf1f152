"""Addresses of the installation's root, wherever in an organisation the page is."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix
from django.utils.http import url_has_allowed_host_and_scheme


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


def with_query(address: str, **parts: str) -> str:
    """The address with these query parts; "" stays ""."""
    return f"{address}?{urlencode(parts)}" if address else ""


def safe_next(request: HttpRequest, address: str) -> str:
    """The address when it leads to this same host, otherwise the front page."""
    same = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if same else get_script_prefix()
