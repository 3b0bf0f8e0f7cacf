"""Numerals and units: every way a report writes them, and what each is read as."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.measures.chinese import chinese_number, is_guess
from compare.measures.numerals import find, fold

if TYPE_CHECKING:
    from compare.measures.numerals import Numeral


def read(text: str) -> list[tuple[str, str, str | None, str]]:
    """(digits as spanned, value, upper end of a range, unit) of each numeral in the text."""
    return [
        (text[n.start : n.end], str(n.value), None if n.value_max is None else str(n.value_max), n.unit)
        for n in find(fold(text))
    ]


def only(text: str) -> Numeral:
    [numeral] = find(fold(text))
    return numeral


@pytest.mark.parametrize(
    ("text", "digits", "value", "unit"),
    [
        # digits, half and full width
        ("增长6%", "6", "6", "%"),
        ("增长7.0%", "7.0", "7.0", "%"),
        ("增长１２．５％", "１２．５", "12.5", "%"),
        ("增长12．5%", "12．5", "12.5", "%"),
        ("增长１2.5﹪", "１2.5", "12.5", "%"),
        ("达到1,326.5亿元", "1,326.5", "1326.5", "亿元"),
        ("产粮34，250万吨", "34，250", "34250", "万吨"),
        ("产粮１，０６２万吨", "１，０６２", "1062", "万吨"),
        ("共1,234,567人", "1,234,567", "1234567", "人"),
        ("自然增长3.12‰", "3.12", "3.12", "‰"),
        # scale words
        ("粮食产量1.39万亿斤", "1.39", "1.39", "万亿斤"),
        ("新增学位3.1万个", "3.1", "3.1", "万个"),
        ("市场主体突破25万户", "25", "25", "万户"),
        ("投资3千万元", "3", "3", "千万元"),
        ("资产2百亿元", "2", "2", "百亿元"),
        ("存款5千亿元", "5", "5", "千亿元"),
        ("惠及1400万儿童", "1400", "1400", "万"),
        ("社会融资超过2万亿", "2", "2", "万亿"),
        ("植树5千株", "5", "5", "千株"),
        ("发电5000千瓦时", "5000", "5000", "千瓦时"),
        ("装机110万千瓦", "110", "110", "万千瓦"),
        ("变电容量63千伏安", "63", "63", "千伏安"),
        # a number in two scales
        ("人口3亿2000万", "3亿2000", "32000", "万"),
        ("完成3亿4500万元", "3亿4500", "34500", "万元"),
        ("旅客1亿3千多万人次", "1亿3", "13", "千万人次"),
        ("里程2万5千公里", "2万5", "25", "千公里"),
        ("参保3万5000人", "3万5000", "35000", "人"),
        ("总量1万5千亿元", "1万5", "15", "千亿元"),
        ("人口1亿2345万6789人", "1亿2345万6789", "123456789", "人"),
        ("粮食四亿零七百多万吨", "四亿零七百", "40700", "万吨"),
        ("煤炭七亿七千万吨", "七亿七千", "77000", "万吨"),
        ("产值二万三千八百亿元", "二万三千八百", "23800", "亿元"),
        ("床位一百八十五万六千张", "一百八十五万六千", "1856000", "张"),
        ("人口一亿二千三百四十五万六千七百八十九人", "一亿二千三百四十五万六千七百八十九", "123456789", "人"),
        # 多, 余, 来 between the number and its unit
        ("改造27万余户", "27", "27", "万户"),
        ("惠及6600多万人次", "6600", "6600", "万人次"),
        ("建成100多个", "100", "100", "个"),
        ("修复800余处", "800", "800", "处"),
        ("招收20来人", "20", "20", "人"),
        ("增加两万多亿元", "两", "2", "万亿元"),
        ("安排三十多万人", "三十", "30", "万人"),
        ("关闭一千多个", "一千", "1000", "个"),
        ("节约五百余万元", "五百", "500", "万元"),
        # Chinese numbers
        ("增产一百二十三万吨", "一百二十三", "123", "万吨"),
        ("新建一千零五所", "一千零五", "1005", "所"),
        ("培训两万三千人", "两万三千", "23000", "人"),
        ("投资一百五十六点五亿元", "一百五十六点五", "156.5", "亿元"),
        ("装机六千四百五十万千瓦", "六千四百五十", "6450", "万千瓦"),
        ("发电三千六百亿千瓦小时", "三千六百", "3600", "亿千瓦小时"),
        ("用电四千零七十三亿度", "四千零七十三", "4073", "亿度"),
        ("铺轨二千公里", "二千", "2000", "公里"),
        ("人均三百五十五元", "三百五十五", "355", "元"),
        ("突破千亿元", "千", "1000", "亿元"),
        ("突破万亿", "万", "10000", "亿"),
        ("突破万亿元大关", "万", "10000", "亿元"),
        ("过一千家", "一千", "1000", "家"),
        # percent, per mille, tenths
        ("增长百分之八", "八", "8", "%"),
        ("增长百分之十二点五", "十二点五", "12.5", "%"),
        ("增长百分之零点九", "零点九", "0.9", "%"),
        ("达到百分之百", "百", "100", "%"),
        ("完成百分之一百二十", "一百二十", "120", "%"),
        ("增长百分之12.5", "12.5", "12.5", "%"),
        ("下降千分之三", "三", "3", "‰"),
        ("降到千分之六点一", "六点一", "6.1", "‰"),
        ("缩短四成", "四", "4", "成"),
        ("占比超8成", "8", "8", "成"),
        ("占两成以上", "两", "2", "成"),
        # points
        ("提高1.2个百分点", "1.2", "1.2", "个百分点"),
        ("提高一个百分点", "一", "1", "个百分点"),
        ("回落零点五个百分点", "零点五", "0.5", "个百分点"),
        ("下降0.3百分点", "0.3", "0.3", "百分点"),
        ("提高2个以上百分点", "2", "2", "个百分点"),
        ("提高7个多百分点", "7", "7", "个百分点"),
        # times and doublings
        ("增长1.2倍", "1.2", "1.2", "倍"),
        ("增长一点二倍", "一点二", "1.2", "倍"),
        ("增加两倍", "两", "2", "倍"),
        ("经济总量翻一番", "一", "100", "%"),
        ("经济总量翻了两番", "两", "300", "%"),
        ("到世纪末翻三番", "三", "700", "%"),
        ("收入翻番", "番", "100", "%"),
        ("总量翻了近一番", "一", "100", "%"),
        ("产值翻近两番", "两", "300", "%"),
        # fractions: so many of that many parts
        ("占全国1/5", "1/5", "1", "/5"),
        ("压缩2/3", "2/3", "2", "/3"),
        ("占三分之二", "三分之二", "2", "/3"),
        ("减少四分之一", "四分之一", "1", "/4"),
        # how many in so many
        ("死亡率8.5/10万", "8.5", "8.5", "/10万"),
        ("死亡率降到十万分之九点八", "九点八", "9.8", "/10万"),
        ("发病率十万分之21.5", "21.5", "21.5", "/10万"),
        ("合格率万分之三", "三", "3", "/万"),
        ("缩短一半", "一半", "50", "%"),
        ("占比过半", "半", "50", "%"),
        # ratios to one are the number
        ("收入比2.28：1", "2.28", "2.28", ""),
        ("收入比缩小到1.9∶1", "1.9", "1.9", ""),
        # a minus
        ("增速-0.4%", "0.4", "-0.4", "%"),
        ("增速为负2.3%", "2.3", "-2.3", "%"),
        ("回落至－1.5个百分点", "1.5", "-1.5", "个百分点"),
        ("为企业减负1300亿元", "1300", "1300", "亿元"),
        # units
        ("算力规模达53.12 EFLOPS", "53.12", "53.12", "EFLOPS"),
        ("智能算力达1200PF", "1200", "1200", "PF"),
        ("储能2GWh", "2", "2", "GWh"),
        ("带宽6万Gbps", "6", "6", "万Gbps"),
        ("处理能力504万吨/日", "504", "504", "万吨/日"),
        ("能耗0.5吨标准煤/万元", "0.5", "0.5", "吨标准煤/万元"),
        ("浓度29微克／立方米", "29", "29", "微克/立方米"),
        ("补贴3.5元/公斤", "3.5", "3.5", "元/公斤"),
        ("玻璃792万重量箱", "792", "792", "万重量箱"),
        ("内燃机2000万马力", "2000", "2000", "万马力"),
        ("白酒5万千升", "5", "5", "万千升"),
        ("鲜花2.5亿枝", "2.5", "2.5", "亿枝"),
        ("菌棒4000万包", "4000", "4000", "万包"),
        ("坐席15万席", "15", "15", "万席"),
        ("黑臭水体53段", "53", "53", "段"),
        ("获8金", "8", "8", "金"),
        ("对口支援9省", "9", "9", "省"),
        ("旅游20万人次以上", "20", "20", "万人次"),
        ("接待约8.5万人次", "8.5", "8.5", "万人次"),
        ("户均15.2平方米", "15.2", "15.2", "平方米"),
        ("安置房1.6万套（间）", "1.6", "1.6", "万套（间）"),
        ("城镇化54个县（市、区）", "54", "54", "个县（市、区）"),
        ("预期寿命79.6岁", "79.6", "79.6", "岁"),
        ("时限5.5个工作日", "5.5", "5.5", "个工作日"),
        ("优良358天", "358", "358", "天"),
        # what follows is a word of its own, not the unit
        ("引进20万人才", "20", "20", "万"),
        ("惠及30万家庭", "30", "30", "万"),
        ("与2100多万市民", "2100", "2100", "万"),
        ("突破10亿大关", "10", "10", "亿"),
        ("4万名医护人员", "4", "4", "万名"),
        ("办实事34项目标任务", "34", "34", "项"),
        # ordinals
        ("跃升至第四位", "四", "4", "位"),
        ("居全国第12位", "12", "12", "位"),
        ("获第一名", "一", "1", "名"),
        ("第十五届", "十五", "15", ""),
    ],
)
def test_a_numeral_is_read_with_its_unit(text: str, digits: str, value: str, unit: str) -> None:
    assert read(text) == [(digits, value, None, unit)]


@pytest.mark.parametrize(
    ("text", "digits", "value", "value_max", "unit"),
    [
        ("增长4.5%—5%", "4.5%—5", "4.5", "5", "%"),
        ("增长4.5—5%", "4.5—5", "4.5", "5", "%"),
        ("增长4.5——5%", "4.5——5", "4.5", "5", "%"),
        ("增长5%-5.5%", "5%-5.5", "5", "5.5", "%"),
        ("增长５％～６％", "５％～６", "5", "6", "%"),
        ("增长5%到5.5%", "5%到5.5", "5", "5.5", "%"),
        ("增长5%至5.5%", "5%至5.5", "5", "5.5", "%"),
        ("增长8–9%", "8–9", "8", "9", "%"),
        ("培育5—8家", "5—8", "5", "8", "家"),
        ("培育5至8家", "5至8", "5", "8", "家"),
        ("引进1-2家", "1-2", "1", "2", "家"),
        ("补助3000元—5000元", "3000元—5000", "3000", "5000", "元"),
        ("新增5万—6万人", "5万—6", "5", "6", "万人"),
        ("新增5万人—6万人", "5万人—6", "5", "6", "万人"),
        ("投资5亿元至6亿元", "5亿元至6", "5", "6", "亿元"),
        ("提高3～5个百分点", "3～5", "3", "5", "个百分点"),
        ("回落0.5个至1个百分点", "0.5个至1", "0.5", "1", "个百分点"),
        ("增长百分之八至九", "八至九", "8", "9", "%"),
        ("增长百分之七至百分之八", "七至百分之八", "7", "8", "%"),
        ("增长百分之八到百分之九点五", "八到百分之九点五", "8", "9.5", "%"),
        ("新建三至五个", "三至五", "3", "5", "个"),
        ("增加八十万至一百三十万吨", "八十万至一百三十", "80", "130", "万吨"),
        ("化肥九千万至九千二百万吨", "九千万至九千二百", "9000", "9200", "万吨"),
        ("货运十四亿七千万至十四亿九千万吨", "十四亿七千万至十四亿九千", "147000", "149000", "万吨"),
    ],
)
def test_a_range_is_one_numeral(text: str, digits: str, value: str, value_max: str, unit: str) -> None:
    assert read(text) == [(digits, value, value_max, unit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a change is no range
        ("从5%到8%", [("5", "5", None, "%"), ("8", "8", None, "%")]),
        ("由9天缩短至4天", [("9", "9", None, "天"), ("4", "4", None, "天")]),
        ("从80万至130万吨", [("80", "80", None, "万"), ("130", "130", None, "万吨")]),
        # units shared by a list
        ("实现2000、3000亿元", [("2000", "2000", None, "亿元"), ("3000", "3000", None, "亿元")]),
        (
            "回落171.8、55和676.6个百分点",
            [
                ("171.8", "171.8", None, "个百分点"),
                ("55", "55", None, "个百分点"),
                ("676.6", "676.6", None, "个百分点"),
            ],
        ),
        ("分别抽检2798和315批次", [("2798", "2798", None, "批次"), ("315", "315", None, "批次")]),
        ("启动7、9号线", [("7", "7", None, ""), ("9", "9", None, "")]),
        # years don't share their comma with a number of thousands
        ("2011，2012年", [("2011", "2011", None, ""), ("2012", "2012", None, "")]),
        # an age after a number of people
        ("100万35－64岁妇女", [("100", "100", None, "万"), ("35－64", "35", "64", "岁")]),
        ("7个100%", [("7", "7", None, "个"), ("100", "100", None, "%")]),
        (
            "13.4∶47.7∶38.9",
            [("13.4", "13.4", None, ""), ("47.7", "47.7", None, ""), ("38.9", "38.9", None, "")],
        ),
        ("9省106县（市、区）", [("9", "9", None, "省"), ("106", "106", None, "县（市、区）")]),
        # words, no numerals
        ("进一步统一思想，千方百计，老百姓万众一心", []),
        ("一产、二产、三产", []),
        ("关键零部件", []),
        ("两岸关系", []),
    ],
)
def test_several_numerals_or_none(text: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("二三十个", True),
        ("七八百家", True),
        ("五六十亿元", True),
        ("一百二三十个", True),
        ("二十三个", False),
        ("三百二十个", False),
    ],
)
def test_two_digits_in_a_row_are_a_guess(text: str, guess: bool) -> None:
    assert (only(text).kind == "guess") is guess


def test_two_digits_in_a_row_may_be_a_year() -> None:
    assert not is_guess("二〇二五")
    assert chinese_number("二〇二五") == 2025


@pytest.mark.parametrize("text", ["", "点五", "十二点", "三百点二十", "甲", "万甲", "九" * 5000])
def test_what_is_no_number(text: str) -> None:
    assert chinese_number(text) is None


# --- the round trip: a number written in every way is read back


_DIGITS = "零一二三四五六七八九"
_PLACES = ["", "十", "百", "千"]
_WIDE = str.maketrans("0123456789.%-", "０１２３４５６７８９．％－")


def below_ten_thousand(number: int) -> str:
    """1203 → 一千二百零三."""
    out, pending = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            out += ("零" if pending and out else "") + _DIGITS[digit] + _PLACES[place]
            pending = False
        else:
            pending = True
    return out or "零"


def in_chinese(number: int) -> str:
    """A number below 10¹² as Chinese writes it: 三亿零四百万, 十二万零五十."""
    hundred_millions, rest = divmod(number, 10**8)
    myriads, ones = divmod(rest, 10**4)
    out = f"{below_ten_thousand(hundred_millions)}亿" if hundred_millions else ""
    if myriads:
        out += ("零" if out and myriads < 1000 else "") + f"{below_ten_thousand(myriads)}万"
    if ones:
        out += ("零" if out and ones < 1000 else "") + below_ten_thousand(ones)
    return out or "零"


def decimal_in_chinese(value: Decimal) -> str:
    whole, _, decimals = str(value).partition(".")
    spoken = below_ten_thousand(int(whole))
    return f"{spoken}点{''.join(_DIGITS[int(d)] for d in decimals)}" if decimals else spoken


def thousands(value: Decimal, comma: str) -> str:
    return f"{value:,}".replace(",", comma)


numbers = st.decimals(min_value=Decimal("0.01"), max_value=10**6, places=2, allow_nan=False)
percents = st.one_of(
    st.decimals(min_value=0, max_value=999, places=1, allow_nan=False),
    st.integers(min_value=1, max_value=999).map(Decimal),
)
units = st.sampled_from(
    ["亿元", "万人", "个", "公里", "万平方米", "万亿元", "元", "家", "万千瓦时", "人次", "万吨/日", "户"]
)
between = st.sampled_from(["", "多", "余"])
joiners = st.sampled_from(["-", "－", "—", "——", "–", "~", "～", "至", "到"])
verbs = st.sampled_from(["增长", "达到", "完成", "新增约", "下降到", "不少于", "力争突破"])
tails = st.sampled_from(["", "左右", "以上", "，其中市本级", "。", "的目标"])


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_number_written_in_chinese_is_read_back(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number


@given(verbs, st.integers(min_value=10, max_value=10**12 - 1), tails)
def test_a_chinese_number_in_a_sentence_is_read_back(verb: str, number: int, tail: str) -> None:
    written = in_chinese(number)
    text = f"{verb}{written}元{tail}"
    numeral = only(text)
    scale = Decimal({"": 1, "万": 10**4, "亿": 10**8}[numeral.unit.removesuffix("元")])
    assert numeral.value * scale == number
    assert text[numeral.start : numeral.stop] == f"{written}元"


@given(verbs, numbers, units, between, tails)
def test_digits_are_read_back_in_every_width(
    verb: str, value: Decimal, unit: str, more: str, tail: str
) -> None:
    for digits in (
        str(value),
        str(value).translate(_WIDE),
        thousands(value, ","),
        thousands(value, "，"),
        str(value).replace(".", "．"),
    ):
        text = f"{verb}{digits}{more}{unit}{tail}"
        numeral = only(text)
        assert (text[numeral.start : numeral.end], numeral.value, numeral.unit, numeral.between) == (
            digits,
            value,
            unit,
            more,
        )


@given(verbs, percents, tails)
def test_a_percentage_is_read_back_however_it_is_written(verb: str, value: Decimal, tail: str) -> None:
    spoken = decimal_in_chinese(value)
    for written, digits, unit in (
        (f"{value}%", str(value), "%"),
        (f"{value}％".translate(_WIDE), str(value).translate(_WIDE), "%"),
        (f"百分之{spoken}", spoken, "%"),
        (f"百分之{value}", str(value), "%"),
        (f"千分之{spoken}", spoken, "‰"),
        (f"{value}‰", str(value), "‰"),
        (f"{value}个百分点", str(value), "个百分点"),
        (f"{spoken}个百分点", spoken, "个百分点"),
    ):
        text = f"{verb}{written}{tail}"
        numeral = only(text)
        assert (text[numeral.start : numeral.end], numeral.value, numeral.unit) == (digits, value, unit)
        assert text[numeral.begin : numeral.stop] == written


@given(percents, percents, joiners)
def test_a_range_of_percentages_is_read_back(first: Decimal, last: Decimal, joiner: str) -> None:
    one, other = decimal_in_chinese(first), decimal_in_chinese(last)
    written = [
        f"{first}%{joiner}{last}%",
        f"{first}{joiner}{last}%",
        f"{first}%{joiner}{last}%".translate(_WIDE),
    ]
    if joiner in {"至", "到"}:
        written += [f"百分之{one}{joiner}百分之{other}", f"百分之{one}{joiner}{other}"]
    for text in written:
        numeral = only(f"增长{text}")
        assert (numeral.value, numeral.value_max, numeral.unit) == (first, last, "%")


@given(numbers, numbers, units, joiners)
def test_a_range_with_a_unit_is_read_back(first: Decimal, last: Decimal, unit: str, joiner: str) -> None:
    for text in (f"新增{first}{joiner}{last}{unit}左右", f"新增{first}{unit}{joiner}{last}{unit}左右"):
        numeral = only(text)
        assert (numeral.value, numeral.value_max, numeral.unit) == (first, last, unit)
        assert text[numeral.start : numeral.end].startswith(str(first))
        assert text[numeral.start : numeral.end].endswith(str(last))


@given(st.integers(min_value=1, max_value=98), st.integers(min_value=2, max_value=99))
def test_a_fraction_is_read_back(parts: int, of: int) -> None:
    for written in (f"{parts}/{of}", f"{below_ten_thousand(of)}分之{below_ten_thousand(parts)}"):
        numeral = only(f"占全国{written}，")
        assert (numeral.value, numeral.unit, numeral.kind) == (parts, f"/{of}", "fraction")


@given(
    st.text(
        alphabet="0123456789.,，%‰万亿千百十一二两三第多余年月个元人至到—-/∶：分之番翻半成倍负、。增长达从由",
        max_size=60,
    )
)
def test_spans_are_in_order_and_within_the_text(text: str) -> None:
    at = 0
    folded = fold(text)
    assert len(folded) == len(text)
    for numeral in find(folded):
        assert at <= numeral.begin <= numeral.start < numeral.end <= numeral.stop <= len(text)
        at = numeral.stop
