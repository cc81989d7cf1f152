"""Checks can tell which key sealed a value, without seeing any key."""

import pytest

from storstua import vault
from storstua.vault.tests.factories import make_drawer, make_place


def test_installed_key_when_there_is_no_file_makes_none(settings, tmp_path):
    settings.VAULT_KEY_FILE = tmp_path / "nothing.key"
    with pytest.raises(vault.KeyFileFault):
        vault.installed_key_id()
    assert not settings.VAULT_KEY_FILE.exists()


@pytest.mark.parametrize("place", [make_place(), make_drawer().place("t", "c", "r")])
def test_first_bytes_tell_whether_the_key_is_here(place):
    sealed = vault.seal("kanarifugl", place)
    assert vault.key_is_here(sealed[:18])
    assert not vault.key_is_here(sealed[:2] + bytes(16))


def test_a_store_in_a_file_has_no_server():
    assert vault.key_store_started() == ""
