"""An organisation and signed-in clients for the room's tests."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storstua.base.roles import Role
from storstua.base.tests.factories import in_its_organisation
from storstua.organisations.models import Branch, Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.people.models import Person
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account_of, make_person
from storstua.roles.tests.factories import make_grant

type SignIn = Callable[..., Browser]


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def sign_in() -> SignIn:
    """Signs a person in with a role: sign_in(organisation, Role.COORDINATOR, person, branch)."""

    @in_its_organisation
    def enter(
        organisation: Organisation,
        role: Role | None,
        person: Person | None = None,
        branch: Branch | None = None,
    ) -> Browser:
        person = person or make_person(organisation, "Siri", "Berg")
        account = make_account_of(person)
        if role:
            make_grant(person, role, branch)
        client = Browser()
        client.force_login(account)
        return client

    return enter


@pytest.fixture
def count_queries() -> Callable[[], CaptureQueriesContext]:
    """Counts the queries of a page, savepoints and settings of the transaction apart."""
    return lambda: PageQueries(connection)


class PageQueries(CaptureQueriesContext):
    def __len__(self) -> int:
        return len([each for each in self.captured_queries if _is_query(each["sql"])])


def _is_query(sql: str) -> bool:
    return not sql.startswith(("SAVEPOINT", "RELEASE", "select set_config"))
