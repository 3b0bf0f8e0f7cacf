"""`duizhao check`: what was understood of a report, before anybody believes it."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from compare.cli.commands import app
from compare.cli.findings import CHECK, FINDING
from compare.errors import NotAReport
from compare.measures.check import Doubt, Headline, check
from compare.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

PHRASES = (
    *("稳中求进步伐坚实", "产业结构更加优化", "城乡面貌焕然一新", "生态环境持续向好", "群众生活稳步提高"),
    *("改革开放纵深推进", "科技创新能力增强", "基层治理规范有序", "安全底线更加牢固", "文化事业繁荣兴盛"),
)


def filled(lines: int, seed: int) -> str:
    """Paragraphs up to a length at which nobody takes a report for a summary, each of its own words."""
    shuffled = random.Random(seed)
    return "\n".join(
        "，".join(shuffled.sample(PHRASES, 8)) + f"，{shuffled.choice('甲乙丙丁戊己庚辛')}地尤为突出。"
        for _ in range(lines)
    )


REPORT = f"""---
title: 云山市2025年政府工作报告
source: https://example.org/2025
---

# 政府工作报告

——2025年1月12日在云山市第八届人民代表大会第五次会议上

云山市市长 李明

各位代表：

现在，我代表市人民政府，向大会报告工作，请予审议。

## 一、2024年工作回顾

2024年，地区生产总值增长6%，规模以上工业增加值增长9.7%。

{filled(25, 1)}

## 二、2025年工作安排

今年经济社会发展主要预期目标是：地区生产总值增长6.5%左右，城镇新增就业5万人。

{filled(25, 2)}

## 三、加强政府自身建设

坚持依法行政。

各位代表！让我们团结一心，奋力前行！

名词解释

1.双碳：2030年达到峰值。
"""


def written(folder: Path, text: str, name: str = "云山市2025.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def doubts(folder: Path, text: str) -> list[Doubt]:
    return list(check(read(written(folder, text))).doubts)


# -- the library ---------------------------------------------------------------------------------------------


def test_a_report_that_is_understood_is_ready(tmp_path: Path) -> None:
    found = check(read(written(tmp_path, REPORT)))
    assert found.headlines == (
        Headline("headline results", "2024", 18, ("地区生产总值增长6%", "规模以上工业增加值增长9.7%")),
        Headline("headline targets", "2025", 48, ("地区生产总值增长6.5%左右", "城镇新增就业5万人")),
    )
    assert found.counts == {"achieved": 2, "target": 2, "context": 0}
    assert [(one.kind, one.first, one.last, one.pieces) for one in found.left_out] == [
        ("front matter", 1, 4, 1),
        ("marks", 6, 76, 4),
        ("notes", 82, 84, 2),
    ]
    assert found.left_out[0].samples == ("--- title: 云山市2025年政府工作报",)
    assert (found.doubts, found.verdict) == ((), "ready to ingest")


@pytest.mark.parametrize(
    ("old", "new", "line", "text"),
    [
        ("增长9.7%", "增长9。7%", 18, "第18行：“上工业增加值增长9。7%。”中的“9。7”读作“9.7”"),
        (
            "坚持依法行政。",
            "再过216天，我们迎来大会。",
            78,
            "第78行：“再过216天，我们迎来大会。”中的“216天”未见指标名称，不入库",
        ),
        (
            "## 三、加强",
            "## 四、加强",
            76,
            "第76行：标题“四、加强政府自身建设”接在“二、2025年工作安排”之后，序号不连续",
        ),
        (
            "## 一、2024年",
            "## 二、2024年",
            16,
            "第16行：标题“二、2024年工作回顾”之前没有更小的序号，序号不连续",
        ),
        (
            "今年经济社会发展主要预期目标是：地区生产总值增长6.5%左右，城镇新增就业5万人。",
            "",
            0,
            "未见2025年的主要预期目标",
        ),
        (
            "经济社会发展主要预期目标是",
            "“十五五”时期主要预期目标是",
            0,
            "未见2025年的主要预期目标，只有2026-2030的",
        ),
    ],
)
def test_what_is_doubtful_is_told_line_by_line(
    tmp_path: Path, old: str, new: str, line: int, text: str
) -> None:
    assert old in REPORT
    assert Doubt(line, text) in doubts(tmp_path, REPORT.replace(old, new, 1))


def test_a_review_without_results_is_doubtful(tmp_path: Path) -> None:
    text = REPORT.replace(
        "2024年，地区生产总值增长6%，规模以上工业增加值增长9.7%。", "2024年，任务全面完成。"
    )
    assert doubts(tmp_path, text) == [Doubt(0, "未见2024年的主要结果"), Doubt(0, "回顾部分没有数字")]


def test_figures_without_a_name_are_one_doubt_a_sentence(tmp_path: Path) -> None:
    found = doubts(tmp_path, REPORT.replace("坚持依法行政。", "分别为4050亿元、1106亿元和350亿元。"))
    assert [doubt.text for doubt in found] == [
        "第78行：“分别为4050亿元、1106亿”中的“4050亿元、1106亿元、350亿元”未见指标名称，不入库"
    ]


def test_a_text_that_stands_twice_is_left_out_once_and_told(tmp_path: Path) -> None:
    text = REPORT.partition("名词解释")[0]
    found = check(read(written(tmp_path, text + text.partition("---\n\n")[2])))
    (copy,) = (one for one in found.left_out if one.kind == "copy")
    assert (copy.first, copy.last) == (82, 156)
    assert found.verdict == "look at 1 doubtful place"
    assert found.counts == {"achieved": 2, "target": 2, "context": 0}


def test_a_fact_sheet_is_no_report(tmp_path: Path) -> None:
    sheet = "place,report_year,role,period,scope,indicator,aspect,bound,value,value_max,unit,source\n"
    row = "云山市,2025,target,2025,,地区生产总值,growth,about,6.0,,%,手册\n"
    with pytest.raises(NotAReport, match="is a fact sheet"):
        check(read(written(tmp_path, sheet + row, "sheet.csv")))


# -- the command ---------------------------------------------------------------------------------------------


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_the_page_ends_with_the_verdict(tmp_path: Path) -> None:
    done = run(written(tmp_path, REPORT))
    assert done.exit_code == 0
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[-1] == "ready to ingest"
    assert "place 云山市" in lines
    assert "headline targets 2025 48 地区生产总值增长6.5%左右" in lines
    assert "figures: 2 achieved, 2 target, 0 context" in lines


def test_a_doubtful_report_is_one_all_the_same(tmp_path: Path) -> None:
    done = run(written(tmp_path, REPORT.replace("增长9.7%", "增长9。7%")))
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "look at 1 doubtful place"


def test_what_is_no_report_is_refused_with_the_reason_and_the_others_are_shown(tmp_path: Path) -> None:
    other = written(tmp_path, "云山市2024年法治政府建设情况的报告\n依法行政，增长6%。", "报告.txt")
    done = run(other, written(tmp_path, REPORT))
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert lines[:3] == [
        str(other),
        "",
        "not a report: seems to be 法治政府建设报告, not 政府工作报告: "
        "its title says “法治政府建设情况的报告”",
    ]
    assert lines[-1] == "ready to ingest"


def test_json_has_an_object_a_file(tmp_path: Path) -> None:
    other = written(tmp_path, "首页\n" * 30, "页.txt")
    done = run(written(tmp_path, REPORT), other, "--format", "json")
    report, page = json.loads(done.stdout)
    assert list(report) == list(page) == list(CHECK)
    assert (report["verdict"], report["place"], report["report_year"]) == ("ready to ingest", "云山市", 2025)
    assert report["headlines"][1] == {
        "role": "headline targets",
        "period": "2025",
        "line": 48,
        "figures": ["地区生产总值增长6.5%左右", "城镇新增就业5万人"],
    }
    assert report["sections"][1] == {
        "depth": 0,
        "number": "一、",
        "heading": "2024年工作回顾",
        "role": "review",
        "period": "2024",
        "sentences": 26,
        "line": 16,
    }
    assert (page["verdict"], page["sections"], page["place"]) == ("not a report", [], None)
    assert done.exit_code == 1


def test_rows_are_a_finding_each_and_the_verdict_is_the_last(tmp_path: Path) -> None:
    path = written(tmp_path, REPORT.replace("增长9.7%", "增长9。7%"))
    lines = run(path, "--format", "csv").stdout.splitlines()
    assert lines[0] == ",".join(FINDING)
    assert f"{path},figures,,,target,2" in lines
    assert lines[-2:] == [
        f"{path},doubt,18,,,第18行：“上工业增加值增长9。7%。”中的“9。7”读作“9.7”",
        f"{path},verdict,,,look at 1 doubtful place,",
    ]


def test_place_and_year_that_are_given_win(tmp_path: Path) -> None:
    done = run(written(tmp_path, REPORT), "--place", "云水市", "--format", "jsonl")
    assert json.loads(done.stdout)["place"] == "云水市"


@pytest.mark.parametrize(
    ("written_as", "cut", "value"),
    [
        ("增长1O%", "1O", "10"),
        ("增长9。7%", "9。7", "9.7"),
        ("增长8 ，5%", "8 ，5", "8.5"),
        ("增长l2.3%", "l2.3", "12.3"),
    ],
)
def test_a_figure_with_a_slip_has_the_value_meant_and_the_span_of_what_stands_there(
    tmp_path: Path, written_as: str, cut: str, value: str
) -> None:
    found = check(read(written(tmp_path, REPORT.replace("增长9.7%", written_as))))
    figure = next(one for one in found.extract.measures if "工业" in one.indicator)
    assert (found.extract.report.source.text[figure.start : figure.end], str(figure.value)) == (cut, value)
