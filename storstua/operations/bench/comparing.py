"""Puts each page beside its limits: the same rows as f-strings, and in a bare template."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from django.test.utils import override_settings

from storstua.operations.bench.cast import browser
from storstua.operations.bench.replaying import asking, statements_of
from storstua.operations.bench.visiting import Visit

# The pages that have a limit written by hand, and its name; of the others it is replayed.
BY_HAND = {"supporters:directory": "directory", "matching:queue": "queue"}
FORMS = ("raw", "template")
LIMIT_URLS = "storstua.operations.bench.limit_views"
LIMIT_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "storstua.operations.bench.comparing.AtTheLimit",
]

type Handler = Callable[[HttpRequest], HttpResponseBase]


type Lane = Callable[[], object]


class AtTheLimit:
    """Answers with the limit's own addresses, and outside any organisation."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on with the other list of addresses."""
        request.urlconf = LIMIT_URLS
        return self.get_response(request)


def limit_browser(beside: Client) -> Client:
    """A browser at the limit with the same cookies as another one."""
    client = browser()
    client.cookies = beside.cookies
    with override_settings(MIDDLEWARE=LIMIT_MIDDLEWARE):
        client.handler.load_middleware()
    return client


def lanes(visit: Visit, client: Client, beside: Client) -> tuple[Lane, ...]:
    """The page, its raw view and its template view, each to be asked for in turn."""
    by_hand = BY_HAND.get(visit.name)
    statements = [] if by_hand else statements_of(client, visit.address)

    def at_the_limit(form: str) -> Lane:
        def ask() -> None:
            with asking(statements):
                beside.get(f"/{form}/{by_hand or 'page'}/")

        return ask

    return (partial(client.get, visit.address), *map(at_the_limit, FORMS))
