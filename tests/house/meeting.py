"""Finds every form that the cast meets, each once, and sends odd input with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.http import HttpResponseBase
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings

from storstua.organisations import queries as organisations
from tests.house import cast, refused
from tests.house.cast import Address, House
from tests.house.forms import KEY, OF_THE_FORM, Form, forms_in
from tests.house.odd import Sent, sent
from tests.house.probing import undone
from tests.house.saying import SAID

# Whoever has the fewest pages comes first, so that each meets some that nobody met before.
WHO = ("visitor", "kari", "veslemoy", "ola", "tor", "siri", "astrid")
MET_BY = {"open to all": ("visitor", "ola"), "signed in": ("veslemoy", "ola")}
NEVER_SENT = {"people:leave", "account_logout", "home:health"}
QUERIES = (
    *("side", "sorter", "q", "aar", "ar", "type", "rolle", "omrade", "fylke", "tilstand"),
    *("navn", "neste", "til", "for", "endre", "likeperson", "farger", "sprak", "format"),
)
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
VARYING = re.compile(r'value="[^"]*"')
ASKING, CHECK = "samtale/be-om/", "se-over"


@dataclass
class Member:
    """One of the cast in a browser of their own, with the forms that nobody met before them."""

    house: House
    who: str
    client: Client
    forms: list[Form] = field(default_factory=list)
    pages: list[Form] = field(default_factory=list)

    def meet(self, form: Form, each: int, *, anew: bool) -> list[str]:
        """Send the form with `each` odd inputs, other ones every time if `anew`; what went wrong.

        Of each kind of fault the first is told.
        """
        found: dict[str, str] = {}
        cookies = self.client.cookies.copy()
        healths = list(HealthCheck)

        @settings(
            max_examples=each,
            derandomize=not anew,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=healths,
        )
        @given(sent(form, self._others()))
        def send(one: Sent) -> None:
            for fault in self._faults(one):
                found.setdefault(KEY.sub("", fault)[:60], f"{self.who} {one}: {fault}")
            self.client.cookies = cookies.copy()

        send()
        return list(found.values())

    def sends_nothing(self, form: Form) -> HttpResponseBase:
        """The answer to the form with nothing in it; what it does is undone."""
        cookies = self.client.cookies.copy()
        # What stands in a form beforehand was put there by us, and is kept where nobody sees it.
        empty = {name: said if name in OF_THE_FORM else [""] for name, said in form.sends.items()}
        answer = self._answer(Sent(form, empty))
        self.client.cookies = cookies
        return answer

    def _others(self) -> list[str]:
        """Ids of rows: of those that this form may not name, one is in another organisation."""
        rows = self.house.rows
        named = ("request", "supporter", "import", "conversation")
        return [str(self.house.other.pk), *(str(rows[name].key) for name in named)]

    def _answer(self, one: Sent) -> HttpResponseBase:
        with undone():
            answer = one.send(self.client)
        # What was changed, and is not any more, is remembered by the process.
        organisations._facts.cache_clear()
        return answer

    def _faults(self, one: Sent) -> Iterator[str]:
        answer = self._answer(one)
        yield from refused.faults(answer, one)
        refusal = refused.refusal_in(answer)
        if refusal and one.odd and one.odd not in refusal.named | refusal.unseen:
            as_it_stands = Sent(one.form, {**one.form.sends})
            if not refused.refusal_in(self._answer(as_it_stands)):
                yield f"{one.odd} is refused, and {sorted(refusal.named)} is named"


def everyone(house: House) -> dict[str, Member]:
    """The cast with every form of the product, and every page, each at one of them."""
    seen: set[tuple[str, ...]] = set()
    found = {}
    for who in WHO:
        client = house.client_of(who)
        client.raise_request_exception = False
        found[who] = Member(house, who, client)
        for each in _met_by(found[who]):
            key = (each.method, KEY.sub("", each.path), *sorted(each.sends))
            if key not in seen:
                seen.add(key)
                is_page = tuple(each.sends) == QUERIES
                (found[who].pages if is_page else found[who].forms).append(each)
    return found


def _met_by(member: Member) -> Iterator[Form]:
    texts: set[str] = set()
    for address in _open_to(member):
        answer = member.client.get(address.path)
        if answer.status_code == 405:
            # Its form stands on a page that nobody of the cast can open just now.
            yield Form(address.path, "post", _said())
            continue
        yield Form(address.path, "get", {name: [""] for name in QUERIES})
        for text in _forms_in(answer):
            if (bare := VARYING.sub("", text)) not in texts:
                texts.add(bare)
                yield from forms_in(text, address.path)
    if member.who == "visitor":
        yield from _questions(member)


def _open_to(member: Member) -> list[Address]:
    """The addresses whose door lets them in; what is shown alike to all is met by two of them."""
    return [
        each
        for each in cast.addresses(member.house)
        if each.name not in NEVER_SENT
        and member.who in MET_BY.get(each.view.door.name, WHO)
        and cast.lets_in(member.house, member.who, each)
    ]


def _forms_in(answer: HttpResponseBase) -> list[str]:
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    return FORM.findall(answer.content.decode()) if is_page else []


def _said() -> dict[str, list[str]]:
    return {name: said if isinstance(said, list) else [str(said)] for name, said in SAID.items()}


def _questions(member: Member) -> Iterator[Form]:
    """The questions of someone who asks for a talk, each skipped, with the check at the end."""
    path = f"/{member.house.organisation.slug}/{ASKING}"
    while path:
        for text in _forms_in(member.client.get(path)):
            yield from forms_in(text, path)
        answer = member.client.post(path, {"skip": "1", "nickname": "Rogn"})
        path = "" if CHECK in path else urlsplit(answer.headers.get("Location", "")).path
