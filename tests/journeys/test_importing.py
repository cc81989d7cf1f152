"""An office brings in its spreadsheet: preview, faults, taking in, undoing."""

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.test_asking import NO_SCRIPT, shows

OFFICE = Path(__file__).parents[2] / "storstua/imports/tests/files/office.csv"


def test_the_office_file_comes_in_with_its_nine_faults_told(visit):
    page = visit(**NO_SCRIPT, viewport={"width": 1280, "height": 900}).as_member("astrid")
    page.goto("/smerte/hent-inn/ny/")
    page.locator('input[type="radio"]').first.check()
    page.locator('input[type="file"]').set_input_files(OFFICE)
    page.locator("main form button[type=submit]").first.click()
    shows(page, "9")
    page.get_by_role("button", name="Hent inn").first.click()
    shows(page, "51")
    page.get_by_role("link", name="Angre").first.click()
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("h1")).to_be_visible()
