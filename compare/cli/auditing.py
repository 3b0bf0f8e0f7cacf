"""The command that reckons over what the reports of an archive say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from compare.cli import inputs
from compare.cli.options import (
    DEFAULT_ARCHIVE,
    ArchiveOption,
    FirstOption,
    FormatOption,
    LastOption,
    LexiconOption,
    PlaceOption,
)
from compare.cli.output import Format, emit

if TYPE_CHECKING:
    from compare.audit import Figure, Finding

# ruff: noqa: PLR0917 - a command loads only what it needs; its arguments are its options

_KINDS = {
    "growth": "增速与总量",
    "share": "比重与总量",
    "part": "其中项大于总量",
    "sum": "分项之和",
    "running": "累计数减少",
    "yearly": "多年合计",
    "restated": "前后说法",
    "recalled": "目标转述",
}
_SHOWN = {
    "place": "地区",
    "year": "年份",
    "kind_zh": "类别",
    "indicator": "指标",
    "arithmetic": "计算",
    "tolerance": "容差范围",
    "remark": "说明",
    "said": "出处",
}
_NOTHING = "no contradiction among the figures that can be held against each other"
_AROUND = 36  # characters of the sentence to either side of the figure


def audit(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    place: PlaceOption = "",
    first: FirstOption = None,
    last: LastOption = None,
    kind: Annotated[
        str, typer.Option("--kind", "-k", metavar="KINDS", help=f"Only these: {','.join(_KINDS)}.")
    ] = "",
    lexicon: LexiconOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Reckon over the figures: what can't all be true as it stands in the reports, with the arithmetic.

    Growth against the levels of two years, shares against part and whole, parts against their sum, totals
    against their years, results and targets that a later report tells otherwise. The tolerance is that of
    the figures' own rounding. What was reckoned in another way (at constant prices, 可比口径) is left alone;
    a base that was revised since is the usual cause of a small difference, and then it says so.

    \b
    Examples:
      duizhao audit --place 贵阳市 --from 2010
      duizhao audit --kind restated,recalled --format json
    """
    from compare.archive import Archive
    from compare.audit import audit as reckon

    kinds: Any = inputs.chosen(kind, tuple(_KINDS), "--kind") or tuple(_KINDS)
    inputs.use_lexicon(lexicon, archive)
    with Archive.open(archive, read_only=True) as opened:
        if place:
            inputs.one_place(opened, place)
        found = reckon(opened, place, first, last, kinds)
    columns = [
        *("place", "year", "kind", "kind_zh", "indicator", "arithmetic", "tolerance", "remark"),
        "said",
        "figures",
    ]
    emit(columns, map(_row, found), form, shown=_SHOWN, empty=_NOTHING)


def _row(finding: Finding) -> tuple[object, ...]:
    one = finding.figures[0]
    told = (finding.arithmetic, finding.tolerance, finding.remark)
    sentences = {(figure.report_id, figure.sentence_index): figure for figure in reversed(finding.figures)}
    said = [_said(figure) for figure in reversed(sentences.values())]
    figures = [_figure(figure) for figure in finding.figures]
    return (one.place, one.year, finding.kind, _KINDS[finding.kind], one.indicator, *told, said, figures)


def _said(figure: Figure) -> str:
    """The figure within its sentence, with the report it stands in."""
    start, end = max(0, figure.at - _AROUND), figure.at + _AROUND
    cut = figure.sentence[start:end].strip()
    before, behind = "…" if start else "", "…" if end < len(figure.sentence) else ""
    return f"{figure.report_year}年报告：{before}{cut}{behind}"


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "report_year": figure.report_year,
        "indicator": figure.indicator,
        "period": figure.period,
        "phrase": figure.phrase,
        "sentence": figure.sentence,
        "heading": figure.heading,
        "path": figure.path,
        "start": figure.start,
        "end": figure.end,
        "measure_id": figure.measure_id,
    }
