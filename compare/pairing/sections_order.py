"""Which of several sections changed their place, and which only made room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


_Kept = tuple[tuple[int, int, int], tuple[int, ...]]
"""Sections that stayed, with what speaks for it: how many, how little their numbers changed, how few rose."""


@dataclass(frozen=True, slots=True)
class Step:
    """A section that both reports have: where it stands among its siblings in the one and in the other.

    `place` counts the siblings of the pair, which differ from one another; `number` is the place as a reader
    counts it, with what was added or taken away.
    """

    place: tuple[int, int]
    number: tuple[int, int]


def movers(steps: Sequence[Step]) -> frozenset[int]:
    """The indices in `steps` of the fewest sections whose moving explains the new order.

    Where one of two may have moved, the one whose number changed more, then the one that rose.
    """
    order = sorted(range(len(steps)), key=lambda i: steps[i].place[0])
    best: list[_Kept] = []
    for n, i in enumerate(order):
        before, after = steps[i].number
        own = (1, -abs(after - before), int(after >= before))
        stay: _Kept = (own, (i,))
        for m in range(n):
            if steps[order[m]].place[1] < steps[i].place[1]:
                worth, kept = best[m]
                longer = (worth[0] + own[0], worth[1] + own[1], worth[2] + own[2])
                if longer > stay[0]:
                    stay = (longer, (*kept, i))
        best.append(stay)
    nothing: _Kept = ((0, 0, 0), ())
    return frozenset(range(len(steps))) - frozenset(max(best, default=nothing)[1])
