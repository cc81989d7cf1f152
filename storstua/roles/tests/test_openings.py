"""Who may be the second for an opening: the same people who are told, whoever is there."""

from itertools import product
from uuid import uuid4

import pytest

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations import actions as organisations
from storstua.organisations.models import Policy
from storstua.organisations.tests.factories import make_organisation
from storstua.people.models import Person
from storstua.people.tests.factories import make_person
from storstua.roles import permissions, queries
from storstua.roles.choices import Danger
from storstua.roles.models import Grant, Opening
from storstua.roles.tests.factories import make_helper, viewer_of

pytestmark = pytest.mark.django_db
ROLES = (Role.COORDINATOR, Role.BOARD_MEMBER, Role.ORGANISATION_ADMINISTRATOR)


def staff() -> dict[str, Person]:
    """Two of each role, a board member of a branch, and one who is in the board and coordinates."""
    here = make_organisation()
    by = Viewer.command_line(here.id)
    branch = organisations.add_branch(by=by, organisation=here, name="Oslo", county="Oslo")
    people = {
        f"{role} {number}": make_helper(here, role, f"{role}{number}")
        for role in ROLES
        for number in (1, 2)
    }
    people["local"] = make_helper(here, Role.BOARD_MEMBER, "Lokal", branch)
    people["both"] = make_helper(here, Role.COORDINATOR, "Begge")
    Grant.objects.create(organisation=here, person=people["both"], role=Role.BOARD_MEMBER)
    return people


def make_opening(opener: Person | None, person: Person) -> Opening:
    return Opening.objects.create(
        organisation=person.organisation,
        person=person,
        opener=opener,
        noun="matching.request",
        object_key=uuid4(),
        danger=Danger.LIFE,
        sealed_explanation=b"",
    )


@pytest.mark.parametrize("chosen", [Role.BOARD_MEMBER, Role.ORGANISATION_ADMINISTRATOR])
def test_those_who_may_answer_are_those_who_are_told(chosen):
    """With all who hold the chosen role everywhere, with one of them, and with none."""
    people = staff()
    Policy.objects.update(second_person=chosen)
    policy, wrong, answers = Policy.objects.get(), [], set()
    one = people[f"{chosen} 1"]
    holders = Grant.objects.filter(role=chosen, branch=None)
    pairs = list(product((None, *people.values()), (make_person(policy.organisation), one)))
    for gone in (holders.none(), holders.exclude(person=one), holders):
        gone.delete()
        for opener, about in pairs:
            opening = make_opening(opener, about)
            may = {
                person.id
                for person in people.values()
                if permissions.may_answer_opening(viewer_of(person), opening, policy)
            }
            told = {person.id for person in queries.seconds_of(opening)}
            answers.add(frozenset(told))
            if may != told or may & {opening.opener_id, about.id}:
                wrong.append((opener, about, may, told))
    assert wrong == []
    assert len(answers) > 4


def test_nobody_from_elsewhere_answers():
    people = staff()
    opening, policy = make_opening(None, people["local"]), Policy.objects.get()
    trude = make_helper(make_organisation("andre", "Andre"), Role.BOARD_MEMBER, "Trude")
    job = Viewer.command_line(opening.organisation_id)
    found = [
        permissions.may_answer_opening(viewer, opening, policy)
        for viewer in (viewer_of(people["both"]), viewer_of(trude), job)
    ]
    assert found == [True, False, False]
