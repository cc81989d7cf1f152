"""The organisation's word goes into every page, and an answer with errors says that it has some."""

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import get_language

from storstua.ui import errors, words

type Handler = Callable[[HttpRequest], HttpResponseBase]

WAYS = {"text/html": words.put_in_html, "text/plain": words.put_in}


def _kind(response: HttpResponseBase) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0].strip()


class PutInWords:
    """Replaces [[likeperson]] and its forms in HTML and plain text that goes out."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request with the words of `request.word_forms` put in."""
        response = self.get_response(request)
        put_in = WAYS.get(_kind(response))
        if put_in and isinstance(response, HttpResponse) and b"[[" in response.content:
            text = response.content.decode(response.charset)
            forms = getattr(request, "word_forms", {})
            response.content = put_in(text, forms, get_language() or "nb").encode(response.charset)
            if "Content-Length" in response.headers:
                response.headers["Content-Length"] = str(len(response.content))
        return response


class NeverEmpty:
    """Gives a page to errors that come without one, such as a wrong method."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, with our page in place of an empty one."""
        response = self.get_response(request)
        empty = isinstance(response, HttpResponse) and not response.content
        if not empty or response.status_code not in errors.PAGES:
            return response
        page = errors.page(request, response.status_code)
        for name, value in response.headers.items():
            if name not in {"Content-Type", "Content-Length"}:
                page.headers[name] = value
        return page


class WrongForms:
    """Answers 422 when a page shows a form again with errors; views that are not ours answer 200.

    Ours render their page themselves and say so; only what is drawn after the view comes here.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """The same page; one that holds a wrong form is no success."""
        shown = (response.context_data or {}).values()
        if any(isinstance(each, BaseForm) and each.is_bound and each.errors for each in shown):
            response.status_code = 422
        return response
