"""The scorecard (对照表): an Excel workbook of what the archive's views say, every figure with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from compare.archive import Archive

__all__ = ["write_scorecard"]


def write_scorecard(archive: Archive, place: str, first_year: int, last_year: int, path: Path) -> None:
    """Write the workbook for the reports of `place` from report year `first_year` to `last_year` to `path`.

    For each two consecutive reports a sheet with the main expected targets of the earlier one, what came of
    them and the targets of the later one, and a sheet with all its targets; for a report without a
    neighbour the results it gives for the year before beside its targets. The same archive gives the same
    bytes. Raises NotFound where the archive has no target of these years, DuizhaoError where the file
    can't be written; what stood at `path` before is then still there.
    """
    from compare.scorecard.workbook import write

    write(archive, place, first_year, last_year, path)
