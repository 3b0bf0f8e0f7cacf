"""Targets of a report with the results that answer them, one to one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.model import Judgement, Pairing
from compare.pairing.answers import AMBIGUOUS, Match, answer, thresholds
from compare.pairing.assignment import best_total
from compare.pairing.identity import likeness
from compare.pairing.phrases import NOT_RECORDED, UNDISCLOSED
from compare.pairing.quantity import convertible, unit
from compare.pairing.restated import agree, groups, who
from compare.pairing.rulings import answers_of, decided_of, open_edges, ruled, with_answers
from compare.pairing.statements import by_figure, judge_words
from compare.pairing.subject import is_of_another
from compare.pairing.told import as_told
from compare.pairing.verdict import judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compare.model import Extract, Measure, Report, State
    from compare.pairing.rulings import Ruling

# One certain pairing outweighs several doubtful ones when they compete for the same figures.
_STEEPNESS = 4
# Breaks ties between figures that answer equally well.
_EXACT_UNIT, _EXACT_FIGURE, _BOTH_HEADLINE, _IN_REPORT = 0.02, 0.02, 0.01, 0.005
_OF_THE_WHOLE, _SAME_ASPECT, _SAME_WORDS, _REAL_GROWTH = 0.03, 0.02, 0.01, 0.02
# So many characters between two numerals that count one thing in two units.
_ADJOINING = 3
# A target in words whose verdict follows from the figures.
_WORDS_DECIDED = 0.9
_EARLIER = 1e-6


def pair(
    earlier: Extract, later: Sequence[Extract], decided: Mapping[Measure, Ruling] | None = None
) -> tuple[Pairing, ...]:
    """Each target that `earlier` sets for its own year with the result in `later` that answers it.

    In the order of the text, one pairing each, those without a figure only where they are headline
    targets. Results are the figures that the later reports and fact sheets claim for that year; a figure
    answers one target, except where a target is stated twice. State `review` is a proposal: its judgement
    holds if a reader confirms it. Without an answer the verdict is `undisclosed` where a report was read, and
    unknown (None) where `later` holds fact sheets only. What a person `decided` of a target wins.
    """
    targets = [m for m in earlier.measures if _is_target(m, earlier.report.year)]
    found = [
        (extract, measure)
        for extract in later
        if _same_place(earlier.report, extract.report)
        for measure in extract.measures
        if measure.role == "achieved"
    ]
    rulings = decided_of(targets, decided)
    found = with_answers(found, rulings)
    answers = answers_of(rulings, found)
    results = [measure for _, measure in found]
    scopes = [_scope(target, earlier.report) for target in targets]
    result_scopes = [_scope(measure, extract.report) for extract, measure in found]
    told_of, level = [_years_of(*one) for one in found], earlier.report.place.level
    edges: dict[tuple[int, int], Match] = {}
    for i, target in enumerate(targets):
        for j, result in enumerate(results):
            if scopes[i] == result_scopes[j] and result.role == "achieved":
                match = answer(target, result, (i, j), level, told_of[j])
                if match is not None:
                    edges[i, j] = match
    if rulings:
        left = open_edges(list(edges), rulings, answers, (groups(targets), groups(results)), results)
        edges = {edge: match for edge, match in edges.items() if edge in left}
    extras = {(i, j): _preference(targets[i], *found[j], j) for i, j in edges}
    chosen = _choose(edges, extras, targets, found)
    # only a report's silence is a finding; a fact sheet holds what somebody chose to enter
    read = any(extract.report.kind == "report" for extract in later)
    silence = Judgement("undisclosed", UNDISCLOSED) if read else Judgement(None, NOT_RECORDED)
    return tuple(
        ruled(target, rulings[i])
        if i in rulings and rulings[i].is_final
        else as_told(
            _with_words(_pairing(target, chosen.get(i), found, silence, rulings.get(i)), targets), later
        )
        for i, target in enumerate(targets)
    )


def align(left: Sequence[Measure], right: Sequence[Measure]) -> tuple[Match, ...]:
    """The measures of both sides that are one indicator, one to one: last year's targets with this year's.

    Periods and roles are not looked at; aspect, scope and kind of unit must agree. Includes what is only
    likely: compare `confidence` with `thresholds()`.
    """
    edges = {}
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            if (
                a.aspect == b.aspect
                and a.scope == b.scope
                and (a.value is None or b.value is None or convertible(a, b))
            ):
                alike = likeness(a, b)
                if alike.confidence >= thresholds()[1]:
                    edges[i, j] = Match(i, j, alike.confidence, alike.reasons)
    extras = {
        (i, j): _BOTH_HEADLINE * (left[i].headline and right[j].headline)
        + _EXACT_UNIT * (left[i].unit == right[j].unit)
        - _EARLIER * j
        for i, j in edges
    }
    weights = {edge: match.confidence**_STEEPNESS + extras[edge] for edge, match in edges.items()}
    return tuple(edges[edge] for edge in best_total(weights))


def state_of(confidence: float) -> State:
    """What a confidence makes of a pairing."""
    paired, review = thresholds()
    return "paired" if confidence >= paired else "review" if confidence >= review else "none"


def _is_target(measure: Measure, year: int) -> bool:
    if measure.role != "target" or measure.period != str(year):
        return False
    return measure.headline if measure.value is None else True


def _same_place(report: Report, other: Report) -> bool:
    """Whether a fact sheet is about the report's place. Which reports belong together the caller knows."""
    if other.kind == "report" or not other.place.name or not report.place.name:
        return True
    if report.place.level == other.place.level == "nation":
        return True
    mine, theirs = report.place.name, other.place.name
    return mine.startswith(theirs) or theirs.startswith(mine)


def _years_of(extract: Extract, result: Measure) -> str:
    """The years that the section of a result speaks of, empty in a fact sheet."""
    sections = extract.report.sections
    return sections[result.section].period if result.section < len(sections) else ""


def _scope(measure: Measure, report: Report) -> str:
    """The scope as compared: empty where it is another word for the report's own place.

    A class of places (县城以上城市空气质量) belongs to what its own clause tells of, not to what follows it.
    """
    bare = re.sub(r"[\s、，：:]", "", measure.scope)
    if bare in table("pairing")["classes"]["scopes"] and bare not in measure.quote:
        return ""
    own = table("pairing")["own_place"].get(report.place.level, [])
    return "" if bare in own or (bare and bare == report.place.name) else bare


def _preference(target: Measure, extract: Extract, result: Measure, j: int) -> float:
    """Small weights that choose between places where one thing is said."""
    return (
        _EXACT_UNIT * (unit(target.unit).base == unit(result.unit).base)
        + _EXACT_FIGURE * (result.bound == "eq")
        + _BOTH_HEADLINE * (target.headline and result.headline)
        + _IN_REPORT * (extract.report.kind == "report")
        + _SAME_ASPECT * (target.aspect == result.aspect)
        + _SAME_WORDS * (target.indicator == result.indicator)
        + _OF_THE_WHOLE * (not is_of_another(extract, result))
        + _REAL_GROWTH * (target.value is None and _is_real(result))
        - _EARLIER * j
    )


def _choose(
    edges: dict[tuple[int, int], Match],
    extras: dict[tuple[int, int], float],
    targets: Sequence[Measure],
    found: Sequence[tuple[Extract, Measure]],
) -> dict[int, Match]:
    """For each target its match: one to one between things said, however often each is said."""
    target_groups, result_groups = groups(targets), groups([measure for _, measure in found])
    weights: dict[tuple[int, int], float] = {}
    for (i, j), match in edges.items():
        edge = target_groups[i], result_groups[j]
        weights[edge] = max(weights.get(edge, 0.0), match.confidence**_STEEPNESS + extras[i, j])
    partner = dict(best_total(weights))
    chosen: dict[int, Match] = {}
    for i in range(len(targets)):
        group = partner.get(target_groups[i])
        mine = [edge for edge in edges if edge[0] == i and result_groups[edge[1]] == group]
        if not mine:
            continue
        best = max(mine, key=lambda edge: edges[edge].confidence + extras[edge])
        rivals = [edge[1] for edge in mine if edges[edge].confidence >= edges[best].confidence]
        told = {(found[j][1].value, found[j][1].unit) for _, j in mine}
        twins = _twins(i, targets, target_groups) > len(told)
        chosen[i] = _with_doubts(targets[i], edges[best], rivals, found, twins)
    return chosen


def _is_real(result: Measure) -> bool:
    """Whether it is a growth freed of prices, as that of the economy is, with which 同步 compares it."""
    return "实际" in result.phrase


def _twins(i: int, targets: Sequence[Measure], groups_of: Sequence[int]) -> int:
    """How many figures its name has: 15项24个民生实事, or 新增学位4.8万个 here and 3.2万个 there.

    Those of a headline target only side by side: what is said of it elsewhere is more often a rounding.
    """
    mine = targets[i]
    figures = {(mine.value, mine.unit)}
    for other, group in zip(targets, groups_of, strict=True):
        beside = min(abs(other.start - mine.end), abs(mine.start - other.end)) <= _ADJOINING
        differs = not mine.headline and not agree(mine, other) and not agree(other, mine)
        if group == groups_of[i] and other.value not in (None, mine.value) and (beside or differs):
            figures.add((other.value, other.unit))
    return len(figures)


def _with_doubts(
    target: Measure,
    match: Match,
    rivals: Sequence[int],
    found: Sequence[tuple[Extract, Measure]],
    twins: bool,
) -> Match:
    """The match, less sure where its name has another figure elsewhere and nothing tells which is meant.

    It is told by the unit (10件 of 10件32项), and by what a sentence is about: 自贸片区…实际使用外资增长35%.
    """
    extract, best = found[match.right]
    if twins:
        return _doubted(match, "目标中同名数值不止一个")
    if target.headline and best.headline:
        return match
    whole = not is_of_another(extract, best)
    counted = unit(best.unit).base
    others = [
        other
        for source, other in (found[j] for j in rivals if j != match.right)
        if not agree(best, other)
        and not (whole and is_of_another(source, other))
        and not (counted == unit(target.unit).base != unit(other.unit).base)
        and not (target.value is None and _is_real(best) and not _is_real(other))
    ]
    said = "、".join(f"{other.value}{other.unit}" for other in others[:3])
    return _doubted(match, f"同名结果另有{said}") if others else match


def _doubted(match: Match, reason: str) -> Match:
    return Match(match.left, match.right, match.confidence * AMBIGUOUS, (*match.reasons, reason))


def _pairing(
    target: Measure,
    match: Match | None,
    found: Sequence[tuple[Extract, Measure]],
    silence: Judgement,
    ruling: Ruling | None,
) -> Pairing:
    said = ruling.reasons if ruling else ()
    state = state_of(match.confidence) if match else "none"
    if match is None or state == "none":
        return Pairing(target, None, None, "none", 0.0, said, silence)
    extract, result = found[match.right]
    reasons = (*match.reasons, *said)
    return Pairing(target, result, extract, state, round(match.confidence, 4), reasons, judge(target, result))


def _with_words(pairing: Pairing, targets: Iterable[Measure]) -> Pairing:
    """The pairing of a target in words, surer where figures say whether it was met."""
    target, result, extract = pairing.target, pairing.result, pairing.result_from
    if target.value is not None or result is None or extract is None:
        return pairing
    judgement = judge_words(target, result, extract.measures)
    figure = next((t for t in targets if t.value is not None and t.canonical and who(t) == who(target)), None)
    if judgement is None and figure is not None:
        judgement = by_figure(figure, result)
    if judgement is None:
        return pairing
    confidence = max(pairing.confidence, _WORDS_DECIDED)
    return replace(pairing, confidence=confidence, state=state_of(confidence), judgement=judgement)
