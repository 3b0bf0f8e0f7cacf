"""Text for cells: inert whatever a report says, and measured, since openpyxl fits no row to its text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

LONGEST = 32_767  # UTF-16 units that Excel takes in a cell
ELLIPSIS = "……"
# What spreadsheet programs read as the start of a formula when the cell is edited or pasted on.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_UNBROKEN = re.compile(
    r"[!-~]+|.", re.DOTALL
)  # what a line break never divides: a run of ASCII, or one character
_NEVER_FIRST = frozenset("，。；：、！？）》】”’％%…—")


def untyped(thing: object) -> Any:
    """A part of openpyxl that its types don't tell of: a cell's style, the fonts, a sheet's charts."""
    return thing


def clean(text: str) -> str:
    """`text` without what a workbook can't hold, cut to the length of a cell."""
    if text.isprintable() and len(text) <= LONGEST // 2:
        return text
    text = _NOT_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST:
        units = text.encode("utf-16-le")[: 2 * (LONGEST - len(ELLIPSIS))]
        text = units.decode("utf-16-le", "ignore") + ELLIPSIS
    return text


def put_text(cell: Cell, text: str) -> None:
    """Write `text` as text, no formula and no error value; `is_risky` says when to mark it so for good.

    Not by `cell.value`: openpyxl would look for a formula, a date and an error in each, which takes a third
    of the time that a large workbook takes to lay.
    """
    untyped(cell)._value = clean(text)
    cell.data_type = "s"


def is_risky(text: str) -> bool:
    """Whether a program might read `text` as a formula once somebody edits or pastes it on."""
    return text.startswith(_FORMULA)


def width_of(text: str) -> int:
    """The width of the widest line in columns of a half-width digit; a Chinese character takes two."""
    return max(map(_line_width, text.split("\n")))


def lines_of(text: str, width: float) -> int:
    """How many lines `text` takes in a column `width` digits wide, breaking as spreadsheet programs do."""
    if "\n" not in text:
        return _lines(text, width)
    return sum(_lines(line, width) for line in text.split("\n"))


def fitted(text: str, width: float, most: int) -> tuple[str, int]:
    """`text` with the lines it takes, or as much of its beginning as takes `most`, ended by an ellipsis."""
    lines = lines_of(text, width)
    if lines <= most:
        return text, lines
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if lines_of(text[:middle] + ELLIPSIS, width) <= most:
            low = middle
        else:
            high = middle - 1
    return text[:low] + ELLIPSIS, most


def _line_width(line: str) -> int:
    return len(line) if line.isascii() else sum(map(_character_width, line))


@lru_cache(maxsize=20_000)
def _character_width(character: str) -> int:
    if character < "\x7f":
        return 1
    if unicodedata.combining(character):
        return 0
    return 1 if unicodedata.east_asian_width(character) == "H" else 2


@lru_cache(maxsize=20_000)
def _lines(line: str, width: float) -> int:
    if 2 * len(line) <= width or _line_width(line) <= width:
        return 1
    lines, used = 1, 0.0
    for match in _UNBROKEN.finditer(line):
        piece = match[0]
        needed = len(piece) if piece.isascii() else _character_width(piece)
        if used + needed <= width or (needed <= 2 and piece in _NEVER_FIRST and used + needed <= width + 1):
            used += needed
        elif needed <= width:
            # a mark that may not begin a line takes the character before it along
            lines, used = lines + 1, needed + (2 if piece in _NEVER_FIRST else 0)
        else:  # a long address: begun on a line of its own, divided where the line ends
            begun = 0 if used == 0 else 1
            whole, used = divmod(needed, max(width, 1))
            lines += begun + int(whole) - (used == 0)
    return lines
