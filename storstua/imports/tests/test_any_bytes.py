"""Whatever comes in, the answer is a reading or one clear no; and what we write, we can read."""

import unicodedata
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from storstua.imports import sheets
from storstua.imports.handing_back import faulty_csv
from storstua.imports.kinds import KINDS
from storstua.imports.reading import read
from storstua.imports.unreadable import Unreadable

from .factories import EXAMPLES, KNOWN, make_csv, make_xlsx, rows_of

CELL = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["31.02.2021", "ja", "telefon, og", "+47", "1/2/3", "Herøy", '"', "=1", "'=1", "1e9", "٣",
         "-", "|;,", "a\nb", "(at)", "S1", "99999", "2020-13-01", "9" * 40, "１２"]
    ),
)  # fmt: skip
WORKBOOK = make_xlsx(rows_of("members", {}, {"Navn": "Eva"}))
KIND = st.sampled_from(sorted(KINDS))


def read_safely(content: bytes, kind: str) -> None:
    """Read, and ask for all that a page would show."""
    with suppress(Unreadable):
        reading = read(content, "file", kind, KNOWN)
        assert len(reading.rows) + len(set(reading.faulty_lines)) >= len(reading.rows)
        assert all(fault.reason for fault in reading.faults)
        assert faulty_csv(reading)


@given(st.binary(max_size=400), KIND)
def test_the_answer_is_clear_when_any_bytes_come_in(content: bytes, kind: str) -> None:
    read_safely(content, kind)


@given(st.text(max_size=400), KIND, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_the_answer_is_clear_when_any_text_comes_in(text: str, kind: str, encoding: str) -> None:
    read_safely(text.encode(encoding, errors="replace"), kind)


@given(st.data(), KIND)
def test_the_answer_is_clear_when_good_headings_have_any_cells(
    data: st.DataObject, kind: str
) -> None:
    headings = [column.field for column in KINDS[kind].columns]
    rows = data.draw(st.lists(st.lists(CELL, max_size=len(headings) + 1), max_size=4))
    read_safely(make_csv([headings, *rows]), kind)


@given(st.data(), KIND)
def test_each_row_is_good_or_faulty_when_cells_of_a_good_row_change(
    data: st.DataObject, kind: str
) -> None:
    headings = sorted(EXAMPLES[kind])
    changes = data.draw(
        st.lists(
            st.dictionaries(st.sampled_from(headings), CELL, max_size=3), min_size=1, max_size=5
        )
    )
    content = make_csv(rows_of(kind, *changes))
    with suppress(Unreadable):
        reading = read(content, "file", kind, KNOWN)
        lines = {row.line for row in reading.rows}
        assert not lines & set(reading.faulty_lines)
        assert lines | set(reading.faulty_lines) >= reading.originals.keys()
        assert len({row.identity for row in reading.rows}) == len(reading.rows)


@settings(max_examples=15)
@given(st.lists(st.lists(CELL, max_size=5), max_size=5), KIND)
def test_the_answer_is_clear_when_a_workbook_has_any_cells(
    rows: list[list[str]], kind: str
) -> None:
    headings = [column.field for column in KINDS[kind].columns][:5]
    read_safely(make_xlsx([headings, *rows]), kind)


@settings(max_examples=15)
@given(st.data())
def test_the_answer_is_clear_when_bytes_of_a_workbook_change(data: st.DataObject) -> None:
    content = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    read_safely(bytes(content), "members")


@settings(max_examples=15)
@given(st.binary(max_size=300))
def test_the_answer_is_clear_when_a_part_of_a_workbook_is_anything(part: bytes) -> None:
    changed = BytesIO()
    good = BytesIO(make_xlsx(rows_of("members", {})))
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, part if name.endswith("sheet1.xml") else old.read(name))
    read_safely(changed.getvalue(), "members")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1,
                        max_size=20), min_size=1, max_size=5))  # fmt: skip
def test_names_come_back_when_they_are_written_in_any_way(separator: str, names: list[str]) -> None:
    rows = [["Id", "Navn", "Kommune"]]
    rows += [[str(at), f"Kari {name}", "Moss"] for at, name in enumerate(names)]
    content = make_csv(rows, separator)
    # "Ã¡" and its like are what a wrongly saved file holds; such a file is turned away.
    assume(not sheets._GARBLED.search(content.decode()))
    reading = read(content, "", "members", KNOWN)
    faulty = {line - 2 for line in reading.faulty_lines}
    kept = [f"Kari {name}" for at, name in enumerate(names) if at not in faulty]
    assert [row.name for row in reading.rows] == [
        unicodedata.normalize("NFC", name) for name in kept
    ]
    assert all("@" in names[at] for at in faulty)
