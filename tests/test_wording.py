"""What changed in words: segments, redline, sentences, words that bind, targets, terms."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from compare.archive import Archive
from compare.measures import extracts
from compare.measures.extract import measure_report
from compare.model import Extract, Measure, Report, Source
from compare.outline import outline
from compare.wording import carried, compare_reports, contrast, findings, redline, segmenter_of, years_of
from compare.wording.commitments import CommitmentChange, commitment_changes
from compare.wording.discovery import discover
from compare.wording.redline import unchanged
from compare.wording.segments import Segmenter
from compare.wording.targets import target_changes, with_main_targets
from compare.wording.terms import log_likelihood

CORPUS = Path(os.environ.get("DUIZHAO_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "corpus"


def source(text: str, name: str = "report.txt") -> Source:
    return Source(name, text, "txt", "utf-8", "0" * 64)


def report(year: int, body: str, meeting: str = "第十五届") -> Report:
    head = f"{year}年政府工作报告\n——{year}年1月12日在林州市{meeting}人民代表大会第五次会议上\n各位代表：\n"
    return outline(source(head + body), place="林州市", year=year)


def extract(year: int, body: str) -> Extract:
    return measure_report(report(year, body))


def marked(earlier: str, later: str) -> str:
    """The redline of two texts: `[-gone-]{+new+}`."""
    segmenter = Segmenter([earlier, later])
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    pieces = redline(segmenter.words(earlier), segmenter.words(later))
    return "".join(marks[piece.op].format(piece.text) for piece in pieces)


# --- segments


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("地区生产总值增长10%左右", ("地区", "生产总值", "增长", "10%左右")),
        ("到2025年底建成20个以上", ("到", "2025年底", "建成", "20个以上")),
        ("增加值翻一番，达5000亿元。", ("增加值", "翻一番", "，", "达", "5000亿元", "。")),
        ("", ()),
    ],
)
def test_figures_are_one_word_with_unit_and_bound(text: str, words: tuple[str, ...]) -> None:
    assert Segmenter([text]).words(text) == words


def test_words_are_those_of_the_whole_dictionary() -> None:
    import jieba

    jieba.setLogLevel("ERROR")
    texts = ["因地制宜发展新质生产力。", "举办路边音乐会，打造避暑名城", "守牢安全底线，办好民生实事！"]

    segmenter = Segmenter(texts)

    assert [segmenter.words(text) for text in texts] == [tuple(jieba.lcut(text)) for text in texts]


# --- redline


@pytest.mark.parametrize(
    ("earlier", "later", "shown"),
    [
        ("新增就业5万人左右。", "新增就业5万人以上。", "新增就业[-5万人左右-]{+5万人以上+}。"),
        ("加快建设轨道交通。", "加快建设轨道交通。", "加快建设轨道交通。"),
        ("", "新建公园。", "{+新建公园。+}"),
        ("建设学校和医院。", "建设学校、公园和医院。", "建设学校{+、公园+}和医院。"),
        # one shared mark between changes is part of the change
        (
            "推进棚户区改造，新建住房。",
            "推进城市更新，盘活厂房。",
            "推进[-棚户区改造，新建住房-]{+城市更新，盘活厂房+}。",
        ),
    ],
)
def test_a_redline_goes_word_by_word(earlier: str, later: str, shown: str) -> None:
    assert marked(earlier, later) == shown


def test_a_redline_is_both_texts() -> None:
    words = ("稳", "就业", "、", "稳", "企业", "，", "增长", "5%"), ("稳", "企业", "、", "增长", "6%", "左右")

    pieces = redline(*words)

    assert "".join(piece.text for piece in pieces if piece.op != "added") == "".join(words[0])
    assert "".join(piece.text for piece in pieces if piece.op != "removed") == "".join(words[1])


def test_the_unchanged_part_is_that_of_the_longer_text() -> None:
    assert unchanged(redline(("甲乙", "丙丁"), ("甲乙", "戊己"))) == 0.5
    assert unchanged(()) == 1.0


# --- sentences and sections

EARLIER = """一、2024年工作回顾
过去一年，全市经济平稳运行。
二、2025年工作安排
（一）大力发展现代农业
新建高标准农田3万亩，建设粮食烘干中心。
扎实推进农村厕所改造。
（二）加快建设综合交通
开工建设环城高速公路二期工程，打通断头路5条。
力争绕城铁路年内建成通车。
"""
LATER = """一、2025年工作回顾
过去一年，全市经济稳步回升。
二、2026年工作安排
（一）加快建设综合交通
开工建设环城高速公路三期工程，打通断头路8条。
确保绕城铁路年内建成通车。
（二）大力发展现代农业
新建高标准农田5万亩，建设粮食烘干中心。
培育低空经济新赛道。
"""


def test_sentences_are_paired_within_sections_that_are_one() -> None:
    comparison = compare_reports(report(2025, EARLIER), report(2026, LATER))

    shown = {
        (section.pairing.kind, *section.pairing.later_places): [
            (pairing.kind, "".join(f"{piece.op[0]}:{piece.text} " for piece in pairing.pieces).strip())
            for pairing in section.sentences
        ]
        for section in comparison.sections
    }
    assert shown["moved", "二（一）"] == [
        (
            "changed",
            "s:开工建设环城高速公路 r:二期 a:三期 s:工程，打通断头路 r:5条 a:8条 s:。",
        ),
        ("changed", "r:力争 a:确保 s:绕城铁路年内建成通车。"),
    ]
    assert shown["same", "二（二）"] == [
        ("changed", "s:新建高标准农田 r:3万亩 a:5万亩 s:，建设粮食烘干中心。"),
        ("dropped", "r:扎实推进农村厕所改造。"),
        ("new", "a:培育低空经济新赛道。"),
    ]


def test_every_sentence_is_shown_once() -> None:
    comparison = compare_reports(report(2025, EARLIER), report(2026, LATER))
    pairings = comparison.sentences()

    headings = {"大力发展现代农业", "加快建设综合交通", "工作回顾", "工作安排"}
    for side, whole in enumerate((comparison.earlier, comparison.later)):
        shown = [(p.earlier, p.later)[side] for p in pairings]
        indices = [sentence.index for sentence in shown if sentence is not None]
        bodies = [s.index for s in whole.sentences if not any(s.text.endswith(h) for h in headings)]
        assert sorted(indices) == bodies


def test_a_sentence_that_went_to_another_section_says_whence() -> None:
    earlier = EARLIER.replace("扎实推进农村厕所改造。", "实施公共机构既有建筑节能改造提升工程。")
    later = LATER.replace("确保绕城铁路", "实施公共机构既有建筑节能改造提升工程。\n确保绕城铁路")

    comparison = compare_reports(report(2025, earlier), report(2026, later))

    (moved,) = [pairing for pairing in comparison.sentences() if pairing.elsewhere]
    assert (moved.kind, comparison.place(moved.earlier, 0), comparison.place(moved.later, 1)) == (
        "same",
        "二（一）",
        "二（一）",
    )
    assert carried(comparison)["moved"] == 1


def test_sentences_that_share_only_common_words_are_dropped_and_new() -> None:
    earlier = report(2025, EARLIER.replace("打通断头路5条", "加快推进城市轨道交通，优化公交线网"))
    later = report(
        2026,
        LATER.replace("开工建设环城高速公路三期工程，打通断头路8条", "加快推进综合客运枢纽，完善慢行系统"),
    )

    kinds = {
        (p.earlier or p.later).text[:6]: p.kind  # type: ignore[union-attr]
        for p in compare_reports(earlier, later).sentences()
    }

    assert (kinds["开工建设环城"], kinds["加快推进综合"]) == ("dropped", "new")


def test_two_reports_that_are_one_differ_in_nothing() -> None:
    same = extract(2025, EARLIER)
    segmenter = segmenter_of(same.report)

    comparison = compare_reports(same.report, same.report, segmenter)

    assert {pairing.kind for pairing in comparison.sentences()} == {"same"}
    assert carried(comparison)["carried_percent"] == 100.0
    assert findings(comparison, (same, same), segmenter) == ()


# --- words that bind


def bound(earlier: str, later: str) -> list[CommitmentChange]:
    segmenter = Segmenter([earlier, later])
    pieces = redline(segmenter.words(earlier), segmenter.words(later))
    return list(commitment_changes(pieces, segmenter))


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("力争大桥建成通车。", "确保大桥建成通车。", ("harder", "力争", "确保", "大桥建成通车")),
        ("确保大桥建成通车。", "大桥建成通车。", ("softer", "确保", "", "大桥建成通车")),
        ("今年力争完成投资。", "今年完成投资。", ("harder", "力争", "", "完成投资")),
        ("制定管理条例。", "研究制定管理条例。", ("softer", "", "研究", "制定管理条例")),
    ],
)
def test_a_word_of_commitment_before_the_same_words(
    earlier: str, later: str, expected: tuple[str, str, str, str]
) -> None:
    (change,) = bound(earlier, later)

    assert (change.change, change.earlier, change.later, change.bound) == expected


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("力争大桥建成通车。", "力争大桥建成通车。"),
        ("力争大桥建成通车。", "争取大桥建成通车。"),  # as soft as before
        ("力争大桥建成通车。", "确保学校招生开学。"),  # of other things
        ("加强科学管理。", "加强基础研究管理。"),  # a noun
    ],
)
def test_nothing_is_said_where_the_same_thing_is_not_bound_otherwise(earlier: str, later: str) -> None:
    assert bound(earlier, later) == []


# --- targets

PLAN = "一、工作回顾\n过去一年，全市经济平稳运行。\n二、{}年工作安排\n今年经济社会发展主要预期目标是：{}。\n"


def changes(earlier: str, later: str) -> list[tuple[str, str | None, str | None, str | None]]:
    found = target_changes(extract(2025, PLAN.format(2025, earlier)), extract(2026, PLAN.format(2026, later)))
    return [
        (
            one.change,
            one.hardness_change,
            one.earlier.phrase if one.earlier else None,
            one.later.phrase if one.later else None,
        )
        for one in found
    ]


def test_targets_are_followed_by_number_and_by_how_binding_they_are() -> None:
    assert changes(
        "地区生产总值增长6%左右，规模以上工业增加值增长8%左右，城镇新增就业10万人，进出口总额增长5%",
        "地区生产总值增长5.5%左右，规模以上工业增加值增长8%以上，城镇新增就业10万人，社会消费品零售总额增长4%",
    ) == [
        ("lowered", "same", "增长6%左右", "增长5.5%左右"),
        ("reworded", "harder", "增长8%左右", "增长8%以上"),
        ("kept", "same", "10万人", "10万人"),
        ("dropped", None, "增长5%", None),
        ("new", None, None, "增长4%"),
    ]


def test_a_target_in_words_follows_one_with_a_figure() -> None:
    assert changes(
        "地区生产总值增长5%，居民收入增长6%", "地区生产总值增长5%，居民收入增长与经济增长同步"
    ) == [("kept", "same", "增长5%", "增长5%"), ("reworded", None, "增长6%", "居民收入增长与经济增长同步")]


def test_a_report_without_targets_drops_none() -> None:
    assert target_changes(extract(2025, PLAN.format(2025, "地区生产总值增长6%")), extract(2026, LATER)) == ()


@pytest.mark.skipif(not CORPUS.exists(), reason="needs the corpus")
@pytest.mark.parametrize("years", [(2019, 2020), (2022, 2023), (2025, 2026)])
def test_targets_change_as_the_archive_has_it(years: tuple[int, int]) -> None:
    from compare.reading import read

    pair = [extracts(read(CORPUS / "贵阳市" / f"{year}.md"))[0] for year in years]
    with Archive.open(None) as archive:
        archive.ingest(pair)
        _, rows = archive.rows(
            "SELECT change, hardness_change, target, next_target FROM v_scorecard WHERE report_year = ?",
            [years[0]],
        )

    found = target_changes(*pair)

    assert sorted(map(str, rows)) == sorted(
        str(
            (
                one.change,
                one.hardness_change,
                one.earlier.phrase if one.earlier else None,
                one.later.phrase if one.later else None,
            )
        )
        for one in found
    )


# --- findings


def test_findings_say_what_a_person_would_report() -> None:
    earlier = extract(2025, EARLIER.replace("（一）", "主要目标是：地区生产总值增长6%左右。\n（一）"))
    later = extract(2026, LATER.replace("（一）", "主要目标是：地区生产总值增长5%以上。\n（一）"))
    segmenter = segmenter_of(earlier.report, later.report)

    found = findings(compare_reports(earlier.report, later.report, segmenter), (earlier, later), segmenter)

    assert [(one.kind, one.text) for one in found] == [
        ("target lowered", "地区生产总值：增长6%左右 → 增长5%以上（调低，约束力趋硬）"),
        ("commitment harder", "力争 → 确保：绕城铁路年内建成通车"),
        ("section moved", "二（二）「加快建设综合交通」 移至 二（一）「加快建设综合交通」"),
    ]
    assert (found[1].earlier_place, found[1].later_place) == ("二（二）", "二（一）")
    assert found[1].later == "确保绕城铁路年内建成通车。"


def test_a_fall_that_is_to_be_greater_is_not_called_lowered() -> None:
    earlier = extract(2025, PLAN.format(2025, "地区生产总值增长5%，单位地区生产总值能耗下降2%"))
    later = extract(2026, PLAN.format(2026, "地区生产总值增长5%，单位地区生产总值能耗下降3%"))
    segmenter = segmenter_of(earlier.report, later.report)

    found = findings(compare_reports(earlier.report, later.report, segmenter), (earlier, later), segmenter)

    assert [one.text for one in found] == ["单位地区生产总值能耗：下降2% → 下降3%（降幅扩大）"]


# --- terms


def test_log_likelihood_is_that_of_rayson_and_garside() -> None:
    # 12 in 10,000 against 3 in 20,000: E1 = 5, E2 = 10
    assert log_likelihood(12, 3, 10_000, 20_000) == pytest.approx(13.787, abs=0.001)
    assert log_likelihood(5, 5, 1000, 1000) == 0.0
    assert log_likelihood(0, 4, 1000, 1000) == pytest.approx(5.545, abs=0.001)
    assert log_likelihood(1, 0, 0, 0) == 0.0


def test_a_word_in_no_dictionary_is_found_by_what_stands_around_it() -> None:
    texts = [
        "发展低空经济。",
        "以低空经济为抓手。",
        "培育低空经济、数字农业。",
        "低空经济加速起飞，农业稳步增产。",
        *[
            "壮大县域经济，扶持小微企业，改善农村环境，修建乡村公路，新植树木，疏浚河道，修缮校舍。",
            "抓好粮食生产，推广优良品种，维护粮食市场，修建冷库，检修渠道，培训农技人员，走访农户。",
        ]
        * 3,
    ]
    segmenter = Segmenter(texts)

    found = discover([segmenter.words(text) for text in texts], segmenter)

    assert list(found) == ["低空经济"]


PLAIN = "加强水利设施建设，新修水库与渠道。\n抓好粮食生产，推广优良品种。\n"


def terms(earlier: str, later: str) -> list[tuple[str, str, int, int]]:
    review = "一、工作回顾\n过去一年，全市经济平稳运行。\n二、工作安排\n"
    found = contrast([report(2025, review + earlier)], [report(2026, review + later)])
    return [(term.change, term.term, term.earlier_count, term.later_count) for term in found]


def test_terms_are_new_gone_rising_or_falling() -> None:
    earlier = (
        PLAIN
        + "推进棚户区改造。\n启动棚户区二期。\n完成棚户区征收。\n推进棚户区绿化。\n推进旅游业。\n"
        + "扩大煤炭。\n" * 9
    )
    later = PLAIN + "办好托育。\n扩建托育。\n增加托育学位。\n扩大煤炭。\n" + "推进旅游业。\n" * 9

    assert terms(earlier, later) == [
        ("new", "托育", 0, 3),
        ("gone", "棚户区", 4, 0),
        ("rising", "旅游业", 1, 9),
        ("falling", "煤炭", 9, 1),
    ]


def test_a_term_that_only_stands_between_other_borders_is_not_new() -> None:
    earlier = PLAIN + "新质生产力水平提高。\n" * 4
    later = PLAIN + "生产力布局优化。\n" * 4

    assert all(term != "生产力" for _, term, _, _ in terms(earlier, later))


def test_what_a_heading_is_about_is_new_though_it_stands_once() -> None:
    earlier = PLAIN
    later = "（一）加快发展新质生产力\n" + PLAIN

    assert terms(earlier, later) == [("new", "新质生产力", 0, 1)]


def test_a_term_stands_in_a_year_between_borders_of_words() -> None:
    texts = {
        2024: ["做强省会城市首位度。"],
        2025: ["深入实施强省会行动。", "抓好春耕。"],
        2026: ["抓好秋收。"],
    }

    assert years_of(["强省会", "抓好", "冬修"], texts) == {"强省会": (2025, 2025), "抓好": (2025, 2026)}


def test_the_same_report_has_no_terms_that_differ() -> None:
    assert terms(PLAIN, PLAIN) == []


@pytest.mark.skipif(not CORPUS.exists(), reason="needs the corpus")
@pytest.mark.parametrize("file", ["贵阳市/2025.md", "全国/2024.md", "深圳市/2025.md"])
def test_main_targets_are_measured_as_in_the_whole_report(file: str) -> None:
    from compare.reading import read

    whole = extracts(read(CORPUS / file))[0]

    short = with_main_targets(whole.report)

    def main(one: Extract) -> list[Measure]:
        return [measure for measure in one.measures if measure.headline and measure.role == "target"]

    assert main(short) == main(whole)
    assert main(whole)
