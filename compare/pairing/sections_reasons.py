"""Why two sections are laid side by side, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.lexicon.loader import table

if TYPE_CHECKING:
    from compare.pairing.assignment import Edge
    from compare.pairing.sections_matching import Group, Matching
    from compare.pairing.sections_units import Unit

_SIDES = ("前一份", "后一份")
_ALIKE_HEADING = 0.6
"""From here two headings are seen to be one, reworded."""
_NEAR = 0.25
"""A section below this score has nothing to do with the one that nothing answers."""


def headings(one: Unit, other: Unit, wording: float) -> str:
    if not one.heading and not other.heading:
        name = table("sections")["names"][one.role]
        return f"同为无标题的{name}" if one.role == other.role else "均无标题"
    if not one.heading or not other.heading:
        return f"{_SIDES[0] if one.heading else _SIDES[1]}才有标题"
    if wording == 1.0:
        return "标题相同"
    if wording >= table("sections")["thresholds"]["same_heading"]:
        return "标题只差个别字"
    return "标题相近" if wording >= _ALIKE_HEADING else "标题改写"


def contents(matching: Matching, edge: Edge, of: Group) -> str:
    """`内容相近，共有“轨道交通”“城市更新”`; of a group of several, after the place of this one."""
    rules = table("sections")["content"]
    content = matching.texts.likeness(*edge).content
    degree = (
        "内容相近"
        if content >= rules["alike"]
        else "内容部分相同"
        if content >= rules["partly"]
        else "内容少有相同"
    )
    where = ""
    if len(of.rights) > 1:
        where = f"{matching.right[edge[1]].place}："
    elif len(of.lefts) > 1:
        where = f"{matching.left[edge[0]].place}："
    shared = "".join(f"“{word}”" for word in matching.texts.shared(*edge))
    return where + degree + (f"，共有{shared}" if shared else "")


def places(one: Unit, other: Unit, *, apart: bool) -> str:
    """`apart`: the parts that the two stand in are not one."""
    if one.place == other.place:
        return "序号未变，所在的部分已是另一部分" if apart else "序号未变，与其他各节的先后变了"
    return f"由{one.place}移到{other.place}" + ("，层级改变" if one.depth != other.depth else "")


def rival(matching: Matching, group: Group, edge: Edge) -> str:
    side = 1 if edge[0] == group.first[0] else 0
    place = (matching.left[edge[0]], matching.right[edge[1]])[side].place
    return f"{_SIDES[side]}的{place}也相近"


def division(matching: Matching, group: Group) -> list[str]:
    """That one side divides the section by subject and the other doesn't."""
    parts = [
        sum(units[part].divides for i in group.of(side) for part in units[i].parts)
        for side, units in enumerate((matching.left, matching.right))
    ]
    return [f"{_SIDES[side]}分为{parts[side]}小节" for side in (0, 1) if parts[side] and not parts[1 - side]]


def unanswered(matching: Matching, nearest: Edge | None, side: int) -> tuple[str, ...]:
    said = f"{_SIDES[1 - side]}没有相应的小节"
    score = 0.0 if nearest is None else matching.texts.score(*nearest)
    if nearest is None or score < _NEAR:
        return (said,)
    place = (matching.right[nearest[1]], matching.left[nearest[0]])[side].place
    return said, f"最接近的是{place}（{score:.2f}）"
