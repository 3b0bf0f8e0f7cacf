"""The page: one HTML file with scorecard, charts, redline and terms, that needs no network and no server."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from compare.archive import Archive

__all__ = ["write_page"]


def write_page(
    archive: Archive,
    place: str,
    first_year: int,
    last_year: int,
    path: Path,
    *,
    redline: tuple[int, int] | None = None,
) -> bool:
    """Write the page of the reports of `place` from report year `first_year` to `last_year` to `path`.

    Its figures, verdicts and sentences are those of the archive's views. `redline` names the two report years
    whose wording is laid side by side; without it the last two are. The same archive gives the same bytes.
    Says whether charts were drawn: they need the extra `chart`; without it their figures stand in tables.
    Raises NotFound where there is no such report or no target, DuizhaoError where the file can't be written;
    what stood at `path` before is then still there.
    """
    from compare.page.document import write

    return write(archive, place, first_year, last_year, path, redline=redline)
