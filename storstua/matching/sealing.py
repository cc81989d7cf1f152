"""Where the sealed texts of requests and asks belong."""

from storstua import vault
from storstua.matching.models import Ask, NoticeAddress, Request


def place_of_text(request: Request) -> vault.Place:
    """The place of what the person wrote in their own words."""
    return vault.Place("matching_request", "text", request.organisation_id, str(request.key))


def place_of_message(ask: Ask) -> vault.Place:
    """The place of what the coordinator wrote to the supporter."""
    return vault.Place("matching_ask", "message", ask.organisation_id, str(ask.key))


def place_of_first(ask: Ask) -> vault.Place:
    """The place of the first message, which waits until the person has said yes."""
    return vault.Place("matching_ask", "first", ask.organisation_id, str(ask.key))


def place_of_address(address: NoticeAddress) -> vault.Place:
    """The place of the address that gets a neutral notice."""
    key = str(address.key)
    return vault.Place("matching_notice_address", "address", address.organisation_id, key)


def text_of(request: Request) -> str:
    """What the person wrote; the caller has asked permission and noted the reading."""
    if not request.sealed_text:
        return ""
    return vault.open_sealed(bytes(request.sealed_text), place_of_text(request))


def message_of(ask: Ask) -> str:
    """What the coordinator wrote to the supporter."""
    if not ask.sealed_message:
        return ""
    return vault.open_sealed(bytes(ask.sealed_message), place_of_message(ask))


def first_of(ask: Ask) -> str:
    """The first message the supporter wrote, for the supporter and, after a yes, the person."""
    if not ask.sealed_first:
        return ""
    return vault.open_sealed(bytes(ask.sealed_first), place_of_first(ask))
