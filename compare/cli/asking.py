"""The commands that ask an archive over places, years and levels."""

from __future__ import annotations

from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compare.cli import inputs
from compare.cli.options import (
    DEFAULT_ARCHIVE,
    ArchiveOption,
    FormatOption,
    GroupOption,
    LexiconOption,
    PlaceOption,
)
from compare.cli.output import Format, emit

if TYPE_CHECKING:
    from compare.archive import Archive

# ruff: noqa: PLR0917 - a command loads only what it needs; its arguments are its options

TOTAL = "合计"
_COUNTED = (
    *("targets", "answered", "elsewhere", "proposed", "undisclosed", "not_recorded", "waiting"),
    *("exceeded", "met", "near", "missed", "incomparable"),
)
_DISCLOSURE_SHOWN = {
    "place": "地区",
    "report_year": "年份",
    "kind": "类别",
    "indicator_group": "分组",
    "targets": "目标",
    "answered": "有结果",
    "elsewhere": "其中取自他处",
    "undisclosed": "未披露",
    "answered_percent": "有结果占比%",
    "proposed": "待核对",
    "not_recorded": "资料未载",
    "waiting": "待下年报告",
}
_CASCADE_SHOWN = {
    "place": "地区",
    "indicator": "指标",
    "target": "目标",
    "result": "完成",
    "verdict_zh": "完成情况",
    "above_place": "上级",
    "above_target": "上级目标",
    "above_result": "上级完成",
    "excess": "较上级",
    "demand_zh": "加码",
    "excess_over_nation": "较全国",
}


def disclosure(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    place: PlaceOption = "",
    first: Annotated[
        int | None, typer.Option("--from", metavar="YEAR", help="The first report year of the targets.")
    ] = None,
    last: Annotated[
        int | None, typer.Option("--to", metavar="YEAR", help="The last report year of the targets.")
    ] = None,
    group: GroupOption = "",
    form: FormatOption = Format.table,
) -> None:
    """Tell how many targets were answered, and on how many the next report is silent, by group.

    The main targets stand apart from the others. The share is of those that a report could answer; of those
    answered some are by another source alone, a communiqué or a fact sheet.

    \b
    Examples:
      duizhao disclosure --place 贵阳市 --from 2023 --to 2025
      duizhao disclosure --format csv > disclosure.csv
    """
    from compare.archive import Archive
    from compare.lexicon.indicators import GROUPS

    groups = inputs.groups_of(group)
    sums = ", ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in _COUNTED)
    with Archive.open(archive, read_only=True) as opened:
        _check_place(opened, place)
        columns, rows = opened.rows(
            "WITH asked AS (FROM v_disclosure WHERE ($place = '' OR place = $place)"
            " AND ($first IS NULL OR report_year >= $first) AND ($last IS NULL OR report_year <= $last)"
            " AND (len($groups) = 0 OR list_contains($groups, indicator_group)))"
            " SELECT place, report_year, headline,"
            " CASE WHEN headline THEN '主要目标' ELSE '具体任务' END AS kind,"
            f" CASE WHEN grouping(indicator_group) = 1 THEN '{TOTAL}' ELSE indicator_group END"
            f" AS indicator_group, {sums},"
            " round(100.0 * sum(answered) / nullif(sum(answered + proposed + undisclosed), 0), 1)"
            " AS answered_percent FROM asked"
            " GROUP BY GROUPING SETS ((place, report_year, headline, indicator_group),"
            " (place, report_year, headline))"
            " ORDER BY place, report_year, headline DESC, list_position($order, indicator_group)",
            {
                "place": place,
                "first": first,
                "last": last,
                "groups": groups,
                "order": [*GROUPS, inputs.OTHER_GROUP, TOTAL],
            },
        )
    emit(columns, rows, form, shown=_DISCLOSURE_SHOWN, empty="no targets of these places and years")


def cascade(
    indicator: Annotated[
        str, typer.Argument(metavar="INDICATOR", help="Its name, or its id in the lexicon: GDP, gdp.")
    ],
    year: Annotated[int, typer.Option("--year", "-y", help="The report year of the targets.")],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    place: Annotated[
        str, typer.Option("--place", "-p", help="Only this place and those above it: 贵阳市.")
    ] = "",
    lexicon: LexiconOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Put the targets of nation, provinces and cities side by side: how far each goes beyond the one above.

    For all places of the archive, or one with those above it. Of amounts no difference is given: only rates
    can be held against each other over levels.

    \b
    Examples:
      duizhao cascade 地区生产总值 --year 2025
      duizhao cascade 规模以上工业增加值 --year 2025 --place 贵阳市 --format json
    """
    from compare.archive import Archive
    from compare.lexicon.indicators import indicators

    inputs.use_lexicon(lexicon, archive)
    known = indicators().by_id.get(indicator) or indicators().canonical(indicator)
    name = known.id if known else indicator
    with Archive.open(archive, read_only=True) as opened:
        _check_place(opened, place)
        columns, rows = opened.rows(
            "FROM v_cascade WHERE report_year = $year AND name = $name AND ($place = '' OR place = $place"
            " OR place IN (SELECT unnest(line) FROM v_places WHERE place = $place))"
            " ORDER BY aspect DESC, path, target_id",
            {"year": year, "name": name, "place": place},
        )
    if form in (Format.table, Format.markdown):
        rows = _indented(columns, rows)
    named = known.name if known else indicator
    emit(columns, rows, form, shown=_CASCADE_SHOWN, empty=f"no report of {year} sets a target of {named}")


def schema(
    relation: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Only this view or table: v_scorecard.")
    ] = "",
    form: FormatOption = Format.table,
) -> None:
    """Print what can be asked in SQL: views and tables with their columns, types and what these hold.

    \b
    Examples:
      duizhao schema v_scorecard
      duizhao schema --format markdown > schema.md
    """
    from dataclasses import astuple, fields

    from compare.archive.interface import Part, interface

    parts = interface()
    names = list(dict.fromkeys(part.relation for part in parts))
    if relation and relation not in names:
        raise typer.BadParameter(f"there is no {relation}; there are {', '.join(names)}")
    columns = [field.name for field in fields(Part)]
    wanted = [part for part in parts if relation in ("", part.relation)]
    if form is not Format.table:
        emit(columns, [astuple(part) for part in wanted], form)
        return
    shown = {name: name for name in ("column", "type", "comment")}
    for name, group in groupby(wanted, key=lambda part: part.relation):
        head, *rest = group
        print(f"{name} ({head.kind})\n{fill(head.comment, 100)}\n", flush=True)
        emit(columns, [astuple(part) for part in rest], form, shown=shown)
        print()


def _check_place(archive: Archive, place: str) -> None:
    if place:
        inputs.one_place(archive, place)


def _indented(columns: list[str], rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Each place indented under those above it."""
    place, path = columns.index("place"), columns.index("path")
    return [(*row[:place], "· " * (len(row[path]) - 1) + row[place], *row[place + 1 :]) for row in rows]
