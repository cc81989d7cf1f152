"""Reads the signed word of a provider about who has signed in, and believes only what is proven."""

from dataclasses import dataclass
from datetime import timedelta
from secrets import compare_digest
from typing import Any

import jwt

from storstua.base import clock
from storstua.people.oidc import fetching
from storstua.people.oidc.fetching import NotProven
from storstua.people.oidc.provider import Provider

# Signed with the provider's private key. "none", and secrets both sides know, are not among them.
SIGNS = {
    "RSA": ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
    "EC": ["ES256", "ES384", "ES512"],
    "OKP": ["EdDSA"],
}
CLOCKS_APART = timedelta(minutes=1)
OLDEST = timedelta(minutes=10)
LONGEST = 16_384
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce"]


@dataclass(frozen=True, slots=True)
class Proven:
    """Whom a provider has signed in: its own name, its name for the person, and how surely.

    `counts_as_two` is true when the settings let this level stand for the second step. `shown_at`
    is when the person last showed the provider who they are, in seconds; 0 when it does not say.
    """

    issuer: str
    subject: str
    counts_as_two: bool
    shown_at: float


def proven(token: object, provider: Provider, nonce: str) -> Proven:
    """Who it is. Raises NotProven for whatever is not signed, for us, now, and for this very try.

    Everything else the token tells, a national identity number included, is thrown away here.
    """
    if not isinstance(token, str) or len(token) > LONGEST:
        raise NotProven("no token")
    claims = _signed(token, provider)
    _is_for_us(claims, provider)
    if not compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise NotProven("nonce")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise NotProven("subject")
    level = str(claims.get(provider.level_claim, ""))
    return Proven(provider.issuer, subject, level in provider.second_step, _shown_at(claims))


def _shown_at(claims: dict[str, Any]) -> float:
    said = claims.get("auth_time", 0)
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise NotProven("auth_time")
    if not said <= clock.now().timestamp() + CLOCKS_APART.total_seconds():
        raise NotProven("auth_time")
    return float(said)


def _signed(token: str, provider: Provider) -> dict[str, Any]:
    try:
        key, ways = _key_for(jwt.get_unverified_header(token), provider)
        found: dict[str, Any] = jwt.decode(
            token,
            key.key,
            # The key says how it may sign; what the token claims beyond that is not believed.
            algorithms=ways,
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=CLOCKS_APART,
            options={"require": NEEDED, "enforce_minimum_key_length": True},
        )
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as fault:
        raise NotProven(type(fault).__name__) from fault
    return found


def _key_for(header: dict[str, Any], provider: Provider) -> tuple[jwt.PyJWK, list[str]]:
    """The key that the token names, and how it may sign."""
    wanted = header.get("kid")
    for anew in (False, True):
        for each in fetching.keys(provider.issuer, anew):
            ways = SIGNS.get(str(each.get("kty")), [])
            said = each.get("alg")
            if each.get("kid") == wanted and each.get("use", "sig") == "sig":
                return jwt.PyJWK.from_dict(each), [way for way in ways if said in {None, way}]
    raise NotProven("key")


def _is_for_us(claims: dict[str, Any], provider: Provider) -> None:
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else provider.client_id) != provider.client_id:
        raise NotProven("audience")
    if clock.now().timestamp() - float(claims["iat"]) > OLDEST.total_seconds():
        raise NotProven("age")
