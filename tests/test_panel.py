"""One indicator followed over the years: the views behind it, and the command `trend`."""

from __future__ import annotations

import csv
import io
import json
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from test_archive import extract, result, target

from compare.archive import Archive
from compare.charts import Line, Point, drawing
from compare.charts import trend as chart_of
from compare.cli.trend import sparkline

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run
    from test_archive import Figure

    from compare.model import Extract

PLAIN = {"aspect": "level", "bound": "eq", "headline": False, "unit": "个"}


def task(name: str, number: str, **fields: Any) -> Figure:
    """A deliverable to come: `task("新增公厕", "20")` is 新增公厕20个."""
    unit = fields.get("unit", "个")
    return name, number, unit, {**PLAIN, "indicator": name, "phrase": f"{number}{unit}", **fields}


def done(name: str, number: str, **fields: Any) -> Figure:
    return task(name, number, role="achieved", **fields)


REPORTS = (
    extract(2021, task("新建旅游厕所", "20")),
    extract(2022, done("建成旅游厕所", "25"), task("新增旅游厕所", "30")),
    extract(2023, done("旅游厕所建成", "28"), done("新改建旅游厕所", "40"), task("新建旅游厕所", "35")),
)


def shelf(archive: Archive, *extracts: Extract) -> Archive:
    for each in extracts:
        archive.ingest([each])
    return archive


@pytest.fixture
def archive() -> Archive:
    return Archive.open(None)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> Run:
    """Runs `duizhao` in a folder whose archive holds `REPORTS`; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    with Archive.open("duizhao.duckdb") as opened:
        shelf(opened, *REPORTS)
    return duizhao


def panel(archive: Archive, name: str, columns: str) -> list[tuple[object, ...]]:
    return archive.rows(
        f"SELECT {columns} FROM v_panel WHERE place = '贵阳市' AND series_name = '{name}'"
        " ORDER BY aspect, dimension, year, period, basis"
    )[1]


# --- the panel


def test_one_query_follows_an_indicator_though_its_name_changes(archive: Archive) -> None:
    shelf(archive, *REPORTS)

    assert panel(archive, "新增旅游厕所", "year, target, result, gap, verdict, target_report_year") == [
        (2021, "20个", "25个", 5, "exceeded", 2021),
        (2022, "30个", "28个", -2, "missed", 2022),
        (2023, "35个", None, None, None, 2023),
    ]
    assert panel(archive, "新增旅游厕所", "target_sentence, result_sentence, result_report_year")[0] == (
        "新建旅游厕所20个。",
        "建成旅游厕所25个。",
        2022,
    )


def test_the_key_of_a_name_depends_on_no_other_report_and_no_order() -> None:
    def keys(*extracts: Extract) -> dict[str, str]:
        with Archive.open(None) as opened:
            _, rows = shelf(opened, *extracts).rows("SELECT indicator, series FROM series_name")
            return dict(rows)

    every = keys(*REPORTS)
    assert every == keys(*reversed(REPORTS))
    assert every["建成旅游厕所"] == "新增旅游厕所"
    assert every == {**every, **keys(REPORTS[1])}


def test_a_report_that_is_read_anew_files_its_new_names(archive: Archive) -> None:
    shelf(archive, REPORTS[0])
    archive.ingest([extract(2021, task("新建旅游厕所", "21"), task("新建惠民超市", "3"))], replace=True)

    assert panel(archive, "新增旅游厕所", "target") == [("21个",)]
    assert panel(archive, "新增惠民超市", "target") == [("3个",)]


def test_names_are_filed_anew_when_the_rules_have_changed(tmp_path: Path) -> None:
    path = tmp_path / "shelf.duckdb"
    with Archive.open(path) as opened:
        shelf(opened, REPORTS[0])
        opened.connection.execute("UPDATE series_name SET series = '旧', series_name = '旧'")
        opened.connection.execute("UPDATE archive_property SET value = '旧' WHERE name = 'prepared'")
    with Archive.open(path, read_only=True) as opened:
        assert opened.rows("SELECT series FROM series_name")[1] == [("新增旅游厕所",)]


def test_of_several_statements_the_main_one_is_taken_and_the_others_are_shown(archive: Archive) -> None:
    shelf(
        archive,
        extract(
            2022,
            done("建成旅游厕所", "25", bound="gt", phrase="超过25个"),
            done("建成旅游厕所", "28"),
            done("新增旅游厕所", "27", headline=True),
            done("新增旅游厕所", "27"),
        ),
    )

    assert panel(archive, "新增旅游厕所", "result, other_results") == [("27个", ["28个", "超过25个"])]


def test_a_result_by_another_name_is_the_target_s_where_the_pairing_is_sure(archive: Archive) -> None:
    shelf(
        archive,
        extract(2025, task("举办路边音乐会演出", "200", unit="场")),
        extract(2026, done("举办路边音乐会演", "217", unit="场")),
    )

    assert panel(archive, "路边音乐会演出", "target, result, result_indicator, state") == [
        ("200场", "217场", "举办路边音乐会演", "paired")
    ]


def test_level_and_growth_are_rows_of_their_own_and_units_are_made_one(archive: Archive) -> None:
    amount = {"unit": "亿元", "canonical": "gdp", "headline": True}
    shelf(
        archive,
        extract(2025, target("地区生产总值", "6", canonical="gdp")),
        extract(
            2026,
            done("地区生产总值", "6038.15", **amount),
            done("生产总值", "60381500", unit="万元", canonical="gdp"),
            result("经济", "5.1", canonical="gdp"),
        ),
    )

    assert panel(
        archive, "地区生产总值", "aspect, target, result, result_standard_value, standard_unit, other_results"
    ) == [
        ("growth", "增长6%左右", "增长5.1%", Decimal("5.1"), "%", []),
        ("level", None, "6038.15亿元", Decimal(603815000000), "元", []),
    ]


def test_plans_averages_running_totals_and_changes_since_an_early_year_stand_apart(archive: Archive) -> None:
    growth = {"canonical": "gdp", "period": "2021-2025"}
    shelf(
        archive,
        extract(
            2026,
            done("建成旅游厕所", "30"),
            done("建成旅游厕所", "120", period="2021-2025"),
            done("累计建成旅游厕所", "400"),
            result("地区生产总值", "5.3", phrase="年均增长5.3%", **growth),
            result("地区生产总值", "29", phrase="增长29%", **growth),
            result("地区生产总值", "40", phrase="比2018年增长40%", canonical="gdp"),
        ),
    )

    assert panel(archive, "新增旅游厕所", "period, basis, result") == [
        ("2021-2025", "period", "120个"),
        ("2025", "period", "30个"),
        ("2025", "running", "400个"),
    ]
    assert panel(archive, "地区生产总值", "period, basis, result") == [
        ("2021-2025", "average", "年均增长5.3%"),
        ("2021-2025", "period", "增长29%"),
        ("2025", "since", "比2018年增长40%"),
    ]


def test_an_overview_says_what_can_be_followed_and_by_which_names(archive: Archive) -> None:
    shelf(archive, *REPORTS)

    assert archive.rows(
        "SELECT series, names, first_year, last_year, years, target_years, result_years FROM v_series"
        " ORDER BY years DESC"
    )[1] == [
        (
            "新增旅游厕所",
            ["建成旅游厕所", "新增旅游厕所", "新建旅游厕所", "旅游厕所建成"],
            2021,
            2023,
            3,
            3,
            2,
        ),
        ("新改建旅游厕所", ["新改建旅游厕所"], 2022, 2022, 1, 0, 1),
    ]


def test_an_indicator_is_one_row_of_the_overview_though_the_reading_knew_not_all_its_names(
    archive: Archive,
) -> None:
    shelf(
        archive,
        extract(
            2025, task("公共停车位建成", "300"), done("新增公共停车位", "280", canonical="public_parking_new")
        ),
    )

    assert archive.rows("SELECT series, indicator_group, years FROM v_series")[1] == [
        ("public_parking_new", "城乡建设", 2)
    ]


def test_a_price_index_is_followed_as_the_rise_that_it_is(archive: Archive) -> None:
    index = {"canonical": "cpi", "unit": ""}
    shelf(
        archive,
        extract(2015, done("居民消费价格指数", "102.7", **index)),
        extract(
            2016, done("居民消费价格指数", "98", **index), result("居民消费价格指数", "-2", canonical="cpi")
        ),
        extract(2017, done("居民消费价格指数", "5.1", **index)),
    )

    assert panel(
        archive, "居民消费价格", "year, aspect, result_value_text, result_standard_value, standard_unit"
    ) == [
        (2014, "growth", "102.7", Decimal("2.7"), "%"),
        (2015, "growth", "-2", Decimal(-2), "%"),
        (2016, "level", "5.1", Decimal("5.1"), ""),  # of whatever base, it isn't last year's 100
    ]


# --- the command


def test_trend_finds_an_indicator_by_any_of_its_names(run: Run) -> None:
    def found(name: str) -> list[dict[str, object]]:
        code, out, err = run("trend", name, "--format", "json")
        assert code == 0, err
        return json.loads(out, parse_float=Decimal)  # type: ignore[no-any-return]

    rows = found("新增旅游厕所")
    assert [(row["year"], row["target_in_unit"], row["result_in_unit"], row["unit"]) for row in rows] == [
        (2021, 20, 25, "个"),
        (2022, 30, 28, "个"),
        (2023, 35, None, "个"),
    ]
    assert found("旅游厕所建设") == found("建成旅游厕所") == rows


def test_trend_prints_bars_and_a_table_and_says_what_else_there_is(run: Run) -> None:
    code, out, err = run("trend", "新增旅游厕所", "--place", "贵阳市")

    assert code == 0
    assert [line.split() for line in out.splitlines()] == [
        ["贵阳市", "新增旅游厕所"],
        ["总量（个）", "2021—2023"],
        ["目标", "▁▆█"],
        ["完成", "▃▅·"],
        ["年份", "口径", "目标", "完成", "差距", "完成情况", "目标另有", "结果另有"],
        ["─" * len(out.splitlines()[5])],
        ["2021", "总量（个）", "20个", "25个", "5", "超额完成"],
        ["2022", "总量（个）", "30个", "28个", "-2", "未完成"],
        ["2023", "总量（个）", "35个"],
    ]
    assert err.splitlines() == [
        "names in the reports: 建成旅游厕所、新增旅游厕所、新建旅游厕所、旅游厕所建成",
        "see also: 新改建旅游厕所（2022—2022）",
    ]


def test_trend_keeps_to_the_years_and_the_format_that_are_asked_for(run: Run) -> None:
    _, out, _ = run("trend", "新增旅游厕所", "--from", 2022, "--to", 2022, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["period"], row["target"], row["result"]) for row in rows] == [("2022", "30个", "28个")]

    _, out, _ = run("trend", "新增旅游厕所", "--to", 2021, "--format", "markdown")
    assert out.splitlines()[2] == "| 2021 | 总量（个） | 20个 | 25个 | 5 | 超额完成 |  |  |"


def test_a_name_that_is_not_there_is_answered_by_the_nearest(run: Run) -> None:
    code, out, err = run("trend", "旅游公厕")

    assert (code, out) == (1, "")
    assert err == (
        "duizhao: no figures of 旅游公厕 in the reports of 贵阳市;"
        " there are 新增旅游厕所（3年）、新改建旅游厕所（1年）\n"
    )


def test_parts_of_the_place_are_shown_on_request(run: Run) -> None:
    with Archive.open("duizhao.duckdb") as opened:
        shelf(opened, extract(2024, done("建成旅游厕所", "9", scope="中心城区")))

    _, out, err = run("trend", "新增旅游厕所", "--scope", "中心城区", "--format", "json")
    assert [row["result"] for row in json.loads(out)] == ["9个"]
    _, out, err = run("trend", "新增旅游厕所", "--format", "json")
    assert "9个" not in [row["result"] for row in json.loads(out)]
    assert "also of parts of the place, with --scope: 中心城区" in err


def test_an_aspect_that_is_none_is_refused(run: Run) -> None:
    code, _, err = run("trend", "新增旅游厕所", "--aspect", "speed")
    assert code == 2
    assert "there is no speed; there are level, growth, change, rank" in err


def test_bars_are_scaled_between_the_least_and_the_greatest() -> None:
    values = [Decimal(0), None, Decimal(50), Decimal(100)]
    assert sparkline(values, Decimal(0), Decimal(100)) == "▁·▅█"
    assert sparkline([Decimal(3), Decimal(3)], Decimal(3), Decimal(3)) == "▄▄"


# --- the chart


def line(*points: Point, unit: str = "万人") -> Line:
    return Line("总量", unit, points)


def test_a_chart_breaks_where_a_year_is_silent_and_shows_a_range_whole() -> None:
    drawn = chart_of(
        "某市 就业",
        [
            line(
                Point(2021, Decimal(5), None, Decimal("5.5")),
                Point(2023, Decimal(6), Decimal(7), None),
            )
        ],
    )

    assert drawn["title"]["text"] == "某市 就业"
    assert drawn["vconcat"][0]["data"]["values"] == [
        {"year": 2021, "kind": "完成", "value": 5.5},
        {"year": 2021, "kind": "目标", "value": 5.0, "upper": None},
        {"year": 2022, "kind": "完成", "value": None},
        {"year": 2022, "kind": "目标", "value": None, "upper": None},
        {"year": 2023, "kind": "完成", "value": None},
        {"year": 2023, "kind": "目标", "value": 6.0, "upper": 7.0},
    ]


@pytest.mark.parametrize(("unit", "from_zero"), [("万人", True), ("%", False), ("个百分点", True)])
def test_amounts_are_drawn_from_zero_and_rates_are_not(unit: str, from_zero: bool) -> None:
    drawn = chart_of("某市", [line(Point(2021, Decimal(5), None, Decimal(6)), unit=unit)])
    assert drawn["vconcat"][0]["layer"][0]["encoding"]["y"]["scale"] == {"zero": from_zero}


def test_trend_draws_an_svg_and_a_picture(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    code, _, err = run("trend", "新增旅游厕所", "--chart", "a.svg")
    assert (code, err.splitlines()[-1]) == (0, "a.svg: drawn")
    drawn = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert "贵阳市 新增旅游厕所" in drawn
    if drawing.has_chinese_font():
        assert run("trend", "新增旅游厕所", "--chart", "a.png")[0] == 0
        assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_without_a_font_for_its_labels_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("vl_convert")
    monkeypatch.setattr(drawing, "has_chinese_font", lambda: False)

    code, _, err = run("trend", "新增旅游厕所", "--chart", "a.png")
    assert code == 1
    assert "no font with Chinese characters is installed" in err
    assert not (tmp_path / "a.png").exists()
    assert run("trend", "新增旅游厕所", "--chart", "a.svg")[0] == 0


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("a.pdf", "a.pdf: a chart is drawn as .png or .svg; name such a file"),
        ("there/a.svg", "there/a.svg: the folder there doesn't exist"),
    ],
)
def test_a_file_that_no_chart_can_be_drawn_to_is_refused_at_once(run: Run, file: str, said: str) -> None:
    assert run("trend", "新增旅游厕所", "--chart", file) == (1, "", f"duizhao: {said}\n")


def test_without_the_extra_the_way_to_it_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    assert run("trend", "新增旅游厕所", "--chart", "a.svg") == (
        1,
        "",
        "duizhao: charts need the extra: pip install 'duizhao[chart]'\n",
    )
