"""What a page shows around a report: share buttons, links to other texts, the footer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.outline.cues import cue

if TYPE_CHECKING:
    from compare.outline.passage import Passage

_LONGEST = 40
"""Characters of a link or button; a line of a report's own is a whole sentence, or longer."""
_FEWEST = 2
"""Words of a page, not of a report, that a run of short lines has at least."""


def without_furniture(passages: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages without a page's words behind the last whole sentence, and these words."""
    last = next((i for i in range(len(passages) - 1, -1, -1) if _said(passages[i])), len(passages) - 1)
    behind = passages[last + 1 :]
    words = cue("page", "furniture")
    if sum(bool(words.search(one.text)) for one in behind) < min(_FEWEST, len(behind)):
        return passages, []
    return passages[: last + 1], behind


def _said(passage: Passage) -> bool:
    text = passage.text
    if cue("page", "furniture").search(text) and len(text) <= _LONGEST:
        return False
    return len(text) > _LONGEST or bool(re.search(r"[。！；]", text))
