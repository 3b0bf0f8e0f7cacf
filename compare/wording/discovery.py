"""New words: sequences of segments that belong together, found in the texts themselves.

A sequence is a word where its parts stand together oftener than chance (pointwise mutual information over its
weakest cut) and what stands on either side of it varies (entropy): 新质 + 生产力 keep together, and stand
after 发展, 培育, 以 and before a comma, 赋能, 的.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.wording.segments import is_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.wording.segments import Segmenter

Words = tuple[str, ...]
_NUMERALS = "一二三四五六七八九十两"
_Sides = tuple[Counter[str], Counter[str]]


def discover(texts: Iterable[Words], segmenter: Segmenter) -> dict[str, Words]:
    """The new words of `texts`, each with the segments it is made of; none that the dictionary has."""
    rules = table("wording")["discovery"]
    runs = [run for text in texts for run in runs_of(text)]
    counts = _counts(runs, int(rules["longest"]), int(rules["characters"]))
    often = {
        words: n
        for words, n in counts.items()
        if len(words) > 1
        and n >= rules["least"]
        and not segmenter.known("".join(words))
        and not is_stop("".join(words))
    }
    total = sum(n for words, n in counts.items() if len(words) == 1)
    bound = {
        words: n
        for words, n in often.items()
        if may_end(words[0], segmenter)
        and may_end(words[-1], segmenter)
        and _cohesion(words, counts, total) >= rules["cohesion"]
    }
    sides = _neighbours(runs, bound.keys(), int(rules["longest"]))
    free = {words: n for words, n in bound.items() if min(map(_entropy, sides[words])) >= rules["freedom"]}
    return {"".join(words): words for words in _without_parts(free, rules["nested"])}


def runs_of(words: Words) -> Iterator[tuple[str, Words, str]]:
    """The stretches between marks, figures and words that only join, with what stands before and after."""
    grammar = _grammar()
    start = 0
    for at in range(len(words) + 1):
        if at < len(words) and is_word(words[at]) and words[at] not in grammar:
            continue
        if at > start:
            before = words[start - 1] if start else ""
            yield before, words[start:at], words[at] if at < len(words) else ""
        start = at + 1


def may_end(word: str, segmenter: Segmenter) -> bool:
    """Whether a term may begin or end with it: not with a verb that says how everything is done."""
    if is_torn(word, segmenter):
        return False
    return word not in _manner() or segmenter.tags.get(word, "n")[0] == "n"


@cache
def _grammar() -> frozenset[str]:
    return frozenset(table("wording")["stop"]["grammar"])


@cache
def _manner() -> frozenset[str]:
    filler = table("sections")["filler"]
    return frozenset([*table("wording")["stop"]["manner"], *filler["before"], *filler["after"]])


def is_stop(word: str) -> bool:
    """Whether it says nothing as a term by itself, as 三是 doesn't either."""
    return word in _grammar() or word in _manner() or all(char in _grammar() for char in word)


def is_torn(word: str, segmenter: Segmenter) -> bool:
    """Whether no dictionary has it and it begins or ends with a word that only joins: 学以, but not 六保."""
    joins = _grammar() - frozenset(_NUMERALS)
    return not segmenter.known(word) and not joins.isdisjoint((word[0], word[-1]))


def _counts(runs: Sequence[tuple[str, Words, str]], longest: int, characters: int) -> Counter[Words]:
    counts: Counter[Words] = Counter()
    for _, run, _ in runs:
        for start in range(len(run)):
            length = 0
            for end in range(start + 1, min(len(run), start + longest) + 1):
                length += len(run[end - 1])
                if length > characters and end > start + 1:
                    break
                counts[run[start:end]] += 1
    return counts


def _cohesion(words: Words, counts: Counter[Words], total: int) -> float:
    """Bits of pointwise mutual information of the two parts, at the cut where they keep together least."""
    own = counts[words] / total
    return min(
        math.log2(own / ((counts[words[:cut]] / total) * (counts[words[cut:]] / total)))
        for cut in range(1, len(words))
    )


def _neighbours(
    runs: Sequence[tuple[str, Words, str]], wanted: Iterable[Words], longest: int
) -> defaultdict[Words, _Sides]:
    """What stands before and after each; an end at a mark is like no other."""
    known = frozenset(wanted)
    sides: defaultdict[Words, _Sides] = defaultdict(lambda: (Counter(), Counter()))
    marks = 0
    for _, run, _ in runs:
        for start in range(len(run)):
            for end in range(start + 2, min(len(run), start + longest) + 1):
                words = run[start:end]
                if words in known:
                    marks += 2
                    sides[words][0][run[start - 1] if start else f"\0{marks}"] += 1
                    sides[words][1][run[end] if end < len(run) else f"\0{marks + 1}"] += 1
    return sides


def _entropy(neighbours: Counter[str]) -> float:
    total = neighbours.total()
    return -sum(n / total * math.log2(n / total) for n in neighbours.values())


def _without_parts(found: dict[Words, int], nested: float) -> list[Words]:
    """Those that are no mere part of a longer one: 质生产 of 新质生产力."""
    partly: set[Words] = set()
    for words, n in found.items():
        for start in range(len(words)):
            for end in range(start + 2, len(words) + 1):
                part = words[start:end]
                if part != words and part in found and n >= nested * found[part]:
                    partly.add(part)
    return [words for words in found if words not in partly]
