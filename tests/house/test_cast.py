"""The cast meets every page: doors hold, nothing breaks, what comes out is valid HTML."""

import re
from collections.abc import Iterator
from zlib import crc32

import html5lib
import pytest
from django.http import HttpResponseBase
from django.test import Client

from tests.house import cast, headed
from tests.house.cast import EVERYONE, Address, House

pytestmark = pytest.mark.django_db
# These end the session; health is 503 by right where no worker runs.
LEFT_OUT = {"people:leave", "account_logout", "home:health"}
# Only the look and what stands in files is stored by a browser that has come in.
STORED = {"organisations:theme", "organisations:logo"}
LANGUAGES = ("nb", "nn", "en", "de")
TOKEN = re.compile(r"\[\[[^\]]{2,40}\]\]")


def wrong(house: House, who: str, address: Address, client: Client) -> Iterator[str]:
    """What is wrong with the answer to this member of the cast."""
    language = LANGUAGES[crc32(f"{who} {address.name}".encode()) % 4]
    answer = client.get(address.path, HTTP_ACCEPT_LANGUAGE=language)
    told = f"{who} at {address.path}: {answer.status_code}"
    if cast.lets_in(house, who, address):
        if answer.status_code == 403:
            yield f"{told}, although the door is open"
    elif answer.status_code not in {302, 403}:
        yield f"{told}, although the door is closed"
    if who != "visitor" and address.name not in STORED and headed.is_stored(answer):
        yield f"{told}, which a browser may keep"
    for problem in (*headed.wrong(answer), *wrong_on_the_page(answer)):
        yield f"{told}, {problem}"


def wrong_on_the_page(answer: HttpResponseBase) -> Iterator[str]:
    """What is broken, left over or no HTML."""
    if answer.status_code >= 500:
        yield "which is an error of ours"
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    if is_page and not answer.streaming and answer.content:
        text = answer.content.decode()
        if tokens := TOKEN.findall(text):
            yield f"with {tokens[:3]} left in it"
        # Pages at closed doors are alike, and the checker of HTML sees one of each.
        if answer.status_code != 403:
            yield from errors_of_html(text)


def errors_of_html(text: str) -> list[str]:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    return [f"HTML: {parser.errors[:2]}"] if parser.errors else []


@pytest.mark.parametrize("who", EVERYONE)
def test_everyone_meets_every_page(house, who):
    client = house.client_of(who)
    problems = [
        problem
        for address in cast.addresses(house)
        if address.name not in LEFT_OUT
        for problem in wrong(house, who, address, client)
    ]
    assert problems == []


def test_rows_of_another_organisation_are_not_there(house):
    """Trude coordinates elsewhere: every row of this house answers 404 at her own address."""
    client = house.client_of("trude")
    found = []
    for address in cast.addresses(house):
        if "<uuid:" not in address.pattern or not address.path.startswith("/havblikk/"):
            continue
        path = address.path.replace("/havblikk/", "/andre/")
        answer = client.get(path)
        if answer.status_code not in {403, 404, 405}:
            found.append((path, answer.status_code))
    assert found == []
