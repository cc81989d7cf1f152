"""An organisation on a host name of its own, and at its slug."""

import pytest

from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.organisations import actions
from storstua.organisations.addresses import address_of, checked_host
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.roles.tests.factories import make_grant, make_helper
from storstua.ui.tests.reading import heading_of

HOST = "samtale.havblikk.example"
OWN = {"host": HOST}
KEPT = [
    (" Samtale.Havblikk.No. ", "samtale.havblikk.no"),
    ("blåbær.no", "xn--blbr-roah.no"),
    (" ", ""),
]
NO_HOST = ["localhost", "https://a.no", "a.no/b", "a.no:80", "10.0.0.1", "-a.no", "a..no", "a b.no"]
NO_HOST += ["*.a.no", "x" * 64 + ".no", "a@b.no"]


@pytest.fixture
def organisation(db, settings) -> Organisation:
    settings.ADDRESS = "https://storstua.example"
    settings.ALLOWED_HOSTS = ["storstua.example", HOST, "testserver"]
    return make_organisation()


@pytest.fixture
def astrid(client, organisation):
    person = make_helper(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid")
    make_grant(person, Role.BOARD_MEMBER)
    client.force_login(person.account)
    return client


def open_at(organisation: Organisation, host: str = HOST) -> None:
    by = Viewer.command_line(organisation.id)
    actions.set_host(by=by, organisation=organisation, host=host)
    organisation.refresh_from_db()


@pytest.mark.parametrize(("said", "kept"), KEPT)
def test_a_host_name_is_kept_in_one_form(said, kept):
    assert checked_host(said) == kept


@pytest.mark.parametrize("said", NO_HOST)
def test_what_is_no_host_name_is_refused(said):
    with pytest.raises(Refusal) as refused:
        checked_host(said)
    assert refused.value.field == "host"


def test_the_installations_own_name_and_a_taken_one_are_refused(organisation, astrid):
    other = make_organisation("andre", "Andre")
    with inside(other):
        open_at(other, "opptatt.example")
    for said in ("storstua.example", "opptatt.example", "ikke et navn"):
        form = {"host": said, "version": organisation.version}
        answer = astrid.post("/havblikk/innstillinger/adresse/", form)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["host"])


def test_a_host_is_set_in_the_browser_and_told_until_it_is_open(organisation, astrid, settings):
    page = "/havblikk/innstillinger/adresse/"
    form = {"host": "ny.example", "version": organisation.version}
    assert astrid.post(page, form).status_code == 302
    organisation.refresh_from_db()
    assert organisation.host == "ny.example"
    text = astrid.get(page).content.decode()
    assert "ny.example er ikke åpnet ennå." in text
    assert "https://storstua.example/havblikk/" in text
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "ny.example"]
    assert address_of(organisation, "/om/") == "https://ny.example/om/"
    assert "ikke åpnet" not in astrid.get(page).content.decode()


@pytest.mark.parametrize(("headers", "root"), [(OWN, "/"), ({}, "/havblikk/")])
def test_links_and_redirects_stay_where_one_is(organisation, astrid, headers, root):
    open_at(organisation)
    answer = astrid.post(f"{root}rolle/", {"rolle": Role.BOARD_MEMBER.value}, headers=headers)
    assert answer["Location"] == f"{root}i-dag/"
    today = astrid.get(f"{root}i-dag/", headers=headers).content.decode()
    assert f'action="{root}rolle/"' in today
    assert f'href="{root}i-dag/"' in today
    form = {"host": HOST, "version": organisation.version}
    saved = astrid.post(f"{root}innstillinger/adresse/", form, headers=headers)
    assert saved["Location"] == f"{root}innstillinger/"


def test_a_link_with_the_slug_leads_to_the_own_host_s_page(organisation, client):
    open_at(organisation)
    answer = client.get("/havblikk/om/?a=1", headers=OWN)
    assert (answer.status_code, answer["Location"]) == (307, "/om/?a=1")
    assert heading_of(client.get("/om/", headers=OWN)) == "Om oss"
    assert heading_of(client.get("/havblikk/om/")) == "Om oss"


def test_a_slug_that_is_also_a_page_is_the_page_on_the_own_host(db, settings, client):
    settings.ALLOWED_HOSTS = [HOST]
    open_at(make_organisation("informasjon", "Informasjon"))
    assert heading_of(client.get("/informasjon/", headers=OWN)) == "Informasjon"
