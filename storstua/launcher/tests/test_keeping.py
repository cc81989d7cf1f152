"""Several users of one data folder: who starts the server, who stops it, who is sent away."""

from pathlib import Path

import pytest

from storstua.launcher.folder import DataFolder
from storstua.launcher.keeping import running_server
from storstua.launcher.locks import FileLock
from storstua.launcher.postgres import Server
from storstua.launcher.trouble import Trouble


def test_server_runs_until_the_last_user_leaves_when_several_share_it(place: Path) -> None:
    folder = DataFolder(place / "shared")
    with running_server(folder, fast=True) as first:
        with running_server(DataFolder(place / "shared"), fast=True) as second:
            assert (second.process, second.port()) == (None, first.port())
        assert first.answers()
        first_port = first.port()
    assert (first.answers(), first.port(), first_port is None) == (False, None, False)


def test_server_of_another_is_used_and_left_when_it_has_the_folder_alone(place: Path) -> None:
    folder = DataFolder(place / "shared")
    own = Server(folder, fast=True)
    with folder.using() as alone:
        alone.try_alone()
        own.start()
        with running_server(folder) as lent:
            assert (lent.process, lent.port()) == (None, own.port())
        assert own.answers()
        own.stop()


def test_two_folders_have_two_servers_when_side_by_side(place: Path, running: Server) -> None:
    with running_server(DataFolder(place / "shared"), fast=True) as beside:
        assert beside.addresses() != running.addresses()
        assert running.answers()


def test_lock_is_shared_or_alone_when_taken(tmp_path: Path) -> None:
    with FileLock(tmp_path / "lock") as one, FileLock(tmp_path / "lock") as two:
        assert (one.try_together(), two.try_together(), two.try_alone()) == (True, True, False)
        one.release()
        assert two.try_alone() is True
        two.write("http://127.0.0.1:1/")
        two.write("short")
        with FileLock(tmp_path / "lock") as three:
            assert (three.try_together(), three.wait_alone(0.1), three.read()) == (
                False,
                False,
                "short",
            )


def test_folder_is_refused_when_it_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match="cannot be used: Not a directory"):
        DataFolder(tmp_path / "file" / "data")


def test_relative_folder_is_one_place_when_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert DataFolder(Path("data")).path == tmp_path / "data"
