"""The workbook: what its sheets say, where its links lead, how it prints, and that nothing in it runs."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shutil
import subprocess
import tomllib
import zipfile
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from compare import __version__
from compare.archive import Archive
from compare.errors import Conflict, DuizhaoError, NotFound, Unreadable
from compare.model import Extract, Measure, Place, Report, Section, Sentence, Source
from compare.scorecard import fill_template, write_matrix, write_scorecard
from compare.scorecard.cells import LONGEST, clean, fitted, is_risky, lines_of, put_text, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openpyxl.worksheet.worksheet import Worksheet

SUMMARY, TARGETS, TASKS, SOURCES, RULES = "摘要", "主要预期目标对照表", "量化任务清单", "出处", "判定规则"
GOLDEN = Path(__file__).parent / "handouts" / "golden.txt"
SCORECARD = Path(__file__).parent.parent / "compare" / "scorecard"
ASSIGNMENTS, SILENT, TURNOVER, CHAPTERS = "任务分解表", "未披露", "新提法与不再提", "章节对照"


@dataclass(frozen=True)
class Said:
    """A figure in a sentence of its own: words before it, the number, words after it; lines may be broken."""

    before: str
    number: str
    after: str
    fields: dict[str, Any] = field(default_factory=dict)


def target(indicator: str, number: str, after: str = "%左右", **fields: Any) -> Said:
    return Said(f"{indicator}增长", number, after, {"indicator": indicator, "bound": "about", **fields})


def result(indicator: str, number: str, after: str = "%", **fields: Any) -> Said:
    return Said(f"{indicator}增长", number, after, {"indicator": indicator, "role": "achieved", **fields})


def extract(year: int, *said: Said, path: str = "", address: str = "https://example.org/a") -> Extract:
    """A report of 贵阳市; results stand in its first section, targets in its second."""
    text, sentences, measures = f"{year}年政府工作报告\n", [], []
    for index, figure in enumerate(said):
        section = 0 if figure.fields.get("role") == "achieved" else 1
        words = f"{figure.before}{figure.number}{figure.after}。"
        said_at = [len(text) + i for i, character in enumerate(words) if character != "\n"]
        offsets = (*said_at, len(text) + len(words))
        sentences.append(Sentence(index, section, index, words.replace("\n", ""), offsets))
        start = len(text) + len(figure.before)
        plain = Measure(
            start=start,
            end=start + len(figure.number),
            quote=words,
            phrase=f"增长{figure.number}{figure.after}",
            indicator="",
            canonical="",
            aspect="growth",
            value=Decimal(figure.number),
            value_max=None,
            unit="%",
            bound="eq",
            role="target",
            period=str(year if section else year - 1),
            scope="",
            headline=True,
            optional=False,
            commitment="",
            direction="up",
            sentence=index,
            section=section,
        )
        measures.append(replace(plain, **figure.fields))
        text += words + "\n"
    source = Source(
        path=path or f"/home/user/{year}.txt",
        text=text,
        format="txt",
        encoding="utf-8",
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )
    sections = (
        Section(0, None, 0, "一、", "过去一年工作回顾", "review", str(year - 1), 0, 12),
        Section(1, None, 0, "二、", "今年工作安排", "plan", str(year), 12, len(text)),
    )
    report = Report(
        source=source,
        kind="report",
        title=f"{year}年政府工作报告",
        year=year,
        place=Place("贵阳市", "city", "贵州省"),
        meeting="第五次会议",
        date=f"{year}-01-12",
        speaker="",
        address=address,
        sections=sections,
        sentences=tuple(sentences),
    )
    return Extract(report, tuple(measures))


def fact(said: Extract) -> Extract:
    """The same figures as a fact sheet would give them."""
    report = replace(
        said.report, kind="facts", source=replace(said.report.source, format="facts"), date="", meeting=""
    )
    return replace(said, report=report)


EARLIER = extract(
    2025,
    target("地区生产总值", "6"),
    target("规模以上工业增加值", "10"),
    target("固定资产投资", "5"),
    Said(
        "新建改造公厕",
        "120",
        "座",
        {"indicator": "新建改造公厕", "aspect": "level", "unit": "座", "headline": False, "phrase": "120座"},
    ),
)
LATER = extract(
    2026,
    result("地区生产总值", "5.1"),
    result("规模以上工业增加值", "9.8"),
    target("地区生产总值", "5.5"),
    target("固定资产投资", "5"),
    target("一般公共预算收入", "3"),
)


def card(tmp_path: Path, *extracts: Extract, first: int = 2025, last: int = 2026) -> Path:
    path = tmp_path / "card.xlsx"
    with Archive.open(None) as archive:
        for each in extracts:
            archive.ingest([each])
        write_scorecard(archive, "贵阳市", first, last, path)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    return load_workbook(card(tmp_path, EARLIER, LATER))


def row_of(sheet: Worksheet, heading: str) -> int:
    """The row whose first cell says `heading`."""
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == heading)


def table(sheet: Worksheet, first: str = "序号") -> list[list[object]]:
    """The rows under the header, up to the notes, as far as they are seen."""
    header = row_of(sheet, first)
    rows = [[cell.value for cell in row if is_seen(cell)] for row in sheet.iter_rows(min_row=header + 1)]
    end = next((i for i, row in enumerate(rows) if str(row[0]).startswith("注：")), len(rows))
    return rows[:end]


def header(sheet: Worksheet, first: str = "序号") -> list[object]:
    return [cell.value for cell in sheet[row_of(sheet, first)] if is_seen(cell)]


def is_seen(cell: Any) -> bool:
    return not cell.parent.column_dimensions[get_column_letter(cell.column)].hidden


# --- what the sheets say


def test_targets_stand_beside_results_and_the_next_targets(book: Workbook) -> None:
    sheet = book[TARGETS]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "贵阳市2025年主要预期目标完成情况对照表",
        "依据：贵阳市2025年政府工作报告（2025年1月12日，第五次会议）；贵阳市2026年政府工作报告（2026年1月12日，第五次会议）。",
        "目标共3项：✓ 完成1项，✗ 未完成1项，○ 未披露1项。",
    ]
    assert header(sheet) == [
        *("序号", "指标", "单位", "2025年目标", "2025年完成", "差值", "完成情况", "2026年目标", "目标变化"),
        *("备注", "出处"),
    ]
    none = "—"
    gdp, industry = "=ROUND(M5-L5,1)", "=ROUND(M6-L6,1)"
    assert table(sheet) == [
        [
            *(1, "地区生产总值", "%", "增长6%左右", "增长5.1%", gdp, "✗ 未完成", "增长5.5%左右", "↓ 调低"),
            *("完成线≥5.8%", "1 2 3"),
        ],
        [
            *(
                2,
                "规模以上工业增加值",
                "%",
                "增长10%左右",
                "增长9.8%",
                industry,
                "✓ 完成",
                none,
                "× 不再列入",
            ),
            *("完成线≥9.8%", "4 5"),
        ],
        [
            *(3, "固定资产投资", "%", "增长5%左右", "未披露", none, "○ 未披露", "增长5%左右", "＝ 持平"),
            *(None, "6 7"),
        ],
        [
            *(4, "一般公共预算收入", "%", none, none, none, none, "增长3%左右", "＋ 新增"),
            *(None, "8"),
        ],
    ]


def test_a_gap_is_a_number_that_shows_its_unit(book: Workbook) -> None:
    sheet = book[TARGETS]
    cell = sheet.cell(row_of(sheet, "序号") + 1, 6)
    assert (cell.value, cell.number_format) == (
        "=ROUND(M5-L5,1)",
        '+#,##0.0"个百分点";-#,##0.0"个百分点";0"个百分点"',
    )
    assert (sheet["L5"].value, sheet["M5"].value) == (6, 5.1)


def test_what_formulas_come_to_is_kept_for_programs_that_do_not_calculate(tmp_path: Path) -> None:
    book = load_workbook(card(tmp_path, EARLIER, LATER), data_only=True)
    assert [book[TARGETS].cell(row, 6).value for row in (5, 6, 7)] == [-0.9, -0.2, "—"]
    counts = [[book[SUMMARY].cell(row, column).value for column in (2, 3, 4)] for row in range(4, 14)]
    assert counts == [
        *([0, 0, 0], [1, 0, 1], [0, 0, 0], [1, 0, 1], [1, 1, 2], [0, 0, 0], [0, 0, 0], [0, 0, 0]),
        *([3, 1, 4], [pytest.approx(2 / 3), 0, 0.5]),
    ]


def test_the_sheets_stand_in_the_order_in_which_one_asks(book: Workbook) -> None:
    assert book.sheetnames == [
        *(SUMMARY, TARGETS, TASKS, ASSIGNMENTS, SILENT, TURNOVER, CHAPTERS, SOURCES, RULES),
    ]


def test_tasks_stand_under_the_headings_of_their_report(book: Workbook) -> None:
    sheet = book[TASKS]
    assert header(sheet) == [
        *("序号", "任务（指标）", "目标", "完成", "差值", "完成情况", "把握", "备注", "出处"),
    ]
    assert table(sheet) == [
        ["二、今年工作安排", *[None] * 8],
        [1, "新建改造公厕", "120座", "未披露", "—", "○ 未披露", "—", None, "9"],
    ]
    # with the hidden columns, which must go along when somebody sorts
    assert sheet.tables["tasks"].ref == "A4:N6"
    assert [sheet.row_dimensions[row].outlineLevel for row in (5, 6)] == [0, 1]


def test_this_years_targets_can_be_handed_out(book: Workbook) -> None:
    sheet = book[ASSIGNMENTS]
    assert header(sheet) == [
        *("序号", "类别", "任务（指标）", "目标", "牵头单位", "配合单位", "完成时限", "进展情况"),
        *("2026年完成", "备注", "出处"),
    ]
    assert table(sheet) == [
        ["二、今年工作安排", *[None] * 10],
        [1, "主要目标", "地区生产总值", "增长5.5%左右", *[None] * 6, "3"],
        [2, "主要目标", "固定资产投资", "增长5%左右", *[None] * 6, "7"],
        [3, "主要目标", "一般公共预算收入", "增长3%左右", *[None] * 6, "8"],
    ]
    offered = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert offered == {
        "G4:G7": '"3月底,6月底,9月底,11月底,12月底,长期坚持"',
        "H4:H7": '"未启动,推进中,已完成,滞后,需协调"',
    }


def test_what_the_next_report_passes_over_has_a_sheet_of_its_own(book: Workbook) -> None:
    assert book[SILENT]["A2"].value == (
        "2025年报告共有量化目标4项，2026年报告全文未见结果的2项，其中主要预期目标1项。未披露不等于未完成。"
    )
    assert table(book[SILENT]) == [
        ["主要预期目标（1）", *[None] * 5],
        [1, "固定资产投资", "增长5%左右", "固定资产投资增长5%左右。", "—", "6"],
        ["其他量化目标（1）", *[None] * 5],
        [2, "新建改造公厕", "120座", "新建改造公厕120座。", "—", "9"],
    ]


def test_new_and_dropped_targets_stand_together(book: Workbook) -> None:
    assert table(book[TURNOVER]) == [
        ["主要预期目标：新增（1）", *[None] * 6],
        [1, "一般公共预算收入", "—", "—", "—", "增长3%左右", "8"],
        ["主要预期目标：不再列入（1）", *[None] * 6],
        [1, "规模以上工业增加值", "增长10%左右", "增长9.8%", "✓ 完成", "—", "4 5"],
        ["其他量化目标：不再出现的指标（1）", *[None] * 6],
        [1, "新建改造公厕", "120座", "—", "○ 未披露", "—", "9"],
    ]


def test_sections_stand_side_by_side(book: Workbook) -> None:
    assert [row[:4] for row in table(book[CHAPTERS])] == [
        [1, "＝ 相同", "一　过去一年工作回顾", "一　过去一年工作回顾"],
        [2, "＝ 相同", "二　今年工作安排", "二　今年工作安排"],
    ]


def test_sources_give_each_figure_its_sentence_and_offsets(book: Workbook) -> None:
    text = EARLIER.report.source.text
    rows = table(book[SOURCES], "编号")
    start = text.index("6%")
    assert rows[0] == [
        *(1, "地区生产总值", "增长6%左右", "贵阳市2025年政府工作报告", "二、今年工作安排"),
        *("地区生产总值增长6%左右。", f"{start}–{start + 1}", "D5"),
    ]
    assert [row[0] for row in rows] == list(range(1, 10))


@pytest.mark.parametrize("words", ["地区生产总值增长", "地区\n生产总值\n增长"])
def test_the_figure_is_marked_in_its_sentence(tmp_path: Path, words: str) -> None:
    fields = {"indicator": "地区生产总值", "bound": "about"}
    earlier = extract(2025, Said(words, "6", "%左右", fields))
    book = load_workbook(card(tmp_path, earlier, LATER), rich_text=True)
    before, figure, after = book[SOURCES].cell(row_of(book[SOURCES], "编号") + 1, 6).value
    assert (str(before), figure.text, figure.font.b, str(after)) == ("地区生产总值增长", "6", True, "%左右。")


def test_rules_are_those_in_force(book: Workbook) -> None:
    rules = {row[0]: row[1] for row in table(book[RULES], "项目")}
    assert rules["左右、约"] == (
        "差0.2个百分点（率）或3%（量）以内为完成；差0.5个百分点（率）或5%（量）以内为接近完成"
    )
    assert rules["超、突破、高于"] == "超过目标为完成；差0.3个百分点（率）或3%（量）以内为接近完成"
    assert rules["超额线"] == "0.2个百分点（率）或3%（量）"
    assert rules["✓✓ 超额完成"] == "达到目标，且优于目标值超过超额线"
    digest = EARLIER.report.source.digest
    assert rules["贵阳市2025年政府工作报告"] == f"2025.txt\nhttps://example.org/a\nSHA-256 {digest}"


# --- one report, several, fact sheets, doubtful pairings


def test_one_report_shows_last_years_results_beside_its_targets(tmp_path: Path) -> None:
    sheet = load_workbook(card(tmp_path, LATER))[TARGETS]
    assert sheet["A1"].value == "贵阳市2025年完成情况与2026年主要预期目标"
    assert header(sheet) == [
        *("序号", "指标", "单位", "2025年完成", "2026年目标", "备注", "出处"),
    ]
    assert table(sheet) == [
        [1, "地区生产总值", "%", "增长5.1%", "增长5.5%左右", None, "1 2"],
        [2, "固定资产投资", "%", "—", "增长5%左右", None, "3"],
        [3, "一般公共预算收入", "%", "—", "增长3%左右", None, "4"],
    ]


def test_earlier_years_stand_under_one_another_and_have_a_course(tmp_path: Path) -> None:
    oldest = extract(2024, target("地区生产总值", "5.5"))
    book = load_workbook(card(tmp_path, oldest, EARLIER, LATER, first=2024))
    assert book.sheetnames == [
        *(
            SUMMARY,
            TARGETS,
            TASKS,
            ASSIGNMENTS,
            "多年走势",
            SILENT,
            TURNOVER,
            CHAPTERS,
            "历年对照表",
            SOURCES,
        ),
        RULES,
    ]
    assert book[TARGETS]["A1"].value == "贵阳市2025年主要预期目标完成情况对照表"
    assert [row[:5] for row in table(book["历年对照表"])[:2]] == [
        ["2024年目标与完成情况（2025年报告）", None, None, None, None],
        [1, "地区生产总值", "%", "增长5.5%左右", "未披露"],
    ]


def test_what_only_a_fact_sheet_could_tell_is_not_called_undisclosed(tmp_path: Path) -> None:
    results = fact(extract(2026, result("地区生产总值", "5.1"), path="a/results.csv"))
    sheet = load_workbook(card(tmp_path, EARLIER, results))[TARGETS]
    assert (
        sheet["A2"].value
        == "依据：贵阳市2025年政府工作报告（2025年1月12日，第五次会议）；数据表 results.csv。"
    )
    assert sheet["A4"].value == "2026年主要预期目标：资料未载。"
    assert [row[3:7] for row in table(sheet)] == [
        ["增长6%左右", "增长5.1%", "=ROUND(K6-J6,1)", "✗ 未完成"],
        ["增长10%左右", "资料未载", "—", "□ 资料未载"],
        ["增长5%左右", "资料未载", "—", "□ 资料未载"],
    ]


def test_a_doubtful_pairing_is_put_up_for_review_and_not_judged(tmp_path: Path) -> None:
    jobs = {"aspect": "level", "unit": "万人", "indicator": "城镇新增就业"}
    earlier = extract(2025, Said("城镇新增就业", "15", "万人", jobs))
    later = extract(
        2026,
        Said("城镇新增就业", "77", "万人", {**jobs, "role": "achieved"}),
        target("地区生产总值", "5"),
    )
    row = table(load_workbook(card(tmp_path, earlier, later))[TARGETS])[0]
    assert row[4:7] == ["（增长77万人）", "—", "？ 待核对"]
    assert str(row[9]).startswith("待核对：")
    assert row[10] == "1 2"


def test_nothing_to_show_is_said_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no targets"):
        card(tmp_path, LATER, first=1999, last=2000)
    assert list(tmp_path.iterdir()) == []


# --- links and print


def links(sheet: Worksheet) -> list[tuple[Any, str, str]]:
    """Of each cell that leads to a place in the workbook the cell, the sheet and the cell it leads to."""
    found = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink and cell.hyperlink.location]
    return [
        (cell, *re.fullmatch(r"'(.+)'!([A-Z]+\d+)", cell.hyperlink.location).groups())  # type: ignore[union-attr]
        for cell in found
    ]


def test_every_figure_leads_to_its_source_and_every_source_back(book: Workbook) -> None:
    sources, cited = book[SOURCES], set()
    for sheet in book.worksheets:
        for cell, name, place in links(sheet) if sheet is not sources else ():
            assert name == SOURCES
            number = sources[place].value
            assert isinstance(number, int)
            assert cell.hyperlink.tooltip.startswith(f"出处{number}")
            if header(sheet)[cell.column - 1 :][:1] == ["出处"] if sheet.title != SUMMARY else False:
                assert str(cell.value).split()[0] == str(number)
            else:
                assert str(cell.value).strip("（）") == sources.cell(sources[place].row, 3).value
            cited.add(number)
    assert cited == set(range(1, 10))
    for cell, name, place in links(sources):
        assert book[name][place].value == sources.cell(cell.row, 3).value
    assert len(links(sources)) == 9


def test_only_web_addresses_are_opened(tmp_path: Path) -> None:
    bad = extract(2026, result("地区生产总值", "5.1"), address="file:///etc/passwd")
    sheet = load_workbook(card(tmp_path, EARLIER, bad))[SOURCES]
    opened = {row[3].value: row[3].hyperlink for row in sheet.iter_rows(min_row=4)}
    assert opened["贵阳市2026年政府工作报告"] is None


def test_every_sheet_prints_on_a4_one_page_wide(book: Workbook) -> None:
    setup = book[SUMMARY].page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("portrait", 9, 1, 1)
    for sheet in book.worksheets[1:]:
        first = "编号" if sheet.title == SOURCES else "项目" if sheet.title == RULES else "序号"
        head = row_of(sheet, first)
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, int(sheet.title == TARGETS))
        assert sheet.print_title_rows == f"${head}:${head}"
        assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
        assert sheet.freeze_panes.endswith(str(head + 1))


def test_rows_are_as_tall_as_their_text(tmp_path: Path) -> None:
    words = "居民消费价格指数控制在国家和省下达的调控目标范围以内并力争低于全国平均水平"
    fields = {"value": None, "unit": "", "bound": "qual", "aspect": "level", "phrase": words}
    said = Said("物价", "0", words, {"indicator": "居民消费价格指数", **fields})
    sheet = load_workbook(card(tmp_path, extract(2025, said), LATER))[TARGETS]
    cell = sheet.cell(row_of(sheet, "序号") + 1, 4)
    assert (cell.value, cell.hyperlink) == (words, None)
    width = sheet.column_dimensions["D"].width
    assert sheet.row_dimensions[cell.row].height >= 14 * -(-width_of(words) // width)


def test_the_same_archive_gives_the_same_bytes_and_no_name_of_a_user(tmp_path: Path) -> None:
    first = card(tmp_path, EARLIER, LATER).read_bytes()
    assert card(tmp_path, EARLIER, LATER).read_bytes() == first
    with zipfile.ZipFile(tmp_path / "card.xlsx") as file:
        everything = b"".join(file.read(name) for name in file.namelist())
        assert b"2026-01-12T00:00:00Z" in file.read("docProps/core.xml")
    assert b"/home/user" not in everything


def test_a_file_that_cannot_be_replaced_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "card.xlsx").mkdir()
    with pytest.raises(DuizhaoError, match=r"card\.xlsx: can't be written"):
        card(tmp_path, EARLIER, LATER)
    assert [path.name for path in tmp_path.iterdir()] == ["card.xlsx"]


def test_the_workbook_is_cell_by_cell_the_golden_one(book: Workbook) -> None:
    """`DUIZHAO_GOLDEN=write` writes it anew; read what changed before committing it."""
    cells = [
        f"{sheet.title}!{cell.coordinate}\t{str(cell.value).replace(__version__, 'VERSION')!r}"
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    if os.environ.get("DUIZHAO_GOLDEN") == "write":
        GOLDEN.write_text("\n".join(cells) + "\n", encoding="utf-8")
    assert cells == GOLDEN.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_text_is_longer_than_its_cell(tmp_path: Path, language: Literal["zh", "en"]) -> None:
    name = "国家级高新技术产业开发区规模以上战略性新兴产业集群重点骨干企业工业增加值占比提升幅度"
    earlier = extract(2025, target(name, "6"), target("地区生产总值", "5"), *tasks_of(name))

    def write(archive: Archive, path: Path) -> None:
        write_scorecard(archive, "贵阳市", 2025, 2026, path, language=language)

    book = written(tmp_path, write, earlier, extract(2026, result(name, "5"), target(name, "7")))
    assert [cell for sheet in book.worksheets for cell in cut(sheet)] == []


def tasks_of(name: str) -> list[Said]:
    return [Said(name, "12", "个", {"indicator": name, "headline": False, "aspect": "level", "unit": "个"})]


def cut(sheet: Worksheet) -> Iterator[tuple[str, str, object]]:
    """The cells whose text has no room."""
    merged = {part.start_cell.coordinate: part for part in sheet.merged_cells.ranges}
    for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
        part = merged.get(cell.coordinate)
        columns = range(part.min_col, part.max_col + 1) if part else (cell.column,)
        dimensions = [sheet.column_dimensions[get_column_letter(column)] for column in columns]
        is_heading_of_rows = not cell.alignment.wrap_text and not (
            cell.border.left and cell.border.left.style
        )
        if dimensions[0].hidden or cell.data_type == "f" or is_heading_of_rows:
            continue
        scale = cell.font.size / 10.5
        width = sum(dimension.width for dimension in dimensions) / scale
        if cell.alignment.wrap_text:
            lines = lines_of(cell.value, width)
            has_room = lines * 13.0 * scale <= (sheet.row_dimensions[cell.row].height or 0)
        else:
            has_room = width_of(cell.value) <= width
        if not has_room:
            yield sheet.title, cell.coordinate, cell.value


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_reads_and_writes_the_same_cells(tmp_path: Path) -> None:
    """And its own calculation comes to what the workbook says its formulas come to."""
    path, folder = card(tmp_path, EARLIER, LATER), tmp_path / "again"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    said = subprocess.run(command, check=True, capture_output=True, timeout=120, text=True)
    if "no export filter" in said.stdout + said.stderr:
        pytest.skip("LibreOffice is installed without its Calc")
    first, again = (load_workbook(file, data_only=True) for file in (path, folder / path.name))
    assert again.sheetnames == first.sheetnames
    for sheet in first.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                other = again[sheet.title][cell.coordinate].value
                is_number = isinstance(cell.value, int | float)
                assert other == (pytest.approx(cell.value) if is_number else cell.value), cell
        assert again[sheet.title].tables.keys() == sheet.tables.keys()
    charts = again[SUMMARY]._charts  # type: ignore[attr-defined]
    assert len(charts) == 1


def test_a_chart_tells_in_words_what_it_shows(tmp_path: Path) -> None:
    path = card(tmp_path, EARLIER, LATER)
    with zipfile.ZipFile(path) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert re.findall(r'descr="([^"]*)"', drawing) == [
        "主要预期目标完成情况（项）：✓✓ 超额完成 0；✓ 完成 1；△ 接近完成 0；✗ 未完成 1；○ 未披露 1；"
        "— 无法判定 0；？ 待核对 0；□ 资料未载 0"
    ]
    told = load_workbook(path).properties
    assert (told.title, told.creator, told.language) == (
        *("贵阳市政府工作报告目标完成情况对照表", "duizhao", "zh-CN"),
    )
    assert told.subject == "依据：2025—2026。"


# --- English, several places, a form of one's own


def written(tmp_path: Path, write: Callable[[Archive, Path], None], *extracts: Extract) -> Workbook:
    path = tmp_path / "card.xlsx"
    with Archive.open(None) as archive:
        for each in extracts:
            archive.ingest([each])
        write(archive, path)
    return load_workbook(path)


def test_every_phrase_of_the_workbook_has_its_english() -> None:
    """All that stands in a call of `say`; what is given by name is met by the test below."""
    english = tomllib.loads((SCORECARD / "english.toml").read_text(encoding="utf-8"))
    known = {phrase for name, table in english.items() if name != "kinds" for phrase in table}
    calls = [
        node
        for path in SCORECARD.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("say")
    ]
    said = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
    assert said - known == set()
    for table in english.values():
        for phrase, translated in table.items():
            assert set(re.findall(r"\{(\w+)", phrase)) == set(re.findall(r"\{(\w+)", translated)), phrase


def test_in_english_only_the_words_of_the_reports_stay_chinese(tmp_path: Path) -> None:
    def write(archive: Archive, path: Path) -> None:
        write_scorecard(archive, "贵阳市", 2025, 2026, path, language="en")

    book = written(tmp_path, write, EARLIER, LATER)
    assert book.sheetnames == [
        *("Summary", "Main targets", "Other targets", "Assignments", "Undisclosed", "New and dropped"),
        *("Sections", "Sources", "Rules"),
    ]
    sheet = book["Main targets"]
    assert sheet["A1"].value == "贵阳市: main targets of 2025 and their results"
    assert sheet["A3"].value == "3 targets: ✓ met 1, ✗ missed 1, ○ undisclosed 1."
    assert header(sheet, "No.") == [
        *(
            "No.",
            "Indicator",
            "Unit",
            "2025 target",
            "2025 result",
            "Gap",
            "Verdict",
            "2026 target",
            "Change",
        ),
        *("Remarks", "Sources"),
    ]
    assert [cell.value for cell in sheet[5]][:11] == [
        *(1, "地区生产总值", "%", "增长6%左右", "增长5.1%", "=ROUND(M5-L5,1)", "✗ missed", "增长5.5%左右"),
        *("↓ lowered", "met if ≥5.8%", "1 2 3"),
    ]
    assert sheet.oddFooter.center.text == "Page &P of &N"


def test_places_stand_side_by_side(tmp_path: Path) -> None:
    province = Place("贵州省", "province", "全国")
    other = replace(
        extract(2025, target("一般公共预算收入", "4"), target("地区生产总值", "5.5"), path="省2025.txt"),
    )
    answer = extract(2026, result("地区生产总值", "5.3"), path="省2026.txt")
    others = [replace(each, report=replace(each.report, place=province)) for each in (other, answer)]

    def write(archive: Archive, path: Path) -> None:
        write_matrix(archive, ["贵阳市", "贵州省"], 2025, 2026, path)

    book = written(tmp_path, write, EARLIER, LATER, *others)
    assert book.sheetnames == ["多地对照", SOURCES, RULES]
    sheet, none = book["多地对照"], ["—"] * 3
    assert header(sheet)[2:5] == ["贵阳市\n目标", "贵阳市\n完成", "贵阳市\n完成情况"]
    rows = [row for row in table(sheet, "序号") if isinstance(row[0], int)]
    silent = ["未披露", "○ 未披露"]
    assert rows[:4] == [
        [1, "地区生产总值", "增长6%左右", "增长5.1%", "✗ 未完成", "增长5.5%左右", "增长5.3%", "✓ 完成"],
        [2, "规模以上工业增加值", "增长10%左右", "增长9.8%", "✓ 完成", *none],
        [3, "固定资产投资", "增长5%左右", *silent, *none],
        [4, "一般公共预算收入", *none, "增长4%左右", *silent],
    ]
    assert {sheet[place].value for _, _, place in links(book[SOURCES])} == {
        *("增长6%左右", "增长5.1%", "增长10%左右", "增长9.8%", "增长5%左右"),
        *("增长5.5%左右", "增长5.3%", "增长4%左右"),
    }


def form(path: Path, below: str = "") -> Path:
    """An office's form: a named cell, and a table with a column of its own."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "附表"
    for column, heading in enumerate(("序号", "指标", "目标", "完成", "差值", "责任人", "完成情况"), 1):
        sheet.cell(3, column, heading)
        sheet.cell(4, column).font = Font(name="楷体", size=12)
    sheet["F4"], sheet["A6"] = "（填写）", below or None
    sheet.add_table(Table(displayName="目标", ref="A3:G4"))
    book.defined_names["标题"] = DefinedName("标题", attr_text="'附表'!$A$1")
    book.save(path)
    return path


def test_a_form_is_filled_and_keeps_its_looks(tmp_path: Path) -> None:
    own = form(tmp_path / "form.xlsx")

    def write(archive: Archive, path: Path) -> None:
        fill_template(archive, "贵阳市", own, path, first_year=2025, last_year=2026)

    sheet = written(tmp_path, write, EARLIER, LATER)["附表"]
    assert sheet["A1"].value == "贵阳市2025年主要预期目标完成情况对照表"
    assert [[cell.value for cell in row] for row in sheet["A4:G7"]] == [
        [1, "地区生产总值", "增长6%左右", "增长5.1%", pytest.approx(-0.9), "（填写）", "✗ 未完成"],
        [2, "规模以上工业增加值", "增长10%左右", "增长9.8%", pytest.approx(-0.2), None, "✓ 完成"],
        [3, "固定资产投资", "增长5%左右", "未披露", "—", None, "○ 未披露"],
        [4, "一般公共预算收入", "—", "—", "—", None, "—"],
    ]
    assert sheet.tables["目标"].ref == "A3:G7"
    assert {sheet[cell].font.name for cell in ("A4", "C7", "F6")} == {"楷体"}


def test_a_form_without_room_or_without_names_is_refused(tmp_path: Path) -> None:
    own, bare = form(tmp_path / "form.xlsx", below="审核人："), tmp_path / "bare.xlsx"
    Workbook().save(bare)
    with Archive.open(None) as archive:
        archive.ingest([EARLIER])
        archive.ingest([LATER])
        for path, error, words in (
            (own, Conflict, "附表 A6 stands where"),
            (bare, Unreadable, "no cell and"),
        ):
            with pytest.raises(error, match=words):
                fill_template(
                    archive, "贵阳市", path, tmp_path / "card.xlsx", first_year=2025, last_year=2026
                )
    assert not (tmp_path / "card.xlsx").exists()


# --- untrusted text

HOSTILE = [
    '=HYPERLINK("http://evil.example","点")',
    "@SUM(1+1)",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "#N/A",
    "＝1+1",
    "\x00\x07=1+1",
    "坏\x0b字\ufffe符",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_a_report_never_become_a_formula(tmp_path: Path, text: str) -> None:
    unit = {"unit": '"+1;@', "aspect": "level"}
    earlier = extract(2025, target(text, "6", phrase=text, scope=text, **unit), address=text)
    later = extract(2026, result(text, "5", phrase=text, scope=text, **unit), target("增", "1", phrase=text))
    path = card(tmp_path, earlier, later)
    book = load_workbook(path)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    own = {cell.value for cell in cells if cell.data_type == "f"}
    assert all(re.fullmatch(r"=[A-Z]+\d+\+[A-Z]+\d+|=(SUM|ROUND|COUNTIF|IF)\(.*\)|=0", f) for f in own)
    assert not any(text[1:] in formula for formula in own)
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "f"}
    assert clean(text) in {cell.value for cell in cells}
    starting = [c for c in cells if c.data_type == "s" and c.value and str(c.value)[0] in "=+-@＝"]
    assert all(cell.quotePrefix for cell in starting)


def test_text_is_cut_to_what_a_cell_takes() -> None:
    assert len(clean("字" * 40_000)) == LONGEST
    assert clean("𠮷" * 20_000).endswith("𠮷……")
    assert len(clean("𠮷" * 20_000).encode("utf-16-le")) // 2 <= LONGEST
    assert clean("a\r\nb\rc\x1f") == "a\nb\nc"


def test_text_stays_text() -> None:
    sheet = Workbook().active
    assert sheet is not None
    for row, text in enumerate(["=1+1", "#REF!", "增长6%"], 1):
        put_text(sheet.cell(row, 1), text)  # type: ignore[arg-type]
    assert [(c.value, c.data_type) for c in (sheet["A1"], sheet["A2"], sheet["A3"])] == [
        ("=1+1", "s"),
        ("#REF!", "s"),
        ("增长6%", "s"),
    ]
    assert [is_risky(text) for text in ("=1+1", "＠a", "\t1", "#REF!", "增长6%", "")] == [
        *(True, True, True, False, False, False),
    ]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("地区生产总值", 12, 1),
        ("地区生产总值", 11, 2),
        ("一\n二", 12, 2),
        ("增长 6038.15 亿元", 12, 2),
        ("a" * 25, 10, 3),
        ("见 " + "a" * 25, 10, 4),
        ("地区生产总值。", 12, 2),
        ("", 5, 1),
    ],
)
def test_lines_are_counted_as_a_spreadsheet_breaks_them(text: str, width: float, lines: int) -> None:
    assert lines_of(text, width) == lines


def test_text_too_tall_for_a_row_ends_in_an_ellipsis() -> None:
    assert fitted("字" * 100, 10, 2) == ("字" * 8 + "……", 2)
    assert fitted("字" * 10, 10, 2) == ("字" * 10, 2)
