"""GLOSSARY.md is the only dictionary: a word not in it may not be a model."""

import re
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parents[2]


def test_every_model_stands_in_the_glossary():
    words = set(re.findall(r"`([A-Z][A-Za-z]+)`", (ROOT / "GLOSSARY.md").read_text()))
    models = {
        each.__name__ for each in apps.get_models() if each.__module__.startswith("storstua.")
    }
    assert models - words == set()
