"""The rules of `audit.toml`: which figures are reckoned in a way of their own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from compare.lexicon.loader import table

if TYPE_CHECKING:
    from compare.audit.figures import Figure

# 1992年同1987年相比, 比2000年: another base than the year before
_OTHER_BASE = re.compile(
    r"[同与比较自从由]“?(?:(?P<year>(?:19|20)\d{2})年|十?[一二三四五六七八九]五)|翻.{0,4}番|的\d*倍"
)
_HELD_AGAINST = re.compile(r"[同与]“?(?P<year>(?:19|20)\d{2})年相比")
_CLAUSE = re.compile(r"[；;。！]")


def at_constant_prices(figure: Figure) -> bool:
    """Whether its growth is real by rule, so that levels at current prices say nothing of it."""
    rules = table("audit")["growth"]
    return figure.canonical in rules["constant"] or any(
        word in figure.indicator or word in figure.name for word in rules["constant_names"]
    )


def apart(figure: Figure) -> bool:
    """Whether its own stretch of the sentence says that it is reckoned in a way of its own."""
    return _apart().search(stretch(figure)) is not None


def spans(figure: Figure) -> bool:
    """Whether its sentence has spoken of several years before it, though it is filed under one."""
    return _spans().search(figure.sentence, 0, figure.at) is not None


def against_other_base(figure: Figure) -> bool:
    """Whether a growth is told against another year than the one before."""
    held = _HELD_AGAINST.search(figure.sentence, 0, figure.at)  # holds beyond ；as well
    bases = [match["year"] for match in _OTHER_BASE.finditer(stretch(figure))] + (
        [held["year"]] if held else []
    )
    return "番" in figure.phrase or any(year != str(figure.year - 1) for year in bases)


def stretch(figure: Figure) -> str:
    """The words around it, up to the next ；or 。to either side."""
    before = list(_CLAUSE.finditer(figure.sentence, 0, figure.at))
    after = _CLAUSE.search(figure.sentence, figure.at)
    return figure.sentence[before[-1].end() if before else 0 : after.start() if after else None]


@lru_cache(maxsize=1)
def _apart() -> re.Pattern[str]:
    return re.compile("|".join(table("audit")["apart"]["words"]))


@lru_cache(maxsize=1)
def _spans() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, table("audit")["apart"]["spans"])))
