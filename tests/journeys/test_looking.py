"""What looks at the pages sees each kind of fault when there is one."""

import pytest

from tests.journeys.known import Known, New
from tests.journeys.looking import NARROWEST, broken_rules, hard_to_read, headings, too_wide

PAGE = """<!doctype html><html lang="nb"><head><title>Hei</title></head>
<body><main><h1>Hei</h1>{}</main></body></html>"""
GREY = '<p style="color: #999; background: #fff">Grått</p>'


@pytest.fixture
def showing(visit):
    """`showing(html)`: a browser's page with this in it, out of reach of our content policy."""

    def show(html: str):
        page = visit().page
        page.goto("about:blank")
        page.set_content(PAGE.format(html))
        return page

    return show


def faults(page) -> tuple[int, int, int]:
    return (
        len(list(broken_rules(page, 390, leave_out=()))),
        len(list(too_wide(page, NARROWEST))),
        len(list(headings(page))),
    )


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Hei</p>", (0, 0, 0)),
        ('<img src="data:,">', (1, 0, 0)),
        (GREY, (1, 0, 0)),
        ('<div style="width: 321px">Bred</div>', (0, 1, 0)),
        ("<h1>Hei igjen</h1>", (0, 0, 1)),
    ],
)
def test_a_fault_is_seen(showing, html, found):
    assert faults(showing(html)) == found


def test_grey_letters_are_seen_by_what_looks_at_colours_only(showing):
    assert len(list(broken_rules(showing(GREY), 390, "dark", only_colours=True))) == 1


def test_complaints_and_other_hosts_are_told_once(visit, product):
    window = visit()
    window.page.goto("/")
    assert window.unwanted(product) == []
    window.page.evaluate("() => console.error('Hei')")
    with window.page.expect_event("pageerror"):
        window.page.evaluate("() => setTimeout(() => { throw new Error('Au') })")
    window.page.goto(product.replace("127.0.0.1", "localhost"))
    told = window.unwanted(product)
    other = f"asked another host: {product.replace('127.0.0.1', 'localhost')}/"
    assert other in told
    assert told[-2:] == ["the console says: Hei", "the console says: Au"]
    assert window.unwanted(product) == []


def test_what_our_content_policy_stops_is_told(visit, product):
    window = visit()
    window.page.goto("/")
    picture = f"{product.replace('127.0.0.1', 'localhost')}/static/x.png"
    window.page.evaluate("src => { new Image().src = src }", picture)
    window.page.wait_for_timeout(200)
    asked, said = window.unwanted(product)
    assert asked == f"asked another host: {picture}"
    assert said.startswith("the console says: Loading the image")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Du kan snakke med noen som vet hvordan det er. ", []),
        ("Organisasjonsmedlemmer gjennomfører regelmessig samtaleoppfølging. ", ["LIX 79"]),
        ("og så " * 13 + "kom du. ", ["28 words in one sentence: og så og så og så …"] * 3),
    ],
)
def test_heavy_text_is_seen(showing, sentence: str, found: list[str]):
    times = 80 // len(sentence.split()) + 1
    page = showing(f"<p>{sentence * times}</p>")
    assert list(hard_to_read(page, 35, 25)) == found


def test_markup_is_new_everywhere_then_on_another_page_then_nowhere(tmp_path):
    first, second = Known(tmp_path), Known(tmp_path)
    second.own = tmp_path / "another process"
    shown = frozenset({"main > p", "main > ul"})
    assert first.novelty("/a/", shown) is New.EVERYWHERE
    assert second.novelty("/b/", shown) is New.ON_THIS_PAGE
    assert first.novelty("/b/", frozenset({"main > p"})) is New.NOWHERE
    assert first.novelty("/b/", shown | {"main > table"}) is New.EVERYWHERE
