"""Texts are compiled and migrations counted as changed only when they are."""

import os
from pathlib import Path

import pytest

from storstua.launcher import demo_state, style, tables
from storstua.launcher.behind_proxy import with_visitors_address
from storstua.launcher.demo_state import DemoState
from storstua.launcher.folder import DataFolder
from storstua.launcher.texts import compile_texts


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    file = tmp_path / "samtaler" / "locale" / "de" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text('msgid ""\nmsgstr ""\n"Language: de\\n"\n\nmsgid "Ja"\nmsgstr "Doch"\n')
    return file


def test_texts_are_compiled_once_when_they_do_not_change(catalogue: Path, tmp_path: Path) -> None:
    assert (compile_texts(tmp_path), compile_texts(tmp_path)) == (1, 0)
    compiled = catalogue.with_suffix(".mo")
    assert b"Doch" in compiled.read_bytes()
    later = compiled.stat().st_mtime + 10
    os.utime(catalogue, (later, later))
    assert compile_texts(tmp_path) == 1


def test_fingerprint_changes_when_a_migration_does(tmp_path: Path) -> None:
    folder = tmp_path / "samtaler" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_tables.py").write_text("operations = []")
    first = tables.fingerprint(tmp_path)
    assert tables.fingerprint(tmp_path) == first
    (folder / "0001_tables.py").write_text("operations = [1]")
    second = tables.fingerprint(tmp_path)
    (folder / "0001_tables.py").rename(folder / "0001_first_tables.py")
    assert len({first, second, tables.fingerprint(tmp_path)}) == 3


def test_style_is_built_anew_when_a_file_changes(tmp_path: Path) -> None:
    folder = tmp_path / "samtaler" / "static" / "samtaler"
    folder.mkdir(parents=True)
    (folder / "thread.css").write_text("p { margin: 0 }")
    first = style.fingerprint(tmp_path)
    assert style.fingerprint(tmp_path) == first
    (folder / "thread.css").write_text("p { margin: 1px }")
    second = style.fingerprint(tmp_path)
    (folder / "thread.css").rename(folder / "threads.css")
    assert len({first, second, style.fingerprint(tmp_path)}) == 3


def test_style_is_not_built_again_when_nothing_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    style.build_style()
    monkeypatch.setattr(style, "sys", None)  # whatever would be run, could not be
    assert not style.build_style()


def test_demo_is_remembered_when_its_load_was_interrupted(place: Path) -> None:
    folder = DataFolder(place / "demo")
    before = demo_state.read(folder)
    demo_state.remember(folder, DemoState.WANTED)
    assert (before, demo_state.read(folder)) == (DemoState.NONE, DemoState.WANTED)


@pytest.mark.parametrize(
    ("header", "seen"),
    [({"HTTP_X_REAL_IP": "2001:db8::1"}, "2001:db8::1"), ({}, "127.0.0.1")],
)
def test_visitors_address_is_the_proxys_word_when_it_gives_one(
    header: dict[str, str], seen: str
) -> None:
    addresses = []
    served = with_visitors_address(lambda environ, start: addresses.append(environ["REMOTE_ADDR"]))
    served({"REMOTE_ADDR": "127.0.0.1", **header}, lambda *arguments: None)
    assert addresses == [seen]
