"""The scorecard (对照表): an Excel workbook of what the archive's views say, every figure with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from compare.archive import Archive
    from compare.scorecard.words import Language

__all__ = ["fill_template", "write_matrix", "write_scorecard"]


def write_scorecard(
    archive: Archive,
    place: str,
    first_year: int,
    last_year: int,
    path: Path,
    *,
    language: Language = "zh",
) -> None:
    """Write the workbook for the reports of `place` from report year `first_year` to `last_year` to `path`.

    Its first page is a summary; then come the main expected targets of the newest report that another could
    answer with what came of them, its other targets, a sheet to hand this year's targets out with, and so on
    to each figure's sentence and the rules; the years before have tables of their own. A report without a
    neighbour shows the results it gives for the year before beside its targets. `language` is that of the
    workbook's own words. The same archive gives the same bytes. Raises NotFound where the archive has no
    target of these years, DuizhaoError where the file can't be written; what stood at `path` before is then
    still there.
    """
    from compare.scorecard.workbook import write

    write(archive, place, (first_year, last_year), path, language)


def write_matrix(
    archive: Archive,
    places: Sequence[str],
    first_year: int,
    last_year: int,
    path: Path,
    *,
    language: Language = "zh",
) -> None:
    """Write a workbook with the main targets of `places` side by side, target, result and verdict of each.

    The report years from `first_year` to `last_year` that another report answers stand under one another, the
    newest first; indicators are those of the first place, then those that others add. Raises NotFound where
    no place has an answered target, DuizhaoError where the file can't be written.
    """
    from compare.scorecard.matrix import write

    write(archive, places, (first_year, last_year), path, language)


def fill_template(
    archive: Archive,
    place: str,
    form: Path,
    path: Path,
    *,
    first_year: int,
    last_year: int,
    language: Language = "zh",
) -> None:
    """Fill the workbook `form` with the newest answered targets of `place`, and write it to `path`.

    Cells named 地区, 年度, 下年度, 标题, 依据 or 统计 take what they are named after; the tables 目标 and
    任务 take a row a target, in the columns with headings of the workbook's own (目标, 完成, 差值 …). All
    else stays as it is, but charts and pictures, which aren't kept. Raises Unreadable for a form that has
    none of them, Conflict where something stands in the rows that a table needs, NotFound without targets.
    """
    from compare.scorecard.template import write

    write(archive, place, (first_year, last_year), (form, path), language)
