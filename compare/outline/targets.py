"""Paragraphs that announce the main expected targets."""

from __future__ import annotations

import re

from compare.outline.cues import Calendar, cue, years_in
from compare.outline.headlines import figures, sums_up
from compare.outline.tree import State
from compare.outline.turns import fits

_LISTED = 3
"""Names of figures that make a further paragraph of targets one of main targets."""


def announces(plain: str) -> bool:
    """Whether a paragraph states main expected targets: it announces them, and figures follow."""
    for found in cue("headline", "target").finditer(plain):
        if cue("headline", "recalled").search(plain[: found.start()]):
            continue
        rest = plain[found.end() :]
        if figures(rest) >= 2 and cue("headline", "names").search(rest):
            return True
        if rest.rstrip() in ("：", ":", "") and plain.endswith(("：", ":")):
            return True
    return False


def sets_product(plain: str) -> bool:
    """Whether a paragraph announces nothing but the growth aimed at: `经济增长速度的调控目标定为8%`."""
    return any(
        cue("headline", "target").search(one) and sums_up(one, 0) and not cue("headline", "done").search(one)
        for one in plain.split("。")
        if not cue("headline", "recalled").search(re.split("目标|指标", one)[0])
    )


def announced_period(plain: str, state: State, when: Calendar) -> str:
    """The years of the targets that a paragraph announces, by the words of the announcement."""
    found = cue("headline", "target").search(plain)
    if found is None:
        return state.period
    clause = re.split(r"[。；]", plain[: found.end()])[-1]
    years = [one for one in years_in(clause, when) if one.last >= when.year and fits(one, state, when.year)]
    return years[-1].period if years else state.period


def belongs(plain: str, period: str, before: State | None) -> bool:
    """Whether a second paragraph of targets of `period` belongs with the first: it follows it, or lists as
    much. `关于经济增长目标。…` explains one that was set before. `before` is what the paragraph before is."""
    if plain.startswith("关于"):
        return False
    found = cue("headline", "target").search(plain)
    listed = cue("headline", "names").findall(plain[found.end() :].partition("。")[0] if found else "")
    return before == State("headline targets", period) or len(set(listed)) >= _LISTED
