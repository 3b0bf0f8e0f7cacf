"""The wording of two reports as the page lays it out: findings, the redline in two columns, terms."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from compare.wording import (
    carried,
    compare_reports,
    contrast,
    findings,
    segmenter_of,
    titled_sides,
    years_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.model import Extract
    from compare.wording import Comparison, Finding, Piece, SectionRedline, SentencePairing, Term

GROUPS = {"target": "目标", "commitment": "约束用语", "section": "章节", "theme": "提法"}
_THEMES = {"theme new": "新提法：", "theme dropped": "不再出现："}
SECTIONS = {
    "same": "同题",
    "renamed": "改题",
    "moved": "移位",
    "split": "拆分",
    "merged": "合并",
    "new": "新增",
    "dropped": "取消",
}
CHANGES = {"new": "新出现", "gone": "不再出现", "rising": "增多", "falling": "减少"}
_MOST_TERMS = 20  # of each kind, as `duizhao terms` lists them


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as one column shows it."""

    pieces: tuple[Piece, ...]
    note: str = ""
    """Where it stood before, if that is another section."""


@dataclass(frozen=True, slots=True)
class Block:
    """What stands side by side: one sentence reworded, or a run of dropped ones beside a run of new ones."""

    kind: Literal["same", "changed", "replaced"]
    earlier: tuple[Line, ...]
    later: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the redline."""

    kind: str
    earlier: str
    later: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A term with the years in which it stands first and last."""

    term: Term
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Wording:
    """Two reports held against each other in words."""

    earlier: int
    later: int
    carried: Mapping[str, object]
    findings: tuple[tuple[str, tuple[Finding, ...]], ...]
    """By group, in words."""
    parts: tuple[Part, ...]
    terms: tuple[tuple[str, tuple[Listed, ...]], ...]
    """By kind of change, in words."""


def wording(earlier: Extract, later: Extract, texts: Mapping[int, Sequence[str]]) -> Wording:
    """As `duizhao diff` and `duizhao terms` have it. `texts`: the sentences by year, to look for terms."""
    segmenter = segmenter_of(earlier.report, later.report)
    comparison = compare_reports(earlier.report, later.report, segmenter)
    found = findings(comparison, (earlier, later), segmenter)
    groups = groupby(found, key=lambda finding: finding.kind.partition(" ")[0])
    return Wording(
        earlier=earlier.report.year,
        later=later.report.year,
        carried=carried(comparison),
        findings=tuple((GROUPS[group], tuple(members)) for group, members in groups),
        parts=tuple(_part(section, comparison) for section in comparison.sections if section.sentences),
        terms=_terms(earlier, later, texts),
    )


def finding_text(finding: Finding) -> str:
    """The line that `duizhao diff` prints for it."""
    return _THEMES.get(finding.kind, "") + finding.text + ("（存疑）" if finding.doubtful else "")


def _terms(
    earlier: Extract, later: Extract, texts: Mapping[int, Sequence[str]]
) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
    found = contrast([earlier.report], [later.report])
    chosen = {change: [term for term in found if term.change == change][:_MOST_TERMS] for change in CHANGES}
    years = years_of((term.term for terms in chosen.values() for term in terms), texts)
    return tuple(
        (
            CHANGES[change],
            tuple(Listed(term, *years.get(term.term, (None, None))) for term in terms),
        )
        for change, terms in chosen.items()
    )


def _part(section: SectionRedline, comparison: Comparison) -> Part:
    before, after = titled_sides(section.pairing)
    return Part(SECTIONS[section.pairing.kind], before, after, tuple(_blocks(section, comparison)))


def _blocks(section: SectionRedline, comparison: Comparison) -> list[Block]:
    """Sentences that have an answer each by itself, unchanged ones and those without one in runs."""
    blocks: list[Block] = []
    for kind, run in groupby(section.sentences, key=_kind):
        members = list(run)
        if kind == "changed":
            blocks += [
                Block("changed", (_line(p, comparison, 0),), (_line(p, comparison, 1),)) for p in members
            ]
            continue
        blocks.append(
            Block(
                "same" if kind == "same" else "replaced",
                tuple(_line(p, comparison, 0) for p in members if p.earlier),
                tuple(_line(p, comparison, 1) for p in members if p.later),
            )
        )
    return blocks


def _kind(pairing: SentencePairing) -> str:
    if pairing.kind in {"dropped", "new"}:
        return "replaced"
    return "changed" if pairing.elsewhere else pairing.kind


def _line(pairing: SentencePairing, comparison: Comparison, side: int) -> Line:
    other = "added" if side == 0 else "removed"
    pieces = tuple(piece for piece in pairing.pieces if piece.op != other)
    moved = pairing.elsewhere and side == 0
    return Line(pieces, f"原在{comparison.place(pairing.earlier, 0)}" if moved else "")
