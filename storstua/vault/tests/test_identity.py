from pathlib import Path

import pytest

from storstua import vault
from storstua.vault import keys
from storstua.vault.tests.factories import make_place


def test_installed_key_when_there_is_no_file_makes_none(settings, tmp_path):
    settings.VAULT_KEY_FILE = tmp_path / "nothing.key"
    with pytest.raises(vault.KeyFileFault):
        vault.installed_key_id()
    assert not settings.VAULT_KEY_FILE.exists()


def test_what_is_sealed_names_the_installed_key_in_its_first_bytes(settings):
    sealed = vault.seal("kanarifugl", make_place())
    assert vault.key_id_of(sealed[:18]) == keys.load(Path(settings.VAULT_KEY_FILE)).server_key_id
    assert vault.key_id_of(sealed) == vault.installed_key_id()
