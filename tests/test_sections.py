"""Sections of two reports laid side by side."""

from __future__ import annotations

import os
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from compare.model import Report, SectionPairing, Source
from compare.outline import outline
from compare.pairing import align_sections
from compare.pairing.sections_order import Step, movers
from compare.pairing.sections_phrases import shared_phrases
from compare.reading import read

SHARED = Path(os.environ.get("DUIZHAO_SHARED", "../shared"))

INDUSTRY = "新能源汽车整车产量跃升。磷化工循环利用基地建成投产。动力电池材料企业集聚成链。"
CITY = "轨道交通三号线建成通车。老旧小区改造有序铺开。地下管网更新，背街小巷焕然一新。"
FARMING = "粮食播种面积保持稳定。辣椒、食用菌等特色种植壮大。高标准农田建成，农村供水改善。"
LIVES = "新增学位，扩建中小学校。社区养老服务设施投用。城镇就业稳定，医疗保障水平提高。"
SAFETY = "安全生产形势平稳。化解地方债务风险。信访积案逐步化解，社会治安良好。"
TRADE = "中欧班列常态化开行。跨境电商综合试验区获批。外资企业准入放宽，口岸通关提速。"
TARGETS = "今年经济社会发展主要预期目标是：地区生产总值增长6%左右，城镇新增就业5万人，粮食产量稳定。"
GOVERNMENT = "严格落实重大行政决策程序。自觉接受人大监督和政协民主监督。过紧日子，纠治四风。"

Told = list[tuple[str, str, str]]


def report(year: int, *lines: str) -> Report:
    """A report of `year` whose speech has `lines`."""
    text = "\n".join(
        (
            "政府工作报告",
            f"——{year}年1月12日在云山市第八届人民代表大会第五次会议上",
            "各位代表：",
            "现在，我代表市人民政府，向大会报告工作，请予审议。",
            *lines,
            "各位代表！让我们团结一心，奋力前行！",
        )
    )
    return outline(Source(f"云山市{year}.txt", text, "txt", "utf-8", ""))


def plan(year: int, *sections: str) -> Report:
    """A report with the (numbered) `sections` in its plan."""
    numbers = "一二三四五六七"
    review = f"{year - 1}年，全市地区生产总值增长6%，各项工作完成。"
    lines = (f"（{number}）{section}" for number, section in zip(numbers, sections, strict=False))
    return report(year, f"一、{year - 1}年工作回顾", review, f"二、{year}年工作安排", *lines)


def told(pairings: tuple[SectionPairing, ...]) -> Told:
    """Kind, and the places on both sides."""
    return [(p.kind, "；".join(p.earlier_places), "；".join(p.later_places)) for p in pairings]


def in_plan(pairings: tuple[SectionPairing, ...]) -> Told:
    """Those of the numbered sections of the plan."""
    return [row for row in told(pairings) if "二（" in row[1] + row[2]]


# -- the kinds -----------------------------------------------------------------------------------------------


def test_a_report_of_the_next_year_with_the_same_sections() -> None:
    earlier = plan(2024, f"全力抓好工业。{INDUSTRY}", f"提升城市品质。{CITY}")
    later = plan(2025, f"全力抓好工业。再接再厉。{INDUSTRY}", f"提升城市品质。巩固成果。{CITY}")

    found = align_sections(earlier, later)

    assert told(found) == [
        ("same", "开场", "开场"),
        ("same", "一", "一"),
        ("same", "一·主要成绩", "一·主要成绩"),
        ("same", "二", "二"),
        ("same", "二（一）", "二（一）"),
        ("same", "二（二）", "二（二）"),
        ("same", "二·结语", "二·结语"),
    ]
    assert found[4] == SectionPairing(
        kind="same",
        earlier=(earlier.sections[4],),
        later=(later.sections[4],),
        earlier_places=("二（一）",),
        later_places=("二（一）",),
        confidence=0.98,
        reasons=(
            "标题相同",
            "内容相近，共有“动力电池材料企业集聚成链”“新能源汽车整车产量跃升”“磷化工循环利用基地建成投产”",
        ),
    )


def test_a_heading_reworded() -> None:
    earlier = plan(2024, f"聚焦工业倍增，打造动力引擎。{INDUSTRY}", f"提升城市品质。{CITY}")
    later = plan(2025, f"全力以赴抓产业。{INDUSTRY}", f"提升城市的品质。{CITY}")

    found = align_sections(earlier, later)

    assert in_plan(found) == [("renamed", "二（一）", "二（一）"), ("same", "二（二）", "二（二）")]
    assert found[4].reasons[0] == "标题改写"
    assert found[5].reasons[0] == "标题只差个别字"


def test_a_section_that_rose_from_third_to_first_place() -> None:
    earlier = plan(2024, f"抓工业。{INDUSTRY}", f"强城市。{CITY}", f"惠民生。{LIVES}", f"保安全。{SAFETY}")
    later = plan(2025, f"惠民生。{LIVES}", f"抓工业。{INDUSTRY}", f"强城市。{CITY}", f"保安全。{SAFETY}")

    found = align_sections(earlier, later)

    assert in_plan(found) == [
        ("same", "二（一）", "二（二）"),
        ("same", "二（二）", "二（三）"),
        ("moved", "二（三）", "二（一）"),
        ("same", "二（四）", "二（四）"),
    ]
    assert found[6].reasons[:2] == ("标题相同", "由二（三）移到二（一）")


def test_what_only_makes_room_did_not_move() -> None:
    earlier = plan(2024, f"抓工业。{INDUSTRY}", f"稳外贸。{TRADE}", f"惠民生。{LIVES}")
    later = plan(2025, f"保安全。{SAFETY}", f"抓工业。{INDUSTRY}", f"惠民生。{LIVES}")

    found = align_sections(earlier, later)

    assert in_plan(found) == [
        ("new", "", "二（一）"),
        ("same", "二（一）", "二（二）"),
        ("dropped", "二（二）", ""),
        ("same", "二（三）", "二（三）"),
    ]
    assert [p.reasons for p in found if p.kind in ("new", "dropped")] == [
        ("前一份没有相应的小节",),
        ("后一份没有相应的小节",),
    ]


def test_a_section_split_in_two() -> None:
    earlier = plan(2024, f"抓产业惠民生。{INDUSTRY}{LIVES}", f"强城市。{CITY}")
    later = plan(2025, f"抓产业。{INDUSTRY}", f"强城市。{CITY}", f"惠民生。{LIVES}")

    found = align_sections(earlier, later)

    assert in_plan(found) == [("split", "二（一）", "二（一）；二（三）"), ("same", "二（二）", "二（二）")]
    assert found[4].reasons == (
        "二（一）：内容相近，共有“新能源汽车整车产量跃升”“动力电池材料企业集聚成链”“磷化工循环利用基地建成投产”",
        "二（三）：内容相近，共有“城镇就业稳定”“扩建中小学校”“社区养老服务设施投用”",
    )


def test_two_sections_merged() -> None:
    earlier = plan(2024, f"强城市。{CITY}", f"抓三农。{FARMING}", f"保安全。{SAFETY}")
    later = plan(2025, f"统筹城乡。{CITY}{FARMING}", f"保安全。{SAFETY}")

    assert in_plan(align_sections(earlier, later)) == [
        ("merged", "二（一）；二（二）", "二（一）"),
        ("same", "二（三）", "二（二）"),
    ]


# -- parts, passages without heading, depths -----------------------------------------------------------------


def test_passages_without_heading_are_known_by_their_role() -> None:
    lines = (
        "一、{}年工作回顾",
        "市场主体不断增加。",
        "我们也清醒地看到，发展还存在不少困难和问题。",
        "二、{}年工作安排",
    )
    earlier = report(
        2024,
        *(line.format(2023 + (n > 2)) for n, line in enumerate(lines)),
        TARGETS,
        f"（一）抓工业。{INDUSTRY}",
    )
    later = report(
        2025,
        *(line.format(2024 + (n > 2)) for n, line in enumerate(lines)),
        TARGETS.replace("6%", "5%"),
        f"（一）抓工业。{INDUSTRY}",
    )

    found = align_sections(earlier, later)

    passages = [row for row in told(found) if "·" in row[1]]
    assert passages == [
        ("same", "一·问题", "一·问题"),
        ("same", "二·主要目标", "二·主要目标"),
        ("same", "二·结语", "二·结语"),
    ]
    assert [p.reasons[0] for p in found if p.earlier_places == ("二·主要目标",)] == ["同为无标题的主要目标"]


def test_a_plan_of_five_years_takes_neither_the_main_targets_nor_the_place_of_the_years() -> None:
    sections = f"（一）抓工业。{INDUSTRY}", f"（二）强城市。{CITY}"
    earlier = report(
        *(2025, "一、2024年工作回顾", "各项工作完成。", "二、2025年总体部署", TARGETS, *sections),
    )
    later = report(
        *(2026, "一、2025年工作回顾", "各项工作完成。", "二、今后五年的主要目标任务"),
        *("今后五年主要预期目标是：地区生产总值年均增长6%左右，城镇新增就业25万人。", *sections),
        *("三、2026年重点工作", TARGETS.replace("6%", "5%"), f"（一）惠民生。{LIVES}"),
    )

    found = align_sections(earlier, later)

    assert told(found)[2:] == [
        ("new", "", "二"),
        ("new", "", "二·主要目标"),
        ("renamed", "二", "三"),
        ("same", "二·主要目标", "三·主要目标"),
        ("new", "", "三（一）"),
        ("moved", "二（一）", "二（一）"),
        ("moved", "二（二）", "二（二）"),
        ("same", "二·结语", "三·结语"),
    ]
    assert found[7].reasons[1] == "序号未变，所在的部分已是另一部分"


def test_the_main_targets_are_those_of_the_year_wherever_they_stand() -> None:
    sections = f"（一）抓工业。{INDUSTRY}", f"（二）强城市。{CITY}", f"（三）抓三农。{FARMING}"
    earlier = report(
        *(2025, "一、2024年工作回顾", "各项工作完成。", "二、总体部署和重大举措", TARGETS, *sections),
    )
    later = report(
        *(2026, "一、2025年工作回顾", "各项工作完成。", "二、今后五年总体部署和重大举措"),
        *("今后五年主要预期目标是：地区生产总值年均增长6%左右，城镇新增就业25万人。", *sections),
        *("三、2026年重点工作", TARGETS.replace("6%", "5%"), f"（一）惠民生。{LIVES}"),
    )

    found = told(align_sections(earlier, later))

    assert [row for row in found if row[2] in ("二", "二·主要目标", "三·主要目标")] == [
        ("renamed", "二", "二"),
        ("new", "", "二·主要目标"),
        ("same", "二·主要目标", "三·主要目标"),
    ]


def test_a_section_that_went_to_another_part() -> None:
    review = ("一、{}年工作回顾", "各项工作完成。")
    earlier = report(
        *(
            2024,
            review[0].format(2023),
            review[1],
            "二、改革开放任务",
            f"（一）稳外贸。{TRADE}",
            f"（二）抓工业。{INDUSTRY}",
        ),
        *("三、民生任务", f"（一）惠民生。{LIVES}", f"（二）保安全。{SAFETY}"),
    )
    later = report(
        *(2025, review[0].format(2024), review[1], "二、改革开放任务", f"（一）稳外贸。{TRADE}"),
        *(
            "三、民生任务",
            f"（一）抓工业。{INDUSTRY}",
            f"（二）惠民生。{LIVES}",
            f"（三）保安全。{SAFETY}",
        ),
    )

    found = align_sections(earlier, later)

    assert [row for row in told(found) if "（" in row[1]] == [
        ("same", "二（一）", "二（一）"),
        ("moved", "二（二）", "三（一）"),
        ("same", "三（一）", "三（二）"),
        ("same", "三（二）", "三（三）"),
    ]


def test_a_section_that_was_given_a_part_of_its_own() -> None:
    earlier = plan(2024, f"抓工业。{INDUSTRY}", f"惠民生。{LIVES}", f"加强政府自身建设。{GOVERNMENT}")
    later = report(
        *(2025, "一、2024年工作回顾", "2024年，全市地区生产总值增长6%，各项工作完成。", "二、2025年工作安排"),
        *(f"（一）抓工业。{INDUSTRY}", f"（二）惠民生。{LIVES}", "三、努力建设人民满意的政府", GOVERNMENT),
    )

    found = align_sections(earlier, later)

    assert ("moved", "二（三）", "三") in told(found)
    assert [p.reasons[1] for p in found if p.later_places == ("三",)] == ["由二（三）移到三，层级改变"]


def test_parts_of_a_section_that_the_other_report_does_not_divide_are_counted_not_new() -> None:
    earlier = plan(2024, f"抓工业。{INDUSTRY}", f"惠民生。{LIVES}")
    first, second, third = INDUSTRY.split("。")[:3]
    later = plan(
        2025,
        f"抓工业。\n一是做大整车。{first}。\n二是做精磷化工。{second}。\n三是做强电池。{third}。",
        f"惠民生。{LIVES}",
    )

    found = align_sections(earlier, later)

    assert in_plan(found) == [("same", "二（一）", "二（一）"), ("same", "二（二）", "二（二）")]
    assert found[4].reasons[-1] == "后一份分为3小节"


def test_parts_that_both_reports_have_are_laid_side_by_side() -> None:
    first, second, third = INDUSTRY.split("。")[:3]
    earlier = plan(2024, f"抓工业。\n一是做大整车。{first}。\n二是做精磷化工。{second}。")
    later = plan(2025, f"抓工业。\n一是做精磷化工。{second}。\n二是做强电池。{third}。")

    assert in_plan(align_sections(earlier, later)) == [
        ("same", "二（一）", "二（一）"),
        ("dropped", "二（一）·一是", ""),
        ("same", "二（一）·二是", "二（一）·一是"),
        ("new", "", "二（一）·二是"),
    ]


def test_what_was_done_is_never_the_section_that_says_what_to_do() -> None:
    earlier = report(
        2024,
        "一、2023年工作回顾",
        f"（一）抓工业。{INDUSTRY}",
        "二、2024年工作安排",
        f"（一）惠民生。{LIVES}",
    )
    later = report(
        2025,
        "一、2024年工作回顾",
        f"（一）惠民生。{LIVES}",
        "二、2025年工作安排",
        f"（一）抓工业。{INDUSTRY}",
    )

    assert [row for row in told(align_sections(earlier, later)) if "（" in row[1] + row[2]] == [
        ("new", "", "一（一）"),
        ("dropped", "一（一）", ""),
        ("new", "", "二（一）"),
        ("dropped", "二（一）", ""),
    ]


def test_a_fact_sheet_has_no_sections() -> None:
    sheet = Report(
        Source("a.csv", "", "facts", "utf-8", ""), "facts", "", 2024, plan(2024).place, "", "", "", "", (), ()
    )

    assert align_sections(sheet, sheet) == ()


# -- which of several moved ----------------------------------------------------------------------------------


def steps(*order: int) -> list[Step]:
    """Sections in the order of the earlier report by their new places."""
    return [Step((n, place), (n, place)) for n, place in enumerate(order)]


@pytest.mark.parametrize(
    ("order", "moved"),
    [
        ((), set()),
        ((0, 1, 2), set()),
        # the last became the first
        ((1, 2, 3, 0), {3}),
        # the first became the last
        ((3, 0, 1, 2), {0}),
        # of two that changed places the one that rose
        ((1, 0), {1}),
        ((0, 2, 1, 3), {2}),
        ((2, 1, 0), {0, 2}),
    ],
)
def test_the_fewest_that_explain_the_order_moved(order: tuple[int, ...], moved: set[int]) -> None:
    assert movers(steps(*order)) == moved


def test_of_two_the_one_whose_number_changed_moved() -> None:
    assert movers([Step((0, 1), (1, 3)), Step((1, 0), (2, 2))]) == {0}
    assert movers([Step((0, 1), (1, 1)), Step((1, 0), (3, 2))]) == {1}


# -- the words they share ------------------------------------------------------------------------------------


def test_shared_phrases_are_the_most_telling_without_filler() -> None:
    left = "加快推进轨道交通建设，新增公共停车位2万个，持续提升治理水平。"
    right = "轨道交通运营里程增加。新增公共停车位3万个。治理水平有了提高。"
    rarity = dict.fromkeys(("轨道", "道交", "交通", "公共", "共停", "停车", "车位"), 1.0) | {"治理": 0.1}

    assert shared_phrases(left, right, rarity) == ("公共停车位", "轨道交通", "治理水平")
    assert shared_phrases(left, right, rarity, most=1) == ("公共停车位",)
    assert shared_phrases(left, "全无相同", rarity) == ()


def test_a_phrase_is_quoted_only_if_it_stands_there_as_quoted() -> None:
    # every four characters of it stand there, but not one after the other
    assert shared_phrases("甲乙丙丁戊", "甲乙丙丁，乙丙丁戊", {}) == ()


# -- real reports --------------------------------------------------------------------------------------------


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the corpus isn't there")
@pytest.mark.parametrize("place", ["贵阳市", "全国"])
def test_no_section_of_a_real_report_is_in_two_pairings(place: str) -> None:
    files = sorted((SHARED / "corpus" / place).glob("20*.md"))[::4]
    reports = [outline(read(str(file))) for file in files]
    assert len(reports) > 3

    for earlier, later in pairwise(reports):
        found = align_sections(earlier, later)
        for side in ("earlier", "later"):
            counts = Counter(section.index for pairing in found for section in getattr(pairing, side))
            assert counts.most_common(1)[0][1] == 1
        assert all(0 <= pairing.confidence <= 1 and pairing.reasons for pairing in found)
