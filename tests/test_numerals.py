"""Numerals and units: every way a report writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.measures.numerals import chinese_number, find, fold

if TYPE_CHECKING:
    from decimal import Decimal


def read(text: str) -> list[tuple[str, str, str | None, str]]:
    """(digits as spanned, value, upper end of a range, unit) of each numeral in the text."""
    folded = fold(text)
    return [
        (text[n.start : n.end], str(n.value), None if n.value_max is None else str(n.value_max), n.unit)
        for n in find(folded)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长6%", [("6", "6", None, "%")]),
        ("增长１２．５％", [("１２．５", "12.5", None, "%")]),
        ("增长5.0%", [("5.0", "5.0", None, "%")]),
        ("达到1,326.5亿元", [("1,326.5", "1326.5", None, "亿元")]),
        ("粮食产量1.39万亿斤", [("1.39", "1.39", None, "万亿斤")]),
        ("新增学位3.1万个", [("3.1", "3.1", None, "万个")]),
        ("改造27万余户", [("27", "27", None, "万户")]),
        ("惠及6600多万人次", [("6600", "6600", None, "万人次")]),
        ("增加两万多亿元", [("两", "2", None, "万亿元")]),
        ("提高1.2个百分点", [("1.2", "1.2", None, "个百分点")]),
        ("提高一个百分点", [("一", "1", None, "个百分点")]),
        ("增长百分之八", [("八", "8", None, "%")]),
        ("增长百分之十二点五", [("十二点五", "12.5", None, "%")]),
        ("增长百分之八至九", [("八至九", "8", "9", "%")]),
        ("增长百分之八到百分之九", [("八到百分之九", "8", "9", "%")]),
        ("下降千分之三", [("三", "3", None, "‰")]),
        ("增长4.5%—5%", [("4.5%—5", "4.5", "5", "%")]),
        ("增长5%到5.5%", [("5%到5.5", "5", "5.5", "%")]),
        ("培育5—8家", [("5—8", "5", "8", "家")]),
        ("算力规模达53.12 EFLOPS", [("53.12", "53.12", None, "EFLOPS")]),
        ("装机110万千瓦", [("110", "110", None, "万千瓦")]),
        ("处理能力504万吨/日", [("504", "504", None, "万吨/日")]),
        ("经济总量翻一番", [("一", "100", None, "%")]),
        ("经济总量翻了两番", [("两", "300", None, "%")]),
        ("突破千亿元", [("千", "1000", None, "亿元")]),
        ("突破万亿", [("万", "10000", None, "亿")]),
        ("过一千家", [("一千", "1000", None, "家")]),
        ("粮食34，250万吨", [("34，250", "34250", None, "万吨")]),
        ("粮食四亿零七百多万吨", [("四亿零七百", "40700", None, "万吨")]),
        ("煤炭七亿七千万吨", [("七亿七千", "77000", None, "万吨")]),
        ("人口3亿2000万", [("3亿2000", "32000", None, "万")]),
        ("人次1亿3千多万", [("1亿3", "13", None, "千万")]),
        ("里程2万5千公里", [("2万5", "25", None, "千公里")]),
        ("产值二万三千八百亿元", [("二万三千八百", "23800", None, "亿元")]),
        ("参保3万5000人", [("3万5000", "35000", None, "人")]),
        ("跃升至第四位", [("四", "4", None, "位")]),
        ("引进20万人才", [("20", "20", None, "万")]),
        ("实现2000、3000亿元", [("2000", "2000", None, "亿元"), ("3000", "3000", None, "亿元")]),
    ],
)
def test_a_numeral_is_read_with_its_unit(text: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    assert read(text) == expected


_DIGITS = "零一二三四五六七八九"
_PLACES = ["", "十", "百", "千"]


def written(number: int) -> str:
    """A number below 10,000 as Chinese writes it: 1203 → 一千二百零三."""
    out, pending = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            out += ("零" if pending and out else "") + _DIGITS[digit] + _PLACES[place]
            pending = False
        else:
            pending = True
    return out or "零"


@given(st.integers(min_value=0, max_value=9999))
def test_a_number_written_in_chinese_is_read_back(number: int) -> None:
    assert chinese_number(written(number)) == number


@given(
    st.decimals(min_value=0, max_value=10**7, places=2, allow_nan=False),
    st.sampled_from(["%", "亿元", "万人", "个", "公里", "个百分点", "万平方米", "万亿元", "元", "家"]),
)
def test_a_number_in_digits_is_read_back_exactly(value: Decimal, unit: str) -> None:
    wide = str(value).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    for digits in (str(value), wide):
        text = f"完成{digits}{unit}。"
        [numeral] = find(fold(text))
        assert (text[numeral.start : numeral.end], numeral.value, numeral.unit) == (digits, value, unit)


@given(st.text(alphabet="0123456789.,%万亿千百十一二两三第多余年月个元人至到—-、，。增长达", max_size=40))
def test_spans_are_in_order_and_within_the_text(text: str) -> None:
    at = 0
    for numeral in find(fold(text)):
        assert at <= numeral.begin <= numeral.start < numeral.end <= numeral.stop <= len(text)
        at = numeral.stop
