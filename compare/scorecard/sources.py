"""出处: every figure the other sheets show, numbered as they cite it, in its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from compare.scorecard.cells import clean
from compare.scorecard.grid import Column, Entry, Grid
from compare.scorecard.styles import BODY, SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.archive import Archive

SHEET = "出处"
LONGEST_SENTENCE = 700  # of a longer one the sheet shows what stands around the figure
TRAIL = " / "  # joins the headings in the archive's views

COLUMNS = (
    Column("编号", 6, 6, "center"),
    Column("指标", 12, 22),
    Column("数字", 10, 16),
    Column("报告（点击打开网页）", 22, 36),
    Column("章节", 14, 26),
    Column("原文（所引数字加粗并加下划线）", 40, 64),
    Column("字符位置", 13, 15, "center"),
    Column("网址或来源", 14, 30),
)
ABOVE = (
    "编号与各表“出处”栏一致。字符位置为数字在原文件（UTF-8，换行计1字）中的起止，自0起算，不含止位；"
    "数据表无原文，所示为表中一行。",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the archive with where it stands."""

    measure_id: str
    kind: str
    title: str
    indicator: str
    phrase: str
    quote: str
    sentence: str
    at: int | None
    """Where in `sentence` the figure begins and ends; None where it stands in none."""
    ends_at: int | None
    heading: str
    path: str
    address: str
    start: int
    end: int


class Citations:
    """Numbers figures from 1 in the order in which they are first cited."""

    def __init__(self, archive: Archive, place: str) -> None:
        _, rows = archive.rows(
            "SELECT m.measure_id, m.kind, r.title, m.indicator, m.phrase, m.quote, m.sentence, m.figure_at,"
            " m.figure_ends_at, m.heading, m.path, m.address, m.start_offset, m.end_offset"
            " FROM v_measures AS m JOIN v_reports AS r USING (report_id) WHERE m.place = ?",
            [place],
        )
        self._place = place
        self._figures = {row[0]: Figure(*row) for row in rows}
        self._numbers: dict[str, int] = {}

    def entry(self, measure_id: str | None, text: str, **more: Any) -> Entry:
        """A cell with `text` that leads to the figure's row; its tip is the words around the figure."""
        if measure_id is None:
            return Entry(text, **more)
        number = self._number(measure_id)
        tip = f"出处{number}：{self._figures[measure_id].quote}"
        return Entry(text, place=_place_of(number), tip=tip, **more)

    def number(self, measure_id: str | None) -> Entry:
        """A cell with the figure's number, leading to its row; empty where there is no figure."""
        return Entry("") if measure_id is None else self.entry(measure_id, str(self._number(measure_id)))

    def grid(self, footer: str) -> Grid:
        """The sheet, once everything was cited."""
        rows = [self._row(number, self._figures[identity]) for identity, number in self._numbers.items()]
        return Grid("出处", COLUMNS, rows, above=ABOVE, footer=footer, filtered=True)

    def _number(self, measure_id: str) -> int:
        return self._numbers.setdefault(measure_id, len(self._numbers) + 1)

    def _row(self, number: int, figure: Figure) -> tuple[Entry, ...]:
        return (
            Entry(number),
            Entry(figure.indicator),
            Entry(figure.phrase),
            Entry(document(figure.kind, figure.title, self._place, figure.path), address=figure.address),
            Entry(
                "数据表" if figure.kind == "facts" else figure.heading.replace(TRAIL, "\n") or "（无标题）"
            ),
            Entry(_sentence(figure)),
            Entry(f"{figure.start}–{figure.end}"),
            Entry(figure.address or "（未载）"),
        )


def document(kind: str, title: str, place: str, path: str) -> str:
    """What a report or fact sheet is called; of its path only the file, since handouts go to others."""
    name = PurePath(path.replace("\\", "/")).name
    if kind == "facts":
        return f"数据表 {name}"
    return title if place in title else place + title


def _place_of(number: int) -> str:
    return f"'{SHEET}'!A{number + len(ABOVE) + 2}"


def _sentence(figure: Figure) -> str | CellRichText:
    """The sentence with the figure in bold; without, where its place isn't known."""
    text = figure.sentence or figure.quote
    start, end = figure.at, figure.ends_at
    if start is None or end is None or not 0 <= start < end <= len(text):
        return clean(text)
    first, last = _window(text, start, end)
    before = ("……" if first else "") + text[first:start]
    after = text[end:last] + ("……" if last < len(text) else "")
    marked = InlineFont(rFont=BODY, sz=SIZE, b=True, u="single")
    parts: Sequence[str | TextBlock] = [
        clean(before),
        TextBlock(marked, clean(text[start:end])),
        clean(after),
    ]
    return CellRichText([part for part in parts if str(part)])


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of `text` to show: all of it, or what stands around the figure."""
    if len(text) <= LONGEST_SENTENCE:
        return 0, len(text)
    around = max(0, LONGEST_SENTENCE - (end - start)) // 2
    first = max(0, start - around)
    last = min(len(text), max(end, start + 1) + around)
    return first, min(last, first + LONGEST_SENTENCE)
