"""主要预期目标对照表: the main expected targets, what came of them, and the next ones."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.scorecard import rules
from compare.scorecard.grid import Band, Column, Entry, Grid, Line
from compare.scorecard.sources import document
from compare.scorecard.styles import ARROWS, MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from compare.scorecard.material import Material, Row
    from compare.scorecard.sources import Citations
    from compare.scorecard.words import Words

SHEET, EARLIER = "主要预期目标对照表", "历年对照表"
NONE = "—"
KEY, ORIGINAL = "填报键（勿改）", "原填内容（勿改）"
"""The hidden columns by which `duizhao facts import` knows whose result a cell asks for, and what it said."""

MARKS_OF_ROWS = (Column(KEY, 16, 16, hidden=True), Column(ORIGINAL, 16, 40, hidden=True))
OF_WHICH = "其中："
REPORT = "政府工作报告"
"""What the archive's views call the report as the source of a result."""
CODES = tuple(MARKS)
"""The verdicts in the order of the numbers by which they are counted, from 1."""

_POINTS = {"%": "个百分点", "％": "个百分点", "个百分点": "个百分点", "百分点": "个百分点", "‰": "个千分点"}
_UNIT = re.compile(r"[\w·/%℃]{1,12}")
_LINE_OF_RULE = re.compile(r"[^：]*：(实际|降幅|位次)([≥≤><].+?)为完成")


@dataclass(frozen=True, slots=True)
class Desk:
    """What every sheet is made with."""

    material: Material
    cite: Citations
    say: Words

    @property
    def place(self) -> str:
        return self.material.place

    def documents(self, *years: int) -> list[str]:
        """The reports and fact sheets of the years, as a reader names them."""
        named = []
        for report in self.material.reports:
            if report["report_year"] in years:
                name = document(report["kind"], report["title"], self.place, report["path"], self.say)
                about = "，".join(filter(None, (self.say.date(report["given_on"]), report["meeting"])))
                named.append(name + (f"（{about}）" if about else ""))
        return named


def pair_grid(desk: Desk, year: int) -> Grid:
    """The sheet for the reports of a year and of the year after; the later one's targets if it has any."""
    say, rows = desk.say, desk.material.cards[year]
    following = any(row["next_id"] for row in rows)
    above = [
        say("依据：{documents}。", documents=say.join(desk.documents(year, year + 1))),
        counts_line([row for row in rows if row["target_id"]], say),
    ]
    if not following:
        above.append(say("{year}年主要预期目标：资料未载。", year=year + 1))
    return Grid(
        title=say("{place}{year}年主要预期目标完成情况对照表", place=desk.place, year=year),
        columns=columns(say, following, str(year), str(year + 1)),
        rows=_lines(rows, following, desk),
        above=above,
        below=rules.footnotes(say),
        one_page=len(rows) <= _FITTING,
    )


_FITTING = 24  # rows that one page takes without being shrunk beyond reading


def earlier_grid(desk: Desk, years: Iterable[int]) -> Grid:
    """The same for earlier years under one another, each the year of the targets."""
    say = desk.say
    rows: list[Line | Band] = []
    for year in years:
        rows.append(Band(say("{year}年目标与完成情况（{next}年报告）", year=year, next=year + 1)))
        rows += _lines(desk.material.cards[year], True, desk)
    return Grid(
        title=say("{place}历年主要预期目标完成情况对照表", place=desk.place),
        columns=columns(say, True, "", ""),
        rows=rows,
        below=rules.footnotes(say),
    )


def single_grid(desk: Desk, year: int) -> Grid:
    """The sheet for a report that stands alone: last year's results beside this year's targets."""
    say = desk.say
    rows = [row for row in desk.material.cards[year - 1] if row["next_id"]]
    names = names_of(rows, desk.material.parents, say)
    lines = [
        (
            Entry(number),
            name,
            Entry(row["unit"] or NONE),
            desk.cite.entry(row["result_cited_id"], row["result"] or NONE),
            desk.cite.entry(row["next_id"], row["next_target"]),
            Entry(""),
            desk.cite.numbers(row["result_cited_id"], row["next_id"]),
            *marks(row["next_key"], year - 1, row["result"] or NONE),
        )
        for number, (row, name) in enumerate(zip(rows, names, strict=True), 1)
    ]
    return Grid(
        title=say(
            "{place}{last}年完成情况与{year}年主要预期目标", place=desk.place, last=year - 1, year=year
        ),
        columns=(
            Column(say("序号"), 6, 6, "center"),
            Column(say("指标"), 30, 40),
            Column(say("单位"), 8, 10, "center"),
            Column(say("{year}年完成", year=year - 1), 20, 30, "center"),
            Column(say("{year}年目标", year=year), 20, 30, "center"),
            Column(say("备注"), 24, 24),
            Column(say("出处"), 12, 12, "center"),
            *MARKS_OF_ROWS,
        ),
        rows=lines,
        above=(say("依据：{documents}。", documents=say.join(desk.documents(year))),),
        below=(
            say(
                "注：1. 只有{year}年一份报告，没有{last}年的目标可对照，因而不作判定。",
                year=year,
                last=year - 1,
            ),
            say("2. {none}：该报告中未见{last}年同口径结果。", none=NONE, last=year - 1),
            say("3. 带下划线的可点击：数字至原句，“出处”栏为该表编号。"),
        ),
        one_page=len(lines) <= _FITTING,
    )


def columns(say: Words, following: bool, year: str, next_year: str) -> list[Column]:
    """Those of the 对照表; of all years together with neither year named."""
    target = say("{year}年目标", year=year) if year else say("当年目标")
    result = say("{year}年完成", year=year) if year else say("完成")
    found = [
        Column(say("序号"), 6, 6, "center"),
        Column(say("指标"), 22, 30),
        Column(say("单位"), 7, 9, "center"),
        Column(target, 15, 20, "center"),
        Column(result, 15, 20, "center"),
        Column(say("差值"), 14, 16, "center"),
        Column(say("完成情况"), 15, 15, "center"),
    ]
    if following:
        following_target = say("{year}年目标", year=next_year) if next_year else say("下年目标")
        found += [Column(following_target, 15, 20, "center"), Column(say("目标变化"), 12, 12, "center")]
    return [
        *found,
        Column(say("备注"), 15, 22),
        Column(say("出处"), 12, 12, "center"),
        Column(say("目标数"), 10, 10, hidden=True, key="planned"),
        Column(say("完成数"), 10, 10, hidden=True, key="achieved"),
        Column(say("判定码"), 10, 10, hidden=True, key="code"),
        *MARKS_OF_ROWS,
    ]


def _lines(rows: Sequence[Row], following: bool, desk: Desk) -> list[Line | Band]:
    ordered = under_their_whole(rows)
    names = names_of(ordered, desk.material.parents, desk.say)
    return [
        _pair_line(number, row, name, following, desk)
        for number, (row, name) in enumerate(zip(ordered, names, strict=True), 1)
    ]


def under_their_whole(rows: Sequence[Row]) -> list[Row]:
    """In the order of the report, what is of a part of the place under the same indicator of the whole."""
    wholes = {_of(row): index for index, row in enumerate(rows) if not row["scope"]}
    order = sorted(
        range(len(rows)),
        key=lambda index: (
            (wholes.get(_of(rows[index]), index), 1, index) if rows[index]["scope"] else (index, 0, 0)
        ),
    )
    return [rows[index] for index in order]


def _of(row: Row) -> tuple[str, str]:
    return row["canonical"] or row["indicator"], row["aspect"]


def names_of(rows: Sequence[Row], parents: Mapping[str, str], say: Words) -> list[Entry]:
    """The cells of the names: what is a part of what stands above it is indented, the first of them 其中."""
    found: list[Entry] = []
    whole: Row | None = None
    inside = False
    for row in rows:
        scoped = bool(row["scope"]) and whole is not None and _of(row) == _of(whole)
        part = not row["scope"] and whole is not None and _is_part(row, whole, parents)
        if scoped or part:
            name = str(row["scope"]) if scoped else name_of(row)
            found.append(Entry(name if inside else say(OF_WHICH) + name, indent=1))
            inside = True
        else:
            found.append(Entry(name_of(row)))
            whole, inside = (row, False) if not row["scope"] else (None, False)
    return found


def _is_part(row: Row, whole: Row, parents: Mapping[str, str]) -> bool:
    above = parents.get(row["canonical"], "")
    return bool(above) and above == whole["canonical"]


def counts_line(rows: Sequence[Row], say: Words) -> str:
    """How many targets came to which verdict."""
    counts = Counter(row["verdict_zh"] for row in rows if row["verdict_zh"])
    words = sorted(counts, key=lambda word: CODES.index(word) if word in CODES else len(CODES))
    parts = [
        say("{verdict}{count}项", verdict=verdict_entry(word, say).text, count=counts[word]) for word in words
    ]
    waiting = len(rows) - sum(counts.values())
    if waiting:
        parts.append(say("未到期或下年报告未收录{count}项", count=waiting))
    if not rows:
        return say("报告中未见主要预期目标。")
    return say("目标共{count}项：{parts}。", count=len(rows), parts=say("，").join(parts))


def name_of(row: Row) -> str:
    """The indicator, with the part of the place it is about."""
    return f"{row['indicator']}（{row['scope']}）" if row["scope"] else str(row["indicator"])


def result_entry(row: Row, proposed: str | None, proposed_id: str | None, desk: Desk) -> Entry:
    """The result as written; in brackets one that nobody has confirmed; or why there is none."""
    if row["state"] == "review":
        return desk.cite.entry(proposed_id, f"（{proposed}）")
    if row["result_cited_id"]:
        return desk.cite.entry(row["result_cited_id"], row["result"])
    said = row["verdict_zh"] if row["state"] == "none" else None
    return Entry(desk.say.kind(said) if said else NONE, "strong" if said == "未披露" else "plain")


def marks(key: str | None, year: int, said: str) -> Line:
    """The hidden cells of a row: for which figure a result of `year` may be filled in, and what is there."""
    return Entry(f"{key}@{year}" if key else ""), Entry(said if key else "")


def gap_entries(row: Row, gap: Decimal | None, say: Words) -> tuple[Entry, Entry, Entry]:
    """The gap, which shows its unit, as a formula of the two numbers after it; none where it isn't known."""
    if gap is None:
        return Entry(NONE), Entry(""), Entry("")
    unit = row["target_unit"] or ""
    unit = say.kind(_POINTS.get(unit, unit))
    unit = unit if _UNIT.fullmatch(unit) or unit in {say.kind(word) for word in _POINTS.values()} else ""
    achieved = row["result_value"] if row["result_unit"] == row["target_unit"] else None
    if achieved is None:
        achieved = row["target_value"] + gap
    planned = achieved - gap
    places = max(0, -int(gap.as_tuple().exponent))
    digits = "#,##0" + ("." + "0" * places if places else "")
    suffix = f'"{unit}"' if unit else ""
    shown = Entry(
        gap,
        number_format=f"+{digits}{suffix};-{digits}{suffix};0{suffix}",
        shows=f"{gap:+,f}{unit}",
        formula=f"ROUND({{achieved}}-{{planned}},{places})",
    )
    return shown, Entry(planned), Entry(achieved)


def verdict_entry(word: str | None, say: Words) -> Entry:
    """Mark and word."""
    if word is None:
        return Entry(NONE)
    mark, look = MARKS.get(word, ("", "plain"))
    return Entry(f"{mark} {say.kind(word)}".lstrip(), look)


def code_entry(word: str | None) -> Entry:
    """The number by which a verdict is counted."""
    return Entry(CODES.index(word) + 1 if word in CODES else 0)


def change_entry(word: str | None, say: Words) -> Entry:
    return Entry(f"{ARROWS.get(word, '')} {say.kind(word)}".lstrip() if word else NONE)


def remark(row: Row, say: Words) -> str:
    """The line that was to be reached, and what the pairing rests on where that isn't the name itself."""
    if not row["target_id"]:
        return ""
    if row["verdict_zh"] in ("未披露", "资料未载"):
        return say.join([*(row["reasons"] or ()), *filter(None, [row["remark"]])])
    if row["state"] == "review":
        return say("待核对：{reasons}", reasons=say.join(list(row["reasons"])))
    parts = [short_rule(row["rule"] or "", say)]
    if row["state"] == "paired":
        parts += [reason for reason in row["reasons"] if not reason.startswith(("指标相同", "名称相同"))]
        if row["source"] and row["source"] != REPORT:
            silent = say("政府工作报告未披露") if row["report_silent"] else ""
            parts += [say("完成数取自{source}", source=say.kind(row["source"])), silent]
    parts.append(row["remark"] or "")
    return say.join([part for part in parts if part])


def short_rule(rule: str, say: Words) -> str:
    """`6%左右：实际≥5.8%为完成，…` as 完成线≥5.8%; another rule in full."""
    match = _LINE_OF_RULE.match(rule)
    if match is None:
        return rule
    subject = "" if match[1] == "实际" else say.kind(match[1])
    note = rule.rpartition("；")[2] if "；结果为" in rule else ""
    return say.join([say("完成线{line}", line=subject + match[2]), *([note] if note else [])])


def _pair_line(number: int, row: Row, name: Entry, following: bool, desk: Desk) -> Line:
    cite, say = desk.cite, desk.say
    target = cite.entry(row["target_id"], row["target"] or NONE)
    result = result_entry(row, row["proposed"], row["proposed_id"], desk)
    gap, planned, achieved = gap_entries(row, row["gap"], say)
    line = [
        Entry(number),
        name,
        Entry(row["unit"] or NONE),
        target,
        result,
        gap,
        verdict_entry(row["verdict_zh"], say),
    ]
    if following:
        line += [
            cite.entry(row["next_id"], row["next_target"] or NONE),
            change_entry(row["change_zh"], say),
        ]
    key = marks(row["target_key"] or row["next_key"], row["report_year"], result.text)
    numbers = cite.numbers(row["target_id"], row["result_cited_id"] or row["proposed_id"], row["next_id"])
    return (
        *line,
        Entry(remark(row, say)),
        numbers,
        planned,
        achieved,
        code_entry(row["verdict_zh"] if row["target_id"] else None),
        *key,
    )
