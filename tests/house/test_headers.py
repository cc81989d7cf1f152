"""Every answer carries the same headers, and none can be caused from another site."""

from itertools import cycle

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client

from storstua.people.tests.browsing import Browser
from tests.house import cast, headed
from tests.house.cast import House

pytestmark = pytest.mark.django_db
LEFT_OUT = {"people:leave", "account_logout"}
EVIL = "https://ond.example.org"


def test_every_answer_carries_the_same_headers(house: House):
    """Whatever the method; to what pages are asked for with, the cast sees to it."""
    client = house.client_of("siri")
    methods = cycle([client.head, client.post, client.options, client.delete])
    asked = [each for each in cast.addresses(house) if each.name not in LEFT_OUT]
    problems = [
        (address.path, problem)
        for address, method in zip(asked, methods, strict=False)
        for problem in headed.wrong(method(address.path))
    ]
    assert problems == []


@pytest.mark.parametrize("path", ["/ingen-slik-side/", "/havblikk/ingen/", "/%00/", "/static/x"])
def test_what_is_not_there_carries_them_too(house: House, path: str):
    answer = Client().get(path)
    assert (answer.status_code, list(headed.wrong(answer))) == (404, [])


def test_a_page_that_breaks_carries_them_too(house: House, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("storstua.organisations.queries.facts_of", lambda *_: 1 / 0)
    client = Client(raise_request_exception=False)
    answer = client.get("/havblikk/samtale/be-om/")
    assert (answer.status_code, list(headed.wrong(answer))) == (500, [])


def test_the_look_is_kept_also_by_who_has_come_in(house: House):
    (theme,) = (each for each in cast.addresses(house) if each.name == "organisations:theme")
    answer = house.client_of("siri").get(theme.path)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def sent_from(origin: str, client: Client, path: str, token: str) -> HttpResponseBase:
    return client.post(path, {"csrfmiddlewaretoken": token}, headers={"origin": origin})


def test_no_form_can_be_sent_from_another_site_or_without_its_token(house: House):
    """Whoever asks: this is looked at before anyone is asked who they are."""
    client = house.client_of("siri")
    client.handler.enforce_csrf_checks = True
    client.get("/b/ord/")
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    let_in = [
        address.path
        for address in cast.addresses(house)
        if sent_from(EVIL, client, address.path, token).status_code != 403
        or sent_from("http://testserver", client, address.path, "").status_code != 403
    ]
    assert let_in == []


def test_over_https_browsers_are_told_to_stay_there(settings):
    settings.SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    answer = Browser().get("/logg-inn/", secure=True)
    told = answer.headers["Strict-Transport-Security"]
    assert told == "max-age=63072000; includeSubDomains; preload"
