from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.templatetags.static import static
from django.urls import set_script_prefix


def drawn(source: str, request=None, **context: object) -> str:
    template = engines["django"].from_string(source)
    return template.render(context, request)


def test_icon_points_into_the_sprite():
    html = drawn('{% icon "clock" %}')
    assert html == (
        '<svg class="ico" aria-hidden="true" focusable="false">'
        f'<use href="{static("vendor/icons/aksel.svg")}#clock"></use></svg>'
    )


def test_once_is_new_each_time():
    first, second = drawn("{% once %}"), drawn("{% once %}")
    assert first.startswith('<input type="hidden" name="once" value="')
    assert first != second


def test_root_url_leaves_the_organisation():
    set_script_prefix("/smerte/")
    source = '{% root_url "people:leave" %} {% front %} {% url "list" %} [{% root_url "gone" %}]'
    assert drawn(source) == "/ut /smerte/ /smerte/liste/ []"


@pytest.mark.parametrize(
    ("tag", "query"),
    [
        ("{% replace_query side=2 %}", "?omrade=a&amp;omrade=b&amp;side=2"),
        ('{% replace_query omrade="c" %}', "?side=1&amp;omrade=c"),
        ("{% replace_query side=None %}", "?omrade=a&amp;omrade=b"),
    ],
)
def test_replace_query_keeps_the_rest(ask_for, tag: str, query: str):
    assert drawn(tag, ask_for("/liste/?omrade=a&side=1&omrade=b")) == query


@pytest.mark.parametrize(
    ("sorter", "leads_to", "said"),
    [
        ("", "?sorter=navn", ""),
        ("navn", "?sorter=-navn", "stigende"),
        ("-navn", "?sorter=navn", "synkende"),
    ],
)
def test_sort_link_turns_the_order_round(ask_for, sorter: str, leads_to: str, said: str):
    html = drawn('{% sort_link "Navn" "navn" %}', ask_for(f"/liste/?sorter={sorter}&side=3"))
    assert f'href="{leads_to}"' in html
    assert ("stigende" in html, "synkende" in html) == (said == "stigende", said == "synkende")
    assert ('aria-current="true"' in html) is bool(said)


@pytest.mark.parametrize(
    ("call", "widths"),
    [
        ("{% bar 50 200 10 %}", ['"all" width="25.0"', '"part" width="5.0"']),
        ("{% bar 300 200 %}", ['"all" width="100.0"']),
        ("{% bar 0 0 %}", []),
    ],
)
def test_bar_draws_shares_of_the_longest(call: str, widths: list[str]):
    html = drawn(call)
    assert html.count("<rect") == len(widths)
    assert [width for width in widths if width not in html] == []


def test_when_says_the_moment_and_keeps_it_exact():
    html = drawn("{% when moment %}", moment=datetime(2020, 1, 1, 11, 5, tzinfo=UTC))
    assert html == '<time datetime="2020-01-01T12:05+01:00">1. januar 2020 kl. 12.05</time>'
    html = drawn("{% when day %}", day=date(2020, 1, 1))
    assert html == '<time datetime="2020-01-01">1. januar 2020</time>'


def test_filters_say_moments_days_and_numbers():
    source = "{{ at|moment }}; {{ on|moment }}; {{ on|day }}; {{ on|full_day }}; {{ at|clock }}"
    source += "; {{ no|phone }}; {{ no|tel }}"
    moment = datetime(2020, 1, 1, 11, 5, tzinfo=UTC)
    html = drawn(source, at=moment, on=date(2020, 1, 1), no="116123")
    assert html == (
        "1. januar 2020 kl. 12.05; 1. januar 2020; 1. januar 2020; 1. januar 2020; "
        "kl. 12.05; 116 123; 116123"
    )


@pytest.mark.parametrize(
    ("name", "letters"), [("Anne", "A"), ("Tor Ivar", "TI"), ("Ada von Lie", "AL"), ("", "")]
)
def test_initials_are_of_first_and_last_name(name: str, letters: str):
    assert drawn("{{ name|initials }}", name=name) == letters


def test_page_numbers_leave_out_the_middle():
    page = Paginator(range(100), 10).page(5)
    assert drawn("{{ page|page_numbers|join:' ' }}", page=page) == "1 0 4 5 6 0 10"


def test_steps_done_counts_the_reached_ones():
    assert drawn("{{ 2|steps_done:4|join:' ' }}") == "True True False False"


@pytest.mark.parametrize(
    ("level", "colour"), [("error", "danger"), ("success", "success"), ("debug", "info")]
)
def test_messages_have_the_colour_of_their_level(level: str, colour: str):
    assert drawn("{{ level|alert_colour }}", level=level) == colour
