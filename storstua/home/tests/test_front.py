import re

import html5lib
import pytest

from storstua.organisations.models import Organisation, Policy, Room
from storstua.organisations.tests.factories import make_organisation
from storstua.people.models import Purpose
from storstua.supporters.tests.factories import make_area, make_supporter
from storstua.ui.tests.reading import page_of

pytestmark = pytest.mark.django_db

ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
# The organisation by host and by slug, and the savepoint that a test puts around a request.
FRAME = 4
SHOWS_ALL = [Purpose.DIRECTORY_NAME, Purpose.DIRECTORY_STORY, Purpose.DIRECTORY_AREAS]


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation("havblikk", "Hav & Blikk")


def read(client, language: str = "nb") -> str:
    return page_of(client.get("/havblikk/", headers={"accept-language": language}))


def main_of(html: str) -> str:
    return re.search(r"<main.*</main>", html, re.DOTALL)[0]


@pytest.mark.parametrize("open_rooms", [[], [Room.TALK], Room.values])
@pytest.mark.parametrize("language", ["nb", "nn", "en", "de"])
def test_front_is_valid_in_every_language(client, organisation, language: str, open_rooms):
    Organisation.objects.filter(id=organisation.id).update(
        open_rooms=open_rooms, tagline="for deg & dine"
    )
    make_supporter(organisation, "Anne", shows=SHOWS_ALL)
    html = read(client, language)
    parser = html5lib.HTMLParser()
    tree = parser.parse(html)
    assert parser.errors == []
    assert ("[[" in html, "Hav & Blikk" in html) == (False, False)
    assert f'<html lang="{language}"' in html
    assert len(tree.findall(".//{*}h1")) == 1
    # The tagline stands under the name and nowhere else.
    assert "for deg &amp; dine" not in main_of(html)


@pytest.mark.parametrize(
    ("open_rooms", "titles"),
    [
        ([], []),
        ([Room.TALK], ["Samtale"]),
        ([Room.INFORMATION], ["Informasjon"]),
        (Room.values, ["Samtale", "Informasjon"]),
    ],
)
def test_rooms_that_are_open_and_built_are_shown(client, organisation, open_rooms, titles):
    Organisation.objects.filter(id=organisation.id).update(open_rooms=open_rooms)
    html = main_of(read(client))
    assert re.findall(r'<h3><a href="[^"]+">([^<]+)</a></h3>', html) == titles
    assert ("Be om en samtale" in html) is (Room.TALK in open_rooms)
    assert ("Slik går det til" in html) is (Room.TALK in open_rooms)


def test_every_link_leads_somewhere(client, organisation):
    make_supporter(organisation, "Anne", shows=SHOWS_ALL)
    found = set(re.findall(r'href="(/[^"#]*)"', main_of(read(client))))
    assert "/havblikk/samtale/be-om/" in found
    wrong = [url for url in found if client.get(url).status_code not in {200, 302}]
    assert wrong == []


@pytest.mark.parametrize(
    ("days", "words"), [(1, "Svar innen 1 virkedag<"), (5, "Svar innen 5 virkedager<")]
)
def test_the_answer_promise_is_the_organisations(client, organisation, days, words):
    Policy.objects.filter(organisation=organisation).update(answer_within_working_days=days)
    assert words in read(client)


def cards(client) -> list[str]:
    html = main_of(read(client))
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in ARTICLE.findall(html)]


def test_three_supporters_who_let_others_see_them_are_shown(client, organisation):
    assert "Noen av likepersonene våre" not in read(client)
    make_supporter(organisation, "Skjult")
    make_supporter(organisation, "Borte", shows=SHOWS_ALL, is_paused=True)
    for name in ("Anne", "Berit", "Cato", "Dag"):
        make_supporter(organisation, name, shows=SHOWS_ALL)
    shown = [card.split()[0] for card in cards(client)]
    assert len(shown) == 3
    assert set(shown) < {"Anne", "Berit", "Cato", "Dag"}


def test_a_card_tells_only_what_was_agreed_to(client, organisation):
    area = make_area(organisation, "rygg")
    story = "Jeg begynte å male. " * 10
    more = {"areas": [area], "role": "relative", "story": story}
    make_supporter(organisation, "Anne", shows=[Purpose.DIRECTORY_NAME], **more)
    assert cards(client) == ["Anne Har plass til en ny samtale Spør Anne om en samtale"]
    make_supporter(organisation, "Berit", shows=SHOWS_ALL, starting_load=3, **more)
    (card,) = [each for each in cards(client) if each.startswith("Berit")]
    begun = "Jeg begynte å male. " * 7
    assert card == f"Berit Rygg – pårørende {begun.strip()} …"


def test_a_story_in_another_language_is_not_mixed_in(client, organisation):
    made = make_supporter(organisation, "Anne", story="Jeg begynte å male.", shows=SHOWS_ALL)
    assert made.person.language == "nb"
    assert "Jeg begynte å male." in read(client, "nn")
    assert "Jeg begynte å male." not in read(client, "de")


def test_a_directory_for_members_shows_nobody(client, organisation):
    make_supporter(organisation, "Anne", shows=SHOWS_ALL)
    Organisation.objects.filter(id=organisation.id).update(directory_is_public=False)
    html = main_of(read(client))
    assert ("Anne" in html, "/havblikk/likepersoner/" in html) == (False, False)


def test_another_organisations_supporters_are_not_shown(client, organisation):
    make_supporter(make_organisation("fjellheim", "Fjellheim"), "Anne", shows=SHOWS_ALL)
    assert cards(client) == []


@pytest.mark.parametrize("is_demo", [True, False])
def test_only_a_demo_says_that_all_is_invented(client, organisation, settings, is_demo):
    settings.STORSTUA_DEMO = is_demo
    assert ("funnet på" in read(client)) is is_demo


@pytest.mark.parametrize("number", [1, 3])
def test_front_asks_the_database_the_same_for_one_and_many(
    client, organisation, django_assert_num_queries, number: int
):
    for each in range(number):
        make_supporter(organisation, f"Anne {each}", shows=SHOWS_ALL)
    client.get("/havblikk/")
    with django_assert_num_queries(FRAME + 1):
        client.get("/havblikk/")


def test_help_numbers_are_read_in_the_language_they_are_written_in(client, organisation):
    page = client.get("/havblikk/", headers={"accept-language": "en"}).content.decode()
    (name, *_others) = re.findall(r'<span lang="nb">([^<]+)</span>', page)
    assert name in page_of(client.get("/havblikk/", headers={"accept-language": "nb"}))
    assert '<span lang="nb">' not in page_of(client.get("/havblikk/"))
