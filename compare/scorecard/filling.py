"""Results that a person filled into a handout, taken into the archive as facts with their cell as source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from compare.archive.deciding import Desk, Figure, Wish, decide
from compare.archive.ingest import withdraw_sheet
from compare.archive.records import location
from compare.errors import BadCells, Conflict
from compare.measures import extracts
from compare.model import Fact, Source
from compare.reading.facts import render
from compare.scorecard.entries import Entered, Wrong, entered
from compare.scorecard.handout import SILENT, Cell, cells_of
from compare.scorecard.targets import OF_WHICH, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from compare.archive import Archive

FILLED = "填报"

_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a handout's cells, as facts of the archive."""

    added: int
    changed: int
    removed: int
    known: int
    notes: tuple[str, ...]
    """What a person should look at: results that were overwritten, facts that a report contradicts."""


@dataclass(frozen=True, slots=True)
class _Filled:
    """A fact and where it comes from; `wording` is that of a result in words."""

    fact: Fact
    wording: str = ""

    @property
    def key(self) -> _Key:
        """What the fact is about: no two of a handout may say of it what differs."""
        fact = self.fact
        return fact.place, fact.report_year, fact.period, fact.scope, fact.indicator, fact.aspect

    @property
    def says(self) -> _Key:
        return self.fact.value, self.fact.value_max, self.fact.unit, self.fact.bound, self.wording


def import_handout(archive: Archive, path: Path, by: str, overwrite: bool = False) -> Taken:
    """Take the results that were filled in where the workbook said that none is known.

    The same file again changes nothing. A figure that an earlier import of the file took and that now differs
    or is gone is refused with Conflict, unless `overwrite`. `by` is who decided, where only a decision makes
    a fact answer its target. Raises BadCells, with nothing taken, and Unreadable.
    """
    cells = cells_of(path)
    asked = _asked(archive, cells)
    filled = _facts(path, cells, asked)
    before = _held(archive, path)
    silent = _silent(cells, asked, filled)
    changed = [one for key, one in filled.items() if key in before and before[key].says != one.says]
    removed = [before[key] for key in before if key in silent]
    if (changed or removed) and not overwrite:
        raise Conflict(_conflict(path, changed, removed))
    kept = {key: one for key, one in before.items() if key not in silent}
    _write(archive, path, {**kept, **{one.key: one for one in filled.values()}}, kept != before)
    added = sum(key not in before for key in filled)
    return Taken(
        added=added,
        changed=len(changed),
        removed=len(removed),
        known=len(filled) - added - len(changed),
        notes=(*_overwritten(cells), *_without_result(cells), *_settle(archive, path, cells, asked, by)),
    )


def _asked(archive: Archive, cells: Sequence[Cell]) -> dict[str, Figure]:
    """The figures of the archive by whose keys the rows are marked."""
    desk = Desk(archive)
    found = {key: desk.figures(key) for key in {cell.key for cell in cells}}
    return {key: named[0] for key, named in found.items() if named}


def _facts(path: Path, cells: Sequence[Cell], asked: Mapping[str, Figure]) -> dict[_Key, _Filled]:
    wrong: list[tuple[str, str, str]] = []
    facts: dict[_Key, _Filled] = {}
    first: dict[_Key, Cell] = {}
    for cell in cells:
        try:
            one = _fact(path, cell, asked)
            if one is None:
                continue
            if one.key in facts and facts[one.key].says != one.says:
                other = first[one.key]
                raise Wrong(f"says {cell.says}, but {other.sheet} {other.name} says {other.says}")
        except Wrong as error:
            wrong.append((cell.sheet, cell.name, str(error)))
            continue
        if one.key not in facts:
            facts[one.key], first[one.key] = one, cell
    if wrong:
        raise BadCells(str(path), wrong)
    return facts


def _fact(path: Path, cell: Cell, asked: Mapping[str, Figure]) -> _Filled | None:
    """The fact that a cell states, None where the person stated none."""
    if cell.wrong:
        raise Wrong(cell.wrong)
    if not cell.is_filled:
        return None
    figure = asked.get(cell.key)
    if figure is None:
        raise Wrong("the archive no longer has the target of this row; write the workbook anew")
    target = figure.measure
    named = name_of({"indicator": target.indicator, "scope": target.scope})
    if _without_lead(cell.indicator) not in (named, target.scope):
        raise Wrong(
            f"the row says {cell.indicator}, but its hidden key is that of {named}; "
            "put the rows back in order, or write the workbook anew"
        )
    result = entered(cell.says, target)
    return _Filled(_as_fact(path, cell, figure, result), result.words)


def _without_lead(name: str) -> str:
    """The name of a row that is a part of the one above, as the workbook indents it."""
    return next((name.removeprefix(lead) for lead in (OF_WHICH, "of which: ") if name.startswith(lead)), name)


def _as_fact(path: Path, cell: Cell, figure: Figure, result: Entered) -> Fact:
    remark = "；".join(filter(None, (result.remark, cell.told)))
    remark = f"（{remark}）" if remark else ""
    return Fact(
        line=0,
        start=0,
        end=0,
        place=figure.place,
        report_year=cell.year + 1,
        role="achieved",
        period=str(cell.year),
        scope=figure.measure.scope,
        indicator=figure.measure.indicator,
        aspect=result.aspect,
        bound=result.bound,
        value=result.value,
        value_max=result.value_max,
        unit=result.unit,
        source=f"{FILLED}：{path.name}, {cell.sheet}, {cell.name}{remark}",
    )


def _silent(cells: Sequence[Cell], asked: Mapping[str, Figure], filled: Mapping[_Key, _Filled]) -> set[_Key]:
    """What the file says no more: every cell for it is as the workbook wrote it, with no result."""
    keys: set[_Key] = set()
    for cell in cells:
        figure = asked.get(cell.key)
        if figure is None or not cell.is_silent:
            continue
        m = figure.measure
        for aspect in ("level", "growth", "change", "rank"):
            keys.add((figure.place, cell.year + 1, str(cell.year), m.scope, m.indicator, aspect))
    return keys - filled.keys()


def _held(archive: Archive, path: Path) -> dict[_Key, _Filled]:
    """The facts that earlier imports of this file took."""
    columns, rows = archive.rows(
        "SELECT m.*, r.place, r.report_year FROM measure AS m JOIN report AS r USING (report_id)"
        " WHERE r.kind = 'facts' AND r.location = ? ORDER BY r.report_year, m.start_offset",
        [location(str(path))],
    )
    held = [_as_filled(dict(zip(columns, row, strict=True))) for row in rows]
    return {one.key: one for one in held}


def _as_filled(row: Mapping[str, Any]) -> _Filled:
    value, upper = (
        None if row[name] is None else Decimal(row[name]) for name in ("value_text", "value_max_text")
    )
    fact = Fact(
        line=0,
        start=0,
        end=0,
        value=value,
        value_max=upper,
        source=row["address"],
        **{name: row[name] for name in _SAME},
    )
    return _Filled(fact, row["phrase"] if row["bound"] == "qual" else "")


_SAME = ("place", "report_year", "role", "period", "scope", "indicator", "aspect", "bound", "unit")


def _write(archive: Archive, path: Path, facts: Mapping[_Key, _Filled], fewer: bool) -> None:
    """Put the facts in the place of those that the archive has from this file."""
    if facts:
        archive.ingest(extracts(_source(path, list(facts.values()))), replace=True)
    elif fewer:
        withdraw_sheet(archive, str(path))


def _source(path: Path, facts: Sequence[_Filled]) -> Source:
    """The facts as a fact sheet: its text is their rendering, a line each."""
    text, placed = "", []
    for line, one in enumerate(facts, 1):
        rendering = render(one.fact, one.wording)
        start, end = (len(text) + offset for offset in (rendering.start, rendering.end))
        placed.append(replace(one.fact, line=line, start=start, end=end))
        text += rendering.text + "\n"
    return Source(
        path=str(path),
        text=text,
        format="facts",
        encoding="xlsx",
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        facts=tuple(placed),
    )


def _conflict(path: Path, changed: Sequence[_Filled], removed: Sequence[_Filled]) -> str:
    said = [f"{one.fact.source} now says otherwise of {one.fact.indicator}" for one in changed]
    said += [f"{one.fact.source} gave {one.fact.indicator}, which is gone" for one in removed]
    more = f" (and {len(said) - 1} more)" if len(said) > 1 else ""
    return f"{path}: {said[0]}{more}; --replace takes the file as it is now"


def _overwritten(cells: Sequence[Cell]) -> list[str]:
    return [
        f"{cell.sheet}, {cell.name}: not taken, the workbook gave {cell.original}; "
        "`duizhao decide` says which result answers the target"
        for cell in cells
        if cell.is_overwritten
    ]


def _without_result(cells: Sequence[Cell]) -> list[str]:
    """Rows that say how far a task is and give no figure: an archive keeps figures only."""
    told = [cell for cell in cells if cell.told and cell.says in SILENT and not cell.wrong]
    if not told:
        return []
    more = f" and {len(told) - 1} more" if len(told) > 1 else ""
    return [
        f"{told[0].sheet}, {told[0].name}{more}: no result is given; what is said of progress stays there"
    ]


def _settle(
    archive: Archive, path: Path, cells: Sequence[Cell], asked: Mapping[str, Figure], by: str
) -> list[str]:
    """See to it that a figure answers the target in whose row it was filled in."""
    notes = []
    for cell in cells:
        figure = asked.get(cell.key)
        if figure is None or not cell.is_filled or figure.measure.period != str(cell.year):
            continue
        _, rows = archive.rows(
            "SELECT state, result_path, result, result_kind FROM v_plan_vs_actual WHERE target_id = ?",
            [figure.measure_id],
        )
        state, answered_by, result, kind = rows[0]
        if state == "paired":
            if answered_by != str(path):
                source = "its report" if kind == "report" else answered_by
                notes.append(f"{cell.sheet}, {cell.name}: the target is answered by {result} of {source}")
            continue
        _, rows = archive.rows(
            "SELECT measure_key FROM v_results WHERE kind = 'facts' AND path = ? AND indicator = ?"
            " AND scope = ? AND result_period = ? AND place = ?",
            [str(path), figure.measure.indicator, figure.measure.scope, str(cell.year), figure.place],
        )
        source = f"{FILLED}：{path.name}, {cell.sheet}, {cell.name}"
        decide(archive, Wish(cell.key, "same", rows[0][0], source, by))
    return notes
