"""What a report's outline is: whose report, of which year, its sections, its sentences."""

from __future__ import annotations

import csv
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from compare.errors import NotAReport
from compare.model import Report, Source
from compare.outline import outline
from compare.outline.cues import count
from compare.outline.kind import kind_of
from compare.reading import read
from compare.reading.marks import overlooked

YEARLY = """政府工作报告
——2025年1月12日在云山市第八届人民代表大会第五次会议上
云山市市长 李 明
各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议。
一、2024年工作回顾
2024年，全市地区生产总值增长6%，规模以上工业增加值增长9.7%。
（一）工业提质迈出新步伐。新增规上企业100户。投资增长4.5%！
我们也清醒地看到，发展还存在不少困难和问题。
二、2025年工作安排
今年经济社会发展主要预期目标是：地区生产总值增长6%左右；城镇新增就业5万人。
围绕上述目标，重点抓好以下工作。
（一）全力以赴抓产业
一是坚持主攻工业。力争工业投资增长12%。
（二）加强政府自身建设
坚持依法行政。
各位代表！让我们团结一心，奋力前行！
"""


def report(text: str, path: str = "一份报告.txt", **given: object) -> Report:
    markdown = path.endswith(".md")
    source = Source(
        path=path,
        text=text,
        format="md" if markdown else "txt",
        encoding="utf-8",
        digest="",
        overlooked=overlooked(text, 0, markdown=markdown),
    )
    return outline(source, **given)  # type: ignore[arg-type]


def source_of(text: str) -> Source:
    return Source(path="云山市.txt", text=text, format="txt", encoding="utf-8", digest="")


def tree(found: Report) -> list[tuple[int, str, str, str, str]]:
    return [(s.depth, s.number, s.heading, s.role, s.period) for s in found.sections]


def role_of(found: Report, words: str) -> tuple[str, str]:
    """Role and years of the innermost section of the sentence that holds `words`."""
    section = next(found.sections[s.section] for s in found.sentences if words in s.text)
    return section.role, section.period


# -- the front -----------------------------------------------------------------------------------------------


def test_the_front_is_read_from_the_lines_above_the_speech() -> None:
    found = report(YEARLY)
    assert (found.year, found.place.name, found.meeting, found.date, found.speaker) == (
        2025,
        "云山市",
        "云山市第八届人民代表大会第五次会议",
        "2025-01-12",
        "市长 李明",
    )
    assert found.title == "政府工作报告"
    assert found.doubts == (f"正文只有{sum(len(s.text) for s in found.sentences)}字，可能是摘要，不是全文",)


def test_the_text_decides_over_title_and_file_name() -> None:
    text = "云山县2024年政府工作报告\n" + YEARLY.replace("云山市", "云山县").replace(
        "2025年1月12日", "2025年2月1日"
    )
    found = report(text, path="云山县_2023.txt")
    assert found.year == 2025
    assert found.doubts[0] == (
        "年份不一致：会议日期为2025，标题为2024，文件名为2023；取会议日期的2025；若不对，请用--year指定"
    )


def test_what_the_user_says_wins() -> None:
    found = report(YEARLY, place="贵阳市", year=2024)
    assert (found.year, found.place.name) == (2024, "贵阳市")
    assert "地区不一致：指定为贵阳市，会议名称为云山市；取指定的贵阳市" in found.doubts
    assert "年份不一致：指定为2024，会议日期为2025，章节标题为2025；取指定的2024" in found.doubts


@pytest.mark.parametrize(
    ("heading", "year"),
    [("一、2023年工作回顾", 2024), ("二、2024年工作安排", 2024), ("2023年工作回顾", 2024)],
)
def test_headings_tell_the_year_where_no_meeting_does(heading: str, year: int) -> None:
    found = report(f"现在，我代表云山县人民政府报告工作。\n{heading}\n全县经济增长5%，任务全面完成。")
    assert (found.year, found.place.name) == (year, "云山县")


@pytest.mark.parametrize("place", ["唐县", "沧州市", "贵州省", "通州区", "云山自治州", "容城县"])
def test_a_place_is_named_to_its_end(place: str) -> None:
    text = f"现在，我代表{place}人民政府报告工作。\n一、2023年工作回顾\n生产总值增长5%，任务全面完成。"
    found = report(text, path=f"{place}_2024.txt")
    assert (found.place.name, [doubt for doubt in found.doubts if "地区" in doubt]) == (place, [])


def test_the_folder_tells_the_place_where_nothing_else_does_and_says_so() -> None:
    text = "现在，我代表市人民政府报告工作。\n一、2023年工作回顾\n全市生产总值增长5%，任务全面完成。"
    found = report(text, path="贵阳市/2024.md")
    assert (found.year, found.place.name) == (2024, "贵阳市")
    assert "地区贵阳市取自文件夹名，正文未写明；若不对，请用--place指定" in found.doubts


def test_the_nation_is_named_by_its_premier() -> None:
    found = report(
        "政府工作报告\n——2024年3月5日在第十四届全国人民代表大会第二次会议上\n国务院总理　李强\n各位代表：\n"
        "现在，我代表国务院，向大会报告政府工作。\n一、2023年工作回顾\n国内生产总值增长5.2%，任务全面完成。"
    )
    assert (found.place.name, found.year, found.date) == ("全国", 2024, "2024-03-05")
    assert (found.meeting, found.speaker) == ("第十四届全国人民代表大会第二次会议", "总理 李强")


def test_a_session_in_december_hears_the_report_of_the_year_to_come() -> None:
    text = YEARLY.replace("2025年1月12日", "2024年12月28日")
    assert report(text).year == 2025


def test_neither_place_nor_year_is_refused_with_the_way_out() -> None:
    with pytest.raises(NotAReport, match="place and year can't be told; give --place/--year"):
        report("各位代表：现在报告工作，请予审议。过去一年完成了任务，今年的目标是增长。", path="/x/y.txt")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "空白文本, not 政府工作报告: it holds no text"),
        (
            "2021年度法治政府建设情况的报告\n现将有关情况报告如下：\n一、主要工作情况\n完成任务。",
            "seems to be 法治政府建设报告, not 政府工作报告",
        ),
        (
            "2025年预算执行情况和2026年预算（草案）报告\n一、2025年预算执行情况\n收入增长1%。",
            "seems to be 预算报告, not",
        ),
        (
            "\n".join(["首页", "高级搜索", "政务公开", "通知公告"] * 8),
            "导航页, not 政府工作报告: it is a list of short lines",
        ),
        (
            "云山县2005年政府工作报告\n备注：此处为摘要版本\n生产总值增长。",
            "摘要或短讯, not 政府工作报告: it says itself “此处为摘要”",
        ),
        ("云山县概况\n云山县位于云山以南，盛产水稻和茶叶。", "其他文件, not 政府工作报告: it has neither"),
    ],
)
def test_what_is_no_report_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(NotAReport, match=reason):
        report(text, path="云山县_2021.txt")


# -- the tree ------------------------------------------------------------------------------------------------


def test_sections_have_number_heading_role_and_years() -> None:
    assert tree(report(YEARLY)) == [
        (0, "", "", "opening", "2025"),
        (0, "一、", "2024年工作回顾", "review", "2024"),
        (1, "", "", "headline results", "2024"),
        (1, "（一）", "工业提质迈出新步伐", "review", "2024"),
        (1, "", "", "problems", "2024"),
        (0, "二、", "2025年工作安排", "plan", "2025"),
        (1, "", "", "headline targets", "2025"),
        (1, "（一）", "全力以赴抓产业", "plan", "2025"),
        (2, "一是", "坚持主攻工业", "plan", "2025"),
        (1, "（二）", "加强政府自身建设", "government", "2025"),
        (1, "", "", "closing", "2025"),
    ]


def test_a_section_spans_its_heading_and_all_beneath() -> None:
    found = report(YEARLY)
    text = found.source.text
    plan = found.sections[7]
    assert text[plan.start : plan.end] == ("（一）全力以赴抓产业\n一是坚持主攻工业。力争工业投资增长12%。")
    assert [s.parent for s in found.sections] == [None, None, 1, 1, 1, None, 5, 5, 7, 5, 5]


def test_headings_without_numbers_and_with_marks() -> None:
    found = report(
        "# 政府工作报告\n（2022年1月24日在云山县第九届人民代表大会第二次会议上）\n各位代表：\n"
        "## 2021年工作回顾\n**一年来，我们坚持稳中提质，综合实力稳步提升**\n"
        "2021年，实现地区生产总值169亿元。\n"
        "一年来，我们坚持民生优先，群众福祉日益增进\n新增就业2544人。\n"
        "2022年工作安排\n今年要做好工作。\n一、以工业强县为主线\n壮大工业。",
        path="a.md",
    )
    assert [(s.depth, s.number, s.heading, s.role) for s in found.sections if s.heading] == [
        (0, "", "2021年工作回顾", "review"),
        (1, "", "一年来，我们坚持稳中提质，综合实力稳步提升", "review"),
        (1, "", "一年来，我们坚持民生优先，群众福祉日益增进", "review"),
        (0, "", "2022年工作安排", "plan"),
        (1, "一、", "以工业强县为主线", "plan"),
    ]


def test_a_numbered_part_goes_on_after_a_heading_without_number() -> None:
    found = report(YEARLY.replace("（一）工业提质", "一年来的主要工作\n（一）工业提质"))
    assert [(s.depth, s.heading) for s in found.sections if s.heading][:4] == [
        (0, "2024年工作回顾"),
        (0, "一年来的主要工作"),
        (1, "工业提质迈出新步伐"),
        (0, "2025年工作安排"),
    ]


def test_an_annex_is_no_part_of_the_plan_and_explanations_of_terms_are_not_read() -> None:
    found = report(
        YEARLY
        + "附件1\n民生实事\n新建学校30所。\n附件2\n名词解释\n1.双碳：2030年达到峰值，2060年实现中和。\n"
    )
    assert role_of(found, "新建学校") == ("closing", "2025")
    assert not [s.text for s in found.sentences if "双碳" in s.text]


def test_numbered_notes_without_a_heading_are_not_read() -> None:
    notes = "[1]双碳：2030年达到峰值。\n（见第2页）[2]三通：通水、通电、通路。\n[3]一网：总投资5亿元。\n"
    assert report(YEARLY + notes).sentences == report(YEARLY).sentences


# -- roles and years -----------------------------------------------------------------------------------------

FIVE_YEARS = """政府工作报告
——2018年1月24日在云山省第十三届人民代表大会第一次会议上
各位代表：
现在，我代表省人民政府作工作报告，请予审议。
一、本届政府工作回顾
过去五年，我们奋力前行，成绩显著。
一是实力提升。地区生产总值达到3.46万亿元，五年年均增长8.8%。
二是民生改善。五年脱贫551万人。
各位代表！2017年，我们贯彻新理念，地区生产总值增长8%，居民收入增长8.5%。
一是提升质量。高新技术企业突破3000家。
二、2018年工作
未来五年，是转型升级的攻关期。
2018年，是开局之年。做好今年工作，要稳中求进。
今年主要预期目标是：地区生产总值增长8%左右，投资增长11.5%。
（一）振兴实体经济
实施百项工程。
"""


@pytest.mark.parametrize(
    ("words", "role", "period"),
    [
        ("五年年均增长8.8%", "review", "2013-2017"),
        ("脱贫551万人", "review", "2013-2017"),
        ("居民收入增长8.5%", "headline results", "2017"),
        ("突破3000家", "review", "2017"),
        ("攻关期", "plan", "2018-2022"),
        ("开局之年", "plan", "2018"),
        ("投资增长11.5%", "headline targets", "2018"),
        ("百项工程", "plan", "2018"),
    ],
)
def test_years_change_within_a_heading(words: str, role: str, period: str) -> None:
    assert role_of(report(FIVE_YEARS), words) == (role, period)


PLAN = """政府工作报告
（2026年1月19日在云山市第五届人民代表大会第六次会议上）
一、2025年和“十四五”时期工作回顾
2025年是极不平凡的一年。全年地区生产总值增长5.1%。
各位代表，“十四五”期间，我们迈出新步伐。
这是实力提升的五年。地区生产总值达6038亿元。
二、“十五五”时期的奋斗目标和主要任务
主要预期目标是：地区生产总值年均增长5.5%，城镇化率达到83%左右。
三、2026年重点工作
今年主要预期目标是：
——地区生产总值增长5.5%左右。
——城镇新增就业12万人。
为此，要抓好以下工作。
"""


@pytest.mark.parametrize(
    ("words", "role", "period"),
    [
        ("增长5.1%", "headline results", "2025"),
        ("6038亿元", "review", "2021-2025"),
        ("年均增长5.5%", "headline targets", "2026-2030"),
        ("增长5.5%左右", "headline targets", "2026"),
        ("新增就业12万人", "headline targets", "2026"),
        ("为此", "plan", "2026"),
    ],
)
def test_a_named_plan_has_its_own_five_years(words: str, role: str, period: str) -> None:
    assert role_of(report(PLAN), words) == (role, period)


# Five years reviewed beside the last one, five planned beside the first: what each passage speaks of.
BOTH = """政府工作报告
——2026年1月19日在云山省第十四届人民代表大会第四次会议上
各位代表：
现在，我代表省人民政府作工作报告，请予审议。
一、“十四五”时期工作回顾
“十四五”期间，我们迈出新步伐。经济总量跨上新台阶，粮食连年丰收。
需要说明的是，受多重因素影响，部分指标与预期目标还存在差距和不足。
刚刚过去的2025年，我们主动作为。地区生产总值增长8%，居民收入增长9%。
（一）着力稳当前。新签约项目520个。
各位代表，这些成绩来之不易。
我们也清醒地看到，发展还存在不少困难和问题。
二、今后五年的奋斗目标和今年的工作
今后五年主要目标是：地区生产总值年均增长7%，2030年达到3万亿元。
（一）推进五大工程。建成高速公路300公里。
今年是开局之年。主要预期目标是：地区生产总值增长6%，城镇新增就业5万人。
（一）抓好产业项目。新建厂房20万平方米。
三、加强政府自身建设
坚持依法行政。
（一）以担当为要。让我们奋勇前进，增强效能30%。
各位代表！让我们团结一心，奋力前行！
"""


@pytest.mark.parametrize(
    ("words", "role", "period"),
    [
        ("粮食连年丰收", "review", "2021-2025"),
        ("部分指标", "problems", "2021-2025"),
        ("居民收入增长9%", "headline results", "2025"),
        ("520个", "review", "2025"),
        ("来之不易", "review", "2025"),
        ("困难和问题", "problems", "2025"),
        ("3万亿元", "headline targets", "2026-2030"),
        ("300公里", "plan", "2026-2030"),
        ("增长6%", "headline targets", "2026"),
        ("20万平方米", "plan", "2026"),
        ("增强效能30%", "government", "2026"),
        ("团结一心", "closing", "2026"),
    ],
)
def test_the_last_year_ends_the_problems_and_the_first_year_ends_the_five(
    words: str, role: str, period: str
) -> None:
    assert role_of(report(BOTH), words) == (role, period)


def test_a_review_turns_to_the_five_years_in_the_middle_of_a_paragraph() -> None:
    text = YEARLY.replace(
        "（一）工业提质迈出新步伐。",
        "2024年目标的完成，标志着换届以来的任务收官。回望过去五年，我们砥砺前行。\n（一）工业提质迈出新步伐。",
    )
    assert role_of(report(text), "砥砺前行") == ("review", "2020-2024")
    assert role_of(report(text), "规上企业100户") == ("review", "2020-2024")


def test_an_entry_that_measures_from_the_base_year_speaks_of_the_five_years() -> None:
    text = YEARLY.replace("一、2024年工作回顾", "一、2024年和过去五年工作回顾").replace(
        "新增规上企业100户。", "新增规上企业100户，年均增长6%，比2019年翻一番。"
    )
    assert role_of(report(text), "规上企业100户") == ("review", "2020-2024")
    yearly = text.replace("一、2024年和过去五年工作回顾", "一、2024年工作回顾")
    assert role_of(report(yearly), "规上企业100户") == ("review", "2024")


def test_a_review_recalled_in_the_plan_is_a_review_though_it_speaks_of_main_things() -> None:
    text = YEARLY.replace(
        "坚持依法行政。", "过去的一年，主要农产品产量增加，重要改革继续推进，出口增长18.6%。\n坚持依法行政。"
    )
    assert role_of(report(text), "18.6%") == ("review", "2024")
    assert role_of(report(text), "坚持依法行政") == ("government", "2025")
    meant = text.replace("出口增长18.6%", "今年要使出口增长18.6%")
    assert role_of(report(meant), "18.6%") == ("government", "2025")


def test_chapters_under_a_review_without_number_are_a_review_whatever_their_words() -> None:
    text = """云山市政府工作报告
——2025年1月12日在云山市第八届人民代表大会第五次会议上
现在，我代表市人民政府，向大会报告工作，请予审议。
2024年工作回顾
一、经济发展目标超额实现
新增企业100户。
二、服务型政府建设全面加强
办结议案30件。
2025年工作安排
一、着力稳增长
新建厂房20万平方米。
"""
    found = report(text)
    assert [(s.heading, s.role, s.period) for s in found.sections if s.number] == [
        ("经济发展目标超额实现", "review", "2024"),
        ("服务型政府建设全面加强", "review", "2024"),
        ("着力稳增长", "plan", "2025"),
    ]


def test_a_plan_of_more_than_nine_years_has_all_of_them() -> None:
    text = (
        "政府工作报告\n——1996年3月5日在第八届全国人民代表大会第四次会议上\n一、“八五”时期的回顾\n"
        "五年来，国民生产总值年均增长12%。\n二、今后十五年的奋斗目标\n我们要提高人民生活，修路100公里。\n"
        "三、努力做好1996年的工作\n今年经济增长速度的调控目标定为8%，物价涨幅控制在10%。\n"
    )
    found = report(text)
    assert role_of(found, "年均增长12%") == ("headline results", "1991-1995")
    assert role_of(found, "修路100公里") == ("plan", "1996-2010")
    assert role_of(found, "定为8%") == ("headline targets", "1996")


def test_the_plan_goes_on_after_what_sounded_like_its_end() -> None:
    long = YEARLY.replace("坚持依法行政。", "坚持依法行政。\n" + "推进各项改革。" * 90)
    text = long.replace("（二）加强政府自身建设", "（二）推进各项改革").replace(
        "各位代表！让我们",
        "我们坚信，统一大业必将完成。\n2025年是新的起点。要发行国债1500亿元。\n各位代表！让我们",
    )
    assert role_of(report(text), "统一大业") == ("closing", "2025")
    assert role_of(report(text), "1500亿元") == ("plan", "2025")
    assert role_of(report(text), "团结一心") == ("closing", "2025")


def test_a_five_year_product_is_a_headline_target_though_no_word_announces_it() -> None:
    text = PLAN.replace(
        "主要预期目标是：地区生产总值年均增长5.5%，", "我们要守好底线，地区生产总值年均增长5.5%，"
    )
    assert role_of(report(text), "年均增长5.5%") == ("headline targets", "2026-2030")


def test_every_entry_of_a_list_of_targets_is_one_also_where_it_is_called_a_target_itself() -> None:
    text = PLAN.replace(
        "——地区生产总值增长5.5%左右。", "经济增长目标：地区生产总值增长5.5%左右，投资增长3%。"
    ).replace("——城镇新增", "民生保障目标：城镇新增")
    assert role_of(report(text), "增长5.5%左右，投资") == ("headline targets", "2026")
    assert role_of(report(text), "新增就业12万人") == ("headline targets", "2026")


def test_to_solve_the_problems_of_the_people_is_no_problem() -> None:
    text = YEARLY.replace(
        "我们也清醒地看到，发展还存在不少困难和问题。", "我们高度重视解决困难群众的生产生活问题，惠及3万人。"
    )
    assert role_of(report(text), "惠及3万人")[0] == "review"


def test_the_next_five_years_end_where_the_text_says() -> None:
    text = (
        "政府工作报告\n——2005年5月28日在云山市第四届人民代表大会第一次会议上\n一、过去五年工作回顾\n"
        "五年来，本市生产总值翻了一番多。\n二、今后五年的目标任务\n我们要力争在2010年基本实现现代化。\n"
    )
    assert role_of(report(text), "翻了一番多") == ("headline results", "2000-2004")
    assert role_of(report(text), "基本实现现代化") == ("plan", "2006-2010")
    earlier = text.replace("在2010年基本", "在2009年基本")
    assert role_of(report(earlier), "基本实现现代化") == ("plan", "2005-2009")


def test_a_paragraph_that_only_points_back_at_the_targets_states_none() -> None:
    text = YEARLY.replace("围绕上述目标，", "实现上述预期目标，经济增长要达到6%、就业5万人，")
    assert role_of(report(text), "实现上述预期目标") == ("plan", "2025")


def test_a_target_of_one_branch_is_no_main_target_once_these_are_set() -> None:
    text = YEARLY.replace(
        "围绕上述目标，", "为此要统筹施策。\n今年的预期目标是，城镇新增就业5万人，再就业2万人。\n我们要"
    )
    assert role_of(report(text), "再就业2万人") == ("plan", "2025")
    quality = text.replace("为此要统筹施策。\n", "")
    assert role_of(report(quality), "再就业2万人") == ("headline targets", "2025")


def test_a_share_of_the_product_is_no_overall_result() -> None:
    text = YEARLY.replace("2024年，全市地区生产总值增长6%", "数字经济占地区生产总值比重达到40%").replace(
        "新增规上企业100户", "实现地区生产总值500亿元"
    )
    assert role_of(report(text), "500亿元") == ("headline results", "2024")
    assert role_of(report(text), "数字经济") == ("review", "2024")


# -- sentences -----------------------------------------------------------------------------------------------


def test_sentences_end_at_full_stops_and_never_inside_a_number() -> None:
    found = report(YEARLY)
    assert [s.text for s in found.sentences if s.paragraph == 7] == [
        "（一）工业提质迈出新步伐。",
        "新增规上企业100户。",
        "投资增长4.5%！",
    ]
    targets = [s.text for s in found.sentences if "预期目标" in s.text]
    assert targets == ["今年经济社会发展主要预期目标是：地区生产总值增长6%左右；城镇新增就业5万人。"]


def test_closing_quotes_stay_with_the_sentence() -> None:
    found = report(YEARLY.replace("坚持依法行政。", "坚持“依法行政。”（下同。）再接再厉。"))
    assert [s.text for s in found.sentences if "依法行政" in s.text] == ["坚持“依法行政。”"]


def test_a_broken_line_is_joined_and_the_break_left_out() -> None:
    broken = "一是坚持主攻工业。力争\n\u3000工业投资增长，\n  其中技改投资增长12%。"
    found = report(
        YEARLY.replace("一是坚持主攻工业。力争工业投资增长12%。", broken.replace("力争\n\u3000", "力争"))
    )
    sentence = next(s for s in found.sentences if "技改" in s.text)
    assert sentence.text == "力争工业投资增长，其中技改投资增长12%。"
    assert [found.source.text[place] for place in sentence.offsets[:-1]] == list(sentence.text)


def test_wrapped_lines_become_paragraphs() -> None:
    bodies = [
        "我们坚持稳中求进工作总基调全面贯彻新发展理念加快构建新发展格局推动高质量发展取得新的成效",
        "全市上下牢牢把握扩大内需这个战略基点深入实施项目带动战略新开工一批重大基础设施和产业项目",
        "各级各部门深化重点领域改革持续优化营商环境经营主体活力进一步增强民营经济占比稳步提高到六成",
        "农业农村稳定向好粮食产量再创新高和美乡村建设扎实推进农村人居环境明显改善农民收入较快增长",
    ]
    pages = [[body[:28], body[:30][::-1], body[5:35], body[10:40], body[:12] + "。"] for body in bodies]
    wrapped = "\n".join("\u3000\u3000" + "\n".join(lines) for lines in pages)
    found = report(YEARLY.replace("坚持依法行政。", wrapped))
    assert [s.text for s in found.sentences if s.text in ["".join(lines) for lines in pages]] == [
        "".join(lines) for lines in pages
    ]


def test_every_sentence_is_verbatim_and_in_its_section() -> None:
    marked = re.sub(r"^([一二]、.*|政府工作报告|现在.*)$", r"**\1**\n", YEARLY, flags=re.MULTILINE)
    found = report(marked, path="a.md")
    text = found.source.text
    for sentence in found.sentences:
        section = found.sections[sentence.section]
        assert len(sentence.offsets) == len(sentence.text) + 1
        assert "".join(text[place] for place in sentence.offsets[:-1]) == sentence.text
        assert section.start <= sentence.start < sentence.end <= section.end
    assert tree(found) == tree(report(YEARLY))


def test_a_text_that_stands_twice_is_read_once() -> None:
    long = "2024年，全市上下团结一心、真抓实干，地区生产总值增长6%，规模以上工业增加值增长9.7%，再创新高。"
    once = YEARLY.replace("2024年，全市地区生产总值增长6%，规模以上工业增加值增长9.7%。", long)
    twice = report(once + once)
    assert tree(twice) == tree(report(once))
    assert twice.doubts[1:] == ("正文在文件中重复，只读一遍（第18—34行不读）",)


def sentences(found: Report) -> list[str]:
    return [s.text for s in found.sentences]


def cut(found: Report, words: str) -> str:
    """The characters of the source behind the words of a sentence, from the first to the last."""
    sentence = next(s for s in found.sentences if words in s.text)
    at = sentence.text.index(words)
    return found.source.text[sentence.offsets[at] : sentence.offsets[at + len(words) - 1] + 1]


# Enough text that a copy of it is one, each paragraph of its own words.
LONG = YEARLY.replace(
    "新增规上企业100户。投资增长4.5%！",
    "新增规上企业100户，磷化工产业链产值突破九百亿元，电池材料产能居全国前列，新能源汽车下线三万辆。\n"
    "（二）城乡面貌焕然一新。改造老旧小区二十四个，打通断头路九条，建成口袋公园三十座，群众出行更加便捷。\n"
    "（三）民生福祉持续增进。义务教育学位增加八千个，城乡医保参保率稳定在百分之九十七，老有所养得到保障。",
)


@pytest.mark.parametrize("joint", ["", "主办：云山市人民政府办公厅\n版权所有：云山市人民政府\n首页\n"])
def test_a_copy_in_another_layout_and_with_other_characters_is_not_read(joint: str) -> None:
    copy = LONG.replace("\n", "\n\u3000\u3000").replace("，", ",").replace("群众出行", "百姓出行")
    found = report(LONG + joint + copy)
    assert sentences(found) == sentences(report(LONG))
    assert found.doubts[1].startswith("正文在文件中重复，只读一遍（第")


def test_a_figure_that_the_copy_has_otherwise_is_told() -> None:
    found = report(LONG + LONG.replace("企业100户", "企业110户"))
    assert sentences(found) == sentences(report(LONG))
    assert found.doubts[2:] == ("第27行：重复的一遍另作“新增规上企业110户”，与所读的不同",)


def test_of_a_copy_that_breaks_off_and_a_whole_one_the_whole_one_is_read() -> None:
    half = LONG[: LONG.index("打通断头路")]
    found = report(half + "……\n" + LONG)
    assert sentences(found) == sentences(report(LONG))
    assert {s.start >= len(half) for s in found.sentences} == {True}


def test_paragraphs_each_followed_by_its_copy_are_read_once() -> None:
    doubled = "".join(f"{line}\n{line}\n" if len(line) > 40 else f"{line}\n" for line in LONG.splitlines())
    assert sentences(report(doubled)) == sentences(report(LONG))


def test_a_summary_that_quotes_the_text_and_breaks_off_is_not_read() -> None:
    summary = "内容摘要：\n" + "".join(LONG.splitlines()[3:7])[:60] + "......\n"
    found = report("云山市政府工作报告\n" + summary + LONG)
    assert not [text for text in sentences(found) if text.endswith("......")]
    assert found.doubts[1:] == report(LONG).doubts[1:]


def test_a_phrase_that_a_report_repeats_is_no_copy() -> None:
    phrase = "坚持以人民为中心的发展思想，深入实施主战略主定位，奋力谱写云山高质量发展新篇章。"
    found = report(
        LONG.replace("坚持依法行政。", phrase).replace("（二）城乡面貌", phrase + "\n（二）城乡面貌")
    )
    assert sentences(found).count(phrase) == 2


def test_a_page_around_the_report_is_not_read() -> None:
    page = "分享到：\n新浪微博\n上一篇：\n2022年甲县政府工作报告\n相关文章\n12-03\n版权所有：云山网\n"
    assert sentences(report(YEARLY + page)) == sentences(report(YEARLY))
    assert sentences(report(YEARLY + "（责任编辑：张三）\n")) == sentences(report(YEARLY))


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("认真落实市委三届五\n次全会\n部署，再创佳绩。", "认真落实市委三届五次全会部署，再创佳绩。"),
        ("推进城乡建设。切实\n保障改善\n民生。", "切实保障改善民生。"),
        ("新建省\n级示范区15个。", "新建省级示范区15个。"),
        (
            "工业总产值3593亿元\n\n（1990年不变价），增长16%。",
            "工业总产值3593亿元（1990年不变价），增长16%。",
        ),
    ],
)
def test_a_sentence_that_a_page_tore_at_a_link_is_whole(torn: str, whole: str) -> None:
    assert whole in sentences(report(YEARLY.replace("坚持依法行政。", torn)))


def test_a_heading_glued_to_its_paragraph_is_cut_off() -> None:
    text = YEARLY.replace("2024年工作回顾\n2024年，", "2024年工作回顾过去的一年，").replace(
        "二、2025年工作安排\n今年", "二、2025年政府工作主要任务今年"
    )
    found = report(text)
    assert [s.heading for s in found.sections if s.depth == 0 and s.number] == [
        "2024年工作回顾",
        "2025年政府工作主要任务",
    ]
    assert role_of(found, "增长6%左右") == ("headline targets", "2025")


def test_a_main_part_s_heading_in_bold_before_its_paragraph_is_one() -> None:
    found = report(YEARLY.replace("一、2024年工作回顾\n", "**2024年工作回顾** "), path="a.md")
    assert [(s.depth, s.heading, s.role) for s in found.sections if s.heading][:2] == [
        (0, "2024年工作回顾", "review"),
        (1, "工业提质迈出新步伐", "review"),
    ]


# -- slips ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("增长1O%", "增长10%"),
        ("达到4l.38亿元", "达到41.38亿元"),
        ("增长l2.3%", "增长12.3%"),
        ("下降O.5个百分点", "下降0.5个百分点"),
        ("转移劳动力8l万人", "转移劳动力81万人"),
        ("建成5O个", "建成50个"),
        ("比2O2O年增长", "比2020年增长"),
        ("增长8 ，5%", "增长8.5%"),
        ("增长8，5%", "增长8.5%"),
        ("收入157. 58亿元", "收入157.58亿元"),
        ("收入9。5％", "收入9.5％"),
        ("增长12..3%", "增长12.3%"),
        ("增长5o/o", "增长5%"),
    ],
)
def test_a_slip_in_a_numeral_is_read_as_meant_and_told(written: str, read: str) -> None:
    found = report(YEARLY.replace("坚持依法行政", f"今年要使收入{written}"))
    assert f"今年要使收入{read}。" in sentences(found)
    assert cut(found, f"今年要使收入{read}") == f"今年要使收入{written}"
    (doubt,) = (doubt for doubt in found.doubts if "读作" in doubt)
    assert doubt.startswith("第16行：“")


@pytest.mark.parametrize(
    "written",
    [
        "增长3．5%",
        "产量33，212万吨",
        "增长3%，5%以上",
        "O3日均浓度下降2%",
        "建设O2O平台3个",
        "PM10下降2%",
        "占比3、5%",
        "人口117.70。0-14岁占比",
        "5G基站12个",
        "二〇〇五年",
        "（1）新建",
    ],
)
def test_what_is_no_slip_stays(written: str) -> None:
    found = report(YEARLY.replace("坚持依法行政", f"今年要{written}"))
    assert cut(found, f"今年要{written[:6]}") == f"今年要{written[:6]}"
    assert written in "".join(sentences(found))
    assert found.doubts == report(YEARLY.replace("坚持依法行政", "今年要" + "一" * len(written))).doubts


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("增长1 2.3%", "第16行：“坚持增长1 2.3%。”中的“1 2.3”无法辨认"),
        ("到二\ufffd\ufffd三五年", "第16行：“坚持到二\ufffd\ufffd三五年。”中的“\ufffd\ufffd”无法辨认"),
    ],
)
def test_what_is_not_evident_is_left_and_told(written: str, doubt: str) -> None:
    found = report(YEARLY.replace("坚持依法行政", f"坚持{written}"))
    assert f"坚持{written}。" in sentences(found)
    assert doubt in found.doubts


def test_digits_on_two_lines_are_read_as_one_number_and_told() -> None:
    found = report(YEARLY.replace("坚持依法行政。", "我们要坚持依法行政，" * 7 + "使收入增长1\n2%。"))
    assert [doubt for doubt in found.doubts if "两行" in doubt] == [
        "第16行：“行政，使收入增长12%。”中的数字“12”在原文中分在两行，连读"
    ]


# -- kinds of documents --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "云山市2024年国民经济和社会发展统计公报\n云山市统计局\n初步核算，全年地区生产总值500亿元。",
            "统计公报",
        ),
        ("2024年，全年地区生产总值500亿元。\n注：\n本公报数据为初步统计数。", "统计公报"),
        (
            "云山市2024年国民经济和社会发展计划执行情况与2025年计划草案的报告\n受市人民政府委托，提请审议。",
            "计划报告",
        ),
        ("2024年政府信息公开工作年度报告\n一、总体情况\n主动公开信息。", "政府信息公开年度报告"),
        ("云山市国民经济和社会发展第十四个五年规划纲要\n第一章 发展环境\n坚持创新。", "规划纲要"),
        ("云山市2025年政府工作要点\n一、稳增长\n力争增长6%。", "工作要点或任务分解"),
        ("2025年政府工作报告重点任务分解\n责任单位：市发展改革委\n力争增长6%。", "工作要点或任务分解"),
        ("一图读懂云山市政府工作报告\n2024年增长6%，2025年目标6%。", "新闻报道或解读"),
        ("在全市经济工作会议上的讲话\n同志们：\n今年要完成任务。", "讲话"),
        ("关于政府工作报告的决议\n会议决定批准这个报告。", "决议"),
        (
            "现在，我代表市中级人民法院，向大会报告工作，请予审议。\n过去一年，审结案件3万件，今年的任务是公正司法。",
            "法院工作报告",
        ),
        (
            "现在，我受市人大常委会委托，向大会报告工作。\n过去一年完成立法3件，今年的任务是监督。",
            "人大常委会工作报告",
        ),
        (
            "同志们：现在，我代表中国共产党云山市第七届委员会向大会作报告。\n五年来完成任务，今后五年的目标是振兴。",
            "党代会报告",
        ),
        (
            "云山市政府工作报告\n2024年工作回顾\n增长6%。\n2025年安排\n（一）抓工业。\n（二）抓农业。\n（三）抓民生。",
            "摘要或短讯",
        ),
        (YEARLY, "政府工作报告"),
        (YEARLY.replace("政府工作报告\n", "政府工作报告解读\n", 1), "政府工作报告"),
    ],
)
def test_a_text_says_what_kind_of_document_it_is(text: str, kind: str) -> None:
    assert kind_of(source_of(text)).name == kind


def test_who_addresses_the_deputies_throughout_reports_to_them_whatever_the_title() -> None:
    text = "政府工作报告解读\n" + "各位代表！过去一年任务全面完成，今年的目标是增长。\n" * 3
    assert kind_of(source_of(text)).name == "政府工作报告"
    assert kind_of(source_of(text.replace("各位代表！", ""))).name == "新闻报道或解读"


def test_a_plan_reported_in_place_of_the_government_s_work_is_one_and_says_so() -> None:
    text = (
        "1980年政府工作报告\n关于1980年国民经济计划执行情况的报告\n——1980年8月30日在第五届全国人民代表大会第三次会议上\n"
        "国务院副总理 张三\n我受国务院的委托，向大会提出关于1980年国民经济计划的报告，请予审议。\n"
        "去年完成了任务，今年的目标是增长5%。\n"
    )
    assert "标题另称计划报告，按政府工作报告读" in report(text).doubts
    with pytest.raises(NotAReport, match="seems to be 计划报告"):
        report(text.replace("1980年政府工作报告\n", ""))


# -- whose it is ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "doubts"),
    [
        ("云山市/2025.txt", []),
        ("2025年云山市政府工作报告.txt", []),
        ("河西省云山市2025.txt", []),
        (
            "云山市/2019.txt",
            ["年份不一致：会议日期为2025，文件名为2019；取会议日期的2025；若不对，请用--year指定"],
        ),
        (
            "遵义市/2025.txt",
            ["地区不一致：会议名称为云山市，文件夹名为遵义市；取会议名称的云山市；若不对，请用--place指定"],
        ),
        (
            "遵义2025.txt",
            ["地区不一致：会议名称为云山市，文件名为遵义市；取会议名称的云山市；若不对，请用--place指定"],
        ),
    ],
)
def test_the_text_wins_over_the_file_s_name_and_says_what_each_says(path: str, doubts: list[str]) -> None:
    found = report(YEARLY, path=path)
    assert (found.place.name, found.year) == ("云山市", 2025)
    assert [doubt for doubt in found.doubts if "不一致" in doubt] == doubts


def test_a_county_named_with_its_city_is_no_contradiction() -> None:
    text = YEARLY.replace("云山市", "云山县").replace("市人民政府", "县人民政府").replace("全市", "全县")
    assert not [doubt for doubt in report(text, path="保定云山_2025.raw.txt").doubts if "不一致" in doubt]


def test_a_place_that_only_the_text_s_own_words_tell_is_told_as_inferred() -> None:
    text = (
        "政府工作报告\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n一、2024年工作回顾\n"
        "全市上下奋力建设贵阳，爽爽贵阳美誉远播，贵阳综合保税区升级，贵阳机场扩建完成，我市数谷贵阳名片更亮。\n"
        "二、2025年工作安排\n今年全市目标是建设更强贵阳。\n"
    )
    found = report(text, path="遵义市/2025.txt")
    assert found.place.name == "贵阳市"
    assert found.doubts[:2] == (
        "地区贵阳市由正文的称呼推断，未见写明；若不对，请用--place指定",
        "地区不一致：正文的称呼为贵阳市，文件夹名为遵义市；取正文的称呼的贵阳市；若不对，请用--place指定",
    )


# -- more of the headline paragraphs -------------------------------------------------------------------------


def test_entries_after_an_unannounced_first_one_are_targets_as_well() -> None:
    text = PLAN.replace(
        "主要预期目标是：地区生产总值年均增长5.5%，城镇化率达到83%左右。",
        "我们要当好火车头。\n一是经济实力更强。地区生产总值年均增长15%，收入年均增长17%，投资年均增长9%。\n"
        "二是幸福指数更高。新增就业35万人，失业率控制在4.5%以内，寿命74岁，住房30平方米，入学率达98%。\n"
        "三是作风更实。坚持依法行政。",
    )
    found = report(text)
    assert role_of(found, "年均增长15%") == ("headline targets", "2026-2030")
    assert role_of(found, "就业35万人") == ("headline targets", "2026-2030")
    assert role_of(found, "坚持依法行政") == ("plan", "2026-2030")


def test_the_paragraph_of_expected_figures_belongs_to_the_targets_announced_before() -> None:
    text = PLAN.replace(
        "城镇化率达到83%左右。\n",
        "城镇化率达到83%左右。\n“十五五”期间主要预期调控指标是：固定资产投资年均增长16%，城镇新增就业20万人，"
        "社会消费品零售总额年均增长14%。\n",
    )
    assert role_of(report(text), "零售总额年均增长14%") == ("headline targets", "2026-2030")


def test_a_list_of_targets_goes_on_after_an_entry_in_words() -> None:
    text = PLAN.replace("——城镇新增就业12万人。", "——物价保持稳定。\n——城镇新增就业12万人。")
    assert role_of(report(text), "就业12万人") == ("headline targets", "2026")
    assert role_of(report(text), "物价保持稳定") == ("plan", "2026")


def test_the_review_turns_to_its_last_year_behind_some_words() -> None:
    text = BOTH.replace("刚刚过去的2025年，我们主动作为。", "回顾五年，刚刚过去的2025年，是特殊的一年。")
    assert role_of(report(text), "居民收入增长9%") == ("headline results", "2025")
    later = BOTH.replace("刚刚过去的2025年，我们主动作为。", "在刚刚过去的2025年，我们主动作为。")
    assert role_of(report(later), "居民收入增长9%") == ("headline results", "2025")


def test_years_in_chinese_digits_are_years() -> None:
    text = YEARLY.replace("今年经济社会发展主要预期目标是", "二〇二五年的主要预期目标是")
    assert role_of(report(text), "增长6%左右") == ("headline targets", "2025")
    text = PLAN.replace("主要预期目标是：地区生产总值年均", "从二〇二六年到二〇三〇年，地区生产总值年均")
    assert role_of(report(text), "年均增长5.5%") == ("headline targets", "2026-2030")


# -- real reports --------------------------------------------------------------------------------------------

SHARED = Path(os.environ.get("DUIZHAO_SHARED", Path(__file__).parents[2] / "shared"))
ROLES = {
    "achieved": {"review", "headline results", "problems"},
    "target": {"plan", "headline targets", "government"},
}


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the answer keys aren't here")
@pytest.mark.parametrize(
    "name", sorted(file.stem for file in (SHARED / "gold" / "measures").glob("*.tsv")) or ["-"]
)
def test_figures_of_the_answer_keys_stand_where_their_role_is(name: str) -> None:
    found = outline(read(next((SHARED / "gold" / "docs").glob(f"{name}.*"))))
    with (SHARED / "gold" / "measures" / f"{name}.tsv").open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle, delimiter="\t") if not row["optional"]]
    role = headline = period = 0
    for row in rows:
        place = int(row["start"])
        section = next(found.sections[s.section] for s in found.sentences if s.start <= place < s.end)
        role += row["role"] == "context" or section.role in ROLES[row["role"]]
        headline += (row["headline"] == "1") == section.role.startswith("headline")
        period += row["role"] == "context" or row["period"] in (section.period, section.period[-4:])
    assert role == headline == len(rows)
    assert period >= 0.95 * len(rows)


FOLDERS = ["贵阳市", "贵州省", "湖南省", "深圳市", "成都市", "青岛市"]
needs_the_corpus = pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the corpus isn't here")


@needs_the_corpus
@pytest.mark.parametrize("folder", ["全国", *FOLDERS])
def test_no_report_of_the_corpus_is_refused_and_none_is_another_s(folder: str) -> None:
    files = sorted((SHARED / "corpus" / folder).glob("*.md"))
    assert files
    for file in files:
        found = outline(read(file))
        assert (str(found.year), found.place.name) == (file.stem, folder)
        assert not [doubt for doubt in found.doubts if "不一致" in doubt or "重复" in doubt]


@needs_the_corpus
@pytest.mark.parametrize("folder", ["全国", *FOLDERS])
def test_a_copy_under_another_s_name_is_doubted_and_the_text_wins(folder: str) -> None:
    for file in sorted((SHARED / "corpus" / folder).glob("*.md")):
        found = outline(replace(read(file), path="遵义市/2035.md"))
        assert (str(found.year), found.place.name) == (file.stem, folder)
        assert len([doubt for doubt in found.doubts if "不一致" in doubt]) == 2


@needs_the_corpus
def test_what_is_no_report_is_known_for_what_it_is() -> None:
    kinds = {file.name[:8]: kind_of(read(file)).name for file in (SHARED / "corpus" / "negatives").iterdir()}
    assert kinds == {
        "保定市_2003": "摘要或短讯",
        "保定市_2012": "摘要或短讯",
        "保定市_2020": "导航页",
        "坪山2021_仅": "导航页",
        "河北省_2016": "摘要或短讯",
        "深圳市光明区人民": "法治政府建设报告",
        "深圳市龙华区20": "法治政府建设报告",
        "高阳县_2005": "摘要或短讯",
        "高阳县_2013": "摘要或短讯",
        "高阳县_2022": "新闻报道或解读",
        "高阳县_2026": "预算报告",
    }
    communiques = sorted((SHARED / "corpus" / "统计公报" / "全国").glob("*.md"))
    assert {kind_of(read(file)).name for file in communiques} == {"统计公报"}


@needs_the_corpus
def test_messy_files_are_read_with_their_targets_and_without_their_pages() -> None:
    for file in sorted((SHARED / "corpus" / "messy").iterdir()):
        found = outline(read(file))
        roles = {section.role for section in found.sections}
        assert {"review", "headline results", "plan", "headline targets", "closing"} <= roles
        targets = {section.period for section in found.sections if section.role == "headline targets"}
        assert str(found.year) in targets
        last = found.sentences[-1].text
        assert re.search("！$|奋斗", last), last


@needs_the_corpus
@pytest.mark.parametrize("folder", FOLDERS)
def test_reports_of_the_corpus_have_their_year_their_place_and_their_headlines(folder: str) -> None:
    files = sorted((SHARED / "corpus" / folder).glob("*.md"))
    assert files
    for file in files:
        found = outline(read(file))
        assert {"review", "headline results", "plan", "closing"} <= {s.role for s in found.sections}


@pytest.mark.parametrize(
    ("said", "number"), [("三", 3), ("十", 10), ("十二", 12), ("二十一", 21), ("六一", 61)]
)
def test_a_count_in_characters_is_a_number_also_where_a_slip_lost_its_ten(said: str, number: int) -> None:
    assert count(said) == number
