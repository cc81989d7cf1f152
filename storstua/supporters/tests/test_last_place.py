"""Two at once: the second waits for the first, over two real connections."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, transaction

from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation
from storstua.people.models import Person
from storstua.supporters import actions
from storstua.supporters.actions import PlaceKind
from storstua.supporters.models import Place, Supporter


@pytest.fixture
def supporter(django_db_setup, django_db_blocker) -> Iterator[Supporter]:
    """One supporter with one place, committed for every connection to see, and taken away again."""
    with django_db_blocker.unblock():
        slug = f"plass-{uuid4().hex[:12]}"
        organisation = Organisation.objects.create(slug=slug, name="Plass")
        with inside(organisation):
            person = Person.objects.create(organisation=organisation, given_name="Ola")
            made = Supporter.objects.create(organisation=organisation, person=person, capacity=1)
        yield made
        with inside(organisation):
            for model in (Supporter, Person):
                model.objects.filter(organisation=organisation).delete()
        organisation.delete()


def take(supporter: Supporter, *, impatient: bool = False) -> Place:
    if impatient:
        with connection.cursor() as cursor:
            cursor.execute("set local lock_timeout = '200ms'")
    return actions.take_place(
        by=Viewer.system(supporter.organisation_id, "test"),
        supporter=supporter,
        kind=PlaceKind.TALK,
        taken_by=uuid4(),
    )


def take_on_a_connection_of_its_own(supporter: Supporter) -> str:
    """What became of an attempt that will not wait and is undone."""
    try:
        with inside(supporter.organisation_id):
            take(supporter, impatient=True)
            transaction.set_rollback(True)
    except OperationalError:
        return "had to wait"
    finally:
        connection.close()
    return "got it"


def test_second_waits_until_the_first_is_done(supporter):
    with ThreadPoolExecutor(1) as threads:
        with inside(supporter.organisation_id):
            take(supporter)
            during = threads.submit(take_on_a_connection_of_its_own, supporter).result()
            transaction.set_rollback(True)
        after = threads.submit(take_on_a_connection_of_its_own, supporter).result()
    assert (during, after) == ("had to wait", "got it")
    with inside(supporter.organisation_id):
        assert not Place.objects.filter(supporter=supporter).exists()
