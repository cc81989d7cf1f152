"""Whatever is sent in, the answer is a page and never a breakdown."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storstua.base.roles import Role
from storstua.imports.models import Import

from .factories import EXAMPLES, make_csv, make_xlsx, rows_of

pytestmark = pytest.mark.django_db

START = "/havblikk/hent-inn/ny/"
TEXT = st.text(max_size=30) | st.sampled_from(
    ["", "\x00", "a\x00b", "=1+1", "98080892", "Bodø", "x" * 400, "\u202e", "😀", "ja", "17"]
)
KIND = st.sampled_from(sorted(EXAMPLES))
NAME = st.text(max_size=200).map(lambda text: "f" + text.replace("/", ""))
FEW = settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def siri(organisation, sign_in) -> Client:
    return sign_in(organisation, Role.COORDINATOR)


def go_all_the_way(client: Client, kind: str, content: bytes, name: str) -> list[int]:
    """The status of every step from the upload to the undoing."""
    sent = SimpleUploadedFile(name, content)
    statuses = [client.post(START, {"subject": kind, "file": sent}).status_code]
    file = Import.objects.order_by("-id").first()
    if file:
        page = f"/havblikk/hent-inn/{file.key}/"
        statuses.append(client.get(page).status_code)
        version = {"version": file.version}
        statuses.append(client.post(f"{page}hent/", version).status_code)
        statuses += [client.get(page + part).status_code for part in ("", "feil/", "kolonner/")]
        file.refresh_from_db()
        statuses.append(client.post(f"{page}angre/", {"version": file.version}).status_code)
    return statuses


@FEW
@given(kind=KIND, content=st.binary(max_size=400))
def test_any_bytes_are_answered(siri, kind, content):
    assert max(go_all_the_way(siri, kind, content, "fil.csv")) < 500


@FEW
@given(kind=KIND, data=st.data(), name=NAME)
def test_any_cells_under_good_headings_are_answered(siri, kind, data, name):
    headings = list(EXAMPLES[kind])
    changes = data.draw(
        st.lists(st.dictionaries(st.sampled_from(headings), TEXT, max_size=4), max_size=5)
    )
    content = make_csv(rows_of(kind, {}, *changes))
    assert max(go_all_the_way(siri, kind, content, name)) < 500


@settings(FEW, max_examples=10)
@given(kind=KIND, data=st.data())
def test_any_cells_of_a_workbook_are_answered(siri, kind, data):
    headings = list(EXAMPLES[kind])
    cells = TEXT | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
    row = data.draw(st.lists(cells, min_size=len(headings), max_size=len(headings)))
    kept = [str(each).replace("\x00", "") if isinstance(each, str) else each for each in row]
    content = make_xlsx([headings, kept])
    assert max(go_all_the_way(siri, kind, content, "fil.xlsx")) < 500


@FEW
@given(
    answers=st.dictionaries(
        st.sampled_from(["version", "subject", "file", "column_0", "column_1", "column_99"]),
        TEXT,
    )
)
def test_any_answers_to_the_forms_are_answered(siri, organisation, answers):
    content = make_csv([["Navn", "Mobil"], ["Kari", "98080892"]])
    siri.post(START, {"subject": "supporters", "file": SimpleUploadedFile("a.csv", content)})
    file = Import.objects.order_by("-id").first()
    addresses = [
        START,
        *(f"/havblikk/hent-inn/{file.key}/{p}/" for p in ("kolonner", "hent", "angre")),
    ]
    assert max(siri.post(each, answers).status_code for each in addresses) < 500
    assert max(siri.get(each, answers).status_code for each in addresses) < 500
