"""Nothing grows too large to read."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "storstua"
BARRED_NAMES = {"utils", "helpers", "common", "misc", "manager", "service", "data", "info"}


def modules() -> list[Path]:
    return [
        path
        for path in PACKAGE.rglob("*.py")
        if "migrations" not in path.parts and "tests" not in path.parts
    ]


def templates() -> list[Path]:
    return list(PACKAGE.rglob("templates/**/*.html"))


def length(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions() -> Iterator[tuple[str, int]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                start = node.body[0].end_lineno if ast.get_docstring(node) else node.lineno
                where = f"{path.relative_to(ROOT)}:{node.name}"
                yield where, (node.end_lineno or 0) - (start or 0)


def test_files_are_at_most_300_lines():
    assert [str(path) for path in modules() if length(path) > 300] == []


def test_half_the_files_are_at_most_80_lines():
    assert median(length(path) for path in modules()) <= 80


def test_functions_are_at_most_40_lines_and_nine_in_ten_at_most_20():
    found = list(functions())
    assert [where for where, lines in found if lines > 40] == []
    assert sum(lines <= 20 for _where, lines in found) >= 0.9 * len(found)


def test_templates_are_at_most_120_lines():
    assert [str(path) for path in templates() if length(path) > 120] == []


def test_half_the_templates_are_at_most_25_lines():
    assert median(length(path) for path in templates()) <= 25


def test_every_module_opens_with_one_sentence():
    silent = [
        str(path.relative_to(ROOT))
        for path in modules()
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def test_no_module_has_a_name_that_says_nothing():
    assert [str(path) for path in modules() if path.stem in BARRED_NAMES] == []


def test_no_import_stands_inside_a_function():
    inside = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inside += [
                    f"{path.relative_to(ROOT)}:{child.lineno}"
                    for child in ast.walk(node)
                    if isinstance(child, ast.Import | ast.ImportFrom)
                ]
    assert inside == []
