"""A name freed of the words that say when, where and how firmly: `力争全市工业增加值` → `工业增加值`."""

from __future__ import annotations

import re
from functools import lru_cache

from compare.lexicon.indicators import indicators
from compare.measures.scopes import CORE, is_own, split_scope
from compare.measures.words import alternation, flow_verb, words

_YEARS = (
    r"(?:到|至|截至|自|从)?(?:\d{4}年(?:至|到|[—-])?(?:\d{4}年)?(?:底|末|初|内|间|以来|全年|[以之]?前(?![一二三四]季))?|(?:上|下)半年"
    r"|(?:年初|全年|年度|计划|今年|原|国家|省|市|县|区|省里)?(?:安排|确定|下达|部署|承诺)的"
    r"|(?:[一二两三四五六七八九十]+|\d+)年[以之]?前的?(?=$|[^一二三四])"
    r"|第?[前一二三四]+季度|\d+月份?(?:末|底|[以之]?后|以来|起)?|“十[一二三四五六七八九]?五”(?:时期|期间|末|以来)?(?:累计)?"
    r"|(?:过去|近|这|未来|今后)?[一二两三四五]年(?:来|间|里|中(?![央国小心期型])|内)?|(?:今明|去今|未来|今后)[一二两三]年"
    r"|建议(?=今年|明年|全[市省县区]|\d{4}年)|(?:今|去|上|当|每|明)年(?:底|末|初|内|全年|同期)?|当[季月]|(?:\d+|[一二两三四五六七八九十]{1,2})(?:天|个?小时|个月|年)[内里]|[年月现](?=$)|\d{1,2}年(?:来|间|里|累计|共)|\d+(?:到|至|[—-])\d+月|提前(?:\d+|[一二两三四五])年(?=$|[^，；]{3})|用(?:\d+|[一二两三四五六七八九十]+)(?:[—到至-]\d+)?年(?:左右)?的?时间使?)"
)
_ITEM = re.compile(
    r"^[①-⑳⑴-⒇]+|^(?:（[^）]*）)*(?:\d{1,2}|[一二三四五六七八九十]+)[、．.](?!二、三)\s*|^[一二三四五六七八九十]+是(?=.)|^(?:（[^）]*）)+"
)  # the number of an item in a list
_AMONG = re.compile(
    r"^按照?[^，；]{2,12}?(?:标准|要求|部署)|^(?:在|围绕|聚焦|通过|针对|面向|依托)[^，；]{2,24}?(?:领域|方面|中|上|行业|行动|工程|地区)"
)
_MEANS = re.compile(
    r"^(?:通过|依托|利用|借助)[^，；]{2,30}?(?=(?:[一二三四五]年|累计|共|已|先后|全年|年内))"
)  # 通过普通高校和成人教育五年共培养
_ASPECTS = re.compile(r"^.*\d多?个方面[、的]?")  # 推出8个方面90项政策措施
_COMPARED_TO = re.compile(r"^(?:今年)?将?比[^，；、比]{2,8}前")  # 比改革前减轻企业负担
_FOR_WHOM = re.compile(r"^可?(?:为|使|给|让|帮助)[^，；、为]{1,10}?(?=减|节[约省]|降低|增加|创造|提供|解决)")
_DISPOSAL = re.compile(r"^.*?(?<!即)(?:将|把)(?=.{3})|^使(?!用)")
_REACHING = re.compile(
    r"(?<=.)(?:实现|完成)(?=总?产值|增加值|营业?收入?|收入|净?利润|利税|税收|销售)"
)  # 医药产业实现产值
_RATED_IN = re.compile(r"^在?(?P<what>.{2,}(?:评价|评估|测评|考核|排名|评选|评比|监测|竞赛))中$")
_TIER = re.compile(rf"[省市县区州]本级|{CORE.pattern}")
_STEPS = re.compile(
    r"(?:连续|先后)?(?:跨越|跨过|迈上|跃上|登上)了?[一二两三四五六七八九十]个$"
    r"|(?:(?:全国|全省|全市|全球|国内)?首|[一二两三四五六七八九十])个[过超]?$"
)  # 跨越四个10亿美元台阶, 设立全国首个50亿元基金
_AND_MORE = re.compile(r"(?<=.{2})[、和及]一?(?:批|系列|些|部分).*$")  # 4个批发市场、一批直销超市
_QUALITIES = re.compile(
    r"^[^，；]{2,30}(?:好|强|大|高|优|多|快|广|足)的(?=.{2,}$)"
)  # 区位条件好、基础强的示范镇
_ON_BASIS = re.compile(
    r"(?<=.{2})在(?:上年|去年|前[一二两三]年|连续[^，；]{1,8}|\d{4}年)$"
    r"|(?<=.{2})在[^，；在]{2,20}(?:情况|背景|条件|形势|压力|基数|前提|带动|推动|影响)[之以]?下$|(?<=.{3})在[^，；在]{2,10}中$"
)  # 粮食在上年增产6.8%的基础上
_PROGRESS = re.compile(
    r"(?<=.{2})(?:任务)?(?:进展顺利|(?:顺利|圆满|全面|超额|如期|提前|全部)完成|(?:顺利|有序|加快|扎实|稳步|持续|深入|全面|快速|加速|积极|正在|启动)(?:推进|实施))$"
)
_CONSEQUENCE = re.compile(r"^[就便][会要能].*$")  # 翻两番就会落空
_BELIEVED = re.compile(
    r"^.*本世纪末(?:的二十年内)?(?:力?争取?|要)?(?:实现)?(?=.{3})"
)  # 越来越相信到本世纪末实现工农业总产值翻两番
# 总产值翻两番的宏伟目标, 经济增长预期目标为5%
_AIMED = re.compile(
    r"(?<=.{2})(?:(?:宏伟|战略|奋斗)目标.*|(?<!达到)(?<!实现)(?<!完成)的?(?:预期|调控|控制)(?:目标|指标))$"
)
_TASKS = re.compile(r"(?<=.{4})等(?:各项|多项|重点)?(?:目标)?任务$")  # 裁减军队员额20万等各项任务
_KEPT_SO = re.compile(
    r"^(?:已?连续)?[一二两三四五六七八九十\d]+年(?:稳定)?保持(?=.{2})|^连续保持(?=.{2})|^(?:稳定)?保持(?=.{3,}率$)"
    r"|^(?:先后|连续)?第?(?:[一二两三四五六七八九十]|\d{1,2})[次年](?=(?:提高|上调|调整|调高|降低|下调|提升).)"
)  # 连续三年保持总产, 四次提高养老金水平
_ALONE = re.compile(
    r"^仅(?P<whose>.{2,12}?)(?:当年|全年|[一两三]年|[一两]项)?就(?=.{2})"
)  # 仅中央财政当年就增加支出
_WITH_AIM = re.compile(r"^(?:围绕|瞄准|紧扣|对照)(?=.{2})")  # 围绕产业投资达40%以上的目标
_FOR_THIS = re.compile(r"(?:将|再)?为此(?=投入|安排|支出|中央|财政|地方)")
_TRAILING = re.compile(
    r"(?:[的之了，、：]|以及|达到|分别|均|(?<=.{2})已经?|(?<=.{3})(?<!现)在|(?<=.{3})(?:(?<![自理])由|也|却|或|(?<![总共温缓饱])和|并|第?[前一二三四]+季度|去年|今年|同时|(?<![表实发呈体展变兑])现)|(?<=.{2}目标)是|(?<=.{2})中[仍还已]|(?<=.{2})(?:有望|实际)|(?<=.{3})调控|(?<=.{3})保持(?:规模)?|(?<=.{2})与(?:上年|去年)(?:大体)?"
    r"|(?<=.{3})[仍却将]?以每?|(?<=.{3})尚|(?<=.{2})(?:[去今明当]年|(?<![\d去今明当])年)[底末内]|(?<=[^\d]{2})(?<!连续)(?<!提前)(?:连续)?(?:[一二两三四五六七八九十]|\d{1,2})年)+$"
)
# Words of lead-in that are verbs of a deliverable as well: in front of another verb they only lead in.
_BOTH = {"完成", "实现", "力争", "争取", "确保", "累计", "共", "推动", "加快", "继续", "大力", "全年"}
_FILLERS = re.compile(r"(?:成功|(?<!价值)实现(?!机制)|(?:基本|已)?按(?:计划|期)|已|全部|正在)")


@lru_cache(maxsize=1)
def _lead_in() -> tuple[re.Pattern[str], re.Pattern[str]]:
    whole = "|".join(words("lead_in", "whole"))
    return (
        re.compile(rf"^(?!{whole})(?:{alternation(words('lead_in', 'always'))}|{_YEARS})"),
        re.compile(rf"^(?!{whole})(?:{alternation(words('lead_in', 'before_verb'))})"),
    )


@lru_cache(maxsize=4096)  # a name is cleaned for each of the figures it may be of
def clean(name: str, place: str, inherited: str = "") -> tuple[str, str]:
    """(the name without words of time and manner, its scope).

    The scope is the part of the territory that leads the name; where none does, the `inherited` one, unless
    the name says that it speaks of the whole place again (全市).
    """
    name = _STEPS.sub("", _ITEM.sub("", name.strip(" ，、：")))
    name = _FOR_THIS.sub("", _ON_BASIS.sub("", _ASPECTS.sub("", name)))
    name = _ALONE.sub(r"\g<whose>", _KEPT_SO.sub("", name))
    name, own = _without_lead_in(_DISPOSAL.sub("", name), place)
    name = _WITH_AIM.sub("", name)
    if CORE.fullmatch(name):
        return "", name  # 中心城区36个改造项目: the noun stands behind
    leads = name.startswith(("占", "对", "与", "向", "比", "在"))
    part, rest = ("", name) if leads else split_scope(name)
    if rest.startswith(("、", "和", "及", "与")):
        part, rest = "", name  # 中心城区、县城和乡镇污水处理率: the first of a list
    verb = flow_verb().match(name)
    tier = _TIER.match(name, verb.end()) if verb else None
    if verb and tier:
        return verb[0] + name[tier.end() :], tier[0]  # 盘活市本级财政资金
    if part and not verb:
        return rest, "" if is_own(part, place) else part
    return name, "" if own else inherited


def _without_lead_in(name: str, place: str) -> tuple[str, bool]:
    """(name, whether the words taken off it named the report's own place)."""
    own = False
    while name:
        taken = _lead_in_length(name, place)
        if not taken:
            break
        own = own or is_own(name[:taken], place)
        if is_own(name[:taken], place) and name.startswith(("和", "及", "与", "、"), taken):
            break  # 全国和自由贸易试验区: the whole is one of a list
        name = name[taken:].lstrip(" ，、：的了")
    return name, own


def _lead_in_length(name: str, place: str) -> int:
    """How many characters at the name's start say nothing of what is measured; 0 where all do."""
    always, before_verb = _lead_in()
    if name.startswith("完成投资"):
        return 0  # 项目完成投资 is a quantity of its own
    match = always.match(name)
    known = indicators().canonical(name)
    if known:  # it is whole, unless the same indicator is left without its first words
        return match.end() if match and indicators().canonical(name[match.end() :]) is known else 0
    if match and not _begins_a_verb(name, match.end()):
        return match.end()
    match = before_verb.match(name)
    if match:
        rest = name[match.end() :]
        if not rest or flow_verb().match(rest) or always.match(rest) or _whole(match[0], rest):
            return match.end()
    for pattern in (_AMONG, _MEANS, _COMPARED_TO, _FOR_WHOM):
        match = pattern.match(name)
        if match and (pattern is _MEANS or flow_verb().match(name, match.end())):
            return match.end()
    return len(place) if place and name.startswith(place) and len(name) > len(place) else 0


def _whole(word: str, rest: str) -> bool:
    """Whether an indicator stands whole behind the word: 计划 + 国内生产总值; 实际到位资金 is one itself."""
    return word != "实际" and indicators().canonical(rest) is not None


def _begins_a_verb(name: str, end: int) -> bool:
    """Whether a verb of [flow] goes on beyond the lead-in."""
    verb = flow_verb().match(name)
    return verb is not None and verb.end() > end and name[:end] not in _BOTH


def finished(name: str) -> str:
    """The name as it is given out: no trailing particles, no blanks, no quote left open at its start."""
    open_quote = name.count("“") > name.count("”")
    name = _TRAILING.sub("", name.removeprefix("的")).strip(" “" if open_quote else " ")
    return re.sub(
        r"\s+",
        "",
        _RATED_IN.sub(
            r"\g<what>", _TASKS.sub("", _REACHING.sub("", _BELIEVED.sub("", _AIMED.sub("", name))))
        ),
    )


def done_to(name: str) -> str:
    """What a deliverable's verb is done to: `新开工亿元以上项目` → `亿元以上项目`."""
    verb = flow_verb().match(name)
    return name[verb.end() :] if verb and verb.end() < len(name) else name


def counted(tail: str) -> str:
    """The noun that a figure counts, from the words after it (`试点村建设` after 15个)."""
    tail = _QUALITIES.sub("", _AND_MORE.sub("", tail))
    noun = _FILLERS.sub("", re.sub(r"^(?:的|是|以上的|左右的)|在[^，；、]{1,4}(?=举办|召开|落地)", "", tail))
    return _PROGRESS.sub("", _CONSEQUENCE.sub("", noun))


def without_examples(name: str) -> str:
    """`新引进落地甲、乙等项目` → `新引进落地项目`: examples don't name the indicator."""
    match = re.search(r"^.*?等(?:一批)?(?P<noun>[^等]{2,})$", name)
    verb = flow_verb().match(name)
    if not match or not verb or "、" not in name or verb.end() >= name.index("等"):
        return name
    noun = match["noun"]
    acts = flow_verb().match(noun) or noun.startswith(
        ("免费", "公益")
    )  # 甲、乙等免费检查: examples of what is checked
    return name if acts else verb[0] + noun
