"""Targets of a report with the results that answer them, one to one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.model import Extract, Judgement, Measure, Pairing, Report, State
from compare.pairing.assignment import best_total
from compare.pairing.identity import is_running, likeness, name
from compare.pairing.phrases import NOT_RECORDED, UNDISCLOSED
from compare.pairing.quantity import convertible, in_unit_of, is_rate, unit
from compare.pairing.rulings import answers_of, decided_of, open_edges, ruled, with_answers
from compare.pairing.verdict import judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compare.pairing.rulings import Ruling

# One certain pairing outweighs several doubtful ones when they compete for the same figures.
_STEEPNESS = 4
# Breaks ties between figures that answer equally well.
_EXACT_UNIT, _EXACT_FIGURE, _BOTH_HEADLINE, _IN_REPORT = 0.02, 0.02, 0.01, 0.005
_EARLIER = 1e-6
# A figure of the same name that says otherwise: one of the two is something else.
_AMBIGUOUS = 0.75
_RUNNING_TOTAL = 0.95
_AMOUNT_RATIO = 0.78
# A target without a figure is for a reader to judge.
_QUALITATIVE = 0.7
_YEARS = re.compile(r"(\d{4})-(\d{4})")


@dataclass(frozen=True, slots=True)
class Match:
    """Two measures of one indicator, by their places in the sequences given."""

    left: int
    right: int
    confidence: float
    reasons: tuple[str, ...]


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
    scopes = [_scope(target.scope, earlier.report) for target in targets]
    result_scopes = [_scope(measure.scope, extract.report) for extract, measure in found]
    edges: dict[tuple[int, int], Match] = {}
    for i, target in enumerate(targets):
        for j, result in enumerate(results):
            if scopes[i] == result_scopes[j] and result.role == "achieved":
                match = _answer(target, result, i, j)
                if match is not None:
                    edges[i, j] = match
    if rulings:
        left = open_edges(list(edges), rulings, answers, (_groups(targets), _groups(results)), results)
        edges = {edge: match for edge, match in edges.items() if edge in left}
    extras = {(i, j): _preference(targets[i], *found[j], j) for i, j in edges}
    chosen = _choose(edges, extras, targets, results)
    # only a report's silence is a finding; a fact sheet holds what somebody chose to enter
    read = any(extract.report.kind == "report" for extract in later)
    silence = Judgement("undisclosed", UNDISCLOSED) if read else Judgement(None, NOT_RECORDED)
    return tuple(
        _pairing(target, chosen.get(i), found, silence, rulings.get(i)) for i, target in enumerate(targets)
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


def thresholds() -> tuple[float, float]:
    """The confidence from which a pairing stands, and from which it is put up for review."""
    rules = table("pairing")["thresholds"]
    return float(rules["paired"]), float(rules["review"])


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


def _scope(scope: str, report: Report) -> str:
    """The scope as compared: empty where it is another word for the report's own place."""
    bare = re.sub(r"[\s、，：:]", "", scope)
    own = table("pairing")["own_place"].get(report.place.level, [])
    return "" if bare in own or (bare and bare == report.place.name) else bare


def _answer(target: Measure, result: Measure, i: int, j: int) -> Match | None:
    """How well `result` answers `target`; None where it can't."""
    if target.value is None:
        return _qualitative_answer(target, result, i, j)
    if result.value is None or result.aspect != target.aspect or not convertible(target, result):
        return None
    running = is_running(target), is_running(result)
    if not _fits(target, result, running):
        return None
    alike = likeness(target, result)
    confidence, reasons = alike.confidence, list(alike.reasons)
    if confidence < thresholds()[1]:
        return None
    if running[0] != running[1] and not (_is_stock(target) and _is_stock(result)):
        confidence *= _AMBIGUOUS
        reasons.append("一方为累计数")
    if result.period != target.period:
        confidence *= _RUNNING_TOTAL
        reasons.append(f"累计数，统计期为{result.period}")
    if _far_apart(target, result):
        confidence *= _AMOUNT_RATIO
        reasons.append("数值悬殊")
    return Match(i, j, confidence, tuple(reasons)) if confidence >= thresholds()[1] else None


def _qualitative_answer(target: Measure, result: Measure, i: int, j: int) -> Match | None:
    if not target.canonical or target.canonical != result.canonical or result.period != target.period:
        return None
    return Match(i, j, _QUALITATIVE, (f"指标相同（{target.indicator}）", "目标为定性表述"))


def _fits(target: Measure, result: Measure, running: tuple[bool, bool]) -> bool:
    """Whether the result's years are the target's.

    A sum over a plan that ends in the target's year answers a running total; an average over it answers
    nothing of one year.
    """
    if target.aspect == "growth" and _is_average(result) and not _is_average(target):
        return False
    if result.period == target.period:
        return True
    span = _YEARS.fullmatch(result.period)
    if not span or span[2] != target.period or target.aspect != "level" or is_rate(target):
        return False
    return running[0] and (running[1] or _is_stock(result))


def _is_average(measure: Measure) -> bool:
    return any(word in measure.phrase for word in table("pairing")["average"]["words"])


def _is_stock(measure: Measure) -> bool:
    """Whether the bare name counts all there are: a level without a verb of its year."""
    return measure.aspect == "level" and not name(measure.indicator).verbs


def _far_apart(target: Measure, result: Measure) -> bool:
    if target.aspect != "level" or is_rate(target) or not target.value or not result.value:
        return False
    ratio = abs(in_unit_of(target, result.value, result) / target.value)
    limit = Decimal(str(table("pairing")["thresholds"]["amount_ratio"]))
    return ratio > limit or ratio < 1 / limit


def _preference(target: Measure, extract: Extract, result: Measure, j: int) -> float:
    """Small weights that choose between places where one thing is said."""
    return (
        _EXACT_UNIT * (unit(target.unit).base == unit(result.unit).base)
        + _EXACT_FIGURE * (result.bound == "eq")
        + _BOTH_HEADLINE * (target.headline and result.headline)
        + _IN_REPORT * (extract.report.kind == "report")
        - _EARLIER * j
    )


def _key(measure: Measure) -> tuple[object, ...]:
    """What two statements of one target, or of one result, have in common."""
    taken = name(measure.indicator)
    who = measure.canonical or (taken.core, taken.verbs, taken.qualifiers)
    return (who, measure.aspect, measure.scope, measure.period, unit(measure.unit, measure.aspect).dimension)


def _choose(
    edges: dict[tuple[int, int], Match],
    extras: dict[tuple[int, int], float],
    targets: Sequence[Measure],
    results: Sequence[Measure],
) -> dict[int, Match]:
    """For each target its match: one to one between things said, however often each is said."""
    target_groups, result_groups = _groups(targets), _groups(results)
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
        chosen[i] = _with_doubts(targets[i], edges[best], rivals, results)
    return chosen


def _groups(measures: Sequence[Measure]) -> list[int]:
    """For each measure the number of its group: the first that says the same."""
    first: dict[tuple[object, ...], int] = {}
    return [first.setdefault(_key(measure), i) for i, measure in enumerate(measures)]


def _with_doubts(target: Measure, match: Match, rivals: Iterable[int], results: Sequence[Measure]) -> Match:
    """The match, less sure where its name has another figure elsewhere and nothing tells which is meant."""
    best = results[match.right]
    if target.headline and best.headline:
        return match
    others = [results[j] for j in rivals if j != match.right and not _agree(best, results[j])]
    if not others:
        return match
    said = "、".join(f"{other.value}{other.unit}" for other in others[:3])
    return Match(
        match.left, match.right, match.confidence * _AMBIGUOUS, (*match.reasons, f"同名结果另有{said}")
    )


def _agree(a: Measure, b: Measure) -> bool:
    """Whether two statements of a result may both be true of one figure (突破6000亿元, 6038.15亿元)."""
    if a.value is None or b.value is None:
        return True
    other = in_unit_of(a, b.value, b)
    if b.bound in ("ge", "gt"):
        return other <= a.value
    if b.bound in ("le", "lt"):
        return other >= a.value
    if a.bound in ("ge", "gt"):
        return a.value <= other
    return other == a.value or "about" in (a.bound, b.bound)


def _pairing(
    target: Measure,
    match: Match | None,
    found: Sequence[tuple[Extract, Measure]],
    silence: Judgement,
    ruling: Ruling | None,
) -> Pairing:
    if ruling and ruling.is_final:
        return ruled(target, ruling)
    said = ruling.reasons if ruling else ()
    state = state_of(match.confidence) if match else "none"
    if match is None or state == "none":
        return Pairing(target, None, None, "none", 0.0, said, silence)
    extract, result = found[match.right]
    reasons = (*match.reasons, *said)
    return Pairing(target, result, extract, state, round(match.confidence, 4), reasons, judge(target, result))
