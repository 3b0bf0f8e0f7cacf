"""The cue words of `lexicon/outline.toml`, compiled, and the years they speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from compare.errors import BadLexicon
from compare.lexicon.loader import table

_NUMERALS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_N = "(?<![一二两三四五六七八九十])(二?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_ORDINAL = "([一二三四五六七八九十]{1,2})五"


@cache
def cue(group: str, key: str) -> re.Pattern[str]:
    """Any of the expressions under `[group] key`."""
    return _compiled(group, key, words(group, key))


def words(group: str, key: str) -> tuple[str, ...]:
    """The expressions under `[group] key` as they stand in the file."""
    try:
        return tuple(table("outline")[group][key])
    except KeyError as error:
        raise BadLexicon("outline.toml", f"[{group}] {key}", "is missing") from error


def _compiled(group: str, key: str, expressions: tuple[str, ...]) -> re.Pattern[str]:
    try:
        return re.compile("|".join(f"(?:{one})" for one in expressions))
    except re.error as error:
        raise BadLexicon("outline.toml", f"[{group}] {key}", f"not a regular expression: {error}") from error


@dataclass(frozen=True, slots=True)
class Years:
    """The years a passage speaks of."""

    first: int
    last: int
    at: int = 0
    """Where in the text the words stand that say so."""
    named: bool = False
    """Said by the name of a five-year plan."""

    @property
    def period(self) -> str:
        return str(self.last) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def several(self) -> bool:
        return self.first != self.last


def plan_years(number: int) -> tuple[int, int]:
    """First and last year of the n-th five-year plan: 14 → 2021, 2025."""
    first = 1953 + 5 * (number - 1)
    # The third plan began three years late.
    if number >= 3:
        first = 1966 + 5 * (number - 3)
    return first, first + 4


@dataclass(frozen=True, slots=True)
class Calendar:
    """What `今年`, `五年来` and `今后五年` mean in a report."""

    year: int
    """The report year."""
    ahead: int
    """The first of `今后五年`: the report year, or the next where the text ends them later."""


def calendar(year: int, text: str) -> Calendar:
    """The calendar of a report of `year` whose whole (folded) text is `text`."""
    ends = [len(re.findall(rf"[到在至]{end}年", text)) for end in (year + 4, year + 5)]
    return Calendar(year, year + 1 if ends[1] and not ends[0] else year)


def years_in(text: str, when: Calendar) -> list[Years]:
    """Every mention of years in `text` (folded) that can be a passage's period, in the order of the text."""
    found: list[Years] = []
    for name, hit in _mentions(text):
        years = _read(name, hit, when)
        if years is not None:
            found.append(years)
    found.sort(key=lambda years: (years.at, years.first - years.last))
    kept: list[Years] = []
    for years in found:
        if not kept or years.at > kept[-1].at:
            kept.append(years)
    return kept


def years_at_start(text: str, when: Calendar) -> Years | None:
    """The years that a paragraph names at its very start (`五年来，…`, `刚刚过去的2017年，…`), if it does."""
    lead = _compiled("period", "lead", words("period", "lead")).pattern
    skipped = re.match(rf"(?:各位代表[！!，,：:。]?|[—―－\-]+|[“\"])*(?:{lead}){{0,3}}[“\"]?", text)
    at = skipped.end() if skipped else 0
    for years in years_in(text[: at + 24], when):
        if years.at <= at and _speaks_of(text, years):
            return years
        if years.at > at + 1:
            break
    return None


def _speaks_of(text: str, years: Years) -> bool:
    """Not the name of a plan or law that merely begins with its years (`“十四五”规划纲要…`)."""
    return (
        not years.named
        or re.match(r"[“\"]?[^”\"]{2,3}[”\"]?(?:时期|期间|以来|[是这的]|，|发展)", text[years.at :])
        is not None
    )


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    counted = {
        key: [one.replace("{n}", _N) for one in words("period", key)]
        for key in ("review_years", "plan_years")
    }
    return (
        ("range", re.compile(r"(\d{4})年?[—―－\-–至到~～]{1,2}(\d{4})年?")),
        (
            "named",
            re.compile(
                rf'(?<![一二三四五六七八九十])(?:[“"]{_ORDINAL}[”"]|{_ORDINAL}(?=时期|期间|以来|规划|计划|末))'
            ),
        ),
        ("numbered", re.compile(r"第([一二三四五六七八九十]{1,2})个五年(?:规划|计划)")),
        *(("back", re.compile(one)) for one in counted["review_years"]),
        *(("ahead", re.compile(one)) for one in counted["plan_years"]),
        ("term", cue("period", "term")),
        ("last", cue("period", "last")),
        ("this", cue("period", "this")),
        ("year", re.compile(r"(?<!\d)((?:19|20)\d\d|[一二]九?[〇○零一二三四五六七八九]{3})年(?!以来|代)")),
    )


def _mentions(text: str) -> list[tuple[str, re.Match[str]]]:
    return [(name, hit) for name, pattern in _patterns() for hit in pattern.finditer(text)]


def _read(name: str, hit: re.Match[str], when: Calendar) -> Years | None:
    at, year = hit.start(), when.year
    said = next((group for group in hit.groups() if group), "")
    if name == "range":
        return Years(int(hit[1]), int(hit[2]), at)
    if name in ("named", "numbered"):
        first, last = plan_years(count(said))
        return Years(first, last, at, named=True)
    if name == "back":
        return Years(year - count(said), year - 1, at)
    if name == "ahead":
        return Years(when.ahead, when.ahead + count(said) - 1, at)
    if name == "term":
        return Years(year - 5, year - 1, at)
    if name == "year":
        number = arabic_year(said)
        return Years(number, number, at) if number else None
    stands_for = year - 1 if name == "last" else year
    return Years(stands_for, stands_for, at)


def arabic_year(said: str) -> int:
    """`2017` or `二〇一七` as a number, 0 where it is no year."""
    digits = said.translate(str.maketrans("〇○零一二三四五六七八九", "000123456789"))
    return int(digits) if digits.isdigit() and len(digits) == 4 and digits[:2] in ("19", "20") else 0


def count(said: str) -> int:
    """A Chinese numeral up to 99 as a number; digits without 十 one by one, as in a slip: 六一 is 61."""
    tens, ten, ones = said.rpartition("十")
    if not ten:
        return _one_by_one(said)
    return (_one_by_one(tens) if tens else 1) * 10 + _one_by_one(ones)


def _one_by_one(said: str) -> int:
    number = 0
    for digit in said:
        number = number * 10 + _NUMERALS[digit]
    return number
