"""One indicator over the years as a chart: what was reached as a line, what was set out as marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

FONTS = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Micro Hei, sans-serif"
_RESULT, _TARGET = "完成", "目标"
# Told apart by shape as well, for those who see no colours and for black and white print.
_COLOURS = {_RESULT: "#1f5c99", _TARGET: "#c2571a"}
_SHAPES = {_RESULT: "circle", _TARGET: "diamond"}
_WIDTH, _HEIGHT, _PER_YEAR = 560, 220, 44


@dataclass(frozen=True, slots=True)
class Point:
    """A year with its figures, in the line's unit; None where nothing is stated."""

    year: int
    target: Decimal | None
    target_max: Decimal | None
    """Upper end of a range."""
    result: Decimal | None


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one aspect in one unit, a point a year, ascending."""

    title: str
    """What is measured: 总量, 增速."""
    unit: str
    points: tuple[Point, ...]

    @property
    def label(self) -> str:
        """`总量（亿元）`."""
        return f"{self.title}（{self.unit}）" if self.unit else self.title


def trend(title: str, lines: Sequence[Line]) -> dict[str, Any]:
    """The Vega-Lite specification of a chart with a panel a line."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {"text": title, "anchor": "start", "fontSize": 16},
        "vconcat": [_panel(line) for line in lines],
        "config": {
            "font": FONTS,
            "background": "white",
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "gridColor": "#e5e5e5"},
            "legend": {"labelFontSize": 12, "orient": "top", "title": None},
            "view": {"stroke": None},
        },
        "resolve": {"scale": {"x": "independent"}},
    }


def _panel(line: Line) -> dict[str, Any]:
    years = line.points[-1].year - line.points[0].year + 1
    named = {"field": "kind", "type": "nominal", "scale": _scale(_COLOURS)}
    shaped = {"field": "kind", "type": "nominal", "scale": _scale(_SHAPES)}
    x = {
        "field": "year",
        "type": "ordinal",
        "axis": {"title": None, "labelAngle": 0 if years * _PER_YEAR <= _WIDTH else -45},
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "axis": {"title": line.label},
        "scale": {
            "zero": "%" not in line.unit
        },  # amounts from nothing; a rate's changes are in its last points
    }
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "data": {"values": _values(line)},
        "encoding": {"x": x},
        "layer": [
            {  # a year of which nothing is known breaks the line: no figure is made up
                "transform": [{"filter": f"datum.kind == '{_RESULT}'"}],
                "mark": {"type": "line", "color": _COLOURS[_RESULT], "strokeWidth": 2},
                "encoding": {"y": y},
            },
            {
                "transform": [{"filter": "isValid(datum.upper)"}],
                "mark": {"type": "rule", "color": _COLOURS[_TARGET], "strokeWidth": 2},
                "encoding": {"y": y, "y2": {"field": "upper"}},
            },
            {
                "transform": [{"filter": "isValid(datum.value)"}],
                "mark": {"type": "point", "size": 60, "filled": True},
                "encoding": {"y": y, "color": named, "shape": shaped},
            },
        ],
    }


def _scale(by_kind: dict[str, str]) -> dict[str, list[str]]:
    return {"domain": list(by_kind), "range": list(by_kind.values())}


def _values(line: Line) -> list[dict[str, object]]:
    """A value a year and kind from the first year to the last, null where nothing is stated."""
    known = {point.year: point for point in line.points}
    values: list[dict[str, object]] = []
    for year in range(min(known), max(known) + 1):
        point = known.get(year, Point(year, None, None, None))
        values.append({"year": year, "kind": _RESULT, "value": _number(point.result)})
        target = {"year": year, "kind": _TARGET, "value": _number(point.target)}
        values.append({**target, "upper": _number(point.target_max)})
    return values


def _number(value: Decimal | None) -> float | None:
    """For the eye only: a chart needs no more digits than a float has."""
    return None if value is None else float(value)
