"""The supporters who can be asked, as `fit` sees them, and the few to suggest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from storstua.base import clock
from storstua.base.viewer import Viewer
from storstua.matching import fit
from storstua.matching.choices import AgeBand
from storstua.organisations.models import Policy
from storstua.supporters import permissions as supporter_permissions
from storstua.supporters import queries as supporters

if TYPE_CHECKING:
    from storstua.matching.queries.rows import WholeRequest
    from storstua.supporters.queries.standing import Askable


@dataclass(frozen=True, slots=True)
class Candidate:
    """One supporter who can be asked: how `fit` sees them and how a coordinator knows them."""

    key: UUID
    name: str
    place: str
    side: fit.Supporter
    has_account: bool = True

    @property
    def ways(self) -> frozenset[str]:
        """The ways they can be asked to talk: who cannot sign in cannot write here."""
        own = self.side.contact_forms
        return own if self.has_account else own - {"chat"}


def _side(row: Askable, on: date) -> fit.Supporter:
    profile = row.profile
    return fit.Supporter(
        id=str(row.id),
        areas=frozenset(map(str, row.area_ids)),
        role=profile.role,
        gender=profile.gender,
        age=on.year - profile.birth_year if profile.birth_year else None,
        life_phase=profile.life_phase,
        municipality=row.municipality,
        county=row.county,
        languages=frozenset(profile.languages),
        contact_forms=frozenset(profile.contact_forms),
        capacity=row.room,
        active=row.load,
        minors_approved=row.is_approved_for_minors,
        themes=frozenset(map(str, row.topic_ids)),
    )


def candidates(viewer: Viewer, policy: Policy, on: date | None = None) -> list[Candidate]:
    """Those the viewer knows who may be asked on a day, by name; one query."""
    day = on or clock.today()
    known = supporter_permissions.readable_records(viewer).values("id")
    asked = supporters.may_be_asked(viewer.organisation_id, day, policy).filter(id__in=known)
    rows = supporters.with_subjects(asked)
    return [
        Candidate(
            key=row.key,
            name=row.person.full_name,
            place=", ".join(part for part in (row.municipality, row.county) if part),
            side=_side(row, day),
            has_account=row.person.account_id is not None,
        )
        for row in rows.order_by("person__given_name", "person__family_name", "id")
    ]


def seeker_side(request: WholeRequest) -> fit.Seeker:
    """The request as `fit` sees it: ids as text; supporters who said not now are out of the way."""
    out = {*request.excluded_ids, *request.answered_ids}
    return fit.Seeker(
        id=str(request.id),
        area=str(request.area_id or ""),
        role=request.role,
        gender=request.gender,
        age_band=AgeBand.UNDER_18.value if request.is_minor else request.age_band,
        life_phase=request.life_phase,
        municipality=request.municipality,
        county=request.county,
        languages=tuple(request.languages),
        contact_forms=tuple(request.contact_forms),
        wish_gender=request.wish_gender,
        wish_age=request.wish_age,
        must=frozenset(request.must),
        excluded=frozenset(map(str, out)),
        themes=tuple(map(str, request.topic_ids)),
        waited=(clock.today() - clock.day_of(request.received_at)).days,
    )


def suggestions(
    request: WholeRequest, found: list[Candidate]
) -> tuple[fit.Suggestions, Mapping[str, Candidate]]:
    """Up to three to ask with reasons, why the others are not among them, and who is who.

    Whom the person has asked for comes first.
    """
    sides = [each.side for each in found]
    return (
        fit.suggest(seeker_side(request), sides, wished=str(request.wished_supporter_id or "")),
        {each.side.id: each for each in found},
    )


def candidate(viewer: Viewer, key: UUID, policy: Policy) -> Candidate | None:
    """One supporter who may be asked today, by key."""
    found = candidates(viewer, policy)
    return next((each for each in found if each.key == key), None)
