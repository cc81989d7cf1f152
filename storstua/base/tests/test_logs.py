"""The log tells where something broke, and nothing that it held."""

import logging
import sys

import pytest
from django.db import OperationalError

from storstua.config.logs import WithoutContent


def written(message: str, *, error: bool = False) -> str:
    record = logging.LogRecord("a", logging.WARNING, "", 0, message, None, None)
    if error:
        record.exc_info = sys.exc_info()
    return WithoutContent("{message}", style="{").format(record)


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ("Not right: /invitasjon/hemmelig-42/", "Not right: /invitasjon/.../"),
        ("Not right: /passord/nytt/1a-hemmelig/", "Not right: /passord/nytt/.../"),
        ("Not there: /havblikk/samtaler/", "Not there: /havblikk/samtaler/"),
    ],
)
def test_an_address_that_is_a_key_is_left_out(told: str, line: str):
    assert written(told) == line


def test_an_error_is_told_by_its_kind_and_not_by_its_message():
    try:
        raise ValueError("Kari")
    except ValueError:
        line = written("Broken", error=True)
    assert line.endswith("ValueError")
    assert "Kari" not in line.replace('ValueError("Kari")', "")


def test_a_database_that_is_away_is_told_in_a_word():
    try:
        raise OperationalError("no space left")
    except OperationalError:
        line = written("Broken", error=True)
    assert line == "Broken\nOperationalError"
