"""The lexicon: every name finds its indicator, none finds two, and what merely looks alike stays apart."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compare.errors import BadLexicon
from compare.lexicon import indicators as module
from compare.lexicon import loader
from compare.lexicon.indicators import GROUPS, Indicator, Indicators, compiled, indicators

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(loader.__file__).parent

NORMALISE = """
[normalise]
places = ["全市"]
times = ["全年"]
verbs = ["实现"]
unread_units = []
counts = ["人数", "数"]
growths = ["增速"]
spellings = [["GDP", "地区生产总值", "生产总值"]]
"""
GDP = '[gdp]\nname = "地区生产总值"\naspect = "growth"\ndirection = "up"\ngroup = "综合"\n'


def lexicon(text: str) -> Indicators:
    return compiled(tomllib.loads(NORMALISE + text), "test.toml")


def id_of(name: str) -> str:
    found = indicators().canonical(name)
    return found.id if found else ""


# — every entry —


@pytest.mark.parametrize("entry", indicators().by_id.values(), ids=lambda entry: entry.id)
def test_every_name_of_an_entry_finds_it(entry: Indicator) -> None:
    assert {name: id_of(name) for name in entry.spoken} == dict.fromkeys(entry.spoken, entry.id)


def test_no_spelling_searched_for_names_two_entries_or_none() -> None:
    unknown = [name for name in indicators().names() if indicators().canonical(name) is None]
    assert unknown == []


def test_names_come_longest_first_and_without_the_whole_names() -> None:
    names = indicators().names()
    assert list(map(len, names)) == sorted(map(len, names), reverse=True)
    assert {"地区生产总值", "规上工业增加值", "规模工业增加值", "万元GDP能耗"} <= set(names)
    assert {"经济", "经济增长", "出口", "进出口", "三产"}.isdisjoint(names)


def test_every_group_of_the_scorecard_has_indicators() -> None:
    assert {entry.group for entry in indicators().by_id.values()} == set(GROUPS)


def test_parents_are_of_the_same_direction_where_both_have_one() -> None:
    entries = indicators().by_id
    turned = {
        entry.id
        for entry in entries.values()
        if entry.parent and {entry.direction, entries[entry.parent].direction} == {"up", "down"}
    }
    assert turned == set()


# — one indicator under several names —

SAME = [
    ("gdp", "国内生产总值 生产总值 GDP 本市生产总值 全省生产总值 经济 经济总量 全年地区生产总值 GDP增速"),
    ("general_budget_revenue", "地方一般公共预算收入 一般预算收入 公共财政预算收入 全市一般公共预算收入"),
    ("industry_above_scale_value_added", "规模工业增加值 规上工业增加值 规模以上工业增加值增速"),
    ("fixed_asset_investment", "全社会固定资产投资 固定资产投资 固投 固定资产投资总额"),
    ("cpi", "居民消费价格涨幅 居民消费价格指数 CPI 居民消费价格总水平 ＣＰＩ"),
    ("urban_income", "城镇常住居民人均可支配收入 城市居民人均可支配收入 城镇居民的人均可支配收入"),
    ("new_urban_jobs", "新增城镇就业 城镇新增就业人数 实现城镇新增就业 全年城镇新增就业"),
    ("energy_intensity", "万元GDP能耗 单位地区生产总值能耗 单位国内生产总值能源消耗 万元GDP的能耗"),
    ("rd_intensity", "R&D投入强度 全社会研发投入占GDP的比重 研究与试验发展经费支出与国内生产总值之比"),
    ("good_air_rate", "空气质量优良天数比率 环境空气质量优良率 空气质量优良天数比例"),
    ("little_giants", "国家级专精特新“小巨人”企业 国家级专精特新《小巨人》企业数量"),
    ("new_market_entities", "新设市场主体 新设经营主体 新登记经营主体"),
    ("tertiary_value_added", "服务业增加值 第三产业增加值 三产"),
    ("trade", "外贸进出口总额 进出口 货物进出口总额"),
    ("rural_sewage_controlled", "农村生活污水治理（管控）率 农村生活污水治理(管控)率"),
]


@pytest.mark.parametrize(("id_", "names"), SAME, ids=[id_ for id_, _ in SAME])
def test_names_of_one_indicator(id_: str, names: str) -> None:
    assert {name: id_of(name) for name in names.split()} == dict.fromkeys(names.split(), id_)


# — several indicators under names that look alike —

APART = [
    "进出口总额 出口总额 进口总额 服务贸易进出口总额",
    "城镇居民人均可支配收入 农村居民人均可支配收入 居民人均可支配收入 城乡居民人均可支配收入 农民人均纯收入",
    "一般公共预算收入 财政总收入 财政收入 地方财政收入 税收收入 一般公共预算支出",
    "规模以上工业增加值 工业增加值 工业总产值 规模以上工业总产值 规模以上工业企业 规模以上工业企业利润总额",
    "城镇登记失业率 城镇调查失业率",
    "地区生产总值 人均地区生产总值 国民生产总值 海洋生产总值 工农业总产值",
    "固定资产投资 工业投资 民间投资 房地产开发投资 基础设施投资 基本建设投资",
    "市场主体 新设市场主体 企业总数 个体工商户 私营企业 民营企业",
    "高新技术企业 新增高新技术企业 科技型中小企业",
    "单位GDP能耗 单位GDP能耗降低率 能源消费总量 单位工业增加值能耗",
    "常住人口城镇化率 户籍人口城镇化率",
    "空气质量优良天数 空气质量优良天数比例",
    "农村贫困人口 减少农村贫困人口 贫困发生率",
    "城镇新增就业 新增就业 失业人员再就业",
    "社会消费品零售总额 社会商品零售总额 限额以上单位消费品零售额 网络零售额",
    "全社会研发经费投入 全社会研发经费投入强度",
    "棚户区改造 新开工棚户区改造 建成棚户区改造",
    "高技术产业增加值 高新技术产业增加值 高技术制造业增加值 高技术制造业增加值占规模以上工业增加值比重",
    "第一产业增加值 农林牧渔业增加值 农林牧渔业总产值",
    "金融机构存款余额 金融机构本外币存款余额 金融机构贷款余额 金融机构存贷款余额",
    "实际利用外资 合同利用外资 实际利用外商直接投资",
    "旅游总收入 旅游总花费 游客人均花费 旅游人次",
    "每万人发明专利拥有量 每万人口高价值发明专利拥有量 发明专利授权量 有效发明专利拥有量",
]


@pytest.mark.parametrize("names", APART, ids=[names.split()[0] for names in APART])
def test_names_that_look_alike_stay_apart(names: str) -> None:
    found = [id_of(name) for name in names.split()]
    assert "" not in found
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    "name",
    [
        "民营经济增长",  # of 经济增长 only the end
        "海洋经济总量",
        "贵安新区生产总值",  # a scope is told by who reads the sentence
        "投资",
        "完成投资",  # a project's as well as a place's
        "实现出口",  # a firm's, perhaps
        "培育高新技术企业",
        "高新技术企业营收",
        "税收亿元楼宇",
        "地区生产总值增速全省排名",
        "失业率",
        "全市",
        "实现",
        "",
    ],
)
def test_what_is_no_name_of_the_lexicon_finds_nothing(name: str) -> None:
    assert indicators().canonical(name) is None


def test_a_name_is_matched_whole_before_its_ends_are_taken_off() -> None:
    names = "人口自然增长率 居民消费价格指数 恩格尔系数 空气质量优良天数 能源消费总量"
    assert [id_of(name) for name in names.split()] == [
        "population_growth_rate",
        "cpi",
        "engel_coefficient",
        "good_air_days",
        "energy_total",
    ]


@pytest.mark.parametrize(
    ("id_", "direction"),
    [
        ("gdp", "up"),
        ("cpi", "ceiling"),
        ("registered_unemployment", "down"),
        ("surveyed_unemployment", "down"),
        ("energy_intensity", "down"),
        ("energy_intensity_reduction", "up"),
        ("pm25", "down"),
        ("income_ratio", "down"),
        ("poverty_population", "down"),
        ("poverty_reduction", "up"),
        ("population", "none"),
    ],
)
def test_directions(id_: str, direction: str) -> None:
    assert indicators().by_id[id_].direction == direction


@pytest.mark.parametrize(
    ("part", "whole"),
    [("urban_income", "residents_income"), ("export", "trade"), ("tax_revenue", "general_budget_revenue")],
)
def test_parts(part: str, whole: str) -> None:
    assert indicators().by_id[part].parent == whole


def test_an_entry_is_read_as_it_stands() -> None:
    text = GDP + 'aliases = ["GNI"]\nwhole = ["经济"]\nunit = "亿元"\n'
    assert lexicon(text).by_id == {
        "gdp": Indicator("gdp", "地区生产总值", ("GNI",), "亿元", "growth", "up", "综合", "", ("经济",))
    }


# — a file that is wrong —

OTHER = GDP.replace("gdp", "other").replace("地区生产总值", "其他")

BROKEN = [
    (GDP + OTHER + 'aliases = ["生产总值"]', "other", "生产总值 already names the entry gdp"),
    (GDP + 'aliases = ["GDP"]', "gdp", "two of its names are one spelling; leave one out"),
    (GDP.replace('"up"', '"sideways"'), "gdp", "unknown direction sideways; one of up, down, ceiling, none"),
    (GDP.replace('"综合"', '"其他"'), "gdp", "unknown group 其他; one of " + ", ".join(GROUPS)),
    (GDP.replace('"growth"', '"speed"'), "gdp", "unknown aspect speed; one of level, growth, change, rank"),
    (GDP + 'parent = "nothing"', "gdp", "unknown parent nothing"),
    (GDP + 'parent = "gdp"', "gdp", "its parents go in a circle through gdp"),
    (GDP + 'parent = "other"\n' + OTHER + 'parent = "gdp"', "gdp", "its parents go in a circle through gdp"),
    (GDP + 'alias = ["经济"]', "gdp", "unknown key alias"),
    (GDP + 'aliases = "经济"', "gdp", "aliases must be a list of strings"),
    (GDP + "unit = 1", "gdp", "unit must be a string"),
    (GDP.replace('name = "地区生产总值"\n', ""), "gdp", "name is missing"),
    (GDP.replace("[gdp]", "[GDP]"), "GDP", "an id is lower-case letters, digits and _"),
]


@pytest.mark.parametrize(("text", "entry", "reason"), BROKEN, ids=[reason[:30] for *_, reason in BROKEN])
def test_a_wrong_entry_is_named(text: str, entry: str, reason: str) -> None:
    with pytest.raises(BadLexicon) as caught:
        lexicon(text)
    assert str(caught.value) == f"test.toml, entry {entry}: {reason}"


def test_a_lexicon_without_its_normalisation_is_refused() -> None:
    with pytest.raises(BadLexicon, match=re.escape("test.toml, entry normalise: the table is missing")):
        compiled(tomllib.loads(GDP), "test.toml")


# — the loader —


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in the place of the lexicon's."""
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    loader.table.cache_clear()
    indicators.cache_clear()
    yield tmp_path
    loader.table.cache_clear()
    indicators.cache_clear()


def test_a_file_is_read_once(folder: Path) -> None:
    (folder / "x.toml").write_text("[a]\nb = 1\n", encoding="utf-8")
    assert loader.table("x") == {"a": {"b": 1}}
    (folder / "x.toml").unlink()
    assert loader.table("x") == {"a": {"b": 1}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[gdp\n", "indicators.toml, entry (none read): not valid TOML: "),
        (b'a = "\xff"\n', "indicators.toml, entry (none read): not UTF-8: "),
        (
            (NORMALISE + GDP.replace('"up"', '"left"')).encode(),
            "indicators.toml, entry gdp: unknown direction",
        ),
    ],
    ids=["malformed", "not UTF-8", "wrong entry"],
)
def test_a_broken_file_is_named(folder: Path, content: bytes, message: str) -> None:
    (folder / "indicators.toml").write_bytes(content)
    with pytest.raises(BadLexicon, match="^" + re.escape(message)):
        module.indicators()


def test_a_missing_file_is_named(folder: Path) -> None:
    assert list(folder.iterdir()) == []
    with pytest.raises(
        BadLexicon, match=re.escape("indicators.toml, entry (none read): the file is missing")
    ):
        module.indicators()


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_every_file_of_the_lexicon_is_toml(file: Path) -> None:
    assert loader.table(file.stem)
