"""Extracts and pairings as the rows that the commands print. Their keys are documented and stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.archive.keys import keys_of
from compare.archive.records import trails

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from compare.archive.review import Doubt
    from compare.model import Extract, Measure, Pairing, Report, SectionPairing

MEASURE = (
    *(
        "start",
        "end",
        "quote",
        "indicator",
        "aspect",
        "value",
        "value_max",
        "unit",
        "bound",
        "role",
        "period",
    ),
    *("scope", "headline", "optional", "commitment", "canonical", "direction", "sentence", "section", "key"),
)
MEASURE_SHOWN = (
    "start",
    "indicator",
    "aspect",
    "value",
    "value_max",
    "unit",
    "bound",
    "role",
    "period",
    "scope",
    "headline",
)
LEFT_OUT = ("start", "end", "numeral", "quote", "reason", "sentence", "section")
LEFT_OUT_SHOWN = ("start", "numeral", "reason", "quote", "section")
PAIR = (
    *("target_start", "target_indicator", "target", "result_start", "result_indicator", "result"),
    *("state", "confidence", "reasons", "verdict", "rule", "target_key", "result_key", "source", "remark"),
)
PAIR_SHOWN = (
    *("target_indicator", "target", "result_indicator", "result", "state", "verdict", "rule"),
    *("target_key", "result_key"),
)
SECTION = ("index", "parent", "depth", "number", "heading", "role", "period", "start", "end", "sentences")
SECTION_SHOWN = ("heading", "role", "period", "start", "end", "sentences")
SECTION_PAIR = (
    *("kind", "earlier_place", "earlier_heading", "later_place", "later_heading", "role", "confidence"),
    *("reasons", "earlier_index", "later_index"),
)
SECTION_PAIR_SHOWN = SECTION_PAIR[:-2]
LIST_SHOWN = ("place", "report_year", "kind", "measures", "targets", "results", "title", "path")
_REPORT = "政府工作报告"
REVIEW = (
    *("target_key", "ruling", "result_key", "note", "place", "report_year", "indicator", "target"),
    *("result_indicator", "result", "state", "confidence", "reasons", "verdict_if_confirmed", "rule"),
    *("answers_already", "target_sentence", "result_sentence"),
)
REVIEW_SHOWN = (
    *("target_key", "result_key", "report_year", "indicator", "target", "result_indicator", "result"),
    *("confidence", "reasons"),
)
DECISION = (
    *("target_key", "ruling", "result_key", "note", "decided_by", "decided_at", "place", "report_year"),
    *("indicator", "target", "result_indicator", "result", "standing", "remark"),
    *("withdrawn_by", "withdrawn_at", "decision_id"),
)
DECISION_SHOWN = (
    *(
        "target_key",
        "ruling",
        "result_key",
        "report_year",
        "indicator",
        "target",
        "result_indicator",
        "result",
    ),
    *("note", "decided_by", "decided_at", "standing", "remark"),
)


def measure_rows(extract: Extract) -> Iterator[tuple[object, ...]]:
    """A row a measure with the columns of `MEASURE`; `headline` and `optional` are `1` or empty."""
    trail = trails(extract.report.sections)
    sentences = {sentence.index: sentence.text for sentence in extract.report.sentences}
    for m, key in zip(extract.measures, keys_of(extract), strict=True):
        yield (
            *(m.start, m.end, m.quote, m.indicator, m.aspect, m.value, m.value_max, m.unit, m.bound, m.role),
            *(
                m.period,
                m.scope,
                "1" if m.headline else "",
                "1" if m.optional else "",
                m.commitment,
                m.canonical,
            ),
            *(m.direction, sentences.get(m.sentence, ""), trail.get(m.section, ""), key.short),
        )


def left_out_rows(extract: Extract) -> Iterator[tuple[object, ...]]:
    """A row a numeral that is no measure with the columns of `LEFT_OUT`."""
    from compare.measures import explain

    trail = trails(extract.report.sections)
    sentences = {sentence.index: sentence.text for sentence in extract.report.sentences}
    for out in explain(extract.report):
        yield (
            *(out.start, out.end, out.numeral, out.quote, out.reason),
            *(sentences[out.sentence], trail.get(out.section, "")),
        )


def pair_rows(earlier: Extract, pairings: Sequence[Pairing]) -> Iterator[tuple[object, ...]]:
    """A row a target of `earlier` with the columns of `PAIR`."""
    from compare.pairing.sources import name_of

    keys: dict[int, dict[Measure, str]] = {}

    def key(extract: Extract | None, measure: Measure | None) -> str | None:
        if extract is None or measure is None:
            return None
        if id(extract) not in keys:
            shorts = [key.short for key in keys_of(extract)]
            keys[id(extract)] = dict(zip(extract.measures, shorts, strict=True))
        return keys[id(extract)][measure]

    for p in pairings:
        result = p.result
        words = "；".join(one.text for one in p.told)
        told = (p.told[0].start, p.target.indicator, words) if p.told else (None, None, None)
        found = (result.start, result.indicator, result.phrase) if result else told
        yield (
            *(p.target.start, p.target.indicator, p.target.phrase, *found),
            *(p.state, round(p.confidence, 3), list(p.reasons), p.judgement.verdict, p.judgement.rule),
            *(key(earlier, p.target), key(p.result_from, result)),
            *(name_of(p.result_from.report.kind) if p.result_from else None, p.remark or None),
        )


def review_rows(doubts: Sequence[Doubt]) -> Iterator[tuple[object, ...]]:
    """A row a proposal with the columns of `REVIEW`, `ruling` and `note` empty; one without any has a row."""
    for doubt in doubts:
        target = doubt.target
        for p in doubt.proposals or (None,):
            said = (p.side.indicator, p.side.phrase) if p else (None, None)
            why = (p.confidence, list(p.reasons), p.verdict or None, p.rule, p.answers) if p else (None,) * 5
            yield (
                *(target.key, "", p.side.key if p else None, "", target.place, target.report_year),
                *(target.indicator, target.phrase, *said, doubt.state, *why),
                *(target.sentence, p.side.sentence if p else None),
            )


def section_rows(report: Report) -> list[tuple[object, ...]]:
    """A row a section with the columns of `SECTION`; `sentences` counts those in it and in no part of it."""
    counts = dict.fromkeys((section.index for section in report.sections), 0)
    for sentence in report.sentences:
        counts[sentence.section] = counts.get(sentence.section, 0) + 1
    return [
        (s.index, s.parent, s.depth, s.number, s.heading, s.role, s.period, s.start, s.end, counts[s.index])
        for s in report.sections
    ]


def section_pair_rows(pairings: Sequence[SectionPairing]) -> Iterator[tuple[object, ...]]:
    """A row a pairing with the columns of `SECTION_PAIR`; places, headings and indices are lists."""
    for p in pairings:
        yield (
            p.kind,
            *(list(p.earlier_places), [section.heading for section in p.earlier]),
            *(list(p.later_places), [section.heading for section in p.later]),
            *((p.earlier or p.later)[0].role, p.confidence, list(p.reasons)),
            *([section.index for section in p.earlier], [section.index for section in p.later]),
        )


def report_facts(report: Report) -> dict[str, object]:
    """What is known of a report itself."""
    return {
        "title": report.title,
        "report_year": report.year,
        "place": report.place.name,
        "level": report.place.level,
        "parent": report.place.parent,
        "place_code": report.place.code,
        "meeting": report.meeting,
        "date": report.date,
        "speaker": report.speaker,
        "address": report.address,
        "path": report.source.path,
        "encoding": report.source.encoding,
        "digest": report.source.digest,
        "doubts": list(report.doubts),
    }


def filled_columns(columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> list[str]:
    """The columns in which something stands; `source` only where a result is not the next report's own."""
    return [
        name
        for index, name in enumerate(columns)
        if any(row[index] and not (name == "source" and row[index] == _REPORT) for row in rows)
    ]


def plan_headings(filled: Collection[str]) -> dict[str, str]:
    """The columns of v_plan_vs_actual that are shown."""
    names = (
        *("indicator", "scope", "target", "result", *(name for name in ("source",) if name in filled)),
        *("gap", "verdict_zh", "state", "target_heading", "target_key", "result_key"),
        *(name for name in ("remark",) if name in filled),
    )
    return {name: name for name in names}


def scorecard_headings(
    year: int, next_year: int, filled: Collection[str], keys: bool = False
) -> dict[str, str]:
    """The columns of v_scorecard that people see, headed as in a 对照表; some only where `filled`.

    With `keys` also those by which a figure is decided on.
    """
    shown = {
        "indicator": "指标",
        **({"scope": "范围"} if "scope" in filled else {}),
        "target": f"{year}年目标",
        "result": f"{year}年完成",
        **({"source": "来源"} if "source" in filled else {}),
        **({"proposed": "待核结果"} if "proposed" in filled else {}),
        "gap": "差值",
        "verdict_zh": "完成情况",
        "next_target": f"{next_year}年目标",
        "change_zh": "目标变化",
        **({"hardness_change_zh": "约束力变化"} if "hardness_change_zh" in filled else {}),
    }
    if "remark" in filled:
        shown["remark"] = "备注"
    named = {"target_key": "目标键", "result_key": "结果键", "proposed_key": "待核结果键"}
    return shown | {name: heading for name, heading in named.items() if keys and name in filled}
