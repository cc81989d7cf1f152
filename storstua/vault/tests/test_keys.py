"""The key file: one keyring however often it is made, and no use of a file that is odd."""

import json
import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from storstua.vault import keys
from storstua.vault.faults import KeyFileFault
from storstua.vault.tests.factories import make_keyring


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "vault.key"


def rewrite(path: Path, **changes: object) -> None:
    content = json.loads(path.read_bytes()) | changes
    path.write_text(json.dumps(content))


def test_file_is_private_when_made(path: Path) -> None:
    keys.load_or_make(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [found.name for found in path.parent.iterdir()] == ["vault.key"]


def test_file_is_private_when_made_under_a_loose_umask(path: Path) -> None:
    before = os.umask(0)
    try:
        keys.load_or_make(path)
    finally:
        os.umask(before)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_parts_have_their_sizes_and_differ(path: Path, tmp_path: Path) -> None:
    ring = keys.load_or_make(path)
    other = keys.load_or_make(tmp_path / "other" / "vault.key")
    parts = [ring.server_key_id, ring.server_key, ring.integrity_key, ring.receipt_salt]
    assert [len(part) for part in parts] == [16, 32, 32, 16]
    others = [other.server_key_id, other.server_key, other.integrity_key, other.receipt_salt]
    assert len({*parts, *others}) == 8


def test_keyring_is_the_same_when_read_again(path: Path) -> None:
    assert keys.load_or_make(path) == keys.load_or_make(path) == keys.load(path)


def test_keyring_never_shows_its_keys() -> None:
    ring = make_keyring(seed=97)
    assert repr(ring) == "Keyring(server_key_id=b'aaaaaaaaaaaaaaaa')"


def test_one_keyring_when_many_threads_make_it(path: Path) -> None:
    ready = Barrier(16)

    def make(_: int) -> keys.Keyring:
        ready.wait()
        return keys.load_or_make(path)

    with ThreadPoolExecutor(16) as pool:
        assert len({ring.server_key for ring in pool.map(make, range(16))}) == 1
    assert len(list(path.parent.iterdir())) == 1


def test_one_keyring_when_processes_make_it(path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        rings = pool.map(keys.load_or_make, [path] * 6, chunksize=1)
    assert len({ring.server_key for ring in rings}) == 1


def test_made_file_stays_when_another_process_was_first(path: Path) -> None:
    first = keys.load_or_make(path)
    keys._make(path)
    assert keys.load(path) == first


def test_current_reads_the_file_of_the_settings_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys.settings, "VAULT_KEY_FILE", path)
    ring = keys.current()
    path.unlink()
    assert keys.current() is ring


def test_load_refuses_when_missing(path: Path) -> None:
    with pytest.raises(KeyFileFault, match="cannot be read: No such file"):
        keys.load(path)


def test_making_is_refused_when_the_directory_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("not a directory")
    with pytest.raises(KeyFileFault, match="cannot be made"):
        keys.load_or_make(tmp_path / "keys" / "vault.key")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666, 0o644, 0o610])
def test_file_is_refused_when_open_to_others(path: Path, mode: int) -> None:
    keys.load_or_make(path)
    path.chmod(mode)
    with pytest.raises(KeyFileFault, match="must be 0600"):
        keys.load_or_make(path)


def test_file_is_accepted_when_read_only(path: Path) -> None:
    ring = keys.load_or_make(path)
    path.chmod(0o400)
    assert keys.load(path) == ring


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_file_is_refused_when_others_may_replace_it(path: Path, mode: int) -> None:
    keys.load_or_make(path)
    path.parent.chmod(mode)
    with pytest.raises(KeyFileFault, match="written to by others"):
        keys.load(path)


def test_file_is_refused_when_it_is_a_device(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to("/dev/null")
    with pytest.raises(KeyFileFault, match="not a plain file"):
        keys.load_or_make(path)


def test_file_is_refused_when_it_belongs_to_another_user(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.load_or_make(path)
    found = path.stat()
    parts = [*found]
    parts[4] = os.geteuid() + 12345
    with pytest.raises(KeyFileFault, match="another user"):
        keys._refuse_open_to_others(os.stat_result(parts), path)


def test_file_is_refused_when_too_large(path: Path) -> None:
    keys.load_or_make(path)
    path.write_bytes(path.read_bytes() + b" " * 16 * 1024)
    with pytest.raises(KeyFileFault, match="too large"):
        keys.load(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\xff", b"null", b"[]", b"7", b'"text"', b"{}", b"[" * 4000, b'{"version": 1}'],
)
def test_file_is_refused_when_it_is_no_keyring(path: Path, content: bytes) -> None:
    keys.load_or_make(path)
    path.write_bytes(content)
    with pytest.raises(KeyFileFault, match="damaged") as caught:
        keys.load(path)
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"server_key": "00" * 32},
        {"server_key": "00" * 31},
        {"server_key": None},
        {"server_key": "zz" * 32},
        {"server_key_id": "11" * 16},
        {"integrity_key": "11" * 32},
        {"receipt_salt": "11" * 16},
        {"version": 2},
        {"version": 9},
        {"check": "00" * 32},
    ],
)
def test_file_is_refused_when_a_part_was_changed(path: Path, changes: dict[str, object]) -> None:
    keys.load_or_make(path)
    rewrite(path, **changes)
    with pytest.raises(KeyFileFault, match="damaged"):
        keys.load(path)


def test_file_is_refused_when_a_part_has_another_size_and_a_right_check(path: Path) -> None:
    keys.load_or_make(path)
    found = json.loads(path.read_bytes())
    parts = {name: bytes.fromhex(found[name]) for name in keys._SIZES} | {"server_key": b"short"}
    rewrite(path, server_key=b"short".hex(), check=keys._check(parts))
    with pytest.raises(KeyFileFault, match="damaged"):
        keys.load(path)
