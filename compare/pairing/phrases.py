"""Rules and obstacles in words, as they are printed beside a verdict."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from compare.lexicon.loader import table

if TYPE_CHECKING:
    from compare.model import Measure, Verdict
    from compare.pairing.yardstick import Yardstick

UNDISCLOSED = "后续报告中未见对应结果"
NOT_RECORDED = "数据表中没有对应的一行；后续报告未读入，是否披露不详"
_VERDICTS: dict[Verdict, str] = {
    "exceeded": "超额完成",
    "met": "完成",
    "near": "接近完成",
    "missed": "未完成",
    "undisclosed": "未披露",
    "incomparable": "无法判定",
}
_ASPECTS = {"level": "水平", "growth": "增速", "change": "增减量", "rank": "位次"}
_BOUNDS = {"ge": "{}以上", "gt": "超{}", "le": "{}以内", "lt": "近{}（略低）"}


def verdict_word(verdict: Verdict) -> str:
    """A verdict as the handout has it: `完成`."""
    return _VERDICTS[verdict]


def number(value: Decimal) -> str:
    """`5.80` as 5.8, `6E+3` as 6000, at most four places: a threshold, not a figure of the report."""
    rounded = value.quantize(Decimal("0.0001")) if value != value.to_integral_value() else value
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure(measure: Measure) -> str:
    """The measure's value and unit as written, a fall by its size: `5.46万人`, `4.5—5%`."""
    assert measure.value is not None
    ends = [measure.value] if measure.value_max is None else [measure.value, measure.value_max]
    return (
        "—".join(f"{abs(end):f}" if measure.aspect in ("growth", "change") else f"{end:f}" for end in ends)
        + measure.unit
    )


def obstacle(target: Measure, result: Measure, convertible: bool) -> str:
    """Why the two can't be held against each other, empty where they can."""
    if target.value is None:
        return "目标为定性表述，须人工判断"
    if result.value is None:
        return "结果为定性表述，无数值可比"
    if target.aspect != result.aspect:
        return f"目标为{_ASPECTS[target.aspect]}，结果为{_ASPECTS[result.aspect]}，不可比"
    if not convertible:
        return f"单位不同（{target.unit or '无'}／{result.unit or '无'}），不可比"
    return ""


def rule(target: Measure, yardstick: Yardstick, wording: str) -> str:
    """`6%左右：实际≥5.8%为完成，≥5.5%为接近完成，>6.2%为超额完成`."""
    written = table("verdicts")["wording"][wording]["written"].format(figure(target))
    met_sign, near_sign, better = (">" if yardstick.strict else "≥", "≥", ">")
    if not yardstick.least:
        met_sign, near_sign, better = ("<" if yardstick.strict else "≤", "≤", "<")
    unit = "位" if target.aspect == "rank" else target.unit
    if yardstick.fall:
        written = "下降" + written
    subject = "降幅" if yardstick.fall else "位次" if target.aspect == "rank" else "实际"
    parts = [
        f"{subject}{met_sign}{number(yardstick.met)}{unit}为完成",
        f"{near_sign}{number(yardstick.near)}{unit}为接近完成",
    ]
    if yardstick.exceeded is not None:
        parts.append(f"{better}{number(yardstick.exceeded)}{unit}为超额完成")
    return f"{written}：" + "，".join(parts)


def result_note(result: Measure, verdict: Verdict) -> str:
    """What the result's own bound leaves open, to stand after the rule."""
    said = figure(result)
    if result.bound in ("ge", "gt", "le", "lt"):
        text = f"结果为{_BOUNDS[result.bound].format(said)}，只知界限"
    elif result.bound == "about":
        text = f"结果为{said}左右"
    else:
        text = f"结果为{said}"
    return f"；{text}" + ("，无法判定是否达到" if verdict == "incomparable" else "")
