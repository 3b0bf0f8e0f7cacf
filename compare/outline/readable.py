"""What of a source is read as the report: once, without the page around it, its numerals as meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.outline.copies import differing, once
from compare.outline.furniture import without_furniture
from compare.outline.notes import without_notes
from compare.outline.passage import Passage, paragraphs
from compare.outline.slips import Slip, mended

if TYPE_CHECKING:
    from compare.model import Source

_SHOWN = 5
"""Differences between two copies that are named one by one."""


@dataclass(frozen=True, slots=True)
class Readable:
    """The paragraphs of a source that are read, and what was left out."""

    passages: list[Passage]
    copies: list[Passage]
    """Of a text that stands twice: the copy that isn't read."""
    furniture: list[Passage]
    """Links, buttons and the footer of a page."""
    notes: list[Passage]
    """Explanations of terms behind the report."""
    slips: list[Slip]

    def doubts(self, source: Source) -> list[str]:
        """What a person should look at, a line each."""
        told = []
        copies = [one for one in self.copies if not one.text.endswith(("...", "…"))]
        if copies:
            told.append(f"正文在文件中重复，只读一遍（{lines(source, copies)}不读）")
        unlike = differing([*self.passages, *self.furniture, *self.notes], copies)
        told += [
            f"第{line(source, one.start)}行：重复的一遍另作“{one.text}”，与所读的不同"
            for one in unlike[:_SHOWN]
        ]
        if len(unlike) > _SHOWN:
            told.append(f"重复的一遍与所读的还有{len(unlike) - _SHOWN}处不同")
        told += [f"第{line(source, slip.span[0])}行：{slip.doubt}" for slip in self.slips]
        return told


def readable(source: Source) -> Readable:
    """The paragraphs of `source` that are the report's own."""
    kept, copies = once(paragraphs(source))
    kept, furniture = without_furniture(kept)
    kept, notes = without_notes(kept)
    passages: list[Passage] = []
    slips: list[Slip] = []
    for passage in kept:
        meant, found = mended(passage, source.text)
        passages.append(meant)
        slips += found
    return Readable(passages, copies, furniture, notes, slips)


def line(source: Source, offset: int) -> int:
    """The number of the line that `offset` stands in, from 1."""
    return source.text.count("\n", 0, offset) + 1


def lines(source: Source, passages: list[Passage]) -> str:
    """The lines from the first to the last of `passages`: `第3行`, `第3—9行`."""
    first, last = line(source, passages[0].start), line(source, passages[-1].end - 1)
    return f"第{first}行" if first == last else f"第{first}—{last}行"
