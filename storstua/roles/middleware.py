"""Finds out who asks, once per request."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import cast

from django.http import HttpRequest, HttpResponseBase

from storstua.base.request import Request
from storstua.base.roles import SEES_ONLY_OWN, Role
from storstua.base.session_keys import ACTING, RECEIPT
from storstua.base.viewer import Holding, Viewer
from storstua.organisations.models import Organisation
from storstua.people import queries as people
from storstua.people import receipt_session, remembered_phone, session_store, signing_in
from storstua.roles import queries

type Handler = Callable[[HttpRequest], HttpResponseBase]

VOLUNTEERS = SEES_ONLY_OWN | {Role.SUPPORTER}


class FindViewer:
    """Sets `request.viewer` from the account or the receipt in the session."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Build the viewer and go on."""
        viewer = cast(Request, request).viewer = self._viewer(request)
        request.find_phone_viewer = partial(_of_phone, request)  # type: ignore[attr-defined]
        self._keep_session(request, viewer)
        return self.get_response(request)

    @staticmethod
    def _keep_session(request: HttpRequest, viewer: Viewer) -> None:
        """A session lasts from the last page on; signing in ends a receipt session."""
        if request.user.is_authenticated and RECEIPT in request.session:
            del request.session[RECEIPT]
        if viewer.is_signed_in or viewer.is_seeker:
            session_store.of(request).stay(_idle(viewer))

    @staticmethod
    def _viewer(request: HttpRequest) -> Viewer:
        organisation: Organisation | None = getattr(request, "organisation", None)
        organisation_id = organisation.id if organisation else 0
        receipt = request.session.get(RECEIPT)
        if not request.user.is_authenticated:
            here = {0, receipt["organisation"]} if receipt else set()
            if receipt and organisation_id in here and receipt_session.stands(receipt):
                return Viewer.seeker(receipt["organisation"], receipt["person"])
            return Viewer.visitor(organisation_id)
        if not organisation_id:
            return Viewer(account_id=request.user.pk)
        acting = request.session.get(ACTING, {}).get(str(organisation_id), "")
        viewer = queries.viewer_for(request.user.pk, organisation_id, acting)
        if SEES_ONLY_OWN.issuperset(viewer.roles) or signing_in.took_two_steps(request):
            return viewer
        return Viewer(
            organisation_id=organisation_id,
            account_id=viewer.account_id,
            awaits_second_factor=True,
        )


def _idle(viewer: Viewer) -> timedelta | None:
    """How long the session may lie unused. None keeps what was: outside an organisation the
    roles are not known."""
    if viewer.is_seeker:
        return receipt_session.IDLE
    if not viewer.organisation_id:
        return None
    mild = VOLUNTEERS.issuperset(viewer.roles)
    return signing_in.VOLUNTEER_IDLE if mild else signing_in.WORK_IDLE


def _of_phone(request: HttpRequest) -> Viewer:
    """Whose telephone is remembered here: a supporter, and nothing else they may be besides."""
    organisation: Organisation | None = getattr(request, "organisation", None)
    lookup = remembered_phone.looked_up(request)
    if organisation is None or not lookup:
        return Viewer.visitor()
    account_id = people.account_of_phone(lookup, organisation.id)
    if account_id is None:
        return Viewer.visitor(organisation.id)
    viewer = queries.viewer_for(account_id, organisation.id)
    held: frozenset[Holding] = frozenset(
        holding for holding in viewer.holdings if holding.role is Role.SUPPORTER
    )
    acting = Role.SUPPORTER if held else Role.VISITOR
    return replace(viewer, holdings=held, acting_as=acting)
