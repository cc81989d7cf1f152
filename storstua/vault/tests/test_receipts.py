"""Seven words: given out by chance, understood as people write them, and turned into keys."""

import random
import secrets
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storstua import vault
from storstua.vault import receipts
from storstua.vault.faults import Busy, NotWords
from storstua.vault.gate import Gate
from storstua.vault.receipts import letters, word_list
from storstua.vault.tests.factories import make_keyring

RING = make_keyring()
SEVEN = ("bjørk", "måned", "ærlighet", "skog", "kaffe", "ørret", "lampe")
sevens = st.lists(st.sampled_from(word_list()), min_size=7, max_size=7).map(tuple)
between = st.sampled_from([" ", "  ", "-", "\n", ", ", ",", ". ", " - ", "\t", "\r\n", " 3. ", "_"])


def refused(text: str) -> bool:
    try:
        vault.fold(text)
    except NotWords:
        return True
    return False


def test_words_are_seven_of_the_list_when_new() -> None:
    drawn = [vault.new_words() for _ in range(200)]
    assert {len(words) for words in drawn} == {7}
    assert {word for words in drawn for word in words} <= set(word_list())
    assert len(set(drawn)) == 200


def test_words_are_drawn_with_the_given_chance() -> None:
    assert vault.new_words(random.Random(1)) == vault.new_words(random.Random(1))
    assert vault.new_words(secrets) != vault.new_words(secrets)


def test_every_word_may_come_at_every_place() -> None:
    class Last:
        def choice(self, seq: object) -> str:
            assert seq == word_list()
            return word_list()[-1]

    assert vault.new_words(Last()) == (word_list()[-1],) * 7


@given(words=sevens, signs=st.lists(between, min_size=8, max_size=8), upper=st.booleans())
def test_words_are_understood_whatever_stands_between(
    words: tuple[str, ...], signs: list[str], upper: bool
) -> None:
    text = signs[0] + "".join(w + s for w, s in zip(words, signs[1:], strict=True))
    assert vault.fold(text.upper() if upper else text.title()) == words


@given(words=sevens, form=st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_words_are_understood_when_letters_are_composed_otherwise(
    words: tuple[str, ...], form: str
) -> None:
    assert vault.fold(unicodedata.normalize(form, " ".join(words))) == words


@given(words=sevens, slashed_o=st.sampled_from(["o", "oe", "ö", "ø"]))
def test_words_are_understood_without_norwegian_letters(
    words: tuple[str, ...], slashed_o: str
) -> None:
    text = " ".join(words).replace("å", "aa").replace("æ", "ae").replace("ø", slashed_o)
    assert vault.fold(text) == words
    assert vault.fold(text.upper()) == words


@given(words=sevens, rest=st.text("abdefgiklmnoprstuvyæøå", max_size=6))
def test_only_the_first_four_letters_count(words: tuple[str, ...], rest: str) -> None:
    assert vault.fold(" ".join(letters(word) for word in words)) == words
    ending = rest.replace("oe", "")
    assert vault.fold(" ".join(letters(word) + ending for word in words)) == words


@given(words=sevens)
def test_words_are_understood_again_when_folded(words: tuple[str, ...]) -> None:
    assert vault.fold(" ".join(vault.fold(" ".join(words)))) == words


def test_words_are_understood_when_copied_with_invisible_signs() -> None:
    text = "\ufeffbj\u00adørk\u200b måned\u00a0ærlighet skog kaffe ørret lam\u200dpe\u2028"
    assert vault.fold(text) == SEVEN


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-,-",
        "1 2 3 4 5 6 7",
        "bjørk måned ærlighet skog kaffe ørret",
        "bjørk måned ærlighet skog kaffe ørret lampe lampe",
        "bjørk måned ærlighet skog kaffe ørret lamp e",
        "bjørk måned ærlighet skog kaffe ørret lam",
        "bjørk måned ærlighet skog kaffe ørret tobakk",
        "bjørkmånedærlighetskogkaffeørretlampe",
        "bjørk måned ærlighet skog kaffe ørret lаmpe",  # its a is Cyrillic
        "bj\0rk måned ærlighet skog kaffe ørret lampe",
        "bjørk måned ærlighet skog kaffe ørret lamp\ud800e\ud800",
    ],
)
def test_words_are_refused_when_not_seven_of_the_list(text: str) -> None:
    assert refused(text)


@given(text=st.text(max_size=300))
def test_any_text_is_understood_or_refused(text: str) -> None:
    assert refused(text) or len(vault.fold(text)) == 7


def test_text_is_refused_unread_when_over_1024_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(SEVEN)
    full = text + " " * (1024 - len(text.encode()))
    assert vault.fold(full) == SEVEN
    monkeypatch.setattr(receipts, "_folded", lambda _: pytest.fail("the text was read"))
    assert refused(full + " ")
    assert refused("å" * 513)
    assert refused("x" * 1_000_000)


def test_refusal_says_nothing_of_the_words() -> None:
    with pytest.raises(NotWords) as caught:
        vault.fold("hemmelige ord")
    assert caught.value.args == ("Not seven words from the list.",)


def test_keys_are_the_same_when_the_words_are() -> None:
    ours = vault.derive(SEVEN, keyring=RING)
    typed = vault.derive(vault.fold("BJOERK maaned aerl SKOG, kaffi oerret lamper"), keyring=RING)
    assert typed == ours
    assert len({ours.auth, ours.kek, ours.lookup}) == 3
    assert {len(ours.auth), len(ours.kek), len(ours.lookup)} == {32}


def test_keys_differ_when_words_order_or_installation_do() -> None:
    others = [
        vault.derive(("bjelke", *SEVEN[1:]), keyring=RING),
        vault.derive(SEVEN[::-1], keyring=RING),
        vault.derive(SEVEN, keyring=make_keyring(seed=50)),
        vault.derive(SEVEN, keyring=RING),
    ]
    assert len({found.auth for found in others} | {found.kek for found in others}) == 8


def test_keys_are_never_shown() -> None:
    found = receipts.Derived(auth=b"secret-a", kek=b"secret-k")
    assert repr(found) == "Derived()"


def test_keys_use_the_salt_of_the_settings_when_no_keyring_is_given(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts.keys.settings, "VAULT_KEY_FILE", f"{tmp_path}/k/vault.key")
    ring = receipts.keys.current()
    assert vault.derive(SEVEN) == vault.derive(SEVEN, keyring=ring)


def test_derive_is_busy_when_the_queue_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "_GATE", Gate(running=0, waiting=0))
    with pytest.raises(Busy):
        vault.derive(SEVEN, keyring=RING)
    with pytest.raises(NotWords):
        vault.derive(("tobakk",) * 7, keyring=RING)


def test_gate_of_receipts_runs_two_and_keeps_twenty_waiting() -> None:
    assert (receipts._GATE._runs._value, receipts._GATE._places._value) == (2, 22)
