"""The command that measures how fast this machine reads, takes in and answers."""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli import inputs
from compare.cli.options import FormatOption  # noqa: TC001 - typer reads the annotation
from compare.cli.output import Format, emit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compare.archive import Archive
    from compare.model import Source

COLUMNS = ("what", "measured", "unit", "on")
_LEAST_SECONDS = 2.0  # what is quick is repeated for so long


def bench(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH...]", help="Reports; the shipped seed without.")
    ] = None,
    form: FormatOption = Format.table,
) -> None:
    """Measure how fast this machine reads reports, takes them in, and answers.

    The bare scan is a regular expression that finds numerals with a unit in the same text: the ratio to it
    doesn't depend on the machine. A report is counted as it is, so name reports of the length you have.

    \b
    Examples:
      duizhao bench
      duizhao bench 贵阳市/ --format json
    """
    from compare.errors import DuizhaoError
    from compare.outline import outline
    from compare.reading import read

    given = inputs.files_of(paths or [str(_seed())])
    sources: list[Source] = []
    for file in given:
        try:
            source = read(file)
            outline(source)
            sources.append(source)
        except DuizhaoError:
            continue
    if not sources:
        raise typer.BadParameter("none of these is a report")
    rows = [*_reading(sources), *_taking_in([Path(source.path) for source in sources])]
    emit(COLUMNS, rows, form)


def _reading(sources: Sequence[Source]) -> list[tuple[str, float, str, str]]:
    from compare.measures.extract import measure
    from compare.outline import outline

    characters = sum(len(source.text) for source in sources)
    on = f"{len(sources)} reports of {characters // len(sources):,} characters"
    found = sum(len(measure(outline(source))) for source in sources)  # and what is compiled once is compiled
    read = _seconds(lambda: [measure(outline(source)) for source in sources])
    outlined = _seconds(lambda: [outline(source) for source in sources])
    pattern = _scan()
    scanned = _seconds(lambda: [len(pattern.findall(source.text)) for source in sources])
    return [
        ("text to measures, one core", round(len(sources) / read, 1), "reports/s", on),
        ("text to measures, one core", round(characters / read), "characters/s", on),
        ("of that outline", round(100 * outlined / read), "%", on),
        ("measures found", found, "", on),
        ("bare scan for numerals with units", round(len(sources) / scanned, 1), "reports/s", on),
        ("reading takes, in bare scans", round(read / scanned, 1), "×", on),
    ]


def _taking_in(files: Sequence[Path]) -> list[tuple[str, float, str, str]]:
    from compare.archive import Archive, batch

    rows, on = [], f"{len(files)} reports"
    with tempfile.TemporaryDirectory() as folder:
        for workers in dict.fromkeys((1, inputs.workers_for(files))):
            archive = Path(folder, f"{workers}.duckdb")
            started = time.perf_counter()
            with Archive.open(archive) as opened:
                taken = len(batch(files, opened, workers=workers).outcomes)
            seconds = time.perf_counter() - started
            processes = "1 process" if workers == 1 else f"{workers} reading processes"
            rows.append((f"taking in, {processes}", round(taken / seconds, 1), "reports/s", on))
        rows.append(("an archive's size", round(archive.stat().st_size / taken / 1024), "KiB a report", on))
        rows.append(("opening an archive", _milliseconds(lambda: _opened(archive)), "ms", on))
        with Archive.open(archive, read_only=True) as opened:
            rows.append(("plan against actual of a place", _asked(opened), "ms", on))
    return rows


def _opened(archive: Path) -> None:
    from compare.archive import Archive

    Archive.open(archive, read_only=True).close()


def _asked(archive: Archive) -> float:
    place = archive.reports()[0].place
    return _milliseconds(lambda: archive.rows("SELECT * FROM v_scorecard WHERE place = ?", [place]))


def _scan() -> re.Pattern[str]:
    """Numerals followed by a unit of the lexicon, as a bare pattern."""
    from compare.lexicon.loader import table

    units = {unit for dimension in table("units").values() for unit in dimension}
    scales = "|".join(map(re.escape, sorted(table("units")["scales"], key=len, reverse=True)))
    names = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    return re.compile(rf"\d+(?:\.\d+)?(?:{scales})?(?:{names})")


def _seconds(act: Callable[[], object]) -> float:
    """How long it takes, the quickest of as many times as fit."""
    best, began = float("inf"), time.perf_counter()
    while best == float("inf") or time.perf_counter() - began < _LEAST_SECONDS:
        started = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - started)
    return best


def _milliseconds(act: Callable[[], object]) -> float:
    return round(1000 * _seconds(act), 1)


def _seed() -> Path:
    from compare.resources import shipped

    return next(iter(sorted(shipped("seeds").glob("*.txt"))))
