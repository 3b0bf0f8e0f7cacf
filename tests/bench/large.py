"""How long an archive of many reports takes to answer.

    python tests/bench/large.py ARCHIVE REPORTS LARGE

ARCHIVE is an archive of real reports; LARGE is made of copies of it, each with places of its own, until it
holds REPORTS of them (and is measured only, where it is there already). Names that the lexicon lacks differ
from copy to copy in a hundred ways, as those of other places do. A line a question: the quickest of three,
in milliseconds.
"""

from __future__ import annotations

import shutil
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from compare.archive import Archive
from compare.archive.queries import named

if TYPE_CHECKING:
    from collections.abc import Callable

_SPELLINGS = 100
# what becomes of the columns of a copy; `n` is its number
_COPIED = {
    "report_id": "report_id || '-' || n",
    "place": "place || n",
    "parent": "CASE WHEN parent = '' THEN '' ELSE parent || n END",
    "target_id": "regexp_replace(target_id, ':', '-' || n || ':')",
    "result_id": "regexp_replace(result_id, ':', '-' || n || ':')",
    "measure_id": "regexp_replace(measure_id, ':', '-' || n || ':')",
    "target_report_id": "target_report_id || '-' || n",
    "told_report_id": "told_report_id || '-' || n",
    "indicator": f"CASE WHEN canonical = '' THEN indicator || n % {_SPELLINGS} ELSE indicator END",
}
_TABLES = ("report", "section", "sentence", "measure", "pairing", "answer")


def enlarge(small: Path, large: Path, reports: int) -> None:
    """Copies of all rows of `small`, a copy after the other, in `large`."""
    shutil.copyfile(small, large)
    connection = duckdb.connect(str(large))
    (held,) = connection.execute("SELECT count(*) FROM report").fetchone() or (0,)
    for table in (*_TABLES, "series_name"):
        connection.execute(f"CREATE TEMP TABLE own_{table} AS FROM {table}")
    for n in range(1, reports // held):
        connection.execute("BEGIN")
        for table in _TABLES:
            columns = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
            shown = ", ".join(
                f"{how} AS {column}"
                for column, how in _COPIED.items()
                if column in columns and (column != "indicator" or "canonical" in columns)
            )
            connection.execute(
                f"INSERT INTO {table} SELECT own.* REPLACE ({shown}) FROM own_{table} AS own,"
                f" (SELECT {n} AS n)"
            )
        if n < _SPELLINGS:
            connection.execute(
                "INSERT INTO series_name SELECT own.* REPLACE ("
                f"{_COPIED['indicator']} AS indicator, if(series = '', '', series || n) AS series)"
                f" FROM own_series_name AS own, (SELECT {n} AS n) WHERE canonical = ''"
            )
        connection.execute("COMMIT")
    connection.close()


def milliseconds(act: Callable[[], object]) -> int:
    took = []
    for _ in range(3):
        started = time.perf_counter()
        act()
        took.append(time.perf_counter() - started)
    return round(1000 * min(took))


def main(small: Path, reports: int, large: Path) -> None:
    if not large.exists():
        enlarge(small, large, reports)
    print(f"opening\t{milliseconds(lambda: Archive.open(large, read_only=True).close())}")
    with Archive.open(large, read_only=True) as archive:
        _, [(held, figures)] = archive.rows(
            "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM measure)"
        )
        print(f"reports\t{held}\nfigures\t{figures}\nMiB\t{large.stat().st_size >> 20}")
        _, [(place,)] = archive.rows(
            "SELECT place FROM report ORDER BY place, report_id LIMIT 1 OFFSET ?", [held // 2]
        )
        gdp = {"indicator": "gdp", "aspect": "growth", "level": None}
        asked: dict[str, tuple[str, dict[str, object]]] = {
            "plan against actual, one place and year": (
                "SELECT indicator, target, result, verdict_zh FROM v_plan_vs_actual"
                " WHERE place = $place AND report_year = 2024",
                {"place": place},
            ),
            "scorecard, one place": ("SELECT * FROM v_scorecard WHERE place = $place", {"place": place}),
            "one indicator of one place over the years": (
                named("indicator-over-years").sql,
                {"place": place, "indicator": "gdp"},
            ),
            "median of all places by year": (named("median-by-year").sql, gdp),
            "one indicator over all places and years": (
                "SELECT place, year, target, result FROM v_panel"
                " WHERE series = $indicator AND aspect = 'growth' AND scope = '' AND basis = 'period'",
                {"indicator": "gdp"},
            ),
            "find a phrase": (named("sentences-with").sql, {"words": "数字经济核心产业", "place": None}),
        }
        for question, (sql, values) in asked.items():
            rows = len(archive.rows(sql, values)[1])
            print(f"{question}\t{milliseconds(partial(archive.rows, sql, values))}\t{rows} rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
