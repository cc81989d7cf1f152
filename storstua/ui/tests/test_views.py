import pytest
from django.http import Http404
from django.test import RequestFactory
from django.urls import set_script_prefix

from storstua.base.viewer import Viewer
from storstua.ui import views
from storstua.ui.context import look
from storstua.ui.menus import entry, present


def test_language_is_kept_in_the_browser(ask_for):
    response = views.language(ask_for("/sprak/?til=nn&neste=/liste/%3Fside=2"))
    assert response.headers["Location"] == "/liste/?side=2"
    assert response.cookies["sprak"].value == "nn"


def test_an_unknown_language_changes_nothing(ask_for):
    response = views.language(ask_for("/sprak/?til=fr"))
    assert (response.headers["Location"], dict(response.cookies)) == ("/", {})


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:x"])
def test_no_link_leads_to_another_host(ask_for, elsewhere: str):
    set_script_prefix("/smerte/")
    for view in (views.language, views.look):
        assert view(ask_for(f"/?neste={elsewhere}")).headers["Location"] == "/smerte/"


@pytest.mark.parametrize(
    ("query", "cookies"),
    [
        ("farger=mork", {"scheme": "dark"}),
        ("farger=enhet", {"scheme": "auto"}),
        ("tekst=stor", {"text_size": "lg"}),
        ("farger=lilla&tekst=liten", {}),
    ],
)
def test_the_look_is_kept_in_the_browser(ask_for, query: str, cookies: dict[str, str]):
    response = views.look(ask_for(f"/utseende/?{query}"))
    assert {name: cookie.value for name, cookie in response.cookies.items()} == cookies


def test_the_look_is_kept_under_a_locked_name_over_https():
    request = RequestFactory().get("/utseende/?farger=mork", secure=True)
    request.viewer = Viewer.visitor()
    cookie = views.look(request).cookies["__Host-scheme"]
    assert (cookie.value, cookie["secure"], cookie["path"]) == ("dark", True, "/")
    assert (
        look(RequestFactory().get("/", headers={"cookie": "__Host-scheme=dark"}, secure=True))[
            "scheme"
        ]
        == "dark"
    )


def test_the_choices_of_look_come_back_to_this_page():
    request = RequestFactory().get(
        "/liste/?side=2", headers={"cookie": "scheme=dark; text_size=lg"}
    )
    choices = look(request)["look_choices"]
    assert [(choice.label, choice.current) for choice in choices] == [
        ("Lyse farger", False),
        ("Mørke farger", True),
        ("Farger som enheten", False),
        ("Vanlig tekst", False),
    ]
    assert choices[0].url == "/utseende/?farger=lys&neste=%2Fliste%2F%3Fside%3D2"


@pytest.mark.parametrize(
    ("cookie", "chosen"),
    [
        ("scheme=dark; text_size=lg", ("dark", "lg")),
        ("scheme=lilla; text_size=9px", ("auto", "md")),
        ("", ("auto", "md")),
    ],
)
def test_templates_know_the_look_chosen(cookie: str, chosen: tuple[str, str]):
    context = look(RequestFactory().get("/", headers={"cookie": cookie}))
    assert (context["scheme"], context["text_size"]) == chosen


def test_the_gallery_is_closed_in_a_real_installation(ask_for, settings):
    settings.STORSTUA_DEMO = settings.DEBUG = False
    with pytest.raises(Http404):
        views.gallery(ask_for("/deler/"))


def test_the_gallery_has_no_other_pages(ask_for):
    with pytest.raises(Http404):
        views.gallery(ask_for("/deler/finnes-ikke/"), "finnes-ikke")


def test_a_menu_line_is_there_only_when_its_page_is():
    menu = present(
        entry("Liste", "list", path="/liste/2/", icon="tasklist", count=3), entry("Borte", "gone")
    )
    assert [(item.url, item.current, item.count) for item in menu] == [("/liste/", True, 3)]
