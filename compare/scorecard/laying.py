"""A grid written into a sheet: measured, bordered, linked and ready to print."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break, RowBreak
from openpyxl.worksheet.properties import Outline
from openpyxl.worksheet.table import Table, TableStyleInfo

from compare.scorecard import styles
from compare.scorecard.cells import clean, fitted, is_risky, lines_of, put_text, untyped, width_of
from compare.scorecard.grid import Band, Column, Entry, Grid, Line
from compare.scorecard.styles import Dress, Page, Wardrobe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TIP = 250  # Excel's screen tips end at 255 characters
LONGEST_ADDRESS = 2_000
_KEY = re.compile(r"\{(\w+)\}")
_HEAD = Dress(face="heading", align="center", shade="head")
_BANDS = (
    Dress(face="heading", wrap=False, bordered=False, shade="band"),
    Dress(look="strong", wrap=False, bordered=False, shade="band", indent=1),
)


@dataclass(slots=True)
class Laid:
    """What has to be known of a sheet once it was written."""

    cited: list[tuple[int, str]] = field(default_factory=list)
    """The figures it shows, by number, with the cell of each."""
    results: dict[str, str] = field(default_factory=dict)
    """What its formulas come to, by cell."""
    first: int = 0
    last: int = 0
    """The rows of its table."""


class Layer:
    """Lays grids into the sheets of one workbook."""

    def __init__(self) -> None:
        self.wardrobe = Wardrobe()

    def lay(self, sheet: Worksheet, grid: Grid, page: Page) -> Laid:
        """Write the grid into an empty sheet."""
        widths = _widths(grid)
        for index, (width, column) in enumerate(zip(widths, grid.columns, strict=True), 1):
            dimension = sheet.column_dimensions[get_column_letter(index)]
            dimension.width, dimension.hidden = width, column.hidden
        seen = [width for width, column in zip(widths, grid.columns, strict=True) if not column.hidden]
        self.head(sheet, grid.title, grid.above, sum(seen), len(seen))
        self._header(sheet, grid, widths)
        laid = Laid(first=grid.first_row)
        row = self._rows(sheet, grid, widths, laid)
        laid.last = row
        for row, note in enumerate(grid.below, laid.last + 1):
            self.across(sheet, row, note, width=sum(seen), columns=len(seen), size=styles.NOTE_SIZE)
        _prepare(sheet, grid, laid)
        tall = page.tall or int(grid.one_page)
        styles.print_on_a4(
            sheet,
            Page(page.footer, page.printed, page.numbering, tall, page.upright),
            len(seen),
            row,
            grid.header_row,
        )
        return laid

    def head(self, sheet: Worksheet, title: str, above: Sequence[str], width: float, columns: int) -> None:
        """The title in the first row, and the lines under it."""
        size = styles.TITLE_SIZE
        room = (width - 2) * styles.SIZE / size
        self.across(sheet, 1, title, width=width, columns=columns, size=size)
        self.wardrobe.dress(
            cell_at(sheet, 1, 1), Dress(face="title", size=size, align="center", bordered=False)
        )
        lines = min(8, lines_of(clean(title), room))
        sheet.row_dimensions[1].height = min(styles.TALLEST, 34.0 * lines)
        for row, text in enumerate(above, 2):
            self.across(sheet, row, text, width=width, columns=columns, size=styles.SIZE)

    def across(
        self,
        sheet: Worksheet,
        row: int,
        text: str,
        *,
        width: float,
        columns: int,
        size: float,
        first: int = 1,
    ) -> None:
        """A line over `columns` columns from `first`, `width` digits of the body's size wide together."""
        room = (width - 2) * styles.SIZE / size
        if columns > 1:
            sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=first + columns - 1)
        text, lines = fitted(clean(text), room, styles.MOST_LINES)
        cell = cell_at(sheet, row, first)
        put_text(cell, text)
        self.wardrobe.dress(cell, Dress(size=size, bordered=False, quoted=is_risky(text)))
        height = styles.height_of(lines) * size / styles.SIZE
        sheet.row_dimensions[row].height = max(height, sheet.row_dimensions[row].height or 0)

    def fill_text(self, cell: Cell, text: str, dress: Dress) -> None:
        """Write a text that is known to have room."""
        put_text(cell, text)
        self.wardrobe.dress(cell, dress._replace(quoted=is_risky(text)))

    def _header(self, sheet: Worksheet, grid: Grid, widths: Sequence[float]) -> None:
        for index, column in enumerate(grid.columns, 1):
            cell = cell_at(sheet, grid.header_row, index)
            put_text(cell, column.heading)
            self.wardrobe.dress(cell, _HEAD)
        lines = max(
            lines_of(c.heading, room_of(w)) for c, w in zip(grid.columns, widths, strict=True) if not c.hidden
        )
        sheet.row_dimensions[grid.header_row].height = styles.height_of(lines) + 6

    def _rows(self, sheet: Worksheet, grid: Grid, widths: Sequence[float], laid: Laid) -> int:
        """The rows, with their outline; returns the last."""
        row, level = grid.header_row, 0
        for row, line in enumerate(grid.rows, grid.first_row):
            if isinstance(line, Band):
                self._band(sheet, row, line, len(widths))
                sheet.row_dimensions[row].outlineLevel = line.level
                level = line.level + 1
            else:
                lines = self._line((sheet, row), line, grid, widths, laid)
                sheet.row_dimensions[row].height = styles.height_of(lines, grid.size or styles.SIZE)
                sheet.row_dimensions[row].outlineLevel = level
        return row

    def _band(self, sheet: Worksheet, row: int, band: Band, columns: int) -> None:
        """The text runs on over the empty cells beside it: merged cells can't be sorted or filtered."""
        dress = _BANDS[min(band.level, 1)]
        for index in range(2, columns + 1):
            self.wardrobe.dress(cell_at(sheet, row, index), dress)
        cell = cell_at(sheet, row, 1)
        text = clean(band.text.replace("\n", " "))
        put_text(cell, text)
        self.wardrobe.dress(cell, dress._replace(quoted=is_risky(text)))
        sheet.row_dimensions[row].height = styles.height_of(1)

    def _line(
        self, at: tuple[Worksheet, int], line: Line, grid: Grid, widths: Sequence[float], laid: Laid
    ) -> int:
        """Write a row; returns the lines of its tallest cell."""
        tallest = 1
        size = grid.size or styles.SIZE
        sheet, row = at
        for index, (entry, column, width) in enumerate(zip(line, grid.columns, widths, strict=True), 1):
            if column.hidden and entry.value == "":
                continue
            cell = cell_at(sheet, row, index)
            if entry.formula:
                cell.value = "=" + _KEY.sub(
                    lambda match: f"{get_column_letter(grid.column_of(match[1]))}{row}",
                    entry.formula,
                )
                laid.results[cell.coordinate] = str(entry.value)
            lines = self.fill(cell, entry, room_of(width) * styles.SIZE / size, column, size)
            tallest = tallest if column.hidden else max(tallest, lines)
            if entry.cites:
                laid.cited.append((entry.cites, cell.coordinate))
        return tallest

    def fill(self, cell: Cell, entry: Entry, room: float, column: Column, size: float = styles.SIZE) -> int:
        """Write an entry and dress it; returns the lines it takes."""
        value, lines, quoted = entry.value, 1, False
        if entry.formula:
            pass
        elif isinstance(value, CellRichText):
            cell.value = value
            quoted, lines = is_risky(str(value)), lines_of(str(value), room)
        elif isinstance(value, str):
            if value:
                text, lines = fitted(clean(value), room - 2 * entry.indent, styles.MOST_LINES)
                put_text(cell, text)
                quoted = is_risky(text)
        else:
            cell.value = value
        linked = False
        if lines == 1:  # LibreOffice doesn't wrap a cell that is a link
            if entry.place:
                cell.hyperlink = Hyperlink(
                    ref=cell.coordinate, location=entry.place, tooltip=tip_of(entry.tip)
                )
                linked = True
            elif is_address(entry.address):
                cell.hyperlink = entry.address
                linked = True
        self.wardrobe.dress(
            cell,
            Dress(
                look=entry.look,
                size=size,
                linked=linked,
                align=column.align,
                wrap=not linked,
                indent=entry.indent,
                shade="entry" if column.choice else "",
                number_format=entry.number_format or "General",
                quoted=quoted,
            ),
        )
        return lines


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # and not one that a merged cell covers
    return cell


def room_of(width: float) -> float:
    """How many digits of the body's size a column takes: a little less than the width it is given."""
    return width - 1


def tip_of(text: str) -> str | None:
    text = clean(text).replace("\n", " ")
    return (text if len(text) <= LONGEST_TIP else text[: LONGEST_TIP - 2] + "……") or None


def is_address(text: str) -> bool:
    """Whether `text` is an address that a cell may open: http or https, of characters an address has."""
    return (
        text.startswith(("http://", "https://"))
        and len(text) <= LONGEST_ADDRESS
        and not any(c <= " " or c in "<>\"{}|\\^`'" for c in text)
    )


def _widths(grid: Grid) -> list[float]:
    """Of each column, wide enough for its widest cell, between its bounds.

    What the page has left goes to those that would break lines.
    """
    wanted: list[float] = []
    lines = [line for line in grid.rows if not isinstance(line, Band)]
    for index, column in enumerate(grid.columns):
        widest = max(map(width_of, column.heading.split("\n")))
        if column.most > column.least:
            widest = max([widest, *(width_of(line[index].text) + 2 * line[index].indent for line in lines)])
        wanted.append(float(widest + 2))
    widths = [
        float(min(max(want, column.least), column.most))
        for want, column in zip(wanted, grid.columns, strict=True)
    ]
    seen = [index for index, column in enumerate(grid.columns) if not column.hidden]
    for index in sorted(seen, key=lambda index: wanted[index] - widths[index]):
        left = styles.PAGE_WIDTH - sum(widths[i] for i in seen)
        if (
            left > 0
            and wanted[index] > widths[index]
            and grid.columns[index].most > grid.columns[index].least
        ):
            widths[index] += min(left, wanted[index] - widths[index])
    return widths


def _prepare(sheet: Worksheet, grid: Grid, laid: Laid) -> None:
    """What one does on the screen: scroll, filter, fold, choose."""
    sheet.sheet_properties.outlinePr = Outline(summaryBelow=False)
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"{get_column_letter(grid.frozen + 1)}{grid.first_row}"
    if not grid.rows:
        return
    for number, column in enumerate(grid.columns, 1):
        if column.choice:
            letter = get_column_letter(number)
            _offer(sheet, column, f"{letter}{laid.first}:{letter}{laid.last}")
    if grid.table:
        last = sheet.cell(laid.last, len(grid.columns)).coordinate
        table = Table(displayName=grid.table, ref=f"A{grid.header_row}:{last}")
        # named here: openpyxl would look for the names among all cells of the table, and takes long to
        untyped(table)._initialise_columns()
        for named, column in zip(table.tableColumns, grid.columns, strict=True):
            named.name = column.heading
        table.tableStyleInfo = TableStyleInfo(showRowStripes=False)
        sheet.add_table(table)


def _offer(sheet: Worksheet, column: Column, cells: str) -> None:
    choice = column.choice
    assert choice is not None
    if not choice.words:
        return
    validation = DataValidation(
        type="list",
        formula1=f'"{",".join(choice.words)}"',
        allow_blank=True,
        showErrorMessage=choice.strict,
        showInputMessage=True,
        promptTitle=choice.title[:32],
        prompt=choice.prompt[:255],
    )
    validation.add(cells)
    sheet.add_data_validation(validation)


def break_pages(sheet: Worksheet, rows: Sequence[int]) -> None:
    """Begin a page under each of the rows."""
    sheet.row_breaks = RowBreak()
    for row in rows:
        sheet.row_breaks.append(Break(id=row))
