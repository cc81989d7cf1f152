"""GLOSSARY.md is the only dictionary: every model stands in it, and no other word does."""

import re
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parents[2]


def words() -> list[str]:
    """The code words of the table, in its order."""
    rows = re.findall(r"^\| (`[^|]*) \|", (ROOT / "GLOSSARY.md").read_text(), re.MULTILINE)
    return [word for row in rows for word in re.findall(r"`([A-Za-z]+)`", row)]


def models() -> set[str]:
    return {each.__name__ for each in apps.get_models() if each.__module__.startswith("storstua.")}


def test_every_model_stands_in_the_glossary():
    assert models() - set(words()) == set()


def test_every_word_of_the_glossary_is_a_model():
    assert set(words()) - models() == set()


def test_no_word_is_explained_twice():
    assert sorted(words()) == sorted(set(words()))
