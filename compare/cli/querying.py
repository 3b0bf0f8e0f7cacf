"""The commands that ask the archive in SQL: one's own, and the named queries that ship."""

from __future__ import annotations

import sys
from typing import Annotated

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
from compare.cli.output import Format, emit

# ruff: noqa: PLR0917 - a command loads only what it needs; its arguments are its options

ParameterOption = Annotated[
    list[str] | None,
    typer.Option("--param", "-P", metavar="NAME=VALUE", help="The value of $NAME in it; once for each."),
]
TimeoutOption = Annotated[float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Stop it after.")]


def sql(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="One SELECT statement, or - to read it from stdin.")
    ],
    paths: InsteadOfArchive = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    param: ParameterOption = None,
    timeout: TimeoutOption = 30.0,
    lexicon: LexiconOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Ask the archive in SQL. It can only read, and only the archive.

    `duizhao schema` prints the views and tables with their columns; `duizhao query --list` the queries that
    are there already.

    \b
    Examples:
      duizhao sql "SELECT verdict, count(*) FROM v_plan_vs_actual GROUP BY ALL"
      duizhao sql "SELECT report_year, target FROM v_targets WHERE headline AND indicator = '地区生产总值'"
      duizhao sql "FROM v_results WHERE place = \\$place" --param place=贵阳市
      duizhao sql "FROM v_scorecard" seeds/ --format csv
    """
    from compare.archive import ask

    given = _given(param)
    if paths:
        inputs.use_lexicon(lexicon, archive)
    refusals = inputs.Refusals(paths or ())
    with inputs.archive_file_of(paths, archive, refusals) as path:
        answer = ask(path, sys.stdin.read() if query == "-" else query, timeout, given)
    emit(answer.columns, answer.rows, form, empty="no rows")
    refusals.settle()


def query(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Which query: missed-main-targets.")] = "",
    paths: InsteadOfArchive = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    listed: Annotated[
        bool, typer.Option("--list", help="Print the queries, and what each asks for.")
    ] = False,
    shown: Annotated[bool, typer.Option("--show", help="Print its SQL, to go on from.")] = False,
    place: PlaceOption = "",
    year: Annotated[int | None, typer.Option("--year", "-y", help="The report year: $year.")] = None,
    first: FirstOption = None,
    last: LastOption = None,
    indicator: Annotated[
        str, typer.Option("--indicator", "-i", metavar="NAME", help="Any of its names: $indicator.")
    ] = "",
    param: ParameterOption = None,
    timeout: TimeoutOption = 30.0,
    lexicon: LexiconOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Ask one of the queries that ship: plan against actual, never mentioned again, median by year and more.

    \b
    Examples:
      duizhao query --list
      duizhao query missed-main-targets --place 贵阳市 --from 2015
      duizhao query median-by-year --indicator GDP --param aspect=growth
      duizhao query plan-against-actual --show
    """
    from compare.archive import ask
    from compare.archive.queries import named, queries

    if listed or not name:
        rows = [
            (one.name, one.answers, [f"${p.name}" + ("?" if p.optional else "") for p in one.parameters])
            for one in queries()
        ]
        emit(("name", "answers", "parameters"), rows, form)
        return
    wanted = named(name)
    if shown:
        print(wanted.sql)
        return
    inputs.use_lexicon(lexicon, archive)
    options = {
        "place": place or None,
        "year": year,
        "first": first,
        "last": last,
        "indicator": _id_of(indicator),
    }
    given = {key: value for key, value in options.items() if value is not None} | _given(param)
    refusals = inputs.Refusals(paths or ())
    with inputs.archive_file_of(paths, archive, refusals) as path:
        answer = ask(path, wanted.sql, timeout, wanted.values(given))
    emit(answer.columns, answer.rows, form, empty="no rows")
    refusals.settle()


def _given(said: list[str] | None) -> dict[str, object]:
    """The values that `--param` gives, by name."""
    from compare.archive.queries import value

    given: dict[str, object] = {}
    for each in said or ():
        name, equals, written = each.partition("=")
        if not equals or not name.isidentifier():
            raise typer.BadParameter(f"--param: NAME=VALUE, not {each}")
        given[name] = value(written)
    return given


def _id_of(indicator: str) -> str | None:
    """The id of an indicator by any of its names; a name that the lexicon lacks stays."""
    from compare.lexicon.indicators import indicators

    known = indicators().canonical(indicator) if indicator else None
    return known.id if known else indicator or None
