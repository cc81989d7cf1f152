"""Writes sheets as XLSX: real dates, headings that stay in view, and no text taken as a formula."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO

import xlsxwriter

from storstua.reports.exports.sheet import Cell, Sheet

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd.mm.yyyy",
}
BARRED_IN_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
LONGEST_TITLE = 31


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The bytes of an XLSX file with these sheets, the first one open."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "align": "left"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.title.translate(BARRED_IN_TITLE)[:LONGEST_TITLE])
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width)
            page.write_string(0, number, column.heading, heading)
        for row, cells in enumerate(sheet.rows, 1):
            for number, cell in enumerate(cells):
                _write(page, row, number, cell, day if isinstance(cell, date) else plain)
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    book.close()
    return file.getvalue()


def _write(
    page: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, how: object
) -> None:
    match cell:
        case None:
            page.write_blank(row, column, None, how)
        case date():
            page.write_datetime(row, column, cell, how)
        case int():
            page.write_number(row, column, cell, how)
        case _:
            page.write_string(row, column, cell, how)
