"""Looks at one page in a browser: axe's rules, width and headings."""

from collections.abc import Iterator

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from storstua.library.tests.reading import lix, sentences

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# What a colour scheme can change; everything else is the same in the dark.
COLOURS = ("color-contrast", "link-in-text-block")
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
# The narrowest window that WCAG 1.4.10 asks for; nothing may need scrolling sideways.
NARROWEST = 320
HEIGHT = 844
# LIX says little about fewer words.
ENOUGH_TO_JUDGE = 80
# Rows after these repeat what stands above them.
REPEATING = (["tbody tr:nth-child(n + 9)"], ["ul > li:nth-child(n + 25)"])
# What stands around every page, and is looked at where its markup is met first.
AROUND = (["body > header"], ["body > footer"])

AXE = """([exclude, options]) => axe.run({exclude}, options).then(found => found.violations.flatMap(
  each => each.nodes.slice(0, 3).map(
    node => `${each.id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 300)}`)))"""
OVERFLOW = """() => {
  const room = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - room;
  if (over <= 0) return "";
  const wide = [...document.querySelectorAll("body *")]
    .filter(each => each.getBoundingClientRect().right > room + 0.5)
    .slice(0, 3).map(each => each.outerHTML.slice(0, 100));
  return `${over} px too wide: ${wide.join(" | ")}`;
}"""


# Each kind of element inside each kind of parent: what the rules of our style can tell apart.
MARKUP = """() => {
  const kind = each => [each.localName, each.type, ...each.classList].join(".");
  const all = [...document.querySelectorAll("body *")].filter(each => !each.closest("svg *"));
  return [...new Set(all.map(each => `${kind(each.parentElement)} > ${kind(each)}`))];
}"""


def resize(page: Page, width: int) -> None:
    """Make the window this wide, in pixels, if it is not."""
    size = {"width": width, "height": HEIGHT}
    if page.viewport_size != size:
        page.set_viewport_size(size)


def too_wide(page: Page, width: int) -> Iterator[str]:
    """What needs scrolling sideways in a window of this width."""
    resize(page, width)
    if told := page.evaluate(OVERFLOW):
        yield f"at {width} px: {told}"


def broken_rules(
    page: Page,
    width: int,
    scheme: str = "light",
    *,
    only_colours: bool = False,
    leave_out: tuple[list[str], ...] = REPEATING,
) -> Iterator[str]:
    """What axe says about the page in this width and colour scheme, but for what is left out.

    Most of its time goes to contrast, and so to what stands there many times.
    """
    resize(page, width)
    page.emulate_media(color_scheme=scheme)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    kind, values = ("rule", COLOURS) if only_colours else ("tag", TAGS)
    only = {"runOnly": {"type": kind, "values": list(values)}, "resultTypes": ["violations"]}
    for told in page.evaluate(AXE, [list(leave_out), only]):
        yield f"at {width} px, {scheme}: {told}"


def markup(page: Page) -> frozenset[str]:
    """Each kind of element inside each kind of parent that the page has."""
    return frozenset(page.evaluate(MARKUP))


def headings(page: Page) -> Iterator[str]:
    """A page has one first heading."""
    if (count := page.locator("h1").count()) != 1:
        yield f"{count} first headings"


def hard_to_read(page: Page, hardest: float, longest: int) -> Iterator[str]:
    """What is heavier than this LIX, or has sentences of more words than this, of 80 words or more.

    Paragraphs and lists count; what is only a link, and lines of fewer than four words, do not.
    """
    told = page.locator("main p, main li:not(:has(p, dl, ul, a:only-child))").all_inner_texts()
    lines = [line for text in told for line in text.splitlines() if len(line.split()) >= 4]
    if sum(len(line.split()) for line in lines) < ENOUGH_TO_JUDGE:
        return
    if lix(lines) > hardest:
        yield f"LIX {lix(lines):.0f}"
    for words in sentences(lines):
        if len(words) > longest:
            yield f"{len(words)} words in one sentence: {' '.join(words[:6])} …"
