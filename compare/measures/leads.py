"""What stands before a figure, read from the right: `城镇新增就业` + `累计` + `达到` + `超过` | 65万人."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from compare.lexicon.loader import table
from compare.measures.words import alternation, words

# what a figure is said for (每人每月), over which years (五年来), or against what (比2012年, 恢复到2019年的)
_AGAINST = (
    r"(?:比|较|是|为|相当于|恢复到|恢复至|达到|高于|超过)(?:前[一二三四五六七八九十\d]+年|[一二两三四五六七八九十\d]+年前|年初|上年|去年|上一?年度|上一?个五年|全国|全省|全市|[12]\d{3}年|“?(?:十?[一二三四五六七八九]|十)五”?)"
    r"(?:同期|时期|期间|期末|平均水平|平均|年初预算|预算数?|预计数?|决算数?|执行数|年末|年底|末|底|初)?(?:的)?"
    r"|(?:是|(?<![评认称命定作列])为|相当于)[^，；、]{2,12}的|在[^，；、]{1,10}基础上?|比(?!例|率|重(?!工业))[^，；、\d]{2,16}(?:高|低|快|慢|多|少)出?|(?<!不)(?:高于|低于|快于|慢于|好于(?!国家|[一二三]级)|高出|领先)[\u4e00-\u9fffA-Z“”]{2,20}|(?:高于|低于|快于|慢于)全[国省市][、和]全[国省市][\u4e00-\u9fff]{0,6}|[比较]\d{1,2}月(?:份|末|底)?|(?:扣除|剔除)[^，；、\d]{0,14}(?:因素|影响)后?|(?:[12]\d{3}年|“[^”]{1,3}五”|(?<=[由从])(?:上年|去年|年初|原定|原来|现行|(?:[一二两三四五六七八九十]+|\d+)年前))(?:期?末|期?底|时期)?的?"
)
_PER = re.compile(
    rf"(?:每[人户亩月年名天次生]{{1,2}}|每\d*(?:公斤|斤|吨|亩|平方米|立方米|平方公里|[千万百]人|[千百]户)(?:均)?|人均每[月年]|连续(?:\d+|[一二三四五六七八九十]+)(?:个季度|个月|年|次)|[一二两三四五六七八九十]+年(?:来|间|累计)?|{_AGAINST})$"
)
_AT_LEAST = {"至少", "最少", "至多", "最多"}  # stand before a verb as well: 至少有1所
_LESS = re.compile(r"^(?:低于|慢于|少于)|^比.*[低慢少]出?$")
_MORE = re.compile(r"^(?:高于|快于|高出|领先|好于)|^比.*[高快多]出?$")
_HOW_FAR = {"超过", "超", "突破", "达", "达到", "高达", "为"}  # 增长超过50%: how far it rose
# 不低于财政支出的30%: what the share is of stands behind the bound
_SHARE_BOUND = re.compile(r"不(?P<word>低于|少于|高于|超过|超出)[^，；、\d]{2,16}的$")
_BOUND_OF = {"低于": "ge", "少于": "ge", "高于": "le", "超过": "le", "超出": "le"}
VERB_KINDS = ("reach", "rise", "fall", "double")
_POLICY = re.compile(r"(?:稳|保|促|扩|强)(?:增长|增收|提升)$")  # 稳增长 is a policy, not a rise
_GROWTH_NOUNS = {
    "增速": "rise",
    "增幅": "rise",
    "涨幅": "rise",
    "涨幅在": "rise",
    "增速在": "rise",
    "增幅在": "rise",
    "降幅": "fall",
    "减幅": "fall",
}


@dataclass(frozen=True, slots=True)
class Lead:
    """`name` runs from the item's start to `name_end`; then verb, adverbs and bound up to the figure."""

    name: str
    name_end: int
    """Offset of the name's end within the lead's text."""
    kind: str
    """`reach`, `rise`, `fall`, `double`, or empty where no verb stands between."""
    verb: str
    bound: str
    adverbs: frozenset[str]


@lru_cache(maxsize=1)
def _tokens() -> tuple[dict[str, str], dict[str, str]]:
    """What each verb and each bound word that may end a lead means."""
    kinds = {w: kind for kind in VERB_KINDS for w in words("verbs", kind)}
    bounds = {w: bound for bound, ws in table("bounds")["before"].items() for w in ws}
    return kinds, bounds


@lru_cache(maxsize=1)
def _flow_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('flow', 'verbs'))}|扩招|招商|递增|新引进|新签约)$")


@lru_cache(maxsize=1)
def _all_tokens() -> tuple[frozenset[str], range]:
    """Verbs, bounds and adverbs that may end a lead, and how long they are, the longest first."""
    kinds, bounds = _tokens()
    tokens = frozenset({*kinds, *bounds, *words("adverbs")})
    return tokens, range(max(map(len, tokens)), 0, -1)


def read_lead(text: str) -> Lead:
    """The lead split into name, verb, adverbs and bound; `text` ends where the numeral begins."""
    kinds, bounds = _tokens()
    rest = text.rstrip(" “")
    kind = verb = bound = ""
    adverbs: set[str] = set()
    share = _SHARE_BOUND.search(rest)
    if share:
        rest, bound = rest[: share.start()], _BOUND_OF[share["word"]]
    while rest:
        token = _last_token(rest)
        if not token:
            break
        if token in bounds and not bound and (not kind or token in _AT_LEAST):
            bound = bounds[token]
        if token in kinds and (not kind or (verb in _HOW_FAR and kinds[token] in {"rise", "fall"})):
            kind, verb = kinds[token], token
        elif token in _GROWTH_NOUNS:
            kind = _GROWTH_NOUNS[token]  # 增速达到, 涨幅控制在: the figure is a growth
        if token not in kinds and token not in bounds:
            adverbs.add(token)
            if not kind:  # 低于全国2.3个百分点
                kind = "fall" if _LESS.match(token) else "rise" if _MORE.match(token) else ""
        rest = rest[: -len(token)].rstrip(" ")
    return Lead(rest, len(rest), kind, verb, bound, frozenset(adverbs))


def _last_token(rest: str) -> str:
    """The longest verb, bound or adverb that ends the text; empty where a deliverable's verb does (新增)."""
    kinds, _ = _tokens()
    per = _PER.search(rest)
    best = per[0] if per else ""
    tokens, lengths = _all_tokens()
    longest = next((size for size in lengths if rest[-size:] in tokens), 0)
    if longest > len(best):
        best = rest[-longest:]
    if _POLICY.search(rest) or (len(best) == 1 and rest[-2:] in table("words")["verbs"]["never"]):
        return ""
    flow = _flow_at_end().search(rest)
    if flow and len(flow[0]) > len(best):
        return ""
    if flow and flow[0] == best:
        # 完成, 减少 are verbs of the figure where a name stands before them, else the deliverable's own
        whole = len(rest) > len(best) and best in kinds
        return best if whole or best in {"完成", "实现"} else ""
    return best
