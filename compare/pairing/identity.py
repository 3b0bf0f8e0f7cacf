"""Whether two measures speak of the same indicator, by name.

A name is taken apart into the verbs at its ends (新增, 改造), the words that narrow it (城镇, 省级,
进出口), the figures and letters in it (500强, 5G) and what is left, its core. Verbs and narrowing words
must agree by rule; resemblance of the cores only ranks what remains.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from compare.lexicon.loader import table
from compare.pairing.quantity import unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.model import Measure

# What a doubt leaves of a confidence: below the threshold of a pairing, above that of a proposal.
_DOUBT = 0.75
_OTHER_VERB = 0.7
_BARE_VERB = 0.92
_COMPATIBLE_VERB = 0.97
# Two names of which each has something the other lacks mostly name two things (燃气管网, 供水管网).
_SUBSTITUTED = 0.65
_DISORDER = 0.9
# One name says more than the other: a part, or only more words. Long names of deliverables may differ by
# a word.
_ONE_SIDED = 0.85
_SLIGHT_WORDS = 2
_SLIGHT_LIKENESS = 0.88

# A name that is another's only without what its brackets hold, or with that in place of what precedes them.
_VARIANT = 0.9
_AKIN = 0.9

_LIST_NUMBER = re.compile(r"^[0-9]{1,2}[、.．]")
_SYMBOLS = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+")
_QUOTES = str.maketrans("", "", "“”\"'‘’《》〈〉「」")
_BRACKETS = str.maketrans("", "", "（）()[]【】 　")
_BRACKETED = re.compile(r"^(?P<before>.*?)（(?P<inner>[^（）]{1,6})）(?P<behind>.*)$")
# 新增重点实验室、工程中心等创新载体: what is counted stands behind 等.
_EXAMPLES = re.compile(
    r"^(?P<verb>新?(?:增|建|设立?|引进|获批))[^等]{2,40}(?<![高初中同平均优特])等(?P<kind>(?![级次额份]).{4,})$"
)
# 再解决10万人 is 解决10万人; 再 in 再就业 and 再生 is part of the noun.
_AGAIN = re.compile(r"^再(?!生|就业|贷款|贴现|担保|保险|制造|教育|融资|利用)(?=.{3})")
_CHINESE_COUNT = re.compile(r"[一二三四五六七八九十百两]+(?=大|个|条|项|强)")


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator's name, taken apart."""

    written: str
    core: str
    bare: str
    """The core without the words that narrow it, unless it is made of nothing else."""
    verbs: frozenset[str]
    """Classes of the verbs at its ends."""
    said: str
    """The verbs as written, for the reasons."""
    qualifiers: tuple[frozenset[int], ...]
    """For each group of narrowing words those that it has."""
    symbols: Counter[str]
    """The figures and letters in it."""
    empty: bool
    """Whether it says too little to be sure of (供应4万套)."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure two names are the same indicator, 0 to 1, and why, in words."""

    confidence: float
    reasons: tuple[str, ...]


NOT_ALIKE = Likeness(0.0, ())


@cache
def _rules() -> dict[str, Any]:
    """`pairing.toml` in the shape the functions below want it: longest words first."""
    rules = table("pairing")
    verbs: dict[str, frozenset[str]] = {word: frozenset() for word in rules["light"]["verbs"]}
    for kind, words in rules["verbs"].items():
        verbs.update(dict.fromkeys(words, frozenset({kind})))
    verbs.update({word: frozenset(kinds) for word, kinds in rules["compounds"].items()})
    return {
        "verbs": verbs,
        "verb_order": {word: i for i, word in enumerate(_longest(verbs))},
        "verb_sizes": _sizes(verbs),
        "ends": frozenset(rules["light"]["nouns"]),
        "end_sizes": _sizes(rules["light"]["nouns"]),
        "fronts": frozenset(rules["empty"]["before"]),
        "front_sizes": _sizes(rules["empty"]["before"]),
        "general": frozenset(rules["empty"]["nouns"]),
        "narrowing": _longest(rules["empty"]["narrowing"]),
        "predicates": frozenset(rules["empty"]["after"]),
        "predicate_sizes": _sizes(rules["empty"]["after"]),
        "joints": tuple(rules["joints"]["words"]),
        "rewrite": sorted(
            ((old.translate(_QUOTES), new) for old, new in rules["rewrite"].items()),
            key=lambda pair: len(pair[0]),
            reverse=True,
        ),
        "akin": {frozenset(entry["of"]): entry["why"] for entry in rules["akin"]},
        "neutral": _longest(rules["neutral"]["words"]),
        "compatible": {frozenset(pair) for pair in rules["compatible"]["classes"]},
        "bare": frozenset(rules["bare"]["classes"]),
        "events": tuple(rules["bare"]["events"]),
        "unfinished": frozenset(rules["bare"]["unfinished"]),
        "running": tuple(rules["running"]["words"]),
        "summed": tuple(rules["running"]["summed"]),
        "qualifier_words": _longest(
            {word for entry in rules["qualifiers"] for line in entry["words"] for word in line}
        ),
        "qualifiers": [
            (
                entry["group"],
                entry["lack"],
                sorted(
                    ((w, i) for i, line in enumerate(entry["words"]) for w in line), key=lambda p: -len(p[0])
                ),
            )
            for entry in rules["qualifiers"]
        ],
    }


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)


def _sizes(words: Iterable[str]) -> list[int]:
    """The lengths of the words, the longest first: names are looked up by their ends, not word by word."""
    return sorted({len(word) for word in words}, reverse=True)


@lru_cache(maxsize=1 << 16)
def name(written: str) -> Name:
    """`written` taken apart; the same name for the same words always."""
    rules = _rules()
    text = unicodedata.normalize("NFKC", written).replace("(", "（").replace(")", "）").replace(",", "、")
    text = text.translate(_QUOTES)
    for old, new in rules["rewrite"]:
        text = text.replace(old, new)
    text = text.translate(_BRACKETS)
    core, verbs, said = _strip_verbs(_join_listed_verbs(_strip_phrases(text)))
    qualifiers = []
    for _, _, words in rules["qualifiers"]:
        rest, found = text, set()
        for word, line in words:
            if word in rest:
                found.add(line)
                rest = rest.replace(word, "|")
        qualifiers.append(frozenset(found))
    symbols = Counter(_SYMBOLS.findall(core.upper())) + Counter(_CHINESE_COUNT.findall(core))
    core = core.replace("、", "")
    bare = core
    for word in rules["qualifier_words"]:
        bare = bare.replace(word, "")
    return Name(written, core, bare or core, verbs, said, tuple(qualifiers), symbols, _says_little(core))


def _says_little(core: str) -> bool:
    """Whether a core is a verb, or only narrowing words and nouns of anything (供应, 重点项目, 平台)."""
    rules = _rules()
    if core in rules["verbs"] or core in rules["qualifier_words"]:
        return True
    for word in rules["narrowing"]:
        core = core.replace(word, "")
    rest = _without(core, "")
    return not rest or rest in rules["general"] or core in rules["general"]


def _strip_phrases(text: str) -> str:
    """The text without a list number, words of time or degree before it, and a predicate after it."""
    rules = _rules()
    text = _AGAIN.sub("", _LIST_NUMBER.sub("", text))
    while True:
        front = _start_among(text, rules["fronts"], rules["front_sizes"])
        end = _end_among(text, rules["predicates"], rules["predicate_sizes"])
        if not front and not end:
            return text
        text = text.removeprefix(front).removesuffix(end)


def _join_listed_verbs(text: str) -> str:
    """新建、改(扩)建 as 新改扩建, so that one entry of the lexicon covers its spellings."""
    text = re.sub(r"新建?[、和及]?改建?[、和及]?(造提升|造)", "新建改造", text)
    text = re.sub(r"新建?[、和及]?改[、和及]?扩建", "新改扩建", text)
    return re.sub(r"新建?[、和及]?改建", "新改建", text)


def _strip_verbs(text: str) -> tuple[str, frozenset[str], str]:
    """The text without the verbs and empty nouns at its ends; the verbs' classes; the verbs as written."""
    rules = _rules()
    found: set[str] = set()
    said: list[str] = []
    while True:
        word = _outer_verb(text)
        if word:
            text = text.removeprefix(word) if text.startswith(word) else text.removesuffix(word)
            found |= rules["verbs"][word]
            if rules["verbs"][word]:
                said.append(word)
            continue
        end = _end_among(text, rules["ends"], rules["end_sizes"])
        end = end or next((w for w in rules["joints"] if _ends_in(text, w)), "")
        joint = next((j for j in rules["joints"] if text.startswith(j) and len(text) > len(j) + 1), "")
        if not end and not joint:
            return text, frozenset(found), "、".join(said)
        text = text.removesuffix(end) if end else text.removeprefix(joint)


def _outer_verb(text: str) -> str:
    """The longest verb at either end of the text, of two as long the one that the rules name first."""
    rules = _rules()
    order = rules["verb_order"]
    for size in rules["verb_sizes"]:
        if len(text) > size + 1:
            both = [word for word in (text[:size], text[-size:]) if word in order]
            if both:
                return str(min(both, key=order.__getitem__))
    return ""


def _start_among(text: str, words: frozenset[str], sizes: list[int]) -> str:
    """The longest of the words that the text begins with, something to speak of after it; else empty."""
    return next((text[:n] for n in sizes if len(text) > n + 1 and text[:n] in words), "")


def _end_among(text: str, words: frozenset[str], sizes: list[int]) -> str:
    """The longest of the words that the text ends in, something to speak of before it; else empty."""
    return next((text[-n:] for n in sizes if len(text) > n + 1 and text[-n:] in words), "")


def _ends_in(text: str, word: str) -> bool:
    """Whether `word` is the end of `text`, and something to speak of stands before it."""
    return text.endswith(word) and len(text) > len(word) + 1


def may_be_alike(target: Measure, result: Measure, at_least: float) -> bool:
    """Whether `likeness` may come to `at_least`, by the characters that the two names share.

    A quick look that spares the slow one; what it lets pass may be unlike all the same.
    """
    if target.canonical and result.canonical:
        return True
    if _variants(target.indicator) or _variants(result.indicator):
        return True
    a, b = name(target.indicator).bare, name(result.indicator).bare
    shared = sum(min(count, _characters(b)[char]) for char, count in _characters(a).items())
    apart = sum(max(0, len(_without(one, "")) - shared) for one in (a, b))
    return not apart or 2 * shared >= at_least * (2 * shared + apart)


@lru_cache(maxsize=1 << 16)
def _characters(text: str) -> Counter[str]:
    return Counter(text)


def likeness(target: Measure, result: Measure) -> Likeness:
    """How sure the two are one indicator, by their ids in the lexicon or, where it lacks one, by name."""
    if target.canonical and result.canonical:
        if target.canonical == result.canonical:
            return Likeness(1.0, (f"指标相同（{target.indicator}）",))
        why = _rules()["akin"].get(frozenset((target.canonical, result.canonical)))
        return (
            Likeness(_AKIN, (f"指标相近（{target.indicator}／{result.indicator}）", why))
            if why
            else NOT_ALIKE
        )
    alike = _by_name(target, result, target.indicator, result.indicator)
    readings = [
        (mine, theirs)
        for mine in (target.indicator, *_variants(target.indicator))
        for theirs in (result.indicator, *_variants(result.indicator))
    ]
    for mine, theirs in readings[1:]:
        other = _by_name(target, result, mine, theirs)
        # a result of 城市（县城） covers more than the 县城 that it is read as
        factor = _VARIANT if theirs in _shorter(result.indicator) else _DOUBT
        if other.confidence * factor > alike.confidence:
            alike = Likeness(other.confidence * factor, (*other.reasons, "名称中的括号另有读法"))
    return alike


def _by_name(target: Measure, result: Measure, mine: str, theirs: str) -> Likeness:
    """The likeness of the names `mine` and `theirs`, of which the lexicon has one at most."""
    a, b = name(mine), name(theirs)
    countable = _is_countable(target)
    alike = _compare(a, b, countable, totals=is_running(target) and is_running(result))
    one_known = bool(target.canonical or result.canonical)
    if alike.confidence and one_known and not _same_words(a.bare, b.bare, countable):
        # A statistical indicator that the lexicon knows by all its names, against a name that is none of
        # them.
        alike = Likeness(alike.confidence * _DOUBT, (*alike.reasons, "名称不在指标表内"))
    return alike


def _shorter(written: str) -> tuple[str, ...]:
    """The name and its readings without a bracket."""
    return (written, *(other for other in _variants(written) if len(other) == len(written) - 3))


@lru_cache(maxsize=8192)
def _variants(written: str) -> tuple[str, ...]:
    """Other readings: 营造林（草） as 营造林, 郊野（山头）公园 as 山头公园, 学校等设施 as 设施."""
    text = unicodedata.normalize("NFKC", written).replace("(", "（").replace(")", "）")
    examples = _EXAMPLES.match(text)
    if examples:
        return (examples["verb"] + examples["kind"],)
    found = _BRACKETED.match(text)
    if not found:
        return ()
    before, inner, behind = found["before"], found["inner"], found["behind"]
    if len(inner) == 1:
        return (before + behind,)
    return (before[: -len(inner)] + inner + behind,) if len(before) >= len(inner) and behind else ()


def _same_words(a: str, b: str, countable: bool) -> bool:
    """Whether the cores are one but for their order, and for deliverables but for neutral words."""
    return sorted(a) == sorted(b) or (countable and not _without(a, b) and not _without(b, a))


def is_running(measure: Measure) -> bool:
    """Whether it is a running total (累计引进100家), by its name or the words around it."""
    if measure.aspect != "level":
        return False
    words = _rules()["running"] if _is_countable(measure) else _rules()["summed"]
    return any(word in measure.indicator or word in measure.phrase for word in words)


def _is_countable(measure: Measure) -> bool:
    """Whether it counts deliverables: a longer name then more often says more than it means less."""
    counted = {"count", "households", "persons", "length", "area"}
    return measure.aspect == "level" and unit(measure.unit).dimension in counted


def _compare(a: Name, b: Name, countable: bool, totals: bool) -> Likeness:
    confidence, reasons = _cores(a.bare, b.bare, countable)
    if not confidence:
        return NOT_ALIKE
    reasons = [reason.format(a=a.written, b=b.written, core=a.core) for reason in reasons]
    for (group, lack, _), mine, theirs in zip(
        _rules()["qualifiers"], a.qualifiers, b.qualifiers, strict=True
    ):
        if mine == theirs:
            continue
        if (mine and theirs and not (mine < theirs or theirs < mine)) or lack == "veto":
            return NOT_ALIKE
        confidence *= _DOUBT
        reasons.append(f"口径宽窄不明（{group}）")
    if a.symbols != b.symbols:
        if a.symbols and b.symbols:
            return NOT_ALIKE
        confidence *= _DOUBT
        reasons.append("名称中的数字、字母不同")
    if a.empty or b.empty:
        confidence *= _DOUBT
        reasons.append("名称过于笼统")
    factor, reason = _verbs(a, b, totals)
    return Likeness(confidence * factor, tuple([*reasons, reason] if reason else reasons))


def _cores(a: str, b: str, countable: bool) -> tuple[float, list[str]]:
    if a == b:
        return 1.0, ["名称相同（{core}）"]
    more, less = _without(a, b), _without(b, a)
    if not more and not less:
        return 0.95, ["名称相近（{a}／{b}）"]
    shared = sum((_characters(a) & _characters(b)).values())
    dice = 2 * shared / (2 * shared + len(more) + len(less))
    # The same characters in another order are less alike.
    score = (dice + max(fuzz.ratio(a, b) / 100, dice * _DISORDER)) / 2
    reason = [f"名称相近{score:.2f}（{{a}}／{{b}}）"]
    if more and less:
        return score * _SUBSTITUTED, reason
    slight = countable and len(more or less) <= _SLIGHT_WORDS and score >= _SLIGHT_LIKENESS
    return (score if slight else score * _ONE_SIDED), reason


@lru_cache(maxsize=65536)
def _without(a: str, b: str) -> str:
    """What `a` has and `b` lacks, neutral words aside."""
    spare = Counter(b)
    rest = []
    for char in a:
        if spare[char]:
            spare[char] -= 1
            rest.append("|")
        else:
            rest.append(char)
    text = "".join(rest)
    for word in _rules()["neutral"]:
        text = text.replace(word, "|")
    return text.replace("|", "")


def _verbs(a: Name, b: Name, totals: bool) -> tuple[float, str]:
    """What the verbs leave of the confidence, and a reason where they differ.

    Between running totals a verb that only one has (华为云生态伙伴, 累计引进华为云生态伙伴) makes no
    difference.
    """
    rules = _rules()
    if a.verbs == b.verbs:
        return 1.0, ""
    said = f"动词不同：{a.said or '无'}／{b.said or '无'}"
    if all_answered(a.verbs, b.verbs) and all_answered(b.verbs, a.verbs):
        return _COMPATIBLE_VERB, said
    if a.empty or b.empty or not _without(a.core, ""):
        return 0.0, said
    if not a.verbs or not b.verbs:
        whole = a.verbs or b.verbs
        if totals or whole <= rules["bare"]:
            return _BARE_VERB, said
        # begun is not done, and signed neither
        done = not whole & rules["unfinished"]
        if done and any(event in a.written + b.written for event in rules["events"]):
            return _BARE_VERB, said
    return _OTHER_VERB, said


def all_answered(verbs: frozenset[str], others: frozenset[str]) -> bool:
    """Whether each of `verbs` counts the same as one of `others`; never so where either has none."""
    alike = _rules()["compatible"]
    return bool(verbs) and all(
        any(verb == other or frozenset((verb, other)) in alike for other in others) for verb in verbs
    )
