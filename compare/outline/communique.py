"""A statistical communiqué (统计公报): which place and year it is about, and its sentences.

It tells of one year and of nothing to come, so no role is to be found: all of it is a review. What stands in
its tables, its charts and its notes is not read; only sentences say in full what a figure is of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.errors import NotAReport
from compare.lexicon import places
from compare.model import Place
from compare.outline import claims
from compare.outline.headings import heading_of
from compare.outline.passage import fold
from compare.outline.title import LABELS, MEND, Front, address_of, date_in
from compare.outline.tree import Block, Node, State

if TYPE_CHECKING:
    from compare.model import Source
    from compare.outline.cues import Calendar
    from compare.outline.passage import Passage

_TITLE = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{0,20}?)(?P<year>(?:19|20)\d\d)年度?(?P<after>[\u4e00-\u9fff]{0,20}?)"
    r"国民经济和社会发展(?:情况)?(?:的)?统计公报(?:[（(〔\[][^）)〕\]]{1,8}[）)〕\]])*$"
)
_NATION = re.compile("^(?:中华人民共和国|全国)$")
_OFFICE = re.compile("^(?:中华人民共和国)?国家统计局$")
_HEAD, _LONGEST = 8, 60
"""Paragraphs among which the title stands, in one line or in two, and the characters of its longest line."""
_NOTES = re.compile(r"注(?:释)?\s*[:：]?|资料来源|附表|[〔［【\[]\d{1,3}[〕］】\]]|[―—－─_-]{5,}$")
"""With these begins what stands behind the text; a remark on a chart begins so too, but in its midst."""


def front(source: Source, passages: list[Passage], *, place: str, year: int | None) -> Front:
    """What stands over a communiqué. Raises NotAReport for one on a branch, or of no known place or year."""
    texts = [passage.text for passage in passages]
    head = texts[:_HEAD]
    labels = {found[1]: found[2].strip() for line in head if (found := LABELS.match(line))}
    titled = _title(source, head)
    if titled is None:
        raise NotAReport(
            source.path,
            "seems to be 统计公报, but no title says that it is on 国民经济和社会发展 of one year",
            "set its title over the text: 某市2024年国民经济和社会发展统计公报",
        )
    doubts: list[str] = []
    said_year = claims.decide(
        claims.years_of_title(source, titled["year"]), "年份", str(year) if year else "", doubts
    )
    name = titled["before"] or titled["after"]
    national = _NATION.match(name) or (not name and any(_OFFICE.match(re.sub(r"\s", "", t)) for t in head))
    spoken = [claims.Claim("全国", "标题")] if national else []
    said = claims.places_of(source, texts, spoken, [] if national else [(name, "标题")])
    said_place = claims.decide(said, "地区", place, doubts)
    if not said_place:
        raise NotAReport(source.path, "its place can't be told", MEND)
    return Front(
        title=titled[0],
        year=int(said_year),
        place=places.place(said_place, int(said_year)) or Place(said_place),
        meeting="",
        date=date_in(head, met=False),
        speaker="",
        address=address_of(source, head, labels),
        doubts=tuple(doubts),
    )


def _title(source: Source, head: list[str]) -> re.Match[str] | None:
    """The title, where it stands over the text, in the front matter or in the file's name."""
    lines = [re.sub(r"\s", "", fold(line)) for line in head]
    short = [line if len(line) <= _LONGEST and "。" not in line else "" for line in lines]
    # a title in two lines: 中华人民共和国⏎2012年国民经济和社会发展统计公报
    above = [one + other for one, other in zip(["", *short], [*short, ""], strict=True) if one and other]
    named = [source.metadata.get("title", ""), claims.stem(source)]
    for line in (*above, *short, *(re.sub(r"\s", "", fold(name)) for name in named)):
        if found := _TITLE.search(line):
            return found
    return None


def walk(passages: list[Passage], when: Calendar) -> tuple[list[Node], list[Block]]:
    """Its main parts and the paragraphs of sentences in them, as `outline` makes sections of."""
    state = State("review", str(when.year))
    nodes = [Node(None, 0, None, state)]
    blocks: list[Block] = []
    for passage in passages[: _end(passages)]:
        heading = heading_of(passage, spoken=False, when=when)
        if heading and heading.kind == "chapter" and heading.alone:
            nodes.append(Node(None, 0, heading, state))
            blocks.append(Block(passage, heading, len(nodes) - 1, len(nodes) - 1))
        elif "。" in passage.text and not _NOTES.match(passage.text):
            blocks.append(Block(passage, None, None, len(nodes) - 1))
    return nodes, blocks


def _end(passages: list[Passage]) -> int:
    """Where the notes begin: the paragraphs behind are all short of a heading."""
    last = max(
        (i for i, one in enumerate(passages) if re.match("[一二三四五六七八九十]+、", one.text)), default=0
    )
    rule = (i for i in range(last + 1, len(passages)) if re.fullmatch(r"[―—－─_-]{5,}", passages[i].text))
    return next(rule, len(passages))
