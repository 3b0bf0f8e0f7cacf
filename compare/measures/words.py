"""The lexicon's words compiled into patterns, once."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from compare.lexicon.loader import table

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def words(group: str, key: str = "words") -> list[str]:
    """The words of a group of `words.toml`, longest first."""
    return sorted(set(table("words")[group][key]), key=len, reverse=True)


def alternation(items: Iterable[str]) -> str:
    """An alternation that prefers the longest; raises ValueError where there is nothing to match."""
    ordered = sorted(set(items), key=len, reverse=True)
    if not ordered:
        raise ValueError("an empty alternation would match everywhere")
    return "|".join(re.escape(item) for item in ordered)


@lru_cache(maxsize=1)
def flow_verb() -> re.Pattern[str]:
    """A verb that makes a deliverable of what follows, with what may stand before it: 新培育, 累计打造."""
    prefixes = alternation(words("flow", "prefixes"))
    verbs = alternation(words("flow", "verbs"))
    verbs = verbs.replace("|服务|", "|服务(?!大楼|中心|站|点|设施|体系)|")
    verbs = verbs.replace("|增发|", "|增发(?![电达展中])|")
    # not where a noun swallows the verb: 服务业, 覆盖率, 上市公司
    noun = "器|业|率|性|型|额|量|费|者|员|公司|机构|基金|支付|能力|面积|贸易|平台|用房|用地"
    noun += "|区(?![域块间级内直县])"
    return re.compile(rf"(?:{prefixes})*(?:(?:{verbs})(?:[和、及或]?(?=(?:{verbs})))?)+了?(?!{noun})")


@lru_cache(maxsize=1)
def _verb_at_end() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(w for w in words('flow', 'verbs') if len(w) > 1)})$")


def ends_with_verb(name: str) -> bool:
    """Whether a deliverable's verb ends the name, so that its object must follow (提请市人大审议)."""
    return _verb_at_end().search(name) is not None


@lru_cache(maxsize=1)
def unit_dimensions() -> dict[str, str]:
    """Unit → dimension (`元` → `money`), scale words left out."""
    return {unit: name for name, group in table("units").items() if name != "scales" for unit in group}


@lru_cache(maxsize=1)
def _scales() -> list[str]:
    return sorted(table("units")["scales"], key=len, reverse=True)


@lru_cache(maxsize=1024)
def bare_unit(unit: str) -> str:
    """The unit without its scale word: `万亿元` → `元`, `万千瓦` → `千瓦`, `亿` → ``."""
    unit = unit.partition("/")[0] if unit not in unit_dimensions() else unit
    if unit in unit_dimensions():
        return unit
    for scale in _scales():
        if unit.startswith(scale) and (len(unit) == len(scale) or unit[len(scale) :] in unit_dimensions()):
            return unit[len(scale) :]
    return unit


def dimension(unit: str) -> str:
    """The dimension of a unit as written, empty where it has none (`万` of 1400万儿童)."""
    return unit_dimensions().get(bare_unit(unit), "")
