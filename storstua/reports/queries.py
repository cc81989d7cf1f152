"""The reports: judged activities with their decisions, own figures, frozen versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Value
from django.db.models.functions import Concat, JSONObject

from storstua.activities import permissions as activities
from storstua.activities import queries as log
from storstua.activities.period import Period
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation
from storstua.reports import permissions
from storstua.reports.models import Decision, FrozenReport
from storstua.reports.report import Line, Report, Ruling
from storstua.reports.snapshot import read, ruling_from
from storstua.supporters import permissions as supporters


@dataclass(frozen=True, slots=True)
class Version:
    """A frozen report, without its lines."""

    number: int
    at: datetime
    who: str
    activity_days: int
    digest: str


@dataclass(frozen=True, slots=True)
class Live:
    """The report as it stands now, and its frozen versions, the newest first."""

    report: Report
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class _Margins:
    rulings: Mapping[int, Ruling]
    versions: tuple[Version, ...]
    names: Mapping[int, str]


def live(viewer: Viewer, year: int) -> Live:
    """The grant report of a year for a viewer; three queries however many activities."""
    period = Period(year)
    rows = activities.readable(viewer).between(period.first, period.last)
    judged = log.judged(rows.order_by("done_on", "id"))
    margins = _margins(viewer, year)
    lines = (
        Line(
            fact=row.fact,
            names=tuple(margins.names[each] for each in row.fact.named if each in margins.names),
            ruleset_id=row.ruleset_id,
            verdict=row.verdict,
            ruling=margins.rulings.get(row.fact.id),
        )
        for row in judged
    )
    return Live(Report(year, tuple(lines)), margins.versions)


def frozen(row: FrozenReport) -> Report:
    """A frozen report with its lines."""
    return Report(row.year, tuple(read(kept) for kept in row.lines))


def told(row: FrozenReport) -> Version:
    """What a frozen report says of itself."""
    return Version(row.number, row.frozen_at, row.frozen_by_name, row.activity_days, row.digest)


def _margins(viewer: Viewer, year: int) -> _Margins:
    """Decisions, versions and supporters' names in one query."""
    organisation = Organisation.objects.filter(id=viewer.organisation_id)
    decisions, versions, names = organisation.values_list(
        ArraySubquery(_decisions(viewer, year)),
        ArraySubquery(_versions(viewer, year)),
        ArraySubquery(_names(viewer)),
    ).get()
    return _Margins(
        rulings={kept["activity"]: ruling_from(kept) for kept in decisions or ()},
        versions=tuple(
            Version(
                each["number"],
                datetime.fromisoformat(each["at"]),
                each["who"],
                each["days"],
                each["digest"],
            )
            for each in versions or ()
        ),
        names={each["id"]: each["name"].strip() for each in names or ()},
    )


def _decisions(viewer: Viewer, year: int) -> Any:
    # Oldest first, so that the newest of an activity is the one that stays.
    rows = Decision.objects.filter(
        organisation_id=viewer.organisation_id, activity__done_on__year=year
    ).order_by("decided_at", "id")
    name = Concat("decided_by__given_name", Value(" "), "decided_by__family_name")
    return rows.values(
        kept=JSONObject(
            activity="activity_id",
            counts="counts",
            reason="reason",
            questions="questions",
            who=name,
            at="decided_at",
        )
    )


def _versions(viewer: Viewer, year: int) -> Any:
    rows = permissions.readable(viewer).filter(year=year).order_by("-number")
    return rows.values(
        kept=JSONObject(
            number="number",
            at="frozen_at",
            who="frozen_by_name",
            days="activity_days",
            digest="digest",
        )
    )


def _names(viewer: Viewer) -> Any:
    rows = supporters.readable(viewer).order_by("id")
    name = Concat("person__given_name", Value(" "), "person__family_name")
    return rows.values(kept=JSONObject(id=F("id"), name=name))
