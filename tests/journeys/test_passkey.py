"""A coordinator makes a passkey and signs in with it, in a browser that has a key of its own."""

from playwright.sync_api import expect

from tests.journeys.steps import shows

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_make_a_passkey_and_sign_in_with_it(visit, product):
    # Browsers give passkeys to names, not to numbers.
    window = visit(base_url=product.replace("127.0.0.1", "localhost"))
    page = window.as_member("siri")
    devtools = window.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    page.goto("/konto/to-trinn/")
    page.get_by_role("link", name="Legg til en passnøkkel").click()
    page.get_by_label("Navn på passnøkkelen").fill("Telefonen min")
    page.get_by_role("button", name="Lag passnøkkel").click()
    page.get_by_role("button", name="Vis kodene").click()
    expect(page.locator("#reservekoder li")).to_have_count(8)
    page.get_by_role("link", name="Jeg har tatt vare på dem").click()
    shows(page, "Telefonen min")

    page.goto("/logg-ut/")
    page.get_by_role("button", name="Logg ut").click()
    page.goto("/smerte/i-dag/")
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    expect(page.locator("h1", has_text="I dag")).to_be_visible()
    assert window.complaints == []
