"""A new epoch seals; the earlier one opens until nothing needs it and 35 days are over."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from storstua import vault
from storstua.vault import epochs, installation, keys, rewrapping
from storstua.vault.faults import KeyFileFault, Tampered
from storstua.vault.tests.factories import make_drawer, make_place

TODAY = date(2026, 11, 22)
PLACE = make_drawer().place("messages", "text", "r1")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key file, key store and journal of the test's own."""
    path = tmp_path / "keys" / "vault.key"
    monkeypatch.setattr(keys.settings, "VAULT_KEY_FILE", path)
    monkeypatch.setattr(keys.settings, "KEYSTORE", str(tmp_path / "keystore" / "keys.sqlite3"))
    monkeypatch.setattr(keys.settings, "ERASURE_JOURNAL", tmp_path / "journal" / "erasures")
    monkeypatch.setattr("storstua.base.clock.today", lambda: TODAY)
    keys.load_or_make(path)
    return path


def test_everything_opens_after_a_new_epoch(path: Path) -> None:
    in_drawer, under_server = vault.seal("one", PLACE), vault.seal("two", make_place())
    before = keys.current()
    began = rewrapping.begin_epoch()
    assert began == keys.current().server_key_id.hex() != before.server_key_id.hex()
    assert vault.open_sealed(in_drawer, PLACE) == "one"
    assert vault.open_sealed(under_server, make_place()) == "two"
    assert vault.seal("x", make_place())[2:18].hex() == began


def test_integrity_key_and_salt_stay_when_an_epoch_begins(path: Path) -> None:
    before = keys.current()
    rewrapping.begin_epoch()
    after = keys.current()
    assert (after.integrity_key, after.receipt_salt) == (before.integrity_key, before.receipt_salt)


def test_rewrapping_leaves_nothing_under_the_earlier_epoch(path: Path) -> None:
    spots = [make_drawer(key=str(at)).place("t", "c", "r") for at in range(7)]
    blobs = [vault.seal("x", place) for place in spots]
    earlier = keys.current().server_key_id
    rewrapping.begin_epoch()
    assert installation.store().wrapped_under() == {earlier: 7}
    assert (rewrapping.rewrap_some(), rewrapping.rewrap_some()) == (7, 0)
    assert installation.store().wrapped_under() == {keys.current().server_key_id: 7}
    assert [vault.open_sealed(*pair) for pair in zip(blobs, spots, strict=True)] == ["x"] * 7


def test_epoch_is_destroyed_after_35_days_when_nothing_needs_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob, earlier = vault.seal("x", PLACE), keys.current().server_key_id
    rewrapping.begin_epoch()
    rewrapping.rewrap_some()
    monkeypatch.setattr("storstua.base.clock.today", lambda: TODAY + timedelta(days=34))
    assert rewrapping.destroy_epochs(needed=False) == []
    monkeypatch.setattr("storstua.base.clock.today", lambda: TODAY + timedelta(days=35))
    assert rewrapping.destroy_epochs(needed=True) == []
    assert rewrapping.destroy_epochs(needed=False) == [earlier.hex()]
    assert keys.current().server_key_named(earlier) is None
    assert earlier.hex() not in path.read_text()
    assert vault.open_sealed(blob, PLACE) == "x"


def test_epoch_stays_while_a_key_is_wrapped_under_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.seal("x", PLACE)
    rewrapping.begin_epoch()
    monkeypatch.setattr("storstua.base.clock.today", lambda: TODAY + timedelta(days=400))
    assert rewrapping.destroy_epochs(needed=False) == []


def test_rewrapping_stops_at_a_planted_wrap(path: Path) -> None:
    blob = vault.seal("x", PLACE)
    rewrapping.begin_epoch()
    with installation.store().session(writes=True) as ask:
        ask("update wrap set wrapped = ? where key_id = ?", (b"\1\2" + b"0" * 76, blob[2:18]))
    with pytest.raises(Tampered):
        rewrapping.rewrap_some()


def test_key_file_with_epochs_is_refused_when_changed(path: Path) -> None:
    rewrapping.begin_epoch()
    text = path.read_text()
    path.write_text(text.replace('"ended_on": "2026-11-22"', '"ended_on": "2020-01-01"'))
    with pytest.raises(KeyFileFault, match="damaged"):
        keys.load(path)


def test_key_file_is_refused_when_an_earlier_key_has_another_size_and_a_right_check(
    path: Path,
) -> None:
    rewrapping.begin_epoch()
    ring = keys.current()
    short = replace(ring, earlier=(replace(ring.earlier[0], server_key=b"short"),))
    path.write_bytes(keys.content_of(short))
    with pytest.raises(KeyFileFault, match="damaged"):
        keys.load(path)


def test_an_epoch_without_a_readable_day_is_never_over() -> None:
    epoch = keys.Epoch(b"1" * 16, b"2" * 32, "once")
    ring = keys.Keyring(b"3" * 16, b"4" * 32, b"5" * 32, b"6" * 16, (epoch,))
    assert epochs.over(ring, date.max) == []


def test_beginning_is_refused_when_the_file_cannot_be_replaced(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    before = path.read_bytes()
    with pytest.raises(KeyFileFault, match="cannot be written"):
        rewrapping.begin_epoch()
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["vault.key"]
