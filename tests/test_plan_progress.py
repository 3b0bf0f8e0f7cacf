"""Targets that lie years ahead, beside what was reached in each year since: the view `v_plan_progress`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from test_archive import extract, result, target
from test_panel import done, task

from compare.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.model import Extract

    Progress = Callable[..., list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def archive() -> Archive:
    """One for all: each test has a place of its own in it."""
    return Archive.open(None)


@pytest.fixture
def progress(archive: Archive, request: pytest.FixtureRequest) -> Progress:
    """Takes reports and gives the rows of their plans."""
    place = f"{request.node.name}市"

    def rows(columns: str, *reports: Extract) -> list[tuple[object, ...]]:
        for one in reports:
            source = replace(one.report.source, digest=f"{place}{one.report.year}")
            here = replace(one.report, source=source, place=replace(one.report.place, name=place))
            archive.ingest([replace(one, report=here)])
        asked = f"SELECT {columns} FROM v_plan_progress WHERE place = $place ORDER BY target_id, year"
        return archive.rows(asked, {"place": place})[1]

    return rows


def test_deliverables_of_five_years_are_added_up_year_by_year(progress: Progress) -> None:
    plan = task("新建旅游厕所", "100", period="2021-2025")
    rows = progress(
        "year, result, so_far, progress, time_gone, reached",
        extract(2021, plan),
        extract(2022, done("建成旅游厕所", "25")),
        extract(2023, done("新增旅游厕所", "28")),
        extract(2024),
        extract(2025, done("建成旅游厕所", "30")),
        extract(2026, done("建成旅游厕所", "110", period="2021-2025")),
    )
    assert rows == [
        (2021, "25个", 25.0, 0.25, 0.2, False),
        (2022, "28个", 53.0, 0.53, 0.4, False),
        # a report that says nothing, and a sum that can't be known
        (2023, None, None, None, 0.6, None),
        (2024, "30个", None, None, 0.8, None),
        # but the report states the total itself
        (2025, None, 110.0, 1.1, 1.0, True),
    ]


def test_an_average_growth_is_held_against_that_of_the_years_so_far(progress: Progress) -> None:
    plan = target("地区生产总值", "7", after="%以上", bound="ge", period="2021-2025", phrase="年均增长7%以上")
    rows = progress(
        "year, method, so_far, progress, reached",
        extract(2021, plan),
        extract(2022, result("地区生产总值", "8", period="2021")),
        extract(2023, result("地区生产总值", "5", period="2022")),
    )
    assert rows == [(2021, "average", 8.0, None, True), (2022, "average", 6.4894, None, False)]


def test_growths_of_a_whole_plan_are_multiplied_and_a_fall_is_better_when_deeper(progress: Progress) -> None:
    energy = {"indicator": "单位地区生产总值能耗", "direction": "down", "bound": "eq", "after": "%"}
    plan = target(number="-13.5", period="2021-2025", **energy)
    rows = progress(
        "year, method, so_far, progress, reached",
        extract(2021, plan),
        extract(2022, result("单位地区生产总值能耗", "-4", period="2021", direction="down")),
        extract(2023, result("单位地区生产总值能耗", "-10", period="2022", direction="down")),
    )
    assert rows == [(2021, "growth", -4.0, 0.2963, False), (2022, "growth", -13.6, 1.0074, True)]


def test_of_a_state_its_way_from_the_year_before_the_plan(progress: Progress) -> None:
    forest = {"unit": "%"}
    rows = progress(
        "first_year, last_year, year, so_far, progress, reached",
        extract(
            2021,
            done("森林覆盖率", "60", period="2020", **forest),
            task("森林覆盖率", "64", period="2025", **forest),
        ),
        extract(2022, done("森林覆盖率", "61", period="2021", **forest)),
    )
    assert rows == [(2021, 2025, 2021, 61.0, 0.25, False)]


def test_where_a_state_started_may_be_unknown(progress: Progress) -> None:
    (row,) = progress(
        "so_far, progress",
        extract(2021, task("森林覆盖率", "64", period="2025", unit="%")),
        extract(2022, done("森林覆盖率", "61", period="2021", unit="%")),
    )
    assert row == (61.0, None)


def test_a_bound_is_no_figure_to_add(progress: Progress) -> None:
    rows = progress(
        "result, so_far",
        extract(2021, task("新建旅游厕所", "100", period="2021-2025")),
        extract(2022, done("建成旅游厕所", "25", bound="gt", phrase="超25个")),
    )
    assert rows == [("超25个", None)]


@pytest.mark.parametrize("period", ["2021", "2020"])
def test_a_target_of_the_year_itself_is_no_plan(progress: Progress, period: str) -> None:
    assert progress("*", extract(2021, task("新建旅游厕所", "100", period=period)), extract(2022)) == []
