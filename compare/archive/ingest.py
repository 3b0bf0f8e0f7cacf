"""Taking reports and fact sheets into the archive, and holding the neighbours against each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from compare.archive import records
from compare.archive.cluster import read_parts_on
from compare.archive.neighbours import pair_anew
from compare.archive.runs import Run
from compare.archive.workers import Part, Reading, read_parts
from compare.errors import Conflict, DuizhaoError, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from compare.archive.store import Archive, Held
    from compare.model import Extract, Measure

TakenState = Literal["ingested", "unchanged", "replaced", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file. The counts are of measures: a new file's all, a replaced one's difference."""

    path: str
    state: TakenState
    reason: str = ""
    """Why it was refused, or what it replaced."""
    reports: tuple[tuple[str, str, int], ...] = ()
    """(kind, place, report year) of each report the file speaks for."""
    added: int = 0
    removed: int = 0
    changed: int = 0
    """Measures of the same indicator, aspect, scope, period and role, with another figure."""
    doubts: tuple[str, ...] = ()
    """What doesn't fit together in what was taken in, a line each."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of each file of a batch, in the order in which they were read."""

    outcomes: tuple[Outcome, ...]

    def count(self, state: TakenState) -> int:
        return sum(outcome.state == state for outcome in self.outcomes)

    @property
    def refused(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.state == "refused")


def batch(
    paths: Iterable[str | Path],
    archive: Archive,
    progress: Callable[[int, int, Path], None] | None = None,
    *,
    overwrite: bool = False,
    place: str = "",
    year: int | None = None,
    workers: int = 1,
    cluster: str = "",
) -> Summary:
    """Take in files and folders. A file that can't be is refused with its reason; the others go on.

    `progress(done, total, file)` is called before each file and once after the last. `place` and `year`
    win over what the texts say. `overwrite` takes another text for a place and year that the archive has.
    With several `workers` as many processes read the files, with a `cluster` those of the Dask scheduler at
    that address; what the archive then holds is the same. Raises Stopped when it is interrupted: what is in
    stays, and the same again goes on from there.
    """
    from compare.reading import find

    files = list(find([Path(path) for path in paths]))
    run, outcomes = Run(archive, len(files)), list[Outcome]()
    known = frozenset() if overwrite or place or year else _digests(archive)
    how = Reading(place, year, known)
    parts = (
        read_parts_on(cluster, files, how) if cluster else read_parts(files, how, min(workers, len(files)))
    )
    try:
        for done, file in enumerate(files):
            if progress:
                progress(done, len(files), file)
            _, part = next(parts)
            outcomes.append(_take_part(archive, file, part, overwrite, asked=bool(place or year)))
            run.record(outcomes[-1])
    except KeyboardInterrupt:
        raise Stopped(len(outcomes), len(files)) from None
    finally:
        parts.close()
    run.end()
    if progress and files:
        progress(len(files), len(files), files[-1])
    return Summary(tuple(outcomes))


def _digests(archive: Archive) -> frozenset[str]:
    return frozenset(digest for (digest,) in archive.rows("SELECT DISTINCT digest FROM report")[1])


def _take_part(archive: Archive, file: Path, part: Part, overwrite: bool, *, asked: bool) -> Outcome:
    """Take in what was read of a file; `asked` says that its place or year was given, so that it is read."""
    if part.refused:
        return Outcome(str(file), "refused", part.refused)
    held = () if overwrite or asked else archive.held("digest = ?", [part.digest])
    if held:
        return Outcome(str(file), "unchanged", reports=tuple((h.kind, h.place, h.report_year) for h in held))
    try:
        outcome = take_in(archive, part.extracts, overwrite)
    except DuizhaoError as error:
        return Outcome(str(file), "refused", str(error).removeprefix(f"{file}: "))
    except Exception as error:  # a defect met in one file must not cost the others
        return Outcome(str(file), "refused", f"a defect of the program: {type(error).__name__}: {error}")
    doubts = tuple(doubt for extract in part.extracts for doubt in extract.report.doubts)
    return replace(outcome, path=str(file), doubts=doubts)


def take_in(archive: Archive, extracts: Sequence[Extract], overwrite: bool = False) -> Outcome:
    """See `Archive.ingest`. Of several files: `replaced` if any was, `unchanged` if all were."""
    by_file = groupby(extracts, key=lambda e: (e.report.source.digest, e.report.source.path))
    outcomes = [_take_source(archive, tuple(group), overwrite) for _, group in by_file]
    if len(outcomes) == 1:
        return outcomes[0]
    states = {outcome.state for outcome in outcomes}
    state: TakenState = next((s for s in ("replaced", "ingested") if s in states), "unchanged")
    return Outcome(
        outcomes[0].path if outcomes else "",
        state,
        "; ".join(outcome.reason for outcome in outcomes if outcome.reason),
        tuple(report for outcome in outcomes for report in outcome.reports),
        sum(outcome.added for outcome in outcomes),
        sum(outcome.removed for outcome in outcomes),
        sum(outcome.changed for outcome in outcomes),
    )


def _take_source(archive: Archive, extracts: tuple[Extract, ...], overwrite: bool) -> Outcome:
    """Take in what one file holds: its report, or all places and years of its fact sheet."""
    source = extracts[0].report.source
    reports = tuple((e.report.kind, e.report.place.name, e.report.year) for e in extracts)
    rivals = _rivals(archive, extracts)
    old = tuple(records.read(archive, rival.report_id) for rival in rivals)
    if _same(old, extracts, exactly=overwrite):
        if overwrite:  # the same figures, but perhaps judged by other tolerances
            with archive.transaction():
                _pair_anew(archive, extracts, old)
        return Outcome(source.path, "unchanged", reports=reports)
    if rivals and not overwrite:
        raise Conflict(_conflict(extracts, rivals))
    with archive.transaction():
        for rival in rivals:
            records.delete(archive, rival.report_id)
        for extract in extracts:
            records.write(archive, extract)
        _pair_anew(archive, extracts, old)
    added, removed, changed = _difference(old, extracts)
    reason = "replaces " + ", ".join(sorted({rival.path for rival in rivals})) if rivals else ""
    return Outcome(
        source.path, "replaced" if rivals else "ingested", reason, reports, added, removed, changed
    )


def _rivals(archive: Archive, extracts: tuple[Extract, ...]) -> tuple[Held, ...]:
    """What the archive holds that can't stand beside these.

    For a report or communiqué: one of the same place and year, or the same text under another place or year.
    For a fact sheet: what came from the same file, or from the same content.
    """
    source, identities = extracts[0].report.source, [records.report_id(e.report) for e in extracts]
    if (kind := extracts[0].report.kind) != "facts":
        return archive.held(
            "kind = ? AND (report_id IN (SELECT unnest(?::VARCHAR[])) OR digest = ?)",
            [kind, identities, source.digest],
        )
    return archive.held(
        "kind = 'facts' AND (location = ? OR digest = ?)",
        [records.location(source.path), source.digest],
    )


def _same(old: tuple[Extract, ...], new: tuple[Extract, ...], exactly: bool) -> bool:
    """Whether the archive has these already: the same text for the same places and years.

    Where `exactly`, with nothing that this version of the program reads otherwise, too.
    """
    if exactly:
        return _content(old) == _content(new)
    texts = [
        {(e.report.place.name, e.report.year, e.report.source.text) for e in side} for side in (old, new)
    ]
    return texts[0] == texts[1]


def _content(extracts: tuple[Extract, ...]) -> list[Extract]:
    bare = [
        replace(e, report=replace(e.report, source=replace(e.report.source, path="", facts=())))
        for e in extracts
    ]
    return sorted(bare, key=lambda e: (e.report.place.name, e.report.year))


def _conflict(extracts: tuple[Extract, ...], rivals: Sequence[Held]) -> str:
    source, first, rival = extracts[0].report.source, extracts[0].report, rivals[0]
    here = f"{rival.place} {rival.report_year}"
    if first.kind == "facts":
        return f"{source.path}: the archive has other content of this fact sheet; --replace takes this one"
    if rival.digest == source.digest:
        return (
            f"{source.path}: the archive has this text as {here}, not {first.place.name} {first.year}; "
            "--replace moves it"
        )
    return f"{source.path}: the archive has another text for {here}, {rival.path}; --replace takes this one"


def _difference(old: Sequence[Extract], new: Sequence[Extract]) -> tuple[int, int, int]:
    """Measures (added, removed, changed); none where a text was only reworded around its figures."""
    before, after = _figures(old), _figures(new)
    added = removed = changed = 0
    for identity in before.keys() | after.keys():
        gone = sum((before.get(identity, Counter()) - after.get(identity, Counter())).values())
        come = sum((after.get(identity, Counter()) - before.get(identity, Counter())).values())
        changed += min(gone, come)
        removed += max(gone - come, 0)
        added += max(come - gone, 0)
    return added, removed, changed


def _figures(extracts: Sequence[Extract]) -> dict[tuple[object, ...], Counter[tuple[object, ...]]]:
    result: dict[tuple[object, ...], Counter[tuple[object, ...]]] = {}
    for extract in extracts:
        for m in extract.measures:
            identity = (extract.report.place.name, m.indicator, m.aspect, m.scope, m.period, m.role)
            result.setdefault(identity, Counter())[_figure(m)] += 1
    return result


def _figure(measure: Measure) -> tuple[object, ...]:
    return (
        measure.value,
        measure.value_max,
        measure.unit,
        measure.bound,
        measure.commitment,
        measure.headline,
    )


def _pair_anew(archive: Archive, new: Sequence[Extract], old: Sequence[Extract]) -> None:
    """Pair the targets of the reports that came or went, of those a year before, and of a communiqué's year.

    Where a fact sheet came or went, those of all reports of its place.
    """
    fresh = {records.report_id(e.report): e for e in new}
    touched = [e.report for e in (*new, *old)]
    for place in sorted({report.place.name for report in touched}):
        here = [report for report in touched if report.place.name == place]
        years = {report.year - back for report in here for back in (0, 1)}
        everywhere = any(report.kind == "facts" for report in here)
        pair_anew(archive, place, None if everywhere else years, fresh)


def withdraw_sheet(archive: Archive, path: str) -> None:
    """Take out the fact sheet that came from the file `path`, with what it answered."""
    held = archive.held("kind = 'facts' AND location = ?", [records.location(path)])
    old = [records.read(archive, one.report_id) for one in held]
    with archive.transaction():
        for one in held:
            records.delete(archive, one.report_id)
        _pair_anew(archive, (), old)
