"""Targets in words that the next report answers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare import Archive
from compare.measures.extract import measure_report
from compare.model import Source
from compare.outline import outline
from compare.pairing import pair_by_source

if TYPE_CHECKING:
    from pathlib import Path

    from compare.model import Extract, Pairing


def report(year: int, review: str, targets: str) -> Extract:
    text = f"""云山市{year}年政府工作报告
各位代表：
一、{year - 1}年工作回顾
{review}
二、{year}年工作安排
今年经济社会发展主要预期目标是：地区生产总值增长6%；{targets}。
"""
    return measure_report(outline(Source(f"{year}.txt", text, "txt", "utf-8", str(year)), place="云山市"))


def answer(target: str, review: str) -> Pairing:
    """The pairing of the target in words of 2024 with what the report of 2025 says."""
    pairings = pair_by_source(report(2024, "成绩很大。", target), [report(2025, review, "物价平稳")])
    (found,) = (p for p in pairings if p.target.value is None)
    return found


@pytest.mark.parametrize(
    ("target", "review", "told"),
    [
        ("国际收支基本平衡", "就业形势较好，国际收支保持平衡。", ["国际收支保持平衡"]),
        ("生态环境质量持续改善", "生态环境明显好转。", ["生态环境明显好转"]),
        ("主要污染物排放量继续下降", "主要污染物排放量下降较多。", ["主要污染物排放量下降较多"]),
        (
            "现行标准下农村贫困人口全部脱贫",
            "剩余的5万农村贫困人口全部脱贫。",
            ["剩余的5万农村贫困人口全部脱贫"],
        ),
        # each thing it speaks of is told
        (
            "单位能耗和主要污染物排放量继续下降",
            "单位能耗持续下降，主要污染物排放量进一步减少。",
            ["单位能耗持续下降", "主要污染物排放量进一步减少"],
        ),
        ("单位能耗和主要污染物排放量继续下降", "单位能耗持续下降。", []),
        # it isn't so, is yet to be, or is another thing
        ("国际收支基本平衡", "国际收支平衡面临较大压力。", []),
        ("生态环境质量持续改善", "生态环境质量没有明显改善。", []),
        ("生态环境质量持续改善", "推动生态环境质量改善。", []),
        ("生态环境质量持续改善", "营商环境质量持续改善。", []),
        ("国际收支基本平衡", "国际收支规模扩大。", []),
    ],
)
def test_words_answer_words(target: str, review: str, told: list[str]) -> None:
    found = answer(target, review)
    assert [one.text for one in found.told] == told
    assert (found.state, found.judgement.verdict) == (("paired", "met") if told else ("none", "undisclosed"))
    assert found.result is None


def test_the_rule_says_that_no_figure_was_given() -> None:
    assert answer("国际收支基本平衡", "国际收支保持平衡。").judgement.rule == "报告以文字说明，未给数值"


def test_the_archive_cites_the_words(tmp_path: Path) -> None:
    review = "就业形势较好，国际收支保持平衡。"
    earlier, later = report(2024, "成绩很大。", "国际收支基本平衡"), report(2025, review, "物价平稳")
    with Archive.open(tmp_path / "a.duckdb") as archive:
        archive.ingest([earlier, later])
        columns = "result, source, verdict_zh, report_silent, result_sentence, result_id IS NULL"
        card = archive.rows(f"SELECT {columns} FROM v_scorecard WHERE target = '国际收支基本平衡'")[1]
        cited = archive.rows(
            "SELECT c.phrase, c.report_year, c.sentence[c.figure_at + 1 : c.figure_ends_at]"
            " FROM v_cited AS c JOIN v_scorecard AS s ON s.result_cited_id = c.cited_id"
            " WHERE s.target = '国际收支基本平衡'"
        )[1]
        counts = archive.rows("SELECT answered, elsewhere FROM v_disclosure WHERE report_year = 2024")[1]
    assert card == [("国际收支保持平衡", "政府工作报告", "完成", False, review, True)]
    assert cited == [("国际收支保持平衡", 2025, "国际收支保持平衡")]
    assert sum(answered for answered, _ in counts) == 1
    assert all(elsewhere == 0 for _, elsewhere in counts)
