"""The years a figure belongs to, from its sentence's words and the section it stands in."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from compare.measures.words import flow_verb

if TYPE_CHECKING:
    from collections.abc import Iterable

_SINCE = re.compile(r"(?:自|从)?(?P<year>(?:19|20)\d{2})年(?:\d+月)?以来")
_YEAR = re.compile(
    r"(?<!\d)(?P<base>比|较|与|由|从|自|是|为|相当于|恢复到|相对)?(?:到|至|在|截至|截止)?"
    r"(?:(?P<year>(?:19|20)\d{2})年|(?P<word>今年|去年|上年))"
    r"(?P<span>(?:的|末的?|底的?)?\s*(?:—|-|至|到|～|~)\s*(?:19|20)\d{2}年)?"
)
_PART = re.compile(r"(?P<half>[上下]半年)|(?P<quarter>[一二三四]|前三|首)季度")
_PARTS = {
    "上半年": "H1",
    "下半年": "H2",
    "一": "Q1",
    "首": "Q1",
    "二": "Q2",
    "三": "Q3",
    "四": "Q4",
    "前三": "Q1-Q3",
}
# 五年 by itself is a span only before words of a sum or a change; 三年行动计划 is a name
# 从1979年到1983年，…年均增长; not 2021—2035年规划
_RANGE = re.compile(
    r"(?P<from>(?:19|20)\d{2})年(?:底|末)?(?:至|到|—|-|～)(?P<to>(?:19|20)\d{2})年(?=的?[五四三两十]?年?[间，]|平均|年均|累计)"
)
_SOME_YEARS = re.compile(
    r"(?:过去|近|这|最近)(?P<n1>[二两三四五])年|(?P<n2>[二两三四五])年(?:攻坚|行动)[^，；]{0,4}(?:完成|收官)"
    r"|(?P<n3>[二两三四五])年(?:来|间|累计|共|内|中|年均|平均)|(?<![\d.])(?P<n5>[2-5])年(?:来|间|累计|共)|本届政府"
    r"|(?<!一个)(?P<n4>五)年(?!前|规划|计划|行动|工程|方案|期|级|制|以|目标|任务)"
)
_PLAN = re.compile(r"“?(?P<number>十[一二三四五六七八九]?|[一二三四五六七八九])五”?(?:时期|期间|以来|五年)")
_AGAINST = re.compile(
    r"[比较](?:(?:19|20)\d{2}年|“?(?:十[一二三四五六七八九]?|[一二三四五六七八九])五”?期?末)"
)
_BASIS = re.compile(r"[^，；]{0,16}基础上")  # 在1998年改革的基础上再减少277项
_AVERAGE = {"年均", "平均每年", "年平均"}
# A deed whose doer stands before it (国务院各部门取消审批事项), or done to what stands before it
_DEED = re.compile(
    r"(?<=.)(?:取消|下放|建成|新增|完成|引进|培训|投入(?!强度|占|比|率|产出|运营|使用)|安置|淘汰|关闭|清理|查处|开工|竣工|下达|筹集|发放|争取|新建|转移就业|派驻|选派|开展|整理出|办理|审议|出台)(?!率|[地面区]|产能|资金占|力)."
)
_FLOW_NAME = re.compile(
    r"^获|累计|就业$|(?:提案|议案|建议案?)$|脱贫$|脱贫摘帽|脱贫出列|通过|获评|获批|摘帽|入选|备案|(?:改造|建设|整治|治理|修复|搬迁|加固|恢复|改制|改革)(?:任务|工程)?$|.(?:建成|完成|开工|竣工|引进|发放|净增)$|前[一二三四五\d]+年"
)
_CHINESE = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2} | {str(n): n for n in range(2, 6)}


def plan_years(number: str) -> str:
    """The years of a five-year plan by its Chinese number: `十四` → `2021-2025` (the third began in 1966)."""
    value = 10 + _CHINESE.get(number[1:], 0) if number.startswith("十") else _CHINESE[number]
    first = 1953 + 5 * (value - 1) + (3 if value >= 3 else 0)
    return f"{first}-{first + 4}"


def period_of(
    text: str,
    start: int,
    clause: int,
    section: str,
    *,
    name: str,
    aspect: str,
    adverbs: frozenset[str],
    report_year: int,
    kept: bool = False,
) -> str:
    """The period of a figure at `start` of a folded sentence, in the clause that begins at `clause`.

    `section` is what its section speaks of. A flow over several years has them all, and so has a rate that is
    `kept` within bounds (失业率控制在3%以内); a state reached has their last. A year named before the figure
    wins, unless it is only the base of a comparison (比2012年提高).
    """
    if "-" in section and _AGAINST.search(text, clause, start):
        return _last(section)  # 比2012年提高3个百分点: the state at the end
    average = bool(adverbs & _AVERAGE) or "年均" in name or "每年" in text[clause:start]
    flows = average or kept or _flows(name, aspect, adverbs)
    named, named_at = _named_year(text, start, clause, section, report_year)
    ahead = int(section[-4:]) >= report_year
    span, span_at = _named_span(text, start, section, ahead=ahead)
    if named and not average and named_at > span_at:
        return named
    if span and (span != section or span_at >= clause):
        return span if flows or span_at >= clause else _last(span)
    return section if flows else _last(section)


def _last(period: str) -> str:
    return period.rpartition("-")[2]


def _flows(name: str, aspect: str, adverbs: frozenset[str]) -> bool:
    """Whether the figure is spread over the years (新增, 累计, 增长), not a state at their end (达到)."""
    if aspect in {"growth", "change"}:
        return True
    if aspect == "rank":
        return False
    return bool(
        flow_verb().match(name) or adverbs & {"累计", "共"} or _FLOW_NAME.search(name) or _DEED.search(name)
    )


def _named_year(text: str, start: int, clause: int, section: str, report_year: int) -> tuple[str, int]:
    """The year that the sentence names for the figure and where it does; empty and -1 where it names none.

    A year in an earlier clause counts only where it opens its clause: 完善2025年项目清单，… is the list's.
    """
    years = [
        m
        for m in _YEAR.finditer(text, 0, start)
        if not m["span"]
        and not _SINCE.match(text, m.start())
        and not m["base"]
        and not _BASIS.match(text, m.end())
        and (m.start() >= clause or opens_clause(text, m.start()))
    ]
    if years:
        word, year = years[-1]["word"], years[-1]["year"]
        year = year or str(report_year if word == "今年" else report_year - 1)
        return year + _part(text, years[-1].end(), start), years[-1].start()
    part = _part(text, clause, start)
    return (section + part, clause) if part and "-" not in section else ("", -1)


def opens_clause(text: str, at: int) -> bool:
    """Whether the words at `at` open their clause, and so speak for what follows."""
    before = text[:at].rstrip(" 到至在截止自从“")
    return not before or before[-1] in "，；：。！"


def _part(text: str, begin: int, end: int) -> str:
    """The half or quarter of a year that the words name: `H1`, `Q3`; empty where they name none."""
    match = _PART.search(text, begin, end)
    return _PARTS[match["half"] or match["quarter"]] if match else ""


def _named_span(text: str, start: int, section: str, *, ahead: bool) -> tuple[str, int]:
    """The years that the sentence speaks of before the figure (近三年) and where; empty, -1 if none.

    `ahead`: the section plans, so that 五年 by itself is no span behind it.
    """
    plan = _latest(m for m in _PLAN.finditer(text, 0, start) if opens_clause(text, m.start()))
    if plan:
        return plan_years(plan["number"]), plan.start()
    since = _latest(m for m in _SINCE.finditer(text, 0, start) if opens_clause(text, m.start()))
    if since and since["year"] < section[-4:]:
        return f"{since['year']}-{section[-4:]}", since.start()
    years = _latest(m for m in _RANGE.finditer(text, 0, start) if opens_clause(text, m.start()))
    if years and int(years["from"]) + 1 == int(section[:4]) and years["to"] == section[-4:]:
        return section, years.start()  # 2006年至2011年，…年均增长, of the five years since 2006
    if years:
        return f"{years['from']}-{years['to']}", years.start()
    match = _latest(_SOME_YEARS.finditer(text, 0, start))
    if not match or (ahead and "-" not in section):
        return "", -1
    count = _CHINESE[next((n for n in match.groups() if n), "五")]
    if "-" in section and count == 5:
        return section, match.start()
    averaged = (
        [m["year"] for m in _YEAR.finditer(text, 0, match.start()) if m["year"]] if "平均" in match[0] else []
    )
    last = int(averaged[-1] if averaged and averaged[-1] < section[-4:] else section[-4:])
    return f"{last - count + 1}-{last}", match.start()


def _latest(matches: Iterable[re.Match[str]]) -> re.Match[str] | None:
    last = deque(matches, maxlen=1)
    return last.pop() if last else None
