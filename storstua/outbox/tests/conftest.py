"""The messages of these tests are the installation's own."""

from collections.abc import Iterator

import pytest

from storstua.base.tenancy import INSTALLATION, inside


@pytest.fixture(autouse=True)
def of_the_installation(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.node.get_closest_marker("django_db") is None:
        yield
        return
    request.getfixturevalue("db")
    with inside(INSTALLATION):
        yield
