import re

import pytest

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations import actions
from storstua.organisations.models import Area, HelpLine, Organisation, Policy, Room, Topic
from storstua.organisations.tests.factories import make_organisation
from storstua.people.tests.factories import make_account
from storstua.roles.tests.factories import make_helper
from storstua.ui.tests.reading import heading_of, page_of

pytestmark = pytest.mark.django_db

PAGES = {
    "": "Innstillinger",
    "navn/": "Navn og kontakt",
    "rom/": "Rom",
    "utseende/": "Farge og logo",
    "krav/": "Krav og løfter",
    "adresse/": "Adresse",
    "ord/nb/": "Ordet dere bruker: Bokmål",
    "omrader/": "Områder",
    "omrader/nytt/": "Nytt område",
    "temaer/": "Temaer",
    "temaer/nytt/": "Nytt tema",
    "lag/": "Lag",
    "lag/nytt/": "Nytt lag",
    "hjelpenumre/": "Hjelpenumre",
    "hjelpenumre/nytt/": "Nytt nummer",
}


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def administrator(client, organisation):
    person = make_helper(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid")
    client.force_login(person.account)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_settings_open_for_the_administrator_only(page, administrator, client):
    address = f"/havblikk/innstillinger/{page}"
    shown = administrator.get(address)
    assert heading_of(shown) == PAGES[page]
    main = page_of(shown)[page_of(shown).index("<main") :]
    assert ('href="/havblikk/innstillinger/">Innstillinger</a>' in main) == (page != "")
    client.force_login(make_account("fremmed@example.org"))
    assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address)["Location"].startswith("/logg-inn/")


def test_policy_is_saved_and_holds_at_once(administrator, organisation):
    values = {
        "minimum_age": 25,
        "answer_within_working_days": 3,
        "load_limit": 2,
        "keep_unmatched_days": 90,
        "keep_closed_days": 180,
        "keep_activities_years": 5,
        "version": 1,
    }
    answer = administrator.post("/havblikk/innstillinger/krav/", values)
    assert answer.status_code == 302
    assert Policy.objects.get(organisation=organisation).minimum_age == 25


def test_an_older_version_is_refused_and_what_was_typed_stays(administrator, organisation):
    Organisation.objects.filter(id=organisation.id).update(version=7)
    answer = administrator.post(
        "/havblikk/innstillinger/navn/", {"name": "Nytt navn her", "country": "NO", "version": 1}
    )
    assert answer.status_code == 422
    assert "Nytt navn her" in answer.content.decode()
    assert "mens du skrev" in answer.content.decode()
    assert 'name="version" value="7"' in answer.content.decode()


def test_the_organisations_own_word_replaces_ours(administrator, organisation):
    forms = {
        "indefinite": "veiviser",
        "definite": "veiviseren",
        "plural": "veivisere",
        "definite_plural": "veiviserne",
        "stem": "veiviser",
        "version": organisation.version,
    }
    assert administrator.post("/havblikk/innstillinger/ord/nb/", forms).status_code == 302
    page = administrator.get("/havblikk/innstillinger/krav/").content.decode()
    assert "Laveste alder for veivisere" in page


def test_a_light_colour_is_refused_with_the_reason(administrator):
    answer = administrator.post(
        "/havblikk/innstillinger/utseende/", {"colour": "#FFFF99", "version": 1}
    )
    assert answer.status_code == 422
    assert "Fargen er for lys." in answer.content.decode()


def test_an_area_cannot_lie_below_itself(administrator, organisation):
    said = {"name_nb": "Rygg", "is_open": "on", "version": organisation.version}
    for name in ("Rygg", "Nedre rygg"):
        above = Area.objects.first()
        parent = {"parent": above.id} if above else {}
        administrator.post(
            "/havblikk/innstillinger/omrader/nytt/", said | {"name_nb": name} | parent
        )
    upper, lower = Area.objects.order_by("id")
    organisation.refresh_from_db()
    said |= {"parent": lower.id, "version": organisation.version}
    answer = administrator.post(f"/havblikk/innstillinger/omrader/{upper.key}/", said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["parent"])


@pytest.mark.parametrize(
    ("kind", "field"), [("omrader", "name_nb"), ("temaer", "name_nb"), ("hjelpenumre", "name")]
)
def test_what_two_change_at_once_is_noticed_in_every_list(administrator, organisation, kind, field):
    by = Viewer.command_line(organisation.id)
    actions.add_area(by=by, organisation=organisation, code="rygg", names={"nb": "Rygg"})
    row = {"omrader": Area, "temaer": Topic, "hjelpenumre": HelpLine}[kind].objects.first()
    address = f"/havblikk/innstillinger/{kind}/{row.key}/"
    said = administrator.get(address).context["form"].initial
    said = {name: value for name, value in said.items() if value not in (None, False)}
    Organisation.objects.filter(id=organisation.id).update(version=77)
    answer = administrator.post(address, said | {field: "Skrevet samtidig"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert ("mens du skrev" in page, "Skrevet samtidig" in page) == (True, True)
    assert administrator.post(address, said | {field: "Ny", "version": 77}).status_code == 302


def test_pages_offer_no_setting_that_nothing_reads(administrator, organisation):
    actions.add_area(
        by=Viewer.command_line(organisation.id),
        organisation=organisation,
        code="rygg",
        names={"nb": "Rygg"},
    )
    area = Area.objects.get()
    policy = administrator.get("/havblikk/innstillinger/krav/").context["form"]
    assert "keep_moderation_months" not in policy.fields
    for page in ("nytt/", f"{area.key}/"):
        form = administrator.get(f"/havblikk/innstillinger/omrader/{page}").context["form"]
        assert [name for name in form.fields if name.startswith("is_")] == ["is_open"]


def test_a_closed_topic_says_so_in_the_list(administrator, organisation):
    topic = Topic.objects.first()
    said = {"name_nb": "Sorg", "version": organisation.version}
    address = f"/havblikk/innstillinger/temaer/{topic.key}/"
    assert administrator.post(address, said).status_code == 302
    page = page_of(administrator.get("/havblikk/innstillinger/temaer/"))
    (line,) = re.findall(rf"<li>[^\n]*{topic.key}[^\n]*?</li>", page)
    assert "Kan ikke velges" in line
    assert page.count("Kan ikke velges") == 1
    organisation.refresh_from_db()
    said |= {"name_nb": "Hage", "version": organisation.version}
    administrator.post("/havblikk/innstillinger/temaer/nytt/", said)
    assert Topic.objects.get(code="hage").is_open is False


def test_the_strip_shows_the_numbers_of_the_country_that_is_chosen(administrator, organisation):
    said = {"name": "Havblikk", "version": organisation.version}
    address = "/havblikk/innstillinger/navn/"
    assert "116 123" in page_of(administrator.get("/havblikk/"))
    refused = administrator.post(address, said | {"country": "SE"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["country"])
    assert administrator.post(address, said | {"country": "DE"}).status_code == 302
    strip = page_of(administrator.get("/havblikk/")).split('class="now"')[1].split("</aside>")[0]
    assert ("Notruf" in strip, "Mental Helse" in strip) == (True, False)


def test_the_last_number_of_the_strip_is_not_removed_on_its_page(administrator, organisation):
    *others, last = HelpLine.objects.filter(country="NO", is_in_strip=True)
    for line in (*others, last):
        administrator.post(f"/havblikk/innstillinger/hjelpenumre/{line.key}/fjern/")
    assert HelpLine.objects.filter(country="NO", is_in_strip=True).get() == last
    page = page_of(administrator.get("/havblikk/innstillinger/hjelpenumre/"))
    assert "Minst ett hjelpenummer for landet må vises øverst." in page


def test_only_rooms_with_pages_can_be_opened(administrator, organisation):
    Organisation.objects.filter(id=organisation.id).update(open_rooms=Room.values)
    address = "/havblikk/innstillinger/rom/"
    page = page_of(administrator.get(address))
    assert re.findall(r'name="open_rooms" value="(\w+)"', page) == ["samtale", "informasjon"]
    assert "Dette er rommene som kan åpnes." in page
    assert "Samtale, Informasjon" in page_of(administrator.get("/havblikk/innstillinger/"))
    said = {"seeker_roles": ["self"], "version": organisation.version}
    answer = administrator.post(address, {**said, "open_rooms": ["samtale", "rad"]})
    assert list(answer.context["form"].errors) == ["open_rooms"]
    administrator.post(address, {**said, "open_rooms": ["samtale"]})
    organisation.refresh_from_db()
    assert organisation.open_rooms == ["samtale"]


def test_the_phone_number_stands_as_people_write_it(organisation, administrator):
    organisation.contact_phone = "+4722000012"
    organisation.save(update_fields=["contact_phone"])
    assert 'value="22 00 00 12"' in page_of(administrator.get("/havblikk/innstillinger/navn/"))
