"""The commands that ask what changed in words: `diff`, `terms`, `find`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from compare.cli import inputs
from compare.cli.options import (
    DEFAULT_ARCHIVE,
    ArchiveOption,
    FirstOption,
    FormatOption,
    InsteadOfArchive,
    LastOption,
    LexiconOption,
    PlaceOption,
)
from compare.cli.output import Format, emit, emit_object, say
from compare.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from compare.archive import Archive
    from compare.model import Report
    from compare.wording import Term

# ruff: noqa: PLR0917 - a command loads only what it needs; its arguments are its options


class DiffFormat(StrEnum):
    """How a comparison is printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    markdown = "markdown"
    html = "html"


TERM = (
    *("change", "term", "earlier_count", "later_count", "earlier_rate", "later_rate"),
    *("log_likelihood", "log_ratio", "in_heading", "discovered", "first_year", "last_year"),
)
_TERM_SHOWN = {
    "change": "变化",
    "term": "词语",
    "earlier_count": "前",
    "later_count": "后",
    "log_likelihood": "对数似然",
    "log_ratio": "倍率(log2)",
    "in_heading": "见于标题",
    "discovered": "新词",
    "first_year": "首见",
    "last_year": "末见",
}
_CHANGES = {"new": "新出现", "gone": "不再出现", "rising": "增多", "falling": "减少"}
FOUND = ("place", "report_year", "section", "sentence", "times", "start", "path")


def diff(
    sides: Annotated[
        list[str], typer.Argument(metavar="A B", help="Two report years of the archive, or two reports.")
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    place: PlaceOption = "",
    full: Annotated[
        bool, typer.Option("--full", help="Fold nothing: whole sentences, and those that didn't change.")
    ] = False,
    lexicon: LexiconOption = None,
    form: Annotated[DiffFormat, typer.Option("--format", "-f", help="How it is printed.")] = DiffFormat.table,
) -> None:
    """Tell what changed in words: first what to report, then sentence by sentence, section by section.

    Targets changed, words that bind more or less, sections moved, split, new or dropped, themes; then the
    redline. Two sentences are shown as one with changes where they are alike enough, else as dropped and new.

    \b
    Examples:
      duizhao diff 贵阳市2025.txt 贵阳市2026.txt
      duizhao diff 2025 2026 --place 贵阳市
      duizhao diff 2025 2026 --place 贵阳市 --format html > 修订对照.html
    """
    from compare.cli import redlines
    from compare.wording import carried, compare_reports, findings, segmenter_of

    earlier, later = inputs.two_extracts(sides, archive, place, lexicon)
    segmenter = segmenter_of(earlier.report, later.report)
    comparison = compare_reports(earlier.report, later.report, segmenter)
    reported = findings(comparison, (earlier, later), segmenter)
    if form is DiffFormat.json:
        emit_object(redlines.as_object(comparison, reported, carried(comparison)))
    elif form in (DiffFormat.csv, DiffFormat.jsonl):
        emit(
            redlines.DIFF, redlines.rows(comparison, reported), Format(form.value), empty="no sentences found"
        )
    elif form is DiffFormat.table:
        redlines.show(comparison, reported, carried(comparison), full=full)
    else:
        write = redlines.html if form is DiffFormat.html else redlines.markdown
        redlines.put(write(comparison, reported, carried(comparison), full=full))


def terms(
    sides: Annotated[
        list[str] | None,
        typer.Argument(metavar="[A B]", help="Two report years of the archive, or two reports."),
    ] = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    place: PlaceOption = "",
    first: FirstOption = None,
    last: LastOption = None,
    only: Annotated[
        str,
        typer.Option("--only", metavar="CHANGES", help=f"Only these, with commas: {', '.join(_CHANGES)}."),
    ] = "",
    most: Annotated[
        int, typer.Option("--most", min=0, metavar="N", help="At most so many of each kind; 0 for all.")
    ] = 20,
    lexicon: LexiconOption = None,
    form: FormatOption = Format.table,
) -> None:
    """List the terms that are new, gone, rising or falling, with the years where each stands first and last.

    By log-likelihood (Dunning 1993, Rayson & Garside 2000), to which a heading adds. With --from and --to the
    reports of the later half of these years are held against those of the earlier half.

    \b
    Examples:
      duizhao terms 贵阳市2025.txt 贵阳市2026.txt
      duizhao terms 2023 2024 --place 全国 --only new
      duizhao terms --from 2004 --to 2026 --place 贵阳市 --format csv
    """
    from compare.wording import contrast, years_of
    from compare.wording.terms import TermChange

    changes = inputs.chosen(only, get_args(TermChange), "--only") or list(get_args(TermChange))
    ranged = first is not None or last is not None
    if bool(sides) == ranged:
        raise typer.BadParameter(
            "name two report years or two files, or a range of years with --from and --to"
        )
    if sides:
        earlier, later, texts = _two_with_texts(sides, archive, place, lexicon)
    else:
        earlier, later, texts = _halves(archive, place, first, last)
    found = contrast(earlier, later)
    listed = []
    for change in changes:
        of_kind = [term for term in found if term.change == change]
        listed += of_kind[:most] if most else of_kind
    years = years_of((term.term for term in listed), texts)
    rows = [_term_row(term, years.get(term.term, (None, None))) for term in listed]
    if form in (Format.table, Format.markdown):
        rows = [(_CHANGES[str(row[0])], *row[1:]) for row in rows]
    emit(TERM, rows, form, shown=_TERM_SHOWN, empty="no term differs beyond chance")


def find(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What to look for, as it is written.")],
    paths: InsteadOfArchive = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    place: PlaceOption = "",
    first: FirstOption = None,
    last: LastOption = None,
    lexicon: LexiconOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Show every sentence that has these words, with place, report year and section.

    \b
    Examples:
      duizhao find 路边音乐会
      duizhao find 新质生产力 --place 贵阳市 --from 2024 --format csv
      duizhao find 营商环境 reports/
    """
    from compare.cli import redlines

    words = words.strip()
    if not words:
        raise typer.BadParameter("say what to look for")
    if paths:
        inputs.use_lexicon(lexicon, archive)
    refusals = inputs.Refusals(paths or ())
    with inputs.archive_of(paths, archive, refusals) as opened:
        if place:
            inputs.one_place(opened, place)
        _, rows = opened.rows(
            "SELECT r.place, r.report_year, coalesce(c.trail, '') AS section, s.text AS sentence,"
            " (length(s.text) - length(replace(s.text, $words, ''))) // length($words) AS times,"
            " s.start_offset AS start, r.path"
            " FROM sentence AS s JOIN report AS r ON r.report_id = s.report_id"
            " LEFT JOIN section AS c ON c.report_id = s.report_id AND c.section_index = s.section_index"
            " WHERE contains(s.text, $words) AND r.kind = 'report' AND ($place = '' OR r.place = $place)"
            " AND ($first IS NULL OR r.report_year >= $first) AND ($last IS NULL OR r.report_year <= $last)"
            " ORDER BY r.place, r.report_year, s.sentence_index",
            {"words": words, "place": place, "first": first, "last": last},
        )
        looked_at = _looked_at(opened, place, first, last)
    empty = f"none of the {looked_at} reports looked at has {words}" if looked_at else "no report to look at"
    if form is Format.table and rows:
        redlines.show_found(words, rows)
    else:
        emit(FOUND, rows, form, shown={name: name for name in FOUND[:4]}, empty=empty)
    refusals.settle()


def _looked_at(archive: Archive, place: str, first: int | None, last: int | None) -> int:
    return sum(
        held.kind == "report" and place in {"", held.place} and inputs.in_range(held.report_year, first, last)
        for held in archive.reports()
    )


def _two_with_texts(
    sides: Sequence[str], archive: Path, place: str, lexicon: Path | None
) -> tuple[list[Report], list[Report], dict[int, list[str]]]:
    """Two reports, and by year the texts in which a term is looked for: all that there are of the place."""
    earlier, later = inputs.two_reports(sides, archive, place, lexicon)
    if inputs.are_years(sides):
        return [earlier], [later], inputs.sentences_of(archive, earlier.place.name)
    return [earlier], [later], _texts(earlier, later)


def _halves(
    archive: Path, place: str, first: int | None, last: int | None
) -> tuple[list[Report], list[Report], dict[int, list[str]]]:
    from compare.archive import Archive

    with Archive.open(archive, read_only=True) as opened:
        place = inputs.one_place(opened, place)
        held = sorted(
            one.report_year for one in opened.reports() if one.place == place and one.kind == "report"
        )
    years = [year for year in held if inputs.in_range(year, first, last)]
    if len(years) < 2:
        known = "、".join(map(str, held)) or "only fact sheets"
        raise NotFound(f"terms needs two reports of {place} in these years; there are {known}")
    half = len(years) // 2
    say(f"{place}: {_span(years[half:])} against {_span(years[:half])}")
    reports = inputs.held_reports(archive, place, list(map(str, years)))
    return reports[:half], reports[half:], inputs.sentences_of(archive, place)


def _span(years: Sequence[int]) -> str:
    return f"{years[0]}–{years[-1]} ({len(years)} reports)" if len(years) > 1 else str(years[0])


def _texts(*reports: Report) -> dict[int, list[str]]:
    return {report.year: [sentence.text for sentence in report.sentences] for report in reports}


def _term_row(term: Term, years: tuple[int | None, int | None]) -> tuple[object, ...]:
    return (
        *(term.change, term.term, term.earlier_count, term.later_count, term.earlier_rate, term.later_rate),
        *(term.log_likelihood, term.log_ratio, term.in_heading, term.discovered),
        *years,
    )
