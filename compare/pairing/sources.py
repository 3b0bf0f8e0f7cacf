"""One target, several sources: which of their answers is taken, and where they say otherwise.

The next report, a plan report, a statistical communiqué and fact sheets are each paired with the targets by
themselves. The first in the user's order that answers a target surely is taken; a proposal that nobody
has confirmed only where none does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from compare.errors import BadLexicon
from compare.lexicon.loader import file_of, table
from compare.model import DOCUMENTS
from compare.pairing.matching import pair
from compare.pairing.phrases import figure, verdict_word
from compare.pairing.quantity import convertible, in_unit_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.model import Document, Extract, Measure, Pairing
    from compare.pairing.rulings import Ruling


def order_of_sources() -> tuple[Document, ...]:
    """The order in which sources are asked, by the rules in force. Raises BadLexicon for one there isn't."""
    said = table("sources")["order"]
    wrong = [kind for kind in said if kind not in DOCUMENTS]
    if wrong or not said or len(set(said)) < len(said):
        what = f"there is no {wrong[0]}" if wrong else "each may stand there once" if said else "is empty"
        raise BadLexicon(file_of("sources"), "sources.order", f"{what}; there are {', '.join(DOCUMENTS)}")
    return tuple(said)


def name_of(kind: Document) -> str:
    """What a reader calls a source: `统计公报`."""
    return str(table("sources")["names"][kind])


def pair_by_source(
    earlier: Extract,
    later: Sequence[Extract],
    decided: Mapping[Measure, Ruling] | None = None,
    order: Sequence[Document] | None = None,
) -> tuple[Pairing, ...]:
    """`pair`, with each kind of source by itself; the first in `order` that answers a target is taken.

    What the sources behind it answer stands in `others`; `remark` says where they differ by more than the
    figures' own rounding, and how final the figures are. Kinds that `order` lacks aren't asked.
    """
    asked = order_of_sources() if order is None else order
    groups = [[one for one in later if one.report.kind == kind] for kind in asked]
    answers = [pair(earlier, group, decided) for group in groups if group]
    if not answers:
        return pair(earlier, (), decided)
    return tuple(_taken(alike, decided or {}) for alike in zip(*answers, strict=True))


def _taken(answers: Sequence[Pairing], decided: Mapping[Measure, Ruling]) -> Pairing:
    """Of the pairings of one target with each source the one that counts, with what the others say."""
    ruling = decided.get(answers[0].target)
    if ruling and ruling.is_final:
        return answers[0]
    # a figure says more than words, wherever it stands
    sure = sorted((one for one in answers if one.state == "paired"), key=lambda one: one.result is None)
    proposed = [one for one in answers if one.state == "review"]
    silent = [one for one in answers if one.judgement.verdict == "undisclosed"]
    taken = (sure or proposed or silent or answers)[0]
    if taken.state != "paired":
        return taken
    before = [one for one in answers[: answers.index(taken)] if one.state == "review"]
    reasons = tuple(f"{_source(one)}另有待核对的{_said(one)}" for one in before)
    others = tuple(one for one in sure[1:] if one.result is not None)
    return replace(taken, reasons=(*taken.reasons, *reasons), others=others, remark=_remark(taken, others))


def _remark(taken: Pairing, others: Sequence[Pairing]) -> str:
    """How final the figure is where the report doesn't give it or another differs, and what others say."""
    differing = [one for one in others if one.result and taken.result and not agree(taken.result, one.result)]
    parts = []
    own = standing(taken)
    if own and (differing or _kind(taken) != "report"):
        parts.append(f"所取{_source(taken)}数为{own}")
    for one in differing:
        status = standing(one)
        said = f"{_source(one)}为{_said(one)}" + (f"（{status}）" if status else "")
        if one.judgement.verdict and one.judgement.verdict != taken.judgement.verdict:
            said += f"，据此为{verdict_word(one.judgement.verdict)}"
        parts.append(said)
    return "；".join(parts)


def _kind(pairing: Pairing) -> Document:
    assert pairing.result_from is not None
    return pairing.result_from.report.kind


def _source(pairing: Pairing) -> str:
    return name_of(_kind(pairing))


def _said(pairing: Pairing) -> str:
    """The figure as it is said against another: `5.2%`, of a fall `下降1.9%`."""
    result = pairing.result
    assert result is not None
    if result.value is None:
        return result.phrase
    fell = result.aspect in ("growth", "change") and result.value < 0
    return ("下降" if fell else "") + figure(result)


def agree(a: Measure, b: Measure) -> bool:
    """Whether two statements of a result may both be true of one figure, given how exact each is.

    5.2% and 5.24% may, 5.2% and 5.3% may not; 1200多万人 and 1244万人 may. What has no figure, or is in units
    that can't be held against each other, contradicts nothing.
    """
    if a.value is None or b.value is None or not convertible(a, b):
        return True
    (low_a, high_a), (low_b, high_b) = _reach(a, a), _reach(a, b)
    return low_a < high_b and low_b < high_a


def _reach(unit: Measure, measure: Measure) -> tuple[Decimal, Decimal]:
    """Where the true figure lies, in the unit of `unit`: within half a step of the last digit written."""
    assert measure.value is not None
    ends = [measure.value] if measure.value_max is None else [measure.value, measure.value_max]
    half = max(_step(end, rough=measure.bound == "about") for end in ends) / 2
    least, most = min(ends), max(ends)
    # of a fall a bound is meant of its size: 下降超2% is anything below -2
    bound = (
        measure.bound
        if least >= 0
        else {"ge": "le", "gt": "lt", "le": "ge", "lt": "gt"}.get(measure.bound, "eq")
    )
    low = Decimal("-Infinity") if bound in ("le", "lt") else in_unit_of(unit, least - half, measure)
    high = Decimal("Infinity") if bound in ("ge", "gt") else in_unit_of(unit, most + half, measure)
    return low, high


def _step(value: Decimal, *, rough: bool) -> Decimal:
    """One of the last digit that is written; where it is `rough`, of the last that is no zero: 约1200万."""
    told = value.normalize() if rough and value else value
    return Decimal(1).scaleb(int(told.as_tuple().exponent))


def standing(pairing: Pairing) -> str:
    """How final the text says the result is: `初步核算`, `最终核实`; empty where it says nothing."""
    result, extract = pairing.result, pairing.result_from
    if result is None or extract is None:
        return ""
    sentence = next((one for one in extract.report.sentences if one.index == result.sentence), None)
    if sentence is not None:
        before = sentence.text[: sum(offset < result.start for offset in sentence.offsets[:-1])]
        found = list(_standing_words().finditer(before))
        if found:
            return found[-1][0]
    if extract.report.kind == "communique":
        whole = re.search(table("sources")["standing"]["whole"], extract.report.source.text)
        return whole[1] if whole else ""
    return ""


@cache
def _standing_words() -> re.Pattern[str]:
    rules = table("sources")["standing"]
    return re.compile("|".join((*rules["preliminary"], *rules["final"])))
