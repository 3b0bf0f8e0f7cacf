"""任务分解表: this year's targets with room for who is to see to each, to be sent out and filled in."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from compare.scorecard.grid import Band, Choice, Column, Entry, Grid, Line
from compare.scorecard.targets import MARKS_OF_ROWS, Desk, marks, name_of
from compare.scorecard.tasks import bands, headings, target_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.scorecard.material import Row
    from compare.scorecard.words import Words

SHEET = "任务分解表"
TABLE = "assignments"
OFFICE = "牵头单位"
_DEADLINES = ("3月底", "6月底", "9月底", "11月底", "12月底", "长期坚持")
_PROGRESS = ("未启动", "推进中", "已完成", "滞后", "需协调")


def grid(desk: Desk, year: int) -> Grid:
    """The sheet for all targets of the report of `year`."""
    say = desk.say
    rows: list[Line | Band] = []
    before = ""
    targets = desk.material.plans[year]
    due = [row for row in targets if row["target_period"] == str(year)]
    for heading, group in headings(due, say):
        rows += bands(heading, before)
        before = heading
        rows += [_line(row, year, desk) for row in group]
    later = [row for row in targets if row not in due]
    if later:
        rows.append(Band(say("跨年度目标")))
        rows += [_line(row, year, desk) for row in later]
    return Grid(
        title=say("{place}{year}年政府工作报告量化目标任务分解表", place=desk.place, year=year),
        columns=_columns(say, year),
        rows=_numbered(rows),
        above=(say("依据：{documents}。", documents=say.join(desk.documents(year))),),
        below=(
            say(
                "注：1. 列第一位的责任单位为牵头单位。浅色各栏由责任单位填写；“完成时限”“进展情况”可选可填。"
            ),
            say(
                "2. “{year}年完成”照报告写法填（增长5.1%、15.9万人），填好后用 duizhao facts import "
                "收入数据库，牵头单位和进展情况一并记入来源；请勿改动隐藏列。",
                year=year,
            ),
        ),
        table=TABLE,
        frozen=3,
    )


def _numbered(rows: Sequence[Line | Band]) -> list[Line | Band]:
    numbers = count(1)
    return [row if isinstance(row, Band) else (Entry(next(numbers)), *row) for row in rows]


def _line(row: Row, year: int, desk: Desk) -> Line:
    """The cells of a target, but for its number; one of several years asks for no result yet."""
    say = desk.say
    asked = row["target_period"] == str(year)
    return (
        Entry(say("主要目标") if row["target_id"] in desk.material.shown(year) else say("任务")),
        Entry(name_of(row)),
        target_entry(row, year, desk),
        *[Entry("")] * 6,
        desk.cite.numbers(row["target_id"]),
        *marks(row["target_key"] if asked else None, year, ""),
    )


def _columns(say: Words, year: int) -> list[Column]:
    free = Choice((), "", "")
    return [
        Column(say("序号"), 6, 6, "center"),
        Column(say("类别"), 10, 10, "center"),
        Column(say("任务（指标）"), 26, 30),
        Column(say("目标"), 16, 22, "center"),
        Column(say(OFFICE), 13, 13, choice=free),
        Column(say("配合单位"), 13, 13, choice=free),
        Column(
            say("完成时限"),
            *(11, 11, "center"),
            choice=Choice(
                tuple(map(say, _DEADLINES)), say("完成时限"), say("选一项，或直接填写，如“10月底前”。")
            ),
        ),
        Column(
            say("进展情况"),
            *(11, 11, "center"),
            choice=Choice(tuple(map(say, _PROGRESS)), say("进展情况"), say("选一项，或用一句话说明。")),
        ),
        Column(say("{year}年完成", year=year), 14, 14, "center", choice=free),
        Column(say("备注"), 12, 12, choice=free),
        Column(say("出处"), 9, 9, "center"),
        *MARKS_OF_ROWS,
    ]
