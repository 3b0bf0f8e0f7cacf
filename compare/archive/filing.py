"""Filing names: which series each name of the archive's figures belongs to, in the table `series_name`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.archive.store import Archive

_NAMED_BY = ("canonical", "indicator", "aspect", "base_unit")


def file_names(archive: Archive, report_id: str = "") -> None:
    """File the names that one report (or any) brought and that aren't filed yet; within a transaction."""
    from compare.pairing.series import filed

    names = ", ".join(_NAMED_BY)
    _, rows = archive.rows(
        f"SELECT DISTINCT {names} FROM measure ANTI JOIN series_name USING ({names})"
        " WHERE $report = '' OR report_id = $report",
        {"report": report_id},
    )
    found = [filed(*row) for row in rows]
    archive.insert(
        "series_name",
        {
            **{column: [row[i] for row in rows] for i, column in enumerate(_NAMED_BY)},
            "series": [one.series for one in found],
            "series_name": [one.name for one in found],
            "running": [one.running for one in found],
            "dimension": [one.dimension for one in found],
            "factor": [format(one.factor, "f") for one in found],
            "standard_unit": [one.unit for one in found],
            "index_base": [None if one.index_base is None else str(one.index_base) for one in found],
        },
    )


def file_anew(archive: Archive) -> None:
    """File all names by the rules now in force; within a transaction."""
    archive.connection.execute("DELETE FROM series_name")
    file_names(archive)
