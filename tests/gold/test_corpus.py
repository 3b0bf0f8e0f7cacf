"""Every figure read from real reports is the numeral that its span cuts out of the text."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from measure import SHARED

from compare.measures import extract
from compare.measures.chinese import chinese_number
from compare.outline.readable import readable

if TYPE_CHECKING:
    from pathlib import Path

    from compare.model import Measure

CORPUS = SHARED / "corpus"
PLACES = ("贵阳市", "贵州省", "湖南省", "深圳市", "成都市", "青岛市", "全国")


def reports_of(place: str) -> list[Path]:
    """All files of a place, by year."""
    return sorted((CORPUS / place).iterdir())


_MYRIADS = {"万": 10**4, "亿": 10**8}
_SCALES = {
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "千亿": 10**11,
    "百亿": 10**10,
    **_MYRIADS,
    "千": 1000,
    "百": 100,
}
_FRACTION = re.compile(r"(\d+)/\d+|[一二三四五六七八九十百千万]+分之(?P<parts>.+)")
_JOINED = re.compile(r"(?:[—–~-]+|至|到)(?:百分之)?")
_SLIPS = str.maketrans("lIOo", "1100")  # 8l万人


def numerals(cut: str, before: str, unit: str = "") -> list[Decimal | None]:
    """What a span says: the two ends of a range, a Chinese numeral, or the growth in percent that a 番 is.

    `unit` is that of the figure: its scale is what 四亿零七百 and its like are counted in.
    """
    cut = unicodedata.normalize("NFKC", cut).translate(_SLIPS)
    if fraction := _FRACTION.fullmatch(cut):
        return [Decimal(fraction[1]) if fraction[1] else chinese_number(fraction["parts"])]
    if cut in {"一半", "半数", "半"}:
        return [Decimal(50)]
    if cut == "番" or before.endswith(("翻", "翻了")) or re.search("翻了?[近约超]过?$", before):
        doublings = Decimal(1) if cut == "番" else chinese_number(cut)
        return [None if doublings is None else (2**doublings - 1) * 100]
    return [_one(end, unit) for end in _JOINED.split(cut)]


def _one(cut: str, unit: str) -> Decimal | None:
    """A number in the scale of its unit; what stands behind the first number of a range goes: 3000元."""
    scale = next((s for word, s in _SCALES.items() if unit.startswith(word)), 1)
    parts = re.findall(r"([\d.,，零〇一二两三四五六七八九十百千点]+)([亿万]?)", cut)
    if len(parts) == 1 and (parts[0][1] or parts[0][0]):
        return _number(parts[0][0])
    total = Decimal(0)
    for digits, myriad in parts:
        number = _number(digits)
        if number is None:
            return None
        over = _MYRIADS[myriad] if myriad else scale
        total += number * (over * 10**8 if over < scale else over)
    return total / scale if parts else chinese_number(cut)


def _number(digits: str) -> Decimal | None:
    plain = digits.replace(",", "").replace("，", "")
    return Decimal(plain) if plain.isascii() else chinese_number(digits)


def claimed(measure: Measure) -> list[Decimal]:
    return [abs(value) for value in (measure.value, measure.value_max) if value is not None]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus isn't here (DUIZHAO_SHARED)")
@pytest.mark.parametrize("place", PLACES)
def test_a_span_cut_out_of_the_text_is_the_numeral_it_claims(place: str) -> None:
    files = reports_of(place)
    wrong, figures = [], 0
    for file in files:
        read = extract(file)
        text = read.report.source.text
        # what a slip of scanning is read as: it is told as a doubt, and the figure has the value meant
        meant = {slip.span: slip.read for slip in readable(read.report.source).slips}
        for measure in read.measures:
            if measure.value is None:  # a target in words: its span is the clause
                continue
            figures += 1
            cut = meant.get((measure.start, measure.end)) or text[measure.start : measure.end]
            before = text[max(0, measure.start - 4) : measure.start]
            said = numerals(cut, before, measure.unit)
            if said != claimed(measure):
                wrong.append((file.name, measure.start, cut, measure.value, measure.value_max))

    assert wrong == []
    assert figures > 10 * len(files), "so few figures that little was tested"


@pytest.mark.parametrize(
    ("cut", "before", "unit", "said"),
    [
        ("6", "增长", "%", [6]),
        ("１２．５", "增长", "%", ["12.5"]),
        ("12,345.6", "达到", "亿元", ["12345.6"]),
        ("34，250", "产量", "万吨", [34250]),
        ("8l", "培训", "万人", [81]),
        ("4.5%—5", "增长", "%", ["4.5", 5]),
        ("3000元至5000", "补助", "元", [3000, 5000]),
        ("八", "百分之", "%", [8]),
        ("八至百分之九", "百分之", "%", [8, 9]),
        ("八十万至一百三十", "增加", "万吨", [80, 130]),
        ("一百二十", "建成", "个", [120]),
        ("一百五十六点五", "投资", "亿元", ["156.5"]),
        ("四亿零七百", "生产", "万吨", [40700]),
        ("1亿3", "达到", "千万人次", [13]),
        ("二万三千八百", "产值", "亿元", [23800]),
        ("1万5", "达到", "千亿元", [15]),
        ("一百八十五万六千", "床位", "张", [1856000]),
        ("千", "突破", "亿元", [1000]),
        ("万", "突破", "亿", [10000]),
        ("亿", "过", "元", [100000000]),
        ("1/5", "占", "/5", [1]),
        ("三分之二", "压缩", "/3", [2]),
        ("一半", "缩短", "%", [50]),
        ("两", "产值翻了", "%", [300]),
        ("一", "翻了近", "%", [100]),
        ("一", "再翻", "%", [100]),
        ("番", "翻", "%", [100]),
        ("增长", "左右", "%", [None]),
    ],
)
def test_how_a_span_is_read_back(cut: str, before: str, unit: str, said: list[int | str | None]) -> None:
    assert numerals(cut, before, unit) == [None if one is None else Decimal(one) for one in said]
