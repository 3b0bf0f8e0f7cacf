"""Under which key an indicator is followed over the years: by its name alone, whatever else is there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compare.pairing.series import Filed, filed


def key(name: str, unit: str = "个", aspect: str = "level") -> str:
    return filed("", name, aspect, unit).series


@pytest.mark.parametrize(
    ("series", "names"),
    [
        (
            "新增人行过街设施",
            ["新建人行过街设施", "建成人行过街设施", "新增人行过街设施", "建设人行过街设施"],
        ),
        ("改造黑臭水体", ["黑臭水体治理", "治理黑臭水体", "黑臭水体治理工程", "实施黑臭水体整治"]),
        ("新改建垃圾转运站", ["新建或改造垃圾中转站", "新建、改建垃圾转运站"]),
        ("引进优强企业", ["引进优强企业", "新引进优强企业", "优强企业落户"]),
        ("路边音乐会", ["举办路边音乐会", "路边音乐会", "开展“路边音乐会”"]),
        ("新增城镇公益性岗位", ["城镇新增公益性岗位", "新增城镇公益性岗位"]),
        ("开工工业项目", ["新开工工业项目", "新开工建设工业项目"]),
        ("企业上云比重", ["企业上云比重", "企业上云比例"]),
        ("文化节和音乐节", ["举办文化节及音乐节", "文化节和音乐节", "举办文化节以及音乐节"]),
        ("新增老年人日间照料站", ["新建老人日间照料站", "建成老年人日间照料站"]),
        ("开通夜间公交线路", ["新开通夜间公交线路", "新增开通夜间公交线路"]),
    ],
)
def test_names_of_one_thing_have_one_key(series: str, names: list[str]) -> None:
    assert {name: key(name) for name in names} == dict.fromkeys(names, series)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新开工标准厂房", "建成标准厂房"),  # begun, done
        ("新增家庭农场经营者", "家庭农场经营者"),  # those that came, all there are
        ("认定省级科技小院", "新增省级科技小院"),  # granted, come into being
        ("城镇污水管网", "农村污水管网"),
        ("农机出口额", "农机进出口额"),
        ("省级示范合作社", "国家级示范合作社"),
        ("推进水库建设", "建成水库"),  # under way, done
        ("净增规模以上服务业企业", "新增规模以上服务业企业"),  # less those that went
        ("建成通车高速公路", "高速公路通车里程"),  # those of a year, all there are
    ],
)
def test_what_a_word_tells_apart_has_two_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_what_the_lexicon_knows_has_its_id_under_any_name() -> None:
    assert key("地区生产总值", "元") == key("生产总值", "%", "growth") == "gdp"
    assert key("城镇新增就业", "人") == key("城镇新增就业人数", "人") == "new_urban_jobs"


def test_a_name_in_the_form_of_one_of_the_lexicon_is_that_indicator_where_its_unit_is_of_the_kind() -> None:
    assert key("建成公共停车位") == "public_parking_new"
    assert key("建成公共停车位", "元") == "新增公共停车位（元）"


def test_a_target_is_of_what_it_is_a_target_for() -> None:
    assert key("经济增长预期目标", "%", "growth") == "gdp"
    assert key("城镇新增就业预期目标", "人", "change") != "new_urban_jobs"  # the target grew, not the jobs


def test_a_threshold_of_counting_makes_no_other_indicator() -> None:
    assert key("2000万元口径规模以上工业增加值", "元") == "industry_above_scale_value_added"


def test_what_the_lexicon_tells_apart_by_its_threshold_stays_apart() -> None:
    assert key("固定资产投资（500万元口径）", "元") == key("500万元口径固定资产投资", "%", "growth")
    assert key("500万元口径固定资产投资", "元") == "fixed_asset_investment_above_threshold"
    assert key("全社会固定资产投资", "元") == "fixed_asset_investment"


def test_a_name_for_people_keeps_its_words_whole() -> None:
    assert key("产业融合发展指数", "") == "产业融合发展指数"
    assert key("学前教育普及率", "%") == "学前教育普及率"


def test_a_price_index_has_a_base_and_other_levels_have_none() -> None:
    assert filed("", "居民消费价格指数", "level", "%").index_base == 100
    assert filed("", "居民消费价格", "level", "%").index_base is None
    assert filed("", "居民消费价格指数", "growth", "%").index_base is None
    assert filed("", "产业融合发展指数", "level", "").index_base is None


def test_a_figure_of_a_kind_that_the_indicator_cannot_have_is_followed_nowhere() -> None:
    assert key("地区生产总值", "个") == key("地区生产总值", "%") == ""
    assert key("进出口总额", "美元") == key("进出口总额", "元") == "trade"


def test_a_growth_is_joined_only_where_the_noun_of_measurement_is_the_same() -> None:
    assert key("商品房销售面积", "%", "growth") == key("各类商品房销售面积", "%", "growth")
    assert key("商品房销售", "%", "growth") == "商品房销售"  # may be of the money


def test_what_may_be_begun_or_finished_is_joined_to_neither() -> None:
    assert key("建成公共租赁住房", "套") == "public_rental_built"
    assert key("新增公共租赁住房", "套") == "新增公共租赁住房"
    assert key("完工老旧厂区改造") == "完工改造老旧厂区"
    assert key("新建和改造老旧厂区") == "新改建老旧厂区"


def test_a_total_behind_a_verb_is_a_running_one() -> None:
    assert filed("", "科技小院获批总数", "level", "个").running
    assert not filed("", "科技小院总数", "level", "个").running  # all there are, by its name


def test_a_name_that_pairing_makes_one_of_the_lexicon_but_may_be_another_is_not_joined() -> None:
    assert key("农村居民人均收入", "元") == "农村居民人均收入"


def test_the_id_that_the_reading_found_wins_over_the_name() -> None:
    assert filed("gdp", "经济规模", "level", "元").series == "gdp"


@pytest.mark.parametrize("name", ["项目", "新增产值", "完成投资", "企业", "惠及"])
def test_a_name_that_says_too_little_has_no_key(name: str) -> None:
    assert key(name) == ""


def test_begun_and_finished_housing_are_kept_from_what_is_only_said_to_be_built() -> None:
    assert key("经济适用住房建设", "平方米") == "建设经济适用住房"
    assert key("建成经济适用住房", "平方米") == "economical_housing_completed"


def test_a_running_total_is_of_the_same_series_and_marked() -> None:
    assert filed("", "累计新增公共停车位", "level", "个") == Filed(
        "public_parking_new", "新增公共停车位", True, "count", Decimal(1), "个"
    )


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("治理水土流失面积", "公顷", ("area", Decimal(10000), "平方米")),
        ("高速公路通车里程", "公里", ("length", Decimal(1000), "米")),
        ("地区生产总值", "元", ("money", Decimal(1), "元")),
        ("新增城镇就业岗位", "个", ("persons", Decimal(1), "人")),  # a job is a person employed
        ("新建人行过街设施", "处", ("count", Decimal(1), "处")),
    ],
)
def test_figures_of_one_dimension_can_be_given_in_one_unit(
    name: str, unit: str, expected: tuple[str, Decimal, str]
) -> None:
    found = filed("", name, "level", unit)
    assert (found.dimension, found.factor, found.unit) == expected
