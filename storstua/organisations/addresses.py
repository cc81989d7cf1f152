"""Where an organisation's pages are from outside: on its own host name, or at its slug."""

import re
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http.request import validate_host
from django.utils.translation import gettext_lazy as _

from storstua.base.refusal import Refusal
from storstua.organisations.models import Organisation

LONGEST = 200
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")


def checked_host(said: str) -> str:
    """A host name as it is kept: lower case, letters beyond a–z in their ASCII form; "" stays "".

    Refuses what is no name of a host with a dot in it, and the installation's own name.
    """
    host = said.strip().lower().removesuffix(".")
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError as fault:
        raise Refusal(_NOT_A_HOST, field="host") from fault
    if host and (len(host) > LONGEST or not _HOST.fullmatch(host)):
        raise Refusal(_NOT_A_HOST, field="host")
    if host and host == urlsplit(settings.ADDRESS).hostname:
        raise Refusal(_("Dette er adressen til hele anlegget. Velg en annen."), field="host")
    return host


_NOT_A_HOST = _("Skriv bare navnet, for eksempel samtale.foreningen.no, uten https og skråstrek.")


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
