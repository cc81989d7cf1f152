import argparse
import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.conf import LazySettings
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.test import Client

from storstua.activities.models import Activity
from storstua.base import clock
from storstua.base.door_check import views_behind
from storstua.base.doors import Door
from storstua.base.roles import Role
from storstua.base.tenancy import now_inside
from storstua.demo.cast import cast as demo_cast
from storstua.operations.bench import (
    acting,
    cast,
    comparing,
    limit_rows,
    limit_views,
    measuring,
    replaying,
    visiting,
)
from storstua.operations.bench.measuring import MOST_GZIP_BYTES, MOST_QUERIES, Page
from storstua.operations.bench.routes import HOME, name_of, routes
from storstua.operations.commands import bench
from storstua.organisations.models import Organisation
from storstua.supporters.models import Supporter


def with_demo[T: Callable[..., None]](test: T) -> T:
    """A test that may use the database, where the demo has its addresses."""
    in_a_demo = pytest.mark.usefixtures("in_a_demo")(pytest.mark.django_db(test))
    return pytest.mark.urls("storstua.demo.tests.urls")(in_a_demo)


def page(queries: int = 1, gzip_bytes: int = 1) -> Page:
    return Page("a:b", "/", "ola", queries, 0, 1.0, 1.0, 1, gzip_bytes)


def test_addresses_are_read_from_the_lists():
    found = routes()
    assert found["supporters:directory"].address == "/smerte/likepersoner/"
    assert found["people:words"].address == "/b/ord/"
    assert found["supporters:profile"].address == ""
    assert found["matching:queue"].door == Door("holding", (Role.COORDINATOR,))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/smerte/likepersoner/?side=2", "supporters:directory"),
        ("/smerte/foresporsler/9f3e7f6e-4a0f-4b5f-8f43-0d9f5f1f0a11/#a", "matching:request"),
        ("/b/ord/", "people:words"),
        ("/smerte/", "home:front"),
        ("/static/ui/base.css", ""),
        ("/annet/likepersoner/", ""),
        ("", ""),
    ],
)
def test_a_link_leads_to_a_page(address: str, name: str):
    assert name_of(address) == name


def test_the_visitors_are_the_demos_own_cast():
    here = {each.who: each.roles for each in demo_cast() if each.organisation == HOME}
    assert {who: roles for who, roles in cast.CAST.items() if roles} == here


@pytest.mark.parametrize(
    ("door", "first"),
    [
        (Door("open to all"), "visitor"),
        (Door("with receipt"), "kari"),
        (Door("signed in"), "ola"),
        (Door("holding", (Role.COORDINATOR, Role.BOARD_MEMBER)), "siri"),
        (Door("holding", (Role.ORGANISATION_ADMINISTRATOR,)), "astrid"),
        (Door("holding", (Role.SUPERVISOR,)), "veslemoy"),
    ],
)
def test_a_page_is_visited_by_whom_it_is_for(door: Door, first: str):
    assert cast.whom_it_lets_in(door)[0] == first


def test_a_door_for_nobody_here_lets_nobody_in():
    assert cast.whom_it_lets_in(Door("holding", (Role.AUDITOR,))) == ()


def test_a_page_keeps_to_both_limits():
    assert page(MOST_QUERIES, MOST_GZIP_BYTES).is_within
    assert not page(MOST_QUERIES + 1).is_within
    assert not page(gzip_bytes=MOST_GZIP_BYTES + 1).is_within


def test_nineteen_in_twenty_are_within_the_time_told():
    assert measuring.p95([float(number) for number in range(20)]) == 18.0
    assert measuring.p95([3.0]) == 3.0


@with_demo
def test_nobody_comes_in_where_the_demo_is_not_loaded():
    with pytest.raises(cast.NoDemo):
        cast.browsers()


@with_demo
def test_every_page_is_found_by_following_links(small_demo: Organisation):
    found = visiting.tour(routes(), cast.browsers())
    who = {visit.name: visit.who for visit in found.pages}
    assert who["matching:answer"] == who["conversations:thread"] == "ola"
    assert who["matching:request"] == "siri"
    assert who["supporters:profile"] == "visitor"
    assert who["matching:step"] == who["matching:check"] == "asker"
    assert [visit.who for visit in found.pages if visit.name == "home:today"] == list(
        cast.whom_it_lets_in(routes()["home:today"].door)
    )
    assert {why for why in found.left_out.values() if "500" in why} == set()
    assert found.left_out["people:leave"] == "ends the session"
    assert set(who) | set(found.left_out) == set(routes())


@with_demo
def test_the_cast_acts_and_it_is_undone(small_demo: Organisation):
    browsers = cast.browsers()
    (ask,) = {
        link.decode()
        for link in visiting.LINK.findall(browsers["ola"].get("/smerte/i-dag/").content)
        if b"/sporsmal/" in link
    }
    starts = {
        "matching:answer": ("ola", ask),
        "matching:home": ("kari", "/b/"),
        "activities:log": ("ola", "/smerte/registrer/"),
        "imports:start": ("siri", "/smerte/hent-inn/ny/"),
        "reports:freezing": ("siri", f"/smerte/rapporter/tilskudd/{clock.today().year}/frys/"),
        "roles:invite": ("siri", "/smerte/roller/inviter/"),
    }
    assert {act.page for act in acting.acts()} == set(starts)
    pages = [visiting.Visit(name, address, who) for name, (who, address) in starts.items()]
    known = routes()
    left = {
        "conversations:seeker_thread",
        "activities:receipt",
        "imports:columns",
        "reports:version",
        "roles:withdrawal",
        "roles:invitation",
    }
    before = Activity.objects.count()
    with acting.undone():
        beginnings = acting.acted(pages, browsers)
        more = visiting.follow({name: known[name] for name in left}, browsers, beginnings)
        assert Activity.objects.count() == before + 1
        measured = measuring.measure(more.pages, browsers, rounds=1)
    assert (Activity.objects.count(), before > 0) == (before, True)
    assert {visit.name for visit in more.pages} == left
    assert [page.name for page in measured if not page.is_within] == []


def test_a_second_tour_keeps_the_reasons_of_the_first():
    one, other = (visiting.Visit(name, "/", "ola") for name in ("a:b", "c:d"))
    first = visiting.Tour((one,), {"c:d": "no link leads there", "e:f": "answers 405"})
    more = visiting.Tour((other,), {"e:f": "no link leads there"})
    assert visiting.together(first, more) == visiting.Tour((one, other), {"e:f": "answers 405"})


@with_demo
def test_pages_are_measured(small_demo: Organisation):
    browsers = cast.browsers()
    visits = [
        visiting.Visit("supporters:directory", "/smerte/likepersoner/", "visitor"),
        visiting.Visit("matching:queue", "/smerte/foresporsler/", "siri"),
    ]
    directory, queue = measuring.measure(visits, browsers, rounds=2)
    assert 1 <= directory.queries < queue.queries <= MOST_QUERIES
    assert 0 < directory.median_ms <= directory.p95_ms
    assert 0 < directory.gzip_bytes < directory.html_bytes
    assert queue.is_within


def links(response: HttpResponse, under: str) -> list[str]:
    return re.findall(rf'href="(/{HOME}/{under}/[0-9a-f-]{{36}}/)"', response.content.decode())


@with_demo
@pytest.mark.parametrize("form", ["raw", "template"])
@pytest.mark.parametrize(
    ("limit", "under", "who"),
    [("directory", "likepersoner", "visitor"), ("queue", "foresporsler", "siri")],
)
def test_the_limit_shows_the_same_rows_as_the_page(
    small_demo: Organisation, form: str, limit: str, under: str, who: str
):
    client = cast.browsers()[who]
    ours = links(client.get(f"/{HOME}/{under}/"), under)
    theirs = links(comparing.limit_browser(client).get(f"/{form}/{limit}/"), under)
    assert len(ours) >= 1
    assert theirs == ours


@with_demo
@pytest.mark.parametrize("form", ["raw", "template"])
def test_the_limit_of_a_work_page_asks_who_it_is(small_demo: Organisation, form: str):
    assert comparing.limit_browser(Client()).get(f"/{form}/queue/").status_code == 403


def test_no_address_of_the_product_leads_to_the_limit():
    lists = django_settings.ADDRESS_LISTS
    views = {view for urlconf in lists for _path, view in views_behind(urlconf)}
    assert {each.callback for each in limit_views.urlpatterns} & views == set()


@with_demo
def test_a_page_without_a_limit_by_hand_has_its_own_rows_as_limit(small_demo: Organisation):
    siri, under = cast.browsers()["siri"], "arbeid/likepersoner"
    address = f"/{HOME}/{under}/"
    keys = [link.split("/")[-2] for link in links(siri.get(address), under)]
    assert len(keys) >= 1
    beside = comparing.limit_browser(siri)
    statements = replaying.statements_of(siri, address)
    assert all(each.sql.lower().startswith(("select", "with")) for each in statements)
    for form in comparing.FORMS:
        with replaying.asking(statements):
            rows = beside.get(f"/{form}/page/").content.decode()
        assert [key for key in keys if f"<td>{key}</td>" not in rows] == []
        assert "<td>" not in beside.get(f"/{form}/page/").content.decode()
        assert now_inside() == small_demo.id


@with_demo
def test_pages_are_compared_with_their_limits(small_demo: Organisation):
    browsers = cast.browsers()
    visits = [
        visiting.Visit("supporters:directory", "/smerte/likepersoner/", "visitor"),
        visiting.Visit("home:front", "/smerte/", "visitor"),
    ]
    for found in measuring.measure(visits, browsers, rounds=3):
        assert min(found.raw_ms, found.template_ms, found.of_raw, found.of_template) > 0
    assert limit_rows.directory()[0].name == "Ola"


def test_a_share_is_the_median_of_the_rounds():
    assert measuring._share([1.0, 1.0, 5.0], [4.0, 2.0, 10.0]) == 0.5


@with_demo
def test_the_command_answers_in_json(
    small_demo: Organisation,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
):
    few = {"activities:log", "activities:receipt", "people:leave", *comparing.BY_HAND}
    known = {name: route for name, route in routes().items() if name in few}
    monkeypatch.setattr(bench, "routes", lambda: known)
    code = bench.run(argparse.Namespace(what="pages", json=True, rounds=1))
    answer = json.loads(capsys.readouterr().out)
    assert answer["limits"] == {"queries": MOST_QUERIES, "gzip_bytes": MOST_GZIP_BYTES}
    assert code == int(not all(each["within"] for each in answer["pages"])) == 0
    assert {each["name"] for each in answer["pages"]} | set(answer["left_out"]) == few
    assert [each["name"] for each in answer["pages"] if not each["of_raw"] > 0] == []


def test_the_table_tells_every_page_the_slowest_first():
    limits = {"raw_ms": 2.0, "template_ms": 4.0, "of_raw": 0.25, "of_template": 0.5}
    slow = replace(page(MOST_QUERIES + 1), name="a:slow", median_ms=70.0)
    pages = [replace(page(), **limits), slow]
    lines = list(bench.table(pages, visiting.Tour((), {"a:css": "answers 200"})))
    assert [line.split()[0] for line in lines[1:3]] == ["a:slow", "a:b"]
    assert ["over" in line for line in lines[1:3]] == [True, False]
    assert lines[2].split()[-4:] == ["2.0", "4.0", "0.25", "0.50"]
    assert lines[-1].split() == ["a:css", "answers", "200"]


@pytest.mark.parametrize("is_demo", [False, True])
@with_demo
def test_without_a_demo_nothing_is_measured(
    settings: LazySettings, capsys: pytest.CaptureFixture[str], is_demo: bool
):
    settings.STORSTUA_DEMO = is_demo
    for what in ("pages", "imports"):
        options = argparse.Namespace(what=what, json=True, rounds=1, rows=1)
        assert bench.run(options) == 2
        answer = capsys.readouterr()
        assert (answer.out, "storstua demo" in answer.err) == ("", True)


@with_demo
def test_an_import_is_measured_and_undone(
    small_demo: Organisation, capsys: pytest.CaptureFixture[str]
):
    before = Supporter.objects.count()
    options = argparse.Namespace(what="imports", json=True, rows=7)
    assert bench.run(options) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["rows"], found["new"], found["faults"]) == (7, 7, 0)
    assert min(found["judged_seconds"], found["brought_in_seconds"], found["peak_mb"]) > 0
    assert (Supporter.objects.count(), before > 0) == (before, True)
    options.json = False
    bench.run(options)
    assert capsys.readouterr().out.splitlines()[0] == "rows: 7"


@pytest.mark.parametrize("rounds", ["0", "1001", "x", "-1", "²"])
def test_rounds_are_a_sensible_number(rounds: str):
    parser = argparse.ArgumentParser()
    bench.add_arguments(parser)
    with pytest.raises(SystemExit) as stopped:
        parser.parse_args(["pages", "--rounds", rounds])
    assert stopped.value.code == 2
