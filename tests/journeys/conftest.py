"""The product itself, started as a newcomer starts it, and a browser beside it."""

import math
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY_SECONDS = 240


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the journeys, and begin with the long ones: two processes then end together."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> float:
    """The walks over every page in the order they are written in, then all others as they are."""
    is_long = item.name.startswith("test_every_page_of[")
    return item.callspec.indices["who"] if is_long else math.inf


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The journeys use the product's own database, never the test's."""


@pytest.fixture(scope="session")
def product() -> Iterator[str]:
    """The address of the running product; STORSTUA_JOURNEYS_AT names one that runs already."""
    if at := os.environ.get("STORSTUA_JOURNEYS_AT"):
        yield at
        return
    with tempfile.TemporaryDirectory(prefix="storstua-journeys-") as data:
        port = _free_port()
        hidden = {"DATABASE_URL", "DATABASE_OWNER_URL", "STORSTUA_DATA", "PG_BIN"}
        environment = {name: value for name, value in os.environ.items() if name not in hidden}
        command = [sys.executable, "-m", "storstua.launcher", "run"]
        process = subprocess.Popen(
            [*command, "--port", str(port), "--data", data],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        line = process.stdout.readline()
        assert "ready" in line, f"The product did not start: {line}"
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


class Visit:
    """One person's browser window."""

    def __init__(self, browser: Browser, product: str, **options: object) -> None:
        settings = {
            "viewport": {"width": 390, "height": 844},
            "locale": "nb-NO",
            "base_url": product,
        }
        settings |= options
        self.context: BrowserContext = browser.new_context(**settings)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, message: object) -> None:
        if getattr(message, "type", "") == "error":
            self.complaints.append(getattr(message, "text", ""))

    def unwanted(self, home: str) -> list[str]:
        """Complaints of the console and requests to other hosts since the last time."""
        strangers = {
            f"asked another host: {url}"
            for url in self.requests
            if url.startswith("http") and not url.startswith(home + "/")
        }
        found = [*sorted(strangers), *(f"the console says: {told}" for told in self.complaints)]
        self.requests.clear()
        self.complaints.clear()
        return found

    def as_member(self, who: str) -> Page:
        """Come in as one of the cast, by the demo's own page."""
        self.page.goto("/demo/")
        self.page.locator(
            f'form:has(input[name="who"][value="{who}"]) button, button[name="who"][value="{who}"]'
        ).first.click()
        return self.page


@pytest.fixture
def visit(browser: Browser, product: str) -> Iterator[object]:
    """`visit(**options)`: a new window; closed afterwards."""
    opened: list[Visit] = []

    def open_one(**options: object) -> Visit:
        opened.append(Visit(browser, product, **options))
        return opened[-1]

    yield open_one
    for each in opened:
        each.context.close()


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """`say(line)`: print it at once, not at the end of the test.

    It goes to standard error, which reaches the terminal from pytest's worker processes as well.
    """

    def now(line: str) -> None:
        with capsys.disabled():
            print(line, file=sys.stderr, flush=True)

    return now
