"""The journal of erasures is only added to, and a change in it is seen."""

import os
from datetime import date
from pathlib import Path

import pytest

from storstua.vault.faults import KeyStoreFault
from storstua.vault.journal import Erasure, Journal
from storstua.vault.tests.factories import make_keyring

RING, DAY = make_keyring(), date(2026, 11, 22)
IDS = [bytes([at]) * 16 for at in range(1, 6)]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal(tmp_path / "journal" / "erasures")
    journal.begin(RING)
    return journal


def ids(journal: Journal) -> list[bytes]:
    return [each.key_id for each in journal.erasures(RING)]


def test_journal_gives_back_what_was_added(journal: Journal) -> None:
    journal.add(IDS[:2], DAY, RING)
    journal.add(IDS[2:], date(2026, 11, 23), RING)
    found = journal.erasures(RING)
    assert [each.key_id for each in found] == IDS
    assert found[0] == Erasure("2026-11-22", IDS[0])
    assert journal.path.stat().st_mode & 0o777 == 0o600


def test_journal_stays_when_it_is_begun_again(journal: Journal) -> None:
    journal.add(IDS, DAY, RING)
    journal.begin(RING)
    assert ids(journal) == IDS


def test_half_a_line_from_a_crash_is_cut_off(journal: Journal) -> None:
    journal.add(IDS[:3], DAY, RING)
    with journal.path.open("ab") as file:
        file.write(b"2026-11-22 0404")
    assert ids(journal) == IDS[:3]
    journal.add(IDS[3:], DAY, RING)
    assert ids(journal) == IDS


@pytest.mark.parametrize("change", ["id", "day", "order", "left out", "added", "empty"])
def test_journal_is_refused_when_changed(journal: Journal, change: str) -> None:
    journal.add(IDS, DAY, RING)
    lines = journal.path.read_text().splitlines(keepends=True)
    changed = {
        "id": [*lines[:2], lines[2].replace("0202", "0902", 1), *lines[3:]],
        "day": [*lines[:2], lines[2].replace("2026", "2025", 1), *lines[3:]],
        "order": [lines[0], lines[2], lines[1], *lines[3:]],
        "left out": [*lines[:2], *lines[3:]],
        "added": [*lines, f"2026-11-22 {'07' * 16} {'00' * 16}\n"],
        "empty": [],
    }[change]
    journal.path.write_text("".join(changed))
    with pytest.raises(KeyStoreFault, match=r"changed in line|is empty"):
        journal.erasures(RING)


def test_journal_is_refused_when_another_installation_wrote_it(journal: Journal) -> None:
    with pytest.raises(KeyStoreFault, match="changed in line 1"):
        journal.erasures(make_keyring(seed=70))


def test_nothing_is_added_when_the_journal_is_missing(journal: Journal) -> None:
    journal.path.unlink()
    with pytest.raises(KeyStoreFault, match="is missing"):
        journal.add(IDS, DAY, RING)
    assert not journal.path.exists()


def test_nothing_is_erased_when_the_disk_has_no_room_for_the_whole_line(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.add(IDS[:1], DAY, RING)
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, content: write(file, content[:20]))
    with pytest.raises(KeyStoreFault, match="the disk is full"):
        journal.add(IDS[1:], DAY, RING)
    monkeypatch.undo()
    assert ids(journal) == IDS[:1]
    journal.add(IDS[1:], DAY, RING)
    assert ids(journal) == IDS


def test_the_reason_is_told_when_the_journal_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(KeyStoreFault, match="cannot be opened: Is a directory"):
        Journal(tmp_path).erasures(RING)
