"""How the workbook looks: fonts, borders, marks, the printed page. Colour never carries a meaning alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

from compare.scorecard.cells import clean

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Look = Literal["plain", "strong", "good", "bad", "faint"]

BODY, HEADER = "宋体", "黑体"
SIZE = 10
LINE = 14.6  # points a line of 10 takes in the tallest of the fonts that stand in for 宋体
PADDING = 5.0
TALLEST = 405.0  # Excel's rows end at 409 points
_LONGEST_FOOTER = 100  # Excel takes 255 with the marks for the fonts
MOST_LINES = int((TALLEST - PADDING) // LINE)

_THIN = Side(style="thin", color="FF808080")
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
SHADED = PatternFill("solid", fgColor="FFE7E6E6")
BAND = PatternFill("solid", fgColor="FFF5F5F5")

_COLOURS: dict[Look, str] = {
    "plain": "FF000000",
    "strong": "FF000000",
    "good": "FF1E5C2E",
    "bad": "FF9C0006",
    "faint": "FF595959",
}

MARKS: dict[str, tuple[str, Look]] = {
    "超额完成": ("✓✓", "good"),
    "完成": ("✓", "good"),
    "接近完成": ("△", "strong"),
    "未完成": ("✗", "bad"),
    "未披露": ("○", "strong"),
    "无法判定": ("—", "plain"),
    "待核对": ("？", "strong"),
    "资料未载": ("□", "plain"),
}
"""Of each verdict, by the word the archive's views have for it, the mark and the look."""

ARROWS = {"调高": "↑", "调低": "↓", "持平": "＝", "表述调整": "～", "新增": "＋", "不再列入": "×"}


def font(look: Look = "plain", size: float = SIZE, linked: bool = False) -> Font:
    """The body's font; what is linked is underlined, and so shows it in print too."""
    return Font(
        name=BODY,
        size=size,
        bold=look in ("strong", "bad"),
        color=_COLOURS[look],
        underline="single" if linked else None,
    )


def heading_font(size: float = SIZE) -> Font:
    return Font(name=HEADER, size=size, bold=True)


def aligned(horizontal: str, wrap: bool = True) -> Alignment:
    return Alignment(horizontal=horizontal, vertical="center", wrap_text=wrap)


def height_of(lines: int) -> float:
    """Points for a row whose tallest cell has `lines` lines."""
    return min(TALLEST, max(20.0, lines * LINE + PADDING))


def print_on_a4(sheet: Worksheet, footer: str, header_row: int, columns: int, last_row: int) -> None:
    """Landscape, one page wide and as many tall as it takes, the header row on each."""
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", 9
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.25, 0.3
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{header_row}:{header_row}"
    last = sheet.cell(last_row, columns).coordinate
    sheet.print_area = f"A1:{last}"
    parts = {"left": clean(footer).replace("&", "＆")[:_LONGEST_FOOTER], "center": "第 &P 页 共 &N 页"}
    for side, text in parts.items():
        part = getattr(sheet.oddFooter, side)
        part.text, part.font, part.size = text, f"{BODY},Regular", 9
