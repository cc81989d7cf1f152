"""Letters that were read wrongly are never kept as if they were right."""

import pytest

from ..reading import read
from ..unreadable import Unreadable
from .factories import KNOWN, fault_codes, make_csv, rows_of

MISREAD = {
    "of a Macintosh": "mac_roman",
    "of DOS": "cp865",
}


@pytest.mark.parametrize("encoding", MISREAD.values(), ids=MISREAD)
def test_letters_of_another_machine_are_not_taken_for_ours(encoding: str):
    content = make_csv(rows_of("supporters", {"Navn": "Bjørn Sæther"})).decode("utf-8-sig")
    with pytest.raises(Unreadable) as refused:
        read(content.encode(encoding), "file.csv", "supporters", KNOWN)
    assert refused.value.code == "letters"


def test_letters_that_were_saved_wrongly_once_are_not_taken():
    content = make_csv(rows_of("supporters", {"Navn": "Bjørn Sæther"})).decode("utf-8-sig")
    twice = content.encode().decode("latin-1").encode()
    with pytest.raises(Unreadable) as refused:
        read(twice, "file.csv", "supporters", KNOWN)
    assert refused.value.code == "letters"


def test_a_text_under_a_heading_is_never_searched_for_headings_letter_by_letter():
    rows = rows_of("supporters", {})
    rows[1][0] = "ø" * 3_000_000
    reading = read(make_csv(rows), "file.csv", "supporters", KNOWN)
    assert fault_codes(reading) == [(2, "", "cell_too_long")]


def test_two_columns_with_one_heading_are_told_of_once():
    rows = [[*row, "Per"] for row in rows_of("supporters", {})]
    rows[0][-1] = "Navn"
    reading = read(make_csv(rows), "file.csv", "supporters", KNOWN)
    twins = [fault for fault in reading.headings.faults if fault.code == "twin_column"]
    assert len(twins) == 1
