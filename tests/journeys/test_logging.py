"""A supporter logs a talk in three taps, and the coordinator sees it in the reports."""

from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from storstua.base import clock
from tests.journeys import keyboard
from tests.journeys.hands import WithKeyboard
from tests.journeys.steps import Table, by_menu, come_in, numbers_in_report, shows
from tests.journeys.test_asking import NO_SCRIPT


def test_log_a_talk_in_three_taps_without_script(visit):
    page = visit(**NO_SCRIPT).as_member("ola")
    page.get_by_role("link", name="Registrer").first.click()
    page.get_by_text("15–30").click()
    page.get_by_role("button", name="Lagre", exact=True).click()
    shows(page, "er registrert")
    page.get_by_role("button", name="Angre").click()
    expect(page.get_by_text("er registrert")).to_have_count(0)


def test_log_a_talk_with_the_keyboard_only(visit):
    page = visit().as_member("ola")
    page.goto("/smerte/registrer/")
    keyboard.tab_to(page, name="minutes")
    page.keyboard.press("ArrowRight")
    keyboard.press(page, "Lagre")
    shows(page, "er registrert")


def test_reports_open_their_rows_and_give_reasons_without_script(visit):
    page = visit(**NO_SCRIPT).as_member("siri")
    page.goto("/smerte/rapporter/")
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"/smerte/rapporter/tilskudd/{clock.today().year - 1}/")
    page.locator("main table a").first.click()
    expect(page.locator("main table tbody tr").first).to_be_visible()


def count_the_month(page, hand: WithKeyboard, *numbers: int) -> list[int]:
    """Set the three bare numbers of this month; what stood there before."""
    by_menu(page, hand, "Registrer")
    hand.go(page, "Bare antall denne måneden")
    before = []
    for name, number in zip(("phone_talks", "visits", "get_togethers"), numbers, strict=True):
        before.append(int(page.locator(f'[name="{name}"]').input_value()))
        hand.write(page, name, str(number))
    hand.look(page)
    hand.go(page, "Lagre")
    shows(page, "Tallene er registrert.")
    return before


def rows_of(book: CalamineWorkbook, sheet: str) -> tuple[list[str], list[list]]:
    """The headings of a sheet, and its rows."""
    head, *rows = book.get_sheet_by_name(sheet).to_python()
    return head, rows


def summed(book: CalamineWorkbook) -> Table:
    """How many there are of each type and how many count, by the sheet of all rows."""
    head, rows = rows_of(book, "Alle rader")
    what, records, days = (head.index(each) for each in ("Hva", "Antall", "Aktivitetsdager"))
    found: Table = {}
    for row in rows:
        for label in (row[what].removesuffix(", antall i måneden"), "Sum"):
            all_, counted = found.get(label, [0, 0])
            found[label] = [all_ + (row[records] or 0), counted + (row[days] or 0)]
    return found


def test_bare_numbers_of_the_month_stand_in_the_report_and_in_its_workbook(visit):
    hand = WithKeyboard()
    siri, ola = come_in(visit().page, hand, "Siri"), come_in(visit().page, hand, "Ola")
    before = numbers_in_report(siri, hand)
    told = [7, 2, 3]
    added = [new - old for new, old in zip(told, count_the_month(ola, hand, *told), strict=True)]
    report = numbers_in_report(siri, hand)
    names = ("Telefon", "Besøk", "Sammenkomst")
    assert [report[name][0] - before.get(name, [0])[0] for name in names] == added
    with siri.expect_download() as waiting:
        keyboard.tab_to(siri, text="Last ned Excel")
        siri.keyboard.press("Enter")
    assert waiting.value.suggested_filename == f"tilskuddsrapport-{clock.today().year}.xlsx"
    book = CalamineWorkbook.from_path(waiting.value.path())
    assert summed(book) == {label: numbers[:2] for label, numbers in report.items()}
    head, rows = rows_of(book, "Til søknaden")
    assert sum(row[head.index("Aktivitetsdager")] for row in rows) == report["Sum"][1]
