"""The name of a rank: what is ranked, with 排名 where the text says it: `绿色发展指数位列全国第8位`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.measures.lists import split_names
from compare.measures.subjects import with_subject
from compare.measures.words import words

if TYPE_CHECKING:
    from compare.measures.figures import Figure, Sentenced
    from compare.measures.subjects import Memory

_AMONG_ALL = (
    "我国|内地|全国|全省|全市|世界|全球|国内|省内|中西部|西部|中部|东部|(?:全国|副省级|省会|计划单列|万亿|同类|新一线|重点|主要|大中|特大|超大|中心|同等|大)*城市"
    "|国家级新区|长江经济带|各省区市"
)
_RANKED = (
    "排名|排位|排在|排|位列|位居|位于|名列|列|稳居|居|保持|继续|跃居|跃至|跃升至|跃升到|升至|升到|上升至|上升到|上升为|跃升为"
    "|提升至|提升到|至|前移至|达到|为|获|中"
)
_RANK_WORDS = re.compile(rf"(?:[由从]\d{{4}}年的|{_AMONG_ALL})*(?:{_RANKED})*(?:{_AMONG_ALL})*$")
_CUT = re.compile(
    r"在[^，；]*中(?=排|位|居|列|名列)|[由从](?=\d{4}年)"
    rf"|[由从](?=(?:(?:上年|去年|年初|[\d一二三四五六七八九十]+年前)的?)?(?:{_AMONG_ALL})*第?$)"
)
# 跃居全国百强城市第7位: a list's name, which says what is ranked
_IN_LIST = re.compile(rf"^(?:{_RANKED})(?=[^第]{{2,}}(?:榜|百强|[十\\d]强|名单|示范城市)[^，；]{{0,4}}$)")
_AMONG = re.compile(
    r"^在?(?:全国|全省|全球|世界)?[^，；、]{0,6}城市中(?=.{2})"
)  # 在全国省会城市中经济增速第一
_LASTING = re.compile(r"连续[\d一二三四五六七八九十]+(?:年|次|个月)(?:保持)?|^在|[、，]|的$|\d+个?")


def rank_name(sentence: Sentenced, figure: Figure, memory: Memory) -> tuple[str, str]:
    """(name, scope) of a rank; the name is empty where its clause doesn't say what is ranked."""
    listed_name, scope = _listed(sentence, figure, memory)
    if listed_name:
        return listed_name, scope
    text = sentence.text[_start(sentence, figure) : figure.numeral.begin]
    cut = _CUT.search(text)
    words_ = text[: cut.start()] if cut else text
    listed = _IN_LIST.match(words_)
    stripped = words_ if listed else _RANK_WORDS.sub("", words_)
    name, scope = memory.clean(words_[listed.end() :] if listed else stripped)
    name = _LASTING.sub("", _AMONG.sub("", name))
    if name in words("dependent") and memory.names:
        name = with_subject(name, memory.names[0])
    return name + ("排名" if name and "排名" in words_[len(stripped) :] else ""), scope


def _listed(sentence: Sentenced, figure: Figure, memory: Memory) -> tuple[str, str]:
    """Which of a list a rank is of: 单晶硅、电解铝产能分别居全国第2、第4位; empty where no list is ranked."""
    clause = sentence.clauses[figure.clause]
    ranks = [f for f in sentence.figures if f.clause == figure.clause and f.numeral.ordinal]
    whose, each, _ = sentence.text[clause.start : ranks[0].numeral.begin].partition("分别")
    if not each or len(ranks) == 1:
        return "", ""
    name, scope = memory.clean(_CUT.sub("", re.sub("(?:^|，)在[^，；]*中$", "", whose)))
    which = ranks.index(figure)  # so many of them are named by now
    before = memory.history[: len(memory.history) - which][-len(ranks) :]
    names = before if not name or name in words("dependent") else split_names(name, len(ranks))
    if len(names) != len(ranks):
        return "", ""
    return (
        with_subject(name, names[which]) if names is before and name else names[which]
    ), scope or memory.scope


def _start(sentence: Sentenced, figure: Figure) -> int:
    """Where the words about the rank begin: after the last figure of its clause that isn't a mere count."""
    before = [
        f.after
        for f in sentence.figures
        if f.clause == figure.clause and f.after <= figure.numeral.begin and not f.descriptive
    ]
    return before[-1] if before else sentence.clauses[figure.clause].start
