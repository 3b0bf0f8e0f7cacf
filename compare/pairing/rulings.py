"""What a person decided of a target, and what it leaves for the program to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.model import Judgement, Pairing
from compare.pairing.phrases import UNDISCLOSED
from compare.pairing.verdict import judge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.model import Extract, Measure

Found = tuple["Extract", "Measure"]
Edge = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's word on one target; it wins over the program's.

    At most one of `answer` and `silent` is given. Results in `rejected` are never proposed for the target.
    """

    answer: Found | None = None
    """The extract and the measure in it that answer the target, whatever the program thinks of them."""
    silent: bool = False
    """Nothing answers it."""
    rejected: frozenset[Measure] = frozenset()
    reasons: tuple[str, ...] = ()
    """Who decided, when and with which note, as it is shown beside the pairing."""

    @property
    def is_final(self) -> bool:
        """Whether it leaves nothing to choose."""
        return self.silent or self.answer is not None


def decided_of(targets: Sequence[Measure], decided: Mapping[Measure, Ruling] | None) -> dict[int, Ruling]:
    """The rulings by the place of their target in `targets`."""
    return {i: decided[target] for i, target in enumerate(targets) if target in decided} if decided else {}


def with_answers(found: Sequence[Found], rulings: Mapping[int, Ruling]) -> list[Found]:
    """`found` and behind it what persons named as an answer that the program takes for no result."""
    known = list(found)
    for ruling in rulings.values():
        if ruling.answer and _place(ruling.answer, known) is None:
            known.append(ruling.answer)
    return known


def answers_of(rulings: Mapping[int, Ruling], found: Sequence[Found]) -> dict[int, int]:
    """For each target that a person gave an answer the answer's place in `found`."""
    places = {i: _place(r.answer, found) for i, r in rulings.items() if r.answer}
    return {i: j for i, j in places.items() if j is not None}


def open_edges(
    edges: Sequence[Edge],
    rulings: Mapping[int, Ruling],
    answers: Mapping[int, int],
    groups: tuple[Sequence[int], Sequence[int]],
    results: Sequence[Measure],
) -> set[Edge]:
    """The pairings that decisions leave open.

    A result given to one target is taken from the others, except where they state the same target: `groups`
    has for each target and for each result the number of what it states.
    """
    target_groups, result_groups = groups
    owners: dict[int, set[int]] = {}
    for i, j in answers.items():
        owners.setdefault(result_groups[j], set()).add(target_groups[i])
    open_ = set()
    for i, j in edges:
        ruling = rulings.get(i)
        if ruling and (ruling.is_final or results[j] in ruling.rejected):
            continue
        if target_groups[i] in owners.get(result_groups[j], {target_groups[i]}):
            open_.add((i, j))
    return open_


def ruled(target: Measure, ruling: Ruling) -> Pairing:
    """The pairing that a final ruling makes."""
    if ruling.answer is None:
        silence = Judgement("undisclosed", UNDISCLOSED)
        return Pairing(target, None, None, "none", 1.0, ruling.reasons, silence)
    extract, result = ruling.answer
    return Pairing(target, result, extract, "paired", 1.0, ruling.reasons, judge(target, result))


def _place(answer: Found | None, found: Sequence[Found]) -> int | None:
    if answer is None:
        return None
    return next((j for j, (e, m) in enumerate(found) if e is answer[0] and m == answer[1]), None)
