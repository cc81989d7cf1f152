"""Moves about a page as someone does who has a keyboard only."""

from playwright.sync_api import Locator, Page

WHERE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect();
  const label = at.labels && at.labels[0] ? at.labels[0].innerText : '';
  return {
    tag: at.tagName, type: at.type || '', name: at.name || '', value: at.value || '',
    text: (at.innerText || label || at.getAttribute('aria-label') || '').trim(),
    seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
}"""


def where(page: Page) -> dict[str, str] | None:
    """What has the focus, or None when nothing has."""
    found: dict[str, str] | None = page.evaluate(WHERE)
    return found


def tab_to(page: Page, *, text: str = "", name: str = "", value: str = "", most: int = 120) -> None:
    """Press Tab until the focus is on what has this text, or this field name (and value)."""
    for _step in range(most):
        page.keyboard.press("Tab")
        at = where(page)
        if at is None:
            continue
        assert at["seen"], f"The focus is on something one cannot see: {at}"
        if text and at["text"].startswith(text):
            return
        if name and at["name"] == name and (not value or at["value"] == value):
            return
        if name and value and at["name"] == name and at["type"] == "radio":
            choose(page, name, value)
            return
    raise AssertionError(f"Tab never came to {text or name} on {page.url}")


def tab_onto(page: Page, wanted: Locator, most: int = 250) -> None:
    """Press Tab until the focus is on this very element."""
    for _step in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            assert where(page)["seen"], f"The focus is on something one cannot see on {page.url}"
            return
    raise AssertionError(f"Tab never came to {wanted} on {page.url}")


def choose(page: Page, name: str, value: str) -> None:
    """With the focus in a group of radio buttons, choose one with Space and the arrows."""
    page.keyboard.press("Space")
    for _step in range(40):
        at = where(page)
        if at and at["name"] == name and at["value"] == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows never came to {name}={value} on {page.url}")


def press(page: Page, text: str) -> None:
    """Go to a link or button by Tab and press Enter; wait for the page it leads to."""
    tab_to(page, text=text)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, name: str, text: str) -> None:
    """Go to a field by Tab and write in it instead of what stands there."""
    tab_to(page, name=name)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
