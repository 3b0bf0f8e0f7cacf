"""Amounts that came or went, however they are said: 减少贫困人口10万人, 贫困人口减少10万人."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from compare.lexicon.indicators import indicators
from compare.lexicon.loader import table
from compare.pairing.identity import name
from compare.pairing.quantity import is_rate

if TYPE_CHECKING:
    from compare.model import Direction, Measure

_TURNED: dict[Direction, Direction] = {"up": "down", "down": "up"}


def alike_in_aspect(target: Measure, result: Measure) -> tuple[Measure, Measure]:
    """The two, a change of an amount as the level of its flow where the other is one.

    贫困人口 −10万人 is 减少贫困人口 10万人, and a price index of 104 a rise by 4%. Rates stay as they are:
    提高1个百分点 is no level of anything.
    """
    if {target.aspect, result.aspect} == {"level", "growth"} and target.canonical == result.canonical:
        return _as_rise(target), _as_rise(result)
    if {target.aspect, result.aspect} != {"level", "change"}:
        return target, result
    if target.aspect == "change":
        return (_as_flow(target), result) if _is_flow(result) else (target, result)
    return (target, _as_flow(result)) if _is_flow(target) else (target, result)


def _as_rise(index: Measure) -> Measure:
    """A price index of 上年=100 as the rise of its prices; any other measure as it is."""
    rules = table("pairing")["indices"]
    base = Decimal(rules["base"])
    if (
        index.aspect != "level"
        or index.value is None
        or index.canonical not in rules["of"]
        or rules["word"] not in index.indicator
        or abs(index.value - base) > rules["within"]
    ):
        return index
    top = None if index.value_max is None else index.value_max - base
    return replace(index, aspect="growth", value=index.value - base, value_max=top, unit="%")


def _is_flow(measure: Measure) -> bool:
    """Whether it counts what came or went, by the verb in its name."""
    said = table("pairing")["flows"]
    kinds = {said["gained"]["class"], said["lost"]["class"]}
    return bool(name(measure.indicator).verbs & kinds)


def _as_flow(change: Measure) -> Measure:
    if change.value is None or is_rate(change):
        return change
    verb = table("pairing")["flows"]["lost" if change.value < 0 else "gained"]["verb"]
    named = verb + change.indicator
    known = indicators().canonical(named)
    return replace(
        change,
        indicator=named,
        canonical=known.id if known else "",
        aspect="level",
        value=abs(change.value),
        value_max=None if change.value_max is None else abs(change.value_max),
        # fewer poor is better, more who ceased to be poor as well
        direction=_TURNED.get(change.direction, change.direction) if change.value < 0 else change.direction,
    )
