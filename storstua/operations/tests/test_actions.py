from datetime import timedelta

import pytest

from storstua.base import clock
from storstua.base.models import Attempts, SentForm
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.operations import actions
from storstua.organisations.models import Organisation
from storstua.outbox import queries as outbox
from storstua.people.models import Person, Session
from storstua.roles import actions as roles
from storstua.roles.queries import holdings_of, open_invitation

pytestmark = pytest.mark.django_db

SYSTEM = Viewer.command_line()


def found(**values: object) -> actions.Founded:
    facts = {"slug": "havblikk", "name": "Havblikk", "admin_email": "anne@example.org"} | values
    return actions.found_organisation(by=SYSTEM, **facts)


def secret_of(founded: actions.Founded) -> str:
    return founded.link.rstrip("/").rpartition("/")[2]


def test_the_first_administrator_gets_the_link_by_mail_too():
    founded = found()
    (message,) = outbox.newest()
    assert outbox.address_of(message) == "anne@example.org"
    assert founded.link in outbox.text_of(message).body


def test_whoever_takes_the_invitation_becomes_administrator():
    founded = found(admin_name="Anne Li Berg")
    invitation = open_invitation(secret_of(founded))
    assert invitation
    account = roles.accept(
        by=Viewer(founded.organisation.id), invitation=invitation, password="en god setning her"
    )
    person = Person.objects.get(account=account)
    assert (person.given_name, person.family_name) == ("Anne Li", "Berg")
    assert {each.role for each in holdings_of(person.id)} == {Role.ORGANISATION_ADMINISTRATOR}


def test_a_small_association_has_a_coordinator_who_administers():
    founded = found(is_small=True)
    person = Person.objects.get(organisation=founded.organisation)
    assert person.given_name == "anne"
    assert {each.role for each in holdings_of(person.id)} == {Role.COORDINATOR}
    assert founded.organisation.open_rooms == ["samtale", "informasjon"]


def test_an_address_that_is_taken_is_refused():
    found()
    with pytest.raises(Refusal):
        found(name="En annen")
    assert Organisation.objects.count() == 1


def test_people_cannot_make_organisations():
    with pytest.raises(Refusal):
        actions.found_organisation(
            by=Viewer(account_id=1), slug="x-y-z", name="X", admin_email="a@example.org"
        )
    assert not Organisation.objects.exists()


def test_what_has_served_its_time_goes_and_the_rest_stays():
    now = clock.now()
    for key, days in (("old", 3), ("new", 1)):
        SentForm.objects.create(key=key, created_at=now - timedelta(days=days))
        Attempts.objects.create(bucket=key, span_starts_at=now - timedelta(days=days))
        Session.objects.create(session_key=key, expire_date=now + timedelta(days=2 - days))
    assert actions.clear_old(by=SYSTEM) == actions.Cleared(1, 1, 1)
    assert [each.key for each in SentForm.objects.all()] == ["new"]
    assert [each.bucket for each in Attempts.objects.all()] == ["new"]
    assert [each.session_key for each in Session.objects.all()] == ["new"]
    assert actions.clear_old(by=SYSTEM) == actions.Cleared(0, 0, 0)


def test_people_cannot_tidy_up():
    with pytest.raises(Refusal):
        actions.clear_old(by=Viewer(account_id=1))
