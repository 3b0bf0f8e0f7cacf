"""Sizes and sums that stand before what has them: `总投资265亿元的44个重点项目`, `投资800万元新建2座桥`."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from compare.measures.cleaning import clean, counted, done_to
from compare.measures.words import flow_verb

if TYPE_CHECKING:
    from compare.measures.figures import Figure, Sentenced
    from compare.measures.subjects import Memory

_SUM = re.compile(r"总?投资(?:额)?|投入(?:资金)?|筹资")
# What became of it doesn't name it: 总投资5亿元的产业园开工建设.
_BEGUN = re.compile(
    r"(?<=.{2})(?:[去今明当]?年[底末内]前?|上半年|下半年|全面|顺利|正式|基本|成功|相继|陆续|先后|按期|如期|已|均)*"
    r"(?:开工建设|开工|竣工|完工|建成|投产|通车|投用|投入使用|签约|落地|落户|启动).*$"
)


@lru_cache(maxsize=1)
def _attribute() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{flow_verb().pattern})?(?:了|累计|共|计划|预计|概算)*"
        r"(?P<what>总?投资(?:额)?|计划投资|投入(?:资金)?|筹资|全长|总长度?|总?建筑面积|总?占地面积|占地|总面积|总?规模|资金规模|总库容|库容)"
    )


def size_of(sentence: Sentenced, figure: Figure, memory: Memory) -> str:
    """The name of a figure that sizes what stands behind it (`重点项目总投资`), else empty.

    Where nothing ties the two together by 的, only a sum is taken so, and only where it is nobody else's.
    """
    lead = _attribute().fullmatch(memory.clean(figure.lead.name)[0])
    if not lead:
        return ""
    noun = _tied(sentence, figure)
    if not noun and _SUM.fullmatch(lead["what"]):
        noun = _spent_on(sentence, figure, memory)
    noun = _BEGUN.sub("", counted(noun))
    return noun + lead["what"] if noun else ""


def _tied(sentence: Sentenced, figure: Figure) -> str:
    """The noun behind 的, after all the sizes given of it: 总投资60亿元、占地1500亩的服装城."""
    same = [f for f in sentence.figures if f.clause == figure.clause and f.item_start >= figure.item_start]
    for size, following in zip_longest(same, same[1:]):
        tied = sentence.text.startswith("的", size.after)
        if not tied and following and _attribute().fullmatch(following.lead.name):
            continue
        if not tied:
            return ""
        return size.tail.removeprefix("的") or (following.tail if following else "")
    return ""


def _spent_on(sentence: Sentenced, figure: Figure, memory: Memory) -> str:
    """What the money was spent on, where the next figure says so: 投资800万元，完成10处矿山治理."""
    following = next((f for f in sentence.figures if f.item_start > figure.item_start), None)
    if not following or following.clause > figure.clause + 1:
        return ""
    if following.clause > figure.clause and (memory.names or memory.deed):
        return ""  # it may be what was named before that the money went to
    return following.tail or done_to(clean(following.lead.name, memory.place)[0])
