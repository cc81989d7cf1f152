import json
from typing import Any

import audit
import pytest

ASKED = {"django", "h11"}


def library(name: str, **said: Any) -> dict[str, Any]:
    return {"name": name, "version": "1.0", **said}


HOLE = {"id": "PYSEC-2026-1", "fix_versions": ["1.1"]}


@pytest.mark.parametrize(
    ("found", "code", "lines"),
    [
        (
            [library("Django", vulns=[]), library("h11", vulns=[])],
            0,
            ["2 libraries looked up, no hole known."],
        ),
        (
            [library("django", vulns=[HOLE]), library("h11", vulns=[])],
            1,
            ["django 1.0: PYSEC-2026-1, mended in ['1.1']"],
        ),
        ([library("django", vulns=[])], 2, ["NOT LOOKED UP: h11"]),
        (
            [{"name": "django", "skip_reason": "not found"}, library("h11", vulns=[])],
            2,
            ["NOT LOOKED UP: django"],
        ),
        (
            [library("django", vulns=[HOLE])],
            1,
            ["django 1.0: PYSEC-2026-1, mended in ['1.1']", "NOT LOOKED UP: h11"],
        ),
    ],
    ids=["none known", "one known", "one left out", "one skipped", "one known, one left out"],
)
def test_only_what_was_looked_up_counts_as_looked_up(
    found: list[dict[str, Any]], code: int, lines: list[str]
) -> None:
    assert audit.judged(json.dumps({"dependencies": found}), ASKED) == (code, lines)


@pytest.mark.parametrize("answer", ["", "Traceback", "[]", "{}", "null"])
def test_no_answer_is_not_a_good_answer(answer: str) -> None:
    code, lines = audit.judged(answer, ASKED)
    assert (code, lines[0].split(":")[0]) == (2, "NOT LOOKED UP")


def test_every_library_of_the_product_is_asked_for() -> None:
    names = audit.pinned(audit.RUN.read_text())
    assert {"django", "django-allauth", "cryptography", "pyjwt"} <= names
    assert len(names) == audit.RUN.read_text().count("==") - audit.RUN.read_text().count(" == ")
