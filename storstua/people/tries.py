"""How often a secret may be wrong, by what it opens and where it comes from.

An account is counted from one network at a time, so that its owner comes in from another one while
somebody guesses. What is counted is the secret, not the page that asks for it.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.base import guessing
from storstua.base.guessing import Ceiling, Counter, Guess
from storstua.base.throttle import network_of

TEN_MINUTES, HOUR, DAY = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)
GROWING = (Ceiling(5, TEN_MINUTES), Ceiling(10, HOUR), Ceiling(20, DAY))
# What nobody can guess, and what is no account's: the pause never shuts a whole network out for
# longer than an hour.
SHARED = (Ceiling(5, TEN_MINUTES), Ceiling(15, HOUR))
MANY = (Ceiling(60, HOUR),)
# Six digits: who already has the password may try few of them, from wherever.
CODES = (Ceiling(40, DAY),)
MAILS = (Ceiling(15, HOUR),)

TOO_MANY = _("Det er prøvd for mange ganger. Vent litt, og prøv igjen.")


def password(request: HttpRequest, mail: str) -> tuple[Counter, ...]:
    """The password of the account with this mail address, whether there is one or not."""
    return _of_account(request, "password", _hidden(mail), MANY)


def code(request: HttpRequest, account_id: int) -> tuple[Counter, ...]:
    """A code of the second step, from an app or from paper."""
    return _of_account(request, "code", str(account_id), CODES)


def passkey(request: HttpRequest, claimed: str) -> tuple[Counter, ...]:
    """A passkey of the account that is claimed."""
    return _of_account(request, "passkey", _hidden(claimed), MANY)


def forgotten(request: HttpRequest, mail: str) -> tuple[Counter, ...]:
    """A mail with a link to a new password: each one asked for is counted."""
    return _of_account(request, "forgotten", _hidden(mail), MAILS)


def words(request: HttpRequest) -> tuple[Counter, ...]:
    """Receipt words. They belong to no account."""
    return (Counter(f"words:{network_of(request)}", SHARED),)


def link(request: HttpRequest) -> tuple[Counter, ...]:
    """The secret in a link that was sent by mail, or in the way back from another sign-in."""
    return (Counter(f"link:{network_of(request)}", SHARED),)


def begin(*counters: Counter) -> Guess:
    """Count a secret before it is looked at; raises ValidationError when too many were wrong."""
    guess = guessing.begin(*counters)
    if guess is None:
        raise ValidationError(TOO_MANY, code="too_many")
    return guess


def _of_account(
    request: HttpRequest, secret: str, account: str, anywhere: tuple[Ceiling, ...]
) -> tuple[Counter, ...]:
    network = network_of(request)[:16]
    return (
        Counter(f"{secret}:{account}:{network}", GROWING),
        Counter(f"{secret}:{account}", anywhere),
        Counter(f"{secret}-from:{network}", MANY),
    )


def _hidden(claimed: str) -> str:
    return vault.lookup_hash(claimed.strip().lower(), "sign-in").hex()[:32]
