"""The named queries: each runs, says what it answers and asks for; `duizhao query` and `--param`."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from test_archive import extract, result, target

from compare.archive import Archive
from compare.archive.queries import Query, named, queries, value
from compare.errors import BadQuery, NotFound

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

REPORTS = (
    extract(2024, target("地区生产总值", "6", canonical="gdp"), target("居民收入", "7")),
    extract(
        2025, result("地区生产总值", "5.1", canonical="gdp"), target("地区生产总值", "5.5", canonical="gdp")
    ),
    extract(2026, result("地区生产总值", "5.6", canonical="gdp")),
)
GIVEN: dict[str, object] = dict(
    zip(
        ("place", "year", "first", "last", "indicator", "aspect", "level", "group", "period", "words"),
        ("贵阳市", 2024, 2024, 2025, "gdp", "growth", "city", "综合", "2021-2025", "总值"),
        strict=True,
    )
)


@pytest.fixture(scope="module")
def archive() -> Archive:
    opened = Archive.open(None)
    for each in REPORTS:
        opened.ingest([each])
    return opened


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> Run:
    monkeypatch.chdir(tmp_path)
    with Archive.open("duizhao.duckdb") as opened:
        for each in REPORTS:
            opened.ingest([each])
    return duizhao


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_every_query_runs_and_asks_for_what_it_uses(query: Query, archive: Archive) -> None:
    used = set(re.findall(r"\$(\w+)", query.sql))

    assert {one.name for one in query.parameters} == used
    assert used <= GIVEN.keys()
    assert query.answers.endswith(".")
    archive.rows(query.sql, query.values({name: GIVEN[name] for name in used}))
    archive.rows(
        query.sql, query.values({one.name: GIVEN[one.name] for one in query.parameters if not one.optional})
    )


def test_there_are_at_least_fifteen() -> None:
    assert len(queries()) >= 15


def test_one_of_them_reads_so() -> None:
    query = named("missed-main-targets")

    assert query.answers == "The main targets that were missed, the largest gap first within a year."
    assert [(one.name, one.optional) for one in query.parameters] == [
        ("place", True),
        ("first", True),
        ("last", True),
    ]


def test_what_is_missing_or_unknown_is_named() -> None:
    with pytest.raises(BadQuery, match=r"the query told-twice asks for \$place: whose reports"):
        named("told-twice").values({})
    with pytest.raises(BadQuery, match=r"has no parameter \$plaice; it has \$place"):
        named("told-twice").values({"plaice": "贵阳市"})
    with pytest.raises(NotFound, match="there is no query told-once; do you mean told-twice"):
        named("told-once")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2024", 2024),
        ("-3", -3),
        ("5.0", Decimal("5.0")),
        ("", None),
        ("贵阳市", "贵阳市"),
        ("nan", "nan"),
        ("1_0", "1_0"),
    ],
)
def test_a_value_is_what_it_looks_like(said: str, meant: object) -> None:
    assert (value(said), type(value(said))) == (meant, type(meant))


# ---- the commands ----------------------------------------------------------------------------------------


def test_a_query_is_asked_by_name(run: Run) -> None:
    code, out, _ = run(*("query", "missed-main-targets", "--place", "贵阳市", "--format", "json"))

    (row,) = json.loads(out)
    assert code == 0
    assert (row["report_year"], row["indicator"], row["target"], row["gap"]) == (
        2024,
        "地区生产总值",
        "增长6%左右",
        -0.9,
    )


def test_an_indicator_goes_by_any_of_its_names(run: Run) -> None:
    asked = ("query", "median-by-year", "--indicator", "GDP", "--param", "aspect=growth", "--format", "csv")
    code, out, _ = run(*asked)

    assert code == 0
    assert out.splitlines()[1:] == ["2024,1,6,5.1,5.1,5.1,%", "2025,1,5.5,5.6,5.6,5.6,%"]


def test_the_list_says_what_each_asks_for(run: Run) -> None:
    code, out, _ = run("query", "--list", "--format", "json")

    listed = {row["name"]: row["parameters"] for row in json.loads(out)}
    assert code == 0
    assert listed["never-mentioned-again"] == ["$place", "$year", "$group?"]


def test_the_sql_can_be_gone_on_from(run: Run) -> None:
    code, out, _ = run("query", "told-twice", "--show")

    assert (code, out) == (0, named("told-twice").sql + "\n")


def test_a_query_without_what_it_needs_is_refused_in_a_line(run: Run) -> None:
    code, out, err = run("query", "told-twice")

    assert (code, out, err) == (1, "", "duizhao: the query told-twice asks for $place: whose reports\n")


def test_ones_own_sql_takes_parameters(run: Run) -> None:
    asked = "SELECT report_year, target FROM v_targets WHERE place = $place AND report_year = $year"
    code, out, _ = run("sql", asked, "--param", "place=贵阳市", "--param", "year=2025", "--format", "csv")

    assert (code, out.splitlines()) == (0, ["report_year,target", "2025,增长5.5%左右"])


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ("year", 2, "--param: NAME=VALUE, not year"),
        ("9=x", 2, "--param: NAME=VALUE, not 9=x"),
        ("year=2024", 1, "the statement has no parameter $year"),
    ],
)
def test_a_wrong_parameter_is_named(given: str, code: int, said: str, run: Run) -> None:
    ended, _, err = run("sql", "SELECT 1", "--param", given)

    assert ended == code
    assert said in err
