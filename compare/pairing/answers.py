"""Whether one result can answer one target, how surely, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.pairing.changes import alike_in_aspect
from compare.pairing.doubts import (
    far_apart,
    is_under_way,
    may_span,
    of_amounts,
    of_names,
    other_sort,
    reaches,
    same_figure,
)
from compare.pairing.identity import Likeness, is_running, likeness, may_be_alike, name
from compare.pairing.quantity import convertible, is_rate, other_counter, unit
from compare.pairing.series import filed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.model import Level, Measure

# A figure of the same name that says otherwise: one of the two is something else.
AMBIGUOUS = 0.75
_RUNNING_TOTAL = 0.95
_STATE_OF_PLAN = 0.9
_OWN_TITLE = 0.9
_OTHER_COUNTER = 0.95
_SAME_SERIES = 0.85
# What one exact figure in both makes up for in doubtful names.
_SAME_FIGURE = 0.4
_AMOUNT_RATIO = 0.78
# A target without a figure is for a reader to judge.
QUALITATIVE = 0.7
_OTHER_ASPECT = 0.1
# 比2002年增长65.5%, which a year's growth is not
_BASE_YEAR = re.compile(r"(?:比|较)[^，。；]{0,3}?(\d{4})年")
_YEARS = re.compile(r"(\d{4})-(\d{4})")


@dataclass(frozen=True, slots=True)
class Match:
    """Two measures of one indicator, by their places in the sequences given."""

    left: int
    right: int
    confidence: float
    reasons: tuple[str, ...]


def thresholds() -> tuple[float, float]:
    """The confidence from which a pairing stands, and from which it is put up for review."""
    rules = table("pairing")["thresholds"]
    return float(rules["paired"]), float(rules["review"])


def answer(
    target: Measure, result: Measure, places: tuple[int, int], level: Level, told_of: str
) -> Match | None:
    """How well `result` answers `target`, set by a place of `level`; None where it can't.

    `places` are their places in their sequences, `told_of` the years that the result's section speaks of.
    """
    if target.value is None:
        return _qualitative_answer(target, result, places)
    if result.value is None:
        return None
    target, result = alike_in_aspect(target, result)
    if result.aspect != target.aspect or not convertible(target, result):
        return None
    series = _series(target) == _series(result) and _series(target)
    if not series and not _own_words(result, level) and not may_be_alike(target, result, thresholds()[1]):
        return None
    running = is_running(target), is_running(result)
    if not _fits(target, result, running):
        return None
    alike = _likeness(target, result, level)
    confidence, reasons = alike.confidence, list(alike.reasons)
    if confidence < thresholds()[1]:
        return None
    if confidence < thresholds()[0] and _told_by_figure(target, result, running):
        confidence += (1 - confidence) * _SAME_FIGURE
        reasons.append("数值与目标完全一致")
    for factor, reason in _doubts(target, result, running, told_of):
        confidence *= factor
        reasons.append(reason)
    if not far_apart(target, result) and (amounts := of_amounts(target, result)):
        confidence = min(confidence, _AMOUNT_RATIO)
        reasons.append(amounts)
    return Match(*places, confidence, tuple(reasons)) if confidence >= thresholds()[1] else None


def _doubts(
    target: Measure, result: Measure, running: tuple[bool, bool], told_of: str
) -> Iterator[tuple[float, str]]:
    """What else than the names speaks against the pairing, each with what it leaves of the confidence."""
    if running[0] != running[1] and not (_is_stock(target) and _is_stock(result)):
        yield AMBIGUOUS, "一方为累计数"
    if is_under_way(result) and not (is_under_way(target) or name(target.indicator).verbs & {"start"}):
        yield AMBIGUOUS, "结果只说在推进"
    if result.period != target.period:
        factor, said = (_RUNNING_TOTAL, "累计数") if running[0] else (_STATE_OF_PLAN, "到期末的状态")
        if is_rate(target) and not _is_state(result):
            said = "各年均保持的界限"
        yield factor, f"{said}，统计期为{result.period}"
    if not running[1] and not _is_state(result) and may_span(target, result, told_of):
        yield AMBIGUOUS, f"结果所在部分讲述{told_of}年"
    if target.canonical and target.canonical == result.canonical and (names := of_names(target, result)):
        yield AMBIGUOUS, names
    wider = [word for word in table("pairing")["wider"]["words"] if word in result.quote]
    if wider and not any(word in target.quote for word in wider):
        yield AMBIGUOUS, f"结果说的是{wider[0]}"
    if ("口径" in target.indicator) != ("口径" in result.indicator):
        yield AMBIGUOUS, "统计口径不同"  # 2000万元口径规模以上工业增加值
    if differ := other_counter(target, result):
        yield _OTHER_COUNTER, differ
    if far_apart(target, result):
        yield _AMOUNT_RATIO, "数值悬殊"


def _told_by_figure(target: Measure, result: Measure, running: tuple[bool, bool]) -> bool:
    """Whether one figure in both makes up for names that differ: not of what only began, or other sums."""
    unfinished = set(table("pairing")["bare"]["unfinished"])
    begun = name(result.indicator).verbs & unfinished and not name(target.indicator).verbs & unfinished
    same_sort = running[0] == running[1] and not other_sort(target, result)
    return same_figure(target, result) and same_sort and not begun


def _likeness(target: Measure, result: Measure, level: Level) -> Likeness:
    """The likeness of the two; titles of no level are the place's own where these alone reach it."""
    alike = likeness(target, result)
    if alike.confidence < thresholds()[0] and (series := _series(target)) and series == _series(result):
        alike = Likeness(max(alike.confidence, _SAME_SERIES), (f"两种说法为同一指标（{series}）",))
    if alike.confidence >= thresholds()[0] or is_rate(target) or not reaches(target, result):
        return alike
    levels = table("pairing")["own_level"]
    own = _own_words(result, level)
    if not own or any(word in target.indicator for words in levels.values() for word in words):
        return alike
    bare = likeness(target, replace(result, indicator=result.indicator.replace(own[0], "")))
    if bare.confidence * _OWN_TITLE <= alike.confidence:
        return alike
    return Likeness(bare.confidence * _OWN_TITLE, (*bare.reasons, f"结果只计{own[0]}，已达目标"))


def _own_words(result: Measure, level: Level) -> list[str]:
    """The words in its name for titles that the place gives by itself: 市级."""
    return [word for word in table("pairing")["own_level"][level] if word in result.indicator]


def _series(measure: Measure) -> str:
    """Under which key it is followed over the years; empty for a name that says too little."""
    return filed(measure.canonical, measure.indicator, measure.aspect, unit(measure.unit).base).series


def _qualitative_answer(target: Measure, result: Measure, places: tuple[int, int]) -> Match | None:
    if not target.canonical or target.canonical != result.canonical or result.period != target.period:
        return None
    # 居民收入增长与经济增长同步 asks for a growth, though a level stands beside it
    sure = QUALITATIVE if result.aspect == target.aspect else QUALITATIVE - _OTHER_ASPECT
    return Match(*places, sure, (f"指标相同（{target.indicator}）", "目标为定性表述"))


def _fits(target: Measure, result: Measure, running: tuple[bool, bool]) -> bool:
    """Whether the result's years are the target's.

    A sum over a plan that ends in the target's year answers a running total, and a state told of the plan's
    years is that at their end; an average over them answers nothing of one year.
    """
    if target.aspect == "growth" and _is_average(result) and not _is_average(target):
        return False
    if result.aspect in ("growth", "change") and _has_other_base(result):
        return False
    if result.period == target.period:
        return True
    span = _YEARS.fullmatch(result.period)
    if not span or span[2] != target.period or target.aspect != "level":
        return False
    if is_rate(target):
        return _is_state(result) or _is_kept(target, result)
    if running[0]:
        return running[1] or _is_stock(result)
    return _is_state(target) and (_is_state(result) or target.value == result.value)


def _is_state(measure: Measure) -> bool:
    """Whether it tells how far something has come: 达到70个, 提高到62%."""
    return any(word in measure.phrase for word in table("pairing")["states"]["words"])


def _is_kept(target: Measure, result: Measure) -> bool:
    """Whether it kept to a line through its years that is the target's or better: 失业率控制在4%以内."""
    if not any(word in result.phrase for word in table("pairing")["kept"]["words"]):
        return False
    if target.value is None or result.value is None:
        return False
    if result.bound in ("ge", "gt"):
        return target.bound not in ("le", "lt") and reaches(target, result)
    return target.direction in ("down", "ceiling") and not result.value > target.value


def _has_other_base(result: Measure) -> bool:
    """Whether it is told against another year than the one before its own."""
    base = _BASE_YEAR.search(result.quote)
    return base is not None and int(base[1]) + 1 != int(result.period[:4])


def _is_average(measure: Measure) -> bool:
    rules = table("pairing")["average"]
    phrase = re.sub("|".join(rules["not"]), "", measure.phrase)
    return any(word in phrase for word in rules["words"])


def _is_stock(measure: Measure) -> bool:
    """Whether the bare name counts all there are: a level without a verb of its year."""
    return measure.aspect == "level" and not name(measure.indicator).verbs
