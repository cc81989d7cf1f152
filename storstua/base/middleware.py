"""One transaction per request, no writing by safe methods, and each form done once."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from storstua.base import clock, patience
from storstua.base.models import SentForm
from storstua.base.outside import put_question
from storstua.base.session_keys import ACTING, RECEIPT
from storstua.base.tenancy import INSTALLATION
from storstua.base.tenancy.entering import entered

type Handler = Callable[[HttpRequest], HttpResponseBase]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
WRITING = ("insert", "update", "delete", "truncate", "merge")
AGAIN_WITHIN = timedelta(minutes=5)
KEY = re.compile(r"[0-9a-f]{32}")
# Exempt from the guard: counters that slow down floods (two tables), and sessions. Audit has a
# connection of its own.
EXEMPT_TABLES = ("base_attempts", "base_cache", "people_session")


class WroteInRead(Exception):
    """A page that should only read tried to write."""


def _forbid_writing(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    statement = sql.lstrip().lower()
    if statement.startswith(WRITING) and not any(table in statement for table in EXEMPT_TABLES):
        raise WroteInRead(sql[:200])
    return execute(sql, params, many, context)


def whose(request: HttpRequest) -> dict[str, Any]:
    """What the database is told about a request: in which organisation, who, as what, why.

    The session and the account are needed by every page anyway, so that this asks for nothing.
    """
    organisation = getattr(request, "organisation", None)
    organisation_id = organisation.id if organisation else INSTALLATION
    receipt = request.session.get(RECEIPT)
    actor = f"account {request.user.pk}" if request.user.is_authenticated else ""
    return {
        "organisation": organisation_id,
        "actor": actor or (f"person {receipt['person']}" if receipt else ""),
        "role": request.session.get(ACTING, {}).get(str(organisation_id), ""),
        "purpose": request.method or "",
    }


class OneTransaction:
    """Opens the request's own transaction and tells the database which organisation it is in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Run the request; an answer of 500 or more undoes everything."""
        response = self._in_transaction(request)
        return self._in_transaction(request) if put_question(request) else response

    def _in_transaction(self, request: HttpRequest) -> HttpResponseBase:
        with entered(**whose(request)):
            patience.come_in()
            response = self._guarded(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def _guarded(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in SAFE:
            return self.get_response(request)

        def guard(execute: Callable[..., Any], *statement: Any) -> Any:
            if getattr(request, "may_write", False):
                return execute(*statement)
            return _forbid_writing(execute, *statement)

        with connection.execute_wrapper(guard):
            return self.get_response(request)


def writes_on_return(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Lets a page write although it is asked for by GET: the way back from another sign-in alone.

    Such a page must prove by itself that the same browser set out, as a form proves it by a token.
    """

    @wraps(view)
    def returned(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.may_write = True  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return returned


class Once:
    """A form sent twice is done once: the second sending is led to where the first one went.

    What the first one laid aside (`request.for_again`, sealed) is given to the second for five
    minutes (`request.again`); whoever laid it aside tells whether it is the same browser.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Claim the form's key, run the request, remember where it led."""
        key = request.POST.get("once", "") if request.method == "POST" else ""
        if not KEY.fullmatch(key):
            return self.get_response(request)
        if not self._claim(key):
            return self._again(request, key)
        response = self.get_response(request)
        if 300 <= response.status_code < 400:
            location = response.headers.get("Location", "")
            aside = getattr(request, "for_again", None)
            SentForm.objects.filter(key=key).update(location=location, for_again=aside)
        else:
            SentForm.objects.filter(key=key).delete()
        return response

    @staticmethod
    def _claim(key: str) -> bool:
        try:
            with transaction.atomic():
                SentForm.objects.create(key=key)
        except IntegrityError:
            return False
        return True

    @staticmethod
    def _again(request: HttpRequest, key: str) -> HttpResponse:
        row = SentForm.objects.get(key=key)
        if row.for_again and clock.now() - row.created_at < AGAIN_WITHIN:
            request.again = bytes(row.for_again)  # type: ignore[attr-defined]
        return HttpResponseRedirect(row.location or request.path)
