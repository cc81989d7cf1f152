"""Files we hand out: an empty template with one example, and the faulty rows with their reasons."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from .kinds import KINDS, Row
from .reading import Reading

_BYTE_ORDER_MARK = "\ufeff"
_STARTS_FORMULA = ("=", "@", "+", "-", "\t", "\r")


def template_csv(kind: str) -> bytes:
    """An empty file of a kind (a key of KINDS) with Norwegian headings and one example row."""
    columns = [column for column in KINDS[kind].columns if column.example]
    return _csv([[column.heading for column in columns], [column.example for column in columns]])


def faulty_csv(reading: Reading[Row]) -> bytes:
    """The rows with faults as they were written, with line number and reasons in front.

    Put right and sent in again, the two columns in front are simply not used.
    """
    headings = reading.headings
    reasons: dict[int, list[str]] = {}
    for fault in reading.faults:
        where = f"{fault.column}: " if fault.column else ""
        reasons.setdefault(fault.line, []).append(f"{where}{fault.reason}")
    rows = [
        (str(line), " ".join(reasons[line]), *reading.originals[line])
        for line in reading.faulty_lines
        if line in reading.originals
    ]
    return _csv([(_("Linje i filen"), _("Hva som er galt"), *headings.written), *rows])


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with mark and semicolons, as Norwegian Excel opens it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode()


def _harmless(cell: str) -> str:
    """A cell that Excel takes as text, never as a formula; reading takes the mark off again."""
    return f"'{cell}" if cell.startswith(_STARTS_FORMULA) and len(cell) > 1 else cell
