"""What became of the main targets from one report to another: the number, and how binding the words are.

As the archive's views `v_successors` and `v_scorecard` have it for neighbouring years, for any two reports.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from compare import measures as measuring
from compare.model import Extract
from compare.pairing import hardness
from compare.pairing.quantity import unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from compare.model import Measure, Report

Change = Literal["raised", "lowered", "kept", "reworded", "new", "dropped"]
HardnessChange = Literal["harder", "softer", "same"]


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A main target with the one that takes its place; one of the two is None for `dropped` and `new`."""

    change: Change
    hardness_change: HardnessChange | None
    """Of the wording alone: 8%以上 after 8%左右 is harder. None without two figures."""
    earlier: Measure | None
    later: Measure | None


def with_main_targets(report: Report) -> Extract:
    """The report with the figures that `target_changes` reads, and maybe others.

    Only the sentences of main targets and results are measured, which takes a tenth of the time. A part of
    the place (直管区) may have its full name elsewhere: if one figure speaks of a part, all are measured.
    """
    sections = {
        section.index
        for section in report.sections
        if section.role in {"headline targets", "headline results"}
    }
    sentences = tuple(sentence for sentence in report.sentences if sentence.section in sections)
    measures = measuring.measure(replace(report, sentences=sentences))
    return Extract(report, measuring.measure(report) if any(one.scope for one in measures) else measures)


def target_changes(earlier: Extract, later: Extract) -> tuple[TargetChange, ...]:
    """The main targets that each report sets for its own year, in the earlier one's order, new ones last.

    Nothing where one of the two has none: a report without them drops none.
    """
    left, right = _headline(earlier), _headline(later)
    if not left or not right:
        return ()
    successors = _successors(left, right)
    taken = set(successors.values())
    return (
        *(
            _changed(measure, right[successors[i]])
            if i in successors
            else TargetChange("dropped", None, measure, None)
            for i, measure in enumerate(left)
        ),
        *(TargetChange("new", None, None, measure) for j, measure in enumerate(right) if j not in taken),
    )


def _headline(extract: Extract) -> list[Measure]:
    """Each once, as a report repeats its main targets."""
    found: dict[tuple[object, ...], Measure] = {}
    for measure in sorted(extract.measures, key=lambda measure: measure.start):
        if measure.headline and measure.role == "target" and measure.period == str(extract.report.year):
            found.setdefault((*_key(measure), *_amount(measure), measure.bound), measure)
    return list(found.values())


def _key(measure: Measure) -> tuple[str, str, str, str]:
    return (*_name(measure), measure.aspect, _unit(measure))


def _name(measure: Measure) -> tuple[str, str]:
    return measure.canonical or measure.indicator, measure.scope


def _unit(measure: Measure) -> str:
    return unit(measure.unit, measure.aspect).base


def _amount(measure: Measure) -> tuple[Decimal | None, Decimal | None]:
    """The value and the upper end, which is the value itself where there is no range, in the base unit."""
    if measure.value is None:
        return None, None
    factor = unit(measure.unit, measure.aspect).factor
    upper = measure.value if measure.value_max is None else measure.value_max
    return measure.value * factor, upper * factor


def _successors(left: Sequence[Measure], right: Sequence[Measure]) -> dict[int, int]:
    """Alike in name, aspect, scope and unit; then without the unit, if one of the two has no figure."""
    found = dict(_alike(left, right, _key, _nothing_else))
    taken = set(found.values())
    rest = [i for i in range(len(left)) if i not in found]
    open_ = [j for j in range(len(right)) if j not in taken]
    others = _alike([left[i] for i in rest], [right[j] for j in open_], _name, _one_has_no_figure)
    return found | {rest[i]: open_[j] for i, j in others}


def _alike(
    left: Sequence[Measure],
    right: Sequence[Measure],
    key: Callable[[Measure], tuple[str, ...]],
    fits: Callable[[Measure, Measure], bool],
) -> Iterator[tuple[int, int]]:
    """The first of a key with the first of it, the second with the second."""
    waiting: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, measure in enumerate(right):
        waiting[key(measure)].append(j)
    for i, measure in enumerate(left):
        queue = waiting[key(measure)]
        if queue and fits(measure, right[queue[0]]):
            yield i, queue.pop(0)


def _nothing_else(_left: Measure, _right: Measure) -> bool:
    return True


def _one_has_no_figure(left: Measure, right: Measure) -> bool:
    return (left.value is None) != (right.value is None)


def _changed(before: Measure, after: Measure) -> TargetChange:
    soft, hard = hardness(before), hardness(after)
    change: HardnessChange | None = None
    if soft is not None and hard is not None:
        change = "harder" if hard > soft else "softer" if hard < soft else "same"
    return TargetChange(_of_number(before, after), change, before, after)


def _of_number(before: Measure, after: Measure) -> Change:
    (low, high), (next_low, next_high) = _amount(before), _amount(after)
    if low is None or high is None or next_low is None or next_high is None:
        return "kept" if low is next_low and before.phrase == after.phrase else "reworded"
    if _unit(before) != _unit(after):
        return "reworded"
    if (low, high) == (next_low, next_high):
        same = (before.bound, before.commitment) == (after.bound, after.commitment)
        return "kept" if same else "reworded"
    if next_low >= low and next_high >= high:
        return "raised"
    if next_low <= low and next_high <= high:
        return "lowered"
    return "reworded"
