"""摘要: one page with the counts, the biggest misses and beats, what was dropped, and the documents."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.chart import Reference

from compare.pairing.quantity import unit
from compare.scorecard import charts, styles
from compare.scorecard.grid import Column, Entry
from compare.scorecard.laying import Laid, cell_at, room_of
from compare.scorecard.sources import document, file_of
from compare.scorecard.styles import Dress
from compare.scorecard.targets import CODES, NONE, Desk, gap_entries, name_of, verdict_entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from compare.scorecard.laying import Layer
    from compare.scorecard.material import Row

SHEET = "摘要"
_WIDTHS = (15, 10, 10, 10, 7, 16, 14, 15)
_HEAD = Dress(face="heading", align="center", shade="head")
_SECTION = Dress(face="heading", bordered=False, wrap=False)
MOST_NAMED, MOST_DOCUMENTS = 5, 6
# A gap of so many points, or such a share of a level, weighs as much: for the order of what is named only.
_POINTS, _SHARE = Decimal("0.3"), Decimal("0.03")
_MISSED, _BEATEN = ("未完成", "接近完成"), ("超额完成",)


class Summary:
    """Lays the page row by row; `codes` are the cells with the numbers of the verdicts, by kind of target."""

    def __init__(
        self, sheet: Worksheet, layer: Layer, desk: Desk, codes: Mapping[str, str], version: str
    ) -> None:
        self.sheet, self.layer, self.desk, self.codes, self.version = sheet, layer, desk, codes, version
        self.laid = Laid(first=1)
        self.described: list[str] = []
        self.row = 0

    def lay(self) -> Laid:
        say, material = self.desk.say, self.desk.material
        for letter, width in zip("ABCDEFGH", _WIDTHS, strict=True):
            self.sheet.column_dimensions[letter].width = width
        year = material.judged
        self.layer.head(
            self.sheet,
            say("{place}政府工作报告目标完成情况摘要", place=self.desk.place),
            (self._scope(year),),
            sum(_WIDTHS),
            len(_WIDTHS),
        )
        self.row = 3
        if year:
            self._counts(year)
            self._extremes(year)
            self._dropped(year)
        self._documents(year)
        self._note()
        self.laid.last = self.row - 1
        self.sheet.sheet_view.showGridLines = False
        return self.laid

    def _scope(self, year: int) -> str:
        say, material = self.desk.say, self.desk.material
        first, last = material.years[0], material.years[-1]
        if not year:
            return say("只有{year}年的资料，没有可对照的上一年目标；目标见各表。", year=last)
        span = (
            say("{year}年", year=first) if first == last else say("{first}—{last}年", first=first, last=last)
        )
        return say(
            "对照{year}年所提目标与{next}年资料所载完成情况。本簿收录{span}资料{count}份。",
            year=year,
            next=year + 1,
            span=span,
            count=len(material.reports),
        )

    def _counts(self, year: int) -> None:
        """The table of counts, which are formulas, and its chart beside it."""
        say, sheet, head = self.desk.say, self.sheet, self.row
        for column, text in enumerate((say("完成情况"), say("主要目标"), say("其他量化"), say("合计")), 1):
            self.layer.fill_text(cell_at(sheet, head, column), text, _HEAD)
        shown = self.desk.material.shown(year)
        counted = {"main": [0] * len(CODES), "other": [0] * len(CODES)}
        for row in self.desk.material.plans.get(year, ()):
            if row["verdict_zh"] in CODES:
                kind = "main" if row["target_id"] in shown else "other"
                counted[kind][CODES.index(row["verdict_zh"])] += 1
        first = head + 1
        for offset, word in enumerate(CODES):
            numbers = [counted[kind][offset] for kind in ("main", "other")]
            self._count_row(first + offset, verdict_entry(word, say), offset + 1, numbers)
        total = first + len(CODES)
        sums = [sum(counted["main"]), sum(counted["other"])]
        self.layer.fill_text(cell_at(sheet, total, 1), say("合计"), _HEAD)
        for letter, number in zip("BCD", (*sums, sum(sums)), strict=True):
            self._formula(f"{letter}{total}", f"SUM({letter}{first}:{letter}{total - 1})", number, "head")
        self._share(total + 1, first, total, counted)
        if any(counted["main"]):
            self._chart(first, total - 1, head)
        for number in range(head, total + 2):
            sheet.row_dimensions[number].height = styles.LEAST_HEIGHT
        self.row = total + 3

    def _count_row(self, row: int, verdict: Entry, code: int, numbers: Sequence[int]) -> None:
        self.layer.fill(cell_at(self.sheet, row, 1), verdict, 13, Column("", 13, 13))
        for column, kind, number in zip("BC", ("main", "other"), numbers, strict=True):
            cells = self.codes.get(kind, "")
            self._formula(f"{column}{row}", f"COUNTIF({cells},{code})" if cells else "0", number)
        self._formula(f"D{row}", f"B{row}+C{row}", sum(numbers))

    def _share(self, row: int, first: int, total: int, counted: Mapping[str, Sequence[int]]) -> None:
        """Of the targets the share on which the later report has a result."""
        silent = [CODES.index("未披露"), CODES.index("资料未载")]
        self.layer.fill_text(
            cell_at(self.sheet, row, 1), self.desk.say("有结果的占"), Dress(look="strong", wrap=False)
        )
        kinds = (counted["main"], counted["other"], [a + b for a, b in zip(*counted.values(), strict=True)])
        for column, numbers in zip("BCD", kinds, strict=True):
            whole, passed = sum(numbers), sum(numbers[index] for index in silent)
            cells = "+".join(f"{column}{first + index}" for index in silent)
            formula = f'IF({column}{total}=0,"{NONE}",1-({cells})/{column}{total})'
            value = NONE if not whole else str(1 - Decimal(passed) / whole)
            self._formula(f"{column}{row}", formula, value, number_format="0%")

    def _formula(
        self, name: str, formula: str, value: object, shade: styles.Shade = "", number_format: str = "0"
    ) -> None:
        cell = self.sheet[name]
        cell.value = f"={formula}"
        self.laid.results[name] = str(value)
        self.layer.wardrobe.dress(
            cell, Dress(align="center", wrap=False, shade=shade, number_format=number_format)
        )

    def _chart(self, first: int, last: int, head: int) -> None:
        say = self.desk.say
        words = Reference(self.sheet, min_col=1, min_row=first, max_row=last)
        numbers = Reference(self.sheet, min_col=2, min_row=first, max_row=last)
        chart = charts.counts(words, numbers, say("主要预期目标完成情况（项）"))
        charts.place(self.sheet, chart, (5, head), (len(_WIDTHS), last + 2))
        told = [
            f"{self.sheet.cell(row, 1).value} {self.laid.results[f'B{row}']}"
            for row in range(first, last + 1)
        ]
        self.described.append(say("主要预期目标完成情况（项）") + "：" + say.join(told))

    def _extremes(self, year: int) -> None:
        say, plans = self.desk.say, self.desk.material.plans.get(year, ())
        shown = self.desk.material.shown(year)
        judged = [row for row in plans if row["state"] == "paired" and row["gap"] is not None]
        for title, words in (
            (say("差距最大的目标"), _MISSED),
            (say("超出最多的目标"), _BEATEN),
        ):
            rows = sorted(
                (row for row in judged if row["verdict_zh"] in words),
                key=lambda row: (row["target_id"] not in shown, -_weight(row)),
            )
            self._extreme(title, rows)

    def _extreme(self, title: str, rows: Sequence[Row]) -> None:
        say = self.desk.say
        more = (
            ""
            if len(rows) <= MOST_NAMED
            else say("（共{count}项，列{most}项）", count=len(rows), most=MOST_NAMED)
        )
        self.layer.fill_text(cell_at(self.sheet, self.row, 1), title + more, _SECTION)
        self.sheet.row_dimensions[self.row].height = styles.LEAST_HEIGHT
        self.row += 1
        if not rows:
            self._text(say("无。"))
            self.row += 1
            return
        heads = (say("指标"), say("目标"), say("完成"), say("差值"), say("完成情况"))
        self._merged([Entry(head) for head in heads], header=True)
        for row in rows[:MOST_NAMED]:
            self._merged(
                [
                    Entry(name_of(row)),
                    self.desk.cite.entry(row["target_id"], row["target"]),
                    self.desk.cite.entry(row["result_cited_id"], row["result"]),
                    _plain(gap_entries(row, row["gap"], say)[0]),
                    verdict_entry(row["verdict_zh"], say),
                ]
            )
        self.row += 1

    def _merged(self, entries: Sequence[Entry], header: bool = False) -> None:
        """A row of five cells over the eight columns of the page."""
        spans = ((1, 3), (4, 5), (6, 6), (7, 7), (8, 8))
        tallest = 1
        for entry, (first, last) in zip(entries, spans, strict=True):
            width = sum(_WIDTHS[first - 1 : last])
            cell = cell_at(self.sheet, self.row, first)
            if header:
                self.layer.fill_text(cell, entry.text, _HEAD)
            else:
                align = "left" if first == 1 else "center"
                lines = self.layer.fill(cell, entry, room_of(width), Column("", width, width, align))
                tallest = max(tallest, lines)
                if entry.cites:
                    self.laid.cited.append((entry.cites, cell.coordinate))
            for column in range(first + 1, last + 1):
                self.layer.wardrobe.dress(cell_at(self.sheet, self.row, column), _HEAD if header else Dress())
            if last > first:
                self.sheet.merge_cells(
                    start_row=self.row, end_row=self.row, start_column=first, end_column=last
                )
        self.sheet.row_dimensions[self.row].height = styles.height_of(tallest)
        self.row += 1

    def _dropped(self, year: int) -> None:
        say = self.desk.say
        cards = self.desk.material.cards.get(year, ())
        dropped = [
            # a target in words says itself what it is of
            row["target"] if row["target_value"] is None else f"{name_of(row)}{row['target']}"
            for row in cards
            if row["change_zh"] == "不再列入"
        ]
        if not any(row["next_id"] for row in cards):
            return
        self._section(say("{next}年不再列入的主要预期目标", next=year + 1))
        self._text(say.join(dropped) + say("。") if dropped else say("无。"))
        self.row += 1

    def _documents(self, year: int) -> None:
        say, reports = self.desk.say, self.desk.material.reports
        near = [r for r in reports if r["report_year"] in (year, year + 1)] if year else list(reports)
        named = near[:MOST_DOCUMENTS]
        self._section(say("依据的文件"))
        for report in named:
            name = document(report["kind"], report["title"], report["place"], report["path"], say)
            told = [say.date(report["given_on"]), report["meeting"], file_of(report["path"])]
            self._text(
                f"{name}（{'，'.join(filter(None, told))}）\nSHA-256 {report['digest']}", styles.NOTE_SIZE
            )
        if len(named) < len(reports):
            self._text(say("其余{count}份见“判定规则”。", count=len(reports) - len(named)), styles.NOTE_SIZE)
        self.row += 1

    def _note(self) -> None:
        say, reports = self.desk.say, self.desk.material.reports
        newest = max(reports, key=lambda report: (report["report_year"], report["given_on"]))
        until = say.date(newest["given_on"]) or say("{year}年", year=newest["report_year"])
        self._text(
            say("资料截至{until}，由对照（duizhao）{version}生成。", until=until, version=self.version)
            + say("判定按目标自身的文字计算，未披露不等于未完成，规则见“判定规则”。"),
            styles.NOTE_SIZE,
        )

    def _section(self, title: str) -> None:
        self.layer.fill_text(cell_at(self.sheet, self.row, 1), title, _SECTION)
        self.sheet.row_dimensions[self.row].height = styles.LEAST_HEIGHT
        self.row += 1

    def _text(self, text: str, size: float = styles.SIZE) -> None:
        self.layer.across(self.sheet, self.row, text, width=sum(_WIDTHS), columns=len(_WIDTHS), size=size)
        self.row += 1


def _weight(row: Row) -> Decimal:
    """How far a result is from its target: points of a rate, or the share of a level, as they weigh."""
    gap = abs(row["gap"])
    if row["aspect"] == "growth" or unit(row["target_unit"] or "").dimension == "percent":
        return Decimal(gap / _POINTS)
    target = abs(row["target_value"])
    return Decimal(gap / target / _SHARE) if target else Decimal(0)


def _plain(entry: Entry) -> Entry:
    return Entry(entry.value, number_format=entry.number_format, shows=entry.shows)
