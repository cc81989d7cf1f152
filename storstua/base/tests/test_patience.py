import time
from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from storstua.base import patience
from storstua.config import environment

pytestmark = pytest.mark.django_db


@pytest.fixture
def line() -> Iterator[patience.Connection]:
    """A connection as pages have it."""
    named = connection.settings_dict
    with patience.Connection.connect(
        host=named["HOST"], port=named["PORT"], user=named["USER"],
        password=named["PASSWORD"], dbname=named["NAME"], autocommit=True,
    ) as made:  # fmt: skip
        yield made
        made.close()


def test_the_first_questions_may_not_take_long_together(line, monkeypatch):
    monkeypatch.setattr(patience, "AT_THE_DOOR", 0.3)
    with patience.patience() as own:
        own.left = 0.3
        line.execute("select pg_sleep(0.2)")
        began = time.monotonic()
        with pytest.raises(patience.TooSlow):
            line.execute("select pg_sleep(5)")
        assert time.monotonic() - began < 2
    assert line.closed


def test_who_has_come_in_may_ask_what_takes_longer(line):
    with patience.patience() as own:
        own.left = 0.1
        patience.come_in()
        assert line.execute("select 1 from pg_sleep(0.3)").fetchone() == (1,)
        assert patience.IN_ALL - 5 < own.left < patience.IN_ALL - 0.2


@pytest.mark.parametrize("inside", [True, False])
def test_no_single_question_may_take_for_ever(line, monkeypatch, inside: bool):
    monkeypatch.setattr(patience, "FOR_ONE", 0.2)
    with patience.patience() if inside else pytest.MonkeyPatch.context():
        patience.come_in()
        with pytest.raises(patience.TooSlow):
            line.execute("select pg_sleep(5)")


def test_each_request_has_a_patience_of_its_own():
    left = []

    def view(_request: object) -> HttpResponse:
        own = patience._OF_REQUEST.get()
        assert own is not None
        left.append(own.left)
        own.left = 0
        return HttpResponse()

    answer = patience.WaitsAWhile(view)
    for _request in range(2):
        answer(RequestFactory().get("/"))
    assert left == [patience.AT_THE_DOOR, patience.AT_THE_DOOR]
    assert patience._OF_REQUEST.get() is None


def test_what_answers_people_borrows_connections_and_others_keep_theirs(monkeypatch):
    url = "postgresql://somebody:secret@127.0.0.1:1/storstua"
    monkeypatch.delenv("STORSTUA_SERVES", raising=False)
    own = environment.database(url)
    monkeypatch.setenv("STORSTUA_SERVES", "1")
    lent = environment.database(url)
    assert (own["CONN_MAX_AGE"], "pool" in own["OPTIONS"]) == (600, False)
    assert (lent["CONN_MAX_AGE"], lent["OPTIONS"]["connect_timeout"]) == (0, 2)
    assert lent["OPTIONS"]["pool"]["connection_class"] is patience.Connection
    assert own["OPTIONS"]["tcp_user_timeout"] == lent["OPTIONS"]["tcp_user_timeout"] == 20_000
