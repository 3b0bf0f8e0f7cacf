"""Numbers written in Chinese characters: `一千二百三十`, `十二点五`, and such as say no certain number."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_LONGEST = 40  # characters: no report counts farther, and a row of digits without end is no number
# 二三十, 七八百, 三四: two digits that follow one another are a guess between them
_PAIRS = "|".join([*(a + b for a, b in pairwise("一二三四五六七八九")), "两三", "三五"])
_GUESS = re.compile(rf"(?:^|[十百千万])(?:{_PAIRS})(?:[十百千万亿]|$)")


def chinese_number(text: str) -> Decimal | None:
    """`一百二十三` → 123, `十二点五` → 12.5, `二〇二五` → 2025; None where it is no number."""
    whole, point, decimals = text.partition("点")
    if (
        not whole
        or len(text) > _LONGEST
        or bool(point) != bool(decimals)
        or not all(c in DIGITS for c in decimals)
    ):
        return None
    number = _digit_by_digit(whole) if all(c in DIGITS for c in whole) else _by_places(whole)
    if number is None:
        return None
    tail = "".join(str(DIGITS[c]) for c in decimals)
    return Decimal(f"{number}.{tail}" if tail else number)


def is_guess(text: str) -> bool:
    """Whether it names two numbers to say about how many: `二三十`, `七八`; `二〇二五` is a year."""
    return _GUESS.search(text) is not None


def is_written_out(text: str) -> bool:
    """Whether it counts as digits would: `五百二十`, `两千`; `千` and `百` alone are ways to say many."""
    return any(c in DIGITS for c in text) and any(c in _PLACES for c in text)


def _digit_by_digit(text: str) -> int:
    return int("".join(str(DIGITS[c]) for c in text))


def _by_places(text: str) -> int | None:
    total, myriads, current, digit = 0, 0, 0, 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in _PLACES:
            current += (digit or 1) * _PLACES[c]
            digit = 0
        elif c == "万":
            myriads, current, digit = (current + digit or 1) * _MYRIADS[c], 0, 0
        elif c == "亿":
            total, myriads, current, digit = (myriads + current + digit or 1) * _MYRIADS[c], 0, 0, 0
        else:
            return None
    return total + myriads + current + digit
