"""An office's own form, filled: named cells, and tables whose headings say what goes into which column."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from openpyxl.utils.cell import range_boundaries

from compare.errors import Conflict, NotFound, Unreadable
from compare.scorecard import package, sources, targets, tasks
from compare.scorecard.cells import is_risky, put_text, untyped
from compare.scorecard.grid import Band, Entry
from compare.scorecard.handout import open_workbook
from compare.scorecard.laying import cell_at
from compare.scorecard.material import Material
from compare.scorecard.targets import Desk
from compare.scorecard.words import Words
from compare.scorecard.workbook import date_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.table import Table
    from openpyxl.worksheet.worksheet import Worksheet

    from compare.archive import Archive
    from compare.scorecard.grid import Grid
    from compare.scorecard.words import Language

NAMES = ("地区", "年度", "下年度", "标题", "依据", "统计")
"""The names of cells that are filled."""
TABLES = {"目标": "主要预期目标对照表", "任务": "量化任务清单"}
"""The names of tables that are filled, with the sheet of the workbook whose rows they take."""
HEADINGS = (
    *(
        "序号",
        "指标",
        "任务（指标）",
        "单位",
        "目标",
        "完成",
        "差值",
        "完成情况",
        "下年目标",
        "目标变化",
        "把握",
        "备注",
    ),
    *("出处", targets.KEY, targets.ORIGINAL),
)
"""The headings of their columns that are filled; those with any other stay for the office."""


def write(
    archive: Archive, place: str, years: tuple[int, int], paths: tuple[Path, Path], language: Language
) -> None:
    """See `compare.scorecard.fill_template`; `paths` are those of the form and of what is written."""
    form, output = paths
    material = Material(archive, place, *years)
    if not material.paired:
        raise NotFound(
            f"{place}: no main targets with the report of the year after in {years[0]} to {years[1]}"
        )
    book = open_workbook(form)
    desk = Desk(material, sources.Citations(archive, [place], Words(language)), Words(language))
    year = material.paired[-1]
    filled = _fill_names(book, form, _values(desk, year))
    grids = {"目标": targets.pair_grid(desk, year), "任务": tasks.grid(desk, year)}
    for sheet in book.worksheets:
        for table in list(sheet.tables.values()):
            if table.displayName in grids:
                _fill_table(form, sheet, table, _records(desk, year, grids[table.displayName]))
                filled += 1
    if not filled:
        raise Unreadable(
            str(form),
            "has no cell and no table to fill",
            f"name a cell one of {'、'.join(NAMES)}, or a table one of {'、'.join(TABLES)}",
        )
    package.save(book, output, date_of(material.reports), {}, {})


def _values(desk: Desk, year: int) -> dict[str, str | int]:
    say, rows = desk.say, desk.material.cards[year]
    return {
        "地区": desk.place,
        "年度": year,
        "下年度": year + 1,
        "标题": say("{place}{year}年主要预期目标完成情况对照表", place=desk.place, year=year),
        "依据": say.join(desk.documents(year, year + 1)),
        "统计": targets.counts_line([row for row in rows if row["target_id"]], say),
    }


def _fill_names(book: Workbook, form: Path, values: Mapping[str, str | int]) -> int:
    """Fill the cells with names; returns how many names there were."""
    found = 0
    for name, value in values.items():
        defined = book.defined_names.get(name)
        if defined is None:
            continue
        for sheet, cells in defined.destinations:
            column, row, *_ = range_boundaries(cells)
            if sheet not in book.sheetnames or column is None or row is None:
                raise Unreadable(str(form), f"the name {name} is of no cell", "let it name one")
            _put(book[sheet], row, column, Entry(value))
            found += 1
    return found


def _records(desk: Desk, year: int, grid: Grid) -> list[dict[str, Entry]]:
    """The rows of a sheet of the workbook by heading, the years out of the headings."""
    say = desk.say
    plain = {
        say("{year}年目标", year=year): "目标",
        say("{year}年完成", year=year): "完成",
        say("{year}年目标", year=year + 1): "下年目标",
        **{say(name): name for name in HEADINGS if name not in {"下年目标", targets.KEY, targets.ORIGINAL}},
        targets.KEY: targets.KEY,
        targets.ORIGINAL: targets.ORIGINAL,
    }
    headings = [plain.get(column.heading, "") for column in grid.columns]
    return [
        {heading: entry for heading, entry in zip(headings, line, strict=True) if heading}
        for line in grid.rows
        if not isinstance(line, Band)
    ]


def _fill_table(form: Path, sheet: Worksheet, table: Table, records: Sequence[Mapping[str, Entry]]) -> None:
    """Write the rows under the headings, each dressed as the first, and let the table reach to the last."""
    first_column, head, last_column, last_row = range_boundaries(table.ref)
    assert first_column and head and last_column and last_row  # a table's are all there
    headings = {
        column: str(sheet.cell(head, column).value or "").strip()
        for column in range(first_column, last_column + 1)
    }
    end = head + max(1, len(records))
    _see_to_room(form, sheet, table, (last_row + 1, end))
    height = sheet.row_dimensions[head + 1].height
    for row in range(head + 1, max(end, last_row) + 1):
        record = records[row - head - 1] if row - head <= len(records) else {}
        for column, heading in headings.items():
            model, cell = cell_at(sheet, head + 1, column), cell_at(sheet, row, column)
            untyped(cell)._style = copy(untyped(model)._style)
            if heading in HEADINGS:
                cell.value = None
                _put(sheet, row, column, record.get(heading, Entry("")))
        if height:
            sheet.row_dimensions[row].height = height
    corner = cell_at(sheet, max(end, last_row), last_column).coordinate
    table.ref = f"{cell_at(sheet, head, first_column).coordinate}:{corner}"
    if table.autoFilter is not None:
        table.autoFilter.ref = table.ref


def _see_to_room(form: Path, sheet: Worksheet, table: Table, rows: tuple[int, int]) -> None:
    """Raise Conflict where something of the form's stands in the rows that the table will take."""
    for row in sheet.iter_rows(min_row=rows[0], max_row=max(rows)) if rows[0] <= rows[1] else ():
        for cell in row:
            if cell.value is not None:
                raise Conflict(
                    f"{form}: {sheet.title} {cell.coordinate} stands where the table {table.displayName}"
                    f" needs its rows, up to {rows[1]}; leave them free"
                )


def _put(sheet: Worksheet, row: int, column: int, entry: Entry) -> None:
    """A value in a cell that keeps the form's looks; text stays text."""
    cell: Any = cell_at(sheet, row, column)
    value = entry.value
    if isinstance(value, str):
        if value:
            put_text(cell, value)
            cell.quotePrefix = is_risky(value)
        return
    cell.value = value
    if entry.number_format:
        cell.number_format = entry.number_format
