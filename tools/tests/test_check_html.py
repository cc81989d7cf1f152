import json
import subprocess
from pathlib import Path

import check_html
import keep_pages
import pytest

PAGE = '<!doctype html><html lang="nb"><title>Hei</title><p>Hei 12</p></html>'


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    done = subprocess.CompletedProcess([], 0, stdout="", stderr=text)
    monkeypatch.setattr(check_html.subprocess, "run", lambda *args, **options: done)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STORSTUA_PAGES", str(tmp_path / "pages"))
    keep_pages.keep("/smerte/samtale/", 200, PAGE)
    return tmp_path / "pages"


def test_a_page_is_kept_once_for_each_form_it_takes(folder: Path):
    keep_pages.keep("/smerte/samtale/", 200, PAGE.replace("12", "13"))
    keep_pages.keep("/smerte/samtale/", 200, PAGE.replace("p>", "b>"))
    keep_pages.keep("/smerte/samtale/", 200, "<p>A part of a page</p>")
    names = sorted(path.name.split(".")[0] for path in folder.iterdir())
    assert names == ["smerte_samtale", "smerte_samtale"]


def test_nothing_is_kept_when_no_folder_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("STORSTUA_PAGES")
    keep_pages.keep("/annet/", 200, PAGE)
    assert len(list(folder.iterdir())) == 1


def test_pages_without_errors_are_right(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    answer(monkeypatch, json.dumps({"messages": []}))
    assert check_html.main([str(folder)]) == 0
    assert capsys.readouterr().out == "1 pages checked, 0 errors\n"


def test_an_error_is_told_with_its_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    error = {"message": "Stray tag.", "url": "file:/a/front.html", "lastLine": 3, "extract": "</p>"}
    answer(monkeypatch, json.dumps({"messages": [error]}))
    assert check_html.main([str(folder)]) == 1
    assert capsys.readouterr().out == (
        "1 x Stray tag.\n    front.html, line 3: </p>\n1 pages checked, 1 errors\n"
    )


def test_a_checker_that_does_not_run_is_no_success(folder: Path, monkeypatch: pytest.MonkeyPatch):
    answer(monkeypatch, "Unable to access jarfile")
    assert check_html.main([str(folder)]) == 1


def test_an_empty_folder_is_no_success(tmp_path: Path):
    assert check_html.main([str(tmp_path)]) == 1
