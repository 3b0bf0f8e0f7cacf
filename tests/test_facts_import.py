"""A handout that a person filled in becomes facts of the archive, with the cell as their source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table
from test_archive import extract, result, target

from compare.archive import Archive
from compare.archive.deciding import Wish, decide
from compare.archive.keys import keys_of
from compare.errors import BadCells, Conflict, Unreadable
from compare.scorecard import fill_template, write_scorecard
from compare.scorecard.entries import Wrong, entered
from compare.scorecard.filling import Taken, import_handout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Run
    from test_archive import Figure

    from compare.model import Measure

SHEET, TASKS = "主要预期目标对照表", "量化任务清单"


def amount(name: str, number: str, unit: str, **fields: object) -> Figure:
    """`amount("城镇新增就业", "15", "万人")` is 城镇新增就业15万人."""
    plain = {"indicator": name, "aspect": "level", "unit": unit, "bound": "eq", "phrase": f"{number}{unit}"}
    return name, number, unit, {**plain, **fields}


WORDS = {"value": None, "unit": "", "bound": "qual", "phrase": "与经济增长同步"}
EARLIER = extract(
    2025,
    target("地区生产总值", "6"),
    target("固定资产投资", "5"),
    amount("城镇新增就业", "15", "万人"),
    target("居民人均可支配收入", "6", **WORDS),
    amount("供应", "4", "万套", headline=False),
)
LATER = extract(2026, result("地区生产总值", "5.1"), target("地区生产总值", "5.5"), target("外贸", "3"))
GDP, INVESTMENT, JOBS, INCOME, TRADE = range(5, 10)  # rows of the first sheet
SUPPLY = 6  # row of the second


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.duckdb") as opened:
        opened.ingest([EARLIER])
        opened.ingest([LATER])
        yield opened


@pytest.fixture
def handout(archive: Archive, tmp_path: Path) -> Path:
    path = tmp_path / "handout.xlsx"
    write_scorecard(archive, "贵阳市", 2025, 2026, path)
    return path


def fill(path: Path, *cells: tuple[str, int, Any], number_format: str = "") -> None:
    """Put values into the column 完成 of rows: (sheet, row, value)."""
    book = load_workbook(path)
    for sheet, row, value in cells:
        cell = book[sheet].cell(row, column_of(book, sheet))
        cell.value = value
        if number_format:
            cell.number_format = number_format
    book.save(path)


def column_of(book: Workbook, sheet: str) -> int:
    wanted = ("2025年完成", "完成")
    return next(c.column for row in book[sheet].iter_rows() for c in row if c.value in wanted)


def facts(archive: Archive) -> list[tuple[object, ...]]:
    return archive.rows(
        "SELECT indicator, value, unit, aspect, bound, address FROM v_results WHERE kind = 'facts'"
        " ORDER BY indicator"
    )[1]


def said(archive: Archive, indicator: str) -> tuple[object, ...]:
    _, rows = archive.rows(
        "SELECT state, result, verdict FROM v_plan_vs_actual WHERE indicator = ? AND report_year = 2025",
        [indicator],
    )
    return rows[0]


def take(archive: Archive, path: Path, overwrite: bool = False) -> Taken:
    return import_handout(archive, path, "张三", overwrite)


# --- the way of a cell


def test_the_rows_carry_their_keys_out_of_sight(handout: Path) -> None:
    sheet = load_workbook(handout)[SHEET]
    shown = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=TRADE)]

    assert [row[1] for row in shown] == [
        *("指标", "地区生产总值", "固定资产投资", "城镇新增就业", "居民人均可支配收入", "外贸"),
    ]
    assert [row[-2:] for row in shown] == [
        ["填报键（勿改）", "原填内容（勿改）"],
        [f"{keys_of(EARLIER)[0].short}@2025", "增长5.1%"],
        [f"{keys_of(EARLIER)[1].short}@2025", "未披露"],
        [f"{keys_of(EARLIER)[2].short}@2025", "未披露"],
        [f"{keys_of(EARLIER)[3].short}@2025", "未披露"],
        [f"{keys_of(LATER)[2].short}@2025", "—"],
    ]
    hidden = [sheet.column_dimensions[get_column_letter(i)].hidden for i in range(1, sheet.max_column + 1)]
    assert hidden == [False] * (sheet.max_column - 5) + [True] * 5


def test_what_was_filled_in_becomes_a_fact_and_answers_its_target(archive: Archive, handout: Path) -> None:
    fill(handout, (SHEET, INVESTMENT, "增长5.2%（快报数）"), (SHEET, JOBS, "15.9万人"))

    assert take(archive, handout) == Taken(2, 0, 0, 0, ())
    assert facts(archive) == [
        *[
            (
                "固定资产投资",
                Decimal("5.2"),
                "%",
                "growth",
                "eq",
                f"填报：handout.xlsx, {SHEET}, E6（快报数）",
            )
        ],
        *[("城镇新增就业", Decimal("15.9"), "万人", "level", "eq", f"填报：handout.xlsx, {SHEET}, E7")],
    ]
    assert said(archive, "固定资产投资") == ("paired", "增长5.2%", "met")
    assert said(archive, "城镇新增就业") == ("paired", "达到15.9万人", "exceeded")


def fill_row(path: Path, sheet: str, row: int, **said: str) -> None:
    """Put words into the columns of a row that have these headings."""
    book = load_workbook(path)
    heads = {cell.value: cell.column for line in book[sheet].iter_rows(max_row=5) for cell in line}
    for heading, words in said.items():
        book[sheet].cell(row, heads[heading]).value = words
    book.save(path)


def test_who_sees_to_a_task_and_how_far_it_is_stands_in_the_source(archive: Archive, handout: Path) -> None:
    fields = {"牵头单位": "统计局", "进展情况": "已完成", "2026年完成": "增长5.6%"}
    fill_row(handout, "任务分解表", 5, **fields)
    fill_row(handout, "任务分解表", 6, 进展情况="滞后")

    assert take(archive, handout) == Taken(
        *(1, 0, 0, 0),
        ("任务分解表, I6: no result is given; what is said of progress stays there",),
    )
    assert [row[:5] for row in facts(archive)] == [("地区生产总值", Decimal("5.6"), "%", "growth", "eq")]
    assert [row[5] for row in facts(archive)] == [
        "填报：handout.xlsx, 任务分解表, I5（牵头单位：统计局；进展情况：已完成）"
    ]


def test_a_part_under_its_whole_is_known_by_its_row(tmp_path: Path) -> None:
    """The row says 其中：贵安新区 where the figure is of 地区生产总值 there."""
    earlier = extract(2025, target("地区生产总值", "6"), target("地区生产总值", "15", scope="贵安新区"))
    with Archive.open(None) as archive:
        archive.ingest([earlier])
        archive.ingest([LATER])
        path = tmp_path / "handout.xlsx"
        write_scorecard(archive, "贵阳市", 2025, 2026, path)
        assert load_workbook(path)[SHEET].cell(6, 2).value == "其中：贵安新区"
        fill(path, (SHEET, 6, "增长15.1%"))
        assert take(archive, path) == Taken(1, 0, 0, 0, ())


def test_one_in_english_is_read_as_well(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "handout.xlsx"
    write_scorecard(archive, "贵阳市", 2025, 2026, path, language="en")
    assert take(archive, path) == Taken(0, 0, 0, 0, ())
    fill_row(path, "Main targets", INVESTMENT, **{"2025 result": "5.2%"})
    assert take(archive, path) == Taken(1, 0, 0, 0, ())


def test_a_form_with_the_two_columns_is_read_as_well(archive: Archive, tmp_path: Path) -> None:
    own, path = tmp_path / "own.xlsx", tmp_path / "filled.xlsx"
    book = Workbook()
    assert book.active is not None
    book.active.append(["指标", "完成", "填报键（勿改）", "原填内容（勿改）"])
    book.active.add_table(Table(displayName="目标", ref="A1:D2"))
    book.save(own)
    fill_template(archive, "贵阳市", own, path, first_year=2025, last_year=2026)
    fill_row(path, "Sheet", 3, 完成="5.2%")
    assert take(archive, path) == Taken(1, 0, 0, 0, ())
    assert [row[0] for row in facts(archive)] == ["固定资产投资"]


def test_a_second_import_of_the_same_file_changes_nothing(archive: Archive, handout: Path) -> None:
    fill(handout, (SHEET, INVESTMENT, "5.2%"))
    take(archive, handout)
    before = [archive.rows(f"FROM {table} ORDER BY ALL")[1] for table in ("report", "measure", "pairing")]

    assert take(archive, handout) == Taken(0, 0, 0, 1, ())
    assert [archive.rows(f"FROM {t} ORDER BY ALL")[1] for t in ("report", "measure", "pairing")] == before


def test_cells_that_nobody_touched_are_no_facts(archive: Archive, handout: Path) -> None:
    fill(handout, (SHEET, JOBS, None), (SHEET, INVESTMENT, " 未披露 "))

    assert take(archive, handout) == Taken(0, 0, 0, 0, ())
    assert facts(archive) == []


def test_a_result_of_a_target_that_is_new_is_last_years(archive: Archive, handout: Path) -> None:
    fill(handout, (SHEET, TRADE, "2.8%"))

    take(archive, handout)

    assert archive.rows(
        "SELECT result, result_year, next_target FROM v_scorecard WHERE report_year = 2025 AND change = 'new'"
    )[1] == [("增长2.8%", 2025, "增长3%左右")]


def test_what_the_workbook_gave_is_not_overwritten(archive: Archive, handout: Path) -> None:
    fill(handout, (SHEET, GDP, "增长5.3%"))

    taken = take(archive, handout)

    assert (taken.added, facts(archive)) == (0, [])
    assert taken.notes == (
        f"{SHEET}, E5: not taken, the workbook gave 增长5.1%; "
        "`duizhao decide` says which result answers the target",
    )


def test_the_tasks_can_be_filled_in_as_well(archive: Archive, handout: Path) -> None:
    fill(handout, (TASKS, SUPPLY, "4.1万套"))

    assert take(archive, handout).added == 1
    assert facts(archive)[0][-1] == f"填报：handout.xlsx, {TASKS}, D6"


def test_what_the_rules_would_doubt_is_settled_by_the_row_it_stands_in(
    archive: Archive, handout: Path
) -> None:
    fill(handout, (TASKS, SUPPLY, "4.1万套"))

    take(archive, handout)

    assert said(archive, "供应") == ("paired", "达到4.1万套", "met")
    assert archive.rows("SELECT ruling, decided_by, note FROM v_decisions")[1] == [
        ("same", "张三", f"填报：handout.xlsx, {TASKS}, D6")
    ]


def test_what_was_filled_in_after_a_none_replaces_it(archive: Archive, handout: Path) -> None:
    decide(archive, Wish(keys_of(EARLIER)[1].short, "none", by="李四"))
    fill(handout, (SHEET, INVESTMENT, "5.2%"))

    take(archive, handout)

    assert said(archive, "固定资产投资") == ("paired", "增长5.2%", "met")


def test_a_target_in_words_takes_a_figure_or_words(archive: Archive, handout: Path) -> None:
    fill(handout, (SHEET, INCOME, "与经济增长同步"))
    take(archive, handout)
    words = said(archive, "居民人均可支配收入")
    fill(handout, (SHEET, INCOME, "增长5.9%"))
    take(archive, handout, overwrite=True)

    assert words == ("paired", "与经济增长同步", "incomparable")
    assert said(archive, "居民人均可支配收入") == ("paired", "增长5.9%", "incomparable")


@pytest.mark.parametrize(
    ("value", "number_format", "digits"),
    [(0.052, "0.0%", "5.2"), (0.05, "0.00%", "5.00"), (5.2, "General", "5.2"), (5, "General", "5")],
)
def test_a_number_is_read_as_the_sheet_shows_it(
    archive: Archive, handout: Path, value: float, number_format: str, digits: str
) -> None:
    fill(handout, (SHEET, INVESTMENT, value), number_format=number_format)

    take(archive, handout)

    assert archive.rows("SELECT value_text, unit FROM v_results WHERE kind = 'facts'")[1] == [(digits, "%")]


# --- the file again


def test_a_handout_written_anew_over_it_loses_nothing(archive: Archive, handout: Path) -> None:
    fill(handout, (SHEET, INVESTMENT, "5.2%"))
    take(archive, handout)
    write_scorecard(archive, "贵阳市", 2025, 2026, handout)
    fill(handout, (SHEET, JOBS, "15.9"))

    assert take(archive, handout) == Taken(1, 0, 0, 0, ())
    assert [fact[0] for fact in facts(archive)] == ["固定资产投资", "城镇新增就业"]


def test_another_figure_in_a_cell_is_taken_only_when_told_to(archive: Archive, handout: Path) -> None:
    fill(handout, (SHEET, INVESTMENT, "5.2%"))
    take(archive, handout)
    fill(handout, (SHEET, INVESTMENT, "4.6%"))

    with pytest.raises(
        Conflict, match=f"填报：handout.xlsx, {SHEET}, E6 now says otherwise of 固定资产投资; --replace"
    ):
        take(archive, handout)
    unchanged = said(archive, "固定资产投资")

    assert take(archive, handout, overwrite=True) == Taken(0, 1, 0, 0, ())
    assert (unchanged[1], said(archive, "固定资产投资")[1]) == ("增长5.2%", "增长4.6%")


def test_a_figure_taken_out_again_is_withdrawn_only_when_told_to(archive: Archive, handout: Path) -> None:
    fill(handout, (SHEET, INVESTMENT, "5.2%"))
    take(archive, handout)
    fill(handout, (SHEET, INVESTMENT, None))

    with pytest.raises(Conflict, match="E6 gave 固定资产投资, which is gone"):
        take(archive, handout)

    assert take(archive, handout, overwrite=True) == Taken(0, 0, 1, 0, ())
    assert facts(archive) == []
    assert said(archive, "固定资产投资") == ("none", None, "undisclosed")


def test_a_report_that_comes_later_is_named_where_it_answers_the_target(
    archive: Archive, handout: Path
) -> None:
    fill(handout, (SHEET, INVESTMENT, "5.2%"))
    more = extract(2026, result("地区生产总值", "5.1"), result("固定资产投资", "4.4"))
    archive.ingest([more], replace=True)

    taken = take(archive, handout)

    assert said(archive, "固定资产投资")[:2] == ("paired", "增长4.4%")
    assert taken.notes == (f"{SHEET}, E6: the target is answered by 增长4.4% of its report",)


# --- what is refused


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("15.9亿元", "15.9亿元 is in 亿元, the target in 万人 (15万人)"),
        ("增长5%", "增长5% is a change, the target is an amount (15万人)"),
        ("超额完成", "超额完成 gives no figure"),
        ("15.9万人，16万人", "15.9万人，16万人 gives 2 figures; give the result alone"),
        (159000, "159000 would be 159000万人, against 15万人; write its unit"),
        (date(2025, 1, 5), "2025-01-05 00:00:00 is a datetime; type the figure as text, like 5.1%"),
        (True, "True is a bool; type the figure as text, like 5.1%"),
        ("=1/0", "the formula has no stored result; save the file in Excel, or type the figure"),
        ("#N/A", "the cell holds the error #N/A"),
        ("15.9万人上下浮动", "15.9万人上下浮动: 上下浮动 isn't understood; give the figure alone"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_place(
    archive: Archive, handout: Path, value: object, reason: str
) -> None:
    fill(handout, (SHEET, INVESTMENT, "5.2%"), (SHEET, JOBS, value))

    with pytest.raises(BadCells) as refusal:
        take(archive, handout)

    assert str(refusal.value) == f"{handout}, {SHEET}, E7: {reason}"
    assert facts(archive) == []


def test_of_several_wrong_cells_all_are_named(archive: Archive, handout: Path) -> None:
    fill(handout, (SHEET, INVESTMENT, "好"), (SHEET, JOBS, "很好"))

    with pytest.raises(BadCells, match=r"E6: 好 gives no figure \(1 more wrong: E7\)") as refusal:
        take(archive, handout)

    assert [cell for _, cell, _ in refusal.value.cells] == ["E6", "E7"]


def test_two_sheets_that_differ_on_a_target_are_refused(archive: Archive, handout: Path) -> None:
    fill(handout, (SHEET, JOBS, "15.9万人"))
    book = load_workbook(handout)
    keys = book[SHEET].max_column - 1
    book[TASKS].cell(SUPPLY, book[TASKS].max_column - 1).value = book[SHEET].cell(JOBS, keys).value
    book[TASKS].cell(SUPPLY, 2).value = "城镇新增就业"
    book[TASKS].cell(SUPPLY, column_of(book, TASKS)).value = "16万人"
    book.save(handout)

    with pytest.raises(BadCells, match=f"says 16万人, but {SHEET} E7 says 15.9万人"):
        take(archive, handout)


def test_rows_that_were_moved_away_from_their_keys_are_refused(archive: Archive, handout: Path) -> None:
    book = load_workbook(handout)
    sheet = book[SHEET]
    sheet.cell(INVESTMENT, 2).value, sheet.cell(JOBS, 2).value = "城镇新增就业", "固定资产投资"
    sheet.cell(JOBS, 5).value = "5.2%"
    book.save(handout)

    with pytest.raises(
        BadCells, match="says 固定资产投资, but its hidden key is that of 城镇新增就业; put the"
    ):
        take(archive, handout)


def test_a_target_that_the_archive_lost_is_refused(archive: Archive, handout: Path) -> None:
    fill(handout, (SHEET, INVESTMENT, "5.2%"))
    archive.ingest([extract(2025, target("地区生产总值", "6"))], replace=True)

    with pytest.raises(BadCells, match="the archive no longer has the target of this row"):
        take(archive, handout)


def test_what_is_no_handout_is_refused(archive: Archive, tmp_path: Path) -> None:

    Workbook().save(tmp_path / "other.xlsx")
    (tmp_path / "text.xlsx").write_text("5.2%", encoding="utf-8")

    for name, reason in (
        ("none.xlsx", "there is no such file"),
        ("text.xlsx", "isn't a workbook that can be opened"),
        ("other.xlsx", "has no sheet with the hidden column 填报键（勿改）; fill in a workbook"),
    ):
        with pytest.raises(Unreadable, match=reason):
            take(archive, tmp_path / name)


# --- what a cell may say


def measure_of(figure: Figure) -> Measure:
    return extract(2025, figure).measures[0]


GROWTH, LEVEL = measure_of(target("地区生产总值", "6")), measure_of(amount("城镇新增就业", "15", "万人"))
CHANGE = replace(GROWTH, aspect="change", unit="个百分点", phrase="提高1个百分点", indicator="绿色经济占比")
RANK = replace(GROWTH, aspect="rank", unit="位", value=Decimal(4), phrase="第4位", indicator="营商环境")


@pytest.mark.parametrize(
    ("text", "of", "expected"),
    [
        ("增长5.1%", GROWTH, ("growth", "5.1", None, "%", "eq")),
        ("5.1%", GROWTH, ("growth", "5.1", None, "%", "eq")),
        ("5.1", GROWTH, ("growth", "5.1", None, "%", "eq")),
        ("同比增长５．１％。", GROWTH, ("growth", "5.1", None, "%", "eq")),
        ("地区生产总值增长5.1%", GROWTH, ("growth", "5.1", None, "%", "eq")),
        ("下降1.2%", GROWTH, ("growth", "-1.2", None, "%", "eq")),
        ("-1.2%", GROWTH, ("growth", "-1.2", None, "%", "eq")),
        ("负增长1.2%", GROWTH, ("growth", "-1.2", None, "%", "eq")),
        ("5.1%左右", GROWTH, ("growth", "5.1", None, "%", "about")),
        ("5%—5.5%", GROWTH, ("growth", "5", "5.5", "%", "range")),
        ("15.9万人", LEVEL, ("level", "15.9", None, "万人", "eq")),
        ("15.9 万人", LEVEL, ("level", "15.9", None, "万人", "eq")),
        ("159,000人", LEVEL, ("level", "159000", None, "人", "eq")),
        ("新增15.9万人以上", LEVEL, ("level", "15.9", None, "万人", "ge")),
        ("超过15万人", LEVEL, ("level", "15", None, "万人", "gt")),
        ("提高0.8个百分点", CHANGE, ("change", "0.8", None, "个百分点", "eq")),
        ("0.8", CHANGE, ("change", "0.8", None, "个百分点", "eq")),
        ("第3位", RANK, ("rank", "3", None, "位", "eq")),
        ("3", RANK, ("rank", "3", None, "位", "eq")),
    ],
)
def test_a_cell_is_read_in_the_terms_of_its_target(
    text: str, of: Measure, expected: tuple[object, ...]
) -> None:
    got = entered(text, of)

    upper = None if got.value_max is None else str(got.value_max)
    assert (got.aspect, str(got.value), upper, got.unit, got.bound) == expected


@pytest.mark.parametrize(
    ("text", "of", "reason"),
    [
        ("6038亿元", GROWTH, "is in 亿元, the target in %"),
        ("0.8个百分点", GROWTH, "is in 个百分点, the target in %"),
        ("0.05", GROWTH, "would be 0.05%, against 增长6%左右; write its unit"),
        ("农业增长5.1%", GROWTH, "农业 isn't understood; give the figure alone, like 6%"),
        ("1%", CHANGE, "is in %, the target in 个百分点"),
        ("3.5", RANK, "isn't a place in an order"),
        ("第3位", LEVEL, "isn't a figure that can be held against 15万人"),
        ("下降-1%", GROWTH, "falls twice over"),
        ("", GROWTH, "gives no figure"),
    ],
)
def test_a_cell_that_says_something_else_is_refused(text: str, of: Measure, reason: str) -> None:
    with pytest.raises(Wrong, match=reason):
        entered(text, of)


# --- the command


def test_the_command_says_what_it_took(
    archive: Archive, handout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run
) -> None:
    fill(handout, (SHEET, INVESTMENT, "5.2%"), (SHEET, GDP, "5.3%"))
    archive.close()
    monkeypatch.chdir(tmp_path)

    code, out, err = duizhao("facts", "import", "handout.xlsx", "--archive", "a.duckdb", "--by", "张三")

    assert (code, out) == (0, "")
    assert err.splitlines()[0].startswith(f"note: {SHEET}, E5: not taken, the workbook gave 增长5.1%;")
    assert err.splitlines()[1] == "handout.xlsx: 1 facts added, 0 changed, 0 removed, 0 known already"
