"""Finding the series that a person means by a name, and its rows over the years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.archive.store import Archive, Row

_SUGGESTED = 6
_RESEMBLES = 50  # of 100: below it a suggestion is of no use
_CONTAINS = 25  # what it counts that one name is part of the other


@dataclass(frozen=True, slots=True)
class Followed:
    """A series of a place, as `v_series` has it."""

    series: str
    name: str
    names: tuple[str, ...]
    """What the place's reports call it."""
    first: int
    last: int
    years: int
    """How many years have a figure."""


def series_of(archive: Archive, place: str) -> tuple[Followed, ...]:
    """What can be followed in the reports of a place, the most often stated first."""
    _, rows = archive.rows(
        "SELECT series, series_name, names, first_year, last_year, years FROM v_series"
        " WHERE place = $place AND first_year IS NOT NULL ORDER BY years DESC, series",
        {"place": place},
    )
    return tuple(Followed(series, name, tuple(names), *years) for series, name, names, *years in rows)


def find_series(archive: Archive, place: str, said: str) -> tuple[Followed, tuple[Followed, ...]]:
    """The series that `said` names (an id, a standard name, any name that reports use), and those near it.

    Raises NotFound naming what is nearest.
    """
    from compare.pairing.series import keys

    there = series_of(archive, place)
    wanted = keys(said)
    meant = [one for one in there if said in (one.series, one.name)]
    meant += [one for key in wanted for one in there if one.series == key]
    meant += [one for one in there if said in one.names]
    if meant:
        return meant[0], _related(meant[0], there)
    near = _nearest(said, there)
    suggested = "、".join(f"{one.name}（{one.years}年）" for one in near)
    raise NotFound(
        f"no figures of {said} in the reports of {place}; "
        + (f"there are {suggested}" if near else "look for its name with `duizhao sql`, view v_series")
    )


def rows_of(archive: Archive, place: str, series: str) -> tuple[list[str], list[Row]]:
    """The rows of `v_panel` of one series, years before plans of several years, in their order."""
    return archive.rows(
        "SELECT * FROM v_panel WHERE place = $place AND series = $series"
        " ORDER BY list_position(['level', 'growth', 'change', 'rank'], aspect), dimension, scope,"
        " contains(period, '-'), year, period, basis",
        {"place": place, "series": series},
    )


def _related(meant: Followed, there: Sequence[Followed]) -> tuple[Followed, ...]:
    """Those whose names say more, or less, than this one's: not the same, but worth a look."""
    from compare.lexicon.indicators import indicators
    from compare.lexicon.loader import table
    from compare.pairing.series import form

    by_id = indicators().by_id
    together = [set(group) for group in table("series")["related"]["groups"]]
    core = form(meant.name)[1]

    def is_related(one: Followed) -> bool:
        known = [by_id[key] for key in (one.series, meant.series) if key in by_id]
        if any({one.series, meant.series} <= group for group in together):
            return True
        if len(known) > 1:  # two that the lexicon tells apart
            return known[0].parent == known[1].id or known[1].parent == known[0].id
        other = form(one.name)[1]
        return min(len(core), len(other)) > 2 and (core in other or other in core)

    return tuple([one for one in there if one is not meant and is_related(one)][:_SUGGESTED])


def _nearest(said: str, there: Sequence[Followed]) -> list[Followed]:
    from rapidfuzz import fuzz

    from compare.pairing.series import form

    core = form(said)[1]

    def score(one: Followed) -> float:
        names = {one.name, *one.names}
        part = any(core in name or form(name)[1] in said for name in names)
        return max(fuzz.ratio(said, name) for name in names) + (_CONTAINS if part else 0)

    scored = sorted(((score(one), one) for one in there), key=lambda pair: (-pair[0], -pair[1].years))
    return [one for points, one in scored if points >= _RESEMBLES][:_SUGGESTED]
