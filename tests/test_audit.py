"""Arithmetic across reports: what is told as a contradiction, and what is left alone."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from compare.archive import Archive
from compare.audit import audit
from compare.audit.findings import number
from compare.measures.extract import measure_report
from compare.model import Source
from compare.outline import outline

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

    from compare.model import Extract


def report(year: int, review: str, plan: str = "做好今年工作意义重大。", reviewed: str = "") -> Extract:
    """青河市's report of a year, with these sentences on the year before and on the year itself."""
    text = (
        f"青河市{year}年政府工作报告\n（{year}年1月10日在青河市第七届人民代表大会第四次会议上）\n"
        "各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n"
        f"一、{reviewed or f'{year - 1}年'}工作回顾\n{review}\n"
        f"二、{year}年工作安排\n{plan}\n"
    )
    return measure_report(outline(Source(f"{year}.txt", text, "txt", "utf-8", f"{year}{review}")))


def found(*reports: Extract) -> list[str]:
    """`kind arithmetic [tolerance] remark` of each finding."""
    with Archive.open(None) as archive:
        for each in reports:
            archive.ingest([each])
        return [
            f"{one.kind} {one.arithmetic} [{one.tolerance}] {one.remark}".rstrip() for one in audit(archive)
        ]


# ---- growth against levels -------------------------------------------------------------------------------


def test_a_growth_that_the_two_levels_give_is_none() -> None:
    assert (
        found(
            report(2024, "新设外资企业89家。"),
            report(2025, "新设外资企业107家、增长20.2%。"),
        )
        == []
    )


def test_a_growth_that_they_do_not_give_is_one_with_the_arithmetic() -> None:
    assert found(
        report(2024, "新设外资企业89家。"),
        report(2025, "新设外资企业107家、增长35%。"),
    ) == ["growth 107家÷89家−1＝20.22%，文中为35% [18.99~21.47%]"]


def test_a_small_difference_may_be_a_revised_base() -> None:
    assert found(
        report(2024, "社会消费品零售总额412.7亿元。"),
        report(2025, "社会消费品零售总额484.8亿元，增长19.6%。"),
    ) == ["growth 484.8亿元÷412.7亿元−1＝17.47%，文中为19.6% [17.44~17.5%] 上年数可能经过修订"]


@pytest.mark.parametrize(
    "later",
    [
        "地区生产总值484.8亿元，增长9.6%。",  # at constant prices by rule
        "社会消费品零售总额484.8亿元，实际增长9.6%。",
        "社会消费品零售总额484.8亿元，同口径增长9.6%。",
        "社会消费品零售总额484.8亿元，比2020年增长59.6%。",
        "社会消费品零售总额484.8亿元，增长9.6%左右。",
        "社会消费品零售总额超过484.8亿元，增长9.6%。",
        "社会消费品零售总额484.8亿元；新区建设加快，完成社会消费品零售总额20亿元，增长9.6%。",
    ],
)
def test_what_is_reckoned_in_another_way_is_left_alone(later: str) -> None:
    earlier = "社会消费品零售总额412.7亿元，地区生产总值412.7亿元。"

    assert found(report(2024, earlier), report(2025, later)) == []


def test_the_amounts_of_five_years_are_no_base() -> None:
    assert (
        found(
            report(2024, "五年累计接待游客9000万人次；实现旅游总收入1432亿元。"),
            report(2025, "旅游总收入653.1亿元，增长27.5%。"),
        )
        == []
    )


def test_a_round_number_is_taken_for_rounded() -> None:
    assert (
        found(report(2024, "软件业务收入800亿元。"), report(2025, "软件业务收入1000亿元，增长22.4%。")) == []
    )


# ---- shares, parts and sums ------------------------------------------------------------------------------


def test_a_share_is_held_against_its_part_and_whole() -> None:
    told = "规模以上工业增加值817.8亿元；高技术产业增加值142.9亿元，占规模以上工业增加值的比重为18.3%。"

    assert found(report(2025, told)) == ["share 142.9亿元÷817.8亿元＝17.47%，文中为18.3% [17.47~17.48%]"]
    assert found(report(2025, told.replace("18.3", "17.5"))) == []


def test_parts_of_the_whole_are_summed() -> None:
    told = "生产总值438.5亿元；第一产业增加值32.4亿元，第二产业增加值230.8亿元，第三产业增加值195.3亿元。"

    assert found(report(2025, told)) == [
        "sum 32.4亿元＋230.8亿元＋195.3亿元，文中合计为438.5亿元 [458.35~458.65亿元]"
    ]
    assert found(report(2025, told.replace("195.3", "175.3"))) == []


def test_a_part_is_not_more_than_its_whole() -> None:
    assert found(report(2025, "新增市场主体3.2万户，其中企业12.1万户。")) == [
        "part 其中新增企业12.1万户，大于新增市场主体3.2万户 [3.15~3.25万户]"
    ]


@pytest.mark.parametrize(
    "told",
    [
        "新增市场主体31.2万户，其中企业12.1万户。",
        "新增上市公司13家、其中主板7家，境内外上市公司达106家。",
        "财政收入20亿元，其中地方财政收入11亿元；财政支出31亿元。",
    ],
)
def test_what_stands_farther_behind_is_no_part(told: str) -> None:
    assert found(report(2025, told)) == []


# ---- totals, results and targets told again --------------------------------------------------------------


def test_a_total_of_years_is_held_against_the_years() -> None:
    years = [
        report(2021 + n, f"城镇新增就业{count}万人。") for n, count in enumerate(("5.1", "5.2", "5.3", "5.4"))
    ]
    last = report(2025, "五年来，城镇新增就业30万人。2024年，城镇新增就业5.5万人。", reviewed="过去五年")

    assert found(*years, last) == [
        "yearly 5.1万人＋5.2万人＋5.3万人＋5.4万人＋5.5万人，文中2020-2024年共30万人 [26.25~26.75万人]"
    ]


def test_a_result_told_otherwise_later_is_found() -> None:
    assert (
        found(
            report(2024, "全社会研发投入223.6亿元。"),
            report(2025, "全社会研发投入从2023年的245.3亿元增至260.1亿元。"),
        )
        == []
    )  # a base is no result
    assert found(
        report(2024, "全社会研发投入223.6亿元。"),
        report(2025, "2023年，全社会研发投入245.3亿元。"),
    ) == ["restated 2024年报告为223.6亿元，2025年报告为245.3亿元 [223.55~223.65亿元]"]


def test_a_target_recalled_otherwise_is_found() -> None:
    earlier = report(2024, "工作扎实。", plan="粮食产量达到40.5万吨。")

    assert found(earlier, report(2025, "粮食产量42.1万吨，超过年初计划的目标41.5万吨。")) == []
    assert found(earlier, report(2025, "粮食产量42.1万吨，高于41.5万吨的预期目标。")) == [
        "recalled 2024年报告定为40.5万吨，2025年报告称目标为41.5万吨 [40.45~40.55万吨]"
    ]


def test_a_running_total_does_not_fall() -> None:
    assert found(
        report(2024, "累计建成充电桩2.5万个。"),
        report(2025, "累计建成充电桩2.1万个。"),
    ) == ["running 2023年累计2.5万个，2024年累计2.1万个 [2.45~2.55万个] 可能重新起算"]


def test_numbers_are_for_people() -> None:
    assert [number(Decimal(said)) for said in ("20.2247", "35.0", "-0.004", "1E+3")] == [
        "20.22",
        "35",
        "0",
        "1000",
    ]


# ---- the command -----------------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> Run:
    monkeypatch.chdir(tmp_path)
    with Archive.open("duizhao.duckdb") as archive:
        archive.ingest([report(2024, "新设外资企业89家。")])
        archive.ingest([report(2025, "开放水平提升。新设外资企业107家、增长35%。")])
    return duizhao


def test_each_figure_leads_to_its_sentence(run: Run) -> None:
    code, out, _ = run("audit", "--place", "青河市", "--format", "json")

    (row,) = json.loads(out)
    assert code == 0
    assert (row["place"], row["year"], row["kind_zh"], row["indicator"]) == (
        "青河市",
        2024,
        "增速与总量",
        "新设外资企业",
    )
    assert row["said"] == ["2025年报告：新设外资企业107家、增长35%。", "2024年报告：新设外资企业89家。"]
    assert [(one["report_year"], one["phrase"], one["sentence"]) for one in row["figures"]] == [
        (2025, "增长35%", "新设外资企业107家、增长35%。"),
        (2025, "107家", "新设外资企业107家、增长35%。"),
        (2024, "89家", "新设外资企业89家。"),
    ]


def test_where_nothing_contradicts_it_says_no_more(run: Run) -> None:
    code, out, err = run("audit", "--kind", "share,sum", "--format", "csv")

    assert (code, len(out.splitlines()), err) == (
        0,
        1,
        "no contradiction among the figures that can be held against each other\n",
    )


def test_an_unknown_kind_is_a_mistake_of_usage(run: Run) -> None:
    code, _, err = run("audit", "--kind", "magic")

    assert code == 2
    assert "--kind: there is no magic; there are growth" in err
