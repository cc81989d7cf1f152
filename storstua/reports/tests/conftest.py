"""The people around a report."""

import pytest
from django.test import Client

from storstua.activities.tests.factories import make_ola
from storstua.base.roles import Role
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.people.models import Person
from storstua.roles.tests.factories import make_helper
from storstua.supporters.models import Supporter


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def ola(organisation: Organisation) -> Supporter:
    return make_ola(organisation)


@pytest.fixture
def siri(organisation: Organisation, client: Client) -> Person:
    siri = make_helper(organisation, Role.COORDINATOR)
    client.force_login(siri.account)
    return siri
