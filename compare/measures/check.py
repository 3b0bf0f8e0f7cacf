"""What was understood of a report, before anybody believes it: its main figures, and what is doubtful."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

from compare.errors import NotAReport
from compare.measures.extract import measure_report
from compare.measures.figures import read_sentence
from compare.measures.names import name_figures
from compare.measures.numerals import fold
from compare.model import Role, Sentence
from compare.outline import outline
from compare.outline.cues import count
from compare.outline.readable import line, readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.model import Extract, Report, Section, SectionRole, Source, Span
    from compare.outline.passage import Passage

LeftKind = Literal["front matter", "marks", "page", "copy", "notes"]
_ORDERED = re.compile(r"[(（]?(?P<number>[一二三四五六七八九十]{1,3})[)）]?[、.]?")
_SAMPLES, _SAMPLE = 3, 24
"""Samples of what was left out, and the characters of each."""
_LINE = re.compile(r"第(\d+)行[：:末]?")
_TWO_POINTS = re.compile(
    r"\d+\.\d+\.\d+(?=\s?(?:%|‰|个?百分点|[万亿]))|(?<![A-Za-z\d])\d+[OoIl]+\d*(?=[%％万亿])"
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of a file was not read as the report's words, by its kind."""

    kind: LeftKind
    pieces: int
    characters: int
    first: int
    last: int
    """Lines, from 1."""
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """A run of main targets, or of the results that answer them."""

    role: SectionRole
    period: str
    line: int
    figures: tuple[str, ...]
    """Each figure's scope, name and wording: `地区生产总值增长6%左右`."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at."""

    line: int
    """From 1; 0 where it is of the whole report."""
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """What was understood of one report."""

    extract: Extract
    headlines: tuple[Headline, ...]
    counts: dict[Role, int]
    left_out: tuple[LeftOut, ...]
    doubts: tuple[Doubt, ...]

    @property
    def section_lines(self) -> tuple[int, ...]:
        """The line that each section begins in."""
        report = self.extract.report
        return tuple(line(report.source, section.start) for section in report.sections)

    @property
    def verdict(self) -> str:
        """`ready to ingest`, or how many places are to be looked at."""
        if not self.doubts:
            return "ready to ingest"
        return f"look at {len(self.doubts)} doubtful place{'s' if len(self.doubts) > 1 else ''}"


def check(source: Source, *, place: str = "", year: int | None = None) -> Check:
    """Read a report and say what was understood; `place` and `year` win over what the text says.

    Raises NotAReport for what is none.
    """
    if source.format == "facts":
        raise NotAReport(source.path, "is a fact sheet", "`duizhao measures` shows its figures")
    report = outline(source, place=place, year=year)
    extract = measure_report(report)
    headlines = tuple(_headlines(extract))
    counts = Counter(measure.role for measure in extract.measures)
    return Check(
        extract=extract,
        headlines=headlines,
        counts={role: counts[role] for role in get_args(Role)},
        left_out=tuple(_left_out(source)),
        doubts=tuple(_doubts(extract, headlines)),
    )


# -- the main figures ----------------------------------------------------------------------------------------


def _headlines(extract: Extract) -> Iterator[Headline]:
    report = extract.report
    for section in report.sections:
        if section.role in ("headline targets", "headline results"):
            figures = [
                measure.scope + (measure.indicator if measure.value is not None else "") + measure.phrase
                for measure in extract.measures
                if measure.section == section.index
            ]
            yield Headline(section.role, section.period, line(report.source, section.start), tuple(figures))


# -- what was left out ---------------------------------------------------------------------------------------


def _left_out(source: Source) -> Iterator[LeftOut]:
    read = readable(source)
    front = [span for span in source.overlooked[:1] if span[0] == 0 and source.metadata]
    marks = source.overlooked[len(front) :]
    kinds: list[tuple[LeftKind, Iterable[Span]]] = [
        ("front matter", front),
        ("marks", marks),
        ("page", _spans(read.furniture)),
        ("copy", _spans(read.copies)),
        ("notes", _spans(read.notes)),
    ]
    for kind, spans in kinds:
        found = list(spans)
        if found:
            yield _summed(source, kind, found)


def _spans(passages: Sequence[Passage]) -> list[Span]:
    return [(passage.start, passage.end) for passage in passages]


def _summed(source: Source, kind: LeftKind, spans: Sequence[Span]) -> LeftOut:
    samples: dict[str, None] = {}
    for start, end in spans:
        if len(samples) == _SAMPLES:
            break
        sample = (
            " ".join(source.text[start:end].split())
            or source.text[start:end].encode("unicode_escape").decode()
        )
        samples.setdefault(sample[:_SAMPLE])
    return LeftOut(
        kind,
        len(spans),
        sum(end - start for start, end in spans),
        line(source, spans[0][0]),
        line(source, spans[-1][1] - 1),
        tuple(samples),
    )


# -- what is doubtful ----------------------------------------------------------------------------------------


def _doubts(extract: Extract, headlines: Sequence[Headline]) -> list[Doubt]:
    report = extract.report
    doubts = [Doubt(int(found[1]) if (found := _LINE.match(text)) else 0, text) for text in report.doubts]
    doubts += [*_of_parts(extract, headlines), *_of_order(report), *_of_figures(report)]
    return sorted(doubts, key=lambda doubt: doubt.line)


def _of_parts(extract: Extract, headlines: Sequence[Headline]) -> Iterator[Doubt]:
    """What a report has, and this one lacks; a communiqué tells of one year and plans nothing."""
    report = extract.report
    if report.kind == "communique":
        return
    roles = {section.role for section in report.sections}
    year, before = str(report.year), str(report.year - 1)
    for name, wanted in (("回顾", {"review", "headline results"}), ("计划", {"plan", "headline targets"})):
        if not roles & wanted:
            yield Doubt(0, f"未见{name}部分")
    aims = {one.period for one in headlines if one.role == "headline targets" and one.figures}
    if roles & {"plan", "headline targets"} and year not in aims:
        others = f"，只有{'、'.join(sorted(aims))}的" if aims else ""
        yield Doubt(0, f"未见{year}年的主要预期目标{others}")
    results = [one for one in headlines if one.role == "headline results" and one.figures]
    if roles & {"review"} and not results:
        yield Doubt(0, f"未见{before}年的主要结果")
    if "review" in roles and not any(measure.role == "achieved" for measure in extract.measures):
        yield Doubt(0, "回顾部分没有数字")


def _of_order(report: Report) -> Iterator[Doubt]:
    """Headings whose numbers leave one out, or come back: `一、` and then `三、`."""
    beside: dict[tuple[int | None, str], list[tuple[int, Section]]] = {}
    for section in report.sections:
        found = _ORDERED.fullmatch(section.number)
        if found:
            form = re.sub("[一二三四五六七八九十]+", "", section.number).translate(
                str.maketrans("（）", "()")
            )
            beside.setdefault((section.parent, form), []).append((count(found["number"]), section))
    for numbered in beside.values():
        first, section = numbered[0]
        if first != 1:
            yield _disordered(report, section, "之前没有更小的序号")
        for (one, before), (other, after) in pairwise(numbered):
            if other != one + 1 and other != 1:
                yield _disordered(report, after, f"接在“{before.number}{before.heading}”之后")


def _disordered(report: Report, section: Section, how: str) -> Doubt:
    at = line(report.source, section.start)
    return Doubt(at, f"第{at}行：标题“{section.number}{section.heading}”{how}，序号不连续")


def _of_figures(report: Report) -> Iterator[Doubt]:
    """Figures of which nothing says what they are, and digits that look like a slip."""
    for sentence in report.sentences:
        text = fold(sentence.text)
        for found in _TWO_POINTS.finditer(text):
            yield _at(report, sentence, found.start(), f"“{found[0]}”不像一个数")
        nameless = [
            one.figure.numeral
            for one in name_figures(read_sentence(text), report.place.name)
            if not one.name and not one.figure.numeral.ordinal
        ]
        if nameless:
            said = "、".join(text[numeral.start : numeral.stop] for numeral in nameless)
            yield _at(report, sentence, nameless[0].start, f"“{said}”未见指标名称，不入库")


def _at(report: Report, sentence: Sentence, at: int, what: str) -> Doubt:
    number = line(report.source, sentence.offsets[at])
    words = sentence.text[max(0, at - 12) : at + 12]
    return Doubt(number, f"第{number}行：“{words}”中的{what}")
