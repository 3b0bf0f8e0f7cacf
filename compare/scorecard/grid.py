"""A sheet with a title, lines under it, a table and notes: measured, bordered and ready to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import Outline

from compare.scorecard import styles
from compare.scorecard.cells import clean, guard, lines_of, put_text, shorten, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TIP = 250  # Excel's screen tips end at 255 characters
LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the narrowest and widest the column may be, in half-width digits."""

    heading: str
    least: int
    most: int
    align: str = "left"
    hidden: bool = False
    """Whether it is there for the program only; such columns stand last."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell holds. `shows` is a number's text, by which its column is measured."""

    value: str | int | Decimal | CellRichText = ""
    look: styles.Look = "plain"
    number_format: str = ""
    shows: str = ""
    place: str = ""
    """A place in the workbook to jump to: `'出处'!A12`. Only from a text of one line."""
    address: str = ""
    """An address to open, from a text of one line."""
    tip: str = ""

    @property
    def text(self) -> str:
        return self.shows or str(self.value)


@dataclass(frozen=True, slots=True)
class About:
    """What a sheet of targets is about: whose and which year's, from which documents, and its footer."""

    place: str
    year: int
    documents: Sequence[str]
    footer: str


@dataclass(frozen=True, slots=True)
class Band:
    """A row that heads those below it."""

    text: str


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
    filtered: bool = False
    footer: str = ""

    @property
    def header_row(self) -> int:
        return len(self.above) + 2

    @property
    def first_row(self) -> int:
        return self.header_row + 1


def lay(sheet: Worksheet, grid: Grid) -> None:
    """Write the grid into an empty sheet."""
    widths = _widths(grid)
    for index, (width, column) in enumerate(zip(widths, grid.columns, strict=True), 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        sheet.column_dimensions[get_column_letter(index)].hidden = column.hidden
    seen = [width for width, column in zip(widths, grid.columns, strict=True) if not column.hidden]
    _heading_lines(sheet, grid, seen)
    for index, column in enumerate(grid.columns, 1):
        cell = _cell(sheet, grid.header_row, index)
        put_text(cell, column.heading)
        cell.font, cell.alignment = styles.heading_font(), styles.aligned("center")
        cell.border, cell.fill = styles.GRID, styles.SHADED
    lines = max(
        lines_of(c.heading, _room(w)) for c, w in zip(grid.columns, widths, strict=True) if not c.hidden
    )
    sheet.row_dimensions[grid.header_row].height = styles.height_of(lines) + 4
    row = grid.header_row
    in_band = any(isinstance(line, Band) for line in grid.rows)
    for row, line in enumerate(grid.rows, grid.first_row):
        if isinstance(line, Band):
            _band(sheet, row, line, len(widths))
        else:
            _line(sheet, row, line, grid.columns, widths)
            sheet.row_dimensions[row].outlineLevel = 1 if in_band else 0
    last_of_table = row
    for row, note in enumerate(grid.below, last_of_table + 1):
        _across(sheet, row, note, width=sum(seen), columns=len(seen), size=9)
    sheet.sheet_properties.outlinePr = Outline(summaryBelow=False)
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"{get_column_letter(grid.frozen + 1)}{grid.first_row}"
    if grid.filtered and grid.rows:
        last = sheet.cell(last_of_table, len(widths)).coordinate
        sheet.auto_filter.ref = f"A{grid.header_row}:{last}"
    styles.print_on_a4(sheet, grid.footer, grid.header_row, len(seen), row)


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # and not one that a merged cell covers
    return cell


def _widths(grid: Grid) -> list[float]:
    """Of each column, wide enough for its widest cell, between its bounds; one more for the margins."""
    result = []
    for index, column in enumerate(grid.columns):
        texts = [line[index].text for line in grid.rows if not isinstance(line, Band)]
        widest = max((width_of(clean(text)) for text in [*texts, column.heading]), default=0)
        result.append(float(min(max(widest + 1, column.least), column.most)))
    return result


def _room(width: float) -> float:
    """How many digits of the body's size a column takes: a little narrower than those it is counted in."""
    return width - 0.5


def _heading_lines(sheet: Worksheet, grid: Grid, widths: Sequence[float]) -> None:
    columns, width, size = len(widths), sum(widths), 16
    _across(sheet, 1, grid.title, width=width, columns=columns, size=size)
    title = sheet.cell(1, 1)
    title.font, title.alignment = styles.heading_font(size), styles.aligned("center")
    lines = lines_of(clean(grid.title), (width - 2) * styles.SIZE / size)
    sheet.row_dimensions[1].height = min(styles.TALLEST, 30.0 * lines)
    for row, text in enumerate(grid.above, 2):
        _across(sheet, row, text, width=width, columns=columns, size=styles.SIZE)


def _across(sheet: Worksheet, row: int, text: str, *, width: float, columns: int, size: float) -> None:
    """A line over all columns, `width` digits of the body's size wide together."""
    room = (width - 2) * styles.SIZE / size
    if columns > 1:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    text = shorten(clean(text), room, styles.MOST_LINES)
    cell = _cell(sheet, row, 1)
    put_text(cell, text)
    cell.font, cell.alignment = styles.font(size=size), styles.aligned("left")
    sheet.row_dimensions[row].height = styles.height_of(lines_of(text, room)) - 2


def _band(sheet: Worksheet, row: int, band: Band, columns: int) -> None:
    """The text runs on from the first cell over the empty ones: merged cells can't be sorted or filtered."""
    for index in range(1, columns + 1):
        sheet.cell(row, index).fill = styles.BAND
    cell = _cell(sheet, row, 1)
    put_text(cell, band.text.replace("\n", " "))
    cell.font, cell.alignment = styles.heading_font(), styles.aligned("left", wrap=False)
    sheet.row_dimensions[row].height = styles.height_of(1)


def _line(sheet: Worksheet, row: int, line: Line, columns: Sequence[Column], widths: Sequence[float]) -> None:
    tallest = 1
    for index, (entry, column, width) in enumerate(zip(line, columns, widths, strict=True), 1):
        cell = _cell(sheet, row, index)
        lines = _fill(cell, entry, _room(width))
        tallest = tallest if column.hidden else max(tallest, lines)
        cell.alignment, cell.border = styles.aligned(column.align), styles.GRID
    sheet.row_dimensions[row].height = styles.height_of(tallest)


def _fill(cell: Cell, entry: Entry, room: float) -> int:
    """Write an entry; returns the lines it takes."""
    if isinstance(entry.value, CellRichText):
        cell.value = entry.value
        guard(cell, str(entry.value))
        lines = lines_of(str(entry.value), room)
    elif isinstance(entry.value, str):
        text = shorten(clean(entry.value), room, styles.MOST_LINES)
        put_text(cell, text)
        lines = lines_of(text, room)
    else:
        cell.value = entry.value
        cell.number_format = entry.number_format or "General"
        lines = 1
    linked = lines == 1  # LibreOffice doesn't wrap a cell that is a link
    if linked and entry.place:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=entry.place, tooltip=_tip(entry.tip))
    elif linked and is_address(entry.address):
        cell.hyperlink = entry.address
    cell.font = styles.font(entry.look, linked=cell.hyperlink is not None)
    return lines


def _tip(text: str) -> str | None:
    text = clean(text).replace("\n", " ")
    return (text if len(text) <= LONGEST_TIP else text[: LONGEST_TIP - 2] + "……") or None


def is_address(text: str) -> bool:
    """Whether `text` is an address that a cell may open: http or https, of characters an address has."""
    return (
        text.startswith(("http://", "https://"))
        and len(text) <= LONGEST_ADDRESS
        and not any(c <= " " or c in "<>\"{}|\\^`'" for c in text)
    )
