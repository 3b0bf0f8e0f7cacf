"""量化任务清单: every target beside the main ones, in the order and under the headings of its report."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from compare.scorecard import rules
from compare.scorecard.grid import Band, Column, Entry, Grid, Line
from compare.scorecard.sources import TRAIL
from compare.scorecard.targets import (
    MARKS_OF_ROWS,
    NONE,
    Desk,
    code_entry,
    counts_line,
    gap_entries,
    marks,
    name_of,
    remark,
    result_entry,
    verdict_entry,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.scorecard.material import Row
    from compare.scorecard.words import Words

SHEET, EARLIER = "量化任务清单", "历年量化任务清单"
TABLE, EARLIER_TABLE = "tasks", "earlier_tasks"


def grid(desk: Desk, year: int) -> Grid:
    """The sheet for the targets of a report that a later one, or a fact sheet, could answer."""
    say, rows = desk.say, desk.material.tasks(year)
    return Grid(
        title=say("{place}{year}年量化任务清单", place=desk.place, year=year),
        columns=_columns(say, yearly=False),
        rows=_under_headings(rows, year, desk),
        above=[
            say(
                "依据：{documents}。主要预期目标见对照表，不在本表。",
                documents=say.join(desk.documents(year, year + 1)),
            ),
            counts_line(rows, say),
        ],
        below=rules.footnotes(say),
        table=TABLE,
    )


def earlier_grid(desk: Desk, years: Iterable[int]) -> Grid:
    """The same for earlier years under one another, a band a year."""
    say = desk.say
    rows: list[Line | Band] = []
    for year in years:
        tasks = desk.material.tasks(year)
        if tasks:
            rows.append(Band(say("{year}年：{counts}", year=year, counts=counts_line(tasks, say))))
            for number, row in enumerate(tasks, 1):
                first, *others = _line(number, row, year, desk)
                rows.append((first, Entry(year), *others))
    return Grid(
        title=say("{place}历年量化任务清单", place=desk.place),
        columns=_columns(say, yearly=True),
        rows=rows,
        below=rules.footnotes(say),
        table=EARLIER_TABLE,
    )


def _columns(say: Words, yearly: bool) -> list[Column]:
    return [
        Column(say("序号"), 6, 6, "center"),
        *([Column(say("年度"), 6, 6, "center")] if yearly else []),
        Column(say("任务（指标）"), 28, 34),
        Column(say("目标"), 16, 20, "center"),
        Column(say("完成"), 14, 20, "center"),
        Column(say("差值"), 12, 14, "center"),
        Column(say("完成情况"), 15, 15, "center"),
        Column(say("把握"), 7, 7, "center"),
        Column(say("备注"), 20, 30),
        Column(say("出处"), 10, 10, "center"),
        Column(say("目标数"), 10, 10, hidden=True, key="planned"),
        Column(say("完成数"), 10, 10, hidden=True, key="achieved"),
        Column(say("判定码"), 10, 10, hidden=True, key="code"),
        *MARKS_OF_ROWS,
    ]


def headings(rows: Sequence[Row], say: Words, depth: int = 2) -> list[tuple[str, list[Row]]]:
    """The rows under the headings they stand under, at most `depth` from the top."""
    return [
        (heading, list(group)) for heading, group in groupby(rows, key=lambda row: _heading(row, say, depth))
    ]


def _heading(row: Row, say: Words, depth: int) -> str:
    if row["target_kind"] == "facts":
        return say("数据表")
    parts = (row["target_heading"] or "").split(TRAIL)
    return TRAIL.join(parts[:depth]) or say("（无标题）")


def bands(heading: str, before: str) -> list[Band]:
    """The bands that lead from the heading `before` to this one: of its part, and of its section in that."""
    part, _, section = heading.partition(TRAIL)
    found = [] if before.partition(TRAIL)[0] == part else [Band(part)]
    return [*found, *([Band(section, 1)] if section else [])]


def _under_headings(rows: Sequence[Row], year: int, desk: Desk) -> list[Line | Band]:
    result: list[Line | Band] = []
    number, before = 0, ""
    for heading, group in headings(rows, desk.say):
        result += bands(heading, before)
        before = heading
        for row in group:
            number += 1
            result.append(_line(number, row, year, desk))
    return result


def target_entry(row: Row, year: int, desk: Desk) -> Entry:
    """The target as written, with the years it is for where that isn't `year`."""
    period = row["target_period"]
    return desk.cite.entry(row["target_id"], row["target"] + (f"（{period}）" if period != str(year) else ""))


def _line(number: int, row: Row, year: int, desk: Desk) -> Line:
    say = desk.say
    doubtful = row["state"] == "review"
    target = target_entry(row, year, desk)
    result = result_entry(row, row["result"], row["result_cited_id"], desk)
    gap, planned, achieved = gap_entries(row, None if doubtful else row["gap"], say)
    # only a target of the report's own year that something could answer asks for a result
    asked = row["answered_by"] and row["target_period"] == str(year)
    return (
        Entry(number),
        Entry(name_of(row)),
        target,
        result,
        gap,
        verdict_entry(row["verdict_zh"], say) if row["answered_by"] else Entry(_waiting(row, year, say)),
        Entry(f"{row['confidence'] * 100:.0f}%" if row["result_cited_id"] else NONE),
        Entry(remark(row, say)),
        desk.cite.numbers(row["target_id"], row["result_cited_id"]),
        planned,
        achieved,
        code_entry(row["verdict_zh"]),
        *marks(row["target_key"] if asked else None, year, result.text),
    )


def _waiting(row: Row, year: int, say: Words) -> str:
    return say("未到期") if (row["target_year"] or year) > year else NONE
