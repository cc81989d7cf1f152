"""An office brings in its spreadsheet: preview, faults, taking in, undoing."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.hands import WithKeyboard
from tests.journeys.steps import by_menu, come_in, shows

OFFICE = Path(__file__).parents[2] / "storstua/imports/tests/files/office.csv"


def supporters_in(page, hand: WithKeyboard) -> int:
    """How many supporters the coordinator's list says there are."""
    by_menu(page, hand, "Likepersoner")
    (number,) = re.findall(r"(\d+) likepersoner", page.locator("main").inner_text())
    return int(number)


def test_the_office_file_comes_in_with_its_nine_faults_told_and_goes_out_again(visit):
    hand = WithKeyboard()
    siri, page = (come_in(visit().page, hand, name) for name in ("Siri", "Astrid"))
    before = supporters_in(siri, hand)
    by_menu(page, hand, "Hent fra regneark")
    hand.go(page, "Hent inn en fil")
    hand.look(page)
    hand.choose(page, "subject", "supporters")
    page.locator('input[type="file"]').set_input_files(OFFICE)
    hand.go(page, "Se radene")
    page.get_by_label("Vis", exact=True).select_option(label="Feil (9)")
    hand.follow(page, page.get_by_role("button", name="Vis", exact=True))
    faults = page.locator("tbody tr")
    expect(faults).to_have_count(9)
    told = " ".join(faults.all_inner_texts())
    expect(faults.locator("span.ds-tag").get_by_text("Feil", exact=True)).to_have_count(9)
    assert "Datoen 31.02.2021" in told
    hand.look(page)
    hand.go(page, "Hent inn de 51 gode radene")
    shows(page, "Hentet inn: 51")
    assert supporters_in(siri, hand) == before + 51
    hand.go(page, "Angre importen")
    hand.look(page)
    hand.go(page, "Angre importen")
    shows(page, "Importen er angret. Alt er som før.")
    hand.look(page)
    assert supporters_in(siri, hand) == before
