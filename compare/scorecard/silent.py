"""未披露: the targets on which the next report is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.scorecard.grid import Band, Column, Entry, Grid, Line
from compare.scorecard.material import YEARS_BACK
from compare.scorecard.targets import Desk, name_of
from compare.scorecard.tasks import target_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.scorecard.material import Row

SHEET = "未披露"
TABLE = "undisclosed"


def grid(desk: Desk, year: int) -> Grid | None:
    """The sheet for the targets of the report of `year`; None where the next report passes over none."""
    say = desk.say
    targets = [row for row in desk.material.plans.get(year, ()) if row["verdict_zh"] == "未披露"]
    if not targets:
        return None
    shown = desk.material.shown(year)
    main = [row for row in targets if row["target_id"] in shown]
    others = [row for row in targets if row["target_id"] not in shown]
    of_all = len(desk.material.plans[year])
    return Grid(
        title=say(
            "{place}{year}年目标中{next}年报告未披露结果的", place=desk.place, year=year, next=year + 1
        ),
        columns=(
            Column(say("序号"), 6, 6, "center"),
            Column(say("指标"), 26, 34),
            Column(say("目标"), 16, 24, "center"),
            Column(say("原文"), 50, 60),
            Column(say("以往是否披露"), 14, 14, "center"),
            Column(say("出处"), 9, 9, "center"),
        ),
        rows=[
            *_lines(say("主要预期目标"), main, 0, year, desk),
            *_lines(say("其他量化目标"), others, len(main), year, desk),
        ],
        above=(
            say(
                "{year}年报告共有量化目标{all}项，{next}年报告全文未见结果的{count}项，其中主要预期目标{main}项。"
                "未披露不等于未完成。",
                year=year,
                next=year + 1,
                all=of_all,
                count=len(targets),
                main=len(main),
            ),
        ),
        table=TABLE,
    )


def _lines(title: str, rows: Sequence[Row], before: int, year: int, desk: Desk) -> list[Line | Band]:
    if not rows:
        return []
    return [
        Band(desk.say("{title}（{count}）", title=title, count=len(rows))),
        *(
            (
                Entry(number),
                Entry(name_of(row)),
                target_entry(row, year, desk),
                Entry(desk.cite.figure(row["target_id"]).quote),
                Entry(_earlier(row, year, desk)),
                desk.cite.numbers(row["target_id"]),
            )
            for number, row in enumerate(rows, before + 1)
        ),
    ]


def _earlier(row: Row, year: int, desk: Desk) -> str:
    """Of the years before, those in which the same indicator was answered, or was passed over too."""
    said = []
    for earlier in range(year - 1, year - 1 - YEARS_BACK, -1):
        same = [
            other
            for other in desk.material.plans.get(earlier, ())
            if _same(other) == _same(row) and other["answered_by"] == "report"
        ]
        if same:
            answered = any(other["state"] == "paired" for other in same)
            said.append(f"{earlier} {desk.say('已披露') if answered else desk.say('未披露')}")
    return "\n".join(said) or "—"


def _same(row: Row) -> tuple[str, str, str]:
    return row["canonical"] or row["indicator"], row["aspect"], row["scope"]
