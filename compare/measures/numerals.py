"""Numerals with their units, as the text writes them: `1.39万亿斤`, `百分之八`, `4.5%—5%`, `翻两番`.

Everything here works on a folded text: half-width digits and signs, one character for one, so that
offsets stay what they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from compare.lexicon.loader import table
from compare.measures.chinese import DIGITS, chinese_number, is_guess, is_written_out
from compare.measures.words import alternation

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE = "０１２３４５６７８９％．，；：（）～﹪‰＋－／"
_NARROW = "0123456789%.，；：（）~%‰+-/"
_FOLD = str.maketrans(
    dict(zip(_WIDE, _NARROW, strict=True))
    | {";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？", "\u3000": " ", "\xa0": " "}
)

# 34，250万吨: a comma of Chinese print between thousands
_THOUSANDS = re.compile(r"(?<![\d，.])\d{1,3}(?:，\d{3})+(?![\d年])")
_RATIO = re.compile(r"(?<=\d)：(?=\d)")  # 2.28：1 is one thing, so the colon may not part it
_YEAR = re.compile(
    r"[一二][〇○零九][〇○零一二三四五六七八九]{2}(?=年|[至到、—-]+[一二][〇○零九][〇○零一二三四五六七八九]{2}年)"
)
_YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_PARTED = re.compile(r"个(以上|左右|以内|多)百分点")  # 提高2个以上百分点
_COMMA = re.compile(r"(?<!\d),|,(?!\d)")  # one between digits belongs to the number

Kind = Literal["number", "scale", "ordinal", "doubling", "fraction", "guess"]


def fold(text: str) -> str:
    """The text with half-width digits, signs and Chinese punctuation; same length, same offsets.

    A bound that parts a unit stands behind it: 个以上百分点 becomes 个百分点以上.
    """
    text = _YEAR.sub(lambda m: m[0].translate(_YEAR_DIGITS), text.translate(_FOLD))
    text = _PARTED.sub(r"个百分点\1", text)
    text = _RATIO.sub("∶", _COMMA.sub("，", text))
    return _THOUSANDS.sub(lambda m: m[0].replace("，", ","), text)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral in a folded text. `start`–`end` spans its digits, `stop` is the end of its unit.

    `value` and `value_max` are in the unit as written; of a fraction (1/5, 三分之二) `value` is the number
    of parts and the unit says of how many (`/5`), of a doubling (翻一番) it is the growth in percent.
    """

    start: int
    end: int
    stop: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    between: str = ""
    """多 or 余 between the number and its unit, else empty."""
    kind: Kind = "number"
    """`scale`: a scale word alone, 万元, 亿元 (千 of 千亿 isn't); `guess`: 二三十, 七八个."""
    chinese: bool = False
    opening: int = -1
    """Where its wording begins: of 百分之, 第 or 负 before the digits; else `start`."""

    @property
    def begin(self) -> int:
        return self.start if self.opening < 0 else self.opening

    @property
    def ordinal(self) -> bool:
        return self.kind == "ordinal"

    @property
    def doubling(self) -> bool:
        return self.kind == "doubling"


# A unit isn't one where it begins another word: 20万人才, 30万家庭.
_WORDS = (
    "人才|人员|人群|人民|人均|人大|人工|人力|家庭|家长|户籍|户均|项目(?!标)|台风|台账|台阶|件套|名师(?!生)|名校|名医(?![护务生疗学])|名企(?!业)|名牌|名录|点位|条例|条件"
    "|升至|升到|升级|单位|单元|天然|市场|市民|市级|县级|县域|省级|省内|区域|区间|区级|金融|金额|金牌|银行|银牌|铜牌|口岸|部门|部委"
    "|方面|方案|方式|大学|大关|大型|组织|支持|支撑|支出|场馆|场景|场所|线路|线上|站点|站台|期间|位于|位居|节能|道路|环境|环保|端口"
    "|对外|对口|区块|方百计|省份|分别|分公司|里程|元素|元旦|轮胎|包括|段落|席卷|门类|级别|向上|列入|例如|本科|本土|床位费|根据|款项|档案|日均"
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = "[零〇一二两三四五六七八九十百千]+"
_DECIMAL = f"{_CHINESE}(?:点[零〇一二三四五六七八九]+)?"
_DASH = r"(?:\s*(?:-{1,2}|—{1,2}|–|~|～)\s*)"
_RANGE = rf"(?:{_DASH}|\s*[至到]\s*)"
_RATE = (
    "(?:/(?:日|年|月|天|小时|秒|人|平方米|平方公里|立方米|吨|公斤|千克|亩|千瓦时|度|万元|户|辆|次|米|公里))?"
)
# a minus: 负 or - after the words that say what it is of; 减负1300亿元 is none
_MINUS = r"(?:(?<=[为是到至达在长降速幅率值：（])负|(?<=[\u4e00-\u9fff：（])-(?=[\d.]+(?:%|个百分点)))"
_ALMOST = ("近", "将近", "接近", "约", "超", "超过", "逾")  # 翻了近一番
_PER = {"百分之": "%", "千分之": "‰", "十万分之": "/10万", "万分之": "/万"}
_OF_MANY = "/(?:10万|十万|万)"  # 孕产妇死亡率8.5/10万
_HALF = "一半|半数|(?<=过)半(?=[，。；、以左]|$)"


# What a numeral can begin with: nowhere else is it worth to try the grammar.
_ARABIC_BEGINS = re.compile(r"[\d负十百千万-]")
_CHINESE_BEGINS = re.compile(r"[零〇一二两三四五六七八九十百千万亿半翻番]")


@dataclass(frozen=True, slots=True)
class _Grammar:
    arabic: re.Pattern[str]
    chinese: re.Pattern[str]
    ordinal: re.Pattern[str]


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    units = [u for name, group in table("units").items() if name != "scales" for u in group]
    latin = alternation(u for u in units if u[-1].isascii() and u[-1].isalpha())
    others = alternation(u for u in units if not u.startswith("/") and u not in latin.split("|"))
    unit = rf"(?!{_WORDS})(?:(?:{latin})(?![A-Za-z0-9])|{others})"
    between = alternation(word for words in table("bounds")["between"].values() for word in words)

    def amount(scale: str) -> str:
        """多, the scale, 多, the scale again (两万多亿元), the unit."""
        return (
            rf"(?P<b1>{between})?(?P<scale>{scale})?(?P<b2>{between})?(?P<scale2>(?<=[多余])[万亿])?"
            rf"\s?(?P<unit>{unit}{_RATE})?"
        )

    arabic_scale = "[百千十]?[万亿]亿?|千(?![伏瓦米克])|百(?!分)"
    whole_unit = rf"(?:{arabic_scale})?\s?(?:{unit})?"
    arabic = (
        rf"(?P<minus>{_MINUS})?(?P<per>{alternation(_PER)})?"
        # 3亿4500万, 1亿3千多万; the 100万 of 100万35—64岁妇女 is whole
        r"(?:(?P<big>\d+亿零?(?:\d{1,4}万零?(?=\d{3,4}[^\d.,]))?|\d+万零?)"
        rf"(?=\d{{3,4}}(?![\d.,年月岁])(?!{_RANGE}\d)|\d{{1,2}}[百千]))?"
        rf"(?P<since>(?<=[从由]))?(?P<first>{_NUMBER})"
        rf"(?:(?P<many>{_OF_MANY})人?|(?P<over>/)(?P<parts>\d{{1,2}})(?![\d/A-Za-z年月])|(?P<to_one>∶1)(?![\d.∶])"
        # 4.5%—5%, 5—8家, 3000元—5000元: what stands after the first stands after the last
        rf"|(?:(?P<firstunit>{whole_unit})(?(since){_DASH}|{_RANGE})(?P<last>{_NUMBER})(?=\s?(?P=firstunit))(?!\d*∶))?"
        rf"{amount(arabic_scale)})"
    )
    fanned = "|".join(f"(?<={verb}{bound})" for verb in ("翻", "翻了") for bound in _ALMOST)
    last = rf"(?:{_RANGE}(?P<last>{_DECIMAL}))?"
    chinese = (
        rf"(?P<per>{alternation(_PER)})(?P<pernum>{_DECIMAL})"
        rf"(?:(?:至|到|—|-)(?:{alternation(_PER)})?(?P<perlast>{_DECIMAL}))?"
        rf"|(?P<parts>[一二三四五六七八九十百千万]{{1,8}})分之(?P<over>{_CHINESE})"
        rf"|(?P<half>{_HALF})"
        rf"|(?:翻了?|(?:{fanned}))(?P<fan>[一两二三四])?番"
        rf"|(?:(?P<big>{_CHINESE}亿(?:{_CHINESE}万(?={_CHINESE}))?|{_CHINESE}万)(?=(?!千[伏瓦米克]){_CHINESE}))?"
        rf"(?P<first>(?<![统唯])(?!千[伏瓦米克]){_DECIMAL}){last}{amount('[万亿]亿?')}(?P<span>(?=年|个?月|日|世纪|周))?"
        rf"|(?<![\d万亿.])(?P<bare>[万亿])(?P<b3>{between})?(?P<bareunit>亿?(?:{unit})|亿)"
    )
    ordinal = rf"第(?P<first>\d+|{_CHINESE})(?P<unit>位|名)?"
    return _Grammar(re.compile(arabic), re.compile(chinese), re.compile(ordinal))


def find(text: str) -> list[Numeral]:
    """All numerals of a folded text in order, measures or not; ordinals (第4位) marked as such.

    A Chinese digit in a word (进一步, 一是) is no numeral: it has no unit, no scale and no place.
    """
    grammar = _grammar()
    found = [n for m in grammar.ordinal.finditer(text) if (n := _ordinal(m)) is not None]
    taken = _marked(bytearray(len(text)), found)
    found += [
        _arabic(m)
        for m in _matches(grammar.arabic, _ARABIC_BEGINS, text)
        if not any(taken[m.start() : m.end()])
    ]
    taken = _marked(taken, found)
    found += [
        n
        for m in _matches(grammar.chinese, _CHINESE_BEGINS, text)
        if not any(taken[m.start() : m.end()]) and (n := _chinese(m)) is not None
    ]
    return _with_shared_units(text, _with_ranges(text, sorted(found, key=lambda n: n.begin)))


def _matches(grammar: re.Pattern[str], begins: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of `grammar`, one after another, tried only where one can begin."""
    at = 0
    while start := begins.search(text, at):
        match = grammar.match(text, start.start())
        if match:
            yield match
        at = match.end() if match else start.end()


def _marked(taken: bytearray, numerals: list[Numeral]) -> bytearray:
    for numeral in numerals:
        taken[numeral.begin : numeral.stop] = b"\1" * (numeral.stop - numeral.begin)
    return taken


def _number(text: str) -> Decimal | None:
    return Decimal(text.replace(",", "")) if text.isascii() else chinese_number(text)


def _ordinal(match: re.Match[str]) -> Numeral | None:
    value = _number(match["first"])
    if value is None:
        return None
    return Numeral(
        match.start("first"),
        match.end("first"),
        match.end(),
        value,
        None,
        match["unit"] or "",
        kind="ordinal",
        chinese=not match["first"].isascii(),
        opening=match.start(),
    )


def _arabic(match: re.Match[str]) -> Numeral:
    first, last = Decimal(match["first"].replace(",", "")), _number(match["last"]) if match["last"] else None
    start = match.start("big") if match["big"] else match.start("first")
    opening = match.start() if match.start() < start else -1
    if match["many"]:
        unit = "/万" if match["many"] == "/万" else "/10万"
        return Numeral(start, match.end("first"), match.end(), first, None, unit, opening=opening)
    if match["over"]:
        unit = f"/{int(match['parts'])}"
        return Numeral(start, match.end(), match.end(), first, None, unit, kind="fraction", opening=opening)
    if match["to_one"]:  # 城乡居民收入比2.28∶1
        return Numeral(start, match.end("first"), match.end(), first, None, "", opening=opening)
    value = -first if match["minus"] else _compound(match, first)
    return replace(_amount(match, start, value, last), opening=opening)


def _amount(match: re.Match[str], start: int, value: Decimal, last: Decimal | None) -> Numeral:
    """A number or a range with what follows it: 多, scale, unit."""
    end = match.end("last") if last is not None else match.end("first")
    unit = "".join(match[g] or "" for g in ("scale", "scale2", "unit"))
    if match.groupdict().get("per"):
        unit = _PER[match["per"]]
    stop = max([end] + [match.end(g) for g in ("b1", "scale", "b2", "scale2", "unit") if match[g]])
    return Numeral(start, end, stop, value, last, unit, match["b1"] or match["b2"] or "")


def _compound(match: re.Match[str], value: Decimal) -> Decimal:
    """The value in the scale as written, with what stands before: 四亿零七百多万 → 40700 (万)."""
    if not match["big"]:
        return value
    scales = table("units")["scales"]
    scale = Decimal(scales.get((match["scale"] or "") + (match["scale2"] or ""), 1))
    parts = re.findall(r"([^亿万]+)([亿万])", match["big"])
    big = sum(((_number(count) or Decimal(0)) * scales[myriad] for count, myriad in parts), Decimal(0))
    if scale >= scales["亿"] and "亿" not in match["big"]:
        big *= scales["亿"]  # 二万三千八百亿: 万 counts 亿 as well
    return big / scale + value


def _chinese(match: re.Match[str]) -> Numeral | None:
    if match["per"]:
        return _proportion(match)
    if match["parts"]:
        return _fraction(match)
    if match["half"]:
        return Numeral(
            match.start(), match.end(), match.end(), Decimal(50), None, "%", kind="fraction", chinese=True
        )
    if match["bare"]:
        return _scale_alone(match)
    if match["first"] is None:
        return _doubling(match)
    value, last = chinese_number(match["first"]), chinese_number(match["last"]) if match["last"] else None
    if value is None or match["first"] in {"零", "〇"}:  # 零部件
        return None
    numeral = replace(_amount(match, match.start(), _compound(match, value), last), chinese=True)
    if is_guess(match["first"]) and numeral.unit:
        return replace(numeral, kind="guess")
    counts = match["big"] or numeral.unit or numeral.between or match["span"] is not None
    return numeral if counts or is_written_out(match["first"]) else None


def _proportion(match: re.Match[str]) -> Numeral | None:
    """百分之十二点五, 百分之八至九."""
    value = chinese_number(match["pernum"])
    last = chinese_number(match["perlast"]) if match["perlast"] else None
    start = match.start("pernum")
    if value is None:
        return None
    unit = _PER[match["per"]]
    return Numeral(start, match.end(), match.end(), value, last, unit, chinese=True, opening=match.start())


def _fraction(match: re.Match[str]) -> Numeral | None:
    """三分之二: two of three."""
    parts, of = chinese_number(match["over"]), chinese_number(match["parts"])
    if parts is None or of is None:
        return None
    return Numeral(
        match.start(), match.end(), match.end(), parts, None, f"/{of}", kind="fraction", chinese=True
    )


def _scale_alone(match: re.Match[str]) -> Numeral:
    """万元, 亿元: one of it, as 突破万亿 says."""
    value = Decimal(10_000 if match["bare"] == "万" else 100_000_000)
    unit, between = match["bareunit"], match["b3"] or ""
    return Numeral(
        match.start(),
        match.end("bare"),
        match.end(),
        value,
        None,
        unit,
        between,
        kind="scale",
        chinese=True,
    )


def _doubling(match: re.Match[str]) -> Numeral:
    """翻两番: fourfold, a growth of 300%."""
    times = DIGITS[match["fan"]] if match["fan"] else 1
    start = match.start("fan") if match["fan"] else match.end() - 1
    opening = match.start() if match.start() < start else -1
    value = Decimal((2**times - 1) * 100)
    return Numeral(
        start,
        start + 1,
        match.end(),
        value,
        None,
        "%",
        kind="doubling",
        chinese=True,
        opening=opening,
    )


_TO = re.compile(rf"{_RANGE}(?:百分之)?")
_SCALE = re.compile("[千百十]?[万亿]")


def _with_ranges(text: str, numerals: list[Numeral]) -> list[Numeral]:
    """`八十万至一百三十万吨`, `5亿—6亿元`: two numerals in one scale that a dash or 至 joins are one."""
    joined: list[Numeral] = []
    for numeral in numerals:
        first = joined[-1] if joined else None
        if first and _spans(text, first, numeral):
            joined[-1] = replace(
                first, end=numeral.end, stop=numeral.stop, value_max=numeral.value, unit=numeral.unit
            )
        else:
            joined.append(numeral)
    return joined


def _spans(text: str, first: Numeral, last: Numeral) -> bool:
    """Whether two neighbours are the ends of a range; 从80万至130万 is a change."""
    plain = first.kind == last.kind == "number" and first.value_max is None and last.value_max is None
    scale = _SCALE.match(first.unit)
    if not plain or not scale or first.between or not last.unit.startswith(first.unit):
        return False
    return _TO.fullmatch(text, first.stop, last.begin) is not None and text[
        first.begin - 1 : first.begin
    ] not in {
        "从",
        "由",
    }


_SHARED = re.compile(r"[万亿]|%|个?百分点|元|美元")
_SEVERALLY = re.compile(r"分别[^，；。\d]{0,6}$")


def _with_shared_units(text: str, numerals: list[Numeral]) -> list[Numeral]:
    """`2000、3000亿元`, `分别抽检2798和315批次`: a bare number joined to one with a unit has that unit."""
    shared = list(numerals)
    for i in range(len(shared) - 2, -1, -1):
        one, other = shared[i], shared[i + 1]
        joined = text[one.stop : other.begin] in {"、", "和"} and not (one.unit or one.chinese or one.ordinal)
        severally = _SEVERALLY.search(text, max(0, one.begin - 8), one.begin)
        if joined and (_SHARED.match(other.unit) or severally):
            shared[i] = replace(one, unit=other.unit)
    return shared
