"""Two reports laid side by side in words: section by section, sentence by sentence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.pairing import align_sections
from compare.wording.redline import Piece, redline
from compare.wording.segments import Segmenter
from compare.wording.sentences import pair_sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.model import Report, SectionPairing, Sentence
    from compare.wording.sentences import SentencePairing


@dataclass(frozen=True, slots=True)
class SectionRedline:
    """What became of a section: of its heading, and of its sentences (not those of a section in it)."""

    pairing: SectionPairing
    heading: tuple[Piece, ...]
    """The redline of the heading; empty without one, or where sections were split or merged."""
    sentences: tuple[SentencePairing, ...]
    """In the order of the later report, a dropped one after the one that stood before it.

    One that came from or went to another section stands where it is now (`elsewhere`).
    """


@dataclass(frozen=True, slots=True)
class Comparison:
    """A report held against an earlier one, word by word."""

    earlier: Report
    later: Report
    sections: tuple[SectionRedline, ...]
    places: tuple[Mapping[int, str], Mapping[int, str]]
    """Of each side where the section with this index stands: `二（三）`."""

    def place(self, sentence: Sentence | None, side: int) -> str:
        """Where a sentence of the earlier (0) or the later (1) report stands; empty for None."""
        return "" if sentence is None else self.places[side].get(sentence.section, "")

    def sentences(self) -> list[SentencePairing]:
        """All, section by section."""
        return [pairing for section in self.sections for pairing in section.sentences]


def compare_reports(earlier: Report, later: Report, segmenter: Segmenter | None = None) -> Comparison:
    """Each section and each sentence of both reports with what became of it."""
    segmenter = segmenter or segmenter_of(earlier, later)
    pairings = align_sections(earlier, later)
    homes = _homes(earlier, pairings, 0), _homes(later, pairings, 1)
    sentences = pair_sentences(_bodies(earlier), _bodies(later), homes, segmenter)
    return Comparison(
        earlier,
        later,
        tuple(_sections(pairings, sentences, homes, segmenter)),
        (_places(pairings, homes[0], 0), _places(pairings, homes[1], 1)),
    )


def segmenter_of(*reports: Report) -> Segmenter:
    """What cuts the sentences of these reports into words."""
    return Segmenter(sentence.text for report in reports for sentence in report.sentences)


def titled_sides(pairing: SectionPairing) -> tuple[str, str]:
    """Its sections on each side with place and heading: `二（三）「办好民生实事」`; empty where none is."""
    before, after = (
        "、".join(
            f"{place}「{section.heading}」" if section.heading else place
            for place, section in zip(places, sections, strict=True)
        )
        for places, sections in (
            (pairing.earlier_places, pairing.earlier),
            (pairing.later_places, pairing.later),
        )
    )
    return before, after


def _bodies(report: Report) -> list[Sentence]:
    """The sentences that are no headings: those stand over their sections."""
    titles = {section.index: (section.number + section.heading).strip() for section in report.sections}
    return [
        sentence
        for sentence in report.sentences
        if not titles.get(sentence.section)
        or sentence.text.strip().rstrip("。") != titles[sentence.section].rstrip("。")
    ]


def _homes(report: Report, pairings: Sequence[SectionPairing], side: int) -> dict[int, int]:
    """For each section the pairing that it, or else the nearest one above it, is in."""
    own = {
        section.index: at
        for at, pairing in enumerate(pairings)
        for section in (pairing.earlier, pairing.later)[side]
    }
    homes: dict[int, int] = {}
    for section in report.sections:
        above: int | None = section.index
        while above is not None and above not in own:
            above = report.sections[above].parent
        if above is not None:
            homes[section.index] = own[above]
    return homes


def _places(pairings: Sequence[SectionPairing], homes: Mapping[int, int], side: int) -> dict[int, str]:
    """By section; of one that no pairing names, the place of the first in the pairing that it is part of."""
    named = {
        section.index: place
        for pairing in pairings
        for section, place in zip(
            (pairing.earlier, pairing.later)[side],
            (pairing.earlier_places, pairing.later_places)[side],
            strict=True,
        )
    }
    return {
        index: named.get(index) or (pairings[home].earlier_places, pairings[home].later_places)[side][0]
        for index, home in homes.items()
    }


def _sections(
    pairings: Sequence[SectionPairing],
    sentences: Sequence[SentencePairing],
    homes: tuple[Mapping[int, int], Mapping[int, int]],
    segmenter: Segmenter,
) -> list[SectionRedline]:
    groups: defaultdict[int, list[SentencePairing]] = defaultdict(list)
    for pairing in sentences:
        side, sentence = (1, pairing.later) if pairing.later else (0, pairing.earlier)
        if sentence is not None:
            groups[homes[side].get(sentence.section, -1)].append(pairing)
    return [
        SectionRedline(pairing, _heading(pairing, segmenter), tuple(_in_order(groups[at])))
        for at, pairing in enumerate(pairings)
    ]


def _heading(pairing: SectionPairing, segmenter: Segmenter) -> tuple[Piece, ...]:
    if len(pairing.earlier) > 1 or len(pairing.later) > 1:
        return ()
    before, after = (
        segmenter.words(section.heading) if section else ()
        for section in (next(iter(pairing.earlier), None), next(iter(pairing.later), None))
    )
    return redline(before, after)


def _in_order(group: Sequence[SentencePairing]) -> list[SentencePairing]:
    """By the later report; a dropped sentence follows the one that stood before it in this section."""
    later = sorted((p for p in group if p.later), key=lambda p: p.later.index if p.later else 0)
    at_home = {p.earlier.index: p for p in later if p.earlier and not p.elsewhere}
    gone = {p.earlier.index: p for p in group if p.earlier and not p.later}
    ordered = list(later)
    last: SentencePairing | None = None
    for index in sorted({*at_home, *gone}):
        if index in gone:
            at = ordered.index(last) + 1 if last is not None else 0
            ordered.insert(at, gone[index])
            last = gone[index]
        else:
            last = at_home[index]
    return ordered
