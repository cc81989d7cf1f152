"""The directory: who is in it, what it tells, and what finds them."""

from uuid import uuid4

import pytest

from storstua.base import clock
from storstua.base.roles import Role
from storstua.organisations import actions as from_organisations
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.people.models import Purpose
from storstua.people.tests.factories import make_person
from storstua.supporters import actions, queries
from storstua.supporters.actions import SHOWN_FIELDS, PlaceKind
from storstua.supporters.models import Supporter
from storstua.supporters.queries import Wish
from storstua.supporters.tests.factories import make_area, make_supporter, policy_of, system
from storstua.ui.tests.reading import heading_of

pytestmark = pytest.mark.django_db
PAGE = "/havblikk/likepersoner/"
NAME = [Purpose.DIRECTORY_NAME]


def shown(organisation: Organisation, **wish: object) -> set[str]:
    today, policy = clock.today(), policy_of(organisation)
    rows = queries.public_rows(organisation.id, today, policy, Wish(**wish))
    return {queries.public_profile_of(row, today).name for row in rows}


def members_only(organisation: Organisation) -> None:
    Organisation.objects.filter(id=organisation.id).update(directory_is_public=False)


def test_only_those_who_show_their_name_and_can_be_asked_are_shown(organisation):
    make_supporter(organisation, "Vises", shows=NAME)
    make_supporter(organisation, "Uten navn", shows=[Purpose.DIRECTORY_STORY])
    make_supporter(organisation, "Uten noe")
    make_supporter(organisation, "Pause", is_paused=True, shows=NAME)
    make_supporter(organisation, "Uten vedtak", is_appointed=False, shows=NAME)
    make_supporter(organisation, "Uten erklæring", has_declaration=False, shows=NAME)
    make_supporter(organisation, "Uten kurs", has_course=False, shows=NAME)
    make_supporter(make_organisation(slug="annen"), "Annen", shows=NAME)
    assert shown(organisation) == {"Vises"}


@pytest.mark.parametrize("field", SHOWN_FIELDS[1:])
def test_a_field_without_consent_is_empty_and_finds_nobody(organisation, field):
    area = make_area(organisation, "rygg")
    values = {
        "areas": [area],
        "role": "relative",
        "county": "Finnmark",
        "languages": ("so",),
        "contact_forms": ("visit",),
        "story": "Fortellingen",
        "birth_year": 1970,
    }
    make_supporter(organisation, "Viser alt", shows=SHOWN_FIELDS, **values)
    rest = [each for each in SHOWN_FIELDS if each != field]
    make_supporter(organisation, "Skjuler ett", shows=rest, **values)
    today = clock.today()
    rows = queries.public_rows(organisation.id, today, policy_of(organisation))
    found = {
        profile.name: profile for profile in (queries.public_profile_of(row, today) for row in rows)
    }
    open_one, hiding = found["Viser alt"], found["Skjuler ett"]
    names = {
        Purpose.DIRECTORY_STORY: ["story"],
        Purpose.DIRECTORY_AREAS: ["area_ids", "role"],
        Purpose.DIRECTORY_COUNTY: ["county"],
        Purpose.DIRECTORY_LANGUAGES: ["languages"],
        Purpose.DIRECTORY_WAYS: ["ways"],
        Purpose.DIRECTORY_AGE: ["decade"],
    }
    for each, attributes in names.items():
        for name in attributes:
            assert bool(getattr(open_one, name)) is True
            assert bool(getattr(hiding, name)) is (each != field)
    wishes = {
        Purpose.DIRECTORY_AREAS: {"area_ids": frozenset({area.id})},
        Purpose.DIRECTORY_COUNTY: {"county": "Finnmark"},
        Purpose.DIRECTORY_LANGUAGES: {"language": "so"},
        Purpose.DIRECTORY_WAYS: {"way": "visit"},
    }
    if field in wishes:
        assert shown(organisation, **wishes[field]) == {"Viser alt"}


def test_wishes_narrow_the_list_together(organisation):
    rygg, nakke = make_area(organisation, "rygg"), make_area(organisation, "nakke")
    make_supporter(organisation, "Ola", areas=[rygg], county="Oslo", shows=SHOWN_FIELDS)
    make_supporter(organisation, "Kari", areas=[rygg, nakke], county="Agder", shows=SHOWN_FIELDS)
    assert shown(organisation, area_ids=frozenset({rygg.id})) == {"Ola", "Kari"}
    assert shown(organisation, area_ids=frozenset({rygg.id}), county="Agder") == {"Kari"}
    assert shown(organisation, area_ids=frozenset({nakke.id}), county="Oslo") == set()


def test_page_shows_first_name_only(client, organisation):
    make_supporter(organisation, "Ola", "Hemmelig", shows=SHOWN_FIELDS, story="Jeg er Ola.")
    page = client.get(PAGE)
    text = page.content.decode()
    assert (page.status_code, "Ola" in text, "Hemmelig" in text) == (200, True, False)
    assert "no-store" in page["Cache-Control"]


def test_area_filter_finds_its_parts(client, organisation):
    whole = make_area(organisation, "lever")
    part = make_area(organisation, "psc")
    by = system(organisation)
    from_organisations.change_area(by=by, area=part, parent=whole)
    make_supporter(organisation, "Del", areas=[part], shows=SHOWN_FIELDS)
    make_supporter(organisation, "Annet", shows=SHOWN_FIELDS)
    text = client.get(PAGE, {"omrade": whole.id}).content.decode()
    assert ("Del" in text, "Annet" in text) == (True, False)


def test_paused_supporter_is_gone_from_list_and_profile_at_once(client, organisation):
    supporter = make_supporter(organisation, "Ola", shows=SHOWN_FIELDS)
    profile = f"{PAGE}{supporter.key}/"
    assert heading_of(client.get(profile)) == "Ola"
    actions.pause(by=system(organisation), supporter=supporter)
    assert client.get(profile).status_code == 404
    assert "Ola" not in client.get(PAGE).content.decode()


def test_profile_of_another_organisation_is_not_there(client, organisation):
    other = make_supporter(make_organisation(slug="annen"), "Annen", shows=SHOWN_FIELDS)
    assert heading_of(client.get(f"/annen/likepersoner/{other.key}/")) == "Annen"
    assert client.get(f"{PAGE}{other.key}/").status_code == 404
    assert client.get(f"{PAGE}{uuid4()}/").status_code == 404


def test_profile_tells_the_shown_fields(client, organisation):
    area = make_area(organisation, "rygg", nb="Vond rygg")
    supporter = make_supporter(
        organisation,
        "Ola",
        "Hemmelig",
        areas=[area],
        role="relative",
        birth_year=clock.today().year - 47,
        languages=("nb", "so", "nsl"),
        contact_forms=("visit",),
        county="Oslo",
        story="Linje én.\nLinje to.",
        shows=SHOWN_FIELDS,
    )
    text = client.get(f"{PAGE}{supporter.key}/").content.decode()
    for said in (
        "Vond rygg – pårørende",
        "i 40-årene",
        "norsk, somali, norsk tegnspråk",
        "møtes",
        "Linje én.<br>Linje to.",
    ):
        assert said in text
    assert "Hemmelig" not in text


def test_full_supporter_is_shown_and_cannot_be_asked(client, organisation):
    supporter = make_supporter(organisation, "Ola", capacity=1, shows=SHOWN_FIELDS)
    actions.take_place(
        by=system(organisation), supporter=supporter, kind=PlaceKind.TALK, taken_by=uuid4()
    )
    text = client.get(f"{PAGE}{supporter.key}/").content.decode()
    assert ("har ikke ledig plass nå" in text, "likeperson=" in text) == (True, False)


def test_profile_leads_to_asking_this_one(client, organisation):
    supporter = make_supporter(organisation, "Ola", shows=SHOWN_FIELDS)
    text = client.get(f"{PAGE}{supporter.key}/").content.decode()
    assert f'?likeperson={supporter.key}">Spør Ola</a>' in text


def test_long_story_ends_between_words_on_the_card(client, organisation):
    make_supporter(organisation, "Ola", story="lang " * 100, shows=SHOWN_FIELDS)
    assert "lang …</p>" in client.get(PAGE).content.decode()


def test_story_in_another_language_stands_on_the_profile_only(client, organisation):
    supporter = make_supporter(organisation, "Ola", story="Fortellingen", shows=SHOWN_FIELDS)
    english = {"headers": {"accept-language": "en"}}
    assert "Fortellingen" not in client.get(PAGE, **english).content.decode()
    profile = client.get(f"{PAGE}{supporter.key}/", **english).content.decode()
    assert '<p class="prose" lang="nb">Fortellingen</p>' in profile


def test_empty_list_offers_the_same_without_the_wish_that_empties_it(client, organisation):
    make_supporter(organisation, "Ola", county="Oslo", shows=SHOWN_FIELDS)
    wish = {"fylke": "Agder", "mate": "group", "sprak": "nb"}
    text = client.get(PAGE, wish).content.decode()
    assert 'href="?fylke=Agder&amp;sprak=nb"' in text
    nothing = client.get(PAGE, {"mate": "group", "sprak": "so"}).content.decode()
    assert 'href="?' not in nothing.replace('href="?"', "")


def listed(client, **query) -> tuple[list[str], list[str]]:
    """The names of those in the county looked for, and of the others, a page after another."""
    near, others = [], []
    for number in range(1, 9):
        answer = client.get(PAGE, {**query, "side": number})
        near += [card.name for card in answer.context["near"]]
        others += [card.name for card in answer.context["others"]]
        if not answer.context["page"].has_next():
            return near, others
    raise AssertionError("The pages never end.")


def test_the_county_looked_for_comes_first_and_the_others_after_it(client, organisation):
    make_supporter(organisation, "Ola", county="Oslo", shows=SHOWN_FIELDS)
    make_supporter(organisation, "Kari", county="Agder", shows=SHOWN_FIELDS)
    make_supporter(organisation, "Skjult", county="Agder", shows=NAME)
    near, others = listed(client, fylke="Agder")
    assert (near, sorted(others)) == (["Kari"], ["Ola", "Skjult"])
    near, others = listed(client, fylke="Finnmark")
    assert (near, len(others)) == ([], 3)
    text = client.get(PAGE, {"fylke": "Agder"}).content.decode()
    assert text.index("Kari</a>") < text.index("Andre likepersoner") < text.index("Ola</a>")
    assert "De som viser at de bor i Agder, står først." in text
    text = client.get(PAGE, {"fylke": "Finnmark"}).content.decode()
    assert "Ingen av dem viser at de bor i Finnmark." in text
    assert ("står først" in text, "Andre likepersoner" in text) == (False, False)


@pytest.mark.parametrize(("here", "there"), [(0, 13), (5, 20), (12, 1), (12, 12), (13, 5), (25, 0)])
def test_both_lists_are_walked_once_however_they_fall_on_pages(client, organisation, here, there):
    for county, count in (("Agder", here), ("Oslo", there)):
        for number in range(count):
            make_supporter(organisation, f"{county}{number}", county=county, shows=SHOWN_FIELDS)
    near, others = listed(client, fylke="Agder")
    assert sorted(near) == sorted(f"Agder{number}" for number in range(here))
    assert sorted(others) == sorted(f"Oslo{number}" for number in range(there))


def test_values_nobody_offered_narrow_nothing(client, organisation):
    make_supporter(organisation, "Ola", shows=SHOWN_FIELDS)
    for query in ({"omrade": "x"}, {"fylke": "\x00"}, {"side": "-1"}, {"side": "æ"}, {"side": "²"}):
        page = client.get(PAGE, query)
        assert (page.status_code, "Ola" in page.content.decode()) == (200, True)
    assert client.get(PAGE, {"side": "9"}).status_code == 404


def test_pages_follow_each_other_without_counting(client, organisation):
    names = [f"Navn{number:02}" for number in range(14)]
    for name in names:
        make_supporter(organisation, name, shows=NAME)
    first = client.get(PAGE).content.decode()
    second = client.get(PAGE, {"side": 2}).content.decode()
    on_first, on_second = ({name for name in names if name in text} for text in (first, second))
    assert (len(on_first), len(on_second)) == (12, 2)
    assert on_first | on_second == set(names)
    assert ("side=2" in first, "side=3" in second) == (True, False)


def queries_of_page(client, count_queries) -> int:
    client.get(PAGE)
    with count_queries() as seen:
        client.get(PAGE)
    return len(seen)


def test_the_list_costs_the_same_with_one_and_three(client, organisation, count_queries):
    make_supporter(organisation, "En", shows=SHOWN_FIELDS)
    one = queries_of_page(client, count_queries)
    make_supporter(organisation, "To", shows=SHOWN_FIELDS)
    make_supporter(organisation, "Tre", shows=SHOWN_FIELDS)
    assert (one, queries_of_page(client, count_queries)) == (2, 2)


def test_directory_for_members_asks_a_stranger_to_sign_in(client, organisation):
    members_only(organisation)
    supporter = make_supporter(organisation, "Ola", shows=SHOWN_FIELDS)
    for address in (PAGE, f"{PAGE}{supporter.key}/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, f"/logg-inn/?next={address}")


@pytest.mark.parametrize("role", [None, Role.SUPPORTER, Role.COORDINATOR])
def test_directory_for_members_opens_for_those_who_belong(organisation, sign_in, role):
    members_only(organisation)
    person = make_person(organisation, is_member=role is None)
    shown = make_supporter(organisation, "Per", shows=SHOWN_FIELDS)
    page = sign_in(organisation, role, person).get(PAGE)
    assert heading_of(page) == "Noen som vet hvordan det er"
    assert f"/havblikk/likepersoner/{shown.key}/" in page.content.decode()


def test_directory_for_members_is_closed_to_members_of_another(organisation, sign_in):
    members_only(organisation)
    stranger = sign_in(make_organisation(slug="annen"), Role.COORDINATOR)
    assert stranger.get(PAGE).status_code == 403


def test_public_profiles_are_at_most_the_limit(organisation):
    for name in ("A", "B", "C"):
        make_supporter(organisation, name, shows=NAME)
    found = queries.public_profiles(organisation.id, clock.today(), policy_of(organisation), 2)
    keys = sorted(Supporter.objects.values_list("key", flat=True))
    assert [profile.key for profile in found] == keys[:2]
