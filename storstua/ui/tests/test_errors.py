from types import SimpleNamespace

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
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


def answer_to(request: HttpRequest, fault: Exception) -> HttpResponse:
    """As Django asks for the page: while the error is being handled."""
    try:
        raise fault
    except (OperationalError, IntegrityError):
        return errors.broken(request)


def test_without_the_database_what_was_written_comes_back_to_be_sent_again():
    text = "Jeg sover dårlig om natten."
    sent = {"text": text, "once": "ab" * 16, "csrfmiddlewaretoken": "as it came"}
    response = answer_to(RequestFactory().post("/b/svar/?a=1", sent), OperationalError())
    html = response.content.decode()
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert response.headers["Cache-Control"] == "no-store"
    assert "Vi får ikke lagret dette akkurat nå" in html
    assert f'<p class="inset">{text}</p>' in html
    again = '<input type="hidden" name="csrfmiddlewaretoken" value="as it came">'
    again += f'<input type="hidden" name="text" value="{text}">'
    again += f'<input type="hidden" name="once" value="{"ab" * 16}">'
    assert f'<form method="post" action="/b/svar/?a=1">\n    {again}' in html


@pytest.mark.parametrize(
    ("code", "heading"),
    [
        ("nb", "Vi får ikke hentet siden akkurat nå"),
        ("nn", "Vi får ikkje henta sida akkurat no"),
        ("en", "We cannot fetch the page just now"),
        ("de", "Wir können die Seite gerade nicht laden"),
    ],
)
def test_without_the_database_pages_say_so_in_the_readers_language(code: str, heading: str):
    request = RequestFactory().get("/havblikk/", headers={"accept-language": code})
    html = answer_to(request, OperationalError()).content.decode()
    assert f'<h1 class="ds-heading" data-size="lg">{heading}</h1>' in html
    assert 'href="/havblikk/"' in html


@pytest.mark.parametrize("secret", ["words", "password", "oldpassword", "code", "credential"])
def test_secrets_are_never_shown_again(secret: str):
    sent = {secret: "en to tre fire fem seks sju", "text": "Dette er tre ord."}
    request = RequestFactory().post("/b/ord/", sent)
    for response in (answer_to(request, OperationalError()), errors.csrf_failure(request)):
        html = response.content.decode()
        assert ("en to tre" in html, "tre ord" in html) == (False, True)
        assert "<form" not in html


def test_a_form_with_a_file_keeps_its_sentences():
    file = SimpleUploadedFile("liste.csv", b"a;b")
    request = RequestFactory().post("/x/", {"why": "Dette er en liste.", "file": file})
    html = answer_to(request, OperationalError()).content.decode()
    assert ("Dette er en liste." in html, 'name="why"' in html) == (True, False)


def test_a_form_that_cannot_be_read_is_answered_all_the_same():
    request = RequestFactory().post("/x/", b"no", content_type="multipart/form-data; boundary=x")
    assert answer_to(request, OperationalError()).status_code == 503


def test_what_does_not_pass_by_itself_is_an_error():
    assert answer_to(RequestFactory().get("/x/"), IntegrityError()).status_code == 500
    assert errors.broken(RequestFactory().get("/x/")).status_code == 500
