"""Where a figure stands: every one that the page shows, numbered, in its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.scorecard.sources import document
from compare.scorecard.words import Words

if TYPE_CHECKING:
    from compare.archive import Archive

_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Citation:
    """A figure with the sentence it was read in, divided where the figure begins and ends."""

    number: int
    indicator: str
    phrase: str
    before: str
    figure: str
    """The figure itself; empty where its place in the sentence isn't known, and `before` is all of it."""
    after: str
    heading: str
    document: str
    address: str
    """Where the document is on the web; empty for anything that isn't a web address."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure as a cell shows it; `number` leads to its citation."""

    text: str
    number: int


class Citations:
    """The figures of a place, numbered from 1 in the order in which they are first cited."""

    def __init__(self, archive: Archive, place: str) -> None:
        columns, rows = archive.rows(
            "SELECT cited_id, kind, title, indicator, phrase, quote, sentence, figure_at, figure_ends_at,"
            " heading, path, address FROM v_cited WHERE place = ?",
            [place],
        )
        self._place = place
        self._rows = {row[0]: dict(zip(columns, row, strict=True)) for row in rows}
        self._numbers: dict[str, int] = {}

    def cite(self, measure_id: str | None, text: str | None) -> Cited | None:
        """`text` with the number of the figure it says; None where there is no figure."""
        if measure_id is None or text is None:
            return None
        return Cited(text, self._numbers.setdefault(measure_id, len(self._numbers) + 1))

    def listed(self) -> list[Citation]:
        """All that were cited, by number."""
        return [self._citation(number, measure_id) for measure_id, number in self._numbers.items()]

    def _citation(self, number: int, measure_id: str) -> Citation:
        row = self._rows[measure_id]
        text = row["sentence"] or row["quote"]
        start, end = row["figure_at"], row["figure_ends_at"]
        if start is None or end is None or not 0 <= start < end <= len(text):
            start = end = len(text)
        return Citation(
            number=number,
            indicator=row["indicator"],
            phrase=row["phrase"],
            before=text[:start],
            figure=text[start:end],
            after=text[end:],
            heading=row["heading"],
            document=document(row["kind"], row["title"], self._place, row["path"], Words()),
            address=row["address"] if row["address"].startswith(_WEB) else "",
        )
