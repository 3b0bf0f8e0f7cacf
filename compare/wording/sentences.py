"""Which sentence of an earlier report became which of a later one."""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from compare.lexicon.loader import table
from compare.wording.redline import Piece, coded, redline, unchanged
from compare.wording.segments import is_figure, is_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from compare.model import Sentence
    from compare.wording.segments import Segmenter

SentenceChange = Literal["same", "changed", "dropped", "new"]
Edge = tuple[int, int]

_FIGURE = "\0"
# A word that so many sentences have tells none of them apart, and one of so many words is no sentence: a text
# made to be slow is no slower than a long one.
_COMMON = 400
_LONG = 2000


@dataclass(frozen=True, slots=True)
class SentencePairing:
    """A sentence of the earlier report with what became of it; `dropped` and `new` lack one of the two."""

    kind: SentenceChange
    earlier: Sentence | None
    later: Sentence | None
    likeness: float
    """0 to 1; of `dropped` and `new` 0."""
    pieces: tuple[Piece, ...]
    """The redline; of `same`, `dropped` and `new` one piece."""
    elsewhere: bool = False
    """Whether the two stand in sections that aren't one."""


@dataclass(frozen=True, slots=True)
class _Side:
    sentences: Sequence[Sentence]
    words: list[tuple[str, ...]]
    """All of each, marks and figures too."""
    bags: list[Counter[str]]
    """Those that say something, a figure for any figure."""


def pair_sentences(
    earlier: Sequence[Sentence],
    later: Sequence[Sentence],
    homes: tuple[Mapping[int, int], Mapping[int, int]],
    segmenter: Segmenter,
) -> list[SentencePairing]:
    """Each sentence of both reports once: the same, changed, dropped or new, in no order.

    `homes` gives of each side the group of sections that a section is in: within a group less likeness is
    asked than across the report. One to one, the likest first.
    """
    left, right = (_side(sentences, segmenter) for sentences in (earlier, later))
    rules = table("wording")["sentences"]
    scores = _scores(left, right, min(rules["within"], rules["across"]))
    at_home = {
        (i, j)
        for i, j in scores
        if homes[0].get(earlier[i].section, -1) == homes[1].get(later[j].section, -2)
    }
    chosen = dict[Edge, tuple[Piece, ...]]()
    for edges in (
        {edge: score for edge, score in scores.items() if edge in at_home and score >= rules["within"]},
        {edge: score for edge, score in scores.items() if score >= rules["across"]},
    ):
        taken = ({i for i, _ in chosen}, {j for _, j in chosen})
        for i, j in _likest_first(edges):
            if i in taken[0] or j in taken[1]:
                continue
            if (i, j) not in at_home and min(left.bags[i].total(), right.bags[j].total()) <= rules["short"]:
                continue
            pieces = redline(left.words[i], right.words[j])
            if unchanged(pieces) >= rules["unchanged"]:
                chosen[i, j] = pieces
                taken[0].add(i)
                taken[1].add(j)
    return list(_pairings(earlier, later, chosen, scores, at_home))


def _pairings(
    earlier: Sequence[Sentence],
    later: Sequence[Sentence],
    chosen: Mapping[Edge, tuple[Piece, ...]],
    scores: Mapping[Edge, float],
    at_home: set[Edge],
) -> Iterator[SentencePairing]:
    for (i, j), pieces in chosen.items():
        kind: SentenceChange = "same" if all(piece.op == "same" for piece in pieces) else "changed"
        elsewhere = (i, j) not in at_home
        yield SentencePairing(kind, earlier[i], later[j], round(scores[i, j], 3), pieces, elsewhere)
    lefts, rights = {i for i, _ in chosen}, {j for _, j in chosen}
    for i, sentence in enumerate(earlier):
        if i not in lefts:
            yield SentencePairing("dropped", sentence, None, 0.0, (Piece("removed", sentence.text),))
    for j, sentence in enumerate(later):
        if j not in rights:
            yield SentencePairing("new", None, sentence, 0.0, (Piece("added", sentence.text),))


def _likest_first(scores: Mapping[Edge, float]) -> list[Edge]:
    """Among equals first those that stand alike far into their reports: the last 各位代表 with the last."""
    return sorted(scores, key=lambda edge: (-scores[edge], abs(edge[0] - edge[1]), edge))


def _side(sentences: Sequence[Sentence], segmenter: Segmenter) -> _Side:
    words = [segmenter.words(sentence.text) for sentence in sentences]
    grammar = frozenset(table("wording")["stop"]["grammar"])
    return _Side(sentences, words, [Counter(_telling(text, grammar)) for text in words])


def _telling(words: Sequence[str], grammar: frozenset[str]) -> Iterator[str]:
    for word in words:
        if is_figure(word):
            yield _FIGURE
        elif is_word(word) and word not in grammar:
            yield word


def _scores(left: _Side, right: _Side, least: float) -> dict[Edge, float]:
    """How alike two sentences are, where by their words they may be `least` alike.

    The mean of the share of words that both have, each weighed by how few sentences have it, and of those
    that also stand in the same order.
    """
    from rapidfuzz.distance import Indel

    rare = _rarity([*left.bags, *right.bags])
    weights = [
        [sum(rare.get(word, 0.0) * n for word, n in bag.items()) for bag in side.bags]
        for side in (left, right)
    ]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for j, bag in enumerate(right.bags):
        for word in bag:
            if word in rare:
                holders[word].append(j)
    codes = coded(*left.words, *right.words)
    scores: dict[Edge, float] = {}
    for i, bag in enumerate(left.bags):
        shared: Counter[int] = Counter()
        for word, n in bag.items():
            for j in holders.get(word, ()):
                shared[j] += rare[word] * min(n, right.bags[j][word])  # type: ignore[assignment]
        for j, weight in shared.items():
            whole = weights[0][i] + weights[1][j]
            common = 2 * weight / whole if whole else 0.0
            if (common + 1) / 2 < least or max(len(left.words[i]), len(right.words[j])) > _LONG:
                continue
            ordered = Indel.normalized_similarity(codes[i], codes[len(left.words) + j])
            score = 1.0 if ordered == 1.0 else (common + ordered) / 2
            if score >= least:
                scores[i, j] = score
    return scores | dict.fromkeys(_equal(left, right), 1.0)


def _equal(left: _Side, right: _Side) -> Iterator[Edge]:
    """The sentences that are the same, the first of several with the first."""
    waiting: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for j, words in enumerate(right.words):
        waiting[words].append(j)
    for i, words in enumerate(left.words):
        if waiting[words]:
            yield i, waiting[words].popleft()


def _rarity(bags: Sequence[Counter[str]]) -> dict[str, float]:
    having: Counter[str] = Counter()
    for bag in bags:
        having.update(bag.keys())
    return {word: math.log((len(bags) + 1) / n) for word, n in having.items() if n <= _COMMON}
