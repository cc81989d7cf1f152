"""A supporter's own pages: what others see, one's own words, the pause."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from storstua import vault
from storstua.base import clock
from storstua.base.roles import Role
from storstua.notices.models import Notice
from storstua.organisations.tests.factories import make_organisation
from storstua.people.models import Purpose
from storstua.roles.tests.factories import make_helper
from storstua.supporters import actions, queries
from storstua.supporters.actions import ProfileValues
from storstua.supporters.lengths import PauseLength, last_day, same_day_next_month
from storstua.supporters.models import Pause, Profile, Supporter
from storstua.supporters.sealing import place_of, story_of
from storstua.supporters.tests.factories import make_area, make_supporter, system
from storstua.ui.tests.reading import heading_of

OWN, EDIT = "/havblikk/min-profil/", "/havblikk/min-profil/endre/"
SHOWN, PAUSE = "/havblikk/min-profil/synlig/", "/havblikk/pause/"
BACK = "/havblikk/pause/slutt/"
PAGES = {OWN: "Profilen min", EDIT: "Endre profilen", PAUSE: "Ta en pause"}


@pytest.fixture
def ola(organisation) -> Supporter:
    return make_supporter(organisation, "Ola", "Hemmelig", story="Jeg er Ola.")


@pytest.fixture
def client_of_ola(organisation, sign_in, ola):
    return sign_in(organisation, Role.SUPPORTER, ola.person)


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_pages_open_for_the_supporter(client_of_ola, page):
    assert heading_of(client_of_ola.get(page)) == PAGES[page]


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_pages_are_closed_to_others(client, organisation, sign_in, ola, page):
    assert client.get(page).status_code == 302
    assert sign_in(organisation, Role.COORDINATOR).get(page).status_code == 403
    other = make_supporter(make_organisation(slug="annen"), "Kari")
    assert sign_in(other.organisation, Role.SUPPORTER, other.person).get(page).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_pages_are_not_there_for_someone_who_is_no_supporter_yet(organisation, sign_in, page):
    assert sign_in(organisation, Role.SUPPORTER).get(page).status_code == 404


@pytest.mark.django_db
def test_switches_let_others_see_exactly_what_is_on(client_of_ola, ola):
    text = client_of_ola.get(OWN).content.decode()
    assert "Derfor ser ingen profilen din" in text
    client_of_ola.post(SHOWN, {"shown": ["directory_name", "directory_story"]})
    assert queries.shown_by(ola) == {"directory_name", "directory_story"}
    text = client_of_ola.get(OWN).content.decode()
    assert ("Jeg er Ola." in text, "Derfor ser ingen" in text) == (True, False)
    client_of_ola.post(SHOWN, {"shown": ["directory_story"]})
    assert queries.shown_by(ola) == {"directory_story"}


@pytest.mark.django_db
def test_switch_that_does_not_exist_changes_nothing(client_of_ola, ola):
    answer = client_of_ola.post(SHOWN, {"shown": ["request"]}, follow=True)
    assert (answer.status_code, queries.shown_by(ola)) == (200, frozenset())
    assert "Velg blant svarene" in answer.content.decode()


@pytest.mark.django_db
def test_preview_is_what_a_visitor_reads(client, client_of_ola, organisation, ola):
    Supporter.objects.filter(id=ola.id).update(county="Finnmark")
    client_of_ola.post(SHOWN, {"shown": [Purpose.DIRECTORY_NAME, Purpose.DIRECTORY_COUNTY]})
    preview = client_of_ola.get(OWN).context["lines"]
    public = client.get(f"/havblikk/likepersoner/{ola.key}/").context["lines"]
    assert preview == public == [("Fylke", "Finnmark")]


@pytest.mark.django_db
def test_what_lacks_is_shown_without_links(client_of_ola, ola):
    ola.declarations.all().delete()
    text = client_of_ola.get(OWN).content.decode()
    assert "Taushetserklæring" in text
    assert "arbeid/likepersoner" not in text


@pytest.mark.django_db
def test_own_profile_is_changed_at_once(client_of_ola, organisation, ola):
    said = {
        "version": ola.version,
        "story": "Ny tekst",
        "contact_forms": ["visit"],
        "languages": ["nb", "se"],
        "capacity": "1",
        "life_phase": "",
    }
    assert client_of_ola.post(EDIT, said)["Location"] == OWN
    profile = Profile.objects.get(supporter=ola)
    assert (story_of(profile), profile.languages) == ("Ny tekst", ["nb", "se"])
    assert Supporter.objects.get(id=ola.id).capacity == 1
    answer = client_of_ola.post(EDIT, {**said, "story": "Enda nyere"})
    assert answer.status_code == 422
    assert "Noen andre endret dette" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("capacity", "4"),
        ("capacity", ""),
        ("story", "x" * 601),
        ("languages", []),
        ("contact_forms", ["røyk"]),
        ("version", "x"),
    ],
)
def test_own_profile_with_a_fault_is_told_which(client_of_ola, ola, field, value):
    said = {
        "version": ola.version,
        "story": "Ny",
        "contact_forms": ["visit"],
        "languages": ["nb"],
        "capacity": "1",
        field: value,
    }
    answer = client_of_ola.post(EDIT, said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert story_of(Profile.objects.get(supporter=ola)) == "Jeg er Ola."


@pytest.mark.django_db
def test_the_story_is_stored_sealed(ola):
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(p::text, ' ') from supporters_profile p")
        assert "Jeg er Ola" not in cursor.fetchone()[0]


@pytest.mark.django_db
def test_what_was_taken_out_of_the_story_opens_no_more(organisation, ola):
    before = Profile.objects.get(supporter=ola)
    said = {"terms": None, "profile": replace(ProfileValues.of(before), story="Kortere.")}
    actions.change_profile(by=system(organisation), supporter=ola, **said)
    vault.finish_erasures()
    with pytest.raises(vault.Tampered):
        vault.open_sealed(before.sealed_story, place_of(before))
    assert story_of(Profile.objects.get(supporter=ola)) == "Kortere."


@pytest.mark.django_db
def test_the_story_opens_no_more_when_the_supporter_was_taken_out(organisation, ola):
    profile = Profile.objects.get(supporter=ola)
    actions.remove(by=system(organisation), supporter=ola)
    vault.finish_erasures()
    with pytest.raises(vault.Tampered):
        vault.open_sealed(profile.sealed_story, place_of(profile))


@pytest.mark.django_db
@pytest.mark.parametrize(("length", "days"), [("week", 6), ("open", None)])
def test_pause_is_taken_with_one_choice_and_ended_with_one_tap(client_of_ola, length, days):
    page = client_of_ola.get(PAUSE).content.decode()
    assert "Fint at du sier fra. Ingen spør hvorfor." in page
    assert "Hvem sier fra" not in page
    client_of_ola.post(PAUSE, {"length": length})
    until = None if days is None else clock.today() + timedelta(days=days)
    assert Pause.objects.get().until_on == until
    assert "Jeg er tilbake" in client_of_ola.get(PAUSE).content.decode()
    client_of_ola.post(BACK)
    assert not Pause.objects.exists()


@pytest.mark.django_db
def test_pause_without_a_choice_is_told(client_of_ola):
    answer = client_of_ola.post(PAUSE, {"length": ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["length"])


@pytest.mark.django_db
@pytest.mark.parametrize(("answer", "told"), [("self", 0), ("coordinator", 1)])
def test_supporter_with_talks_says_who_tells(client_of_ola, organisation, ola, answer, told):
    Supporter.objects.filter(id=ola.id).update(starting_load=1)
    siri = make_helper(organisation)
    assert "Hvem sier fra" in client_of_ola.get(PAUSE).content.decode()
    client_of_ola.post(PAUSE, {"length": "open", "help": answer})
    paths = [row.path for row in Notice.objects.filter(person=siri)]
    assert paths == [f"/arbeid/likepersoner/{ola.key}/"] * told
    assert Pause.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "cost"), [(OWN, 6), (EDIT, 5), (PAUSE, 5)])
def test_pages_cost_what_they_should(organisation, client_of_ola, ola, count_queries, page, cost):
    make_area(organisation, "rygg")
    client_of_ola.get(page)
    with count_queries() as seen:
        client_of_ola.get(page)
    assert len(seen) == cost


def test_a_month_ends_the_day_before_the_same_day():
    assert last_day(PauseLength.MONTH, date(2026, 11, 22)) == date(2026, 12, 21)
    assert last_day(PauseLength.MONTH, date(2026, 12, 31)) == date(2027, 1, 30)
    assert last_day(PauseLength.MONTH, date(2028, 1, 31)) == date(2028, 2, 28)
    assert last_day(PauseLength.WEEK, date(2026, 11, 22)) == date(2026, 11, 28)
    assert last_day(PauseLength.OPEN, date(2026, 11, 22)) is None


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_month_is_always_28_to_31_days(day: date):
    assert 28 <= (same_day_next_month(day) - day).days <= 31
