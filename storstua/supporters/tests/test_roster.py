"""The coordinator's list: who is in them, who may open them, what they cost."""

import pytest

from storstua.base import clock
from storstua.base.roles import Role
from storstua.organisations import actions as from_organisations
from storstua.organisations import queries as from_queries
from storstua.organisations.models import Branch
from storstua.organisations.tests.factories import make_organisation
from storstua.people.tests.factories import make_person, make_viewer
from storstua.supporters import actions, permissions, queries
from storstua.supporters.queries import RosterWish, State
from storstua.supporters.tests.factories import make_area, make_supporter, policy_of, system

pytestmark = pytest.mark.django_db
PAGE = "/havblikk/arbeid/likepersoner/"


def names(organisation, order: str = "", **wish) -> list[str]:
    rows = permissions.readable(make_viewer(organisation, Role.COORDINATOR))
    policy = policy_of(organisation)
    found = queries.roster(rows, RosterWish(**wish), order, clock.today(), policy)
    return [row.person.given_name for row in found]


def make_one_in_each_state(organisation) -> None:
    by, today = system(organisation), clock.today()
    make_supporter(organisation, "Klar")
    make_supporter(organisation, "Full", starting_load=3)
    make_supporter(organisation, "Mangler", has_course=False)
    make_supporter(organisation, "Pause", is_paused=True, has_course=False)
    ended = make_supporter(organisation, "Sluttet", is_paused=True)
    actions.end_appointment(by=by, supporter=ended)
    assert today


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (State.READY, ["Klar"]),
        (State.FULL, ["Full"]),
        (State.LACKS, ["Mangler"]),
        (State.PAUSED, ["Pause"]),
        (State.ENDED, ["Sluttet"]),
        ("", ["Full", "Klar", "Mangler", "Pause"]),
    ],
)
def test_each_state_finds_its_own(organisation, state, found):
    make_one_in_each_state(organisation)
    assert names(organisation, state=state) == found


def test_filter_and_row_say_the_same_state(organisation):
    make_one_in_each_state(organisation)
    rows = permissions.readable(make_viewer(organisation, Role.COORDINATOR))
    today, policy = clock.today(), policy_of(organisation)
    for state in State:
        wish = RosterWish(state=state)
        found = queries.roster(rows, wish, "", today, policy)
        assert {queries.standing_of(row, today, policy).state for row in found} == {state}


@pytest.mark.parametrize("words", [("åse",), ("aase",), ("ase",), ("ÅSE", "bø"), ("boe",), ("s7",)])
def test_search_forgives_spelling(organisation, words):
    make_supporter(organisation, "Åse", "Bø", office_id="S7")
    make_supporter(organisation, "Kari", "Vik", office_id="S77")
    assert names(organisation, words=words) == ["Åse"]


def test_filters_narrow_together(organisation):
    rygg = make_area(organisation, "rygg")
    branch = Branch.objects.create(organisation=organisation, name="Oslo lag")
    make_supporter(organisation, "Ola", areas=[rygg], branch=branch, county="Oslo")
    make_supporter(organisation, "Kari", areas=[rygg], county="Agder")
    assert names(organisation, area_ids=frozenset({rygg.id})) == ["Kari", "Ola"]
    assert names(organisation, area_ids=frozenset({rygg.id}), county="Agder") == ["Kari"]
    assert names(organisation, branch_id=branch.id) == ["Ola"]


def test_list_is_sorted_both_ways(organisation):
    make_supporter(organisation, "Ola", county="Agder", starting_load=2)
    make_supporter(organisation, "Kari", county="Oslo")
    assert names(organisation) == ["Kari", "Ola"]
    assert names(organisation, "-navn") == ["Ola", "Kari"]
    assert names(organisation, "fylke") == ["Ola", "Kari"]
    assert names(organisation, "plass") == ["Ola", "Kari"]
    assert names(organisation, "-plass") == ["Kari", "Ola"]
    assert names(organisation, "noe annet") == ["Kari", "Ola"]


def test_row_tells_name_area_load_and_lack(organisation, sign_in):
    make_supporter(
        organisation,
        "Ola",
        "Nordmann",
        areas=[make_area(organisation, "rygg", nb="Vond rygg")],
        county="Agder",
        starting_load=2,
        has_course=False,
        has_declaration=False,
    )
    text = sign_in(organisation, Role.COORDINATOR).get(PAGE).content.decode()
    for said in (
        "Ola Nordmann",
        "Vond rygg",
        "Agder",
        "2 samtaler, plass til 1 til",
        "Mangler kurs, taushetserklæring",
        "1 likeperson",
    ):
        assert said in text


def test_row_minds_overdue_supervision_and_marks(organisation, sign_in):
    from_organisations.set_policy(
        by=system(organisation), organisation=organisation, supervision_every_days=30
    )
    one, other = make_supporter(organisation, "Ola"), make_supporter(organisation, "Kari")
    actions.mark(by=system(organisation), supporter=one, kind=actions.SAME_MOBILE, other=other)
    text = sign_in(organisation, Role.COORDINATOR).get(PAGE).content.decode()
    assert "veiledning er på tide, ligner på en annen" in text
    assert text.count('Kan spørres<div class="muted">') == 2


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.COORDINATOR, 200),
        (Role.BOARD_MEMBER, 200),
        (Role.SUPPORTER, 403),
        (Role.SUPERVISOR, 403),
        (Role.ORGANISATION_ADMINISTRATOR, 403),
        (None, 403),
    ],
)
def test_list_opens_for_coordinator_and_board(organisation, sign_in, role, status):
    assert sign_in(organisation, role).get(PAGE).status_code == status


def test_list_is_closed_to_strangers_and_other_organisations(client, organisation, sign_in):
    make_supporter(organisation, "Ola")
    assert client.get(PAGE).status_code == 302
    other = sign_in(make_organisation(slug="annen"), Role.COORDINATOR)
    assert other.get(PAGE).status_code == 403
    assert "Ola" not in other.get(PAGE.replace("havblikk", "annen")).content.decode()


def test_coordinator_of_a_branch_sees_that_branch_only(organisation, sign_in):
    here = Branch.objects.create(organisation=organisation, name="Her")
    make_supporter(organisation, "Mildrid", branch=here)
    make_supporter(organisation, "Torstein")
    text = sign_in(organisation, Role.COORDINATOR, branch=here).get(PAGE).content.decode()
    assert ("Mildrid" in text, "Torstein" in text) == (True, False)


def test_empty_list_shows_the_way_to_begin(organisation, sign_in):
    siri = sign_in(organisation, Role.COORDINATOR)
    text = siri.get(PAGE).content.decode()
    assert "Legg til den første" in text
    assert "Ingen i listen passer" in siri.get(PAGE, {"sok": "finnes ikke"}).content.decode()


def test_list_has_pages(organisation, sign_in):
    for number in range(27):
        make_supporter(organisation, f"Navn{number:02}")
    siri = sign_in(organisation, Role.COORDINATOR)
    assert "Navn26" in siri.get(PAGE, {"side": 2}).content.decode()
    assert "Navn26" not in siri.get(PAGE).content.decode()
    assert "Navn26" in siri.get(PAGE, {"sorter": "-navn"}).content.decode()


def test_list_costs_the_same_with_one_and_three(organisation, sign_in, count_queries):
    siri, area = sign_in(organisation, Role.COORDINATOR), make_area(organisation, "rygg")
    costs = []
    for number in (1, 2):
        for one in range(number):
            make_supporter(organisation, f"Navn{number}{one}", areas=[area])
        siri.get(PAGE)
        with count_queries() as seen:
            siri.get(PAGE)
        costs.append(len(seen))
    assert costs == [7, 7]


def test_gaps_count_each_supporter_once_in_each_area_and_above(organisation):
    whole, part = make_area(organisation, "lever"), make_area(organisation, "psc")
    empty = make_area(organisation, "pbc")
    by = system(organisation)
    from_organisations.change_area(by=by, area=part, parent=whole)
    make_supporter(organisation, "Klar", areas=[whole, part], is_approved_for_minors=True)
    make_supporter(organisation, "Full", areas=[part], starting_load=3, role="relative")
    make_supporter(organisation, "Mangler", areas=[whole], has_course=False)
    make_supporter(organisation, "Pause", areas=[part], is_paused=True)
    gone = make_supporter(organisation, "Sluttet", areas=[part])
    actions.end_appointment(by=by, supporter=gone)
    organisation.refresh_from_db()
    areas = from_queries.facts_of(organisation).areas
    rows = permissions.readable(make_viewer(organisation, Role.BOARD_MEMBER))
    found = queries.gaps(rows, areas, clock.today(), policy_of(organisation))
    assert found.by_area[whole.id] == queries.Coverage(1, 3, 1, 1, 1)
    assert found.by_area[part.id] == queries.Coverage(1, 3, 1, 0, 1)
    assert found.by_area[empty.id] == queries.Coverage()
    assert found.total == queries.Coverage(1, 3, 1, 1, 1)
    assert found.for_minors == queries.Coverage(1, 3)
    assert found.relatives == queries.Coverage(full=1)


def test_newcomer_is_brought_in_and_told_what_lacks(organisation, sign_in):
    area = make_area(organisation, "rygg")
    siri = sign_in(organisation, Role.COORDINATOR)
    said = {
        "given_name": "Kari",
        "family_name": "Vik",
        "email": "kari@example.org",
        "phone": "99 11 22 33",
        "place": "Herøy|Nordland",
        "areas": [area.id],
    }
    answer = siri.post(f"{PAGE}ny/", said)
    row = permissions.readable(make_viewer(organisation, Role.COORDINATOR)).get()
    assert answer["Location"] == f"{PAGE}{row.key}/"
    assert (row.municipality, row.county) == ("Herøy", "Nordland")
    assert queries.reached(row) == queries.Reached("kari@example.org", "+4799112233")
    text = siri.get(answer["Location"]).content.decode()
    assert "Mangler kurs, fødselsår, taushetserklæring, oppnevning" in text


@pytest.mark.parametrize(
    ("field", "value"),
    [("given_name", ""), ("phone", "12"), ("email", "nei"), ("place", "Her|Der"), ("areas", "x")],
)
def test_newcomer_with_a_fault_is_told_which(organisation, sign_in, field, value):
    said = {"given_name": "Kari", "family_name": "Vik", field: value}
    answer = sign_in(organisation, Role.COORDINATOR).post(f"{PAGE}ny/", said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_newcomer_is_for_coordinators(organisation, sign_in):
    make_person(organisation)
    assert sign_in(organisation, Role.BOARD_MEMBER).get(f"{PAGE}ny/").status_code == 403
