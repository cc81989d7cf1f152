"""Writes a sheet as CSV the way Norwegian spreadsheets open it: semicolons, UTF-8 with a mark."""

import csv
from datetime import date
from io import StringIO

from storstua.reports.exports.sheet import Cell, Sheet

# A text that begins like this would be run as a formula by the program that opens the file.
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def separated(sheet: Sheet) -> bytes:
    """The bytes of a CSV file with the sheet's headings and rows."""
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow([column.heading for column in sheet.columns])
    writer.writerows([_cell(cell) for cell in row] for row in sheet.rows)
    return file.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(LIKE_A_FORMULA) else text
