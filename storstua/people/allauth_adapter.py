"""How allauth behaves here: no sign-up by oneself, mail through the outbox, our own throttle."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.base.tenancy import INSTALLATION, inside
from storstua.base.throttle import Limit, network_of, spent, within
from storstua.base.viewer import Viewer
from storstua.outbox import actions as outbox
from storstua.people import signing_in

# Wrong passwords for one account from one network, in growing spans, so that the owner comes in
# from another network, or with a passkey, while somebody guesses.
WRONG_HERE = (
    Limit("password", 5, timedelta(minutes=10)),
    Limit("password-hour", 10, timedelta(hours=1)),
    Limit("password-day", 20, timedelta(days=1)),
)
WRONG_ANYWHERE = Limit("password-all", 60, timedelta(hours=1))

SAID = {
    "mfa/messages/totp_activated.txt": _("Koder fra app er slått på."),
    "mfa/messages/totp_deactivated.txt": _("Koder fra app er slått av."),
    "mfa/messages/webauthn_added.txt": _("Passnøkkelen er lagt til."),
    "mfa/messages/webauthn_removed.txt": _("Passnøkkelen er fjernet."),
    "account/messages/password_changed.txt": _("Passordet er byttet."),
    "account/messages/password_set.txt": _("Passordet er lagret."),
}


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts are made by invitation; every mail goes through the outbox, without content."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-posten og passordet passer ikke sammen. Prøv igjen."),
        "too_many_login_attempts": _("Det er prøvd for mange ganger. Vent litt, og prøv igjen."),
        "incorrect_password": _("Det er ikke passordet du har nå."),
        "rate_limited": _("Det er prøvd for mange ganger. Vent litt, og prøv igjen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by themselves."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in, and start the twelve hours a session lasts at most."""
        super().login(request, user)
        signing_in.mark_beginning(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse to check a password when too many wrong ones came before it."""
        here, anywhere = _buckets(request, credentials)
        if spent(WRONG_ANYWHERE, anywhere) or any(spent(limit, here) for limit in WRONG_HERE):
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        """allauth's own counter is not used: a right password was never counted."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a wrong password."""
        here, anywhere = _buckets(request, credentials)
        for limit in WRONG_HERE:
            within(limit, here)
        within(WRONG_ANYWHERE, anywhere)

    def get_client_ip(self, request: HttpRequest) -> str:
        """A hash of the caller's network: what allauth counts by, and all it keeps."""
        return network_of(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again before a sensitive step, but not those who signed in a moment ago."""
        return not signing_in.began_just_now(context.request)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what happened in our words; what we have no words for is not said."""
        words = SAID.get(message_template or "") or message
        if words:
            messages.add_message(request, level, words)

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

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the owner that the way into the account was changed, whoever changed it."""
        by = Viewer(account_id=user.pk)
        # Called after the request's own transaction, which was in no organisation either.
        with inside(INSTALLATION, by=by):
            outbox.queue_mail(
                by=by,
                address=user.email,
                template="sign_in_changed",
                parameters={"link": f"{settings.ADDRESS}{settings.SECOND_FACTOR_URL}"},
                language=user.language,
            )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where someone comes who signs in without having asked for a page."""
        return str(settings.LOGIN_REDIRECT_URL)


def _buckets(request: HttpRequest, credentials: dict[str, Any]) -> tuple[str, str]:
    """What wrong passwords are counted by: the account from this network, and the account."""
    mail = str(credentials.get("email", "")).strip().lower()
    account = vault.lookup_hash(mail, "sign-in").hex()[:32]
    return f"{account}:{network_of(request)[:16]}", account
