"""新提法与不再提: targets and indicators that are new in a report, and those it no longer sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.scorecard.grid import Band, Column, Entry, Grid, Line
from compare.scorecard.targets import NONE, Desk, name_of, verdict_entry
from compare.scorecard.tasks import target_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.scorecard.material import Row
    from compare.scorecard.words import Words

SHEET = "新提法与不再提"
TABLE = "turnover"


def grid(desk: Desk, year: int) -> Grid | None:
    """The sheet for the reports of `year` and the year after; None where one of them has no targets."""
    say, plans = desk.say, desk.material.plans
    if not plans.get(year) or not plans.get(year + 1):
        return None
    cards = desk.material.cards.get(year, [])
    new = [row for row in cards if row["change_zh"] == "新增"]
    dropped = [row for row in cards if row["change_zh"] == "不再列入"]
    new_tasks, dropped_tasks = (
        _unknown(desk.material.tasks(one), plans[other])
        for one, other in ((year + 1, year), (year, year + 1))
    )
    groups: list[tuple[str, list[Line]]] = [
        (say("主要预期目标：新增"), [_new(row, desk) for row in new]),
        (say("主要预期目标：不再列入"), [_dropped(row, desk) for row in dropped]),
        (say("其他量化目标：首次出现的指标"), [_task(row, year + 1, True, desk) for row in new_tasks]),
        (say("其他量化目标：不再出现的指标"), [_task(row, year, False, desk) for row in dropped_tasks]),
    ]
    return Grid(
        title=say("{place}{next}年报告的新提法与不再提", place=desk.place, next=year + 1),
        columns=(
            Column(say("序号"), 6, 6, "center"),
            Column(say("指标"), 26, 34),
            Column(say("{year}年目标", year=year), 18, 24, "center"),
            Column(say("{year}年完成", year=year), 18, 24, "center"),
            Column(say("完成情况"), 15, 15, "center"),
            Column(say("{year}年目标", year=year + 1), 18, 24, "center"),
            Column(say("出处"), 10, 10, "center"),
        ),
        rows=_numbered(groups, say),
        above=(
            say(
                "与{year}年报告相比。名称不同、口径不同的指标各算一项；指标换了说法的，可能一处列为新、一处列为不再提。",
                year=year,
            ),
        ),
        table=TABLE,
    )


def _numbered(groups: Sequence[tuple[str, list[Line]]], say: Words) -> list[Line | Band]:
    rows: list[Line | Band] = []
    for title, lines in groups:
        if lines:
            rows.append(Band(say("{title}（{count}）", title=title, count=len(lines))))
            rows += [(Entry(number), *line) for number, line in enumerate(lines, 1)]
    return rows


def _unknown(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """The first target of each indicator that none of the others is of."""
    known = {_of(row) for row in others}
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        if _of(row) not in known:
            found.setdefault(_of(row), row)
    return list(found.values())


def _of(row: Row) -> tuple[str, str]:
    return row["canonical"] or row["indicator"], row["scope"]


def _new(row: Row, desk: Desk) -> Line:
    return (
        Entry(name_of(row)),
        Entry(NONE),
        desk.cite.entry(row["result_cited_id"], row["result"] or NONE),
        Entry(NONE),
        desk.cite.entry(row["next_id"], row["next_target"]),
        desk.cite.numbers(row["result_cited_id"], row["next_id"]),
    )


def _dropped(row: Row, desk: Desk) -> Line:
    return (
        Entry(name_of(row)),
        desk.cite.entry(row["target_id"], row["target"]),
        desk.cite.entry(row["result_cited_id"], row["result"] or NONE),
        verdict_entry(row["verdict_zh"], desk.say),
        Entry(NONE),
        desk.cite.numbers(row["target_id"], row["result_cited_id"]),
    )


def _task(row: Row, year: int, new: bool, desk: Desk) -> Line:
    """A target of the report of `year`, in the column of its year; a new one can't have a result yet."""
    target = target_entry(row, year, desk)
    sure = row["state"] == "paired" and not new
    return (
        Entry(name_of(row)),
        Entry(NONE) if new else target,
        desk.cite.entry(row["result_cited_id"], row["result"]) if sure else Entry(NONE),
        verdict_entry(None if new else row["verdict_zh"], desk.say),
        target if new else Entry(NONE),
        desk.cite.numbers(row["target_id"], row["result_cited_id"] if sure else None),
    )
