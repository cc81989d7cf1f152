"""How allauth behaves here: no sign-up by oneself, mail through the outbox, our own addresses."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from storstua.base.viewer import Viewer
from storstua.outbox import actions as outbox


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts are made by invitation; every mail goes through the outbox, without content."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-posten og passordet passer ikke sammen. Prøv igjen."),
        "too_many_login_attempts": _("Det er prøvd for mange ganger. Vent litt, og prøv igjen."),
        "incorrect_password": _("Det er ikke passordet du har nå."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by themselves."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue allauth's mail as one of ours; only the reset of a password is ever sent."""
        if template_prefix != "account/email/password_reset_key":
            return
        user = context.get("user")
        outbox.queue_mail(
            by=Viewer(account_id=user.pk if user else 0),
            address=email,
            template="password_reset",
            parameters={"link": context["password_reset_url"]},
            language=getattr(user, "language", "nb"),
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where someone comes who signs in without having asked for a page."""
        return str(settings.LOGIN_REDIRECT_URL)
