"""The workbook as a whole: what it reads from the views, which sheets it has, and how it is saved."""

from __future__ import annotations

import io
import os
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl import Workbook

from compare import __version__
from compare.errors import DuizhaoError, NotFound
from compare.scorecard import rules, sources, targets, tasks
from compare.scorecard.cells import clean
from compare.scorecard.grid import About, Grid, lay

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from compare.archive import Archive
    from compare.scorecard.targets import Row

_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(?=<)")
_LONGEST_NAME = 31  # of a sheet


def write(archive: Archive, place: str, first_year: int, last_year: int, path: Path) -> None:
    """See `compare.scorecard.write_scorecard`."""
    reports = _rows(
        archive,
        "SELECT * FROM v_reports WHERE place = ? AND report_year BETWEEN ? AND ?"
        " ORDER BY report_year, kind DESC, path, report_id",
        [place, first_year, last_year],
    )
    shelf = _Shelf(archive, place, reports)
    sheets = shelf.sheets()
    if not sheets:
        raise NotFound(f"{place}: no targets in the reports of {first_year} to {last_year}")
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, grid in sheets.items():
        lay(book.create_sheet(name[:_LONGEST_NAME]), grid)
    book.properties.title = clean(f"{place}主要预期目标对照表")
    book.properties.creator = "duizhao"
    _save(book, path, _date_of(reports))


class _Shelf:
    """The reports of a place in a range of years, and the sheets they give, newest first."""

    def __init__(self, archive: Archive, place: str, reports: Sequence[Row]) -> None:
        self.archive, self.place, self.reports = archive, place, reports
        self.years = sorted({report["report_year"] for report in reports})
        self.cite = sources.Citations(archive, place)
        self.footer = f"{place}主要预期目标对照表"

    def sheets(self) -> dict[str, Grid]:
        """The sheets by name, in order; none where there are no targets."""
        cards = {year: self._cards(year) for year in {y for year in self.years for y in (year, year - 1)}}
        paired = [
            year
            for year in self.years
            if year + 1 in self.years and any(row["target_id"] for row in cards[year])
        ]
        alone = [
            year
            for year in self.years
            if year not in paired and year - 1 not in paired and any(r["next_id"] for r in cards[year - 1])
        ]
        headlines: dict[str, Grid] = {}
        details: dict[str, Grid] = {}
        newest_first = sorted(paired + alone, reverse=True)
        for year in newest_first:
            if year in paired:
                name = f"{year}→{year + 1}"
                grid = targets.pair_grid(cards[year], self._about(year, year + 1), self.cite)
            else:
                name = str(year)
                grid = targets.single_grid(cards[year - 1], self._about(year), self.cite)
            headlines[targets.SHEET + (name if headlines else "")] = grid
        for year in self._detailed(newest_first):
            grid = tasks.grid(self._tasks(year), self._about(year, year + 1), self.cite)
            details[tasks.SHEET + (str(year) if details else "")] = grid
        sheets = headlines | details
        if not sheets:
            return {}
        return sheets | {
            sources.SHEET: self.cite.grid(self.footer),
            rules.SHEET: rules.grid(self.reports, self.place, self.footer, __version__),
        }

    def _detailed(self, shown: Sequence[int]) -> list[int]:
        """The years with targets beyond those of the first sheets; of all if there are no such sheets."""
        years = shown or sorted(self.years, reverse=True)
        return [year for year in years if any(not row["headline"] for row in self._tasks(year))]

    def _cards(self, year: int) -> list[Row]:
        return _rows(
            self.archive,
            "SELECT * FROM v_scorecard WHERE place = ? AND report_year = ? ORDER BY position",
            [self.place, year],
        )

    def _tasks(self, year: int) -> list[Row]:
        """The targets of the report, or of fact sheets where there is no report."""
        rows = _rows(
            self.archive,
            "SELECT * FROM v_plan_vs_actual WHERE place = ? AND report_year = ?"
            " ORDER BY target_kind DESC, target_path, target_start, target_id",
            [self.place, year],
        )
        reported = [row for row in rows if row["target_kind"] == "report"]
        return reported or rows

    def _about(self, *years: int) -> About:
        """The first of the years with the reports and fact sheets of all of them, as a reader names them."""
        named = []
        for report in self.reports:
            if report["report_year"] in years:
                name = sources.document(report["kind"], report["title"], self.place, report["path"])
                about = "，".join(filter(None, (rules.spoken_date(report["given_on"]), report["meeting"])))
                named.append(name + (f"（{about}）" if about else ""))
        return About(self.place, years[0], named, self.footer)


def _rows(archive: Archive, query: str, params: Sequence[object]) -> list[Row]:
    columns, rows = archive.rows(query, params)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _date_of(reports: Sequence[Row]) -> datetime:
    """When the newest of the reports was given, or the first day of its year: the same whenever it is run."""
    newest = max(reports, key=lambda report: (report["report_year"], report["given_on"]))
    try:
        return datetime.fromisoformat(newest["given_on"]).replace(hour=0, minute=0, second=0, tzinfo=None)
    except ValueError:
        return datetime(max(1980, newest["report_year"]), 1, 1)  # noqa: DTZ001 - a day, without a zone


def _save(book: Workbook, path: Path, date: datetime) -> None:
    """Write the workbook with fixed times beside `path`, then in its place: all of it or nothing."""
    written = io.BytesIO()
    book.save(written)
    stamp = date.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with (
            zipfile.ZipFile(written) as draft,
            zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as final,
        ):
            for item in draft.infolist():
                content = draft.read(item)
                if item.filename == "docProps/core.xml":
                    content = _MODIFIED.sub(lambda match: match[1] + stamp, content)
                entry = zipfile.ZipInfo(item.filename, date.timetuple()[:6])
                entry.compress_type = zipfile.ZIP_DEFLATED
                final.writestr(entry, content)
        temporary.replace(path)
    except OSError as error:
        raise DuizhaoError(f"{path}: can't be written: {error.strerror}; is it open elsewhere?") from error
    finally:
        temporary.unlink(missing_ok=True)
