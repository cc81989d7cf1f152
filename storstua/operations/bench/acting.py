"""What the cast does so that the pages that follow on an act are there to measure; then undone."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from storstua.base import clock
from storstua.operations.bench.cast import VISITOR
from storstua.operations.bench.routes import HOME, name_of
from storstua.operations.bench.visiting import LINK, Visit

TO_PUT_RIGHT = ("oppnevning/", "medlemskap/", "veiledning/")
HIDDEN = re.compile(rb'<input type="hidden" name="(\w+)" value="([^"]*)"')
# One row, the day and the area of which cannot be read.
SHEET = b"id,received_on,area,role\nR1,2026-13-45,x,self\n"


@dataclass(frozen=True, slots=True)
class Act:
    """A form one of the cast sends from a page, and who looks where after it.

    `sent_to` is the address a form names when that is not its page's own.
    """

    page: str
    who: str
    said: Mapping[str, object]
    then: tuple[tuple[str, str], ...] = ()
    sent_to: str = ""


def acts() -> tuple[Act, ...]:
    """Ola and Kari say yes to each other, Ola logs a talk; Siri sends a file in, freezes a report,
    invites."""
    file = SimpleUploadedFile("bench.csv", SHEET, "text/csv")
    day = clock.today().isoformat()
    mail = "someone@example.org"
    someone = {"given_name": "Noen", "email": mail, "role": "supporter"}
    return (
        Act("matching:answer", "ola", {"svar": "ja"}),
        Act("matching:home", "kari", {"svar": "ja"}, (("kari", "/b/"),), sent_to="/b/svar/"),
        Act("activities:log", "ola", {"what": "telefon", "minutes": "20", "done_on": day}),
        Act("imports:start", "siri", {"subject": "requests", "file": file}),
        Act("reports:freezing", "siri", {}),
        Act("roles:invite", "siri", someone, ((VISITOR, "/demo/post/"),)),
    )


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written in here is taken back at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def acted(pages: Iterable[Visit], browsers: Mapping[str, Client]) -> list[Visit]:
    """Let the cast act, and find where to look for the pages that only then are there."""
    address = {(visit.name, visit.who): visit.address for visit in pages}
    found = []
    for act in acts():
        at = address.get((act.page, act.who))
        if at is None:
            continue
        client = browsers[act.who]
        answer = client.post(act.sent_to or at, {**_hidden(client, at), **act.said})
        led_to = urlsplit(answer.headers.get("Location", "")).path
        looks = ((act.who, led_to), *act.then) if led_to else act.then
        found += [Visit(name_of(where), where, who) for who, where in looks]
    return [*found, *_lacking(browsers)]


def _hidden(client: Client, address: str) -> dict[str, str]:
    """What the forms of a page carry unseen."""
    fields = HIDDEN.findall(client.get(address).content)
    return {name.decode(): value.decode() for name, value in fields}


def _lacking(browsers: Mapping[str, Client]) -> list[Visit]:
    """What is to be put right with the first supporter who lacks something."""
    listed = browsers["siri"].get(f"/{HOME}/arbeid/likepersoner/?tilstand=lacks")
    links = (link.decode() for link in LINK.findall(listed.content))
    person = next((link for link in links if name_of(link) == "supporters:person"), "")
    ends = TO_PUT_RIGHT if person else ()
    return [Visit(name_of(person + end), person + end, "siri") for end in ends]
