"""Extracts as rows of the archive's tables, and back again."""

from __future__ import annotations

import hashlib
import json
import os
import re
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from compare import __version__
from compare.archive.filing import file_names
from compare.archive.keys import digits, keys_of, number
from compare.errors import NotFound
from compare.model import Extract, Measure, Place, Report, Section, Sentence, Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.archive.store import Archive
    from compare.model import Pairing, Span

Columns = dict[str, list[object]]

TRAIL = " / "  # joins a section's heading to those above it
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# 万 and 亿, alone or with a smaller power before them; 千 and 百 alone belong to units (千瓦, 百分点)
_SCALED = re.compile(r"(?P<power>[十百千]?)(?P<scale>万亿|亿|万)")
_POWERS = {"": Decimal(1), "十": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
_SCALES = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8, "万亿": Decimal(10) ** 12}


def report_id(report: Report) -> str:
    """The same for every text of one place and report year; a fact sheet's also depends on its content."""
    parts = [report.kind, report.place.name, str(report.year)]
    if report.kind == "facts":
        parts.append(report.source.digest)
    return hashlib.blake2s("\0".join(parts).encode(), digest_size=8).hexdigest()


def measure_ids(extract: Extract) -> list[str]:
    """An id for each measure, in order: `report_id:start`, and `report_id:start-2` for a second one there."""
    prefix, seen, ids = report_id(extract.report), dict[int, int](), list[str]()
    for measure in extract.measures:
        nth = seen[measure.start] = seen.get(measure.start, 0) + 1
        ids.append(f"{prefix}:{measure.start}" + (f"-{nth}" if nth > 1 else ""))
    return ids


def last_year(period: str) -> int | None:
    """The year in which a period ends: 2025 for `2021-2025` and for `2025H1`; None where it names none."""
    years = _YEAR.findall(re.sub(r"(?<=\d{4})[HQ].*", "", period))
    return int(years[-1]) if years else None


def in_base_unit(value: Decimal | None, unit: str) -> tuple[Decimal | None, str]:
    """A value with the unit's 万 and 亿 multiplied out: 5.46 万人 → 54600 人."""
    scaled = _SCALED.match(unit)
    if scaled is None:
        return value, unit
    factor = _POWERS[scaled["power"]] * _SCALES[scaled["scale"]]
    return None if value is None else value * factor, unit[scaled.end() :]


def trails(sections: Sequence[Section]) -> dict[int, str]:
    """For each section's index its headings from the top down: `二、2025年工作安排 / （一）稳增长`."""
    by_index = {section.index: section for section in sections}
    result: dict[int, str] = {}
    for section in sections:
        names: list[str] = []
        here: Section | None = section
        while here is not None and len(names) <= len(by_index):
            if here.number or here.heading:
                names.append(here.number + here.heading)
            here = by_index.get(here.parent) if here.parent is not None else None
        result[section.index] = TRAIL.join(reversed(names))
    return result


def write(archive: Archive, extract: Extract) -> None:
    """Insert a report with its sections, sentences and measures."""
    report, identity = extract.report, report_id(extract.report)
    archive.insert("report", _report_row(report, identity))
    archive.insert("section", _section_rows(report, identity))
    archive.insert("sentence", _sentence_rows(report, identity))
    archive.insert("measure", _measure_rows(extract, identity))
    file_names(archive, identity)


def delete(archive: Archive, identity: str) -> None:
    """Take out a report with all that belongs to it, its targets' pairings included."""
    for table in ("section", "sentence", "measure", "report"):
        archive.connection.execute(f"DELETE FROM {table} WHERE report_id = ?", [identity])
    _delete_pairings(archive, identity)


def _delete_pairings(archive: Archive, identity: str) -> None:
    for table in ("pairing", "answer"):
        archive.connection.execute(f"DELETE FROM {table} WHERE target_report_id = ?", [identity])


def write_pairings(
    archive: Archive,
    earlier: Extract,
    pairings: Sequence[Pairing],
    later: Sequence[Extract],
    answered_by: str,
) -> None:
    """Put `pairings` in the place of those that the earlier report's targets had."""
    identity = report_id(earlier.report)
    _delete_pairings(archive, identity)
    target_ids = dict(zip(earlier.measures, measure_ids(earlier), strict=True))
    result_ids = {report_id(e.report): dict(zip(e.measures, measure_ids(e), strict=True)) for e in later}

    def result_of(pairing: Pairing) -> str | None:
        if pairing.result is None or pairing.result_from is None:
            return None
        return result_ids[report_id(pairing.result_from.report)][pairing.result]

    columns: Columns = {name: [] for name in _PAIRING_COLUMNS}
    answers: Columns = {name: [] for name in _ANSWER_COLUMNS}
    for pairing in pairings:
        result_id = result_of(pairing)
        judgement = pairing.judgement
        row = (
            *(
                target_ids[pairing.target],
                identity,
                result_id,
                answered_by,
                pairing.state,
                pairing.confidence,
            ),
            *(
                list(pairing.reasons),
                judgement.verdict,
                judgement.rule,
                digits(judgement.gap),
                pairing.remark,
                *_told_row(pairing),
            ),
        )
        _append(columns, row)
        target_id = target_ids[pairing.target]
        surely = pairing.state == "paired" and pairing.result is not None
        for nth, answer in enumerate((pairing, *pairing.others) if surely else (), 1):
            ids = (target_id, identity, result_of(answer), nth)
            _append(answers, (*ids, *_answer_row(answer, pairing)))
    archive.insert("pairing", columns)
    archive.insert("answer", answers)


def _append(columns: Columns, row: Sequence[object]) -> None:
    for column, value in zip(columns.values(), row, strict=True):
        column.append(value)


def _told_row(pairing: Pairing) -> tuple[str, str | None, int | None]:
    """The words that answer a target in words, and the report and sentence in which they stand."""
    if not pairing.told or pairing.result_from is None:
        return "", None, None
    said = "；".join(one.text for one in pairing.told)
    return said, report_id(pairing.result_from.report), pairing.told[0].sentence


def _answer_row(answer: Pairing, taken: Pairing) -> tuple[object, ...]:
    """What of a row of `answer` follows from the pairing itself."""
    from compare.pairing.sources import agree, standing

    assert taken.result is not None and answer.result is not None
    judgement = answer.judgement
    return (
        *(not agree(taken.result, answer.result), answer.confidence),
        *(judgement.verdict, digits(judgement.gap), standing(answer)),
    )


_PAIRING_COLUMNS = (
    *("target_id", "target_report_id", "result_id", "answered_by", "state", "confidence"),
    *("reasons", "verdict", "rule", "gap", "remark", "told", "told_report_id", "told_sentence_index"),
)
_ANSWER_COLUMNS = (
    *("target_id", "target_report_id", "result_id", "nth", "differs", "confidence"),
    *("verdict", "gap", "standing"),
)


def read(archive: Archive, identity: str) -> Extract:
    """The extract as it was taken in, but for a fact sheet's `Source.facts`, which its measures replace."""
    columns, rows = archive.rows("SELECT * FROM report WHERE report_id = ?", [identity])
    if not rows:
        raise NotFound(f"the archive holds no report {identity}")
    row = dict(zip(columns, rows[0], strict=True))
    source = Source(
        path=row["path"],
        text=row["text"],
        format=row["format"],
        encoding=row["encoding"],
        digest=row["digest"],
        overlooked=_pairs(row["overlooked"]),
        metadata=json.loads(row["metadata"]),
    )
    report = Report(
        source=source,
        kind=row["kind"],
        title=row["title"],
        year=row["report_year"],
        place=Place(row["place"], row["level"], row["parent"], row.get("place_code", "")),
        meeting=row["meeting"],
        date=row["given_on"],
        speaker=row["speaker"],
        address=row["address"],
        sections=_read_sections(archive, identity),
        sentences=_read_sentences(archive, identity),
        doubts=tuple(row["doubts"]),
    )
    return Extract(report, _read_measures(archive, identity))


def _report_row(report: Report, identity: str) -> Columns:
    source = report.source
    row: dict[str, object] = {
        "report_id": identity,
        "kind": report.kind,
        "place": report.place.name,
        "level": report.place.level,
        "parent": report.place.parent,
        "place_code": report.place.code,
        "report_year": report.year,
        "title": report.title,
        "meeting": report.meeting,
        "given_on": report.date,
        "speaker": report.speaker,
        "address": report.address,
        "path": source.path,
        "location": location(source.path),
        "format": source.format,
        "encoding": source.encoding,
        "digest": source.digest,
        "text": source.text,
        "overlooked": [offset for span in source.overlooked for offset in span],
        "metadata": json.dumps(dict(source.metadata), ensure_ascii=False),
        "doubts": list(report.doubts),
        "program_version": __version__,
        "ingested_at": datetime.now(UTC).replace(tzinfo=None),
    }
    return {name: [value] for name, value in row.items()}


def location(path: str) -> str:
    """The absolute name of a file, by which a changed fact sheet is known again."""
    return os.path.abspath(path)  # noqa: PTH100  (keeps links, which resolve() would follow)


def _section_rows(report: Report, identity: str) -> Columns:
    sections, trail = report.sections, trails(report.sections)
    return {
        "report_id": [identity] * len(sections),
        "section_index": [s.index for s in sections],
        "parent_index": [s.parent for s in sections],
        "depth": [s.depth for s in sections],
        "number": [s.number for s in sections],
        "heading": [s.heading for s in sections],
        "trail": [trail[s.index] for s in sections],
        "role": [s.role for s in sections],
        "period": [s.period for s in sections],
        "start_offset": [s.start for s in sections],
        "end_offset": [s.end for s in sections],
    }


def _sentence_rows(report: Report, identity: str) -> Columns:
    sentences = report.sentences
    return {
        "report_id": [identity] * len(sentences),
        "sentence_index": [s.index for s in sentences],
        "section_index": [s.section for s in sentences],
        "paragraph": [s.paragraph for s in sentences],
        "text": [s.text for s in sentences],
        "start_offset": [s.start for s in sentences],
        "end_offset": [s.end for s in sentences],
        "breaks": [_breaks(s.offsets) for s in sentences],
    }


def _measure_rows(extract: Extract, identity: str) -> Columns:
    measures, report = extract.measures, extract.report
    based = [in_base_unit(m.value, m.unit) for m in measures]
    addresses = {fact.start: fact.source for fact in report.source.facts}
    return {
        "measure_id": list(measure_ids(extract)),
        "report_id": [identity] * len(measures),
        "position": list(range(len(measures))),
        "start_offset": [m.start for m in measures],
        "end_offset": [m.end for m in measures],
        "quote": [m.quote for m in measures],
        "phrase": [m.phrase for m in measures],
        "indicator": [m.indicator for m in measures],
        "canonical": [m.canonical for m in measures],
        "aspect": [m.aspect for m in measures],
        "value": [digits(m.value) for m in measures],
        "value_text": [digits(m.value) for m in measures],
        "value_max": [digits(m.value_max) for m in measures],
        "value_max_text": [digits(m.value_max) for m in measures],
        "unit": [m.unit for m in measures],
        "base_value": [digits(value) for value, _ in based],
        "base_value_max": [digits(in_base_unit(m.value_max, m.unit)[0]) for m in measures],
        "base_unit": [unit for _, unit in based],
        "bound": [m.bound for m in measures],
        "role": [m.role for m in measures],
        "period": [m.period for m in measures],
        "last_year": [last_year(m.period) for m in measures],
        "scope": [m.scope for m in measures],
        "headline": [m.headline for m in measures],
        "optional": [m.optional for m in measures],
        "commitment": [m.commitment for m in measures],
        "direction": [m.direction for m in measures],
        "sentence_index": [m.sentence for m in measures],
        "section_index": [m.section for m in measures],
        "address": [addresses.get(m.start) or report.address for m in measures],
        **derived(extract),
    }


def derived(extract: Extract) -> Columns:
    """The columns of `measure` that follow from the others by the rules in force: key and hardness."""
    from compare.pairing import hardness

    return {
        "measure_key": [key.short for key in keys_of(extract)],
        "hardness": [hardness(m) if m.role == "target" else None for m in extract.measures],
    }


def _read_sections(archive: Archive, identity: str) -> tuple[Section, ...]:
    _, rows = archive.rows(
        "SELECT section_index, parent_index, depth, number, heading, role, period, start_offset, end_offset"
        " FROM section WHERE report_id = ? ORDER BY section_index",
        [identity],
    )
    return tuple(Section(*row) for row in rows)


def _read_sentences(archive: Archive, identity: str) -> tuple[Sentence, ...]:
    _, rows = archive.rows(
        "SELECT sentence_index, section_index, paragraph, text, breaks"
        " FROM sentence WHERE report_id = ? ORDER BY sentence_index",
        [identity],
    )
    return tuple(
        Sentence(index, section, paragraph, text, _offsets(breaks, len(text) + 1))
        for index, section, paragraph, text, breaks in rows
    )


def _read_measures(archive: Archive, identity: str) -> tuple[Measure, ...]:
    columns, rows = archive.rows(
        "SELECT start_offset AS start, end_offset AS 'end', quote, phrase, indicator, canonical, aspect,"
        " value_text AS value, value_max_text AS value_max, unit, bound, role, period, scope, headline,"
        " optional, commitment, direction, sentence_index AS sentence, section_index AS section"
        " FROM measure WHERE report_id = ? ORDER BY position",
        [identity],
    )
    measures = []
    for row in rows:
        fields: Mapping[str, object] = dict(zip(columns, row, strict=True))
        numbers = {name: number(fields[name]) for name in ("value", "value_max")}
        measures.append(Measure(**{**fields, **numbers}))  # type: ignore[arg-type]
    return tuple(measures)


def _breaks(offsets: tuple[int, ...]) -> list[int]:
    """Only where an offset isn't one more than that before it: index and offset, in turn."""
    result: list[int] = []
    for index, offset in enumerate(offsets):
        if index == 0 or offset != offsets[index - 1] + 1:
            result += (index, offset)
    return result


def _offsets(breaks: Sequence[int], count: int) -> tuple[int, ...]:
    starts = [*_pairs(breaks), (count, 0)]
    return tuple(
        offset + step
        for (index, offset), (following, _) in pairwise(starts)
        for step in range(following - index)
    )


def _pairs(numbers: Sequence[int]) -> tuple[Span, ...]:
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
