"""Requests of two organisations in any order, through the product's own middleware."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from unittest.mock import patch

import django

django.setup()

from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import RequestFactory  # noqa: E402

from storstua.base.middleware import OneTransaction  # noqa: E402
from storstua.base.tenancy import entering, inside  # noqa: E402
from storstua.base.viewer import Viewer  # noqa: E402
from storstua.organisations import actions  # noqa: E402
from storstua.organisations.models import Organisation, Topic  # noqa: E402

CLIENTS = 8


def _whose_rows() -> set[int]:
    return set(Topic.objects.values_list("organisation_id", flat=True))


def _page(request: HttpRequest) -> HttpResponse:
    request.seen = _whose_rows()  # type: ignore[attr-defined]
    return HttpResponse()


def visit(organisation_id: int) -> int:
    """1 when a request saw anything but its own organisation's rows, or nothing at all.

    What is asked outside a transaction of its own, on whatever connection the pool has, must find
    nothing.
    """
    request = RequestFactory().get("/")
    request.organisation = Organisation(id=organisation_id)  # type: ignore[attr-defined]
    request.session, request.user = {}, AnonymousUser()  # type: ignore[assignment]
    before = _whose_rows()
    OneTransaction(_page)(request)
    with inside(organisation_id):
        again = _whose_rows()
    seen = request.seen  # type: ignore[attr-defined]
    is_right = seen == again == {organisation_id} and not before and not _whose_rows()
    return int(not is_right)


def interleaved(ids: list[int], count: int) -> int:
    """How many of so many visits went wrong."""
    order = random.Random(count).choices(ids, k=count)  # noqa: S311 (an order, no secret)
    with ThreadPoolExecutor(CLIENTS) as clients:
        return sum(clients.map(visit, order))


@contextmanager
def setting_on_the_session() -> Iterator[None]:
    """The fault that must be seen: the setting outlives its transaction."""
    mutant = entering._ENTER.replace("true)", "false)")
    with patch.object(entering, "_ENTER", mutant):
        yield


def prove(count: int) -> tuple[int, int]:
    """How many of so many requests went wrong, and how many of a tenth with the fault."""
    by = Viewer.command_line()
    ids = [actions.found(by=by, slug=slug, name=slug).id for slug in ("havblikk", "andre")]
    mixes = interleaved(ids, count)
    with setting_on_the_session():
        return mixes, interleaved(ids, count // 10)
