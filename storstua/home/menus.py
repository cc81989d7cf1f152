"""The menus of the house: what a visitor finds, and what each role works with."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations.models import Room
from storstua.organisations.request import OrganisationRequest
from storstua.ui.addresses import root_url
from storstua.ui.menus import Account, MenuGroup, MenuItem, Text, entry, present


def main_menu(request: OrganisationRequest) -> tuple[MenuItem, ...]:
    """The rooms that are open and built."""
    path = request.get_full_path()
    open_rooms = request.organisation.open_rooms
    return present(
        entry(_("Samtale"), "matching:talk", path=path) if Room.TALK in open_rooms else None,
        entry(_("Informasjon"), "library:information", path=path)
        if Room.INFORMATION in open_rooms
        else None,
        entry(_("Om oss"), "library:about", path=path),
    )


def footer_menu() -> tuple[MenuItem, ...]:
    """The pages every service must have."""
    return present(
        entry(_("Bli [[likeperson]]"), "library:become"),
        entry(_("For fagfolk"), "library:professionals"),
        entry(_("Personvern"), "library:privacy"),
        entry(_("Tilgjengelighet"), "library:accessibility"),
        entry(_("Trygg bruk"), "library:safe_use"),
        entry(_("Om oss"), "library:about"),
    )


def side_menu(request: OrganisationRequest) -> tuple[MenuGroup, ...]:
    """What the role the viewer acts in works with, in groups."""
    path, viewer = request.get_full_path(), request.viewer
    build = BY_ROLE.get(viewer.acting_as)
    groups = build(path) if build else ()
    return tuple(group for group in groups if group.items)


def _coordinator(path: str) -> tuple[MenuGroup, ...]:
    return (
        MenuGroup(
            "",
            present(
                entry(_("I dag"), "home:today", path=path, icon="house"),
                entry(_("Forespørsler"), "matching:queue", path=path, icon="inbox-down"),
                entry(_("Samtaler"), "conversations:known", path=path, icon="chat-elipsis"),
                entry(_("[[Likepersoner]]"), "supporters:list", path=path, icon="person-group"),
            ),
        ),
        MenuGroup(
            _("Styring"),
            present(
                entry(_("Aktiviteter"), "activities:list", path=path, icon="bullet-list"),
                entry(_("Rapporter"), "reports:own", path=path, icon="bar-chart"),
                entry(_("Hent fra regneark"), "imports:list", path=path, icon="file-excel"),
                entry(_("Brukere og roller"), "roles:list", path=path, icon="person-plus"),
            ),
        ),
    )


def _supporter(path: str) -> tuple[MenuGroup, ...]:
    return (
        MenuGroup(
            "",
            present(
                entry(_("I dag"), "home:today", path=path, icon="house"),
                entry(_("Samtaler"), "conversations:list", path=path, icon="chat-elipsis"),
                entry(_("Registrer"), "activities:log", path=path, icon="plus-circle"),
                entry(
                    _("Det jeg har registrert"), "activities:mine", path=path, icon="bullet-list"
                ),
                entry(_("Tider og pause"), "supporters:pause", path=path, icon="clock"),
                entry(_("Profil"), "supporters:own", path=path, icon="person"),
                entry(_("Varsler"), "notices:preferences", path=path, icon="bell"),
            ),
        ),
    )


def _administrator(path: str) -> tuple[MenuGroup, ...]:
    return (
        MenuGroup(
            "",
            present(
                entry(_("I dag"), "home:today", path=path, icon="house"),
                entry(_("Brukere og roller"), "roles:list", path=path, icon="person-group"),
                entry(_("Hent fra regneark"), "imports:list", path=path, icon="file-excel"),
                entry(_("Innstillinger"), "organisations:settings", path=path, icon="cog"),
            ),
        ),
    )


def _board(path: str) -> tuple[MenuGroup, ...]:
    return (
        MenuGroup(
            "",
            present(
                entry(_("I dag"), "home:today", path=path, icon="house"),
                entry(_("Rapporter"), "reports:own", path=path, icon="bar-chart"),
                entry(_("[[Likepersoner]]"), "supporters:list", path=path, icon="person-group"),
                entry(_("Brukere og roller"), "roles:list", path=path, icon="person-plus"),
            ),
        ),
    )


def _others(path: str) -> tuple[MenuGroup, ...]:
    return (MenuGroup("", present(entry(_("I dag"), "home:today", path=path, icon="house"))),)


BY_ROLE = dict.fromkeys(Role, _others) | {
    Role.COORDINATOR: _coordinator,
    Role.SUPPORTER: _supporter,
    Role.ORGANISATION_ADMINISTRATOR: _administrator,
    Role.BOARD_MEMBER: _board,
}


def _inside(request: HttpRequest, label: Text, name: str) -> MenuItem | None:
    """A line to a page of the organisation, found before Django has begun to look for the view."""
    try:
        return MenuItem(label, reverse(name, urlconf=getattr(request, "urlconf", None)))
    except NoReverseMatch:
        return None


def account_menu(request: HttpRequest, viewer: Viewer) -> Account | None:
    """The menu of someone signed in: who they act as, what they may change to."""
    if not viewer.is_signed_in:
        return None
    is_at_work = bool(viewer.roles)
    switches = present(
        _inside(request, _("Bytt rolle"), "roles:switch") if len(viewer.roles) > 1 else None,
    )
    links = present(
        _inside(request, _("I dag"), "home:today") if is_at_work else None,
        _inside(request, _("Varsler"), "notices:preferences") if is_at_work else None,
        MenuItem(_("Kontoen min"), root_url("people:account")),
        MenuItem(_("Logg ut"), root_url("account_logout")),
    )
    acting = viewer.acting_as.label if is_at_work else ""
    return Account(str(_("Konto")), acting, switches, tuple(link for link in links if link.url))
