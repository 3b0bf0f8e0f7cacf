"""How the workbook looks: fonts, sizes, colours, marks, paper. Colour never carries a meaning alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

from compare.scorecard.cells import clean, untyped

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

Look = Literal["plain", "strong", "good", "bad", "faint"]
Face = Literal["body", "heading", "title"]

# What Windows and WPS have. A workbook names one font a cell; where a system lacks it the family and the
# character set that stand beside the name lead to another Chinese font with, or without, serifs.
_FACES: dict[Face, tuple[str, int]] = {
    "body": ("宋体", 1),
    "heading": ("黑体", 2),
    "title": ("方正小标宋简体", 1),
}
_GB2312 = 134  # the number of its character set in a font of a workbook
BODY = _FACES["body"][0]
SIZE = 10.5  # 五号: a Chinese character is then as wide as two of the digits that columns are counted in
TITLE_SIZE, NOTE_SIZE = 18.0, 9.0
LINE = 15.6  # points a line of 10.5 takes in the tallest of the fonts that stand in for 宋体
PADDING = 5.0
LEAST_HEIGHT = 21.0
TALLEST = 405.0  # Excel's rows end at 409 points
MOST_LINES = int((TALLEST - PADDING) // LINE)
DIGIT = SIZE / 2  # points
PAGE_WIDTH = 138  # digits of the body's size across landscape A4
_LONGEST_FOOTER = 60  # Excel takes 255 with the marks for the fonts, of three parts together

_THIN = Side(style="thin", color="FF808080")
_BORDERS = {True: Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN), False: Border()}
Shade = Literal["", "head", "band", "entry"]
_FILLS: dict[Shade, PatternFill] = {
    "": PatternFill(),
    "head": PatternFill("solid", fgColor="FFE1E1E1"),
    "band": PatternFill("solid", fgColor="FFF2F2F2"),
    "entry": PatternFill("solid", fgColor="FFFFFBE6"),  # to be filled in; white once printed
}
_COLOURS: dict[Look, str] = {
    "plain": "FF000000",
    "strong": "FF000000",
    "good": "FF1E5C2E",
    "bad": "FF9C0006",
    "faint": "FF595959",
}
INK, GREY, PALE, FAINT = "000000", "595959", "A6A6A6", "D9D9D9"
"""The colours of charts: told apart on a grey copy."""

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
"""Of each verdict, by the word the archive's views have for it, the mark and the look; in order."""

ARROWS = {"调高": "↑", "调低": "↓", "持平": "＝", "表述调整": "～", "新增": "＋", "不再列入": "×"}


class Dress(NamedTuple):
    """All that a cell looks like."""

    look: Look = "plain"
    face: Face = "body"
    size: float = SIZE
    linked: bool = False
    align: str = "left"
    wrap: bool = True
    indent: int = 0
    bordered: bool = True
    shade: Shade = ""
    number_format: str = "General"
    quoted: bool = False
    """Text that a program might read as a formula once it is edited."""


class Wardrobe:
    """Gives the cells of one workbook their looks, each of which is made once: making them takes longest."""

    def __init__(self) -> None:
        self._made: dict[Dress, StyleArray] = {}

    def dress(self, cell: Cell, dress: Dress) -> None:
        made = self._made.get(dress)
        if made is None:
            made = self._made[dress] = _make(cell, dress)
        untyped(cell)._style = made  # shared: no cell is dressed twice


def _make(cell: Cell, dress: Dress) -> StyleArray:
    """The style as the workbook numbers it, made on a cell that is in no sheet."""
    model = Cell(untyped(cell).parent, row=1, column=1)
    model.font = font(dress.look, dress.size, dress.face, dress.linked)
    model.alignment = Alignment(
        horizontal=dress.align, vertical="center", wrap_text=dress.wrap, indent=dress.indent
    )
    model.border, model.fill = _BORDERS[dress.bordered], _FILLS[dress.shade]
    model.number_format = dress.number_format
    model.quotePrefix = dress.quoted
    style: StyleArray = untyped(model)._style
    return style


def font(look: Look = "plain", size: float = SIZE, face: Face = "body", linked: bool = False) -> Font:
    """A font; what is linked is underlined, and so shows it in print too."""
    name, family = _FACES[face]
    return Font(
        name=name,
        family=family,
        charset=_GB2312,
        size=size,
        bold=face == "heading" or look in ("strong", "bad"),
        color=_COLOURS[look],
        underline="single" if linked else None,
    )


def set_normal(book: Workbook) -> None:
    """Make the body's font the workbook's own: by its digits the widths of columns are counted."""
    normal = font()
    untyped(book)._fonts[0] = normal
    untyped(book)._named_styles["Normal"].font = normal


def centimetres(points: float) -> float:
    """As charts are measured."""
    return points * 2.54 / 72


def height_of(lines: int, size: float = SIZE) -> float:
    """Points for a row whose tallest cell has `lines` lines of letters of `size`."""
    return min(TALLEST, max(LEAST_HEIGHT, lines * LINE * size / SIZE + PADDING))


@dataclass(frozen=True, slots=True)
class Page:
    """How a sheet is printed."""

    footer: str
    printed: str
    """The words before the day on which it is printed."""
    numbering: str
    """`第 &P 页 共 &N 页`."""
    tall: int = 0
    """How many pages tall it is made, 0 for as many as it takes."""
    upright: bool = False


def print_on_a4(sheet: Worksheet, page: Page, columns: int, last_row: int, header_row: int = 0) -> None:
    """One page wide, the header row on each page."""
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "portrait" if page.upright else "landscape", 9
    setup.fitToWidth, setup.fitToHeight = 1, page.tall
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.45
    margins.top, margins.bottom, margins.header, margins.footer = 0.55, 0.65, 0.25, 0.3
    sheet.print_options.horizontalCentered = True
    if header_row:
        sheet.print_title_rows = f"{header_row}:{header_row}"
    last = sheet.cell(last_row, columns).coordinate
    sheet.print_area = f"A1:{last}"
    parts = {
        "left": clean(page.footer).replace("&", "＆")[:_LONGEST_FOOTER],
        "center": page.numbering,
        "right": f"{page.printed} &D",
    }
    for side, text in parts.items():
        part = getattr(sheet.oddFooter, side)
        part.text, part.font, part.size = text, f"{BODY},Regular", 9
