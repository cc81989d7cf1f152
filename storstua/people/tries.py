"""How often a secret may be wrong, by what it opens and where it comes from.

An account is counted from one network at a time, so that its owner comes in from another one while
somebody guesses; and a browser that is known as the owner's is counted by itself. What is counted
is the secret, not the page that asks for it.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.base import guessing
from storstua.base.guessing import Ceiling, Counter, Guess
from storstua.base.throttle import network_of
from storstua.people import known_browser, queries

TEN_MINUTES, HOUR, DAY = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)
GROWING = (Ceiling(5, TEN_MINUTES), Ceiling(10, HOUR), Ceiling(20, DAY))
# What nobody can guess, and what is no account's. A school or a hospital stands behind one address,
# so many may mistype there; the pause never shuts all of them out for longer than an hour.
SHARED = (Ceiling(30, TEN_MINUTES), Ceiling(90, HOUR))
# One network at all accounts; and one account, from anywhere or from its owner's own browsers.
# What an account may be tried in an hour is then 60 in all.
MANY = (Ceiling(60, HOUR),)
STRANGERS, OWN_BROWSERS = (Ceiling(40, HOUR),), (Ceiling(20, HOUR),)
# Six digits: who already has the password may try few of them, from wherever.
CODES = (Ceiling(40, DAY),)
CODES_OF_OWN_BROWSERS = OWN_BROWSERS + CODES
MAILS = (Ceiling(15, HOUR),)

TOO_MANY = _("Det er prøvd for mange ganger. Vent litt, og prøv igjen.")


def password(request: HttpRequest, mail: str) -> tuple[Counter, ...]:
    """The password of the account with this mail address, whether there is one or not."""
    own = queries.knows_browser(known_browser.marks_of(request), mail=mail)
    return _of_account(request, "password", _hidden(mail), STRANGERS, own)


def code(request: HttpRequest, account_id: int) -> tuple[Counter, ...]:
    """A code of the second step, from an app or from paper."""
    own = queries.knows_browser(known_browser.marks_of(request), account_id=account_id)
    return _of_account(request, "code", str(account_id), CODES, own, CODES_OF_OWN_BROWSERS)


def passkey(request: HttpRequest) -> tuple[Counter, ...]:
    """A passkey. Nobody guesses a signature, and whose it is is only claimed: counted against an
    account, strangers could shut its owner out."""
    return (Counter(f"passkey:{network_of(request)}", SHARED),)


def forgotten(request: HttpRequest, mail: str) -> tuple[Counter, ...]:
    """A mail with a link to a new password: each one asked for is counted."""
    return _of_account(request, "forgotten", _hidden(mail), MAILS)


def words(request: HttpRequest) -> tuple[Counter, ...]:
    """Receipt words. They belong to no account."""
    return (Counter(f"words:{network_of(request)}", SHARED),)


def link(request: HttpRequest) -> tuple[Counter, ...]:
    """The secret in a link that was sent by mail."""
    return (Counter(f"link:{network_of(request)}", SHARED),)


def way_back(request: HttpRequest) -> tuple[Counter, ...]:
    """The code that a provider sends back with a browser, which set out from here."""
    return (Counter(f"way back:{network_of(request)}", SHARED),)


def begin(*counters: Counter) -> Guess:
    """Count a secret before it is looked at; raises ValidationError when too many were wrong."""
    guess = guessing.begin(*counters)
    if guess is None:
        raise ValidationError(TOO_MANY, code="too_many")
    return guess


def _of_account(
    request: HttpRequest,
    secret: str,
    account: str,
    anywhere: tuple[Ceiling, ...],
    own: str = "",
    of_own: tuple[Ceiling, ...] = OWN_BROWSERS,
) -> tuple[Counter, ...]:
    """The counters of a secret. A browser known as the owner's has its own, and no others: what
    strangers spent does not concern it, and it opens them no more tries than these."""
    if own:
        return (
            Counter(f"{secret}:browser:{own[:32]}", GROWING),
            Counter(f"{secret}:browsers of:{account}", of_own),
        )
    network = network_of(request)[:16]
    return (
        Counter(f"{secret}:{account}:{network}", GROWING),
        Counter(f"{secret}:{account}", anywhere),
        Counter(f"{secret}-from:{network}", MANY),
    )


def _hidden(claimed: str) -> str:
    return vault.lookup_hash(claimed.strip().lower(), "sign-in").hex()[:32]
