"""Steps that several journeys take, with either hand, by what can be pressed on the page."""

from playwright.sync_api import Page, expect

from storstua.base import clock
from tests.journeys.hands import Hand

type Table = dict[str, list[int]]


def shows(page: Page, text: str) -> None:
    """The page shows the text, now or when it has come."""
    expect(page.get_by_text(text).first).to_be_visible()


def by_menu(page: Page, hand: Hand, text: str) -> None:
    """Go to a page by the menu of the house, which a phone folds away."""
    hand.open(page, "Meny")
    hand.follow(page, page.locator("header nav a:visible").filter(has_text=text).first)


def arrive(page: Page, hand: Hand) -> Page:
    """Come to the association from the one address that a newcomer has."""
    page.goto("/")
    hand.go(page, "Smertelauget")
    return page


def come_in(page: Page, hand: Hand, name: str) -> Page:
    """Come in as one of the cast, by the links that lead there."""
    arrive(page, hand)
    hand.go(page, "Prøv å være en av dem")
    hand.go(page, f"Vær {name}")
    return page


def value_of(page: Page, name: str, label: str) -> str:
    """What the choice with this label is sent as."""
    return page.locator(f'[name="{name}"]').and_(page.get_by_label(label, exact=True)).input_value()


def go_on(page: Page, hand: Hand) -> None:
    """Look at a question that is answered, and go to the next."""
    hand.look(page)
    hand.go(page, "Fortsett")


def open_request(page: Page, hand: Hand, nickname: str) -> None:
    """Turn the queue until the newest requests stand first, and open this one."""
    by_menu(page, hand, "Forespørsler")
    wanted = page.locator("tbody").get_by_role("link", name=nickname)
    for _press in range(2):
        if not wanted.count():
            hand.follow(page, page.locator("a.sort").filter(has_text="Ventet siden"))
    hand.follow(page, wanted)


def come_back(page: Page, hand: Hand, words: str) -> None:
    """The person comes back with the words, and is fine with whom they get."""
    page.goto("/")
    hand.go(page, "Fortsett en samtale")
    hand.write(page, "words", words)
    hand.go(page, "Fortsett")
    hand.look(page)


def open_report(page: Page, hand: Hand) -> None:
    """This year's grant report, by the menu."""
    by_menu(page, hand, "Rapporter")
    hand.go(page, f"Tilskuddsrapport {clock.today().year}")


def newest_row(page: Page, hand: Hand) -> list[str]:
    """The last row of the last page: day, what, who, verdict and reason, as they stand there."""
    if (last := page.locator("nav.ds-pagination li:nth-last-child(2) a")).count():
        hand.follow(page, last)
    return page.locator("main table tbody tr").last.locator("th, th ~ td").all_inner_texts()


def numbers_in_report(page: Page, hand: Hand) -> Table:
    """This year's grant report: how many of each type there are, count, do not, and are open."""
    open_report(page, hand)
    found = {}
    for row in page.locator("main table tr:has(td)").all():
        label, *cells = row.locator("th, td").all_inner_texts()
        found[label.splitlines()[0].strip()] = [int(cell) for cell in cells]
    return found
