"""Words that bind: where a sentence that was kept promises more firmly than before, or less (力争 → 确保)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from compare.lexicon.loader import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.wording.redline import Piece
    from compare.wording.segments import Segmenter

_TENTATIVE, _SOFT, _NONE, _HARD = -2, -1, 0, 1


@dataclass(frozen=True, slots=True)
class CommitmentChange:
    """In two versions of a sentence the words that bind the same thing."""

    change: Literal["harder", "softer"]
    earlier: str
    """The word, empty where none bound it."""
    later: str
    bound: str
    """What they bind, to the next mark: 粮食产量稳定在1.3万亿斤以上."""


@dataclass(frozen=True, slots=True)
class _Word:
    word: str
    degree: int
    following: str
    """What stands behind it in its piece."""


def commitment_changes(pieces: Sequence[Piece], segmenter: Segmenter) -> tuple[CommitmentChange, ...]:
    """Where a word of commitment takes another's place, or is added or dropped, before the same words."""
    return tuple(_changes(pieces, segmenter))


def _changes(pieces: Sequence[Piece], segmenter: Segmenter) -> Iterator[CommitmentChange]:
    for at, piece in enumerate(pieces):
        if piece.op == "same" or (piece.op == "added" and at and pieces[at - 1].op == "removed"):
            continue
        removed = piece.text if piece.op == "removed" else ""
        then = at + (1 if removed else 0)
        added = pieces[then].text if then < len(pieces) and pieces[then].op == "added" else ""
        after = then + (1 if added else 0)
        behind = pieces[after].text if after < len(pieces) else ""
        before, now = _word(removed, behind, segmenter), _word(added, behind, segmenter)
        if before is None and now is None:
            continue
        before = before or _Word("", _NONE, behind)
        now = now or _Word("", _NONE, behind)
        bound = _shared(before.following, now.following)
        if before.degree != now.degree and len(bound) >= table("wording")["commitment"]["bound"]:
            change: Literal["harder", "softer"] = "harder" if now.degree > before.degree else "softer"
            yield CommitmentChange(change, before.word, now.word, _to_mark(now.following))


def _word(changed: str, behind: str, segmenter: Segmenter) -> _Word | None:
    """The last word of commitment in the piece, with all that follows it in the sentence's next words."""
    words = segmenter.words(changed)
    following = behind
    for at in range(len(words) - 1, -1, -1):
        degree = _degrees().get(words[at])
        if degree is not None:
            # 研究 binds 制定 in 研究制定, and is a noun in 加强基础研究
            next_word = next(iter(segmenter.words(following)), "")
            if degree != _TENTATIVE or segmenter.tags.get(next_word, "").startswith("v"):
                return _Word(words[at], degree, following)
        following = words[at] + following
    return None


def _shared(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return _to_mark(one[:length])


def _to_mark(text: str) -> str:
    for at, char in enumerate(text):
        if char in "，；。！？、：\n":
            return text[:at]
    return text


@cache
def _degrees() -> dict[str, int]:
    scale = table("verdicts")["hardness"]
    return {
        **dict.fromkeys(table("wording")["commitment"]["tentative"], _TENTATIVE),
        **dict.fromkeys(scale["softer"], _SOFT),
        **dict.fromkeys(scale["harder"], _HARD),
    }
