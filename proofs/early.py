"""Settings with a fault that must be seen: forms are answered before they are done."""

import threading
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from storstua.config.settings import *  # noqa: F403 (all of them, and one more)
from storstua.config.settings import MIDDLEWARE as AS_USUAL

MIDDLEWARE = ["proofs.early.AnswersEarly", *AS_USUAL]
LATER_SECONDS = 0.3


class AnswersEarly:
    """Says that a form was taken, and takes it a little later."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer at once."""
        if request.method != "POST":
            return self.get_response(request)
        len(request.body)
        threading.Thread(target=self._later, args=(request,), daemon=True).start()
        return HttpResponseRedirect("/")

    def _later(self, request: HttpRequest) -> None:
        time.sleep(LATER_SECONDS)
        self.get_response(request).close()
