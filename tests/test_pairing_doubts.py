"""What makes a pairing doubtful though the names agree, and what makes up for names that don't."""

from __future__ import annotations

from decimal import Decimal

import pytest
from test_pairing import extract, measure, only, result

from compare.model import Extract, Measure, Section
from compare.pairing import pair


def told_of(years: str, *measures: Measure) -> Extract:
    """The next report, with these in a section that reviews `years`."""
    report = extract(2025, *measures)
    section = Section(0, 0, "", "", "", "results", years, 0, 0)
    object.__setattr__(report.report, "sections", (section,))
    return report


ONE_UNIT = [
    ("最低生活保障标准 1000 元", "每月1000元", "最低生活保障标准 1070 元/月", "1070元/月"),
    ("基础养老金最低标准 113 元", "每人每月113元", "基础养老金最低标准 118 元/月", "118元/月"),
    ("新增污水日处理能力 34 万吨", "新增污水日处理能力34万吨", "新增污水处理能力 34 万吨/日", "34万吨/日"),
]


@pytest.mark.parametrize(("target", "said", "answer", "told"), ONE_UNIT)
def test_money_and_flows_are_compared_by_the_time_they_are_for(
    target: str, said: str, answer: str, told: str
) -> None:
    assert only(measure(target, quote=said), result(answer, quote=told)).state == "paired"


def test_money_of_a_year_is_not_that_of_a_month() -> None:
    pairing = only(
        measure("低保标准 1000 元", quote="每年1000元"), result("低保标准 1070 元/月", quote="1070元/月")
    )
    assert pairing.state == "none"


def test_homes_are_counted_in_sets_and_in_households() -> None:
    pairing = only(measure("农村危房改造 3813 户"), result("农村危房改造 3813 套"))
    assert (pairing.state, pairing.judgement.verdict) == ("paired", "met")
    assert pairing.reasons == ("指标相同（农村危房改造）", "计量单位不同（户／套）")
    assert only(measure("扶持经营主体 3813 户"), result("扶持经营主体 3813 套")).state == "none"


def test_a_price_index_is_a_rise_of_prices() -> None:
    target = measure("居民消费价格指数 104 %", bound="about")
    pairing = only(target, result("居民消费价格 +2.8 %"))
    assert (pairing.state, pairing.judgement.verdict, pairing.judgement.gap) == (
        "paired",
        "met",
        Decimal("-1.2"),
    )
    missed = only(target, result("居民消费价格指数 105.4 %"))
    assert (missed.state, missed.judgement.verdict) == ("paired", "missed")


def test_a_line_kept_to_over_years_answers_the_last_of_them_where_it_is_as_strict() -> None:
    target = measure("城镇登记失业率 4.2 %", bound="le", phrase="控制在4.2%以内")
    kept = {"period": "2020-2024", "bound": "le"}
    pairing = only(target, result("城镇登记失业率 4 %", phrase="控制在4%以内", **kept))
    assert (pairing.state, pairing.judgement.verdict) == ("paired", "met")
    assert pairing.reasons[-1] == "各年均保持的界限，统计期为2020-2024"
    looser = only(target, result("城镇登记失业率 4.5 %", phrase="控制在4.5%以内", **kept))
    assert looser.judgement.verdict == "undisclosed"
    average = only(target, result("城镇登记失业率 4 %", phrase="平均4%", **kept))
    assert average.judgement.verdict == "undisclosed"


def test_what_is_kept_above_a_line_likewise() -> None:
    target = measure("空气质量优良天数比率 95 %", bound="ge", phrase="95%以上")
    kept = {"period": "2020-2024", "bound": "ge", "phrase": "保持在95%以上"}
    assert only(target, result("空气质量优良天数比率 95 %", **kept)).judgement.verdict == "met"
    assert only(target, result("空气质量优良天数比率 94 %", **kept)).judgement.verdict == "undisclosed"


def test_a_class_of_cities_holds_for_its_own_clause_only() -> None:
    cities = {"scope": "县城以上城市"}
    air = measure("空气质量优良天数比率 95 %", 1, quote="县城以上城市空气质量优良天数比率95%以上", **cities)
    jobs = measure("城镇新增就业 75 万人", 2, quote="城镇新增就业75万人", **cities)
    later = extract(2025, result("空气质量优良天数比率 96 %", 11), result("城镇新增就业 76 万人", 12))
    assert [(p.target.start, p.state) for p in pair(extract(2024, air, jobs), [later])] == [
        (1, "none"),
        (2, "paired"),
    ]


ONE_FIGURE = [
    ("垃圾转运站改造 114 座", "垃圾转运站扩能改造 114 座", "paired"),
    ("新改造老旧院落群 53 个", "老旧院落群实施改造 53 个", "paired"),
    # a round figure agrees by chance
    ("垃圾转运站改造 100 座", "垃圾转运站扩能改造 100 座", "review"),
    # and one figure doesn't make begun done
    ("改造垃圾转运站 114 座", "新开工改造垃圾转运站 114 座", "review"),
    # nor two sorts of amount one
    ("文旅产业增加值 2530 亿元", "文旅产业规模 2530 亿元", "review"),
]


@pytest.mark.parametrize(("target", "answer", "state"), ONE_FIGURE)
def test_one_odd_figure_in_both_makes_up_for_doubtful_names(target: str, answer: str, state: str) -> None:
    pairing = only(measure(target), result(answer))
    assert pairing.state == state
    assert ("数值与目标完全一致" in pairing.reasons) == (state == "paired")


def test_what_goes_on_is_not_done() -> None:
    target = measure("打造先进制造园区 20 个")
    going_on = only(target, result("建设先进制造园区 20 个", quote="加快建设先进制造园区20个"))
    assert (going_on.state, going_on.reasons[-1]) == ("review", "结果只说在推进")
    assert only(target, result("建设先进制造园区 20 个", quote="建设先进制造园区20个")).state == "paired"


def test_a_part_that_falls_short_and_a_whole_that_holds_more_are_doubts() -> None:
    part = only(measure("新增单项冠军企业 40 家"), result("新增国家制造业单项冠军企业 22 家"))
    assert (part.state, part.reasons[-1]) == ("review", "结果只计国家")
    more = only(measure("地下管网改造 420 公里"), result("建设改造地下管网 1030 公里"))
    assert (more.state, more.reasons[-1]) == ("review", "结果还含其他做法（改造／建设改造）")


def test_those_that_stand_there_may_be_more_than_the_years() -> None:
    target = measure("新增社区客厅 100 家")
    all_ = only(target, result("建成社区客厅 214 家"))
    assert (all_.state, all_.reasons[-1]) == ("review", "结果未说是当年新增，数值又多得多，可能是累计数")
    assert only(target, result("建成社区客厅 114 家")).state == "paired"


def test_what_comes_from_a_place_is_more_than_its_own() -> None:
    target = measure("地方一般公共预算收入 +5 %", headline=True)
    all_ = result(
        "一般公共预算收入 +13.5 %", 11, quote="来源于本市辖区的一般公共预算收入增长13.5%", headline=True
    )
    own = result("地方一般公共预算收入 +10.4 %", 12, headline=True)
    assert only(target, all_).state == "review"
    pairing = only(target, all_, own)
    assert (pairing.state, pairing.result) == ("paired", own)


def test_two_targets_of_one_name_and_one_result_are_a_doubt() -> None:
    earlier = extract(2024, measure("新增学位 4.8 万个", 100), measure("新增学位 3.2 万个", 200))
    pairings = pair(earlier, [extract(2025, result("新增学位 9 万个", 11))])
    assert {p.state for p in pairings} == {"review"}
    assert {p.reasons[-1] for p in pairings} == {"目标中同名数值不止一个"}


def test_a_bracket_in_the_result_may_cover_more() -> None:
    assert only(measure("县城垃圾处理率 83 %"), result("城市（县城）垃圾处理率 90 %")).state == "review"
    assert only(measure("整治郊野（山头）公园 5 个"), result("整治山头公园 6 个")).state == "paired"


def test_a_deliverable_of_five_years_does_not_answer_one_year() -> None:
    target = measure("改造公园步道 50 条")
    later = told_of("2020-2024", result("改造公园步道 60 条", 11))
    (pairing,) = pair(extract(2024, target), [later])
    assert (pairing.state, pairing.reasons[-1]) == ("review", "结果所在部分讲述2020-2024年")


def test_a_rate_held_down_is_missed_when_it_is_higher() -> None:
    """控制在 makes a line from above of what the lexicon knows no direction of."""
    target = measure("户籍人口出生率 14 ‰", bound="about", phrase="控制在14‰左右")
    assert only(target, result("户籍人口出生率 16.6 ‰")).judgement.verdict == "missed"
    assert only(target, result("户籍人口出生率 12 ‰")).judgement.verdict == "met"


AMOUNTS = [
    ("贫困人口 ~-10 万人", "减少贫困人口 12 万人"),
    ("减少贫困人口 10 万人", "贫困人口 ~-12 万人"),
]


@pytest.mark.parametrize(("target", "answer"), AMOUNTS)
def test_what_came_or_went_is_one_however_it_is_said(target: str, answer: str) -> None:
    pairing = only(measure(target), result(answer))
    assert (pairing.state, pairing.judgement.verdict) == ("paired", "exceeded")


def in_words(name: str, said: str) -> Measure:
    return measure(f"{name} +0 %", 1, value=None, bound="qual", headline=True, phrase=said)


def test_a_target_in_words_is_held_against_figures() -> None:
    income = in_words("居民人均可支配收入", "与经济增长同步")
    growth = result("地区生产总值 +5.5 %", 11, headline=True)
    for value, verdict in (("+5.6", "met"), ("+5.1", "near"), ("+4", "missed")):
        answer = result(f"居民人均可支配收入 {value} %", 12)
        (pairing,) = pair(extract(2024, income), [extract(2025, growth, answer)])
        assert (pairing.state, pairing.judgement.verdict) == ("paired", verdict)
    (alone,) = pair(extract(2024, income), [extract(2025, result("居民人均可支配收入 +5 %", 12))])
    assert (alone.state, alone.judgement.verdict) == ("review", "incomparable")


def test_steady_growth_is_growth() -> None:
    steady = in_words("居民消费价格", "稳定增长")
    assert only(steady, result("居民消费价格 +0.2 %")).judgement.verdict == "met"
    assert only(steady, result("居民消费价格 -0.2 %")).judgement.verdict == "missed"
