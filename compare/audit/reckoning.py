"""All that is reckoned over of an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.audit import wholes, years
from compare.audit.figures import figures
from compare.audit.findings import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.archive import Archive
    from compare.audit.findings import Finding, Kind

_RECKONED = {
    "growth": years.growths,
    "share": wholes.shares,
    "part": wholes.parts,
    "sum": wholes.sums,
    "running": years.running,
    "yearly": years.yearly,
    "restated": years.restated,
    "recalled": years.recalled,
}


def audit(
    archive: Archive,
    place: str = "",
    first: int | None = None,
    last: int | None = None,
    kinds: Sequence[Kind] = KINDS,
) -> list[Finding]:
    """What can't all be true as it is written, of a place or of all, by place, year and kind.

    `first` and `last` are report years. Only exact figures of reports are reckoned with; what a rule of
    `audit.toml` says was reckoned in another way is left alone.
    """
    told = figures(archive, place, first, last)
    found = [finding for kind in kinds for finding in _RECKONED[kind](told)]
    return sorted(found, key=lambda one: (one.place, one.year, KINDS.index(one.kind), one.figures[0].start))
