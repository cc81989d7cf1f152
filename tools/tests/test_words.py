"""The keeper of the catalogues, tried on a room of its own."""

from pathlib import Path

import pytest
import words
from words_in_catalogue import Words, faults
from words_in_source import extract, words_of_page

PROGRAM = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext

TITLE = gettext_lazy("En samtale")
LONG = _("Første del "
         "og andre del")

def count(n, name):
    return ngettext("%(n)s dag", "%(n)s dager", n) % {"n": n}, pgettext("knapp", "Send"), _(name)
"""
PAGE = """{% load i18n %}{% translate "Velkommen" %} {% translate 'Send' context "knapp" %}
{% blocktranslate trimmed with name=person.name %}
  Hei,
  {{ name }}
{% endblocktranslate %}
{% blocktranslate count n=days trimmed %}
  {{ n }} time{% plural %}{{ n }} timer
{% endblocktranslate %}
{% comment %}{% translate "Ikke denne" %}{% endcomment %}
{% include "x.html" with title=_("I tittelen") %}"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "samtaler"
    (made / "templates" / "samtaler").mkdir(parents=True)
    (made / "__init__.py").touch()
    (made / "views.py").write_text(PROGRAM)
    (made / "templates" / "samtaler" / "page.html").write_text(PAGE)
    monkeypatch.setattr(words, "PACKAGE", tmp_path)
    return made


def test_words_are_found_when_program_and_pages_hold_them(room: Path) -> None:
    assert extract(room).words == [
        Words("%(n)s dag", "%(n)s dager"),
        Words("%(n)s time", "%(n)s timer"),
        Words("En samtale"),
        Words("Første del og andre del"),
        Words("Hei, %(name)s"),
        Words("I tittelen"),
        Words("Send", context="knapp"),
        Words("Velkommen"),
    ]


def test_page_is_read_when_quotes_and_percent_signs_stand_in_it() -> None:
    page = """{% load i18n %}{% translate "100 % 'sikker'" %}"""
    assert list(words_of_page(page, "page")) == [Words("100 %% 'sikker'")]


def test_text_put_together_is_a_fault_when_marked_for_translation(room: Path) -> None:
    source = 'from django.utils.translation import gettext as _\n\nx = _(f"Hei {y}")\n'
    (room / "views.py").write_text(source)
    place = f"{room / 'views.py'}:3"
    message = f"{place}: a text that is put together cannot be translated"
    assert extract(room).unreadable == [message]


def test_translations_stay_and_nothing_moves_when_written_twice(room: Path) -> None:
    assert words.main([]) == 0
    file = words.catalogue_file(room, "de")
    file.write_text(file.read_text().replace('"Velkommen"\nmsgstr ""', '"Velkommen"\nmsgstr "Ja"'))
    before = file.read_text()
    words.main([])
    assert (file.read_text(), words.read(room, "de")["Velkommen"].string) == (before, "Ja")


def test_entry_goes_when_its_source_is_gone(room: Path) -> None:
    words.main([])
    (room / "views.py").write_text("")
    (room / "templates" / "samtaler" / "page.html").write_text("")
    words.main([])
    assert not words.catalogue_file(room, "nn").exists()


def test_check_names_what_is_missing_or_left_over_when_run(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words.main([])
    (room / "views.py").write_text('from django.utils.translation import gettext as _\n_("Ny")\n')
    (room / "templates" / "samtaler" / "page.html").write_text("")
    assert words.main(["--check"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert "samtaler nn: missing: 'Ny'" in lines
    assert "samtaler de: left over: 'Velkommen'" in lines


def test_check_passes_when_everything_is_translated(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (room / "templates" / "samtaler" / "page.html").write_text("")
    (room / "views.py").write_text('from django.utils.translation import gettext as _\n_("Ny")\n')
    words.main([])
    for language in words.LANGUAGES:
        file = words.catalogue_file(room, language)
        file.write_text(file.read_text().replace('"Ny"\nmsgstr ""', '"Ny"\nmsgstr "Ny"'))
    assert words.main(["--check"]) == 0
    assert (
        capsys.readouterr().out.splitlines()[-1]
        == "de: 1 texts, 1 (100%) the same as in the source"
    )


@pytest.mark.parametrize(
    ("source", "translation", "language", "expected"),
    [
        ("%(n)s timer", "hours", "en", "other placeholders than the source"),
        ("%(n)s timer", "%(n)s hours", "en", None),
        ("Finn en [[likeperson]]", "Find someone", "en", "without the organisation's word"),
        ("Finn en [[likeperson]]", "Find a [[peer supporter]]", "en", None),
        ("[[Likepersoner]]", "[[Peer supporters]]", "en", None),
        ("[[Likepersoner]]", "[[peers]]", "en", "[[peers]] is no form"),
        ("Ja", "", "nn", "missing"),
    ],
)
def test_entry_is_judged_when_compared_with_its_source(
    source: str, translation: str, language: str, expected: str | None
) -> None:
    catalogue = words.Catalog(locale=language)
    message = catalogue.add(source, translation)
    found = list(faults(Words(source), message, language))
    assert [fault.startswith(expected or "never") for fault in found] == [True] * bool(expected)
