"""One year against another: growth against levels, totals against their years, what is told again later."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from compare.audit.figures import Interval
from compare.audit.findings import Finding, between, number, written_between
from compare.audit.rules import against_other_base, apart, at_constant_prices, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.audit.figures import Figure

_REVISED = Decimal("0.05")  # of the level: bases are revised by less
_PERCENT = 100


def growths(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Stated growth that the levels of its two years don't give. Linear in the figures."""
    levels: dict[tuple[str, ...], Figure] = {}
    beside: dict[tuple[str, int, str], list[Figure]] = defaultdict(list)
    stated = []
    for one in figures:
        if one.role != "achieved" or one.basis != "period" or not one.of_one_year or apart(one):
            continue
        if one.report_year != one.year + 1:
            continue  # told again later, perhaps of a revised base
        if one.aspect == "level" and one.dimension != "percent" and not spans(one):
            levels.setdefault((*_which(one), str(one.year)), one)
            beside[one.report_id, one.sentence_index, one.series].append(one)
        elif one.aspect == "growth" and one.written_unit == "%" and not at_constant_prices(one):
            stated.append(one)
    for growth in stated:
        if against_other_base(growth) or spans(growth):
            continue
        near = [
            one
            for one in beside[growth.report_id, growth.sentence_index, growth.series]
            if one.at < growth.at
        ]
        for key, now in _levels_of(levels, growth):
            if near and near[-1] != now:
                continue  # the growth is of the amount that stands beside it, a part's perhaps
            then = levels.get((*key, str(growth.year - 1)))
            if not then or then.value <= 0 or now.indicator != then.indicator:
                continue
            reckoned = _growth(now, then)
            if growth.interval.meets(reckoned):
                continue
            exact = (now.value / then.value - 1) * _PERCENT
            revised = abs(then.value - now.value / (1 + growth.value / _PERCENT)) <= _REVISED * then.value
            yield Finding(
                "growth",
                (growth, now, then),
                f"{now.written}÷{then.written}−1＝{number(exact)}%，文中为{growth.written}",
                between(reckoned, "%"),
                "上年数可能经过修订" if revised else "",
            )


def restated(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Results that a later report tells otherwise. Linear, but for those told more than twice."""
    told: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for one in figures:
        if one.role != "achieved" or one.basis != "period" or one.aspect not in {"level", "growth"}:
            continue
        if apart(one) or (one.aspect == "growth" and against_other_base(one)):
            continue
        if one.of_one_year and spans(one):
            continue
        told[*_which(one), one.aspect, one.indicator, one.unit, one.period].append(one)
    for same in told.values():
        for earlier, later in pairwise(sorted(same, key=lambda one: one.report_year)):
            if earlier.report_id != later.report_id and not earlier.interval.meets(later.interval):
                yield Finding(
                    "restated",
                    (earlier, later),
                    f"{earlier.report_year}年报告为{earlier.written}，{later.report_year}年报告为{later.written}",
                    written_between(earlier.interval, earlier),
                )


def recalled(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Targets that the next report gives otherwise than they were set. Linear."""
    targets = [one for one in figures if one.role == "target" and one.basis == "period" and one.of_one_year]
    set_: dict[tuple[str, ...], Figure] = {}
    for one in targets:
        if one.report_year == one.year and "番" not in one.phrase:
            set_.setdefault((*_which(one), one.aspect, one.unit, one.period), one)
    for one in targets:
        first = set_.get((*_which(one), one.aspect, one.unit, one.period))
        if not first or one.report_year <= one.year or "番" in one.phrase:
            continue
        if not first.interval.meets(one.interval):
            yield Finding(
                "recalled",
                (one, first),
                f"{first.report_year}年报告定为{first.written}，{one.report_year}年报告称目标为{one.written}",
                written_between(first.interval, first),
            )


def running(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Running totals (累计) that are lower than a year before. Linear."""
    totals: dict[tuple[str, ...], dict[int, Figure]] = defaultdict(dict)
    for one in figures:
        if one.role == "achieved" and one.aspect == "level" and one.basis == "running" and one.of_one_year:
            totals[*_which(one), one.indicator, one.unit].setdefault(one.year, one)
    for by_year in totals.values():
        for (before, earlier), (year, later) in pairwise(sorted(by_year.items())):
            if year == before + 1 and later.interval.high < earlier.interval.low:
                yield Finding(
                    "running",
                    (later, earlier),
                    f"{before}年累计{earlier.written}，{year}年累计{later.written}",
                    written_between(earlier.interval, earlier),
                    "可能重新起算",
                )


def yearly(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Totals of several years that the figures of the years don't make up. Linear."""
    years: dict[tuple[str, ...], dict[int, Figure]] = defaultdict(dict)
    totals = []
    for one in figures:
        if one.role != "achieved" or one.aspect != "level" or one.dimension == "percent":
            continue
        if one.basis == "period" and one.of_one_year and not spans(one) and one.report_year == one.year + 1:
            years[*_which(one), one.indicator, one.unit].setdefault(one.year, one)
        elif one.basis == "period" and "-" in one.period:
            totals.append(one)
    for total in totals:
        first, last = (int(year[:4]) for year in total.period.split("-"))
        known = years[*_which(total), total.indicator.removeprefix("累计"), total.unit]
        each = [known[year] for year in range(first, last + 1) if year in known]
        if len(each) != last - first + 1:
            continue
        summed = Interval(sum(one.interval.low for one in each), sum(one.interval.high for one in each))  # type: ignore[arg-type]
        if not total.interval.meets(summed):
            yield Finding(
                "yearly",
                (total, *each),
                "＋".join(one.written for one in each) + f"，文中{total.period}年共{total.written}",
                written_between(summed, total),
            )


def _which(one: Figure) -> tuple[str, ...]:
    """What a figure is of, whatever the year."""
    return (one.place, one.series, one.scope, one.dimension if one.aspect == "level" else "")


def _levels_of(
    levels: dict[tuple[str, ...], Figure], growth: Figure
) -> Iterator[tuple[tuple[str, ...], Figure]]:
    """The levels of the growth's indicator and year, of any dimension, that its own report tells."""
    for dimension in (
        "money",
        "count",
        "persons",
        "households",
        "weight",
        "area",
        "length",
        "power",
        "volume",
    ):
        key = (growth.place, growth.series, growth.scope, dimension)
        now = levels.get((*key, str(growth.year)))
        if now and now.report_id == growth.report_id and now.indicator == growth.indicator:
            yield key, now


def _growth(now: Figure, then: Figure) -> Interval:
    """From what to what the growth may be by the rounding of the two levels, in percent."""
    low = (now.interval.low / then.interval.high - 1) * _PERCENT
    high = (now.interval.high / then.interval.low - 1) * _PERCENT
    return Interval(low, high)
