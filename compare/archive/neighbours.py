"""Holding a place's reports against each other: each year's targets against the next year's results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.archive import decisions, records

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from compare.archive.decisions import Rulings
    from compare.archive.store import Archive, Held
    from compare.model import Extract


def pair_anew(
    archive: Archive, place: str, years: Container[int] | None, fresh: Mapping[str, Extract] | None = None
) -> None:
    """Pair the targets that the place's reports of `years` (of all: None) set, and apply what was decided.

    To be called within a transaction. `fresh` has extracts by report id that needn't be read again.
    """
    shelf = Shelf(archive, place, fresh or {})
    decided = {d.report_year for d in decisions.in_force(archive, place)}
    held = {h.report_year for h in shelf.held}
    for year in sorted(held | decided):
        if years is not None and year not in years:
            continue
        earlier = [h for h in shelf.held if h.report_year == year]
        rulings: Rulings = {}
        if year in decided:
            after = {h.report_id: h for e in earlier for h in shelf.later(e)}
            rulings = decisions.settle(
                archive, place, year, shelf.extracts(earlier), shelf.extracts(list(after.values()))
            )
        for one in earlier:
            shelf.pair(one, rulings)


class Shelf:
    """The reports and fact sheets of a place, each read when it is first needed."""

    def __init__(self, archive: Archive, place: str, fresh: Mapping[str, Extract]) -> None:
        self.archive, self._known = archive, dict(fresh)
        self.held = archive.held("place = ?", [place])

    def extracts(self, held: Sequence[Held]) -> list[Extract]:
        return [self._extract(h.report_id) for h in held]

    def later(self, held: Held) -> list[Held]:
        """The report of the next year, and the fact sheets other than itself."""
        return [
            h
            for h in self.held
            if (h.kind == "report" and h.report_year == held.report_year + 1)
            or (h.kind == "facts" and h.report_id != held.report_id)
        ]

    def pair(self, held: Held, rulings: Rulings) -> None:
        """Pair one report's targets with the report of the next year and with the fact sheets."""
        from compare.pairing import pair

        earlier, after = self._extract(held.report_id), self.later(held)
        decided = rulings.get(held.report_id, {})
        named = [ruling.answer[0] for ruling in decided.values() if ruling.answer]
        later = [
            extract
            for extract in self.extracts(after)
            if extract.report.kind == "report"
            or any(m.role == "achieved" for m in extract.measures)
            or any(extract is one for one in named)
        ]
        has_targets = any(m.role == "target" for m in earlier.measures)
        pairings = pair(earlier, later, decided) if later and has_targets else ()
        answered_by = "report" if any(h.kind == "report" for h in after) else "facts"
        records.write_pairings(self.archive, earlier, pairings, later, answered_by)

    def _extract(self, identity: str) -> Extract:
        if identity not in self._known:
            self._known[identity] = records.read(self.archive, identity)
        return self._known[identity]
