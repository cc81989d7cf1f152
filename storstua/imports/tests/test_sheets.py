"""Bytes to cells: separators, encodings, line numbers, and one clear no to what is no table."""

import gzip
import io
import zipfile
from collections.abc import Sequence

import pytest

from storstua.imports.sheets import Sheet, open_sheets
from storstua.imports.unreadable import LONGEST_CELL, Unreadable

from .factories import make_csv

ROWS = [["Navn", "Kommune", "Språk"], ["Máret Sæther", "Ålesund", "norsk, engelsk"]]


def score(cells: Sequence[str]) -> int:
    return len(set(cells) & set(ROWS[0]))


def opened(content: bytes) -> Sheet:
    (sheet,) = open_sheets(content, score)
    return sheet


def cells_of(content: bytes) -> list[list[str]]:
    return [list(line.cells) for line in opened(content).lines]


def numbers_of(content: bytes) -> list[int]:
    return [line.number for line in opened(content).lines]


def refusal(content: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        open_sheets(content, score)
    assert str(caught.value)
    return caught.value.code


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_cells_are_the_same_when_separator_and_encoding_differ(
    separator: str, encoding: str
) -> None:
    assert cells_of(make_csv(ROWS, separator, encoding)) == ROWS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_when_it_has_its_mark(encoding: str) -> None:
    content = "\ufeffNavn;Kommune\r\nÅse;Bodø\r\n".encode(encoding)
    assert cells_of(content) == [["Navn", "Kommune"], ["Åse", "Bodø"]]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_count_from_one_when_blank_lines_lie_between(ending: str) -> None:
    content = ending.join(["Liste;;", "", "Navn;Kommune", ";;", "Kari;Bodø", ""]).encode()
    assert numbers_of(content) == [1, 3, 5]


def test_a_row_counts_from_its_first_line_when_a_cell_has_line_breaks() -> None:
    content = b'Navn;Kommune\n"Kari\nMarie";Moss\nOla;Oslo\n'
    assert numbers_of(content) == [1, 2, 4]
    assert cells_of(content)[1] == ["Kari\nMarie", "Moss"]


def test_the_separator_is_obeyed_when_the_first_line_tells_it() -> None:
    content = b"sep=|\nNavn|Kommune;Sted\nKari|Moss;Larkollen\n"
    assert cells_of(content) == [["Navn", "Kommune;Sted"], ["Kari", "Moss;Larkollen"]]
    assert numbers_of(content) == [2, 3]


def test_commas_in_cells_do_not_win_when_headings_are_set_off_by_semicolons() -> None:
    content = "Navn;Kommune;Språk\nKari, Anne;Moss, Råde;norsk, tysk\n".encode()
    assert cells_of(content)[1] == ["Kari, Anne", "Moss, Råde", "norsk, tysk"]


def test_only_that_line_is_broken_when_a_quote_is_not_closed() -> None:
    content = b'Navn;Kommune\n"Kari;Moss\nOla;Oslo\n"Eva" Berg;Vik\nSiri;Rana\n'
    assert [(line.number, line.broken) for line in opened(content).lines] == [
        (1, ""),
        (2, "open_quote"),
        (3, ""),
        (4, "open_quote"),
        (5, ""),
    ]


def test_excel_ways_of_saying_text_are_taken_off_when_cells_are_cleaned() -> None:
    content = b'Navn;Kommune\n="98080892";\'+4798080892\n\xe2\x80\x8bKari\xc2\xa0B ;Moss\n'
    assert cells_of(content)[1:] == [["98080892", "+4798080892"], ["Kari B", "Moss"]]


def test_a_line_is_broken_when_a_cell_is_longer_than_the_limit() -> None:
    content = b"Navn;Kommune\n" + b"x" * (LONGEST_CELL + 1) + b";Moss\n"
    assert opened(content).lines[1].broken == "cell_too_long"


def test_a_line_is_broken_when_a_cell_is_longer_than_any_parser_takes() -> None:
    content = b"Navn;Kommune\n" + b"x" * 200_000 + b";Moss\nKari;Oslo\n"
    assert [line.broken for line in opened(content).lines] == ["", "cell_too_long", ""]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n\n;;;\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"Navn;Kommune\nKa\x00ri;Moss\n", "binary"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x01\x02\x03Navn;Kommune\n", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (gzip.compress(b"Navn;Kommune\n", mtime=0), "binary"),
        (b"%PDF-1.7\nrest\n", "page"),
        (b"<html><table><tr><td>Navn</td></tr></table></html>", "page"),
        (b"\n <!DOCTYPE html>\n<table>", "page"),
        (b"<?xml version='1.0'?><Workbook/>", "page"),
        (b"Navn;Kommune\nK\x81ri;Moss\n", "letters"),
        ("Navn;Kommune\nSæther;Bodø\n".encode() + b"\xff;Moss\n", "letters"),
        (b"\xff\xfeN\x00a", "binary"),
        (b"x" * (10 * 1024 * 1024 + 1), "too_big"),
        (b"Navn;" + b"x;" * 250 + b"\n", "too_many_columns"),
        (b"Navn;Kommune\n" + b"a;b\n" * 100_200, "too_many_rows"),
    ],
)
def test_there_is_one_clear_no_when_the_file_is_no_table(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_trailing_empty_columns_do_no_harm_when_there_are_very_many() -> None:
    assert cells_of(b"Navn;Kommune" + b";" * 900 + b"\nKari;Moss" + b";" * 900 + b"\n") == [
        ["Navn", "Kommune"],
        ["Kari", "Moss"],
    ]


def zipped(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), member)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 and nothing more", "broken"),
        (zipped(), "broken"),
        (zipped(xl__workbook_xml=b"<not a workbook"), "broken"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "other_format"),
        (zipped(word__document_xml=b"<document/>"), "other_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked",
        ),
    ],
)
def test_there_is_one_clear_no_when_the_workbook_is_not_one(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_a_swollen_archive_is_refused_when_its_sizes_are_looked_at() -> None:
    bomb = zipped(xl__workbook_xml=b"<workbook/>", xl__media=bytes(220 * 1024 * 1024))
    assert len(bomb) < 1024 * 1024
    assert refusal(bomb) == "too_heavy"
