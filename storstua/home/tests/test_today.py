import re
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import html5lib
import pytest
from django.utils.translation import override

from storstua.base import clock
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.conversations import actions as conversations
from storstua.conversations.tests.factories import make_conversation
from storstua.home.tests.factories import make_ask, make_request, sign_in
from storstua.home.views import AT_WORK
from storstua.organisations import actions as organisations
from storstua.organisations import queries
from storstua.organisations.models import HelpLine, Organisation, Policy
from storstua.organisations.tests.factories import make_organisation
from storstua.people.tests.factories import make_account, make_person
from storstua.roles import actions as roles
from storstua.roles.choices import Danger
from storstua.roles.models import Opening
from storstua.roles.queries import viewer_for
from storstua.roles.tests.factories import make_helper, viewer_of
from storstua.supporters import actions as supporters
from storstua.supporters.tests.factories import make_supporter
from storstua.ui.moments import full_day
from storstua.ui.tests.reading import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


def read(client) -> str:
    return page_of(client.get("/havblikk/i-dag/"))


def lines(client) -> list[tuple[str, str]]:
    """Each sentence and where it leads."""
    found = re.search(r'<ul class="plain lines">(.*?)</ul>', read(client), re.DOTALL)
    each = re.findall(r"<li>(.*?)</li>", found[1], re.DOTALL) if found else []
    return [
        (
            " ".join(re.sub(r"<[^>]+>", " ", line).split()),
            (re.findall('href="([^"]*)"', line) or [""])[0],
        )
        for line in each
    ]


def test_today_needs_a_role(client, organisation):
    assert client.get("/havblikk/i-dag/")["Location"] == "/logg-inn/?next=%2Fhavblikk%2Fi-dag%2F"
    account = make_account("fremmed@example.org")
    client.force_login(account)
    assert client.get("/havblikk/i-dag/").status_code == 403


def test_a_role_elsewhere_opens_nothing_here(client, organisation):
    sign_in(client, make_organisation("fjellheim", "Fjellheim"), Role.COORDINATOR)
    assert client.get("/havblikk/i-dag/").status_code == 403


@pytest.mark.parametrize("language", ["nb", "nn", "en", "de"])
@pytest.mark.parametrize("role", AT_WORK)
def test_every_role_has_a_valid_page(client, organisation, role: Role, language: str):
    sign_in(client, organisation, role)
    with override(language):
        answer = client.get("/havblikk/i-dag/", headers={"accept-language": language})
    html = answer.content.decode()
    parser = html5lib.HTMLParser()
    tree = parser.parse(html)
    assert parser.errors == []
    assert f'<html lang="{language}"' in html
    assert "[[" not in html
    assert len(tree.findall(".//{*}h1")) == 1
    assert "no-store" in answer["Cache-Control"]


def test_coordinator_sees_the_overdue_first(client, organisation):
    sign_in(client, organisation, Role.COORDINATOR)
    today = clock.today()
    make_request(organisation, today + timedelta(days=1))
    make_request(organisation, today)
    make_request(organisation, today - timedelta(days=1))
    make_request(organisation, today - timedelta(days=9), is_on_waiting_list=True)
    slow = make_supporter(organisation, "Ola")
    make_ask(organisation, slow, clock.now() - timedelta(hours=25))
    make_ask(organisation, slow, clock.now() - timedelta(hours=23))
    make_supporter(organisation, "Per", has_course=False)
    assert lines(client) == [
        (
            "Haster 1 forespørsel har ventet lenger enn lovet.",
            "/havblikk/foresporsler/?svarfrist=over&amp;sorter=frist",
        ),
        (
            "2 forespørsler venter. Det første svaret er lovet senest i dag.",
            "/havblikk/foresporsler/?tilstand=waiting&amp;svarfrist=innen&amp;sorter=frist",
        ),
        (
            "1 likeperson har ikke svart på over ett døgn.",
            "/havblikk/foresporsler/?tilstand=asked",
        ),
        (
            "1 likeperson mangler noe og kan ikke spørres ennå.",
            "/havblikk/arbeid/likepersoner/?tilstand=lacks",
        ),
    ]


def test_what_i_dag_counts_is_what_its_list_holds(client, organisation):
    sign_in(client, organisation, Role.COORDINATOR)
    today = clock.today()
    for days in (0, 1, -1, -2, -3):
        make_request(organisation, today + timedelta(days=days))
    make_request(organisation, today - timedelta(days=9), is_on_waiting_list=True)
    make_request(organisation, today + timedelta(days=9), is_on_waiting_list=True)
    held = [
        (text, page_of(client.get(unescape(address))).count('<th scope="row">'))
        for text, address in lines(client)
    ]
    assert held == [
        ("Haster 3 forespørsler har ventet lenger enn lovet.", 3),
        ("2 forespørsler venter. Det første svaret er lovet senest i dag.", 2),
    ]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR])
def test_what_one_asked_to_open_is_told_while_it_is_open(client, organisation, role):
    set_up(organisation)
    person = sign_in(client, organisation, role)
    asked = Opening.objects.create(
        organisation=organisation,
        person=make_person(organisation, "Blåveis"),
        opener=person,
        noun="matching.request",
        object_key=uuid4(),
        danger=Danger.LIFE,
        sealed_explanation=b"",
    )
    assert lines(client) == []
    asked.opened_at = asked.answered_at = clock.now()
    asked.write("opened_at", "answered_at")
    text = "Haster Det du ba om å åpne i en nødsituasjon, er åpent nå."
    assert lines(client) == [(text, f"/havblikk/nodapning/{asked.key}/")]
    client.force_login(make_helper(organisation, role, "En annen").account)
    assert lines(client) == []
    client.force_login(person.account)
    asked.ended_at = clock.now()
    asked.write("ended_at")
    assert lines(client) == []


def test_a_supervisor_is_offered_no_notices(client, organisation):
    sign_in(client, organisation, Role.SUPERVISOR)
    page = re.search("<main.*</main>", read(client), re.DOTALL)
    assert page is not None
    assert "Rollen din har ingen oppgaver i Storstua nå." in page[0]
    assert "/havblikk/varsler/" not in page[0]


def test_another_organisations_waiting_is_not_told(client, organisation):
    other = make_organisation("fjellheim", "Fjellheim")
    make_request(other, clock.today() - timedelta(days=1))
    make_supporter(other, "Per", has_course=False)
    sign_in(client, organisation, Role.COORDINATOR)
    assert lines(client) == []
    assert "Ingen venter på deg nå." in read(client)


@pytest.mark.parametrize(
    ("role", "leads_to"),
    [
        (Role.COORDINATOR, "/havblikk/hjelp-na/"),
        (Role.ORGANISATION_ADMINISTRATOR, "/havblikk/innstillinger/hjelpenumre/"),
    ],
)
def test_old_help_numbers_are_told(client, organisation, role, leads_to):
    set_up(organisation)
    sign_in(client, organisation, role)
    a_year_ago = clock.today() - timedelta(days=365)
    check_numbers(a_year_ago)
    assert lines(client) == []
    check_numbers(a_year_ago - timedelta(days=1))
    text = "Noen av hjelpenumrene er ikke kontrollert på over ett år."
    assert lines(client) == [(text, leads_to)]


def check_numbers(day: date) -> None:
    HelpLine.objects.update(checked_on=day)
    queries._facts.cache_clear()


def make_ola(client, organisation, **more):
    person = sign_in(client, organisation, Role.SUPPORTER)
    return person, make_supporter(organisation, person=person, **more)


def test_supporter_sees_asks_unread_and_own_standing(client, organisation):
    person, ola = make_ola(client, organisation, has_declaration=False)
    yesterday = clock.now() - timedelta(days=1)
    ask = make_ask(organisation, ola, yesterday)
    make_ask(organisation, make_supporter(organisation, "Per"))
    seeker = make_person(organisation, "Blåveis")
    talk = make_conversation(person, seeker)
    by = Viewer.seeker(organisation.id, seeker.id)
    for text in ("Hei", "Hei igjen"):
        conversations.send(by=by, conversation=talk, text=text)
    quiet = make_conversation(person, make_person(organisation, "Lind"))
    conversations.send(by=viewer_of(person), conversation=quiet, text="Hei")
    assert lines(client) == [
        (
            "Noen spør om du vil ta en samtale. Du ble spurt i går.",
            f"/havblikk/sporsmal/{ask.key}/",
        ),
        ("Du har nye meldinger i 1 samtale.", "/havblikk/samtaler/"),
        ("Du mangler taushetserklæring før du kan bli spurt.", "/havblikk/min-profil/"),
    ]
    assert 'href="/havblikk/registrer/"' in read(client)


def test_supporter_sees_the_pause(client, organisation):
    _person, ola = make_ola(client, organisation)
    assert lines(client) == []
    supporters.pause(by=Viewer.system(organisation.id, "test"), supporter=ola)
    text = "Du har pause til du sier fra. Ingen spør deg nå."
    assert lines(client) == [(text, "/havblikk/pause/")]
    assert "Behovet for en pause" not in read(client)


def test_a_supporter_who_may_rest_is_told_that_a_break_can_be_taken(client, organisation):
    make_supporter(organisation, person=sign_in(client, organisation, Role.SUPPORTER))
    assert "Behovet for en pause kan komme." in read(client)


def test_supporter_sees_the_last_day_of_the_pause(client, organisation):
    _person, ola = make_ola(client, organisation)
    last = clock.today() + timedelta(days=7)
    supporters.pause(by=Viewer.system(organisation.id, "test"), supporter=ola, until_on=last)
    text = f"Du har pause til og med {full_day(last)}. Ingen spør deg nå."
    assert lines(client) == [(text, "/havblikk/pause/")]


def test_supporter_sees_late_supervision(client, organisation):
    make_ola(client, organisation, since=clock.today() - timedelta(days=40))
    Policy.objects.filter(organisation=organisation).update(supervision_every_days=30)
    due = full_day(clock.today() - timedelta(days=10))
    text = f"Du skulle hatt veiledning innen {due}. Snakk med koordinatoren om en ny tid."
    assert lines(client) == [(text, "/havblikk/min-profil/")]


def test_supporter_who_is_not_set_up_is_told(client, organisation):
    sign_in(client, organisation, Role.SUPPORTER)
    assert [text for text, _url in lines(client)] == [
        "Koordinatoren har ikke satt deg opp ennå. Spør gjerne hvor det står."
    ]


def tasks(client) -> dict[str, str]:
    """What is to be set up, and where each stands."""
    found = re.search(r'<ul class="tasks">(.*?)</ul>', read(client), re.DOTALL)
    if not found:
        return {}
    rows = re.findall(
        r"<li>\s*<span>\s*(?:<a[^>]*>)?([^<]+).*?</span>\s*<span[^>]*>([^<]+)</span>\s*</li>",
        found[1],
        re.DOTALL,
    )
    return {label.strip(): status for label, status in rows}


def set_up(organisation: Organisation) -> None:
    """Does what Kom i gang asks for."""
    by = Viewer.command_line(organisation.id)
    Organisation.objects.filter(id=organisation.id).update(contact_phone="22334455")
    organisations.add_area(by=by, organisation=organisation, code="rygg", names={"nb": "Rygg"})
    make_helper(organisation, Role.COORDINATOR, "Berit")
    make_supporter(organisation, "Ola")
    check_numbers(clock.today())


def test_new_organisation_is_told_what_to_set_up(client, organisation):
    check_numbers(clock.today())
    sign_in(client, organisation, Role.ORGANISATION_ADMINISTRATOR)
    assert tasks(client) == {
        "Si hvordan folk når dere": "Står igjen",
        "Legg inn områdene deres": "Står igjen",
        "Kontroller hjelpenumrene": "Gjort",
        "Inviter en koordinator": "Står igjen",
        "Hent inn likepersonene": "Står igjen",
    }


def test_an_invitation_that_waits_is_told(client, organisation):
    by = Viewer.command_line(organisation.id)
    berit = make_person(organisation, "Berit")
    roles.invite(by=by, person=berit, email="berit@example.org", role=Role.COORDINATOR)
    sign_in(client, organisation, Role.BOARD_MEMBER)
    assert tasks(client)["Inviter en koordinator"] == "Invitert"


def test_a_coordinator_who_waits_for_a_second_is_told(client, organisation):
    astrid = sign_in(client, organisation, Role.ORGANISATION_ADMINISTRATOR)
    by = viewer_for(astrid.account_id, organisation.id)
    berit = make_person(organisation, "Berit")
    roles.propose_role(by=by, person=berit, role=Role.COORDINATOR)
    assert tasks(client)["Inviter en koordinator"] == "Venter på en til"


@pytest.mark.parametrize("role", [Role.ORGANISATION_ADMINISTRATOR, Role.BOARD_MEMBER])
def test_the_list_goes_when_all_is_set_up(client, organisation, role):
    set_up(organisation)
    sign_in(client, organisation, role)
    assert tasks(client) == {}
    assert "Alt er satt opp. Ingenting venter på deg nå." in read(client)


@pytest.mark.parametrize("role", [Role.ORGANISATION_ADMINISTRATOR, Role.BOARD_MEMBER])
@pytest.mark.parametrize("is_done", [True, False])
def test_links_lead_where_the_role_may_go(client, organisation, role, is_done):
    if is_done:
        set_up(organisation)
    sign_in(client, organisation, role)
    main = re.search(r"<main.*</main>", read(client), re.DOTALL)[0]
    found = re.findall(r'href="(/havblikk/[^"]*)"', main)
    assert [url for url in found if client.get(url).status_code != 200] == []


# Organisation, session, account, person, grants: what every signed-in page asks. And a test's
# savepoint around the request, set and released.
FRAME = 5 + 2


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("role", "own"),
    [
        (Role.COORDINATOR, 1),
        (Role.SUPPORTER, 2),
        (Role.ORGANISATION_ADMINISTRATOR, 2),
        (Role.AUDITOR, 0),
    ],
)
def test_today_asks_the_database_the_same_for_one_and_many(
    client, organisation, django_assert_num_queries, role: Role, own: int, rows: int
):
    person = sign_in(client, organisation, role)
    if role is Role.SUPPORTER:
        me = make_supporter(organisation, person=person, has_course=False)
        for _number in range(rows):
            make_ask(organisation, me)
    for number in range(rows):
        make_request(organisation, clock.today() - timedelta(days=number))
        make_supporter(organisation, f"Per {number}", has_course=False)
    client.get("/havblikk/i-dag/")
    with django_assert_num_queries(FRAME + own):
        client.get("/havblikk/i-dag/")
