"""What happened to an activity, in sentences, and which other rows may be the same event."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storstua.activities import permissions
from storstua.activities.choices import Kind, Mode, Type
from storstua.activities.models import Activity, ActivityChange, ActivitySupporter
from storstua.activities.queries.ledger import Fact, facts_of
from storstua.activities.queries.people import NamedSupporter
from storstua.base.viewer import Viewer
from storstua.ui.moments import full_day

FIELDS: Mapping[str, str | Promise] = {
    "done_on": gettext_lazy("dag"),
    "type": gettext_lazy("type"),
    "mode": gettext_lazy("måte"),
    "minutes": gettext_lazy("minutter"),
    "pax": gettext_lazy("deltakere"),
    "records": gettext_lazy("antall"),
    "kind": gettext_lazy("merknad"),
    "country": gettext_lazy("land"),
    "municipality": gettext_lazy("kommune"),
    "county": gettext_lazy("fylke"),
    "led_by_supporter": gettext_lazy("ledet av [[likeperson]]"),
    "is_own_event": gettext_lazy("eget arrangement"),
    "supporters": gettext_lazy("[[likepersoner]] som var med"),
}
CODES = {"type": Type, "mode": Mode, "kind": Kind}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change: who ("" when unknown), when, and a sentence for each field."""

    who: str
    at: datetime
    sentences: tuple[str, ...]


def changes_of(activity: Activity) -> list[ActivityChange]:
    """The changes of an activity, newest first, with who made them; one query."""
    rows = ActivityChange.objects.filter(activity=activity).order_by("-changed_at", "-id")
    return list(rows.select_related("changed_by"))


def supporters_in(changes: Iterable[ActivityChange]) -> set[int]:
    """The ids of the supporters whom changes speak of."""
    pairs = (change.changed.get("supporters", ()) for change in changes)
    return {each for pair in pairs for ids in pair for each in ids}


def history(
    changes: Iterable[ActivityChange], people: Mapping[int, NamedSupporter]
) -> list[HistoryLine]:
    """The changes in sentences; `people` gives the supporters their names."""
    return [
        HistoryLine(
            row.changed_by.full_name if row.changed_by else "",
            row.changed_at,
            tuple(_sentences(row.changed, people)),
        )
        for row in changes
    ]


def _sentences(
    changed: Mapping[str, list[object]], people: Mapping[int, NamedSupporter]
) -> Iterator[str]:
    for name, (was, became) in changed.items():
        if name not in FIELDS:
            yield _("Laget eller id-en er endret.")
            continue
        parts = {
            "field": str(FIELDS[name]),
            "was": _words(name, was, people),
            "became": _words(name, became, people),
        }
        yield _("Endret %(field)s fra %(was)s til %(became)s.") % parts


def _words(name: str, value: object, people: Mapping[int, NamedSupporter]) -> str:
    if name in CODES:
        return f"«{CODES[name](value).label}»"
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, list):
        names = (people[each].name for each in value if each in people)
        return ", ".join(names) or _("ingen")
    if name == "done_on":
        return full_day(date.fromisoformat(str(value)))
    return str(value) or _("ikke sagt")


def doubles_of(viewer: Viewer, activity: Activity) -> list[Fact]:
    """Other rows that may be the same event: same day and type, and the same place or supporter."""
    named = ActivitySupporter.objects.filter(activity=activity).values("supporter_id")
    shared = ActivitySupporter.objects.filter(activity=OuterRef("pk"), supporter_id__in=named)
    rows = (
        permissions.readable(viewer)
        .filter(done_on=activity.done_on, type=activity.type, is_month_count=False)
        .exclude(id=activity.id)
        .exclude(kind=Kind.DUPLICATE)
        .filter(Q(municipality=activity.municipality) | Q(Exists(shared)))
    )
    return facts_of(rows.order_by("id")[:50])
