import re

import pytest

from storstua.base.roles import Role
from storstua.home.tests.factories import sign_in
from storstua.home.views import AT_WORK
from storstua.organisations.models import Organisation, Room
from storstua.organisations.tests.factories import make_organisation
from storstua.people.tests.factories import make_account
from storstua.roles.tests.factories import make_grant
from storstua.supporters.tests.factories import make_supporter

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


def links(html: str, tag: str, name: str) -> list[str]:
    """Where the lines of the menu with this label lead."""
    menu = re.search(rf'<{tag}[^>]*aria-label="{name}".*?</{tag}>', html, re.DOTALL)
    return re.findall(r'href="([^"]+)"', menu[0]) if menu else []


@pytest.mark.parametrize("role", AT_WORK)
def test_every_line_of_the_work_menu_opens_for_the_role(client, organisation, role: Role):
    person = sign_in(client, organisation, role)
    if role is Role.SUPPORTER:
        make_supporter(organisation, person=person)
    found = links(client.get("/havblikk/i-dag/").content.decode(), "nav", "Arbeidsmeny")
    assert found[0] == "/havblikk/i-dag/"
    assert [url for url in found if client.get(url).status_code != 200] == []


def test_every_line_of_the_account_menu_opens(client, organisation):
    sign_in(client, organisation, Role.COORDINATOR)
    found = links(client.get("/havblikk/").content.decode(), "nav", "Konto")
    wanted = [
        "/havblikk/i-dag/",
        "/havblikk/varsler/nye/",
        "/konto/",
        "/havblikk/mine-opplysninger/",
        "/logg-ut/",
    ]
    assert found == wanted
    assert [url for url in found if client.get(url).status_code != 200] == []


def test_the_role_one_acts_in_is_changed_by_one_press(client, organisation):
    person = sign_in(client, organisation, Role.COORDINATOR)
    assert "/havblikk/rolle/" not in client.get("/havblikk/i-dag/").content.decode()
    make_grant(person, Role.BOARD_MEMBER)
    page = client.get("/havblikk/i-dag/").content.decode()
    (other,) = re.findall(r'name="rolle" value="(\w+)">\s*Bytt til Koordinator', page)
    answer = client.post("/havblikk/rolle/", {"rolle": other}, follow=True)
    assert "Bytt til Styremedlem" in answer.content.decode()
    refused = client.post("/havblikk/rolle/", {"rolle": "auditor"}, follow=True)
    assert "Du har ikke denne rollen nå." in refused.content.decode()
    assert "Bytt til Styremedlem" in refused.content.decode()


def test_a_stranger_has_no_work_in_the_account_menu(client, organisation):
    client.force_login(make_account("fremmed@example.org"))
    found = links(client.get("/havblikk/").content.decode(), "nav", "Konto")
    assert found == ["/konto/", "/logg-ut/"]


@pytest.mark.parametrize("open_rooms", [[], [Room.TALK], Room.values])
def test_visitors_menus_hold_open_rooms_and_lead_somewhere(client, organisation, open_rooms):
    Organisation.objects.filter(id=organisation.id).update(open_rooms=open_rooms)
    html = client.get("/havblikk/").content.decode()
    main = links(html, "nav", "Hovedmeny")
    rooms = {Room.TALK: "/havblikk/samtale/", Room.INFORMATION: "/havblikk/informasjon/"}
    assert main == [*(url for room, url in rooms.items() if room in open_rooms), "/havblikk/om/"]
    found = main + links(html, "nav", "Om nettsiden")
    assert [url for url in found if client.get(url).status_code != 200] == []
