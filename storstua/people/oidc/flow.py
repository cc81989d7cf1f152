"""The way to a provider and back: what is sent along, what is remembered, and what must match."""

from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from hashlib import sha256
from secrets import compare_digest, token_urlsafe
from uuid import uuid4

import jwt
from django.http import HttpRequest

from storstua.base import clock, outside
from storstua.people.oidc import fetching, tokens
from storstua.people.oidc.fetching import Answer, NotProven
from storstua.people.oidc.provider import Provider, UnusableKey, signing_key
from storstua.people.oidc.tokens import CLOCKS_APART, Proven
from storstua.ui.addresses import root_url, with_query

KEY = "oidc"
# The provider let somebody through without asking who they are.
NOT_ANEW = "not shown anew"
NO_ERRAND = "no errand"
LONGEST_CODE = 4096
LONGEST_AWAY = timedelta(minutes=15)
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class TurnedBack(Exception):
    """The person chose not to sign in there after all."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What someone is away for: kept in the session, good for one way back.

    `account` is whoever is signed in already, 0 for signing in; the provider's sign-in is to be
    linked to it, or (`again`) shows once more who sits here. `onward` is where to go then.
    """

    provider: str
    state: str
    nonce: str
    verifier: str
    returns_to: str
    began: float
    account: int = 0
    onward: str = ""
    again: bool = False

    def saw(self, found: Proven) -> bool:
        """True when the person showed the provider who they are on this very errand."""
        return found.shown_at >= self.began - CLOCKS_APART.total_seconds()


class WrongCode(NotProven):
    """The provider does not know the code: somebody may be guessing."""


def set_out(
    request: HttpRequest,
    provider: Provider,
    *,
    account: int = 0,
    onward: str = "",
    again: bool = False,
) -> str:
    """The provider's address to go to now. A new errand in the same browser replaces the old."""
    errand = Errand(
        provider=provider.name,
        state=token_urlsafe(32),
        nonce=token_urlsafe(32),
        verifier=token_urlsafe(48),
        returns_to=request.build_absolute_uri(root_url("people:way_back", provider.name)),
        began=clock.now().timestamp(),
        account=account,
        onward=onward,
        again=again,
    )
    errand, address = outside.answer(request, partial(_prepared, provider, errand))
    request.session[KEY] = asdict(errand)
    return address


def _prepared(provider: Provider, errand: Errand) -> tuple[Errand, str]:
    """The errand, and the address that asks for it: the question may have been handed in."""
    with fetching.in_time():
        said = fetching.metadata(provider.issuer)
        address = str(said.get("authorization_endpoint", ""))
        if not address.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise NotProven("address without https")
        asked = _asked(provider, errand)
        if said.get("require_pushed_authorization_requests") is True:
            asked = _handed_in(provider, said, asked)
    return errand, with_query(address, **asked)


def errand_of(request: HttpRequest, provider: Provider) -> Errand:
    """What this browser went for. Raises NotProven when that is not known here."""
    kept = request.session.get(KEY)
    if kept is None:
        raise NotProven(NO_ERRAND)
    errand = Errand(**kept)
    if not compare_digest(request.GET.get("state", "").encode(), errand.state.encode()):
        raise NotProven("state")
    if errand.provider != provider.name:
        raise NotProven("other provider")
    if clock.now().timestamp() - errand.began > LONGEST_AWAY.total_seconds():
        raise NotProven("too late")
    return errand


def use_up(request: HttpRequest) -> None:
    """An errand is good for one way back, whatever came of it."""
    request.session.pop(KEY, None)


def come_back(request: HttpRequest, provider: Provider, errand: Errand) -> Proven:
    """Who has signed in there.

    Raises TurnedBack when the person gave up, NotProven when anything does not match. Whoever is
    signed in already must have shown the provider just now who they are: it may know somebody else
    who sat here before, or answer by itself.
    """
    told = {name: request.GET.get(name, "") for name in ("iss", "error", "code")}
    found = outside.answer(request, partial(_asked_who, provider, errand, **told))
    if errand.account and not errand.saw(found):
        raise NotProven(NOT_ANEW)
    return found


def _asked_who(provider: Provider, errand: Errand, *, iss: str, error: str, code: str) -> Proven:
    with fetching.in_time():
        said = fetching.metadata(provider.issuer)
        if iss != provider.issuer and (iss or _always_tells(said)):
            raise NotProven("issuer of answer")
        if error:
            raise TurnedBack if error == "access_denied" else NotProven("error of provider")
        if not 0 < len(code) <= LONGEST_CODE:
            raise NotProven("no code")
        answer = _exchanged(provider, said, errand, code)
        return tokens.proven(answer.get("id_token"), provider, errand.nonce)


def _always_tells(said: Answer) -> bool:
    return said.get("authorization_response_iss_parameter_supported") is True


def _asked(provider: Provider, errand: Errand) -> dict[str, str]:
    hashed = sha256(errand.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": errand.returns_to,
        "scope": provider.scope,
        "state": errand.state,
        "nonce": errand.nonce,
        "code_challenge": urlsafe_b64encode(hashed).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    if provider.ask_level:
        asked["acr_values"] = provider.ask_level
    if errand.account:
        # Whoever sits here now is meant, not who was signed in there before.
        asked |= {"prompt": provider.prompt, "max_age": "0"}
    if provider.claims:
        asked["claims"] = provider.claims
    return asked


def _handed_in(provider: Provider, said: Answer, asked: dict[str, str]) -> dict[str, str]:
    """Hand the question in beforehand, where the provider wants it so (RFC 9126)."""
    address = str(said.get("pushed_authorization_request_endpoint", ""))
    shown, basic = _who_we_are(provider, said)
    answer = fetching.post(address, {**asked, **shown}, basic)
    return {"client_id": provider.client_id, "request_uri": str(answer.get("request_uri", ""))}


def _exchanged(provider: Provider, said: Answer, errand: Errand, code: str) -> Answer:
    shown, basic = _who_we_are(provider, said)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": errand.returns_to,
        "code_verifier": errand.verifier,
        **shown,
    }
    try:
        return fetching.post(str(said.get("token_endpoint", "")), form, basic)
    except NotProven as fault:
        raise (WrongCode if fault.code == "answer 400" else NotProven)(fault.code) from fault


def _who_we_are(provider: Provider, said: Answer) -> tuple[dict[str, str], tuple[str, str] | None]:
    """What shows the provider who asks: a signed word, or a secret in the header or the form."""
    own = {"client_id": provider.client_id}
    if provider.key_file:
        return {**own, **_signed_word(provider)}, None
    ways = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if "client_secret_basic" in ways:
        return {}, (provider.client_id, provider.secret)
    return {**own, "client_secret": provider.secret}, None


def _signed_word(provider: Provider) -> dict[str, str]:
    now = int(clock.now().timestamp())
    claims = {
        "iss": provider.client_id,
        "sub": provider.client_id,
        "aud": provider.issuer,
        "iat": now,
        "exp": now + 30,
        "jti": str(uuid4()),
    }
    try:
        key, way = signing_key(provider)
    except UnusableKey as fault:
        raise NotProven("own key") from fault
    headers = {"kid": provider.key_id} if provider.key_id else None
    signed = jwt.encode(claims, key, algorithm=way, headers=headers)
    return {"client_assertion_type": ASSERTION, "client_assertion": signed}
