"""The command line: what each command prints where, and with which exit code it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compare.cli.output import Format, emit, encode

if TYPE_CHECKING:
    from conftest import Run

ROOT = Path(__file__).resolve().parents[1]

HEADER = "place,report_year,role,period,scope,indicator,aspect,bound,value,value_max,unit,source\n"
TARGETS = HEADER + "贵阳市,2025,target,2025,,地区生产总值,growth,about,6.0,,%,https://example.org/2025\n"
RESULTS = HEADER + "贵阳市,2026,achieved,2025,,地区生产总值,growth,eq,5.1,,%,https://example.org/2026\n"
REPORT = """2025年政府工作报告
——2025年1月12日在贵阳市第十五届人民代表大会第五次会议上
各位代表：
一、2024年工作回顾
过去一年，地区生产总值增长5.8%。
二、2025年工作安排
今年经济社会发展主要预期目标是：地区生产总值增长6%左右。
"""
NEXT = """2026年政府工作报告
——2026年1月12日在贵阳市第十五届人民代表大会第六次会议上
各位代表：
一、2025年工作回顾
过去一年，地区生产总值增长5.1%。
二、2026年工作安排
今年经济社会发展主要预期目标是：地区生产总值增长5.5%左右。
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with two reports and two fact sheets of one place."""
    for name, text in (("a.txt", REPORT), ("b.txt", NEXT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    (sheets / "targets.csv").write_text(TARGETS, encoding="utf-8")
    (sheets / "results.csv").write_text(RESULTS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> Run:
    """Runs `duizhao` in `folder` with arguments; gives exit code, stdout and stderr."""
    monkeypatch.chdir(folder)

    return duizhao


# --- into the archive and out of it


def test_ingest_counts_on_stderr_and_a_second_time_changes_nothing(run: Run, folder: Path) -> None:
    assert run("ingest", "a.txt", "sheets") == (
        0,
        "",
        "3 files: 3 ingested, 0 unchanged, 0 replaced, 0 refused\n"
        "doubtful a.txt: 正文只有117字，可能是摘要，不是全文\n",
    )
    assert run("ingest", "a.txt", "sheets") == (
        0,
        "",
        "3 files: 0 ingested, 3 unchanged, 0 replaced, 0 refused\n",
    )
    assert (folder / "duizhao.duckdb").is_file()


def test_a_bad_file_is_named_and_does_not_stop_the_others(run: Run, folder: Path) -> None:
    (folder / "empty.txt").write_text("", encoding="utf-8")

    code, out, err = run("ingest", "empty.txt", "missing.txt", "a.txt")

    lines = err.splitlines()
    assert (code, out, lines[0]) == (1, "", "3 files: 1 ingested, 0 unchanged, 0 replaced, 2 refused")
    assert [line.split(":")[0] for line in lines[1:]] == [
        "refused empty.txt",
        "refused missing.txt",
        "doubtful a.txt",
    ]
    assert all(len(line.split(": ", 1)[1]) > 5 for line in lines[1:])


def test_another_text_is_refused_then_replaced_and_what_changed_is_told(run: Run, folder: Path) -> None:
    (folder / "draft.txt").write_text(REPORT.replace("增长6%左右", "增长6.5%左右"), encoding="utf-8")
    run("ingest", "a.txt")

    refused = run("ingest", "draft.txt")
    replaced = run("ingest", "draft.txt", "--replace")

    assert refused[0] == 1
    assert "the archive has another text for 贵阳市 2025, a.txt; --replace takes this one" in refused[2]
    assert replaced[0] == 0
    assert "replaced draft.txt: 0 figures added, 0 removed, 1 changed; it replaces a.txt" in replaced[2]


def test_list(run: Run) -> None:
    run("ingest", "a.txt", "sheets/results.csv")

    code, out, err = run("list", "--format", "json")

    rows = [
        {key: row[key] for key in ("place", "report_year", "kind", "targets", "results", "path")}
        for row in json.loads(out)
    ]
    assert (code, err) == (0, "")
    assert rows == [
        {
            "place": "贵阳市",
            "report_year": 2025,
            "kind": "report",
            "targets": 1,
            "results": 1,
            "path": "a.txt",
        },
        {
            "place": "贵阳市",
            "report_year": 2026,
            "kind": "facts",
            "targets": 0,
            "results": 1,
            "path": "sheets/results.csv",
        },
    ]


def test_no_archive_says_how_to_make_one(run: Run) -> None:
    assert run("list") == (
        1,
        "",
        "duizhao: duizhao.duckdb: no such archive; make one with `duizhao ingest`, or name reports instead\n",
    )


# --- single files


def test_measures_have_exactly_the_documented_keys(run: Run) -> None:
    code, out, err = run("measures", "a.txt", "--format", "jsonl")

    first = json.loads(out.splitlines()[0], parse_float=Decimal)
    start = REPORT.index("5.8")
    assert (code, err) == (0, "")
    assert list(first) == [
        *(
            "start",
            "end",
            "quote",
            "indicator",
            "aspect",
            "value",
            "value_max",
            "unit",
            "bound",
            "role",
            "period",
        ),
        *("scope", "headline", "optional", "commitment", "canonical", "direction", "sentence", "section"),
        "key",
    ]
    picked = (
        "start",
        "end",
        "indicator",
        "aspect",
        "value",
        "value_max",
        "unit",
        "bound",
        "role",
        "period",
        "optional",
    )
    assert [first[key] for key in picked] == [
        *(
            start,
            start + 3,
            "地区生产总值",
            "growth",
            Decimal("5.8"),
            None,
            "%",
            "eq",
            "achieved",
            "2024",
            "",
        ),
    ]
    assert first["section"] == "一、2024年工作回顾"
    assert first["sentence"] == "过去一年，地区生产总值增长5.8%。"


def test_measures_of_several_files_name_their_file(run: Run) -> None:
    code, out, _ = run("measures", "sheets", "--format", "json")

    rows = json.loads(out)
    assert code == 0
    assert [(row["file"], row["indicator"], row["value"]) for row in rows] == [
        ("sheets/results.csv", "地区生产总值", 5.1),
        ("sheets/targets.csv", "地区生产总值", 6.0),
    ]
    assert '"value": 6.0,' in out


def test_a_refused_file_among_several_ends_in_1_after_the_others(run: Run) -> None:
    code, out, err = run("measures", "missing.txt", "sheets/targets.csv", "--format", "jsonl")

    assert (code, len(out.splitlines())) == (1, 1)
    assert err.startswith("duizhao: missing.txt: ")


def test_outline(run: Run) -> None:
    code, out, err = run("outline", "a.txt", "--format", "json")

    thing = json.loads(out)
    assert (code, err) == (0, "")
    assert [thing[key] for key in ("report_year", "place", "date")] == [2025, "贵阳市", "2025-01-12"]
    assert [(s["number"], s["heading"]) for s in thing["sections"] if s["number"]] == [
        ("一、", "2024年工作回顾"),
        ("二、", "2025年工作安排"),
    ]


def test_pairs(run: Run) -> None:
    code, out, _ = run("pairs", "a.txt", "b.txt", "--format", "jsonl")

    (pair,) = map(json.loads, out.splitlines())
    assert code == 0
    assert list(pair) == [
        *("target_start", "target_indicator", "target", "result_start", "result_indicator", "result"),
        *("state", "confidence", "reasons", "verdict", "rule", "target_key", "result_key"),
        *("source", "remark"),
    ]
    assert (pair["target_start"], pair["result_start"], pair["state"], pair["verdict"]) == (
        *(REPORT.index("6%左右"), NEXT.index("5.1"), "paired", "missed"),
    )


# --- plan against actual


def test_compare_two_files_is_the_scorecard(run: Run) -> None:
    code, out, err = run("compare", "a.txt", "b.txt", "--format", "markdown")

    assert (code, err) == (0, "")
    assert out == (
        "| 指标 | 2025年目标 | 2025年完成 | 差值 | 完成情况 | 2026年目标 | 目标变化 | 约束力变化 |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| 地区生产总值 | 增长6%左右 | 增长5.1% | -0.9 | 未完成 | 增长5.5%左右 | 调低 | 不变 |\n"
    )


def test_compare_two_years_of_an_archive(run: Run) -> None:
    run("ingest", "a.txt", "b.txt")

    code, out, err = run("compare", "2025", "2026", "--place", "贵阳市", "--all", "--format", "json")
    missing = run("compare", "2019", "2020", "--place", "贵阳市")
    elsewhere = run("compare", "2025", "2026", "--place", "遵义市")
    far = run("compare", "2026", "2025")

    assert (code, err, [(row["target"], row["verdict"]) for row in json.loads(out)]) == (
        0,
        "",
        [("增长6%左右", "missed")],
    )
    assert missing == (1, "", "duizhao: no report of 贵阳市 for 2019; there are 2025、2026\n")
    assert elsewhere == (1, "", "duizhao: no report of 遵义市; there are 贵阳市\n")
    assert far == (
        1,
        "",
        "duizhao: compare takes a report and the one of the year after it; these are of 2026、2025\n",
    )


# --- sections


def test_sections_of_two_files_have_exactly_the_documented_keys(run: Run) -> None:
    code, out, err = run("sections", "a.txt", "b.txt", "--format", "jsonl")

    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [(row["kind"], row["earlier_place"], row["later_place"]) for row in rows] == [
        ("same", ["开场"], ["开场"]),
        ("same", ["一"], ["一"]),
        ("same", ["一·主要成绩"], ["一·主要成绩"]),
        ("same", ["二"], ["二"]),
        ("same", ["二·主要目标"], ["二·主要目标"]),
    ]
    assert rows[1] == {
        "kind": "same",
        "earlier_place": ["一"],
        "earlier_heading": ["2024年工作回顾"],
        "later_place": ["一"],
        "later_heading": ["2025年工作回顾"],
        "role": "review",
        "confidence": rows[1]["confidence"],
        "reasons": rows[1]["reasons"],
        "earlier_index": [1],
        "later_index": [1],
    }
    assert rows[1]["reasons"][0] == "标题相同"
    assert 0.9 < rows[1]["confidence"] <= 1


def test_sections_of_an_archive_are_those_of_the_files(run: Run) -> None:
    run("ingest", "a.txt", "b.txt", "sheets/results.csv")

    held = run("sections", "2025", "2026", "--place", "贵阳市", "--format", "csv")
    missing = run("sections", "2025", "2027")

    assert held == run("sections", "a.txt", "b.txt", "--format", "csv")
    assert missing == (1, "", "duizhao: no report of 贵阳市 for 2027; there are 2025、2026\n")


def test_sections_say_what_is_odd_and_refuse_what_has_none(run: Run) -> None:
    code, _, err = run("sections", "b.txt", "a.txt")
    sheet = run("sections", "a.txt", "sheets/results.csv")

    assert (code, err) == (0, "note: the second report is of 2025, the first of 2026\n")
    assert sheet == (
        1,
        "",
        "duizhao: sheets/results.csv: a fact sheet has no sections; name a report\n",
    )
    assert run("sections", "a.txt")[0] == 2


# --- SQL


def test_sql_on_files_in_place_of_an_archive(run: Run, folder: Path) -> None:
    query = "SELECT indicator, gap, verdict FROM v_plan_vs_actual"

    assert run("sql", query, "sheets", "--format", "csv") == (
        0,
        "indicator,gap,verdict\n地区生产总值,-0.9,missed\n",
        "",
    )
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt", "sheets"]


def test_sql_that_writes_is_refused_in_one_line(run: Run, folder: Path) -> None:
    run("ingest", "sheets")

    code, out, err = run("sql", "COPY v_targets TO 'out.csv'")

    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert err == "duizhao: only statements that read are run; this is COPY\n"
    assert not (folder / "out.csv").exists()


def test_nothing_found_is_an_empty_result_and_a_remark(run: Run) -> None:
    run("ingest", "sheets")
    query = "SELECT indicator FROM v_targets WHERE false"

    assert run("sql", query, "--format", "json") == (0, "[]\n", "no rows\n")
    assert run("sql", query, "--format", "jsonl") == (0, "", "no rows\n")
    assert run("sql", query, "--format", "csv") == (0, "indicator\n", "no rows\n")
    assert run("sql", query, "--format", "markdown") == (0, "| indicator |\n| --- |\n", "no rows\n")


# --- output


def test_json_keeps_the_digits() -> None:
    row = {
        "a": Decimal("5.0"),
        "b": Decimal("6E+3"),
        "c": None,
        "d": [Decimal("1.10"), '增"长'],
        "e": float("nan"),
    }
    assert encode(row) == '{"a": 5.0, "b": 6000, "c": null, "d": [1.10, "增\\"长"], "e": null}'


def test_no_csv_cell_starts_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    cells = ["=1+1", "+增长", "-0.9", "@SUM(A1)", "＝A1", "\t=1", Decimal("-0.9"), ["=x"], "增长6%", None]

    emit(["a"], [[value] for value in cells], Format.csv)

    printed = [row[0] for row in csv.reader(io.StringIO(capsys.readouterr().out)) if row]
    assert printed == [
        "a",
        "'=1+1",
        "'+增长",
        "-0.9",
        "'@SUM(A1)",
        "'＝A1",
        "'\t=1",
        "-0.9",
        "'=x",
        "增长6%",
        "",
    ]


def test_no_text_breaks_out_of_a_markdown_cell_or_steers_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = "a|b\nc<script>\x1b[31m红\u202e"

    emit(["x"], [[words]], Format.markdown)
    markdown = capsys.readouterr().out
    emit(["x"], [[words]], Format.table)
    table = capsys.readouterr().out

    assert markdown == "| x |\n| --- |\n| a\\|b c&lt;script>\\[31m红 |\n"
    assert [line.strip() for line in table.splitlines()][2:] == ["a|b c<script>[31m红"]


def test_a_table_in_a_pipe_keeps_a_row_on_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    long = "规模以上工业增加值" * 30

    emit(["name", "value"], [[long, Decimal("5.0")]], Format.table)

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[2].split() == [long, "5.0"]


# --- the program itself


@pytest.mark.parametrize(
    "command",
    [
        *("ingest", "list", "outline", "sections", "measures", "pairs", "compare", "scorecard", "sql"),
        *("review", "decide", "decisions", "facts import", "disclosure", "cascade", "schema"),
    ],
)
def test_every_command_has_examples(run: Run, command: str) -> None:
    code, out, _ = run(*command.split(), "--help")

    assert code == 0
    assert f"\n    duizhao {command} " in out


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nsys.argv = ['duizhao', '--help']\nfrom compare.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = ('duckdb', 'polars', 'openpyxl', 'jieba', 'rich', 'rapidfuzz')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr == "[]\n"


def test_wrong_usage_ends_in_2(run: Run) -> None:
    assert run("measures")[0] == 2
    assert run("list", "--format", "xml")[0] == 2
    assert run("compare", "2025")[0] == 2


def test_a_reader_that_leaves_early_is_no_error(folder: Path) -> None:
    query = "SELECT range AS n FROM range(200000)"
    process = subprocess.Popen(
        [sys.executable, "-m", "compare", "sql", query, "sheets", "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None and process.stderr is not None
    first = process.stdout.readline()
    process.stdout.close()
    complaint = process.stderr.read()
    process.wait()

    assert (first, complaint) == (b"n\n", b"")
