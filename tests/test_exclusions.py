"""Which numerals are measures, and why the others are none: every numeral of a report is one or the other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from compare.cli.commands import app
from compare.cli.rows import LEFT_OUT
from compare.measures import explain, measure
from compare.measures.figures import read_sentence
from compare.measures.numerals import find, fold
from compare.model import LeftOut, Reason, Report, Source
from compare.outline import outline
from compare.reading import read

ROOT = Path(__file__).resolve().parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
HEAD = (
    "青河市2025年政府工作报告\n（2025年1月10日在青河市第七届人民代表大会第四次会议上）\n"
    "各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n"
)


def report(review: str, plan: str = "做好今年工作意义重大。") -> Report:
    text = f"{HEAD}一、2024年工作回顾\n{review}\n二、2025年工作安排\n{plan}\n"
    return outline(Source(path="青河市-2025.txt", text=text, format="txt", encoding="utf-8", digest="0" * 64))


def left_out(review: str) -> list[LeftOut]:
    """The numerals of the review that are no measures."""
    read_ = report(review)
    start, end = read_.source.text.index(review), read_.source.text.index(review) + len(review)
    return [out for out in explain(read_) if start <= out.start < end]


def reasons(review: str) -> list[tuple[str, str]]:
    """(numeral with its unit, reason) of each that is left out."""
    return [(out.numeral, out.reason) for out in left_out(review)]


def kept(sentence: str) -> list[str]:
    """The numerals that may be measures, as written."""
    return [sentence[f.numeral.start : f.numeral.end] for f in read_sentence(fold(sentence)).figures]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # dates, years, spans of years
        ("2024年，我们团结奋斗。", [("2024", "date")]),
        ("3月12日会议召开。", [("3", "date"), ("12日", "date")]),
        ("庆祝新中国成立75周年。", [("75", "date")]),
        ("二十一世纪以来发展加快。", [("二十一", "date")]),
        ("一九八〇年、一九八五年的水平。", [("一九八〇", "date"), ("一九八五", "date")]),
        ("过去三年来之不易。", [("三", "date")]),
        ("编制2021—2035年规划。", [("2021—2035", "date")]),
        ("精心筹办2026国际马拉松。", [("2026", "date")]),
        ("成功举办2016大连服装节。", [("2016大", "date")]),
        ("落实减税、融资等3个方面政策举措。", [("3个", "structure")]),
        ("今年已经过去3个月，开局良好。", [("3个月", "date")]),
        # what is counted and what bounds it
        ("支持集成电路、新材料等6个重点方向。", [("6个", "structure")]),
        ("我国是有13亿人口的国家。", [("13亿人口", "people")]),
        ("进入全球前1%的学科增多。", [("1%", "threshold")]),
        ("培育3家产值超过5亿元的企业。", [("5亿元", "threshold")]),
        ("投资每增长1个百分点，就业岗位随之增加。", [("1个百分点", "base")]),
        ("成功举办2024生态文明会议。", [("2024", "date")]),
        # places in an order, sessions
        ("完成第七次人口普查。", [("第七", "ordinal")]),
        ("第三产业加快发展。", [("第三", "ordinal")]),
        ("贯彻市委十二届全会部署。", [("十二", "ordinal")]),
        # names, titles, quotes
        ("建设“15分钟生活圈”。", [("15分钟", "quoted")]),
        ("深化“5+3”机制。", [("5", "quoted"), ("3", "quoted")]),
        ("修订《规划（2021—2035年）》。", [("2021—2035", "quoted")]),
        ("生产总值增长6%（不含海域8万亩）。", [("8万亩", "aside")]),
        ("用好72小时过境免签政策。", [("72小时", "name")]),
        ("地铁2号线开工。", [("2", "name")]),
        ("启动地铁7、9号线前期工作。", [("7", "name"), ("9", "name")]),
        ("建成30万吨级码头。", [("30万吨", "name")]),
        ("培育百亿级企业。", [("百亿级", "name")]),
        ("实施百万人才引进行动。", [("百万", "name")]),
        ("新引进世界500强企业。", [("500", "name")]),
        ("连续6个季度领先。", [("6个季度", "name")]),
        ("推进地铁1号线3期。", [("1", "name"), ("3期", "name")]),
        ("启动外贸翻番计划。", [("翻番", "name")]),
        # thresholds
        ("新开工亿元以上项目。", [("亿元", "threshold")]),
        ("扶持收入10万元以下的村集体。", [("10万元", "threshold")]),
        ("免费接种惠及65岁以上老人。", [("65岁", "threshold")]),
        ("收运体系覆盖30户以上自然村。", [("30户", "threshold")]),
        ("25度以上坡耕地退耕还林。", [("25度", "threshold")]),
        ("关停10万千瓦及以下小火电机组。", [("10万千瓦", "threshold")]),
        ("500万元口径投资加快。", [("500万元", "threshold")]),
        # codes, versions, ratios, bases
        ("S1线开通运营。", [("1线", "code")]),
        ("PM2.5持续改善。", [("2.5", "code")]),
        ("实施2×60万千瓦机组项目。", [("2", "code"), ("60万千瓦", "code")]),
        ("营商环境政策4.0版落地。", [("4.0", "code")]),
        ("达到1234567890123456789个。", [("1234567890123456789个", "code")]),
        (
            "三次产业结构调整为4.1：36.9：59。",
            [("三次", "structure"), ("4.1", "ratio"), ("36.9", "ratio"), ("59", "ratio")],
        ),
        ("粮经比调整到40:60。", [("40", "ratio"), ("60", "ratio")]),
        ("单耗1.03比1。", [("1.03", "ratio"), ("1", "ratio")]),
        ("每千人口床位数稳步提高。", [("千人口", "base")]),
        ("万元生产总值能耗持续下降。", [("万元", "base")]),
        ("价格指数以上年为100。", [("100", "base")]),
        # numbers that are none for certain
        ("出访了数十个国家。", [("十个", "guess")]),
        ("几千万群众受益。", [("千万", "guess")]),
        ("建设二三十个示范点。", [("二三十个", "guess")]),
        ("多用电二、三百亿度。", [("三百亿度", "guess")]),
        ("培育百家企业。", [("百家", "guess")]),
        ("有的增长百分之几十。", [("百分", "guess")]),
        # counts that structure the text
        ("抓好三件事。", [("三件", "structure")]),
        ("实施十大工程。", [("十大", "structure")]),
        ("引进一批项目。", [("一批", "structure")]),
        ("这两项改革同步推进。", [("两项", "structure")]),
        ("（3）稳步推进绿化。", [("3", "structure")]),
        ("13、稳步推进绿化。", [("13", "structure")]),
        # numbers that nothing is counted in
        ("启用12345政务热线。", [("12345", "no unit")]),
        # figures without a name, and of everybody
        ("达到8%。", [("8%", "unnamed")]),
        ("全省7100多万人民团结奋斗。", [("7100多万", "people")]),
    ],
)
def test_why_a_numeral_is_no_measure(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert reasons(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Chinese numbers written out count as digits do
        ("财政收入五百七十七亿元", ["五百七十七"]),
        ("出版图书十一万种", ["十一"]),
        ("批准合资企业七百四十一个", ["七百四十一"]),
        ("引进二十二项成套设备", ["二十二"]),
        ("增加十万吨", ["十"]),
        ("产值增长一点二倍", ["一点二"]),
        ("重污染天数下降超过五成", ["五"]),
        ("夏粮减产一成以上", ["一"]),
        ("整体通关时间压缩三分之一", ["三分之一"]),
        ("创投机构占全国1/3", ["1/3"]),
        ("孕产妇死亡率降至8.5/10万", ["8.5"]),
        ("孕产妇死亡率为十万分之九点八", ["九点八"]),
        ("审批时限缩短一半以上", ["一半"]),
        ("企业突破百万户", ["百"]),
        ("汇聚上万家生态伙伴", ["万"]),
        ("惠及上千万家庭", ["千"]),
        # as digits, they may be thresholds and names
        ("投资五亿元以上的重大项目", []),
        ("一成不变", []),
        ("十里河滩", []),
        # a bound doesn't make a threshold before a verb
        ("新增贷款2200亿元以上用于项目建设", ["2200"]),
        ("毛入学率从3%左右提高到9%左右", ["3", "9"]),
        ("预期寿命由67.48岁提高到68.62岁", ["67.48", "68.62"]),
        ("农村低保标准提高10%以上并实现统一", ["10"]),
        ("对5500个以上小区开展改造", ["5500"]),
        # how long something takes or lasts
        ("空气质量优良天数300天以上", ["300"]),
        ("企业开办时间从9天缩短至4天", ["9", "4"]),
        # an index, a ratio
        ("居民消费价格指数103左右", ["103"]),
        ("居民消费价格总指数调控在104以内", ["104"]),
        ("城乡收入比从2.61缩小到2.41", ["2.61", "2.41"]),
        ("交通拥堵指数由2023年的1.38降至1.31", ["1.38", "1.31"]),
        ("城乡居民收入比从2.78：1缩小到2.28：1", ["2.78", "2.28"]),
        # what a rise is held against is no figure of its own
        ("比1980年的7159亿元增加1551亿元", ["1551"]),
        # ranks
        ("进出口总额居全国第三位", ["三"]),
        ("快递业务量全省第2位", ["2"]),
        ("是全国第一个试点", []),
    ],
)
def test_which_numerals_may_be_measures(sentence: str, expected: list[str]) -> None:
    assert kept(sentence) == expected


def test_a_row_says_where_the_numeral_stands() -> None:
    read_ = report("过去一年成绩显著。地铁S1线开通，新增学位3万个。")

    [line] = [out for out in explain(read_) if out.reason == "code"]

    assert read_.source.text[line.start : line.end] == "1"
    assert (line.numeral, line.quote) == ("1线", "地铁S1线开通")
    assert read_.sentences[line.sentence].text == "地铁S1线开通，新增学位3万个。"
    assert read_.sections[line.section].heading == "2024年工作回顾"


def accounted_for(read_: Report) -> tuple[list[int], list[int]]:
    """Where the numerals of a report stand, and where its measures and what it leaves out do."""
    numerals = [
        sentence.offsets[numeral.start]
        for sentence in read_.sentences
        for numeral in find(fold(sentence.text))
    ]
    measures = [m.start for m in measure(read_) if m.value is not None]
    return sorted(numerals), sorted([*measures, *(out.start for out in explain(read_))])


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_every_numeral_of_a_report_is_a_measure_or_has_a_reason(seed: Path) -> None:
    numerals, accounted = accounted_for(outline(read(seed)))

    assert len(numerals) > 300
    assert accounted == numerals


_WORDS = st.sampled_from(
    [
        *(
            "生产总值",
            "增长",
            "达到",
            "新增",
            "其中",
            "分别",
            "比上年",
            "从",
            "由",
            "和",
            "、",
            "，",
            "；",
            "（",
            "）",
            "“",
            "”",
        ),
        *(
            "5",
            "3.2",
            "2024",
            "１２",
            "三",
            "五百",
            "千",
            "百分之八",
            "翻番",
            "三分之一",
            "第4",
            "1/5",
            "2.1：1",
            "几十",
        ),
        *("%", "亿元", "万户", "个", "年", "岁", "以上", "左右", "项目", "的", "级", "号线", "人民"),
    ]
)


@given(st.lists(_WORDS, min_size=1, max_size=16).map("".join))
def test_every_numeral_of_any_sentence_is_a_measure_or_has_a_reason(sentence: str) -> None:
    numerals, accounted = accounted_for(report(sentence + "。"))

    assert accounted == numerals


def test_each_reason_is_met_by_a_sentence_above() -> None:
    cases = next(
        mark.args[1]
        for mark in test_why_a_numeral_is_no_measure.pytestmark  # type: ignore[attr-defined]
        if mark.name == "parametrize"
    )

    assert {reason for _, expected in cases for _, reason in expected} == set(get_args(Reason))


# --- the command


def test_the_command_lists_what_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "青河市-2025.txt"
    file.write_text(report("地铁S1线开通，新增学位3万个。").source.text, encoding="utf-8")

    done = CliRunner().invoke(app, ["measures", str(file), "--explain", "--format", "jsonl"])

    assert done.exit_code == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(tuple(row) == LEFT_OUT for row in rows)
    [row] = [row for row in rows if row["reason"] == "code"]
    assert (row["numeral"], row["quote"], row["section"]) == ("1线", "地铁S1线开通", "一、2024年工作回顾")
    assert row["sentence"] == "地铁S1线开通，新增学位3万个。"


def test_the_command_names_the_file_where_there_are_several(tmp_path: Path) -> None:
    files = [tmp_path / f"青河市-{year}.txt" for year in (2024, 2025)]
    for year, file in zip((2024, 2025), files, strict=True):
        text = report("地铁S1线开通。").source.text.replace("2025", str(year))
        file.write_text(text, encoding="utf-8")

    done = CliRunner().invoke(app, ["measures", *map(str, files), "--explain", "--format", "jsonl"])

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["file"] for row in rows if row["reason"] == "code"] == list(map(str, files))


def test_a_fact_sheet_leaves_nothing_out() -> None:
    sheet = next((ROOT / "seeds").glob("*.csv"))

    done = CliRunner().invoke(app, ["measures", str(sheet), "--explain"])

    assert done.exit_code == 0
    assert "no numerals left out" in done.output
