"""Every code and result has a sentence, in every language."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from ..counting import Code, Result, explanations

LOCALE = Path(__file__).parent.parent / "locale"
SENTENCES = [
    message for _line, message, *_rest in extract_from_file("python", explanations.__file__)
]


def test_explanations_when_listed_cover_every_code_and_result():
    assert list(explanations.EXPLANATIONS) == list(Code)
    assert list(explanations.RESULTS) == list(Result)


def test_explanations_when_compared_all_differ():
    assert len(SENTENCES) == len(set(SENTENCES)) == len(Code) + len(Result)


@pytest.mark.parametrize("language", ["nn", "en", "de"])
def test_explanations_when_translated_are_complete(language):
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    translated = {message.id for message in catalogue if message.string and not message.fuzzy}
    assert [sentence for sentence in SENTENCES if sentence not in translated] == []
    assert catalogue.charset == "utf-8"
