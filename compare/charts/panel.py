"""The rows of the view `v_panel` as what is drawn of them: figures in one unit, a line an aspect."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from compare.charts.trend import Line, Point

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

ASPECTS = {"level": "总量", "growth": "增速", "change": "变化", "rank": "位次"}
BASES = {"period": "", "running": "累计", "average": "年均", "since": "较早年"}
_WORTH_DRAWING = 3  # points of a line, where another has as many: one or two figures are read in the table
IN_UNIT = ("unit", "target_in_unit", "target_max_in_unit", "result_in_unit")
Record = dict[str, Any]


def add_in_unit(records: Sequence[Record]) -> None:
    """Give each record its figures in the one unit in which most of its kind are written."""
    from compare.pairing.quantity import unit

    for (aspect, _), kind in _kinds(records):
        written = Counter(
            one[f"{side}_unit"] for one in kind for side in ("target", "result") if one[f"{side}_unit"]
        )
        common = written.most_common(1)[0][0] if written else ""
        factor = unit(common, aspect).factor
        for one in kind:
            one["unit"] = common
            one["measured"] = BASES[one["basis"]] + ASPECTS[aspect] + (f"（{common}）" if common else "")
            for name, source in zip(
                IN_UNIT[1:],
                ("target_standard_value", "target_standard_value_max", "result_standard_value"),
                strict=True,
            ):
                one[name] = None if one[source] is None else _plain(one[source] / factor)


def _plain(value: Decimal) -> Decimal:
    from compare.archive.store import plain

    rounded: Any = plain(round(value, 10))
    return rounded  # type: ignore[no-any-return]


def _kinds(records: Iterable[Record]) -> list[tuple[tuple[str, str], list[Record]]]:
    """The records by aspect and dimension, in which alone they can be compared."""
    key: Callable[[Record], tuple[str, str]] = lambda one: (one["aspect"], one["dimension"])  # noqa: E731
    return [(which, list(group)) for which, group in groupby(records, key=key)]


def lines_of(records: Sequence[Record]) -> list[Line]:
    """The figures of single years, for sparklines and charts; of records that `add_in_unit` completed."""
    lines = []
    for (aspect, _), kind in _kinds(records):
        points = tuple(
            Point(one["year"], one["target_in_unit"], one["target_max_in_unit"], one["result_in_unit"])
            for one in kind
            if one["period"] == str(one["year"])
            and one["basis"] == "period"
            and (one["target_in_unit"] is not None or one["result_in_unit"] is not None)
        )
        if points:
            lines.append(Line(ASPECTS[aspect], kind[0]["unit"], points))
    longest = max((len(line.points) for line in lines), default=0)
    return [line for line in lines if len(line.points) >= min(longest, _WORTH_DRAWING)]
