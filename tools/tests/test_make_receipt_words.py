"""The maker of the receipt words, tried on a dictionary of its own."""

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import make_receipt_words as maker
import pytest

ENTRIES = [
    ("hus", "NOUN", [("hus", ["Sing", "Ind"]), ("huset", ["Sing", "Def"])]),
    ("skog", "NOUN", [("skog", ["Sing", "Ind"]), ("skoger", ["Plur", "Ind"])]),
    ("vind", "NOUN", [("vind", ["Sing", "Ind"])]),
    ("skogvind", "NOUN", [("skogvind", ["Sing", "Ind"])]),
    ("skrive", "VERB", [("skrive", ["Inf"]), ("skrev", ["Past"]), ("skriv", ["Imp"])]),
    ("Bergen", "NOUN", [("Bergen", ["Sing"])]),
    ("vise seg", "EXPR", []),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "articles.db"
    with closing(sqlite3.connect(found)) as stored, stored:
        stored.execute("create table articles (article_id, lemma, word_class, inflection_table)")
        stored.execute("create table definitions (article_id, content)")
        stored.execute("create table examples (article_id, quote, explanation)")
        for number, (lemma, kind, forms) in enumerate(ENTRIES):
            table = [{"inflections": [{"form": form, "tags": tags} for form, tags in forms]}]
            row = (number, lemma, kind, json.dumps(table))
            stored.execute("insert into articles values (?, ?, ?, ?)", row)
        stored.execute("insert into definitions values (0, 'Huset ligger i en skog')")
        stored.execute("insert into examples values (1, 'skoger og skog', null)")
    return found


def test_words_are_base_forms_and_forms_that_begin_otherwise(path: Path) -> None:
    with closing(maker.dictionary(path)) as stored:
        words = {entry.lemma: entry.words for entry in maker.entries(stored)}
    assert words == {
        "hus": {"hus", "huset"},
        "skog": {"skog"},
        "vind": {"vind"},
        "skogvind": {"skogvind"},
        "skrive": {"skrive", "skrev"},
    }


def test_words_are_ranked_by_use_and_parts(path: Path, tmp_path: Path) -> None:
    packed = tmp_path / "articles.db.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    with closing(maker.dictionary(packed)) as stored:
        scores = maker.scored(stored)
    ranked = sorted(scores, key=lambda word: (-scores[word], word))
    assert ranked == ["skog", "vind", "huset", "skogvind", "skrev", "skrive"]


def test_count_of_a_form_is_shared_by_those_it_may_belong_to() -> None:
    forms = {"vende": frozenset({"vende", "vendt"}), "venne": frozenset({"venne", "vendt"})}
    found = maker.shared(maker.Counter({"vendt": 4, "venne": 1}), forms)
    assert found == {"vende": 2.0, "venne": 3.0}


@pytest.mark.parametrize(
    ("word", "fits"),
    [
        ("bakke", False),
        ("bakketopp", False),
        ("hakke", False),
        ("akke", False),
        ("bjakke", False),
        ("hakker", True),
        ("bærtur", True),
        ("baersekk", True),
    ],
)
def test_word_fits_when_it_begins_and_reads_otherwise(word: str, fits: bool) -> None:
    taken = maker.Taken()
    taken.add("bakke")
    assert taken.fits(word) == fits


def test_word_fits_not_when_it_begins_alike_without_norwegian_letters() -> None:
    taken = maker.Taken()
    taken.add("bærtur")
    assert [taken.fits(word) for word in ("baersekk", "bære", "barsekk")] == [False, False, True]


def test_words_are_chosen_in_order_until_there_are_enough() -> None:
    assert maker.chosen(["skog", "skogvind", "vind", "huset"], 2) == ["skog", "vind"]


def test_word_is_left_out_by_pattern() -> None:
    found = maker.patterns("# a remark about vind\nskog*  *ord # another\n")
    assert [bool(found.match(w)) for w in ("skogvind", "gjenord", "vind")] == [True, True, False]


@pytest.mark.parametrize(("count", "code"), [(3, 0), (9, 2)])
def test_command_writes_a_whole_list_or_nothing(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    count: int,
    code: int,
) -> None:
    keep = tmp_path / "kept.txt"
    keep.write_text("vind\n")
    words = ["make_receipt_words.py", str(path), "--keep", str(keep), "--count", str(count)]
    monkeypatch.setattr("sys.argv", words)
    assert maker.main() == code
    out, err = capsys.readouterr()
    assert out.split() == (["huset", "skog", "vind"] if code == 0 else [])
    assert err == ("" if code == 0 else "Only 5 words keep the rules.\n")
