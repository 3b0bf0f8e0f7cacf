"""Verdicts: what a result says of its target, by the wording's own terms."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compare.model import Measure
from compare.pairing import hardness, judge


def figure(written: str, bound: str = "eq", **other: object) -> Measure:
    """`6%`, `5—6%`, `-3%` or `1.2万人` as a measure; a growth where the unit is %, else a level."""
    number = written.rstrip("%‰万亿千人户个家所元次位里公分百点卡EFLOPS标箱")
    low, _, high = number.partition("—")
    unit = written[len(number) :]
    fields: dict[str, object] = {
        "start": 0,
        "end": len(number),
        "quote": written,
        "phrase": written,
        "indicator": "地区生产总值",
        "canonical": "gdp",
        "aspect": "growth" if unit == "%" else "level",
        "value": Decimal(low),
        "value_max": Decimal(high) if high else None,
        "unit": unit,
        "bound": "range" if high else bound,
        "role": "target",
        "period": "2024",
        "scope": "",
        "headline": True,
        "optional": False,
        "commitment": "",
        "direction": "up",
        "sentence": 0,
        "section": 0,
    }
    return Measure(**(fields | other))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("target", "result", "verdict"),
    [
        # 左右: met from 0.2 points below, near from 0.5 below, exceeded from more than 0.2 above
        (("6%", "about"), "6.3%", "exceeded"),
        (("6%", "about"), "6.2%", "met"),
        (("6%", "about"), "5.8%", "met"),
        (("6%", "about"), "5.7%", "near"),
        (("6%", "about"), "5.5%", "near"),
        (("6%", "about"), "5.4%", "missed"),
        # 以上 and a bare figure: to the decimal, near from 0.3 points below
        (("6%", "ge"), "6.0%", "met"),
        (("6%", "ge"), "5.9%", "near"),
        (("6%", "ge"), "5.6%", "missed"),
        (("8%", "eq"), "7%", "missed"),
        (("8%", "eq"), "7.7%", "near"),
        (("8%", "eq"), "8.3%", "exceeded"),
        # 超, 突破: the figure itself isn't enough
        (("6000亿元", "gt"), "6000亿元", "near"),
        (("6000亿元", "gt"), "6038.15亿元", "met"),
        (("6000亿元", "gt"), "6200亿元", "exceeded"),
        # an amount: 97% is near, more than 3% above is exceeded; 左右 is met from 97%, near from 95%
        (("100个", "eq"), "97个", "near"),
        (("100个", "eq"), "96个", "missed"),
        (("100个", "eq"), "103个", "met"),
        (("100个", "eq"), "104个", "exceeded"),
        (("100个", "about"), "97个", "met"),
        (("100个", "about"), "95个", "near"),
        # a range: its near end decides, its far end is what must be exceeded
        (("5—6%", "range"), "5%", "met"),
        (("5—6%", "range"), "6.2%", "met"),
        (("5—6%", "range"), "6.3%", "exceeded"),
        (("5—6%", "range"), "4.7%", "near"),
        (("5—6%", "range"), "4.6%", "missed"),
        # units are brought together
        (("15万人", "eq"), "159100人", "exceeded"),
        (("1.2万亿元", "ge"), "12000亿元", "met"),
        (("25个", "eq"), "25所", "met"),
        # a growth target and a fall
        (("6%", "about"), "-1%", "missed"),
    ],
)
def test_more_is_better(target: tuple[str, str], result: str, verdict: str) -> None:
    assert judge(figure(*target), figure(result)).verdict == verdict


@pytest.mark.parametrize(
    ("target", "direction", "result", "verdict"),
    [
        # 失业率: lower is better, and better by more than 0.2 points exceeds the target
        (("5.5%", "le"), "down", ("5%", "eq"), "exceeded"),
        (("5.5%", "le"), "down", ("5%", "le"), "exceeded"),
        (("5.5%", "le"), "down", ("5.3%", "eq"), "met"),
        (("5.5%", "le"), "down", ("5.8%", "eq"), "near"),
        (("5.5%", "le"), "down", ("5.9%", "eq"), "missed"),
        (("5.5%", "about"), "down", ("5.7%", "eq"), "met"),
        (("5.5%", "about"), "down", ("6%", "eq"), "near"),
        (("5.5%", "lt"), "down", ("5.5%", "eq"), "near"),
        (("5—5.5%", "range"), "down", ("5.5%", "eq"), "met"),
        # CPI: a ceiling, met however far below
        (("3%", "about"), "ceiling", ("0.2%", "eq"), "met"),
        (("3%", "about"), "ceiling", ("3.2%", "eq"), "met"),
        (("3%", "about"), "ceiling", ("3.4%", "eq"), "near"),
        (("3%", "eq"), "ceiling", ("2%", "eq"), "met"),
        (("3%", "le"), "ceiling", ("3.6%", "eq"), "missed"),
        (("3%", "le"), "ceiling", ("-0.3%", "eq"), "met"),
    ],
)
def test_less_is_better(
    target: tuple[str, str], direction: str, result: tuple[str, str], verdict: str
) -> None:
    assert judge(figure(*target, direction=direction), figure(*result)).verdict == verdict


@pytest.mark.parametrize(
    ("target", "result", "verdict"),
    [
        (("-3%", "ge"), ("-3.5%", "eq"), "exceeded"),
        (("-3%", "ge"), ("-3.1%", "eq"), "met"),
        (("-3%", "ge"), ("-2.8%", "eq"), "near"),
        (("-3%", "ge"), ("-2%", "eq"), "missed"),
        (("-3%", "about"), ("-2.8%", "eq"), "met"),
        (("-3%", "ge"), ("-3%", "ge"), "met"),
        # a rise where a fall was planned
        (("-3%", "ge"), ("1%", "eq"), "missed"),
        # a fall of 1% at most
        (("-1%", "le"), ("-0.5%", "eq"), "exceeded"),
        (("-1%", "le"), ("-2%", "eq"), "missed"),
    ],
)
def test_a_fall_is_held_against_a_fall_by_its_size(
    target: tuple[str, str], result: tuple[str, str], verdict: str
) -> None:
    assert judge(figure(*target, direction="down"), figure(*result)).verdict == verdict


@pytest.mark.parametrize(
    ("target", "result", "verdict"),
    [
        # a lower limit: at least what it says
        (("100家", "eq"), ("100家", "gt"), "met"),
        (("4000个", "ge"), ("4000个", "ge"), "met"),
        (("900亿元", "gt"), ("900亿元", "gt"), "met"),
        (("900亿元", "gt"), ("980亿元", "gt"), "exceeded"),
        # a lower limit below the target: not known, unless it is far below
        (("1000亿元", "ge"), ("950亿元", "gt"), "incomparable"),
        (("1000亿元", "ge"), ("500亿元", "gt"), "missed"),
        # 近: a little less than it says
        (("1000家", "ge"), ("2000家", "lt"), "exceeded"),
        (("1000家", "ge"), ("1000家", "lt"), "near"),
        (("1000家", "ge"), ("1040家", "lt"), "met"),
        # an approximate result can't decide what is nearer than it is exact
        (("98.9%", "ge"), ("99%", "about"), "incomparable"),
        (("98.9%", "ge"), ("99.5%", "about"), "exceeded"),
        (("99%", "about"), ("99%", "about"), "met"),
        # a range that lies on both sides of the line
        (("5%", "ge"), ("4—6%", "range"), "incomparable"),
        (("5%", "ge"), ("5.1—6%", "range"), "met"),
    ],
)
def test_a_result_means_no_more_than_its_bound(
    target: tuple[str, str], result: tuple[str, str], verdict: str
) -> None:
    assert judge(figure(*target), figure(*result)).verdict == verdict


def test_nearly_is_a_soft_target_and_less_than_a_hard_one() -> None:
    nearly = figure("1000亿元", "lt", phrase="接近1000亿元")
    below = figure("1000亿元", "lt", phrase="低于1000亿元")
    assert judge(nearly, figure("1100亿元")).verdict == "exceeded"
    assert judge(nearly, figure("970亿元")).verdict == "met"
    assert judge(below, figure("1100亿元")).verdict == "missed"


def test_a_place_in_an_order() -> None:
    fifth = figure("5位", aspect="rank")
    verdicts = [judge(fifth, figure(f"{place}位", aspect="rank")).verdict for place in (4, 5, 6, 7)]
    assert verdicts == ["exceeded", "met", "near", "missed"]


@pytest.mark.parametrize(
    ("target", "result", "rule"),
    [
        (figure("6%"), figure("6000亿元"), "目标为增速，结果为水平，不可比"),
        (figure("20万卡"), figure("53EFLOPS"), "单位不同（万卡／EFLOPS），不可比"),
        (figure("100个"), figure("5公里"), "单位不同（个／公里），不可比"),
        (figure("1%", bound="qual", value=None), figure("5%"), "目标为定性表述，须人工判断"),
        (figure("5%"), figure("1%", bound="qual", value=None), "结果为定性表述，无数值可比"),
    ],
)
def test_what_cannot_be_compared_says_why(target: Measure, result: Measure, rule: str) -> None:
    judgement = judge(target, result)
    assert (judgement.verdict, judgement.rule, judgement.gap) == ("incomparable", rule, None)


def test_no_result_is_undisclosed() -> None:
    judgement = judge(figure("6%"), None)
    assert (judgement.verdict, judgement.rule, judgement.gap) == (
        "undisclosed",
        "后续报告中未见对应结果",
        None,
    )


@pytest.mark.parametrize(
    ("target", "result", "rule"),
    [
        (
            figure("6%", "about"),
            figure("5.1%"),
            "6%左右：实际≥5.8%为完成，≥5.5%为接近完成，>6.2%为超额完成",
        ),
        (
            figure("6000亿元", "gt"),
            figure("6038.15亿元"),
            "超6000亿元：实际>6000亿元为完成，≥5820亿元为接近完成，>6180亿元为超额完成",
        ),
        (
            figure("5.5%", "le", direction="down"),
            figure("5%"),
            "5.5%以内：实际≤5.5%为完成，≤5.8%为接近完成，<5.3%为超额完成",
        ),
        (
            figure("3%", "about", direction="ceiling"),
            figure("0.2%"),
            "3%左右：实际≤3.2%为完成，≤3.5%为接近完成",
        ),
        (
            figure("-3%", "ge", direction="down"),
            figure("-2%"),
            "下降3%以上：降幅≥3%为完成，≥2.7%为接近完成，>3.2%为超额完成",
        ),
        (
            figure("100家"),
            figure("100家", "gt"),
            "100家：实际≥100家为完成，≥97家为接近完成，>103家为超额完成；结果为超100家，只知界限",
        ),
    ],
)
def test_a_verdict_prints_its_rule(target: Measure, result: Measure, rule: str) -> None:
    assert judge(target, result).rule == rule


@pytest.mark.parametrize(
    ("target", "result", "gap"),
    [
        (figure("6%"), figure("5.1%"), "-0.9"),
        (figure("1.8万个"), figure("20000个"), "0.2"),
        (figure("-3%"), figure("-3.5%"), "-0.5"),
        (figure("5—6%"), figure("5.5%"), "0.0"),
        (figure("5—6%"), figure("4.5%"), "-0.5"),
        (figure("5—6%"), figure("6.5%"), "0.5"),
    ],
)
def test_the_gap_is_result_minus_target(target: Measure, result: Measure, gap: str) -> None:
    assert judge(target, result).gap == Decimal(gap)


@pytest.mark.parametrize(
    ("bound", "commitment", "degree"),
    [
        ("about", "力争", 0),
        ("about", "", 1),
        ("range", "", 1),
        ("about", "确保", 2),
        ("eq", "", 2),
        ("eq", "努力", 1),
        ("ge", "力争", 2),
        ("ge", "", 3),
        ("le", "", 3),
        ("ge", "确保", 4),
        ("ge", "约束性", 4),
    ],
)
def test_hardness_is_the_wording_moved_by_the_commitment(bound: str, commitment: str, degree: int) -> None:
    assert hardness(figure("6%", bound, commitment=commitment)) == degree


def test_what_has_no_figure_has_no_hardness() -> None:
    assert hardness(figure("6%", "qual", value=None)) is None
