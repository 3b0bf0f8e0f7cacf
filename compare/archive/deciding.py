"""A person's word on a target: taken down, applied at once, and undone, each in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from compare.archive import decisions, records
from compare.archive.decisions import Decision, Word
from compare.archive.keys import SHORT, Key, keys_of
from compare.archive.neighbours import pair_anew
from compare.errors import BadDecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.archive.store import Archive
    from compare.model import Measure


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants decided: figures by their short keys."""

    target: str
    ruling: Word
    result: str = ""
    note: str = ""
    by: str = ""
    at: str = ""
    """ISO, now where empty."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the archive says of a target: `state` and `verdict` as in `v_plan_vs_actual`."""

    place: str
    report_year: int
    indicator: str
    target: str
    state: str
    result: str | None
    verdict_zh: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the archive that a short key names."""

    measure_id: str
    report_id: str
    place: str
    key: Key
    measure: Measure


Place = tuple[str, int]
"""A place and the report year of targets."""


def decide(archive: Archive, wish: Wish) -> tuple[Standing, Standing]:
    """Take down a decision and apply it; what the archive said of the target before, and says now.

    It replaces what was decided of the same target, but for other results that were ruled out. Raises
    BadDecision where the keys name no target, or no figure that could answer it.
    """
    figure = _figure(archive, wish.target, "target")
    before = _standing(archive, figure)
    with archive.transaction():
        place = take_down(archive, wish)
        if place:
            pair_anew(archive, place[0], {place[1]})
    return before, _standing(archive, figure)


def undo(archive: Archive, target: str, result: str = "", *, by: str) -> list[Decision]:
    """Withdraw what is decided of a target, or of that target and one result, and pair by the rules alone.

    Raises BadDecision where nothing is.
    """
    made = [
        decision
        for decision in _on(archive, target, figures(archive, target))
        if not result or (decision.result and decision.result.short == result)
    ]
    if not made:
        which = f"{target} and {result}" if result else target
        raise BadDecision(
            "target", f"nothing is decided of {which}; `duizhao decisions` lists what is, with its keys"
        )
    with archive.transaction():
        decisions.withdraw(archive, made, by, now())
        for place, year in {(decision.place, decision.report_year) for decision in made}:
            pair_anew(archive, place, {year})
    return made


def decide_all(archive: Archive, wishes: Iterable[tuple[Wish, int]]) -> tuple[int, int]:
    """Take down many, given with their line, or none; how many were new and how many known already.

    Raises BadDecision, with `line` set to that of the one it is about.
    """
    taken = known = 0
    touched: set[Place] = set()
    with archive.transaction():
        for wish, line in wishes:
            try:
                place = take_down(archive, wish)
            except BadDecision as error:
                error.line = line
                raise
            known += place is None
            taken += place is not None
            if place:
                touched.add(place)
        for name, year in sorted(touched):
            pair_anew(archive, name, {year})
    return taken, known


def take_down(archive: Archive, wish: Wish) -> Place | None:
    """Keep a decision without applying it; whose targets are then to be paired anew, None if it was known."""
    named = figures(archive, wish.target)
    made = _on(archive, wish.target, named)
    if any(_is_known(decision, wish) for decision in made):
        return None
    target = _figure(archive, wish.target, "target")
    result = _result(archive, wish, target)
    decision = Decision(
        decision_id=0,
        place=target.place,
        report_year=target.key.report_year,
        ruling=wish.ruling,
        target=target.key,
        result=result.key if result else None,
        note=wish.note,
        decided_by=wish.by,
        decided_at=wish.at or now(),
    )
    decisions.withdraw(archive, [d for d in made if _replaces(decision, d)], wish.by, decision.decided_at)
    decisions.add(archive, decision)
    return decision.place, decision.report_year


def now() -> str:
    """This moment, ISO with the offset from UTC."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _is_known(decision: Decision, wish: Wish) -> bool:
    result = decision.result.short if decision.result else ""
    return (decision.ruling, result, decision.note) == (wish.ruling, wish.result, wish.note)


def _replaces(new: Decision, old: Decision) -> bool:
    """Whether the old one can't stand beside the new one: both settle the target, or are about one result."""
    if new.is_positive and old.is_positive:
        return True
    return bool(new.result and old.result and new.result.short == old.result.short)


def _on(archive: Archive, target: str, named: Sequence[Figure]) -> list[Decision]:
    """The decisions in force on a target; one that finds its figure no more is known by its key."""
    ids = {figure.measure_id for figure in named}
    return [
        decision
        for decision in decisions.in_force(archive)
        if decision.target_id in ids or (decision.target_id is None and decision.target.short == target)
    ]


def _figure(archive: Archive, key: str, part: str) -> Figure:
    """The figure of that key; of two that say the same in two fact sheets the first."""
    named = figures(archive, key)
    if not named:
        raise BadDecision(
            part,
            f"no figure has the key {key or '(empty)'}; "
            "`duizhao review --format table` and `duizhao compare` show the keys",
        )
    figure = named[0]
    if (figure.measure.role == "target") != (part == "target"):
        said = f"{figure.key.indicator}{figure.key.phrase}"
        wanted = "the target comes first" if part == "target" else "the result comes second"
        raise BadDecision(part, f"{key} is a {_ROLES[figure.measure.role]} ({said}); {wanted}")
    return figure


_ROLES = {"target": "target", "achieved": "result", "context": "figure of the context"}


def figures(archive: Archive, key: str) -> list[Figure]:
    """The figures of that short key: one, or some that say the same in several fact sheets; or none."""
    if not SHORT.fullmatch(key):
        return []
    _, rows = archive.rows(
        "SELECT m.measure_id, m.report_id, r.place, m.position"
        " FROM measure AS m JOIN report AS r USING (report_id) WHERE m.measure_key = ?"
        " ORDER BY r.kind DESC, r.path, m.measure_id",
        [key],
    )
    found = []
    for identity, report, place, position in rows:
        extract = records.read(archive, report)
        found.append(Figure(identity, report, place, keys_of(extract)[position], extract.measures[position]))
    return found


def _result(archive: Archive, wish: Wish, target: Figure) -> Figure | None:
    """The result that a wish names, once it is sure that it could answer the target."""
    _, rows = archive.rows("SELECT 1 FROM pairing WHERE target_id = ?", [target.measure_id])
    if not rows:
        raise BadDecision("target", _why_open(archive, target))
    if wish.ruling == "none":
        if wish.result:
            raise BadDecision("result", f"{wish.result} is given, but the ruling is none")
        return None
    result = _figure(archive, wish.result, "result")
    year, of = target.key.report_year, result.key.report_year
    if result.place != target.place:
        raise BadDecision("result", f"{wish.result} is of {result.place}, the target of {target.place}")
    if result.key.kind == "report" and of != year + 1:
        raise BadDecision(
            "result",
            f"{wish.result} stands in the report of {of}; the report of {year + 1} answers the target",
        )
    if result.report_id == target.report_id:
        raise BadDecision("result", f"{wish.result} stands beside the target itself, in the same sheet")
    return result


def _why_open(archive: Archive, target: Figure) -> str:
    """Why a target has no pairing that could be decided."""
    year, period = target.key.report_year, target.key.period
    if period != str(year):
        return f"{target.key.short} is a target for {period}; only those for the report's own year are paired"
    later = archive.held(
        "place = ? AND report_id <> ? AND (kind = 'facts' OR report_year = ?)",
        [target.place, target.report_id, year + 1],
    )
    if later:
        return f"{target.key.short} has no figure and is no main target, so it isn't paired"
    there = f"the archive has no report of {target.place} for {year + 1}"
    return f"nothing could answer {target.key.short} yet: {there}"


def _standing(archive: Archive, figure: Figure) -> Standing:
    _, rows = archive.rows(
        "SELECT state, result, verdict_zh, reasons FROM v_plan_vs_actual WHERE target_id = ?",
        [figure.measure_id],
    )
    state, result, verdict, reasons = rows[0]
    key = figure.key
    return Standing(
        *(figure.place, key.report_year, key.indicator, key.phrase, state, result, verdict),
        reasons=tuple(reasons or ()),
    )
