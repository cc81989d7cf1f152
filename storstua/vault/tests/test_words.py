"""The rules of the word list, one test each."""

import hashlib
import re
from collections import defaultdict
from fnmatch import translate
from itertools import combinations
from pathlib import Path

import pytest

from storstua.vault.receipts import letters, word_list

LEFT_OUT = Path(__file__).parents[3] / "tools" / "receipt_words_left_out.txt"
CARRIED_BY_NOBODY = Path(__file__).with_name("carried_by_nobody.txt").read_text(encoding="utf-8")
FOUR_LETTERS = "1428a3e7fd6a9aa8b861d8a1246ea9ed676cb9b291bd49265d42fbd3a0dc1ecc"
FOLDS = str.maketrans({"å": "aa", "æ": "ae", "ø": "o"})


def left_out() -> re.Pattern[str]:
    lines = LEFT_OUT.read_text(encoding="utf-8").splitlines()
    words = " ".join(line.partition("#")[0] for line in lines).split()
    return re.compile("|".join(map(translate, words)))


def distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (x != y))
    return row[-1]


def near_pairs(words: list[str]) -> set[tuple[str, str]]:
    """Every two words that share what is left without one letter, or that are it."""
    shared = defaultdict(set)
    for word in words:
        for left in {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}:
            shared[left].add(word)
    return {pair for found in shared.values() for pair in combinations(sorted(found), 2)}


def test_list_gives_twelve_bits_a_word() -> None:
    assert len(word_list()) == len(set(word_list())) == 2**12


def test_words_have_four_to_eight_letters() -> None:
    assert [w for w in word_list() if not re.fullmatch("[a-zæøå]{4,8}", w)] == []


def test_words_have_no_letters_or_pairs_that_are_read_otherwise() -> None:
    assert [w for w in word_list() if re.search("[cqwxz]|[oø]e", w)] == []


def test_first_four_letters_tell_words_apart_when_folded() -> None:
    assert len({word.translate(FOLDS)[:4] for word in word_list()}) == 2**12
    assert [w for w in word_list() if letters(w) != w.translate(FOLDS)[:4]] == []


@pytest.mark.parametrize("folds", [{}, FOLDS])
def test_no_two_words_are_one_letter_apart(folds: dict[int, str]) -> None:
    words = [word.translate(folds) for word in word_list()]
    assert [pair for pair in near_pairs(words) if distance(*pair) < 2] == []


def test_distance_is_counted_right() -> None:
    pairs = [("hage", "hage"), ("hage", "hane"), ("hage", "hagen"), ("hage", "gahe")]
    assert [distance(*pair) for pair in pairs] == [0, 1, 1, 2]


def test_no_word_on_the_list_is_one_that_is_left_out() -> None:
    pattern = left_out()
    assert [word for word in word_list() if pattern.match(word)] == []


@pytest.mark.parametrize("word", CARRIED_BY_NOBODY.split())
def test_word_is_left_out_when_nobody_should_carry_it(word: str) -> None:
    assert left_out().match(word)


def test_four_letters_of_receipts_that_are_out_never_change() -> None:
    found = " ".join(sorted(letters(word) for word in word_list()))
    assert hashlib.sha256(found.encode()).hexdigest() == FOUR_LETTERS


def test_list_is_in_order() -> None:
    assert list(word_list()) == sorted(word_list())
