"""The readable text of a source: its paragraphs, verbatim, each character with its place in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING

from compare.reading.marks import is_break

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.model import Source

BLANKS = " \t\u3000\xa0\u2002\u2003\u2009\ufeff\r"
_ENDINGS = "。！？：；!?:;…"
_CLOSERS = '”’」』》）)】〕]"'
_FOLD = str.maketrans("０１２３４５６７８９－．：（）", "0123456789-.:()")
_YEAR = re.compile("[一二][〇○零一二三四五六七八九]{3}(?=年)")
_YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CN = "[一二三四五六七八九十]{1,3}"
# A line that begins so begins something of its own.
_STARTS = re.compile(
    rf"{_CN}(?:[、.．]|[是要](?![^。]{{0,3}}$))|[(（](?:{_CN}|\d{{1,3}})[)）]|第{_CN}[，、,]"
    r"|\d{1,2}[.．、](?!\d)|[—―－-]{1,2}\S|[①-⑳]|[〔［【\[]\d{1,3}[〕］】\]]|各位代表"
)
_NEVER_STARTS = "，。、；：！？”’）)】》%％,;"
# The rest of a word or sentence that a page broke off at a link: `省委十届三⏎次全会`, `保障改善⏎民生。`
_TORN_OFF = re.compile(
    r"[\u4e00-\u9fff]{1,3}。|[（(][^（）()]{1,30}[)）][，。、；]|次(?:全体)?(?:全会|会议)|级(?!别)|届(?=[一二三四五六七八九十])|时期|期间|以来"
)
_OPEN_ENDS = "，、,（(《“‘和与及"


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of a source that are read as one run: a line, or a paragraph put together from broken lines.

    `offsets` has one entry more than `text`, the end. `marked`: the source sets off the line (`#`, `**`).
    `bold`: how many of the first characters stand between `**`. `apart`: after a blank or an indent.
    """

    text: str
    offsets: tuple[int, ...]
    marked: bool = False
    bold: int = 0
    apart: bool = False

    @property
    def start(self) -> int:
        return self.offsets[0]

    @property
    def end(self) -> int:
        return self.offsets[-1]

    def part(self, start: int, end: int) -> Passage:
        """The characters `start`–`end`, blanks at both ends left out."""
        while start < end and self.text[start] in BLANKS:
            start += 1
        while end > start and self.text[end - 1] in BLANKS:
            end -= 1
        last = self.offsets[end - 1] + 1 if end > start else self.offsets[start]
        return Passage(self.text[start:end], (*self.offsets[start:end], last))


def joined(pieces: list[Passage]) -> Passage:
    """Pieces of one paragraph as a whole; the breaks between them are left out."""
    first = pieces[0]
    if len(pieces) == 1:
        return first
    offsets = [place for piece in pieces for place in piece.offsets[:-1]]
    text = "".join(piece.text for piece in pieces)
    return Passage(text, (*offsets, pieces[-1].end), False, first.bold, first.apart)


@lru_cache(maxsize=1024)  # a paragraph is looked at by several rules
def fold(text: str) -> str:
    """Full-width digits and signs, and Chinese years, as half-width ones, of the same length: to look at,
    never to keep."""
    return _YEAR.sub(lambda found: found[0].translate(_YEAR_DIGITS), text.translate(_FOLD))


def paragraphs(source: Source) -> list[Passage]:
    """The paragraphs of `source` in order; lines broken in the middle of a sentence are joined."""
    lines = list(_lines(source))
    width = _wrap_width(lines)
    found: list[Passage] = []
    run: _Run | None = None
    for line in lines:
        if run and run.goes_on_with(line, width):
            run.add(line)
        else:
            found += [joined(run.pieces)] if run else []
            run = _Run(line)
    return [*found, joined(run.pieces)] if run else found


class _Run:
    """The lines of the paragraph that is being read."""

    def __init__(self, first: Passage) -> None:
        self.pieces: list[Passage] = []
        self.length = 0
        self.stops = False
        """A sentence has ended in it."""
        self.torn = False
        """A page broke a sentence in it."""
        self.add(first)

    def add(self, line: Passage) -> None:
        self.pieces.append(line)
        self.length += len(line.text)
        self.stops = self.stops or "。" in line.text

    def goes_on_with(self, following: Passage, width: float) -> bool:
        """Whether `following` continues the sentence in which the run breaks off."""
        last, marked = self.pieces[-1].text, len(self.pieces) == 1 and self.pieces[0].marked
        if _ended(last):
            return False
        if following.text[0] in _NEVER_STARTS:
            return True
        if marked or following.marked or _STARTS.match(following.text):
            return False
        if self.torn or (_TORN_OFF.match(following.text) and not self._heads()):
            self.torn = True
            return True
        if width != float("inf"):
            return self.length >= width * 0.85 and not following.apart
        if last[-1] in _OPEN_ENDS:
            return True
        open_prose = self.stops and last[-1] not in _CLOSERS
        return (self.length > 60 or open_prose) and not following.apart

    def _heads(self) -> bool:
        """Whether it begins as a heading does and has nothing else yet."""
        return not self.stops and _STARTS.match(self.pieces[0].text) is not None


def _lines(source: Source) -> Iterator[Passage]:
    """The lines that have something to read, blanks at both ends left out."""
    text = source.text
    hidden = bytearray(len(text) + 1)
    breaks = {found.start() for found in re.finditer(r"[\n\x0b\x0c\x85\u2028\u2029]", text)}
    for start, end in source.overlooked:
        hidden[start:end] = b"\x01" * (end - start)
        if is_break(text[start:end]):
            breaks.add(start)
    first, apart = 0, False
    for stop in (*sorted(breaks), len(text)):
        places = [i for i in range(first, stop) if not hidden[i] and text[i] not in "\n\r"]
        while places and text[places[-1]] in BLANKS:
            places.pop()
        indent = 0
        while indent < len(places) and text[places[indent]] in BLANKS:
            indent += 1
        if indent < len(places):
            marked, bold = _marking(source, places[indent:])
            kept = places[indent:]
            yield Passage(
                "".join([text[i] for i in kept]), (*kept, kept[-1] + 1), marked, bold, apart or indent > 1
            )
            apart = False
        else:
            # A line of which everything is overlooked (a photograph's caption) sets nothing apart.
            apart = apart or not any(hidden[first:stop])
        first = stop if stop < len(text) and hidden[stop] else stop + 1


def _marking(source: Source, places: list[int]) -> tuple[bool, int]:
    """Whether `#` or `**` set off the whole line, and how many characters a `**` at its start covers."""
    text, spans = source.text, source.overlooked
    at = bisect_right(spans, (places[0], -1)) - 1
    before = text[spans[at][0] : spans[at][1]] if at >= 0 and spans[at][1] == places[0] else ""
    if "#" in before:
        return True, 0
    if not before.endswith("**"):
        return False, 0
    for start, end in spans[at + 1 :]:
        if start > places[-1] + 1:
            break
        if "**" in text[start:end]:
            covered = sum(1 for i in places if i < start)
            return covered == len(places), covered
    return False, 0


def _wrap_width(lines: list[Passage]) -> float:
    """The width at which lines are broken, or infinity where the lines are paragraphs."""
    open_lines = [len(line.text) for line in lines if len(line.text) >= 15 and not _ended(line.text)]
    long_lines = sum(1 for line in lines if len(line.text) >= 15)
    # Most lines of a wrapped text are long, and few of them end where a sentence does.
    if len(open_lines) < 8 or long_lines < 0.5 * len(lines) or len(open_lines) < 0.4 * long_lines:
        return float("inf")
    width = median(open_lines)
    alike = sum(1 for length in open_lines if abs(length - width) <= max(3, width * 0.12))
    return width if alike >= 0.5 * len(open_lines) else float("inf")


def _ended(text: str) -> bool:
    return text.endswith("...") or text.rstrip(_CLOSERS + BLANKS)[-1:] in _ENDINGS or text[-1:] in _ENDINGS
