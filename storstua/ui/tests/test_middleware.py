import pytest
from django import forms
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import translation

from storstua.ui.middleware import NeverEmpty, PutInWords, WrongForms


def test_words_are_put_in_when_the_page_is_html(ask_for):
    response = HttpResponse("<p>[[Likepersoner]]</p>")
    response.headers["Content-Length"] = "23"
    request = ask_for(word_forms={"plural": "veiledere"})
    answered = PutInWords(lambda request: response)(request)
    assert answered.content == b"<p>Veiledere</p>"
    assert answered.headers["Content-Length"] == "16"


def test_words_are_put_in_when_the_answer_is_plain_text_in_german(ask_for):
    def answer(request):
        return HttpResponse("[[likepersoner]] & so", content_type="text/plain; charset=utf-8")

    with translation.override("de"):
        answered = PutInWords(answer)(ask_for())
    assert answered.content == b"Peer-Begleitende & so"


@pytest.mark.parametrize(
    "response",
    [
        JsonResponse({"text": "[[likeperson]]"}),
        HttpResponse(b"[[likeperson]]", content_type="application/octet-stream"),
    ],
)
def test_other_kinds_go_out_as_they_are(ask_for, response: HttpResponse):
    before = response.content
    assert PutInWords(lambda request: response)(ask_for()).content == before


def test_streams_go_out_as_they_are(ask_for):
    response = StreamingHttpResponse([b"[[likeperson]]"])
    answered = PutInWords(lambda request: response)(ask_for())
    assert answered.getvalue() == b"[[likeperson]]"


def test_a_wrong_method_gets_a_page_when_it_came_without_one(ask_for):
    answered = NeverEmpty(lambda request: HttpResponseNotAllowed(["POST"]))(ask_for())
    assert (answered.status_code, answered.headers["Allow"]) == (405, "POST")
    assert "Siden kan ikke åpnes på denne måten" in answered.content.decode()


@pytest.mark.parametrize("response", [HttpResponse(status=204), HttpResponse("egen", status=404)])
def test_other_answers_keep_what_they_hold(ask_for, response: HttpResponse):
    assert NeverEmpty(lambda request: response)(ask_for()) is response


class Named(forms.Form):
    name = forms.CharField()


@pytest.mark.parametrize(
    ("context", "status"),
    [
        ({"form": Named({})}, 422),
        ({"form": Named({"name": "Anne"})}, 200),
        ({"form": Named()}, 200),
        ({"form": Named(), "webauthn_form": Named({})}, 422),
        (None, 200),
    ],
)
def test_a_page_with_a_wrong_form_says_so(ask_for, context: dict[str, object] | None, status: int):
    request = ask_for()
    page = TemplateResponse(request, "ui/error.html", context)
    answered = WrongForms(lambda request: page).process_template_response(request, page)
    assert answered.status_code == status
