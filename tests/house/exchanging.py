"""Puts ids of rows that are somebody else's into every form and link that carries an id.

What another's id brings about must be what an id brings about that does not exist: the same
answer, the same writing, nothing shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import uuid4

from tests.house import cast
from tests.house.cast import Address
from tests.house.forms import KEY, Form, forms_in, links_in
from tests.house.probing import Answered, Probe, Prober

# Whose forms are looked at, and whose rows are not theirs in the same organisation.
LOOKED_AT = {
    "kari": "oslo",
    "ola": "oslo",
    "per": "own",
    "siri": "",
    "berit": "bergen",
    "tor": "",
    "bente": "bergen",
    "astrid": "",
}
ROWS = {
    *("supporter", "request", "open_request", "request_ask", "open_request_ask", "conversation"),
    *("activity", "import", "invitation", "proposal", "grant", "branch", "deletion", "siri"),
    *("area", "topic", "help_line", "account"),
}
NEVER_SENT = {"people:leave", "account_logout"}


@dataclass(frozen=True)
class Exchange:
    """One id of somebody else's in one field of a form (or query of a link)."""

    who: str
    form: Form
    name: str
    value: str
    stands_for: str

    def __str__(self) -> str:
        what = f"{self.stands_for} in {self.name}"
        return f"{self.who} {self.form.method} {self.form.path}: {what}"


class Exchanger:
    """Finds the forms by looking at every page, and sends them with ids exchanged."""

    def __init__(self, prober: Prober) -> None:
        self.prober = prober
        self.lots = {lot.name: lot.house.rows for lot in prober.lots}
        self.answers: dict[tuple[str, str, str, str], Answered] = {}

    def forms_of(self, who: str, lots: tuple[str, ...], at: str = "") -> list[Form]:
        """Each form and each link with ids that this person meets on the pages of lots, once.

        `at` is the name of the one page to look at; else it is all.
        """
        found: dict[tuple[str, ...], Form] = {}
        for lot in (each for each in self.prober.lots if each.name in lots):
            for address in cast.addresses(lot.house):
                if at and address.name != at:
                    continue
                for form in self._forms_at(who, lot.name, address):
                    pattern = KEY.sub("", form.path)
                    found.setdefault((form.method, pattern, *sorted(form.sends)), form)
        return list(found.values())

    def _forms_at(self, who: str, lot: str, address: Address) -> Iterator[Form]:
        if address.name in NEVER_SENT:
            return
        html = self.prober.page(Probe(who, lot, address, "GET"))
        if html:
            yield from forms_in(html, address.path)
            for path, query in links_in(html, address.path):
                sends = {name: [value] for name, value in query.items()}
                yield Form(path, "get", sends, {name: {each} for name, each in query.items()})

    def exchanges(self, who: str, lots: tuple[str, ...], at: str = "") -> Iterator[Exchange]:
        """Everything to try: each id of others in each field that carries one."""
        for form in self.forms_of(who, lots, at):
            for name in form.names_rows:
                yield from self._exchanges(who, form, name)

    def _exchanges(self, who: str, form: Form, name: str) -> Iterator[Exchange]:
        has_keys = any(map(KEY.fullmatch, form.offers[name]))
        for lot in filter(None, ("other", LOOKED_AT[who])):
            # Which branches there are in one's own organisation is public.
            for row in ROWS if lot == "other" else ROWS - {"branch"}:
                found = self.lots[lot].get(row)
                value = str(getattr(found, "key" if has_keys else "pk", ""))
                # A number may be that of something of one's own, too.
                if value and (has_keys or value not in form.offers[name]):
                    yield Exchange(who, form, name, value, f"{row} of {lot}")

    def wrong(self, exchange: Exchange) -> Iterator[str]:
        """What is wrong with the answer; nothing, when it is as for what does not exist."""
        nothing = str(uuid4()) if KEY.fullmatch(exchange.value) else "987654321"
        got, none = self._sent(exchange), self._like(replace(exchange, value=nothing))
        if got.outcome == "broken":
            yield f"{exchange}: {got.status}"
        if (got.status, got.wrote) != (none.status, none.wrote):
            yield f"{exchange}: {got.status} {got.wrote}; for nothing {none.status} {none.wrote}"
        if shown := {
            each for each in got.shown - none.shown if each.startswith(self._foreign(exchange))
        }:
            yield f"{exchange} shows {sorted(shown)}"

    @staticmethod
    def _foreign(exchange: Exchange) -> str:
        return exchange.stands_for.rpartition(" ")[2]

    def _like(self, exchange: Exchange) -> Answered:
        """The answer to what does not exist, asked for once in each field."""
        place = (exchange.who, exchange.form.method, exchange.form.path, exchange.name)
        if place not in self.answers:
            self.answers[place] = self._sent(exchange)
        return self.answers[place]

    def _sent(self, exchange: Exchange) -> Answered:
        form = exchange.form
        address = Address("", "", form.path, None)
        probe = Probe(exchange.who, "own", address, form.method.upper())
        return self.prober.ask(probe, **form.sent_with(exchange.name, exchange.value))
