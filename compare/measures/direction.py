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
# what is built or named for having little of it: 建成超低能耗建筑, 新增近零碳排放园区
_LITTLE = re.compile(
    r"(?:累计)?(?:创建|建设|建成|打造|培育|认定|评选|创成|实施|开展|治理)"
    r"(?!.*(?:率|时限|时间|浓度|排放量?|能耗|强度|费用|成本)$)"
    r"|.*(?:近零|零碳|超低|(?<!降)低成本|交易)"
)


def direction_of(name: str) -> Direction:
    """`down` where the name says that less is better (事故起数, 办理时限), else `up`.

    What is done about such things is better done more often: 办理法律援助案件, 破获案件.
    """
    better = _DONE.match(name) or _LITTLE.match(name)
    return "down" if _worse_with_more().search(name) and not better else "up"


@cache
def _worse_with_more() -> re.Pattern[str]:
    return re.compile(alternation(words("better", "down")))
