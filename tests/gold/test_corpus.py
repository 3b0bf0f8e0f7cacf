"""Every figure read from real reports is the numeral that its span cuts out of the text."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from measure import SHARED

from compare.measures import extract
from compare.measures.numerals import chinese_number
from compare.outline.readable import readable

if TYPE_CHECKING:
    from pathlib import Path

    from compare.model import Measure

CORPUS = SHARED / "corpus"
PLACES = ("贵阳市", "贵州省", "湖南省", "深圳市", "成都市", "青岛市", "全国")
# Before it a report has other parts and few figures.
FIRST_YEAR = {"全国": 1990}

_ARABIC = re.compile(r"\d[\d,]*(?:\.\d+)?")


def reports_of(place: str) -> list[Path]:
    """All files of a place, by year, from the first that counts."""
    return [file for file in sorted((CORPUS / place).iterdir()) if year_of(file) >= FIRST_YEAR.get(place, 0)]


def year_of(file: Path) -> int:
    return int(re.findall(r"\d{4}", file.stem)[0])


_SCALES = {"千万": 10**7, "万": 10**4, "亿": 10**8, "千": 10**3}
_COMPOUND = re.compile(r"(?P<big>.+)(?P<scale>[亿万])(?P<first>.+)")


def compound(cut: str, unit: str) -> list[Decimal | None]:
    """What `四亿零七百` says in 万, the scale of its unit."""
    match = _COMPOUND.fullmatch(unicodedata.normalize("NFKC", cut))
    assert match
    big, first = (
        Decimal(part) if part.isascii() else chinese_number(part) or 0 for part in match.group("big", "first")
    )
    larger = 10**8 if match["scale"] == "亿" else 10**4
    scale = next((s for word, s in _SCALES.items() if unit.startswith(word)), 1)
    factor = larger // scale if larger > scale else larger
    return [big * factor + first]


def numerals(cut: str, before: str) -> list[Decimal | None]:
    """What a span says: the two ends of a range, a Chinese numeral, or the growth in percent that a 番 is."""
    cut = unicodedata.normalize("NFKC", cut)
    if found := _ARABIC.findall(cut):
        return [Decimal(digits.replace(",", "")) for digits in found]
    if cut == "番" or before.endswith(("翻", "翻了")):
        doublings = Decimal(1) if cut == "番" else chinese_number(cut)
        return [None if doublings is None else (2**doublings - 1) * 100]
    ends = re.split("(?:至|到)(?:百分之)?", cut)
    return [chinese_number(end) for end in ends]


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
            before = text[max(0, measure.start - 2) : measure.start]
            in_two = _COMPOUND.fullmatch(cut) and measure.value_max is None
            said = compound(cut, measure.unit) if in_two else numerals(cut, before)
            if said != claimed(measure):
                wrong.append((file.name, measure.start, cut, measure.value, measure.value_max))

    assert wrong == []
    assert figures > 10 * len(files), "so few figures that little was tested"


@pytest.mark.parametrize(
    ("cut", "before", "said"),
    [
        ("6", "增长", [6]),
        ("１２．５", "增长", ["12.5"]),
        ("12,345.6", "达到", ["12345.6"]),
        ("4.5%—5", "增长", ["4.5", 5]),
        ("八", "百分之", [8]),
        ("一百二十", "建成", [120]),
        ("千", "突破", [1000]),
        ("两", "产值翻了", [300]),
        ("一", "再翻", [100]),
        ("番", "翻", [100]),
        ("增长", "左右", [None]),
    ],
)
def test_how_a_span_is_read_back(cut: str, before: str, said: list[int | str | None]) -> None:
    assert numerals(cut, before) == [None if one is None else Decimal(one) for one in said]
