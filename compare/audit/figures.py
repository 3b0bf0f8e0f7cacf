"""The figures of an archive as they are reckoned with: each an interval, as wide as it was rounded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from compare.archive import Archive

_HALF = Decimal("0.5")


class Interval(NamedTuple):
    """What a figure may truly be: 5.3 is anything from 5.25 to 5.35."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether one number can be both."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Figure:
    """One exact figure of a report: no bound, no range, no 左右.

    `value` is in `unit`, one unit for all figures of a series and dimension. Offsets count the characters of
    the report's text.
    """

    place: str
    series: str
    name: str
    """The series' name; `indicator` is what the text calls it."""
    indicator: str
    canonical: str
    """Id of the indicator in the lexicon, empty where it isn't there."""
    scope: str
    aspect: str
    dimension: str
    basis: str
    """`period`, `running`, `average`, `since`, as `v_series_figures` has it."""
    period: str
    year: int
    role: str
    report_year: int
    phrase: str
    value: Decimal
    digits: str
    """As written: `5.0`."""
    unit: str
    written_unit: str
    factor: Decimal
    """`value` is so many times what is written."""
    at: int
    """Where in its sentence it begins."""
    sentence: str
    sentence_index: int
    heading: str
    path: str
    start: int
    end: int
    measure_id: str
    report_id: str

    @property
    def interval(self) -> Interval:
        """Half a unit of the last written digit to either side; of a round number (4000) of the last but one.

        Who writes 4000亿元 may have counted in hundreds.
        """
        whole, _, decimals = self.digits.partition(".")
        zeros = 0 if decimals else len(whole) - len(whole.rstrip("0"))
        half = abs(_HALF.scaleb(max(zeros - 1, 0) - len(decimals)) * self.factor)
        return Interval(self.value - half, self.value + half)

    @property
    def written(self) -> str:
        return f"{self.digits}{self.written_unit}"

    @property
    def of_one_year(self) -> bool:
        return self.period == str(self.year)


def figures(archive: Archive, place: str, first: int | None, last: int | None) -> list[Figure]:
    """The exact figures of reports, of a place or of all, whose report years are in the range."""
    _, rows = archive.rows(
        "SELECT s.place, s.series, s.series_name, s.indicator, m.canonical, s.scope, s.aspect, s.dimension,"
        " s.basis, s.period, s.year, s.role, s.report_year, s.phrase, s.standard_value, s.value_text,"
        " s.standard_unit, s.unit, s.value, s.is_index, m.figure_at, s.sentence, m.sentence_index, s.heading,"
        " s.path, s.start_offset, s.end_offset, s.measure_id, s.report_id"
        " FROM v_series_figures AS s JOIN v_measures AS m USING (measure_id)"
        " WHERE s.kind = 'report' AND s.value IS NOT NULL AND s.value_max IS NULL AND s.bound = 'eq'"
        " AND (NOT s.optional OR s.role = 'target') AND ($place = '' OR s.place = $place)"
        " AND ($first IS NULL OR s.report_year >= $first) AND ($last IS NULL OR s.report_year <= $last)"
        " ORDER BY s.place, s.report_year, s.start_offset",
        {"place": place, "first": first, "last": last},
    )
    return [_figure(*row) for row in rows]


def _figure(*row: Any) -> Figure:
    """A row of the query as a figure."""
    (*named, value, digits, unit, written_unit, written, is_index, at, sentence, index, heading) = row[:24]
    factor = Decimal(1) if is_index or not written else Decimal(value) / Decimal(written)
    measured = (Decimal(value), digits or str(written), unit, written_unit, factor)
    found: Any = (*named, *measured, at or 0, sentence or "", index, heading or "", *row[24:])
    return Figure(*found)
