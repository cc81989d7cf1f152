"""One supporter's page and what is recorded there."""

from datetime import timedelta

import pytest

from storstua.audit.models import Entry, Kind
from storstua.base import clock
from storstua.base.roles import Role
from storstua.organisations import actions as from_organisations
from storstua.organisations.models import Branch
from storstua.organisations.tests.factories import make_organisation
from storstua.people import actions as people
from storstua.people.models import ContactKind
from storstua.people.tests.factories import make_person, make_viewer
from storstua.supporters import actions, permissions, queries
from storstua.supporters.actions import PlaceKind, ProfileValues, Terms
from storstua.supporters.models import (
    Appointment,
    Declaration,
    Fulfilment,
    Pause,
    Profile,
    Supporter,
)
from storstua.supporters.tests.factories import make_area, make_supporter, policy_of, system
from storstua.ui.tests.reading import heading_of

pytestmark = pytest.mark.django_db


def page(supporter: Supporter, part: str = "") -> str:
    return f"/{supporter.organisation.slug}/arbeid/likepersoner/{supporter.key}/{part}"


PARTS = {
    "kontakt/": "Telefon og e-post",
    "historikk/": "Historikk",
    "endre/": "Endre Ola Nordmann",
    "kurs/": "Når var kurset ferdig?",
    "veiledning/": "Når var veiledningen?",
    "medlemskap/": "Er Ola ikke medlem lenger?",
    "erklaring/": "Har du sett underskriften på papir?",
    "pause/": "Pause for Ola",
}
BOARD_PARTS = {
    "": "Ola Nordmann",
    "oppnevning/": "Skriv inn oppnevningen",
    "oppnevning/slutt/": "Avslutt oppnevningen",
}


@pytest.mark.parametrize("part", [*PARTS, *BOARD_PARTS])
def test_pages_open_for_the_coordinator_only_and_some_for_the_board(organisation, sign_in, part):
    supporter = make_supporter(organisation, "Ola")
    siri = sign_in(organisation, Role.COORDINATOR)
    assert heading_of(siri.get(page(supporter, part))) == (PARTS | BOARD_PARTS)[part]
    tor = sign_in(organisation, Role.BOARD_MEMBER, make_person(organisation, "Tor"))
    answer = tor.get(page(supporter, part))
    if part in BOARD_PARTS:
        assert heading_of(answer) == BOARD_PARTS[part]
    else:
        assert answer.status_code == 403


@pytest.mark.parametrize("part", [*PARTS, *BOARD_PARTS])
def test_pages_are_closed_to_everyone_else(client, organisation, sign_in, part):
    supporter, other = make_supporter(organisation, "Ola"), make_supporter(organisation, "Kari")
    assert client.get(page(supporter, part)).status_code == 302
    for someone in (supporter.person, other.person):
        answer = sign_in(organisation, Role.SUPPORTER, someone).get(page(supporter, part))
        assert answer.status_code == 403
    elsewhere = make_organisation(slug="annen")
    trude = sign_in(elsewhere, Role.COORDINATOR)
    assert trude.get(page(supporter, part)).status_code == 403
    moved = page(supporter, part).replace("havblikk", "annen")
    assert trude.get(moved).status_code == 404


@pytest.mark.parametrize("part", ["", "kurs/", "endre/", "kontakt/", "historikk/"])
def test_supporter_of_another_branch_is_not_there(organisation, sign_in, part):
    branch = Branch.objects.create(organisation=organisation, name="Her")
    supporter = make_supporter(organisation, "Ola")
    siri = sign_in(organisation, Role.COORDINATOR, branch=branch)
    assert siri.get(page(supporter, part)).status_code == 404


@pytest.mark.parametrize("part", ["pause/slutt/", "merker/"])
def test_buttons_only_answer_to_post(organisation, sign_in, part):
    supporter = make_supporter(organisation)
    assert sign_in(organisation, Role.COORDINATOR).get(page(supporter, part)).status_code == 405


def test_task_list_leads_to_what_lacks(organisation, sign_in):
    from_organisations.set_policy(
        by=system(organisation),
        organisation=organisation,
        needs_membership=True,
        supervision_every_days=30,
    )
    supporter = make_supporter(
        organisation,
        is_member=False,
        birth_year=None,
        is_appointed=False,
        has_declaration=False,
        has_course=False,
    )
    siri = sign_in(organisation, Role.COORDINATOR)
    text = siri.get(page(supporter)).content.decode()
    for part in ("kurs/", "medlemskap/", "erklaring/", "oppnevning/", "veiledning/", "endre/"):
        assert f'href="{page(supporter, part)}"' in text
    assert "Styret oppnevner." in text
    assert "Alder, minst 18 år" in text


def test_board_sees_the_task_list_and_may_only_appoint(organisation, sign_in):
    supporter = make_supporter(organisation, is_appointed=False)
    text = sign_in(organisation, Role.BOARD_MEMBER).get(page(supporter)).content.decode()
    assert f'href="{page(supporter, "oppnevning/")}"' in text
    for part in ("kurs/", "erklaring/", "endre/", "pause/", "kontakt/", "historikk/"):
        assert page(supporter, part) not in text


def test_course_declaration_membership_and_appointment_make_someone_ready(organisation, sign_in):
    from_organisations.set_policy(
        by=system(organisation), organisation=organisation, needs_membership=True
    )
    supporter = make_supporter(
        organisation,
        is_member=False,
        is_appointed=False,
        has_declaration=False,
        has_course=False,
    )
    siri, today = sign_in(organisation, Role.COORDINATOR), clock.today()
    for part, said in {
        "kurs/": {"day": "2024-05-06"},
        "erklaring/": {"day": "06.05.2024"},
        "medlemskap/": {},
        "oppnevning/": {"from_on": today.isoformat(), "minute_number": "14/2026"},
    }.items():
        answer = siri.post(page(supporter, part), said)
        assert (answer.status_code, answer["Location"]) == (302, page(supporter))
    asked = queries.may_be_asked(organisation.id, today, policy_of(organisation))
    assert [row.id for row in asked] == [supporter.id]
    assert Declaration.objects.get().seen_on_paper is True
    assert "Sak 14/2026" in siri.get(page(supporter)).content.decode()


def test_supervision_is_recorded_and_no_longer_overdue(organisation, sign_in):
    from_organisations.set_policy(
        by=system(organisation), organisation=organisation, supervision_every_days=30
    )
    supporter = make_supporter(organisation)
    siri, overdue = sign_in(organisation, Role.COORDINATOR), "kan likevel spørres"
    assert overdue in siri.get(page(supporter)).content.decode()
    siri.post(page(supporter, "veiledning/"), {"day": clock.today().isoformat()})
    assert overdue not in siri.get(page(supporter)).content.decode()


@pytest.mark.parametrize("day", ["", "i går", "2999-01-01", "31.02.2024"])
def test_a_day_that_cannot_be_is_told(organisation, sign_in, day):
    supporter = make_supporter(organisation, has_course=False)
    answer = sign_in(organisation, Role.COORDINATOR).post(page(supporter, "kurs/"), {"day": day})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["day"])
    assert not Fulfilment.objects.exists()


def test_appointment_needs_the_minute_number_of_the_board(organisation, sign_in):
    supporter = make_supporter(organisation, is_appointed=False)
    siri, said = sign_in(organisation, Role.COORDINATOR), {"from_on": "2026-01-01"}
    answer = siri.post(page(supporter, "oppnevning/"), said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["minute_number"])
    named = make_person(organisation, "Berit", "Dahl")
    name_appointer(organisation, named)
    assert "Berit Dahl oppnevner." in siri.get(page(supporter, "oppnevning/")).content.decode()
    answer = siri.post(page(supporter, "oppnevning/"), said)
    assert (answer.status_code, Appointment.objects.count()) == (422, 0)
    berit = sign_in(organisation, Role.BOARD_MEMBER, named)
    assert berit.post(page(supporter, "oppnevning/"), said).status_code == 302
    assert Appointment.objects.get().minute_number == ""


def name_appointer(organisation, person) -> None:
    from_organisations.set_policy(
        by=system(organisation),
        organisation=organisation,
        appointer="named_person",
        named_appointer=person.full_name,
        named_appointer_key=person.key,
    )


def test_appointment_twice_is_told_beside_its_field(organisation, sign_in):
    supporter = make_supporter(organisation)
    answer = sign_in(organisation, Role.BOARD_MEMBER).post(
        page(supporter, "oppnevning/"), {"from_on": "2026-01-01", "minute_number": "1"}
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["from_on"])


def test_end_is_recorded_with_its_last_day(organisation, sign_in):
    supporter, today = make_supporter(organisation), clock.today()
    tor = sign_in(organisation, Role.BOARD_MEMBER)
    tor.post(page(supporter, "oppnevning/slutt/"), {"last_on": today.isoformat()})
    assert Appointment.objects.get().until_on == today
    answer = tor.post(page(supporter, "oppnevning/slutt/"), {"last_on": today.isoformat()})
    assert answer.status_code == 422


def test_coordinator_gives_and_ends_a_pause(organisation, sign_in):
    supporter, today = make_supporter(organisation), clock.today()
    siri = sign_in(organisation, Role.COORDINATOR)
    siri.post(page(supporter, "pause/"), {"length": "week"})
    assert Pause.objects.get().until_on == today + timedelta(days=6)
    siri.post(page(supporter, "pause/slutt/"))
    assert not Pause.objects.exists()


def test_marks_are_shown_with_the_other_name_and_taken_away(organisation, sign_in):
    one, other = make_supporter(organisation), make_supporter(organisation, "Kari", "Vik")
    actions.mark(by=system(organisation), supporter=one, kind=actions.SAME_MAIL, other=other)
    siri = sign_in(organisation, Role.COORDINATOR)
    text = siri.get(page(one)).content.decode()
    assert "Samme e-post som" in text
    assert f'href="{page(other)}">Kari Vik</a>' in text
    siri.post(page(one, "merker/"))
    assert "Samme e-post som" not in siri.get(page(one)).content.decode()


def test_buttons_tell_a_refusal(organisation, sign_in):
    """A coordinator of one branch who is a supporter in none may read, not change, themselves."""
    branch = Branch.objects.create(organisation=organisation, name="Her")
    siri = make_person(organisation, "Siri", "Berg")
    own = make_supporter(organisation, person=siri, is_paused=True)
    other = make_supporter(organisation, "Kari")
    actions.mark(by=system(organisation), supporter=own, kind=actions.SAME_MAIL, other=other)
    client = sign_in(organisation, Role.COORDINATOR, siri, branch)
    answer = client.post(page(own, "merker/"), follow=True)
    assert "Du kan ikke endre dette." in answer.content.decode()
    assert len(Supporter.objects.get(id=own.id).marks) == 1


def test_contact_is_shown_and_the_reading_is_noted(organisation, sign_in):
    supporter = make_supporter(organisation)
    for kind, value in ((ContactKind.EMAIL, "ola@example.org"), (ContactKind.PHONE, "+4799112233")):
        people.set_contact_point(
            by=system(organisation), person=supporter.person, kind=kind, value=value
        )
    siri = sign_in(organisation, Role.COORDINATOR)
    assert "99 11 22 33" not in siri.get(page(supporter)).content.decode()
    text = siri.get(page(supporter, "kontakt/")).content.decode()
    assert ("99 11 22 33" in text, "ola@example.org" in text) == (True, True)
    reads = Entry.objects.using("audit").filter(object_key=supporter.key, kind=Kind.READ)
    assert [row.verb for row in reads] == ["see contact points"]


def test_history_tells_in_sentences_and_names_no_seeker(organisation, sign_in):
    siri = make_person(organisation, "Siri", "Berg")
    client = sign_in(organisation, Role.COORDINATOR, siri)
    supporter = make_supporter(organisation)
    seeker = make_person(organisation, "Blåveis")
    actions.take_place(
        by=make_viewer(organisation, Role.COORDINATOR, person=siri),
        supporter=supporter,
        kind=PlaceKind.ASK,
        taken_by=supporter.key,
    )
    actions.release_place(
        by=make_viewer(organisation, Role.SEEKER, person=seeker),
        supporter=supporter,
        taken_by=supporter.key,
    )
    text = client.get(page(supporter, "historikk/")).content.decode()
    for said in ("Lagt inn", "Kurs skrevet inn", "Spurt om en samtale av Siri Berg"):
        assert said in text
    assert "Spørsmål avsluttet" in text
    assert "Blåveis" not in text


def test_history_of_someone_from_a_spreadsheet_begins_with_being_added(organisation):
    person = make_person(organisation)
    supporter = Supporter.objects.create(organisation=organisation, person=person)
    found = [(event.what, event.at) for event in queries.history_of(supporter)]
    assert found == [("enrol supporter", supporter.created_at)]


RECORD = {
    "office_id": "S9",
    "place": "Alta|Finnmark",
    "capacity": "2",
    "starting_load": "1",
    "role": "relative",
    "contact_forms": ["visit"],
    "languages": ["nb", "so"],
    "birth_year": "1981",
    "gender": "f",
    "life_phase": "retired",
}


def test_record_is_changed_and_the_story_stays(organisation, sign_in):
    area = make_area(organisation, "rygg")
    supporter = make_supporter(organisation, story="Min egen")
    said = {**RECORD, "areas": [area.id], "version": supporter.version}
    siri = sign_in(organisation, Role.COORDINATOR)
    assert siri.post(page(supporter, "endre/"), said).status_code == 302
    row = Supporter.objects.get(id=supporter.id)
    assert Terms.of(row) == Terms("S9", "Alta", "Finnmark", 2, 1)
    assert ProfileValues.of(row.profile) == ProfileValues(
        "relative", "f", 1981, "retired", ("nb", "so"), ("visit",), "Min egen"
    )
    assert [one.area_id for one in row.areas.all()] == [area.id]


def test_record_changed_meanwhile_is_told(organisation, sign_in):
    supporter = make_supporter(organisation)
    said = {**RECORD, "version": supporter.version}
    siri = sign_in(organisation, Role.COORDINATOR)
    siri.post(page(supporter, "endre/"), said)
    answer = siri.post(page(supporter, "endre/"), {**said, "office_id": "S10"})
    assert answer.status_code == 422
    assert "Noen andre endret dette" in answer.content.decode()
    assert Supporter.objects.get(id=supporter.id).office_id == "S9"
    shown = answer.context["form"]
    again = {**said, "office_id": shown["office_id"].value(), "version": shown["version"].value()}
    assert siri.post(page(supporter, "endre/"), again).status_code == 302
    assert Supporter.objects.get(id=supporter.id).office_id == "S10"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("capacity", "4"),
        ("capacity", "-1"),
        ("starting_load", "x"),
        ("birth_year", "2999"),
        ("birth_year", "12"),
        ("place", "Alta|Oslo"),
        ("languages", ["klingon"]),
        ("role", ""),
        ("gender", "q"),
        ("office_id", "x" * 41),
    ],
)
def test_record_with_a_fault_is_told_which(organisation, sign_in, field, value):
    supporter = make_supporter(organisation)
    said = {**RECORD, "version": supporter.version, field: value}
    answer = sign_in(organisation, Role.COORDINATOR).post(page(supporter, "endre/"), said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Profile.objects.get().gender == ""


def test_capacity_above_the_limit_is_refused_even_when_a_file_said_it(organisation, sign_in):
    supporter = make_supporter(organisation, capacity=5)
    siri = sign_in(organisation, Role.COORDINATOR)
    said = {**RECORD, "version": supporter.version}
    answer = siri.post(page(supporter, "endre/"), {**said, "capacity": "5"})
    assert "Skriv 3 eller mindre." in answer.content.decode()
    assert siri.post(page(supporter, "endre/"), {**said, "capacity": "3"}).status_code == 302


def test_record_keeps_what_the_form_does_not_offer(organisation, sign_in):
    """A closed area, a rare language and a place that no list has stay chosen."""
    area = make_area(organisation, "rygg")
    from_organisations.change_area(by=system(organisation), area=area, is_open=False)
    supporter = make_supporter(
        organisation, areas=[area], languages=("nb", "yo"), municipality="Gammelby", county="Oslo"
    )
    siri = sign_in(organisation, Role.COORDINATOR)
    text = siri.get(page(supporter, "endre/")).content.decode()
    assert 'value="Gammelby|Oslo" selected' in text
    said = {
        **RECORD,
        "version": supporter.version,
        "areas": [area.id],
        "languages": ["nb", "yo"],
        "place": "Gammelby|Oslo",
    }
    assert siri.post(page(supporter, "endre/"), said).status_code == 302
    row = Supporter.objects.get(id=supporter.id)
    assert (row.municipality, row.profile.languages) == ("Gammelby", ["nb", "yo"])


@pytest.mark.parametrize(
    ("part", "cost"), [("", 5), ("historikk/", 7), ("endre/", 6), ("kurs/", 6)]
)
def test_pages_cost_what_they_should(organisation, sign_in, count_queries, part, cost):
    supporter = make_supporter(organisation, areas=[make_area(organisation, "rygg")])
    siri = sign_in(organisation, Role.COORDINATOR)
    siri.get(page(supporter, part))
    with count_queries() as seen:
        siri.get(page(supporter, part))
    assert len(seen) == cost


def test_readable_is_everyone_for_those_who_run_and_oneself_for_others(organisation):
    ola, kari = make_supporter(organisation, "Ola"), make_supporter(organisation, "Kari")
    make_supporter(make_organisation(slug="annen"), "Annen")
    everyone = {ola.id, kari.id}

    def ids(viewer) -> set[int]:
        return set(permissions.readable(viewer).values_list("id", flat=True))

    for role in permissions.SEE_ALL:
        assert ids(make_viewer(organisation, role)) == everyone
    assert ids(system(organisation)) == everyone
    assert ids(make_viewer(organisation, Role.SUPPORTER, person=ola.person)) == {ola.id}
    assert ids(make_viewer(organisation, Role.SUPERVISOR)) == set()
    assert ids(make_viewer(organisation)) == set()
