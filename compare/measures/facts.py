"""A fact sheet's rows as extracts, so that they pair like any report's measures."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from compare.lexicon.indicators import indicators
from compare.lexicon.places import place
from compare.measures.direction import direction_of
from compare.model import Extract, Fact, Measure, Place, Report, Section, Sentence, Source

if TYPE_CHECKING:
    from collections.abc import Iterable


def extracts_of_facts(source: Source) -> tuple[Extract, ...]:
    """One extract for each place and report year of the sheet, in the order of their names."""
    rows = sorted(source.facts, key=lambda f: (f.place, f.report_year, f.start))
    return tuple(
        _extract(source, name, year, list(facts))
        for (name, year), facts in groupby(rows, key=lambda f: (f.place, f.report_year))
    )


def _extract(source: Source, name: str, year: int, facts: list[Fact]) -> Extract:
    sections = (Section(0, None, 0, "", source.path, "headline results", str(year), 0, len(source.text)),)
    sentences = tuple(_sentence(source, number, fact) for number, fact in enumerate(facts))
    report = Report(
        source=source,
        kind="facts",
        title=f"{name}{year}年数据表",
        year=year,
        place=place(name, year) or Place(name),
        meeting="",
        date="",
        speaker="",
        address=_one_source(facts),
        sections=sections,
        sentences=sentences,
    )
    return Extract(report, tuple(_measure(source, n, f) for n, f in enumerate(facts)))


def _one_source(facts: Iterable[Fact]) -> str:
    """The source that all rows share, empty where they have several."""
    named = {fact.source for fact in facts}
    return named.pop() if len(named) == 1 else ""


def _line(source: Source, fact: Fact) -> tuple[int, int]:
    start = source.text.rfind("\n", 0, fact.start) + 1
    end = source.text.find("\n", fact.end)
    return start, end if end >= 0 else len(source.text)


def _sentence(source: Source, number: int, fact: Fact) -> Sentence:
    start, end = _line(source, fact)
    return Sentence(number, 0, number, source.text[start:end], tuple(range(start, end + 1)))


def _measure(source: Source, number: int, fact: Fact) -> Measure:
    known = indicators().canonical(fact.indicator)
    start, end = _line(source, fact)
    sentence = source.text[start:end]
    return Measure(
        start=fact.start,
        end=fact.end,
        quote=sentence,
        phrase=_phrase(sentence, fact),
        indicator=fact.indicator,
        canonical=known.id if known else "",
        aspect=fact.aspect,
        value=fact.value,
        value_max=fact.value_max,
        unit=fact.unit,
        bound=fact.bound,
        role=fact.role,
        period=fact.period,
        scope=fact.scope,
        headline=True,
        optional=False,
        commitment="",
        direction=known.direction if known else direction_of(fact.indicator),
        sentence=number,
        section=0,
    )


def _phrase(sentence: str, fact: Fact) -> str:
    """The row's figure as its sentence words it: what stands between the indicator's name and the source."""
    _, _, rest = sentence.partition(fact.indicator)
    return rest.partition("（")[0].strip() or sentence
