"""Units: what they measure, and one in terms of another."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from compare.lexicon.loader import table

if TYPE_CHECKING:
    from compare.model import Aspect, Measure

BARE = "bare"
"""The dimension of a unit that is only a scale word: the 万 of 130万贫困人口."""


class Unit(NamedTuple):
    """What a unit measures; its own name where the lexicon doesn't know it."""

    dimension: str
    factor: Decimal
    base: str
    """The unit without its scale words: 户 of 万户."""


@cache
def unit(written: str, aspect: Aspect = "level") -> Unit:
    """`written` (万人, 亿元, 个百分点) taken apart; 倍 of a growth are hundreds of percent."""
    text = written.replace("％", "%").replace(" ", "")
    if text == "倍" and aspect == "growth":
        return Unit("percent", Decimal(100), text)
    known = _known()
    scales = {word: Decimal(value) for word, value in table("units")["scales"].items()}
    factor = Decimal(1)
    while text and text not in known:
        scale = next((word for word in sorted(scales, key=len, reverse=True) if text.startswith(word)), "")
        if not scale:
            break
        factor, text = factor * scales[scale], text.removeprefix(scale)
    if not text:
        return Unit(BARE if written else "", factor, "")
    dimension, size = known.get(text, (text, Decimal(1)))
    return Unit(dimension, factor * size, text)


@cache
def _known() -> dict[str, tuple[str, Decimal]]:
    apart = set(table("pairing")["apart"]["units"])
    return {
        name: (name if name in apart else dimension, Decimal(1) if name in apart else Decimal(str(size)))
        for dimension, units in table("units").items()
        if dimension != "scales"
        for name, size in units.items()
    }


def convertible(target: Measure, result: Measure) -> bool:
    """Whether the two units count the same thing, so that one figure may be held against the other."""
    a = unit(target.unit, target.aspect).dimension
    b = unit(result.unit, result.aspect).dimension
    if a == b or (_of_time(target) and _of_time(result) and _counted(target) == _counted(result)):
        return True
    counted = {"count", "persons", "households", "person_times", BARE}
    if BARE in (a, b):
        return {a, b} <= counted
    nouns = _counted_alike(a, b)
    return bool(nouns) and any(noun in target.indicator or noun in result.indicator for noun in nouns)


@cache
def _counted_alike(a: str, b: str) -> tuple[str, ...]:
    """The nouns of which two dimensions count the same (处 and 平方米 of a 市场)."""
    entries = table("pairing")["alike"]
    return tuple(noun for entry in entries if {a, b} == set(entry["of"]) for noun in entry["nouns"])


def other_counter(target: Measure, result: Measure) -> str:
    """How two convertible units differ in more than their scale (户／套), in words, else empty."""
    mine, theirs = (unit(m.unit, m.aspect).dimension for m in (target, result))
    known = {"count", "persons", "households", "person_times", BARE, ""}
    if mine == theirs or {mine, theirs} <= known or _counted(target) == _counted(result):
        return ""
    return f"计量单位不同（{target.unit}／{result.unit}）"


def _of_time(measure: Measure) -> bool:
    """Whether its unit is one of which a time may be said: 元 of 每月1000元."""
    return measure.aspect == "level" and _is_of_time(measure.unit)


@cache
def _is_of_time(written: str) -> bool:
    return unit(written).base.replace("·", "/").split("/")[0] in table("pairing")["per"]["units"]


def _counted(measure: Measure) -> str:
    """The dimension of its unit, with the time that one figure is for where its words say so: 每月1000元."""
    said = unit(measure.unit, measure.aspect)
    rules = table("pairing")["per"]
    if measure.aspect != "level":
        return said.dimension
    what, *by = said.base.replace("·", "/").split("/")
    if what not in rules["units"] or any(part not in rules["times"] and part != "人" for part in by):
        return said.dimension
    times = [part for part in by if part in rules["times"]]
    words = measure.indicator + measure.quote
    times = times or [time for time, said_so in rules["times"].items() if any(w in words for w in said_so)]
    return f"{what}/{times[0]}" if len(times) == 1 else said.dimension


def in_unit_of(target: Measure, value: Decimal, written: Measure) -> Decimal:
    """`value`, given in the unit of `written`, in the unit of `target`."""
    own, other = unit(target.unit, target.aspect), unit(written.unit, written.aspect)
    return value if own.factor == other.factor else value * other.factor / own.factor


def is_rate(measure: Measure) -> bool:
    """Whether tolerances on it are points rather than a share of it."""
    return unit(measure.unit, measure.aspect).dimension in ("percent", "points")
