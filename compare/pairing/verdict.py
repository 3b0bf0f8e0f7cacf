"""What a result says of its target: arithmetic by the wording's own terms, the table of `verdicts.toml`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from compare.lexicon.loader import table
from compare.model import Bound, Judgement, Measure, Verdict
from compare.pairing import phrases
from compare.pairing.changes import alike_in_aspect
from compare.pairing.quantity import convertible, in_unit_of, is_rate
from compare.pairing.yardstick import Yardstick, is_fall, measure_by, width, wording_of

_MIRRORED: dict[Bound, Bound] = {"ge": "le", "gt": "lt", "le": "ge", "lt": "gt"}


@dataclass(frozen=True, slots=True)
class _Actual:
    """A result in the target's unit and sense (a fall by its size), with its bound."""

    low: Decimal
    high: Decimal
    bound: Bound


def judge(target: Measure, result: Measure | None) -> Judgement:
    """The verdict on `target` given the `result` that answers it, or None where there is none.

    The two are taken to be the same indicator. Where they can't be held against each other (one is a
    growth, the other a level; units of different kind; no figure) the verdict is `incomparable`, and
    where a result's own bound leaves open on which side of the line it lies, too.
    """
    if result is None:
        return Judgement("undisclosed", phrases.UNDISCLOSED)
    target, result = alike_in_aspect(target, result)
    obstacle = phrases.obstacle(target, result, convertible(target, result))
    if obstacle:
        return Judgement("incomparable", obstacle)
    yardstick = measure_by(target)
    actual = _actual(target, result, yardstick.fall)
    verdict = _verdict(target, yardstick, actual)
    rule = phrases.rule(target, yardstick, wording_of(target))
    if result.bound != "eq":
        rule += phrases.result_note(result, verdict)
    return Judgement(verdict, rule, _gap(target, result))


def hardness(measure: Measure) -> int | None:
    """How binding the wording is, from 0 (力争…左右) to 4 (确保…以上); None for what has no figure."""
    rules = table("verdicts")
    if measure.bound == "qual" or measure.value is None:
        return None
    scale = rules["hardness"]
    degree: int = rules["wording"][wording_of(measure)]["hardness"]
    if any(word in measure.commitment for word in scale["harder"]):
        degree += scale["step"]
    elif any(word in measure.commitment for word in scale["softer"]):
        degree -= scale["step"]
    return max(int(scale["softest"]), min(int(scale["hardest"]), degree))


def _actual(target: Measure, result: Measure, fall: bool) -> _Actual:
    """The result as the yardstick needs it.

    A bound speaks of the size of a figure: 下降3%以上 is at most -3. Where one side is a fall and the
    other isn't, it is turned.
    """
    assert result.value is not None
    ends = [in_unit_of(target, end, result) for end in (result.value, result.value_max) if end is not None]
    bound = result.bound
    size_meant = is_fall(result)
    if fall:
        ends = [-end for end in ends]
    if fall != size_meant:
        bound = _MIRRORED.get(bound, bound)
    return _Actual(min(ends), max(ends), bound)


def _verdict(target: Measure, yardstick: Yardstick, actual: _Actual) -> Verdict:
    """The grade, minding what the result's bound leaves open."""
    rules = table("verdicts")["results"]
    rate, value = is_rate(target), actual.low
    bound = _bound_of_result(target, actual)
    if bound == "range":
        grades = {yardstick.grade(actual.low), yardstick.grade(actual.high)}
        if grades == {"met", "exceeded"}:
            return "met"
        return grades.pop() if len(grades) == 1 else "incomparable"
    if bound == "close":
        return _close(yardstick, value, Decimal(str(rules["close"])))
    if bound == "about":
        line = yardstick.met
        if target.bound not in ("about", "range") and abs(value - line) < width(
            rules["approximate"], line, rate
        ):
            return "incomparable"
        return yardstick.grade(value)
    if bound not in ("ge", "gt", "le", "lt"):
        return yardstick.grade(value)
    # The figure is a limit: at worst what it says where the limit lies on the good side, at best where it
    # doesn't.
    at_worst = (bound in ("ge", "gt")) == yardstick.least
    loosened = replace(yardstick, strict=False)
    grade = loosened.grade(value)
    reached = grade in ("met", "exceeded")
    if at_worst == reached:
        return grade
    if at_worst:
        short = abs(yardstick.met - value)
        return "incomparable" if short <= width(rules["open"], yardstick.met, rate) else grade
    return "incomparable"


def _bound_of_result(target: Measure, actual: _Actual) -> str:
    if (
        actual.bound == "lt"
        and target.direction not in ("down", "ceiling")
        and target.bound not in ("le", "lt")
    ):
        return "close"
    return actual.bound


def _close(yardstick: Yardstick, value: Decimal, share: Decimal) -> Verdict:
    """近2000: a little below it, so 2000 itself was not reached, and 1950 may have been."""
    best, worst = yardstick.grade(value), yardstick.grade(value * share)
    if value == yardstick.met and best in ("met", "exceeded"):
        return "near"
    return "met" if best == "exceeded" and worst != "exceeded" else best


def _gap(target: Measure, result: Measure) -> Decimal:
    """Result minus target in the target's unit, from the nearer end of a range; 0 within it."""
    assert target.value is not None
    assert result.value is not None
    value = in_unit_of(target, result.value, result)
    ends = sorted((target.value, target.value if target.value_max is None else target.value_max))
    nearest = min(max(value, ends[0]), ends[1])
    return value - nearest
