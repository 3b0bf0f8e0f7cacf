"""Which numerals are no measure, and why: dates, names, codes, thresholds, counts that structure the text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.measures.chinese import DIGITS, is_written_out
from compare.measures.leads import VERB_KINDS
from compare.measures.words import alternation, bare_unit, dimension, words

if TYPE_CHECKING:
    from compare.measures.numerals import Numeral
    from compare.model import Reason

_DATE_AFTER = re.compile(r"\s*(?:(?:[、和]\d{2,4})*年(?!均|度)|月|日|世纪|年代|周年|华诞|点整)")
_SESSION_AFTER = re.compile(r"届|次(?:全体)?会议|次全会|次党代会|中全会|大(?:报告|精神|以来|召开)|周|期$|季")
_NAME_AFTER = re.compile(
    r"(?:[、和]\d+)*号|强|国道|英寸|微米|代|型|层|后|路|街|团(?!购)|院(?!士)|中(?!小)|D|G"
)
_RANK_BEFORE = re.compile(
    r"(?:排名?|位列|位居|名列|列|居|跃居|跃至|跃升至|跃升到|升至|升到|上升至|上升到|提升至|提升到|进位至|前移至|前移到|评价|考核|为)"
    r"(?:[^，；。、]{0,30})$|(?:全[国省市球州]|世界|亚洲|国内|[东中西]部)(?:城市)?$"
)
_RANKED_TOO = re.compile(
    r"[居列排位][^，；、第]{0,10}第[\d一二三四五六七八九十]+位?[、和]$"
)  # 居全国第2、第4位
_RANKED_BEFORE = re.compile(r"(?:居|列|排名?)(?:全[国省市]|世界|全球|[东中西]部|省会|城市|副省级)*$")
_SET_BEFORE = re.compile(r"[两三四五六七八九十\d]个$")
_FEAT_AFTER = re.compile(r"的?(?:新的?)?(?:佳绩|好成绩|历史性|突破|跨越|目标)")
_BASE_BEFORE = re.compile(r"每$|以[^，；。、]{1,8}为$")
# 比2000年的2500亿元增长1.5倍: what it is held against
_COMPARED_BEFORE = re.compile(r"比(?![重例率值])[^，；。、]{1,16}的$")
_CHANGED_AFTER = re.compile(r"(?:增加|增长|减少|提高|下降|降低|扩大|缩小|上升|翻|有了|还?[高低多少快慢])")
_PROGRAMME = re.compile(r"计划|行动|工程|方案|战略|目标责任")  # “三外”翻番计划
_THRESHOLD = re.compile(
    r"(?P<word>（含）以上|及以上|以上|以下|以内|及以下|左右)(?:的|\(含\))?(?P<noun>[^，；：。、！？和及与\s\d])"
)
_RADIUS = re.compile(r"[\u4e00-\u9fff]{0,6}(?:覆盖率|半径|[\u4e00-\u9fff]{2}圈)(?!达|为)")
_OVER = re.compile(r"[超过逾]$|不足$|[低高]于$")
_OF_SIZE = re.compile(
    r"级?的?(?:工业|服务业|重点|重大|龙头|特?大)?(?:企业|产业集群|产业|集群|园区|项目|镇|县)"
    r"(?:总?数|数量)?(?:增至|增加到|增加至|发展到|达到|达|已?有|突破|超过)?\0"
)
_THRESHOLD_UNITS = {
    "money",
    "age",
    "area",
    "power",
    "voltage",
    "energy",
    "length",
    "dollars",
    "duration",
    "weight",
    "computing",
}
_PLANT = re.compile(r"[\u4e00-\u9fff]{0,6}(?:锅炉|机组|煤矿|炉窑|窑炉|矿井|货车)")
_MANY = re.compile(r"(?:(?<![指总次人个户件])数|几|成百|(?<!以)上百)$")
_POINTED_AT = re.compile(r"(?:第|每|近年|这|各|逾期)$")  # 这两项 are known already
# 空气质量综合指数5.94, 城乡收入比从2.61缩小到2.41
_RATED = re.compile(r"(?:指数|系数|得分|评分|收入比|强度|[^对相]比)(?:[从由](?:\d{4}年的)?)?$")
_BOUNDARY = re.compile(r"$|[，；。、：）\n]|以[内上下]|左右")
_NEXT_DIGIT = "|".join(f"{a}、{b}" for a, b in pairwise("一二三四五六七八九"))
_GUESS = re.compile(rf"(?:{_NEXT_DIGIT})(?![一二三四五六七八九十、])")  # 二、三百亿度 says about how many
_STRUCTURING = {"大", "类", "批", "级", "期", "环", "向", "线", "站", "度", "点", "位"}
_BOUND_BEFORE = re.compile(r"(?:上|超|超过|突破|近|约|逾|过|达|达到|为)$")
_NOUN_NEXT = re.compile(r"(?!大关|台阶|关口|规模|以[上下内](?:[，；。、]|$)|左右|多|余)[\u4e00-\u9fffA-Z]")
_NAME_NEXT = re.compile(r"级|台阶|强|亩方|年|佳|团|校")
_TENTHS_END = re.compile(r"以上|左右|以内|以下|多|的|$|[，；。、：）\n]")  # 三成以上; 一成不变 is none
_CODED_AFTER = re.compile(r"[A-Za-z]|版")
_YEAR = re.compile(r"(?:19|20)\d\d")  # 2011生态文明贵阳会议
_ITEM_BEFORE = re.compile(r"(?:^|[：；。\n])\s*$")
_ITEM_AFTER = re.compile(r"\s?[、.．](?!\d)")  # 13、完成… 68.住房…
_LASTING = re.compile(r"(?:天数|时间|时限|期限|周期|用时|时长|年限|寿命|[由从][^，；、]{0,8})$")
_CHANGES_NEXT = re.compile(
    r"(?:提高|提升|提前|增加|增长|延长|上升|下降|降低|降|减少|减|缩短|缩小|扩大|回落|压缩|压减)[到至为]?"
)
_SPENT_NEXT = re.compile(r"用于|支持|投入|投向|并|全部|全面|均|将|建设|改善")
_PER_NEXT = re.compile(r"GDP|国内|地区|生产总值|增加值|工业|产值|总产值|农业|人口|发明|发案|拥有")
_CODE_BEFORE = re.compile(r"(?:[A-Za-z\-/×+〔\[.＋±]|(?<!—)—)$")
_LONGER_WORD = re.compile(r"升级|级联|线路|环线|站台|道路|部门|点位|期间|位于|号线|件套|[市县区省村镇]长")
_AGAINST_BEFORE, _AGAINST_AFTER = re.compile(r"\d比$"), re.compile(r"比\d")  # 1.03比1
_CODE_AFTER = re.compile(r"[\-/×+]\s?\d")
_YEARS_BEGIN = 1000
_COUNTLESS = 10**15  # a number so long is a mark of something
_QUALIFIES = re.compile(r"(?:及?以[上下内])?的?[^，；。、：！）\n以左内的]")
_AGED = re.compile(r"寿命|年龄")
_LAST_STAGE = 5  # 1号线3期 is a stage, 举办培训12期 a count
_SETTLED = re.compile(r"自然村|村寨|村民组|村组|小区|集镇|聚居|.{0,2}城市|县城")  # 30户以上自然村
_NEAR = 40  # no rule looks farther around a numeral; texts come from anywhere, and some are one long line
_PEOPLED = {"万", "亿", "万人", "亿人", "万名"}
# 7300多万湖南人民: everybody, and no figure of what was done
_EVERYBODY = re.compile(
    r"(?:各族|全体|[\u4e00-\u9fff]{2})?(?:人民(?![币法调政代医武防警生])|儿女|同胞|父老乡亲|国民|市民(?!卡|中心|服务))"
)
_ROUND = {"百", "千"}
_PROPORTIONS = {"个百分点", "百分点", "个千分点", "%", "‰", "/万", "/10万"}


@lru_cache(maxsize=1)
def _committed_before() -> re.Pattern[str]:
    """A verb or bound right before a Chinese numeral: what makes it a figure and not a way of speaking."""
    verbs = [w for kind in VERB_KINDS for w in words("verbs", kind)]
    bounds = [w for ws in table("bounds")["before"].values() for w in ws]
    commits = alternation([*verbs, *bounds, *words("flow", "verbs"), "上", "为", "已逾", "由", "从"])
    return re.compile(rf"(?:{commits})了?\s?$")


@lru_cache(maxsize=1)
def _bounded_before() -> re.Pattern[str]:
    """A verb or bound that a bare 万 or 亿 needs (突破万亿): 新开工亿元以上项目 has none."""
    bounds = [w for ws in table("bounds")["before"].values() for w in ws]
    return re.compile(rf"(?:{alternation([*words('verbs', 'reach'), *bounds])})(?<!实现)(?<!完成)\s?$")


@lru_cache(maxsize=1)
def _verb_before() -> re.Pattern[str]:
    verbs = [w for kind in VERB_KINDS for w in words("verbs", kind)]
    bounds = [w for ws in table("bounds")["before"].values() for w in ws]
    return re.compile(rf"(?:{alternation([*verbs, *bounds, *words('flow', 'verbs')])})了?\s?$")


def _around(numeral: Numeral, text: str) -> tuple[str, str]:
    """What stands before and after a numeral, as far as any rule looks."""
    return text[max(0, numeral.begin - _NEAR) : numeral.begin], text[numeral.stop : numeral.stop + _NEAR]


def why_not(numeral: Numeral, text: str, quoted: bool, inside: bool, following: str) -> Reason | None:
    """Why the numeral is no measure, None where it may be one.

    `quoted` and `inside` say whether it stands in quotes or a title, and in any brackets. `following` is the
    text from the numeral's end to the next boundary or numeral; a threshold shows there.
    """
    if quoted:
        return "quoted"
    return _why_not_outside_quotes(numeral, text, following) or ("aside" if inside else None)


def _why_not_outside_quotes(numeral: Numeral, text: str, following: str) -> Reason | None:
    before, after = _around(numeral, text)
    if abs(numeral.value) >= _COUNTLESS:
        return "code"
    if _numbers_an_item(numeral, before, after):
        return "structure"
    if numeral.ordinal:
        ranked = _RANK_BEFORE.search(before) or _RANKED_TOO.search(before)
        return None if ranked and _ends_rank(numeral, after) else "ordinal"
    if numeral.doubling:
        return "name" if _PROGRAMME.match(after) else None
    if _AGAINST_BEFORE.search(before) or _AGAINST_AFTER.match(after):
        return "ratio"
    if "∶" in (before[-1:], text[numeral.end : numeral.end + 1]) and text[numeral.end : numeral.stop] != "∶1":
        return "ratio"
    if _BASE_BEFORE.search(before[-10:]) and numeral.value != 1:
        return "base"
    if _COMPARED_BEFORE.search(before) and _CHANGED_AFTER.match(after):
        return "base"
    if numeral.kind == "fraction":
        return _why_not_fraction(numeral, before, after)
    if _LIKE_US.search(before) and numeral.unit.startswith("亿"):
        return "people"  # 在我们这样一个近13亿人口的国家
    if _FOR_EACH.search(before):
        return "base"  # 国内生产总值每增长1个百分点
    if numeral.chinese and numeral.unit == "亿" and after.startswith("农民"):
        return "people"  # 八亿农民, a way to say all of them
    if numeral.unit in _PEOPLED and _EVERYBODY.match(after) and not _verb_before().search(before[-8:]):
        return "people"
    if numeral.chinese:
        return _why_not_chinese(numeral, text, following)
    if _CODE_BEFORE.search(before) or _CODE_AFTER.match(text, numeral.stop):
        return "code"
    if not numeral.unit:
        return _why_not_bare(numeral, before, after)
    return _why_not_measured(numeral, text, following)


def as_rank(numeral: Numeral, text: str) -> Numeral:
    """居全国77位 is a rank though no 第 says so; any other numeral stays what it is."""
    ranked = (
        numeral.unit == "位" and numeral.kind == "number" and _RANKED_BEFORE.search(_around(numeral, text)[0])
    )
    return replace(numeral, kind="ordinal") if ranked else numeral


def _numbers_an_item(numeral: Numeral, before: str, after: str) -> bool:
    """（8）, 13、 at the start of what they number."""
    if numeral.unit or numeral.chinese:
        return False
    bracketed = before.endswith("（") and after.startswith("）")
    return (
        bracketed
        or not (before.strip() or after.strip())
        or bool(_ITEM_BEFORE.search(before) and _ITEM_AFTER.match(after))
    )


def _ends_rank(numeral: Numeral, after: str) -> bool:
    """Whether a rank ends there: 居全国第4位、…, 第一和第四位; 第二产业 and 第一推动力 go on."""
    return (
        numeral.unit in {"位", "名"}
        or not after
        or after[0] in "，；。、：！）\n的"
        or after.startswith("和第")
    )


def _why_not_fraction(numeral: Numeral, before: str, after: str) -> Reason | None:
    if before.endswith(("另", "前", "后", "上", "下")) or after.startswith("世纪"):
        return "structure"
    of = numeral.unit.removeprefix("/")
    return "code" if of.isdigit() and not 0 < numeral.value < int(of) else None


def _why_not_bare(numeral: Numeral, before: str, after: str) -> Reason | None:
    if numeral.end != numeral.stop and not numeral.between:
        return None  # 2.28∶1
    if _DATE_AFTER.match(after):
        return "date"
    if _CODED_AFTER.match(after):
        return "code"
    if _SESSION_AFTER.match(after):
        return "ordinal"
    if _NAME_AFTER.match(after):
        return "name"
    bounded = after.startswith(("以内", "以上", "以下", "左右"))
    if _RATED.search(before) and (_BOUNDARY.match(after) or _CHANGES_NEXT.match(after)):
        return None
    verb = _verb_before().search(before[-8:]) or (bounded and before.endswith("在"))
    if verb and (not after or after[0] in "，；。、：以左多余\n和）" or bounded):
        return None
    return "date" if _YEAR.fullmatch(str(numeral.value)) else "no unit"


def _why_not_measured(numeral: Numeral, text: str, following: str) -> Reason | None:
    """What a number with a unit may be but a measure."""
    before, after = _around(numeral, text)
    if numeral.unit in {"成", "大"} and _YEAR.fullmatch(str(numeral.value)):
        return "date"  # 2014成都创意设计周
    if numeral.unit == "个" and after.startswith(("方面", "重点方向", "重点方面")):
        return "structure"  # 6个方面政策举措
    if _SET_BEFORE.search(before) and _FEAT_AFTER.match(after):
        return "name"  # 创下两个2000万的佳绩
    if before.endswith("时速") and _QUALIFIES.match(following):
        return "name"  # 时速350公里动车组
    measured = dimension(numeral.unit)
    if numeral.unit == "日" or (not measured and _DATE_AFTER.match(after)):
        return "date"
    if (
        after.startswith("级")
        or bare_unit(numeral.unit) == "级" != numeral.unit
        or _LONGER_WORD.match(text, numeral.stop - len(bare_unit(numeral.unit)))
    ):
        return "name"
    lasts = _verb_before().search(before[-8:]) or _LASTING.search(before)
    one_of = _ONE_OF.match(following) or _NAMED_BY_YEAR.match(after) or _RANKED_AMONG.match(following)
    if measured == "count" and one_of:
        return "structure"  # 最具代表性的60个城市之一, 7个2025规划, 74个城市中列第9位
    if before.endswith("过去") and (measured == "duration" or after.startswith("多月")):
        return "date"  # 今年已经过去3个月
    if measured == "duration" and (before.endswith("连续") or not lasts):
        return "name"
    if numeral.unit in _PROPORTIONS and _TOP.search(before):
        return "threshold"  # 进入ESI全球前1%的学科
    if measured in {"age", "voltage", "duration"} and _QUALIFIES.match(following):
        return None if _CHANGES_NEXT.match(following) else "threshold"
    if measured == "voltage" and after.startswith("、"):
        return "name"  # 500千伏、220千伏输变电工程
    if measured == "age" and not _AGED.search(before):
        return "threshold"  # 90—99岁、80—89岁老年人
    if numeral.unit == "期" and numeral.value <= _LAST_STAGE:
        return "name"
    return "threshold" if _is_threshold(numeral, before, following) else None


def _why_not_chinese(numeral: Numeral, text: str, following: str) -> Reason | None:
    """A Chinese numeral counts like one in digits where it is written out (五百二十亿元) or a proportion.

    A small one is a figure only behind a verb or bound, and one with a word that sorts (三大, 两类) never is.
    """
    before, after = _around(numeral, text)
    unit, base = numeral.unit, bare_unit(numeral.unit)
    scaled = unit[:1] in {"万", "亿"}
    if not unit and not numeral.between:
        return _why_not_chinese_bare(after)
    if base == "级" or (base in _STRUCTURING and not scaled):
        return "name" if scaled else "structure"
    if numeral.kind == "guess" or _MANY.search(before) or _guesses(numeral, text):
        return "guess"
    if text.startswith("分之", numeral.end):
        return "guess"  # 百分之几十
    if _POINTED_AT.search(before):
        return "structure"
    if unit in _PROPORTIONS:
        return None
    if base == "成":
        return None if _TENTHS_END.match(after) else "structure"
    if numeral.kind == "scale":
        return _why_not_scale(numeral, before, after)
    large, committed = numeral.value >= 100 or scaled, _committed_before().search(before[-8:])
    if _is_counted_out(numeral, text, large=large, committed=committed is not None):
        return _why_not_measured(numeral, text, following)
    if not (large or base == "倍") or not committed:
        return "structure"
    bounded = _BOUND_BEFORE.search(before) is not None
    if (
        text[numeral.start : numeral.end] in _ROUND
        and not scaled
        and dimension(unit) == "count"
        and not bounded
    ):
        return "guess"  # 走访百家企业, 建设千村; 突破千家 is a figure
    # 百万人才引进行动, but 惠及上千万家庭
    sized = dimension(unit) in _THRESHOLD_UNITS or (base == "" and not bounded)
    if bounded and after.startswith("的"):
        return None  # 完成近千公里的堤防加固
    return "name" if (_NOUN_NEXT.match(after) and sized) or _NAME_NEXT.match(after) else None


def _why_not_scale(numeral: Numeral, before: str, after: str) -> Reason | None:
    """突破万亿, 汇聚上万家伙伴 are figures; 亿元项目, 万元生产总值能耗, 千家万户 are none."""
    if numeral.unit in {"元", "人"} and _PER_NEXT.match(after):
        return "base"
    sized = dimension(numeral.unit) in _THRESHOLD_UNITS or not bare_unit(numeral.unit)
    if not _bounded_before().search(before[-6:]):
        return "threshold" if sized else "structure"
    return "threshold" if sized and _NOUN_NEXT.match(after) else None


def _guesses(numeral: Numeral, text: str) -> bool:
    """Whether it stands beside the next digit to say about how many: 二、三百亿度, 百分之二、三."""
    at = numeral.start - 2
    ahead = _GUESS.match(text, numeral.end - 1)
    return ahead is not None or (at >= 0 and _GUESS.match(text, at) is not None)


def _is_counted_out(numeral: Numeral, text: str, *, large: bool, committed: bool) -> bool:
    """Whether it says a number as digits would: 五百二十亿元, 引进二十二项; not 千亿, 三件事."""
    written, scaled = text[numeral.start : numeral.end], numeral.unit[:1] in {"万", "亿"}
    if written == "十":
        return scaled and committed  # 增加十万吨; 十万大军 is a way to say many
    digits = is_written_out(written) or (scaled and written[0] in DIGITS)
    return digits and (large or committed)


def _why_not_chinese_bare(after: str) -> Reason:
    if _DATE_AFTER.match(after) or after.startswith(("个月", "周")):
        return "date"
    return "ordinal" if _SESSION_AFTER.match(after) else "structure"


_NAMED_BY_YEAR = re.compile(r"(?:19|20)\d{2}[^\d年—-]")
_ONE_OF = re.compile(r"[^，；、。]{1,14}之一")
_RANKED_AMONG = re.compile(r"[^，；、。]{1,12}中的?(?:综合)?(?:名列|位列|位居|排名?|排位|列|居|位次|名次)")
_LIKE_US = re.compile(r"(?:这样一?个?|又?是(?:一个)?)(?:人口)?(?:[共拥]?有|[近超过]|超过|多达|人口占世界)*$")
_FOR_EACH = re.compile(r"每(?:增长|增加|提高|上升|下降|降低|减少)$")
_TOP = re.compile(r"(?<![之以目提此年日])前(?:列的)?$")
# 培育5家进出口总额超过1亿美元的外贸企业: of what kind those are that are counted
_WHICH_HAS = re.compile(
    r"\d[多余]?(?:家|个|户|名|人|项|所|条|座|处|款)(?:以上|左右)?[^，；、。：\d]{2,14}(?:超过|超|突破|达到|达|不低于|不少于|[过上])$"
)
# 抓好人均纯收入低于1万元的脱贫人口增收: which people, firms or villages are meant
_OF_THOSE = re.compile(
    r"(?:收入|产值|营收|利润|税收|投资|贷款|面积)(?:仅|还|仍)?(?:低于|高于|不足|不到|少于|超过|超)$"
)
_THOSE = re.compile(
    r"(?:以上)?的[^，；、。\d]{0,6}(?:人口|群众|家庭|农户|居民|村民|劳动力|企业|单位|村|乡镇|项目)"
)
_KIND_NEXT = re.compile(
    r"(?:以上|左右)?的(?!目标|任务|水平|速度|规模|大关|台阶|跨越|增长|增速)[^，；、。\d]{2,}"
    r"|(?:重大|重点|大型|骨干|龙头|工业)*(?:企业|项目|园区|集群|集团)"
)


def _is_threshold(numeral: Numeral, before: str, following: str) -> bool:
    """Whether it bounds what a name speaks of: 亿元以上项目, 65岁以上老人."""
    if following.startswith("口径"):
        return True
    if dimension(numeral.unit) in {"length", "duration"} and _RADIUS.match(following):
        return True
    if dimension(numeral.unit) == "money" and _OF_SIZE.match(following):
        return not following.startswith("的") or _OVER.search(before) is not None
    sized = dimension(numeral.unit) in _THRESHOLD_UNITS
    if sized and _WHICH_HAS.search(before) and _KIND_NEXT.match(following):
        return True
    if sized and _OF_THOSE.search(before) and _THOSE.match(following):
        return True
    match = _THRESHOLD.match(following)
    if not match:
        return False
    if match["word"].startswith("及以") or (numeral.unit == "度" and "坡" in following):
        return True  # 9万吨及以下煤矿, 25度以上坡耕地
    noun, verb = following[match.start("noun") :], _verb_before().search(before[-8:]) is not None
    if dimension(numeral.unit) in {"weight", "power"} and _PLANT.match(noun):
        return True  # 淘汰10吨以下燃煤锅炉
    if noun.startswith(("目标", "任务", "要求")) or _SPENT_NEXT.match(noun) or _CHANGES_NEXT.match(noun):
        return False
    if dimension(numeral.unit) in {"households", "persons"} and _SETTLED.match(noun):
        return True
    if dimension(numeral.unit) == "households" and not re.search(r"企业|家庭|主体|居民|群众|农户|村民", noun):
        return not verb
    names_figure = following.endswith("\0")  # a numeral stands right after: 新开工亿元以上项目68个
    if dimension(numeral.unit) in _THRESHOLD_UNITS:
        return names_figure or not verb
    return re.search(r"(?:率|比例|比重|占比)$", noun.rstrip("\0")) is not None or (names_figure and not verb)
