"""Someone asks for a talk, a coordinator asks a supporter, the two write to each other."""

from playwright.sync_api import expect

from tests.journeys import keyboard
from tests.journeys.hands import WithKeyboard
from tests.journeys.steps import arrive, by_menu, come_in, go_on, open_request, shows

NO_SCRIPT = {"java_script_enabled": False}


def words_on(page) -> str:
    return " ".join(page.locator("#kode").inner_text().split())


def test_ask_with_the_keyboard_only(visit):
    page = arrive(visit().page, WithKeyboard())
    keyboard.press(page, "Be om en samtale")
    keyboard.tab_to(page, name="role", value="self")
    keyboard.press(page, "Fortsett")
    keyboard.tab_to(page, name="way", value="chat")
    keyboard.press(page, "Fortsett")
    keyboard.press(page, "Hopp over")
    keyboard.write(page, "nickname", "Røsslyng")
    keyboard.press(page, "Fortsett")
    shows(page, "Røsslyng")
    keyboard.press(page, "Send forespørselen")
    words = words_on(page)
    assert len(words.split()) == 7
    keyboard.press(page, "Jeg har skrevet den ned")
    shows(page, "Du får svar senest")


def ask_without_script(page, nickname: str) -> str:
    page.goto("/smerte/samtale/be-om/")
    page.get_by_label("Meg selv").check()
    page.get_by_role("button", name="Fortsett").click()
    page.get_by_label("Skrive her på nettsiden").check()
    page.get_by_role("button", name="Fortsett").click()
    page.get_by_role("button", name="Hopp over").click()
    page.get_by_label("Hva skal vi kalle deg?").fill(nickname)
    page.get_by_role("button", name="Fortsett").click()
    page.get_by_role("button", name="Send forespørselen").click()
    return words_on(page)


def test_the_seekers_pages_leave_nothing_behind(visit):
    window = visit()
    page = window.page
    ask_without_script(page, "Lavendel")
    kept = page.evaluate("() => [localStorage.length, sessionStorage.length]")
    assert kept == [0, 0]
    assert page.title() == "Beskjeder"
    hosts = {url.split("/")[2] for url in window.requests if url.startswith("http")}
    assert hosts == {page.url.split("/")[2]}
    assert window.complaints == []


def test_exit_link_is_among_the_first_three_stops(visit):
    page = visit().page
    page.goto("/smerte/samtale/be-om/hvordan/")
    seen = []
    for _stop in range(3):
        page.keyboard.press("Tab")
        at = keyboard.where(page)
        seen.append(at["text"] if at else "")
    assert "Forlat siden" in seen


def test_ask_for_someone_whose_profile_one_has_read(visit):
    """No question is asked that the choice of a person has answered; the coordinator sees it."""
    hand = WithKeyboard()
    page = arrive(visit().page, hand)
    by_menu(page, hand, "Samtale")
    hand.go(page, "Se likepersonene")
    hand.pick(page, "mate", "Skrive")
    hand.go(page, "Vis")
    hand.look(page)
    free = page.locator("article.person", has_text="Har plass").locator("h3 a")
    hand.follow(page, free.first)
    name = page.locator("h1").inner_text()
    hand.look(page)
    hand.go(page, f"Spør {name}")
    shows(page, name)
    hand.choose(page, "way", "chat")
    go_on(page, hand)
    hand.write(page, "nickname", "Kvitveis i lia")
    go_on(page, hand)
    shows(page, name)
    hand.look(page)
    hand.go(page, "Send forespørselen")
    assert len(words_on(page).split()) == 7
    siri = come_in(visit().page, hand, "Siri")
    open_request(siri, hand, "Kvitveis i lia")
    expect(siri.locator("article.match h3").first).to_contain_text(name)
