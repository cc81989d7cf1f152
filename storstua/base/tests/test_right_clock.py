from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from storstua.base import right_clock
from storstua.base.right_clock import RightClock, Watch, WrongClock
from storstua.base.throttle import Limit
from storstua.people import session_store

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
JUMPS = [timedelta(days=-1), timedelta(days=1), timedelta(days=365)]
type Made = Callable[[], HttpRequest]
# What stands behind the clock.
INSIDE = b"inne"


def signed_in() -> HttpRequest:
    request = RequestFactory().get("/havblikk/i-dag/")
    request.COOKIES["okt"] = "x"
    return request


def phone() -> HttpRequest:
    request = RequestFactory().get("/havblikk/registrer/")
    request.COOKIES["telefon"] = "x"
    return request


def secret() -> HttpRequest:
    return RequestFactory().post("/logg-inn/", {"password": "x"})


@pytest.fixture
def answer(settings) -> RightClock:
    settings.STORSTUA_SERVES = True
    return RightClock(lambda _request: HttpResponse(INSIDE))


@pytest.mark.parametrize("made", [signed_in, phone, secret])
@pytest.mark.parametrize("jump", JUMPS)
def test_by_a_wrong_clock_nobody_comes_in_or_tries_a_secret(
    answer: RightClock, made: Made, jump: timedelta
):
    assert answer(made()).content == INSIDE
    with time_machine.travel(NOW + jump), pytest.raises(WrongClock):
        answer(made())
    assert answer(made()).content == INSIDE


def test_what_is_open_to_all_is_read_by_any_clock(answer: RightClock):
    with time_machine.travel(NOW + JUMPS[-1]):
        assert answer(RequestFactory().get("/havblikk/hjelp-na/")).content == INSIDE


def test_a_few_minutes_are_no_wrong_clock(answer: RightClock):
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=4)):
        assert answer(secret()).content == INSIDE


def test_only_what_serves_people_looks_at_the_clock(answer: RightClock, settings):
    settings.STORSTUA_SERVES = False
    with time_machine.travel(NOW + JUMPS[0]):
        assert answer(secret()).content == INSIDE


def test_the_clock_is_looked_at_once_a_minute(monkeypatch):
    looked = []
    counted = 1000.0
    monkeypatch.setattr(right_clock, "apart", lambda: looked.append(counted) or timedelta(0))
    monkeypatch.setattr(right_clock.time, "monotonic", lambda: counted)
    watch = Watch()
    with time_machine.travel(NOW, tick=False) as moment:
        for counted in (1000.0, 1030.0, 1059.0, 1061.0):
            moment.move_to(NOW + timedelta(seconds=counted - 1000))
            assert watch.agrees()
    assert looked == [1000.0, 1061.0]


@pytest.mark.parametrize(
    "change", [datetime(2026, 3, 29, 0, 59, tzinfo=UTC), datetime(2026, 10, 25, 0, 59, tzinfo=UTC)]
)
def test_summer_time_makes_no_session_and_no_count_longer_or_shorter(change: datetime):
    limit = Limit("x", 1, timedelta(minutes=10))
    with time_machine.travel(change, tick=False) as moment:
        store = session_store.SessionStore()
        store.stay(timedelta(minutes=20))
        store.create()
        key, span = store.session_key, limit.starts_at(change)
        for minutes, lives in ((2, True), (19, True), (21, False)):
            moment.move_to(change + timedelta(minutes=minutes))
            assert bool(session_store.SessionStore(key).load()) is lives
    assert limit.starts_at(change + timedelta(minutes=1)) - span == timedelta(minutes=10)


def test_a_session_that_was_used_in_the_future_opens_nothing():
    with time_machine.travel(NOW + timedelta(days=1)):
        store = session_store.SessionStore()
        store.stay(timedelta(minutes=20))
        store.create()
    with time_machine.travel(NOW):
        assert session_store.SessionStore(store.session_key).load() == {}
