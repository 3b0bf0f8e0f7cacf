"""A text that stands in its file twice: which of its copies is read.

Copies are found by their words alone, blanks, signs and line ends left aside, so that another layout or a few
other characters don't hide one. Of two copies the fuller is read, else the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, repeat
from operator import itemgetter
from typing import TYPE_CHECKING

from compare.outline.passage import Passage, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONG = 800
"""Characters of the shortest copy: a report repeats its own phrases, and sometimes a whole guideline."""
_LEAST, _LARGE = 150, 0.1
"""Characters, and share of the text, that make a shorter stretch a copy."""
_ALIKE = 0.85
"""Share of a copy's characters that are the same in both."""
_SHORT, _SEVERAL = 30, 3
"""Characters of the shortest copy, and their number, where each paragraph is followed by its own."""
_WHOLE = 0.7
"""Share of a paragraph within a copy from which all of it belongs to that."""
_ANCHOR = 10
"""Characters by which two places are recognised as the same."""
_GAP = 300
"""Characters that may differ before a copy counts as ended."""
_SHIFT = 40
"""Characters that one copy may have more than the other between two places that are the same."""
_TORN = 0.8
"""Share of a paragraph broken off by `…` that stands elsewhere in full, so that it is but a teaser."""
_LONGEST_TEASER = 2000
_ROUNDS = 8
"""Copies of a text that are looked for."""
_RUN = re.compile(r"[^\W_]+")  # letters and digits without a sign among them
_QUOTES = "“”‘’\"'"  # a clause goes on behind them


@dataclass(frozen=True, slots=True)
class _Words:
    """The letters and digits of all passages as one run."""

    text: str
    at: list[tuple[int, int]]
    """Of each character: its passage, and its place there."""
    anchors: list[int]
    """Where a clause begins."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """Two stretches of `_Words` that say the same: the first, and the later one."""

    first: tuple[int, int]
    later: tuple[int, int]
    same: int
    """Characters that are the same."""

    @property
    def length(self) -> int:
        return self.later[1] - self.later[0]


def once(passages: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages without those of further copies of the text, and those left out, in the text's order."""
    kept, left = _without_teasers(passages)
    for _ in range(_ROUNDS):
        words = _words(kept)
        copies = _copies(words)
        if not copies:
            break
        longest = max(copies, key=lambda one: one.length)
        if len(copies) == 1 and _breaks_off(words, kept, longest):
            kept, out = _cut(words, kept, [longest.first])
        else:
            kept, out = _cut(words, kept, [copy.later for copy in copies])
        left += out
    return kept, sorted(left, key=lambda passage: passage.start)


def differing(kept: list[Passage], left: list[Passage]) -> list[Passage]:
    """The clauses with a figure in a copy that was left out which the copy read doesn't have."""
    if not left:
        return []
    known = {_bare(clause.text) for passage in kept for clause in _clauses(passage)}
    return [
        clause
        for passage in left
        if not passage.text.endswith(("...", "…"))
        for clause in _clauses(passage)
        if re.search(r"\d", clause.text) and _bare(clause.text) not in known
    ]


def _clauses(passage: Passage) -> list[Passage]:
    return [passage.part(*found.span()) for found in re.finditer(r"[^，。；：！？,;:!?]+", passage.text)]


def _bare(text: str) -> str:
    return re.sub(r"\W", "", fold(text))


def _words(passages: list[Passage]) -> _Words:
    runs: list[str] = []
    at: list[tuple[int, int]] = []
    anchors: list[int] = []
    for number, passage in enumerate(passages):
        text, ended = fold(passage.text), 0
        for run in _RUN.finditer(text):
            if not at or at[-1][0] != number or text[ended : run.start()].strip(_QUOTES):
                anchors.append(len(at))
            runs.append(run[0])
            at += zip(repeat(number), range(*run.span()), strict=False)
            ended = run.end()
    return _Words("".join(runs), at, anchors)


def _copies(words: _Words) -> list[_Copy]:
    """The stretches that say what an earlier one said, in the order of the text."""
    found: list[_Copy] = []
    seen: dict[str, int] = {}
    for later in words.anchors:
        key = words.text[later : later + _ANCHOR]
        first = seen.setdefault(key, later)
        if first == later or len(key) < _ANCHOR:
            continue
        if found and _goes_on(found[-1], first, later):
            copy, ends = found[-1], _alike(words.text, first, later)
            known = max(0, copy.later[1] - later)
            found[-1] = _Copy(
                (copy.first[0], first + ends), (copy.later[0], later + ends), copy.same + max(0, ends - known)
            )
        elif not found or later >= found[-1].later[1]:
            ends = _alike(words.text, first, later)
            back = _alike_before(words.text, first, later, found[-1].later[1] if found else 0)
            found.append(_Copy((first - back, first + ends), (later - back, later + ends), back + ends))
    found = [
        copy
        for copy in found
        if copy.first[1] <= copy.later[0] and copy.length >= _SHORT and copy.same >= _ALIKE * copy.length
    ]
    large = max(_LEAST, min(_LONG, _LARGE * len(words.text)))
    beside = [copy for copy in found if copy.later[0] - copy.first[1] < _ANCHOR]
    doubled = set(beside if len(beside) >= _SEVERAL else [])
    return [copy for copy in found if copy.length >= large or copy in doubled]


def _goes_on(copy: _Copy, first: int, later: int) -> bool:
    """Whether the same words at `first` and `later` stand as far behind what is known of the copy."""
    ahead, behind = later - copy.later[1], first - copy.first[1]
    return -_ANCHOR * 2 <= ahead <= _GAP and abs(ahead - behind) <= _SHIFT and first < copy.later[0]


def _alike(text: str, first: int, later: int) -> int:
    """How many characters from `later` on are those from `first` on."""
    count = 0
    while later + count < len(text) and first + count < later and text[first + count] == text[later + count]:
        count += 1
    return count


def _alike_before(text: str, first: int, later: int, floor: int) -> int:
    """How many characters before `later`, down to `floor`, are those before `first`."""
    count = 0
    while (
        first > count
        and later - count > max(floor, first)
        and text[first - count - 1] == text[later - count - 1]
    ):
        count += 1
    return count


def _breaks_off(words: _Words, passages: list[Passage], copy: _Copy) -> bool:
    """Whether the first copy ends where the later one goes on for longer."""
    between = range(words.at[copy.first[1] - 1][0] + 1, words.at[copy.later[0]][0])
    after = range(words.at[copy.later[1] - 1][0] + 1, len(passages))
    goes_on = _prose(passages[i] for i in after)
    return goes_on >= _SHORT and goes_on > 3 * _prose(passages[i] for i in between)


def _prose(passages: Iterable[Passage]) -> int:
    """Characters of the passages that hold whole sentences, not a page's short lines."""
    return sum(len(one.text) for one in passages if len(one.text) >= _SHORT and "。" in one.text)


def _cut(
    words: _Words, passages: list[Passage], stretches: list[tuple[int, int]]
) -> tuple[list[Passage], list[Passage]]:
    """The passages without some stretches of their words, and what was cut out."""
    cuts: dict[int, list[tuple[int, int]]] = {}
    for first, end in stretches:
        for number, places in groupby(words.at[first:end], key=itemgetter(0)):
            inside = [place for _, place in places]
            text = passages[number].text
            begin, stop = inside[0], _sentence_end(text, inside[-1] + 1)
            if stop - begin >= _WHOLE * len(text):
                begin, stop = 0, len(text)
            cuts.setdefault(number, []).append((begin, stop))
    kept: list[Passage] = []
    out: list[Passage] = []
    for number, passage in enumerate(passages):
        done = 0
        for begin, end in sorted(cuts.get(number, [])):
            kept.append(passage.part(done, begin))
            out.append(passage.part(begin, end))
            done = end
        kept.append(passage.part(done, len(passage.text)) if done else passage)
    return [one for one in kept if re.search(r"\w", one.text)], out


def _sentence_end(text: str, at: int) -> int:
    """`at`, or behind the signs that close what ends there."""
    while at < len(text) and not text[at].isalnum() and text[at] not in "“‘《（(【[":
        at += 1
    return at


def _without_teasers(passages: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """Without paragraphs that quote a later one and break off: `现在，我代表县政府……`."""
    torn = [
        i
        for i, one in enumerate(passages[:40])
        if one.text.endswith(("...", "…")) and len(one.text) <= _LONGEST_TEASER
    ]
    if not torn:
        return passages, []
    words = {i: re.sub(r"\W", "", fold(passages[i].text)) for i in torn}
    rest = re.sub(r"\W", "", fold("".join(one.text for i, one in enumerate(passages) if i not in torn)))
    teasers = {i for i in torn if len(words[i]) >= _SHORT and _quoted(words[i], rest) >= _TORN}
    return (
        [one for i, one in enumerate(passages) if i not in teasers],
        [passages[i] for i in sorted(teasers)],
    )


def _quoted(text: str, rest: str) -> float:
    """The share of `text` that stands in `rest`, by pieces of an anchor's length."""
    pieces = [text[at : at + _ANCHOR] for at in range(0, len(text) - _ANCHOR + 1, _ANCHOR)]
    return sum(piece in rest for piece in pieces) / len(pieces)
