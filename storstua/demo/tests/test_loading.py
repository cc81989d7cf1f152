from collections.abc import Iterator
from datetime import timedelta

import pytest

from storstua.activities import permissions as activities
from storstua.base import clock
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.conversations import queries as talks
from storstua.demo.cast import cast, member
from storstua.demo.loading import Loaded
from storstua.demo.scenery import SLUGS, scenery
from storstua.demo.tests.conftest import ACTIVITIES
from storstua.matching import permissions as requests
from storstua.matching.choices import State
from storstua.matching.queries import state_of, waiting_asks_of
from storstua.organisations.models import Branch, Organisation
from storstua.organisations.queries import facts_of
from storstua.people.models import Account, ContactPoint, Person
from storstua.people.queries import by_words
from storstua.roles.queries import holdings_of
from storstua.supporters import permissions as supporters
from storstua.supporters.queries import public_profiles

pytestmark = pytest.mark.django_db


def home(slug: str = "smerte") -> Organisation:
    return Organisation.objects.get(slug=slug)


def system(slug: str = "smerte") -> Viewer:
    return Viewer.command_line(home(slug).id)


@pytest.fixture(autouse=True)
def at_home(request: pytest.FixtureRequest, db: None) -> Iterator[None]:
    """Look at the organisation that the test is about, which is mostly Kari's."""
    if "loaded" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("loaded")
    slug = request.getfixturevalue("slug") if "slug" in request.fixturenames else "smerte"
    with inside(home(slug)):
        yield


def person_of(who: str) -> Person:
    return Person.objects.get(account__email=member(who).email)


def as_supporter(who: str) -> Viewer:
    person = person_of(who)
    return Viewer(
        organisation_id=person.organisation_id,
        person_id=person.id,
        account_id=person.account_id or 0,
        holdings=holdings_of(person.id),
        acting_as=Role.SUPPORTER,
    )


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("kind", ["supporters", "requests"])
def test_every_row_of_the_spreadsheets_goes_in(loaded: dict[str, Loaded], slug: str, kind: str):
    assert getattr(loaded[slug], kind) == len(scenery(slug).sheet(kind).splitlines()) - 1


@pytest.mark.parametrize("slug", SLUGS)
def test_activities_go_in_and_some_are_of_this_year(loaded: dict[str, Loaded], slug: str):
    kept = min(ACTIVITIES, len(scenery(slug).sheet("activities").splitlines()) - 1)
    rows = activities.readable(system(slug))
    this_year = rows.filter(done_on__year=clock.today().year, logged_by=None)
    assert loaded[slug].activities == kept + this_year.count()
    assert not rows.filter(done_on__gt=clock.today()).exists()


@pytest.mark.parametrize("slug", SLUGS)
def test_there_are_people_in_the_directory(loaded: dict[str, Loaded], slug: str):
    shown = public_profiles(home(slug).id, clock.today(), facts_of(home(slug)).policy, limit=500)
    assert len(shown) >= loaded[slug].supporters // 3
    assert sum(bool(each.story) for each in shown) > len(shown) // 2


@pytest.mark.parametrize("slug", SLUGS)
def test_areas_have_their_names_in_four_languages(loaded: dict[str, Loaded], slug: str):
    names = {area.code: dict(area.names) for area in facts_of(home(slug)).areas}
    assert names == {area.code: dict(area.names) for area in scenery(slug).areas}


def test_an_area_of_the_demo_has_a_part(loaded: dict[str, Loaded]):
    codes = {area.id: area.code for area in facts_of(home("smerte")).areas}
    parts = {
        area.code: codes[area.parent_id]
        for area in facts_of(home("smerte")).areas
        if area.parent_id
    }
    assert parts == {"migrene": "hodepine"}


def test_supporters_belong_to_the_branch_of_their_county(loaded: dict[str, Loaded]):
    rows = supporters.readable(system()).exclude(branch=None)
    assert rows.count() > 0
    assert {row.branch.county == row.county for row in rows.select_related("branch")} == {True}
    assert Branch.objects.filter(organisation=home()).count() == 4


def test_somebody_can_appoint_wherever_a_named_person_does(loaded: dict[str, Loaded]):
    named = facts_of(home("atrop")).policy
    with inside(home("atrop")):
        idris = person_of("idris")
        assert (named.named_appointer, named.named_appointer_key) == ("Idris Moen", idris.key)


def test_nobody_can_sign_in_with_a_password(loaded: dict[str, Loaded]):
    mails = {each.email for each in cast() if not each.is_seeker}
    accounts = Account.objects.filter(email__in=mails)
    assert {account.has_usable_password() for account in accounts} == {False}
    assert len(accounts) == len(mails)


def test_the_cast_holds_its_roles(loaded: dict[str, Loaded]):
    held = {}
    for each in cast():
        if not each.is_seeker:
            with inside(home(each.organisation)):
                holdings = holdings_of(person_of(each.who).id)
            held[each.who] = {holding.role for holding in holdings}
    assert held == {each.who: set(each.roles) for each in cast() if not each.is_seeker}


def test_karis_words_lead_to_a_request_about_which_ola_has_been_asked(loaded: dict[str, Loaded]):
    kari = by_words(member("kari").words)
    assert kari
    request = requests.readable(system()).get(person=kari)
    assert state_of(request) == State.ASKED
    asks = requests.readable_asks(as_supporter("ola")).filter(answer="")
    assert [ask.request_id for ask in asks] == [request.id]
    assert len(waiting_asks_of(as_supporter("ola"))) == 1


def test_ola_is_in_a_talk_and_has_free_places(loaded: dict[str, Loaded]):
    ola = person_of("ola")
    assert talks.unread_count(ola.organisation_id, ola.id) == 1
    shown = public_profiles(ola.organisation_id, clock.today(), facts_of(home()).policy, limit=500)
    assert [each.has_free_place for each in shown if each.name == "Ola" and each.story] == [True]


def test_ola_has_logged_what_he_did_lately(loaded: dict[str, Loaded]):
    newest = activities.own(as_supporter("ola")).order_by("-done_on").first()
    assert newest
    assert newest.done_on == clock.today() - timedelta(days=1)


def test_nothing_in_clear_but_names_stands_in_contact_points(loaded: dict[str, Loaded]):
    sealed = b"".join(bytes(each.sealed) for each in ContactPoint.objects.all()[:50])
    assert sealed
    assert b"example.org" not in sealed
