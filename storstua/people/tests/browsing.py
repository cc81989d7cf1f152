"""A browser for tests: whoever signs in has taken both steps."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.test import Client

from storstua.people import signing_in


class Browser(Client):
    """Django's test client, whose `force_login` also counts as the second step."""

    def force_login(self, user: Any, backend: str | None = None, steps: int = 2) -> None:
        """Sign in without a password; with `steps=1` the second step is still to be taken."""
        super().force_login(user, backend)
        request = HttpRequest()
        request.session = self.session
        signing_in.mark_beginning(request)
        if steps == 2:
            record_authentication(request, user, method="mfa", type="totp")
        request.session.save()
