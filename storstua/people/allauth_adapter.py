"""How allauth behaves here: no sign-up by oneself, mail through the outbox, our own throttle."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base.guessing import Guess
from storstua.base.tenancy import INSTALLATION, inside
from storstua.base.throttle import network_of
from storstua.base.viewer import Viewer
from storstua.outbox import actions as outbox
from storstua.people import (
    actions,
    known_browser,
    queries,
    session_store,
    sign_in_log,
    signing_in,
    tries,
)
from storstua.people.oidc.provider import Provider, named
from storstua.ui.addresses import root_url

SAID = {
    "mfa/messages/totp_activated.txt": _("Koder fra app er slått på."),
    "mfa/messages/totp_deactivated.txt": _("Koder fra app er slått av."),
    "mfa/messages/webauthn_added.txt": _("Passnøkkelen er lagt til."),
    "mfa/messages/webauthn_removed.txt": _("Passnøkkelen er fjernet."),
    "account/messages/password_changed.txt": _("Passordet er byttet."),
    "account/messages/password_set.txt": _("Passordet er lagret."),
}
WRONG_PASSWORD = _("Det er ikke passordet du har nå.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Accounts are made by invitation; every mail goes through the outbox, without content."""

    _guess: Guess

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-posten og passordet passer ikke sammen. Prøv igjen."),
        "too_many_login_attempts": tries.TOO_MANY,
        "incorrect_password": WRONG_PASSWORD,
        "enter_current_password": WRONG_PASSWORD,
        "rate_limited": tries.TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by themselves."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in, and start the twelve hours a session lasts at most."""
        super().login(request, user)
        signing_in.mark_beginning(request)
        signing_in.note(request, user)

    def logout(self, request: HttpRequest) -> None:
        """Sign out, with a line in the log."""
        if request.user.is_authenticated:
            audit.wrote(sign_in_log.SIGN_OUT, by=Viewer(account_id=request.user.pk))
        super().logout(request)
        messages.success(request, _("Du er logget ut."))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave a line for a wrong password: the same work whether there is an account or not."""
        account_id = queries.account_id_with(str(credentials.get("email", "")))
        signing_in.note_failure(account_id, "password")

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponseBase:
        """After the last step: this browser is known from now on, by a new mark each time."""
        response: HttpResponseBase = super().post_login(request, user, **kwargs)
        marks, mark = known_browser.marks_of(request), known_browser.new_mark()
        own = queries.knows_browser(marks, account_id=user.pk)
        actions.know_browser(by=Viewer(account_id=user.pk), account=user, mark=mark, instead_of=own)
        others = (each for each in marks if known_browser.hashed(each, user.pk) != own)
        known_browser.put(response, (*others, mark))
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse to check a password when too many wrong ones came before it."""
        mail = str(credentials.get("email", ""))
        self._guess = tries.begin(*tries.password(request, mail))

    def _rollback_login_failed_rl_usage(self) -> None:
        """Called when the password was right: it does not count."""
        self._guess.was_right()

    def set_password(self, user: Any, password: str) -> None:
        """Set a new password; whoever else is signed in with the account is so no longer."""
        super().set_password(user, password)
        request = context.request
        is_own = request.user.pk == user.pk
        actions.end_sessions(
            by=Viewer.system(INSTALLATION, "new password"),
            account=user,
            keep=session_store.hashed(request.session.session_key or "") if is_own else "",
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        """A hash of the caller's network: what allauth counts by, and all it keeps."""
        return network_of(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again before a sensitive step, but not those who showed a moment ago who they are.

        allauth would let those pass for whom it knows nothing to ask.
        """
        if signing_in.shown_just_now(context.request):
            return False
        raise ReauthenticationRequired

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """How somebody may show once more who they are: allauth's ways, then linked providers.

        allauth asks several times for one page, and looks each kind of step up by itself.
        """
        request: Any = context.request
        if not hasattr(request, "ways_again"):
            ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
            linked = (named(each.provider) for each in queries.identities_of(user.pk or 0))
            request.ways_again = [*ways, *(_again_by(provider) for provider in linked if provider)]
        return list(request.ways_again)

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
        """allauth sends nothing itself: what is mailed about an account, is mailed by us."""

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the owner that the way into the account was changed, whoever changed it."""
        by = Viewer(account_id=user.pk)
        how = template_prefix.rpartition("/")[2]
        audit.wrote(sign_in_log.CHANGED, by=by, purpose=how)
        # Called after the request's own transaction, which was in no organisation either.
        with inside(INSTALLATION, by=by):
            outbox.queue_mail(
                by=by,
                address=user.email,
                template="sign_in_changed",
                parameters={"link": f"{settings.ADDRESS}{settings.SECOND_FACTOR_URL}"},
                language=user.language_of_mails,
            )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where someone comes who signs in without having asked for a page."""
        return str(settings.LOGIN_REDIRECT_URL)


def _again_by(provider: Provider) -> dict[str, Any]:
    address = root_url("people:again", provider.name)
    return {"id": "provider", "description": provider.label, "url": address}
