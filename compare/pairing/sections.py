"""Sections of two reports laid side by side: same, renamed, moved, split, merged, new, dropped."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.model import SectionPairing
from compare.pairing import sections_reasons as words
from compare.pairing.sections_likeness import Texts
from compare.pairing.sections_matching import Group, Matching
from compare.pairing.sections_order import Step, movers
from compare.pairing.sections_units import Unit, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model import Report, SectionChange
    from compare.pairing.assignment import Edge


def align_sections(earlier: Report, later: Report) -> tuple[SectionPairing, ...]:
    """Each section of `earlier` with what became of it in `later`, and what is new there.

    In the order of the earlier report, a new section after the one that stands before it. No section is in
    two pairings. Left out are the parts of a section that answers one without parts; its reasons count them.
    A passage without heading is a section only in a main part or beside the main parts.
    """
    left, right = units(earlier), units(later)
    matching = Matching(left, right, Texts(left, right))
    matching.run()
    moved = _moved(matching)
    answered = {
        min(group.lefts): _answered(matching, group, group.first in moved) for group in matching.groups
    }
    pairings = [
        answered.get(unit.at) or _unanswered(matching, unit, 0)
        for unit in left
        if unit.at in answered or (unit.at not in matching.of_left and not _only_divided(matching, unit, 0))
    ]
    for unit in right:
        if unit.at not in matching.of_right and not _only_divided(matching, unit, 1):
            pairings.insert(_after(pairings, right, unit.at), _unanswered(matching, unit, 1))
    return tuple(pairings)


def _after(pairings: Sequence[SectionPairing], right: Sequence[Unit], at: int) -> int:
    """Where in `pairings` the new section `at` belongs: behind the nearest section before it."""
    behind = {section.index: n + 1 for n, pairing in enumerate(pairings) for section in pairing.later}
    return next(
        (behind[unit.section.index] for unit in reversed(right[:at]) if unit.section.index in behind), 0
    )


def _only_divided(matching: Matching, unit: Unit, side: int) -> bool:
    """Whether it is a part of a section that both reports have and that the other doesn't divide."""
    own, opposite = (matching.left, matching.right) if side == 0 else (matching.right, matching.left)
    above = unit.parent
    while above is not None:
        group = matching.group(above, side)
        if group is not None and not any(
            opposite[part].divides for i in group.of(1 - side) for part in opposite[i].parts
        ):
            return True
        above = own[above].parent
    return False


def _moved(matching: Matching) -> frozenset[Edge]:
    """The groups, by their likest two, that changed their place among the sections of their part."""
    siblings: defaultdict[tuple[int, Edge | None], list[Edge]] = defaultdict(list)
    for group in matching.groups:
        i, j = group.first
        one, other = matching.left[i], matching.right[j]
        if one.heading and other.heading and matching.together(i, j):
            part = None if one.parent is None else matching.of_left[one.parent].first
            siblings[one.depth, part].append(group.first)
    found: set[Edge] = set()
    for edges in siblings.values():
        steps = [
            Step(edge, (_number(matching.left, edge[0]), _number(matching.right, edge[1]))) for edge in edges
        ]
        found |= {edges[n] for n in movers(steps)}
    return frozenset(found)


def _number(side: Sequence[Unit], at: int) -> int:
    """Which of its part's sections it is, as a reader counts them; entries of a list are counted apart."""
    own = side[at]
    before = [
        unit for unit in side[:at] if unit.parent == own.parent and unit.heading and unit.listed == own.listed
    ]
    return len(before) + 1


def _answered(matching: Matching, group: Group, moved: bool) -> SectionPairing:
    one, other = matching.left[group.first[0]], matching.right[group.first[1]]
    likeness = matching.texts.likeness(*group.first)
    headed = bool(one.heading or other.heading)
    elsewhere = headed and (one.depth != other.depth or not matching.together(*group.first))
    edges = [(i, j) for i in sorted(group.lefts) for j in sorted(group.rights)]
    rival = _rival(matching, group)
    emptied = _same_heading(one, other, likeness.wording) and headed and _emptied(likeness.content)
    reasons = [words.headings(one, other, likeness.wording)] if len(edges) == 1 else []
    if len(edges) == 1 and (moved or elsewhere):
        reasons.append(words.places(one, other, apart=elsewhere))
    reasons += [words.contents(matching, edge, of=group) for edge in edges]
    if rival is not None:
        reasons.append(words.rival(matching, group, rival))
    reasons += words.division(matching, group)
    return SectionPairing(
        kind=_kind(group, moved or elsewhere, _same_heading(one, other, likeness.wording)),
        earlier=tuple(matching.left[i].section for i in sorted(group.lefts)),
        later=tuple(matching.right[j].section for j in sorted(group.rights)),
        earlier_places=tuple(matching.left[i].place for i in sorted(group.lefts)),
        later_places=tuple(matching.right[j].place for j in sorted(group.rights)),
        confidence=_confidence(
            min(matching.texts.score(*edge) for edge in edges), rival is not None, emptied
        ),
        reasons=tuple(reasons),
    )


def _kind(group: Group, moved: bool, same: bool) -> SectionChange:
    if len(group.rights) > 1:
        return "split"
    if len(group.lefts) > 1:
        return "merged"
    if moved:
        return "moved"
    return "same" if same else "renamed"


def _same_heading(one: Unit, other: Unit, wording: float) -> bool:
    if not one.heading and not other.heading:
        return True
    return wording >= float(table("sections")["thresholds"]["same_heading"])


def _emptied(content: float) -> bool:
    return content < float(table("sections")["confidence"]["emptied_below"])


def _confidence(score: float, rivalled: bool, emptied: bool) -> float:
    rules = table("sections")["confidence"]
    sure = float(score ** rules["power"])
    if rivalled:
        sure *= rules["rival"]
    if emptied:
        sure *= rules["emptied"]
    return round(sure, 2)


def _rival(matching: Matching, group: Group) -> Edge | None:
    """A pair of one of the group's likest two with another section, of nearly the same score."""
    i, j = group.first
    others = [
        *(
            (i, unit.at)
            for unit in matching.right
            if unit.at not in group.rights and unit.depth == matching.right[j].depth
        ),
        *(
            (unit.at, j)
            for unit in matching.left
            if unit.at not in group.lefts and unit.depth == matching.left[i].depth
        ),
    ]
    best = max(others, key=lambda edge: matching.texts.score(*edge), default=None)
    least = table("sections")["thresholds"]["rival"] * matching.texts.score(i, j)
    return best if best is not None and matching.texts.score(*best) >= least else None


def _unanswered(matching: Matching, unit: Unit, side: int) -> SectionPairing:
    """A section of one side alone: `dropped` of the earlier report, `new` of the later one."""
    edges = [
        (unit.at, other.at) if side == 0 else (other.at, unit.at)
        for other in (matching.right, matching.left)[side]
        if other.depth == unit.depth or not other.parts
    ]
    nearest = max(edges, key=lambda edge: matching.texts.score(*edge), default=None)
    doubt = 0.0
    if nearest is not None:
        score = matching.texts.score(*nearest)
        taken = matching.group(nearest[1 - side], 1 - side)
        # what answers another section better is a weaker claim on this one
        doubt = score * (score / max(score, matching.texts.score(*taken.first)) if taken and score else 1.0)
    own, place = (unit.section,), (unit.place,)
    return SectionPairing(
        kind="new" if side else "dropped",
        earlier=() if side else own,
        later=own if side else (),
        earlier_places=() if side else place,
        later_places=place if side else (),
        confidence=round(1 - doubt, 2),
        reasons=words.unanswered(matching, nearest, side),
    )
