"""The main job from end to end, twice: with the keyboard only, and with clicks but no script.

An office brings in its supporters; someone asks for a talk; the coordinator sees suggestions and
asks one; the supporter says yes and writes; the person says yes too; the talk is logged; the
year's report comes out.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import keyboard

OFFICE = Path(__file__).parents[2] / "storstua/imports/tests/files/office.csv"


class WithKeyboard:
    """Someone who has a keyboard only."""

    options = {"viewport": {"width": 390, "height": 844}}

    def go(self, page: Page, text: str) -> None:
        keyboard.press(page, text)

    def choose(self, page: Page, name: str, value: str) -> None:
        keyboard.tab_to(page, name=name, value=value)
        if not page.locator(f'[name="{name}"][value="{value}"]').is_checked():
            keyboard.choose(page, name, value)

    def write(self, page: Page, name: str, text: str) -> None:
        keyboard.write(page, name, text)


class WithoutScript:
    """Someone whose browser runs no script."""

    options = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}

    def go(self, page: Page, text: str) -> None:
        wanted = page.locator("main").get_by_text(text)
        link = page.locator("main").locator("a, button").filter(has_text=text).first
        (link if link.count() else wanted.first).click()
        page.wait_for_load_state()

    def choose(self, page: Page, name: str, value: str) -> None:
        page.locator(f'[name="{name}"][value="{value}"]').check(force=True)

    def write(self, page: Page, name: str, text: str) -> None:
        page.locator(f'main [name="{name}"]').fill(text)


def shows(page: Page, text: str) -> None:
    expect(page.get_by_text(text).first).to_be_visible()


def ask(page: Page, hand: WithKeyboard | WithoutScript, nickname: str) -> str:
    page.goto("/smerte/")
    hand.go(page, "Be om en samtale")
    hand.choose(page, "role", "self")
    hand.go(page, "Fortsett")
    hand.choose(page, "way", "chat")
    hand.go(page, "Fortsett")
    hand.go(page, "Hopp over")
    hand.write(page, "nickname", nickname)
    hand.go(page, "Fortsett")
    hand.go(page, "Send forespørselen")
    return " ".join(page.locator("#kode").inner_text().split())


def bring_in(page: Page, hand: WithKeyboard | WithoutScript) -> None:
    page.goto("/smerte/hent-inn/ny/")
    first = page.locator('main input[type="radio"]').first
    hand.choose(page, first.get_attribute("name") or "", first.get_attribute("value") or "")
    # The system's own window for choosing a file cannot be reached by a test.
    page.locator('input[type="file"]').set_input_files(OFFICE)
    page.locator("main form button[type=submit]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    shows(page, "Hent inn")


def find_and_ask(page: Page, hand: WithKeyboard | WithoutScript, nickname: str) -> None:
    page.goto("/smerte/foresporsler/?sorter=-ventetid")
    for link in page.locator("tbody th a").all()[:4]:
        address = link.get_attribute("href") or ""
        page.goto(address)
        if nickname in page.content():
            break
        page.goto("/smerte/foresporsler/?sorter=-ventetid")
    shows(page, nickname)
    assert page.locator("article.match").count() <= 3
    hand.go(page, "Velg en annen")
    hand.write(page, "navn", "Ola Nordmo")
    hand.go(page, "Vis")
    hand.go(page, "Spør Ola Nordmo")
    hand.choose(page, "way", "chat")
    hand.go(page, "Send spørsmålet")
    shows(page, "Venter på Ola Nordmo")


def say_yes(page: Page, hand: WithKeyboard | WithoutScript, nickname: str) -> None:
    addresses = [
        link.get_attribute("href") or ""
        for link in page.locator('main a[href*="/sporsmal/"]').all()
    ]
    for address in addresses:
        page.goto(address)
        if nickname in page.content():
            break
    hand.go(page, "Ja, gjerne")
    hand.write(page, "text", "Hei. Jeg heter Ola.")
    hand.go(page, "Lagre meldingen")
    shows(page, "Meldingen din ligger klar")


def log_a_talk(page: Page, hand: WithKeyboard | WithoutScript) -> None:
    page.goto("/smerte/registrer/")
    hand.choose(page, "minutes", page.locator('[name="minutes"]').nth(1).input_value())
    hand.go(page, "Lagre")
    shows(page, "er registrert")


def read_the_report(page: Page) -> None:
    page.goto("/smerte/rapporter/")
    expect(page.locator("main table").first).to_be_visible()
    page.goto("/smerte/rapporter/tilskudd/2025/")
    page.locator("main table a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.locator("main table tbody tr").first).to_be_visible()


@pytest.mark.parametrize("hand", [WithKeyboard(), WithoutScript()], ids=["keyboard", "no-script"])
def test_from_the_offices_file_to_the_years_report(visit, hand):
    nickname = "Reinrose" if isinstance(hand, WithKeyboard) else "Snøklokke"
    bring_in(visit(**hand.options).as_member("astrid"), hand)
    words = ask(visit(**hand.options).page, hand, nickname)
    siri = visit(**hand.options).as_member("siri")
    find_and_ask(siri, hand, nickname)
    ola = visit(**hand.options).as_member("ola")
    say_yes(ola, hand, nickname)
    back = visit(**hand.options).page
    back.goto("/b/ord/")
    hand.write(back, "words", words)
    hand.go(back, "Fortsett")
    shows(back, "Ola vil gjerne snakke med deg")
    hand.go(back, "Ja, det passer")
    shows(back, "Jeg heter Ola")
    log_a_talk(ola, hand)
    read_the_report(siri)
