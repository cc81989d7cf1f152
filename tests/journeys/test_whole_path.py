"""The main job from end to end, twice: with the keyboard only, and with clicks but no script.

An office brings in its supporters; someone asks for a talk; the coordinator sees three explained
suggestions and asks one; the supporter says yes and writes; the person says yes too; a visit is
logged; this year's grant report has it, with a verdict and a reason.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storstua.base import clock
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

    def pick(self, page: Page, name: str, option: str) -> None:
        keyboard.tab_to(page, name=name)
        page.keyboard.type(option)


class WithoutScript:
    """Someone whose browser runs no script."""

    options = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}

    def go(self, page: Page, text: str) -> None:
        with page.expect_navigation():
            page.locator("main, aside").locator("a, button").filter(has_text=text).first.click()

    def choose(self, page: Page, name: str, value: str) -> None:
        page.locator(f'[name="{name}"][value="{value}"]').check(force=True)

    def write(self, page: Page, name: str, text: str) -> None:
        page.locator(f'main [name="{name}"]').fill(text)

    def pick(self, page: Page, name: str, option: str) -> None:
        page.locator(f'main [name="{name}"]').select_option(label=option)


Hand = WithKeyboard | WithoutScript


def shows(page: Page, text: str) -> None:
    expect(page.get_by_text(text).first).to_be_visible()


def value_of(page: Page, name: str, label: str) -> str:
    """What the choice with this label is sent as."""
    return page.locator(f'[name="{name}"]').and_(page.get_by_label(label, exact=True)).input_value()


def bring_in(page: Page, hand: Hand) -> None:
    """The office's 60 rows: nine with faults are told and left out, the others come in."""
    page.goto("/smerte/hent-inn/ny/")
    hand.choose(page, "subject", "supporters")
    # The system's own window for choosing a file cannot be reached by a test.
    page.locator('input[type="file"]').set_input_files(OFFICE)
    hand.go(page, "Se radene")
    for told in ("Rader i filen: 60", "Nye: 51", "Med feil, hentes ikke inn: 9"):
        shows(page, told)
    hand.go(page, "Hent inn de 51 gode radene")
    shows(page, "Hentet inn: 51")


def take_back(page: Page, hand: Hand) -> None:
    """The same file taken back: none of it is left."""
    hand.go(page, "Angre importen")
    shows(page, "51 nye rader slettes")
    hand.go(page, "Angre importen")
    shows(page, "Importen er angret. Alt er som før.")


def ask(page: Page, hand: Hand, nickname: str) -> str:
    """Ask for a talk about one's back, in writing; the seven words of the receipt."""
    page.goto("/smerte/")
    hand.go(page, "Be om en samtale")
    hand.choose(page, "role", "self")
    hand.choose(page, "area", value_of(page, "area", "Rygg"))
    hand.go(page, "Fortsett")
    hand.choose(page, "way", "chat")
    hand.go(page, "Fortsett")
    hand.pick(page, "life_phase", "I arbeid")
    hand.go(page, "Fortsett")
    hand.write(page, "nickname", nickname)
    hand.go(page, "Fortsett")
    hand.go(page, "Send forespørselen")
    return " ".join(page.locator("#kode").inner_text().split())


def open_request(page: Page, hand: Hand, nickname: str) -> None:
    """The newest requests stand first in the queue, by what they are about: look until it is it."""
    queue = "/smerte/foresporsler/?sorter=-ventetid"
    page.goto(queue)
    addresses = [link.get_attribute("href") or "" for link in page.locator("tbody th a").all()]
    for address in addresses[:4]:
        page.goto(address)
        if page.locator("h1").filter(has_text=nickname).count():
            return
    raise AssertionError(f"{nickname} is not among the newest requests")


def ask_one_of_three(page: Page, hand: Hand, nickname: str) -> None:
    """Three are suggested, each with reasons; the one who works here today is asked."""
    open_request(page, hand, nickname)
    suggested = page.locator("article.match")
    expect(suggested).to_have_count(3)
    for card in suggested.all():
        expect(card.get_by_text("Kjenner til det samme: Rygg")).to_be_visible()
    expect(page.locator("summary").filter(has_text="Hvorfor ikke de")).to_be_visible()
    hand.go(page, "Spør Ola Nordmo")
    hand.choose(page, "way", "chat")
    hand.go(page, "Send spørsmålet")
    shows(page, "Venter på Ola Nordmo")


def say_yes(page: Page, hand: Hand, nickname: str) -> None:
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


def end_the_talk(page: Page, hand: Hand) -> None:
    hand.go(page, "Avslutt samtalen")
    hand.go(page, "Avslutt samtalen")
    shows(page, "avsluttet")


def log_a_visit(page: Page, hand: Hand) -> None:
    page.goto("/smerte/registrer/")
    hand.choose(page, "minutes", "45")
    hand.choose(page, "what", "besok")
    hand.go(page, "Lagre")
    shows(page, "er registrert")


def visits_in_report(page: Page, hand: Hand) -> int:
    """How many visits stand in this year's grant report; their rows are open afterwards."""
    page.goto("/smerte/rapporter/")
    hand.go(page, f"Tilskuddsrapport {clock.today().year}")
    link = page.locator('main table a[href$="?hva=besok"]')
    number = int(link.inner_text())
    page.goto(link.get_attribute("href") or "")
    return number


def newest_row(page: Page) -> list[str]:
    """The last row of the last page: day, what, who, verdict and reason, as they stand there."""
    page.goto(f"{page.url}&side=9999")
    return page.locator("main table tbody tr").last.locator("th, td").all_inner_texts()


@pytest.mark.parametrize("hand", [WithKeyboard(), WithoutScript()], ids=["keyboard", "no-script"])
def test_from_the_offices_file_to_the_years_report(visit, hand):
    nickname = "Reinrose" if isinstance(hand, WithKeyboard) else "Snøklokke"
    astrid = visit(**hand.options).as_member("astrid")
    bring_in(astrid, hand)
    words = ask(visit(**hand.options).page, hand, nickname)
    siri = visit(**hand.options).as_member("siri")
    before = visits_in_report(siri, hand)
    ask_one_of_three(siri, hand, nickname)
    ola = visit(**hand.options).as_member("ola")
    say_yes(ola, hand, nickname)
    back = visit(**hand.options).page
    back.goto("/b/ord/")
    hand.write(back, "words", words)
    hand.go(back, "Fortsett")
    shows(back, "Ola vil gjerne snakke med deg")
    hand.go(back, "Ja, det passer")
    shows(back, "Jeg heter Ola")
    log_a_visit(ola, hand)
    assert visits_in_report(siri, hand) == before + 1
    verdict = ["Teller", "Aktiviteten følger reglene og teller."]
    assert newest_row(siri) == [f"{clock.today():%d.%m.%Y}", "Besøk", "Ola Nordmo", *verdict]
    end_the_talk(back, hand)
    take_back(astrid, hand)
