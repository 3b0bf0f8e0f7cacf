"""The name of each figure: from the words before it, the noun after it, or the figure it follows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compare.measures.cleaning import clean, done_to, finished
from compare.measures.lists import contrasting, split_names
from compare.measures.own_name import SLOGANS, is_act, is_deed, own_name, with_share
from compare.measures.subjects import (
    Memory,
    is_dependent,
    remember_clause,
    topic,
    with_subject,
)
from compare.measures.words import bare_unit, dimension, flow_verb, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.measures.figures import Figure, Sentenced
    from compare.measures.leads import Lead

_REACHED = {"达到", "达", "增至", "增加到", "已达"}
_BENEFITS = re.compile(r"^惠及|受益$")
_EACH = {"分别", "分别在"}
_SCALES = {"万", "亿", "万亿"}
# 压减一般性支出6%, 降低农业税1个百分点: the verb of the figure stands before what it changes
_CHANGED = re.compile(
    r"(?:再|继续)*(?P<verb>降低|减少|削减|压减|压缩|下调|缩减|提高|上调)(?P<what>(?![了到至为]).{2,})"
)
_CUT_MONEY = {"削减", "压减", "缩减"}
_STEP_AFTER = re.compile(r"的?(?:新?台阶|大关|关口|门槛)")
_TARGET_AFTER = re.compile(
    r"的?(?:全年|年初|年度|当年|原定|既定|预定)?(?:预期|计划|调控|控制|考核)?(?:增长)?(?:目标|计划目标|指标|任务)(?=[，；。、：]|$)"
)
_ALSO_BY_ITSELF = {"投资规模", "规模", "总规模"}  # 生产总值增长9%；投资规模突破2万亿元
_PLANNED = re.compile(r"(?:“[^”]+”)?(?:规划|计划)(?:的|确定的|提出的)?")
_TARGET_VALUE = re.compile(r"(?:比|较|低于|高于)[^，；、]{0,8}(?:目标|计划|任务|预期|考核)(?:值|数|指标)?")
_BASE_BEFORE = re.compile(
    r"[由从]居?(?:(?:\d{4}年|上年|去年|年初|\d+年前|[一二三四五六七八九十]+年前)的?)?"
    r"居?(?:全国|全省|世界|全球|[东中西]部)?第?$"
)
_REFERS = re.compile(r"[这该](?:个|一|项)?(?P<what>比例|比重|比率)")  # 这个比例提高到40%
_BASIS_AFTER = re.compile(r"[^，；、。\d]{0,30}的基础上")  # 在去年增长5%的基础上, 在巩固100个乡镇的基础上
_CHANGE_AFTER = re.compile(r"(?:[、和][\d.]+[^，；、]{0,4})?，?[^，；]{0,8}[到至为]")


@dataclass(frozen=True, slots=True)
class Named:
    """A figure with its name and scope; `base` where it is what a change began from (由13.43%下降到3.86%)."""

    figure: Figure
    name: str
    scope: str
    lead: Lead
    suffix: str
    unit: str
    phrase: str
    """The figure as written with its verb and bound, those of its list included: `增长9%左右`."""
    base: bool = False
    on_basis: bool = False
    """It is what a further rise stands on: 在上年增产6.8%的基础上."""
    step: bool = False
    """It is a step that was passed: 迈上9000亿元台阶."""
    of_target: bool = False
    """It is the target that the figure before is held against: 增长11.3%，低于13%左右的预期目标."""
    of_a_kind: bool = False
    """It says of what kind something else is: 收入过百万元的示范村, 年产20万吨林纸项目, 以10个乡镇为重点."""


def name_figures(sentence: Sentenced, place: str = "") -> list[Named]:
    """Name every figure of a sentence, in order; `place` is whose report it is."""
    named: list[Named] = []
    if not sentence.figures:
        return named
    memory = Memory(place, topic=topic(sentence))
    for number, clause in enumerate(sentence.clauses[: sentence.figures[-1].clause + 1]):
        if memory.scope.endswith("本级"):
            memory.scope = ""  # whose money it is holds for its own clause only
        figures = [f for f in sentence.figures if f.clause == number]
        if not figures:
            remember_clause(memory, sentence.text[clause.start : clause.end])
        else:
            for run in _runs(figures):
                if _distributes(run, memory):
                    named += _distributed(sentence.text, run, memory)
                else:
                    named += _one_by_one(sentence, run, memory)
    return named


def _runs(figures: list[Figure]) -> list[list[Figure]]:
    """A clause's figures, cut where a list of them begins, and where a verb of its own begins another.

    60家企业收入、利润分别增长12.8%、11.6%; 分别达17266元和11972元、增长9.2%和10.6%.
    """
    runs = [[figures[0]]]
    for figure in figures[1:]:
        last = runs[-1]
        listed = bool(last[0].lead.adverbs & _EACH)
        begins = last[-1].descriptive and bool(figure.lead.adverbs & _EACH)
        another = listed and len(last) > 1 and bool(figure.lead.kind) and not figure.lead.name
        if begins or another:
            runs.append([figure])
        else:
            last.append(figure)
    return runs


def clean_name(words_: str, place: str) -> tuple[str, str]:
    """(name, scope) of the words that stand before a target without a figure."""
    name, scope = clean(words_, place)
    return finished(name), scope


# ---- lists: one name for each figure -------------------------------------------------------------------


def _distributes(figures: Sequence[Figure], memory: Memory) -> bool:
    """Whether the figures of a clause answer a list of names one by one: 分别, or as many names."""
    first, others = figures[0], figures[1:]
    if not others or any(f.lead.name for f in others) or first.numeral.ordinal:
        return False  # ranks tell for themselves which of a list they are of
    if first.lead.adverbs & _EACH or first.lead.name.startswith("分别占"):
        return True
    bare = all(not f.lead.kind and f.joint for f in others) and not any(f.tail for f in figures)
    if not bare or len({bare_unit(f.numeral.unit) for f in figures}) > 1:
        return False
    if first.lead.name in {"", "年"}:  # …17175元，…5153元，实际增长9.8%和8.5%
        return (first.lead.kind in {"rise", "fall"} and len(memory.history) >= len(figures)) or (
            first.lead.kind == "reach" and len(memory.names) == len(figures)
        )
    return len(split_names(first.lead.name, len(figures))) > 1


def _distributed(text: str, figures: Sequence[Figure], memory: Memory) -> list[Named]:
    first = figures[0]
    source, scope = memory.clean(first.lead.name.removeprefix("分别"))
    parts = re.split("[、和及与]", scope)
    scopes = parts if len(parts) == len(figures) else [scope] * len(figures)
    three = len(figures) == 3 and source == "增加值" and "三次产业" in text[: first.numeral.begin]
    names = split_names("三次产业增加值", 3) if three else _listed_names(figures, source, memory)
    last = figures[-1]
    one_for_all = last.suffix and not any(f.suffix for f in figures[:-1])  # 分别增长4%、9%和6%左右
    ending = text[last.numeral.stop : last.after] if one_for_all else ""
    wording = _wording(text, first).replace("分别", "")
    memory.keep(names, scope)
    shared = last.numeral.unit
    base = _is_base(text, first)  # 分别由375元和225元提高到500元和300元
    return [
        Named(
            figure,
            finished(with_share(name, first.lead) if shared == "%" else name),
            part,
            replace(first.lead, bound=figure.lead.bound or first.lead.bound),
            last.suffix if one_for_all else figure.suffix,
            shared if shared.startswith(figure.numeral.unit) else figure.numeral.unit,  # 22个和15个百分点
            wording + text[figure.numeral.begin : figure.after] + (ending if figure is not last else ""),
            base=base,
        )
        for figure, name, part in zip(figures, names, scopes, strict=True)
    ]


def _listed_names(figures: Sequence[Figure], source: str, memory: Memory) -> list[str]:
    """The names that the words before 分别 list, or that the figures before take up."""
    before = memory.last(len(figures))
    if before and (not source or (source in words("dependent") and all(n.endswith(source) for n in before))):
        return list(before)
    if before and is_dependent(source):
        return [with_share(with_subject(source, name), figures[0].lead) for name in before]
    source = source or (memory.names[0] if memory.names else "")
    share = figures[0].numeral.unit == "%" and figures[0].lead.kind == "reach"
    names = split_names(source, len(figures), share=share)
    names = names[:1] + [with_subject(x, names[0]) if x in words("dependent") else x for x in names[1:]]
    if not names and before:
        return [done_to(name) + source for name in before]  # …建议7件、提案9件，办理满意率分别达…
    return names or [source] * len(figures)


def _wording(text: str, figure: Figure) -> str:
    """The verb, adverbs and bound that stand between the name and the figure."""
    if figure.numeral.ordinal:
        return ""
    return text[figure.item_start + figure.lead.name_end : figure.numeral.begin].strip(" ，、的了“")


# ---- figures one by one --------------------------------------------------------------------------------


def _one_by_one(sentence: Sentenced, figures: Sequence[Figure], memory: Memory) -> list[Named]:
    out: list[Named] = []
    for figure in figures:
        previous = out[-1] if out else None
        _take_as_change(figure, memory)
        lead = _lead(figure, previous)
        name, scope = own_name(sentence, figure, memory)
        name, lead = _changed(name, figure, lead)
        refers = _REFERS.fullmatch(name) if memory.names else None
        if refers:
            name = with_subject(refers["what"], memory.names[0])
        of_target = _is_of_target(sentence.text, figure, memory)
        if of_target:
            name, lead = "", replace(lead, kind=memory.kind)
        listed = bool(figure.joint) if previous else _is_part(sentence, figure) or _goes_on(sentence, figure)
        name = _with_shared_verb(name, figure, lead, memory, listed=listed)
        if not name:
            name = _taken_up(lead, memory)
            if figure.numeral.unit == "%":
                name = with_share(name, lead)
            if previous and previous.base and lead.kind == "reach":
                lead = replace(lead, kind=previous.lead.kind)  # 涨幅从21.7%回落到14.8%
        elif _BENEFITS.search(name) and memory.deed:
            name = memory.deed + name
        elif (is_dependent(name) and not figure.numeral.ordinal) or _is_spent(name, figure, memory):
            apart = sentence.clauses[figure.clause].opening == "；" and name in _ALSO_BY_ITSELF
            name = with_subject(name, memory.topic if apart else memory.subject())
        elif not figure.tail and memory.names:
            name = contrasting(name, memory.names[0])
        if not figure.descriptive:
            memory.keep([name] if name else [], scope, dimension(figure.numeral.unit))
            memory.kind = lead.kind
        base = _is_base(sentence.text, figure)
        phrase = _wording(sentence.text, figure) + sentence.text[figure.numeral.begin : figure.after]
        unit = _shared_unit(figure, figures)
        on_basis = _BASIS_AFTER.match(sentence.text, figure.after) is not None
        kind = not on_basis and _is_of_a_kind(sentence.text, figure)
        out.append(
            Named(
                figure,
                finished(name),
                scope,
                lead,
                figure.suffix,
                unit,
                phrase,
                base=base,
                on_basis=on_basis,
                step=_STEP_AFTER.match(sentence.text, figure.after) is not None,
                of_target=of_target,
                of_a_kind=kind,
            )
        )
    return out


def _is_spent(name: str, figure: Figure, memory: Memory) -> bool:
    """Whether 投资 is what was put into that just named: 引进项目10个、投资50亿元; not 投资 beside 消费."""
    counted = memory.names and memory.names[0] == memory.counted.get("count")
    money = dimension(figure.numeral.unit) == "money"
    return name == "投资" and money and bool(counted or memory.topic)


def _shared_unit(figure: Figure, figures: Sequence[Figure]) -> str:
    """The unit that the last of a list has for all: 200亿、300亿和400亿元."""
    unit, after = figure.numeral.unit, figures[figures.index(figure) + 1 :]
    for other in after:
        if not other.joint or other.lead.name or figure.tail:
            break
        if unit in _SCALES and other.numeral.unit.startswith(unit):
            unit = other.numeral.unit
    return unit


def _changed(name: str, figure: Figure, lead: Lead) -> tuple[str, Lead]:
    """Name and lead with the verb of a change taken from the name to the lead, where it begins with one."""
    measured, use = dimension(figure.numeral.unit), figure.tail.startswith("用于")
    match = _CHANGED.fullmatch(name.removesuffix(figure.tail).removesuffix("的") if use else name)
    goes_on = figure.tail and not (use and measured == "percent")  # 压缩行政经费6%用于教育
    if lead.kind or goes_on or not match or figure.numeral.ordinal:
        return name, lead
    if measured in {"percent", "points"} or (measured == "money" and match["verb"] in _CUT_MONEY):
        rises = match["verb"] in words("verbs", "rise")
        return match["what"], replace(lead, kind="rise" if rises else "fall", verb=match["verb"])
    return name, lead


def _is_of_target(text: str, figure: Figure, memory: Memory) -> bool:
    """Whether it is what the figure before is held against: 增长11.3%，低于13%左右的预期目标."""
    lead = figure.lead
    if _TARGET_VALUE.fullmatch(lead.name) and memory.names:
        return True  # 能耗1.73吨标准煤，比全年目标值2.22吨标准煤低22.07%
    if "计划" in lead.adverbs and lead.verb == "为" and not memory.clean(lead.name)[0] and memory.names:
        return True  # 增长速度2023年计划为3.7%，实际达到4.6%
    planned = _PLANNED.fullmatch(memory.clean(lead.name)[0])
    if planned and memory.names and _TARGET_AFTER.match(text, figure.after):
        return True  # 超过1.6万亿元，提前实现规划1.5万亿元的目标
    held_against = not memory.clean(lead.name)[0] and lead.bound in {"lt", "gt"} and bool(memory.names)
    return held_against and _TARGET_AFTER.match(text, figure.after) is not None


def _is_of_a_kind(text: str, figure: Figure) -> bool:
    if figure.lead.name == "以" or (figure.tail and text[: figure.numeral.begin].endswith("年产")):
        return True
    sized = dimension(figure.numeral.unit) in {"money", "area", "length", "power"}
    following = text[figure.after :]
    return sized and following.startswith("的") and not following.startswith(SLOGANS)


def _lead(figure: Figure, previous: Named | None) -> Lead:
    """The figure's lead, with the verb of the figure before where it has none (农业增长4%、工业9%)."""
    lead = figure.lead
    if is_deed(figure):
        return replace(lead, kind="")
    if is_act(figure):
        return replace(lead, kind="")
    alike = previous and bare_unit(previous.figure.numeral.unit) == bare_unit(figure.numeral.unit) == "%"
    share = lead.name.startswith("占") or lead.verb == "占"
    if previous and alike and figure.joint and not (lead.kind or lead.bound or share):
        return replace(lead, kind=previous.lead.kind, verb=previous.lead.verb)
    return lead


def _take_as_change(figure: Figure, memory: Memory) -> None:
    """A verb of change alone is that of the quantity just named: 财政收入突破3万亿元，增加5232亿元."""
    lead, measured = figure.lead, dimension(figure.numeral.unit)
    kind = next((k for k in ("rise", "fall") if lead.name in words("verbs", k)), "")
    whose = memory.names[0] if memory.names else ""
    if not kind or lead.kind or figure.tail or memory.counted.get(measured) != whose or not whose:
        return
    if measured == "money" and not flow_verb().match(whose):
        figure.lead = replace(lead, name="", name_end=0, kind=kind, verb=lead.name)


def _is_part(sentence: Sentenced, figure: Figure) -> bool:
    """Whether the clause gives a part of what was counted before it: 新增企业650家，其中工业企业200家."""
    text = sentence.text[sentence.clauses[figure.clause].start :]
    before = [f for f in sentence.figures if f.clause == figure.clause - 1]
    same = bool(before) and bare_unit(before[-1].numeral.unit) == bare_unit(figure.numeral.unit)
    return text.lstrip(" ").startswith("其中") and same and not figure.tail


def _goes_on(sentence: Sentenced, figure: Figure) -> bool:
    """Whether the clause is the next of a list of quoted things: 新增“名牌产品”22个，“驰名商标”4个."""
    before = [f for f in sentence.figures if f.clause == figure.clause - 1]
    quoted = figure.lead.name.startswith("“") and bool(before) and "“" in before[-1].lead.name
    return quoted and before[-1].numeral.unit == figure.numeral.unit and not (before[-1].tail or figure.tail)


def _with_shared_verb(name: str, figure: Figure, lead: Lead, memory: Memory, *, listed: bool) -> str:
    """The name with the deliverable's verb that a list shares; its own verb is kept for the next."""
    if not name:
        return name
    verb = flow_verb().match(name)
    dependent = is_dependent(name) or _is_spent(name, figure, memory)
    if listed and memory.flow and not verb and not dependent and (not lead.kind or lead.bound):
        return memory.flow + name
    each = figure.lead.name if figure.tail and figure.lead.name.startswith("每") else ""
    if not figure.descriptive:
        memory.flow = verb[0] if verb else each  # 每平方公里产生4亿元的产值和1亿元的税收
    return name


def _taken_up(lead: Lead, memory: Memory) -> str:
    """The name of a figure that has none: what was named last."""
    raised = memory.raised() if lead.kind in {"rise", "fall", "reach"} else ""
    if raised and (memory.fresh or not memory.names):
        return raised
    name = "、".join(memory.names)
    if flow_verb().match(name):
        if "累计" in lead.adverbs or lead.verb.startswith("累计"):
            return "累计" + done_to(name)  # 新增…180家，累计757家
        if lead.verb in _REACHED:
            return done_to(name)  # 新增通车里程983公里，达到2386公里
    return name


def _is_base(text: str, figure: Figure) -> bool:
    """Whether the figure is where a change began: 由13.43%下降到3.86%."""
    begins = figure.lead.adverbs & {"由", "从"} or _BASE_BEFORE.search(text[: figure.numeral.begin])
    return bool(begins) and bool(_CHANGE_AFTER.match(text[figure.after :]))
