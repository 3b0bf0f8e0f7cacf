"""Parts against their whole: shares, sums, and what stands behind 其中."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from compare.audit.figures import Interval
from compare.audit.findings import Finding, between, number, written_between
from compare.audit.rules import apart
from compare.lexicon.indicators import indicators
from compare.lexicon.loader import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.audit.figures import Figure

_SHARE = re.compile(r"(?P<part>[^占]{2,})占(?P<whole>[^占]{2,}?)的?(?:比重|比例|占比)")
_AMONG = re.compile("其中")
_PERCENT = 100


def shares(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Shares that their part and whole, told by the same report, don't give. Linear."""
    levels: dict[tuple[str, ...], Figure] = {}
    stated = []
    for one in figures:
        if one.role != "achieved" or one.aspect != "level" or not one.of_one_year or apart(one):
            continue
        if one.dimension == "percent" and _SHARE.fullmatch(one.indicator):
            stated.append(one)
        elif one.dimension == "money" and one.basis == "period":
            for name in {one.canonical or one.indicator, one.indicator}:
                levels.setdefault((one.report_id, one.scope, one.period, one.unit, name), one)
    for share in stated:
        match = _SHARE.fullmatch(share.indicator)
        assert match
        part_name, whole_name = _id(match["part"]), _whole_id(match["whole"])
        for unit in {key[3] for key in levels if key[0] == share.report_id}:
            where = (share.report_id, share.scope, share.period, unit)
            part, whole = levels.get((*where, part_name)), levels.get((*where, whole_name))
            if not part or not whole or whole.value <= 0:
                continue
            low, high = part.interval.low / whole.interval.high, part.interval.high / whole.interval.low
            reckoned = Interval(low * _PERCENT, high * _PERCENT)
            if not share.interval.meets(reckoned):
                exact = number(part.value / whole.value * _PERCENT)
                yield Finding(
                    "share",
                    (share, part, whole),
                    f"{part.written}÷{whole.written}＝{exact}%，文中为{share.written}",
                    between(reckoned, "%"),
                )


def sums(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Wholes that all their parts, told by the same report, don't make up. Linear."""
    told: dict[tuple[str, ...], dict[str, Figure]] = defaultdict(dict)
    for one in figures:
        if (
            one.role == "achieved"
            and one.aspect == "level"
            and one.basis == "period"
            and one.dimension == "money"
        ):
            told[one.report_id, one.scope, one.period, one.unit].setdefault(one.canonical, one)
    for by_id in told.values():
        for rule in table("audit")["whole"]:
            whole, parts = by_id.get(rule["id"]), [by_id.get(part) for part in rule["parts"]]
            if not whole or not all(parts):
                continue
            each = [part for part in parts if part]
            summed = Interval(
                sum(one.interval.low for one in each),  # type: ignore[arg-type]
                sum(one.interval.high for one in each),  # type: ignore[arg-type]
            )
            if not whole.interval.meets(summed):
                yield Finding(
                    "sum",
                    (whole, *each),
                    "＋".join(one.written for one in each) + f"，文中合计为{whole.written}",
                    written_between(summed, whole),
                )


def parts(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Parts right behind 其中 that are more than the whole right before it. Linear."""
    sentences: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for one in figures:
        if one.aspect == "level" and one.role == "achieved" and one.dimension not in {"percent", "points"}:
            sentences[one.report_id, one.sentence_index].append(one)
    for told in sentences.values():
        for among in _AMONG.finditer(told[0].sentence):
            whole = next((one for one in reversed(told) if one.at < among.start()), None)
            part = next((one for one in told if one.at >= among.end()), None)
            if not whole or not part or not _stand_together(whole, part, among):
                continue
            if part.interval.low > whole.interval.high:
                yield Finding(
                    "part",
                    (part, whole),
                    f"其中{part.indicator}{part.written}，大于{whole.indicator}{whole.written}",
                    written_between(whole.interval, whole),
                )


def _stand_together(whole: Figure, part: Figure, among: re.Match[str]) -> bool:
    """Whether no other figure and no clause stands between whole, 其中 and part, and they count alike."""
    before = whole.sentence[whole.at + len(whole.digits) : among.start()]
    behind = whole.sentence[among.end() : part.at]
    alike = (whole.written_unit, whole.period, whole.scope) == (part.written_unit, part.period, part.scope)
    return (
        alike
        and not re.search(r"\d|[；;。]", before)
        and not re.search(r"[，；;。\d]", behind.lstrip("，："))
    )


def _id(name: str) -> str:
    known = indicators().canonical(name)
    return known.id if known else name


def _whole_id(name: str) -> str:
    return str(table("audit")["share"]["wholes"].get(name) or _id(name))
