"""The workbook as a whole: which sheets it has, in which order, and how they lead to one another."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties

from compare import __version__
from compare.errors import NotFound
from compare.scorecard import (
    assignments,
    chapters,
    package,
    rules,
    silent,
    sources,
    styles,
    summary,
    targets,
    tasks,
    trends,
    turnover,
)
from compare.scorecard.cells import clean
from compare.scorecard.laying import Laid, Layer
from compare.scorecard.material import Material
from compare.scorecard.styles import Page
from compare.scorecard.targets import Desk
from compare.scorecard.words import Language, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from compare.archive import Archive
    from compare.scorecard.grid import Grid
    from compare.scorecard.material import Row

_LONGEST_NAME = 31  # of a sheet


def write(
    archive: Archive, place: str, years: tuple[int, int], path: Path, language: Language = "zh"
) -> None:
    """See `compare.scorecard.write_scorecard`."""
    material = Material(archive, place, *years)
    if not material.newest:
        raise NotFound(f"{place}: no targets in the reports of {years[0]} to {years[1]}")
    say = Words(language)
    desk = Desk(material, sources.Citations(archive, [place], say), say)
    binder = Binder(desk.say, place)
    front = binder.add(summary.SHEET)
    tables = _tables(binder, desk)
    _trends(binder, desk)
    _years_before(binder, desk)
    page = summary.Summary(front, binder.layer, desk, _codes(binder, desk, tables), __version__)
    binder.keep(front, page.lay())
    binder.described[front.title] = page.described
    styles.print_on_a4(front, binder.page(summary.SHEET, tall=1, upright=True), 8, page.laid.last)
    binder.lay(sources.SHEET, desk.cite.grid(binder.seen()))
    binder.lay(rules.SHEET, rules.grid(material.reports, say, __version__))
    title = say("{place}政府工作报告目标完成情况对照表", place=place)
    save(binder, path, title, material.reports)


def _tables(binder: Binder, desk: Desk) -> dict[str, Grid]:
    """The sheets of the newest years, in their order."""
    material, year = desk.material, desk.material.judged
    found: dict[str, Grid] = {}
    if material.paired and material.paired[-1] >= max(material.alone, default=0):
        found[targets.SHEET] = targets.pair_grid(desk, material.paired[-1])
    elif material.alone:
        found[targets.SHEET] = targets.single_grid(desk, material.alone[-1])
    if year and material.tasks(year):
        found[tasks.SHEET] = tasks.grid(desk, year)
    found[assignments.SHEET] = assignments.grid(desk, material.newest)
    for name, grid in (
        (silent.SHEET, silent.grid(desk, year) if year else None),
        (turnover.SHEET, turnover.grid(desk, year) if year else None),
    ):
        if grid is not None:
            found[name] = grid
    later, pairings = material.sections()
    if pairings:
        found[chapters.SHEET] = chapters.grid(desk, later, pairings)
    for name, grid in found.items():
        binder.lay(name, grid)
    return found


def _trends(binder: Binder, desk: Desk) -> None:
    found = trends.courses(desk)
    if not found:
        return
    sheet = binder.add(trends.SHEET, before=silent.SHEET)
    laid, words = trends.lay(sheet, binder.layer, desk, found, binder.page(trends.SHEET))
    binder.keep(sheet, laid)
    binder.described[sheet.title] = words


def _years_before(binder: Binder, desk: Desk) -> None:
    """The tables of the years before the newest, the newest of them first."""
    material = desk.material
    blocks = sorted({*material.paired, *(year - 1 for year in material.alone)}, reverse=True)[1:]
    if blocks:
        binder.lay(targets.EARLIER, targets.earlier_grid(desk, blocks))
    answered = [y for y in reversed(material.years) if y + 1 in material.years and y < material.judged]
    years = [year for year in answered if material.tasks(year)]
    if years:
        binder.lay(tasks.EARLIER, tasks.earlier_grid(desk, years))


def _codes(binder: Binder, desk: Desk, tables: dict[str, Grid]) -> dict[str, str]:
    """Where the numbers of the verdicts of `judged` stand: of the main targets, and of the others."""
    found = {}
    judged = desk.material.judged
    for kind, name in (("main", targets.SHEET), ("other", tasks.SHEET)):
        grid = tables.get(name)
        if grid is None or (kind == "main" and judged not in desk.material.paired[-1:]):
            continue
        sheet = binder.say(name)
        laid = binder.laid[sheet]
        column = chr(ord("A") + grid.column_of("code") - 1)
        found[kind] = f"'{sheet}'!${column}${laid.first}:${column}${laid.last}"
    return found


class Binder:
    """The sheets of a workbook as they are laid, and what has to be known of each."""

    def __init__(self, say: Words, place: str) -> None:
        self.book, self.say, self.layer = Workbook(), say, Layer()
        assert self.book.active is not None
        self.book.remove(self.book.active)
        styles.set_normal(self.book)
        self.place = place
        self.laid: dict[str, Laid] = {}
        self.described: dict[str, Sequence[str]] = {}

    def add(self, name: str, before: str = "") -> Worksheet:
        """An empty sheet, last or before another where that is there."""
        names = self.book.sheetnames
        at = names.index(self.say(before)) if before and self.say(before) in names else len(names)
        sheet: Worksheet = self.book.create_sheet(self.say(name)[:_LONGEST_NAME], at)
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        return sheet

    def lay(self, name: str, grid: Grid) -> None:
        sheet = self.add(name)
        self.keep(sheet, self.layer.lay(sheet, grid, self.page(name)))

    def keep(self, sheet: Worksheet, laid: Laid) -> None:
        self.laid[sheet.title] = laid

    def page(self, name: str, tall: int = 0, upright: bool = False) -> Page:
        return Page(
            f"{self.place}　{self.say(name)}",
            self.say("打印于"),
            self.say("第 &P 页 共 &N 页"),
            tall,
            upright,
        )

    def seen(self) -> dict[int, str]:
        """Of each figure the cell that shows it: one of the tables, in their order, before the first page."""
        found: dict[int, str] = {}
        names = [name for name in self.book.sheetnames if name != self.say(summary.SHEET)]
        for name in [*names, self.say(summary.SHEET)]:
            laid = self.laid.get(name)
            for number, cell in laid.cited if laid else ():
                found.setdefault(number, f"'{name}'!{cell}")
        return found


def save(binder: Binder, path: Path, title: str, reports: Sequence[Row]) -> None:
    """Give the workbook its properties and write it."""
    book, say = binder.book, binder.say
    properties = book.properties
    properties.title, properties.creator = clean(title), "duizhao"
    properties.subject = clean(say("依据：{documents}。", documents=_named(reports)))
    properties.keywords = clean(f"{binder.place}; 政府工作报告; 对照表")
    properties.description = say("由对照（duizhao）{version}生成。", version=__version__)
    properties.language = "zh-CN" if say.language == "zh" else "en"
    book.active = 0
    results = {name: laid.results for name, laid in binder.laid.items() if laid.results}
    package.save(book, path, date_of(reports), results, binder.described)


def _named(reports: Sequence[Row]) -> str:
    years = sorted({report["report_year"] for report in reports})
    return f"{years[0]}—{years[-1]}" if len(years) > 1 else str(years[0])


def date_of(reports: Sequence[Row]) -> datetime:
    """When the newest of the reports was given, or the first day of its year: the same whenever it is run."""
    newest = max(reports, key=lambda report: (report["report_year"], report["given_on"]))
    try:
        return datetime.fromisoformat(newest["given_on"]).replace(hour=0, minute=0, second=0, tzinfo=None)
    except ValueError:
        return datetime(max(1980, newest["report_year"]), 1, 1)  # noqa: DTZ001 - a day, without a zone
