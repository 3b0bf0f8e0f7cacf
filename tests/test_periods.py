"""The years a figure belongs to."""

from __future__ import annotations

import pytest

from compare.measures.numerals import fold
from compare.measures.periods import period_of, plan_years


@pytest.mark.parametrize(
    ("number", "years"),
    [
        ("十四", "2021-2025"),
        ("十五", "2026-2030"),
        ("十", "2001-2005"),
        ("七", "1986-1990"),
        ("一", "1953-1957"),
    ],
)
def test_the_years_of_a_plan(number: str, years: str) -> None:
    assert plan_years(number) == years


@pytest.mark.parametrize(
    ("text", "section", "aspect", "name", "expected"),
    [
        ("产值达|305亿元", "2021", "level", "产值", "2021"),
        ("2004年达到|3423亿元", "2000-2004", "level", "生产总值", "2004"),
        ("增长|1.6倍", "2000-2004", "growth", "工业增加值", "2000-2004"),
        ("城镇化率提高到|54%", "2013-2017", "level", "城镇化率", "2017"),
        ("新增水库|14座", "2021-2025", "level", "新增水库", "2021-2025"),
        ("比2012年提高|3个百分点", "2013-2017", "change", "优良比例", "2017"),
        ("近三年青年人才占比超过|60%", "2023", "level", "青年人才占比", "2021-2023"),
        ("“十四五”期间，新增学位|16万个", "2025", "level", "新增学位", "2021-2025"),
        ("完善2026年项目清单，储备项目|100个", "2025", "level", "储备项目", "2025"),
        ("上半年生产总值增长|5%", "2024", "growth", "生产总值", "2024H1"),
        ("今年实际利用外资达到|58亿美元", "2026-2030", "level", "实际利用外资", "2026"),
        ("去年新增就业|7万人", "2021-2025", "level", "新增就业", "2025"),
    ],
)
def test_the_period_of_a_figure(text: str, section: str, aspect: str, name: str, expected: str) -> None:
    before, after = fold(text).split("|")
    clause = before.rfind("，") + 1
    found = period_of(
        before + after,
        len(before),
        clause,
        section,
        name=name,
        aspect=aspect,
        adverbs=frozenset(),
        report_year=2026,
    )
    assert found == expected
