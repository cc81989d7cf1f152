"""Doors: every view wears exactly one, and it says who may come in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from storstua.base.request import Request
from storstua.base.roles import Role
from storstua.base.viewer import Viewer

type View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Door:
    """The rule on a view: its name, and the roles it asks for (none for the open ones)."""

    name: str
    roles: tuple[Role, ...] = ()

    def lets_in(self, viewer: Viewer) -> bool:
        """True when this viewer may come in."""
        match self.name:
            case "open to all":
                return True
            case "with receipt":
                return viewer.is_seeker
            case "remembered phone":
                return viewer.holds(Role.SUPPORTER)
            case "signed in":
                return viewer.is_signed_in and not viewer.awaits_second_factor
            case _:
                return viewer.is_signed_in and viewer.holds(*self.roles)


def _send_away(request: HttpRequest, door: Door, viewer: Viewer) -> HttpResponseBase:
    if door.name == "with receipt":
        return HttpResponseRedirect(settings.RECEIPT_URL)
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
    if viewer.awaits_second_factor:
        return HttpResponseRedirect(f"{settings.SECOND_FACTOR_URL}?{urlencode({'next': back})}")
    if viewer.is_signed_in:
        raise PermissionDenied
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': back})}")


def _hang(door: Door, view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        viewer = cast(Request, request).viewer
        if not door.lets_in(viewer):
            return _send_away(request, door, viewer)
        return view(request, *args, **kwargs)

    guarded.door = door  # type: ignore[attr-defined]
    return guarded


def open_to_all(view: View) -> View:
    """Anyone may come in."""
    return _hang(Door("open to all"), view)


def with_receipt(view: View) -> View:
    """Those who have shown receipt words; others are asked for them."""
    return _hang(Door("with receipt"), view)


def signed_in(view: View) -> View:
    """Anyone with a sign-in; others are sent to it and come back afterwards."""
    return _hang(Door("signed in"), view)


def remembered_phone(view: View) -> View:
    """A supporter's telephone that is remembered; others are sent to sign-in.

    The view finds the supporter in `request.phone_viewer`. `request.viewer` stays who it was, so
    that the telephone opens nothing else, and no page around the form shows more.
    """
    door = Door("remembered phone")

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found: Viewer = request.find_phone_viewer()  # type: ignore[attr-defined]
        if not door.lets_in(found):
            return _send_away(request, Door("signed in"), Viewer.visitor())
        cast(Request, request).phone_viewer = found
        return view(request, *args, **kwargs)

    guarded.door = door  # type: ignore[attr-defined]
    return guarded


def holding(*roles: Role) -> Callable[[View], View]:
    """Those who hold one of the roles in this organisation; other signed-in people get 403."""

    def hang(view: View) -> View:
        return _hang(Door("holding", roles), view)

    return hang
