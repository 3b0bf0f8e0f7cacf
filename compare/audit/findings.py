"""What an audit tells: figures that don't agree, with the arithmetic written out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from decimal import Decimal

    from compare.audit.figures import Figure, Interval

Kind = Literal["growth", "share", "part", "sum", "running", "yearly", "restated", "recalled"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Stated growth against levels, a share against its part and whole, a part above its whole, parts against
their whole, a running total that falls, a total against its years, a result told otherwise later, a target
recalled otherwise."""
_SHOWN = 2  # decimals of what is reckoned


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures that can't all be true as written, the one in question first."""

    kind: Kind
    figures: tuple[Figure, ...]
    arithmetic: str
    """In Chinese, with the figures as written: `107家÷89家−1＝20.2%`."""
    tolerance: str
    """From what to what it may be by the rounding of the figures, in the unit of the first."""
    remark: str = ""
    """What may explain it: a base that was revised since."""

    @property
    def place(self) -> str:
        return self.figures[0].place

    @property
    def year(self) -> int:
        return self.figures[0].year


def number(value: Decimal) -> str:
    """For people: two decimals at most, no exponent, no trailing zeros."""
    text = format(round(value, _SHOWN) + 0, "f")  # + 0: no minus before a nought
    return text.rstrip("0").rstrip(".") if "." in text else text


def written_between(interval: Interval, figure: Figure) -> str:
    """`between`, in the unit in which the figure is written."""
    ends = sorted((interval.low / figure.factor, interval.high / figure.factor))
    return between(type(interval)(*ends), figure.written_unit)


def between(interval: Interval, unit: str) -> str:
    """`19.57~20.79%`; one number where both ends are the same."""
    low, high = number(interval.low), number(interval.high)
    return f"{low}{unit}" if low == high else f"{low}~{high}{unit}"
