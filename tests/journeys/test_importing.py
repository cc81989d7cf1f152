"""An office brings in its spreadsheet: preview, faults, taking in, undoing."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.test_asking import NO_SCRIPT, shows

OFFICE = Path(__file__).parents[2] / "storstua/imports/tests/files/office.csv"


def supporters_in(page) -> int:
    """How many supporters the coordinator's list says there are."""
    page.goto("/smerte/arbeid/likepersoner/")
    (number,) = re.findall(r"(\d+) likepersoner", page.locator("main").inner_text())
    return int(number)


def test_the_office_file_comes_in_with_its_nine_faults_told_and_goes_out_again(visit):
    siri = visit(**NO_SCRIPT).as_member("siri")
    before = supporters_in(siri)
    page = visit(**NO_SCRIPT, viewport={"width": 1280, "height": 900}).as_member("astrid")
    page.goto("/smerte/hent-inn/ny/")
    page.locator('input[value="supporters"]').check()
    page.locator('input[type="file"]').set_input_files(OFFICE)
    page.get_by_role("button", name="Se radene").click()
    page.get_by_label("Vis", exact=True).select_option(label="Feil (9)")
    page.get_by_role("button", name="Vis", exact=True).click()
    faults = page.locator("tbody tr")
    expect(faults).to_have_count(9)
    told = " ".join(faults.all_inner_texts())
    expect(faults.locator("span.ds-tag").get_by_text("Feil", exact=True)).to_have_count(9)
    assert "Datoen 31.02.2021" in told
    page.get_by_role("button", name="Hent inn de 51 gode radene").click()
    shows(page, "Hentet inn: 51")
    assert supporters_in(siri) == before + 51
    page.get_by_role("link", name="Angre importen").click()
    page.get_by_role("button", name="Angre importen").click()
    shows(page, "Importen er angret. Alt er som før.")
    assert supporters_in(siri) == before
