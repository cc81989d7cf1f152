"""Each code has a sentence, and each sentence can be said in all four languages."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import override

from storstua.imports import faults, unreadable
from storstua.imports.faults import Fault, Mark, lack_text, shortened
from storstua.imports.reading import read
from storstua.imports.unreadable import Unreadable

from .factories import KNOWN, make_csv, rows_of

LOCALE = Path(faults.__file__).parent / "locale"
TABLES = (faults.REASONS, faults.LACKS, faults.MARKS, unreadable.REASONS)


@pytest.mark.parametrize("language", ["nn", "en", "de"])
def test_nothing_is_missing_when_the_catalogue_is_read(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    with override(None):
        sentences = {str(sentence) for table in TABLES for sentence in table.values()}
    translated = {message.id for message in catalogue if message.id and message.string}
    assert sentences <= translated
    assert [list(message.check()) for message in catalogue if list(message.check())] == []


def test_a_fault_says_why_when_it_is_shown() -> None:
    fault = Fault(3, "Kommune", "Herøy", "county_needed", "municipality",
                  {"municipality": "Herøy", "counties": "Møre og Romsdal, Nordland"})  # fmt: skip
    with override("nb"):
        assert fault.reason == (
            "Flere kommuner heter Herøy: i Møre og Romsdal, Nordland. Skriv hvilket fylke."
        )


@pytest.mark.parametrize("value", ["%", "%(x)s %s", "{0}", "100 %d"])
def test_a_sentence_holds_when_the_value_has_signs_of_its_own(value: str) -> None:
    with override("nb"):
        assert Fault(1, "Mobil", value, "date_impossible").reason == (
            f"Datoen {value} finnes ikke i kalenderen."
        )


def test_marks_lacks_and_refusals_are_words_when_they_are_shown() -> None:
    with override("nb"):
        assert Mark("same_mail", 11).text == "samme e-post som linje 11"
        assert lack_text("course") == "mangler kurs"
        assert str(Unreadable("several_sheets", names="A, B")).startswith("Flere ark i filen")
        assert Unreadable("empty").reason == "Filen er tom."


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nb", "Filen har overskrifter, men ingen rader."),
        ("nn", "Fila har overskrifter, men ingen rader."),
        ("en", "The file has headings, but no rows."),
        ("de", "Die Datei hat Überschriften, aber keine Zeilen."),
    ],
)
def test_headings_without_rows_are_told_of_in_the_readers_language(language, sentence) -> None:
    headings = make_csv(rows_of("supporters", {})[:1])
    with pytest.raises(Unreadable) as caught:
        read(headings, "fil.csv", "supporters", KNOWN)
    with override(language):
        assert caught.value.reason.startswith(sentence)


def test_a_value_is_cut_when_it_is_long() -> None:
    assert shortened("a\n  b") == "a b"
    assert shortened("x" * 500) == "x" * 119 + "…"
