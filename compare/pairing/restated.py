"""What is said more than once: statements of one target, or of one result."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from compare.pairing.doubts import same_figure
from compare.pairing.identity import likeness, name
from compare.pairing.quantity import in_unit_of, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model import Measure

# From here two names with one figure are one thing in other words (改造提升特色街区100条, 打造特色街区100条).
_SAME_IN_OTHER_WORDS = 0.95
# Less will do where the figure is too odd to be there twice by chance.
_SAME_WITH_ODD_FIGURE = 0.8

Key = tuple[object, ...]


def who(measure: Measure) -> Key:
    """Of what, in which part and for which years it is a figure."""
    taken = name(measure.indicator)
    named = measure.canonical or (taken.core, taken.verbs, taken.qualifiers)
    return (named, measure.aspect, measure.scope, measure.period)


def groups(measures: Sequence[Measure]) -> list[int]:
    """For each measure the number of its group: the first that says the same, be it in other words."""
    first: dict[Key, int] = {}
    figures: dict[Key, int] = {}
    alike: defaultdict[Key, list[int]] = defaultdict(list)
    result = []
    for i, measure in enumerate(measures):
        key = (*who(measure), unit(measure.unit, measure.aspect).dimension)
        if key not in first:
            amount = _amount(measure)
            first[key] = next((k for k in alike[amount] if _same(measures[k], measure)), i)
            alike[amount].append(first[key])
        if measure.value is not None and measure.canonical:
            figures.setdefault(who(measure), first[key])
        result.append(first[key])
    # a target in words goes with the one in figures, where the report sets both
    return [
        figures.get(who(measure), group) if measure.value is None else group
        for measure, group in zip(measures, result, strict=True)
    ]


def agree(a: Measure, b: Measure) -> bool:
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


def _amount(measure: Measure) -> Key:
    said = unit(measure.unit, measure.aspect)
    ends = [None if end is None else end * said.factor for end in (measure.value, measure.value_max)]
    return (measure.aspect, measure.scope, measure.period, said.dimension, *ends)


def _same(a: Measure, b: Measure) -> bool:
    odd = same_figure(a, b)
    return a.value is not None and likeness(a, b).confidence >= (
        _SAME_WITH_ODD_FIGURE if odd else _SAME_IN_OTHER_WORDS
    )
