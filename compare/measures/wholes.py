"""Figures of a communiqué that are no result of the whole, though only the words around them say so.

It tells each indicator of the whole first. What comes after under the bare name is of a part named a clause
or a sentence earlier: `对共建“一带一路”国家进出口19万亿元。其中，出口10万亿元` is no national export.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from compare.measures.words import bare_unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.model import Measure

_REAL = "实际"
"""Tells a growth without the rise of prices from the one with it: both are of the whole."""


def without_parts(measures: Iterable[Measure]) -> list[Measure]:
    """The measures in order; context is a recalled aim, and what differs from an indicator's first."""
    first: dict[tuple[object, ...], Measure] = {}
    kept = []
    for m in measures:
        if re.search(re.escape(m.phrase) + "[^，。；]{0,8}目标", m.quote):
            kept.append(replace(m, role="context"))  # 完成了增长8%左右的目标
            continue
        key = (m.canonical, m.aspect, m.scope, m.period, bare_unit(m.unit), _REAL in m.phrase)
        exact = bool(m.canonical) and m.role == "achieved" and m.bound == "eq"
        whole = first.setdefault(key, m) if exact else m
        kept.append(m if whole.value == m.value else replace(m, role="context"))
    return kept
