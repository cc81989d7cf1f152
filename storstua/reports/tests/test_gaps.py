"""The view of gaps: who waits, who can be asked, and that each number leads to its rows."""

from datetime import timedelta

import pytest

from storstua.base import clock
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.matching import actions as matching
from storstua.matching.actions import RequestValues
from storstua.matching.models import Request
from storstua.organisations import actions as organisations
from storstua.organisations.tests.factories import make_organisation
from storstua.roles.tests.factories import make_helper
from storstua.supporters.tests.factories import make_area, make_supporter

pytestmark = pytest.mark.django_db
GAPS = "/havblikk/arbeid/likepersoner/omrader/"


@pytest.fixture
def sign_in(client, organisation):
    def signed_in(role):
        client.force_login(make_helper(organisation, role, "Noen").account)
        return client

    return signed_in


def make_request(organisation, area=None, days=0):
    values = RequestValues(area_id=area.id if area else None, contact_forms=("chat",))
    request, _words = matching.ask_for_talk(
        by=Viewer.visitor(organisation.id), organisation=organisation, values=values
    )
    received = clock.now() - timedelta(days=days)
    Request.objects.filter(id=request.id).update(received_at=received)


@pytest.fixture
def areas(organisation):
    """A whole with a part, and one more; two wait in the part, one in the other, one nowhere."""
    whole, part = make_area(organisation, "rygg"), make_area(organisation, "nakke")
    other = make_area(organisation, "hode")
    by = Viewer.command_line(organisation.id)
    organisations.change_area(by=by, area=part, parent=whole)
    make_supporter(organisation, "Klar", areas=[whole], is_approved_for_minors=True)
    make_supporter(organisation, "Full", areas=[part], starting_load=3, role="relative")
    make_supporter(organisation, "Mangler", areas=[part], has_course=False)
    make_supporter(organisation, "Pause", areas=[other], is_paused=True)
    for area, days in ((part, 12), (part, 3), (other, 1), (None, 0)):
        make_request(organisation, area, days)
    return whole, part, other


def shown(answer, table):
    return {row.label: [str(cell) for cell in row.cells] for row in answer.context[table].rows}


def test_gaps_page_tells_who_waits_where_nobody_can_be_asked(sign_in, areas):
    answer = sign_in(Role.COORDINATOR).get(GAPS)
    assert shown(answer, "areas") == {
        "Hode": ["1", "1 dag", "0", "0", "0", "0", "1"],
        "Rygg": ["2", "12 dager", "1", "3", "1", "1", "0"],
        "– Nakke": ["2", "12 dager", "0", "0", "1", "1", "0"],
        "Uten område": ["1", "0 dager", "", "", "", "", ""],
    }
    assert shown(answer, "across") == {
        "Alle": ["1", "3", "1", "1", "1"],
        "Godkjent for unge under 18": ["1", "3", "0", "0", "0"],
        "Pårørende, forelder eller familie": ["0", "0", "1", "0", "0"],
    }
    assert [(one.name, one.waits) for one in answer.context["empty"]] == [
        ("Nakke", "2 venter, den lengste i 12 dager."),
        ("Hode", "1 venter, den lengste i 1 dag."),
    ]


def test_each_number_of_the_gaps_leads_to_its_rows(sign_in, areas):
    client = sign_in(Role.COORDINATOR)
    answer = client.get(GAPS)
    found = []
    for name in ("areas", "across"):
        for row in answer.context[name].rows:
            for place, cell in enumerate(row.cells):
                is_of_people = place not in {1, 3} if name == "areas" else place != 1
                if cell and cell.number and is_of_people:
                    found.append((cell.number, cell.url))
    assert len(found) == 16
    for number, url in found:
        assert (url, client.get(url).context["page"].paginator.count) == (url, number)


def test_gaps_lead_board_members_to_supporters_only(sign_in, areas):
    page = sign_in(Role.BOARD_MEMBER).get(GAPS).content.decode()
    assert "2 venter, den lengste i 12 dager." in page
    assert "tilstand=ready" in page
    assert "/havblikk/foresporsler/" not in page


def test_gaps_when_nobody_waits_and_all_can_be_asked_say_so(sign_in, organisation):
    area = make_area(organisation, "rygg")
    make_supporter(organisation, areas=[area])
    answer = sign_in(Role.COORDINATOR).get(GAPS)
    assert "Alle områder har noen som kan spørres." in answer.content.decode()
    assert shown(answer, "areas") == {"Rygg": ["0", "–", "1", "3", "0", "0", "0"]}


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.COORDINATOR, 200),
        (Role.BOARD_MEMBER, 200),
        (Role.SUPPORTER, 403),
        (Role.SUPERVISOR, 403),
        (Role.ORGANISATION_ADMINISTRATOR, 403),
    ],
)
def test_gaps_open_for_coordinator_and_board(sign_in, role, status):
    assert sign_in(role).get(GAPS).status_code == status


def test_gaps_are_closed_to_strangers_and_other_organisations(client, sign_in, areas):
    assert client.get(GAPS).status_code == 302
    make_organisation(slug="annen")
    there = GAPS.replace("havblikk", "annen")
    assert sign_in(Role.COORDINATOR).get(there).status_code == 403


def test_gaps_take_seven_queries_however_many_there_are(
    client, sign_in, organisation, areas, queries_of
):
    sign_in(Role.COORDINATOR)
    few = queries_of(GAPS)
    for number in range(3):
        make_supporter(organisation, f"Navn{number}", areas=areas)
        make_request(organisation, areas[0])
    assert (few, queries_of(GAPS)) == (7, 7)
