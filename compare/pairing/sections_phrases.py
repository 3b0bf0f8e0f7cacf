"""The words that two texts share and that tell most of what they are about."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from compare.lexicon.loader import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORDS = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]+")
"""What stands between figures and marks."""
_LONGEST, _SHORTEST = 14, 2
"""Characters of a phrase that is worth quoting."""
_WIDEST = 2 * _LONGEST
"""Characters of a stretch looked at in one piece, filler included."""
_GRAM = 4
"""Stretches are found by so many characters at a time, so that a text of one endless run costs no more."""
_TELLING = 6
"""Characters beyond which a phrase tells no more by being longer."""
_CUT = 0.8
"""For each end that neither a mark nor filler sets off: it may be a word cut in two."""
_TRIED = 60


def shared_phrases(left: str, right: str, rarity: Mapping[str, float], most: int = 3) -> tuple[str, ...]:
    """At most `most` phrases that stand in both, the most telling first.

    `rarity` says of each pair of neighbouring characters how much it tells.
    """
    grams = _grams(right)
    found: dict[str, float] = {}
    for run in WORDS.findall(left):
        for start, end in _stretches(run, grams):
            phrase = _bare(run[start:end])
            if _SHORTEST <= len(phrase) <= _LONGEST and not phrase.isascii():
                cut = (start > 0) + (end < len(run)) if len(phrase) == end - start else 0
                found[phrase] = max(found.get(phrase, 0.0), _worth(phrase, rarity) * _CUT**cut)
    chosen: list[str] = []
    for phrase in sorted(found, key=lambda phrase: (-found[phrase], phrase))[:_TRIED]:
        if not any(phrase in other or other in phrase for other in chosen) and phrase in right:
            chosen.append(phrase)
        if len(chosen) == most:
            break
    return tuple(chosen)


def _grams(text: str) -> frozenset[str]:
    runs = WORDS.findall(text)
    return frozenset(
        run[k : k + size] for run in runs for size in range(2, _GRAM + 1) for k in range(len(run) - size + 1)
    )


def _stretches(run: str, grams: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The longest pieces of `run` of which every few characters stand together in the other text."""
    end, reached = 0, 0
    for start in range(len(run) - 1):
        end = max(end, start + 1)
        while end < min(len(run), start + _WIDEST) and run[max(start, end + 1 - _GRAM) : end + 1] in grams:
            end += 1
        if end - start >= _SHORTEST and end > reached:
            yield start, end
            reached = end


def _worth(phrase: str, rarity: Mapping[str, float]) -> float:
    rare = [rarity.get(phrase[k : k + 2], 0.0) for k in range(len(phrase) - 1)]
    return sum(rare) / len(rare) * min(len(phrase), _TELLING)


@cache
def _filler() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Filler at the start of a phrase, and at its end."""
    words = table("sections")["filler"]
    return (
        re.compile(f"(?:{'|'.join(map(re.escape, words['before']))})+"),
        re.compile(f"(?:{'|'.join(map(re.escape, words['after']))})+$"),
    )


def _bare(phrase: str) -> str:
    """`phrase` without filler at its ends."""
    before, after = _filler()
    start = before.match(phrase)
    bare = phrase[start.end() :] if start else phrase
    end = after.search(bare)
    return bare[: end.start()] if end else bare
