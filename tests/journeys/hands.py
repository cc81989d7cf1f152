"""The two hands that walk the main path: one with a keyboard only, one without script.

Both find their way as a newcomer does, from the first page by what can be pressed on it.
"""

from playwright.sync_api import Locator, Page

from tests.journeys import keyboard
from tests.journeys.looking import broken_rules

WIDTH = 390


class WithKeyboard:
    """Someone who has a keyboard only."""

    options: dict[str, object] = {}

    def go(self, page: Page, text: str) -> None:
        """Press the first link or button of the page that begins with this text."""
        keyboard.press(page, text)

    def follow(self, page: Page, link: Locator) -> None:
        """Press this very link or button, and come to another page."""
        keyboard.tab_onto(page, link)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    def open(self, page: Page, text: str) -> None:
        """Open the menu with this name."""
        keyboard.tab_to(page, text=text)
        page.keyboard.press("Enter")

    def choose(self, page: Page, name: str, value: str) -> None:
        """Choose one answer of several."""
        keyboard.tab_to(page, name=name, value=value)
        if not page.locator(f'[name="{name}"][value="{value}"]').is_checked():
            keyboard.choose(page, name, value)

    def write(self, page: Page, name: str, text: str) -> None:
        """Write in a field instead of what stands there."""
        keyboard.write(page, name, text)

    def pick(self, page: Page, name: str, option: str) -> None:
        """Pick from a list that unfolds."""
        keyboard.tab_to(page, name=name)
        page.keyboard.type(option)

    def look(self, page: Page) -> None:
        """Look at the page as it stands: none of axe's rules is broken."""
        assert list(broken_rules(page, WIDTH)) == [], page.url


class WithoutScript:
    """Someone whose browser runs no script."""

    options: dict[str, object] = {"java_script_enabled": False}

    def go(self, page: Page, text: str) -> None:
        """Press the first link or button of the page that has this text."""
        wanted = page.locator("main, aside").locator("a, button").filter(has_text=text)
        self.follow(page, wanted.first)

    def follow(self, page: Page, link: Locator) -> None:
        """Press this very link or button, and come to another page."""
        with page.expect_navigation():
            link.click()

    def open(self, page: Page, text: str) -> None:
        """Open the menu with this name."""
        page.locator("header summary:visible").filter(has_text=text).click()

    def choose(self, page: Page, name: str, value: str) -> None:
        """Choose one answer of several."""
        page.locator(f'main [name="{name}"][value="{value}"]').check(force=True)

    def write(self, page: Page, name: str, text: str) -> None:
        """Write in a field instead of what stands there."""
        page.locator(f'main [name="{name}"]').fill(text)

    def pick(self, page: Page, name: str, option: str) -> None:
        """Pick from a list that unfolds."""
        page.locator(f'main [name="{name}"]').select_option(label=option)

    def look(self, page: Page) -> None:
        """Axe is script itself; it looks at the same pages in the other hand."""


Hand = WithKeyboard | WithoutScript
