"""One text made into another, word by word, as a reader would mark it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Op = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both texts have, or one of them alone."""

    op: Op
    text: str


@dataclass(slots=True)
class _Block:
    """A stretch that both texts share (`removed` and `added` are equal words), or one replaced by another."""

    same: bool
    removed: str
    added: str


def redline(earlier: Sequence[str], later: Sequence[str]) -> tuple[Piece, ...]:
    """The pieces that lead from the words of one text to those of another, a removed before an added one.

    Joined without those removed they are the later text, without those added the earlier one. A shared word
    or two between changes that are longer is no anchor for the eye: it is part of the change.
    """
    blocks = _blocks(earlier, later)
    while (joined := _joined(blocks)) != blocks:
        blocks = joined
    pieces: list[Piece] = []
    for block in blocks:
        if block.same:
            pieces.append(Piece("same", block.removed))
        else:
            pieces += [
                piece
                for piece in (Piece("removed", block.removed), Piece("added", block.added))
                if piece.text
            ]
    return tuple(pieces)


def unchanged(pieces: Iterable[Piece]) -> float:
    """The part of the longer text that both share, 0 to 1."""
    length = {"same": 0, "removed": 0, "added": 0}
    for piece in pieces:
        length[piece.op] += len(piece.text)
    longer = length["same"] + max(length["removed"], length["added"])
    return length["same"] / longer if longer else 1.0


def coded(*texts: Sequence[str]) -> list[str]:
    """Each text with a character for a word, the same for the same word: what rapidfuzz compares fastest."""
    codes: dict[str, str] = {}
    # from the private planes on, so that there is room for every word
    return ["".join(codes.setdefault(word, chr(0xF0000 + len(codes))) for word in text) for text in texts]


def _blocks(earlier: Sequence[str], later: Sequence[str]) -> list[_Block]:
    from rapidfuzz.distance import Indel

    left, right = coded(earlier, later)
    edits = [
        (op.tag == "equal", op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Indel.opcodes(left, right)
    ]
    blocks = []
    for same, group in groupby(edits, key=lambda edit: edit[0]):
        parts = list(group)
        blocks.append(
            _Block(
                same,
                "".join("".join(earlier[start:end]) for _, start, end, _, _ in parts),
                "".join("".join(later[start:end]) for _, _, _, start, end in parts),
            )
        )
    return blocks


def _joined(blocks: Sequence[_Block]) -> list[_Block]:
    """Each shared stretch no longer than the changes on both its sides taken into them."""
    joined: list[_Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        between = block.same and joined and at + 1 < len(blocks) and not joined[-1].same
        if between and _is_island(block, joined[-1], blocks[at + 1]):
            before, after = joined.pop(), blocks[at + 1]
            joined.append(
                _Block(
                    False,
                    before.removed + block.removed + after.removed,
                    before.added + block.added + after.added,
                )
            )
            at += 2
        else:
            joined.append(block)
            at += 1
    return joined


def _is_island(block: _Block, before: _Block, after: _Block) -> bool:
    length = len(block.removed)
    return length <= max(len(before.removed), len(before.added)) and length <= max(
        len(after.removed), len(after.added)
    )
