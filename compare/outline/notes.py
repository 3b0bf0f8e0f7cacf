"""The explanations of terms that some editions append to a report: nobody read them out."""

from __future__ import annotations

import re

from compare.outline.cues import cue
from compare.outline.passage import Passage, fold

_LONGEST = 40
"""Characters of the longest heading over notes."""
_FEWEST = 3
"""Numbered notes that are ones though nothing stands over them."""


def without_notes(passages: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages without the notes at their end, and these."""
    kept: list[Passage] = []
    notes: list[Passage] = []
    headed = False
    unheaded = _first_unheaded(passages)
    for i, passage in enumerate(passages):
        text = re.sub(r"\s", "", fold(passage.text))
        if len(text) <= _LONGEST and i > len(passages) // 3:
            if cue("closing", "notes").search(text):
                headed = True
            elif cue("closing", "appendix").search(text):
                headed = False
        (notes if headed or i >= unheaded else kept).append(passage)
    return kept, notes


def _first_unheaded(passages: list[Passage]) -> int:
    """Where the text ends in numbered notes, whether or not a heading stands over them."""
    first = len(passages)
    while first and cue("closing", "note").match(fold(passages[first - 1].text)):
        first -= 1
    return first if first <= len(passages) - _FEWEST else len(passages)
