"""What a command reads: an archive, or files that stand in place of one."""

from __future__ import annotations

import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from compare.cli.options import DEFAULT_ARCHIVE
from compare.cli.output import say
from compare.errors import DuizhaoError, NotAReport, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from compare.archive import Archive, Summary
    from compare.model import Document, Extract, Report


OTHER_GROUP = "其他"
"""The group of what the lexicon doesn't list, as the archive's views call it."""


_FEW_FILES = 12  # as long as processes take to start, one has read them


class Refusals:
    """Files that couldn't be taken: named on stderr as they come, they decide the exit code in the end."""

    def __init__(self, named: Sequence[str]) -> None:
        """`named`: the paths the user gave. One refused is a failure; a stray file in a folder isn't."""
        self._named = {str(Path(path)) for path in named}
        self.failed = False

    def add(self, path: str, reason: str) -> None:
        say(f"duizhao: {path}: {reason.removeprefix(path + ': ')}")
        self.failed |= str(Path(path)) in self._named

    def settle(self) -> None:
        """Exit with 1 if a file that was named was refused; called once what there is was printed."""
        if self.failed:
            raise typer.Exit(1)


def use_lexicon(given: Path | None, archive: Path = DEFAULT_ARCHIVE) -> None:
    """Read by the user's rules too: those of the file `given`, else of the `duizhao.toml` that lies there.

    Of an archive's folder and the current one, the archive's comes first.
    """
    from compare.lexicon.extension import DEFAULT_NAME, extend_lexicon

    lying = [file for file in (archive.parent / DEFAULT_NAME, Path(DEFAULT_NAME)) if file.is_file()]
    file = given or next(iter(lying), None)
    extend_lexicon(file)
    if file and not given:
        say(f"with the rules of {file}")


def chosen(said: str, allowed: Sequence[str], option: str) -> list[str]:
    """The words of a list with commas. Raises BadParameter for one that isn't allowed."""
    words = [word for word in re.split(r"[\s,，、]+", said) if word]
    for word in words:
        if word not in allowed:
            raise typer.BadParameter(f"{option}: there is no {word}; there are {', '.join(allowed)}")
    return words


def groups_of(said: str) -> list[str]:
    """The groups of indicators that `--group` names."""
    if not said:
        return []
    from compare.lexicon.indicators import GROUPS

    return chosen(said, (*GROUPS, OTHER_GROUP), "--group")


def extracts_of(
    paths: Sequence[str], refusals: Refusals, place: str = "", year: int | None = None
) -> list[Extract]:
    """The extracts of files and folders, in order, without those refused."""
    from compare.measures import extracts
    from compare.reading import read

    taken: list[Extract] = []
    for file in files_of(paths):
        try:
            taken += extracts(read(file), place=place, year=year)
        except DuizhaoError as error:
            refusals.add(str(file), str(error))
    return taken


def report_of(file: str, place: str = "") -> Report:
    """One report, without its figures. Raises NotAReport for a fact sheet."""
    from compare.outline import outline
    from compare.reading import read

    source = read(file)
    if source.format == "facts":
        raise NotAReport(file, "a fact sheet has no sections", "name a report")
    return outline(source, place=place)


def are_years(sides: Sequence[str]) -> bool:
    """Whether what the user named are report years, not files."""
    return all(re.fullmatch(r"\d{4}", side) and not Path(side).exists() for side in sides)


def two_reports(
    sides: Sequence[str], archive: Path, place: str, lexicon: Path | None
) -> tuple[Report, Report]:
    """Two reports, by year from the archive or from files. Raises BadParameter where there aren't two."""
    if len(sides) != 2:
        raise typer.BadParameter("name two report years, or two files")
    if are_years(sides):
        earlier, later = held_reports(archive, place, sides)
    else:
        use_lexicon(lexicon, archive)
        earlier, later = (report_of(side, place) for side in sides)
    _note_sides(earlier, later)
    return earlier, later


def two_extracts(
    sides: Sequence[str], archive: Path, place: str, lexicon: Path | None
) -> tuple[Extract, Extract]:
    """The same with the figures of their main targets."""
    from compare.wording import with_main_targets

    if len(sides) == 2 and are_years(sides):
        earlier, later = held_extracts(archive, place, sides)
        _note_sides(earlier.report, later.report)
        return earlier, later
    first, second = two_reports(sides, archive, place, lexicon)
    return with_main_targets(first), with_main_targets(second)


def _note_sides(earlier: Report, later: Report) -> None:
    """Say on stderr what is unusual about two reports that are held against each other."""
    if later.place.name != earlier.place.name:
        say(f"note: {later.source.path} is of {later.place.name}, not of {earlier.place.name}")
    if later.year < earlier.year:
        say(f"note: the second report is of {later.year}, the first of {earlier.year}")


def in_range(year: int, first: int | None, last: int | None) -> bool:
    """Whether a year is one of those that --from and --to leave, either of which may be open."""
    return (first is None or year >= first) and (last is None or year <= last)


def held_reports(archive: Path, place: str, years: Sequence[str]) -> list[Report]:
    """The archive's reports of a place for `years`, in their order. Raises NotFound, naming what there is."""
    return [extract.report for extract in held_extracts(archive, place, years)]


def held_extracts(archive: Path, place: str, years: Sequence[str]) -> list[Extract]:
    """The same with their figures."""
    from compare.archive import Archive
    from compare.archive.records import read

    with Archive.open(archive, read_only=True) as opened:
        place = one_place(opened, place)
        held = {
            one.report_year: one.report_id
            for one in opened.reports()
            if one.place == place and one.kind == "report"
        }
        for year in years:
            if int(year) not in held:
                known = "、".join(map(str, sorted(held))) or "only fact sheets"
                raise NotFound(f"no report of {place} for {year}; there are {known}")
        return [read(opened, held[int(year)]) for year in years]


def sentences_of(archive: Path, place: str) -> dict[int, list[str]]:
    """The sentences of each report of a place, by report year."""
    from compare.archive import Archive

    with Archive.open(archive, read_only=True) as opened:
        _, rows = opened.rows(
            "SELECT r.report_year, list(s.text ORDER BY s.sentence_index) FROM sentence AS s"
            " JOIN report AS r ON r.report_id = s.report_id"
            " WHERE r.place = ? AND r.kind = 'report' GROUP BY r.report_year",
            [place],
        )
    return dict(rows)


def files_of(paths: Sequence[str]) -> list[Path]:
    """Folders expanded. Raises NotFound where there is nothing to read."""
    from compare.reading import find

    files = list(find([Path(path) for path in paths]))
    if not files:
        raise NotFound(f"{', '.join(paths)}: no report (.txt, .md) and no fact sheet (.csv, .xlsx) in there")
    return files


@contextmanager
def archive_of(paths: Sequence[str] | None, archive: Path, refusals: Refusals) -> Iterator[Archive]:
    """The archive file, or one in memory made from `paths`."""
    from compare.archive import Archive

    if not paths:
        with Archive.open(archive, read_only=True) as opened:
            yield opened
        return
    with Archive.open(None) as opened:
        fill(opened, paths, refusals)
        yield opened


@contextmanager
def archive_file_of(paths: Sequence[str] | None, archive: Path, refusals: Refusals) -> Iterator[Path]:
    """The archive file, or a temporary one made from `paths`, closed, for another process to open."""
    from compare.archive import Archive

    if not paths:
        yield archive
        return
    with tempfile.TemporaryDirectory(prefix="duizhao-") as folder:
        path = Path(folder, "files.duckdb")
        with Archive.open(path) as opened:
            fill(opened, paths, refusals)
        yield path


def fill(archive: Archive, paths: Sequence[str], refusals: Refusals) -> None:
    """Take files into a fresh archive. Raises NotFound if none could be."""
    from compare.archive import batch

    with progress_bar() as progress:
        summary = batch(files_of(paths), archive, progress)
    report_refused(summary, refusals)
    if len(summary.refused) == len(summary.outcomes):
        raise NotFound("none of the files could be read as a report or a fact sheet")


def report_refused(summary: Summary, refusals: Refusals) -> None:
    for outcome in summary.refused:
        refusals.add(outcome.path, outcome.reason)


def workers_for(files: Sequence[Path]) -> int:
    """How many processes are to read the files: one a core, and none of their own where they are few."""
    import os

    return 1 if len(files) < _FEW_FILES else os.cpu_count() or 1


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, Path], None] | None]:
    """A callback for `batch` that draws a bar, where stderr is a terminal."""
    import sys

    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def advance(done: int, total: int, file: Path) -> None:
            bar.update(task, completed=done, total=total, description=file.name)

        yield advance


def one_place(archive: Archive, place: str) -> str:
    """`place` if the archive knows it, or the only one it has; else raises NotFound, naming those it has."""
    places = list(dict.fromkeys(held.place for held in archive.reports()))
    if place in places:
        return place
    if not place and len(places) == 1:
        return places[0]
    known = "、".join(places[:20]) + (f" and {len(places) - 20} more" if len(places) > 20 else "")
    if not places:
        raise NotFound("the archive is empty; take reports in with `duizhao ingest`")
    raise NotFound(
        f"no report of {place}; there are {known}" if place else f"say whose with --place; there are {known}"
    )


def years_of(archive: Archive, place: str) -> list[int]:
    """The report years of a place, ascending; a communiqué's year is none."""
    return sorted(
        {held.report_year for held in archive.reports() if held.place == place and held.kind != "communique"}
    )


def sources_of(said: str) -> tuple[Document, ...]:
    """The kinds of documents that `--sources` names, in its order."""
    from compare.model import DOCUMENTS

    named = chosen(said, DOCUMENTS, "--sources")
    return tuple(kind for name in dict.fromkeys(named) for kind in DOCUMENTS if kind == name)
