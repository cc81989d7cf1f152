"""Compares list pages with the limit: the same rows, in turn, in the same rounds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from django.test.utils import override_settings

from storstua.operations.bench.cast import browser
from storstua.operations.bench.measuring import milliseconds
from storstua.operations.bench.visiting import Visit

# The page of ours, and the name of the limit beside it.
COMPARED = {"supporters:directory": "directory", "matching:queue": "queue"}
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


@dataclass(frozen=True, slots=True)
class Comparison:
    """One page beside the limit, in milliseconds; a share of 0.25 is a quarter of its speed."""

    name: str
    page_ms: float
    raw_ms: float
    template_ms: float
    of_raw: float
    of_template: float


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


def compare(
    visits: Mapping[str, Visit], browsers: Mapping[str, Client], rounds: int
) -> tuple[Comparison, ...]:
    """Measure each page with its two limits in turn; the shares are medians over the rounds."""
    return tuple(
        _compared(visits[name], limit, browsers[visits[name].who], rounds)
        for name, limit in COMPARED.items()
        if name in visits
    )


def _compared(visit: Visit, limit: str, client: Client, rounds: int) -> Comparison:
    beside = limit_browser(client)
    lanes = (
        (client, visit.address),
        (beside, f"/raw/{limit}/"),
        (beside, f"/template/{limit}/"),
    )
    for each, address in lanes:
        each.get(address)
    found = [[milliseconds(each, address) for each, address in lanes] for _round in range(rounds)]
    page_ms, raw_ms, template_ms = (round(median(lane), 2) for lane in zip(*found, strict=True))
    return Comparison(
        name=visit.name,
        page_ms=page_ms,
        raw_ms=raw_ms,
        template_ms=template_ms,
        of_raw=round(median(raw / page for page, raw, _template in found), 3),
        of_template=round(median(template / page for page, _raw, template in found), 3),
    )
