"""What is said of an activity, as plain values, and what can never be said."""

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from django.utils.translation import gettext_lazy as _

from storstua.activities.choices import Kind, Mode, Type
from storstua.base import clock
from storstua.base.refusal import Refusal

LONGEST = 24 * 60
MOST_PEOPLE = 10_000
NOT_YOURS = _("Du kan ikke endre dette.")


class Values(TypedDict, total=False):
    """The fields of an activity that can be said. `minutes` is the whole length, `pax` counts
    those present besides the leading supporter; municipality and county are a pair."""

    done_on: date
    type: Type
    mode: Mode
    country: str
    municipality: str
    county: str
    branch_id: int | None
    minutes: int
    pax: int
    led_by_supporter: bool
    is_own_event: bool
    kind: Kind
    topic_id: int | None
    office_id: str


def check(values: Mapping[str, object]) -> None:
    """Refuse a day that has not come, more minutes than a day has, and a crowd beyond belief."""
    done_on, minutes, pax = values.get("done_on"), values.get("minutes"), values.get("pax")
    if isinstance(done_on, date) and done_on > clock.today():
        raise Refusal(_("Velg en dag som har vært."), field="done_on")
    if isinstance(minutes, int) and not 0 <= minutes <= LONGEST:
        raise Refusal(_("Skriv høyst 1440 minutter, som er et døgn."), field="minutes")
    if isinstance(pax, int) and not 0 <= pax <= MOST_PEOPLE:
        raise Refusal(_("Skriv høyst 10000 deltakere."), field="pax")


def plain(value: object) -> object:
    """A value as JSON can keep it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
