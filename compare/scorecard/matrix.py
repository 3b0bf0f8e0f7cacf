"""多地对照: the main targets of several places side by side, with what came of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare import __version__
from compare.errors import NotFound
from compare.scorecard import rules, sources
from compare.scorecard.grid import Band, Column, Entry, Grid, Line
from compare.scorecard.material import Material
from compare.scorecard.targets import NONE, Desk, name_of, result_entry, verdict_entry
from compare.scorecard.words import Words
from compare.scorecard.workbook import Binder, save

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from compare.archive import Archive
    from compare.scorecard.material import Row
    from compare.scorecard.words import Language

SHEET = "多地对照"

_Key = tuple[str, str, str]


def write(
    archive: Archive, places: Sequence[str], years: tuple[int, int], path: Path, language: Language
) -> None:
    """See `compare.scorecard.write_matrix`."""
    say = Words(language)
    cite = sources.Citations(archive, places, say)
    desks = [Desk(Material(archive, place, *years), cite, say) for place in places]
    judged = sorted({year for desk in desks for year in desk.material.paired}, reverse=True)
    if not judged:
        raise NotFound(f"{'、'.join(places)}: none has main targets with the report of the year after")
    binder = Binder(say, "、".join(places))
    binder.lay(SHEET, grid(desks, judged))
    binder.lay(sources.SHEET, cite.grid(binder.seen()))
    reports = [report for desk in desks for report in desk.material.reports]
    binder.lay(rules.SHEET, rules.grid(reports, say, __version__))
    save(binder, path, say("{places}主要预期目标对照", places=binder.place), reports)


def grid(desks: Sequence[Desk], years: Sequence[int]) -> Grid:
    """The sheet: the years under one another as they are given, the places of the desks side by side."""
    say = desks[0].say
    rows: list[Line | Band] = []
    for year in years:
        rows.append(
            Band(say("{year}年目标与完成情况（{next}年报告）", year=year, next=year + 1)),
        )
        rows += [(Entry(number), *line) for number, line in enumerate(_lines(desks, year), 1)]
    return Grid(
        title=say("{places}主要预期目标对照", places=say("、").join(desk.place for desk in desks)),
        columns=[
            Column(say("序号"), 6, 6, "center"),
            Column(say("指标"), 20, 26),
            *(column for desk in desks for column in _columns(desk)),
        ],
        rows=rows,
        above=[
            say(
                "各地按报告原文并列；同一指标名称和口径相同才列在一行。{none}：该地当年未列为主要预期目标，或未收录下一年报告。",
                none=NONE,
            )
        ],
        below=rules.footnotes(say)[1:],
    )


def _columns(desk: Desk) -> list[Column]:
    say = desk.say
    return [
        Column(f"{desk.place}\n{say('目标')}", 13, 18, "center"),
        Column(f"{desk.place}\n{say('完成')}", 13, 18, "center"),
        Column(f"{desk.place}\n{say('完成情况')}", 14, 14, "center"),
    ]


def _lines(desks: Sequence[Desk], year: int) -> list[Line]:
    """The rows of a year: the indicators of the first place in its order, then those that others add."""
    tables = [
        {_key(row): row for row in desk.material.cards.get(year, ()) if row["target_id"]} for desk in desks
    ]
    keys = list(dict.fromkeys(key for table in tables for key in table))
    lines = []
    for key in keys:
        found = [table.get(key) for table in tables]
        first = next(row for row in found if row is not None)
        cells = [entry for row, desk in zip(found, desks, strict=True) for entry in _cells(row, desk)]
        lines.append((Entry(name_of(first)), *cells))
    return lines


def _cells(row: Row | None, desk: Desk) -> list[Entry]:
    if row is None:
        return [Entry(NONE)] * 3
    return [
        desk.cite.entry(row["target_id"], row["target"]),
        result_entry(row, row["proposed"], row["proposed_id"], desk),
        verdict_entry(row["verdict_zh"], desk.say),
    ]


def _key(row: Row) -> _Key:
    return row["canonical"] or row["indicator"], row["aspect"], row["scope"]
