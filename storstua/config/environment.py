"""Reads the settings that come from the environment (docs/settings.md lists them)."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def flag(name: str) -> bool:
    """True when the variable is set to 1, true, yes or on."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated variable as a list."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


# The ends of STORSTUA_OIDC_<NAME>_… and what they say.
OF_PROVIDERS = {
    "LABEL": "label",
    "ISSUER": "issuer",
    "CLIENT_ID": "client_id",
    "CLIENT_SECRET": "secret",
    "KEY": "key_file",
    "KEY_ID": "key_id",
    "ASK_LEVEL": "ask_level",
    "SECOND_STEP": "second_step",
}


def identity_providers() -> dict[str, dict[str, str]]:
    """What is said of each provider that STORSTUA_OIDC names, in its order."""
    return {
        name: {
            field: said
            for end, field in OF_PROVIDERS.items()
            if (said := os.environ.get(f"STORSTUA_OIDC_{name.upper()}_{end}", ""))
        }
        for name in words("STORSTUA_OIDC")
    }


def database(url: str) -> dict[str, Any]:
    """Django's settings for a postgresql:// address."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10},
    }


def secret(path: Path) -> str:
    """The secret kept in a file; made at the first start, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
    return path.read_text()
