"""The vault is tested as it is: with the true cost of making keys of words."""

import pytest

from storstua.vault import stretching

# Read before any test makes it cheaper.
COST = stretching.COST


@pytest.fixture(autouse=True)
def true_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretching, "COST", COST)
