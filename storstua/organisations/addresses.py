"""Where an organisation's pages are from outside: on its own host name, or at its slug."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http.request import validate_host

from storstua.organisations.models import Organisation


def is_served(host: str) -> bool:
    """True when the one who runs the installation has opened it for this host name."""
    return bool(host) and validate_host(host, settings.ALLOWED_HOSTS)


def root_of(organisation: Organisation) -> str:
    """The installation's address as the organisation's people know it, without a last slash.

    Its own host name when it has one that is served, else the installation's.
    """
    if not is_served(organisation.host):
        return str(settings.ADDRESS)
    parts = urlsplit(settings.ADDRESS)
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit((parts.scheme, f"{organisation.host}{port}", "", "", ""))


def address_of(organisation: Organisation, path: str = "/") -> str:
    """The whole address of a page; `path` begins with / and counts from the front page."""
    root = root_of(organisation)
    return f"{root}{path}" if is_served(organisation.host) else f"{root}/{organisation.slug}{path}"
