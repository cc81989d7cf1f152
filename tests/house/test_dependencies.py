"""Every library comes in one version with known hashes; why the tests need theirs stands there."""

import re
import tomllib

import pytest

from tests.house.test_documents import ROOT

REQUIREMENTS = ROOT / "requirements"
ONE = re.compile(
    r"^([A-Za-z0-9_.-]+)==\S+( ;[^\\\n]*)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.M,
)
NAME = re.compile(r"^[A-Za-z0-9_.-]+")


def names(wanted: list[str]) -> set[str]:
    return {found[0].lower() for each in wanted if (found := NAME.match(each))}


def direct(path: str) -> list[str]:
    lines = (REQUIREMENTS / path).read_text().splitlines()
    return [line for line in lines if line and not line.startswith("-r ")]


@pytest.mark.parametrize("path", ["run.txt", "dev.txt"])
def test_every_library_is_pinned_to_one_version_with_hashes(path: str) -> None:
    text = (REQUIREMENTS / path).read_text()
    assert ONE.sub("", text) == ""
    assert len(ONE.findall(text)) > 30


def test_what_the_product_needs_is_what_is_installed() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    assert names(tomllib.loads(text)["project"]["dependencies"]) == names(direct("run.in"))


def test_what_the_tests_need_has_its_reason() -> None:
    assert [line for line in direct("dev.in") if not re.search(r"# \w.{3,}", line)] == []


def test_the_lists_hold_what_was_asked_for() -> None:
    for path, source in (("run.txt", "run.in"), ("dev.txt", "dev.in")):
        pinned = {name.lower() for name, *_ in ONE.findall((REQUIREMENTS / path).read_text())}
        assert names(direct(source)) - pinned == set()
