"""Targets in words held against figures: 与经济增长同步, 稳定增长, 持续下降."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.model import Judgement
from compare.pairing.phrases import number
from compare.pairing.quantity import is_rate
from compare.pairing.verdict import judge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.model import Measure, Verdict


def judge_words(target: Measure, result: Measure, beside: Iterable[Measure]) -> Judgement | None:
    """The verdict on a target without a figure, or None where words and figures leave it to a reader.

    `beside` are results of the report of `result`: 与经济增长同步 is held against its 地区生产总值.
    Such a target is met, nearly met or missed, never exceeded.
    """
    if target.value is not None or result.value is None or result.aspect not in ("growth", "change"):
        return None
    if not is_rate(result):
        return None
    for rule in table("verdicts")["words"]:
        if any(word in target.phrase for word in rule["any"]) and all(
            any(word in target.phrase for word in words) for words in rule.get("with", [])
        ):
            line = _line(rule.get("against", ""), result, beside)
            return _by(rule, target, result, line) if line else None
    return None


def by_figure(figure: Measure, result: Measure) -> Judgement | None:
    """The verdict on a target in words whose report also sets it in `figure`, by which it is judged."""
    judgement = judge(figure, result)
    if judgement.verdict == "incomparable":
        return None
    verdict: Verdict | None = "met" if judgement.verdict == "exceeded" else judgement.verdict
    return Judgement(verdict, f"按报告中同一指标的数值目标：{judgement.rule}", judgement.gap)


@dataclass(frozen=True, slots=True)
class _Line:
    """What a figure is held against, and in words."""

    value: Decimal
    said: str


def _line(against: str, result: Measure, beside: Iterable[Measure]) -> _Line | None:
    """The growth of the indicator `against` in the result's years; 0 where the rule names none."""
    if not against:
        return _Line(Decimal(0), "")
    found = {
        m.value: m.indicator
        for m in beside
        if m.canonical == against
        and m.aspect == "growth"
        and m.period == result.period
        and m.scope == result.scope
        and m.role == "achieved"
        and m.value is not None
    }
    if len(found) != 1:
        return None
    ((value, name),) = found.items()
    return _Line(value, f"同期{name}增长{number(value)}%")


def _by(rule: dict[str, object], target: Measure, result: Measure, line: _Line) -> Judgement:
    assert result.value is not None
    way = -1 if rule["sense"] == "most" else 1
    ahead = way * (result.value - line.value)
    verdict: Verdict = "missed"
    if ahead >= -Decimal(str(rule["met"])) and (ahead or not rule.get("strict")):
        verdict = "met"
    elif ahead >= -Decimal(str(rule["near"])):
        verdict = "near"
    said = "，".join(part for part in (str(rule["written"]), line.said) if part)
    return Judgement(verdict, f"{target.phrase}：{said}")
