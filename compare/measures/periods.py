"""The years a figure belongs to, from its sentence's words and the section it stands in."""

from __future__ import annotations

import re

from compare.measures.words import flow_verb

_YEAR = re.compile(r"(?<!\d)(?P<before>比|较|与|由|从|自|是|相当于|恢复到|相对)?(?:到|至|在|截至|截止)?(?P<year>(?:19|20)\d{2})年(?P<after>的|末的?|底的?)?(?P<span>\s*(?:—|-|至|到|～|~)\s*(?P<last>(?:19|20)\d{2})年)?")
_PART = re.compile(r"(?P<half>上半年|下半年)|(?P<quarter>[一二三四]|前三|首)季度")
_SPAN_WORDS = re.compile(r"五年来|五年间|五年累计|过去五年|五年共|五年年均|这五年|本届政府|五年(?=[^，。规计]{0,12}(?:年均|累计|共|新增|投入|完成|提高|减少|实现|引进|建成|分别))|五年内|五年中")
_PLAN = re.compile(r"“?(?P<number>十[一二三四五六七八九]?|[一二三四五六七八九])五”?(?P<word>时期|期间|以来|五年)")
_AVERAGE = ("年均", "平均每年", "年平均")
_RUNNING = re.compile(r"累计|共|总共|合计")
_CN = {c: i for i, c in enumerate("零一二三四五六七八九")}


def plan_years(number: str) -> str:
    """The years of a five-year plan by its Chinese number: `十四` → `2021-2025`."""
    value = 10 + _CN.get(number[1:], 0) if number.startswith("十") else _CN[number]
    first = 1953 + 5 * (value - 1) + (3 if value >= 3 else 0)
    return f"{first}-{first + 4}"


def period_of(text: str, start: int, clause_start: int, section: str, *, name: str, aspect: str, adverbs: frozenset[str]) -> str:
    """The period of a figure at `start` of a folded sentence, whose section speaks of the years `section`.

    A flow over a plan period has the period, a state reached its last year; a year named before the
    figure wins, unless it is only the base of a comparison (比2012年提高).
    """
    average = bool(adverbs & set(_AVERAGE)) or "年均" in name
    named = _named_year(text, start, clause_start, section)
    span = section if "-" in section else ""
    if named and not average:
        return named
    five = _five_years(text, start, section)
    if five and (average or not span or five != span):
        if average or _flows(name, aspect, adverbs, text, start):
            return five
        return five.split("-")[1]
    if span:
        return span if average or _flows(name, aspect, adverbs, text, start) else span.split("-")[1]
    return section


def _flows(name: str, aspect: str, adverbs: frozenset[str], text: str, start: int) -> bool:
    """Whether the figure is spread over the years (新增, 累计, 增长), not a state at their end (达到)."""
    if aspect in {"growth", "change"}:
        return True
    if aspect == "rank":
        return False
    return bool(flow_verb().match(name) or adverbs & {"累计", "共"} or name.startswith("累计") or re.search(r"累计|共", text[max(0, start - 12) : start]))


def _named_year(text: str, start: int, clause_start: int, section: str) -> str:
    """The year that the sentence names for the figure, empty where it names none."""
    found = ""
    for match in _YEAR.finditer(text, 0, start):
        if match["last"]:
            continue
        base = match["before"] in {"比", "较", "与", "由", "从", "自", "恢复到", "相对", "相当于"}
        if match["after"] == "的" and base:
            continue
        if base:
            continue
        found = match["year"]
        found += _part(text, match.end(), start)
    if found:
        return found
    match = None
    for match in _PART.finditer(text, clause_start, start):
        pass
    if match and "-" not in section:
        return section + _part(text, clause_start, start)
    return ""


def _part(text: str, begin: int, end: int) -> str:
    match = _PART.search(text, begin, end)
    if not match:
        return ""
    if match["half"]:
        return "H1" if match["half"] == "上半年" else "H2"
    quarter = match["quarter"]
    return {"一": "Q1", "首": "Q1", "二": "Q2", "三": "Q3", "四": "Q4", "前三": "Q1-Q3"}[quarter]


def _five_years(text: str, start: int, section: str) -> str:
    """The span of years that the sentence itself speaks of before the figure, empty where it speaks of none."""
    plan = None
    for plan in _PLAN.finditer(text, 0, start):
        pass
    if plan:
        return plan_years(plan["number"])
    if _SPAN_WORDS.search(text, 0, start):
        if "-" in section:
            return section
        last = int(section[:4])
        return f"{last - 4}-{last}"
    return ""
