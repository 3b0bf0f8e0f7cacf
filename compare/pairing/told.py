"""Targets in words that the next report answers in words: 国际收支基本平衡, 贫困县全部摘帽.

A report says so in a sentence without a figure, which is no measure. Where nothing else answers the target,
that sentence does; without it the target would be called undisclosed, which would be false.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.model import Judgement, Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.model import Extract, Measure, Pairing, Sentence

_SURE = 0.9
_ROLES = {"review", "headline results"}
_CLAUSE = re.compile(r"[^，；。！]+")
_LISTED = re.compile(r"和|与|、|以及|及")
# what stands between whose state it is and the state: 生态环境质量 + 持续明显 + 改善
_GAP = "[^，；。、]{0,12}?"


def as_told(pairing: Pairing, later: Sequence[Extract]) -> Pairing:
    """The pairing of a target in words that no figure answers, with the words of a later report that do."""
    if (
        pairing.target.value is not None
        or pairing.state != "none"
        or pairing.judgement.verdict != "undisclosed"
    ):
        return pairing
    for extract in later:
        words = _words(pairing.target, extract) if extract.report.kind == "report" else ()
        if words:
            judgement = Judgement("met", "报告以文字说明，未给数值")
            return replace(
                pairing,
                result_from=extract,
                state="paired",
                confidence=_SURE,
                judgement=judgement,
                told=words,
            )
    return pairing


def _words(target: Measure, extract: Extract) -> tuple[Told, ...]:
    """For each thing of which the target sets a state the clause that tells it; empty unless all are told."""
    state = _state(target.phrase)
    if not state:
        return ()
    found = [
        next(_clauses(subject, state, target.period, extract), None)
        for subject in _LISTED.split(target.indicator)
    ]
    return tuple(one for one in found if one) if all(found) else ()


def _state(phrase: str) -> str:
    """The words of the state that the target sets, as a pattern of whatever says the same; else empty."""
    hits = [(phrase.rfind(word), words) for words in table("pairing")["told"]["states"] for word in words]
    at, words = max(hits, key=lambda hit: hit[0])
    return "|".join(words) if at >= 0 else ""


def _clauses(subject: str, state: str, period: str, extract: Extract) -> Iterator[Told]:
    """The clauses of the report's review of that year which say of the subject that it is so."""
    core = _qualifiers().sub("", subject)
    said = re.compile(f"{re.escape(core)}{_GAP}(?:{state})")
    sections = extract.report.sections
    for sentence in extract.report.sentences:
        section = sections[sentence.section]
        if section.role not in _ROLES or section.period != period or core not in sentence.text:
            continue
        for clause in _CLAUSE.finditer(sentence.text):
            if said.search(clause[0]) and not _unsaid().search(clause[0]):
                yield _told(sentence, clause)


def _told(sentence: Sentence, clause: re.Match[str]) -> Told:
    text = clause[0].strip()
    start = clause.start() + len(clause[0]) - len(clause[0].lstrip())
    return Told(text, sentence.offsets[start], sentence.offsets[start + len(text) - 1] + 1, sentence.index)


@cache
def _qualifiers() -> re.Pattern[str]:
    """What a name has around its core: 现行标准下农村贫困人口, 生态环境质量."""
    rules = table("pairing")["told"]
    return re.compile(
        "^(?:{})|(?<=.{{2}})(?:{})$".format("|".join(rules["before"]), "|".join(rules["after"]))
    )


@cache
def _unsaid() -> re.Pattern[str]:
    """Words by which a clause says that it isn't so, or is yet to be."""
    rules = table("pairing")["told"]
    return re.compile("|".join(chain(rules["denied"], rules["ahead"])))
