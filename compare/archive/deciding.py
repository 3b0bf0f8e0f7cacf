"""A person's word on a target: taken down, applied at once, and undone, each in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    from compare.model import Extract, Measure


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
    desk = Desk(archive)
    figure = desk.figure(wish.target, "target")
    before = _standing(archive, figure)
    with archive.transaction():
        place = desk.take_down(wish)
        if place:
            pair_anew(archive, place[0], {place[1]})
    return before, _standing(archive, figure)


def undo(archive: Archive, target: str, result: str = "", *, by: str) -> list[Decision]:
    """Withdraw what is decided of a target, or of that target and one result, and pair by the rules alone.

    Raises BadDecision where nothing is.
    """
    desk = Desk(archive)
    made = [d for d in desk.decided(target) if not result or desk.is_about(d, result)]
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
    desk, touched = Desk(archive), set[Place]()
    with archive.transaction():
        for wish, line in wishes:
            try:
                place = desk.take_down(wish)
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


def now() -> str:
    """This moment, ISO with the offset from UTC."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


class Desk:
    """Where decisions are taken down: knows figures by their keys, and reads each report once."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._read: dict[str, tuple[Extract, list[Key]]] = {}

    def take_down(self, wish: Wish) -> Place | None:
        """Keep a decision without applying it; whose targets are to be paired anew, None if it was known."""
        made = self.decided(wish.target)
        if any(self._is_known(decision, wish) for decision in made):
            return None
        target = self.figure(wish.target, "target")
        result = self._result(wish, target)
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
        replaced = [
            old
            for old in made
            if (decision.is_positive and old.is_positive) or (result and self.is_about(old, wish.result))
        ]
        decisions.withdraw(self.archive, replaced, wish.by, decision.decided_at)
        decisions.add(self.archive, decision)
        return decision.place, decision.report_year

    def decided(self, target: str) -> list[Decision]:
        """The decisions in force on a target; those that find their figure no more are known by its key."""
        return decisions.on_target(self.archive, [f.measure_id for f in self.figures(target)], target)

    def is_about(self, decision: Decision, result: str) -> bool:
        """Whether a decision speaks of the result of that key."""
        if decision.result is None:
            return False
        ids = {figure.measure_id for figure in self.figures(result)}
        return decision.result_id in ids or decision.result.short == result

    def figure(self, key: str, part: str) -> Figure:
        """The figure of that key; of two that say the same in two fact sheets the first."""
        named = self.figures(key)
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

    def figures(self, key: str) -> list[Figure]:
        """The figures of that short key: one, or some that say the same in several fact sheets; or none.

        Where other rules have given a figure another key since, the one of a decision on it still names it.
        """
        if not SHORT.fullmatch(key):
            return []
        return self._figures("m.measure_key = ?", [key]) or self._figures(
            "m.measure_id IN (SELECT target_id FROM decision WHERE target.short = ?"
            " UNION SELECT result_id FROM decision WHERE result.short = ?)",
            [key, key],
        )

    def _figures(self, condition: str, params: Sequence[object]) -> list[Figure]:
        _, rows = self.archive.rows(
            "SELECT m.measure_id, m.report_id, r.place, m.position, m.measure_key"
            f" FROM measure AS m JOIN report AS r USING (report_id) WHERE {condition}"
            " ORDER BY r.kind DESC, r.path, m.measure_id",
            params,
        )
        found = []
        for identity, report, place, position, short in rows:
            if report not in self._read:
                extract = records.read(self.archive, report)
                self._read[report] = extract, keys_of(extract)
            extract, keys = self._read[report]
            key = replace(keys[position], short=short)
            found.append(Figure(identity, report, place, key, extract.measures[position]))
        return found

    def _is_known(self, decision: Decision, wish: Wish) -> bool:
        if (decision.ruling, decision.note) != (wish.ruling, wish.note):
            return False
        return decision.ruling == "none" or self.is_about(decision, wish.result)

    def _result(self, wish: Wish, target: Figure) -> Figure | None:
        """The result that a wish names, once it is sure that it could answer the target."""
        _, rows = self.archive.rows("SELECT 1 FROM pairing WHERE target_id = ?", [target.measure_id])
        if not rows:
            raise BadDecision("target", _why_open(self.archive, target))
        if wish.ruling == "none":
            if wish.result:
                raise BadDecision("result", f"{wish.result} is given, but the ruling is none")
            return None
        result = self.figure(wish.result, "result")
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


_ROLES = {"target": "target", "achieved": "result", "context": "figure of the context"}


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
