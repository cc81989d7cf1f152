"""A copy opens for whoever it was sealed for, whole, and in its own place only."""

import pytest

from storstua import vault
from storstua.vault.copies import BackupKey, copy_key, new_backup_key, new_copy_key

PASSPHRASE = BackupKey(passphrase="en lang setning som ingen gjetter")
PAIR = new_backup_key()


def sealed(key: vault.CopyKey, name: str = "database", plain: bytes = b"x" * 70_000) -> bytes:
    return b"".join(key.seal(name, [plain]))


@pytest.mark.parametrize("holder", [PASSPHRASE, PAIR], ids=["passphrase", "key"])
def test_copy_opens_for_its_holder(holder: BackupKey) -> None:
    key, lock = new_copy_key(holder)
    again = copy_key(lock, holder)
    assert again == key
    assert b"".join(again.open("database", [sealed(key)])) == b"x" * 70_000
    assert again.mark(b"list") == key.mark(b"list") != key.mark(b"lost")


@pytest.mark.parametrize(
    ("holder", "other"),
    [
        (PASSPHRASE, BackupKey(passphrase="en helt annen lang setning")),
        (PASSPHRASE, PAIR),
        (PAIR, new_backup_key()),
        (PAIR, PASSPHRASE),
        (PAIR, BackupKey(public=PAIR.public)),
    ],
)
def test_copy_opens_for_nobody_else(holder: BackupKey, other: BackupKey) -> None:
    _key, lock = new_copy_key(holder)
    with pytest.raises(vault.CopyFault):
        copy_key(lock, other)


def test_the_public_half_seals_what_only_the_private_half_opens() -> None:
    public = vault.backup_key_in(vault.written(PAIR, public_only=True))
    assert public == BackupKey(public=PAIR.public)
    key, lock = new_copy_key(public)
    assert copy_key(lock, vault.backup_key_in(vault.written(PAIR))) == key


@pytest.mark.parametrize("text", ["", "storstua-backup-key-1 00", "storstua-backup-key-1 zz", "x"])
def test_a_file_that_holds_no_backup_key_is_refused(text: str) -> None:
    with pytest.raises(vault.CopyFault):
        vault.backup_key_in(text)


def test_parts_are_refused_when_exchanged_cut_or_changed() -> None:
    key, _lock = new_copy_key(PAIR)
    other, _lock = new_copy_key(PAIR)
    blob = sealed(key)
    bad = [
        ("keys", blob),
        ("database", sealed(other)),
        ("database", blob[:-1]),
        ("database", blob[: 34 + 65_552]),
        ("database", b"\2" + blob[1:]),
        ("database", blob[:20] + b"?" + blob[21:]),
        ("database", blob[:-1] + bytes([blob[-1] ^ 1])),
    ]
    for name, pieces in bad:
        with pytest.raises(vault.Tampered):
            b"".join(key.open(name, [pieces]))


def test_a_lock_that_was_changed_is_refused() -> None:
    _key, lock = new_copy_key(PASSPHRASE)
    for name in ("salt", "passphrase", "copy"):
        with pytest.raises(vault.CopyFault):
            copy_key(lock | {name: "00" * (len(lock[name]) // 2)}, PASSPHRASE)
