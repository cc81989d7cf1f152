"""How many questions each page puts to the database: a number of its own, however many the rows.

`queries.txt` is the readable table, of every page whose address names no row. When a change is
wanted: put in the new lines, and read the difference.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test.utils import CaptureQueriesContext

from storstua.activities.tests.factories import make_activity
from storstua.base.tenancy import inside
from storstua.operations.bench.measuring import FRAMES, MOST_QUERIES
from storstua.organisations import actions as organisations
from storstua.organisations import queries as facts
from storstua.organisations.models import Policy
from storstua.people.tests.browsing import Browser
from storstua.supporters.models import Supporter
from tests.house import cast, lots
from tests.house.cast import Address, House

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("queries.txt")
WHO = ("visitor", "kari", "ola", "siri", "astrid", "tor", "veslemoy")
# Shows each role something else.
FOR_EACH_ROLE = {"home:today", "notices:list"}
# Says 503 by right where no worker runs; ends the session; tells of the machine.
LEFT_OUT = {"home:health", "people:leave", "account_logout"}


def more(house: House, name: str) -> None:
    """One more of everything a list may show: people, requests, talks, papers, settings."""
    organisation, supporter = house.organisation, house.rows["supporter"]
    by = cast._by(organisation)
    with inside(organisation):
        rows = lots._people(organisation, name, None)
        for whose in (supporter, rows["supporter"]):
            asked = {"supporter": whose, **lots._asked(organisation, whose, "request", "")}
            lots._talk(asked)
            lots._asked(organisation, whose, "open_request", "")
        lots._papers(organisation, rows | asked, None)
        make_activity(organisation, [supporter])
        names = {"nb": name}
        organisations.add_area(by=by, organisation=organisation, code=name, names=names)
        organisations.add_topic(by=by, organisation=organisation, code=name, names=names)


def pages(house: House) -> Iterator[tuple[str, Address]]:
    """Who looks at what: the first whom a door lets in; where each role sees its own, each."""
    for address in cast.addresses(house):
        if "<" in address.pattern or address.name in LEFT_OUT:
            continue
        inside_it = [who for who in WHO if cast.lets_in(house, who, address)]
        for who in inside_it if address.name in FOR_EACH_ROLE else inside_it[:1]:
            yield who, address


def counted(house: House) -> list[str]:
    """A line for each page that is shown: the number of questions, who asks, and the address."""
    browsers = {who: house.client_of(who) for who in WHO}
    found = []
    for who, address in pages(house):
        if is_page(browsers[who].get(address.path)):
            found.append(f"{count(browsers[who], address.path)} {who:8} {address.path}")
    return sorted(set(found), key=lambda line: line.split()[::-1])


def count(browser: Browser, path: str) -> int:
    """The questions of a warm page, without what only frames a transaction."""
    with CaptureQueriesContext(connection) as asked:
        browser.get(path)
    return sum(not query["sql"].startswith(FRAMES) for query in asked.captured_queries)


def is_page(answer: HttpResponseBase) -> bool:
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


def test_each_page_asks_as_often_as_the_table_says_and_no_more_for_three_times_the_rows(house):
    # Ola talks with everyone who comes.
    Policy.objects.update(load_limit=20)
    Supporter.objects.update(capacity=20)
    facts._facts.cache_clear()
    more(house, "b")
    few = counted(house)
    for name in "cdef":
        more(house, name)
    many = counted(house)
    assert few == many
    assert few == TABLE.read_text().splitlines()


def test_no_page_asks_more_than_it_may():
    numbers = {line: int(line.split()[0]) for line in TABLE.read_text().splitlines()}
    assert [line for line, number in numbers.items() if number > MOST_QUERIES] == []
    assert len(numbers) >= 80
