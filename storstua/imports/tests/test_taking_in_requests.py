"""Requests come in without a name, keep their day, and are known again."""

from datetime import UTC, date, datetime

import pytest

from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.matching import nicknames
from storstua.matching.actions import from_office
from storstua.matching.models import Closing, Request, RequestTopic
from storstua.people.models import Consent, Person, Receipt
from storstua.people.tests.factories import make_viewer
from storstua.supporters.models import Supporter
from storstua.supporters.tests.factories import make_supporter

from .taking import counts, everything, take

pytestmark = pytest.mark.django_db


def test_a_request_keeps_its_day_and_gets_a_promise(organisation):
    take(organisation, "requests", {"Mottatt": "13.11.2026"})
    row = Request.objects.select_related("area").get()
    assert row.received_at == datetime(2026, 11, 13, 11, tzinfo=UTC)
    assert row.promised_on == date(2026, 11, 17)
    assert (row.office_id, row.area.code, row.contact_forms) == ("R1", "rygg", ["phone"])


def test_the_person_has_a_plant_name_and_nothing_else(organisation):
    take(organisation, "requests", {"Språk": "urdu, engelsk"})
    person = Person.objects.get()
    assert person.given_name in nicknames.PLANTS
    assert (person.family_name, person.language, person.is_member) == ("", "en", False)
    assert (Receipt.objects.count(), Consent.objects.count()) == (0, 0)


def test_everything_said_is_kept(organisation):
    disliked = make_supporter(organisation, office_id="S1")
    take(
        organisation,
        "requests",
        {
            "Selv eller pårørende": "forelder",
            "Aldersgruppe": "under 18",
            "Kjønn": "kvinne",
            "Livsfase": "student",
            "Kommune": "Bodø",
            "Språk": "norsk, engelsk",
            "Ønsket kjønn": "samme",
            "Ønsket alder": "samme alder",
            "Må oppfylles": "språk, område",
            "Ikke denne": "S1",
            "Tema": "søvn, håp",
        },
    )
    row = Request.objects.get()
    assert (row.role, row.age_band, row.is_minor, row.gender) == ("parent", "under18", True, "f")
    assert (row.life_phase, row.municipality, row.county) == ("studies", "Bodø", "Nordland")
    assert (row.languages, row.wish_gender, row.wish_age) == (["nb", "en"], "same", "similar")
    assert (row.must, row.consent_text_version) == (["language", "area"], "office")
    assert list(row.excluded.values_list("supporter_id", flat=True)) == [disliked.id]
    assert set(row.topics.values_list("topic__code", flat=True)) == {"sleep", "hope"}


def test_a_supporter_without_id_is_found_by_name(organisation):
    disliked = make_supporter(organisation, "Per", "Dal")
    take(organisation, "requests", {"Ikke denne": "Per Dal"})
    assert Request.objects.get().excluded.get().supporter_id == disliked.id


def test_nothing_changes_when_the_same_file_comes_again(organisation):
    rows = ({"Id": "R1", "Tema": "søvn"}, {"Id": ""}, {"Id": "", "Diagnose": "nakke"})
    assert counts(take(organisation, "requests", *rows)) == (3, 0, 0, [])
    before = everything()
    assert counts(take(organisation, "requests", *rows)) == (0, 0, 3, [])
    assert everything() == before


def test_a_request_with_id_changes_and_keeps_its_key(organisation):
    take(organisation, "requests", {"Tema": "søvn"})
    key = Request.objects.get().key
    change = {"Diagnose": "nakke", "Mottatt": "02.11.2026", "Tema": "håp"}
    assert counts(take(organisation, "requests", change)) == (0, 1, 0, [])
    row = Request.objects.select_related("area").get()
    assert (row.key, row.area.code, row.promised_on) == (key, "nakke", date(2026, 11, 4))
    assert list(row.topics.values_list("topic__code", flat=True)) == ["hope"]


def test_a_theme_more_is_added_to_those_that_stay(organisation):
    take(organisation, "requests", {"Tema": "søvn"})
    kept = RequestTopic.objects.get()
    assert counts(take(organisation, "requests", {"Tema": "søvn, håp"})) == (0, 1, 0, [])
    rows = RequestTopic.objects.order_by("id").select_related("topic")
    assert [row.topic.code for row in rows] == ["sleep", "hope"]
    assert rows[0] == kept


def test_a_request_that_is_over_is_left_alone(organisation):
    take(organisation, "requests", {})
    row = Request.objects.get()
    Closing.objects.create(organisation=organisation, request=row, why="ended")
    assert counts(take(organisation, "requests", {"Diagnose": "nakke"})) == (0, 0, 1, [])


def test_a_request_that_was_deleted_is_new_again(organisation):
    take(organisation, "requests", {"Id": ""})
    Request.objects.all().delete()
    assert counts(take(organisation, "requests", {"Id": ""})) == (1, 0, 0, [])


def test_only_a_coordinator_brings_in_requests(organisation):
    administrator = make_viewer(organisation, Role.ORGANISATION_ADMINISTRATOR)
    with pytest.raises(Refusal):
        take(organisation, "requests", {}, by=administrator)
    with pytest.raises(Refusal):
        from_office.bring_in_from_office(by=administrator, organisation=organisation, rows=[])
    coordinator = make_viewer(organisation, Role.COORDINATOR)
    assert counts(take(organisation, "requests", {}, by=coordinator)) == (1, 0, 0, [])


def test_an_unknown_supporter_is_a_fault(organisation):
    assert Supporter.objects.count() == 0
    outcome = take(organisation, "requests", {"Ikke denne": "S9"})
    assert counts(outcome) == (0, 0, 0, ["supporter_unknown"])
