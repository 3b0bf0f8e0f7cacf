"""量化任务明细: every target with a figure, in the order and under the headings of its report."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from compare.scorecard import rules
from compare.scorecard.grid import About, Band, Column, Entry, Grid, Line
from compare.scorecard.sources import TRAIL
from compare.scorecard.targets import (
    MARKS_OF_ROWS,
    NONE,
    Row,
    counts_line,
    documents_line,
    gap_entry,
    marks,
    name_of,
    remark,
    result_entry,
    verdict_entry,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.scorecard.sources import Citations

SHEET = "量化任务明细"
_NUMBER = re.compile(r"[（(]?[〇零一二三四五六七八九十百\d]{1,4}[）)、.．是]+")
_LONGEST_LABEL = 6


def grid(rows: Sequence[Row], about: About, cite: Citations) -> Grid:
    """The sheet for the targets of a report; verdict columns only where something could answer them."""
    judged = any(row["answered_by"] for row in rows)
    columns = [
        Column("序号", 6, 6, "center"),
        Column("章节", 8, 14, "center"),
        Column("类别", 10, 10, "center"),
        Column("任务（指标）", 24, 40),
        Column("目标", 14, 28, "center"),
    ]
    if judged:
        columns += [
            Column("完成", 14, 28, "center"),
            Column("差值", 10, 16, "center"),
            Column("完成情况", 12, 13, "center"),
            Column("判定规则", 24, 44),
        ]
    columns.append(Column("目标\n出处", 6, 6, "center"))
    if judged:
        columns.append(Column("完成\n出处", 6, 6, "center"))
    columns.append(Column("责任单位", 14, 14))
    columns += MARKS_OF_ROWS if judged else ()
    notes = rules.footnotes() if judged else ("注：下一年报告尚未收录，只列目标，不作判定。",)
    return Grid(
        title=f"{about.place}{about.year}年量化任务明细",
        columns=columns,
        rows=_lines(rows, about.year, judged, cite),
        above=[documents_line(about.documents), *([counts_line(rows)] if judged else [])],
        below=notes,
        frozen=4,
        filtered=True,
        footer=about.footer,
    )


def _lines(rows: Sequence[Row], year: int, judged: bool, cite: Citations) -> list[Line | Band]:
    result: list[Line | Band] = []
    number = 0
    for heading, group in groupby(rows, key=_heading):
        result.append(Band(heading or "（无标题）"))
        for row in group:
            number += 1
            cells = (Entry(number), Entry(_label(heading)), *_target(row, year, cite))
            answer = _answer(row, year, cite) if judged else ()
            numbers = [row["target_id"], *([row["result_id"]] if judged else [])]
            line = (*cells, *answer, *map(cite.number, numbers), Entry(""))
            result.append((*line, *_marks(row, year, answer)) if judged else line)
    return result


def _heading(row: Row) -> str:
    """The heading under which a target stands, at most the second from the top."""
    if row["target_kind"] == "facts":
        return "数据表"
    parts = (row["target_heading"] or "").split(TRAIL)
    return TRAIL.join(parts[:2])


def _label(heading: str) -> str:
    """The number of the last heading, by which one filters; its first words where it has none."""
    last = heading.rsplit(TRAIL, maxsplit=1)[-1]
    number = _NUMBER.match(last)
    label = number[0].rstrip("、.．") if number else last
    return (label if len(label) <= _LONGEST_LABEL else label[:_LONGEST_LABEL] + "…") or NONE


def _target(row: Row, year: int, cite: Citations) -> Line:
    period = row["target_period"]
    return (
        Entry("主要目标" if row["headline"] else "具体任务"),
        Entry(name_of(row)),
        cite.entry(row["target_id"], row["target"] + (f"（{period}）" if period != str(year) else "")),
    )


def _answer(row: Row, year: int, cite: Citations) -> Line:
    return (
        result_entry(row, row["result"], row["result_id"], cite),
        gap_entry(None if row["state"] == "review" else row["gap"], row["target_unit"]),
        verdict_entry(row["verdict_zh"]) if row["answered_by"] else Entry(_waiting(row, year)),
        Entry(remark(row)),
    )


def _marks(row: Row, year: int, answer: Line) -> Line:
    """Only a target of the report's own year that something could answer asks for a result."""
    asked = row["answered_by"] and row["target_period"] == str(year)
    return marks(row["target_key"] if asked else None, year, answer[0].text)


def _waiting(row: Row, year: int) -> str:
    return "未到期" if (row["target_year"] or year) > year else NONE
