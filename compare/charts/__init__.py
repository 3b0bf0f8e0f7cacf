"""Charts as pictures: what is drawn as a Vega-Lite specification, and drawing it to PNG or SVG."""

from compare.charts.drawing import draw
from compare.charts.trend import Line, Point, trend

__all__ = ["Line", "Point", "draw", "trend"]
