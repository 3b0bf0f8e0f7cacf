"""Headings: which line or lead of a paragraph is one, its number, and how deep it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.outline.cues import Calendar, cue, years_in
from compare.outline.passage import Passage, fold
from compare.outline.sentences import cuts

_CN = "[一二三四五六七八九十]{1,3}"
# Kind of number, its pattern, and its rank: a number never stands under one of a lower rank.
_NUMBERS: tuple[tuple[str, re.Pattern[str], int], ...] = (
    ("division", re.compile(rf"第{_CN}(?:部分|章|篇)[、，：:\s]?"), 0),
    ("chapter", re.compile(rf"{_CN}\s?[、.]\s?(?!是)"), 1),
    ("part", re.compile(rf"[(（]\s?{_CN}\s?[)）][、.]?"), 2),
    ("ordinal", re.compile(rf"第{_CN}[，、,：:]"), 4),
    ("point", re.compile(r"\d{1,2}\s?[.、](?!\d)\s?"), 4),
    ("item", re.compile(rf"{_CN}(?:是要?|要)(?!否)[，：:]?"), 5),
    ("subpoint", re.compile(r"[(（]\s?\d{1,2}\s?[)）][、.]?|[①-⑳]"), 6),
    ("dash", re.compile(r"(?:[—―]{1,3}|－{1,2}|-{1,2}|–{1,2}|─{1,2})(?!\d)"), 7),
)
_UNNUMBERED, _TOP = 3, 0
LONGEST = 60
"""Characters of the longest heading; a numbered first sentence that is longer says more."""
_LONGEST_LINE = 45
LIST_KINDS = frozenset({"ordinal", "point", "item", "subpoint", "dash"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it stands at the start of a paragraph."""

    kind: str
    rank: int
    number: str
    words: str
    length: int
    """How many characters of the paragraph are the heading's own, number and full stop included; 0 where
    a long first sentence, or an entry with a figure in it, serves as heading and text at once."""
    alone: bool
    """The paragraph holds nothing else."""


def heading_of(passage: Passage, *, spoken: bool, when: Calendar) -> Heading | None:
    """The heading that `passage` is or begins with. `spoken`: the speech has begun, so that a short line is
    no title, meeting or speaker."""
    folded = fold(passage.text)
    for kind, pattern, rank in _NUMBERS:
        number = pattern.match(folded)
        if number and number.end() < len(folded):
            if kind == "dash" and (not spoken or re.match(r"[—―－\-–─]*(?:19|20)\d\d年\d", folded)):
                return None
            return _numbered(passage, kind, rank, number.end())
    return _unnumbered(passage, folded, spoken=spoken, when=when)


def _numbered(passage: Passage, kind: str, rank: int, number: int) -> Heading | None:
    text = passage.text
    first = next(cuts(text), (0, len(text)))[1]
    if number < passage.bold <= LONGEST + number:
        first = passage.bold
    elif kind in ("division", "chapter") and (glued := _glued(fold(text[number:first]))):
        first = number + glued
    alone = not text[first:].strip()
    words = text[number:first].strip().rstrip("。：:；;")
    label = text[:number].strip()
    counts = kind in LIST_KINDS and re.search(r"[\d１-９](?:%|％|[万亿个元人家户公])", words)
    if len(words) <= LONGEST and not counts and (not alone or len(text) <= LONGEST + number):
        return Heading(kind, rank, label, words, first, alone)
    lead = re.split(r"[，：:；。]", text[number:], maxsplit=1)[0]
    return Heading(kind, rank, label, lead[:LONGEST], 0, False)


def _glued(text: str) -> int:
    """Where the heading of a main part ends and a paragraph glued to it begins; 0 where none was."""
    for found in cue("glued", "end").finditer(text[: LONGEST + 1]):
        if not re.search("[，。：；]", text[: found.end()]) and cue("glued", "start").match(
            text, found.end()
        ):
            return found.end()
    return 0


def _unnumbered(passage: Passage, folded: str, *, spoken: bool, when: Calendar) -> Heading | None:
    text = passage.text
    if cue("opening", "report").search(text):
        return None
    if passage.marked and spoken and len(text) <= LONGEST and not text.startswith("各位代表"):
        rank = _TOP if is_top(folded, when) or not passage.bold else _UNNUMBERED
        return Heading("top" if rank == _TOP else "line", rank, "", text.rstrip("。：:"), len(text), True)
    if len(text) > _LONGEST_LINE or len(text) < 4 or text[-1] in "。！？；，、!?;,…" or "各位代表" in text:
        return _bold_lead(passage, when) if spoken else None
    if text[-1] in "：:":
        # `2015年工作回顾：` is a heading, `重点抓好以下工作：` announces its list.
        return (
            Heading("top", _TOP, "", text.rstrip("：:"), len(text), True)
            if is_top(folded[:-1], when)
            else None
        )
    if is_top(folded, when):
        return Heading("top", _TOP, "", text, len(text), True)
    if (
        spoken
        and re.search(r"[\u4e00-\u9fff]{3}", text)
        and not re.match(r"[—―－-]|.{0,20}(?:届.{0,8}会议|人民政府.{0,4}长)", text)
    ):
        return Heading("line", _UNNUMBERED, "", text, len(text), True)
    return None


def _bold_lead(passage: Passage, when: Calendar) -> Heading | None:
    """A heading in bold at a paragraph's start: a sentence, or the head of a main part."""
    if not 4 <= passage.bold <= LONGEST or passage.bold == len(passage.text):
        return None
    words = passage.text[: passage.bold].rstrip()
    if words.startswith("各位代表"):
        return None
    if is_top(fold(words.rstrip("。：:")), when):
        return Heading("top", _TOP, "", words.rstrip("。：:"), passage.bold, False)
    return (
        Heading("line", _UNNUMBERED, "", words.rstrip("。：:"), passage.bold, False)
        if words[-1] == "。"
        else None
    )


def is_top(text: str, when: Calendar) -> bool:
    """Whether an unnumbered line heads one of the report's main parts.

    It names its years and whether it looks back or forward (`2021年工作回顾`, `今后五年的目标任务`), or the
    government is its subject (`加强政府自身建设`).
    """
    if len(text) > 32 or "，" in text[:-8]:
        return False
    if re.search(r"政府(?:的)?自身建设$|^(?:切实|全面)?加强.{0,4}自身建设$", text) or cue(
        "closing", "appendix"
    ).search(text):
        return True
    if re.search(r"[。；]|报告$|会议上?$|[以如]下|[是为]$|方面|我们?|[\d一-十]项", text) or re.match(
        r"[—―－-]|[^，]*(?:届|人民政府)", text
    ):
        return False
    return bool(years_in(text, when)) and bool(
        cue("review", "heading").search(text) or cue("plan", "heading").search(text)
    )
