"""Headline targets without a numeral: `居民收入增长和经济增长同步`, `能耗降低率完成国家下达目标`."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from compare.lexicon.indicators import indicators
from compare.lexicon.loader import table
from compare.measures.clauses import joints
from compare.measures.direction import direction_of
from compare.measures.names import Named, clean_name
from compare.model import Aspect, Measure, Report, Section, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.measures.figures import Sentenced

_STATES = re.compile(
    r"(?:增长|增速|增幅|涨幅)?(?:保持|力争|确保|要|也|都|均|基本|继续|持续|明显|进一步|稳步|总体|不断|实现)*$"
)


_REACHED = re.compile(r"全部(?:达标|脱贫|摘帽)$|达到[^，；]*水平$")  # a state at the end of the years
_SLOGAN = re.compile(r"和谐|民生$|大局")  # 社会和谐稳定 names nothing that is measured
# 完成国家下达的节能减排任务: the name stands behind
_TASK = re.compile(
    r"^(?:确保|力争|全面|努力)*完成[^，；]{0,10}(?:下达|规定|确定|分解)的(?P<name>[^，；]{2,20}?)(?:目标任务|任务目标|任务|目标|指标)$"
)


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], Aspect]]:
    patterns = table("qualitative")["patterns"]
    return [
        (re.compile("|".join(patterns["growth"])), "growth"),
        (re.compile("|".join(patterns["level"])), "level"),
    ]


def qualitative(
    report: Report, section: Section, sentence: Sentence, read: Sentenced, named: Sequence[Named]
) -> list[Measure]:
    """The qualitative targets of a sentence of the headline paragraph, each spanning its whole clause."""
    found = []
    for start, end in _pieces(read, named):
        match, aspect = _state(read.text[start:end])
        if not match:
            continue
        task = _TASK.match(read.text[start:end])
        words = task["name"] if task else _STATES.sub("", read.text[start : start + match.start()])
        name, scope = clean_name(words, report.place.name)
        name = re.sub(r"^保持(?=.{4})|各项$|(?<=.{2})(?:到)?\d{4}年(?:前|底)?$", "", name)
        if not 2 <= len(name) <= 30 or _opens(name) or _SLOGAN.search(name):
            continue
        found.append(_target(section, sentence, (start, end), name=name, scope=scope, aspect=aspect))
    return found


def _pieces(read: Sentenced, named: Sequence[Named]) -> list[tuple[int, int]]:
    """The clauses, and the items of a clause that a figure follows, that hold no figure themselves."""
    pieces: list[tuple[int, int]] = []
    for number, clause in enumerate(read.clauses):
        figures = [one.figure for one in named if one.figure.clause == number]
        text = read.text[clause.start : clause.end]
        start = clause.start + len(text) - len(text.lstrip())
        if not figures:
            pieces += _states_of(read.text, start, clause.start + len(text.rstrip()), read.inside)
            continue
        cuts = joints(read.text, read.inside, clause.start, clause.end, "、")
        before = [cut for cut in cuts if cut < figures[0].numeral.begin]
        if before:
            pieces.append((start, before[-1]))
        after = [cut for cut in cuts if cut >= figures[-1].after]
        pieces += [(a + 1, b) for a, b in pairwise([*after, clause.end])]
    return pieces


def _states_of(text: str, start: int, end: int, inside: list[bool]) -> list[Span]:
    """The clause, or its items where each sets a state of its own: 农村贫困人口全部脱贫、贫困县全部摘帽."""
    cuts = joints(text, inside, start, end, "、")
    items = list(zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))
    return items if cuts and all(_state(text[a:b])[0] for a, b in items) else [(start, end)]


def _state(text: str) -> tuple[re.Match[str] | None, Aspect]:
    """The earliest words of the piece that set a state, with the aspect they speak of."""
    hits = [(m.start(), m, aspect) for pattern, aspect in _patterns() if (m := pattern.search(text))]
    if not hits:
        return None, "level"
    _, match, aspect = min(hits, key=lambda hit: hit[0])
    return match, aspect


def _opens(name: str) -> bool:
    return not indicators().canonical(name) and name.startswith(
        tuple(table("qualitative")["skip"]["openings"])
    )


def _target(
    section: Section, sentence: Sentence, span: Span, *, name: str, scope: str, aspect: Aspect
) -> Measure:
    known = indicators().canonical(name)
    reached = _REACHED.search(sentence.text[span[0] : span[1]])
    text = sentence.text[span[0] : span[1]]
    return Measure(
        start=sentence.offsets[span[0]],
        end=sentence.offsets[span[1] - 1] + 1,
        quote=text,
        phrase=text,
        indicator=name,
        canonical=known.id if known else "",
        aspect=aspect,
        value=None,
        value_max=None,
        unit="",
        bound="qual",
        role="target",
        period=section.period.rpartition("-")[2] if reached else section.period,
        scope=scope,
        headline=True,
        optional=False,
        commitment="",
        direction=known.direction if known else direction_of(name),
        sentence=sentence.index,
        section=section.index,
    )
