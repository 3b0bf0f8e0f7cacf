"""The nouns: what a file becomes on its way to a verdict. All frozen; no behaviour beyond reading themselves.

Offsets are Unicode characters from 0 in `Source.text`, half open. Numbers are `Decimal`, as written.
"Report year" is the year in the title; "target year" and "result year" are the `period` of a measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

Span = tuple[int, int]

Aspect = Literal["level", "growth", "change", "rank"]
Bound = Literal["eq", "about", "ge", "gt", "le", "lt", "range", "qual"]
Role = Literal["achieved", "target", "context"]
Direction = Literal["up", "down", "ceiling", "none"]
State = Literal["paired", "review", "none"]
Verdict = Literal["exceeded", "met", "near", "missed", "undisclosed", "incomparable"]
Document = Literal["report", "plan", "communique", "facts"]
"""A work report, a plan report (计划报告), a statistical communiqué (统计公报), a fact sheet."""
DOCUMENTS: tuple[Document, ...] = get_args(Document)
Level = Literal["nation", "province", "city", "district", "county", "zone", "unknown"]
Reason = Literal[
    "date",
    "ordinal",
    "quoted",
    "aside",
    "name",
    "threshold",
    "code",
    "ratio",
    "base",
    "guess",
    "structure",
    "no unit",
    "unnamed",
    "people",
]
"""Why a numeral is no measure; ARCHITECTURE.md explains each."""
SectionChange = Literal["same", "renamed", "moved", "split", "merged", "new", "dropped"]
SectionRole = Literal[
    "opening", "review", "headline results", "problems", "plan", "headline targets", "government", "closing"
]


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file. `text` is never altered; what a parser must overlook stands in `overlooked`."""

    path: str
    text: str
    format: Literal["txt", "md", "docx", "pdf", "html", "facts"]
    encoding: str
    digest: str
    """SHA-256 of the file's bytes, hex."""
    overlooked: tuple[Span, ...] = ()
    """Sorted, disjoint spans of `text` that are no part of what the report says (marks, front matter)."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What the file says of itself (`source`, `title` …), and `unread`: what of it has no text."""
    facts: tuple[Fact, ...] = ()
    """The rows of a fact sheet; empty for a report."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a fact sheet: a figure that stands in no report the user has as a text.

    `start`, `end` span the row's value in the sheet's rendering, which is its `Source.text`.
    """

    line: int
    start: int
    end: int
    place: str
    report_year: int
    role: Role
    period: str
    scope: str
    indicator: str
    aspect: Aspect
    bound: Bound
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """Whose report it is."""

    name: str
    level: Level = "unknown"
    """As its name says: `city` is a prefecture, a league or a county-level city; the code tells which."""
    parent: str = ""
    """The place above, empty where unknown."""
    code: str = ""
    """Six digits of GB/T 2260 (`520100`), empty where unknown."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it, or a run of paragraphs of one role that has no heading."""

    index: int
    parent: int | None
    depth: int
    """0 for `一、`, 1 for `（一）`, 2 for `一是` and `1.`, deeper for what stands under those."""
    number: str
    """The heading's number as written (`（一）`), empty where there is none."""
    heading: str
    """The heading's words, empty for a run of paragraphs without one."""
    role: SectionRole
    period: str
    """The years it speaks of by default: `2024`, or `2021-2025`."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as one reads it: marks overlooked, line breaks inside it undone, slips in numerals mended.

    `offsets[i]` is the place in `Source.text` of `text[i]`; it has one entry more than `text`, the end.
    """

    index: int
    section: int
    paragraph: int
    text: str
    offsets: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.offsets[0]

    @property
    def end(self) -> int:
        return self.offsets[-1]


@dataclass(frozen=True, slots=True)
class Report:
    """A text understood as one place's report of one year, or its communiqué on one."""

    source: Source
    kind: Document
    title: str
    year: int
    """The report year; of a communiqué the year that it is about, which a report reviews a year later."""
    place: Place
    meeting: str
    date: str
    """ISO date on which it was given, empty where the text doesn't say."""
    speaker: str
    address: str
    """Where the text was taken from (`source:` of the front matter, `来源`), empty where unknown."""
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    doubts: tuple[str, ...] = ()
    """What doesn't fit together (a year in the file name that the text contradicts), a line each."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: how much of a named indicator was reached or is meant to be reached."""

    start: int
    end: int
    """The numeral's span in the source text; of the whole clause for a qualitative target."""
    quote: str
    """The words around it, long enough to be read alone."""
    phrase: str
    """The figure as written, with its verb and bound: `增长6%左右`, `突破6000亿元`."""
    indicator: str
    canonical: str
    """Id of the indicator in the lexicon, empty where the name is not in it."""
    aspect: Aspect
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    bound: Bound
    role: Role
    period: str
    """The years the value belongs to: `2024`, `2021-2025`, `2025H1`."""
    scope: str
    """Empty for the report's own place, else the part it speaks of."""
    headline: bool
    optional: bool
    """Whether two careful readers may differ on its being a measure (a rank, a count that only describes)."""
    commitment: str
    """The word that commits to it: `力争`, `确保`, empty where there is none."""
    direction: Direction
    """`up`: more is better; `down`: less is better; `ceiling`: not to be exceeded; `none`: not known."""
    sentence: int
    section: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A numeral of a report that is no measure."""

    start: int
    end: int
    """The numeral's span in the source text."""
    numeral: str
    """It with its unit, as written."""
    quote: str
    """Its clause."""
    reason: Reason
    sentence: int
    section: int


@dataclass(frozen=True, slots=True)
class Extract:
    """A report with its measures, in the order of the text."""

    report: Report
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with the rule that gave it."""

    verdict: Verdict | None
    """None where it can't be known: no later report was read, and the fact sheets have no such row."""
    rule: str
    """The rule in words with its numbers, as it is printed: `6%左右：实际≥5.8%为完成…`."""
    gap: Decimal | None = None
    """Result minus target, in points for a rate and in the target's unit for a level."""


@dataclass(frozen=True, slots=True)
class Told:
    """Words of a report that tell of a result without a figure: 国际收支保持基本平衡."""

    text: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """A target of report year Y with the result that answers it, or with none."""

    target: Measure
    result: Measure | None
    result_from: Extract | None
    """Where the result stands: the next report, a plan report, a communiqué, or a fact sheet."""
    state: State
    confidence: float
    reasons: tuple[str, ...]
    judgement: Judgement
    others: tuple[Pairing, ...] = ()
    """What the sources after the one that answers it say of the same target, in the order of the sources."""
    remark: str = ""
    """Where another source says otherwise, and how final: `统计公报为5.2%（初步核算）`."""
    told: tuple[Told, ...] = ()
    """The words of `result_from` that answer a target in words; `result` is then None."""


@dataclass(frozen=True, slots=True)
class SectionPairing:
    """A section of an earlier report with the one of a later report that it became.

    `split` has several sections in `later`, `merged` several in `earlier`, `new` none in `earlier`, `dropped`
    none in `later`; the others have one in each, in the order of the text.
    """

    kind: SectionChange
    earlier: tuple[Section, ...]
    later: tuple[Section, ...]
    earlier_places: tuple[str, ...]
    """Where each stands: `二（三）`, `二（三）·一是`; a passage without number by its role: `二·主要目标`."""
    later_places: tuple[str, ...]
    confidence: float
    """0 to 1: that these are one, or of a new or dropped one that nothing answers it."""
    reasons: tuple[str, ...]
