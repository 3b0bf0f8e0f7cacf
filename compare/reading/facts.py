"""Fact sheets: figures that stand in no report the user has as a text, one a row of a CSV or XLSX file.

A sheet is taken whole or not at all: one wrong row would otherwise be missing from a handout unnoticed.
Its `Source.text` is a rendering, a sentence a row, so that its figures can be traced like any other.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from compare.errors import BadRow, Unreadable
from compare.model import Aspect, Bound, Fact, Role, Source
from compare.reading.decoding import decode
from compare.reading.workbook import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_COLUMNS = {
    "place": "地区",
    "report_year": "报告年份",
    "role": "角色",
    "period": "期间",
    "scope": "范围",
    "indicator": "指标",
    "aspect": "口径",
    "bound": "界限",
    "value": "数值",
    "value_max": "数值上限",
    "unit": "单位",
    "source": "来源",
}
_OPTIONAL = {"value_max"}
_NAMES = {name: column for column, chinese in _COLUMNS.items() for name in (column, chinese)}

_ROLES: dict[str, Role] = {
    "target": "target", "目标": "target",
    "achieved": "achieved", "结果": "achieved",
    "context": "context", "背景": "context",
}  # fmt: skip
_ASPECTS: dict[str, Aspect] = {
    "level": "level", "水平": "level",
    "growth": "growth", "增长": "growth",
    "change": "change", "变化": "change",
    "rank": "rank", "位次": "rank",
}  # fmt: skip
_BOUNDS: dict[str, Bound] = {
    "eq": "eq", "等于": "eq",
    "about": "about", "左右": "about",
    "ge": "ge", "以上": "ge",
    "gt": "gt", "超过": "gt",
    "le": "le", "以内": "le",
    "lt": "lt", "低于": "lt",
    "range": "range", "区间": "range",
    "qual": "qual", "定性": "qual",
}  # fmt: skip
_ROLE_WORDS: dict[Role, str] = {"target": "目标", "achieved": "结果", "context": "背景"}

_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_ONE = re.compile(_NUMBER)
# After NFKC ～ is ~; the long and the short dash stay what they are.
_TWO = re.compile(rf"({_NUMBER})\s*(?:[-—–~至]|——)\s*({_NUMBER})")
_PERIOD = re.compile(r"((?:19|20)\d\d)(?:(-)((?:19|20)\d\d)|H([12])|Q([1-4]))?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

_T = TypeVar("_T")


class Wrong(Exception):
    """A cell that can't be taken: its column and why."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


class Rendering(NamedTuple):
    """A fact as a sentence, with the span of its value in it."""

    text: str
    start: int
    end: int


def sheet(data: bytes, path: str, suffix: str) -> Source:
    """The Source of a fact sheet's bytes; `suffix` says which kind it is (`.csv` or `.xlsx`).

    Raises BadRow naming the first wrong cell and how many more rows are wrong, and Unreadable.
    """
    if suffix == ".xlsx":
        rows, encoding = rows_of(data, path, wanted=lambda cells: len(_known(cells)) >= 2), "xlsx"
    else:
        text, encoding = decode(data, path)
        rows = _csv_rows(text, path)
    facts, text = _facts(rows, path)
    return Source(
        path=path,
        text=text,
        format="facts",
        encoding=encoding,
        digest=hashlib.sha256(data).hexdigest(),
        facts=facts,
    )


# -- rows ----------------------------------------------------------------------------------------------------


def _csv_rows(text: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Line number (of the row's first line, from 1) and cells of each row."""
    first = text.partition("\n")[0]
    # Office programs of some regions write tabs or semicolons; the header tells which.
    delimiter = max(",\t;", key=lambda mark: len(_known(first.split(mark))))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadRow(path, line, "(all)", f"isn't CSV: {error}") from None


def _facts(rows: Iterator[tuple[int, list[str]]], path: str) -> tuple[tuple[Fact, ...], str]:
    filled = ((line, [cell.strip() for cell in cells]) for line, cells in rows if any(map(str.strip, cells)))
    head = next(filled, None)
    if head is None:
        raise Unreadable(path, "is empty")
    columns = _header(*head, path)
    facts: list[Fact] = []
    wrong: list[BadRow] = []
    seen: dict[tuple[object, ...], int] = {}
    pieces: list[str] = []
    offset = 0
    for line, cells in filled:
        try:
            fact, rendering = _fact(line, _row(cells, columns), offset)
            _once(fact, seen)
        except Wrong as error:
            wrong.append(BadRow(path, line, error.column, error.reason))
            continue
        facts.append(fact)
        pieces.append(rendering.text + "\n")
        offset += len(pieces[-1])
    if wrong:
        raise _first_of(wrong)
    if not facts:
        raise Unreadable(path, "has a header but no rows")
    return tuple(facts), "".join(pieces)


def _first_of(wrong: Sequence[BadRow]) -> BadRow:
    first, more = wrong[0], len(wrong) - 1
    if not more:
        return first
    lines = ", ".join(str(row.line) for row in wrong[1:6]) + (", …" if more > 5 else "")
    rows = "1 more row is" if more == 1 else f"{more} more rows are"
    return BadRow(
        first.path, first.line, first.column, f"{first.reason} ({rows} wrong: line{'s' * (more > 1)} {lines})"
    )


def _known(cells: Sequence[str]) -> list[str]:
    return [name for cell in cells if (name := _NAMES.get(cell.strip().strip('"').lower()))]


def _header(line: int, cells: Sequence[str], path: str) -> list[str]:
    """The column of each cell, in the sheet's own order."""
    columns: list[str] = []
    while cells and not cells[-1]:
        cells = cells[:-1]
    for cell in cells:
        column = _NAMES.get(cell.lower())
        if column is None:
            known = ", ".join(_COLUMNS)
            raise BadRow(path, line, cell or "(empty)", f"there is no such column; the columns are {known}")
        if column in columns:
            raise BadRow(path, line, cell, "the column is there twice")
        columns.append(column)
    for column in _COLUMNS:
        if column not in columns and column not in _OPTIONAL:
            raise BadRow(path, line, column, "the column is missing")
    return columns


def _row(cells: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    row = dict.fromkeys(_COLUMNS, "")
    for place, cell in enumerate(cells):
        if place < len(columns):
            row[columns[place]] = cell
        elif cell:
            raise Wrong("(none)", f"{cell} stands beyond the last column; put a cell with a comma in quotes")
    for column, cell in row.items():
        if _UNPRINTABLE.search(cell):
            raise Wrong(column, "a line break or control character in a cell")
    return row


def _once(fact: Fact, seen: dict[tuple[object, ...], int]) -> None:
    """Refuse a second row for the same figure: which of the two would count?"""
    key = (
        fact.place, fact.report_year, fact.role, fact.period, fact.scope,
        fact.indicator, fact.aspect, fact.bound, fact.unit,
    )  # fmt: skip
    first = seen.setdefault(key, fact.line)
    if first != fact.line:
        raise Wrong("indicator", f"line {first} gives this figure already")


# -- cells ---------------------------------------------------------------------------------------------------


def _fact(line: int, row: Mapping[str, str], offset: int) -> tuple[Fact, Rendering]:
    role = _one_of(row, "role", _ROLES)
    aspect = _one_of(row, "aspect", _ASPECTS)
    bound = _one_of(row, "bound", _BOUNDS)
    value, value_max = _values(row, bound)
    _sensible(row, aspect, bound, value)
    if _YEAR.fullmatch(row["report_year"]) is None:
        raise Wrong("report_year", _isnt(row["report_year"], "a year, like 2025"))
    fact = Fact(
        line=line,
        start=0,
        end=0,
        place=_words(row, "place"),
        report_year=int(row["report_year"]),
        role=role,
        period=_period(row["period"]),
        scope=row["scope"],
        indicator=_words(row, "indicator"),
        aspect=aspect,
        bound=bound,
        value=value,
        value_max=value_max,
        unit=row["unit"],
        source=_words(row, "source"),
    )
    rendering = render(fact, row["value"] if bound == "qual" else "")
    return _placed(fact, offset + rendering.start, offset + rendering.end), rendering


def _placed(fact: Fact, start: int, end: int) -> Fact:
    return replace(fact, start=start, end=end)


def _isnt(cell: str, wanted: str) -> str:
    return f"{cell} isn't {wanted}" if cell else f"is empty; give {wanted}"


def _words(row: Mapping[str, str], column: str) -> str:
    if not row[column]:
        raise Wrong(column, "is empty")
    return row[column]


def _one_of(row: Mapping[str, str], column: str, allowed: Mapping[str, _T]) -> _T:
    cell = row[column]
    if cell not in allowed:
        raise Wrong(column, _isnt(cell, "one of " + ", ".join(name for name in allowed if name.isascii())))
    return allowed[cell]


def _period(cell: str) -> str:
    found = _PERIOD.fullmatch(cell)
    if found is None:
        raise Wrong("period", _isnt(cell, "a period, like 2025, 2021-2025, 2025H1 or 2024Q1"))
    if found[3] and found[3] <= found[1]:
        raise Wrong("period", f"{cell} ends before it begins")
    return cell


def _values(row: Mapping[str, str], bound: Bound) -> tuple[Decimal | None, Decimal | None]:
    cell, upper = (unicodedata.normalize("NFKC", row[column]) for column in ("value", "value_max"))
    if upper and bound != "range":
        raise Wrong("value_max", "is given, but the bound isn't range")
    if bound == "qual":
        if any(map(str.isdigit, cell)):
            raise Wrong("value", "has figures, but the bound is qual; leave it empty or give the wording")
        return None, None
    if bound != "range":
        return _number("value", cell), None
    if not upper:
        found = _TWO.fullmatch(cell)
        if found is None:
            raise Wrong("value", _isnt(cell, "a range, like 4.5-5, and value_max is empty"))
        cell, upper = found[1], found[2]
    low, high = _number("value", cell), _number("value_max", upper)
    # 下降1%—2% runs from -1 to -2: of a fall the smaller comes first.
    if abs(low) >= abs(high) if high < 0 else low >= high:
        raise Wrong("value", f"the range {low}—{high} doesn't rise")
    return low, high


def _number(column: Literal["value", "value_max"], cell: str) -> Decimal:
    if cell.endswith(("%", "‰")):
        raise Wrong(column, f"{cell}: the sign belongs in the column unit")
    if _ONE.fullmatch(cell) is None:
        raise Wrong(column, _isnt(cell, "a number, like 5.1"))
    return Decimal(cell.replace(",", ""))


def _sensible(row: Mapping[str, str], aspect: Aspect, bound: Bound, value: Decimal | None) -> None:
    unit = row["unit"]
    if any(character.isdigit() for character in unit):
        raise Wrong("unit", f"{unit} has figures; they belong in the column value")
    if bound == "qual" and unit:
        raise Wrong("unit", f"{unit} is given, but the bound is qual")
    if bound != "qual" and aspect in {"growth", "change"} and not unit:
        raise Wrong("unit", f"is empty; a {aspect} has a unit, like % or 个百分点")
    if aspect == "rank" and value is not None and (value < 1 or value != int(value)):
        raise Wrong("value", f"{value} isn't a place in an order, like 4")


# -- rendering -----------------------------------------------------------------------------------------------


def render(fact: Fact, wording: str = "") -> Rendering:
    """The fact as a sentence: `2025年贵阳市地区生产总值增长6%左右（目标，来源：…）`.

    The span holds the digits only, of a range from the first to the last; of a qualitative fact its
    wording, or its indicator where there is none.
    """
    head = f"{_period_words(fact.period)}{fact.place}{fact.scope}"
    tail = f"（{_ROLE_WORDS[fact.role]}，来源：{fact.source}）"
    if fact.value is None:
        start = len(head) + (len(fact.indicator) if wording else 0)
        clause = head + fact.indicator + wording
        return Rendering(clause + ("" if wording else "（定性）") + tail, start, len(clause))
    before, after = _around(fact)
    unit = (fact.unit or "位") if fact.aspect == "rank" else fact.unit
    signed = fact.aspect in {"level", "rank"}
    figure = _digits(fact.value, signed=signed)
    if fact.value_max is not None:
        between = unit if unit in {"%", "％", "‰"} else ""
        figure += f"{between}—{_digits(fact.value_max, signed=signed)}"
    start = len(head) + len(fact.indicator) + len(before)
    return Rendering(f"{head}{fact.indicator}{before}{figure}{unit}{after}{tail}", start, start + len(figure))


def _around(fact: Fact) -> tuple[str, str]:
    """The verb and the bound's word, before and after the figure."""
    over, under = {"gt": "超过"}.get(fact.bound, ""), {"lt": "不到"}.get(fact.bound, "")
    after = {"about": "左右", "ge": "以上", "le": "以内"}.get(fact.bound, "")
    falls = fact.value is not None and fact.value < 0
    if fact.aspect == "growth":
        return ("下降" if falls else "增长") + over + under, after
    if fact.aspect == "change":
        return ("降低" if falls else "提高") + over + under, after
    if fact.aspect == "rank":
        return "位居第", after
    verbs: dict[Bound, str] = {"gt": "超过", "lt": "低于", "le": "控制在"}
    return verbs.get(fact.bound, "达到"), after


def _digits(value: Decimal, *, signed: bool) -> str:
    return f"{value if signed else abs(value):f}"


def _period_words(period: str) -> str:
    found = _PERIOD.fullmatch(period)
    if found is None:
        return period
    if found[3]:
        return f"{found[1]}—{found[3]}年"
    if found[4]:
        return f"{found[1]}年{'上下'[int(found[4]) - 1]}半年"
    if found[5]:
        return f"{found[1]}年第{'一二三四'[int(found[5]) - 1]}季度"
    return f"{found[1]}年"
