"""The command that writes an archive out for other programs."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  typer reads the annotations at run time
from typing import Annotated, Any

import typer

from compare.cli import inputs
from compare.cli.options import DEFAULT_ARCHIVE, ArchiveOption
from compare.cli.output import say

FORMS = ("parquet", "csv", "jsonl", "xlsx", "duckdb")


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where the files go; made if there is none.")
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    form: Annotated[
        str, typer.Option("--as", metavar="FORM", help=f"One of {', '.join(FORMS)}.")
    ] = "parquet",
    only: Annotated[
        str, typer.Option("--only", metavar="NAMES", help="Views and tables, with commas; else all views.")
    ] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Write anew what is there already.")] = False,
) -> None:
    """Write the archive out: a file a view as parquet, csv, jsonl or xlsx, or all of it as a DuckDB file.

    The DuckDB file opens in every version since 1.0. A datapackage.json beside the files (Frictionless)
    describes each and its columns. In csv and xlsx text from reports is text, never a formula.

    \b
    Examples:
      duizhao export out/ --as csv --only v_scorecard,v_results
      duizhao export out/ --as duckdb
    """
    from compare.archive import Archive
    from compare.export import export as write

    chosen: Any = inputs.chosen(form, FORMS, "--as")
    if len(chosen) != 1:
        raise typer.BadParameter("--as: one form at a time")
    names = [name.strip() for name in only.split(",") if name.strip()]
    with Archive.open(archive, read_only=True) as opened:
        written = write(opened, folder, chosen[0], names, replace=replace)
    for path in written:
        print(path)
    say(f"{len(written)} files written")
