"""Drawing a chart to a file, by the renderer of the extra `chart` (Vega in one wheel, no browser)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compare.errors import NoChart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_KINDS = (".png", ".svg")
_SCALE = 2.0  # two pixels a point, for print and for sharp screens
_GLYPH = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<text x="4" y="30" font-size="24" font-family="sans-serif">{}</text></svg>'
)


def check(path: Path) -> None:
    """Raise `NoChart` where no chart can be drawn to `path`: before the work, not after it."""
    if path.suffix.lower() not in _KINDS:
        raise NoChart(f"{path}: a chart is drawn as .png or .svg; name such a file")
    if not path.absolute().parent.is_dir():
        raise NoChart(f"{path}: the folder {path.parent} doesn't exist")
    try:
        import vl_convert  # noqa: F401
    except ImportError as error:
        raise NoChart("charts need the extra: pip install 'duizhao[chart]'") from error


def draw(specification: Mapping[str, Any], path: Path) -> None:
    """Write a Vega-Lite `specification` to `path`, .png or .svg. Raises NoChart.

    A picture in pixels needs a font with Chinese characters; an SVG leaves that to who looks at it.
    """
    import vl_convert

    check(path)
    if path.suffix.lower() == ".svg":
        path.write_text(vl_convert.vegalite_to_svg(dict(specification)), encoding="utf-8")
        return
    if not has_chinese_font():
        raise NoChart(
            f"{path}: no font with Chinese characters is installed, the labels would be empty boxes; "
            "install one (Debian: fonts-noto-cjk), or name an .svg"
        )
    path.write_bytes(vl_convert.vegalite_to_png(dict(specification), scale=_SCALE))


def has_chinese_font() -> bool:
    """Whether two different characters look different: without a font for them both are one empty box."""
    import vl_convert

    pictures = {vl_convert.svg_to_png(_GLYPH.format(char)) for char in ("贵", "阳")}
    return len(pictures) > 1
