"""Excel workbooks: the rows of the one sheet that is wanted, each cell as the words that stand for it."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from compare.errors import BadRow, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_UNPACKED = 200 * 1024 * 1024
"""Bytes; a sheet of facts unpacks to far less, a zip bomb to far more."""

_DECIMALS = re.compile(r"(?:#,##)?0(?:\.(0+))?(?:_.)?")
"""Number formats that show a plain number, with how many decimals."""


def rows_of(
    data: bytes, path: str, wanted: Callable[[Sequence[str]], bool]
) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of the sheet whose header is `wanted`; of the first sheet where none is.

    Formulas aren't computed: what the workbook holds as their result is read. Raises BadRow for a cell whose
    words aren't certain (an error, a date, a percentage, a formula without a result), and Unreadable.
    """
    values, formulas = _opened(data, path, data_only=True), _opened(data, path, data_only=False)
    names = [name for name in values.sheetnames if hasattr(values[name], "iter_rows")]
    for sheet in [book[name] for book in (values, formulas) for name in names]:
        # The size a workbook states may be wrong either way; without it the rows are counted as they come.
        sheet.reset_dimensions()
    fitting = [name for name in names if wanted(_header(values[name]))]
    if len(fitting) > 1:
        raise Unreadable(
            path, f"has several sheets of facts ({', '.join(fitting)})", "save each as a file of its own"
        )
    if not names:
        raise Unreadable(path, "has no sheet with cells")
    name = (fitting or names)[0]
    pairs = zip(values[name].iter_rows(), formulas[name].iter_rows(), strict=True)
    for line, (cells, sources) in enumerate(pairs, 1):
        yield line, [_words(cell, source, path, line) for cell, source in zip(cells, sources, strict=True)]


def _opened(data: bytes, path: str, *, data_only: bool) -> Any:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED:
                raise Unreadable(path, "is too large once unpacked", "keep the facts only")
        return load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl lets whatever its XML and zip readers meet come through
        raise Unreadable(
            path, f"isn't a workbook that can be opened ({error})", "save it again as .xlsx"
        ) from None


def _header(sheet: Any) -> list[str]:
    for row in sheet.iter_rows(values_only=True):
        if any(value is not None for value in row):
            return [str(value or "") for value in row]
    return []


def _words(cell: Any, source: Any, path: str, line: int) -> str:
    def wrong(reason: str) -> BadRow:
        return BadRow(path, line, str(getattr(cell, "column_letter", "?")), reason)

    value = cell.value
    if cell.data_type == "e":
        raise wrong(f"the cell holds the error {value}")
    if value is None:
        if source.data_type == "f":
            raise wrong("the formula has no stored result; save the file in Excel, or type the value")
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise wrong(f"{value} is a {type(value).__name__}; format the cell as text")
    if isinstance(value, str):
        return value
    if "%" in (cell.number_format or ""):
        raise wrong("the cell is a percentage; type the number as text, and % in the column unit")
    return _number(value, cell.number_format or "")


def _number(value: int | float, number_format: str) -> str:
    """The number as the sheet shows it where that loses nothing: 5 in the format 0.0 is 5.0."""
    # Excel itself keeps 15 digits; what a binary fraction has beyond them nobody wrote.
    exact = Decimal(f"{value:.15g}")
    found = _DECIMALS.fullmatch(number_format)
    if found is not None:
        shown = round(exact, len(found[1] or ""))
        if shown == exact:
            exact = shown
    return f"{exact:f}"
