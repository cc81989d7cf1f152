import re

import pytest
from django.test import Client
from django.test.utils import override_settings

from storstua.base.door_check import views_behind
from storstua.base.viewer import Viewer
from storstua.demo.cast import cast, member
from storstua.demo.loading import Loaded
from storstua.people import actions as people
from storstua.people.queries import by_words
from storstua.ui.tests.reading import heading_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("storstua.demo.tests.urls"),
    pytest.mark.usefixtures("in_a_demo"),
]

SIGNED_IN = [each.who for each in cast() if not each.is_seeker]


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address, headers={"accept-language": "nb"})
    assert answer.status_code == status
    return str(answer.content.decode())


def test_the_cast_stands_on_the_page_with_role_and_organisation(
    loaded: dict[str, Loaded], client: Client
):
    html = read(client, "/demo/")
    assert re.findall(r'name="who" value="(\w+)"', html) == [each.who for each in cast()]
    assert {each.name for each in loaded.values()} <= set(re.findall(r">([^<]+)</a></h2>", html))
    assert "Koordinator, Styremedlem" in html
    assert "Dette er en demo" in html


def test_karis_words_stand_on_the_page(loaded: dict[str, Loaded], client: Client):
    assert " ".join(member("kari").words) in read(client, "/demo/")


@pytest.mark.parametrize("who", SIGNED_IN)
def test_one_click_signs_in_and_leads_to_the_first_page(
    loaded: dict[str, Loaded], client: Client, who: str
):
    chosen = member(who)
    answer = client.post("/demo/inn/", {"who": who})
    assert (answer.status_code, answer["Location"]) == (302, f"/{chosen.organisation}/i-dag/")
    page = client.get(answer["Location"])
    assert heading_of(page) == "I dag"
    assert page.wsgi_request.viewer.acting_as == chosen.roles[0]


def test_kari_comes_in_with_her_words(loaded: dict[str, Loaded], client: Client):
    answer = client.post("/demo/inn/", {"who": "kari"})
    assert (answer.status_code, answer["Location"]) == (302, "/b/")
    assert heading_of(client.get("/b/")) == "Beskjeder"


def test_coming_in_ends_what_was_before(loaded: dict[str, Loaded], client: Client):
    client.post("/demo/inn/", {"who": "kari"})
    client.post("/demo/inn/", {"who": "ola"})
    assert client.get("/b/").status_code == 302
    client.post("/demo/inn/", {"who": "kari"})
    assert client.get("/smerte/i-dag/").status_code == 302


@pytest.mark.parametrize("who", ["", "nobody", "ola\x00", "🙂" * 3000])
def test_someone_unknown_is_told_what_to_choose(
    loaded: dict[str, Loaded], client: Client, who: str
):
    answer = client.post("/demo/inn/", {"who": who}, headers={"accept-language": "nb"})
    assert answer.status_code == 422
    assert "Hvem du vil være" in answer.content.decode()


def test_words_that_were_changed_meanwhile_are_told(loaded: dict[str, Loaded], client: Client):
    kari = by_words(member("kari").words)
    assert kari
    people.give_receipt(by=Viewer.command_line(kari.organisation_id), person=kari)
    answer = client.post("/demo/inn/", {"who": "kari"}, headers={"accept-language": "nb"})
    assert answer.status_code == 422
    assert "Ordene er byttet ut" in answer.content.decode()


def test_coming_in_needs_a_form(client: Client):
    assert client.get("/demo/inn/").status_code == 405


def test_the_mails_stand_in_clear_newest_first(loaded: dict[str, Loaded], client: Client):
    html = read(client, "/demo/post/")
    assert re.findall(r"Til ([\w@.]+)", html)[0] == "ola@example.org"
    assert "Det er noe nytt til deg." in html


@pytest.mark.parametrize("page", ["2", "999", "x", "-1"])
def test_any_page_of_mails_can_be_asked_for(loaded: dict[str, Loaded], client: Client, page: str):
    read(client, f"/demo/post/?side={page}")


@pytest.mark.urls("storstua.config.urls")
def test_a_real_installation_has_no_demo(client: Client):
    assert client.get("/demo/").status_code == 404


def test_every_page_of_the_demo_has_an_open_door():
    doors = [view.door.name for _path, view in views_behind("storstua.demo.root_urls")]
    assert doors == ["open to all"] * 3


def test_pages_take_a_fixed_number_of_queries(
    loaded: dict[str, Loaded], client: Client, queries_of
):
    assert (queries_of("/demo/"), queries_of("/demo/post/")) == (2, 3)


def test_a_link_in_a_mail_can_be_followed(loaded: dict[str, Loaded], client: Client):
    html = read(client, "/demo/post/")
    links = re.findall(r'<p><a class="ds-link" href="(http[^"]+)">(.*?)</a></p>', html)
    assert len(links) >= 5
    assert {text.replace("<wbr>", "") == address for address, text in links} == {True}


def test_outside_a_demo_one_click_is_one_step_only(loaded: dict[str, Loaded], client: Client):
    client.post("/demo/inn/", {"who": "siri"})
    with override_settings(STORSTUA_DEMO=False):
        answer = client.get("/smerte/i-dag/")
    assert (answer.status_code, answer["Location"][:16]) == (302, "/konto/to-trinn/")
