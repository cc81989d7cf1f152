"""What menus are made of; the rooms above fill them, the templates here draw them."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Text = str | Promise


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line in a menu; `count` is shown only when something waits for this person."""

    label: Text
    url: str
    icon: str = ""
    current: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Lines that belong together, with or without a title."""

    title: Text
    items: tuple[MenuItem, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """The menu of someone signed in: their name, what they act as, what they may change to.

    `others` are the roles to change to by one press, code and label, sent to `switch_url`.
    """

    name: str
    acting_as: Text = ""
    switch_url: str = ""
    others: tuple[tuple[str, Text], ...] = ()
    links: tuple[MenuItem, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A number to ring at once.

    `language` is that of the name where an organisation has written it, "" for that of the page.
    """

    name: Text
    number: str
    language: str = ""


NATIONAL_HELP_LINES = (
    HelpLine(_("Fare for liv"), "113"),
    HelpLine(_("Legevakt"), "116117"),
    HelpLine(_("Noen å snakke med"), "116123"),
)


def entry(
    label: Text, name: str, *, path: str = "", icon: str = "", count: int = 0
) -> MenuItem | None:
    """A menu line to the page with this URL name, or None when that page is not built.

    `path` is the path of the page being shown; the line is marked when the path lies under it.
    """
    try:
        url = reverse(name)
    except NoReverseMatch:
        return None
    return MenuItem(label, url, icon, current=path.startswith(url), count=count)


def present(*entries: MenuItem | None) -> tuple[MenuItem, ...]:
    """The entries that lead somewhere, in their order."""
    return tuple(item for item in entries if item is not None)
