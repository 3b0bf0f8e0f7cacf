"""What persons decided of targets: kept as rows, and found again in the reports as they are read now."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from compare.archive.keys import Key, matches
from compare.archive.records import measure_ids, report_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.archive.store import Archive
    from compare.model import Extract, Measure
    from compare.pairing.rulings import Ruling

Word = Literal["same", "not same", "none"]
WORDS: tuple[Word, ...] = get_args(Word)
CONFIRMED = "人工确认"

Rulings = dict[str, "dict[Measure, Ruling]"]
"""By report id, then by target."""
Match = tuple["Extract", "Measure"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the table `decision`. A target has at most one in force that is `same` or `none`."""

    decision_id: int
    place: str
    report_year: int
    ruling: Word
    target: Key
    result: Key | None
    note: str
    decided_by: str
    decided_at: str
    withdrawn_by: str | None = None
    withdrawn_at: str | None = None
    target_id: str | None = None
    result_id: str | None = None
    target_matches: int = 0
    result_matches: int = 0

    @property
    def is_positive(self) -> bool:
        """Whether it settles the target, rather than only ruling a result out."""
        return self.ruling != "not same"


def in_force(archive: Archive, place: str = "", report_year: int | None = None) -> list[Decision]:
    """The decisions that hold, the oldest first; of all places or of one, of all years or of one."""
    columns, rows = archive.rows(
        "SELECT * FROM decision WHERE withdrawn_at IS NULL AND (? = '' OR place = ?)"
        " AND (? IS NULL OR report_year = ?) ORDER BY decision_id",
        [place, place, report_year, report_year],
    )
    return [_decision(dict(zip(columns, row, strict=True))) for row in rows]


def on_target(archive: Archive, ids: Sequence[str], short: str) -> list[Decision]:
    """The decisions in force on a target, by the measures it is now, or by the key of one that is no more."""
    columns, rows = archive.rows(
        "SELECT * FROM decision WHERE withdrawn_at IS NULL AND (list_contains(?, target_id)"
        " OR (target_id IS NULL AND target.short = ?)) ORDER BY decision_id",
        [list(ids), short],
    )
    return [_decision(dict(zip(columns, row, strict=True))) for row in rows]


def _decision(row: dict[str, Any]) -> Decision:
    result = row.pop("result")
    return Decision(**{**row, "target": _key(row["target"]), "result": _key(result) if result else None})


def _key(fields: dict[str, Any]) -> Key:
    return Key(**fields)


def add(archive: Archive, decision: Decision) -> int:
    """Insert a decision under the next number, which is returned; the one given is not looked at."""
    _, rows = archive.rows("SELECT coalesce(max(decision_id), 0) + 1 FROM decision")
    number = int(rows[0][0])
    values = {
        "decision_id": number,
        "place": decision.place,
        "report_year": decision.report_year,
        "ruling": decision.ruling,
        "target": asdict(decision.target),
        "result": asdict(decision.result) if decision.result else None,
        "note": decision.note,
        "decided_by": decision.decided_by,
        "decided_at": decision.decided_at,
        "target_matches": 0,
        "result_matches": 0,
    }
    marks = ", ".join("?" for _ in values)
    archive.connection.execute(
        f"INSERT INTO decision ({', '.join(values)}) VALUES ({marks})", list(values.values())
    )
    return number


def withdraw(archive: Archive, decisions: Iterable[Decision], by: str, at: str) -> None:
    for decision in decisions:
        archive.connection.execute(
            "UPDATE decision SET withdrawn_by = ?, withdrawn_at = ?, target_id = NULL, result_id = NULL"
            " WHERE decision_id = ?",
            [by, at, decision.decision_id],
        )


def settle(
    archive: Archive, place: str, report_year: int, earlier: Sequence[Extract], later: Sequence[Extract]
) -> Rulings:
    """Find the figures of the decisions on a place's targets of a report year, and note what was found.

    `earlier` are the report and fact sheets of that year, `later` those whose results may answer them. A
    decision whose figures are nowhere stays, without effect. No two settle one target: the newer has it.
    """
    ids = _ids((*earlier, *later))
    found: dict[tuple[str, Measure], list[tuple[Decision, list[Match], int]]] = {}
    settled: set[str] = set()
    for decision in reversed(in_force(archive, place, report_year)):
        targets = matches(decision.target, earlier, target=True)
        results = matches(decision.result, later, target=False) if decision.result else []
        free = [m for m in targets if not (decision.is_positive and ids[_where(m)] in settled)]
        target = free[0] if free else None
        if target and (results or decision.ruling == "none"):
            if decision.is_positive:
                settled.add(ids[_where(target)])
            place_of = (report_id(target[0].report), target[1])
            found.setdefault(place_of, []).append((decision, results, len(targets)))
        archive.connection.execute(
            "UPDATE decision SET target_id = ?, result_id = ?, target_matches = ?, result_matches = ?"
            " WHERE decision_id = ?",
            [
                ids[_where(target)] if target else None,
                ids[_where(results[0])] if results else None,
                len(targets),
                len(results),
                decision.decision_id,
            ],
        )
    rulings: Rulings = {}
    for (report, measure), made in found.items():
        rulings.setdefault(report, {})[measure] = _ruling(made)
    return rulings


def _where(match: Match) -> tuple[str, Measure]:
    return report_id(match[0].report), match[1]


def _ids(extracts: Iterable[Extract]) -> dict[tuple[str, Measure], str]:
    return {
        (report_id(extract.report), measure): identity
        for extract in extracts
        for measure, identity in zip(extract.measures, measure_ids(extract), strict=True)
    }


def _ruling(made: Sequence[tuple[Decision, list[Match], int]]) -> Ruling:
    """What the decisions on one target come to; of a settled one the reasons are those that settled it."""
    from compare.pairing import Ruling

    rejected = frozenset(m for d, results, _ in made if not d.is_positive for _, m in results)
    final = next((entry for entry in made if entry[0].is_positive), None)
    if final is None:
        reasons = tuple(reason for decision, _, _ in reversed(made) for reason in _exclusion(decision))
        return Ruling(rejected=rejected, reasons=reasons)
    decision, results, alike = final
    if decision.ruling == "none":
        reasons = (*_confirmation(decision), *_ambiguity(alike, 0))
        return Ruling(silent=True, rejected=rejected, reasons=reasons)
    reasons = (*_confirmation(decision), *_other_years(decision, results[0]))
    reasons += tuple(_ambiguity(alike, len(results)))
    return Ruling(answer=results[0], rejected=rejected, reasons=reasons)


def _confirmation(decision: Decision) -> tuple[str, ...]:
    said = (CONFIRMED,) if decision.ruling == "same" else (CONFIRMED, "无对应结果")
    who = _who(decision)
    return (*said, who, decision.note) if decision.note else (*said, who)


def _other_years(decision: Decision, answer: Match) -> tuple[str, ...]:
    """A person may know that the program has the years wrong; a reader must see that they differ."""
    period, wanted = answer[1].period, decision.target.period
    return () if period == wanted else (f"统计期不同：结果为{period}，目标为{wanted}",)


def _exclusion(decision: Decision) -> tuple[str, ...]:
    assert decision.result is not None
    said = f"人工排除：{decision.result.indicator}{decision.result.phrase}（{_who(decision)}）"
    return (said, decision.note) if decision.note else (said,)


def _who(decision: Decision) -> str:
    return f"{decision.decided_by}，{decision.decided_at[:10]}"


def _ambiguity(targets: int, results: int) -> Iterable[str]:
    if targets > 1:
        yield f"同样的目标有{targets}处，取原文中最近的一处"
    if results > 1:
        yield f"同样的结果有{results}处，取原文中最近的一处"
