"""Reads mutated reports and counts what goes wrong: any exception but the program's own, any report over 2 s.

    python tests/bench/fuzz.py [COUNT] [SEED]       20000 and 1 without

Pieces of real reports (of the corpus, DUIZHAO_SHARED, else ../shared; of the seed without it) have characters
and bytes deleted, doubled, swapped and put in, numerals, units, brackets and control characters among them.
"""

from __future__ import annotations

import os
import random
import sys
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from compare.errors import DuizhaoError
from compare.measures import measure
from compare.model import Source
from compare.outline import outline
from compare.reading.decoding import decode

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("DUIZHAO_SHARED", ROOT.parent / "shared")) / "corpus"
HEAD = "云山市2025年政府工作报告\n各位代表：\n一、2024年工作回顾\n成绩很大。\n二、2025年工作安排\n"
LENGTH, SLOW, BATCH = 2500, 2.0, 100
INSERTS = (
    *"0123456789.,，、；。：（）《》“”〔〕％%‰—…～\n\t\r\0\x1b\u202e\ufeff\u3000①⑩Ⅳ",
    *(
        "百分之",
        "一百二十三",
        "亿元",
        "万人",
        "个百分点",
        "左右",
        "以上",
        "翻两番",
        "2025年",
        "十四五",
        "分别",
        "其中",
        "占",
    ),
    *(
        "一、",
        "（一）",
        "1.",
        "——",
        "**",
        "##",
        "![](",
        "<script>",
        "力争",
        "不低于",
        "增长",
        "达到",
        "第",
        "位",
        "倍",
        "𠀀",
    ),
)


@cache
def texts() -> list[str]:
    files = sorted(CORPUS.rglob("*.md")) or sorted((ROOT / "seeds").glob("*.txt"))
    return [file.read_text(encoding="utf-8", errors="replace") for file in files]


def mutated(chance: random.Random) -> str:
    text = chance.choice(texts())
    start = 0 if chance.random() < 0.5 else chance.randrange(max(1, len(text) - LENGTH))
    piece = list(text[start : start + LENGTH])
    if start:
        piece[:0] = HEAD
    for _ in range(chance.randrange(1, 60)):
        at, other = chance.randrange(len(piece) or 1), chance.randrange(len(piece) or 1)
        kind = chance.randrange(5)
        if kind == 0:
            del piece[at : at + chance.randrange(1, 20)]
        elif kind == 1:
            piece[at:at] = piece[other : other + chance.randrange(1, 40)]
        elif kind == 2 and piece:
            piece[at], piece[other] = piece[other], piece[at]
        else:
            piece.insert(at, chance.choice(INSERTS) * chance.choice((1, 1, 1, 2, 30)))
    written = "".join(piece)
    if chance.random() < 0.2:
        raw = bytearray(written.encode(chance.choice(("utf-8", "gb18030")), "replace"))
        for _ in range(chance.randrange(1, 20)):
            if raw:
                raw[chance.randrange(len(raw))] = chance.randrange(256)
        try:
            written = decode(bytes(raw), Path("a.txt"))[0]
        except DuizhaoError:
            return ""
    return written


def run(batch: tuple[int, int]) -> Counter[str]:
    """The tally of a batch: read, refused, slow, or the exception with where it was raised."""
    seed, number = batch
    tally: Counter[str] = Counter()
    for i in range(BATCH):
        text = mutated(random.Random(f"{seed} {number} {i}"))
        started = time.perf_counter()
        try:
            measure(outline(Source("a.txt", text, "txt", "utf-8", ""), place="云山市", year=2025))
            tally["read"] += 1
        except DuizhaoError:
            tally["refused"] += 1
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            tally[
                f"CRASH {type(error).__name__} {Path(where.filename).name}:{where.lineno} ({number}, {i})"
            ] += 1
        if time.perf_counter() - started > SLOW:
            tally[f"SLOW ({number}, {i})"] += 1
    return tally


def main(count: int, seed: int) -> int:
    tally: Counter[str] = Counter()
    with ProcessPoolExecutor() as pool:
        for part in pool.map(run, [(seed, number) for number in range(count // BATCH)]):
            tally += part
    for what, times in tally.most_common():
        print(f"{times:7} {what}")
    return int(any(what.startswith(("CRASH", "SLOW")) for what in tally))


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given + [20_000, 1][len(given) :])))
