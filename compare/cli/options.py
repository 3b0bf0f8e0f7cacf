"""The options that several commands share, each described once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.cli.output import Format

DEFAULT_ARCHIVE = Path("duizhao.duckdb")

ArchiveOption = Annotated[
    Path, typer.Option("--archive", "-a", metavar="FILE", help="The archive to read or to write.")
]
FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="How rows are printed.", show_default=True)
]
PlaceOption = Annotated[str, typer.Option("--place", "-p", help="Whose reports: 贵阳市, 贵州省, 全国.")]
ReadPlaceOption = Annotated[
    str, typer.Option("--place", "-p", help="Whose report it is; wins over the text.")
]
ReadYearOption = Annotated[
    int | None, typer.Option("--year", "-y", help="The report year; wins over the text.")
]
LexiconOption = Annotated[
    Path | None,
    typer.Option(
        "--lexicon",
        "-l",
        metavar="FILE.toml",
        help="Your own indicators, units, words, places and tolerances beside those that ship. Without it "
        "duizhao.toml is taken, beside the archive or in the current folder.",
    ),
]
VERDICTS = ("exceeded", "met", "near", "missed", "undisclosed", "incomparable", "review")
"""What `--only` takes: the verdicts, and what is put up for review."""

GroupOption = Annotated[
    str,
    typer.Option(
        "--group", "-g", metavar="GROUPS", help="Only indicators of these groups, with commas: 民生."
    ),
]
SourcesOption = Annotated[
    str,
    typer.Option(
        "--sources",
        "-s",
        metavar="KINDS",
        help="Where results are taken from, the first that has one: report,plan,communique,facts.",
    ),
]
FirstOption = Annotated[int | None, typer.Option("--from", metavar="YEAR", help="The first report year.")]
LastOption = Annotated[int | None, typer.Option("--to", metavar="YEAR", help="The last report year.")]
InsteadOfArchive = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Reports, fact sheets or folders, in place of an archive."),
]
