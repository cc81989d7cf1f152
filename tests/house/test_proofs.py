"""The list of promises names what is there, and each proof stands in it."""

import re
from pathlib import Path

from proofs.__main__ import proofs

CHECKOUT = Path(__file__).parents[2]
LIST = (CHECKOUT / "proofs" / "README.md").read_text()
NAMED = re.compile(r"`([a-z_/]+\.py)`")


def _is_there(name: str) -> bool:
    return (CHECKOUT / name).exists() or (CHECKOUT / "storstua" / name).exists()


def test_every_promise_has_one_line():
    found = re.findall(r"^\| G(\d+) ", LIST, re.MULTILINE)
    assert found == [str(number) for number in range(1, 51)]


def test_every_file_that_tries_a_promise_is_there():
    promises = LIST.partition("## The promises")[2]
    assert [name for name in NAMED.findall(promises) if not _is_there(name)] == []


def test_every_proof_is_told_of_and_tells_its_small_form_right():
    assert [each.name for each in proofs() if f"| `{each.name}.py` |" not in LIST] == []
    words = [word for each in proofs() for word in each.small or ()]
    assert all(isinstance(word, str) for word in words)
