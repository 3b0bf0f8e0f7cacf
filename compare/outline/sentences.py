"""Paragraphs into sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSERS = re.escape('”’」』）)】〕》"')
_END = re.compile(rf"(?:[。！？]|(?<=[\u4e00-\u9fff{_CLOSERS}])[!?])[。！？{_CLOSERS}]*")


def cuts(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of `text`: they end at 。！？ and the quotes and brackets closing there.

    A `；` ends none, nor does the point of a number. `!` and `?` do after a Chinese character.
    """
    start = 0
    for end in _END.finditer(text):
        yield start, end.end()
        start = end.end()
    if text[start:].strip():
        yield start, len(text)
