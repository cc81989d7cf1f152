"""The organisation and its supporter that the tests of this room stand on."""

import pytest

from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.supporters.models import Supporter

from .factories import make_ola


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def ola(organisation: Organisation) -> Supporter:
    return make_ola(organisation)
