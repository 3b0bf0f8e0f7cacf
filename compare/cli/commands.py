"""The commands of `duizhao`. Each parses, calls, prints, and loads what it needs only when it is run."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from compare.cli import (
    asking,
    auditing,
    benching,
    deciding,
    exporting,
    filling,
    inputs,
    page,
    querying,
    scorecard,
    trend,
    wording,
)
from compare.cli.options import (
    DEFAULT_ARCHIVE,
    VERDICTS,
    ArchiveOption,
    FormatOption,
    GroupOption,
    InsteadOfArchive,
    LexiconOption,
    PlaceOption,
    ReadPlaceOption,
    ReadYearOption,
    SourcesOption,
)
from compare.cli.output import Format, cell, emit, emit_object, printable, say
from compare.errors import Conflict, NotFound

# ruff: noqa: PLR0917 - a command loads only what it needs; its arguments are its options

app = typer.Typer(
    name="duizhao",
    help="Hold what government work reports (政府工作报告) planned against what was achieved.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from compare import __version__

        print(f"duizhao {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def ingest(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Reports, communiqués, fact sheets or folders of them."),
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take another text for a place and year that the archive has.")
    ] = False,
    place: ReadPlaceOption = "",
    year: ReadYearOption = None,
    sources: SourcesOption = "",
    lexicon: LexiconOption = None,
    workers: Annotated[
        int, typer.Option("--workers", min=0, help="Processes that read the files; 0 for one a core.")
    ] = 0,
    cluster: Annotated[
        str,
        typer.Option(
            "--cluster",
            metavar="tcp://HOST:8786",
            help="A Dask scheduler whose workers read the files (extra: cluster).",
        ),
    ] = "",
) -> None:
    """Take reports, plan reports (计划报告), communiqués (统计公报) and fact sheets into an archive.

    The same file twice changes nothing: after Ctrl-C or a power cut the same command goes on from there. A
    file that can't be taken doesn't stop the others; the exit code is then 1. A target that the next report
    passes over is answered from the other documents; the archive keeps the order of --sources, by which all
    its targets are then paired.

    \b
    Examples:
      duizhao ingest reports/
      duizhao ingest 全国/ 统计公报/ --sources report,communique
      duizhao ingest 贵阳市2025.txt 贵阳市2026.txt --archive guiyang.duckdb
      duizhao ingest 草案.txt --place 贵阳市 --year 2026 --replace
    """
    from compare.archive import Archive, batch
    from compare.archive.ingest import TakenState

    inputs.use_lexicon(lexicon, archive)
    files, kinds = inputs.files_of(paths), inputs.sources_of(sources)
    with Archive.open(archive) as opened, inputs.progress_bar() as progress:
        if kinds:
            opened.ask_sources(kinds)
        summary = batch(
            files,
            opened,
            progress,
            overwrite=replace,
            place=place,
            year=year,
            workers=workers or inputs.workers_for(files),
            cluster=cluster,
        )
        _, ((stale,),) = opened.rows("SELECT count(*) FROM v_decisions WHERE standing = 'stale'")
    say(
        f"{len(summary.outcomes)} files: "
        + ", ".join(f"{summary.count(state)} {state}" for state in get_args(TakenState))
    )
    for outcome in summary.outcomes:
        for doubt in outcome.doubts:
            say(f"doubtful {outcome.path}: {doubt}")
        if outcome.state == "replaced":
            difference = (
                f"{outcome.added} figures added, {outcome.removed} removed, {outcome.changed} changed"
            )
            say(f"replaced {outcome.path}: {difference}; it {outcome.reason}")
        if outcome.state == "refused":
            say(f"refused {outcome.path}: {outcome.reason}")
    if stale:
        say(f"{stale} decisions find their figures no more and are stale: `duizhao decisions` lists them")
    if summary.refused:
        raise typer.Exit(1)


@app.command("list")
def list_reports(
    paths: InsteadOfArchive = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    lexicon: LexiconOption = None,
    form: FormatOption = Format.table,
) -> None:
    """List the reports and fact sheets of an archive, with the number of their figures.

    \b
    Examples:
      duizhao list
      duizhao list seeds/ --format markdown
    """
    from compare.cli.rows import LIST_SHOWN

    if paths:
        inputs.use_lexicon(lexicon, archive)
    refusals = inputs.Refusals(paths or ())
    with inputs.archive_of(paths, archive, refusals) as opened:
        columns, rows = opened.rows("FROM v_reports ORDER BY place, report_year, kind DESC, path")
    emit(columns, rows, form, shown={name: name for name in LIST_SHOWN}, empty="the archive is empty")
    refusals.settle()


@app.command()
def outline(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A report.")],
    place: ReadPlaceOption = "",
    year: ReadYearOption = None,
    lexicon: LexiconOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Show a report's title, year, place and the tree of its sections with their roles.

    In JSON it is one object with `sections`; the other formats have a row a section.

    \b
    Examples:
      duizhao outline seeds/guiyang-2025.txt
      duizhao outline report.md --place 贵阳市 --year 2025 --format json
    """
    from compare.cli.rows import SECTION, SECTION_SHOWN, report_facts, section_rows
    from compare.errors import NotAReport
    from compare.outline import outline as understand
    from compare.reading import read

    inputs.use_lexicon(lexicon)
    source = read(file)
    if source.format == "facts":
        raise NotAReport(file, "a fact sheet has no outline", "`duizhao measures` shows its figures")
    report = understand(source, place=place, year=year)
    facts, rows = report_facts(report), section_rows(report)
    if form is Format.json:
        emit_object({**facts, "sections": [dict(zip(SECTION, row, strict=True)) for row in rows]})
        return
    if form is Format.table:
        for name, value in facts.items():
            if value:
                print(f"{name:<12} {printable(cell(value))}")
        # the tree is seen by its indent; a space at the start of a cell would be lost without a mark
        heading = SECTION.index("heading")
        rows = [
            (*row[:heading], "·   " * int(str(row[2])) + f"{row[3]}{row[4]}" or "—", *row[heading + 1 :])
            for row in rows
        ]
    emit(SECTION, rows, form, shown={name: name for name in SECTION_SHOWN}, empty="no sections found")


@app.command()
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Reports, or folders of them.")],
    place: ReadPlaceOption = "",
    year: ReadYearOption = None,
    lexicon: LexiconOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Show what is understood of a report before it is believed, and what a person should look at.

    Its title, place and year, the sections, the main targets and results with their periods, how many figures
    there are, what of the file was left out, and what is doubtful, line by line; a verdict stands last. The
    exit code is 1 where a file is no report.

    \b
    Examples:
      duizhao check 草案.txt
      duizhao check reports/ --format jsonl
    """
    from compare.cli import findings
    from compare.errors import DuizhaoError
    from compare.measures.check import check as look
    from compare.reading import read

    inputs.use_lexicon(lexicon)
    found = []
    for file in inputs.files_of(files):
        try:
            found.append(findings.checked(look(read(file), place=place, year=year)))
        except DuizhaoError as error:
            found.append(findings.refused(str(file), str(error)))
    findings.show(found, form)
    if any(one["verdict"] == findings.REFUSED for one in found):
        raise typer.Exit(1)


@app.command()
def measures(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Reports, fact sheets or folders.")],
    explain: Annotated[
        bool, typer.Option("--explain", help="List the numerals that are no figures instead, and why.")
    ] = False,
    place: ReadPlaceOption = "",
    year: ReadYearOption = None,
    lexicon: LexiconOption = None,
    form: FormatOption = Format.table,
) -> None:
    """List every figure of a report: indicator, value, unit, bound, role, period, with its place in the text.

    With several files each row also names its `file`.

    \b
    Examples:
      duizhao measures seeds/guiyang-2025.txt
      duizhao measures seeds/guiyang-2025.txt --format jsonl > measures.jsonl
      duizhao measures seeds/guiyang-2025.txt --lexicon my.toml
      duizhao measures seeds/guiyang-2025.txt --explain
    """
    from compare.cli.rows import LEFT_OUT, LEFT_OUT_SHOWN, MEASURE, MEASURE_SHOWN, left_out_rows, measure_rows

    inputs.use_lexicon(lexicon)
    columns, shown, rows_of = (
        (LEFT_OUT, LEFT_OUT_SHOWN, left_out_rows) if explain else (MEASURE, MEASURE_SHOWN, measure_rows)
    )
    refusals = inputs.Refusals(files)
    extracts = inputs.extracts_of(files, refusals, place, year)
    several = len(inputs.files_of(files)) > 1
    rows = [
        (*row, extract.report.source.path) if several else row
        for extract in extracts
        for row in rows_of(extract)
    ]
    file = ("file",) if several else ()
    emit(
        (*columns, *file),
        rows,
        form,
        shown={name: name for name in (*shown, *file)},
        empty="no numerals left out" if explain else "no figures",
    )
    refusals.settle()


@app.command()
def pairs(
    earlier: Annotated[str, typer.Argument(metavar="FILE_A", help="The report that sets the targets.")],
    later: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE_B...", help="The next report, a communiqué of the year, or fact sheets."
        ),
    ],
    sources: SourcesOption = "",
    lexicon: LexiconOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Pair the targets of one report with the results of the next, and judge each.

    \b
    Examples:
      duizhao pairs 贵阳市2025.txt 贵阳市2026.txt
      duizhao pairs seeds/guiyang-2025.txt seeds/guiyang-2025-results.csv --format jsonl
    """
    from compare.cli.rows import PAIR, PAIR_SHOWN, pair_rows
    from compare.pairing import pair_by_source

    inputs.use_lexicon(lexicon)
    kinds = inputs.sources_of(sources) or None
    refusals = inputs.Refusals([earlier, *later])
    first, rest = inputs.extracts_of([earlier], refusals), inputs.extracts_of(later, refusals)
    if not first or not rest:
        refusals.settle()
        raise NotFound("pairs takes a report and at least one that follows it")
    place, year = first[0].report.place.name, first[0].report.year
    for other in (extract.report for extract in rest):
        if other.place.name != place:
            say(f"note: {other.source.path} is of {other.place.name}, not of {place}")
        wanted = {"facts": other.year, "communique": year}.get(other.kind, year + 1)
        if other.year != wanted:
            say(f"note: {other.source.path} is of {other.year}, not of {wanted}")
    rows = [
        row for extract in first for row in pair_rows(extract, pair_by_source(extract, rest, order=kinds))
    ]
    emit(PAIR, rows, form, shown={name: name for name in PAIR_SHOWN}, empty=f"{earlier} sets no targets")
    refusals.settle()


@app.command()
def compare(
    sides: Annotated[
        list[str],
        typer.Argument(
            metavar="A B",
            help="Two report years of the archive, or two files (and communiqués, fact sheets).",
        ),
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    place: PlaceOption = "",
    every: Annotated[
        bool, typer.Option("--all/--headline", help="Every target, not only those of the headline.")
    ] = False,
    only: Annotated[
        str,
        typer.Option("--only", metavar="VERDICTS", help=f"Only these, with commas: {', '.join(VERDICTS)}."),
    ] = "",
    group: GroupOption = "",
    sources: SourcesOption = "",
    lexicon: LexiconOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Show target, result, gap, verdict and the next target, indicator by indicator.

    A result that isn't the next report's own is marked with its source; what other sources say otherwise
    stands in the last column. --sources is for files; an archive keeps the order that `ingest` was given.

    \b
    Examples:
      duizhao compare 贵阳市2025.txt 贵阳市2026.txt
      duizhao compare 全国2023.md 全国2024.md 2023统计公报.md --sources communique,report
      duizhao compare 2025 2026 --place 贵阳市
      duizhao compare 2025 2026 --place 贵阳市 --all --only missed,undisclosed --format csv
      duizhao compare 2025 2026 --place 贵阳市 --group 民生,就业收入
    """
    from compare.cli.rows import filled_columns, plan_headings, scorecard_headings

    by_year = inputs.are_years(sides)
    if len(sides) < 2 or (by_year and len(sides) > 2):
        raise typer.BadParameter("name two report years, or two files")
    kinds = inputs.sources_of(sources)
    if by_year and kinds:
        raise typer.BadParameter(
            "an archive keeps its order of sources: `duizhao ingest … --sources` changes it"
        )
    if not by_year:
        inputs.use_lexicon(lexicon, archive)
    verdicts, groups = inputs.chosen(only, VERDICTS, "--only"), inputs.groups_of(group)
    refusals = inputs.Refusals(() if by_year else sides)
    with inputs.archive_of(None if by_year else sides, archive, refusals) as opened:
        if kinds:
            opened.ask_sources(kinds)
        place = inputs.one_place(opened, place)
        held = inputs.years_of(opened, place)
        years = [int(side) for side in sides] if by_year else held
        _check_years(years, held, place)
        view, order = ("v_plan_vs_actual", "target_start") if every else ("v_scorecard", "position")
        columns, rows = opened.rows(
            f"SELECT * FROM {view} WHERE place = ? AND report_year = ?"
            " AND (len(?) = 0 OR list_contains(?, CASE WHEN state = 'review' THEN state ELSE verdict END))"
            f" AND (len(?) = 0 OR list_contains(?, indicator_group)) ORDER BY {order}",
            [place, years[0], verdicts, verdicts, groups, groups],
        )
    filled = filled_columns(columns, rows)
    shown = plan_headings(filled) if every else scorecard_headings(years[0], years[1], filled, keys=by_year)
    emit(
        columns,
        rows,
        form,
        shown=shown,
        empty=f"{place}: no such targets in the reports of {years[0]} and {years[1]}",
    )
    refusals.settle()


@app.command()
def sections(
    sides: Annotated[
        list[str], typer.Argument(metavar="A B", help="Two report years of the archive, or two reports.")
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    place: PlaceOption = "",
    lexicon: LexiconOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Lay the sections of two reports side by side: same, renamed, moved, split, merged, new, dropped.

    \b
    Examples:
      duizhao sections 贵阳市2025.txt 贵阳市2026.txt
      duizhao sections 2025 2026 --place 贵阳市
      duizhao sections 2025 2026 --place 贵阳市 --format jsonl
    """
    from compare.cli.rows import SECTION_PAIR, SECTION_PAIR_SHOWN, section_pair_rows
    from compare.pairing import align_sections

    earlier, later = inputs.two_reports(sides, archive, place, lexicon)
    rows = section_pair_rows(align_sections(earlier, later))
    emit(
        SECTION_PAIR,
        rows,
        form,
        shown={name: name for name in SECTION_PAIR_SHOWN},
        empty="no sections found",
    )


def _check_years(years: list[int], held: list[int], place: str) -> None:
    known = "、".join(map(str, held))
    for year in years:
        if year not in held:
            raise NotFound(f"no report of {place} for {year}; there are {known}")
    if len(years) != 2 or years[1] != years[0] + 1:
        named = "、".join(map(str, years))
        raise Conflict(f"compare takes a report and the one of the year after it; these are of {named}")


for command in (
    *(deciding.review, deciding.decide, deciding.decisions),
    scorecard.scorecard,
    *(
        asking.disclosure,
        asking.cascade,
        trend.trend,
        auditing.audit,
        asking.schema,
        querying.sql,
        querying.query,
        exporting.export,
        page.page,
    ),
    *(wording.diff, wording.terms, wording.find),
    benching.bench,
):
    app.command()(command)
app.add_typer(filling.facts, name="facts")
