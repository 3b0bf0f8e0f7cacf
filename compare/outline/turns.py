"""What years a passage can speak of, and the words within it that turn to others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.outline.cues import Calendar, Years, cue, years_at_start, years_in
from compare.outline.headlines import figures
from compare.outline.tree import State

if TYPE_CHECKING:
    from compare.model import SectionRole

FORWARD: tuple[SectionRole, ...] = ("plan", "headline targets", "government")
_DECADE = 9
"""Last year less first of a decade, which a review of one year or of five may recall but is not of."""
_SPANS = 2
"""Mentions of the five years that make an entry one of them."""


def fits(years: Years, state: State, year: int) -> bool:
    """Whether `years` can be what a passage in `state` of the report of `year` speaks of."""
    if state.role in FORWARD:
        if years.several:
            return years.last > year and years.first >= year - 1
        return years.last == year
    return years.last == year - 1 or (years.several and years.last <= year and years.first < year)


def turned_later(plain: str, now: State, when: Calendar) -> State | None:
    """The state of a paragraph that turns to other years in a later sentence: `…。回首过去五年，…`."""
    sentences = re.split(r"(?<=[。！])", plain)
    for i, sentence in enumerate(sentences):
        # `2015年是“十二五”收官之年。过去五年，…`
        second = i == 1 and figures(sentences[0]) == 0
        if now.role in ("review", "problems") and (second or cue("period", "turn").search(sentence)):
            years = years_at_start(sentence, when)
            span = years is not None and 1 < years.last - years.first < _DECADE
            if years and span and fits(years, now, when.year) and years.period != now.period:
                return State("review", years.period)
        if now.role == "plan" and "-" in now.period and cue("plan", "first_year").search(sentence):
            return State("plan", str(when.year))
    return None


def tells_of_five_years(plain: str, now: State, part: str, when: Calendar) -> bool:
    """Whether an entry tells of the five years, in a review that is of these as well as of the last one.

    `part` is the heading of the main part (folded).
    """
    if now.period != str(when.year - 1) or not any(years.several for years in years_in(part, when)):
        return False
    base = re.findall(rf"[比由从较与是]{when.year - 6}年", plain)
    return len(base) + len(cue("period", "span").findall(plain)) >= _SPANS


def averages(plain: str) -> bool:
    """Whether a paragraph that begins with one year gives averages over several: `2012年达到…，年均增长…`."""
    return bool(cue("period", "average").search(plain)) and not cue("period", "of_year").search(plain)
