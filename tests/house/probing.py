"""Asks every address for everything as everyone, and says what was answered, shown and written."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.http import HttpResponseBase

from storstua.base.tenancy import inside
from storstua.organisations import queries as organisations
from storstua.outbox import queries as outbox
from storstua.outbox.models import Message as Mail
from storstua.people.tests.browsing import Browser
from tests.house import cast, crew, lots, marks
from tests.house.cast import Address
from tests.house.saying import SAID

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
AWAY = ("/logg-inn/", "/b/ord/")
WRITING = ("insert", "update", "delete", "truncate", "merge")
# Counters, sessions, forms that were sent, and the log of who did what: each page writes there.
OWN_TABLES = ("base_attempts", "base_cache", "people_session", "base_sent_form", "audit_")


@dataclass(frozen=True)
class Probe:
    """One request: who asks which address for which lot's row, and how."""

    who: str
    lot: str
    address: Address
    method: str

    def __str__(self) -> str:
        return f"{self.who} {self.method} {self.address.path} ({self.lot})"


@dataclass
class Answered:
    """What came of it: `outcome` is in, gone, shut, away, never or broken."""

    outcome: str
    status: int
    shown: set[str]
    wrote: list[str] = field(default_factory=list)


def outcome_of(answer: HttpResponseBase) -> str:
    """An answer in one word."""
    if answer.status_code >= 500:
        return "broken"
    if answer.status_code == 302 and answer.headers["Location"].startswith(AWAY):
        return "away"
    return {403: "shut", 404: "gone", 405: "never"}.get(answer.status_code, "in")


class Prober:
    """A house with all lots and everyone; what a probe changes is undone after it."""

    def __init__(self) -> None:
        self.house = cast.build()
        self.lots = lots.add(self.house)
        crew.add(self.house)
        self.browsers: dict[str, Browser] = {}
        self.mails_before = 0
        for organisation in (self.house.organisation, self.house.other):
            with inside(organisation):
                newest = Mail.objects.aggregate(newest=Max("id"))["newest"] or 0
                self.mails_before = max(self.mails_before, newest)

    def addresses(self) -> Iterator[tuple[str, Address]]:
        """Every address with the name of the lot; what names no row is asked for in two."""
        for lot in self.lots:
            for address in cast.addresses(lot.house):
                is_elsewhere = lot.house.organisation == self.house.other
                if is_elsewhere and address.place == "installation":
                    continue
                names_a_row = "<uuid:" in address.pattern
                if names_a_row or lot.name in {"own", "own from elsewhere"}:
                    yield lot.name, address

    def probes(self, who: tuple[str, ...] = crew.EVERYONE) -> Iterator[Probe]:
        """All there is to try."""
        for lot, address in self.addresses():
            # Health is 503 by right where no worker runs.
            for name in who if address.name != "home:health" else ():
                yield from (Probe(name, lot, address, method) for method in METHODS)

    def browser_of(self, who: str) -> Browser:
        """Their browser, in which they have come in once."""
        if who not in self.browsers:
            self.browsers[who] = crew.browser_of(self.house, who)
        return self.browsers[who]

    def page(self, probe: Probe) -> str:
        """The text of a page that is shown, else nothing."""
        client = self.browser_of(probe.who)
        cookies = client.cookies.copy()
        with undone():
            answer = client.get(probe.address.path)
        client.cookies = cookies
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        return answer.content.decode() if answer.status_code == 200 and is_page else ""

    def ask(self, probe: Probe, **said: Any) -> Answered:
        """Send one probe, and undo it."""
        client = self.browser_of(probe.who)
        cookies = client.cookies.copy()
        with undone(), _writes() as wrote:
            sends = {"data": said} if said else {"data": SAID} if probe.method == "POST" else {}
            answer = getattr(client, probe.method.lower())(probe.address.path, **sends)
            shown = marks.shown_by(answer) | (self._mailed() if wrote else set())
        client.cookies = cookies
        if wrote:
            organisations._facts.cache_clear()
        return Answered(outcome_of(answer), answer.status_code, shown, wrote)

    def _mailed(self) -> set[str]:
        """The marks in the mails that this request left to be sent, whoever they go to."""
        found = set()
        for organisation in (self.house.organisation, self.house.other):
            with inside(organisation):
                for mail in Mail.objects.filter(id__gt=self.mails_before):
                    text = outbox.text_of(mail)
                    found |= marks.found_in(f"{text.subject} {text.body}")
        return found


@contextmanager
def undone() -> Iterator[None]:
    """What is done within is taken back in the database."""
    with ExitStack() as stack:
        for alias in ("default", "audit"):
            stack.enter_context(transaction.atomic(using=alias))
        yield
        for alias in ("default", "audit"):
            transaction.set_rollback(True, using=alias)


@contextmanager
def _writes() -> Iterator[list[str]]:
    """The statements that change what people have written, as they are sent."""
    found: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        told = sql.lstrip().lower()
        if told.startswith(WRITING) and not any(table in told[:90] for table in OWN_TABLES):
            found.append(sql[:120])
        return execute(sql, params, *rest)

    with connection.execute_wrapper(note):
        yield found
