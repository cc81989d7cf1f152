from types import SimpleNamespace

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import RequestFactory
from django.utils import translation

from storstua.ui import errors

ORGANISATION = SimpleNamespace(
    name="Havblikk", theme_url="", shows_exit_everywhere=False, tagline=""
)


@pytest.mark.parametrize(
    ("view", "given", "status"),
    [
        (errors.bad_request, SuspiciousOperation(), 400),
        (errors.bad_request, RequestDataTooBig(), 413),
        (errors.forbidden, None, 403),
        (errors.not_found, None, 404),
    ],
)
def test_a_handler_answers_with_its_status(ask_for, view, given, status: int):
    assert view(ask_for("/gone/"), given).status_code == status


def test_too_many_tries_get_429(ask_for):
    assert errors.too_many(ask_for("/logg-inn/")).status_code == 429


@pytest.mark.parametrize(("view", "status"), [(errors.broken, 500), (errors.closed, 503)])
def test_broken_pages_ask_nothing_of_anyone(view, status: int):
    request = RequestFactory().get("/", headers={"cookie": "scheme=dark"})
    with translation.override("en"):
        response = view(request)
    html = response.content.decode()
    assert (response.status_code, 'data-color-scheme="dark"' in html) == (status, True)
    assert "tel:113" in html


def test_errors_in_the_seekers_area_name_no_one(ask_for):
    html = errors.not_found(ask_for("/b/gone/", organisation=ORGANISATION)).content.decode()
    assert ("Havblikk" in html, "ui/neutral." in html) == (False, True)


def test_what_was_written_comes_back_when_the_form_was_too_old():
    written = {
        "text": "Jeg sover dårlig om natten.",
        "password1": "tre ord her",
        "csrfmiddlewaretoken": "a b c",
        "name": "Blåveis",
    }
    request = RequestFactory().post("/b/svar/", written)
    response = errors.csrf_failure(request)
    html = response.content.decode()
    assert response.status_code == 403
    assert response.headers["Cache-Control"] == "no-store"
    shown = [text for text in written.values() if f'<p class="inset">{text}</p>' in html]
    assert shown == ["Jeg sover dårlig om natten."]
    assert 'href="/b/svar/"' in html
