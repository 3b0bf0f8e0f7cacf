"""Holding a place's documents against each other: each year's targets against the results of that year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.archive import decisions, records
from compare.model import DOCUMENTS

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
        """What may answer its targets: the next report and plan report, the communiqué, fact sheets."""
        after = {"report": held.report_year + 1, "plan": held.report_year + 1, "communique": held.report_year}
        return [
            h
            for h in self.held
            if h.report_id != held.report_id and after.get(h.kind, h.report_year) == h.report_year
        ]

    def pair(self, held: Held, rulings: Rulings) -> None:
        """Pair one report's targets with each of the sources that may answer them."""
        from compare.pairing import pair_by_source

        earlier, after = self._extract(held.report_id), self.later(held)
        decided = rulings.get(held.report_id, {})
        named = [ruling.answer[0] for ruling in decided.values() if ruling.answer]
        later = [
            extract
            for extract in self.extracts(after)
            if extract.report.kind != "facts"
            or any(m.role == "achieved" for m in extract.measures)
            or any(extract is one for one in named)
        ]
        has_targets = any(m.role == "target" for m in earlier.measures)
        asked = self.archive.sources
        later = [e for e in later if e.report.kind in asked or any(e is one for one in named)]
        pairings = pair_by_source(earlier, later, decided, asked) if later and has_targets else ()
        read = {h.kind for h in after} & set(asked)
        answered_by = next((kind for kind in DOCUMENTS if kind in read), "facts")
        records.write_pairings(self.archive, earlier, pairings, later, answered_by)

    def _extract(self, identity: str) -> Extract:
        if identity not in self._known:
            self._known[identity] = records.read(self.archive, identity)
        return self._known[identity]
