"""Tags and filters of the look: icons, addresses, days, numbers, bars."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.context import Context
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from storstua.base.clock import OSLO, now, today
from storstua.ui import addresses, moments, phones
from storstua.ui.forms import ErrorItem
from storstua.ui.forms import error_items as items_of

register = template.Library()


def new_key() -> str:
    """A fresh key for one showing of one form: 32 hexadecimal digits."""
    return uuid4().hex


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon from the sprite, for the eye only; the words stand beside it."""
    return format_html(
        '<svg class="ico" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("vendor/icons/aksel.svg"),
        name,
    )


@register.simple_tag
def once() -> SafeString:
    """The hidden field by which a form sent twice is done once."""
    return format_html('<input type="hidden" name="once" value="{}">', new_key())


@register.simple_tag
def root_url(name: str, *args: object, **kwargs: object) -> str:
    """The address of an installation-level page, or "" when it is not built."""
    return addresses.root_url(name, *args, **kwargs)


@register.simple_tag
def front() -> str:
    """The front page of the organisation, or of the installation outside any."""
    return get_script_prefix()


@register.simple_tag(takes_context=True)
def replace_query(context: Context, **changes: object) -> str:
    """The query of this page with some parts changed; None or "" takes a part away."""
    query: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("ui/sort_link.html", takes_context=True)
def sort_link(
    context: Context, label: str, key: str, parameter: str = "sorter"
) -> Mapping[str, object]:
    """A column heading that sorts by `key`; pressed again it turns the order round."""
    now_sorted = context["request"].GET.get(parameter, "")
    order = {key: "up", f"-{key}": "down"}.get(now_sorted, "")
    turned = f"-{key}" if order == "up" else key
    return {
        "label": label,
        "order": order,
        "url": replace_query(context, **{parameter: turned, "side": None}),
    }


@register.simple_tag
def bar(value: float, maximum: float, part: float = 0) -> SafeString:
    """A bar for a table cell: `value` of `maximum` in a light tone, `part` of it in a dark one."""
    widths = [("all", value), ("part", part)]
    scale = 100 / maximum if maximum else 0
    rects = format_html_join(
        "",
        '<rect class="{}" width="{}" height="10"/>',
        ((tone, f"{min(100, size * scale):.1f}") for tone, size in widths if size),
    )
    return format_html(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false">{}</svg>',
        rects,
    )


@register.simple_tag
def when(moment: datetime | date) -> SafeString:
    """A moment or a day in words inside a <time> element."""
    if isinstance(moment, datetime):
        local = moment.astimezone(OSLO)
        words, exact = moments.moment_words(moment, now()), local.isoformat(timespec="minutes")
    else:
        words, exact = moments.day_words(moment, today()), moment.isoformat()
    return format_html('<time datetime="{}">{}</time>', exact, words)


@register.filter
def moment(value: date | datetime) -> str:
    """A moment in words: i dag kl. 08.12; and a day, of which no more is known: i dag."""
    if isinstance(value, datetime):
        return moments.moment_words(value, now())
    return moments.day_words(value, today())


@register.filter
def day(value: date) -> str:
    """A day in words: torsdag."""
    return moments.day_words(value, today())


@register.filter
def full_day(value: date) -> str:
    """A day with number, month and year."""
    return moments.full_day(value)


@register.filter
def clock(value: datetime) -> str:
    """The time of day: kl. 08.12."""
    return moments.clock_words(value)


@register.filter
def phone(value: str) -> str:
    """A phone number with spaces."""
    return phones.phone_words(value)


@register.filter
def tel(value: str) -> str:
    """A phone number as phones dial it."""
    return phones.dial(value)


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and the last name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def alert_colour(level: str) -> str:
    """The colour of an alert for the level of a message."""
    return {"error": "danger", "warning": "warning", "success": "success"}.get(level, "info")


@register.filter
def error_items(form: object) -> list[ErrorItem]:
    """What is to be put right in a form, field by field."""
    return items_of(form)


@register.filter
def steps_done(step: int, steps: int) -> list[bool]:
    """For each step whether it is reached."""
    return [number <= step for number in range(1, steps + 1)]


@register.filter
def page_numbers(page: Page[Any]) -> list[int]:
    """The page numbers to show; 0 stands where some are left out."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in shown]
