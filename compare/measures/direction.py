"""Which way is better, for an indicator that the lexicon doesn't hold."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from compare.measures.words import alternation, words

if TYPE_CHECKING:
    from compare.model import Direction


_DONE = re.compile(
    r"(?:累计|共)?(?:办理|办结|破获|侦破|查处|查办|受理|审结|化解|处置|调处|盘活|整治|减轻|减少|降低)"
)
# what is built or named for having little of it: 新增近零碳排放示范单位
_EXAMPLE = re.compile(
    r"(?:累计)?(?:新增|新建|创建|建设|建成|打造|培育|认定|评选|创成).*(?:示范|试点|先进|达标).{0,2}"
    r"(?:单位|园区|[小社校市县城街]区|企业|基地|工厂|学校|项目|工程|城市|乡镇|村|[点县区市镇])$"
)


def direction_of(name: str) -> Direction:
    """`down` where the name says that less is better (事故起数, 办理时限), else `up`.

    What is done about such things is better done more often: 办理法律援助案件, 破获案件.
    """
    better = _DONE.match(name) or _EXAMPLE.match(name)
    return "down" if _worse_with_more().search(name) and not better else "up"


@cache
def _worse_with_more() -> re.Pattern[str]:
    return re.compile(alternation(words("better", "down")))
