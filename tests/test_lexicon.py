"""The lexicon: every name finds its indicator, none finds two, and what merely looks alike stays apart."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compare.errors import BadLexicon
from compare.lexicon import indicators as module
from compare.lexicon import loader
from compare.lexicon.checks import SCALES
from compare.lexicon.indicators import GROUPS, Indicator, Indicators, compiled, indicators
from compare.measures import measure
from compare.model import Source
from compare.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.model import Measure

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
    ("new_market_entities", "新设市场主体 新设经营主体 新登记经营主体 新增市场主体"),
    (
        "schools_and_kindergartens_built",
        "新改扩建中小学和幼儿园 新建、改扩建中小学、幼儿园 新建改扩建幼儿园及中小学",
    ),
    ("rural_roads", "新改建农村公路 新建改建农村公路 新（改）建农村公路 新建、改建农村公路"),
    ("parking_new", "新增停车位 新增停车泊位 新建停车位"),
    ("special_bonds", "地方政府专项债券 拟安排地方政府专项债券 新增专项债券"),
    ("shantytown_renewal", "棚户区改造 改造棚户区 实施棚户区改造 城镇棚户区改造"),
    ("drinking_water_people", "解决农村饮水安全 解决农村人口的饮水安全问题 新增解决农村人口饮水安全问题"),
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
    "新增市场主体 净增市场主体 市场主体",
    "新增高新技术企业 净增高新技术企业 新认定高新技术企业",
    "新增学位 新增公办学位 新增基础教育学位 新增义务教育学位 新增幼儿园学位 新增公办义务教育学位",
    "新增停车位 新增公共停车位",
    "算力规模 智能算力规模",
    "造林面积 人工造林 营造林面积 退耕还林",
    "社会融资规模 社会融资规模增量 社会融资规模存量",
    "竣工保障性住房 建成保障性住房 开工建设保障性住房 筹集保障性住房 供应保障性住房",
    "棚户区改造 城市棚户区改造 国有工矿棚户区改造",
    "轨道交通运营里程 地铁运营里程",
    "城镇登记失业率 城镇登记失业人数",
    "新增绿色工厂 新增国家级绿色工厂",
    "办理人大代表建议 办理省人大代表建议 办理市人大代表建议 办理政协提案",
    "水利投资 交通投资 铁路投资 公路投资 电网投资",
    "劳动年龄人口平均受教育年限 15岁及以上人口平均受教育年限 人均受教育年限",
    "淘汰黄标车 淘汰老旧车 淘汰黄标车和老旧车",
    "解决农村饮水安全 解决农村饮水困难",
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


# — every entry is read in a sentence —

HEAD = (
    "青河市2025年政府工作报告\n（2025年1月10日在青河市第七届人民代表大会第四次会议上）\n"
    "各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n"
)
# Names that no figure is reached by.
UNNATURAL = {
    "市场主体净增": "市场主体净增20万户。",
    "规模以上工业企业净增": "规模以上工业企业净增20家。",
    "四上企业净增": "四上企业净增20家。",
    "人口自然": "人口自然增长6‰。",
}
# A fall is told by its aspect, so that this name is left only where there is no figure.
IN_WORDS = {"单位GDP能耗降幅": "单位GDP能耗降幅完成国家下达目标。"}
# Units that are no word of a figure: 年 alone is a date.
BARE_UNITS = {"年": "", ":1": "", "": "%"}


def sentences(entry: Indicator) -> dict[str, str]:
    """A sentence for each name of an entry."""
    unit = BARE_UNITS.get(entry.unit, entry.unit)
    plain = "全年{}增长6%。" if entry.aspect == "growth" else f"{{}}达到20{unit}。"
    return {name: IN_WORDS.get(name) or UNNATURAL.get(name) or plain.format(name) for name in entry.spoken}


def measured(lines: Iterable[str], plan: Iterable[str] = ()) -> dict[str, list[Measure]]:
    """The measures of each line, read as one report's."""
    review, plan = "\n".join(lines), "\n".join(plan) or "做好今年工作意义重大。"
    text = f"{HEAD}一、2024年工作回顾\n过去一年，全市上下团结奋斗。\n{review}\n二、2025年工作安排\n{plan}\n"
    report = outline(Source("青河市-2025.txt", text, "txt", "utf-8", "0" * 64))
    by_index = {sentence.index: sentence.text for sentence in report.sentences}
    found: dict[str, list[Measure]] = {sentence: [] for sentence in by_index.values()}
    for one in measure(report):
        found[by_index[one.sentence]].append(one)
    return found


@cache
def all_measured() -> dict[str, list[Measure]]:
    lines = [line for entry in indicators().by_id.values() for line in sentences(entry).values()]
    # A target in words stands beside others.
    aims = [f"今年经济社会发展主要预期目标是：地区生产总值增长6%，{line}" for line in IN_WORDS.values()]
    found = measured(lines, aims)
    return found | {line: found[aim][1:] for line, aim in zip(IN_WORDS.values(), aims, strict=True)}


@pytest.mark.parametrize("entry", indicators().by_id.values(), ids=lambda entry: entry.id)
def test_every_name_of_an_entry_is_read_in_a_sentence(entry: Indicator) -> None:
    found = {name: [m.canonical for m in all_measured()[line]] for name, line in sentences(entry).items()}
    assert found == {name: [entry.id] for name in found}


UNITS = [(unit, group) for group, units in loader.table("units").items() if group != SCALES for unit in units]
# The text is read with the signs of Chinese print, and 20日 alone is a date.
PRINTED = {"套(户)": "套（户）", "套(间)": "套（间）", "日": "吨/日"}


@pytest.mark.parametrize(("unit", "group"), UNITS, ids=[unit for unit, _ in UNITS])
def test_every_unit_is_read_in_a_sentence(unit: str, group: str) -> None:
    printed = PRINTED.get(unit, unit)
    value, line = "20", f"新建示范工程20{printed}。"
    if unit.startswith("/"):  # a part of so many
        value, line = "1", f"汽车产量占全国1{printed}。"
    elif unit == "岁":
        line = f"人均预期寿命提高到20{printed}。"
    elif group == "duration":
        line = f"审批时间缩短到20{printed}。"
    (found,) = measured([line])[line]
    assert (str(found.value), found.unit) == (value, printed)


@pytest.mark.parametrize("scale", loader.table("units")[SCALES])
def test_every_scale_word_is_read_in_a_sentence(scale: str) -> None:
    line = f"全年新增投资20{scale}元。"
    (found,) = measured([line])[line]
    assert (str(found.value), found.unit) == ("20", f"{scale}元")


BOUNDS = [
    (position, bound, word)
    for position, bounds in loader.table("bounds").items()
    for bound, words in bounds.items()
    for word in words
]
BOUNDED = {"before": "新增学位{}20万个。", "after": "新增学位20万个{}。", "between": "新增学位20{}万个。"}


@pytest.mark.parametrize(("position", "bound", "word"), BOUNDS, ids=["".join(row[1:]) for row in BOUNDS])
def test_every_word_that_bounds_is_read_in_a_sentence(position: str, bound: str, word: str) -> None:
    line = BOUNDED[position].format(word)
    (found,) = measured([], [line])[line]
    assert (found.canonical, str(found.value), found.unit, found.bound) == (
        "new_school_places",
        "20",
        "万个",
        bound,
    )


COMMITMENT = [word for words in loader.table("words")["commitment"].values() for word in words]


@pytest.mark.parametrize("word", COMMITMENT)
def test_every_word_of_commitment_is_read_in_a_sentence(word: str) -> None:
    # One strives for a title, not for an output.
    line = "争创省级绿色工厂20家。" if word == "争创" else f"{word}地区生产总值增长6%。"
    (found,) = measured([], [line])[line]
    assert (found.commitment, found.role) == (word, "target")
    assert word == "争创" or found.canonical == "gdp"


def test_every_word_of_commitment_makes_a_target_harder_or_softer() -> None:
    commitment, hardness = loader.table("words")["commitment"], loader.table("verdicts")["hardness"]
    assert set(commitment["soft"]) <= set(hardness["softer"])
    assert set(commitment["hard"]) <= set(hardness["harder"])


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
    (GDP + 'unit = "蒸吨"', "gdp", "unknown unit 蒸吨; units.toml has those that are read"),
    (GDP + 'unit = "元/蒸吨"', "gdp", "unknown unit 元/蒸吨; units.toml has those that are read"),
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


@pytest.mark.parametrize("unit", ["亿元", "万元/人", "吨标准煤/万元", "微克/立方米", "%", "个工作日"])
def test_units_may_be_scaled_or_ratios(unit: str) -> None:
    assert lexicon(GDP + f'unit = "{unit}"').by_id["gdp"].unit == unit


TABLES = [
    ("units", "[area]\n", "area", "must be a table of units with their factors"),
    ("units", '[area]\n"亩" = -1\n', "area.亩", "the factor must be a number above 0"),
    ("units", '[area]\n"亩" = true\n', "area.亩", "the factor must be a number above 0"),
    ("units", '[area]\n"亩" = 1\n[length]\n"亩" = 1\n', "length.亩", "is a unit of area already"),
    ("units", '[area]\n"亩" = 1\n[scales]\n"万" = 1.5\n', "scales.万", "must be a whole number"),
    ("bounds", "[beside]\n", "beside", "unknown position; one of before, after, between"),
    ("bounds", '[after]\nnear = ["上下"]\n', "after.near", "unknown bound; one of about, ge, gt, le, lt"),
    ("bounds", '[after]\nge = "以上"\n', "after.ge", "must be a list of words"),
    ("bounds", '[after]\nge = ["以上"]\ngt = ["以上"]\n', "after.gt", "以上 stands under ge already"),
    ("words", "verbs = 1\n", "verbs", "must be a table of lists"),
    ("words", "[verbs]\nrise = [1]\n", "verbs.rise", "must be a list of words"),
    ("words", '[verbs]\nrise = ["降"]\nfall = ["降"]\n', "verbs.fall", "降 stands under rise already"),
    (
        "words",
        '[commitment]\nsoft = ["必"]\nhard = ["必"]\n',
        "commitment.hard",
        "必 stands under soft already",
    ),
]


@pytest.mark.parametrize(("name", "text", "entry", "reason"), TABLES, ids=[f"{t[0]} {t[2]}" for t in TABLES])
def test_a_table_that_contradicts_itself_is_refused(
    name: str, text: str, entry: str, reason: str, folder: Path
) -> None:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadLexicon) as caught:
        loader.table(name)
    assert str(caught.value) == f"{name}.toml, entry {entry}: {reason}"


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
