"""Who can be asked, and where each supporter stands: the rules of standing.py in SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Lookup, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Least
from django.db.models.lookups import IsNull

from storstua.base.ages import latest_birth_year
from storstua.organisations.models import Policy
from storstua.supporters.models import (
    Appointment,
    Declaration,
    Fulfilment,
    Pause,
    Place,
    Requirement,
    Supporter,
    SupporterArea,
    SupporterTopic,
)
from storstua.supporters.standing import Known, Standing
from storstua.supporters.standing import standing as judge

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Load(TypedDict):
        """What `with_load` counts."""

        load: int
        room: int
        free_places: int

    class Facts(Load):
        """What `with_known` finds."""

        appointed_from: date | None
        had_appointment: bool
        declared_on: date | None
        course_on: date | None
        supervised_on: date | None
        paused_from: date | None
        paused_until: date | None

    class Subjects(Load):
        """What `with_subjects` gathers."""

        area_ids: list[int]
        topic_ids: list[int]

    type Loaded = WithAnnotations[Supporter, Load]
    type Askable = WithAnnotations[Supporter, Subjects]
    type KnownSupporter = WithAnnotations[Supporter, Facts]


def in_force(on: date) -> Q:
    """The condition that an appointment or a pause lasts on a day."""
    return Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))


def _appointments(on: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(in_force(on), supporter=OuterRef("pk"))


def _pauses(on: date) -> QuerySet[Pause]:
    return Pause.objects.filter(in_force(on), supporter=OuterRef("pk"))


def _declarations(on: date) -> QuerySet[Declaration]:
    return Declaration.objects.filter(supporter=OuterRef("pk"), signed_on__lte=on)


def _fulfilments(requirement: Requirement, on: date) -> QuerySet[Fulfilment]:
    return Fulfilment.objects.filter(
        supporter=OuterRef("pk"), requirement=requirement, on__lte=on
    ).order_by("-on")


def with_load(rows: QuerySet[Supporter]) -> QuerySet[Loaded]:
    """The rows with `load` (talks from before plus places taken), `room` and `free_places`.

    `room` is the capacity, but never above the organisation's limit.
    """
    taken = (
        Place.objects.filter(supporter=OuterRef("pk"), released_at__isnull=True)
        .order_by()
        .values("supporter")
        .annotate(count=Count("id"))
        .values("count")
    )
    limit = Policy.objects.filter(organisation=OuterRef("organisation")).values("load_limit")
    return rows.annotate(
        load=F("starting_load") + Coalesce(Subquery(taken), 0),
        room=Least(F("capacity"), Subquery(limit)),
    ).annotate(free_places=Greatest(F("room") - F("load"), Value(0)))


def has_free_place(supporter: Supporter) -> bool:
    """True when the supporter has room for one more, now; one query."""
    return with_load(Supporter.objects.filter(id=supporter.id)).filter(free_places__gt=0).exists()


type Condition = Q | Exists | Lookup[bool]


def has_some(rows: QuerySet[Model]) -> Exists:
    """The condition that a subquery has a row; PostgreSQL joins it when that is cheaper."""
    return Exists(rows)


def has_some_looked_up(rows: QuerySet[Model]) -> Lookup[bool]:
    """The same condition, looked up for each row and never joined.

    A list that is walked in its order can then end as soon as a page is full, so that a page
    costs the same whether there are a hundred supporters or a hundred thousand.
    """
    return IsNull(Subquery(rows.order_by().values("pk")[:1]), False)


def demands(
    on: date, policy: Policy, has: Callable[[QuerySet[Any]], Condition] = has_some
) -> list[Condition]:
    """What the policy demands on a day, as conditions on supporters; the rule of standing.lacks."""
    asked: list[Condition] = [
        Q(profile__birth_year__lte=latest_birth_year(policy.minimum_age, on)),
        has(_appointments(on)),
        has(_declarations(on)),
    ]
    if policy.needs_course:
        asked.append(has(_fulfilments(Requirement.COURSE, on)))
    if policy.needs_membership:
        asked.append(Q(person__is_member=True))
    return asked


def meets_all(rows: QuerySet[Supporter], on: date, policy: Policy) -> QuerySet[Supporter]:
    """Those of the rows that lack nothing on a day: appointed, declaration, course, age, member."""
    return rows.filter(*demands(on, policy))


def may_be_shown(rows: QuerySet[Supporter], on: date, policy: Policy) -> QuerySet[Supporter]:
    """Those of the rows that lack nothing and have no pause, looked up row by row."""
    rested = has_some_looked_up(_pauses(on))
    return rows.filter(*demands(on, policy, has_some_looked_up)).exclude(rested)


def paused(on: date) -> Exists:
    """The condition that a supporter has a pause on a day."""
    return Exists(_pauses(on))


def ended(on: date) -> Q:
    """The condition that a supporter was appointed once and is no longer on a day."""
    before = Appointment.objects.filter(supporter=OuterRef("pk"), until_on__lt=on)
    return Q(Exists(before), ~Exists(_appointments(on)))


def not_paused[S: Supporter](rows: QuerySet[S], on: date) -> QuerySet[S]:
    """Those of the rows without a pause on a day."""
    return rows.exclude(paused(on))


def awake(on: date) -> QuerySet[Supporter]:
    """Every supporter without a pause on a day, for conditions on rows that point to supporters."""
    return not_paused(Supporter.objects.all(), on)


def with_subjects(rows: QuerySet[Loaded]) -> QuerySet[Askable]:
    """The rows of `may_be_asked` with person, profile, `area_ids` and `topic_ids`; one query."""
    areas = SupporterArea.objects.filter(supporter=OuterRef("pk")).values("area_id")
    topics = SupporterTopic.objects.filter(supporter=OuterRef("pk")).values("topic_id")
    return rows.select_related("person", "profile").annotate(
        area_ids=ArraySubquery(areas), topic_ids=ArraySubquery(topics)
    )


def may_be_asked(organisation_id: int, on: date, policy: Policy) -> QuerySet[Loaded]:
    """The supporters who lack nothing and have no pause on a day, with `load` and `free_places`.

    Those without a free place are among them; who asks looks at `free_places`.
    """
    rows = Supporter.objects.filter(organisation_id=organisation_id)
    return with_load(not_paused(meets_all(rows, on, policy), on))


def with_known(rows: QuerySet[Supporter], on: date) -> QuerySet[KnownSupporter]:
    """The rows with all that `known_of` reads, in the same query."""
    pause = _pauses(on).order_by(F("until_on").desc(nulls_first=True))
    declared = _declarations(on).order_by("signed_on")
    ended = Appointment.objects.filter(supporter=OuterRef("pk"), until_on__lt=on)
    course = _fulfilments(Requirement.COURSE, on)
    supervision = _fulfilments(Requirement.SUPERVISION, on)
    return with_load(rows.select_related("person", "profile")).annotate(
        appointed_from=Subquery(_appointments(on).values("from_on")[:1]),
        had_appointment=Exists(ended),
        declared_on=Subquery(declared.values("signed_on")[:1]),
        course_on=Subquery(course.values("on")[:1]),
        supervised_on=Subquery(supervision.values("on")[:1]),
        paused_from=Subquery(pause.values("from_on")[:1]),
        paused_until=Subquery(pause.values("until_on")[:1]),
    )


def known_of(supporter: KnownSupporter) -> Known:
    """The facts of a row that came through `with_known`."""
    return Known(
        birth_year=supporter.profile.birth_year,
        is_member=supporter.person.is_member,
        appointed_from=supporter.appointed_from,
        had_appointment=supporter.had_appointment,
        declared_on=supporter.declared_on,
        course_on=supporter.course_on,
        supervised_on=supporter.supervised_on,
        paused_from=supporter.paused_from,
        paused_until=supporter.paused_until,
        capacity=supporter.room,
        load=supporter.load,
    )


def standing_of(supporter: KnownSupporter, on: date, policy: Policy) -> Standing:
    """The standing of a row that came through `with_known`."""
    return judge(known_of(supporter), policy, on)


def standing(rows: QuerySet[Supporter], on: date, policy: Policy) -> Mapping[int, Standing]:
    """The standing of every supporter among the rows, by supporter id; one query."""
    return {row.id: standing_of(row, on, policy) for row in with_known(rows, on)}


def without_declaration(on: date) -> QuerySet[Supporter]:
    """Those, in all organisations, who can sign in, have not ended, and lack the declaration."""
    rows = Supporter.objects.filter(person__account__isnull=False).exclude(ended(on))
    return rows.exclude(Exists(_declarations(on))).select_related("person").order_by("id")


@dataclass(frozen=True, slots=True)
class Term:
    """One appointment: from a day to a last day, None until further."""

    from_on: date
    until_on: date | None

    def covers(self, day: date) -> bool:
        """True when the appointment lasts on the day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


def terms_of(supporter_ids: Iterable[int]) -> Mapping[int, tuple[Term, ...]]:
    """All appointments of the supporters, by supporter id: for many days at once; one query."""
    found: dict[int, tuple[Term, ...]] = {}
    rows = Appointment.objects.filter(supporter_id__in=list(supporter_ids)).order_by("from_on")
    for supporter_id, from_on, until_on in rows.values_list("supporter_id", "from_on", "until_on"):
        found[supporter_id] = (*found.get(supporter_id, ()), Term(from_on, until_on))
    return found


def was_appointed_on(supporter_ids: Iterable[int], day: date) -> frozenset[int]:
    """Those of the supporters who were appointed on a day; one query."""
    rows = Appointment.objects.filter(in_force(day), supporter_id__in=list(supporter_ids))
    return frozenset(rows.values_list("supporter_id", flat=True))
