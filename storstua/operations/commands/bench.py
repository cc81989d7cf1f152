"""`storstua bench pages`: queries, time and bytes of every page of the demo, beside the limits.

`storstua bench imports`: time and memory of a spreadsheet of 5,000 rows.
"""

import argparse
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from django.conf import settings

from storstua.operations.bench import importing
from storstua.operations.bench.acting import acted, undone
from storstua.operations.bench.cast import NoDemo, browsers
from storstua.operations.bench.measuring import MOST_GZIP_BYTES, MOST_QUERIES, Page, measure
from storstua.operations.bench.routes import HOME, routes
from storstua.operations.bench.visiting import Tour, follow, together, tour
from storstua.organisations import queries as organisations

NEEDS_DATABASE = True
HELP = "measure pages or an import in the demo; ends with 1 when a page is over a limit"
UNUSABLE = 2
ROUNDS, ROWS = 15, 5000
WHAT = "pages: every page, as the cast sees it; imports: a spreadsheet of many rows"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be measured, and how often."""
    parser.add_argument("what", choices=["pages", "imports"], help=WHAT)
    parser.add_argument("--rounds", type=_rounds, default=ROUNDS, help=f"default: {ROUNDS}")
    parser.add_argument("--rows", type=int, default=ROWS, help=f"of the import; default: {ROWS}")
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: argparse.Namespace) -> int:
    """Measure and print; 1 when a page is over a limit, 2 when there is no demo."""
    if not settings.STORSTUA_DEMO:
        return _no_demo()
    return _imports(options) if options.what == "imports" else _pages(options)


def _imports(options: argparse.Namespace) -> int:
    """An import is undone again, so that it may be measured as often as one likes."""
    home = organisations.by_slug(HOME)
    if home is None:
        return _no_demo()
    found = asdict(importing.measure(home, options.rows))
    lines = "\n".join(f"{name}: {value}" for name, value in found.items())
    print(json.dumps(found) if options.json else lines)
    return int(found["new"] != options.rows)


def _pages(options: argparse.Namespace) -> int:
    try:
        people = browsers()
    except NoDemo:
        return _no_demo()
    # What answers 405 or 404 is told in the answer; the log need not tell it again.
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    found = tour(routes(), people)
    pages = measure(found.pages, people, options.rounds)
    with undone():
        left = {name: route for name, route in routes().items() if name in found.left_out}
        more = follow(left, people, acted(found.pages, people))
        pages += measure(more.pages, people, options.rounds)
    found = together(found, more)
    if options.json:
        print(json.dumps(_as_json(pages, found, options.rounds), ensure_ascii=False))
    else:
        print("\n".join(table(pages, found)))
    is_broken = any(why == "answers 500 text/html" for why in found.left_out.values())
    return int(is_broken or not all(page.is_within for page in pages))


def _rounds(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError("a number from 1 to 1000")
    return int(text)


def _no_demo() -> int:
    print("storstua bench: the demo is not loaded here: storstua demo.", file=sys.stderr)
    return UNUSABLE


def _as_json(pages: Sequence[Page], found: Tour, rounds: int) -> dict[str, object]:
    return {
        "rounds": rounds,
        "limits": {"queries": MOST_QUERIES, "gzip_bytes": MOST_GZIP_BYTES},
        "pages": [asdict(page) | {"within": page.is_within} for page in pages],
        "left_out": dict(found.left_out),
    }


def table(pages: Sequence[Page], found: Tour) -> Iterator[str]:
    """The answer in lines: pages, slowest first, beside their limits, and what was left out."""
    heads = "queries  median     p95   html   gzip    raw   tmpl of raw of tmpl"
    yield f"{'page':<36} {'who':<9} {heads}"
    for page in sorted(pages, key=lambda each: -each.median_ms):
        yield (
            f"{page.name:<36} {page.who:<9} {page.queries:>7} {page.median_ms:>7.1f}"
            f" {page.p95_ms:>7.1f} {page.html_bytes / 1000:>6.1f} {page.gzip_bytes / 1000:>6.1f}"
            f" {page.raw_ms:>6.1f} {page.template_ms:>6.1f}"
            f" {page.of_raw:>6.2f} {page.of_template:>7.2f}"
            f"{'' if page.is_within else '  over the limit'}"
        )
    yield f"limits: {MOST_QUERIES} queries, {MOST_GZIP_BYTES // 1000} kB gzip; ms, kB"
    yield "raw, tmpl: the same rows as f-strings, in a bare template; of: its share of their speed"
    yield f"{len(pages)} pages measured; {len(found.left_out)} addresses are no pages:"
    for name, why in sorted(found.left_out.items()):
        yield f"  {name:<36} {why}"
