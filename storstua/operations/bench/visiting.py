"""Finds an address for every page: those without a key from the lists, the others from links."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpResponseBase
from django.test import Client

from storstua.operations.bench.cast import ASKER, whom_it_lets_in
from storstua.operations.bench.routes import HOME, Route, name_of

# In mails the address begins with the scheme and the host.
LINK = re.compile(rb'(?:href|action)="(?:https?://[^/"]*)?(/[^"]*)"')
TRIES = 3
# Shows each role something else, so that it is measured for each.
FOR_EACH_ROLE = {"home:today"}
# Would send whoever looks at it out of the house.
NOT_LOOKED_AT = {"people:leave": "ends the session"}
FIRST_QUESTION, CHECK = f"/{HOME}/samtale/be-om/", "matching:check"


@dataclass(frozen=True, slots=True)
class Visit:
    """A page to measure: which, where, and who looks at it."""

    name: str
    address: str
    who: str


@dataclass(frozen=True, slots=True)
class Tour:
    """The pages that can be measured, and for the other addresses why not."""

    pages: tuple[Visit, ...]
    left_out: Mapping[str, str]


def tour(routes: Mapping[str, Route], browsers: Mapping[str, Client]) -> Tour:
    """Let everyone look at every page they may see, follow the links, keep an address of each."""
    return follow(routes, browsers, [*_beginnings(routes), *_questions(browsers[ASKER])])


def follow(
    routes: Mapping[str, Route], browsers: Mapping[str, Client], beginnings: Iterable[Visit]
) -> Tour:
    """Look at the beginnings and follow their links to `routes`, one address of each."""
    found: dict[tuple[str, str], Visit] = {}
    answers = dict(NOT_LOOKED_AT)
    tries: Counter[tuple[str, str]] = Counter()
    waiting = deque(beginnings)
    while waiting:
        visit = waiting.popleft()
        key = visit.name, visit.who
        is_known = key in found or tries[key] >= TRIES
        if visit.name in NOT_LOOKED_AT or (is_known and visit.name in routes):
            continue
        tries[key] += 1
        response = browsers[visit.who].get(visit.address)
        if _is_page(response):
            found[key] = visit
        else:
            answers[visit.name] = f"answers {response.status_code} {_kind(response)}".strip()
        waiting += _found_on(response, routes, visit.who)
    pages = tuple(_chosen(routes, found))
    shown = {visit.name for visit in pages}
    left_out = {
        name: answers.get(name, "no link leads there") for name in routes if name not in shown
    }
    return Tour(pages, left_out)


def together(first: Tour, more: Tour) -> Tour:
    """Both tours as one; what the second did not find stays left out for the first one's reason."""
    shown = {visit.name for visit in more.pages}
    left = {name: why for name, why in first.left_out.items() if name not in shown}
    return Tour((*first.pages, *more.pages), left)


def _chosen(routes: Mapping[str, Route], found: Mapping[tuple[str, str], Visit]) -> Iterator[Visit]:
    """For each page the visit of whoever it is most for; of some the visit of everyone."""
    for name, route in sorted(routes.items()):
        people = [who for who in whom_it_lets_in(route.door) if (name, who) in found]
        for who in people if name in FOR_EACH_ROLE else people[:1]:
            yield found[name, who]


def _beginnings(routes: Mapping[str, Route]) -> Iterator[Visit]:
    for route in routes.values():
        for who in whom_it_lets_in(route.door) if route.address else ():
            yield Visit(route.name, route.address, who)


def _questions(client: Client) -> list[Visit]:
    """The questions of someone who asks for a talk, all skipped, up to the check; nothing sent."""
    visits, address = [], FIRST_QUESTION
    while address and name_of(address) not in {"", CHECK}:
        answer = client.post(address, {"skip": "1", "nickname": "Rogn"})
        address = answer.headers.get("Location", "")
        visits.append(Visit(name_of(address), address, ASKER))
    return [visit for visit in visits if visit.name]


def _found_on(response: HttpResponseBase, routes: Mapping[str, Route], who: str) -> Iterator[Visit]:
    """Visits to the pages that an answer links or leads to, by whoever it was given to."""
    content = getattr(response, "content", b"") if _is_page(response) else b""
    links = [link.decode() for link in LINK.findall(content)]
    for link in dict.fromkeys([*links, response.headers.get("Location", "")]):
        address = link.replace("&amp;", "&")
        route = routes.get(name_of(address))
        if route and not route.address and who in whom_it_lets_in(route.door):
            yield Visit(route.name, address, who)


def _is_page(response: HttpResponseBase) -> bool:
    return response.status_code == 200 and _kind(response) == "text/html"


def _kind(response: HttpResponseBase) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0]
