"""The figures of a sentence: each numeral that counts, with what stands before and after it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.measures.clauses import Clause, clauses, enclosed, joints
from compare.measures.exclusions import as_rank, why_not
from compare.measures.leads import Lead, read_lead
from compare.measures.numerals import Numeral, find
from compare.measures.words import alternation, dimension, flow_verb, words

if TYPE_CHECKING:
    from compare.model import Reason

_ACT = re.compile(
    r"(?:改造|建设|整治|治理|修复|维修|大修|中修|养护|完工|竣工|投用|投产|开工|摘帽|脱贫|出列|退出|达标|普及|提升|入户|升级|保护圈建设)(?:任务|工程)?$"
)
_SHORT_NOUN = re.compile(r"(?:行政村|建制村|自然村|老旧院落|老旧小区|小区|社区|街道|乡镇|[村镇县乡])")
_WHOLE = re.compile(r"(?:工程|项目|任务|行动|计划)$")
_TIER = re.compile(r"(?:全国|国家|省|市|县|区|乡镇?|镇|村)级(?:以上)?")
_TIERS = re.compile(r"[国省市县区央][、和][省市县区](?!场)")  # 274个省、市重点项目: of both
_ASIDE = re.compile(r"（[^）]*）")
_ABOUT = re.compile(r"对$|^对[^，；]+等$")
_OBJECT = re.compile(
    r"(?P<noun>(?!由)[^，；]*?)(?:免费)?(?:进行|实施|开展|给予|予以|提供)了?(?P<act>[^，；]{2,12})$"
)
# 按不低于5%的幅度压减一般性支出: what changes by it stands behind it
_BY_RATE = re.compile(
    r"的(?:幅度|比例|速度|标准)(?P<verb>压减|压缩|削减|缩减|降低|减少|下调|提高|增加|上调|增长)(?P<what>[^，；。、：！（）\n]{2,})"
)
_GROWTH_AFTER = re.compile(r"的?(?:较?高)?(?:增长速度|增长率|增长|增速|增幅|涨幅)(?=[，；。、：！）\n]|$)")


@dataclass(slots=True)
class Figure:
    """A numeral that is a measure, with the grammar of its clause. Offsets are the sentence's."""

    numeral: Numeral
    clause: int
    item_start: int
    """Where the words begin that may name it: after the clause's start or the figure before it."""
    lead: Lead
    after: int
    """Where the figure ends with its bound: after 左右, 以上."""
    suffix: str
    """The bound after the unit, empty where there is none."""
    tail: str = ""
    """The noun after it that it counts: 建成15个 + 试点村."""
    joint: str = ""
    """What joins it to the figure before it in its clause: 、 和, empty where it is the first."""
    descriptive: bool = False
    """It only says how many of the following there are, whose own figure follows (14个市州…率达81%)."""


@dataclass(slots=True)
class Sentenced:
    """A folded sentence with its clauses, its figures and the numerals left out with the reason."""

    text: str
    clauses: list[Clause]
    inside: list[bool]
    figures: list[Figure] = field(default_factory=list)
    left_out: list[tuple[Numeral, Reason]] = field(default_factory=list)


@lru_cache(maxsize=1)
def _verb_at_end() -> re.Pattern[str]:
    verbs = alternation(w for w in words("flow", "verbs") if len(w) > 1)
    return re.compile(rf"(?<=.{{2}})(?:(?:{verbs})[和、及])*(?:{verbs})$")


@lru_cache(maxsize=1)
def _counts() -> re.Pattern[str]:
    return re.compile(rf"^(?:{flow_verb().pattern})$|[为对向给]$")


@lru_cache(maxsize=1)
def _placed_verb() -> re.Pattern[str]:
    return re.compile(rf"(?:{flow_verb().pattern})(?:农村|城镇|城乡|全[市省县区])?")


@lru_cache(maxsize=1)
def _suffixes() -> tuple[re.Pattern[str], dict[str, str]]:
    meaning = {w: bound for bound, ws in table("bounds")["after"].items() for w in ws}
    # 内 and 起 only where a boundary follows: 5天内, not 10项内容
    pattern = re.compile(
        rf"(?:（?含）?)?(?P<word>{alternation(w for w in meaning if len(w) > 1)}"
        r"|[内起强弱多余](?=[，；。、：）\n]|$))(?:（含）)?"
    )
    return pattern, meaning


def read_sentence(text: str) -> Sentenced:
    """The figures of a folded sentence."""
    quoted, inside = enclosed(text)
    parts = clauses(text, inside)
    sentence = Sentenced(text, parts, inside)
    numerals = [as_rank(numeral, text) for numeral in find(text)]
    starts = [clause.start for clause in parts]
    kept: list[tuple[Numeral, int]] = []
    for position, numeral in enumerate(numerals):
        clause = bisect_right(starts, numeral.start) - 1
        reason = why_not(
            numeral,
            text,
            quoted[numeral.start],
            inside[numeral.start],
            _following(text, numerals, position, parts[clause]),
        )
        if reason:
            sentence.left_out.append((numeral, reason))
        else:
            kept.append((numeral, clause))
    for numeral, clause in kept:
        sentence.figures.append(_figure(sentence, numeral, clause))
    for clause in range(len(parts)):
        _read_tails(sentence, [f for f in sentence.figures if f.clause == clause])
    return sentence


def _following(text: str, numerals: list[Numeral], position: int, clause: Clause) -> str:
    """The text after a numeral up to a boundary; it ends in a NUL where another numeral stands there."""
    start, end, mark = numerals[position].stop, clause.end, ""
    for other in numerals[position + 1 :]:
        if other.begin < clause.end and not other.ordinal and (other.unit or not other.chinese):
            end, mark = other.begin, "\0"
            break
    stretch = text[start:end]
    cut = re.search(r"[、]", stretch)
    return stretch[: cut.start()] if cut else stretch + mark


def _figure(sentence: Sentenced, numeral: Numeral, clause: int) -> Figure:
    pattern, meaning = _suffixes()
    start = sentence.clauses[clause].start
    joint = ""
    before = [f for f in sentence.figures if f.clause == clause]
    if before:
        start = before[-1].after
    item = sentence.text[start : numeral.begin]
    stripped = item.lstrip(" ")
    if before and stripped[:1] and stripped[0] in "、和及与，以并或":
        joint = stripped[0]
        stripped = re.sub(r"^(?:以及|及其|并|、|和|及|与|或)+", "", stripped)
    start = numeral.begin - len(stripped)
    match = pattern.match(sentence.text, numeral.stop)
    after = match.end() if match else numeral.stop
    lead = read_lead(stripped)
    growth = _GROWTH_AFTER.match(sentence.text, after)
    if growth and lead.kind in {"", "reach"}:
        lead, after = replace(lead, kind="rise"), growth.end()  # 保持20%以上增长
    by_rate = _BY_RATE.match(sentence.text, after)
    if by_rate and (lead.verb == "按" or lead.name in {"", "按", "按照"}) and numeral.unit == "%":
        kind = "rise" if by_rate["verb"] in words("verbs", "rise") else "fall"
        lead, after = replace(lead, name=by_rate["what"], kind=kind, verb=by_rate["verb"]), by_rate.end()
    return Figure(numeral, clause, start, lead, after, meaning[match["word"]] if match else "", joint=joint)


def _read_tails(sentence: Sentenced, figures: list[Figure]) -> None:
    """Give each figure of a clause the noun that follows it, where what follows is a noun of its own."""
    text = sentence.text
    for figure, following in zip_longest(figures, figures[1:]):
        end = following.numeral.begin if following else sentence.clauses[figure.clause].end
        aside = _ASIDE.match(text, figure.after, end)  # 增长8.6%（剔除减税影响）
        if aside:
            figure.after = aside.end()
        gap = text[figure.after : end]
        if not gap.strip() or gap.lstrip()[0] in "、和及与以并或，" or gap.strip() == "的":
            continue
        if following and (_counts().match(gap.strip()) or (following.numeral.ordinal and gap[0] in "至到")):
            continue  # 安排10亿元支持58个县: the verb is the second figure's alone
        if following is None:
            figure.tail = gap.strip()
            continue
        verbs = _verb_at_end().search(gap)
        verbs_at = figure.after + verbs.start() if verbs else end
        cuts = [
            j
            for j in joints(text, sentence.inside, figure.after, end)
            if j < verbs_at and not _TIERS.match(text, j - 1)
        ]
        if cuts and not following.lead.adverbs & {"分别"}:  # 60家企业收入、利润分别增长: a list of its own
            cut = cuts[-1]
            figure.tail = text[figure.after : cut].strip()
            rest = re.sub(r"^(?:以及|、|和|及|与)+", "", text[cut:end])
            following.item_start, following.lead, following.joint = (
                end - len(rest),
                read_lead(rest),
                text[cut],
            )
        elif following.lead.name:
            if verbs:  # 安排200亿元专项资金支持4441个项目: the second figure has a verb of its own
                figure.tail, following.lead = gap[: verbs.start()].strip(), read_lead(verbs[0])
                following.item_start = following.numeral.begin - len(verbs[0])
            else:  # 帮助3万户灾民恢复住房9万间 counts both; 14个市州…率达81% only says how many
                figure.tail = following.lead.name.strip()
                figure.descriptive = figure.lead.verb != "为" and not _counts().search(figure.lead.name)
    _read_object(figures)
    for figure, following in reversed(list(pairwise(figures))):
        if figure.after == following.numeral.begin:  # 10项14件重点民生实事, 覆盖9市33县
            figure.tail = figure.tail or following.tail
            following.lead = figure.lead if not following.lead.name else following.lead
        elif following.tail and following.joint and not following.lead.name:
            figure.tail += _shared_predicate(figure, following)
            open_list = figure.lead.name.endswith("等")  # 开工甲至乙等14条、1012公里高速公路
            if not figure.tail and (
                open_list or _counts_alone(figure) or _placed_verb().fullmatch(figure.lead.name)
            ):
                figure.tail = following.tail  # 建设142公里、4.4万亩生态景观林带
            act = _ACT.search(following.tail)
            noun = _SHORT_NOUN.match(following.tail)
            if act and figure.tail and not (_ACT.search(figure.tail) or _WHOLE.search(figure.tail)):
                bare = _SHORT_NOUN.fullmatch(figure.tail)
                figure.tail += (
                    following.tail[noun.end() :] if noun and bare else act[0]
                )  # 实施1.6万户棚户区、550个老旧院落改造


def _counts_alone(figure: Figure) -> bool:
    """Whether nothing before it says what it counts: 年初确定的9大类、193项改革."""
    lead = figure.lead
    return (
        dimension(figure.numeral.unit) == "count"
        and not lead.kind
        and (not lead.name or lead.name[-1] == "的")
    )


def _serves(lead: Lead) -> bool:
    return lead.verb == "为" and lead.name in {"", "免费"}  # 免费为1.5万名职工进行健康体检


def _shared_predicate(figure: Figure, following: Figure) -> str:
    """What is said of both: 99%的乡镇和80%的行政村通水泥路; empty where the first has its own.

    Of counted things it is the noun: 建设20个省级、100个市级示范村.
    """
    rank = _TIER.match(following.tail)
    if rank and _TIER.fullmatch(figure.tail):
        return following.tail[rank.end() :]
    noun = _SHORT_NOUN.match(following.tail.removeprefix("的"))
    alike = figure.numeral.unit == following.numeral.unit == "%"
    if noun and alike and _SHORT_NOUN.fullmatch(figure.tail.removeprefix("的")):
        return following.tail.removeprefix("的")[noun.end() :]
    return ""


def _read_object(figures: list[Figure]) -> None:
    """What is done to counted things between 对 or 为 and the verb: 对11家公司、4家银行进行检查."""
    if not figures or not (_ABOUT.search(figures[0].lead.name) or _serves(figures[0].lead)):
        return
    match = _OBJECT.match(figures[-1].tail)
    if not match or any(not figure.tail or figure.lead.name for figure in figures[1:]):
        return
    figures[-1].tail = match["noun"]
    figures[0].lead = replace(figures[0].lead, name="")
    for figure in figures:
        figure.tail = match["act"] + figure.tail
