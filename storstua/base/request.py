"""The request as views see it, with the viewer on it."""

from django.http import HttpRequest, QueryDict
from django_htmx.middleware import HtmxDetails

from storstua.base.viewer import Viewer


class Request(HttpRequest):
    """A request after the middleware has found out who asks."""

    viewer: Viewer
    # Only behind the door `remembered_phone`.
    phone_viewer: Viewer
    htmx: HtmxDetails


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, for a form; None when the page is only shown."""
    return request.POST if request.method == "POST" else None
