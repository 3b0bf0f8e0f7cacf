"""The name of each figure: from the words before it, the noun after it, or the figure it follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from compare.lexicon.indicators import indicators
from compare.measures.figures import Figure, Sentenced
from compare.measures.leads import Lead, read_lead
from compare.measures.lists import split_names
from compare.measures.scopes import is_own, split_scope
from compare.measures.words import alternation, bare_unit, dimension, flow_verb, words

_YEARS = r"(?:到|至|截至|自|从)?(?:\d{4}年(?:至|到|[—-])?(?:\d{4}年)?(?:底|末|初|内|间|以来|全年)?|(?:上|下)半年|[前一二三四]+季度|\d+月(?:末|底)?|“十[一二三四五六七八九]?五”(?:时期|期间|末|以来)?(?:累计)?|(?:过去|近|这|未来|今后)?[一二两三四五]年(?:来|间|里|中|内)?)"
_ITEM = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]+)[、．.]\s*")  # the number of an item in a list
_AMONG = re.compile(r"^(?:在|围绕|聚焦|通过|针对|面向|依托)[^，；]{2,24}?(?:领域|方面|中|上|行业|行动|工程)")
_TRAILING = re.compile(r"(?:[的之了，、：]|以及|达到|分别|均)+$")


@dataclass(frozen=True, slots=True)
class Named:
    """A figure with its name and scope; `base` where it is what a change began from (由13.43%下降到3.86%)."""

    figure: Figure
    name: str
    scope: str
    lead: Lead
    suffix: str
    unit: str
    base: bool = False


@dataclass(slots=True)
class _Memory:
    """What a figure without a name of its own may take its name from."""

    names: list[str]
    scope: str = ""
    history: list[str] = field(default_factory=list)
    """The names of the sentence so far, of which a 分别 may take up the last ones."""
    flow: str = ""
    topic: str = ""
    """What the sentence sets out with (大力发展装备制造业，…), until a figure gives another subject."""


def name_figures(sentence: Sentenced, place: str = "") -> list[Named]:
    """Name every figure of a sentence, in order; `place` is whose report it is."""
    memory = _Memory([], topic=_topic(sentence))
    named: list[Named] = []
    for number in range(len(sentence.clauses)):
        figures = [f for f in sentence.figures if f.clause == number]
        if not figures:
            _remember_subject(sentence, number, memory, place)
            continue
        if _distributes(figures, memory.history):
            named += _distributed(sentence, figures, memory, place)
        else:
            named += _plain(sentence, figures, memory, place)
    return named


# ---- lists with 分别 ---------------------------------------------------------------------------------


def _distributes(figures: Sequence[Figure], history: Sequence[str]) -> bool:
    if len(figures) < 2 or any(f.lead.name for f in figures[1:]):
        return False
    if "分别" in figures[0].lead.adverbs:
        return True
    bare = all(not f.lead.name and not f.lead.kind and f.joint for f in figures[1:])
    if bare and len({f.numeral.unit for f in figures}) == 1 and not any(f.tail for f in figures):
        if not figures[0].lead.name:  # …17175元，…5153元，实际增长9.8%和8.5%
            return figures[0].lead.kind in {"rise", "fall"} and len(history) >= len(figures)
        return len(split_names(figures[0].lead.name, len(figures))) > 1
    return False


def _distributed(sentence: Sentenced, figures: list[Figure], memory: _Memory, place: str) -> list[Named]:
    first = figures[0]
    source, scope = _cleaned(first.lead.name, memory, place)
    names: list[str] = []
    taken_up = memory.names if len(memory.names) == len(figures) else memory.history[-len(figures) :]
    taken_up = taken_up if len(taken_up) == len(figures) else []
    if taken_up and (not source or (source in words("dependent") and all(n.endswith(source) for n in taken_up))):
        names = list(taken_up)
    elif taken_up and source in words("dependent"):
        names = [name + source for name in taken_up]
    else:
        source = source or (memory.names[0] if memory.names else "")
        names = split_names(source, len(figures), share=first.numeral.unit == "%" and first.lead.kind == "reach") or [source] * len(figures)
    suffixes = [f.suffix for f in figures]
    if suffixes[-1] and not any(suffixes[:-1]):
        suffixes = [suffixes[-1]] * len(figures)
    memory.names, memory.scope = names, scope
    memory.history += names
    last_unit = figures[-1].numeral.unit
    out = []
    for figure, name, suffix in zip(figures, names, suffixes, strict=True):
        unit = last_unit if last_unit.startswith(figure.numeral.unit) else figure.numeral.unit
        lead = replace(first.lead, bound=figure.lead.bound or first.lead.bound)
        out.append(Named(figure, _finished(name), scope, lead, suffix, unit))
    return out


# ---- figures one by one -------------------------------------------------------------------------------


def _plain(sentence: Sentenced, figures: list[Figure], memory: _Memory, place: str) -> list[Named]:
    out: list[Named] = []
    for position, figure in enumerate(figures):
        previous = out[-1] if out else None
        lead = figure.lead
        if lead.verb in _ACTS and dimension(figure.numeral.unit) in _COUNTED:
            lead = replace(lead, kind="")
        if previous and figure.joint and not lead.kind and not lead.bound and _like(previous.figure, figure):
            lead = replace(lead, kind=previous.lead.kind, verb=previous.lead.verb)
        name, scope = _own_name(sentence, figure, memory, place)
        if position and figure.joint and name and memory.flow and not flow_verb().match(name) and not lead.kind:
            name = memory.flow + name
        elif name and not figure.descriptive:
            verb = flow_verb().match(name)
            memory.flow = verb[0] if verb else ""
        if not name:
            name = memory.names[0] if memory.names else ""
            name = name if len(memory.names) < 2 else "、".join(memory.names)
            if "累计" in lead.adverbs and flow_verb().match(name):
                name = "累计" + _object(name)  # 新增…180家，累计757家
            if previous and previous.base and lead.kind == "reach":
                lead = replace(lead, kind=previous.lead.kind)  # 涨幅从21.7%回落到14.8%
        elif _dependent(name) and (memory.topic or memory.names):
            name = _with_subject(name, memory.topic or memory.names[0])
        if not figure.descriptive:
            memory.topic = ""
            if name and name not in memory.history[-1:]:
                memory.history.append(name)
            memory.names, memory.scope = [name], scope
        out.append(Named(figure, _finished(name), scope, lead, figure.suffix, figure.numeral.unit, _is_base(sentence, figure)))
    return out


_ACTS = {"提升", "净增"}
_FINISHED = {"完成", "建成", "竣工"}
_COUNTED = {"persons", "households", "count", "length", "area"}


def _like(previous: Figure, figure: Figure) -> bool:
    return bare_unit(previous.numeral.unit) == bare_unit(figure.numeral.unit) == "%"


def _own_name(sentence: Sentenced, figure: Figure, memory: _Memory, place: str) -> tuple[str, str]:
    """The name that the figure's own words give, empty where they give none."""
    lead, tail = figure.lead, figure.tail
    if figure.numeral.ordinal:
        return _ranked(sentence, figure, memory, place)
    raw = _subject_before(lead.name) if lead.name.endswith("、") else lead.name
    name, scope = _cleaned(raw, memory, place)
    if lead.kind and lead.verb in _ACTS and dimension(figure.numeral.unit) in _COUNTED:
        name += lead.verb  # 农村饮水安全巩固提升120万人: something done to so many, not a rise by so many
    if tail.startswith("的") and memory.names:
        tail = ""  # 实现2000亿元的跨越
    verb = flow_verb().match(name)
    if verb and verb.end() == len(name) and not tail and memory.names:
        return name + _object(memory.names[0]), scope  # 新开工亿元以上项目79个、建成57个
    listed = re.search(r"等$", name)
    if tail and not figure.descriptive and (not name or listed or (verb and verb.end() == len(name))):
        head = verb[0] if verb else ""
        return _joined(head, _tail_name(tail)), scope
    if tail and figure.descriptive:
        return _joined(verb[0] if verb and (verb.end() == len(name) or listed) else "", _tail_name(tail)), scope
    if not name and lead.verb in _FINISHED and memory.names and flow_verb().match(memory.names[0]) and not tail:
        return lead.verb + _object(memory.names[0]), scope  # 新开工棚户区改造2万户、完成12万户
    if not name and lead.verb and flow_verb().fullmatch(lead.verb) and tail:
        return _joined(lead.verb, _tail_name(tail)), scope
    placed = verb and re.fullmatch(r"农村|城镇|.{1,6}[市区县镇乡]", name[verb.end() :])
    if tail and name and (not verb or placed) and not lead.kind and not lead.bound:
        return name + _tail_name(tail), scope  # 洞庭湖24个蓄洪垸堤防: the name stands on both sides
    name = _without_examples(name)
    if name and lead.verb == "占" and not name.endswith(("占比", "比重", "比例")):
        name += "占比"
    elif re.search(r"占[^、]+$", name) and not re.search(r"(?:比重|比例|比|占比)$", name):
        name += "比重"
    return name, scope


_RANK_WORDS = re.compile(
    r"(?:[由从]\d{4}年的|全国|全省|全市|世界|全球|国内|省内|同类城市)*(?:排名|排位|排在|排|位列|位居|位于|名列|列|稳居|居|保持|继续|跃居|跃至|跃升至|跃升到|升至|升到|上升至|上升到|提升至|提升到|前移至|达到|为|获|中)*"
    r"(?:全国|全省|全市|世界|全球|国内|省内|西部|中部|东部|同类城市)*$"
)


def _ranked(sentence: Sentenced, figure: Figure, memory: _Memory, place: str) -> tuple[str, str]:
    """The name of a rank: what is ranked, with 排名 where the text says it: 绿色发展指数位列全国第8位."""
    start = sentence.clauses[figure.clause].start
    others = [f for f in sentence.figures if f.clause == figure.clause and f.after <= figure.numeral.begin and not f.descriptive]
    text = sentence.text[others[-1].after if others else start : figure.numeral.begin]
    cut = re.search(r"在[^，；]*中(?=排|位|居|列|名列)|[由从](?=\d{4}年)", text)
    words_ = text[: cut.start()] if cut else text
    stripped = _RANK_WORDS.sub("", words_)
    name, scope = _cleaned(stripped, memory, place)
    name = re.sub(r"连续[\d一二三四五六七八九十]+(?:年|次|个月)(?:保持)?|^在|[、，]|的$|\d+个?", "", name)
    if name in words("dependent") and memory.names:
        name = memory.names[0] + name
    return name + ("排名" if "排名" in words_[len(stripped) :] and name else ""), scope


def _subject_before(words_: str) -> str:
    """What a name ending in 、 is about: 首位度进一步提升、达到25.2%."""
    match = _predicate().search(words_)
    return _known_at_start(words_) or (words_[: match.start()] if match and match.start() > 1 else words_)


def _known_at_start(words_: str) -> str:
    """The longest indicator of the lexicon, with its scope, that the words begin with; empty where none."""
    return next(
        (words_[:n] for n in range(len(words_), 3, -1) if indicators().canonical(split_scope(words_[:n])[1])), ""
    )


def _object(name: str) -> str:
    """What a deliverable's verb is done to: 新开工 + 亿元以上项目."""
    verb = flow_verb().match(name)
    return name[verb.end() :] if verb and verb.end() < len(name) else name


def _joined(verb: str, noun: str) -> str:
    return verb + noun if verb and not re.fullmatch(r"(?:完成|实现|推动|加快|确保)+", verb) else noun


def _tail_name(tail: str) -> str:
    """`个“两改两治理”试点村建设` and the like: the noun that a figure counts, without what it only adds."""
    name = re.sub(r"^(?:的|以上的|左右的)", "", tail)
    return re.sub(r"(?:成功|实现|已按计划|已|全部|正在|春节前可全部)", "", name)


def _without_examples(name: str) -> str:
    """`新引进落地甲、乙等项目` → `新引进落地项目`: examples before 等 don't name the indicator."""
    match = re.search(r"^(?P<head>.*?)(?P<examples>[^、]+(?:、[^、]+)*)等(?:一批)?(?P<noun>[^等]{2,})$", name)
    if not match or "、" not in name:
        return name
    verb = flow_verb().match(name)
    noun = match["noun"]
    if verb and verb.end() < name.index("等") and not flow_verb().match(noun) and not noun.startswith(("免费", "公益")):
        return verb[0] + noun
    return name


def _is_base(sentence: Sentenced, figure: Figure) -> bool:
    """Whether the figure is where a change began: 由13.43%下降到3.86%."""
    return bool(figure.lead.adverbs & {"由", "从"} or re.search(r"[由从](?:\d{4}年的)?$", sentence.text[: figure.numeral.begin])) and bool(
        re.match(r"(?:[、和][\d.]+[^，；、]{0,4})?，?[^，；]{0,8}[到至为]", sentence.text[figure.after :])
    )


# ---- cleaning -----------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _lead_in() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"^(?:{alternation(words('lead_in', 'always'))}|{_YEARS})"),
        re.compile(rf"^(?:{alternation(words('lead_in', 'before_verb'))})"),
    )


def _cleaned(name: str, memory: _Memory, place: str) -> tuple[str, str]:
    """(name without words of time and manner, scope). Scope runs on from the figure before where none is named."""
    always, before_verb = _lead_in()
    scope, own = memory.scope, False
    name = _ITEM.sub("", name.strip(" ，、："))
    name = re.sub(r"^.*?(?<!即)(?:将|把)(?=.{3})|^使(?!用)", "", name)
    while name:
        match = always.match(name)
        known = indicators().canonical(name)
        if known and not (match and indicators().canonical(name[match.end() :]) is known):
            break
        if match and not flow_verb_longer(name, match.end()):
            own = own or is_own(match[0], place)
            name = name[match.end() :].lstrip(" ，、：的")
            continue
        match = before_verb.match(name)
        rest = name[match.end() :] if match else ""
        if match and (not rest or flow_verb().match(rest) or always.match(rest)):
            name = name[match.end() :]
            continue
        placed = _AMONG.match(name)
        if placed and flow_verb().match(name, placed.end()):
            name = name[placed.end() :]
            continue
        if place and name.startswith(place) and len(name) > len(place):
            own, name = True, name[len(place) :].lstrip("的")
            continue
        break
    part, rest = ("", name) if name.startswith(("占", "对", "与", "向", "比", "在")) else split_scope(name)
    if part and not flow_verb().match(part):
        if is_own(part, place):
            return rest, ""
        return rest, part
    return name, "" if own else scope


def clean_name(words_: str, place: str) -> tuple[str, str]:
    """(name, scope) of the words that stand before a target without a figure."""
    name, scope = _cleaned(words_, _Memory([]), place)
    return _finished(name), scope


def flow_verb_longer(name: str, end: int) -> bool:
    """Whether a verb of [flow] covers more than the lead-in does (完成 in 完成 + 名, but 五年 in 五年)."""
    verb = flow_verb().match(name)
    return bool(verb) and verb.end() > end and name[:end] not in {"完成", "实现", "力争", "争取", "确保", "累计", "共", "推动", "加快", "继续", "大力"} and name[:end] != "全年"


def _dependent(name: str) -> bool:
    return name in words("dependent") or bool(re.match(r"占|对(?![外口台])|(?:增加值|产值)占", name))


def _with_subject(name: str, subject: str) -> str:
    """`占比` after `六大重点产业产值` → `六大重点产业产值占比`; `年产量` after `粮食生产面积` → `粮食年产量`."""
    if name.startswith(("占", "对")):
        return subject + name
    if name in {"总数", "总量", "累计", "数量"}:
        return _object(subject) + name  # 新增上市公司35家，总数达116家: the stock, not the flow
    for quantity in words("quantities"):
        if subject.endswith(quantity) and len(subject) > len(quantity) + 1 and not name.startswith(("占", "比重")):
            return re.sub(r"(?:生产|种植|播种|年|总)$", "", subject[: -len(quantity)]) + name
    return subject + name


def _finished(name: str) -> str:
    name = _TRAILING.sub("", name).strip(" “" if name.count("“") > name.count("”") else " ")
    return re.sub(r"\s+", "", name)


# ---- subjects without a figure ------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _predicate() -> re.Pattern[str]:
    return re.compile(alternation(words("predicates")))


_TOPIC = re.compile(
    r"^(?:大力|加快|着力|全力|持续|积极|继续|重点|做)*(?:发展|壮大|培育壮大|发展壮大|做强做优做大|做强做优|做强|做大|做优|推进|振兴|建强|紧盯|聚焦)"
    r"(?:[^，；]*等)?(?P<topic>[^，；等]{2,16}?(?:产业|业|集群”?|经济))$"
)


def _topic(sentence: Sentenced) -> str:
    """What a sentence is about by its first clause: 大力发展装备制造业, 紧盯…等“六大产业集群”."""
    if not sentence.clauses or any(f.clause == 0 for f in sentence.figures):
        return ""
    first = sentence.clauses[0]
    match = _TOPIC.match(sentence.text[first.start : first.end].strip())
    return match["topic"] if match else ""


def _remember_subject(sentence: Sentenced, number: int, memory: _Memory, place: str) -> None:
    """Keep what a clause without a figure is about: 旅游收入、游客人数再创新高，分别增长16.4%、15.8%."""
    clause = sentence.clauses[number]
    text = sentence.text[clause.start : clause.end].strip()
    name, scope = _cleaned(read_lead(text).name, memory, place)
    match = _predicate().search(name)
    subject = name[: match.start()] if match and match.start() > 1 else ""
    if "、" not in subject:
        own, known = split_scope(_known_at_start(name))
        scope, subject = own or scope, known or subject
    if subject and 2 <= len(subject) <= 24:
        pieces = subject.split("、")
        memory.names = pieces if len(pieces) > 1 else [subject]
        memory.scope = scope
        memory.flow = ""
