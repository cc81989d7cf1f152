"""Places: asks and talks take one of a supporter's places, under a lock."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.organisations.models import Policy
from storstua.supporters import queries
from storstua.supporters.models import Place, PlaceKind, Supporter


def _locked(by: Viewer, supporter: Supporter) -> Supporter:
    row = Supporter.objects.select_for_update().get(id=supporter.id)
    if not by.acts_in(row.organisation_id):
        raise Refusal(_("Du kan ikke gjøre dette."))
    return row


@transaction.atomic
def take_place(*, by: Viewer, supporter: Supporter, kind: PlaceKind, taken_by: UUID) -> Place:
    """Take one of a supporter's places for an ask or a talk; `taken_by` is that one's key.

    The supporter's row is locked, so two at once never take the last place both; taken twice by
    the same is once, and an ask that becomes a talk keeps its place. Who calls has asked for
    permission. Refuses when no place is free, and an ask to someone who cannot be asked today.
    """
    row = _locked(by, supporter)
    held = Place.objects.filter(supporter=row, taken_by=taken_by, released_at=None).first()
    if held:
        return _turned(by, held, kind)
    if kind == PlaceKind.ASK and not _may_be_asked(row):
        raise Refusal(_("[[Likepersonen]] kan ikke spørres nå."))
    if not queries.has_free_place(row):
        raise Refusal(_("[[Likepersonen]] har ikke ledig plass."))
    place = Place.objects.create(
        organisation_id=row.organisation_id, supporter=row, kind=kind, taken_by=taken_by
    )
    audit.wrote("take place", row, by=by, purpose=kind)
    return place


def _turned(by: Viewer, place: Place, kind: PlaceKind) -> Place:
    if place.kind != kind:
        place.kind = kind
        place.write("kind")
        audit.wrote("turn place", place.supporter, by=by, purpose=kind)
    return place


def _may_be_asked(supporter: Supporter) -> bool:
    policy = Policy.objects.get(organisation_id=supporter.organisation_id)
    rows = queries.may_be_asked(supporter.organisation_id, clock.today(), policy)
    return rows.filter(id=supporter.id).exists()


@transaction.atomic
def release_place(*, by: Viewer, supporter: Supporter, taken_by: UUID) -> None:
    """Give back the place that `taken_by` holds; without one nothing happens."""
    row = _locked(by, supporter)
    for place in Place.objects.filter(supporter=row, taken_by=taken_by, released_at=None):
        place.released_at = clock.now()
        place.write("released_at")
        audit.wrote("release place", row, by=by, purpose=place.kind)
