"""Slips of scanning and typing in a numeral, read as what they evidently are: `1O%`, `4l.38亿元`, `8 ，5%`.

The source keeps its characters; a passage has the ones meant, each with its place in the source, and every
change is told as a doubt on its line. What isn't evident is left as it stands, and told as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.outline.passage import Passage, fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.model import Span

_DIGITS = {**dict.fromkeys("OoＯ○〇", "0"), **dict.fromkeys("lIｌＩ", "1")}
"""Letters and signs that a scanner reads for a digit."""
_AROUND = 8
"""Characters shown on either side of a slip."""

_Meant = tuple[str, list[int]]
"""The characters that a hit is read as, and where in the text each stands."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Something in a numeral that isn't as it was meant."""

    span: Span
    """Of the source text."""
    written: str
    read: str
    """What it is read as; empty where that can't be told, and it was left as it stands."""
    words: str
    """The words around it, as they stand."""

    @property
    def doubt(self) -> str:
        """What a person is told."""
        if not self.read:
            return f"“{self.words}”中的“{self.written}”无法辨认"
        if self.read == self.written:
            return f"“{self.words}”中的数字“{self.written}”在原文中分在两行，连读"
        return f"“{self.words}”中的“{self.written}”读作“{self.read}”"


def mended(passage: Passage, source: str) -> tuple[Passage, list[Slip]]:
    """The passage of the text `source` as it was meant, and its slips in the order of the text."""
    slips = _parted(passage, source)
    for pattern, meant in _patterns():
        passage = _replaced(passage, pattern, meant, slips)
    slips += [_slip(passage, *found.span(), "") for found in _UNCLEAR.finditer(passage.text)]
    return passage, sorted(slips, key=lambda slip: slip.span)


def _replaced(
    passage: Passage, pattern: re.Pattern[str], meant: Callable[[re.Match[str]], _Meant], slips: list[Slip]
) -> Passage:
    """The passage with every hit of `pattern` read as `meant`."""
    text, done = passage.text, 0
    letters: list[str] = []
    offsets: list[int] = []
    for found in pattern.finditer(fold(text)):
        read, places = meant(found)
        if read == found[0]:
            continue
        slips.append(_slip(passage, found.start(), found.end(), read))
        letters += [text[done : found.start()], read]
        offsets += [*passage.offsets[done : found.start()], *(passage.offsets[at] for at in places)]
        done = found.end()
    if not done:
        return passage
    return Passage(
        "".join([*letters, text[done:]]),
        (*offsets, *passage.offsets[done:]),
        passage.marked,
        passage.bold,
        passage.apart,
    )


def _slip(passage: Passage, start: int, end: int, read: str) -> Slip:
    words = passage.text[max(0, start - _AROUND) : end + _AROUND]
    span = passage.offsets[start], passage.offsets[end - 1] + 1
    return Slip(span, passage.text[start:end], read, words)


_RATE = r"\s?(?:[%％‰]|个?百分点)"
_UNCLEAR = re.compile(
    rf"\ufffd+|(?<![\d.])\d+\s+\d[\d.]*(?={_RATE}|[万亿])|\d\?+(?=[\d.%％万亿])|\?+(?=[%％])"
)
"""Lost characters, and digits that may or may not be one number: `1 2.3%`, `1?%`."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Meant]], ...]:
    units = [unit for name, group in table("units").items() if name != "scales" for unit in group]
    named = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True) if not unit.isascii())
    decimals = rf"\d{{1,4}}(?!\d)(?={_RATE}|\s?[多余]?[万亿])"
    digit = rf"[\d{''.join(_DIGITS)}]"
    return (
        (re.compile(r"(?<=\d)(?:[oO]/[oO]|℅)"), _percent),
        # Letters among digits, with a unit behind. What begins with an O is a number in O.5 only, not in O3.
        (
            re.compile(
                rf"(?<![A-Za-z\d.〇○零一二三四五六七八九十])(?:[\dlIｌＩ]|[OoＯ](?=\.))(?:[.,]?{digit})+"
                rf"(?={_RATE}|\s?[多余]?[万亿千百]|[年月日]|[多余]?(?:{named}))"
            ),
            _digits,
        ),
        # A comma for the point, with or without a blank.
        (
            re.compile(
                rf"(?<![\d.,，第/:A-Za-z])(\d{{1,3}})\s?[,，]\s?(\d{{1,2}}(?!\d)(?={_RATE}|\s?[多余]?[万亿]))"
            ),
            _point,
        ),
        # A blank at the point; not behind the number of an item (`5. 20亿元项目`).
        (
            re.compile(
                rf"(?:(?<=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]\s))(\d{{1,6}})(?:\s+\.\s*|\.\s+)({decimals})"
            ),
            _point,
        ),
        # Another sign for the point, or two of them.
        (re.compile(rf"(?<![\d.])(\d{{1,6}})(?:[。·•‧・]|\.\.|,\.|\.,)({decimals})"), _point),
    )


def _percent(found: re.Match[str]) -> _Meant:
    return "%", [found.end() - 1]


def _digits(found: re.Match[str]) -> _Meant:
    evident = any(letter.isascii() and letter.isdigit() for letter in found[0])
    read = "".join(_DIGITS.get(letter, letter) for letter in found[0]) if evident else found[0]
    return read, list(range(*found.span()))


def _point(found: re.Match[str]) -> _Meant:
    return f"{found[1]}.{found[2]}", [*range(*found.span(1)), found.end(1), *range(*found.span(2))]


def _parted(passage: Passage, source: str) -> list[Slip]:
    """Digits read as one number that a line's end parts in the source: `增长1⏎2%`."""
    text, offsets = passage.text, passage.offsets
    found: list[Slip] = []
    for number in re.finditer(r"\d[\d.]*\d", text):
        start, end = number.span()
        if "\n" in source[offsets[start] : offsets[end - 1]]:
            found.append(_slip(passage, start, end, number[0]))
    return found
