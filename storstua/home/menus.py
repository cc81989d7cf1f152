"""The menus of the house: what a visitor finds, and what each role works with."""

from collections.abc import Mapping

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


type Line = tuple[Text, str, str]
type Groups = tuple[tuple[Text, tuple[Line, ...]], ...]

# Label, name of the page, icon.
TODAY: Line = (_("I dag"), "home:today", "house")
REPORTS: Line = (_("Rapporter"), "reports:own", "bar-chart")
SUPPORTERS: Line = (_("[[Likepersoner]]"), "supporters:list", "person-group")
SPREADSHEETS: Line = (_("Hent fra regneark"), "imports:list", "file-excel")
ROLES: Line = (_("Brukere og roller"), "roles:list", "person-plus")

# Where the organisation allows it, at the end of the menu of those who open and answer.
EMERGENCY: Line = (_("Åpnet i nød"), "matching:openings", "lifebuoy")
IN_EMERGENCIES = (Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR, Role.BOARD_MEMBER)

# The groups of each role's menu, with a heading where a group needs one.
BY_ROLE: Mapping[Role, Groups] = {
    Role.COORDINATOR: (
        (
            "",
            (
                TODAY,
                (_("Forespørsler"), "matching:queue", "inbox-down"),
                (_("Samtaler"), "conversations:known", "chat-elipsis"),
                SUPPORTERS,
            ),
        ),
        (
            _("Styring"),
            (
                (_("Aktiviteter"), "activities:list", "bullet-list"),
                REPORTS,
                SPREADSHEETS,
                ROLES,
            ),
        ),
    ),
    Role.SUPPORTER: (
        (
            "",
            (
                TODAY,
                (_("Samtaler"), "conversations:list", "chat-elipsis"),
                (_("Registrer"), "activities:log", "plus-circle"),
                (_("Det jeg har registrert"), "activities:mine", "bullet-list"),
                (_("Pause"), "supporters:pause", "clock"),
                (_("Profil"), "supporters:own", "person"),
                (_("Varsler"), "notices:list", "bell"),
            ),
        ),
    ),
    Role.ORGANISATION_ADMINISTRATOR: (
        (
            "",
            (
                TODAY,
                (_("Brukere og roller"), "roles:list", "person-group"),
                SPREADSHEETS,
                (_("Innstillinger"), "organisations:settings", "cog"),
            ),
        ),
    ),
    Role.BOARD_MEMBER: (("", (TODAY, REPORTS, SUPPORTERS, ROLES)),),
}
FOR_OTHERS: Groups = (("", (TODAY,)),)


def side_menu(request: OrganisationRequest) -> tuple[MenuGroup, ...]:
    """What the role the viewer acts in works with, in groups."""
    path, role = request.get_full_path(), request.viewer.acting_as
    wanted = BY_ROLE.get(role, FOR_OTHERS)
    if role in IN_EMERGENCIES and request.facts.policy.allows_emergency_opening:
        wanted = (*wanted, ("", (EMERGENCY,)))
    groups = [
        MenuGroup(title, present(*(entry(*line[:2], path=path, icon=line[2]) for line in lines)))
        for title, lines in wanted
    ]
    return tuple(group for group in groups if group.items)


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
    switch = _inside(request, "", "roles:switch")
    # A member has no work of their own to change to.
    others = tuple(
        (role.value, role.label)
        for role in viewer.roles
        if role not in {viewer.acting_as, Role.MEMBER}
    )
    links = present(
        _inside(request, _("I dag"), "home:today") if is_at_work else None,
        _inside(request, _("Varsler"), "notices:list") if is_at_work else None,
        MenuItem(_("Kontoen min"), root_url("people:account")),
        _inside(request, _("Alt om meg"), "privacy:own") if is_at_work else None,
        MenuItem(_("Logg ut"), root_url("account_logout")),
    )
    acting = viewer.acting_as.label if is_at_work else ""
    return Account(
        name=str(_("Konto")),
        acting_as=acting,
        switch_url=switch.url if switch else "",
        others=others if switch else (),
        links=tuple(link for link in links if link.url),
    )
