"""Nothing that was taken in is lost, nothing is half there, whatever becomes of the process.

DUIZHAO_KILLS says how often the ingestion is killed (6 times without it).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from compare import Archive
from compare.archive import batch, workers
from compare.archive.workers import Part, Reading, read_parts

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

KILLS = int(os.environ.get("DUIZHAO_KILLS", "6"))
YEARS = range(2001, 2027)
REPORT = """云山市{year}年政府工作报告
各位代表：
一、{last}年工作回顾
地区生产总值增长{a}%，城镇新增就业{b}万人，新建公厕{b}座，国际收支基本平衡。
二、{year}年工作安排
今年经济社会发展主要预期目标是：地区生产总值增长{b}%左右，城镇新增就业{a}万人以上。新建公厕{a}座。
"""
TABLES = ("report", "section", "sentence", "measure", "pairing", "answer", "series_name", "indicator")
OF_THE_CLOCK = {"ingested_at"}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "政府 工作报告"
    folder.mkdir()
    for n, year in enumerate(YEARS):
        text = REPORT.format(year=year, last=year - 1, a=n + 3, b=n + 4)
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    return folder


def content(archive: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the archive's tables, but for what depends on the clock."""
    with Archive.open(archive, read_only=True) as opened:
        return {table: _rows(opened, table) for table in TABLES}


def _rows(archive: Archive, table: str) -> list[tuple[object, ...]]:
    columns, _ = archive.rows(f"SELECT * FROM {table} LIMIT 0")
    kept = ", ".join(column for column in columns if column not in OF_THE_CLOCK)
    return archive.rows(f"SELECT {kept} FROM {table} ORDER BY ALL")[1]


def taken_in(reports: Path, archive: Path, count: int = 1) -> dict[str, list[tuple[object, ...]]]:
    with Archive.open(archive) as opened:
        assert not batch([reports], opened, workers=count).refused
    return content(archive)


def started(reports: Path, archive: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "compare", "ingest", str(reports), "--archive", str(archive), *options]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def test_several_workers_make_the_archive_that_one_makes(reports: Path, tmp_path: Path) -> None:
    assert taken_in(reports, tmp_path / "two.duckdb", 2) == taken_in(reports, tmp_path / "one.duckdb")


@pytest.mark.parametrize("options", [(), ("--workers", "2")])
def test_a_killed_ingestion_loses_nothing_and_leaves_nothing_half_there(
    reports: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    whole, chance = taken_in(reports, tmp_path / "whole.duckdb"), random.Random(7)
    measures = {row[0]: sum(row[0] == other[0] for other in whole["report"]) for row in whole["report"]}
    archive, kept = tmp_path / "killed.duckdb", 0
    for _ in range(KILLS // 2):
        process = started(reports, archive, *options)
        time.sleep(chance.uniform(0.3, 2.5))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if not archive.exists():
            continue
        found = content(archive)
        # what was acknowledged stays; what is there is there whole
        assert len(found["report"]) >= kept
        kept = len(found["report"])
        identities = {row[0] for row in found["report"]}
        assert identities <= measures.keys()
        for table in ("section", "sentence"):
            assert found[table] == [row for row in whole[table] if row[0] in identities]
        recorded = _states(archive)
        assert all(state in ("ingested", "unchanged") for state in recorded)
        assert recorded.count("ingested") <= len(identities)
    process = started(reports, archive, *options)
    _, said = process.communicate()
    assert process.returncode == 0, said
    assert content(archive) == whole


def _states(archive: Path) -> list[str]:
    with Archive.open(archive, read_only=True) as opened:
        return [state for (state,) in opened.rows("SELECT state FROM ingest_file")[1]]


def test_an_interrupted_ingestion_says_how_to_go_on(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run
) -> None:
    archive = tmp_path / "a.duckdb"

    def interrupted(file: Path, how: Reading) -> Part:
        if file.stem == "2004":
            raise KeyboardInterrupt
        return read(file, how)

    read = workers.read_part
    monkeypatch.setattr(workers, "read_part", interrupted)
    assert duizhao("ingest", reports, "--archive", archive, "--workers", 1) == (
        130,
        "",
        "duizhao: stopped: 3 of 26 files are done and stay in the archive;"
        " the same command goes on from there\n",
    )
    monkeypatch.setattr(workers, "read_part", read)
    code, _, said = duizhao("ingest", reports, "--archive", archive, "--workers", 1)
    assert (code, said.splitlines()[0]) == (0, "26 files: 23 ingested, 3 unchanged, 0 replaced, 0 refused")
    assert content(archive) == taken_in(reports, tmp_path / "whole.duckdb")
    with Archive.open(archive, read_only=True) as opened:
        assert opened.rows("SELECT run_id, ingested, unchanged, complete FROM v_ingest_runs ORDER BY 1")[
            1
        ] == [
            (1, 3, 0, False),
            (2, 23, 3, True),
        ]


def deadly(file: Path) -> Part:
    """Reads as a worker does, and ends its process at one file."""
    if file.stem == "2005":
        os.kill(os.getpid(), signal.SIGKILL)
    return Part(digest=file.stem)


def test_a_file_that_kills_its_worker_is_refused_and_costs_no_other(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_read_as_told", deadly)
    files = sorted(reports.iterdir())[:8]
    parts = list(read_parts(files, Reading(), 2))
    assert [file for file, _ in parts] == files
    assert [part.digest for _, part in parts] == ["2001", "2002", "2003", "2004", "", "2006", "2007", "2008"]
    assert parts[4][1].refused.startswith("reading it ended the process that read it")


ESCAPES = "\x1b[2J\x1b]0;题目\x07\u202e"


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("compare", "2025", "2026"),
        ("find", "公厕"),
        ("diff", "2025", "2026"),
        ("terms", "2025", "2026"),
        ("disclosure",),
        ("review",),
        ("audit",),
        ("sections", "2025", "2026"),
        ("sql", "SELECT text FROM sentence"),
        ("sql", "SELECT text FROM sentence", "--format", "csv"),
        ("sql", "SELECT text FROM sentence", "--format", "markdown"),
    ],
)
def test_a_report_cannot_speak_to_the_terminal(
    tmp_path: Path, duizhao: Run, command: tuple[str, ...]
) -> None:
    for year in (2025, 2026):
        text = REPORT.format(year=year, last=year - 1, a=3, b=4).replace("公厕", f"公厕{ESCAPES}甲")
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    archive = tmp_path / "a.duckdb"
    duizhao("ingest", tmp_path, "--archive", archive, "--workers", 1)
    _, out, said = duizhao(*command, "--archive", archive)
    assert not {"\x1b", "\x07", "\u202e"} & set(out + said)


@pytest.mark.parametrize(
    ("content_", "why"),
    [
        (b"", "not an archive of duizhao"),
        ("地区生产总值增长6%".encode(), "not an archive of duizhao"),
        (b"\0" * 20000, "not an archive of duizhao"),
    ],
)
def test_what_is_no_archive_is_refused_and_left_as_it_is(
    tmp_path: Path, duizhao: Run, content_: bytes, why: str
) -> None:
    file = tmp_path / "a.duckdb"
    file.write_bytes(content_)
    code, out, said = duizhao("list", "--archive", file)
    assert (code, out) == (1, "")
    assert said.startswith("duizhao: ") and said.count("\n") == 1
    assert why in said
    assert file.read_bytes() == content_


def test_a_damaged_archive_is_refused_in_one_line(reports: Path, tmp_path: Path, duizhao: Run) -> None:
    archive = tmp_path / "a.duckdb"
    taken_in(reports, archive)
    sound = archive.read_bytes()
    for damaged in (sound[: len(sound) // 2], sound[:4096] + bytes(8192) + sound[12288:]):
        archive.write_bytes(damaged)
        code, out, said = duizhao("list", "--archive", archive)
        assert (code, out, said.count("\n")) == (1, "", 1)
        assert str(archive) in said
