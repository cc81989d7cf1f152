"""Compiles the texts of all rooms, so that no gettext package needs to be installed."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parents[1]


def compile_texts(package: Path = PACKAGE) -> int:
    """Write each django.mo that is older than its django.po; return how many were written."""
    sources = sorted(package.glob("*/locale/*/LC_MESSAGES/*.po"))
    stale = [source for source in sources if _is_stale(source)]
    for source in stale:
        with source.open("rb") as texts:
            catalogue = read_po(texts, locale=source.parts[-3])
        # Several processes may start at once and find the same texts stale.
        unfinished = source.with_suffix(f".mo.{os.getpid()}")
        with unfinished.open("wb") as compiled:
            write_mo(compiled, catalogue)
        unfinished.rename(source.with_suffix(".mo"))
    return len(stale)


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime <= source.stat().st_mtime
