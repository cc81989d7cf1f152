"""The vault is tested as it is: with the true cost of making keys of words."""

import pytest

from storstua.vault import receipts

# Read before any test makes it cheaper.
SLOW_HASH = receipts.SLOW_HASH


@pytest.fixture(autouse=True)
def true_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "SLOW_HASH", SLOW_HASH)
