"""What is asked of others is asked outside the transaction, and the view walked once more."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse

from storstua.base import clock, outside
from storstua.base.middleware import OneTransaction
from storstua.base.models import Attempts
from storstua.base.outside import answer, asks_outside


class No(Exception):
    """What the others say."""


def asked_by(rf: Any, view: Any) -> Any:
    request = rf.post("/")
    request.session, request.user = {}, SimpleNamespace(is_authenticated=False)
    return OneTransaction(view)(request)


def depth() -> int:
    """How many transactions, one inside the other, are open."""
    return len(connection.savepoint_ids)


@pytest.mark.django_db
def test_a_question_is_put_outside_the_transaction_and_undoes_what_came_before(rf: Any) -> None:
    before, seen = depth(), []

    def ask() -> str:
        seen.append(("asked", depth() - before, Attempts.objects.count()))
        return "ja"

    @asks_outside
    def view(request: HttpRequest, *_args: Any) -> HttpResponse:
        Attempts.objects.create(bucket="x", span_starts_at=clock.now(), count=1)
        seen.append(("walked", depth() - before, Attempts.objects.count()))
        return HttpResponse(answer(request, ask))

    assert asked_by(rf, view).content == b"ja"
    assert seen == [("walked", 1, 1), ("asked", 0, 0), ("walked", 1, 1)]
    assert Attempts.objects.count() == 1


@pytest.mark.django_db
def test_what_the_question_raises_is_raised_in_the_view(rf: Any) -> None:
    def ask() -> str:
        raise No

    @asks_outside
    def view(request: HttpRequest, *_args: Any) -> HttpResponse:
        try:
            return HttpResponse(answer(request, ask))
        except No:
            return HttpResponse(b"nei")

    assert asked_by(rf, view).content == b"nei"


@pytest.mark.django_db
def test_a_view_that_asks_nothing_is_walked_once(rf: Any) -> None:
    walked = []

    @asks_outside
    def view(_request: HttpRequest, *_args: Any) -> HttpResponse:
        walked.append(1)
        return HttpResponse(status=204)

    assert (asked_by(rf, view).status_code, walked) == (204, [1])


@pytest.mark.parametrize(("is_inside", "given_back"), [(True, []), (False, [True])])
def test_the_connection_is_given_back_where_no_transaction_is_open(
    monkeypatch: pytest.MonkeyPatch, is_inside: bool, given_back: list[bool]
) -> None:
    closed: list[bool] = []
    found = SimpleNamespace(in_atomic_block=is_inside, close=lambda: closed.append(True))
    monkeypatch.setattr(outside, "connection", found)
    outside.lend_back()
    assert closed == given_back
