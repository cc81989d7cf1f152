"""The coordinator's list: search, filters, order, and one row for each supporter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery

from storstua.organisations.models import Policy
from storstua.supporters.choices import Experience, Group
from storstua.supporters.models import Appointment, Supporter, SupporterArea, SupporterTopic
from storstua.supporters.queries.standing import (
    ended,
    in_force,
    meets_all,
    not_paused,
    paused,
    with_known,
)
from storstua.supporters.standing import State

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from storstua.supporters.queries.standing import Facts

    class Kept(Facts):
        """What `with_record` finds."""

        area_ids: list[int]
        topic_ids: list[int]
        minute_number: str | None
        appointed_until: date | None

    type KeptSupporter = WithAnnotations[Supporter, Kept]


@dataclass(frozen=True, slots=True)
class RosterWish:
    """What the list is narrowed to; an empty value asks for nothing.

    `state` is a value of State, `group` one of Group. Without a state those whose role has ended
    are left out.
    """

    words: tuple[str, ...] = ()
    area_ids: frozenset[int] = field(default_factory=frozenset)
    county: str = ""
    branch_id: int = 0
    state: str = ""
    group: str = ""


GROUPS = {
    Group.FOR_MINORS: Q(is_approved_for_minors=True),
    Group.RELATIVES: ~Q(profile__role=Experience.SELF),
}
# What the list is sorted by: the name in the address -> columns; "-" before it turns it round.
ORDERS = {
    "navn": ("person__given_name", "person__family_name", "id"),
    "fylke": ("county", "person__given_name", "person__family_name", "id"),
    "plass": ("free_places", "person__given_name", "person__family_name", "id"),
    "oppnevnt": ("appointed_from", "person__given_name", "person__family_name", "id"),
}


def _spellings(word: str) -> set[str]:
    """A word and how it may be written without Norwegian letters: aa for å, oe for ø, ae for æ."""
    folded = word.lower().replace("aa", "å").replace("oe", "ø").replace("ae", "æ")
    return {word, folded}


def _named(words: tuple[str, ...]) -> Q:
    """Each word stands in the given name, the family name or the office's id."""
    every = Q()
    for word in words:
        one = Q(office_id__iexact=word)
        for spelling in _spellings(word):
            one |= Q(person__given_name__unaccent__icontains=spelling)
            one |= Q(person__family_name__unaccent__icontains=spelling)
        every &= one
    return every


def in_state[S: Supporter](rows: QuerySet[S], state: str, on: date, policy: Policy) -> QuerySet[S]:
    """Those of the rows (with load) in a state; the same order of states as in standing.py."""
    gone = ended(on)
    if state == State.ENDED:
        return rows.filter(gone)
    rows = rows.exclude(gone)
    if state == State.PAUSED:
        return rows.filter(paused(on))
    rows = not_paused(rows, on) if state else rows
    fit = meets_all(Supporter.objects.all(), on, policy).values("id")
    match state:
        case State.LACKS:
            return rows.exclude(id__in=fit)
        case State.FULL:
            return rows.filter(id__in=fit, free_places=0)
        case State.READY:
            return rows.filter(id__in=fit, free_places__gt=0)
    return rows


def with_record(rows: QuerySet[Supporter], on: date) -> QuerySet[KeptSupporter]:
    """The rows with standing, areas, topics and the appointment in force, all in one query."""
    areas = SupporterArea.objects.filter(supporter=OuterRef("pk")).order_by("area_id")
    topics = SupporterTopic.objects.filter(supporter=OuterRef("pk")).order_by("topic_id")
    appointment = Appointment.objects.filter(in_force(on), supporter=OuterRef("pk"))
    found = with_known(rows, on).annotate(
        area_ids=ArraySubquery(areas.values("area_id")),
        topic_ids=ArraySubquery(topics.values("topic_id")),
        minute_number=Subquery(appointment.values("minute_number")[:1]),
        appointed_until=Subquery(appointment.values("until_on")[:1]),
    )
    return cast("QuerySet[KeptSupporter]", found)


def roster(
    rows: QuerySet[Supporter], wish: RosterWish, order: str, on: date, policy: Policy
) -> QuerySet[KeptSupporter]:
    """The rows (those the viewer may read) that fit the wish, in the order; unknown order: name."""
    found = in_state(with_record(rows, on), wish.state, on, policy).filter(_named(wish.words))
    if wish.area_ids:
        inside = SupporterArea.objects.filter(area_id__in=wish.area_ids).values("supporter_id")
        found = found.filter(id__in=inside)
    if wish.group:
        found = found.filter(GROUPS[Group(wish.group)])
    if wish.county:
        found = found.filter(county=wish.county)
    if wish.branch_id:
        found = found.filter(branch_id=wish.branch_id)
    columns = ORDERS.get(order.removeprefix("-"), ORDERS["navn"])
    turn = "-" if order.startswith("-") else ""
    return found.order_by(f"{turn}{columns[0]}", *columns[1:])
