"""The lines a target sets, by wording, unit and direction: `verdicts.toml` applied."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from compare.lexicon.loader import table
from compare.pairing.quantity import is_rate

if TYPE_CHECKING:
    from compare.model import Measure, Verdict


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The lines that a result is held against, in the target's unit.

    Where `least` is true a result at or above a line reaches it, else one at or below. A fall is measured
    by its size.
    """

    least: bool
    strict: bool
    met: Decimal
    near: Decimal
    exceeded: Decimal | None
    """None where doing better counts for nothing (a price index far below its ceiling)."""
    fall: bool

    def grade(self, actual: Decimal) -> Verdict:
        """The verdict on a result known exactly."""
        a, met, near = (actual, self.met, self.near) if self.least else (-actual, -self.met, -self.near)
        if self.exceeded is not None and a > (self.exceeded if self.least else -self.exceeded):
            return "exceeded"
        if a > met or (a == met and not self.strict):
            return "met"
        return "near" if a >= near else "missed"


def measure_by(target: Measure) -> Yardstick:
    """The lines that `target` (which has a value) sets, by its wording and direction."""
    assert target.value is not None
    rules = table("verdicts")
    fall = is_fall(target)
    low, high = _ends(target.value, target.value_max, fall)
    if target.aspect == "rank":
        return Yardstick(False, False, high, high + Decimal(str(rules["rank"]["near"])), high, fall=False)
    wording = rules["wording"][wording_of(target)]
    sense = wording["sense"]
    held = _is_held(target)
    rises = fall or (target.direction in ("up", "none") and not held)
    least = sense == "least" or (sense == "indicator" and rises)
    line, far = (low, high) if least else (high, low)
    way = 1 if least else -1
    rate = is_rate(target)
    exceeded = None
    if not ((target.direction == "ceiling" or (held and target.direction != "down")) and not fall):
        exceeded = far + way * width(rules["exceeded"], far, rate)
    return Yardstick(
        least=least,
        strict=wording.get("strict", False),
        met=line - way * width(wording["met"], line, rate),
        near=line - way * width(wording["near"], line, rate),
        exceeded=exceeded,
        fall=fall,
    )


def wording_of(target: Measure) -> str:
    """The row of the table that the target's bound falls under."""
    if target.bound == "lt" and target.direction not in ("down", "ceiling"):
        above = table("verdicts")["results"]["limits_above"]
        if not any(word in target.phrase for word in above):
            return "close"
    return target.bound


def _is_held(target: Measure) -> bool:
    """Whether its words make it a line from above: 控制在14‰左右."""
    return any(word in target.phrase for word in table("verdicts")["held"]["words"])


def is_fall(target: Measure) -> bool:
    """Whether the target is to come down by so much; its bound then speaks of the size of the fall."""
    return target.aspect in ("growth", "change") and target.value is not None and target.value < 0


def width(rule: dict[str, Any], of: Decimal, rate: bool) -> Decimal:
    """How wide a tolerance is at the figure `of`: points for a rate, a share of it otherwise."""
    return Decimal(str(rule["points"])) if rate else abs(of) * Decimal(str(rule["share"]))


def _ends(value: Decimal, value_max: Decimal | None, fall: bool) -> tuple[Decimal, Decimal]:
    ends = sorted((abs(end) if fall else end) for end in (value, value if value_max is None else value_max))
    return ends[0], ends[1]
