"""The request as views see it, with the viewer on it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from storstua.base.viewer import Viewer


class Request(HttpRequest):
    """A request after the middleware has found out who asks."""

    viewer: Viewer
    htmx: HtmxDetails
