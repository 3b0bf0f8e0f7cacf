"""Hostile SQL: it can read the archive, and do nothing else.

The statements run as in the process that answers them, without its limits on memory and time, which
`test_archive.py` tests in a process of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_archive import extract, target

from compare.archive import Archive
from compare.archive.child import run
from compare.errors import BadQuery

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive and a secret beside it."""
    made = tmp_path_factory.mktemp("attacked")
    with Archive.open(made / "a.duckdb") as archive:
        archive.ingest([extract(2024, target("地区生产总值", "6"))])
    (made / "secret.txt").write_text("secret", encoding="utf-8")
    (made / "secret.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return made


READS = (
    "FROM read_text('{folder}/secret.txt')",
    "FROM read_blob('{folder}/secret.txt')",
    "FROM read_csv('{folder}/secret.csv')",
    "FROM read_csv_auto('{folder}/secret.csv')",
    "FROM sniff_csv('{folder}/secret.csv')",
    "FROM read_json('{folder}/secret.txt')",
    "FROM read_json_objects('{folder}/secret.txt')",
    "FROM read_ndjson_objects('{folder}/secret.txt')",
    "FROM read_parquet('{folder}/secret.txt')",
    "FROM parquet_metadata('{folder}/secret.txt')",
    "FROM '{folder}/secret.csv'",
    "FROM glob('{folder}/*')",
    "FROM glob('/etc/*')",
    "SELECT (SELECT content FROM read_text('/etc/passwd'))",
    "WITH s AS (FROM read_text('{folder}/secret.txt')) SELECT * FROM s, v_targets",
    "FROM read_csv('https://example.org/a.csv')",
    "FROM read_parquet('s3://bucket/a.parquet')",
    "FROM sqlite_scan('{folder}/secret.txt', 't')",
    "FROM query('FROM read_text(''{folder}/secret.txt'')')",
    "FROM query_table('{folder}/secret.csv')",
)
WRITES = (
    "COPY (SELECT 1) TO '{folder}/out.csv'",
    "COPY v_targets TO '{folder}/out.parquet' (FORMAT parquet)",
    "COPY report FROM '{folder}/secret.csv'",
    "COPY FROM DATABASE a TO b",
    "EXPORT DATABASE '{folder}/out'",
    "IMPORT DATABASE '{folder}/out'",
    "ATTACH '{folder}/out.duckdb'",
    "DETACH a",
    "CREATE TABLE t (a INTEGER)",
    "CREATE OR REPLACE VIEW v_targets AS SELECT 1",
    "CREATE MACRO f(x) AS x",
    "INSERT INTO archive_property VALUES ('a', 'b')",
    "UPDATE report SET place = '别处'",
    "DELETE FROM report",
    "DROP VIEW v_targets",
    "ALTER TABLE report RENAME TO r",
    "VACUUM",
    "CHECKPOINT",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{folder}/out.csv'",
    "SELECT 1; DROP VIEW v_targets",
    "SELECT 1; COPY (SELECT 1) TO '{folder}/out.csv'",
)
SETTINGS = (
    "SET enable_external_access = true",
    "SET GLOBAL memory_limit = '64GB'",
    "RESET memory_limit",
    "SET temp_directory = '{folder}'",
    "PRAGMA enable_profiling",
    "PRAGMA profiling_output = '{folder}/out.json'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "FORCE INSTALL spatial",
    "CALL pragma_version()",
    "PREPARE p AS SELECT 1",
    "BEGIN TRANSACTION",
    "USE memory",
)


@pytest.mark.parametrize("attack", [*READS, *WRITES, *SETTINGS])
def test_an_attack_is_refused_and_changes_nothing(
    attack: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    with pytest.raises(BadQuery) as refusal:
        run(folder / "a.duckdb", attack.format(folder=folder), {})

    assert "\n" not in str(refusal.value)
    assert "secret\n" not in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_attacks_are_refused_for_what_they_are_and_reading_is_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder / "a.duckdb", "SELECT target FROM v_targets", {}) == ["target"]
    assert capsys.readouterr().out == '["增长6%左右"]\n'


def test_a_parameter_is_a_value_and_never_sql(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "贵阳市' OR '1' = '1"

    run(folder / "a.duckdb", "SELECT count(*) AS n FROM v_targets WHERE place = $place", {"place": hostile})

    assert capsys.readouterr().out == "[0]\n"
