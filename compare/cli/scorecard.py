"""The command that writes the workbook."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads it when the command runs
from typing import TYPE_CHECKING, Annotated

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
from compare.errors import Conflict, NotFound

if TYPE_CHECKING:
    from compare.archive import Archive

# ruff: noqa: PLR0917 - a command's arguments are its options


class Language(StrEnum):
    """Of the workbook's own words."""

    zh = "zh"
    en = "en"


def scorecard(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.xlsx", help="The workbook to write.")
    ],
    paths: InsteadOfArchive = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    place: PlaceOption = "",
    places: Annotated[
        str, typer.Option("--places", metavar="A,B,C", help="A matrix instead: these places side by side.")
    ] = "",
    first: FirstOption = None,
    last: LastOption = None,
    language: Annotated[
        Language, typer.Option("--lang", help="Of the workbook's own words; a report's stay Chinese.")
    ] = Language.zh,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FORM.xlsx", help="Fill this form of yours instead.")
    ] = None,
    lexicon: LexiconOption = None,
) -> None:
    """Write the 对照表 as an Excel workbook: targets, results, verdicts, next targets, and every source.

    \b
    Examples:
      duizhao scorecard seeds/ -o reports/guiyang.xlsx
      duizhao scorecard --place 贵阳市 --from 2025 --to 2026 -o 对照表.xlsx
      duizhao scorecard --places 贵阳市,贵州省,全国 -o 三级对照.xlsx
      duizhao scorecard --place 贵阳市 --template 本办表样.xlsx -o 对照表.xlsx
    """
    from compare.scorecard import fill_template, write_matrix, write_scorecard

    if not output.parent.is_dir():
        raise NotFound(f"{output}: the folder {output.parent} doesn't exist")
    if places and (place or template):
        raise Conflict("--places makes a matrix of several places; leave out --place and --template")
    inputs.use_lexicon(lexicon, archive)
    refusals = inputs.Refusals(paths or ())
    with inputs.archive_of(paths, archive, refusals) as opened:
        named = _named(opened, places) if places else [inputs.one_place(opened, place)]
        years = _years(opened, named, first, last)
        span = years[0], years[-1]
        if places:
            write_matrix(opened, named, *span, output, language=language.value)
        elif template:
            fill_template(
                opened,
                named[0],
                template,
                output,
                first_year=span[0],
                last_year=span[1],
                language=language.value,
            )
        else:
            write_scorecard(opened, named[0], *span, output, language=language.value)
    say(f"{output}: {'、'.join(named)}, report years {years[0]} to {years[-1]}")
    refusals.settle()


def _named(archive: Archive, places: str) -> list[str]:
    said = [name.strip() for name in places.replace("，", ",").replace("、", ",").split(",")]
    return list(dict.fromkeys(inputs.one_place(archive, name) for name in said if name))


def _years(archive: Archive, places: list[str], first: int | None, last: int | None) -> list[int]:
    """The report years of any of the places in the range."""
    held = sorted({year for place in places for year in inputs.years_of(archive, place)})
    years = [year for year in held if inputs.in_range(year, first, last)]
    if not years:
        named = "、".join(places)
        raise NotFound(f"no report of {named} in these years; there are {'、'.join(map(str, held))}")
    return years
