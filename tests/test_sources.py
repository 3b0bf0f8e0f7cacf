"""Communiqués and plan reports as sources of results: what they are read as, and whose answer is taken."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_archive import extract, result, target

from compare import Archive, extend_lexicon, extracts
from compare.errors import BadLexicon, NotAReport
from compare.model import DOCUMENTS, Document, Extract, Measure, Source
from compare.outline import outline
from compare.pairing import order_of_sources, pair_by_source
from compare.pairing.sources import agree, name_of
from compare.reading import read

if TYPE_CHECKING:
    from conftest import Run

SHARED = Path(os.environ.get("DUIZHAO_SHARED", Path(__file__).parents[2] / "shared"))
COMMUNIQUES = SHARED / "corpus" / "统计公报" / "全国"

COMMUNIQUE = """云山市2024年国民经济和社会发展统计公报[1]
云山市统计局
2025年3月20日
2024年，全市上下团结奋斗，完成了年初确定的增长8%左右的目标。
一、综合
初步核算，全年地区生产总值530亿元，比上年增长5.8%。其中，第一产业增加值60亿元，增长4.0%。一季度地区生产总值增长5.1%。
表1 2024年居民消费价格比上年涨跌幅度
单位：%
| 指标 | 全市 |
| 居民消费价格 | 0.3 |
全年居民消费价格上涨0.2%。城镇新增就业1.20万人。
二、对外经济
全年进出口总额300亿元。其中，出口200亿元；进口100亿元。对东盟进出口额90亿元。其中，出口60亿元。
注释：
[1]本公报中数据均为初步统计数，地区生产总值增长9%的说法有误。
[2]粮食产量500万吨。
"""

PLAN = """关于云山市2024年国民经济和社会发展计划执行情况
与2025年国民经济和社会发展计划草案的报告
——2025年1月10日在云山市第六届人民代表大会第四次会议上
云山市发展和改革委员会
各位代表：
受市人民政府委托，现将云山市2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案提请市六届人大四次会议审议。
一、2024年国民经济和社会发展计划执行情况
2024年，全市地区生产总值增长5.8%，固定资产投资增长3.1%，城镇新增就业1.2万人。
二、2025年经济社会发展总体要求和主要目标
2025年经济社会发展的主要预期目标是：地区生产总值增长6%左右，固定资产投资增长5%，城镇新增就业1万人以上。
三、2025年主要任务
新建公园12个。
"""


def source(text: str, path: str = "文.txt", **metadata: str) -> Source:
    return Source(path, text, "txt", "utf-8", str(hash((path, text))), metadata=metadata)


def figures(extract: Extract) -> list[tuple[object, ...]]:
    return [(m.indicator, m.scope, m.phrase, m.role, m.period) for m in extract.measures]


# -- communiqués ---------------------------------------------------------------------------------------------


def test_a_communique_gives_results_of_the_year_that_it_is_about() -> None:
    (found,) = extracts(source(COMMUNIQUE))
    report = found.report
    assert (report.kind, report.year, report.place.name) == ("communique", 2024, "云山市")
    assert (report.title, report.date) == ("云山市2024年国民经济和社会发展统计公报[1]", "2025-03-20")
    assert [(s.number, s.heading, s.role, s.period) for s in report.sections] == [
        ("", "", "review", "2024"),
        ("一、", "综合", "review", "2024"),
        ("二、", "对外经济", "review", "2024"),
    ]
    assert figures(found) == [
        ("目标", "", "增长8%左右的", "context", "2024"),
        ("地区生产总值", "", "530亿元", "achieved", "2024"),
        ("地区生产总值", "", "比上年增长5.8%", "achieved", "2024"),
        ("第一产业增加值", "", "60亿元", "achieved", "2024"),
        ("第一产业增加值", "", "增长4.0%", "achieved", "2024"),
        ("地区生产总值", "", "增长5.1%", "achieved", "2024Q1"),
        ("居民消费价格", "", "上涨0.2%", "achieved", "2024"),
        ("城镇新增就业", "", "1.20万人", "achieved", "2024"),
        ("进出口总额", "", "300亿元", "achieved", "2024"),
        ("出口总额", "", "200亿元", "achieved", "2024"),
        ("进口总额", "", "100亿元", "achieved", "2024"),
        ("对东盟进出口额", "", "90亿元", "achieved", "2024"),
        ("出口总额", "", "60亿元", "context", "2024"),
    ]


@pytest.mark.parametrize(
    ("head", "place", "year"),
    [
        ("中华人民共和国2023年国民经济和社会发展统计公报[1]\n国家统计局", "全国", 2023),
        ("中华人民共和国\n2012年国民经济和社会发展统计公报[1]\n国家统计局", "全国", 2012),
        ("2007年国民经济和社会发展统计公报\n中华人民共和国国家统计局", "全国", 2007),
        ("２０２３年贵阳市国民经济和社会发展统计公报", "贵阳市", 2023),
        ("贵州省二〇一九年国民经济和社会发展统计公报（初稿）", "贵州省", 2019),
    ],
)
def test_its_title_says_whose_it_is_and_of_which_year(head: str, place: str, year: int) -> None:
    report = outline(source(f"{head}\n一、综合\n全年生产总值增长5%。\n本公报数据为初步统计数。"))
    assert (report.kind, report.place.name, report.year) == ("communique", place, year)


def test_one_on_a_branch_or_without_a_title_is_refused() -> None:
    for title in ("云山市2024年教育事业发展统计公报", "读懂云山市2024年国民经济和社会发展统计公报的亮点"):
        with pytest.raises(NotAReport, match="seems to be"):
            outline(source(f"{title}\n全年在校生增长5%。\n本公报数据为初步统计数。"))


@pytest.mark.skipif(not COMMUNIQUES.is_dir(), reason="the corpus isn't here")
def test_of_real_communiques_no_figure_is_a_target_and_none_is_of_a_table_or_a_note() -> None:
    for file in (COMMUNIQUES / f"{year}.md" for year in (2000, 2012, 2023)):
        (found,) = extracts(read(file))
        assert (found.report.place.name, found.report.year) == ("全国", int(file.stem))
        assert found.report.kind == "communique"
        assert {m.role for m in found.measures} == {"achieved", "context"}
        text = found.report.source.text
        for m in found.measures:
            line = text[text.rfind("\n", 0, m.start) + 1 : text.find("\n", m.start)]
            assert "。" in line, line
            assert not re.match(r"[|\-]|\[\d+\]|注", line), line


# -- plan reports --------------------------------------------------------------------------------------------


def test_a_plan_report_gives_results_of_its_past_year_and_targets_of_its_own() -> None:
    (found,) = extracts(source(PLAN))
    report = found.report
    assert (report.kind, report.year, report.place.name) == ("plan", 2025, "云山市")
    assert (report.date, report.meeting) == ("2025-01-10", "云山市第六届人民代表大会第四次会议")
    assert report.doubts == ()
    assert figures(found) == [
        ("地区生产总值", "", "增长5.8%", "achieved", "2024"),
        ("固定资产投资", "", "增长3.1%", "achieved", "2024"),
        ("城镇新增就业", "", "1.2万人", "achieved", "2024"),
        ("地区生产总值", "", "增长6%左右", "target", "2025"),
        ("固定资产投资", "", "增长5%", "target", "2025"),
        ("城镇新增就业", "", "1万人以上", "target", "2025"),
        ("新建公园", "", "12个", "target", "2025"),
    ]
    assert [m.headline for m in found.measures] == [True] * 6 + [False]


@pytest.mark.parametrize(
    "title",
    [
        "云山市2025年上半年国民经济和社会发展计划执行情况的报告",
        "关于云山市2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的审查结果报告",
        "关于云山市2025年国民经济和社会发展计划草案的报告",
    ],
)
def test_one_that_does_not_both_review_and_plan_is_refused(title: str) -> None:
    with pytest.raises(NotAReport, match="seems to be 计划报告"):
        outline(source(f"{title}\n地区生产总值增长5%。\n"))


# -- whose answer is taken -----------------------------------------------------------------------------------


def of_kind(kind: Document, year: int, *said: Any, name: str = "", sentence: str = "") -> Extract:
    """A document of another kind than a report; of a communiqué `year` is that of its results."""
    made = extract(year + (kind == "communique"), *said)
    report = replace(made.report, kind=kind, year=year, source=replace(made.report.source, path=name or kind))
    if sentence:
        sentences = tuple(
            replace(s, text=sentence + s.text, offsets=(*([s.start] * len(sentence)), *s.offsets))
            for s in report.sentences
        )
        report = replace(report, sentences=sentences)
    return Extract(report, made.measures)


GDP, TRADE = "地区生产总值", "进出口总额"


def answered(archive: Archive) -> list[tuple[object, ...]]:
    _, rows = archive.rows(
        "SELECT indicator, result_value, source, verdict, answered_by, report_silent, remark"
        " FROM v_scorecard WHERE target IS NOT NULL ORDER BY position"
    )
    return rows


def taken_in(*extracts: Extract) -> Archive:
    archive = Archive.open(None)
    for one in extracts:
        archive.ingest([one])
    return archive


def test_what_the_next_report_passes_over_is_answered_by_the_communique_of_the_year() -> None:
    archive = taken_in(
        extract(2024, target(GDP, "6"), target(TRADE, "4")),
        extract(2025, result(GDP, "5.8")),
        of_kind("communique", 2024, result(GDP, "5.8"), result(TRADE, "1.5"), sentence="初步核算，"),
        of_kind("communique", 2023, result(TRADE, "9.9"), name="other"),
    )
    assert answered(archive) == [
        (GDP, Decimal("5.8"), "政府工作报告", "met", "report", False, None),
        (TRADE, Decimal("1.5"), "统计公报", "missed", "report", True, "所取统计公报数为初步核算"),
    ]
    assert archive.rows("FROM v_undisclosed_targets")[1] == []


def test_sources_are_asked_in_order_and_a_disagreement_is_shown_with_the_verdict_it_would_give() -> None:
    archive = taken_in(
        extract(2024, target(GDP, "6")),
        of_kind("facts", 2025, result(GDP, "5.1")),
        of_kind("communique", 2024, result(GDP, "5.2"), sentence="初步核算，"),
        of_kind("plan", 2025, result(GDP, "5.80")),
        extract(2025, result(GDP, "5.8")),
    )
    assert answered(archive) == [
        (
            *(GDP, Decimal("5.8"), "政府工作报告", "met", "report", False),
            "统计公报为5.2%（初步核算），据此为未完成；填报表为5.1%，据此为未完成",
        )
    ]
    _, rows = archive.rows(
        "SELECT nth, source, result_value, standing, differs, verdict FROM v_answers ORDER BY nth"
    )
    assert rows == [
        (1, "政府工作报告", Decimal("5.8"), "", False, "met"),
        (2, "计划报告", Decimal("5.8"), "", False, "met"),
        (3, "统计公报", Decimal("5.2"), "初步核算", True, "missed"),
        (4, "填报表", Decimal("5.1"), "", True, "missed"),
    ]


def test_another_order_is_the_archive_s_and_leaves_out_what_it_does_not_name(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.duckdb") as archive:
        for one in (
            extract(2024, target(GDP, "6")),
            extract(2025, result(GDP, "5.8")),
            of_kind("communique", 2024, result(GDP, "5.2")),
            of_kind("facts", 2025, result(GDP, "7")),
        ):
            archive.ingest([one])
        archive.ask_sources(("communique", "report"))
    with Archive.open(tmp_path / "a.duckdb") as archive:
        assert archive.sources == ("communique", "report")
        expected = (GDP, Decimal("5.2"), "统计公报", "missed", "report", False)
        assert answered(archive) == [(*expected, "政府工作报告为5.8%，据此为完成")]


def test_silence_is_a_finding_only_where_the_report_was_read() -> None:
    archive = taken_in(
        extract(2024, target(GDP, "6"), target(TRADE, "4")),
        of_kind("communique", 2024, result(GDP, "5.2")),
    )
    assert answered(archive) == [
        (GDP, Decimal("5.2"), "统计公报", "missed", "communique", False, None),
        (TRADE, None, None, None, "communique", False, None),
    ]
    words = archive.rows("SELECT verdict_zh FROM v_scorecard WHERE target IS NOT NULL ORDER BY position")[1]
    assert words == [("未完成",), ("资料未载",)]


def test_a_sure_answer_goes_before_a_proposal_of_an_earlier_source_which_is_said() -> None:
    earlier = extract(2024, target("新增学位", "5", headline=False))
    doubtful = extract(2025, *(result("新增学位", value, headline=False) for value in ("6", "7")))
    later = of_kind("communique", 2024, result("新增学位", "4"))
    (alone,) = pair_by_source(earlier, [doubtful])
    (pairing,) = pair_by_source(earlier, [doubtful, later])
    assert alone.state == "review"
    assert (pairing.state, pairing.result_from) == ("paired", later)
    assert pairing.reasons[-1] == "政府工作报告另有待核对的6%"


def test_a_plan_report_s_targets_stand_where_its_report_has_none_and_are_not_told_as_dropped() -> None:
    archive = taken_in(
        extract(2024, target(GDP, "6")),
        of_kind("plan", 2024, target(GDP, "6"), target(TRADE, "4")),
        extract(2025, target(GDP, "6")),
    )
    _, rows = archive.rows(
        "SELECT indicator, target_kind, change FROM v_scorecard WHERE report_year = 2024 ORDER BY position"
    )
    assert rows == [(GDP, "report", "kept"), (TRADE, "plan", None)]


def test_a_communique_s_year_is_no_report_year(tmp_path: Path, duizhao: Run) -> None:
    with Archive.open(tmp_path / "a.duckdb") as archive:
        archive.ingest([extract(2024, target(GDP, "6"))])
        archive.ingest([of_kind("communique", 2023, result(GDP, "5.2"))])
    code, _, err = duizhao("compare", "2023", "2024", "--archive", tmp_path / "a.duckdb")
    assert code == 1
    assert "no report of 贵阳市 for 2023; there are 2024" in err


# -- rounding ------------------------------------------------------------------------------------------------


def measure(value: str, unit: str = "%", bound: str = "eq", aspect: str = "growth") -> Measure:
    fields = {"unit": unit, "bound": bound, "aspect": aspect}
    return extract(2025, result(GDP, value, **fields)).measures[0]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (measure("5.2"), measure("5.2"), True),
        (measure("5.2"), measure("5.24"), True),
        (measure("5.2"), measure("5.3"), False),
        (measure("5"), measure("5.4"), True),
        (measure("-0.5"), measure("-0.7"), False),
        (measure("1200", "万人", "gt", "level"), measure("1244", "万人", aspect="level"), True),
        (measure("1200", "万人", "gt", "level"), measure("1186", "万人", aspect="level"), False),
        (measure("126", "万亿元", aspect="level"), measure("1260582", "亿元", aspect="level"), True),
        (measure("1.39", "万亿斤", aspect="level"), measure("69541", "万吨", aspect="level"), True),
        (measure("1200", "万人", "about", "level"), measure("1244", "万人", aspect="level"), True),
        (measure("1200", "万人", aspect="level"), measure("1244", "万人", aspect="level"), False),
        (measure("5", "万亿元", aspect="level"), measure("5", "%", aspect="level"), True),
    ],
)
def test_figures_disagree_only_beyond_their_own_rounding(
    one: Measure, other: Measure, expected: bool
) -> None:
    assert agree(one, other) is expected
    assert agree(other, one) is expected


# -- the order as a rule, and at the command line ------------------------------------------------------------


def test_the_order_is_a_rule_that_a_user_s_file_replaces(tmp_path: Path) -> None:
    assert order_of_sources() == DOCUMENTS
    own = tmp_path / "my.toml"
    try:
        own.write_text('[sources]\norder = ["communique", "report"]\n', encoding="utf-8")
        extend_lexicon(own)
        assert order_of_sources() == ("communique", "report")
        own.write_text('[sources]\norder = ["news"]\n', encoding="utf-8")
        extend_lexicon(own)
        with pytest.raises(BadLexicon, match="there is no news; there are report, plan, communique, facts"):
            order_of_sources()
    finally:
        extend_lexicon(None)


def test_views_and_commands_call_the_sources_alike() -> None:
    archive = taken_in(
        extract(2024, *(target(f"{kind}增加值", "6") for kind in DOCUMENTS)),
        *(
            extract(2025, result("report增加值", "6"))
            if kind == "report"
            else of_kind(kind, 2024 if kind == "communique" else 2025, result(f"{kind}增加值", "6"))
            for kind in DOCUMENTS
        ),
    )
    _, rows = archive.rows("SELECT source FROM v_plan_vs_actual ORDER BY target_start")
    assert [source for (source,) in rows] == [name_of(kind) for kind in DOCUMENTS]


def test_files_are_compared_with_a_communique_in_the_user_s_order(tmp_path: Path, duizhao: Run) -> None:
    report = (
        "云山市{year}年政府工作报告\n"
        "——{year}年1月10日在云山市第六届人民代表大会第{nth}次会议上\n云山市市长 张三\n"
        "各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n一、{past}年工作回顾\n"
        "过去一年，地区生产总值增长{gdp}%，各项工作都有进展。\n二、{year}年工作安排\n"
        "今年的主要预期目标是：地区生产总值增长6%左右，城镇新增就业1万人以上。\n"
    )
    first, second, third = (tmp_path / name for name in ("2024.txt", "2025.txt", "公报.txt"))
    first.write_text(report.format(year=2024, past=2023, nth="三", gdp="6.1"), encoding="utf-8")
    second.write_text(report.format(year=2025, past=2024, nth="四", gdp="6.0"), encoding="utf-8")
    third.write_text(COMMUNIQUE, encoding="utf-8")
    code, out, err = duizhao("compare", first, second, third, "--format", "json")
    assert code == 0, err
    rows = [(row["indicator"], row["result"], row["source"], row["remark"]) for row in json.loads(out)]
    assert rows == [
        ("地区生产总值", "增长6.0%", "政府工作报告", "统计公报为5.8%（初步核算）"),
        ("城镇新增就业", "1.20万人", "统计公报", "所取统计公报数为初步统计数"),
    ]
    code, out, _ = duizhao("compare", first, second, third, "--sources", "communique,report")
    assert code == 0
    heads, _, gdp = out.splitlines()[:3]
    assert " ".join(heads.split()) == (
        "指标 2024年目标 2024年完成 来源 差值 完成情况 2025年目标 目标变化 约束力变化 备注"
    )
    assert gdp.split()[:4] == ["地区生产总值", "增长6%左右", "比上年增长5.8%", "统计公报"]
    assert gdp.split()[-1] == "所取统计公报数为初步核算；政府工作报告为6.0%"
    code, _, err = duizhao("compare", "2024", "2025", "--sources", "communique")
    assert (code, "an archive keeps its order of sources" in err) == (2, True)
