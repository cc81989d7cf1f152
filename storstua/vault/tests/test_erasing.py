"""An erased drawer is unreadable for good, also when an older copy of the key store comes back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.db import transaction

from storstua import vault
from storstua.vault import erasing, installation, keys
from storstua.vault.faults import KeyStoreFault, Tampered
from storstua.vault.held import keys_held
from storstua.vault.models import Leaving
from storstua.vault.sqlite_store import SqliteStore
from storstua.vault.tests.factories import make_drawer

pytestmark = pytest.mark.django_db
type OnCommit = Callable[..., AbstractContextManager[list[object]]]

DRAWER = make_drawer()
PLACE = DRAWER.place("messages", "text", "r1")


@pytest.fixture(autouse=True)
def own_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys.settings, "VAULT_KEY_FILE", tmp_path / "keys" / "vault.key")
    monkeypatch.setattr(keys.settings, "KEYSTORE", str(tmp_path / "keystore" / "keys.sqlite3"))
    monkeypatch.setattr(keys.settings, "ERASURE_JOURNAL", tmp_path / "journal" / "erasures")


def journaled() -> list[bytes]:
    return [each.key_id for each in installation.journal().erasures(installation.ring())]


def test_drawer_is_unreadable_when_the_transaction_has_succeeded(
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    blob = vault.seal("x", PLACE)
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(DRAWER)
        assert vault.open_sealed(blob, PLACE) == "x"
    with pytest.raises(Tampered):
        vault.open_sealed(blob, PLACE)
    assert journaled() == [blob[2:18]]
    assert Leaving.objects.count() == 0


def test_drawer_stays_readable_when_the_transaction_fails() -> None:
    blob = vault.seal("x", PLACE)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        erasing.erase(DRAWER)
        raise ZeroDivisionError
    assert vault.open_sealed(blob, PLACE) == "x"
    assert (erasing.finish_erasures(), journaled()) == (0, [])


def test_text_sealed_after_the_erasure_stays(
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    with keys_held(), django_capture_on_commit_callbacks(execute=True):
        before = vault.seal("before", PLACE)
        erasing.erase(DRAWER)
        after = vault.seal("after", PLACE)
    assert vault.open_sealed(after, PLACE) == "after"
    with pytest.raises(Tampered):
        vault.open_sealed(before, PLACE)


def test_erasure_is_finished_later_when_the_process_died(
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    blob = vault.seal("x", PLACE)
    with django_capture_on_commit_callbacks(execute=False):
        erasing.erase(DRAWER)
    assert vault.open_sealed(blob, PLACE) == "x"
    assert erasing.finish_erasures() == 1
    with pytest.raises(Tampered):
        vault.open_sealed(blob, PLACE)


def test_journal_replayed_erases_what_an_older_copy_brought_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob, kept = vault.seal("x", PLACE), vault.seal("y", make_drawer(key="c2").place("t", "c", "r"))
    older = list(installation.store().rows())
    erasing.erase_keys([blob[2:18]])
    back = tmp_path / "back" / "keys.sqlite3"
    SqliteStore(back).bring_back(older)
    monkeypatch.setattr(keys.settings, "KEYSTORE", str(back))
    assert vault.open_sealed(blob, PLACE) == "x"
    assert (erasing.replay_journal(), erasing.replay_journal()) == (1, 0)
    with pytest.raises(Tampered):
        vault.open_sealed(blob, PLACE)
    assert installation.store().find([kept[2:18]]) != []


def test_nothing_opens_when_the_key_store_was_lost(tmp_path: Path) -> None:
    vault.seal("x", PLACE)
    installation._OPENED.clear()
    for file in (tmp_path / "keystore").iterdir():
        file.unlink()
    with pytest.raises(KeyStoreFault, match=r"key store .* is missing"):
        vault.seal("y", PLACE)


def test_nothing_opens_when_the_journal_was_lost(tmp_path: Path) -> None:
    erasing.erase_keys([vault.seal("x", PLACE)[2:18]])
    installation._OPENED.clear()
    (tmp_path / "journal" / "erasures").unlink()
    with pytest.raises(KeyStoreFault, match=r"journal .* is missing"):
        vault.seal("y", PLACE)
