"""Where nothing is loaded yet: what pages say, what loading refuses, and what it leaves behind."""

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from storstua.audit.models import Entry
from storstua.base.refusal import Refusal
from storstua.base.tenancy import INSTALLATION, inside
from storstua.base.viewer import Viewer
from storstua.demo import actions
from storstua.demo.clearing import organisation_tables
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.people.models import Account
from storstua.people.tests.factories import make_account, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_loaded")]


@pytest.mark.urls("storstua.demo.tests.urls")
@pytest.mark.usefixtures("in_a_demo")
def test_pages_say_what_to_do(client: Client):
    answer = client.get("/demo/", headers={"accept-language": "nb"})
    assert "ikke lastet inn" in answer.content.decode()
    mails = client.get("/demo/post/", headers={"accept-language": "nb"})
    assert "Ingen e-poster" in mails.content.decode()
    for who in ("ola", "kari"):
        assert client.post("/demo/inn/", {"who": who}).status_code == 422


def test_loading_is_refused_to_people():
    with pytest.raises(Refusal):
        actions.load(by=Viewer(account_id=1))
    assert not Organisation.objects.exists()


def test_loading_is_refused_where_others_live():
    other = make_organisation()
    keeper = make_person(other, account=make_account("drift@example.net"))
    with pytest.raises(Refusal):
        actions.load(by=Viewer.command_line())
    assert list(Organisation.objects.all()) == [other]
    assert Account.objects.filter(id=keeper.account_id).exists()


def test_loading_again_gives_the_same_and_leaves_nothing_behind(monkeypatch):
    """With the smallest organisation."""
    monkeypatch.setattr(actions, "SLUGS", ("atrop",))
    first, accounts, old, entries = loaded()
    again, accounts_again, new, entries_again = loaded()
    assert (again, accounts_again) == (first, accounts)
    assert (len(old), old & new) == (1, set())
    assert [left_of(organisation_id) for organisation_id in old] == [{}]
    assert entries_again > entries


def loaded() -> tuple[list[object], int, set[int], int]:
    """Load; what was loaded, how many accounts there are, which organisations, and log lines."""
    found = [*actions.load(by=Viewer.command_line())]
    connection.check_constraints()
    with inside(INSTALLATION):
        entries = Entry.objects.count()
    ids = set(Organisation.objects.values_list("id", flat=True))
    return found, Account.objects.count(), ids, entries


def left_of(organisation_id: int) -> dict[str, int]:
    tables = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    with inside(organisation_id):
        counts = {
            name: tables[name]._base_manager.filter(organisation_id=organisation_id).count()
            for name in organisation_tables()
        }
    return {name: count for name, count in counts.items() if count}
