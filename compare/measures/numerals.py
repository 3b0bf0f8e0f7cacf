"""Numerals with their units, as the text writes them: `1.39万亿斤`, `百分之八`, `4.5%—5%`, `翻两番`.

Everything here works on a folded text: half-width digits and signs, one character for one, so that
offsets stay what they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from compare.lexicon.loader import table
from compare.measures.words import alternation

_WIDE = "０１２３４５６７８９％．，；：（）～﹪‰＋－"
_NARROW = "0123456789%.，；：（）~%‰+-"
_FOLD = str.maketrans(
    dict(zip(_WIDE, _NARROW, strict=True))
    | {";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？", "\u3000": " ", "\xa0": " "}
)

_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?:，\d{3})*(?:\.\d+)?[^\d年.])")  # 34，250万吨
_YEAR = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=年)")  # 一九八〇年
_YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_COMMA = re.compile(r"(?<!\d),|,(?!\d)")  # one between digits belongs to the number
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_RANGE = r"(?:\s*(?:-{1,2}|—{1,2}|–|~|～|－|至|到)\s*)"
_FRACTION_UNIT = {"百分之": "%", "千分之": "‰"}


def fold(text: str) -> str:
    """The text with half-width digits, signs and Chinese punctuation; same length, same offsets."""
    text = _YEAR.sub(lambda m: m[0].translate(_YEAR_DIGITS), text)
    return _THOUSANDS.sub(",", _COMMA.sub("，", text.translate(_FOLD)))


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral in a folded text. `start`–`end` spans its digits, `stop` is the end of its unit."""

    start: int
    end: int
    stop: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    between: str = ""
    """多 or 余 between the number and its unit, else empty."""
    chinese: bool = False
    ordinal: bool = False
    bare: bool = False
    """A scale word alone: 万元, 亿元, 千 of 千亿 is not."""
    doubling: bool = False
    """翻一番: `value` is the growth in percent."""
    opening: int = -1
    """Where its wording begins: of 百分之 or 第 before the digits; else `start`."""

    @property
    def begin(self) -> int:
        return self.start if self.opening < 0 else self.opening


def chinese_number(text: str) -> Decimal | None:
    """`一百二十三` → 123, `十二点五` → 12.5, `二〇二五` → 2025; None where it is no number."""
    whole, _, decimals = text.partition("点")
    if decimals and not all(c in _DIGIT for c in decimals):
        return None
    tail = "".join(str(_DIGIT[c]) for c in decimals)
    if whole and all(c in _DIGIT for c in whole):
        digits = "".join(str(_DIGIT[c]) for c in whole)
        return Decimal(f"{digits}.{tail}" if tail else digits)
    total, current = 0, 0
    for c in whole:
        if c in _DIGIT:
            current = _DIGIT[c]
        elif c in _TENS:
            total += (current or 1) * _TENS[c]
            current = 0
        elif c in "万亿":
            total = (total + current or 1) * (10_000 if c == "万" else 100_000_000)
            current = 0
        else:
            return None
    if not whole:
        return None
    return Decimal(f"{total + current}.{tail}" if tail else total + current)


# A unit isn't one where it begins another word: 20万人才, 30万家庭.
_WORDS = "人才|人员|人群|人民|家庭|家长|户籍|项目|台风|件套|名师|名校|名医|名企|名牌|点位|条例"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = "[零〇一二两三四五六七八九十百千]+"
_RATE = "(?:/(?:日|年|月|天|小时|人|平方米|平方公里))?"  # 吨/日


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Arabic numerals with what follows them, Chinese ones, ordinals."""
    units = [unit for name, group in table("units").items() if name != "scales" for unit in group]
    unit = rf"(?!{_WORDS})(?:{alternation(units)})"
    between = alternation(word for words in table("bounds")["between"].values() for word in words)
    # the number, 多, its scale, 多, its scale again (两万多亿元), the unit
    scale = rf"(?P<b1>{between})?(?P<scale>{{scale}})?(?P<b2>{between})?(?P<scale2>(?<=[多余])[万亿])?"
    arabic = re.compile(
        rf"(?:(?P<big>\d+)(?P<bigscale>[亿万])(?=\d{{1,4}}(?![\d.,年月])))?"
        rf"(?P<first>{_DIGITS})(?:(?P<firstunit>%|‰|个?百分点|万亿?|亿)?{_RANGE}(?P<last>{_DIGITS}))?"
        rf"{scale.format(scale='[百千十]?[万亿]亿?|千(?![伏瓦米克])|百(?!分)')}\s?(?P<unit>{unit}{_RATE})?"
    )
    chinese = re.compile(
        rf"(?P<per>百分之|千分之)(?P<pernum>[零〇一二两三四五六七八九十百点]+)"
        r"(?:(?:至|到)(?:百分之)?(?P<perlast>[零〇一二两三四五六七八九十百点]+))?"
        rf"|翻了?(?P<fan>[一两二三四])?番"
        rf"|(?:(?P<big>{_CHINESE})(?P<bigscale>[亿万])(?={_CHINESE}))?"
        rf"(?P<first>{_CHINESE}(?:点{_CHINESE})?){scale.format(scale='[万亿]亿?')}(?P<unit>{unit})?"
        rf"|(?<![\d万亿.])(?P<bare>[万亿])(?P<b3>{between})?(?P<bareunit>亿?(?:{unit})|亿)"
    )
    ordinal = re.compile(rf"第(?P<first>\d+|{_CHINESE})(?P<unit>位|名)?")
    return arabic, chinese, ordinal


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _arabic(match: re.Match[str]) -> Numeral:
    first, last = match["first"], match["last"]
    end = match.end("last") if last else match.end("first")
    unit = (match["scale"] or "") + (match["scale2"] or "") + (match["unit"] or "")
    if not unit and match["firstunit"]:
        unit = match["firstunit"]
    value, value_max = _compound(match, _decimal(first)), _decimal(last) if last else None
    between = match["b1"] or match["b2"] or ""
    stop = max([end] + [match.end(g) for g in ("b1", "scale", "b2", "scale2", "unit") if match[g]])
    return Numeral(match.start(), end, stop, value, value_max, unit, between)


def _compound(match: re.Match[str], value: Decimal) -> Decimal:
    """The value in the scale as written, with what stands before: 四亿零七百多万 → 40700 (万)."""
    if not match["big"]:
        return value
    big = _decimal(match["big"]) if match["big"].isascii() else chinese_number(match["big"])
    scales = table("units")["scales"]
    larger, scale = scales[match["bigscale"]], scales.get((match["scale"] or "") + (match["scale2"] or ""), 1)
    factor = Decimal(larger) / scale if larger > scale else Decimal(larger)
    return (big or Decimal(0)) * factor + value


def _chinese(match: re.Match[str]) -> Numeral | None:
    if match["per"]:
        return _proportion(match)
    if match["bare"]:
        value, end, unit, between = (
            chinese_number(match["bare"]),
            match.end("bare"),
            match["bareunit"],
            match["b3"],
        )
        if value is None:
            return None
        return Numeral(
            match.start(), end, match.end(), value, None, unit, between or "", chinese=True, bare=True
        )
    if match["first"] is None:
        return _doubling(match)
    value = chinese_number(match["first"])
    value = None if value is None else _compound(match, value)
    unit = "".join(match[g] or "" for g in ("scale", "scale2", "unit"))
    stop = max(match.end(g) for g in ("first", "b1", "scale", "b2", "scale2", "unit") if match[g])
    between = match["b1"] or match["b2"] or ""
    if value is None:
        return None
    return Numeral(match.start(), match.end("first"), stop, value, None, unit, between, chinese=True)


def _proportion(match: re.Match[str]) -> Numeral | None:
    """百分之十二点五, 百分之八至九."""
    value, unit = chinese_number(match["pernum"]), _FRACTION_UNIT[match["per"]]
    last = chinese_number(match["perlast"]) if match["perlast"] else None
    start = match.start("pernum")
    if value is None:
        return None
    return Numeral(start, match.end(), match.end(), value, last, unit, chinese=True, opening=match.start())


def _doubling(match: re.Match[str]) -> Numeral:
    """翻两番: fourfold, a growth of 300%."""
    times = _DIGIT[match["fan"]] if match["fan"] else 1
    start = match.start("fan") if match["fan"] else match.end() - 1
    value = Decimal((2**times - 1) * 100)
    return Numeral(
        start, start + 1, match.end(), value, None, "%", chinese=True, doubling=True, opening=match.start()
    )


def find(text: str) -> list[Numeral]:
    """All numerals of a folded text in order, measures or not; ordinals (第4位) marked as such."""
    arabic, chinese, ordinal = _patterns()
    found: list[Numeral] = []
    for match in ordinal.finditer(text):
        value = _decimal(match["first"]) if match["first"].isascii() else chinese_number(match["first"])
        if value is not None:
            found.append(
                Numeral(
                    match.start("first"),
                    match.end("first"),
                    match.end(),
                    value,
                    None,
                    match["unit"] or "",
                    chinese=not match["first"].isascii(),
                    ordinal=True,
                    opening=match.start(),
                )
            )
    taken = [(n.begin, n.stop) for n in found]
    for match in arabic.finditer(text):
        if not _overlaps(match.start(), match.end(), taken):
            found.append(_arabic(match))
    taken = [(n.begin, n.stop) for n in found]
    for match in chinese.finditer(text):
        if _overlaps(match.start(), match.end(), taken):
            continue
        numeral = _chinese(match)
        if numeral is not None:
            found.append(numeral)
    return _with_shared_units(text, sorted(found, key=lambda n: n.begin))


_SHARED = re.compile(r"[万亿]|%|个?百分点|元|美元")


def _with_shared_units(text: str, numerals: list[Numeral]) -> list[Numeral]:
    """`2000、3000亿元`, `10.2、4.7和2个百分点`: a bare number joined to one with a unit has that unit."""
    shared = list(numerals)
    for i in range(len(shared) - 2, -1, -1):
        one, other = shared[i], shared[i + 1]
        joined = text[one.stop : other.begin] in {"、", "和"}
        if joined and not (one.unit or one.chinese or one.ordinal) and _SHARED.match(other.unit):
            shared[i] = replace(one, unit=other.unit)
    return shared


def _overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(start < b and a < end for a, b in taken)
