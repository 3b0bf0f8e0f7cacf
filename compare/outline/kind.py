"""What kind of document a text is: a government's work report, one that answers its targets, or another.

The opening sentence decides where there is one (`我代表市人民政府，向大会报告工作`); else the title, the
nearest to the text first; else what the body keeps speaking of. The cues are in `outline.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compare.errors import BadLexicon
from compare.lexicon.loader import table
from compare.outline.cues import cue
from compare.outline.passage import Passage, fold, paragraphs

if TYPE_CHECKING:
    from compare.model import Document, Source

REPORT = "政府工作报告"
_DOCUMENTS: dict[str, Document] = {REPORT: "report", "计划报告": "plan", "统计公报": "communique"}
"""The kinds that are read."""
EMPTY, NAVIGATION, SUMMARY, OTHER = "空白文本", "导航页", "摘要或短讯", "其他文件"
SHORT = 3000
"""Readable characters under which a text is likely a summary: the shortest of 193 full reports has 9,822."""
_TOP, _OPENING = 14, 30
"""Paragraphs among which a title stands, and the opening sentence."""
_TITLE = 60
"""Characters of the longest title."""
_LONG = 120
"""Characters of a paragraph with which the text has begun."""
_LINES = 20
"""Lines of the shortest list of links."""
_LIST = 4
"""Of a list of links at most one character in so many stands in a line with a full stop."""
_ADDRESSED = 3
"""Times that the deputies are addressed in a speech to them."""
_BARE = 3
"""Parts without a word beneath their heading that make a short text an abstract."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a text is, and by what it was told."""

    name: str
    reason: str
    also: str = ""
    """Of a report the other kind that it is as well by what stands over it: a premier's report on a plan."""

    @property
    def document(self) -> Document | None:
        """As what it is read; None for what is not."""
        return _DOCUMENTS.get(self.name)


def kind_of(source: Source) -> Kind:
    """The kind of the document: `政府工作报告`, `统计公报`, `预算报告`, `导航页`, …"""
    passages = paragraphs(source)
    if not passages:
        return Kind(EMPTY, "it holds no text")
    titles = _titles(source, passages)
    spoken = _spoken(passages)
    titled = any(REPORT in title for title in titles)
    told = _by_opening(spoken) or _by_what_it_says_itself(passages)
    if told is None and not cue("opening", "work").search(spoken):
        addressed = sum(passage.text.count("各位代表") for passage in passages) >= _ADDRESSED
        told = _by_title(titles, addressed) or _by_build(passages)
        told = told or (None if addressed else _by_body(passages))
    if told is not None and titled and _table().get(told.name, {}).get("beside"):
        return Kind(REPORT, f"its title says “{REPORT}”", told.name)
    return told or _by_content(titles, passages, spoken)


def _by_opening(spoken: str) -> Kind | None:
    for name, expressions in _cues("opening"):
        if found := expressions.search(spoken):
            return Kind(name, f"its opening says “{found[0]}”")
    return None


def _by_title(titles: list[str], addressed: bool) -> Kind | None:
    for title in titles:
        for name, expressions in _cues("title"):
            if addressed and _table()[name].get("weak"):
                continue
            if found := expressions.search(title):
                return Kind(name, f"its title says “{found[0]}”")
        if REPORT in title:
            return None
    return None


def _by_build(passages: list[Passage]) -> Kind | None:
    said = sum(len(passage.text) for passage in passages if "。" in passage.text)
    if len(passages) > _LINES and said * _LIST < sum(len(passage.text) for passage in passages):
        return Kind(NAVIGATION, "it is a list of short lines, as of a page's navigation")
    return None


def _by_body(passages: list[Passage]) -> Kind | None:
    body = "\n".join(passage.text for passage in passages)
    for name, expressions in _cues("body"):
        hits = [found[0] for found in expressions.finditer(body)]
        if len(hits) >= _table()[name].get("often", 1):
            return Kind(name, f"it says “{hits[0].strip()}” {len(hits)} times")
    return None


def _by_what_it_says_itself(passages: list[Passage]) -> Kind | None:
    for passage in passages[:_TOP]:
        if found := cue("page", "abstract").search(passage.text):
            return Kind(SUMMARY, f"it says itself “{found[0]}”")
    return None


def _by_content(titles: list[str], passages: list[Passage], spoken: str) -> Kind:
    texts = [passage.text for passage in passages]
    whole = "\n".join(texts)
    length = sum(map(len, texts))
    addressed = "各位代表" in whole
    if length < SHORT and _bare_parts(texts) >= _BARE:
        return Kind(SUMMARY, f"it has {length} characters, and headings without a text beneath")
    behind, ahead = cue("page", "behind").search(whole), cue("page", "ahead").search(whole)
    named = any("工作报告" in title for title in titles)
    if not (behind and ahead and (spoken or addressed or named or "回顾" in whole)):
        return Kind(OTHER, "it has neither a review nor a plan of a government's work")
    return Kind(
        REPORT, f"its opening says “{spoken}”" if spoken else "it reviews and plans a government's work"
    )


def _titles(source: Source, passages: list[Passage]) -> list[str]:
    """What may be the title, the nearest to the text first; the file's name comes last."""
    found: list[str] = []
    for passage in passages[:_TOP]:
        line = re.sub(r"^(?:标题|题目)\s*[:：]", "", re.sub(r"\s+", "", passage.text))
        if (
            len(line) > _LONG
            or line.startswith("各位代表")
            or re.match(r"[(（]?[一二三四五六七八九十]+[、)）]", line)
        ):
            break
        if len(line) <= _TITLE and "。" not in line:
            found.append(fold(line))
    return [*reversed(found), source.metadata.get("title", ""), Path(source.path).stem]


def _spoken(passages: list[Passage]) -> str:
    """The sentence with which somebody begins to report, without what it asks for; or nothing."""
    for passage in passages[:_OPENING]:
        for sentence in re.split("(?<=[。！；])", passage.text):
            opens = cue("opening", "report").search(sentence)
            if opens and not passage.text.endswith(("...", "…")):
                said = re.split("请审议|[，,]请|并请|请连同|连同", sentence)[0]
                if cue("opening", "work").search(said) or any(
                    one.search(said) for _, one in _cues("opening")
                ):
                    return said.strip("，。；！各位代表 \u3000")
    return ""


def _bare_parts(texts: list[str]) -> int:
    """How many numbered parts in a row, at most, have nothing but their heading."""
    longest = row = 0
    for text in texts:
        row = row + 1 if re.match(r"[(（][一二三四五六七八九十]+[)）][^。]{2,40}。?$", text) else 0
        longest = max(longest, row)
    return longest


def _table() -> dict[str, dict[str, Any]]:
    kinds: dict[str, dict[str, Any]] = table("outline")["kinds"]
    return kinds


@cache
def _cues(where: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds that are told by their `opening`, `title` or `body`, in the order of the file."""
    found = []
    for name, kind in _table().items():
        expressions = kind.get(where, [])
        if not isinstance(expressions, list):
            raise BadLexicon("outline.toml", f"[kinds.{name}] {where}", "is no list")
        if expressions:
            try:
                found.append((name, re.compile("|".join(f"(?:{one})" for one in expressions), re.MULTILINE)))
            except re.error as error:
                raise BadLexicon(
                    "outline.toml", f"[kinds.{name}] {where}", f"not a regular expression: {error}"
                ) from error
    return tuple(found)
