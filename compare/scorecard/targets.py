"""主要预期目标对照表: the main expected targets, what came of them, and the next ones."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from compare.scorecard import rules
from compare.scorecard.grid import About, Column, Entry, Grid, Line
from compare.scorecard.styles import ARROWS, MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from compare.scorecard.sources import Citations

SHEET = "主要预期目标对照表"
NONE = "—"
KEY, ORIGINAL = "填报键（勿改）", "原填内容（勿改）"
"""The hidden columns by which `duizhao facts import` knows whose result a cell asks for, and what it said."""

MARKS_OF_ROWS = (Column(KEY, 16, 16, hidden=True), Column(ORIGINAL, 16, 40, hidden=True))
_POINTS = {"%": "个百分点", "％": "个百分点", "个百分点": "个百分点", "百分点": "个百分点", "‰": "个千分点"}
_UNIT = re.compile(r"[\w·/%℃]{1,12}")

Row = dict[str, Any]


def pair_grid(rows: Sequence[Row], about: About, cite: Citations) -> Grid:
    """The sheet for the reports of a year and of the year after; the later one's targets if it has any."""
    year = about.year
    following = any(row["next_id"] for row in rows)
    columns = [
        Column("序号", 5, 5, "center"),
        Column("指标", 16, 28),
        Column("单位", 6, 9, "center"),
        Column(f"{year}年目标", 13, 22, "center"),
        Column(f"{year}年完成", 13, 22, "center"),
        Column("差值", 9, 16, "center"),
        Column("完成情况", 12, 13, "center"),
    ]
    if following:
        columns += [Column(f"{year + 1}年目标", 13, 22, "center"), Column("目标变化", 10, 14, "center")]
    columns += [Column("目标\n出处", 6, 6, "center"), Column("完成\n出处", 6, 6, "center")]
    if following:
        columns.append(Column("下年\n出处", 6, 6, "center"))
    columns += [Column("责任单位", 12, 12), Column("备注", 24, 32), *MARKS_OF_ROWS]
    above = [documents_line(about.documents), counts_line([row for row in rows if row["target_id"]])]
    if not following:
        above.append(f"{year + 1}年主要预期目标：资料未载。")
    return Grid(
        title=f"{about.place}{year}年主要预期目标对照表",
        columns=columns,
        rows=[_pair_line(number, row, following, cite) for number, row in enumerate(rows, 1)],
        above=above,
        below=rules.footnotes(),
        footer=about.footer,
    )


def single_grid(rows: Sequence[Row], about: About, cite: Citations) -> Grid:
    """The sheet for a report that stands alone: last year's results beside this year's targets."""
    year = about.year
    columns = (
        Column("序号", 5, 5, "center"),
        Column("指标", 16, 30),
        Column("单位", 6, 9, "center"),
        Column(f"{year - 1}年完成", 16, 28, "center"),
        Column(f"{year}年目标", 16, 28, "center"),
        Column("完成\n出处", 6, 6, "center"),
        Column("目标\n出处", 6, 6, "center"),
        Column("责任单位", 14, 20),
        Column("备注", 14, 30),
        *MARKS_OF_ROWS,
    )
    lines = [
        (
            Entry(number),
            Entry(name_of(row)),
            Entry(row["unit"] or NONE),
            cite.entry(row["result_id"], row["result"] or NONE),
            cite.entry(row["next_id"], row["next_target"]),
            cite.number(row["result_id"]),
            cite.number(row["next_id"]),
            Entry(""),
            Entry(""),
            *marks(row["next_key"], year - 1, row["result"] or NONE),
        )
        for number, row in enumerate((row for row in rows if row["next_id"]), 1)
    ]
    return Grid(
        title=f"{about.place}{year - 1}年完成情况与{year}年主要预期目标",
        columns=columns,
        rows=lines,
        above=(documents_line(about.documents),),
        below=(
            f"注：1. 只有{year}年一份报告，没有{year - 1}年的目标可对照，因而不作判定。",
            f"2. {NONE}：该报告中未见{year - 1}年同口径结果。",
            "3. 带下划线的可点击：数字至原句，“出处”栏为该表编号。",
        ),
        footer=about.footer,
    )


def documents_line(documents: Sequence[str]) -> str:
    return "依据：" + "；".join(documents) + "。"


def counts_line(rows: Sequence[Row]) -> str:
    """How many targets came to which verdict."""
    counts = Counter(row["verdict_zh"] for row in rows if row["verdict_zh"])
    words = sorted(counts, key=lambda word: list(MARKS).index(word) if word in MARKS else len(MARKS))
    parts = [f"{verdict_entry(word).text}{counts[word]}项" for word in words]
    waiting = len(rows) - sum(counts.values())
    if waiting:
        parts.append(f"未到期或下年报告未收录{waiting}项")
    return f"目标共{len(rows)}项：" + "，".join(parts) + "。" if rows else "报告中未见主要预期目标。"


def name_of(row: Row) -> str:
    """The indicator, with the part of the place it is about."""
    return f"{row['indicator']}（{row['scope']}）" if row["scope"] else str(row["indicator"])


def result_entry(row: Row, proposed: str | None, proposed_id: str | None, cite: Citations) -> Entry:
    """The result as written; in brackets one that nobody has confirmed; or why there is none."""
    if row["state"] == "review":
        return cite.entry(proposed_id, f"（{proposed}）")
    if row["result_id"]:
        return cite.entry(row["result_id"], row["result"])
    said = row["verdict_zh"] if row["state"] == "none" else None
    return Entry(said or NONE, "strong" if said == "未披露" else "plain")


def marks(key: str | None, year: int, said: str) -> Line:
    """The hidden cells of a row: for which figure a result of `year` may be filled in, and what is there."""
    return Entry(f"{key}@{year}" if key else ""), Entry(said if key else "")


def gap_entry(gap: Decimal | None, unit: str | None) -> Entry:
    """The gap as a number that shows its unit; what isn't known is no number."""
    if gap is None:
        return Entry(NONE)
    unit = _POINTS.get(unit or "", unit or "")
    unit = unit if _UNIT.fullmatch(unit) else ""
    places = max(0, -int(gap.as_tuple().exponent))
    digits = "#,##0" + ("." + "0" * places if places else "")
    suffix = f'"{unit}"' if unit else ""
    return Entry(
        gap,
        number_format=f"+{digits}{suffix};-{digits}{suffix};0{suffix}",
        shows=f"{gap:+,f}{unit}",
    )


def verdict_entry(word: str | None) -> Entry:
    """Mark and word."""
    if word is None:
        return Entry(NONE)
    mark, look = MARKS.get(word, ("", "plain"))
    return Entry(f"{mark} {word}".lstrip(), look)


def remark(row: Row) -> str:
    """The rule that gave the verdict, and what the pairing rests on where that isn't the name itself."""
    if not row["target_id"]:
        return ""
    if row["verdict_zh"] in ("未披露", "资料未载"):
        return "；".join(row["reasons"] or ())
    if row["state"] == "review":
        return "待核对：" + "；".join(row["reasons"])
    parts = [row["rule"] or ""]
    if row["state"] == "paired":
        parts += [reason for reason in row["reasons"] if not reason.startswith(("指标相同", "名称相同"))]
        if row["result_kind"] == "facts":
            parts.append("完成数取自数据表")
    return "；".join(filter(None, parts))


def _pair_line(number: int, row: Row, following: bool, cite: Citations) -> Line:
    target = cite.entry(row["target_id"], row["target"] or NONE)
    result = result_entry(row, row["proposed"], row["proposed_id"], cite)
    line = [
        Entry(number),
        Entry(name_of(row)),
        Entry(row["unit"] or NONE),
        target,
        result,
        gap_entry(row["gap"], row["target_unit"]),
        verdict_entry(row["verdict_zh"]),
    ]
    if following:
        change = row["change_zh"]
        line += [
            cite.entry(row["next_id"], row["next_target"] or NONE),
            Entry(f"{ARROWS.get(change, '')} {change}".lstrip() if change else NONE),
        ]
    ids = [row["target_id"], row["result_id"] or row["proposed_id"], *([row["next_id"]] if following else [])]
    key = marks(row["target_key"] or row["next_key"], row["report_year"], result.text)
    return (*line, *map(cite.number, ids), Entry(""), Entry(remark(row)), *key)
