"""Which way is better, for an indicator that the lexicon doesn't hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.measures.words import alternation, words

if TYPE_CHECKING:
    from compare.model import Direction


def direction_of(name: str) -> Direction:
    """`down` where the name says that less is better (事故起数, 办理时限), else `up`."""
    return "down" if re.search(alternation(words("better", "down")), name) else "up"
