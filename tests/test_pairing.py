"""Which result answers which target."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compare.lexicon.indicators import indicators
from compare.lexicon.loader import table
from compare.model import Extract, Measure, Pairing, Place, Report, Source
from compare.pairing import align, pair, thresholds
from compare.pairing.assignment import best_total

CITY = Place("贵阳市", "city", "贵州省")


def measure(written: str, start: int = 0, **other: object) -> Measure:
    """`新增学位 2.7 万个`, `地区生产总值 +6 %` (growth), `绿色经济占比 ~1 个百分点` (change) as a measure."""
    name, value, unit = written.split(" ")
    known = indicators().canonical(name)
    fields: dict[str, object] = {
        "start": start,
        "end": start + 1,
        "quote": written,
        "phrase": written,
        "indicator": name,
        "canonical": known.id if known else "",
        "aspect": {"+": "growth", "-": "growth", "~": "change"}.get(value[0], "level"),
        "value": Decimal(value.lstrip("~")),
        "value_max": None,
        "unit": unit,
        "bound": "eq",
        "role": "target",
        "period": "2024",
        "scope": "",
        "headline": False,
        "optional": False,
        "commitment": "",
        "direction": known.direction if known else "up",
        "sentence": 0,
        "section": 0,
    }
    return Measure(**(fields | other))  # type: ignore[arg-type]


def result(written: str, start: int = 0, **other: object) -> Measure:
    return measure(written, start, **({"role": "achieved"} | other))


def extract(year: int, *measures: Measure, kind: str = "report", place: Place = CITY) -> Extract:
    source = Source(f"{year}.txt", "", "txt", "utf-8", "")
    report = Report(source, kind, "", year, place, "", "", "", "", (), ())  # type: ignore[arg-type]
    return Extract(report, measures)


def only(target: Measure, *results: Measure) -> Pairing:
    """The pairing of one target with what may answer it."""
    (pairing,) = pair(extract(2024, target), [extract(2025, *results)])
    return pairing


SAME = [
    ("地区生产总值 +6 %", "GDP +5.8 %"),
    ("规模以上工业增加值 +9 %", "规上工业增加值 +9.7 %"),
    ("城镇新增就业 15 万人", "新增城镇就业 159100 人"),
    ("城镇常住居民人均可支配收入 +6 %", "城镇居民人均可支配收入 +5.4 %"),
    # verb and object in either order
    ("改造背街小巷 100 条", "背街小巷改造 100 条"),
    ("干线公路新改建 1000 公里", "新改建干线公路 1005 公里"),
    ("提质改造村级卫生室 30 个", "村级卫生室提质改造 32 个"),
    ("社区食堂新增和提质改造 10 个", "新增和提质改造社区食堂 18 个"),
    # verbs that count the same
    ("培育智能工厂 20 家", "新增智能工厂 22 家"),
    ("新增种养大户 2700 户", "新培育种养大户 2700 户"),
    ("新增高新技术企业 800 家", "高新技术企业净增 1400 家"),
    ("创建智慧校园 30 所", "新创建智慧校园 31 所"),
    ("培育智能工厂 20 家", "认定智能工厂 21 家"),
    ("新增和改造公厕 60 座", "新建改建公厕 62 座"),
    ("因地制宜改造山塘 60 座", "全市改造山塘 62 座"),
    ("农民合作社总收入 60 亿元", "农民合作社总收入再创新高 62 亿元"),
    ("实施山塘加固工程 55 个", "启动实施山塘加固工程 55 个"),
    ("新增社区食堂 10 个", "新建社区食堂 12 个"),
    ("高速公路建成通车 300 公里", "高速公路通车里程新增 305 公里"),
    # what is held or done within a year may stand without its verb
    ("举办村歌大赛 120 场", "村歌大赛 217 场"),
    ("新增高校毕业生留筑 10 万人", "高校毕业生留筑人数 13 万人"),
    # marks, counters and empty nouns
    ("新建改扩建中小学、幼儿园 25 个", "新建和改扩建中小学（幼儿园） 43 所"),
    ("新增家庭农场 200 户", "新培育家庭农场 389 个"),
    ("打通“断头路” 12 条", "打通断头路 12 条"),
    ("引进500强企业 100 个", "新引进三类500强企业 114 家"),
    ("农村饮水安全巩固提升 120 万人", "巩固提升农村安全饮水 349 万人"),
    ("贫困人口脱贫 130 万", "贫困人口脱贫 131 万人"),
    # one thing in two spellings
    ("新增救护车 100 辆", "新配置救护车 117 辆"),
    ("拆除乱搭违建 20 万平方米", "拆除乱搭违法建设 21 万平方米"),
    ("抓好实事 14 件", "重点民生实事 14 件"),
    ("标准化改扩建乡镇卫生院 10 个", "改扩建乡镇卫生院 11 个"),
    ("新增重点实验室、工程中心等创新载体 100 家", "新设立创新载体 120 家"),
]

IN_DOUBT = [
    # begun, or done?
    ("改造城镇危旧厂房 3 万户", "新开工城镇危旧厂房改造 4 万户"),
    ("重大产品创新 100 个", "竣工投产重大产品创新项目 43 个"),
    # from outside, or grown here?
    ("新引进总部企业 20 家", "新培育总部企业 25 个"),
    # those of the year, or all there are?
    ("新增智能工厂 20 家", "智能工厂 60 家"),
    # the whole, or a part?
    ("新增技术工人 10 万人", "新增各类化工技术工人 5.46 万人"),
    ("新培育智能工厂 50 家", "新培育省级智能工厂 55 家"),
    # granted, or built by oneself?
    ("建设省级创新中心 7 个", "新认定省级创新中心 5 个"),
    # a name that says next to nothing
    ("供应 4 万套", "供应 4.2 万套"),
    # a figure that isn't of the same order
    ("新增公共停车位 1 万个", "新增公共停车位 10.6 万个"),
]

DIFFERENT = [
    # a growth and a level
    ("地区生产总值 +6 %", "地区生产总值 6038 亿元"),
    ("入境游客 +20 %", "入境游客人次 19 万人次"),
    ("绿色经济占比 ~1 个百分点", "绿色经济占比 50 %"),
    # a total and its part, and two parts
    ("固定资产投资 +5 %", "工业投资 +32.4 %"),
    ("社会消费品零售总额 +5.5 %", "限额以上单位消费品零售额 +7.4 %"),
    ("全体居民人均可支配收入 +8 %", "城镇居民人均可支配收入 +8.1 %"),
    ("城镇居民人均可支配收入 +8 %", "农村居民人均可支配收入 +8.9 %"),
    ("进出口总额 +15 %", "出口总额 +26.5 %"),
    ("第二产业增加值 +8 %", "第三产业增加值 +5 %"),
    ("城镇登记失业率 4.5 %", "城镇调查失业率 5 %"),
    ("创建省级示范幼儿园 15 所", "创建市级示范幼儿园 15 所"),
    # another thing of the same kind
    ("建设改造燃气管网 450 公里", "建设改造供水管网 450 公里"),
    ("新增三级医院 2 家", "新增绿色工厂 2 家"),
    ("生活垃圾资源化利用率 80 %", "农村自来水普及率 98 %"),
    ("新建5G基站 1000 个", "新建4G基站 1000 个"),
    ("储备项目 1500 个", "新引进落地项目 820 个"),
    # units of another kind
    ("改造城中村 30 个", "改造城中村 1.7 万户"),
    ("智算规模 20 万卡", "算力规模 53.12 EFLOPS"),
    ("改造农村户厕 2600 户", "农村卫生厕所普及率 98 %"),
    # the value that each person has, and what all have
    ("人均地区生产总值 8 万元", "地区生产总值 6000 亿元"),
]


@pytest.mark.parametrize(("target", "answer"), SAME)
def test_the_same_indicator_is_paired(target: str, answer: str) -> None:
    pairing = only(measure(target), result(answer))
    assert pairing.state == "paired", pairing.reasons
    assert pairing.result == result(answer)
    assert pairing.judgement.verdict != "undisclosed"


@pytest.mark.parametrize(("target", "answer"), IN_DOUBT)
def test_what_may_be_the_same_is_put_up_for_review(target: str, answer: str) -> None:
    pairing = only(measure(target), result(answer))
    assert pairing.state == "review", pairing.reasons
    assert pairing.result == result(answer)
    assert pairing.judgement.verdict not in ("undisclosed", "incomparable")


@pytest.mark.parametrize(("target", "answer"), DIFFERENT)
def test_another_indicator_never_answers(target: str, answer: str) -> None:
    pairing = only(measure(target), result(answer))
    assert (pairing.state, pairing.result, pairing.judgement.verdict) == ("none", None, "undisclosed")


def test_a_pairing_gives_its_reasons() -> None:
    told = [
        only(measure(target), result(answer)).reasons
        for target, answer in (
            ("地区生产总值 +6 %", "GDP +5.8 %"),
            ("新引进总部企业 20 家", "新培育总部企业 25 个"),
            ("新培育智能工厂 50 家", "新培育省级智能工厂 55 家"),
        )
    ]
    assert told == [
        ("指标相同（地区生产总值）",),
        ("名称相同（总部企业）", "动词不同：新引进／新培育"),
        ("名称相同（智能工厂）", "口径宽窄不明（级别）"),
    ]


@pytest.mark.parametrize("period", ["2023", "2025", "2021-2024", "2024H1", "2024Q3"])
def test_a_figure_of_other_years_never_answers(period: str) -> None:
    assert only(measure("新增学位 2.7 万个"), result("新增学位 3.1 万个", period=period)).state == "none"
    assert only(measure("地区生产总值 +6 %"), result("地区生产总值 +6 %", period=period)).state == "none"


def test_an_average_over_years_never_answers_a_year() -> None:
    average = result("地区生产总值 +5.3 %", phrase="年均增长5.3%")
    assert only(measure("地区生产总值 +6 %"), average).state == "none"


def test_a_running_total_is_answered_by_the_sum_of_the_plan() -> None:
    target = measure("绿色数据中心 100 家", phrase="绿色数据中心累计达100家")
    answer = result("累计引进绿色数据中心 100 家", period="2021-2024", bound="gt")
    pairing = only(target, answer)
    assert (pairing.state, pairing.judgement.verdict) == ("paired", "met")
    assert pairing.reasons[-1] == "累计数，统计期为2021-2024"


def test_a_place_is_not_answered_by_a_part_of_it() -> None:
    part = result("地区生产总值 +21.1 %", scope="贵安新区直管区")
    assert only(measure("地区生产总值 +6 %"), part).state == "none"
    assert only(measure("地区生产总值 +15 %", scope="贵安新区直管区"), part).result == part


def test_the_whole_place_by_another_word_is_the_whole_place() -> None:
    answer = result("地区生产总值 +6 %", scope="全市")
    assert only(measure("地区生产总值 +6 %"), answer).result == answer
    assert only(measure("地区生产总值 +6 %"), result("地区生产总值 +6 %", scope="全省")).state == "none"


def test_only_results_answer() -> None:
    for role in ("target", "context"):
        assert only(measure("新增学位 2.7 万个"), result("新增学位 3.1 万个", role=role)).state == "none"


def test_targets_of_the_report_year_in_the_order_of_the_text() -> None:
    earlier = extract(
        2024,
        measure("地区生产总值 +6 %", 1),
        measure("地区生产总值 +7 %", 2, period="2021-2025"),
        result("新增学位 3 万个", 3, period="2023"),
        measure("居民消费价格 +0 %", 4, value=None, bound="qual", headline=True),
        measure("国际收支 +0 %", 5, value=None, bound="qual"),
        measure("新增学位 2.7 万个", 6),
    )
    pairings = pair(earlier, [extract(2025, result("新增学位 3.1 万个", 9))])
    assert [(p.target.start, p.state) for p in pairings] == [(1, "none"), (4, "none"), (6, "paired")]


def test_a_target_without_a_figure_is_for_a_reader() -> None:
    target = measure("居民消费价格 +0 %", value=None, bound="qual", headline=True)
    pairing = only(target, result("居民消费价格 +0.2 %"))
    assert (pairing.state, pairing.judgement.verdict) == ("review", "incomparable")


def test_each_figure_answers_the_target_it_suits_best() -> None:
    """Not first come: 农村 may not take what is 城镇's, nor households what are projects."""
    earlier = extract(
        2024,
        measure("新开工城中村改造项目 30 个", 1),
        measure("新开工城中村改造项目 1.7 万户", 2),
        measure("新引进总部企业 20 家", 3),
        measure("培育总部企业 30 家", 4),
    )
    later = extract(
        2025,
        result("新开工城中村改造项目 1.8 万户", 11),
        result("新开工城中村改造项目 31 个", 12),
        result("新培育总部企业 25 家", 13),
    )
    assert [(p.target.start, p.result and p.result.start) for p in pair(earlier, [later])] == [
        (1, 12),
        (2, 11),
        (3, None),
        (4, 13),
    ]


def test_a_target_stated_twice_has_one_answer_in_both_places() -> None:
    earlier = extract(
        2024, measure("城镇新增就业 15 万人", 1, headline=True), measure("城镇新增就业 15 万人", 2)
    )
    later = extract(2025, result("城镇新增就业 15.91 万人", 11))
    assert [p.result and p.result.start for p in pair(earlier, [later])] == [11, 11]


def test_an_exact_figure_is_preferred_to_a_threshold_passed() -> None:
    crossed = result("地区生产总值 6000 亿元", 11, bound="gt")
    exact = result("地区生产总值 6038.15 亿元", 12)
    pairing = only(measure("地区生产总值 6000 亿元", bound="gt"), crossed, exact)
    assert (pairing.state, pairing.result) == ("paired", exact)


def test_two_figures_of_one_name_are_a_doubt() -> None:
    pairing = only(
        measure("新增学位 2.7 万个"), result("新增学位 3.1 万个", 11), result("新增学位 2.5 万个", 12)
    )
    assert pairing.state == "review"
    assert pairing.reasons[-1] == "同名结果另有2.5万个"


def test_the_headline_result_answers_the_headline_target_without_doubt() -> None:
    total = result("地区生产总值 +6 %", 12, headline=True)
    pairing = only(measure("地区生产总值 +5.5 %", headline=True), result("地区生产总值 +9 %", 11), total)
    assert (pairing.state, pairing.result) == ("paired", total)


def test_a_fact_sheet_of_the_place_answers_what_the_report_leaves_out() -> None:
    report = extract(2025, result("新增学位 3.1 万个", 11))
    sheet = extract(2025, result("固定资产投资 +4.1 %", 21), result("新增学位 3 万个", 22), kind="facts")
    foreign = extract(
        2025, result("固定资产投资 +9 %", 31), kind="facts", place=Place("遵义市", "city", "贵州省")
    )
    earlier = extract(2024, measure("新增学位 2.7 万个", 1), measure("固定资产投资 +4.5 %", 2))
    pairings = pair(earlier, [report, foreign, sheet])
    assert [(p.result and p.result.start, p.result_from) for p in pairings] == [(11, report), (21, sheet)]


def test_this_years_targets_stand_beside_last_years() -> None:
    last = [measure("地区生产总值 +6 %"), measure("培育智能工厂 20 家"), measure("建成水库 5 座")]
    this = [measure("新增智能工厂 30 家", period="2025"), measure("GDP +5.5 %", period="2025")]
    assert [(m.left, m.right) for m in align(last, this)] == [(0, 1), (1, 0)]


def test_the_assignment_has_the_greatest_total() -> None:
    weights = {(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.85, (2, 5): 0.1}
    assert best_total(weights) == [(0, 1), (1, 0), (2, 5)]
    assert best_total({(0, 0): 1.0, (0, 1): 0.4, (1, 0): 0.4}) == [(0, 0)]
    assert best_total({}) == []


def test_a_verb_stands_in_one_class_only() -> None:
    rules = table("pairing")
    words = [word for kind in rules["verbs"].values() for word in kind]
    words += [*rules["compounds"], *rules["light"]["verbs"]]
    assert sorted(words) == sorted(set(words))


def test_the_rules_name_only_classes_there_are() -> None:
    rules = table("pairing")
    named = {kind for pair_ in rules["compatible"]["classes"] for kind in pair_}
    named |= {kind for kinds in rules["compounds"].values() for kind in kinds} | set(rules["bare"]["classes"])
    assert named <= set(rules["verbs"])
    assert {kind for entry in rules["alike"] for kind in entry["of"]} <= {
        *table("units"),
        *rules["apart"]["units"],
        "bare",
    }
    assert thresholds()[0] > thresholds()[1] > 0


def test_a_growth_aimed_at_in_words_is_answered_by_the_growth_not_the_level_beside_it() -> None:
    target = measure(
        "居民收入 +0 %", bound="qual", value=None, unit="", phrase="居民收入与经济增长同步", headline=True
    )
    found = only(target, result("居民收入 32189 元", 1), result("居民收入 +4.7 %", 2))
    assert found.result is not None
    assert (found.result.unit, found.state, found.judgement.verdict) == ("%", "review", "incomparable")


@pytest.mark.parametrize(
    ("target", "answer"),
    [
        ("规模以上工业企业上云比例 80 %", "规模以上工业企业上云比重 80 %"),
        ("电力装机容量 9700 万千瓦", "电力装机规模 9800 万千瓦"),
        ("广义货币M2预期 +13 %", "广义货币M2 +13.6 %"),
    ],
)
def test_two_names_followed_as_one_indicator_are_one(target: str, answer: str) -> None:
    pairing = only(measure(target), result(answer))
    assert (pairing.state, pairing.confidence) == ("paired", 0.85)


def test_another_basis_of_statistics_is_put_up_for_review() -> None:
    pairing = only(measure("规模以上工业增加值 730 亿元"), result("2000万元口径规模以上工业增加值 636 亿元"))
    assert (pairing.state, pairing.reasons[-1]) == ("review", "统计口径不同")


def test_an_average_over_the_year_answers_its_growth() -> None:
    price = result("居民消费价格 +3.3 %", phrase="全年平均比上年上涨3.3%")
    assert only(measure("居民消费价格 +3 %"), price).state == "paired"
