"""Where the sealed texts of requests and asks belong."""

from storstua import vault
from storstua.matching.models import Ask, NoticeAddress, Request


def drawer_of(request: Request) -> vault.Drawer:
    """What holds all that is written about a request, and is erased when the request ends."""
    return vault.Drawer("request", request.organisation_id, str(request.key))


def place_of_text(request: Request) -> vault.Place:
    """The place of what the person wrote in their own words."""
    return drawer_of(request).place("matching_request", "text", request.key)


def place_of_message(ask: Ask) -> vault.Place:
    """The place of what the coordinator wrote to the supporter."""
    return drawer_of(ask.request).place("matching_ask", "message", ask.key)


def place_of_first(ask: Ask) -> vault.Place:
    """The place of the first message, which waits until the person has said yes."""
    return drawer_of(ask.request).place("matching_ask", "first", ask.key)


def place_of_address(address: NoticeAddress) -> vault.Place:
    """The place of the address that gets a neutral notice."""
    drawer = drawer_of(address.request)
    return drawer.place("matching_notice_address", "address", address.key)


def text_of(request: Request) -> str:
    """What the person wrote; the caller has asked permission and noted the reading."""
    if not request.sealed_text:
        return ""
    return vault.open_to_show(request.sealed_text, place_of_text(request))


def message_of(ask: Ask) -> str:
    """What the coordinator wrote to the supporter."""
    if not ask.sealed_message:
        return ""
    return vault.open_to_show(ask.sealed_message, place_of_message(ask))


def first_of(ask: Ask) -> str:
    """The first message the supporter wrote, for the supporter and, after a yes, the person."""
    if not ask.sealed_first:
        return ""
    return vault.open_to_show(ask.sealed_first, place_of_first(ask))


SEALED = (
    vault.SealedColumn(Request.objects.all, "sealed_text", place_of_text),
    vault.SealedColumn(
        lambda: Ask.objects.select_related("request"), "sealed_message", place_of_message
    ),
    vault.SealedColumn(
        lambda: Ask.objects.select_related("request"), "sealed_first", place_of_first
    ),
    vault.SealedColumn(
        lambda: NoticeAddress.objects.select_related("request"), "sealed", place_of_address
    ),
)
