"""Notes whom a door turned away when they sent something."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponseBase

from storstua.audit import actions
from storstua.base.middleware import SAFE
from storstua.base.request import Request

type Handler = Callable[[HttpRequest], HttpResponseBase]


class NoteRefusals:
    """Leaves a line for each form that was refused to someone signed in for lack of right.

    The line says who, in which role, and which page by its name: no address, nothing of the form.
    Who only looks at a page that is not theirs is turned away without a line.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, and note it when the answer is no."""
        response = self.get_response(request)
        viewer = cast(Request, request).viewer
        if response.status_code == 403 and request.method not in SAFE and viewer.is_signed_in:
            found = request.resolver_match
            actions.refused("come in", by=viewer, purpose=found.view_name if found else "")
        return response
