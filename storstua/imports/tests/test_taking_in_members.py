"""Members come in as people, and a yes to contact becomes a consent."""

import pytest

from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.people import queries as people
from storstua.people.models import Consent, Person, Purpose
from storstua.people.tests.factories import make_viewer
from storstua.supporters.models import Supporter

from .taking import counts, everything, take

pytestmark = pytest.mark.django_db

NO = {"Vil bli kontaktet": "nei"}


def may_contact() -> bool:
    return people.has_consented(Person.objects.get().id, Purpose.WELCOME)


def test_a_yes_becomes_a_consent_and_a_no_takes_it_back(organisation):
    assert counts(take(organisation, "members", {})) == (1, 0, 0, [])
    assert (Person.objects.get().is_member, may_contact()) == (True, True)
    assert Consent.objects.get().text_version == "office"
    assert counts(take(organisation, "members", {"Vil bli kontaktet": ""})) == (0, 0, 1, [])
    assert may_contact() is True
    assert counts(take(organisation, "members", NO)) == (0, 1, 0, [])
    assert may_contact() is False
    assert counts(take(organisation, "members", {})) == (0, 1, 0, [])
    assert may_contact() is True


def test_no_answer_is_no_consent(organisation):
    take(organisation, "members", {"Vil bli kontaktet": ""})
    assert may_contact() is False


def test_a_member_with_id_is_known_when_name_and_mobile_are_new(organisation):
    take(organisation, "members", {"Id": "7"})
    change = {"Id": "7", "Navn": "Ola Dal", "Mobil": "90000009"}
    assert counts(take(organisation, "members", change)) == (0, 1, 0, [])
    assert Person.objects.get().full_name == "Ola Dal"


def test_nothing_changes_when_the_same_file_comes_again(organisation):
    rows = ({"Id": "7"}, {"Navn": "Eva Dal", "Mobil": "90000002"}, {"Mobil": "12"})
    assert counts(take(organisation, "members", *rows)) == (2, 0, 0, ["phone_unclear"])
    before = everything()
    assert counts(take(organisation, "members", *rows)) == (0, 0, 2, ["phone_unclear"])
    assert everything() == before


def test_a_supporter_becomes_a_member_as_the_same_person(organisation):
    take(organisation, "supporters", {"Medlem": "nei"})
    row = {"Navn": "Kari Nilsen", "Mobil": "98080892"}
    assert counts(take(organisation, "members", row)) == (0, 1, 0, [])
    assert Supporter.objects.get().person.is_member is True


def test_two_rows_about_one_stored_member_are_a_fault(organisation):
    take(organisation, "members", {"Id": "7"})
    outcome = take(organisation, "members", {"Id": "7", "Navn": "Ola Dal"}, {"Id": ""})
    assert counts(outcome) == (0, 1, 0, ["same_stored"])


def test_those_who_do_not_keep_members_are_refused(organisation):
    with pytest.raises(Refusal):
        take(organisation, "members", {}, by=make_viewer(organisation, Role.BOARD_MEMBER))
