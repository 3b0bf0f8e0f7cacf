"""The command that writes the page."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  typer reads the annotations at run time
from typing import Annotated

import typer

from compare.cli import inputs
from compare.cli.options import (
    DEFAULT_ARCHIVE,
    ArchiveOption,
    FirstOption,
    InsteadOfArchive,
    LastOption,
    LexiconOption,
    PlaceOption,
)
from compare.cli.output import say
from compare.errors import NotFound

# ruff: noqa: PLR0917 - a command loads only what it needs; its arguments are its options


def page(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.html", help="The page to write.")],
    paths: InsteadOfArchive = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    place: PlaceOption = "",
    first: FirstOption = None,
    last: LastOption = None,
    redline: Annotated[
        tuple[int, int] | None,
        typer.Option(
            "--redline", metavar="YEAR YEAR", help="Whose wording is laid side by side; else the last two's."
        ),
    ] = None,
    lexicon: LexiconOption = None,
) -> None:
    """Write a page for the browser: scorecard, charts, redline, terms, every figure with its sentence.

    One file, which needs no network. Charts need the extra `chart`; without it their figures stand in tables.

    \b
    Examples:
      duizhao page --place 贵阳市 --from 2022 -o page.html
      duizhao page 贵阳市2025.txt 贵阳市2026.txt -o page.html
    """
    from compare.page import write_page

    if not output.parent.is_dir():
        raise NotFound(f"{output}: the folder {output.parent} doesn't exist")
    inputs.use_lexicon(lexicon, archive)
    refusals = inputs.Refusals(paths or ())
    with inputs.archive_of(paths, archive, refusals) as opened:
        place = inputs.one_place(opened, place)
        held = inputs.years_of(opened, place)
        years = [year for year in held if inputs.in_range(year, first, last)]
        if not years:
            raise NotFound(f"no report of {place} in these years; there are {'、'.join(map(str, held))}")
        drawn = write_page(opened, place, years[0], years[-1], output, redline=redline)
    say(f"{output}: {place}, report years {years[0]} to {years[-1]}")
    if not drawn:
        say("without pictures: charts need the extra, pip install 'duizhao[chart]'")
    refusals.settle()
