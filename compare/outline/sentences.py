"""Paragraphs into sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS = "。！？"
_CLOSERS = '”’」』）)】〕》"'


def cuts(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of `text`: they end at 。！？ and the quotes and brackets closing there.

    A `；` ends none, nor does the point of a number. `!` and `?` do after a Chinese character.
    """
    start = at = 0
    while at < len(text):
        if _ends_at(text, at):
            at += 1
            while at < len(text) and (text[at] in _CLOSERS or text[at] in _ENDS):
                at += 1
            yield start, at
            start = at
        else:
            at += 1
    if text[start:].strip():
        yield start, len(text)


def _ends_at(text: str, at: int) -> bool:
    sign = text[at]
    if sign in _ENDS:
        return True
    return sign in "!?" and at > 0 and ("\u4e00" <= text[at - 1] <= "\u9fff" or text[at - 1] in _CLOSERS)
