"""What ends with the last appointment: the role, and the way in."""

from datetime import timedelta

import pytest

from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Holding
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox import queries as outbox
from storstua.outbox.models import Message
from storstua.people.tests.factories import make_account, make_viewer
from storstua.roles.tests.factories import make_grant, viewer_of
from storstua.supporters import actions, jobs
from storstua.supporters.models import Appointment, Supporter
from storstua.supporters.tests.factories import make_supporter, system

pytestmark = pytest.mark.django_db
YESTERDAY = timedelta(days=1)


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def ola(organisation) -> Supporter:
    supporter = make_supporter(
        organisation, account=make_account("ola@example.org"), is_member=False
    )
    make_grant(supporter.person, Role.SUPPORTER)
    return supporter


def roles_of(supporter: Supporter) -> frozenset[Holding]:
    return viewer_of(supporter.person).holdings


def test_the_role_ends_with_the_appointment_and_the_mail_says_only_that(ola):
    actions.end_appointment(by=system(ola.organisation), supporter=ola)
    assert roles_of(ola) == frozenset()
    [mail] = Message.objects.filter(template="role_ended")
    assert outbox.address_of(mail) == "ola@example.org"
    assert "/havblikk/mine-opplysninger/" in outbox.text_of(mail).body


def test_the_role_lasts_while_the_last_day_does(ola):
    actions.end_appointment(by=system(ola.organisation), supporter=ola, last_on=clock.today())
    assert roles_of(ola) == frozenset({Holding(Role.SUPPORTER)})
    assert jobs.end_services(timestamp=0) == 0


def test_the_clock_ends_the_role_when_the_appointment_has_run_out(ola):
    Appointment.objects.update(until_on=clock.today() - YESTERDAY)
    assert (jobs.end_services(timestamp=0), jobs.end_services(timestamp=0)) == (1, 0)
    assert roles_of(ola) == frozenset()


def test_the_role_lasts_when_another_appointment_lies_ahead(ola):
    Appointment.objects.update(until_on=clock.today() - YESTERDAY)
    actions.appoint(
        by=system(ola.organisation), supporter=ola, from_on=clock.today() + timedelta(days=30)
    )
    assert jobs.end_services(timestamp=0) == 0
    with pytest.raises(Refusal, match="varer"):
        actions.end_service(by=system(ola.organisation), supporter=ola)
    assert roles_of(ola) == frozenset({Holding(Role.SUPPORTER)})


def test_someone_never_appointed_keeps_the_role(organisation):
    new = make_supporter(organisation, account=make_account("ny@example.org"), is_appointed=False)
    make_grant(new.person, Role.SUPPORTER)
    assert jobs.end_services(timestamp=0) == 0


def test_someone_without_a_sign_in_gets_no_mail(organisation):
    old = make_supporter(organisation)
    make_grant(old.person, Role.SUPPORTER)
    actions.end_appointment(by=system(organisation), supporter=old)
    assert not Message.objects.exists()


def test_only_the_clock_ends_a_service(ola):
    siri = make_viewer(ola.organisation, Role.COORDINATOR)
    with pytest.raises(Refusal, match="klokka"):
        actions.end_service(by=siri, supporter=ola)


def test_the_list_of_supporters_opens_when_one_has_been_forgotten(ola, client):
    """Of whom the term is over, only what proves the service is left: no record to open."""
    by = system(ola.organisation)
    actions.end_appointment(by=by, supporter=ola)
    siri = make_supporter(ola.organisation, "Siri", account=make_account("siri@example.org"))
    make_grant(siri.person, Role.COORDINATOR)
    actions.forget_service(by=by, supporter=ola)
    client.force_login(siri.person.account)
    page = client.get("/havblikk/arbeid/likepersoner/")
    assert [each.person_id for each in page.context["page"]] != []
    assert client.get(f"/havblikk/arbeid/likepersoner/{ola.key}/").status_code == 404
