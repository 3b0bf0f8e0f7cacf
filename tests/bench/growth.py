"""How the time to read a report grows with texts made to be slow.

    python tests/bench/growth.py [SIZE...]       characters, 20000 80000 320000 without

For each kind of text a line: the seconds at each size, and by how much more than in proportion the last step
grew (1 is linear, 4 quadratic where the sizes grow fourfold).
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from compare.errors import DuizhaoError
from compare.measures import measure
from compare.model import Source
from compare.outline import outline

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = "云山市2025年政府工作报告\n各位代表：\n一、2024年工作回顾\n成绩很大。\n二、2025年工作安排\n"
UNITS: dict[str, str] = {
    "digits": "7",
    "、": "、",
    "open brackets": "（",
    "open quotes": "“",
    "percent signs": "%",
    "characters of numbers": "十百",
    "增长": "增长",
    "增长5%，": "增长5%，",
    "新增公厕5座、": "新增公厕5座、",
    "no full stop": "加快建设现代化产业体系",
    "clauses without figures": "加快建设，",
    "headings": "（一）是\n",
    "numbered lines": "1.\n",
    "years": "2024年",
    "分别增长5%、": "分别增长5%、",
    "blanks": " \t",
    "titles": "《",
}


def seconds(text: str) -> float:
    started = time.perf_counter()
    with suppress(DuizhaoError):  # what is refused is refused in time as well
        measure(outline(Source("a.txt", text, "txt", "utf-8", ""), place="云山市", year=2025))
    return time.perf_counter() - started


def hostile(unit: str) -> Callable[[int], str]:
    return lambda size: HEAD + (unit * (size // len(unit) + 1))[:size] + "\n"


def main(sizes: list[int]) -> None:
    seconds(hostile("新增公厕5座。")(1000))  # what is compiled once isn't counted
    for kind, unit in UNITS.items():
        took = [seconds(hostile(unit)(size)) for size in sizes]
        more = took[-1] / took[-2] / (sizes[-1] / sizes[-2])
        print(f"{kind:24}", *(f"{t:8.3f}" for t in took), f"  ×{more:.1f}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [20_000, 80_000, 320_000])
