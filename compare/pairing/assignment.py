"""The one-to-one assignment of greatest total."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Edge = tuple[int, int]


def best_total(weights: Mapping[Edge, float]) -> list[Edge]:
    """The edges (left, right) of a one-to-one assignment whose weights have the greatest sum.

    Only the edges given may be chosen, all of positive weight; a node without a partner stays alone.
    Solved for each connected part by itself: names that resemble one another come in small clusters.
    """
    chosen: list[Edge] = []
    for edges in _parts(weights):
        lefts = sorted({left for left, _ in edges})
        rights = sorted({right for _, right in edges})
        # A column of its own for each row lets it stay alone at no gain.
        gain = [[weights.get((left, right), 0.0) for right in rights] + [0.0] * len(lefts) for left in lefts]
        for row, column in enumerate(_hungarian(gain)):
            if column < len(rights) and (lefts[row], rights[column]) in weights:
                chosen.append((lefts[row], rights[column]))
    return sorted(chosen)


def _parts(weights: Mapping[Edge, float]) -> list[list[Edge]]:
    at_left: defaultdict[int, list[Edge]] = defaultdict(list)
    at_right: defaultdict[int, list[Edge]] = defaultdict(list)
    for edge in weights:
        at_left[edge[0]].append(edge)
        at_right[edge[1]].append(edge)
    seen: set[Edge] = set()
    parts = []
    for first in weights:
        if first in seen:
            continue
        seen.add(first)
        part, waiting = [], [first]
        while waiting:
            edge = waiting.pop()
            part.append(edge)
            for other in (*at_left[edge[0]], *at_right[edge[1]]):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        parts.append(part)
    return parts


def _hungarian(gain: list[list[float]]) -> list[int]:
    """For each row the column that is its own, with the greatest total gain; no more rows than columns.

    Shortest augmenting paths with potentials, rows and columns counted from 1 and 0 as the root.
    """
    rows, columns = len(gain), len(gain[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner, before = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        slack, done = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while owner[column]:
            done[column] = True
            current, step, following = owner[column], float("inf"), 0
            for j in range(1, columns + 1):
                if done[j]:
                    continue
                reduced = -gain[current - 1][j - 1] - row_price[current] - column_price[j]
                if reduced < slack[j]:
                    slack[j], before[j] = reduced, column
                if slack[j] < step:
                    step, following = slack[j], j
            for j in range(columns + 1):
                if done[j]:
                    row_price[owner[j]] += step
                    column_price[j] -= step
                else:
                    slack[j] -= step
            column = following
        while column:
            owner[column] = owner[before[column]]
            column = before[column]
    answer = [0] * rows
    for column in range(1, columns + 1):
        if owner[column]:
            answer[owner[column] - 1] = column - 1
    return answer
