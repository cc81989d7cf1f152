"""A new password by mail: asked for by anyone, answered by the worker when there is an account.

Who asks hears and waits the same whether there is one or not, since nobody is looked up until
later; the address waits sealed.
"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from procrastinate.contrib.django import app

from storstua import vault
from storstua.base.tenancy import INSTALLATION, inside
from storstua.base.viewer import Viewer
from storstua.outbox import actions as outbox
from storstua.people import queries
from storstua.people.models import Account
from storstua.ui.addresses import root_url

PLACE = vault.Place("procrastinate_jobs", "args", 0, "forgotten password")


def ask(mail: str) -> None:
    """Let the worker answer, once this transaction is through."""
    task = app.configure_task("people.forgotten_password", allow_unknown=True)
    task.defer(sealed=vault.seal(mail.strip().lower(), PLACE).hex())


def answer(*, by: Viewer, sealed: str) -> bool:
    """Queue a mail with a link when the address has an account in use; True when it has."""
    account = queries.account_with(vault.open_sealed(bytes.fromhex(sealed), PLACE))
    if account is None or not account.is_active:
        return False
    with inside(INSTALLATION, by=by):
        outbox.queue_mail(
            by=by,
            address=account.email,
            template="password_reset",
            parameters={"link": _link(account)},
            language=account.language_of_mails,
        )
    return True


def _link(account: Account) -> str:
    """Works for half an hour, and once."""
    key = default_token_generator.make_token(account)
    address = root_url("account_reset_password_from_key", user_pk_to_url_str(account), key)
    return f"{settings.ADDRESS}{address}"
