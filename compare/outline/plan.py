"""A plan report (国民经济和社会发展计划执行情况与计划草案的报告): whose it is, of which year.

It reviews and plans as a work report does, and is read as one. Only what stands over it is its own: the title
names two years, of which the second is the report's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.errors import NotAReport
from compare.lexicon import places
from compare.model import Place
from compare.outline import claims
from compare.outline.passage import fold
from compare.outline.title import LABELS, MEND, Front, address_of, date_in, head_of, meeting_in, speaker_in

if TYPE_CHECKING:
    from compare.model import Source
    from compare.outline.passage import Passage

_TITLE = re.compile(
    r"(?:关于)?(?P<place>[\u4e00-\u9fff]{0,20}?)(?P<past>(?:19|20)\d\d)年(?P<after>[\u4e00-\u9fff]{0,12}?)"
    r"(?:国民)?经济(?:和|与)社会发展(?:年度)?计划(?:的)?执行情况(?:和|与|及|、)"
    r"(?P<year>(?:19|20)\d\d)年[\u4e00-\u9fff]{0,20}?计划(?:[（(]草案[）)]|草案)?(?:的)?(?:情况)?报告"
    r"(?:[（(〔\[][^）)〕\]]{1,12}[）)〕\]])*$"
)
_HEAD, _LONGEST, _LINES = 10, 90, 3
"""Paragraphs among which the title stands, characters of its longest line, and its most lines."""


def front(source: Source, passages: list[Passage], *, place: str, year: int | None) -> Front:
    """What stands over a plan report. NotAReport for one that only looks back, or of no known place."""
    texts = [passage.text for passage in passages]
    head = head_of(texts)
    labels = {found[1]: found[2].strip() for line in head if (found := LABELS.match(line))}
    titled = _title(source, texts[:_HEAD])
    if titled is None:
        raise NotAReport(
            source.path,
            "seems to be 计划报告, but no title names both the year carried out and the year planned",
            "what is read is a 国民经济和社会发展计划执行情况与计划草案的报告",
        )
    doubts: list[str] = []
    said_year = claims.decide(
        claims.years_of_title(source, titled["year"]), "年份", str(year) if year else "", doubts
    )
    meeting, meeting_place = meeting_in(head)
    name = titled["place"] or titled["after"]
    spoken = claims.in_head(head, meeting_place)
    titles = [(name, "标题")] if name else []
    said = claims.places_of(source, texts, spoken, titles)
    # the title says whose plan it is; who reports it may be of a commission
    said = sorted(said, key=lambda one: one.where != "标题")
    said_place = claims.decide(said, "地区", place, doubts)
    if not said_place:
        raise NotAReport(source.path, "its place can't be told", MEND)
    return Front(
        title=titled[0],
        year=int(said_year),
        place=places.place(said_place, int(said_year)) or Place(said_place),
        meeting=meeting,
        date=date_in(head, met=bool(meeting)),
        speaker=speaker_in(head, labels),
        address=address_of(source, head, labels),
        doubts=tuple(doubts),
    )


def _title(source: Source, head: list[str]) -> re.Match[str] | None:
    """The title over the text, in one line or several, or else in front matter or file name."""
    lines = [re.sub(r"\s", "", fold(line)) for line in head]
    short = [line if len(line) <= _LONGEST and "。" not in line else "" for line in lines]
    above = ["".join(short[i : i + n]) for n in range(1, _LINES + 1) for i in range(len(short))]
    named = [source.metadata.get("title", ""), claims.stem(source)]
    for line in (*above, *(re.sub(r"\s", "", fold(name)) for name in named)):
        if found := _TITLE.search(line):
            return found
    return None
