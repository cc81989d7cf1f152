"""The providers that the settings name, with what is known of the four that are common here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

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
    },
}


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider: who it is, who we are there, and which of its levels count as two steps.

    `secret` or `key_file` (a private key, PEM) shows the provider who asks. `second_step` holds
    the values of `level_claim` that stand for our own second step; none by default.
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
    second_step: tuple[str, ...] = ()


def providers() -> list[Provider]:
    """The providers in use, in the order of the settings; none unless the settings name one."""
    return [_made(name, said) for name, said in settings.IDENTITY_PROVIDERS.items()]


def named(name: str) -> Provider | None:
    """The provider of this name, if it is in use."""
    said = settings.IDENTITY_PROVIDERS.get(name)
    return _made(name, said) if said is not None else None


def label_of(name: str) -> str:
    """What a provider is called, also one that is in use no longer."""
    found = named(name)
    return found.label if found else KNOWN.get(name, {}).get("label", name)


def _made(name: str, said: Mapping[str, str]) -> Provider:
    values = {**KNOWN.get(name, {"label": name}), **said}
    steps = tuple(values.pop("second_step", "").replace(",", " ").split())
    provider = Provider(name=name, second_step=steps, **{"issuer": "", "client_id": "", **values})
    lacks = [
        each
        for each, there in (
            ("ISSUER", provider.issuer),
            ("CLIENT_ID", provider.client_id),
            ("CLIENT_SECRET or _KEY", provider.secret or provider.key_file),
        )
        if not there
    ]
    if lacks:
        variable = f"STORSTUA_OIDC_{name.upper()}_"
        raise ImproperlyConfigured(f"{variable}{f', {variable}'.join(lacks)} is not set.")
    return provider


def private_key(provider: Provider) -> str:
    """The key that signs who we are, read each time, so that a new one needs no restart."""
    return Path(provider.key_file).read_text("ascii")
