"""What the log says of sign-ins and of the ways in, and in which words their owner reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from storstua.audit import queries as audit
from storstua.people.models import Account
from storstua.people.oidc.provider import label_of

type Text = str | Promise

SIGN_IN, SIGN_OUT, CHANGED = "sign in", "sign out", "change ways in"
SHOWN = 30
# By kind, verb and how, as they stand in the log.
SAID: Mapping[tuple[str, str, str], Text] = {
    ("change", SIGN_IN, ""): _("Logget inn"),
    ("change", SIGN_IN, "password"): _("Logget inn med passord"),
    ("change", SIGN_IN, "two steps"): _("Logget inn med passord og trinn to"),
    ("change", SIGN_IN, "passkey"): _("Logget inn med passnøkkel"),
    ("change", SIGN_OUT, ""): _("Logget ut"),
    ("read", SIGN_OUT, ""): _("Forlot siden i en fart"),
    ("refusal", SIGN_IN, "password"): _("Noen skrev feil passord"),
    ("refusal", SIGN_IN, "code"): _("Noen skrev feil kode i trinn to"),
    ("refusal", SIGN_IN, "passkey"): _("Noen brukte en passnøkkel som ikke passet"),
    ("change", "end sessions", ""): _("Logget ut andre steder"),
    ("change", CHANGED, "password_changed"): _("Passordet ble byttet"),
    ("change", CHANGED, "password_reset"): _("Passordet ble byttet med en lenke på e-post"),
    ("change", CHANGED, "password_set"): _("Passordet ble laget"),
    ("change", CHANGED, "totp_activated"): _("Koder fra app ble slått på"),
    ("change", CHANGED, "totp_deactivated"): _("Koder fra app ble slått av"),
    ("change", CHANGED, "webauthn_added"): _("En passnøkkel ble lagt til"),
    ("change", CHANGED, "webauthn_removed"): _("En passnøkkel ble fjernet"),
    ("change", CHANGED, "recovery_codes_generated"): _("Nye reservekoder ble laget"),
}
# These tell in the third place which provider it was.
OF_PROVIDERS: Mapping[tuple[str, str], Text] = {
    ("change", SIGN_IN): _("Logget inn med %(provider)s"),
    ("change", "link sign-in"): _("%(provider)s ble koblet til"),
    ("change", "unlink sign-in"): _("Koblingen til %(provider)s ble fjernet"),
}
VERBS = sorted({verb for _kind, verb, _how in SAID} | {verb for _kind, verb in OF_PROVIDERS})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an account's log: when, in words, and whether it was refused."""

    at: datetime
    text: str
    was_refused: bool


def lines_of(account: Account) -> list[Line]:
    """The latest sign-ins, failed ones and changes of the ways in, newest first.

    The caller is the owner, outside every organisation, where these lines stand.
    """
    found = audit.acts_of_account(account.id, account.key, VERBS, SHOWN)
    return [Line(each.at, _words(each), each.kind == "refusal") for each in found]


def _words(act: audit.Act) -> str:
    said = SAID.get((act.kind, act.verb, act.purpose))
    if said is None and (pattern := OF_PROVIDERS.get((act.kind, act.verb))):
        return str(pattern) % {"provider": label_of(act.purpose)}
    return str(said or _now("Noe ble endret ved innloggingen"))


def way_of(request: HttpRequest, account: Account) -> str:
    """How an account has just come in, as the log writes it; "" for a link or the demo."""
    records = get_authentication_records(request, account)
    for record in records:
        if record.get("method") == "oidc":
            return str(record["provider"])
    methods = {record.get("method") for record in records}
    if any(record.get("passwordless") for record in records):
        return "passkey"
    if "mfa" in methods:
        return "two steps"
    return "password" if "password" in methods else ""
