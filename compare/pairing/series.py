"""Under which key an indicator is followed over the years and over places.

A key is reckoned from the name alone, never from what else an archive holds: another report, or another
order of reports, changes no key. What the lexicon knows has its id there. Any other name is brought to one
form: the class of its verbs as one word, then what they are done to (`建成公共厕所` and `新建公厕` are both
`新增公厕`). Where that form is one of the lexicon's names in its form, it is that indicator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from compare.lexicon.indicators import indicators
from compare.lexicon.loader import table
from compare.pairing.identity import name
from compare.pairing.quantity import BARE, unit

if TYPE_CHECKING:
    from compare.lexicon.indicators import Indicator
    from compare.model import Aspect
    from compare.pairing.identity import Name

_COUNTED = frozenset({"count", "persons", "person_times", "households"})
_MONEY = frozenset({"money", "dollars", "hongkong_dollars"})
_RUNNING = re.compile("累计")
# 城镇新增就业 is 新增城镇就业: of a verb behind the word that says where, the word is its object's.
_INNER_VERB = re.compile(r"^(城镇|城市|农村|城乡|乡村)(新增|新建|改造)(.+)$")
# By which threshold it is counted changes with the rules of statistics: 500万元口径固定资产投资.
_THRESHOLD = re.compile(r"[（(]?[0-9]+万元口径[）)]?")
# 高速公路通车里程 is a length that there is; 通车 is no verb of it, as in 通车高速公路100公里.
_IN_USE = re.compile(r"(?:通车|运营|营运|运行)(?=总?里程)")
# 音乐节及演唱会 is 音乐节和演唱会; not the 及 of 普及率, the 与 of 参与.
_JOINTS = re.compile(r"(?<=..)(?:以及|(?<![普涉危遍顾])及(?![时格])|(?<![参给赠授])与)(?=..)")
_MARKS = re.compile(r"[\s、，,“”‘’《》〈〉「」（）()·的]")


@dataclass(frozen=True, slots=True)
class Filed:
    """What a figure is filed under. `series` is empty for a name that says too little (项目, 投资)."""

    series: str
    """An id of the lexicon, or a name in its form."""
    name: str
    """For people: the lexicon's name, else the key itself."""
    running: bool
    """Whether it is by its name a running total (累计引进企业), no figure of one year."""
    dimension: str
    """What its unit measures: money, persons, percent …"""
    factor: Decimal
    """A figure in the unit without 万 and 亿 times this is one in `unit`."""
    unit: str
    """One in which all figures of the dimension can be given: 元, 平方米; of things counted as written."""
    index_base: Decimal | None = None
    """Of a price index with 上年=100 that base: 102 is a rise by 2%. None for all else."""


@lru_cache(maxsize=1 << 16)
def filed(canonical: str, indicator: str, aspect: str, base_unit: str) -> Filed:
    """Where a figure of `indicator`, known to the lexicon as `canonical` or not (""), is filed.

    `base_unit` is its unit without scale words: 人 of 万人.
    """
    entry = indicators().by_id.get(canonical) or indicators().canonical(indicator)
    entry = entry or _known(_THRESHOLD.sub("", indicator), aspect)
    label, core = form(indicator)
    if entry is None:
        entry = _by_form(indicator, aspect, base_unit)
    if entry is None and _may_be_begun(indicator, core):
        label = name(indicator).said
    dimension, factor, standard = _standard(entry, indicator, aspect, base_unit)
    running = bool(_RUNNING.search(indicator)) or bool(
        label and indicator.endswith(tuple(table("series")["totals"]["words"]))
    )
    if entry and aspect == "level" and not _is_of_its_kind(entry, dimension):
        return Filed("", entry.name, running, dimension, factor, standard)
    if entry:
        base = _index_base(entry, indicator, aspect)
        return Filed(entry.id, entry.name, running, dimension, factor, standard, base)
    key = "" if _says_little(indicator, label, core) else label + core
    if key and indicators().canonical(key):  # its name, but figures of another kind: 新增停车位面积
        key += f"（{standard}）"
    return Filed(key, key, running, dimension, factor, standard)


def _known(name: str, aspect: str) -> Indicator | None:
    """The entry of this name, or of it without 预期目标 behind it: a change of a target is none of its."""
    entry = indicators().canonical(name)
    ends = () if entry or aspect == "change" else table("series")["target"]["words"]
    shorter = (name.removesuffix(end) for end in ends if name.endswith(end))
    return entry or next(filter(None, map(indicators().canonical, shorter)), None)


def _index_base(entry: Indicator, indicator: str, aspect: str) -> Decimal | None:
    rules = table("pairing")["indices"]
    is_index = aspect == "level" and entry.id in rules["of"] and rules["word"] in indicator
    return Decimal(rules["base"]) if is_index else None


def keys(said: str) -> tuple[str, ...]:
    """The keys that a name as a person says it may have, the surest first; whatever it is counted in."""
    entry = indicators().by_id.get(said) or indicators().canonical(said)
    key = "".join(form(said))
    known = [entry, _forms().get(key)]
    return tuple(dict.fromkeys([*(one.id for one in known if one), key]))


def form(indicator: str) -> tuple[str, str]:
    """The verbs of a name as words of their classes, and the rest of it in one spelling."""
    rules = table("series")
    indicator = _INNER_VERB.sub(r"\2\1\3", _THRESHOLD.sub("", _IN_USE.sub("", indicator)))
    taken = name(indicator)
    label = _label(taken, indicator)
    core = _MARKS.sub("", taken.core)
    if len(core) <= rules["short"]["length"] or core.endswith(tuple(rules["short"]["ends"])):
        core += next((noun for noun in rules["short"]["nouns"] if core + noun in indicator), "")
    core = _JOINTS.sub("和", core)
    for first, *rest in rules["same"]["groups"]:
        for other in sorted(rest, key=len, reverse=True):
            if first not in other or other in core:
                core = core.replace(other, first)
    return label, core


def _label(taken: Name, indicator: str) -> str:
    """The verbs of a name as one word."""
    rules = table("series")
    finished = set(taken.said.split("、")) & set(rules["finished"]["verbs"])
    if finished and "renew" in taken.verbs:
        return str(rules["finished"]["renewed"])
    under_way = indicator.startswith(tuple(rules["unfinished"]["under_way"]))
    if taken.said in rules["own"]["verbs"] or (taken.said == rules["unfinished"]["verb"] and under_way):
        return taken.said
    words = "".join(dict.fromkeys(word for kind, word in rules["labels"].items() if kind in taken.verbs))
    return str(rules["joined"].get(words, words))


def _may_be_begun(indicator: str, core: str) -> bool:
    """Whether it may be what is begun or what is finished, which the lexicon tells apart by their verbs."""
    rules = table("series")
    if name(indicator).said not in rules["finished"]["open"]:
        return False
    begun, done = (_forms().get(rules["labels"][kind] + core) for kind in ("start", "build"))
    return bool(begun and done and name(done.name).said in rules["finished"]["verbs"])


def _says_little(indicator: str, label: str, core: str) -> bool:
    generic = _generic()
    return len(core) < 2 or core in generic or label + core in generic or name(indicator).empty


@cache
def _generic() -> frozenset[str]:
    return frozenset(table("series")["generic"]["words"])


def _by_form(indicator: str, aspect: str, base_unit: str) -> Indicator | None:
    """The entry whose name has the form of this one, if its figures are of this kind."""
    label, core = form(indicator)
    entry = _forms().get(label + core)
    if entry is None or _MARKS.sub("", indicator) in table("series")["apart"]["names"]:
        return None
    if _may_be_begun(indicator, core):
        return None
    if aspect == "growth":  # no unit tells 商品房销售面积 from 商品房销售额: the noun must
        alike = [written for written in entry.spoken if form(written) == (label, core)]
        return entry if _tail(indicator) in map(_tail, alike) else None
    usual, own = _usual(entry), _standard(entry, entry.name, aspect, base_unit)[0]
    return entry if usual == own or {usual, own} <= _MONEY else None


def _tail(indicator: str) -> str:
    """The noun of measurement at the end of a name that its form lacks: 面积 of 商品房销售面积."""
    nouns = sorted(table("pairing")["light"]["nouns"], key=len, reverse=True)
    return next((noun for noun in nouns if indicator.endswith(noun)), "")


def _is_of_its_kind(entry: Indicator, dimension: str) -> bool:
    """Whether an amount of this dimension can be the indicator's: no number of cities is a 生产总值."""
    usual = _usual(entry)
    if usual in _MONEY:
        return dimension in _MONEY or dimension == ""
    return usual != "percent" or dimension in ("percent", "points", "")


def _usual(entry: Indicator) -> str:
    """What the usual unit of the indicator's level measures; empty where it varies."""
    return unit(_unscaled(entry.unit)).dimension if entry.unit else ""


@cache
def _forms() -> dict[str, Indicator]:
    """The lexicon's names in their form, without those that two entries share once in it."""
    found: dict[str, Indicator | None] = {}
    for entry in indicators().by_id.values():
        for written in (entry.name, *entry.aliases):
            label, core = form(written)
            if _says_little(written, label, core):
                continue
            key = label + core
            found[key] = entry if found.get(key, entry) is entry else None
    return {key: entry for key, entry in found.items() if entry}


def _standard(
    entry: Indicator | None, indicator: str, aspect: str, base_unit: str
) -> tuple[str, Decimal, str]:
    """Dimension, factor to the dimension's standard unit, and that unit."""
    written = unit(base_unit, cast("Aspect", aspect))
    dimension = "count" if written.dimension == BARE else written.dimension
    usual = _usual(entry) if entry and aspect == "level" else ""
    if written.dimension == BARE and usual in _COUNTED:
        dimension = usual
    countable = table("series")["counters"]["units"]
    for rule in table("series")["counted"]:
        counters = usual == rule["as"] and dimension in rule["from"] and base_unit in countable
        if counters and _has(rule["nouns"], indicator):
            dimension = usual
    if written.factor == 1 and dimension == written.dimension:
        return dimension, written.factor, base_unit
    return dimension, written.factor, _first_unit(dimension) or base_unit


def _has(nouns: list[str], indicator: str) -> bool:
    return any(noun in indicator for noun in nouns)


def _first_unit(dimension: str) -> str:
    """The unit of a dimension whose size is 1; empty for a dimension that is a unit itself (张卡)."""
    units = table("units").get(dimension, {})
    return next((name for name, size in units.items() if size == 1), "")


def _unscaled(written: str) -> str:
    """A usual unit without scale words."""
    return unit(written).base or written
