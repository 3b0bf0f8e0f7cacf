"""The commands `diff`, `terms` and `find`: what they print, in each format, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from compare.cli import redlines
from compare.model import Source
from compare.outline import outline
from compare.wording import Finding, carried, compare_reports

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

HEAD = "{year}年政府工作报告\n——{year}年1月12日在林州市第十五届人民代表大会第{nth}次会议上\n各位代表：\n"
EARLIER = (
    HEAD.format(year=2025, nth="五")
    + """一、2024年工作回顾
过去一年，全市经济平稳运行。
二、2025年工作安排
今年主要预期目标是：地区生产总值增长6%左右，城镇新增就业5万人以上。
（一）加快建设综合交通
开工建设环城高速公路二期工程，打通断头路5条。
力争绕城铁路年内建成通车。
（二）办好民生实事
改造棚户区，启动棚户区二期，完成棚户区征收，推进棚户区绿化。
"""
)
LATER = (
    HEAD.format(year=2026, nth="六")
    + """一、2025年工作回顾
过去一年，全市经济平稳运行。
二、2026年工作安排
今年主要预期目标是：地区生产总值增长5.5%左右，城镇新增就业5万人以上。
（一）加快建设综合交通
开工建设环城高速公路三期工程，打通断头路8条。
确保绕城铁路年内建成通车。
（二）办好民生实事
举办路边音乐会，支持路边音乐会进景区，路边音乐会走进校园，擦亮路边音乐会。
"""
)


def source(text: str) -> Source:
    return Source("report.txt", text, "txt", "utf-8", "0" * 64)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> Run:
    """Runs `duizhao` in a folder with two reports of one place."""
    (tmp_path / "a.txt").write_text(EARLIER, encoding="utf-8")
    (tmp_path / "b.txt").write_text(LATER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return duizhao


# --- diff


def test_diff_prints_first_what_to_report_then_the_redline(run: Run) -> None:
    code, out, err = run("diff", "a.txt", "b.txt")

    assert (code, err) == (0, "")
    head, _, body = out.partition("【")
    assert head.splitlines()[:2] == [
        "林州市2025年 → 2026年政府工作报告",
        "后一份有64.5%的文字沿用前一份。句子：未变2，改动5，新增1，删去1。",
    ]
    assert "  · 地区生产总值：增长6%左右 → 增长5.5%左右（调低）\n" in head
    assert "  · 力争 → 确保：绕城铁路年内建成通车\n" in head
    assert "  · 新提法：路边音乐会（4次，见二（二））\n" in head
    assert "  · 不再出现：棚户区（原4次，见二（二））\n" in head
    assert (
        "二（一）「加快建设综合交通」\n"
        "  ~ 开工建设环城高速公路[-二期-]{+三期+}工程，打通断头路[-5条-]{+8条+}。\n"
        "  ~ [-力争-]{+确保+}绕城铁路年内建成通车。\n"
    ) in body
    assert "    …… 1句未变\n" in body


def test_diff_folds_nothing_where_asked(run: Run) -> None:
    _, out, _ = run("diff", "a.txt", "b.txt", "--full")

    assert "  = 过去一年，全市经济平稳运行。\n" in out
    assert "未变\n" not in out


def test_diff_of_years_is_that_of_the_files(run: Run) -> None:
    run("ingest", "a.txt", "b.txt")

    by_year, by_file = run("diff", "2025", "2026"), run("diff", "a.txt", "b.txt")

    assert by_year == by_file


def test_diff_of_a_report_with_itself_reports_nothing(run: Run) -> None:
    code, out, _ = run("diff", "a.txt", "a.txt", "--format", "json")

    found = json.loads(out)
    assert (code, found["findings"], found["carried"]["carried_percent"]) == (0, [], 100.0)
    assert {sentence["kind"] for section in found["sections"] for sentence in section["sentences"]} == {
        "same"
    }


def test_diff_in_json_has_both_texts_in_its_pieces(run: Run) -> None:
    _, out, _ = run("diff", "a.txt", "b.txt", "--format", "json")

    found = json.loads(out)
    assert (found["schema"], found["earlier"]["report_year"], found["later"]["place"]) == (
        "duizhao diff 1",
        2025,
        "林州市",
    )
    sentences = [sentence for section in found["sections"] for sentence in section["sentences"]]
    for sentence in sentences:
        for side, other in (("earlier", "added"), ("later", "removed")):
            text = "".join(piece["text"] for piece in sentence["pieces"] if piece["op"] != other)
            assert text == (sentence[side] or "")
    (bound,) = [sentence for sentence in sentences if sentence["later"] == "确保绕城铁路年内建成通车。"]
    assert LATER[bound["later_start"] :].startswith("确保绕城铁路")
    assert [bound["kind"], bound["earlier_place"], bound["pieces"]] == [
        "changed",
        "二（一）",
        [
            {"op": "removed", "text": "力争"},
            {"op": "added", "text": "确保"},
            {"op": "same", "text": "绕城铁路年内建成通车。"},
        ],
    ]


def test_diff_in_csv_has_a_row_a_finding_and_a_row_a_sentence(run: Run) -> None:
    _, out, _ = run("diff", "a.txt", "b.txt", "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["text"] for row in rows if row["kind"] == "commitment harder"] == [
        "力争 → 确保：绕城铁路年内建成通车"
    ]
    assert [row["text"] for row in rows if row["later_place"] == "二（一）" and row["likeness"]][1] == (
        "[-力争-]{+确保+}绕城铁路年内建成通车。"
    )


def test_diff_in_markdown_marks_what_changed(run: Run) -> None:
    _, out, _ = run("diff", "a.txt", "b.txt", "--format", "markdown")

    assert out.startswith("# 林州市2025年 → 2026年政府工作报告\n")
    assert "- <del>力争</del><ins>确保</ins>绕城铁路年内建成通车。\n" in out


HOSTILE = "打通<script>alert(1)</script>环城*高速*公路，"
STEERING = "\x1b[31m\x07\u202e"


@pytest.fixture
def hostile(run: Run, tmp_path: Path) -> Run:
    """As `run`; a sentence of both reports holds mark-up."""
    for name, text in (("a.txt", EARLIER), ("b.txt", LATER)):
        (tmp_path / name).write_text(text.replace("打通", HOSTILE), encoding="utf-8")
    return run


def test_a_report_runs_nothing_on_the_page(hostile: Run) -> None:
    code, out, _ = hostile("diff", "a.txt", "b.txt", "--format", "html", "--full")

    assert code == 0
    assert "script" not in re.findall(r"<(\w+)", out)
    assert "&lt;script&gt;" in out
    assert "default-src 'none'" in out


def test_a_report_breaks_no_markdown(hostile: Run) -> None:
    _, out, _ = hostile("diff", "a.txt", "b.txt", "--format", "markdown", "--full")

    assert set(re.findall(r"<(\w+)", out)) == {"del", "ins"}
    assert r"环城\*高速\*公路" in out


def test_a_report_steers_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    steering = outline(source(EARLIER)), outline(source(LATER))
    earlier, later = (
        replace(
            one,
            sentences=tuple(
                replace(s, text=STEERING + s.text, offsets=(0,) * 3 + s.offsets) for s in one.sentences
            ),
            sections=tuple(replace(s, heading=s.heading and STEERING + s.heading) for s in one.sections),
        )
        for one in steering
    )
    comparison = compare_reports(earlier, later)
    found = [Finding("theme new", STEERING, STEERING, "", "", "")]

    redlines.show(comparison, found, carried(comparison), full=True)
    redlines.show_found("路", [(STEERING, 2025, STEERING, f"断头{STEERING}路")])
    printed = capsys.readouterr().out + "".join(
        write(comparison, found, carried(comparison), full=True)
        for write in (redlines.html, redlines.markdown)
    )

    assert "绕城铁路" in printed
    assert not set(STEERING) - set("[31m") & set(printed)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("diff", "a.txt"), 2, "name two report years, or two files"),
        (("diff", "2025", "2026", "2027"), 2, "name two report years, or two files"),
        (("diff", "a.txt", "missing.txt"), 1, "duizhao: missing.txt: there is no such file; check the path"),
        (("diff", "2025", "2031"), 1, "duizhao: no report of 林州市 for 2031; there are 2025、2026"),
        (("terms",), 2, "name two report years or two files, or a range of years with --from and --to"),
        (("terms", "2025", "2026", "--from", "2025"), 2, "name two report years or two files"),
        (("terms", "2025", "2026", "2027"), 2, "name two report years, or two files"),
        (("terms", "2025", "2026", "--only", "old"), 2, "there is no old"),
        (("terms", "--from", "2026"), 1, "duizhao: terms needs two reports of 林州市 in these years"),
        (("find", " "), 2, "say what to look for"),
        (("find", "道路", "--place", "海州市"), 1, "duizhao: no report of 海州市; there are 林州市"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, arguments: tuple[str, ...], code: int, message: str) -> None:
    run("ingest", "a.txt", "b.txt")

    ended, out, err = run(*arguments)

    assert (ended, out) == (code, "")
    assert message in " ".join(re.sub("[│╭╮╰╯─]", " ", err).split())


# --- terms


def test_terms_are_listed_with_the_years_they_stand_in(run: Run) -> None:
    run("ingest", "a.txt", "b.txt")

    code, out, err = run("terms", "2025", "2026", "--format", "csv")

    rows = [
        (
            row["change"],
            row["term"],
            row["earlier_count"],
            row["later_count"],
            row["first_year"],
            row["last_year"],
        )
        for row in csv.DictReader(io.StringIO(out))
    ]
    assert (code, err) == (0, "")
    assert rows == [
        ("new", "路边音乐会", "0", "4", "2026", "2026"),
        ("gone", "棚户区", "4", "0", "2025", "2025"),
    ]


def test_terms_of_a_range_hold_its_later_half_against_its_earlier(run: Run) -> None:
    run("ingest", "a.txt", "b.txt")

    code, out, err = run("terms", "--from", "2025", "--to", "2026", "--only", "new")

    assert (code, err) == (0, "林州市: 2026 against 2025\n")
    assert [line.split()[:4] for line in out.splitlines()[2:]] == [["新出现", "路边音乐会", "0", "4"]]


def test_terms_that_do_not_differ_are_not_listed(run: Run) -> None:
    assert run("terms", "a.txt", "a.txt", "--format", "json") == (
        0,
        "[]\n",
        "no term differs beyond chance\n",
    )


# --- find


def test_find_shows_each_sentence_with_its_place(run: Run) -> None:
    run("ingest", "a.txt", "b.txt")

    assert run("find", "绕城铁路") == (
        0,
        "林州市 2025\n"
        "  二、2025年工作安排 / （一）加快建设综合交通\n"
        "    力争【绕城铁路】年内建成通车。\n"
        "林州市 2026\n"
        "  二、2026年工作安排 / （一）加快建设综合交通\n"
        "    确保【绕城铁路】年内建成通车。\n",
        "",
    )


def test_find_counts_and_locates_in_data(run: Run) -> None:
    _, out, _ = run("find", "路边音乐会", "a.txt", "b.txt", "--format", "json")

    (row,) = json.loads(out)
    assert (row["report_year"], row["times"], row["path"]) == (2026, 4, "b.txt")
    assert LATER[row["start"] :].startswith("举办路边音乐会")


def test_find_says_how_many_reports_have_nothing(run: Run) -> None:
    run("ingest", "a.txt", "b.txt")

    assert run("find", "量子", "--format", "json") == (
        0,
        "[]\n",
        "none of the 2 reports looked at has 量子\n",
    )
    assert run("find", "量子", "--from", "2026")[2] == "none of the 1 reports looked at has 量子\n"
    assert run("find", "量子", "--to", "2020")[2] == "no report to look at\n"
    assert run("find", "100%_")[2] == "none of the 2 reports looked at has 100%_\n"
