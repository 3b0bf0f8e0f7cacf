"""章节对照: the sections of two reports side by side, with what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.scorecard.grid import Column, Entry, Grid, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model import Section, SectionPairing
    from compare.scorecard.targets import Desk
    from compare.scorecard.words import Words

SHEET = "章节对照"
TABLE = "chapters"
MOST_REASONS = 2
_KINDS = {
    "same": "＝ 相同",
    "renamed": "～ 改题",
    "moved": "↕ 移位",
    "split": "⊢ 拆分",
    "merged": "⊣ 合并",
    "new": "＋ 新增",
    "dropped": "× 删去",
}


def grid(desk: Desk, year: int, pairings: Sequence[SectionPairing]) -> Grid:
    """The sheet for the reports of the year before and of `year`."""
    say = desk.say
    return Grid(
        title=say("{place}{last}年与{year}年报告章节对照", place=desk.place, last=year - 1, year=year),
        columns=(
            Column(say("序号"), 6, 6, "center"),
            Column(say("变化"), 10, 10, "center"),
            Column(say("{year}年章节", year=year - 1), 40, 46),
            Column(say("{year}年章节", year=year), 40, 46),
            Column(say("依据"), 28, 36),
        ),
        rows=[_line(number, pairing, desk) for number, pairing in enumerate(pairings, 1)],
        above=(say("依据：{documents}。", documents=say.join(desk.documents(year - 1, year))),),
        table=TABLE,
    )


def _line(number: int, pairing: SectionPairing, desk: Desk) -> Line:
    mark, _, word = _KINDS[pairing.kind].partition(" ")
    plain = pairing.kind == "same"
    return (
        Entry(number),
        Entry(f"{mark} {desk.say(word)}", "plain" if plain else "strong"),
        Entry(_named(pairing.earlier, pairing.earlier_places)),
        Entry(_named(pairing.later, pairing.later_places)),
        Entry(_reasons(pairing.reasons, desk.say)),
    )


def _reasons(reasons: Sequence[str], say: Words) -> str:
    """The first of them; `duizhao sections` prints all."""
    more = say("（共{count}条）", count=len(reasons)) if len(reasons) > MOST_REASONS else ""
    return say.join(list(reasons[:MOST_REASONS])) + more


def _named(sections: Sequence[Section], places: Sequence[str]) -> str:
    """Place and heading of each, a line each; the place alone says what a passage without heading is."""
    return "\n".join(
        f"{place}　{section.heading}" if section.heading else place
        for section, place in zip(sections, places, strict=True)
    )
