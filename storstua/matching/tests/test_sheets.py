import csv
import io

import pytest

from ..fit import Seeker, Supporter
from ..sheets import Round, read_round

REQUESTS = (
    "id,received_on,area,role,gender,age_band,life_phase,municipality,county,languages,"
    "contact_forms,wish_gender,wish_age,must,excluded,themes\n"
    "R1,2026-10-17,rygg,self,f,30-44,working,Våler,Østfold,nb|en,phone|chat,same,similar,"
    "gender|area,S7|S8,hope|sleep\n"
    "R2,2026-10-20,,,,,,,,,,,,,,\n"
)
SUPPORTERS = (
    "id,name,gender,birth_year,municipality,county,areas,role,life_phase,languages,contact_forms,"
    "capacity,active_matches,minors_approved,paused,themes,phone\n"
    "S1,Ida,f,1990,Oslo,Oslo,nakke|rygg,self,studies,nb,group|video,4,1,yes,no,grief|hope,4168\n"
    "S2,,,,,,,,,,,0,,,,,\n"
)
EXPECTED = Round(
    (
        Seeker(
            id="R1",
            area="rygg",
            role="self",
            gender="f",
            age_band="30-44",
            life_phase="working",
            municipality="Våler",
            county="Østfold",
            languages=("nb", "en"),
            contact_forms=("phone", "chat"),
            wish_gender="same",
            wish_age="similar",
            must=frozenset({"gender", "area"}),
            excluded=frozenset({"S7", "S8"}),
            themes=("hope", "sleep"),
            waited=3,
        ),
        Seeker(id="R2", waited=0),
    ),
    (
        Supporter(
            id="S1",
            areas=frozenset({"nakke", "rygg"}),
            role="self",
            gender="f",
            age=36,
            life_phase="studies",
            municipality="Oslo",
            county="Oslo",
            languages=frozenset({"nb"}),
            contact_forms=frozenset({"group", "video"}),
            capacity=4,
            active=1,
            minors_approved=True,
            themes=frozenset({"grief", "hope"}),
        ),
        Supporter(id="S2"),
    ),
)


@pytest.fixture
def read(tmp_path):
    """Reads a round from two texts or bytes."""

    def reader(requests=REQUESTS, supporters=SUPPORTERS):
        paths = []
        for name, content in (("R.csv", requests), ("S.csv", supporters)):
            path = tmp_path / name
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            paths.append(str(path))
        found, faults = read_round(*paths)
        return found, [str(fault).removeprefix(f"{tmp_path}/") for fault in faults]

    return reader


def turned(text):
    """The same sheet with its columns in the opposite order and one more of them."""
    rows = [[*row[::-1], "more"] for row in csv.reader(io.StringIO(text))]
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerows(rows)
    return target.getvalue()


def test_a_round_is_read_as_it_stands(read):
    assert read() == (EXPECTED, [])


@pytest.mark.parametrize(
    "requests",
    [
        b"\xef\xbb\xbf" + REQUESTS.encode(),
        REQUESTS.encode("cp1252"),
        REQUESTS.encode("utf-16"),
        REQUESTS.replace(",", ";"),
        "sep=;\r\n" + REQUESTS.replace(",", ";"),
        REQUESTS.replace(",", "\t"),
        REQUESTS.replace("\n", "\r\n\r\n"),
        REQUESTS.replace("2026-10-17", "17.10.2026").replace("area,role", "Area , ROLE"),
        REQUESTS.replace("Våler", '"Våler"').replace("Å", "A\u030a"),
        REQUESTS.replace("å", "a\u030a"),
        turned(REQUESTS),
        REQUESTS.replace(",,,,,,,,,,,,,,\n", "\n"),
    ],
)
def test_a_round_is_read_however_the_office_saved_it(read, requests):
    assert read(requests) == (EXPECTED, [])


def test_columns_that_only_rank_may_be_missing(read):
    requests = "id,area,age_band,languages,contact_forms\nR1,rygg,,nb,phone\n"
    supporters = (
        "id,areas,languages,contact_forms,capacity,active_matches,minors_approved,paused\n"
        "S1,rygg,nb,phone,2,0,nei,ja\n"
    )
    found = Round(
        (Seeker(id="R1", area="rygg", languages=("nb",), contact_forms=("phone",)),),
        (
            Supporter(
                id="S1",
                areas=frozenset({"rygg"}),
                languages=frozenset({"nb"}),
                contact_forms=frozenset({"phone"}),
                capacity=2,
                paused=True,
            ),
        ),
    )
    assert read(requests, supporters) == (found, [])


@pytest.mark.parametrize("empty", ["", "\n\n", REQUESTS.splitlines()[0]])
def test_an_empty_file_is_nobody(read, empty):
    assert read(empty) == (Round((), (Supporter(**known_but_age()), Supporter(id="S2"))), [])


def known_but_age():
    first = EXPECTED.supporters[0]
    return {name: getattr(first, name) for name in first.__slots__} | {"age": None}


def test_a_missing_column_that_a_firm_condition_needs_is_a_fault(read):
    requests = REQUESTS.replace("age_band", "age").replace("contact_forms", "ways")
    assert read(requests)[1] == [
        "R.csv: line 1, column age_band: this column is missing",
        "R.csv: line 1, column contact_forms: this column is missing",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("R2,", ",", "line 3, column id: the cell is empty"),
        ("R2,", "R1,", "line 3, column id: the same id as on line 2"),
        (
            "10-20",
            "13-20",
            "line 3, column received_on: '2026-13-20' is not a date",
        ),
        (
            "2026-10-20",
            "i går",
            "line 3, column received_on: 'i går' is not a date",
        ),
        (",f,", ",q,", "line 2, column gender: 'q' is not one of f, m, x"),
        (
            "30-44",
            "30-45",
            "line 2, column age_band: '30-45' is not one of "
            "18-29, 30-44, 45-59, 60-74, 75+, under18",
        ),
        (
            ",same,",
            ",like,",
            "line 2, column wish_gender: 'like' is not one of f, m, none, same, x",
        ),
        ("similar", "older", "line 2, column wish_age: 'older' is not one of none, similar"),
        (
            "gender|area",
            "gender|age",
            "line 2, column must: 'age' is not one of "
            "area, contact_form, gender, language, not_my_municipality",
        ),
        (
            "hope|sleep\n",
            "hope|sleep,more\n",
            "line 2, column (whole row): 17 cells under 16 headings; a separator unquoted?",
        ),
        (
            "R2,",
            'R2,"',
            "line 3, column (whole row): not readable as CSV: 'unexpected end of data'",
        ),
        ("received_on", "id", "line 1, column id: this column stands more than once"),
    ],
)
def test_a_fault_in_the_requests_is_told(read, old, new, fault):
    assert read(REQUESTS.replace(old, new, 1))[1] == [f"R.csv: {fault}"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "video,4",
            "video,four",
            "line 2, column capacity: 'four' is not a whole number",
        ),
        ("video,4", "video,-4", "line 2, column capacity: '-4' is not a whole number"),
        (
            "video,4",
            "video,10000000",
            "line 2, column capacity: '10000000' is not a whole number",
        ),
        ("video,4", "video,", "line 2, column capacity: the cell is empty"),
        (",1,yes", ",1.5,yes", "line 2, column active_matches: '1.5' is not a whole number"),
        (",yes,no", ",perhaps,no", "line 2, column minors_approved: 'perhaps' is not yes or no"),
        ("1990", "90", "line 2, column birth_year: '90' is not a year"),
    ],
)
def test_a_fault_in_the_supporters_is_told(read, old, new, fault):
    faults = read(supporters=SUPPORTERS.replace(old, new, 1))[1]
    assert [each.removesuffix(" from 0 to 1000000") for each in faults] == [f"S.csv: {fault}"]


def test_all_faults_of_both_files_are_told_in_order(read):
    requests = REQUESTS.replace("30-44", "?").replace("2026-10-20", "?").replace(",f,", ",?,")
    _, faults = read(requests, SUPPORTERS.replace("1990", "?"))
    assert [fault.split(":")[1] for fault in faults] == [
        " line 2, column age_band",
        " line 2, column gender",
        " line 3, column received_on",
        " line 2, column birth_year",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04rest", "a workbook or archive; save it as CSV"),
        (b"id,area\0\n", "not a text file in UTF-8 or Windows-1252"),
        (b"\x81\x8d\x8f", "not a text file in UTF-8 or Windows-1252"),
    ],
)
def test_what_is_no_text_is_one_fault(read, content, reason):
    assert read(content)[1] == [f"R.csv: line 1, column (whole file): {reason}"]


def test_a_file_that_is_not_there_is_a_fault(tmp_path):
    (tmp_path / "S.csv").write_text(SUPPORTERS)
    _, faults = read_round(str(tmp_path / "R.csv"), str(tmp_path / "S.csv"))
    reason = "line 1, column (whole file): cannot be opened: No such file or directory"
    assert [str(fault) for fault in faults] == [f"{tmp_path / 'R.csv'}: {reason}"]
