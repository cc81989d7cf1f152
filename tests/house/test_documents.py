"""The documents are short, point to what exists, and name nothing that belongs to a machine."""

import ast
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.test_floors import floors

ROOT = Path(__file__).parents[2]
# `config` is no room: its files are the settings and the lists of addresses.
ROOMS = sorted(
    path.parent
    for path in (ROOT / "storstua").glob("*/__init__.py")
    if path.parent.name != "config"
)
RECORDS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/*.md")]
# Put together here, so that this file does not hold them itself.
FOREIGN = ["python" + "hosted", "npm" + "js.org", "py" + "pi.org", "/ro" + "ot/", "/wo" + "rk/"]


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_the_readme_is_short_and_names_both_commands():
    text = (ROOT / "README.md").read_text()
    assert len(text.splitlines()) <= 120
    assert [line for line in ("    make run", "    make test") if line not in text] == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_each_room_says_what_it_is_for_in_40_lines(room: Path):
    assert 1 <= len(lines(room / "README.md")) <= 40


def test_decision_records_are_numbered_without_gaps_and_at_most_40_lines():
    assert [path.name for path in RECORDS if len(lines(path)) > 40] == []
    numbers = [int(path.name[:4]) for path in RECORDS]
    assert numbers == list(range(1, len(RECORDS) + 1))
    assert [path.name for path in RECORDS if lines(path)[0][:6] != f"# {path.name[:4]}"] == []


def committed() -> list[Path]:
    """Every file that is committed or could be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = (ROOT / name.decode() for name in listed.split(b"\0") if name)
    return [path for path in paths if path.is_file()]


def test_no_file_names_a_package_registry_or_a_path_of_one_machine():
    barred = [word.encode() for word in FOREIGN]
    found = [
        f"{path.relative_to(ROOT)}: {word.decode()}"
        for path in committed()
        for word in barred
        if word in path.read_bytes()
    ]
    assert found == []


def test_links_between_documents_lead_somewhere():
    link = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#]+)")
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in DOCUMENTS
        for target in link.findall(path.read_text())
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_the_floors_in_the_architecture_are_those_of_the_contract():
    block = (ROOT / "ARCHITECTURE.md").read_text().split("```")[1].strip()
    told = [re.split(r" {2,}", line)[0].split(" | ") for line in block.splitlines()]
    built: dict[int, list[str]] = {}
    for room, number in floors().items():
        built.setdefault(number, []).append(room)
    assert told == [built[number] for number in sorted(built)]


def test_everything_vendored_stands_in_the_notice_with_its_version():
    manifest = ROOT / "storstua/ui/static/vendor/manifest.toml"
    packages = tomllib.loads(manifest.read_text())["package"]
    notice = " ".join((ROOT / "NOTICE").read_text().split())
    assert [
        each["name"] for each in packages if f"{each['name']} {each['version']}" not in notice
    ] == []


def test_the_assessment_of_consequences_names_every_term_of_the_map():
    policy = (ROOT / "storstua/privacy/policy.toml").read_text()
    told = set(re.findall(r"\(`(\w+)`\)", (ROOT / "docs/dpia-template.md").read_text()))
    assert told == set(tomllib.loads(policy)["terms"])


# docs/requirements.md: | row | about | now | pages | tests | not there yet |
COLUMNS = ("id", "about", "now", "pages", "tests", "missing")
STATES = {"works", "partly", "information page only", "not built"}
IDS = [
    f"{letter}{number}"
    for letter, count in {"A": 12, "B": 6, "C": 6, "D": 7, "E": 11}.items()
    for number in range(1, count + 1)
]


@cache
def rows() -> dict[str, dict[str, str]]:
    """The table's rows by id."""
    found: dict[str, dict[str, str]] = {}
    for line in lines(ROOT / "docs/requirements.md"):
        cells = [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]
        if re.fullmatch(r"[A-E]\d+", cells[0]):
            assert cells[0] not in found, cells[0]
            found[cells[0]] = dict(zip(COLUMNS, cells, strict=True))
    return found


def in_code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def names_in(patterns: list[URLPattern | URLResolver], space: str = "") -> set[str]:
    found = set()
    for each in patterns:
        if isinstance(each, URLResolver):
            own = f"{each.namespace}:" if each.namespace else ""
            found |= names_in(each.url_patterns, space + own)
        elif each.name:
            found.add(space + each.name)
    return found


def test_every_requirement_stands_in_the_table_once():
    assert list(rows()) == IDS


def test_every_row_says_plainly_how_far_it_is():
    assert {row["now"] for row in rows().values()} <= STATES
    silent = [row["id"] for row in rows().values() if row["now"] == "partly" and not row["missing"]]
    assert silent == []


def test_every_page_of_the_table_exists():
    built = set().union(
        *(names_in(get_resolver(each).url_patterns) for each in settings.ADDRESS_LISTS)
    )
    texts = {path.stem for path in (ROOT / "storstua/library/texts/nb").glob("*.md")}
    built |= {f"library:page {slug}" for slug in texts}
    wrong = [
        f"{row['id']}: {page}"
        for row in rows().values()
        for page in in_code(row["pages"])
        if page not in built
    ]
    assert wrong == []


def is_a_test(named: str) -> bool:
    """True when `path::name` is a test function of the repository."""
    file, _colons, name = named.partition("::")
    path = ROOT / file
    tree = ast.parse(path.read_text()) if path.is_file() else ast.parse("")
    return name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_test_of_the_table_exists():
    wrong = [
        f"{row['id']}: {test}"
        for row in rows().values()
        for test in in_code(row["tests"])
        if not is_a_test(test)
    ]
    assert wrong == []


def test_what_works_has_a_page_and_a_test():
    bare = [
        row["id"]
        for row in rows().values()
        if row["now"] in {"works", "partly"}
        and not (in_code(row["pages"]) and in_code(row["tests"]))
    ]
    assert bare == []


def test_what_is_not_built_names_no_page():
    assert [
        row["id"] for row in rows().values() if row["now"] == "not built" and row["pages"]
    ] == []
