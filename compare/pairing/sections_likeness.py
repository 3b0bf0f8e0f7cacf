"""How much two sections of two reports say the same, by heading and by content.

Content is compared by pairs of neighbouring characters, each weighed by how few sections of both reports
have it: what every section says (推进, 建设) weighs next to nothing, what two alone say (轨道交通) much. That
tells sections apart as well as segmented words do, without a dictionary to load.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from compare.lexicon.loader import table
from compare.pairing.sections_phrases import WORDS, shared_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compare.pairing.sections_units import Unit

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of two sections, each 0 to 1."""

    wording: float
    """How alike the headings are, character by character."""
    heading: float
    """How alike they are by the words that tell a report's headings apart."""
    content: float
    score: float


NOTHING = Likeness(0.0, 0.0, 0.0, 0.0)


class Texts:
    """The sections of two reports, ready to be compared with one another."""

    def __init__(self, left: Sequence[Unit], right: Sequence[Unit]) -> None:
        self._units = (left, right)
        self._counts = [[pairs_of(unit.text) for unit in side] for side in (left, right)]
        whole = [
            counts
            for side, of_side in zip((left, right), self._counts, strict=True)
            for unit, counts in zip(side, of_side, strict=True)
            if not unit.parts
        ]
        self._rarity = rarity(whole)
        self._contents = [[weighed(counts, self._rarity) for counts in side] for side in self._counts]
        headings = [[pairs_of(unit.heading) for unit in side] for side in (left, right)]
        rare = rarity([counts for side in headings for counts in side if counts])
        self._headings = [[weighed(counts, rare) for counts in side] for side in headings]
        self._known: dict[tuple[int, int], Likeness] = {}

    def likeness(self, i: int, j: int) -> Likeness:
        """Of the `i`th section of the one report and the `j`th of the other."""
        if (i, j) not in self._known:
            self._known[i, j] = self._compare(i, j)
        return self._known[i, j]

    def score(self, i: int, j: int) -> float:
        return self.likeness(i, j).score

    def together(self, lefts: Iterable[int], rights: Iterable[int]) -> float:
        """Cosine of what the sections `lefts` say together and what the sections `rights` do."""
        return cosine(self._content(0, lefts), self._content(1, rights))

    def shared(self, i: int, j: int) -> tuple[str, ...]:
        """The most telling words that both sections have."""
        return shared_phrases(self._units[0][i].text, self._units[1][j].text, self._rarity)

    def _content(self, side: int, which: Iterable[int]) -> Vector:
        chosen = list(which)
        if len(chosen) == 1:
            return self._contents[side][chosen[0]]
        return weighed(sum((self._counts[side][i] for i in chosen), Counter()), self._rarity)

    def _compare(self, i: int, j: int) -> Likeness:
        left, right = self._units[0][i], self._units[1][j]
        if left.family != right.family:
            return NOTHING
        rules = table("sections")["score"]
        shared = len(self._contents[0][i].keys() & self._contents[1][j].keys())
        similar = cosine(self._contents[0][i], self._contents[1][j]) * shared / (shared + rules["few"])
        content = similar / (similar + rules["half"])
        wording = fuzz.ratio(left.heading, right.heading) / 100 if left.heading and right.heading else 0.0
        heading = 1.0 if wording == 1.0 else cosine(self._headings[0][i], self._headings[1][j])
        score = 1 - (1 - content) * (1 - rules["heading"] * heading)
        if not (left.heading and right.heading) and (left.passage or right.passage):
            if left.role != right.role:
                score *= rules["other_role"]
            elif left.passage and right.passage:
                score = 1 - (1 - score) * (1 - table("sections")["alone"][left.role])
        if left.listed != right.listed:
            score *= rules["listed"]
        if left.several_years != right.several_years:
            score *= rules["years"]
        return Likeness(wording, heading, similar, score)


def pairs_of(text: str) -> Counter[str]:
    """How often each pair of neighbouring characters stands in `text`; figures and marks part them."""
    found: Counter[str] = Counter()
    for run in WORDS.findall(text):
        if run.isascii():
            found[run] += 1
        else:
            found.update(map("".join, pairwise(run)))
    return found


def rarity(documents: Sequence[Counter[str]]) -> dict[str, float]:
    """For each pair the logarithm of how few of the documents have it."""
    having: Counter[str] = Counter()
    for counts in documents:
        having.update(counts.keys())
    return {pair: math.log((len(documents) + 1) / n) for pair, n in having.items()}


def weighed(counts: Counter[str], rare: Mapping[str, float]) -> Vector:
    """The counts as a vector of length 1; empty where they weigh nothing."""
    vector = {pair: (1 + math.log(n)) * rare.get(pair, 0.0) for pair, n in counts.items()}
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {pair: value / length for pair, value in vector.items()} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(value * b[pair] for pair, value in a.items() if pair in b)
