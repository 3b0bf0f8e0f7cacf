"""出处: every figure the other sheets show, numbered as they cite it, in its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from compare.scorecard.cells import clean
from compare.scorecard.grid import Column, Entry, Grid
from compare.scorecard.styles import BODY, NOTE_SIZE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.archive import Archive
    from compare.scorecard.words import Words

SHEET = "出处"
TABLE = "sources"
LONGEST_SENTENCE = 120  # of a longer one the sheet shows what stands around the figure
TRAIL = " / "  # joins the headings in the archive's views
_LINES_ABOVE = 1


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
    place: str
    year: int


class Citations:
    """Numbers figures from 1 in the order in which they are first cited."""

    def __init__(self, archive: Archive, places: Sequence[str], say: Words) -> None:
        _, rows = archive.rows(
            "SELECT cited_id, kind, title, indicator, phrase, quote, sentence, figure_at, figure_ends_at,"
            " heading, path, address, start_offset, end_offset, place, report_year"
            " FROM v_cited WHERE role <> 'context' AND list_contains(?, place)",
            [list(places)],
        )
        self._say = say
        self._figures = {row[0]: Figure(*row) for row in rows}
        self._numbers: dict[str, int] = {}

    @property
    def sheet(self) -> str:
        return self._say(SHEET)

    def entry(self, measure_id: str | None, text: str, **more: Any) -> Entry:
        """A cell with `text` that leads to the figure's row; its tip is the words around the figure."""
        if measure_id is None:
            return Entry(text, **more)
        number = self.number(measure_id)
        tip = f"{self.sheet}{number}：{self._figures[measure_id].quote}"
        return Entry(text, place=self._place_of(number), tip=tip, cites=number, **more)

    def numbers(self, *measure_ids: str | None) -> Entry:
        """A cell with the figures' numbers, for paper; it leads to the first. Empty where there are none."""
        named = [self.number(identity) for identity in measure_ids if identity is not None]
        if not named:
            return Entry("")
        text = " ".join(map(str, dict.fromkeys(named)))
        return Entry(text, place=self._place_of(named[0]), tip=f"{self.sheet}{named[0]}")

    def number(self, measure_id: str) -> int:
        return self._numbers.setdefault(measure_id, len(self._numbers) + 1)

    def figure(self, measure_id: str) -> Figure:
        return self._figures[measure_id]

    def grid(self, seen: Mapping[int, str]) -> Grid:
        """The sheet, once everything was cited. `seen`: of each number the cell that shows the figure."""
        say = self._say
        columns = (
            Column(say("编号"), 6, 6, "center"),
            Column(say("指标"), 16, 16),
            Column(say("数字"), 12, 12),
            Column(say("报告"), 15, 15),
            Column(say("章节"), 28, 28),
            Column(say("原文"), 50, 50),
            Column(say("字符位置"), 13, 13, "center"),
            Column(say("见于"), 7, 7, "center"),
        )
        rows = [
            self._row(number, self._figures[identity], seen.get(number, ""))
            for identity, number in self._numbers.items()
        ]
        assert len(columns) == len(rows[0])
        above = (
            say(
                "编号与各表“出处”栏一致，点“见于”回到该数字所在的表。"
                "字符位置自文件首字起算（UTF-8，换行计1字），自0起，不含止位；数据表无原文，所示为表中一行。"
            ),
        )
        assert len(above) == _LINES_ABOVE
        return Grid(say("出处"), columns, rows, above=above, table=TABLE, size=NOTE_SIZE)

    def _row(self, number: int, figure: Figure, seen: str) -> tuple[Entry, ...]:
        say = self._say
        sheet, _, cell = seen.rpartition("!")
        address = figure.address
        return (
            Entry(number),
            Entry(figure.indicator),
            Entry(figure.phrase),
            Entry(
                document(figure.kind, figure.title, figure.place, figure.path, say),
                address=address,
                tip=address,
            ),
            Entry(
                say("数据表")
                if figure.kind == "facts"
                else figure.heading.replace(TRAIL, "\n") or say("（无标题）")
            ),
            Entry(_sentence(figure)),
            Entry(f"{figure.start}–{figure.end}"),
            Entry(cell, place=seen, tip=sheet.strip("'")) if seen else Entry("—"),
        )

    def _place_of(self, number: int) -> str:
        return f"'{self.sheet}'!A{number + _LINES_ABOVE + 2}"


def document(kind: str, title: str, place: str, path: str, say: Words) -> str:
    """What a report or fact sheet is called; of its path only the file, since handouts go to others."""
    if kind == "facts":
        return f"{say('数据表')} {file_of(path)}"
    return title if place in title else place + title


def file_of(path: str) -> str:
    """The file's own name, whichever system wrote the path."""
    return PurePath(path.replace("\\", "/")).name


def _sentence(figure: Figure) -> str | CellRichText:
    """The sentence with the figure in bold; without, where its place isn't known."""
    text = figure.sentence or figure.quote
    start, end = figure.at, figure.ends_at
    if start is None or end is None or not 0 <= start < end <= len(text):
        return clean(text)
    first, last = _window(text, start, end)
    before = ("……" if first else "") + text[first:start]
    after = text[end:last] + ("……" if last < len(text) else "")
    parts: Sequence[str | TextBlock] = [
        clean(before),
        TextBlock(_MARKED, clean(text[start:end])),
        clean(after),
    ]
    return CellRichText([part for part in parts if str(part)])


_MARKED = InlineFont(rFont=BODY, sz=NOTE_SIZE, b=True, u="single", family=1, charset=134)


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of `text` to show: all of it, or what stands around the figure."""
    if len(text) <= LONGEST_SENTENCE:
        return 0, len(text)
    around = max(0, LONGEST_SENTENCE - (end - start)) // 2
    first = max(0, start - around)
    last = min(len(text), max(end, start + 1) + around)
    return first, min(last, first + LONGEST_SENTENCE)
