"""The command that follows one indicator over the years."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  typer reads the annotations at run time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compare.charts.panel import ASPECTS, IN_UNIT, add_in_unit, lines_of
from compare.cli import inputs
from compare.cli.options import DEFAULT_ARCHIVE, ArchiveOption, FormatOption, LexiconOption, PlaceOption
from compare.cli.output import Format, emit, printable, say
from compare.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from compare.charts import Line

# ruff: noqa: PLR0917 - a command loads only what it needs; its arguments are its options

BARS = "▁▂▃▄▅▆▇█"
_NO_FIGURE = "·"
_SHOWN = {
    "period": "年份",
    "measured": "口径",
    "target": "目标",
    "result": "完成",
    "gap": "差距",
    "verdict_zh": "完成情况",
    "other_targets": "目标另有",
    "other_results": "结果另有",
}
Record = dict[str, Any]


def trend(
    indicator: Annotated[
        str, typer.Argument(metavar="INDICATOR", help="Any of its names, or its id: 城镇新增就业, gdp.")
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    place: PlaceOption = "",
    first: Annotated[int | None, typer.Option("--from", metavar="YEAR", help="The first year.")] = None,
    last: Annotated[int | None, typer.Option("--to", metavar="YEAR", help="The last year.")] = None,
    aspect: Annotated[
        str, typer.Option("--aspect", metavar="WORD", help="Only level, growth, change or rank.")
    ] = "",
    scope: Annotated[
        str, typer.Option("--scope", metavar="PART", help="A part of the place instead: 中心城区.")
    ] = "",
    chart: Annotated[
        Path | None, typer.Option("--chart", metavar="FILE", help="Draw it too, as .png or .svg.")
    ] = None,
    lexicon: LexiconOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Follow one indicator over the years, whatever the reports call it: targets, results, gap, verdict.

    The year is that which a figure is of, not that of its report. Plans of several years stand after the
    years. Where a report states another figure for the same year, that is shown, too.

    \b
    Examples:
      duizhao trend 城镇新增就业 --place 贵阳市
      duizhao trend GDP --place 贵阳市 --from 2015 --aspect growth --chart gdp.png
    """
    from compare.archive import Archive
    from compare.archive.following import find_series, rows_of

    if aspect and aspect not in ASPECTS:
        raise typer.BadParameter(f"--aspect: there is no {aspect}; there are {', '.join(ASPECTS)}")
    if chart:
        from compare.charts.drawing import check

        check(chart)
    inputs.use_lexicon(lexicon, archive)
    with Archive.open(archive, read_only=True) as opened:
        place = inputs.one_place(opened, place)
        meant, related = find_series(opened, place, indicator)
        columns, rows = rows_of(opened, place, meant.series)
    every = [dict(zip(columns, row, strict=True)) for row in rows]
    asked = [one for one in every if (not aspect or one["aspect"] == aspect) and _within(one, first, last)]
    records = [one for one in asked if one["scope"] == scope]
    add_in_unit(records)
    lines = lines_of(records)
    title = f"{place} {meant.name}" + (f"（{scope}）" if scope else "")
    if form is Format.table:
        print(printable(title))
        for line in lines:
            _print_sparkline(line)
    columns = [*columns, *(name for name in ("measured", *IN_UNIT) if name not in columns)]
    emit(columns, [[one[name] for name in columns] for one in records], form, shown=_SHOWN)
    _say_more(meant.names, [one["scope"] for one in asked if one["scope"] != scope], related)
    if chart:
        if not lines:
            raise NotFound(f"nothing to draw: no figure of a single year of {meant.name}")
        from compare.charts import draw
        from compare.charts import trend as drawn

        draw(drawn(title, lines), chart)
        say(f"{chart}: drawn")


def _within(record: Record, first: int | None, last: int | None) -> bool:
    year = record["year"]
    return year is not None and inputs.in_range(year, first, last)


def _print_sparkline(line: Line) -> None:
    years = range(line.points[0].year, line.points[-1].year + 1)
    known = {point.year: point for point in line.points}
    sides = {
        "目标": [known[year].target if year in known else None for year in years],
        "完成": [known[year].result if year in known else None for year in years],
    }
    figures = [value for side in sides.values() for value in side if value is not None]
    print(printable(f"{line.label} {years[0]}—{years[-1]}"))
    for name, values in sides.items():
        print(f"  {name} {sparkline(values, min(figures), max(figures))}")


def sparkline(values: Iterable[Decimal | None], low: Decimal, high: Decimal) -> str:
    """A bar a value between `low` and `high`, a dot where there is none."""
    span, top = high - low, len(BARS) - 1

    def bar(value: Decimal) -> str:
        return BARS[round((value - low) / span * top) if span else top // 2]

    return "".join(_NO_FIGURE if value is None else bar(value) for value in values)


def _say_more(names: Sequence[str], scopes: Sequence[str], related: Sequence[Any]) -> None:
    """On stderr, what a person may also look for."""
    if len(names) > 1:
        say("names in the reports: " + "、".join(names))
    if scopes:
        say("also of parts of the place, with --scope: " + "、".join(dict.fromkeys(scopes)))
    if related:
        say("see also: " + "、".join(f"{one.name}（{one.first}—{one.last}）" for one in related))
