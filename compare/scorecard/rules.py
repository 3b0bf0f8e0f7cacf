"""判定规则: what decides the verdicts, in words, from the table that decides them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from compare.lexicon.loader import table
from compare.scorecard.grid import Band, Column, Entry, Grid, Line
from compare.scorecard.sources import document, file_of
from compare.scorecard.styles import MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.scorecard.words import Words

SHEET = "判定规则"

_VERDICTS = {
    "超额完成": ("达到目标，且优于目标值超过超额线", "价格涨幅等控制性指标低于上限只算完成，不算超额"),
    "完成": ("按目标自身表述已经达到", ""),
    "接近完成": ("未达到，但差距在接近线以内", ""),
    "未完成": ("未达到，且差距在接近线以外", ""),
    "未披露": ("下一年报告全文中未见该指标同口径结果", "不等于未完成；不以0或相近数字代替"),
    "资料未载": ("下一年只有数据表，表中没有该指标", "没有读到报告全文，不能断言未披露"),
    "无法判定": ("有结果，但与目标不可比", "口径或单位不同、目标为定性表述，或结果只给出界限"),
    "待核对": ("找到可能对应的结果，把握不足", "是否对应须由人工确认；确认之前不作判定"),
}
_WORDINGS = {
    "ge": "以上、不低于、不少于、至少",
    "gt": "超、突破、高于",
    "eq": "只写数值（增长6%、建成20个）",
    "about": "左右、约",
    "range": "区间（6%—6.5%）",
    "le": "以内、以下、不超过、控制在",
    "lt": "低于、少于",
    "close": "近、接近",
}
_SENSES = {
    "least": "不得低于目标",
    "most": "不得高于目标",
    "indicator": "按指标方向：越高越好的不得低于目标，越低越好的和控制上限的不得高于目标",
}
_HARDNESS = {0: "最软", 1: "软", 2: "中", 3: "硬", 4: "最硬"}


def grid(reports: Sequence[dict[str, Any]], say: Words, version: str) -> Grid:
    """The sheet: verdicts, wordings, how results are read, and the files the workbook was made from."""
    rules = table("verdicts")
    rows: list[Line | Band] = [Band(say("一、完成情况"))]
    rows += [
        _line(f"{MARKS[word][0]} {say.kind(word)}", *(say(text) if text else "" for text in texts))
        for word, texts in _VERDICTS.items()
    ]
    rows += [Band(say("二、目标表述与判定线")), *_wordings(rules, say)]
    rows += [_line(say("超额线"), _width(rules["exceeded"], say), "")]
    rows += [Band(say("三、其他")), *_others(rules, say), Band(say("四、资料"))]
    rows += [_file(report, say) for report in reports]
    return Grid(
        say("判定规则"),
        (
            Column(say("项目"), 26, 32),
            Column(say("判定"), 44, 68),
            Column(say("说明"), 34, 44),
        ),
        rows,
        above=(
            say(
                "判定只按目标自身的文字和数字计算，不采用报告中“基本完成”等评语。率指以%、‰、个百分点计的指标。"
            ),
        ),
        below=(
            say(
                "由对照（duizhao）{version}生成。规则存于 compare/lexicon/verdicts.toml，"
                "修改后重新生成即可。",
                version=version,
            ),
        ),
        frozen=1,
    )


def footnotes(say: Words) -> tuple[str, ...]:
    """The tolerances in force, as they stand under a table of targets."""
    rules = table("verdicts")
    about, bare = rules["wording"]["about"], rules["wording"]["eq"]
    return (
        say("注：1. 差值＝完成－目标；率的差值以个百分点计，其余以目标的单位计。目标、完成照报告原文。"),
        say(
            "2. “左右”：差{met}以内为完成，{near}以内为接近完成；其他表述须达到目标值，"
            "差{bare}以内为接近完成；优于目标{exceeded}以上为超额完成。越低越好的指标方向相反。全部规则见“判定规则”。",
            met=_width(about["met"], say),
            near=_width(about["near"], say),
            bare=_width(bare["near"], say),
            exceeded=_width(rules["exceeded"], say),
        ),
        say(
            "3. ○ 未披露：下一年报告中未见该指标同口径结果，不等于未完成；"
            "□ 资料未载：下一年只有数据表，表中没有；"
            "？ 待核对：对应关系须由人工确认，括号内为可能对应的结果。"
        ),
        say("4. 带下划线的可点击，至原句；“出处”栏为该表编号，供纸面查对。"),
    )


def _line(*texts: str) -> Line:
    return tuple(Entry(text) for text in texts)


def _wordings(rules: dict[str, Any], say: Words) -> list[Line]:
    result = []
    for name, words in _WORDINGS.items():
        rule = rules["wording"][name]
        reached = "超过目标为完成" if rule.get("strict") and rule["sense"] == "least" else "达到目标为完成"
        reached = "低于目标为完成" if rule.get("strict") and rule["sense"] == "most" else reached
        met = (
            say("差{width}以内为完成", width=_width(rule["met"], say))
            if _is_wide(rule["met"])
            else say(reached)
        )
        near = say("差{width}以内为接近完成", width=_width(rule["near"], say))
        binding = say("约束力{degree}", degree=say(_HARDNESS[rule["hardness"]]))
        result.append(
            _line(say(words), say.join([met, near]), say.join([say(_SENSES[rule["sense"]]), binding]))
        )
    return result


def _others(rules: dict[str, Any], say: Words) -> list[Line]:
    scale, results = rules["hardness"], rules["results"]
    close = _percent(Decimal(1) - Decimal(str(results["close"])))
    return [
        _line(say("力争类用语"), "、".join(scale["softer"]), say("判定线不变，约束力软一级")),
        _line(say("确保类用语"), "、".join(scale["harder"]), say("判定线不变，约束力硬一级")),
        _line(
            say("位次"),
            say("不低于目标位次为完成；差{near}位为接近完成", near=rules["rank"]["near"]),
            say("第1位优于第2位"),
        ),
        _line(
            say("结果为“以上、超”等"),
            say("按所给界限判定"),
            say("差{width}以内的无法判定", width=_width(results["open"], say)),
        ),
        _line(
            say("结果为“左右”"),
            say("按所给数值判定"),
            say("与目标相差不到{width}的无法判定", width=_width(results["approximate"], say)),
        ),
        _line(say("结果为“近”"), say("按略低于所给数值判定"), say("至多低{close}", close=close)),
        _line(
            say("定性目标，有数值可比"),
            say("按数值判定，不作超额"),
            say("与经济增长同步：以同期生产总值增速为线"),
        ),
        _line(
            say("定性目标，报告以文字说明"),
            say("所述与目标一致为完成，引其原文"),
            say("为报告自述，未给数值"),
        ),
        _line(say("其他定性目标"), say("无法判定"), say("完成国家下达目标等，须人工判断")),
    ]


def _file(report: dict[str, Any], say: Words) -> Line:
    name = document(report["kind"], report["title"], report["place"], report["path"], say)
    told = [say.date(report["given_on"]), report["meeting"], *report["doubts"]]
    named = [file_of(report["path"]), report["address"], f"SHA-256 {report['digest']}"]
    return _line(name, "\n".join(filter(None, named)), say.join([text for text in told if text]))


def _is_wide(rule: dict[str, Any]) -> bool:
    return bool(rule["points"] or rule["share"])


def _width(rule: dict[str, Any], say: Words) -> str:
    return say(
        "{points}个百分点（率）或{share}（量）",
        points=Decimal(str(rule["points"])),
        share=_percent(Decimal(str(rule["share"]))),
    )


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"
