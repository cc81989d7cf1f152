"""The product does not start with a provider that nobody could sign in with."""

import pytest

from storstua.launcher.running import refuse_half_providers
from storstua.launcher.trouble import Trouble


def test_half_a_provider_stops_the_start_with_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STORSTUA_OIDC", "idporten")
    monkeypatch.setenv("STORSTUA_OIDC_IDPORTEN_CLIENT_ID", "x")
    with pytest.raises(Trouble, match="CLIENT_SECRET or STORSTUA_OIDC_IDPORTEN_KEY is not set"):
        refuse_half_providers()


def test_a_whole_provider_and_none_let_it_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STORSTUA_OIDC", raising=False)
    refuse_half_providers()
    monkeypatch.setenv("STORSTUA_OIDC", "idporten")
    monkeypatch.setenv("STORSTUA_OIDC_IDPORTEN_CLIENT_ID", "x")
    monkeypatch.setenv("STORSTUA_OIDC_IDPORTEN_CLIENT_SECRET", "y")
    refuse_half_providers()
