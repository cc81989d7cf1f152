"""From the bytes of a file to tables of written cells, each line with its number in the file."""

import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .delimited import Line, guess_separator, split_lines
from .unreadable import LARGEST_FILE, LONGEST_CELL, MOST_COLUMNS, Unreadable
from .workbooks import is_workbook, workbook_lines

_PAGE_STARTS = (
    "<html",
    "<!doctype",
    "<table",
    "<?xml",
    "<head",
    "<body",
    "<meta",
    "{\\rtf",
    "%pdf",
)
_SEPARATOR_LINE = re.compile(r'\s*"?sep=([;,|:\t])"?[\s;,]*$', re.IGNORECASE)
_GARBLED = re.compile("Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]")
# æ, ø and å of a Macintosh or of DOS inside a word, read as Windows-1252.
_OTHER_LETTERS = re.compile("[A-Za-z][¾¿Œ‘›†][a-z]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff\ufffe\uffff]")
_FORMULA_TEXT = re.compile(r'="([^"]*)"', re.DOTALL)


@dataclass(frozen=True)
class Sheet:
    """One table: `name` is empty for a text file; `lines` leaves out the lines that are blank."""

    name: str
    lines: tuple[Line, ...]


def open_sheets(content: bytes, score: Callable[[Sequence[str]], int]) -> tuple[Sheet, ...]:
    """The tables in a CSV or XLSX file.

    `score` says how much a line of cells looks like headings; it settles which separator a text
    file uses. Raises Unreadable for what is not such a file or is beyond the limits.
    """
    if not content:
        raise Unreadable("empty")
    if len(content) > LARGEST_FILE:
        raise Unreadable("too_big")
    if is_workbook(content):
        sheets = [(name, lines) for name, lines in workbook_lines(content)]
    else:
        sheets = [("", _text_lines(_decode(content), score))]
    tidied = tuple(Sheet(name, _tidy(lines)) for name, lines in sheets)
    if not any(sheet.lines for sheet in tidied):
        raise Unreadable("empty")
    return tidied


def _decode(content: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with mark, else Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in content:
        raise Unreadable("binary")
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _checked(text, encoding)
    raise Unreadable("letters" if b"\n" in content and _mostly_text(content) else "binary")


def _mostly_text(content: bytes) -> bool:
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1a" for byte in content[:4096])
    return controls * 200 <= len(content[:4096])


def _checked(text: str, encoding: str) -> str:
    """The text, unless it is a page, a binary file or has letters that were read wrongly."""
    if text.lstrip().casefold().startswith(_PAGE_STARTS):
        raise Unreadable("page")
    controls = len(re.findall(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]", text))
    if "\x00" in text or controls * 200 > len(text):
        raise Unreadable("binary")
    is_other = encoding == "cp1252" and _OTHER_LETTERS.search(text)
    if is_other or _GARBLED.search(text):
        raise Unreadable("letters")
    return text


def _text_lines(text: str, score: Callable[[Sequence[str]], int]) -> list[Line]:
    """The lines of a text file; a first line `sep=;` decides the separator."""
    physical = list(io.StringIO(text, newline=""))
    told = _SEPARATOR_LINE.match(physical[0]) if physical else None
    if told:
        return split_lines(physical, told.group(1), first=1)
    return split_lines(physical, guess_separator(physical, score))


def _tidy(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Clean cells, no cells after the last written one, no blank lines."""
    tidied = []
    for line in lines:
        cells = [_clean(cell) for cell in line.cells]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise Unreadable("too_many_columns")
        if cells:
            longest = max(map(len, cells))
            broken = line.broken or ("cell_too_long" if longest > LONGEST_CELL else "")
            tidied.append(replace(line, cells=tuple(cells), broken=broken))
    return tuple(tidied)


def _clean(cell: str) -> str:
    """A cell without what cannot be seen, and without Excel's ways of saying "this is text"."""
    if cell.isascii() and cell.isalnum():
        return cell
    text = unicodedata.normalize("NFC", _CONTROLS.sub("", cell).replace("\xa0", " ")).strip()
    if told_text := _FORMULA_TEXT.fullmatch(text):
        return told_text.group(1).strip()
    if len(text) > 1 and text[0] == "'" and (text[1] in "=+-@" or text[1].isdigit()):
        return text[1:]
    return text
