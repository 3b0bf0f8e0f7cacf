"""The charts of the page: drawn beforehand as SVG, for each indicator that is followed over the years.

A drawn SVG needs no script, so that the page's policy can forbid all code but its own, and prints as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from compare.charts.panel import add_in_unit, lines_of
from compare.charts.trend import trend

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from compare.archive import Archive
    from compare.charts import Line

_WIDTH, _HEIGHT = 300, 150
_POINTS = 2  # figures from which on a line shows a course
# What the renderer writes; all else is left out, whatever a report made it write.
_ELEMENTS = {"svg", "g", "path", "line", "text"}
_ATTRIBUTES = {
    *("viewBox", "width", "height", "transform", "d", "x", "y", "x2", "y2", "fill", "stroke", "stroke-width"),
    *(
        "stroke-dasharray",
        "stroke-miterlimit",
        "opacity",
        "display",
        "text-anchor",
        "font-size",
        "font-weight",
    ),
}
# The colours of compare.charts as names, which the style sheet knows for light, for dark and for print.
_COLOURS = {
    "#1f5c99": "var(--result)",
    "#c2571a": "var(--target)",
    "#000": "currentColor",
    "#888": "var(--axis)",
    "#e5e5e5": "var(--grid)",
}
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Chart:
    """A line with its figures, and its picture."""

    name: str
    label: str
    """What is measured, with its unit."""
    rows: tuple[tuple[int, str, str], ...]
    """Year, target, result, as they are drawn; empty where nothing is stated."""
    svg: Markup
    """Shapes and text alone; empty where no charts can be drawn."""


def can_draw() -> bool:
    """Whether the extra that draws is installed."""
    from importlib.util import find_spec

    return find_spec("vl_convert") is not None


def charts(archive: Archive, place: str, names: Sequence[str], first: int, last: int) -> list[Chart]:
    """A chart a line of each indicator in `names` (as `v_scorecard` has them), for the years spoken of.

    The reports of `first` to `last` review the years from the one before on.
    """
    columns, rows = archive.rows(
        "SELECT p.* FROM v_panel AS p WHERE place = $place AND scope = ''"
        " AND year BETWEEN $first AND $last"
        " AND series IN (SELECT series FROM v_series_figures WHERE place = $place AND role = 'target'"
        "   AND headline AND report_year BETWEEN $first AND $last)"
        " ORDER BY series, list_position(['level', 'growth', 'change', 'rank'], aspect),"
        " dimension, year, period",
        {"place": place, "first": first - 1, "last": last},
    )
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    by_series: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        by_series.setdefault(record["series"], []).append(record)
    order = {name: at for at, name in enumerate(names)}
    drawn = []
    for members in by_series.values():
        add_in_unit(members)
        called = {members[0]["series_name"], *(m["target_indicator"] for m in members)}
        rank = min((order[name] for name in called if name in order), default=len(order))
        drawn += [
            (rank, members[0]["series_name"], line) for line in lines_of(members) if _shows_a_course(line)
        ]
    can = can_draw()
    return [_chart(name, line, can) for _, name, line in sorted(drawn, key=lambda one: one[0])]


def _shows_a_course(line: Line) -> bool:
    """Whether a target was set, and there is more than one year."""
    return len(line.points) >= _POINTS and any(point.target is not None for point in line.points)


def _chart(name: str, line: Line, can: bool) -> Chart:
    rows = tuple(
        (point.year, _range(point.target, point.target_max), _text(point.result)) for point in line.points
    )
    return Chart(name, line.label, rows, _drawn(line) if can else Markup())


def _text(value: Decimal | None) -> str:
    return "" if value is None else f"{value:,f}"


def _range(low: Decimal | None, high: Decimal | None) -> str:
    return _text(low) if high is None else f"{_text(low)}—{_text(high)}"


def _drawn(line: Line) -> Markup:
    import vl_convert

    specification = trend("", [line])
    del specification["title"]
    panel = specification["vconcat"][0]
    panel |= {"width": _WIDTH, "height": _HEIGHT}
    panel["encoding"]["x"]["axis"]["labelAngle"] = 0 if len(line.points) <= _WIDTH // 36 else -45
    for layer in panel["layer"]:
        # the page says above each picture what is measured, and once what the marks mean
        layer["encoding"]["y"]["axis"] = {"title": None, "tickCount": 4}
        for channel in ("color", "shape"):
            if channel in layer["encoding"]:
                layer["encoding"][channel]["legend"] = None
    specification["config"]["background"] = None
    return cleaned(vl_convert.vegalite_to_svg(specification))


def cleaned(svg: str) -> Markup:
    """The picture with nothing in it but shapes and text: no script, no link, no style, no reference."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(svg.encode(), parser)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag.removeprefix(_SVG) not in _ELEMENTS:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for name, value in list(element.attrib.items()):
            if name not in _ATTRIBUTES or re.search(r"url\s*\(|javascript:", str(value), re.IGNORECASE):
                del element.attrib[name]
            elif name in ("fill", "stroke"):
                element.set(name, _COLOURS.get(str(value), str(value)))
    for name in ("width", "height"):  # it is as wide as its place in the page
        if name in root.attrib:
            del root.attrib[name]
    root.set("aria-hidden", "true")  # the table beside it says the same
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))
