"""What a person wrote into a cell for a result (`增长5.1%`, `5.1`, `15.9万人`), held against its target."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.measures.leads import read_lead
from compare.measures.numerals import find, fold
from compare.pairing.quantity import convertible, unit

if TYPE_CHECKING:
    from compare.measures.leads import Lead
    from compare.measures.numerals import Numeral
    from compare.model import Aspect, Bound, Measure

_REMARK = re.compile(r"[（(]([^（）()\d]+)[）)]$")
_ENDS = re.compile(r"[。；;，,]+$")
_CHANGES = ("rise", "fall")
# A bare figure so many times the target, or so small a part of it, is in another unit than the target's.
_FACTOR = 100


class Wrong(Exception):
    """A cell that can't be taken, and why."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A result as it was filled in."""

    aspect: Aspect
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    bound: Bound
    words: str = ""
    """The wording of a result without a figure."""
    remark: str = ""
    """What stood in brackets behind it: 初步核算数."""


def entered(text: str, target: Measure) -> Entered:
    """`text` as a result of `target`; a figure without a unit is in the target's. Raises Wrong."""
    bare = _ENDS.sub("", re.sub(r"\s", "", text))
    remark = _REMARK.search(bare)
    said = bare[: remark.start()] if remark else bare
    folded = fold(said.removeprefix(target.indicator))
    numerals = find(folded)
    aside = remark[1] if remark else ""
    if not numerals:
        if target.value is not None:
            raise Wrong(f"{text} gives no figure")
        return Entered(target.aspect, None, None, "", "qual", said, aside)
    if len(numerals) > 1:
        raise Wrong(f"{text} gives {len(numerals)} figures; give the result alone")
    numeral = numerals[0]
    if numeral.kind in ("guess", "fraction") or (numeral.ordinal and target.aspect != "rank"):
        raise Wrong(f"{text} isn't a figure that can be held against {target.phrase}")
    before, after = folded[: numeral.begin], folded[numeral.stop :]
    before, minus = (before[:-1], True) if before.endswith(("-", "−")) else (before, False)
    if target.aspect == "rank":
        return _rank(text, numeral, target, aside)
    lead = read_lead(target.indicator + before)
    said_of = lead.name.removeprefix(target.indicator).strip("，、：的")
    if said_of and said_of not in target.indicator:
        raise Wrong(f"{text}: {said_of} isn't understood; give the figure alone, like {_example(target)}")
    bound = _bound(text, numeral, lead, after)
    aspect = _aspect(text, numeral, lead, target)
    low, high = numeral.value, numeral.value_max
    if minus or lead.kind == "fall":
        if low < 0:
            raise Wrong(f"{text} falls twice over; give 下降 or the minus sign")
        low, high = -low, None if high is None else -high
    result = Entered(aspect, low, high, numeral.unit or target.unit, bound, remark=aside)
    _plausible(text, result, numeral, target)
    return result


def _bound(text: str, numeral: Numeral, lead: Lead, after: str) -> Bound:
    if numeral.value_max is not None:
        if after or lead.bound:
            raise Wrong(f"{text} is a range and a limit at once")
        return "range"
    meanings: dict[str, Bound] = {
        word: bound for bound, words in table("bounds")["after"].items() for word in words
    }
    if after and after not in meanings:
        raise Wrong(f"{text}: {after} isn't understood; give the figure alone")
    spoken: dict[str, Bound] = {bound: bound for bound in ("ge", "gt", "le", "lt", "about")}
    return meanings.get(after) or spoken.get(lead.bound) or ("gt" if numeral.between else "eq")


def _aspect(text: str, numeral: Numeral, lead: Lead, target: Measure) -> Aspect:
    """The target's, unless the words say that it is something else."""
    changes = lead.kind in _CHANGES or numeral.doubling
    if target.value is None:
        relative = unit(numeral.unit).dimension == "percent" or numeral.unit == "倍"
        if not numeral.unit:
            raise Wrong(f"{text} has no unit, and the target has none it could take")
        return "growth" if changes and relative else "change" if changes else "level"
    if target.aspect == "level" and changes:
        raise Wrong(f"{text} is a change, the target is an amount ({target.phrase})")
    return target.aspect


def _plausible(text: str, result: Entered, numeral: Numeral, target: Measure) -> None:
    """Refuse another kind of unit, and a figure without one that is worlds away from the target."""
    if target.value is None or result.value is None:
        return
    made = replace(target, value=result.value, unit=result.unit, aspect=result.aspect)
    if not convertible(target, made):
        raise Wrong(f"{text} is in {result.unit}, the target in {target.unit or 'no unit'} ({target.phrase})")
    if numeral.unit or not target.value or not result.value:
        return
    ratio = abs(result.value / target.value)
    if ratio >= _FACTOR or ratio <= Decimal(1) / _FACTOR:
        raise Wrong(f"{text} would be {text}{target.unit}, against {target.phrase}; write its unit")


def _rank(text: str, numeral: Numeral, target: Measure, aside: str) -> Entered:
    if numeral.value_max is not None or numeral.value < 1 or numeral.value != int(numeral.value):
        raise Wrong(f"{text} isn't a place in an order, like 第4位")
    if numeral.unit not in ("", "位", "名"):
        raise Wrong(f"{text} isn't a place in an order, like 第4位")
    return Entered("rank", numeral.value, None, target.unit, "eq", remark=aside)


def _example(target: Measure) -> str:
    return f"{target.value}{target.unit}" if target.value is not None else "增长5.1%"
