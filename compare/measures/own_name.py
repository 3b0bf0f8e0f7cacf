"""The name that a figure's own words give: those before it, and the noun that it counts after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.measures.attributes import size_of
from compare.measures.cleaning import counted, done_to, without_examples
from compare.measures.ranks import rank_name
from compare.measures.subjects import subject_before, with_subject
from compare.measures.words import dimension, ends_with_verb, flow_verb, words

if TYPE_CHECKING:
    from compare.measures.figures import Figure, Sentenced
    from compare.measures.leads import Lead
    from compare.measures.subjects import Memory

# Verbs of a rise that, before so many people or kilometres, say what was done to them: 饮水安全提升120万人.
_ACTS = {"提升", "净增"}
_COUNTED = {"persons", "households", "count", "length", "area"}
_RATE = re.compile(r"(?:平均)?(?:每[天日周月年]|[日月周年]均)")
_PREPOSITIONS = {"对", "由", "给", "向", "让", "把", "对其", "使", "至", "用", "以"}
_CAPACITIES = {"weight", "power"}
# 取消和停收239项收费项目; 推进已批建的3家省实验室
_VERB_END = re.compile(
    r"的?|[和及与并、][停免缓减补续复新改扩关][收征缴交发建设造停]|(?:已经?|正?在)[\u4e00-\u9fff]{1,3}的?"
)
_VERBS = 4
"""Characters of two verbs side by side, where the lexicon has but one of them: 开发储备, 升级拓展."""
_NO_NOUNS = {"的目标", "的任务"}
SLOGANS = (
    "台阶",
    "大关",
    "关口",
    "的跨越",
    "的目标",
    "的任务",
    "的台阶",
    "的速度",
    "的增速",
    "的水平",
    "的规模",
    "的转变",
)
_FINISHED = {"完成", "建成", "竣工"}
_GENERIC = {"政策", "措施", "政策措施", "项目", "工程", "事项", "任务", "举措", "改革举措"}
_DEFERRED = re.compile(r"(?P<what>[^、]{4,})、(?P<verb>[^、]{2,4})")
# 达到5万亿元、稳居全国前十、增长5%
_STANDING = re.compile(
    r"^(?:稳居|位居|跃居|居|位列|名列)[^、，]{2,10}(?:前[列茅三五十]|首位|第[一二三四五六七八九十]+位?)强?、"
)
_AMONG_CITIES = re.compile(
    r"(?:^|(?<=.{2})(?=在))在?(?:全国|全省|世界|全球|国内)(?:[\u4e00-\u9fff]{0,6}城市)?中?的?(?=(?:综合)?(?:排名|位次)$)"
)
_DEEDS = {"改善", "提高", "提升", "扩大", "优化", "压缩", "压减", "缩短"}
_TIER = re.compile(r"(?:其中)?[省市县区州]本级")
_OF_TASK = re.compile(
    r"(?:占|超额|为|达到?)?(?:完成)?[省市县区国家]*(?:全年|年度?|年初|下达|目标|计划|预期|既定|考核){1,3}?投?资?(?P<task>任务|计划|目标)(?:数|任务|目标)?的?"
)
_NTH = re.compile(r"(?:第[一二三四五六七八九十\d]+|首|新一)[批轮期届次]")
# Verbs that say by themselves what was done; others take the object of the figure before (开工…, 竣工200套).
_WHOLE_DEEDS = (
    *(
        "造林",
        "植树",
        "绿化",
        "退耕",
        "休耕",
        "开业",
        "上市",
        "受理",
        "接待",
        "服务",
        "惠及",
        "覆盖",
        "带动",
        "安排",
    ),
    *("支持", "保障", "帮助", "帮扶", "培训"),
)
_BECAME = re.compile(
    r"(?:已|均|已经|基本|全部|全面|如期|顺利|按期|提前|正式|成功)*"
    r"(?P<verb>(?:建成|开工|竣工|投产|投用|通车|完成|启动|交付|落地|达标|完工|投入使用|投入运营|运营|改制)+)"
)
_LEADS = re.compile(r"(?:全国|全省|国际|国内|世界|全球)(?:领先|首创|先进|一流)(?:水平)?")
# 建成甲、乙等企业的3个项目; 开工甲水利枢纽和20个骨干水源工程: what stands before is other things, or examples
_EXAMPLES = re.compile(
    r"等(?:方面|领域|行业|地区|企业|单位|部门|[省市县区]+)?的?$|(?:和|(?<![惠普涉顾])及|与|、)$"
)
_EMPTY_VERBS = re.compile(r"(?:完成|实现|推动|加快|确保)+")
_TERRITORY = re.compile(r"农村|城镇|省内|市内|境内|.{1,6}(?:[市区县镇乡]|沿线|流域|境内)")
_PART = re.compile(r"(?!城镇|乡镇|集镇)[\u4e00-\u9fff]{1,4}[区县市镇]")


def own_name(sentence: Sentenced, figure: Figure, memory: Memory) -> tuple[str, str]:
    """(name, scope) that the figure's own words give; the name is empty where they give none."""
    if figure.numeral.ordinal:
        return rank_name(sentence, figure, memory)
    lead, tail = figure.lead, "" if figure.numeral.doubling else figure.tail  # 翻一番奠定基础
    sized = size_of(sentence, figure, memory)
    if sized:
        figure.descriptive = False
        return sized, memory.scope
    if _TIER.fullmatch(lead.name) and not tail and memory.names:
        return "", lead.name.removeprefix("其中")  # 财政支出98.9亿元，其中市本级29.9亿元
    before = _STANDING.sub("", _AMONG_CITIES.sub("", lead.name))  # 在全国城市排名上升2位
    name, scope = memory.clean(subject_before(before) if before.endswith("、") else before)
    if is_act(figure):
        name += lead.verb
    if name in _PREPOSITIONS:
        name = ""  # 对其中近300户由银行提供资金支持
    if tail in _NO_NOUNS or (tail.startswith(SLOGANS) and (name or memory.names)):
        tail = ""  # 实现2000亿元的跨越
    if figure.numeral.unit.startswith("/") and lead.kind and tail:
        return counted(tail), scope  # 减少三分之一行政审批事项
    if is_deed(figure):
        return lead.name.removeprefix("重点") + lead.verb + counted(tail), scope
    if _LEADS.fullmatch(tail) and not lead.name.removeprefix("其中") and memory.names:
        return tail + memory.object(dimension(figure.numeral.unit)), scope  # 创新成果111项，其中42项全国领先
    became = _BECAME.fullmatch(tail) if not lead.name and memory.names else None
    if became:  # 18项惠民实事，5项基本完成，11项如期启动
        return became["verb"] + memory.object(dimension(figure.numeral.unit)), scope
    deferred = _DEFERRED.fullmatch(name) if not tail else None
    if deferred and flow_verb().fullmatch(deferred["verb"]) and not _whole(deferred):
        return deferred["verb"] + done_to(deferred["what"]), scope  # 恢复国际航线、新增5条
    verb = flow_verb().match(name)
    furthered, _, quantity = name.rpartition("、")
    is_done = bool(verb or (furthered and quantity == "完成投资"))
    if is_done and not tail and quantity in words("dependent"):
        return with_subject(quantity, done_to(furthered)), scope  # 培育壮大体育产业、增加值突破千亿元
    rate = _RATE.match(name) if not tail and memory.names else None
    if rate and flow_verb().fullmatch(name, rate.end()):
        return name + memory.object(dimension(figure.numeral.unit)), scope  # 日均新增1.2万户
    if tail:
        from_tail = _name_from_tail(figure, name, tail, verb)
        if from_tail:
            return from_tail, scope
    elif memory.names or memory.deed:
        measured = dimension(figure.numeral.unit)
        if verb and verb.end() == len(name) and not name.endswith(_WHOLE_DEEDS):
            return name + memory.object(measured), scope  # 新开工亿元以上项目79个、建成57个
        if not name and memory.names and lead.verb in _FINISHED and flow_verb().match(memory.names[0]):
            return lead.verb + memory.object(measured), scope  # 新开工棚户区改造2万户、完成12万户
    against = next((a for a in lead.adverbs if a.startswith("相当于")), "")
    if against and figure.numeral.unit == "%":
        return (name or "".join(memory.names[:1])) + against.rstrip("的"), scope
    done = _OF_TASK.fullmatch(name)
    if done and figure.numeral.unit == "%" and memory.names:
        return done_to(memory.names[0]) + done["task"] + "完成率", scope  # 完成年计划的112%
    if name and lead.verb in {"安排", "拟安排"}:
        name += "安排" + (tail if tail.startswith(("支持", "用于")) else "")
    return with_share(without_examples(name), lead), scope


def _whole(deferred: re.Match[str]) -> bool:
    """Whether the verb needs no object, or another verb stands before it as its like: 项目开工、建成."""
    return deferred["verb"].endswith(_WHOLE_DEEDS) or ends_with_verb(deferred["what"])


def is_act(figure: Figure) -> bool:
    """Whether a verb of a rise says what was done to so many: 饮水安全提升120万人."""
    return figure.lead.verb in _ACTS and dimension(figure.numeral.unit) in _COUNTED


def is_deed(figure: Figure) -> bool:
    """Whether a verb of a rise says what was done to so many: 提高了21项补助标准."""
    lead = figure.lead
    counted_so = dimension(figure.numeral.unit) in _COUNTED and bool(figure.tail)
    alone = lead.name in {"", "重点", "完善"} or flow_verb().fullmatch(lead.name)
    return bool(alone) and lead.verb in _DEEDS and counted_so


def _name_from_tail(figure: Figure, name: str, tail: str, verb: re.Match[str] | None) -> str:
    """The name where the noun stands after the figure (建成15个试点村), empty where it stands before."""
    lead, noun = figure.lead, counted(tail)
    only_verb = verb is not None and _VERB_END.fullmatch(name, verb.end()) is not None  # 开工建设的50个项目
    deed = name.removesuffix("的") if only_verb else verb[0] if verb else ""
    examples = _EXAMPLES.search(name) is not None or _lists_as_many(name, figure)  # 建成甲、乙等3个…
    if figure.descriptive:
        return _joined(deed if only_verb or examples else "", noun)
    if (not name or _TERRITORY.fullmatch(name)) and flow_verb().fullmatch(lead.verb):
        return name + _joined(lead.verb, noun)  # 城镇安排3700万人就业
    if verb is not None and not only_verb and ends_with_verb(name):
        return name + noun  # 提请市人大审议11件地方性法规
    of_verbs = len(name) == _VERBS and (verb is not None or ends_with_verb(name))
    if of_verbs and dimension(figure.numeral.unit) in _COUNTED:
        return name + noun
    if not name or examples or only_verb:
        return _joined(deed, noun)
    if _PART.fullmatch(name) and dimension(figure.numeral.unit) not in {"area", "length"}:
        return noun  # 东城区逾19万人申领居住证
    if verb is not None and _NTH.fullmatch(name[verb.end() :]):
        return name + noun  # 抓好第二轮175个产业项目
    placed = verb is not None and _TERRITORY.fullmatch(name[verb.end() :])
    capacity = dimension(figure.numeral.unit) in _CAPACITIES  # 建成甲化工50万吨合成氨
    if capacity and not lead.kind:
        return name + noun.split("、")[0]
    if verb is not None and not lead.kind and noun in _GENERIC and not name.endswith(noun):
        return name + noun  # 出台助企纾困42条政策
    if (verb is None or placed) and not lead.kind and not lead.bound:
        return name + noun  # 洞庭湖24个蓄洪垸堤防, 解决农村3万人饮水安全: the name stands on both sides
    return ""


def _lists_as_many(name: str, figure: Figure) -> bool:
    """Whether the words before the figure are the very things it counts: 抓好甲、乙、丙3个重点园区."""
    return "、" in name and figure.numeral.value == len(re.split("[、和]", name))


def _joined(verb: str, noun: str) -> str:
    return noun if _EMPTY_VERBS.fullmatch(verb) else verb + noun


def with_share(name: str, lead: Lead) -> str:
    """A share says so in its name: `占全省` → `占全省比重`."""
    name = re.sub(r"[仅只](?=占)", "", name.removesuffix("的"))
    if name and lead.verb == "占" and "全省" in lead.adverbs:
        return name + "占全省比重"
    if name and lead.verb == "占" and not name.endswith(("占比", "比重", "比例")):
        return name + "占比"
    if re.search(r"占(?!地(?![区方])|[有用领])[^、]+$", name) and not re.search(r"(?:比重|比例|比)$", name):
        return name + "比重"
    return name
