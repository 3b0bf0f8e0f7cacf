"""What persons ask over places, years and levels: groups, hardness, disclosure, cascade, the schema."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from test_archive import extract, result, target

from compare.archive import Archive
from compare.archive.interface import interface
from compare.model import Place

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run
    from test_archive import Figure

    from compare.model import Extract


def task(name: str, number: str, **fields: object) -> Figure:
    """A deliverable that is no main target: `task("新建公厕", "20")` is 新建公厕20座."""
    plain = {"indicator": name, "aspect": "level", "unit": "座", "bound": "eq", "headline": False}
    return name, number, "座", {**plain, "phrase": f"{number}座", **fields}


def gdp(number: str, after: str = "%左右", **fields: object) -> Figure:
    return target("地区生产总值", number, after, canonical="gdp", **fields)


def of(place: Place, report: Extract) -> Extract:
    source = replace(report.report.source, digest=f"{place.name}{report.report.year}")
    return replace(report, report=replace(report.report, place=place, source=source))


NATION, PROVINCE = Place("全国", "nation", ""), Place("贵州省", "province", "全国")
CITY, FAR = Place("贵阳市", "city", "贵州省"), Place("长沙市", "city", "湖南省")


@pytest.fixture
def archive() -> Archive:
    return Archive.open(None)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> Run:
    """Runs `duizhao` in a folder; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    return duizhao


def shelf(*extracts: Extract) -> None:
    """The archive that commands take by themselves."""
    with Archive.open("duizhao.duckdb") as opened:
        for each in extracts:
            opened.ingest([each])


def rows(run: Run, *arguments: object) -> list[dict[str, object]]:
    code, out, err = run(*arguments, "--format", "json")
    assert code == 0, err
    return json.loads(out, parse_float=Decimal)  # type: ignore[no-any-return]


# --- groups


def test_an_indicator_has_the_group_of_the_lexicon_or_none_of_these(archive: Archive) -> None:
    archive.ingest([extract(2025, gdp("6"), task("新建公厕", "20"))])

    assert archive.rows("SELECT indicator, indicator_group FROM v_targets ORDER BY start_offset")[1] == [
        ("地区生产总值", "综合"),
        ("新建公厕", "其他"),
    ]
    assert archive.rows("SELECT name, indicator_group FROM indicator WHERE canonical = 'gdp'")[1] == [
        ("地区生产总值", "综合")
    ]


def test_compare_shows_only_what_is_asked_for(run: Run) -> None:
    shelf(
        extract(2025, gdp("6"), target("外贸", "3"), task("新引进总部企业", "20"), task("新建公厕", "20")),
        extract(
            2026, result("地区生产总值", "5", canonical="gdp"), task("新培育总部企业", "25", role="achieved")
        ),
    )

    def shown(*options: str) -> list[object]:
        return [row["indicator"] for row in rows(run, "compare", 2025, 2026, *options)]

    assert shown() == shown("--headline") == ["地区生产总值", "外贸"]
    assert shown("--all") == ["地区生产总值", "外贸", "新引进总部企业", "新建公厕"]
    assert shown("--all", "--only", "missed,undisclosed") == ["地区生产总值", "外贸", "新建公厕"]
    assert shown("--all", "--only", "review") == ["新引进总部企业"]
    assert shown("--only", "met") == []
    assert shown("--all", "--group", "综合") == ["地区生产总值"]
    assert shown("--all", "--group", "民生、其他", "--only", "undisclosed") == ["外贸", "新建公厕"]


def test_a_verdict_or_group_that_is_none_is_refused_with_those_there_are(run: Run) -> None:
    shelf(extract(2025, gdp("6")), extract(2026, gdp("6")))

    verdict, group = (
        run("compare", 2025, 2026, "--only", "failed"),
        run("compare", 2025, 2026, "--group", "农业"),
    )

    assert (verdict[0], group[0]) == (2, 2)
    assert "there is no failed" in verdict[2] and "undisclosed" in verdict[2]
    assert "there is no 农业" in group[2] and "三农" in group[2]


# --- hardness


def test_the_wording_becomes_harder_softer_or_stays(archive: Archive) -> None:
    archive.ingest(
        [
            extract(
                2025,
                gdp("6"),
                target("外贸", "3", "%", bound="eq"),
                target("旅游收入", "8"),
                target("固定资产投资", "5"),
                target("居民收入", "1", value=None, unit="", bound="qual", phrase="与经济增长同步"),
            )
        ]
    )
    archive.ingest(
        [
            extract(
                2026,
                gdp("5.5", "%以上", bound="ge"),
                target("外贸", "4", "%", bound="eq", commitment="力争"),
                target("旅游收入", "8"),
                target("居民收入", "6"),
                target("农业增加值", "4"),
            )
        ]
    )

    _, found = archive.rows(
        "SELECT indicator, target_hardness, next_target_hardness, change, hardness_change, hardness_change_zh"
        " FROM v_scorecard WHERE report_year = 2025 ORDER BY position"
    )
    assert found == [
        ("地区生产总值", 1, 3, "lowered", "harder", "趋硬（左右→以上）"),
        ("外贸", 2, 1, "raised", "softer", "趋软（只写数值→力争…只写数值）"),
        ("旅游收入", 1, 1, "kept", "same", "不变"),
        ("固定资产投资", 1, None, "dropped", None, None),
        ("居民收入", None, 1, "reworded", None, None),
        ("农业增加值", None, 1, "new", None, None),
    ]


def test_compare_shows_the_change_of_hardness_beside_that_of_the_target(run: Run) -> None:
    shelf(extract(2025, gdp("6")), extract(2026, gdp("6", "%以上", bound="ge")))

    _, out, _ = run("compare", 2025, 2026, "--format", "csv")
    _, table, _ = run("compare", 2025, 2026)

    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["change_zh"], row["hardness_change_zh"]) == ("表述调整", "趋硬（左右→以上）")
    assert table.splitlines()[0].split()[-3:-1] == ["目标变化", "约束力变化"]


# --- disclosure


def test_disclosure_counts_by_group_and_keeps_the_main_targets_apart(archive: Archive) -> None:
    archive.ingest(
        [
            extract(
                2025,
                gdp("6"),
                target("固定资产投资", "5"),
                target("外贸", "3"),
                task("新建公厕", "20"),
                task("新引进总部企业", "20"),
                task("新建公园", "9", period="2021-2025"),
            )
        ]
    )
    archive.ingest(
        [
            extract(
                2026,
                result("地区生产总值", "6.5", canonical="gdp"),
                task("新培育总部企业", "25", role="achieved"),
                task("新建公厕", "18", role="achieved"),
            )
        ]
    )

    _, found = archive.rows(
        "SELECT headline, indicator_group, targets, answered, proposed, undisclosed, exceeded, missed,"
        " waiting FROM v_disclosure WHERE report_year = 2025 ORDER BY ALL"
    )
    assert found == [
        (False, "其他", 2, 1, 1, 0, 0, 1, 0),
        (True, "其他", 2, 0, 0, 2, 0, 0, 0),
        (True, "综合", 1, 1, 0, 0, 1, 0, 0),
    ]


def test_what_nothing_could_answer_waits_and_a_sheets_silence_is_apart(archive: Archive) -> None:
    archive.ingest([extract(2025, gdp("6"), target("外贸", "3"))])
    waiting = archive.rows("SELECT targets, waiting, undisclosed FROM v_disclosure ORDER BY ALL")[1]
    archive.ingest([extract(2026, result("地区生产总值", "6"), kind="facts", path="f.csv")])

    assert waiting == [(1, 1, 0), (1, 1, 0)]
    assert archive.rows(
        "SELECT sum(answered)::INT, sum(not_recorded)::INT, sum(undisclosed)::INT FROM v_disclosure"
        " WHERE report_year = 2025"
    )[1] == [(1, 1, 0)]


def test_the_command_disclosure_has_totals_and_shares(run: Run) -> None:
    shelf(
        extract(2024, gdp("6")),
        extract(2025, result("地区生产总值", "6"), gdp("6"), target("外贸", "3"), task("新建公厕", "20")),
        extract(2026, result("地区生产总值", "6")),
    )

    found = [
        (
            *(row["report_year"], row["kind"], row["indicator_group"]),
            *(row["targets"], row["answered"], row["undisclosed"], row["answered_percent"]),
        )
        for row in rows(run, "disclosure", "--place", "贵阳市", "--from", 2025, "--to", 2025)
    ]

    assert found == [
        (2025, "主要目标", "综合", 1, 1, 0, 100),
        (2025, "主要目标", "其他", 1, 0, 1, 0),
        (2025, "主要目标", "合计", 2, 1, 1, 50),
        (2025, "具体任务", "其他", 1, 0, 1, 0),
        (2025, "具体任务", "合计", 1, 0, 1, 0),
    ]
    assert {row["report_year"] for row in rows(run, "disclosure", "--to", 2024)} == {2024}
    assert [row["indicator_group"] for row in rows(run, "disclosure", "--group", "综合", "--to", 2024)] == [
        "综合",
        "合计",
    ]
    assert run("disclosure", "--place", "遵义市")[0] == 1


# --- places and levels


def test_a_place_has_those_above_it_that_the_archive_has(archive: Archive) -> None:
    for place in (NATION, PROVINCE, CITY, FAR):
        archive.ingest([of(place, extract(2025, gdp("6"), place=place.name))])

    assert archive.rows("SELECT place, line, path FROM v_places ORDER BY path")[1] == [
        ("全国", [], ["全国"]),
        ("贵州省", ["全国"], ["全国", "贵州省"]),
        ("贵阳市", ["贵州省", "全国"], ["全国", "贵州省", "贵阳市"]),
        ("长沙市", ["全国"], ["全国", "长沙市"]),
    ]


def test_places_that_name_each_other_as_parents_end_somewhere(archive: Archive) -> None:
    for place in (Place("甲市", "city", "乙市"), Place("乙市", "city", "甲市")):
        archive.ingest([of(place, extract(2025, gdp("6"), place=place.name))])

    assert archive.rows("SELECT place, line FROM v_places ORDER BY ALL")[1] == [
        ("乙市", ["甲市"]),
        ("甲市", ["乙市"]),
    ]


def levels(*figures: tuple[Place, Figure]) -> list[Extract]:
    return [of(place, extract(2025, figure, place=place.name)) for place, figure in figures]


def test_each_level_is_held_against_the_one_above_and_the_nation(archive: Archive) -> None:
    for each in levels((NATION, gdp("5")), (PROVINCE, gdp("6")), (CITY, gdp("6")), (FAR, gdp("4.5"))):
        archive.ingest([each])
    archive.ingest([of(PROVINCE, extract(2026, result("地区生产总值", "5.3"), place="贵州省"))])

    _, found = archive.rows(
        "SELECT place, target, result, above_place, above_target, above_result, excess, demand_zh,"
        " nation_target, excess_over_nation FROM v_cascade WHERE report_year = 2025 ORDER BY path"
    )
    five, six = "增长5%左右", "增长6%左右"
    assert found == [
        ("全国", five, None, None, None, None, None, None, None, None),
        ("贵州省", six, "增长5.3%", "全国", five, None, 1, "加码", five, 1),
        ("贵阳市", six, None, "贵州省", six, "增长5.3%", 0, "一致", five, 1),
        (
            "长沙市",
            "增长4.5%左右",
            None,
            "全国",
            five,
            None,
            Decimal("-0.5"),
            "低于上级",
            five,
            Decimal("-0.5"),
        ),
    ]


def test_of_a_ceiling_the_lower_figure_asks_for_more(archive: Archive) -> None:
    def prices(number: str) -> Figure:
        return target("居民消费价格", number, direction="ceiling")

    for each in levels((NATION, prices("3")), (PROVINCE, prices("2")), (CITY, prices("2.5"))):
        archive.ingest([each])

    assert archive.rows("SELECT place, excess, demand FROM v_cascade ORDER BY path")[1] == [
        ("全国", None, None),
        ("贵州省", -1, "more"),
        ("贵阳市", Decimal("0.5"), "less"),
    ]


def test_amounts_of_two_levels_have_no_difference_and_words_none_either(archive: Archive) -> None:
    def jobs(number: str) -> Figure:
        fields = {"indicator": "城镇新增就业", "aspect": "level", "unit": "万人", "phrase": f"{number}万人"}
        return "城镇新增就业", number, "万人", fields

    words = gdp("1", value=None, unit="", bound="qual", phrase="与全省同步")
    for each in levels((NATION, jobs("1200")), (PROVINCE, jobs("60")), (CITY, words)):
        archive.ingest([each])

    assert archive.rows("SELECT place, above_target, excess, demand FROM v_cascade ORDER BY path")[1] == [
        ("全国", None, None, None),
        ("贵州省", "1200万人", None, None),
        ("贵阳市", None, None, None),
    ]


def test_a_target_of_a_part_of_the_place_is_no_step_of_the_cascade(archive: Archive) -> None:
    for each in levels((PROVINCE, gdp("6")), (CITY, gdp("15", scope="贵安新区"))):
        archive.ingest([each])

    assert archive.rows("SELECT place FROM v_cascade")[1] == [("贵州省",)]


def test_the_command_cascade_takes_any_name_of_the_indicator(run: Run) -> None:
    shelf(*levels((NATION, gdp("5")), (PROVINCE, gdp("6")), (CITY, gdp("6")), (FAR, gdp("7"))))

    everywhere = rows(run, "cascade", "GDP", "--year", 2025)
    line = rows(run, "cascade", "gdp", "--year", 2025, "--place", "贵阳市")
    _, table, _ = run("cascade", "国内生产总值", "--year", 2025, "--place", "贵阳市")
    nothing = run("cascade", "森林覆盖率", "--year", 2025, "--format", "json")

    assert [row["place"] for row in everywhere] == ["全国", "贵州省", "贵阳市", "长沙市"]
    assert [row["place"] for row in line] == ["全国", "贵州省", "贵阳市"]
    assert [words.split("  ")[0] for words in table.splitlines()[2:]] == ["全国", "· 贵州省", "· · 贵阳市"]
    assert nothing == (0, "[]\n", "no report of 2025 sets a target of 森林覆盖率\n")


# --- the interface


def test_every_table_view_and_column_says_what_it_holds() -> None:
    assert [(part.relation, part.column) for part in interface() if not part.comment] == []


def test_the_interface_is_what_an_archive_has(archive: Archive) -> None:
    _, there = archive.rows(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
        " AND database_name = current_database() ORDER BY ALL"
    )
    assert sorted((part.relation, part.column) for part in interface() if part.column) == there


def test_a_column_without_a_comment_of_its_own_has_that_of_the_views_before_it() -> None:
    said = {(part.relation, part.column): part for part in interface()}

    assert said["v_plan_vs_actual", "gap"].comment.startswith("result minus target: points for a rate")
    assert said["v_scorecard", "gap"].comment == said["v_plan_vs_actual", "gap"].comment
    assert said["v_places", "path"].comment != said["v_measures", "path"].comment
    assert said["decision", "target"].type == "STRUCT"
    assert said["v_disclosure", ""].comment.startswith("of each report's targets for its own year")


def test_a_column_that_nobody_described_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    from compare.archive import schema

    real = schema.scripts

    def with_one_more(folder: str) -> dict[str, str]:
        head = "-- v_bare: what it is.\nCREATE OR REPLACE VIEW v_bare AS\n"
        bare = head + "SELECT 1 AS told,  -- one\n2 AS untold;\n"
        return {**real(folder), **({"99_bare.sql": bare} if folder == "views" else {})}

    monkeypatch.setattr(schema, "scripts", with_one_more)

    assert [(part.column, part.comment) for part in interface() if part.relation == "v_bare"] == [
        ("", "what it is."),
        ("told", "one"),
        ("untold", ""),
    ]


def test_the_command_schema_prints_the_interface(run: Run) -> None:
    every = rows(run, "schema")
    one = rows(run, "schema", "v_places")
    code, table, _ = run("schema", "v_places")

    assert list(every[0]) == ["relation", "kind", "column", "type", "comment"]
    assert {row["relation"] for row in every} >= {"v_scorecard", "v_cascade", "v_decisions", "decision"}
    assert [row["column"] for row in one] == ["", "place", "level", "parent", "line", "path"]
    assert (code, table.splitlines()[0]) == (0, "v_places (view)")
    assert run("schema", "v_nothing")[0] == 2
