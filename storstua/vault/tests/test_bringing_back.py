"""A backup never takes the place of keys that are there, and damaged keys are told of."""

from pathlib import Path

import pytest

from storstua import vault
from storstua.vault import bringing_back, keys
from storstua.vault.faults import CopyFault
from storstua.vault.tests.factories import make_place


@pytest.fixture(autouse=True)
def own_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys.settings, "VAULT_KEY_FILE", tmp_path / "keys" / "vault.key")
    monkeypatch.setattr(keys.settings, "KEYSTORE", str(tmp_path / "keystore" / "keys.sqlite3"))
    monkeypatch.setattr(keys.settings, "ERASURE_JOURNAL", tmp_path / "journal" / "erasures")


def test_damaged_keys_are_not_written() -> None:
    with pytest.raises(CopyFault, match="damaged"):
        bringing_back.write_keys(b'{"version": 1}')
    assert not Path(keys.settings.VAULT_KEY_FILE).exists()


def test_keys_that_are_there_stay_when_a_backup_is_brought_back() -> None:
    sealed = vault.seal("kanarifugl", make_place())
    copy, lines = bringing_back.copy_of_keys(), list(bringing_back.copy_of_key_store())
    with pytest.raises(CopyFault, match="There is a key file already"):
        bringing_back.write_keys(copy)
    with pytest.raises(CopyFault, match="There is a key store already"):
        bringing_back.bring_back_key_store(lines, b"")
    assert vault.open_sealed(sealed, make_place()) == "kanarifugl"
