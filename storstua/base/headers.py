"""Headers that every answer carries, and the one that keeps personal answers out of stores."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from storstua.base.session_keys import RECEIPT

type Handler = Callable[[HttpRequest], HttpResponseBase]

# What a browser can offer a page and no page of ours asks for.
NEVER_ASKED_FOR = (
    *("accelerometer", "bluetooth", "browsing-topics", "camera", "display-capture"),
    *("geolocation", "gyroscope", "hid", "local-fonts", "magnetometer", "microphone", "midi"),
    *("payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{each}=()" for each in NEVER_ASKED_FOR),
}


class ForEveryAnswer:
    """Puts the headers that are the same for pages, files and errors on each answer."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers[name] = value
        return response


class OutOfStores:
    """What is answered to somebody who has come in is stored by no browser and no proxy."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; a view that said how long its answer keeps is left alone."""
        response = self.get_response(request)
        if "Cache-Control" not in response.headers and self._came_in(request):
            response.headers["Cache-Control"] = "no-store"
        return response

    @staticmethod
    def _came_in(request: HttpRequest) -> bool:
        return request.user.is_authenticated or RECEIPT in request.session
