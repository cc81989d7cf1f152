"""A page that leads nowhere has links on: one's own first page, and the front page."""

import re

import pytest

from storstua.base.roles import Role
from storstua.organisations.tests.factories import make_organisation
from storstua.people.tests.browsing import Browser
from storstua.roles.tests.factories import make_helper
from storstua.ui.tests.reading import page_of

pytestmark = pytest.mark.django_db
HREF = re.compile(r'href="([^"]+)"')


def links_on(browser: Browser, path: str, status: int) -> list[str]:
    page = page_of(browser.get(path), status)
    return HREF.findall(page.partition("<h1")[2].partition("</main>")[0])


def test_a_visitor_is_led_to_the_front_page() -> None:
    make_organisation()
    assert links_on(Browser(), "/havblikk/finnes-ikke/", 404) == ["/havblikk/"]
    assert links_on(Browser(), "/konto/finnes-ikke/", 404) == ["/"]
    assert links_on(Browser(), "/b/finnes-ikke/", 404) == ["/b/", "/"]


def test_someone_signed_in_is_led_to_today() -> None:
    browser = Browser()
    browser.force_login(make_helper(make_organisation(), Role.SUPPORTER).account)
    today = ["/havblikk/i-dag/", "/havblikk/"]
    assert links_on(browser, "/havblikk/finnes-ikke/", 404) == today
    assert links_on(browser, "/havblikk/roller/", 403) == today
    assert links_on(browser, "/konto/finnes-ikke/", 404) == ["/konto/", "/"]
