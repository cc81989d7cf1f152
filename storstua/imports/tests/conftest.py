"""An organisation with the areas the files name, and people who come in by the right door."""

from collections.abc import Callable

import pytest
from django.test import Client

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations import actions as organisations
from storstua.organisations.models import Branch, Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.roles.tests.factories import make_helper

from .factories import AREAS


@pytest.fixture
def organisation() -> Organisation:
    made = make_organisation(is_whole=True)
    for code in AREAS:
        organisations.add_area(
            by=Viewer.system(made.id, "test"),
            organisation=made,
            code=code,
            names={"nb": code.capitalize()},
        )
    made.refresh_from_db()
    return made


@pytest.fixture
def by(organisation: Organisation) -> Viewer:
    return Viewer.command_line(organisation.id)


@pytest.fixture
def sign_in(client: Client) -> Callable[..., Client]:
    def enter(organisation: Organisation, role: Role, branch: Branch | None = None) -> Client:
        person = make_helper(organisation, role, role.value.capitalize(), branch)
        client.force_login(person.account)
        return client

    return enter
