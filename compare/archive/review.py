"""What is doubtful, laid out for a person to decide: proposals in doubt, and targets without an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from compare.archive import decisions, records
from compare.archive.keys import says_the_same
from compare.archive.neighbours import Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.archive.store import Archive
    from compare.model import Extract, Measure

MOST = 3
"""Candidates shown for a target without an answer."""

_LEAST = 0.5  # likeness below which two names have nothing to do with each other
_LEAST_OF_TAKEN = 0.55  # the same for a result that answers another target
# Resemblance of the bare names, where the rules of pairing see none.
_WHOLE, _PART = 0.6, 0.2


@dataclass(frozen=True, slots=True)
class Side:
    """A figure as a person is shown it."""

    key: str
    place: str
    report_year: int
    indicator: str
    scope: str
    period: str
    phrase: str
    sentence: str
    at: int | None
    """Where in `sentence` the figure begins and ends; None where that isn't known."""
    ends_at: int | None
    heading: str
    path: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A result that may answer the target."""

    side: Side
    confidence: float
    reasons: tuple[str, ...]
    verdict: str
    """What it would say of the target."""
    rule: str
    answers: str
    """The target that it answers already, empty where it answers none."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A target for a person to decide on, with the best results first."""

    target: Side
    state: str
    """`review`: the one proposal is the program's. `none`: the proposals are only the names most like it."""
    proposals: tuple[Proposal, ...]


class _Scored(NamedTuple):
    score: float
    extract: Extract
    measure: Measure
    reasons: tuple[str, ...]


def doubtful(
    archive: Archive, place: str = "", year: int | None = None, *, review: bool, unanswered: bool
) -> list[str]:
    """The ids of the targets to decide on: main targets first, then by place, year and place in the text.

    `review` asks for proposals in doubt, `unanswered` for targets without an answer, except those of which a
    person said that there is none.
    """
    states = [state for state, wanted in (("review", review), ("none", unanswered)) if wanted]
    _, rows = archive.rows(
        "SELECT target_id FROM v_plan_vs_actual"
        " WHERE list_contains(?, state) AND ruling IS NULL"
        " AND (? = '' OR place = ?) AND (? IS NULL OR report_year = ?)"
        " ORDER BY headline DESC, place, report_year, state DESC, target_start, target_id",
        [states, place, place, year, year],
    )
    return [identity for (identity,) in rows]


class Reviewer:
    """Lays out doubts one by one; reports that it has read it keeps."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._shelves: dict[str, Shelf] = {}

    def doubt(self, target_id: str) -> Doubt:
        """The target of that id with what the program proposes for it, or with the results most like it."""
        columns, rows = self.archive.rows(
            "SELECT state, result_id, confidence, reasons, verdict, rule FROM v_plan_vs_actual"
            " WHERE target_id = ?",
            [target_id],
        )
        row = dict(zip(columns, rows[0], strict=True))
        if row["state"] == "review":
            proposal = Proposal(
                side=self._side(row["result_id"]),
                confidence=row["confidence"],
                reasons=tuple(row["reasons"]),
                verdict=row["verdict"] or "",
                rule=row["rule"],
                answers="",
            )
            return Doubt(self._side(target_id), "review", (proposal,))
        return Doubt(self._side(target_id), "none", self._candidates(target_id))

    def _candidates(self, target_id: str) -> tuple[Proposal, ...]:
        from compare.pairing import judge

        _, rows = self.archive.rows(
            "SELECT r.place, r.report_id, m.position FROM measure AS m JOIN report AS r USING (report_id)"
            " WHERE measure_id = ?",
            [target_id],
        )
        place, identity, position = rows[0]
        shelf = self._shelves.setdefault(place, Shelf(self.archive, place, {}))
        held = next(h for h in shelf.held if h.report_id == identity)
        (earlier,) = shelf.extracts([held])
        target = earlier.measures[position]
        refused = [
            d.result
            for d in decisions.in_force(self.archive, place, held.report_year)
            if d.target_id == target_id and d.result
        ]
        found = []
        for scored in _ranked(target, shelf.extracts(shelf.later(held))):
            if any(says_the_same(key, scored.measure) for key in refused):
                continue
            ids = records.measure_ids(scored.extract)
            result_id = ids[scored.extract.measures.index(scored.measure)]
            answers = self._answered_by(result_id)
            if answers and scored.score < _LEAST_OF_TAKEN:
                continue
            judgement = judge(target, scored.measure)
            found.append(
                Proposal(
                    side=self._side(result_id),
                    confidence=round(scored.score, 2),
                    reasons=scored.reasons,
                    verdict=judgement.verdict or "",
                    rule=judgement.rule,
                    answers=answers,
                )
            )
            if len(found) == MOST:
                break
        return tuple(found)

    def _side(self, measure_id: str) -> Side:
        _, rows = self.archive.rows(
            "SELECT measure_key, place, report_year, indicator, scope, period, phrase,"
            " coalesce(sentence, quote),"
            " figure_at, figure_ends_at, coalesce(heading, ''), path FROM v_measures WHERE measure_id = ?",
            [measure_id],
        )
        return Side(*rows[0])

    def _answered_by(self, result_id: str) -> str:
        _, rows = self.archive.rows(
            "SELECT indicator || target FROM v_plan_vs_actual WHERE result_id = ? AND state = 'paired'",
            [result_id],
        )
        return rows[0][0] if rows else ""


def _ends_together(target: Measure, result: Measure) -> bool:
    """Whether the result's years end with the target's: another year's figure answers nothing."""
    return records.last_year(result.period) == records.last_year(target.period)


def _ranked(target: Measure, later: Sequence[Extract]) -> list[_Scored]:
    """The results that could be held against the target, those with the likest names first, each once."""
    from rapidfuzz import fuzz

    from compare.pairing.identity import likeness, name
    from compare.pairing.quantity import convertible

    own, scored = name(target.indicator), []
    for extract in later:
        for measure in extract.measures:
            if measure.role != "achieved" or not _ends_together(target, measure):
                continue
            if target.value is not None and (
                measure.aspect != target.aspect or not convertible(target, measure)
            ):
                continue
            alike, other = likeness(target, measure), name(measure.indicator)
            resemblance = (
                _WHOLE * fuzz.ratio(own.bare, other.bare) + _PART * fuzz.partial_ratio(own.bare, other.bare)
            ) / 100
            score = max(alike.confidence, resemblance)
            if score >= _LEAST:
                reasons = alike.reasons or (
                    f"名称相近{resemblance:.2f}（{target.indicator}／{measure.indicator}）",
                )
                scored.append(_Scored(score, extract, measure, reasons))
    seen: set[tuple[object, ...]] = set()
    best = []
    for one in sorted(scored, key=lambda s: -s.score):
        said = (one.measure.indicator, one.measure.phrase, one.measure.scope, one.measure.period)
        if said not in seen:
            seen.add(said)
            best.append(one)
    return best
