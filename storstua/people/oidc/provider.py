"""The providers that the settings name, with what is known of the four that are common here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings

# What the settings need not say. A level counts as the second step only if the settings name it.
KNOWN: Mapping[str, Mapping[str, str]] = {
    "idporten": {"label": "ID-porten", "issuer": "https://idporten.no"},
    "helseid": {
        "label": "HelseID",
        "issuer": "https://helseid-sts.nhn.no",
        "scope": "openid helseid://scopes/identity/security_level",
        "level_claim": "helseid://claims/identity/security_level",
    },
    "entra": {"label": "Microsoft"},
    "google": {
        "label": "Google",
        "issuer": "https://accounts.google.com",
        "prompt": "select_account",
        "claims": '{"id_token": {"auth_time": {"essential": true}}}',
    },
}


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider: who it is, who we are there, and which of its levels count as two steps.

    `secret` or `key_file` (a private key, PEM) shows the provider who asks. `second_step` holds
    the values of `level_claim` that stand for our own second step; none by default. `claims` asks
    for when the person showed who they are, where the provider does not say so by itself.
    """

    name: str
    label: str
    issuer: str
    client_id: str
    secret: str = field(default="", repr=False)
    key_file: str = ""
    key_id: str = ""
    scope: str = "openid"
    level_claim: str = "acr"
    ask_level: str = ""
    prompt: str = "login"
    claims: str = ""
    second_step: tuple[str, ...] = ()


# As it stands in addresses and in the table of what is linked.
NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
SHORTEST_RSA = 2048

type SigningKey = RSAPrivateKey | EllipticCurvePrivateKey


class UnusableKey(Exception):
    """The key that shows a provider who we are cannot be used; the text says why."""


def providers() -> list[Provider]:
    """The providers in use, in the order of the settings; none unless the settings name one.

    One that the settings say too little of is left out; `faults` tells what is missing.
    """
    return [found for name in settings.IDENTITY_PROVIDERS if (found := named(name))]


def named(name: str) -> Provider | None:
    """The provider of this name, if it is in use."""
    said = settings.IDENTITY_PROVIDERS.get(name)
    provider = _made(name, said) if said is not None else None
    return None if provider is None or list(_lacks(provider)) else provider


def label_of(name: str) -> str:
    """What a provider is called, also one that is in use no longer."""
    found = named(name)
    return found.label if found else KNOWN.get(name, {}).get("label", name)


def faults(said: Mapping[str, Mapping[str, str]]) -> list[str]:
    """What is wrong with what is said of providers, in sentences for whoever runs the product."""
    made = [_made(name, values) for name, values in said.items()]
    return [sentence for provider in made for sentence in (*_lacks(provider), *_bad_key(provider))]


def signing_key(provider: Provider) -> tuple[SigningKey, str]:
    """The key that signs who we are, and how it signs; read each time, so that a new one needs no
    restart. Raises UnusableKey."""
    try:
        key = load_pem_private_key(Path(provider.key_file).read_bytes(), None)
    except OSError as fault:
        raise UnusableKey(f"{provider.key_file} cannot be read ({fault.strerror})") from fault
    except (ValueError, TypeError, UnsupportedAlgorithm) as fault:
        raise UnusableKey(f"{provider.key_file} holds no private key in PEM") from fault
    if isinstance(key, EllipticCurvePrivateKey) and isinstance(key.curve, SECP256R1):
        return key, "ES256"
    if isinstance(key, RSAPrivateKey) and key.key_size >= SHORTEST_RSA:
        return key, "RS256"
    raise UnusableKey(f"{provider.key_file} is neither RSA of 2048 bits or more nor P-256")


def _made(name: str, said: Mapping[str, str]) -> Provider:
    values = {**KNOWN.get(name, {"label": name}), **said}
    steps = tuple(values.pop("second_step", "").replace(",", " ").split())
    return Provider(name=name, second_step=steps, **{"issuer": "", "client_id": "", **values})


def _lacks(provider: Provider) -> Iterator[str]:
    if not NAME.fullmatch(provider.name):
        yield f'STORSTUA_OIDC names "{provider.name}": at most 40 of a-z, 0-9, - and _.'
    variable = f"STORSTUA_OIDC_{provider.name.upper()}_"
    if not provider.issuer:
        yield f"{variable}ISSUER is not set."
    elif not _is_safe(provider.issuer):
        yield f"{variable}ISSUER is no https address without ? and #."
    if not provider.client_id:
        yield f"{variable}CLIENT_ID is not set."
    if not (provider.secret or provider.key_file):
        yield f"{variable}CLIENT_SECRET or {variable}KEY is not set."


def _bad_key(provider: Provider) -> Iterator[str]:
    if provider.key_file:
        try:
            signing_key(provider)
        except UnusableKey as fault:
            yield f"STORSTUA_OIDC_{provider.name.upper()}_KEY: {fault}."


def _is_safe(issuer: str) -> bool:
    try:
        parts = urlsplit(issuer)
    except ValueError:
        return False
    if not parts.hostname or parts.query or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)
