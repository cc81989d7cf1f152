"""Who decides is set in the browser, by the administrator."""

import pytest

from storstua.base.roles import Role
from storstua.organisations.models import Policy
from storstua.organisations.tests.factories import make_organisation
from storstua.people.tests.factories import make_person
from storstua.roles.tests.factories import make_helper

pytestmark = pytest.mark.django_db
PAGE = "/havblikk/innstillinger/bestemmer/"


@pytest.fixture
def organisation():
    return make_organisation()


def enter(client, organisation, role, name="Astrid"):
    person = make_helper(organisation, role, name)
    client.force_login(person.account)
    return person


def test_a_named_person_is_chosen_among_those_who_can_open_the_page(client, organisation):
    berit = enter(client, organisation, Role.BOARD_MEMBER, "Berit")
    stranger = make_person(organisation, "Kari")
    enter(client, organisation, Role.ORGANISATION_ADMINISTRATOR)
    said = {"appointer": "named_person", "second_person": "board_member", "version": 1}
    for named in ("", str(stranger.key)):
        answer = client.post(PAGE, {**said, "named": named})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["named"])
    assert client.post(PAGE, {**said, "named": str(berit.key)}).status_code == 302
    policy = Policy.objects.get(organisation=organisation)
    assert (policy.named_appointer_key, policy.who_appoints) == (berit.key, "Berit")
    assert "Berit oppnevner" in client.get("/havblikk/innstillinger/").content.decode()


def test_a_board_that_appoints_leaves_no_name_behind(client, organisation):
    berit = enter(client, organisation, Role.COORDINATOR, "Berit")
    enter(client, organisation, Role.ORGANISATION_ADMINISTRATOR)
    said = {"appointer": "branch_board", "named": str(berit.key), "version": 1}
    client.post(PAGE, {**said, "second_person": "organisation_administrator"})
    policy = Policy.objects.get(organisation=organisation)
    assert (policy.named_appointer, policy.named_appointer_key) == ("", None)
    assert (policy.appointer, policy.second_person) == (
        "branch_board",
        "organisation_administrator",
    )


def test_only_the_administrator_says_who_decides(client, organisation):
    enter(client, organisation, Role.BOARD_MEMBER, "Tor")
    assert client.get(PAGE).status_code == 403
