"""Which numerals are no measure, and why: dates, names, codes, thresholds, counts that structure the text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.measures.leads import VERB_KINDS
from compare.measures.words import alternation, bare_unit, dimension, words

if TYPE_CHECKING:
    from compare.measures.numerals import Numeral

_DATE_AFTER = re.compile(r"\s*(?:年(?!均|度)|月|日|世纪|年代|周年|点整|号)")
_SESSION_AFTER = re.compile(
    r"(?:届|次(?:全体)?会议|次全会|次党代会|中全会|大(?:报告|精神|以来|召开)|强|后|期$|路|街|团(?!购)|院(?!士)|中(?!小)|周|季|D|G)"
)
_RANK_BEFORE = re.compile(
    r"(?:排名?|位列|位居|名列|列|居|跃居|跃至|跃升至|跃升到|升至|升到|上升至|上升到|提升至|提升到|进位至|前移至|前移到|评价|考核|为)"
    r"(?:[^，；。、]{0,14})$"
)
_PER_BEFORE = re.compile(r"每一?$")
_THRESHOLD = re.compile(
    r"(?P<word>（含）以上|及以上|以上|以下|以内|及以下|左右)(?:的|\(含\))?(?P<noun>[^，；：。、！？和及与\s\d])"
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
_INDEFINITE = re.compile(r"(?:数|几|第|成百|(?<!以)上百|每|近年|这|各|十|逾期)$")
_STRUCTURING = {"大", "类", "批", "级", "环", "向", "线", "站", "度", "点", "位"}
_BOUND_BEFORE = re.compile(r"(?:上|超|超过|突破|近|约|逾|过|达|达到|为)$")
_NOUN_NEXT = re.compile(r"(?!大关|台阶|关口|规模|以[上下内](?:[，；。、]|$)|左右|多|余)[\u4e00-\u9fffA-Z]")
_NAME_NEXT = re.compile(r"级|台阶|强|亩方|年|佳|团|校")
_NAME_CHARS = re.compile(r"[A-Za-z]")
_CODE_BEFORE = re.compile(r"[A-Za-z\-—∶/×+〔\[.＋±]$")
_LONGER_WORD = re.compile(
    r"升级|级联|线路|环线|站台|道路|部门|点位|期间|位于|号线|件套"
)  # the unit begins another word: 2.0升级版
_CONTINUES = re.compile(r"[\-∶:/×+]\s?\d|[∶:]")


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


def why_not(numeral: Numeral, text: str, quoted: bool, following: str) -> str:
    """Why the numeral is no measure, empty where it may be one.

    `following` is the text from the numeral's end to the next boundary or numeral; a threshold shows there.
    """
    before, after = text[: numeral.begin], text[numeral.stop :]
    if quoted:
        return "in a quoted name"
    if numeral.ordinal:
        ranked = _RANK_BEFORE.search(before[-20:]) or before.endswith("位、")
        return "" if ranked and _ends_rank(numeral, after) else "an ordinal"
    if numeral.doubling:
        return ""
    if _PER_BEFORE.search(before):
        return "a base (每千人)"
    if numeral.chinese:
        return _why_not_chinese(numeral, before, after)
    if _CODE_BEFORE.search(before) or _CONTINUES.match(text[numeral.end :]):
        return "part of a code or a ratio"
    if not numeral.unit:
        return _why_not_bare(before, after)
    if numeral.unit == "日" or (not dimension(numeral.unit) and _DATE_AFTER.match(after)):
        return "a date or a span of years"
    if after.startswith("级") or _LONGER_WORD.match(text, numeral.stop - len(bare_unit(numeral.unit))):
        return "part of a longer word"
    measured = dimension(numeral.unit)
    if measured == "duration" and (before.endswith("连续") or not _verb_before().search(before[-8:])):
        return "a duration in a name"
    if measured in {"age", "voltage", "duration"} and re.match(
        r"(?:及?以[上下内])?的?[^，；。、：！）\n以左内的]", following
    ):
        return "a threshold in a name"
    return _why_not_threshold(numeral, before, following)


def _ends_rank(numeral: Numeral, after: str) -> bool:
    """Whether a rank ends there: 居全国第4位、…; 第二产业 and 第一推动力 go on."""
    return numeral.unit == "位" or not after or after[0] in "，；。、：！）\n的"


def _why_not_bare(before: str, after: str) -> str:
    if _DATE_AFTER.match(after):
        return "a date or a span of years"
    if _NAME_CHARS.match(after):
        return "part of a code or a ratio"
    if _SESSION_AFTER.match(after):
        return "a session or a name"
    if not _verb_before().search(before[-8:]):
        return "no unit and no verb"
    if (
        after
        and after[0] not in "，；。、：以左多余\n和）"
        and not after.startswith(("以内", "以上", "以下", "左右"))
    ):
        return "no unit and a noun after it"
    return ""


def _why_not_chinese(numeral: Numeral, before: str, after: str) -> str:
    """A Chinese numeral is a measure only where it is large or a proportion after a verb or bound."""
    unit, base = numeral.unit, bare_unit(numeral.unit)
    if _INDEFINITE.search(before):
        return "an indefinite number"
    if unit in {"个百分点", "百分点", "%", "‰"}:
        return ""
    if (not unit and not numeral.between) or base in _STRUCTURING:
        return "a Chinese numeral that only structures the text"
    noun_follows = _NOUN_NEXT.match(after) is not None
    if numeral.bare:
        named = noun_follows and dimension(unit) != "persons"  # 过亿元项目, but 为万名职工体检
        return "" if _bounded_before().search(before[-6:]) and not named else "a threshold in a name"
    large = numeral.value >= 100 or unit[:1] in "万亿"
    if not (large or base in {"成", "倍"}) or not _committed_before().search(before[-8:]):
        return "a Chinese numeral that only structures the text"
    sized = dimension(unit) in {*_THRESHOLD_UNITS, "weight"} or (
        base == "" and not _BOUND_BEFORE.search(before)  # 百万人才引进行动, but 惠及上千万家庭
    )
    in_name = (noun_follows and sized) or _NAME_NEXT.match(after)
    return "a Chinese numeral in a name" if in_name else ""


def _why_not_threshold(numeral: Numeral, before: str, following: str) -> str:
    if following.startswith("口径"):
        return "a threshold in a name"
    match = _THRESHOLD.match(following)
    if not match:
        return ""
    noun = following[match.start("noun") :]
    if noun.startswith(("目标", "任务", "要求")):
        return ""
    if dimension(numeral.unit) == "households" and not re.search(r"企业|家庭|主体|居民", noun):
        return "" if _verb_before().search(before[-8:]) else "a threshold in a name"
    names_figure = following.endswith("\0")  # a numeral stands right after: 新开工亿元以上项目68个
    if dimension(numeral.unit) in _THRESHOLD_UNITS:
        return "" if _verb_before().search(before[-8:]) and not names_figure else "a threshold in a name"
    if re.search(r"(?:率|比例|比重|占比)$", noun.rstrip("\0")) or (
        names_figure and not _verb_before().search(before[-8:])
    ):
        return "a threshold in a name"
    return ""
