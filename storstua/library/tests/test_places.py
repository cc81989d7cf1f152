import pytest
from django.urls import set_script_prefix

from storstua.library.places import address_of, is_open
from storstua.library.tests.reading import LANGUAGES
from storstua.library.texts import text_in


@pytest.fixture(autouse=True)
def inside(settings):
    settings.ROOT_URLCONF = "storstua.config.organisation_urls"
    set_script_prefix("/havblikk/")
    yield
    set_script_prefix("/")


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("side:hva-er-likeperson", "/havblikk/informasjon/hva-er-likeperson/"),
        ("side:personvern", "/havblikk/personvern/"),
        ("side:instruks", "/havblikk/informasjon/instruks/"),
        ("side:eksempler", ""),
        ("side:finnes-ikke", ""),
        ("rute:library:leaflet", "/havblikk/for-fagfolk/hefte/"),
        ("rute:library:finnes-ikke", ""),
        ("rute:finnesikke:side", ""),
        ("https://example.org/", "https://example.org/"),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_link_leads_where_it_says_or_nowhere(target: str, address: str):
    assert address_of(target, ["informasjon"]) == address


@pytest.mark.parametrize(
    ("slug", "rooms", "answer"),
    [
        ("kurs", [], False),
        ("kurs", ["informasjon"], True),
        ("fellene", [], False),
        ("bli-likeperson", [], True),
        ("instruks", [], True),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_open_with_its_room_or_on_its_own(slug, rooms, answer, language):
    assert is_open(text_in(slug, language), rooms) is answer
