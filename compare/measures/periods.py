"""The years a figure belongs to, from its sentence's words and the section it stands in."""

from __future__ import annotations

import re

from compare.measures.words import flow_verb

_YEAR = re.compile(r"(?<!\d)(?P<before>比|较|与|由|从|自|是|为|相当于|恢复到|相对)?(?:到|至|在|截至|截止)?(?P<year>(?:19|20)\d{2})年(?P<after>的|末的?|底的?)?(?P<span>\s*(?:—|-|至|到|～|~)\s*(?P<last>(?:19|20)\d{2})年)?")
_PART = re.compile(r"(?P<half>上半年|下半年)|(?P<quarter>[一二三四]|前三|首)季度")
_SPAN_WORDS = re.compile(
    r"(?:过去|近|这|最近)(?P<m>[二两三四五])年|(?P<p>[二两三四五])年(?:攻坚|行动)[^，；]{0,4}(?:完成|收官)|(?P<n>[二两三四五])年(?:来|间|累计|共|内|中|年均)|(?P<o>五)年(?:(?=[^，。规计]{0,12}(?:年均|累计|共|新增|投入|完成|提高|减少|实现|引进|建成|分别)))"
    r"|本届政府"
)
_PLAN = re.compile(r"“?(?P<number>十[一二三四五六七八九]?|[一二三四五六七八九])五”?(?P<word>时期|期间|以来|五年)")
_AVERAGE = ("年均", "平均每年", "年平均")
_FLOW_NAME = re.compile(r"累计|就业$|脱贫$|脱贫摘帽|脱贫出列|通过|获评|获批|摘帽|入选|备案|(?:改造|建设|整治|治理|修复|搬迁)$|前[一二三四五\d]+年")
_CN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}


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
    against = re.search(r"比(?P<year>(?:19|20)\d{2})年", text[clause_start:start])
    if against and "-" in section:
        return section.split("-")[1]  # 比2012年提高3个百分点: the state at the end, not a flow
    average = bool(adverbs & set(_AVERAGE)) or "年均" in name
    named, named_at = _named_year(text, start, clause_start, section)
    span = section if "-" in section else ""
    five, five_at = _five_years(text, start, section)
    if named and not average and named_at > five_at:
        return named
    if five and (average or not span or five != span or five_at >= clause_start):
        if average or five_at >= clause_start or _flows(name, aspect, adverbs, text, start):
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
    return bool(flow_verb().match(name) or adverbs & {"累计", "共"} or _FLOW_NAME.search(name))


def _named_year(text: str, start: int, clause_start: int, section: str) -> tuple[str, int]:
    """The year that the sentence names for the figure and where; empty where it names none."""
    found, at = "", -1
    for match in _YEAR.finditer(text, 0, start):
        if match["last"]:
            continue
        base = match["before"] in {"比", "较", "与", "由", "从", "自", "是", "为", "恢复到", "相对", "相当于"}
        if match["after"] == "的" and base:
            continue
        if base:
            continue
        if match.start() < clause_start and not opens_clause(text, match.start()):
            continue  # 完善2025年项目清单，…: the year of the list, not of the figure
        found = match["year"]
        found += _part(text, match.end(), start)
        at = match.start()
    if found:
        return found, at
    match = None
    for match in _PART.finditer(text, clause_start, start):
        pass
    if match and "-" not in section:
        return section + _part(text, clause_start, start), match.start()
    return "", -1


def opens_clause(text: str, at: int) -> bool:
    """Whether the words at `at` open their clause, and so speak for what follows."""
    return not text[:at].rstrip(" 到至在截止自从“") or text[:at].rstrip(" 到至在截止自从“")[-1] in "，；：。！"


def _part(text: str, begin: int, end: int) -> str:
    match = _PART.search(text, begin, end)
    if not match:
        return ""
    if match["half"]:
        return "H1" if match["half"] == "上半年" else "H2"
    quarter = match["quarter"]
    return {"一": "Q1", "首": "Q1", "二": "Q2", "三": "Q3", "四": "Q4", "前三": "Q1-Q3"}[quarter]


def _five_years(text: str, start: int, section: str) -> tuple[str, int]:
    """The span of years that the sentence speaks of before the figure and where; empty where it speaks of none."""
    plan = None
    for plan in _PLAN.finditer(text, 0, start):
        pass
    if plan:
        if opens_clause(text, plan.start()):
            return plan_years(plan["number"]), plan.start()
    match = None
    for match in _SPAN_WORDS.finditer(text, 0, start):
        pass
    if not match:
        return "", -1
    years = _CN.get(match["n"] or match["m"] or match["p"] or "五", 5)
    last = int(section[-4:])
    if "-" in section and years == 5:
        return section, match.start()
    return f"{last - years + 1}-{last}", match.start()
