"""The page as a whole: what it reads from the archive, and how it becomes one file."""

from __future__ import annotations

import base64
import hashlib
import os
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from compare import __version__
from compare.errors import DuizhaoError, NotFound
from compare.page import cards, charts, wording
from compare.page.citations import Citations

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from compare.archive import Archive

_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, *range(0x80, 0xA0)))


def write(
    archive: Archive,
    place: str,
    first_year: int,
    last_year: int,
    path: Path,
    *,
    redline: tuple[int, int] | None,
) -> bool:
    """See `compare.page.write_page`."""
    years = _report_years(archive, place, first_year, last_year)
    if not years:
        raise NotFound(f"{place}: no reports of {first_year} to {last_year}")
    records = cards.read(archive, place, years)
    if not any(record["target_id"] for record in records):
        raise NotFound(f"{place}: no targets in the reports of {first_year} to {last_year}")
    cite = Citations(archive, place)
    made = cards.cards(records, cite)
    names = list(dict.fromkeys(card.indicator for card in made))
    sides = redline or ((years[-2], years[-1]) if len(years) > 1 else None)
    text = render(
        place=place,
        years=years,
        cards=made,
        tally=cards.tally(made),
        verdicts=cards.VERDICTS,
        groups=list(dict.fromkeys(card.group for card in made if card.group)),
        charts=charts.charts(archive, place, names, years[0], years[-1]),
        wording=_wording(archive, place, sides) if sides else None,
        citations=cite.listed(),
    )
    _save(text, path)
    return charts.can_draw()


def render(**facts: Any) -> str:
    """The page's text. All in `facts` is escaped but what `charts` drew and cleaned."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    own = files("compare.page").joinpath("template")
    style, script = (own.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    environment = Environment(
        loader=PackageLoader("compare.page", "template"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["finding"] = wording.finding_text
    text = environment.get_template("page.html").render(
        **facts,
        version=__version__,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )
    return text.translate(_CONTROLS)


def _policy(style: str, script: str) -> str:
    """Nothing is fetched, and no code or style runs but the page's own two, known by their digests."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}';"
        " base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _report_years(archive: Archive, place: str, first: int, last: int) -> list[int]:
    return sorted(
        {
            held.report_year
            for held in archive.reports()
            if held.place == place and held.kind == "report" and first <= held.report_year <= last
        }
    )


def _wording(archive: Archive, place: str, sides: Sequence[int]) -> wording.Wording:
    """Raises NotFound where one of the two isn't held."""
    from compare.archive.records import read

    held = {
        one.report_year: one.report_id
        for one in archive.reports()
        if one.place == place and one.kind == "report"
    }
    for year in sides:
        if year not in held:
            raise NotFound(f"no report of {place} for {year}; there are {'、'.join(map(str, sorted(held)))}")
    earlier, later = (read(archive, held[year]) for year in sides)
    _, rows = archive.rows(
        "SELECT r.report_year, list(s.text ORDER BY s.sentence_index) FROM sentence AS s"
        " JOIN report AS r USING (report_id) WHERE r.place = ? AND r.kind = 'report' GROUP BY ALL",
        [place],
    )
    return wording.wording(earlier, later, dict(rows))


def _save(text: str, path: Path) -> None:
    """Beside `path` first, then in its place: all of it or nothing."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        raise DuizhaoError(f"{path}: can't be written: {error.strerror}; is it open elsewhere?") from error
    finally:
        temporary.unlink(missing_ok=True)
