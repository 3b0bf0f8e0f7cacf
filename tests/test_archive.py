"""What the archive keeps, what it refuses, and what it shows."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from compare.archive import Archive, ask
from compare.archive.records import in_base_unit, last_year, read, report_id
from compare.errors import ArchiveBusy, BadQuery, Conflict, NotFound, Unreadable
from compare.model import Extract, Fact, Measure, Place, Report, Section, Sentence, Source

ROOT = Path(__file__).resolve().parents[1]

# (words before the figure, figure, words after it, fields that differ from a headline growth target in %)
Figure = tuple[str, str, str, dict[str, Any]]


def target(indicator: str, number: str, after: str = "%左右", **fields: Any) -> Figure:
    return f"{indicator}增长", number, after, {"indicator": indicator, "bound": "about", **fields}


def result(indicator: str, value: str, **fields: Any) -> Figure:
    return (
        f"{indicator}增长",
        value,
        "%",
        {"indicator": indicator, "role": "achieved", "bound": "eq", **fields},
    )


def extract(
    year: int, *figures: Figure, place: str = "贵阳市", path: str = "", kind: str = "report"
) -> Extract:
    """A report whose every sentence is a figure: results in its first section, targets in its second."""
    text, measures, sentences = f"{year}年政府工作报告\n", [], []
    for index, (before, value, after, fields) in enumerate(figures):
        start = len(text) + len(before)
        words = f"{before}{value}{after}。"
        section = 0 if fields.get("role") == "achieved" else 1
        sentences.append(
            Sentence(index, section, index, words, tuple(range(len(text), len(text) + len(words) + 1)))
        )
        text += words + "\n"
        plain = Measure(
            start=start,
            end=start + len(value),
            quote=words.removesuffix("。"),
            phrase=f"增长{value}{after}",
            indicator="",
            canonical="",
            aspect="growth",
            value=Decimal(value),
            value_max=None,
            unit="%",
            bound="eq",
            role="target",
            period=str(year if section else year - 1),
            scope="",
            headline=True,
            optional=False,
            commitment="",
            direction="up",
            sentence=index,
            section=section,
        )
        measures.append(replace(plain, **fields))
    source = Source(
        path=path or f"{place}{year}.txt",
        text=text,
        format="txt" if kind == "report" else "facts",
        encoding="utf-8",
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )
    sections = (
        Section(0, None, 0, "一、", "过去一年工作回顾", "review", str(year - 1), 0, 12),
        Section(1, None, 0, "二、", "今年工作安排", "plan", str(year), 12, len(text)),
    )
    report = Report(
        source=source,
        kind=kind,  # type: ignore[arg-type]
        title=f"{year}年政府工作报告",
        year=year,
        place=Place(place, "city", "贵州省"),
        meeting="",
        date=f"{year}-01-12",
        speaker="",
        address="https://example.org/report",
        sections=sections,
        sentences=tuple(sentences),
    )
    return Extract(report, tuple(measures))


def verdicts(archive: Archive) -> list[tuple[object, ...]]:
    _, rows = archive.rows(
        "SELECT report_year, indicator, target_value, result_value, gap, verdict, answered_by"
        " FROM v_plan_vs_actual ORDER BY report_year, target_start"
    )
    return rows


def card(archive: Archive, report_year: int) -> list[tuple[object, ...]]:
    _, rows = archive.rows(
        "SELECT indicator, target, result, gap, verdict, next_target, change FROM v_scorecard"
        " WHERE report_year = ? ORDER BY position",
        [report_year],
    )
    return rows


@pytest.fixture
def archive() -> Archive:
    return Archive.open(None)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """An archive file with two consecutive reports, closed."""
    path = tmp_path / "shelf.duckdb"
    with Archive.open(path) as opened:
        opened.ingest([extract(2025, target("地区生产总值", "6"))])
        opened.ingest([extract(2026, result("地区生产总值", "5.1"))])
    return path


# --- what goes in comes out


def test_a_report_comes_back_as_it_went_in(archive: Archive) -> None:
    plain = extract(2025, target("地区生产总值", "5.0"), result("旅游收入", "12.50"))
    broken = replace(
        plain.report.sentences[0], text="地区生产总值增长5.0%左右", offsets=(*range(12, 20), *range(23, 30))
    )
    odd = Extract(
        replace(
            plain.report,
            source=replace(plain.report.source, overlooked=((0, 2), (20, 23)), metadata={"source": "贵阳网"}),
            sentences=(broken, plain.report.sentences[1]),
            doubts=("the file's name says 2024",),
        ),
        plain.measures,
    )

    archive.ingest([odd])

    assert read(archive, report_id(odd.report)) == odd


def test_numbers_stay_exact(archive: Archive) -> None:
    level: dict[str, Any] = {"aspect": "level", "unit": "亿元", "indicator": "地区生产总值"}
    archive.ingest([extract(2025, target("失业率", "5.0"), ("地区生产总值突破", "6000.10", "亿元", level))])

    _, rows = archive.rows("SELECT value, value_text, base_value, base_unit FROM measure ORDER BY position")

    assert rows == [
        (Decimal("5"), "5.0", Decimal("5"), "%"),
        (Decimal("6000.1"), "6000.10", Decimal("600010000000"), "元"),
    ]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("5.46", "万人", ("54600", "人")),
        ("3.46", "万亿元", ("3460000000000", "元")),
        ("2", "千万吨", ("20000000", "吨")),
        ("300", "千瓦", ("300", "千瓦")),
        ("0.5", "个百分点", ("0.5", "个百分点")),
        ("27", "万", ("270000", "")),
    ],
)
def test_base_units(value: str, unit: str, expected: tuple[str, str]) -> None:
    amount, base = in_base_unit(Decimal(value), unit)
    assert (amount, base) == (Decimal(expected[0]), expected[1])


@pytest.mark.parametrize(
    ("period", "year"), [("2024", 2024), ("2021-2025", 2025), ("2025H1", 2025), ("2024Q1", 2024), ("", None)]
)
def test_the_year_a_period_ends_in(period: str, year: int | None) -> None:
    assert last_year(period) == year


# --- the same, another, a replaced text


def test_the_same_text_twice_changes_nothing(archive: Archive) -> None:
    report = extract(2025, target("地区生产总值", "6"))
    first = archive.ingest([report])
    before = archive.rows("FROM report")

    second = archive.ingest([report])

    assert (first.state, first.added, second.state, second.added) == ("ingested", 1, "unchanged", 0)
    assert archive.rows("FROM report") == before


def test_another_text_for_the_same_year_is_refused_unless_replaced(archive: Archive) -> None:
    archive.ingest([extract(2025, target("地区生产总值", "6"), target("服务业增加值", "7"), path="稿一.txt")])
    draft = extract(
        2025, target("地区生产总值", "6.5"), target("固定资产投资", "4"), target("外贸", "3"), path="稿二.txt"
    )

    with pytest.raises(Conflict) as refusal:
        archive.ingest([draft])
    kept = verdicts(archive)
    outcome = archive.ingest([draft], replace=True)

    assert (
        str(refusal.value)
        == "稿二.txt: the archive has another text for 贵阳市 2025, 稿一.txt; --replace takes this one"
    )
    assert [row[1:3] for row in kept] == [("地区生产总值", 6), ("服务业增加值", 7)]
    assert (outcome.state, outcome.added, outcome.removed, outcome.changed, outcome.reason) == (
        *("replaced", 2, 1, 1),
        "replaces 稿一.txt",
    )
    assert [row[1:3] for row in verdicts(archive)] == [
        ("地区生产总值", Decimal("6.5")),
        ("固定资产投资", 4),
        ("外贸", 3),
    ]


def test_a_text_read_as_another_year_moves_only_when_replaced(archive: Archive) -> None:
    report = extract(2025, target("地区生产总值", "6"), path="a.txt")
    moved = replace(report, report=replace(report.report, year=2026))
    archive.ingest([report])

    with pytest.raises(Conflict, match="has this text as 贵阳市 2025, not 贵阳市 2026"):
        archive.ingest([moved])
    archive.ingest([moved], replace=True)

    assert [(held.place, held.report_year) for held in archive.reports()] == [("贵阳市", 2026)]


def test_fact_sheets_stand_beside_each_other(archive: Archive) -> None:
    one = extract(2026, result("地区生产总值", "5.1"), path="a.csv", kind="facts")
    two = extract(2026, result("外贸", "3"), path="b.csv", kind="facts")
    changed = extract(2026, result("地区生产总值", "5.2"), path="a.csv", kind="facts")
    archive.ingest([one])
    archive.ingest([two])

    with pytest.raises(Conflict, match=r"a\.csv: the archive has other content of this fact sheet"):
        archive.ingest([changed])
    archive.ingest([changed], replace=True)

    _, rows = archive.rows("SELECT path, indicator, value FROM v_results ORDER BY path")
    assert rows == [("a.csv", "地区生产总值", Decimal("5.2")), ("b.csv", "外贸", 3)]


def test_a_fact_keeps_the_address_of_its_row(archive: Archive) -> None:
    sheet = extract(2026, result("地区生产总值", "5.1"), path="a.csv", kind="facts")
    m = sheet.measures[0]
    fact = Fact(
        *(2, m.start, m.end, "贵阳市", 2026, m.role, m.period, "", m.indicator, m.aspect, m.bound),
        *(m.value, None, m.unit, "https://example.org/row"),
    )
    source = replace(sheet.report.source, facts=(fact,))

    archive.ingest([Extract(replace(sheet.report, source=source), sheet.measures)])

    assert archive.rows("SELECT address FROM v_results")[1] == [("https://example.org/row",)]


# --- pairing the neighbours


def test_reports_are_paired_in_whatever_order_they_come(archive: Archive) -> None:
    for year in (2026, 2025):
        figures = [target("地区生产总值", "6", period=str(year))]
        archive.ingest([extract(year, result("地区生产总值", "5.1", period=str(year - 1)), *figures)])

    assert verdicts(archive) == [
        (2025, "地区生产总值", 6, Decimal("5.1"), Decimal("-0.9"), "missed", "report"),
        (2026, "地区生产总值", 6, None, None, None, None),
    ]


def test_a_replaced_report_changes_the_verdicts_on_the_year_before(archive: Archive) -> None:
    archive.ingest([extract(2025, target("地区生产总值", "6"))])
    archive.ingest([extract(2026, result("地区生产总值", "5.1"))])
    archive.ingest([extract(2026, result("地区生产总值", "6.0"))], replace=True)

    assert verdicts(archive) == [(2025, "地区生产总值", 6, 6, 0, "met", "report")]
    assert archive.rows("SELECT count(*) FROM pairing")[1] == [(1,)]


def test_silence_of_a_report_is_undisclosed_but_of_a_fact_sheet_nothing(archive: Archive) -> None:
    archive.ingest([extract(2025, target("地区生产总值", "6"), target("外贸", "3"))])
    archive.ingest([extract(2026, result("地区生产总值", "5.1"), path="facts.csv", kind="facts")])
    by_sheet = verdicts(archive)
    words = archive.rows("SELECT verdict_zh FROM v_plan_vs_actual ORDER BY target_start")[1]
    archive.ingest([extract(2026, result("地区生产总值", "5.1"))])

    assert by_sheet == [
        (2025, "地区生产总值", 6, Decimal("5.1"), Decimal("-0.9"), "missed", "facts"),
        (2025, "外贸", 3, None, None, None, "facts"),
    ]
    assert words == [("未完成",), ("资料未载",)]
    assert verdicts(archive)[1] == (2025, "外贸", 3, None, None, "undisclosed", "report")
    assert archive.rows("SELECT silent_report_year, target FROM v_undisclosed_targets")[1] == [
        (2026, "增长3%左右")
    ]


# --- the scorecard


def test_a_scorecard_row_is_target_result_verdict_next_target_and_change(archive: Archive) -> None:
    archive.ingest(
        [
            extract(
                2025,
                target("地区生产总值", "6"),
                target("服务业增加值", "7"),
                target("固定资产投资", "4"),
                target("外贸", "3"),
                target("旅游收入", "8"),
            )
        ]
    )
    archive.ingest(
        [
            extract(
                2026,
                result("地区生产总值", "6"),
                result("农业增加值", "4.2"),
                target("旅游收入", "8", "%以上", bound="ge"),
                target("外贸", "3"),
                target("农业增加值", "4"),
                target("服务业增加值", "6.5"),
                target("地区生产总值", "6.5"),
            )
        ]
    )

    assert card(archive, 2025) == [
        ("地区生产总值", "增长6%左右", "增长6%", 0, "met", "增长6.5%左右", "raised"),
        ("服务业增加值", "增长7%左右", None, None, "undisclosed", "增长6.5%左右", "lowered"),
        ("固定资产投资", "增长4%左右", None, None, "undisclosed", None, "dropped"),
        ("外贸", "增长3%左右", None, None, "undisclosed", "增长3%左右", "kept"),
        ("旅游收入", "增长8%左右", None, None, "undisclosed", "增长8%以上", "reworded"),
        ("农业增加值", None, "增长4.2%", None, None, "增长4%左右", "new"),
    ]
    assert archive.rows("SELECT indicator, next_report_year FROM v_dropped_targets")[1] == [
        ("固定资产投资", 2026)
    ]


def test_one_report_alone_shows_last_years_results_beside_its_targets(archive: Archive) -> None:
    archive.ingest([extract(2025, result("地区生产总值", "5.8"), target("地区生产总值", "6"))])

    assert card(archive, 2024) == [("地区生产总值", None, "增长5.8%", None, None, "增长6%左右", None)]
    assert card(archive, 2025) == [("地区生产总值", "增长6%左右", None, None, None, None, None)]


def test_a_target_in_words_takes_the_place_of_one_in_figures(archive: Archive) -> None:
    words: dict[str, Any] = {"value": None, "unit": "", "bound": "qual", "phrase": "与经济增长同步"}
    archive.ingest([extract(2025, target("居民人均可支配收入", "6"))])
    archive.ingest([extract(2026, target("居民人均可支配收入", "1", **words))])

    assert card(archive, 2025) == [
        ("居民人均可支配收入", "增长6%左右", None, None, "undisclosed", "与经济增长同步", "reworded")
    ]


def test_targets_in_two_units_follow_those_in_the_same_unit(archive: Archive) -> None:
    def works(year: int, count: str, homes: str) -> Extract:
        same = {"indicator": "城中村改造", "aspect": "level", "bound": "eq"}
        return extract(
            year,
            ("改造", count, "个", {**same, "unit": "个", "phrase": f"{count}个"}),
            ("共", homes, "万户", {**same, "unit": "万户", "phrase": f"{homes}万户"}),
        )

    archive.ingest([works(2025, "30", "1.7")])
    archive.ingest([works(2026, "20", "2")])

    assert [(row[1], row[5], row[6]) for row in card(archive, 2025)] == [
        ("30个", "20个", "lowered"),
        ("1.7万户", "2万户", "raised"),
    ]


def test_a_target_in_another_scale_is_compared_by_its_amount(archive: Archive) -> None:
    def sum_of(year: int, value: str, unit: str) -> Extract:
        fields = {"indicator": "地区生产总值", "aspect": "level", "bound": "gt", "unit": unit}
        return extract(year, ("地区生产总值突破", value, unit, {**fields, "phrase": f"突破{value}{unit}"}))

    archive.ingest([sum_of(2025, "9800", "亿元")])
    archive.ingest([sum_of(2026, "1", "万亿元")])

    assert [(row[1], row[5], row[6]) for row in card(archive, 2025)] == [
        ("突破9800亿元", "突破1万亿元", "raised")
    ]


def test_a_report_goes_before_a_fact_sheet_that_gives_the_same_target(archive: Archive) -> None:
    archive.ingest(
        [extract(2025, target("地区生产总值", "6"), target("外贸", "3"), path="t.csv", kind="facts")]
    )
    archive.ingest([extract(2025, target("地区生产总值", "6"))])

    _, rows = archive.rows(
        "SELECT indicator, target_kind FROM v_scorecard WHERE report_year = 2025 ORDER BY position"
    )
    assert rows == [("地区生产总值", "report"), ("外贸", "facts")]


def test_places_do_not_mix(archive: Archive) -> None:
    archive.ingest([extract(2025, target("地区生产总值", "6"))])
    archive.ingest([extract(2026, result("地区生产总值", "9"), place="遵义市")])

    assert verdicts(archive) == [(2025, "地区生产总值", 6, None, None, None, None)]


# --- the file


def test_a_missing_archive_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such archive; make one with `duizhao ingest`"):
        Archive.open(tmp_path / "none.duckdb", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_archive_is_left_alone(tmp_path: Path) -> None:
    import duckdb

    text, other = tmp_path / "report.txt", tmp_path / "other.duckdb"
    text.write_text("2025年政府工作报告" * 1000, encoding="utf-8")
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE mine (a INTEGER)")
    before = text.read_bytes()

    with pytest.raises(Unreadable, match="not an archive of duizhao"):
        Archive.open(text)
    with pytest.raises(Unreadable, match="a DuckDB database, but no archive of duizhao"):
        Archive.open(other)

    assert text.read_bytes() == before
    with duckdb.connect(str(other)) as connection:
        assert connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("mine",)]


def test_a_newer_schema_is_refused(shelf: Path) -> None:
    with Archive.open(shelf) as opened:
        opened.connection.execute("UPDATE archive_property SET value = '99' WHERE name = 'schema_version'")

    with pytest.raises(
        Unreadable, match="schema version 99, this program knows up to 2; install a newer duizhao"
    ):
        Archive.open(shelf)


def in_python(code: str, *arguments: object, wait_for: str = "") -> subprocess.Popen[str]:
    """Another process that runs `code` with sys.argv[1:]; back once it has printed `wait_for`."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
    )
    assert process.stdout is not None
    if wait_for:
        assert process.stdout.readline().strip() == wait_for
    return process


def test_an_archive_made_before_places_had_codes_gets_them_as_its_reports_are_read_again(shelf: Path) -> None:
    with Archive.open(shelf) as archive:
        archive.connection.execute("DROP VIEW v_reports")
        archive.connection.execute("ALTER TABLE report DROP COLUMN place_code")
        archive.connection.execute("UPDATE archive_property SET value = '' WHERE name = 'prepared'")
    with Archive.open(shelf, read_only=True) as archive:
        held = archive.reports()
        assert [read(archive, one.report_id).report.place.code for one in held] == ["", ""]
    with Archive.open(shelf) as archive:
        assert archive.rows("SELECT place_code FROM v_reports")[1] == [("",), ("",)]
        first = read(archive, held[0].report_id)
        place = replace(first.report.place, code="520100")
        outcome = archive.ingest([replace(first, report=replace(first.report, place=place))], replace=True)
        assert outcome.state == "replaced"
        assert archive.rows("SELECT place_code FROM v_reports ORDER BY report_year")[1] == [
            ("520100",),
            ("",),
        ]


def test_an_archive_in_use_says_who_uses_it(shelf: Path) -> None:
    holder = in_python(
        """
        import sys
        from compare.archive import Archive
        with Archive.open(sys.argv[1]):
            print("open", flush=True)
            sys.stdin.read()
        """,
        shelf,
        wait_for="open",
    )
    try:
        with pytest.raises(ArchiveBusy, match=f"process {holder.pid} is using the archive"):
            Archive.open(shelf, read_only=True, patience=0.1)
        with pytest.raises(ArchiveBusy, match=f"process {holder.pid} is using the archive"):
            ask(shelf, "SELECT 1")
    finally:
        holder.kill()
        holder.wait()


def test_a_process_killed_while_it_ingests_leaves_whole_reports_only(tmp_path: Path) -> None:
    path = tmp_path / "killed.duckdb"
    writer = in_python(
        """
        import sys, time
        import compare.archive.records as records
        from compare.archive import Archive
        from test_archive import extract, result, target

        with Archive.open(sys.argv[1]) as archive:
            archive.ingest([extract(2025, target("地区生产总值", "6"))])
            write = records.write
            def write_and_wait(*arguments):
                write(*arguments)
                print("inside", flush=True)
                time.sleep(600)
            records.write = write_and_wait
            archive.ingest([extract(2026, result("地区生产总值", "5.1"))])
        """,
        path,
        wait_for="inside",
    )
    writer.send_signal(signal.SIGKILL)
    writer.wait()

    with Archive.open(path, read_only=True) as archive:
        seen = [held.report_year for held in archive.reports()], verdicts(archive)
    with Archive.open(path) as archive:
        outcome = archive.ingest([extract(2026, result("地区生产总值", "5.1"))])
        after = verdicts(archive)

    assert seen == ([2025], [(2025, "地区生产总值", 6, None, None, None, None)])
    assert outcome.state == "ingested"
    assert after == [(2025, "地区生产总值", 6, Decimal("5.1"), Decimal("-0.9"), "missed", "report")]


# --- what users ask in SQL


def test_a_query_is_answered_with_exact_numbers(shelf: Path) -> None:
    answer = ask(
        shelf, "SELECT indicator, target, result_value, gap, [1, 2] AS list, NULL AS n FROM v_plan_vs_actual"
    )

    assert answer.columns == ("indicator", "target", "result_value", "gap", "list", "n")
    assert answer.rows == (("地区生产总值", "增长6%左右", Decimal("5.1"), Decimal("-0.9"), [1, 2], None),)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('{secret}')",
        "SELECT * FROM read_csv('{secret}')",
        "FROM glob('{folder}/*')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}/out'",
        "ATTACH '{folder}/out.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "CREATE TABLE t (a INTEGER)",
        "DELETE FROM report",
        "SELECT 1; SELECT 2",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{folder}/out.csv'",
        "PRAGMA enable_profiling",
        "",
        "SELECT no_such_column FROM v_targets",
    ],
)
def test_a_query_can_only_read_and_only_the_archive(query: str, shelf: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    files = {path: path.read_bytes() for path in tmp_path.iterdir()}

    with pytest.raises(BadQuery) as refusal:
        ask(shelf, query.format(secret=secret, folder=tmp_path))

    assert "\n" not in str(refusal.value)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == files


def test_a_query_that_takes_too_long_is_stopped(shelf: Path) -> None:
    with pytest.raises(BadQuery, match="stopped after 1 seconds"):
        ask(
            shelf,
            "SELECT count(*) FROM range(10000000) AS a, range(10000000) AS b WHERE a.range % 7 = b.range % 5",
            1,
        )


def test_a_query_that_takes_too_much_memory_is_stopped(shelf: Path) -> None:
    with pytest.raises(BadQuery, match="needed more memory"):
        ask(shelf, "SELECT length(repeat('x', 1500000000) || repeat('y', 1500000000))")


def test_a_query_on_a_missing_archive(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such archive"):
        ask(tmp_path / "none.duckdb", "SELECT 1")
