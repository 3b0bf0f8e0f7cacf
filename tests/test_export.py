"""An archive written out for other programs, and read back."""

from __future__ import annotations

import csv
import hashlib
import json
from typing import TYPE_CHECKING

import duckdb
import pytest
from openpyxl import load_workbook
from test_archive import extract, result, target

from compare.archive import Archive
from compare.errors import Conflict, NotFound
from compare.export import export

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

HOSTILE = '=HYPERLINK("http://x")'


@pytest.fixture(scope="module")
def archive() -> Archive:
    opened = Archive.open(None)
    opened.ingest([extract(2025, target("地区生产总值", "6"), target(HOSTILE, "7"))])
    opened.ingest([extract(2026, result("地区生产总值", "5.0"))])
    return opened


def test_csv_has_text_that_no_program_takes_for_a_formula(archive: Archive, tmp_path: Path) -> None:
    export(archive, tmp_path, "csv", ["v_targets"])

    with (tmp_path / "v_targets.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["indicator"], row["value"], row["headline"]) for row in rows] == [
        ("地区生产总值", "6", "true"),
        ("'" + HOSTILE, "7", "true"),
    ]


def test_json_lines_have_numbers_without_the_noughts_of_the_store(archive: Archive, tmp_path: Path) -> None:
    export(archive, tmp_path, "jsonl", ["v_plan_vs_actual"])

    first, *_ = (tmp_path / "v_plan_vs_actual.jsonl").read_text(encoding="utf-8").splitlines()
    assert '"result_value": 5,' in first
    assert json.loads(first)["reasons"] != []


def test_a_sheet_has_text_as_text(archive: Archive, tmp_path: Path) -> None:
    export(archive, tmp_path, "xlsx", ["v_targets"])

    sheet = load_workbook(tmp_path / "v_targets.xlsx")["v_targets"]
    head = [cell.value for cell in sheet[1]]
    name, amount = sheet.cell(3, head.index("indicator") + 1), sheet.cell(3, head.index("value") + 1)
    assert (name.value, name.data_type, name.quotePrefix, amount.value) == (HOSTILE, "s", True, 7)
    assert sheet.freeze_panes == "A2"


def test_parquet_is_read_by_others(archive: Archive, tmp_path: Path) -> None:
    export(archive, tmp_path, "parquet", ["v_targets"])

    with duckdb.connect() as other:
        asked = f"SELECT indicator, value FROM '{tmp_path}/v_targets.parquet' ORDER BY value"
        read = other.execute(asked).fetchall()
    assert [(name, int(amount)) for name, amount in read] == [("地区生产总值", 6), (HOSTILE, 7)]


def test_the_copy_of_an_archive_has_its_views(archive: Archive, tmp_path: Path) -> None:
    export(archive, tmp_path, "duckdb")

    with duckdb.connect(str(tmp_path / "archive.duckdb"), read_only=True) as copy:
        assert copy.execute("SELECT count(*) FROM v_scorecard").fetchall() == [(4,)]
        (tags,) = copy.execute(
            "SELECT tags FROM duckdb_databases() WHERE database_name = 'archive'"
        ).fetchall()
        assert tags[0]["storage_version"].startswith("v1.0.0")


def test_all_views_are_written_where_none_is_named(archive: Archive, tmp_path: Path) -> None:
    written = export(archive, tmp_path, "parquet")

    views = archive.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal")[1]
    assert {path.stem for path in written} == {name for (name,) in views} | {"datapackage"}


def test_the_package_describes_each_file_and_column(archive: Archive, tmp_path: Path) -> None:
    export(archive, tmp_path, "csv", ["v_places"])

    (one,) = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    content = (tmp_path / "v_places.csv").read_bytes()
    assert (one["name"], one["path"], one["bytes"]) == ("v_places", "v_places.csv", len(content))
    assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert [(field["name"], field["type"]) for field in one["schema"]["fields"]] == [
        ("place", "string"),
        ("level", "string"),
        ("parent", "string"),
        ("line", "array"),
        ("path", "array"),
    ]
    assert all(field["description"] for field in one["schema"]["fields"])


def test_what_is_there_stays_unless_it_is_said(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "v_places.csv").write_text("mine", encoding="utf-8")

    with pytest.raises(Conflict, match=r"v_places\.csv is there already; --replace writes it anew"):
        export(archive, tmp_path, "csv", ["v_places"])
    assert (tmp_path / "v_places.csv").read_text(encoding="utf-8") == "mine"
    export(archive, tmp_path, "csv", ["v_places"], replace=True)
    assert "贵阳市" in (tmp_path / "v_places.csv").read_text(encoding="utf-8-sig")


def test_a_name_that_is_not_there_writes_nothing(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no view or table v_x"):
        export(archive, tmp_path, "csv", ["v_places", "v_x"])
    assert list(tmp_path.iterdir()) == []


def test_the_command_prints_what_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    with Archive.open("duizhao.duckdb") as opened:
        opened.ingest([extract(2025, target("地区生产总值", "6"))])

    code, out, err = duizhao("export", "出处 一", "--as", "jsonl", "--only", "v_targets,v_places")

    names = ["v_targets.jsonl", "v_places.jsonl", "datapackage.json"]
    assert (code, out.splitlines(), err) == (0, [f"出处 一/{name}" for name in names], "3 files written\n")


def test_an_unknown_form_is_a_mistake_of_usage(duizhao: Run) -> None:
    code, _, err = duizhao("export", "out", "--as", "zip")

    assert code == 2
    assert "--as: there is no zip; there are parquet, csv, jsonl, xlsx, duckdb" in err


def test_a_frame_has_what_the_rows_have(archive: Archive) -> None:
    frame = archive.frame(
        "SELECT report_year, target_value, gap, reasons FROM v_plan_vs_actual ORDER BY target_id"
    )

    columns, rows = archive.rows(
        "SELECT report_year, target_value, gap, reasons FROM v_plan_vs_actual ORDER BY target_id"
    )
    assert (frame.columns, frame.rows()) == (columns, rows)
    assert str(frame["gap"].dtype).startswith("Decimal")
