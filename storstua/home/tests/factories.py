"""Makes people with roles, requests and asks for tests of I dag."""

from datetime import date, datetime, timedelta

from django.test import Client

from storstua.base import clock
from storstua.base.roles import Role
from storstua.base.tests.factories import in_its_organisation
from storstua.matching.models import Ask, Request
from storstua.organisations.models import Organisation
from storstua.people.models import Person
from storstua.people.tests.factories import make_person
from storstua.roles.tests.factories import make_helper
from storstua.supporters.models import Supporter


def sign_in(client: Client, organisation: Organisation, role: Role) -> Person:
    """A new helper, signed in."""
    person = make_helper(organisation, role)
    client.force_login(person.account)
    return person


@in_its_organisation
def make_request(
    organisation: Organisation,
    promised_on: date | None = None,
    *,
    is_on_waiting_list: bool = False,
) -> Request:
    """A request that nobody has answered; promised for tomorrow when no day is given."""
    return Request.objects.create(
        organisation=organisation,
        person=make_person(organisation, "Blåveis"),
        promised_on=promised_on or clock.today() + timedelta(days=1),
        is_on_waiting_list=is_on_waiting_list,
    )


@in_its_organisation
def make_ask(
    organisation: Organisation, supporter: Supporter, asked_at: datetime | None = None
) -> Ask:
    """A supporter is asked about a new request, and has not answered."""
    return Ask.objects.create(
        organisation=organisation,
        request=make_request(organisation),
        supporter=supporter,
        asked_at=asked_at or clock.now(),
    )
