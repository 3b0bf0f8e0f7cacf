"""What a workbook is made of: the rows of the archive's views for one place and a range of report years."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.archive import Archive
    from compare.model import SectionPairing

Row = dict[str, Any]

YEARS_BACK = 3
"""How many years of what was answered are told of a target passed over in silence."""


class Material:
    """The reports of a place in a range of years with what the views say of them; each view is read once."""

    def __init__(self, archive: Archive, place: str, first_year: int, last_year: int) -> None:
        self.archive, self.place = archive, place
        self.first_year, self.last_year = first_year, last_year
        self.reports = rows(
            archive,
            "SELECT * FROM v_reports WHERE place = ? AND report_year BETWEEN ? AND ?"
            " ORDER BY report_year, kind DESC, path, report_id",
            [place, first_year, last_year],
        )
        # a communiqué's year is the one it tells of, in which no report has to have been given
        self.years = sorted({r["report_year"] for r in self.reports if r["kind"] != "communique"})

    @cached_property
    def cards(self) -> dict[int, list[Row]]:
        """The rows of the 对照表 by report year; those of new targets also in the year before the first."""
        return _by_year(
            rows(
                self.archive,
                "SELECT * FROM v_scorecard WHERE place = ? ORDER BY report_year, position",
                [self.place],
            )
        )

    @cached_property
    def plans(self) -> dict[int, list[Row]]:
        """Every target by report year, of the report, or of fact sheets where there is no report.

        Of the years before the first those that `silent` looks back on.
        """
        found = _by_year(
            rows(
                self.archive,
                "SELECT * FROM v_plan_vs_actual WHERE place = ? AND report_year BETWEEN ? AND ?"
                " ORDER BY report_year, target_kind DESC, target_path, target_start, target_id",
                [self.place, self.first_year - YEARS_BACK, self.last_year],
            )
        )
        return {
            year: [row for row in of_year if row["target_kind"] == "report"] or of_year
            for year, of_year in found.items()
        }

    @cached_property
    def parents(self) -> dict[str, str]:
        """Of each indicator that is a part of another the id of that other."""
        _, found = self.archive.rows("SELECT canonical, parent FROM indicator WHERE parent <> ''")
        return dict(found)

    @property
    def paired(self) -> list[int]:
        """The years whose main targets can be held against the report of the year after, ascending."""
        return [
            year
            for year in self.years
            if self._is_answered(year) and any(row["target_id"] for row in self.cards.get(year, ()))
        ]

    @property
    def alone(self) -> list[int]:
        """The years with main targets whose neighbours aren't there."""
        paired = self.paired
        return [
            year
            for year in self.years
            if year not in paired
            and year - 1 not in paired
            and any(row["next_id"] for row in self.cards.get(year - 1, ()))
        ]

    @property
    def newest(self) -> int:
        """The last report year with targets, 0 for none."""
        return max((year for year in self.years if self.plans.get(year)), default=0)

    @property
    def judged(self) -> int:
        """The last report year whose targets another report, or a fact sheet, could answer; 0 for none."""
        return max((y for y in self.years if self._is_answered(y) and self.plans.get(y)), default=0)

    def _is_answered(self, year: int) -> bool:
        """Whether anything of these years could say what became of the targets of `year`."""
        told = any(row["answered_by"] == "communique" for row in self.plans.get(year, ()))
        return year + 1 in self.years or told

    def shown(self, year: int) -> set[str]:
        """The targets of `year` that stand in its 对照表."""
        return {row["target_id"] for row in self.cards.get(year, ()) if row["target_id"]} | {
            row["next_id"] for row in self.cards.get(year - 1, ()) if row["next_id"]
        }

    def tasks(self, year: int) -> list[Row]:
        """The targets of `year` that don't."""
        shown = self.shown(year)
        return [row for row in self.plans.get(year, ()) if row["target_id"] not in shown]

    def sections(self) -> tuple[int, tuple[SectionPairing, ...]]:
        """The newest report year with a report before it, and what became of that one's sections; else 0."""
        from compare.archive.records import read
        from compare.pairing import align_sections

        texts = {r["report_year"]: r["report_id"] for r in self.reports if r["kind"] == "report"}
        later = max((year for year in texts if year - 1 in texts), default=0)
        if not later:
            return 0, ()
        earlier_report, later_report = (read(self.archive, texts[year]).report for year in (later - 1, later))
        return later, align_sections(earlier_report, later_report)


def rows(archive: Archive, query: str, params: Sequence[object] = ()) -> list[Row]:
    """The rows of the program's own SQL by the names of their columns."""
    columns, found = archive.rows(query, params)
    return [dict(zip(columns, row, strict=True)) for row in found]


def _by_year(found: Sequence[Row]) -> dict[int, list[Row]]:
    years: dict[int, list[Row]] = {}
    for row in found:
        years.setdefault(row["report_year"], []).append(row)
    return years
