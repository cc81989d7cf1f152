"""Where supporters are missing, as tables: who waits beside who can be asked; numbers lead on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from storstua.base import clock
from storstua.matching.queries import Waiting
from storstua.organisations.queries import Facts
from storstua.supporters.choices import Group
from storstua.supporters.queries import Coverage, Gaps, State, with_above
from storstua.ui.parts import BarRow, BarTable, Linked

type WhoWaits = Mapping[int | None, Waiting]
type Link = Callable[[Mapping[str, str]], str]
WITHOUT_AREA = "uten"


@dataclass(frozen=True, slots=True)
class Links:
    """Makes the address of supporters and of requests from a query; "" where one may not look."""

    supporters: Link
    requests: Link


@dataclass(frozen=True, slots=True)
class Empty:
    """An area where nobody can be asked, who waits there, and where they stand."""

    name: str
    waits: str
    url: str


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    name: str
    code: str
    covered: Coverage
    waiting: Waiting


def by_area(facts: Facts, found: Gaps, waiting: WhoWaits, links: Links) -> BarTable:
    """Every open area with its parts in it, and last the requests that name no area."""
    rows = [
        _row(each, links, (_waits(each, links), _longest(each, links)))
        for each in _lines(facts, found, waiting)
    ]
    nowhere = _Line(_("Uten område"), "", WITHOUT_AREA, Coverage(), waiting.get(None, Waiting()))
    if nowhere.waiting.count:
        cells = (_waits(nowhere, links), _longest(nowhere, links), "", "", "", "", "")
        rows.append(BarRow(nowhere.label, 0, cells))
    columns = (_("Venter"), _("Den lengste"), *_columns())
    return BarTable(_("Hvert område"), _("Område"), columns, tuple(rows))


def across(found: Gaps, links: Links) -> BarTable:
    """All, those approved for minors, and relatives."""
    groups = [
        ("", _("Alle"), found.total),
        (Group.FOR_MINORS.value, str(Group.FOR_MINORS.label), found.for_minors),
        (Group.RELATIVES.value, str(Group.RELATIVES.label), found.relatives),
    ]
    rows = tuple(
        _bar(label, covered, {"gruppe": code} if code else {}, links)
        for code, label, covered in groups
    )
    return BarTable(_("På tvers av områdene"), _("Gruppe"), _columns(), rows)


def empty(facts: Facts, found: Gaps, waiting: WhoWaits, links: Links) -> list[Empty]:
    """The areas where nobody can be asked, those where most wait first."""
    lines = [each for each in _lines(facts, found, waiting) if not each.covered.askable]
    lines.sort(key=lambda each: -each.waiting.count)
    return [Empty(each.name, _sentence(each.waiting), _waits(each, links).url) for each in lines]


def _lines(facts: Facts, found: Gaps, waiting: WhoWaits) -> Iterable[_Line]:
    language = get_language() or "nb"
    whole: dict[int, Waiting] = {}
    for area_id, one in waiting.items():
        for above in with_above([area_id] if area_id else [], facts.areas):
            whole[above] = whole.get(above, Waiting()) + one
    for area, depth in facts.tree():
        if area.is_open:
            name = area.name_in(language)
            yield _Line(
                label="– " * depth + name,
                name=name,
                code=str(area.id),
                covered=found.by_area[area.id],
                waiting=whole.get(area.id, Waiting()),
            )


def _columns() -> tuple[str, ...]:
    return (
        str(State.READY.label),
        _("Ledige plasser"),
        str(State.FULL.label),
        str(State.LACKS.label),
        str(State.PAUSED.label),
    )


def _row(line: _Line, links: Links, first: tuple[Linked, ...]) -> BarRow:
    return _bar(line.label, line.covered, {"omrade": line.code}, links, first)


def _bar(
    label: str,
    covered: Coverage,
    query: Mapping[str, str],
    links: Links,
    first: tuple[Linked, ...] = (),
) -> BarRow:
    in_state = (
        (State.READY, covered.askable),
        (State.READY, covered.free_places),
        (State.FULL, covered.full),
        (State.LACKS, covered.lacking),
        (State.PAUSED, covered.paused),
    )
    cells = (
        Linked(count, links.supporters({**query, "tilstand": state.value}) if count else "")
        for state, count in in_state
    )
    return BarRow(
        label=label,
        value=covered.askable + covered.full + covered.lacking + covered.paused,
        part=covered.askable,
        cells=(*first, *cells),
    )


def _waits(line: _Line, links: Links) -> Linked:
    count = line.waiting.count
    return Linked(count, links.requests({"omrade": line.code}) if count else "")


def _longest(line: _Line, links: Links) -> Linked:
    days = _days(line.waiting)
    text = ngettext("%(days)s dag", "%(days)s dager", days) % {"days": days}
    query = {"omrade": line.code, "sorter": "ventetid"}
    if not line.waiting.count:
        return Linked(0, "", "–")
    return Linked(days, links.requests(query), text)


def _days(waiting: Waiting) -> int:
    return (clock.today() - clock.day_of(waiting.since)).days if waiting.since else 0


def _sentence(waiting: Waiting) -> str:
    if not waiting.count:
        return _("Ingen venter.")
    return ngettext(
        "%(count)s venter, den lengste i %(days)s dag.",
        "%(count)s venter, den lengste i %(days)s dager.",
        _days(waiting),
    ) % {"count": waiting.count, "days": _days(waiting)}
