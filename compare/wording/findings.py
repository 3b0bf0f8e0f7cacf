"""What a person would report of two reports held against each other, before the redline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from compare.lexicon.loader import table
from compare.wording.commitments import commitment_changes
from compare.wording.comparison import titled_sides
from compare.wording.targets import target_changes
from compare.wording.terms import contrast, weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.model import Extract, Measure, Report, Section, SectionChange, SectionPairing
    from compare.wording.commitments import CommitmentChange
    from compare.wording.comparison import Comparison
    from compare.wording.segments import Segmenter
    from compare.wording.targets import Change, TargetChange
    from compare.wording.terms import Term

FindingKind = Literal[
    "target raised",
    "target lowered",
    "target reworded",
    "target new",
    "target dropped",
    "commitment harder",
    "commitment softer",
    "section moved",
    "section split",
    "section merged",
    "section new",
    "section dropped",
    "theme new",
    "theme dropped",
]

_ENTRY = 100  # characters up to which a section of one sentence is an entry of a list (新建公园20个)
_PLACES = 3  # where a theme stands, so many are named
_SURE = 0.5
"""A section that is laid beside another with less confidence is a guess: said with a mark of doubt."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to report, with the words it rests on."""

    kind: FindingKind
    text: str
    """A line that can be read alone."""
    earlier: str
    """What the earlier report says: a sentence, a heading; empty where it says nothing."""
    later: str
    earlier_place: str
    """Where it stands there: `二（三）`; empty likewise."""
    later_place: str
    doubtful: bool = False


def findings(
    comparison: Comparison, extracts: tuple[Extract, Extract], segmenter: Segmenter
) -> tuple[Finding, ...]:
    """Targets changed, words that bind more or less, sections moved, new and dropped, themes."""
    targets = target_changes(*extracts)
    return (
        *_targets(comparison, extracts, targets),
        *_commitments(comparison, segmenter, targets),
        *_sections(comparison),
        *_themes(comparison, segmenter),
    )


_TARGETS: dict[Change, tuple[FindingKind, str]] = {
    "raised": ("target raised", "调高"),
    "lowered": ("target lowered", "调低"),
    "reworded": ("target reworded", "表述调整"),
    "new": ("target new", "新增"),
    "dropped": ("target dropped", "不再列入"),
}
# of a fall, whose number is negative: 降低3% after 降低2.5% is no lower aim
_FALLS = {"raised": "降幅收窄", "lowered": "降幅扩大"}
_HARDNESS = {"harder": "约束力趋硬", "softer": "约束力趋软"}
_SECTIONS: dict[SectionChange, tuple[FindingKind, str]] = {
    "moved": ("section moved", "移至"),
    "split": ("section split", "分为"),
    "merged": ("section merged", "并为"),
    "new": ("section new", "新增"),
    "dropped": ("section dropped", "不再单列"),
}


def _targets(
    comparison: Comparison, extracts: tuple[Extract, Extract], targets: Sequence[TargetChange]
) -> Iterator[Finding]:
    for found in targets:
        if found.change == "kept":
            continue
        (before, earlier_place), (after, later_place) = (
            _stands(comparison, extracts[side], measure, side)
            for side, measure in enumerate((found.earlier, found.later))
        )
        kind, _ = _TARGETS[found.change]
        yield Finding(kind, _target_text(found), before, after, earlier_place, later_place)


def _stands(comparison: Comparison, extract: Extract, measure: Measure | None, side: int) -> tuple[str, str]:
    """The sentence of a figure, and where it is."""
    if measure is None:
        return "", ""
    sentence = next((s.text for s in extract.report.sentences if s.index == measure.sentence), "")
    return sentence, comparison.places[side].get(measure.section, "")


def _target_text(found: TargetChange) -> str:
    sides = [measure for measure in (found.earlier, found.later) if measure is not None]
    last = sides[-1]
    scope = f"（{last.scope}）" if last.scope else ""
    said = " → ".join(m.phrase if m.commitment in m.phrase else m.commitment + m.phrase for m in sides)
    falls = all(measure.value is not None and measure.value < 0 for measure in sides)
    note = _FALLS.get(found.change, "") if falls else ""
    notes = [note or _TARGETS[found.change][1], _HARDNESS.get(found.hardness_change or "", "")]
    return f"{last.indicator}{scope}：{said}（{'，'.join(filter(None, notes))}）"


def _commitments(
    comparison: Comparison, segmenter: Segmenter, targets: Sequence[TargetChange]
) -> Iterator[Finding]:
    """Where words bind otherwise; not of main targets, which were told of, nor the same now so, now so."""
    told = {(one.earlier.sentence, one.later.sentence) for one in targets if one.earlier and one.later}
    found = [
        (pairing.earlier, pairing.later, change)
        for pairing in comparison.sentences()
        if pairing.earlier and pairing.later and (pairing.earlier.index, pairing.later.index) not in told
        for change in commitment_changes(pairing.pieces, segmenter)
    ]
    ways = {(change.bound, change.change) for _, _, change in found}
    for earlier, later, change in found:
        if (change.bound, "softer" if change.change == "harder" else "harder") not in ways:
            yield Finding(
                "commitment harder" if change.change == "harder" else "commitment softer",
                _commitment_text(change),
                earlier.text,
                later.text,
                comparison.place(earlier, 0),
                comparison.place(later, 1),
            )


def _commitment_text(change: CommitmentChange) -> str:
    if change.earlier and change.later:
        return f"{change.earlier} → {change.later}：{change.bound}"
    return f"加“{change.later}”：{change.bound}" if change.later else f"去“{change.earlier}”：{change.bound}"


def _sections(comparison: Comparison) -> Iterator[Finding]:
    for section in comparison.sections:
        pairing = section.pairing
        before, after = (
            "、".join(section.heading for section in side if section.heading)
            for side in (pairing.earlier, pairing.later)
        )
        if pairing.kind not in _SECTIONS or not (before or after) or _is_entry(comparison, pairing):
            continue
        yield Finding(
            _SECTIONS[pairing.kind][0],
            _section_text(pairing),
            before,
            after,
            "、".join(pairing.earlier_places),
            "、".join(pairing.later_places),
            doubtful=pairing.confidence < _SURE,
        )


def _is_entry(comparison: Comparison, pairing: SectionPairing) -> bool:
    """Whether it is an entry of a list that is another each year: of last year's results, of things to do."""
    if all(section.role == "headline results" for section in (*pairing.earlier, *pairing.later)):
        return True
    return all(
        _is_one_line(report, section)
        for report, sections in ((comparison.earlier, pairing.earlier), (comparison.later, pairing.later))
        for section in sections
    )


def _is_one_line(report: Report, section: Section) -> bool:
    """Whether no more than a short sentence stands under its heading."""
    inside = [s.text for s in report.sentences if section.start <= s.start < section.end]
    return len(inside) <= 2 and sum(map(len, inside)) <= _ENTRY


def _section_text(pairing: SectionPairing) -> str:
    before, after = titled_sides(pairing)
    verb = _SECTIONS[pairing.kind][1]
    return f"{before} {verb} {after}" if before and after else f"{verb} {before or after}"


def _themes(comparison: Comparison, segmenter: Segmenter) -> Iterator[Finding]:
    most = int(table("wording")["themes"]["most"])
    terms = contrast([comparison.earlier], [comparison.later], segmenter)
    for change in ("new", "gone"):
        chosen = [term for term in terms if term.change == change and _is_theme(term)]
        for term in sorted(chosen, key=lambda term: (-weight(term), term.term))[:most]:
            yield _theme(comparison, term)


def _is_theme(term: Term) -> bool:
    """Said often enough, or in a heading by a word that no dictionary has."""
    rules = table("wording")["themes"]
    often = max(term.earlier_count, term.later_count) >= int(rules["least"])
    return often or (term.in_heading and term.discovered)


def _theme(comparison: Comparison, term: Term) -> Finding:
    new = term.change == "new"
    report, count = (comparison.later, term.later_count) if new else (comparison.earlier, term.earlier_count)
    holders = [sentence for sentence in report.sentences if term.term in sentence.text]
    places = list(dict.fromkeys(comparison.place(sentence, int(new)) for sentence in holders))
    where = "、".join(places[:_PLACES]) + ("等" if len(places) > _PLACES else "")
    said, place = (holders[0].text, places[0]) if holders else ("", "")
    if new:
        return Finding("theme new", f"{term.term}（{count}次，见{where}）", "", said, "", place)
    return Finding("theme dropped", f"{term.term}（原{count}次，见{where}）", said, "", place, "")


def carried(comparison: Comparison) -> dict[str, object]:
    """How much of the later report was there before: counts of sentences, and the share of its characters."""
    counts = {"same": 0, "changed": 0, "moved": 0, "new": 0, "dropped": 0}
    kept = 0.0
    for pairing in comparison.sentences():
        counts[pairing.kind] += 1
        counts["moved"] += pairing.elsewhere
        if pairing.later is not None and pairing.earlier is not None:
            kept += sum(len(piece.text) for piece in pairing.pieces if piece.op == "same")
    total = sum(len(p.later.text) for p in comparison.sentences() if p.later is not None)
    return {**counts, "carried_percent": round(100 * kept / total, 1) if total else None}
