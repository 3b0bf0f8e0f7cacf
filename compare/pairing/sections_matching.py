"""Which sections of one report are which of another.

The best one-to-one assignment, depth by depth; then those that were split or merged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.pairing.assignment import Edge, best_total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.pairing.sections_likeness import Texts
    from compare.pairing.sections_units import Unit

# One likely pairing outweighs two that are hardly likely when they compete for the same sections.
_STEEPNESS = 2


@dataclass(slots=True)
class Group:
    """Sections that answer one another: one of each report, or one of the one and several of the other."""

    first: Edge
    """The two that are likest."""
    lefts: list[int]
    rights: list[int]

    def of(self, side: int) -> list[int]:
        """The sections of the earlier report (0) or of the later one (1)."""
        return self.rights if side else self.lefts


@dataclass(slots=True)
class _Beside:
    """A section that may join a group, because it and what is there together answer the section opposite."""

    worth: float
    side: int
    at: int
    group: Group


@dataclass(slots=True)
class Matching:
    """The groups found so far, and the group of each section that has one."""

    left: Sequence[Unit]
    right: Sequence[Unit]
    texts: Texts
    groups: list[Group] = field(default_factory=list)
    of_left: dict[int, Group] = field(default_factory=dict)
    of_right: dict[int, Group] = field(default_factory=dict)

    def run(self) -> None:
        """Fill `groups`, from the main parts down: what a part became tells where its sections are."""
        rules = table("sections")["thresholds"]
        deepest = max((unit.depth for unit in (*self.left, *self.right)), default=-1)
        for depth in range(deepest + 1):
            if depth == 0:
                self._assign(self._apart())
            # what a report has once is that wherever it stands
            self._assign(edge for edge in self._open(depth, depth, rules["sure"]) if self._one_role(*edge))
            for least in (rules["sure"], rules["within"]):
                self._assign(edge for edge in self._within(depth, least) if self._of_one_kind(*edge))
                if least == rules["sure"]:
                    self._assign(self._open(depth, depth, rules["across"]))
                self._join(depth)
            self._assign(self._within(depth, rules["within"]))
            self._assign(self._mutual(self._within(depth, rules["mutual"])))
            self._join(depth)

        # only what nothing at its own depth answers may have gone to another
        for depth in range(deepest):
            self._assign(
                (*self._open(depth, depth + 1, rules["depth"]), *self._open(depth + 1, depth, rules["depth"]))
            )

    def group(self, at: int, side: int) -> Group | None:
        """The group of a section of the earlier report (0) or of the later one (1)."""
        return (self.of_right if side else self.of_left).get(at)

    def together(self, i: int, j: int) -> bool:
        """Whether the parts that the two stand in are one; main parts stand in none."""
        above, beyond = self.left[i].parent, self.right[j].parent
        if above is None or beyond is None:
            return above is beyond
        return above in self.of_left and self.of_left[above] is self.of_right.get(beyond)

    def _free(self, depth: int, side: int) -> list[int]:
        units, taken = ((self.left, self.of_left), (self.right, self.of_right))[side]
        return [unit.at for unit in units if unit.depth == depth and unit.at not in taken]

    def _open(self, left_depth: int, right_depth: int, least: float) -> list[Edge]:
        return [
            (i, j)
            for i in self._free(left_depth, 0)
            for j in self._free(right_depth, 1)
            if self.texts.score(i, j) >= least
        ]

    def _within(self, depth: int, least: float) -> list[Edge]:
        """Pairs in parts that are one."""
        return [edge for edge in self._open(depth, depth, least) if self.together(*edge)]

    def _mutual(self, edges: Sequence[Edge]) -> list[Edge]:
        """Those of which each section is the other's best."""
        best: dict[tuple[int, int], float] = {}
        for i, j in edges:
            for end in ((0, i), (1, j)):
                best[end] = max(best.get(end, 0.0), self.texts.score(i, j))
        return [(i, j) for i, j in edges if self.texts.score(i, j) == best[0, i] == best[1, j]]

    def _apart(self) -> list[Edge]:
        """A main part and a section of a main part, far liker than anything at the depth of either.

        A passage that was given a part of its own, or lost it.
        """
        rules = table("sections")["thresholds"]
        edges = []
        for left_depth, right_depth in ((0, 1), (1, 0)):
            for i, j in self._open(left_depth, right_depth, rules["depth"]):
                rivals = [
                    self.texts.score(i, k) for k in self._free(left_depth, 1) if not self._whole(i, j, k, 1)
                ]
                rivals += [
                    self.texts.score(k, j) for k in self._free(right_depth, 0) if not self._whole(i, j, k, 0)
                ]
                if self.texts.score(i, j) >= rules["far_better"] * max(rivals, default=0.0):
                    edges.append((i, j))
        return edges

    def _whole(self, i: int, j: int, k: int, side: int) -> bool:
        """Whether `k` of `side` resembles the section opposite only because the other stands in it."""
        part, opposite = (self.left[i], j) if side == 0 else (self.right[j], i)
        if part.parent != k:
            return False
        scores = {
            unit.at: self.texts.score(*((k, unit.at) if side == 0 else (unit.at, k)))
            for unit in (self.right, self.left)[side]
            if unit.depth == 0
        }
        return scores[opposite] < max(scores.values())

    def _assign(self, edges: Iterable[Edge]) -> None:
        for i, j in best_total({edge: self.texts.score(*edge) ** _STEEPNESS for edge in edges}):
            group = Group((i, j), [i], [j])
            self.groups.append(group)
            self.of_left[i] = self.of_right[j] = group

    def _join(self, depth: int) -> None:
        """Put sections that answer nothing by themselves beside those that they belong with."""
        while found := max(self._beside(depth), key=lambda one: one.worth, default=None):
            if found.side == 0:
                found.group.lefts.append(found.at)
                self.of_left[found.at] = found.group
            else:
                found.group.rights.append(found.at)
                self.of_right[found.at] = found.group

    def _beside(self, depth: int) -> Iterator[_Beside]:
        for side in (0, 1):
            for at in self._free(depth, side):
                edges = [
                    (at, unit.at) if side == 0 else (unit.at, at)
                    for unit in (self.right, self.left)[side]
                    if unit.depth == depth
                ]
                near = [edge for edge in edges if self._of_one_kind(*edge) and self._near(*edge)]
                if near:
                    edge = max(near, key=lambda edge: self.texts.score(*edge))
                    yield from self._joining(side, edge)

    def _near(self, i: int, j: int) -> bool:
        return self.together(i, j) or self.texts.score(i, j) >= table("sections")["thresholds"]["across"]

    def _of_one_kind(self, i: int, j: int) -> bool:
        return self.left[i].listed == self.right[j].listed or self._one_role(i, j)

    def _one_role(self, i: int, j: int) -> bool:
        """Whether they are passages of a role that a report has once, of which one may have no heading."""
        one, other = self.left[i], self.right[j]
        headed = one.heading and other.heading
        return not headed and one.role == other.role and one.passage and other.passage

    def _joining(self, side: int, edge: Edge) -> Iterator[_Beside]:
        """The joining of `edge`'s section of `side` to the group of the section opposite, if it may be."""
        rules = table("sections")["thresholds"]
        group = (self.of_right, self.of_left)[side].get(edge[1 - side])
        score = self.texts.score(*edge)
        if group is None or score < rules["beside"]:
            return
        i, j = group.first
        if len((group.rights, group.lefts)[side]) > 1 or self.left[i].depth != self.right[j].depth:
            return
        mine, there = (
            (self.left[edge[0]], self.left[i]) if side == 0 else (self.right[edge[1]], self.right[j])
        )
        if mine.several_years != there.several_years:
            return
        both = ([i, edge[0]], [j]) if side == 0 else ([i], [j, edge[1]])
        alone = self.texts.together([i], [j])
        gain = self.texts.together(*both) / alone if alone else 0.0
        gain *= 1 + self.texts.likeness(*edge).heading
        if gain >= rules["gain"] or self._one_role(*edge):
            yield _Beside(score * max(gain, 1.0), side, edge[side], group)
