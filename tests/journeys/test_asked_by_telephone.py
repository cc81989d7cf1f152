"""One of those whom the office's file brought in is made ready, and has her first talk.

She cannot sign in: the coordinator rings her, writes down her yes, and logs the talk for her.
"""

import re
from pathlib import Path

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
    numbers_in_report,
    open_request,
    shows,
    value_of,
)

OFFICE = Path(__file__).parents[2] / "storstua/imports/tests/files/office.csv"
APPOINTED, MAIL, MOBILE, NAME, COURSE = 3, 5, 6, 9, 12
HER = "Turid Sara"
NICKNAME = "Valmue i Oslo"


def the_file_of_another_office() -> dict[str, object]:
    """The office's file with other addresses and numbers, so that it is nobody's double.

    She who is to be made ready has neither course nor appointment in it.
    """
    lines = []
    for line in OFFICE.read_text("latin-1").splitlines():
        cells = line.split(";")
        if digits := re.sub(r"\D", "", cells[MOBILE])[-8:]:
            cells[MOBILE] = digits[0] + digits[4:] + digits[1:4]
            cells[MAIL] = cells[MAIL].replace("@example", "@nord.example")
        if cells[NAME] == HER:
            cells[APPOINTED] = cells[COURSE] = ""
        lines.append(";".join(cells))
    content = "\r\n".join(lines).encode("latin-1")
    return {"name": "likepersoner-fra-kontoret.csv", "mimeType": "text/csv", "buffer": content}


def bring_in(page: Page, hand: Hand) -> None:
    by_menu(page, hand, "Hent fra regneark")
    hand.go(page, "Hent inn en fil")
    hand.choose(page, "subject", "supporters")
    page.locator('input[type="file"]').set_input_files(the_file_of_another_office())
    hand.go(page, "Se radene")
    hand.go(page, "Hent inn de 51 gode radene")
    shows(page, "Hentet inn: 51")


def find_her(page: Page, hand: Hand) -> None:
    """Her page in the list of supporters."""
    by_menu(page, hand, "Likepersoner")
    hand.write(page, "sok", HER)
    hand.go(page, "Vis")
    hand.go(page, HER)


def tell_day(page: Page, hand: Hand, task: str, submit: str, **fields: str) -> None:
    """Do one of her tasks: the day in each of these fields, and what else it asks for."""
    hand.go(page, task)
    for name, text in fields.items():
        hand.write(page, name, text)
    hand.look(page)
    hand.go(page, submit)


def make_ready(siri: Page, tor: Page, hand: Hand) -> None:
    """Course and declaration by the coordinator, the appointment by the board."""
    today = clock.today().isoformat()
    find_her(siri, hand)
    shows(siri, "Mangler")
    tell_day(siri, hand, "Kurs", "Lagre", day=today)
    tell_day(siri, hand, "Taushetserklæring", "Ja, jeg har sett den", day=today)
    find_her(tor, hand)
    appointment = {"from_on": today, "minute_number": "14/2026"}
    tell_day(tor, hand, "Oppnevning", "Lagre oppnevningen", **appointment)
    find_her(siri, hand)
    expect(siri.locator("p.lead")).to_have_text("Kan spørres")


def ask_for_a_call(page: Page, hand: Hand, nickname: str) -> str:
    """Ask to be rung about one's neck, in Polish or Norwegian; the words of the receipt."""
    arrive(page, hand)
    hand.go(page, "Be om en samtale")
    hand.choose(page, "area", value_of(page, "area", "Nakke"))
    go_on(page, hand)
    hand.choose(page, "way", "phone")
    go_on(page, hand)
    hand.choose(page, "languages", "pl")
    hand.choose(page, "languages", "nb")
    hand.pick(page, "place", "Oslo, Oslo")
    go_on(page, hand)
    hand.write(page, "nickname", nickname)
    hand.go(page, "Fortsett")
    shows(page, "Dette må du rette")
    hand.look(page)
    hand.write(page, "phone", "40012345")
    hand.choose(page, "is_safe", "yes")
    go_on(page, hand)
    hand.go(page, "Send forespørselen")
    return " ".join(page.locator("#kode").inner_text().split())


def ring_her(page: Page, hand: Hand, nickname: str) -> None:
    """She is one of the three; she is asked by telephone, and says yes."""
    open_request(page, hand, nickname)
    card = page.locator("article.match").filter(has_text=HER)
    expect(card).to_contain_text("Kan ikke logge inn ennå")
    hand.follow(page, card.locator("a.ds-button"))
    hand.look(page)
    hand.go(page, "Skriv opp spørsmålet")
    shows(page, f"Ring {HER}, og skriv inn svaret her.")
    hand.look(page)
    hand.go(page, "Telefon og e-post")
    expect(page.locator('main a[href^="tel:"]')).to_have_count(1)
    open_request(page, hand, nickname)
    hand.go(page, "Likepersonen sier ja")
    shows(page, "Svaret er skrevet inn.")
    shows(page, f"{HER} har sagt ja.")


def log_for_her(page: Page, hand: Hand) -> None:
    by_menu(page, hand, "Aktiviteter")
    hand.go(page, "Ny aktivitet")
    hand.pick(page, "type", "Samtale")
    hand.pick(page, "mode", "Telefon")
    hand.write(page, "minutes", "40")
    hand.write(page, "pax", "1")
    # Many are folded together; she is in no branch yet.
    fold = page.locator("main details").filter(has=page.get_by_label(HER, exact=True))
    fold.locator("summary").click()
    fold.get_by_label(HER, exact=True).press("Space")
    expect(fold.get_by_label(HER, exact=True)).to_be_checked()
    hand.look(page)
    hand.go(page, "Lagre")
    shows(page, "Aktiviteten er registrert.")


def test_someone_from_the_file_is_rung_and_her_talk_stands_in_the_report(visit):
    hand = WithoutScript()
    siri = come_in(visit(**hand.options).page, hand, "Siri")
    bring_in(siri, hand)
    make_ready(siri, come_in(visit(**hand.options).page, hand, "Tor"), hand)
    person = visit().page
    words = ask_for_a_call(person, WithKeyboard(), NICKNAME)
    ring_her(siri, hand, NICKNAME)
    come_back(person, WithKeyboard(), words)
    shows(person, "Turid vil gjerne snakke med deg")
    WithKeyboard().go(person, "Ja, det passer")
    shows(person, "Likepersonen tar kontakt slik du har valgt.")
    talks = numbers_in_report(siri, hand)["Telefon"][0]
    log_for_her(siri, hand)
    assert numbers_in_report(siri, hand)["Telefon"][0] == talks + 1
    hand.follow(siri, siri.locator('main table a[href$="?hva=telefon"]'))
    day, what, who, *_why = newest_row(siri, hand)
    assert (day, what, who) == (f"{clock.today():%d.%m.%Y}", "Telefon", HER)
