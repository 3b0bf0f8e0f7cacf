"""Decisions as a sheet: what `duizhao decisions` and `duizhao review` print, filled in and read back.

A sheet is taken whole or not at all. A row without a ruling decides nothing: it was left open.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from compare.archive.deciding import Wish, decide_all
from compare.errors import BadDecision, BadRow, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from compare.archive.decisions import Word
    from compare.archive.store import Archive

ASKED = ("target_key", "ruling", "result_key", "note", "decided_by", "decided_at")
"""The columns that are read; the first two must be there."""

SHOWN = (
    *("place", "report_year", "indicator", "target", "result_indicator", "result", "standing", "remark"),
    *("state", "confidence", "reasons", "verdict_if_confirmed", "rule", "answers_already"),
    *("target_sentence", "result_sentence"),
)
"""The columns that are there for the person who decides."""

_PARTS = {"target": "target_key", "ruling": "ruling", "result": "result_key"}
_RULINGS: dict[str, Word] = {
    "same": "same", "相同": "same", "是": "same",
    "not same": "not same", "不同": "not same", "不是": "not same", "否": "not same",
    "none": "none", "无": "none",
}  # fmt: skip
# What the program puts before a cell that a spreadsheet would take for a formula.
_GUARDED = re.compile(r"'(?=[=+\-@\t\r＝＋－＠])")
_MOST = 20 * 1024 * 1024  # bytes


def take_sheet(archive: Archive, path: Path, by: str) -> tuple[int, int]:
    """Take the decisions of a CSV or XLSX file; how many were new and how many known already.

    `by` made those whose row doesn't say who did. Raises BadRow, with nothing taken, for the first wrong row,
    and Unreadable.
    """
    wishes = list(_wishes(path, by))
    try:
        return decide_all(archive, wishes)
    except BadDecision as error:
        assert error.line is not None
        raise BadRow(str(path), error.line, _PARTS[error.part], error.reason) from error


def _wishes(path: Path, by: str) -> Iterator[tuple[Wish, int]]:
    rows = _rows(path)
    filled = ((line, [cell.strip() for cell in cells]) for line, cells in rows if any(map(str.strip, cells)))
    head = next(filled, None)
    if head is None:
        raise Unreadable(str(path), "is empty")
    columns = _header(*head, str(path))
    settled: dict[str, int] = {}
    for line, cells in filled:
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            raise BadRow(
                str(path), line, "(none)", "a cell stands beyond the last column; put a comma in quotes"
            )
        row = {name: _GUARDED.sub("", cell, count=1) for name, cell in zip(columns, cells, strict=False)}
        if not row.get("ruling") or row.get("standing") == "withdrawn":
            continue
        wish = replace(_wish(row, str(path), line), by=row.get("decided_by") or by)
        if wish.ruling != "not same":
            first = settled.setdefault(wish.target, line)
            if first != line:
                raise BadRow(str(path), line, "ruling", f"line {first} settles {wish.target} already")
        yield wish, line


def _wish(row: Mapping[str, str], path: str, line: int) -> Wish:
    def wrong(column: str, reason: str) -> BadRow:
        return BadRow(path, line, column, reason)

    ruling = _RULINGS.get(row["ruling"].lower())
    if ruling is None:
        raise wrong("ruling", f"{row['ruling']} isn't one of same, not same, none (相同、不同、无)")
    result = row.get("result_key", "")
    if ruling == "none":
        result = ""  # the row of a proposal has its key; the ruling is on the target
    elif not result:
        raise wrong("result_key", f"is empty, but the ruling is {ruling}")
    at = row.get("decided_at", "")
    if at:
        try:
            datetime.fromisoformat(at)
        except ValueError:
            raise wrong("decided_at", f"{at} isn't a time as in 2026-01-15T10:22:00+08:00") from None
    return Wish(row["target_key"], ruling, result, row.get("note", ""), at=at)


def _header(line: int, cells: Sequence[str], path: str) -> list[str]:
    columns = [cell.lower() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    for column in columns:
        if column not in (*ASKED, *SHOWN, "decision_id", "withdrawn_by", "withdrawn_at"):
            raise BadRow(
                path, line, column or "(empty)", f"there is no such column; read are {', '.join(ASKED)}"
            )
        if columns.count(column) > 1:
            raise BadRow(path, line, column, "the column is there twice")
    for column in ASKED[:2]:
        if column not in columns:
            raise BadRow(path, line, column, "the column is missing")
    return columns


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row."""
    from compare.reading.decoding import decode
    from compare.reading.workbook import rows_of

    if not path.is_file():
        raise Unreadable(str(path), "there is no such file")
    if path.stat().st_size > _MOST:
        raise Unreadable(str(path), "is larger than 20 MB")
    data = path.read_bytes()
    if path.suffix.lower() == ".xlsx":
        yield from rows_of(data, str(path), wanted=lambda cells: "target_key" in cells)
        return
    text, _ = decode(data, str(path))
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",\t;", key=first.count), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadRow(str(path), line, "(all)", f"isn't CSV: {error}") from None
