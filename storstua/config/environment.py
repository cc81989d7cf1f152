"""Reads the settings that come from the environment (docs/settings.md lists them)."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from storstua.base import patience


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


# A network that is cut is noticed within half a minute, also by who does nothing but wait.
NOTICE_A_CUT = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
# In what answers people: few connections, lent to one request after the other; nobody waits long
# for one, and the server drops what nobody can wait for any more.
FOR_PEOPLE = {
    "connect_timeout": 2,
    "options": "-c statement_timeout=10s -c idle_in_transaction_session_timeout=30s",
    "pool": {
        "connection_class": patience.Connection,
        "min_size": 1,
        "max_size": 20,
        "timeout": patience.AT_THE_DOOR,
        "reconnect_timeout": 5.0,
    },
}


def database(url: str) -> dict[str, Any]:
    """Django's settings for a postgresql:// address."""
    parts, serves = urlsplit(url), flag("STORSTUA_SERVES")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0 if serves else 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": NOTICE_A_CUT | (FOR_PEOPLE if serves else {}),
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
