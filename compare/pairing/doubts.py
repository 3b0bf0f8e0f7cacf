"""What speaks against a pairing whose names agree: amounts, titles of a level, work that goes on."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.pairing.identity import all_answered, name
from compare.pairing.quantity import in_unit_of, is_rate

if TYPE_CHECKING:
    from compare.model import Measure

_YEARS = re.compile(r"\d{4}-\d{4}")
# what is told of one year though its section is about several
_OWN_YEAR = re.compile(r"\d{4}年|去年|上年|全年|当年|年末|年底")


def reaches(target: Measure, result: Measure) -> bool:
    """Whether the result's figure is the target's or more."""
    assert target.value is not None
    assert result.value is not None
    return in_unit_of(target, result.value, result) >= target.value


def same_figure(target: Measure, result: Measure) -> bool:
    """Whether the two state one exact figure, too odd to agree by chance (914辆, not 100辆)."""
    if target.value is None or result.value is None or "range" in (target.bound, result.bound):
        return False
    digits = f"{target.value.normalize():f}".replace(".", "").strip("0")
    return len(digits) > 1 and in_unit_of(target, result.value, result) == target.value


def other_sort(target: Measure, result: Measure) -> bool:
    """Whether the names say two sorts of amount (产业增加值, 产业规模), which may be one figure by chance."""
    sorts = [entry["group"] for entry in table("pairing")["qualifiers"]].index("量")
    return name(target.indicator).qualifiers[sorts] != name(result.indicator).qualifiers[sorts]


def is_under_way(measure: Measure) -> bool:
    """Whether it says that it goes on (推进山塘整治30座, 加快建设20个园区), which is not its being done."""
    words = table("pairing")["under_way"]
    return any(word in measure.indicator for word in words["words"]) or (
        measure.aspect == "level" and measure.quote.startswith(tuple(words["before"]))
    )


def may_span(target: Measure, result: Measure, told_of: str) -> bool:
    """Whether a deliverable told of without a year, among the results of several, may be theirs all."""
    return (
        _YEARS.fullmatch(told_of) is not None
        and _YEARS.fullmatch(result.period) is None
        and result.aspect == "level"
        and not result.canonical
        and not is_rate(result)
        and result.value != target.value
        and _OWN_YEAR.search(result.quote) is None
    )


def far_apart(target: Measure, result: Measure) -> bool:
    """Whether the amounts differ so much that they more likely count two things."""
    ratio, limit = _ratio(target, result), _limit("amount_ratio")
    return ratio is not None and (ratio > limit or ratio < 1 / limit)


def of_amounts(target: Measure, result: Measure) -> str:
    """What about the two amounts makes it doubtful that they count the same, empty where nothing does."""
    ratio = _ratio(target, result)
    if ratio is None:
        return ""
    words = table("pairing")["whole"]["words"]
    if ratio > _limit("whole_ratio") and any(w in result.quote and w not in target.quote for w in words):
        return "结果说的是全部，可能不止当年"
    if ratio < _limit("stage_ratio") and _said(target) != _said(result):
        return "动词不同，数值又少得多，可能是另一阶段"
    if ratio > _limit("stock_ratio") and _may_be_all(target, result):
        return "结果未说是当年新增，数值又多得多，可能是累计数"
    return ""


def of_names(target: Measure, result: Measure) -> str:
    """What about two names of one indicator makes it doubtful that they count the same: a part, or more."""
    if target.aspect != "level" or is_rate(target):
        return ""
    mine, theirs = name(target.indicator), name(result.indicator)
    if mine.verbs < theirs.verbs and mine.verbs and not all_answered(theirs.verbs, mine.verbs):
        return f"结果还含其他做法（{mine.said}／{theirs.said}）"
    if reaches(target, result):
        return ""
    if theirs.verbs < mine.verbs and theirs.verbs and not all_answered(mine.verbs, theirs.verbs):
        return f"结果只是其中一部分（{mine.said}／{theirs.said}）"
    levels = [word for words in table("pairing")["own_level"].values() for word in words]
    levels += table("pairing")["title_levels"]["words"]
    only = [word for word in levels if word in result.indicator]
    if only and not any(word in target.indicator for word in levels):
        return f"结果只计{only[0]}"
    return ""


def _ratio(target: Measure, result: Measure) -> Decimal | None:
    """How many times the target the result is; None of rates, which are never doubted for their size."""
    if target.aspect != "level" or is_rate(target) or not target.value or not result.value:
        return None
    return abs(in_unit_of(target, result.value, result) / target.value)


def _may_be_all(target: Measure, result: Measure) -> bool:
    """Whether 建成214家 may be all there are, where the target was to add (新增100家)."""
    standing = table("pairing")["standing"]
    mine, theirs = (set(name(measure.indicator).said.split("、")) for measure in (target, result))
    return theirs <= set(standing["verbs"]) and bool(mine & set(standing["against"]))


def _limit(name: str) -> Decimal:
    return Decimal(str(table("pairing")["thresholds"][name]))


def _said(measure: Measure) -> list[str]:
    """The verbs of its name but for 新 before them."""
    return sorted(verb.removeprefix("新") for verb in name(measure.indicator).said.split("、"))
