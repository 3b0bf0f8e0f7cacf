"""The scorecard of the page: the rows of `v_scorecard`, figures cited, and how many of each verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from compare.model import Verdict
from compare.pairing.phrases import verdict_word
from compare.scorecard.targets import gap_entries
from compare.scorecard.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.archive import Archive
    from compare.page.citations import Citations, Cited

Record = dict[str, Any]

_OWN = "政府工作报告"
"""The source that goes without saying."""

# From best to worst, then what can't be told: the order in which they are sorted and summed up.
VERDICTS = {
    **{verdict: verdict_word(verdict) for verdict in get_args(Verdict)},
    "review": "待核对",
    "open": "待后续报告",
    "new": "下年新设",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A row of the table."""

    year: int
    indicator: str
    scope: str
    group: str
    target: Cited | None
    result: Cited | None
    is_proposed: bool
    """Whether `result` is a proposal that nobody has confirmed."""
    source: str
    gap: str
    gap_order: str
    """What the gap is sorted by, in its own unit; empty where there is none."""
    verdict: str
    """A key of `VERDICTS`."""
    verdict_zh: str
    rule: str
    next_target: Cited | None
    change: str
    hardness: str
    remark: str

    @property
    def order(self) -> int:
        """Of the verdict, from best to worst."""
        return list(VERDICTS).index(self.verdict)


def read(archive: Archive, place: str, years: Sequence[int]) -> list[Record]:
    """The rows of `v_scorecard` of these report years, the newest first, each year in the report's order."""
    columns, rows = archive.rows(
        "SELECT * FROM v_scorecard WHERE place = ? AND list_contains(?, report_year)"
        " AND (target_id IS NOT NULL OR report_year + 1 <= ?) ORDER BY report_year DESC, position",
        [place, list(years), max(years)],
    )
    return [dict(zip(columns, row, strict=True)) for row in rows]


def cards(records: Sequence[Record], cite: Citations) -> list[Card]:
    """A card a record."""
    return [_card(record, cite) for record in records]


def tally(made: Sequence[Card]) -> list[tuple[int, int, list[tuple[str, int]]]]:
    """By report year, the newest first: how many targets, and how many of each verdict."""
    sums = []
    for year in sorted({card.year for card in made}, reverse=True):
        counts = Counter(card.verdict for card in made if card.year == year and card.target is not None)
        sums.append((year, counts.total(), [(verdict, counts[verdict]) for verdict in VERDICTS]))
    return sums


def _card(record: Record, cite: Citations) -> Card:
    verdict = _verdict(record)
    result = cite.cite(record["result_cited_id"], record["result"])
    proposed = cite.cite(record["proposed_id"], record["proposed"])
    return Card(
        year=record["report_year"],
        indicator=record["indicator"],
        scope=record["scope"] or "",
        group=record["indicator_group"] or "",
        target=cite.cite(record["target_id"], record["target"]),
        result=result or proposed,
        is_proposed=result is None and proposed is not None,
        source="" if record["source"] == _OWN else record["source"] or "",
        gap="" if record["gap"] is None else gap_entries(record, record["gap"], Words())[0].shows,
        gap_order="" if record["gap"] is None else str(record["gap"]),
        verdict=verdict,
        verdict_zh=record["verdict_zh"] or VERDICTS[verdict],
        rule=record["rule"] or "",
        next_target=cite.cite(record["next_id"], record["next_target"]),
        change=record["change_zh"] or "",
        hardness=record["hardness_change_zh"] or "",
        remark=record["remark"] or "",
    )


def _verdict(record: Record) -> str:
    if record["target_id"] is None:
        return "new"
    return "review" if record["state"] == "review" else record["verdict"] or "open"
