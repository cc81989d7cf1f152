import re

import html5lib
import pytest
from django.test import Client

from storstua.base.roles import Role
from storstua.library import texts
from storstua.library.places import OWN_PAGES
from storstua.library.tests.reading import LANGUAGES
from storstua.library.texts import SOURCE_LANGUAGE, all_texts
from storstua.organisations.models import Organisation, Policy, Room, WordForms
from storstua.organisations.tests.factories import make_organisation
from storstua.roles.tests.factories import make_helper

pytestmark = pytest.mark.django_db

OWN_ADDRESSES = {
    "hjelp-na": "/havblikk/hjelp-na/",
    "bli-likeperson": "/havblikk/bli-likeperson/",
    "for-fagfolk": "/havblikk/for-fagfolk/",
    "personvern": "/havblikk/personvern/",
    "tilgjengelighet": "/havblikk/tilgjengelighet/",
    "trygg-bruk": "/havblikk/trygg-bruk/",
    "om": "/havblikk/om/",
}
SLUGS = sorted(slug for slug, language in all_texts() if language == SOURCE_LANGUAGE)
ADDRESSES = [OWN_ADDRESSES.get(slug, f"/havblikk/informasjon/{slug}/") for slug in SLUGS]
ADDRESSES += ["/havblikk/informasjon/", "/havblikk/informasjon/?q=taushet"]
ADDRESSES += ["/havblikk/informasjon/?q=xqzw", "/havblikk/for-fagfolk/hefte/"]


@pytest.fixture
def organisation() -> Organisation:
    """With every room open, and a name that HTML must escape."""
    made = make_organisation("havblikk", "Hav & Blikk")
    Organisation.objects.filter(id=made.id).update(
        open_rooms=Room.values,
        contact_email="post@example.org",
        contact_phone="22334455",
        postal_address="Storgata 1\n0155 Oslo",
    )
    return made


# The organisation by host and by slug, and the savepoint that a test puts around a request.
FRAME = 4


def read(client: Client, address: str, language: str = "nb", status: int = 200) -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == status
    return answer.content.decode()


def main_of(html: str) -> str:
    return re.search(r"<main.*</main>", html, re.DOTALL)[0]


@pytest.mark.usefixtures("organisation")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_valid_and_complete(client, address: str, language: str):
    html = read(client, address, language)
    parser = html5lib.HTMLParser()
    tree = parser.parse(html)
    assert parser.errors == []
    assert re.findall(r"\[\[|\]\]|side:|rute:|\{organisation\}|Hav & Blikk", html) == []
    assert f'<html lang="{language}"' in html
    assert len(tree.findall(".//{*}h1")) == 1
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.usefixtures("organisation")
@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_unique(client, language: str):
    titles = [
        re.search(r"<title>(.*?)</title>", read(client, address, language), re.DOTALL)[1].strip()
        for address in ADDRESSES
    ]
    assert sorted(titles) == sorted(set(titles))


@pytest.mark.usefixtures("organisation")
@pytest.mark.parametrize("address", ADDRESSES)
def test_links_inside_the_house_lead_somewhere(client, address: str):
    main = main_of(read(client, address))
    inside = set(re.findall(r'href="(/havblikk/[^"#?]*)', main))
    assert [each for each in inside if client.get(each).status_code != 200] == []


@pytest.mark.usefixtures("organisation")
@pytest.mark.parametrize("slug", sorted(OWN_PAGES))
def test_a_text_with_an_address_of_its_own_is_found_there(client, slug: str):
    answer = client.get(f"/havblikk/informasjon/{slug}/")
    assert (answer.status_code, answer["Location"]) == (301, OWN_ADDRESSES[slug])


@pytest.mark.usefixtures("organisation")
def test_unknown_page_is_not_found(client):
    read(client, "/havblikk/informasjon/finnes-ikke/", status=404)


def test_closed_room_is_neither_listed_nor_open_nor_linked(client, organisation):
    Organisation.objects.filter(id=organisation.id).update(open_rooms=[Room.INFORMATION])
    index = read(client, "/havblikk/informasjon/")
    assert "/havblikk/informasjon/eksempler/" not in index
    assert "/havblikk/informasjon/kurs/" in index
    read(client, "/havblikk/informasjon/eksempler/", status=404)
    what = read(client, "/havblikk/informasjon/hva-er-likeperson/")
    assert "<li>Les eksempler på hva det kan være.</li>" in what


@pytest.mark.parametrize("slug", ["forum-og-moderatorer", "kurs", "selvhjelpsgrupper"])
def test_what_the_meeting_place_is_about_can_be_read_while_it_is_closed(client, organisation, slug):
    Organisation.objects.filter(id=organisation.id).update(open_rooms=[Room.TALK, Room.INFORMATION])
    read(client, f"/havblikk/informasjon/{slug}/")


def test_help_numbers_of_the_own_country_come_first(client, organisation):
    html = main_of(read(client, "/havblikk/hjelp-na/"))
    assert re.findall(r"<h2[^>]*>(Numre i \w+)", html) == ["Numre i Norge", "Numre i Tyskland"]
    Organisation.objects.filter(id=organisation.id).update(country="DE")
    html = main_of(read(client, "/havblikk/hjelp-na/"))
    assert re.findall(r"<h2[^>]*>(Numre i \w+)", html) == ["Numre i Tyskland", "Numre i Norge"]
    assert 'href="tel:08001110111"' in html
    assert '<strong lang="de">Telefonseelsorge</strong>' in html


@pytest.mark.usefixtures("organisation")
def test_numbers_for_young_people_are_marked(client):
    html = main_of(read(client, "/havblikk/hjelp-na/"))
    young = re.findall(r"<strong[^>]*>([^<]+)</strong> <span[^>]*>For barn og unge", html)
    assert young == [
        "Alarmtelefonen for barn og unge",
        "Kors på halsen",
        "Nummer gegen Kummer",
    ]


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.COORDINATOR, True), (Role.ORGANISATION_ADMINISTRATOR, True), (Role.SUPPORTER, False)],
)
def test_the_day_a_number_was_checked_is_for_those_who_check(client, organisation, role, sees):
    assert "Kontrollert:" not in read(client, "/havblikk/hjelp-na/")
    client.force_login(make_helper(organisation, role).account)
    assert ("1. november 2026" in read(client, "/havblikk/hjelp-na/")) is sees


def test_privacy_tells_the_organisations_own_terms(client, organisation):
    Policy.objects.filter(organisation=organisation).update(
        keep_unmatched_days=30, keep_closed_days=60, keep_activities_years=7
    )
    html = main_of(read(client, "/havblikk/personvern/"))
    own = html[html.index('id="frister"') :]
    assert re.findall(r"<td>([^<]*)</td></tr>", own) == [
        "30 dager",
        "60 dager",
        "7 år etter regnskapsåret",
    ]


@pytest.mark.usefixtures("organisation")
@pytest.mark.parametrize("page", ["om", "for-fagfolk"])
def test_the_organisation_can_be_reached(client, page: str):
    html = main_of(read(client, f"/havblikk/{page}/"))
    assert re.findall(r'href="((?:mailto|tel):[^"]+)"', html) == [
        "mailto:post@example.org",
        "tel:+4722334455",
    ]
    assert "Storgata 1<br>0155 Oslo" in html


def test_the_page_says_so_when_no_contact_is_given(client, organisation):
    Organisation.objects.filter(id=organisation.id).update(
        contact_email="", contact_phone="", postal_address=""
    )
    html = read(client, "/havblikk/om/")
    assert "Hav &amp; Blikk har ikke lagt inn kontaktopplysninger ennå." in html


def test_own_word_stands_in_the_texts(client, organisation):
    forms = {"indefinite": "veiviser", "definite": "veiviseren", "plural": "veivisere"}
    WordForms.objects.filter(organisation=organisation, language="nb").update(forms=forms)
    assert "Hva er en veiviser?" in read(client, "/havblikk/informasjon/hva-er-likeperson/")


@pytest.mark.usefixtures("organisation")
def test_leaflet_shows_its_address_and_says_that_nothing_depends_on_it(client, settings):
    settings.ADDRESS = "https://storstua.example"
    html = main_of(read(client, "/havblikk/for-fagfolk/hefte/"))
    assert "https://storstua.example/havblikk/" in html
    assert "Ingen vedtak og ingen tjenester avhenger av om du bruker tilbudet." in html
    assert len(re.findall(r"<svg viewBox[^>]*><path", html)) == 1


def test_leaflet_on_a_host_of_its_own_shows_that_host(client, organisation, settings):
    settings.ALLOWED_HOSTS = ["havblikk.example"]
    Organisation.objects.filter(id=organisation.id).update(host="havblikk.example")
    answer = client.get("/for-fagfolk/hefte/", headers={"host": "havblikk.example"})
    assert "http://havblikk.example/" in main_of(answer.content.decode())


@pytest.mark.usefixtures("organisation")
def test_index_is_filtered_by_audience(client):
    html = main_of(read(client, "/havblikk/informasjon/?malgruppe=supporter"))
    assert re.findall(r'<li lang="nb">\s*<div[^>]*><a class="ds-link" href="([^"]+)"', html) == [
        "/havblikk/informasjon/fellene/",
        "/havblikk/informasjon/pause/",
        "/havblikk/informasjon/laering/",
    ]


@pytest.mark.usefixtures("organisation")
@pytest.mark.parametrize("query", ["malgruppe=katt", "q=%00", f"q={'x' * 81}"])
def test_a_search_that_cannot_be_read_names_its_field(client, query: str):
    html = read(client, f"/havblikk/informasjon/?{query}", status=422)
    assert "Feil:" in html
    assert 'aria-invalid="true"' in html


@pytest.mark.usefixtures("organisation")
def test_search_leads_to_the_place_in_the_text(client):
    html = main_of(read(client, "/havblikk/informasjon/?q=inkognito"))
    assert 'href="/havblikk/trygg-bruk/#slik-skjuler-du-besøket"' in html


@pytest.mark.usefixtures("organisation")
@pytest.mark.parametrize("address", ["informasjon/", "informasjon/fellene/", "hjelp-na/"])
def test_pages_ask_the_database_only_where_they_are(
    client, django_assert_num_queries, address: str
):
    client.get(f"/havblikk/{address}")
    with django_assert_num_queries(FRAME):
        client.get(f"/havblikk/{address}")


@pytest.mark.usefixtures("organisation")
def test_a_text_that_lacks_the_language_is_shown_in_bokmal_and_says_so(client, monkeypatch):
    without = {key: text for key, text in all_texts().items() if key != ("kurs", "de")}
    monkeypatch.setattr(texts, "all_texts", lambda: without)
    html = read(client, "/havblikk/informasjon/kurs/", "de")
    assert '<html lang="de"' in html
    assert '<article class="stack gap-l" lang="nb">' in html
    index = read(client, "/havblikk/informasjon/", "de")
    line = index[: index.index('href="/havblikk/informasjon/kurs/"')]
    assert re.findall(r'<li lang="(\w\w)">', line)[-1] == "nb"
