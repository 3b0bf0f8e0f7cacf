"""Fact sheets: a row is taken as written or the sheet is refused with the row's line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from compare.errors import BadRow, Unreadable
from compare.model import Fact
from compare.reading import read

HEADER = "place,report_year,role,period,scope,indicator,aspect,bound,value,value_max,unit,source"
SEEDS = Path(__file__).parents[1] / "seeds"


def csv_file(folder: Path, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    file = folder / "表.csv"
    file.write_bytes("\n".join([header, *rows, ""]).encode(encoding))
    return file


def xlsx_file(folder: Path, *rows: list[Any], header: str = HEADER) -> Path:
    file = folder / "表.xlsx"
    book = Workbook()
    assert book.active is not None
    for row in [header.split(","), *rows]:
        book.active.append(row)
    book.save(file)
    return file


def test_a_row_becomes_a_fact_and_a_sentence(tmp_path: Path) -> None:
    source = read(
        csv_file(tmp_path, "贵阳市,2025,target,2025,,地区生产总值,growth,about,6.0,,%,https://a.cn/1")
    )
    assert source.format == "facts"
    assert source.text == "2025年贵阳市地区生产总值增长6.0%左右（目标，来源：https://a.cn/1）\n"
    assert source.overlooked == ()
    assert source.facts == (
        Fact(
            line=2,
            start=16,
            end=19,
            place="贵阳市",
            report_year=2025,
            role="target",
            period="2025",
            scope="",
            indicator="地区生产总值",
            aspect="growth",
            bound="about",
            value=Decimal("6.0"),
            value_max=None,
            unit="%",
            source="https://a.cn/1",
        ),
    )
    assert str(source.facts[0].value) == "6.0"


@pytest.mark.parametrize(
    ("row", "sentence", "figure"),
    [
        (
            "target,2025,,地区生产总值,level,gt,6000,,亿元",
            "2025年甲市地区生产总值超过6000亿元（目标，来源：乙）",
            "6000",
        ),
        ("target,2025,,公园,level,ge,20,,个", "2025年甲市公园达到20个以上（目标，来源：乙）", "20"),
        (
            "target,2025,,居民消费价格,growth,le,2,,%",
            "2025年甲市居民消费价格增长2%以内（目标，来源：乙）",
            "2",
        ),
        ("target,2025,,失业率,level,le,5.5,,%", "2025年甲市失业率控制在5.5%以内（目标，来源：乙）", "5.5"),
        ("achieved,2024,,失业率,level,lt,5,,%", "2024年甲市失业率低于5%（结果，来源：乙）", "5"),
        ("achieved,2024,,出口,growth,eq,-2.1,,%", "2024年甲市出口下降2.1%（结果，来源：乙）", "2.1"),
        ("achieved,2024,,出口,growth,gt,-2,,%", "2024年甲市出口下降超过2%（结果，来源：乙）", "2"),
        (
            "achieved,2024,,比重,change,eq,0.3,,个百分点",
            "2024年甲市比重提高0.3个百分点（结果，来源：乙）",
            "0.3",
        ),
        ("achieved,2024,,时间,change,lt,-1.5,,天", "2024年甲市时间降低不到1.5天（结果，来源：乙）", "1.5"),
        ("achieved,2024,,创新能力,rank,eq,4,,", "2024年甲市创新能力位居第4位（结果，来源：乙）", "4"),
        ("context,2024,丙区,人口,level,eq,12,,万人", "2024年甲市丙区人口达到12万人（背景，来源：乙）", "12"),
        ("target,2025,,增速,growth,range,4.5,5,%", "2025年甲市增速增长4.5%—5%（目标，来源：乙）", "4.5%—5"),
        ("target,2025,,增速,growth,range,4.5—5,,%", "2025年甲市增速增长4.5%—5%（目标，来源：乙）", "4.5%—5"),
        ("target,2025,,企业,level,range,5~8,,家", "2025年甲市企业达到5—8家（目标，来源：乙）", "5—8"),
        ("target,2025,,能耗,growth,range,-1--2,,%", "2025年甲市能耗下降1%—2%（目标，来源：乙）", "1%—2"),
        ("target,2021-2025,,就业,level,eq,65,,万人", "2021—2025年甲市就业达到65万人（目标，来源：乙）", "65"),
        ("achieved,2025H1,,增速,growth,eq,5,,%", "2025年上半年甲市增速增长5%（结果，来源：乙）", "5"),
        ("achieved,2024Q3,,增速,growth,eq,5,,%", "2024年第三季度甲市增速增长5%（结果，来源：乙）", "5"),
        (
            "target,2025,,收入,growth,qual,与经济增长同步,,",
            "2025年甲市收入与经济增长同步（目标，来源：乙）",
            "与经济增长同步",
        ),
        (
            "target,2025,,国际收支平衡,level,qual,,,",
            "2025年甲市国际收支平衡（定性）（目标，来源：乙）",
            "国际收支平衡",
        ),
        (
            'achieved,2024,,"总量，现价",level,eq,"12,345.60",,亿元',
            "2024年甲市总量，现价达到12345.60亿元（结果，来源：乙）",
            "12345.60",
        ),
        ("achieved,2024,,增速,growth,eq,５．１,,%", "2024年甲市增速增长5.1%（结果，来源：乙）", "5.1"),
    ],
)
def test_a_rendering_reads_as_a_sentence_and_the_span_holds_the_value(
    tmp_path: Path, row: str, sentence: str, figure: str
) -> None:
    source = read(csv_file(tmp_path, f"甲市,2025,{row},乙"))
    (fact,) = source.facts
    assert (source.text, source.text[fact.start : fact.end]) == (sentence + "\n", figure)


def test_spans_of_later_rows_and_lines_as_a_person_counts_them(tmp_path: Path) -> None:
    first, second = (
        f"甲市,2025,target,2025,,{name},level,eq,{value},,个,乙"
        for name, value in [("公园", 3), ("车站", 14)]
    )
    source = read(csv_file(tmp_path, first, "", ",,,,,,,,,,,", second))
    assert [(fact.line, source.text[fact.start : fact.end]) for fact in source.facts] == [(2, "3"), (5, "14")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_chinese_headers_words_and_encodings(tmp_path: Path, encoding: str) -> None:
    header = "指标,地区,报告年份,角色,期间,范围,口径,界限,数值,单位,来源"
    row = "地区生产总值,贵阳市,2026,结果,2025,,增长,等于,5.1,%,2026年政府工作报告"
    source = read(csv_file(tmp_path, row, header=header, encoding=encoding))
    assert source.text == "2025年贵阳市地区生产总值增长5.1%（结果，来源：2026年政府工作报告）\n"


def test_tabs_and_semicolons_separate_as_well(tmp_path: Path) -> None:
    row = "甲市,2025,target,2025,,公园,level,eq,3,,个,乙"
    for mark in "\t;":
        file = csv_file(tmp_path, row.replace(",", mark), header=HEADER.replace(",", mark))
        assert read(file).text == "2025年甲市公园达到3个（目标，来源：乙）\n"


GOOD = {
    "place": "甲市",
    "report_year": "2025",
    "role": "target",
    "period": "2025",
    "scope": "",
    "indicator": "公园",
    "aspect": "level",
    "bound": "eq",
    "value": "3",
    "value_max": "",
    "unit": "个",
    "source": "乙",
}


@pytest.mark.parametrize(
    ("changed", "column", "reason"),
    [
        ({"place": ""}, "place", "is empty"),
        ({"source": ""}, "source", "is empty"),
        ({"indicator": ""}, "indicator", "is empty"),
        ({"report_year": "25"}, "report_year", "25 isn't a year, like 2025"),
        ({"role": "goal"}, "role", "goal isn't one of target, achieved, context"),
        ({"aspect": ""}, "aspect", "is empty; give one of level, growth, change, rank"),
        ({"bound": "≥"}, "bound", "≥ isn't one of eq, about, ge, gt, le, lt, range, qual"),
        ({"period": "2025年"}, "period", "2025年 isn't a period, like 2025, 2021-2025, 2025H1 or 2024Q1"),
        ({"period": "2025-2021"}, "period", "2025-2021 ends before it begins"),
        ({"value": ""}, "value", "is empty; give a number, like 5.1"),
        ({"value": "约3"}, "value", "约3 isn't a number, like 5.1"),
        ({"value": "nan"}, "value", "nan isn't a number, like 5.1"),
        ({"value": "1e3"}, "value", "1e3 isn't a number, like 5.1"),
        ({"value": "1,2345"}, "value", "1,2345 isn't a number, like 5.1"),
        ({"value": "6%", "unit": "%"}, "value", "6%: the sign belongs in the column unit"),
        ({"value": "3-5"}, "value", "3-5 isn't a number, like 5.1"),
        ({"value_max": "5"}, "value_max", "is given, but the bound isn't range"),
        ({"bound": "range"}, "value", "3 isn't a range, like 4.5-5, and value_max is empty"),
        ({"bound": "range", "value_max": "3"}, "value", "the range 3—3 doesn't rise"),
        ({"bound": "range", "value": "-2--1"}, "value", "the range -2—-1 doesn't rise"),
        (
            {"bound": "qual"},
            "value",
            "has figures, but the bound is qual; leave it empty or give the wording",
        ),
        ({"bound": "qual", "value": ""}, "unit", "个 is given, but the bound is qual"),
        ({"aspect": "growth", "unit": ""}, "unit", "is empty; a growth has a unit, like % or 个百分点"),
        ({"aspect": "rank", "value": "0"}, "value", "0 isn't a place in an order, like 4"),
        ({"unit": "3个"}, "unit", "3个 has figures; they belong in the column value"),
        ({"indicator": "公\n园"}, "indicator", "a line break or control character in a cell"),
        (
            {"source": "乙,丙"},
            "(none)",
            "丙 stands beyond the last column; put a cell with a comma in quotes",
        ),
    ],
)
def test_a_wrong_cell_is_refused_with_line_column_and_reason(
    tmp_path: Path, changed: dict[str, str], column: str, reason: str
) -> None:
    cells = {**GOOD, **changed}
    quoted = ('"' + cell + '"' if "\n" in cell or cell == "1,2345" else cell for cell in cells.values())
    file = csv_file(tmp_path, ",".join(GOOD.values()).replace("公园", "车站"), ",".join(quoted))
    with pytest.raises(BadRow) as refused:
        read(file)
    wrong = refused.value
    assert (wrong.path, wrong.line, wrong.column, wrong.reason) == (str(file), 3, column, reason)


def test_the_first_wrong_row_is_named_and_the_others_are_counted(tmp_path: Path) -> None:
    good, bad = ",".join(GOOD.values()), ",".join({**GOOD, "value": "三"}.values())
    with pytest.raises(BadRow) as refused:
        read(csv_file(tmp_path, good, bad, "", bad, good))
    assert (refused.value.line, refused.value.column) == (3, "value")
    assert refused.value.reason == "三 isn't a number, like 5.1 (2 more rows are wrong: lines 5, 6)"


def test_the_same_figure_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRow) as refused:
        read(csv_file(tmp_path, *(",".join({**GOOD, "value": value}.values()) for value in "34")))
    assert (refused.value.line, refused.value.reason) == (3, "line 2 gives this figure already")


@pytest.mark.parametrize(
    ("header", "column", "reason"),
    [
        (HEADER + ",note", "note", f"there is no such column; the columns are {HEADER.replace(',', ', ')}"),
        (HEADER.replace(",unit", ""), "unit", "the column is missing"),
        (HEADER + ",地区", "地区", "the column is there twice"),
    ],
)
def test_a_wrong_header_is_refused(tmp_path: Path, header: str, column: str, reason: str) -> None:
    with pytest.raises(BadRow) as refused:
        read(csv_file(tmp_path, header=header))
    assert (refused.value.line, refused.value.column, refused.value.reason) == (1, column, reason)


def test_a_header_alone_and_broken_quotes(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="has a header but no rows"):
        read(csv_file(tmp_path))
    with pytest.raises(BadRow) as refused:
        read(csv_file(tmp_path, ",".join(GOOD.values()), '"甲市,2025'))
    assert (refused.value.line, refused.value.column) == (3, "(all)")


# -- workbooks -----------------------------------------------------------------------------------------------


def test_a_workbook_gives_what_the_csv_gives(tmp_path: Path) -> None:
    source = read(
        xlsx_file(
            tmp_path,
            ["甲市", 2025, "target", 2025, None, "地区生产总值", "growth", "about", 5.1, None, "%", "乙"],
            [None] * 12,
            ["甲市", "2025", "target", "2021-2025", "", "公园", "level", "range", "4.50", 6, "个", "乙"],
        )
    )
    assert (source.format, source.encoding) == ("facts", "xlsx")
    assert source.text == (
        "2025年甲市地区生产总值增长5.1%左右（目标，来源：乙）\n2021—2025年甲市公园达到4.50—6个（目标，来源：乙）\n"
    )
    assert [(fact.line, fact.value) for fact in source.facts] == [(2, Decimal("5.1")), (4, Decimal("4.50"))]


def value_cell(folder: Path, value: object, number_format: str = "General") -> Path:
    book = Workbook()
    assert book.active is not None
    book.active.append(HEADER.split(","))
    book.active.append([*list(GOOD.values())[:8], value, None, "个", "乙"])
    book.active["I2"].number_format = number_format
    file = folder / "表.xlsx"
    book.save(file)
    return file


@pytest.mark.parametrize(
    ("value", "number_format", "written"),
    [
        (5, "0.0", "5.0"),
        (5.123, "0.0", "5.123"),
        (1234.5, "#,##0.00", "1234.50"),
        (0.1 + 0.2, "General", "0.3"),
        (1200000000, "General", "1200000000"),
    ],
)
def test_a_number_is_taken_as_the_sheet_shows_it_if_that_loses_nothing(
    tmp_path: Path, value: float, number_format: str, written: str
) -> None:
    (fact,) = read(value_cell(tmp_path, value, number_format)).facts
    assert str(fact.value) == written


@pytest.mark.parametrize(
    ("value", "number_format", "reason"),
    [
        ("#DIV/0!", "General", "the cell holds the error #DIV/0!"),
        ("=1+2", "General", "the formula has no stored result; save the file in Excel, or type the value"),
        (0.06, "0.0%", "the cell is a percentage; type the number as text, and % in the column unit"),
        (True, "General", "True is a bool; format the cell as text"),
        (45000, "yyyy-mm-dd", "2023-03-15 00:00:00 is a datetime; format the cell as text"),
    ],
)
def test_a_cell_whose_words_are_not_certain_is_refused(
    tmp_path: Path, value: object, number_format: str, reason: str
) -> None:
    with pytest.raises(BadRow) as refused:
        read(value_cell(tmp_path, value, number_format))
    assert (refused.value.line, refused.value.column, refused.value.reason) == (2, "I", reason)


def test_the_sheet_with_the_header_is_found_and_two_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "表.xlsx"
    book = Workbook()
    assert book.active is not None
    book.active.append(["说明"])
    for name in "甲乙":
        sheet = book.create_sheet(name)
        sheet.append(HEADER.split(","))
        sheet.append(list(GOOD.values()))
        book.save(file)
        if name == "甲":
            assert read(file).text == "2025年甲市公园达到3个（目标，来源：乙）\n"
    with pytest.raises(Unreadable) as refused:
        read(file)
    assert refused.value.reason == "has several sheets of facts (甲, 乙)"


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "表.xlsx"
    for data in (b"", b"PK\x03\x04broken", HEADER.encode()):
        file.write_bytes(data)
        with pytest.raises(Unreadable):
            read(file)


# -- the seeds -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rows", "year", "role", "period"),
    [
        ("guiyang-2024-targets.csv", 13, 2024, "target", "2024"),
        ("guiyang-2025-results.csv", 13, 2026, "achieved", "2025"),
    ],
)
def test_the_seed_sheets_are_good(name: str, rows: int, year: int, role: str, period: str) -> None:
    facts = read(SEEDS / name).facts
    assert len(facts) == rows
    assert {(fact.place, fact.report_year, fact.role, fact.period) for fact in facts} == {
        ("贵阳市", year, role, period)
    }
    assert all(fact.source.startswith("https://www.guiyang.gov.cn/") for fact in facts)
