"""Takes back what an office's file said of people, so that it opens in no copy either.

A trace tells how a contact point stood before, in clear: the trace is sealed with its file, and
the key that the contact point lay under then may have been erased before the trace is needed.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from storstua import vault
from storstua.base.bringing_in import (
    Judge,
    Judged,
    Tables,
    Trace,
    Were,
    bring_in,
    plain,
    put_back,
)
from storstua.base.taking_back import take_back
from storstua.people import contact
from storstua.people.models import ContactPoint

POINT = ContactPoint._meta.label
CLEAR = "in_clear"


def bring_people_in(judge: Judge) -> tuple[list[Judged], str]:
    """As `bringing_in.bring_in`, with traces that can be taken back when keys have gone."""
    judged, note = bring_in(judge)
    traces = in_clear({each.line: each.trace for each in judged if each.trace})
    return [replace(each, trace=traces.get(each.line)) for each in judged], note


def in_clear(traces: Mapping[int, Trace]) -> dict[int, Trace]:
    """The traces of lines just brought in, with what contact points said before in clear."""
    points = {point.id: point for point in _rows(_changed(traces))}

    def opened(each: Were) -> Were:
        if "sealed" not in each.values:
            return each
        point = points[each.id]
        put_back(point, each.values)
        value = vault.open_sealed(bytes(point.sealed), contact.place_of(point))
        return replace(each, values={CLEAR: value})

    with vault.keys_held():
        return _with_points(traces, opened)


def take_people_back(tables: Tables, traces: Mapping[int, Trace]) -> None:
    """Make everything as it was before the lines, and erase the keys of what they said.

    What is left of how the same people are reached goes under new keys.
    """
    traces = in_clear(traces)
    changed = _changed(traces)
    mine = {row_id for trace in traces.values() for row_id in trace.made.get(POINT, ())}
    touched = {point.person_id: point.person for point in _rows({*mine, *changed})}
    left = ContactPoint.objects.filter(person__in=touched).exclude(id__in=mine)
    points = {point.id: point for point in left.select_related("person").order_by("id")}
    with vault.keys_held(), vault.new_keys_together():
        said = _said(points) | changed
        vault.erase(*map(contact.drawer_of, touched.values()))
        for row_id, value in said.items():
            _seal(points[row_id], value)
    _keep([points[row_id] for row_id in said.keys() - changed.keys()])
    take_back(tables, _with_points(traces, lambda each: _sealed(each, points[each.id])))


def _said(points: Mapping[int, ContactPoint]) -> dict[int, str]:
    """What contact points say; those that do not open are left as they are."""
    vault.hold_keys_of(point.sealed for point in points.values())
    found = {}
    for point in points.values():
        try:
            found[point.id] = vault.open_sealed(bytes(point.sealed), contact.place_of(point))
        except vault.Tampered:
            continue
    return found


def _seal(point: ContactPoint, value: str) -> None:
    point.sealed = vault.seal(value, contact.place_of(point))
    point.lookup = contact.lookup_of(point.organisation_id, point.kind, value)


def _keep(points: Collection[ContactPoint]) -> None:
    """Save the new seals; the version stays, since nobody has changed what is said."""
    ContactPoint.objects.bulk_update(points, ["sealed", "lookup"], batch_size=1000)


def _sealed(each: Were, point: ContactPoint) -> Were:
    return replace(each, values={name: plain(point, name) for name in ("sealed", "lookup")})


def _changed(traces: Mapping[int, Trace]) -> dict[int, str]:
    """The contact points that the lines changed, with what they said before where that is told."""
    were = (each for trace in traces.values() for each in trace.were if each.table == POINT)
    return {each.id: str(each.values.get(CLEAR, "")) for each in were}


def _rows(ids: Collection[int]) -> list[ContactPoint]:
    return list(ContactPoint.objects.filter(id__in=ids).select_related("person").order_by("id"))


def _with_points(traces: Mapping[int, Trace], change: Callable[[Were], Were]) -> dict[int, Trace]:
    """The traces with another telling of how contact points were."""
    return {
        line: replace(
            trace,
            were=[change(each) if each.table == POINT else each for each in trace.were],
        )
        for line, trace in traces.items()
    }
