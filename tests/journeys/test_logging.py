"""A supporter logs a talk in three taps, and the coordinator sees it in the reports."""

import re

from playwright.sync_api import expect

from storstua.base import clock
from tests.journeys import keyboard
from tests.journeys.test_asking import NO_SCRIPT, shows


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


def test_the_grant_sheet_is_a_real_workbook(visit):
    page = visit(accept_downloads=True).as_member("siri")
    page.goto(f"/smerte/rapporter/tilskudd/{clock.today().year - 1}/")
    link = page.locator('main a[href*="regneark"]').first
    with page.expect_download() as waiting:
        link.click()
    name = waiting.value.suggested_filename
    assert re.search(r"\.xlsx$", name)
    assert waiting.value.path().read_bytes()[:2] == b"PK"
