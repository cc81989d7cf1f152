"""The main job from end to end, twice: with the keyboard only, and with clicks but no script.

An office brings in its supporters; someone asks for a talk; the coordinator sees three explained
suggestions and asks one; the supporter says yes and writes; the person says yes too; a visit is
logged; this year's grant report has it, with a verdict and a reason. All begin at the first page.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storstua.base import clock
from tests.journeys.hands import Hand, WithKeyboard, WithoutScript
from tests.journeys.steps import (
    arrive,
    by_menu,
    come_back,
    come_in,
    go_on,
    newest_row,
    open_report,
    open_request,
    shows,
    value_of,
)

OFFICE = Path(__file__).parents[2] / "storstua/imports/tests/files/office.csv"


def bring_in(page: Page, hand: Hand) -> None:
    """The office's 60 rows: nine with faults are told and left out, the others come in."""
    by_menu(page, hand, "Hent fra regneark")
    hand.go(page, "Hent inn en fil")
    hand.go(page, "Se radene")
    hand.look(page)
    shows(page, "Dette må du rette")
    hand.choose(page, "subject", "supporters")
    # The system's own window for choosing a file cannot be reached by a test.
    page.locator('input[type="file"]').set_input_files(OFFICE)
    hand.go(page, "Se radene")
    for told in ("Rader i filen: 60", "Nye: 51", "Med feil, hentes ikke inn: 9"):
        shows(page, told)
    hand.look(page)
    hand.go(page, "Hent inn de 51 gode radene")
    shows(page, "Hentet inn: 51")
    hand.look(page)


def take_back(page: Page, hand: Hand) -> None:
    """The same file taken back: none of it is left."""
    hand.go(page, "Angre importen")
    shows(page, "51 nye rader slettes")
    hand.look(page)
    hand.go(page, "Angre importen")
    shows(page, "Importen er angret. Alt er som før.")


def ask(page: Page, hand: Hand, nickname: str) -> str:
    """Ask for a talk about one's back, in writing; the seven words of the receipt."""
    arrive(page, hand)
    by_menu(page, hand, "Samtale")
    hand.look(page)
    hand.go(page, "Be om en samtale")
    hand.choose(page, "role", "self")
    hand.choose(page, "area", value_of(page, "area", "Rygg"))
    go_on(page, hand)
    hand.choose(page, "way", "chat")
    go_on(page, hand)
    hand.pick(page, "life_phase", "I arbeid")
    go_on(page, hand)
    hand.write(page, "nickname", nickname)
    go_on(page, hand)
    hand.look(page)
    hand.go(page, "Send forespørselen")
    hand.look(page)
    return " ".join(page.locator("#kode").inner_text().split())


def ask_one_of_three(page: Page, hand: Hand, nickname: str) -> None:
    """Three are suggested, each with reasons; the one who works here today is asked."""
    open_request(page, hand, nickname)
    suggested = page.locator("article.match")
    expect(suggested).to_have_count(3)
    for card in suggested.all():
        expect(card.get_by_text("Kjenner til det samme: Rygg")).to_be_visible()
    expect(page.locator("summary").filter(has_text="Hvorfor ikke de")).to_be_visible()
    hand.look(page)
    hand.go(page, "Spør Ola Nordmo")
    hand.choose(page, "way", "chat")
    hand.look(page)
    hand.go(page, "Send spørsmålet")
    shows(page, "Venter på Ola Nordmo")


def say_yes(page: Page, hand: Hand, nickname: str) -> None:
    """Among the questions of today, find the one from this person; say yes and write."""
    asked = page.locator('main a[href*="/sporsmal/"]')
    for number in range(asked.count()):
        hand.follow(page, asked.nth(number))
        if page.get_by_text(nickname).count():
            break
        by_menu(page, hand, "I dag")
    hand.look(page)
    hand.go(page, "Ja, gjerne")
    hand.write(page, "text", "Hei. Jeg heter Ola.")
    hand.go(page, "Lagre meldingen")
    shows(page, "Meldingen din ligger klar")


def end_the_talk(page: Page, hand: Hand) -> None:
    hand.go(page, "Avslutt samtalen")
    hand.go(page, "Avslutt samtalen")
    shows(page, "avsluttet")


def log_a_visit(page: Page, hand: Hand) -> None:
    by_menu(page, hand, "Registrer")
    hand.choose(page, "minutes", "45")
    hand.choose(page, "what", "besok")
    hand.look(page)
    hand.go(page, "Lagre")
    shows(page, "er registrert")


def visits_in_report(page: Page, hand: Hand) -> int:
    """How many visits stand in this year's grant report; their rows are open afterwards."""
    open_report(page, hand)
    hand.look(page)
    link = page.locator('main table a[href$="?hva=besok"]')
    number = int(link.inner_text())
    hand.follow(page, link)
    return number


@pytest.mark.parametrize("hand", [WithKeyboard(), WithoutScript()], ids=["keyboard", "no-script"])
def test_from_the_offices_file_to_the_years_report(visit, hand):
    nickname = "Rose på Dovre" if isinstance(hand, WithKeyboard) else "Klokke ved Mjøsa"
    astrid = come_in(visit(**hand.options).page, hand, "Astrid")
    bring_in(astrid, hand)
    words = ask(visit(**hand.options).page, hand, nickname)
    siri = come_in(visit(**hand.options).page, hand, "Siri")
    before = visits_in_report(siri, hand)
    ask_one_of_three(siri, hand, nickname)
    ola = come_in(visit(**hand.options).page, hand, "Ola")
    say_yes(ola, hand, nickname)
    back = visit(**hand.options).page
    come_back(back, hand, words)
    shows(back, "Ola vil gjerne snakke med deg")
    hand.go(back, "Ja, det passer")
    shows(back, "Jeg heter Ola")
    log_a_visit(ola, hand)
    assert visits_in_report(siri, hand) == before + 1
    verdict = ["Teller", "Aktiviteten følger reglene og teller."]
    assert newest_row(siri, hand) == [f"{clock.today():%d.%m.%Y}", "Besøk", "Ola Nordmo", *verdict]
    end_the_talk(back, hand)
    take_back(astrid, hand)
