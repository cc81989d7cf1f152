"""Makes the word list of receipts from a dictionary, by rule.

    python tools/make_receipt_words.py articles.db.gz > storstua/vault/words/nb.txt

The dictionary is Bokmålsordboka as the program `ordb` 0.5.5 carries it (SQLite, gzip; its licence
stands in NOTICE). A word is as common as the dictionary's own definitions and examples use it and
as it is part of other words. The most common come first; each next one is taken when it keeps
the rules of `Taken.fits` towards those before it, until there are 4,096.

Receipts that are out must still work when the list is made anew: give the present list as
`--keep`, and its words stay unless they are left out by name.
"""

import argparse
import gzip
import json
import re
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from fnmatch import translate
from math import log
from pathlib import Path

WANTED = 4096
LEFT_OUT = Path(__file__).with_name("receipt_words_left_out.txt")
WORD = re.compile(r"[a-zæøå]+")
# No c, q, w, x, z: such words are foreign and harder to spell. No "oe": it is a way to write ø.
SPELLING = re.compile(r"(?!.*[oø]e)[abd-pr-vyæøå]{4,8}")
FOLDS = str.maketrans({"å": "aa", "æ": "ae", "ø": "o"})
UNUSED_FORMS = {"Pass", "Imp", "<PresPart>"}
MADE_OF_KNOWN = 0.25
CLASSES = {"NOUN": 1.0, "ADJ": 0.7, "VERB": 0.6, "ADV": 0.6}
TEXTS = """select content from definitions
    union all select quote from examples
    union all select explanation from examples"""

SAID = """select lemma, count(*) from articles join (
        select article_id from definitions
        union all select article_id from examples
    ) using (article_id) group by lemma"""


@dataclass(frozen=True)
class Entry:
    """What the dictionary says of a word: base form, class, all forms, and those we may use."""

    lemma: str
    kind: str
    forms: frozenset[str]
    words: set[str]


def main() -> int:
    """Write the list to standard output; 2 if the dictionary does not hold enough words."""
    options = arguments()
    with closing(dictionary(options.dictionary)) as stored:
        scores = scored(stored)
    kept = options.keep.read_text(encoding="utf-8").split() if options.keep else []
    left_out = patterns(LEFT_OUT.read_text(encoding="utf-8"))
    ranked = kept + sorted(scores, key=lambda word: (-scores[word], word))
    words = chosen((word for word in ranked if not left_out.match(word)), options.count)
    if len(words) < options.count:
        print(f"Only {len(words)} words keep the rules.", file=sys.stderr)
        return 2
    print("\n".join(words if options.ranked else sorted(words)))
    return 0


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dictionary", type=Path, help="articles.db or articles.db.gz of ordb")
    parser.add_argument("--keep", type=Path, help="a list whose words stay")
    parser.add_argument("--count", type=int, default=WANTED, help="how many words")
    parser.add_argument("--ranked", action="store_true", help="the most common first")
    return parser.parse_args()


def dictionary(path: Path) -> sqlite3.Connection:
    """The dictionary, unpacked into memory."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    memory = sqlite3.connect(":memory:")
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        with closing(sqlite3.connect(file.name)) as stored:
            stored.backup(memory)
    return memory


def scored(stored: sqlite3.Connection) -> dict[str, float]:
    """How well known each usable word is: larger is better known."""
    found = entries(stored)
    counts = counted(stored)
    used = shared(counts, {entry.lemma: entry.forms for entry in found})
    parts = parts_of_words(stored, {entry.lemma for entry in found})
    said = dict(stored.execute(SAID))
    known = {
        lemma: log(1 + used[lemma] + 2 * parts[lemma] + said.get(lemma, 0))
        for lemma in (entry.lemma for entry in found)
    }
    scores: dict[str, float] = {}
    for entry in found:
        for word in filter(SPELLING.fullmatch, entry.words):
            # Many a form is rare while its base form is common, so it stands for itself.
            own = known[word] if word in known else log(1 + counts[word])
            score = CLASSES[entry.kind] * (own + MADE_OF_KNOWN * known_parts(word, known))
            scores[word] = max(score, scores.get(word, 0.0))
    return scores


def known_parts(lemma: str, known: dict[str, float]) -> float:
    """How well known the lesser known of its two parts is: a rare word such as byvind is easy
    to read and spell, being made of by and vind. 0 when it is not made of two words."""
    cuts = ((lemma[:at], lemma[at:]) for at in range(3, len(lemma) - 2))
    return max((min(known.get(a, 0.0), known.get(b, 0.0)) for a, b in cuts), default=0.0)


def entries(stored: sqlite3.Connection) -> list[Entry]:
    """The dictionary's entries of the word classes that are used."""
    rows = stored.execute("select lemma, word_class, inflection_table from articles")
    return [
        entry_of(lemma, kind, table)
        for lemma, kind, table in rows
        if kind in CLASSES and WORD.fullmatch(lemma)
    ]


def entry_of(lemma: str, kind: str, table: str | None) -> Entry:
    """One entry: its base form, and the forms that begin otherwise (huset, bøker, skrev)."""
    tagged = [
        (row["form"], set(row["tags"]))
        for paradigm in json.loads(table or "[]")
        for row in paradigm["inflections"]
    ]
    others = {
        form
        for form, tags in tagged
        if not tags & UNUSED_FORMS and folded(form)[:4] != folded(lemma)[:4]
    }
    return Entry(lemma, kind, frozenset({lemma, *(form for form, _ in tagged)}), others | {lemma})


def counted(stored: sqlite3.Connection) -> Counter[str]:
    """How often each form stands in the dictionary's definitions and examples."""
    counts: Counter[str] = Counter()
    for (text,) in stored.execute(TEXTS):
        counts.update(WORD.findall((text or "").lower()))
    return counts


def shared(counts: Counter[str], forms: dict[str, frozenset[str]]) -> dict[str, float]:
    """The counts by base form. A form that is itself a base form counts for that one only, any
    other is shared by the base forms it may belong to."""
    owners: dict[str, list[str]] = defaultdict(list)
    for lemma, own in forms.items():
        for form in sorted(own):
            owners[form].append(lemma)
    used: dict[str, float] = defaultdict(float)
    for form, lemmas in owners.items():
        takers = [form] if form in forms else lemmas
        for lemma in takers:
            used[lemma] += counts[form] / len(takers)
    return used


def parts_of_words(stored: sqlite3.Connection, lemmas: set[str]) -> Counter[str]:
    """How many longer words of the dictionary each base form begins or ends."""
    parts: Counter[str] = Counter()
    for (lemma,) in stored.execute("select distinct lemma from articles"):
        for cut in range(2, len(lemma) - 1):
            parts.update(part for part in (lemma[:cut], lemma[cut:]) if part in lemmas)
    return parts


def patterns(text: str) -> re.Pattern[str]:
    """What the left-out file leaves out, as one expression; what follows # is a remark."""
    words = " ".join(line.partition("#")[0] for line in text.splitlines()).split()
    return re.compile("|".join(map(translate, words)))


def chosen(ranked: Iterable[str], count: int) -> list[str]:
    """The first words that fit with those before them, at most `count`."""
    words: list[str] = []
    taken = Taken()
    for word in ranked:
        if len(words) == count:
            break
        if taken.fits(word):
            taken.add(word)
            words.append(word)
    return words


class Taken:
    """The words chosen so far, as spelled and as folded, and what lies one letter away."""

    def __init__(self) -> None:
        self.beginnings: set[str] = set()
        self.spellings: set[str] = set()
        self.shortened: set[str] = set()
        self.gapped: set[str] = set()

    def fits(self, word: str) -> bool:
        """Whether no chosen word has the same first four letters when folded, nor is one letter
        (another, one more, one less) away."""
        if folded(word)[:4] in self.beginnings:
            return False
        for spelling in {word, folded(word)}:
            if spelling in self.spellings or spelling in self.shortened:
                return False
            if without_one(spelling) & self.spellings or without_one(spelling, "?") & self.gapped:
                return False
        return True

    def add(self, word: str) -> None:
        """Take a word that fits."""
        self.beginnings.add(folded(word)[:4])
        for spelling in {word, folded(word)}:
            self.spellings.add(spelling)
            self.shortened |= without_one(spelling)
            self.gapped |= without_one(spelling, "?")


def without_one(spelling: str, gap: str = "") -> set[str]:
    """The spelling with each one of its letters in turn replaced by `gap`."""
    return {spelling[:at] + gap + spelling[at + 1 :] for at in range(len(spelling))}


def folded(word: str) -> str:
    """The word in a–z, as people without å, ø and æ on their keyboard write it."""
    return word.translate(FOLDS)


if __name__ == "__main__":
    sys.exit(main())
