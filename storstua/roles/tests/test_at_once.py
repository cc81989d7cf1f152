"""What is pressed several times at the same moment happens once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from storstua.audit.models import Entry
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation, Policy
from storstua.people.models import Account, Person
from storstua.roles import actions, queries
from storstua.roles.choices import Danger
from storstua.roles.models import Grant, Opening, Proposal


def helper(organisation: Organisation, role: Role) -> Viewer:
    account = Account.objects.create_user(f"{uuid4().hex}@example.org")
    person = Person.objects.create(organisation=organisation, account=account, given_name="En")
    Grant.objects.create(organisation=organisation, person=person, role=role)
    return queries.viewer_for(account.id, organisation.id)


@pytest.fixture
def organisation(django_db_setup, django_db_blocker) -> Iterator[Organisation]:
    """Committed for every connection to see, and taken away again; the audit stays."""
    with django_db_blocker.unblock():
        made = Organisation.objects.create(slug=f"to-{uuid4().hex[:12]}", name="To")
        yield made
        with inside(made):
            accounts = list(Account.objects.filter(persons__organisation=made))
            for model in (Opening, Proposal, Grant, Person, Policy):
                model.objects.filter(organisation=made).delete()
        made.delete()
        Account.objects.filter(id__in=[each.id for each in accounts]).delete()


def press(by: Viewer, proposal: Proposal, together: Barrier) -> str:
    try:
        with inside(by.organisation_id, by=by):
            together.wait(timeout=20)
            actions.agree(by=by, proposal=proposal)
    except Refusal:
        return "too late"
    finally:
        connection.close()
    return "agreed"


def test_two_yeses_at_the_same_moment_are_one(organisation):
    with inside(organisation):
        Policy.objects.create(organisation=organisation)
        astrid = helper(organisation, Role.ORGANISATION_ADMINISTRATOR)
        board = [helper(organisation, Role.BOARD_MEMBER) for _each in range(2)]
        person = Person.objects.create(organisation=organisation, given_name="Ola")
        proposal = actions.propose_role(by=astrid, person=person, role=Role.COORDINATOR)
    together = Barrier(2)
    with ThreadPoolExecutor(2) as threads:
        pressed = [threads.submit(press, by, proposal, together) for by in board]
        outcomes = sorted(each.result() for each in pressed)
    with inside(organisation):
        given = Entry.objects.filter(verb="give role", organisation_id=organisation.id).count()
        held = Grant.objects.filter(person=person).count()
    assert (outcomes, given, held) == (["agreed", "too late"], 1, 1)


def open_alone(by: Viewer, person: Person, together: Barrier) -> str:
    try:
        with inside(by.organisation_id, by=by):
            together.wait(timeout=20)
            actions.ask_to_open(
                by=by,
                person=person,
                noun="matching.request",
                object_key=uuid4(),
                danger=Danger.LIFE,
                explanation="Hun skrev at hun ikke orker mer.",
                is_alone=True,
            )
    except Refusal as refusal:
        return refusal.field
    finally:
        connection.close()
    return "opened"


def test_one_who_opens_several_alone_at_the_same_moment_opens_one(organisation):
    with inside(organisation):
        Policy.objects.create(organisation=organisation, allows_emergency_opening=True)
        siri = helper(organisation, Role.COORDINATOR)
        helper(organisation, Role.BOARD_MEMBER)
        people = [Person.objects.create(organisation=organisation) for _each in range(4)]
    together = Barrier(4)
    with ThreadPoolExecutor(4) as threads:
        pressed = [threads.submit(open_alone, siri, person, together) for person in people]
        outcomes = sorted(each.result() for each in pressed)
    with inside(organisation):
        opened = Opening.objects.filter(organisation=organisation).count()
    assert (outcomes, opened) == (["is_alone"] * 3 + ["opened"], 1)
