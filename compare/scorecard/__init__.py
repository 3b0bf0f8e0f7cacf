"""The scorecard (对照表): an Excel workbook of what the archive's views say, every figure with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from compare.archive import Archive
    from compare.scorecard.words import Language

__all__ = ["write_scorecard"]


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
