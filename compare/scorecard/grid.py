"""What a sheet holds: a title, lines under it, a table of entries under headings, and notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from openpyxl.cell.rich_text import CellRichText

    from compare.scorecard.styles import Look


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person may fill into a column: one of some words, or anything."""

    words: tuple[str, ...]
    title: str
    prompt: str
    strict: bool = False
    """Whether nothing else is taken."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the narrowest and widest the column may be, in half-width digits."""

    heading: str
    least: int
    most: int
    align: str = "left"
    hidden: bool = False
    """Whether it is there for the program only; such columns stand last."""
    key: str = ""
    """By what a formula names the cell of its row in this column."""
    choice: Choice | None = None
    """Of a column that is to be filled in."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell holds. `shows` is a number's text, by which its column is measured."""

    value: str | int | float | Decimal | CellRichText = ""
    look: Look = "plain"
    number_format: str = ""
    shows: str = ""
    place: str = ""
    """A place in the workbook to jump to: `'出处'!A12`. Only from a text of one line."""
    address: str = ""
    """An address to open, from a text of one line."""
    tip: str = ""
    cites: int = 0
    """The number of the figure it shows, to which it leads."""
    indent: int = 0
    formula: str = ""
    """In the place of the value, which then is what it comes to: `ROUND({achieved}-{planned},1)`.

    It names cells of its row by the keys of their columns.
    """

    @property
    def text(self) -> str:
        return self.shows or str(self.value)


@dataclass(frozen=True, slots=True)
class Band:
    """A row that heads those below it; `level` 0 heads the bands of level 1."""

    text: str
    level: int = 0


Line = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """All of a sheet."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Line | Band]
    above: Sequence[str] = ()
    """Lines under the title."""
    below: Sequence[str] = ()
    """Notes under the table."""
    frozen: int = 2
    """Columns that stay when one scrolls."""
    table: str = ""
    """The name of the Excel table that the rows are, with filters; empty where they are none."""
    one_page: bool = False
    """Whether it is made to fit one page, as long as that stays readable."""

    size: float = 0
    """Of the letters in its rows, in points; 0 for the usual one."""

    @property
    def header_row(self) -> int:
        return len(self.above) + 2

    @property
    def first_row(self) -> int:
        return self.header_row + 1

    def column_of(self, key: str) -> int:
        """The number, from 1, of the column with that key."""
        return next(number for number, column in enumerate(self.columns, 1) if column.key == key)
