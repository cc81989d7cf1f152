from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from storstua.base import door_check
from storstua.base.doors import holding, open_to_all, signed_in, with_receipt
from storstua.base.roles import Role
from storstua.base.viewer import Holding, Viewer

STRANGER = Viewer.visitor(7)
SEEKER = Viewer.seeker(7, 1)
OLA = Viewer(7, 2, 3, frozenset({Holding(Role.SUPPORTER)}))
SIRI = Viewer(7, 4, 5, frozenset({Holding(Role.COORDINATOR)}))
EVERYONE = (STRANGER, SEEKER, OLA, SIRI)


def page(request):
    return HttpResponse("inside")


def entered(view, viewer) -> str:
    """`inside`, `forbidden`, or where the viewer is sent."""
    request = RequestFactory().get("/havblikk/side/?side=2")
    request.viewer = viewer
    try:
        answer = view(request)
    except PermissionDenied:
        return "forbidden"
    return answer.headers.get("Location", answer.content.decode())


LOGIN = "/logg-inn/?next=%2Fhavblikk%2Fside%2F%3Fside%3D2"


@pytest.mark.parametrize(
    ("door", "answers"),
    [
        (open_to_all, ("inside", "inside", "inside", "inside")),
        (with_receipt, ("/b/ord/", "inside", "/b/ord/", "/b/ord/")),
        (signed_in, (LOGIN, LOGIN, "inside", "inside")),
        (holding(Role.COORDINATOR), (LOGIN, LOGIN, "forbidden", "inside")),
        (holding(Role.SUPPORTER, Role.COORDINATOR), (LOGIN, LOGIN, "inside", "inside")),
    ],
)
def test_door_lets_in_those_it_is_for_and_no_others(settings, door, answers):
    settings.LOGIN_URL, settings.RECEIPT_URL = "/logg-inn/", "/b/ord/"
    assert tuple(entered(door(page), viewer) for viewer in EVERYONE) == answers


def test_stranger_who_sends_a_form_comes_back_to_the_page_without_its_query(settings):
    settings.LOGIN_URL = "/logg-inn/"
    request = RequestFactory().post("/havblikk/side/?side=2")
    request.viewer = STRANGER
    answer = signed_in(page)(request)
    assert answer["Location"] == "/logg-inn/?next=%2Fhavblikk%2Fside%2F"


def test_view_without_a_door_is_found_and_one_with_a_door_is_not(monkeypatch, settings):
    settings.ADDRESS_LISTS = ["tests.house.test_doors"]
    patterns = [path("bak/", page), path("foran/", open_to_all(page))]
    monkeypatch.setattr(
        door_check, "get_resolver", lambda name: SimpleNamespace(url_patterns=patterns)
    )
    found = door_check.every_view_has_a_door(None)
    assert [each.msg for each in found] == ["The view behind 'bak/' has no door."]
