"""A handout that a person filled in, read back: which cells ask for a result, and what stands in them now."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from compare.errors import Unreadable
from compare.scorecard.targets import KEY, NONE, ORIGINAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SILENT = frozenset({"", NONE, "未披露", "资料未载", "undisclosed", "not in sheet", "-", "—", "–"})
"""What a cell says where no result is known."""

_UNPACKED = 200 * 1024 * 1024  # bytes; a handout unpacks to far less, a zip bomb to far more
_HEADER_WITHIN = 20  # rows
_RESULT = re.compile(r"(?:\d{4}年)?完成|(?:\d{4} r|R)esult")
_INDICATOR = re.compile(r"指标|任务（指标）|Indicator|Task \(indicator\)")
_TOLD = re.compile(r"牵头单位|进展情况|Lead office|Progress")
_ASKED = re.compile(r"(?P<key>[\w-]+)@(?P<year>\d{4})")
_MARKS = "○□△✓✗？ "
_PERCENT = re.compile(r"0(?:\.(0+))?%")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell for a result, in a row whose target is known."""

    sheet: str
    name: str
    """Its coordinate: `E7`."""
    key: str
    """Of the target; of the next one where the year has none."""
    year: int
    """Of the result that is asked for."""
    indicator: str
    """As the row names it."""
    original: str
    """What the workbook said when it was written."""
    says: str
    """What it says now."""
    wrong: str = ""
    """Why it can't be read, empty where it can."""
    told: str = ""
    """Who is to see to it and how far it is, as the row says: `牵头单位：统计局；进展情况：已完成`."""

    @property
    def is_filled(self) -> bool:
        """Whether the person gave a result where the workbook had none."""
        return self.original in SILENT and self.says not in SILENT

    @property
    def is_silent(self) -> bool:
        """Whether neither the workbook nor the person gives a result."""
        return self.original in SILENT and self.says in SILENT and not self.wrong

    @property
    def is_overwritten(self) -> bool:
        """Whether a result that the workbook gave was changed."""
        return self.original not in SILENT and self.says not in (self.original, *SILENT)


def cells_of(path: Path) -> list[Cell]:
    """The cells for results, in the order of the sheets. Raises Unreadable for what is no handout."""
    data = _bytes(path)
    # What a formula comes to stands in one reading, that there is a formula in the other.
    books = [_opened(data, path, data_only=data_only) for data_only in (True, False)]
    found = [cell for sheet in books[0].worksheets for cell in _cells(sheet, books[1][sheet.title])]
    if not found:
        raise Unreadable(
            str(path),
            f"has no sheet with the hidden column {KEY}",
            "fill in a workbook that `duizhao scorecard` wrote, and leave its hidden columns in place",
        )
    return found


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise Unreadable(str(path), "there is no such file")
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(str(path), f"can't be opened ({error.strerror or error})") from error


def open_workbook(path: Path) -> Any:
    """A workbook of a person's, with its formulas. Raises Unreadable for what can't be opened."""
    return _opened(_bytes(path), path, data_only=False)


def _opened(data: bytes, path: Path, *, data_only: bool) -> Any:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(entry.file_size for entry in package.infolist())
        if size <= _UNPACKED:
            return load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)
    except Exception as error:  # openpyxl lets whatever its XML and zip readers meet come through
        raise Unreadable(
            str(path), f"isn't a workbook that can be opened ({error})", "save it again as .xlsx"
        ) from None
    raise Unreadable(str(path), "is too large once unpacked", "no handout is")


def _cells(sheet: Any, formulas: Any) -> Iterator[Cell]:
    head = _header(sheet)
    if head is None:
        return
    row, columns = head
    told = {_text(cell.value): cell.column for cell in sheet[row] if _TOLD.fullmatch(_text(cell.value))}
    for number in range(row + 1, sheet.max_row + 1):
        asked = _ASKED.fullmatch(_text(sheet.cell(number, columns["key"]).value))
        if asked is None:
            continue
        cell = sheet.cell(number, columns["result"])
        says, wrong = _said(cell, formulas.cell(number, columns["result"]))
        yield Cell(
            sheet=sheet.title,
            name=cell.coordinate,
            key=asked["key"],
            year=int(asked["year"]),
            indicator=_text(sheet.cell(number, columns["indicator"]).value),
            original=_text(sheet.cell(number, columns["original"]).value),
            says=says,
            wrong=wrong,
            told="；".join(
                f"{heading}：{said}"
                for heading, column in told.items()
                if (said := _text(sheet.cell(number, column).value))
            ),
        )


def _header(sheet: Any) -> tuple[int, dict[str, int]] | None:
    """The row of the headings, and the columns that are read; None where the sheet is of another kind."""
    for row in range(1, min(sheet.max_row, _HEADER_WITHIN) + 1):
        named = {_text(cell.value): cell.column for cell in sheet[row] if cell.value is not None}
        if KEY not in named or ORIGINAL not in named:
            continue
        result = next((column for text, column in named.items() if _RESULT.fullmatch(text)), None)
        indicator = next((column for text, column in named.items() if _INDICATOR.fullmatch(text)), None)
        if result is None or indicator is None:
            return None
        wanted = {"key": named[KEY], "original": named[ORIGINAL]}
        return row, wanted | {"result": result, "indicator": indicator}
    return None


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _said(cell: Any, source: Any) -> tuple[str, str]:
    """What a cell says, as text, and what is wrong with it."""
    value = cell.value
    if cell.data_type == "e":
        return "", f"the cell holds the error {value}"
    if value is None:
        if source.data_type == "f":
            return "", "the formula has no stored result; save the file in Excel, or type the figure"
        return "", ""
    if isinstance(value, str):
        return value.strip().lstrip(_MARKS).strip(), ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "", f"{value} is a {type(value).__name__}; type the figure as text, like 5.1%"
    return _number(value, cell.number_format or ""), ""


def _number(value: float, number_format: str) -> str:
    """A number as the sheet shows it: 0.051 in the format 0.0% is 5.1%."""
    exact = Decimal(f"{value:.15g}")  # what a binary fraction has beyond nobody wrote
    if "%" not in number_format:
        return f"{exact:f}"
    percent = (exact * 100).normalize()
    shown = _PERCENT.fullmatch(number_format)
    if shown is not None:
        rounded = round(percent, len(shown[1] or ""))
        percent = rounded if rounded == percent else percent
    return f"{percent:f}%"
