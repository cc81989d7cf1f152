"""The keyed hash beside a sealed value."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from storstua import vault
from storstua.vault.faults import NotSealable
from storstua.vault.tests.factories import make_keyring

RING = make_keyring()


def test_hash_is_the_same_when_asked_again() -> None:
    found = vault.lookup_hash("91234567", "mobile", keyring=RING)
    assert found == vault.lookup_hash("91234567", "mobile", keyring=RING)
    assert len(found) == 32


@given(st.text(), st.text(), st.text(), st.text())
def test_hash_differs_when_value_or_purpose_does(a: str, b: str, c: str, d: str) -> None:
    assume((a, b) != (c, d))
    assert vault.lookup_hash(a, b, keyring=RING) != vault.lookup_hash(c, d, keyring=RING)


def test_hash_depends_on_the_integrity_key_alone() -> None:
    other = make_keyring(seed=50)
    mixed = type(RING)(
        other.server_key_id, other.server_key, RING.integrity_key, other.receipt_salt
    )
    ours = vault.lookup_hash("a", "p", keyring=RING)
    assert vault.lookup_hash("a", "p", keyring=mixed) == ours
    assert vault.lookup_hash("a", "p", keyring=other) != ours


def test_hash_uses_the_settings_when_no_keyring_is_given(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault.keys.settings, "VAULT_KEY_FILE", f"{tmp_path}/k/vault.key")
    ring = vault.keys.current()
    assert vault.lookup_hash("a", "p") == vault.lookup_hash("a", "p", keyring=ring)


def test_hash_is_refused_when_the_value_holds_half_a_character() -> None:
    with pytest.raises(NotSealable):
        vault.lookup_hash("\udfff", "mobile", keyring=RING)
