"""Native charts, sparing and told apart on a grey copy: targets as steps or bands, results as a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import NumDataSource, NumRef
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun

from compare.scorecard.cells import untyped
from compare.scorecard.styles import BODY, FAINT, GREY, INK, PALE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

_TITLE, _LABEL = 1100, 900  # hundredths of a point
_THIN, _THICK, _BAND, _GAP = 9_525, 22_225, 63_500, 50_000  # EMU


def counts(words: Reference, numbers: Reference, title: str) -> BarChart:
    """How many to each word: one bar a word, its number on it."""
    chart = BarChart()
    chart.type = "bar"
    chart.gapWidth = 45
    series = Series(numbers, title=title)
    series.graphicalProperties = GraphicalProperties(solidFill=PALE)
    series.graphicalProperties.line = LineProperties(solidFill=INK, w=_THIN)
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    for off in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, off, False)
    chart.series.append(series)
    chart.set_categories(words)
    chart.legend = None
    _title(chart, title)
    chart.x_axis.delete, chart.y_axis.delete = False, True
    chart.x_axis.scaling.orientation = "maxMin"  # the first word on top
    chart.x_axis.txPr = _text(_LABEL)
    chart.y_axis.majorGridlines = None
    return chart


def course(title: str, cells: Mapping[str, Reference], names: tuple[str, str]) -> LineChart:
    """The targets and results of an indicator by year.

    `cells` are those of each `year`, its target (`planned`), how far that reaches where it is a range
    (`spread`), and the result (`achieved`); `names` are what the legend calls target and result.
    """
    chart = LineChart()
    planned = Series(cells["planned"], title=names[0])
    planned.graphicalProperties = GraphicalProperties()
    planned.graphicalProperties.line = LineProperties(noFill=True)
    planned.marker.symbol, planned.marker.size = "dash", 14
    planned.marker.graphicalProperties = GraphicalProperties(solidFill=GREY)
    planned.marker.graphicalProperties.line = LineProperties(solidFill=GREY, w=_THIN)
    planned.errBars = _band(cells["spread"])
    achieved = Series(cells["achieved"], title=names[1])
    achieved.graphicalProperties = GraphicalProperties()
    achieved.graphicalProperties.line = LineProperties(solidFill=INK, w=_THICK)
    achieved.marker.symbol, achieved.marker.size = "circle", 6
    achieved.marker.graphicalProperties = GraphicalProperties(solidFill=INK)
    achieved.marker.graphicalProperties.line = LineProperties(solidFill=INK, w=_THIN)
    achieved.smooth = planned.smooth = False
    chart.series += [planned, achieved]
    chart.set_categories(cells["year"])
    chart.display_blanks = "gap"
    chart.visible_cells_only = False  # the numbers stand in hidden columns
    _title(chart, title)
    chart.legend = Legend(legendPos="b")
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = _text(_LABEL)
    chart.x_axis.number_format, chart.y_axis.number_format = "0", "General"
    chart.x_axis.tickLblPos = "low"
    lines = GraphicalProperties(ln=LineProperties(solidFill=FAINT, w=_THIN))
    chart.y_axis.majorGridlines = ChartLines(spPr=lines)
    return chart


def place(
    sheet: Worksheet, chart: BarChart | LineChart, first: tuple[int, int], last: tuple[int, int]
) -> None:
    """Over the cells from `first` to `last`, each a column and a row: so it is as wide in any font."""
    untyped(chart).anchor = TwoCellAnchor(
        editAs="twoCell",
        _from=AnchorMarker(col=first[0] - 1, row=first[1] - 1, colOff=_GAP),
        to=AnchorMarker(col=last[0], row=last[1]),
    )
    sheet.add_chart(chart)


def _band(spread: Reference) -> ErrorBars:
    """From the lower end of a target in a range up to its upper end."""
    bars = ErrorBars(errDir="y", errBarType="plus", errValType="cust", noEndCap=True)
    bars.plus = NumDataSource(numRef=NumRef(f=str(spread)))
    bars.spPr = GraphicalProperties(ln=LineProperties(solidFill=PALE, w=_BAND))
    return bars


def _title(chart: BarChart | LineChart, text: str) -> None:
    run = RegularTextRun(rPr=_characters(_TITLE), t=text)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=_characters(_TITLE)), r=[run])
    chart.title = Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _text(size: int) -> RichText:
    return RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=_characters(size)), endParaRPr=_characters(size))]
    )


def _characters(size: int) -> CharacterProperties:
    return CharacterProperties(
        sz=size, b=False, solidFill=INK, latin=Font(typeface=BODY), ea=Font(typeface=BODY)
    )
