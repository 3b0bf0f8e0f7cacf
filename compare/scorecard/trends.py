"""多年走势: of each main indicator the targets and results of all years in the archive, with a chart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from openpyxl.chart import Reference
from openpyxl.worksheet.properties import PageSetupProperties

from compare.pairing.quantity import unit
from compare.scorecard import charts, styles
from compare.scorecard.grid import Column, Entry
from compare.scorecard.laying import Laid, break_pages, cell_at, room_of
from compare.scorecard.styles import Dress
from compare.scorecard.targets import NONE, Desk, gap_entries, name_of, result_entry, verdict_entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from openpyxl.worksheet.worksheet import Worksheet

    from compare.scorecard.laying import Layer
    from compare.scorecard.material import Row
    from compare.scorecard.styles import Page
    from compare.scorecard.words import Words

SHEET = "多年走势"
MOST = 16  # indicators; what is set more rarely stands in the tables of the years
_LEAST_YEARS, _LEAST_ROWS, _LEAST_RESULTS = 3, 8, 2
_WIDTHS = (7, 17, 17, 13, 15, 1, 45)  # less than a page: a scale can't tell how wide a font is that stands in
_PAGE_HEIGHT = 520.0  # points of landscape A4 within the margins, at the largest scale
_TALLEST_CHART = 14  # rows
_CHART = 7  # the column where the chart begins
_HELPERS = {"year": 1, "planned": 8, "spread": 9, "achieved": 10}


@dataclass(slots=True)
class Course:
    """One indicator over the years."""

    name: str
    aspect: str
    rows: dict[int, Row] = field(default_factory=dict)
    """Of each year the row of its 对照表."""

    @property
    def unit(self) -> str:
        """The unit most of its figures are in."""
        units = [
            row[f"{side}_unit"]
            for row in self.rows.values()
            for side in ("target", "result")
            if row[f"{side}_value"] is not None
        ]
        return Counter(units).most_common(1)[0][0] if units else ""

    @property
    def is_drawn(self) -> bool:
        """Whether there are results enough for a line."""
        return sum(self.achieved(row) is not None for row in self.rows.values()) >= _LEAST_RESULTS

    def achieved(self, row: Row) -> Decimal | None:
        """The result of a year, as far as one stands."""
        return self.number(row["result_value"], row["result_unit"]) if row["result_id"] else None

    def number(self, value: Decimal | None, written: str | None) -> Decimal | None:
        """`value` in the unit of the course; None where its unit is of another kind."""
        own, other = unit(self.unit, self.aspect), unit(written or "", self.aspect)
        if value is None or own.dimension != other.dimension:
            return None
        return value if own.factor == other.factor else value * other.factor / own.factor


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is written."""

    sheet: Worksheet
    layer: Layer
    row: int


def courses(desk: Desk) -> list[Course]:
    """The indicators with a target in figures in three years or more, in the order of the newest report."""
    found: dict[tuple[str, str, str], Course] = {}
    for year in sorted(desk.material.cards, reverse=True):
        for row in desk.material.cards[year]:
            key = row["canonical"] or row["indicator"], row["aspect"], row["scope"]
            course = found.setdefault(key, Course(name_of(row), row["aspect"]))
            if row["target_id"] or row["result_id"]:
                course.rows.setdefault(year, row)
    lasting = [
        course
        for course in found.values()
        if sum(row["target_value"] is not None for row in course.rows.values()) >= _LEAST_YEARS
    ]
    often = sorted(lasting, key=lambda course: -len(course.rows))[:MOST]
    return [course for course in lasting if course in often]


def lay(
    sheet: Worksheet, layer: Layer, desk: Desk, found: Sequence[Course], page: Page
) -> tuple[Laid, list[str]]:
    """Write the sheet; returns what was laid, and the words that stand for each chart."""
    for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for letter in "HIJ":
        sheet.column_dimensions[letter].hidden = True
    say, width = desk.say, sum(_WIDTHS)
    layer.head(
        sheet,
        say("{place}主要预期目标多年走势", place=desk.place),
        (
            say(
                "短横为目标（区间目标另以灰条表示上下限），折线为完成；空缺为未设目标、未披露或非数值；完成数不足两年的不作图。"
            ),
        ),
        width,
        len(_WIDTHS),
    )
    laid, row = Laid(first=3), 3
    words: list[str] = []
    head = sum(sheet.row_dimensions[number].height for number in (1, 2))
    breaks: list[int] = []
    used, tallest = head, 0.0
    for course in found:
        words += _block(_Place(sheet, layer, row), desk, course, laid)
        height = sum(sheet.row_dimensions[row + n].height for n in range(_rows(course) + 1))
        tallest = max(tallest, height)
        if used + height > _PAGE_HEIGHT and used > head:
            breaks.append(row - 1)
            used = 0.0
        used += height
        row += _rows(course) + 1
    laid.last = row - 1
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = "A3"
    styles.print_on_a4(sheet, page, len(_WIDTHS), laid.last)
    break_pages(sheet, breaks)
    _print(sheet, min(1.0, _PAGE_HEIGHT / (tallest + head)))
    return laid, words


def _rows(course: Course) -> int:
    """The rows that a course takes, without the empty one under it."""
    years = max(course.rows) - min(course.rows) + 1
    return max(_LEAST_ROWS if course.is_drawn else 0, years) + 2


def _print(sheet: Worksheet, scale: float) -> None:
    """By a scale of its own: where a sheet is fitted to a width Excel minds no page break."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = None
    sheet.page_setup.scale = int(min(scale, 0.97) * 100)


def _block(place: _Place, desk: Desk, course: Course, laid: Laid) -> list[str]:
    """The table of a course with its chart beside it; returns the words for the chart, if there is one."""
    sheet, layer, row, say = place.sheet, place.layer, place.row, desk.say
    title = _title(course, say)
    band = Dress(face="heading", wrap=False, bordered=False, shade="band")
    for column in range(1, len(_WIDTHS) + 1):
        layer.wardrobe.dress(cell_at(sheet, row, column), band)
    layer.fill_text(cell_at(sheet, row, 1), title, band)
    heads = (say("年份"), say("目标"), say("完成"), say("差值"), say("完成情况"))
    for column, text in enumerate(heads, 1):
        layer.fill_text(
            cell_at(sheet, row + 1, column), text, Dress(face="heading", align="center", shade="head")
        )
    first = row + 2
    years = range(min(course.rows), max(course.rows) + 1)
    for number, year in enumerate(years, first):
        found = course.rows.get(year)
        _year(replace(place, row=number), _entries(year, found, desk), laid)
        if found is not None:
            _helpers(sheet, course, found, number)
    for number in range(row, row + _rows(course) + 1):
        height = sheet.row_dimensions[number].height
        sheet.row_dimensions[number].height = max(styles.LEAST_HEIGHT, height or 0)
    if not course.is_drawn:
        return []
    last = first + len(years) - 1
    cells = {
        key: Reference(sheet, min_col=column, min_row=first, max_row=last) for key, column in _HELPERS.items()
    }
    chart = charts.course(title, cells, (say("目标"), say("完成")))
    rows = min(_rows(course), _TALLEST_CHART)
    charts.place(sheet, chart, (_CHART, row + 1), (_CHART, row + rows - 1))
    return [_description(course, title, say)]


def _title(course: Course, say: Words) -> str:
    kind = say("增长") if course.aspect == "growth" else ""
    told = "，".join(filter(None, (kind, course.unit)))
    return f"{course.name}（{told}）" if told else course.name


def _entries(year: int, row: Row | None, desk: Desk) -> list[Entry]:
    if row is None:
        return [Entry(year), *[Entry(NONE)] * 4]
    return [
        Entry(year),
        desk.cite.entry(row["target_id"], row["target"] or NONE),
        result_entry(row, row["proposed"], row["proposed_id"], desk),
        _number(gap_entries(row, row["gap"], desk.say)[0]),
        verdict_entry(row["verdict_zh"] if row["target_id"] else None, desk.say),
    ]


def _year(place: _Place, entries: Sequence[Entry], laid: Laid) -> None:
    """A row of the table."""
    tallest = 1
    for column, (entry, width) in enumerate(zip(entries, _WIDTHS, strict=False), 1):
        cell = cell_at(place.sheet, place.row, column)
        lines = place.layer.fill(cell, entry, room_of(width), Column("", width, width, "center"))
        tallest = max(tallest, lines)
        if entry.cites:
            laid.cited.append((entry.cites, cell.coordinate))
    place.sheet.row_dimensions[place.row].height = styles.height_of(tallest)


def _number(entry: Entry) -> Entry:
    """Without the formula: the numbers that stand here are in the unit of the course."""
    return Entry(entry.value, number_format=entry.number_format, shows=entry.shows)


def _helpers(sheet: Worksheet, course: Course, row: Row, number: int) -> None:
    """The numbers that the chart draws."""
    low = course.number(row["target_value"], row["target_unit"])
    high = course.number(row["target_value_max"], row["target_unit"])
    achieved = course.achieved(row)
    spread = None if low is None or high is None else abs(high - low)
    if high is not None and low is not None:
        low = min(low, high)
    for key, value in (("planned", low), ("spread", spread), ("achieved", achieved)):
        if value is not None:
            sheet.cell(number, _HELPERS[key]).value = value


def _description(course: Course, title: str, say: Words) -> str:
    """What the chart shows, for those who can't see it."""
    said = [
        say(
            "{year}年目标{target}、完成{result}",
            year=year,
            target=row["target"] or NONE,
            result=row["result"] or NONE,
        )
        for year, row in sorted(course.rows.items())
    ]
    return f"{title}：" + say.join(said)
