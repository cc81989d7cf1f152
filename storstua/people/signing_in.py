"""How the session of a sign-in begins, and how long it may lie unused."""

from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.viewer import Viewer
from storstua.people import queries, session_store, sign_in_log
from storstua.people.browsers import browser_words
from storstua.people.models import Account

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# How long a session may lie unused: for volunteers, and for those with many people on their screen.
VOLUNTEER_IDLE = timedelta(minutes=60)
WORK_IDLE = timedelta(minutes=30)
# Who signed in so recently is not asked again before a step that asks twice.
JUST_NOW = timedelta(minutes=15)


def begin(request: HttpRequest, account: Account) -> None:
    """Sign an account in. Whoever was signed in here before is signed out."""
    login(request, account, backend=BACKEND)
    mark_beginning(request)
    note(request, account)


def note(request: HttpRequest, account: Account) -> None:
    """Leave a line in the log: who has come in, and how."""
    way = sign_in_log.way_of(request, account)
    audit.wrote(sign_in_log.SIGN_IN, by=Viewer(account_id=account.pk), purpose=way)


def mark_beginning(request: HttpRequest) -> None:
    """Start the session's twelve hours, and note in two words which browser it is in."""
    request.session[session_store.BEGAN] = clock.now().timestamp()
    request.session[session_store.BROWSER] = browser_words(request.headers.get("User-Agent", ""))
    session_store.of(request).stay(WORK_IDLE)


def note_failure(account_id: int, how: str) -> None:
    """Leave a line for a sign-in that failed; it stays whatever becomes of the request.

    `account_id` is 0 when nobody has the address: the line is then about nobody.
    """
    audit.refused(sign_in_log.SIGN_IN, by=Viewer(account_id=account_id), purpose=how)


def note_leaving(account_id: int) -> None:
    """Leave a line for who leaves at once: on its own connection, since a link does it too."""
    audit.looked(sign_in_log.SIGN_OUT, by=Viewer(account_id=account_id))


def took_two_steps(request: HttpRequest) -> bool:
    """True when this session began with a second factor, or added one since."""
    accepted = {"mfa", "demo"} if settings.STORSTUA_DEMO else {"mfa"}
    records = get_authentication_records(request, request.user)
    return any(record.get("method") in accepted for record in records)


def count_as_two_steps(request: HttpRequest, account: Account) -> None:
    """Let one of the demo's cast in with one click; in any other installation it counts nothing."""
    record_authentication(request, account, method="demo")


def count_as_second_step(request: HttpRequest, kind: str) -> None:
    """Note that the signed-in account has just shown the second factor it set up."""
    record_authentication(request, request.user, method="mfa", type=kind, reauthenticated=True)


def shown_just_now(request: HttpRequest) -> bool:
    """True when somebody showed here within the last quarter of an hour who they are.

    A session that has only the word of a provider that asked nobody (`silent`) shows nothing.
    """
    records = get_authentication_records(request, request.user)
    if any(each.get("reauthenticated") and _is_just_now(each["at"]) for each in records):
        return True
    only_silent = bool(records) and all(each.get("silent") for each in records)
    return not only_silent and _is_just_now(request.session.get(session_store.BEGAN, 0))


def _is_just_now(moment: float) -> bool:
    return clock.now().timestamp() - moment < JUST_NOW.total_seconds()


def note_provider(
    request: HttpRequest, account: Account, provider: str, *, counts_as_two: bool, **how: bool
) -> None:
    """Note that a provider has signed the account in, and whether its level is two steps here.

    `how` is `silent` when it asked nobody, `reauthenticated` when it asked once more.
    """
    record_authentication(request, account, method="oidc", provider=provider, **how)
    if counts_as_two:
        record_authentication(request, account, method="mfa", type=provider, **how)


def may_change_ways_in(request: HttpRequest) -> bool:
    """True for who has taken two steps, and for all as long as the account knows of one only.

    Whoever has the password alone could otherwise set up a second step of their own beside that
    of a provider, and come in with it.
    """
    return took_two_steps(request) or not queries.has_second_step(request.user.pk or 0)
