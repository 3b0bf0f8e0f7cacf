"""A sentence cut into clauses, with what no boundary may cut: quotes and brackets.

Works on folded text (`numerals.fold`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "〔": "〕", "【": "】", "「": "」", "[": "]"}
_PAIR_MARKS = re.compile("[" + re.escape("".join([*_PAIRS, *_PAIRS.values()])) + "]")
_QUOTES = "“‘《〔【「["
BOUNDARIES = "，；：。！？\n"
JOINTS = "、和及与"
_DASH = "——"
_MARKS = re.compile(rf"{_DASH}|[{BOUNDARIES}（）]")
# What a bracket says of figures of its own: （其中技能培训10万人，…）, （一产增长6%，二产增长20.6%）
_SPEAKING = re.compile(
    r"（(?:其中[^（）]*\d[\d.,]*[^\d（）]|(?:折合|约合)(?=\d)|[^（）]{0,30}(?:增长|下降|提高|降低|增加|减少)\d[^（）]*)[^（）]*）"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two boundaries; `opening` is the boundary before it (`；`), empty at the start."""

    start: int
    end: int
    opening: str


def enclosed(text: str) -> tuple[list[bool], list[bool]]:
    """For each character: is it inside quotes or title marks; is it inside any quotes or brackets.

    A bracket that gives figures of its own is no such bracket: its marks are boundaries of clauses.

    A mark that is never closed closes at the sentence's end only where it opens a quote of at most 60
    characters; else it is taken for a stray mark.
    """
    quoted, inside = [False] * len(text), [False] * len(text)
    stack: list[tuple[str, int]] = []
    for mark in _PAIR_MARKS.finditer(text):
        position, char = mark.start(), mark[0]
        if char in _PAIRS:
            stack.append((char, position))
        elif stack and any(char == _PAIRS[opened] for opened, _ in stack):
            while stack:
                opened, start = stack.pop()
                if char == _PAIRS[opened]:
                    for i in range(start, position + 1):
                        inside[i] = True
                        quoted[i] = quoted[i] or opened in _QUOTES
                    break
    for match in _SPEAKING.finditer(text):
        if not quoted[match.start()]:
            inside[match.start() : match.end()] = [False] * (match.end() - match.start())
    return quoted, inside


def clauses(text: str, inside: list[bool]) -> list[Clause]:
    """The clauses of a sentence in order; boundaries inside quotes and brackets don't count."""
    found: list[Clause] = []
    start, opening = 0, ""
    for mark in _MARKS.finditer(text):
        position = mark.start()
        if inside[position] or (mark[0] == _DASH and _between_digits(text, position)):
            continue
        if text[start:position].strip():
            found.append(Clause(start, position, opening))
        opening, start = mark[0][0], mark.end()
    if text[start:].strip():
        found.append(Clause(start, len(text), opening))
    return found


def joints(text: str, inside: list[bool], start: int, end: int, marks: str = JOINTS) -> list[int]:
    """Positions in `start`–`end` of the marks that join items, outside quotes and brackets."""
    return [i for i in range(start, end) if text[i] in marks and not inside[i]]


def _between_digits(text: str, position: int) -> bool:
    """Whether the dash at `position` joins the ends of a range (4.5%——5%)."""
    before, after = text[:position].rstrip("%")[-1:], text[position + len(_DASH) :][:1]
    return before.isdigit() and after.isdigit()
