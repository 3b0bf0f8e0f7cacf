"""What a person decides wins, is applied at once, outlives the reading of the reports, and can be undone."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from test_archive import extract, result, target

from compare.archive import Archive, ask
from compare.archive.deciding import Wish, decide, undo
from compare.archive.decision_sheet import take_sheet
from compare.archive.keys import keys_of
from compare.archive.review import Reviewer, doubtful
from compare.errors import BadDecision, BadQuery, BadRow, Unreadable
from compare.pairing import Ruling, pair

if TYPE_CHECKING:
    from pathlib import Path

    from test_archive import Figure

    from compare.model import Extract, Measure

COUNT = {"aspect": "level", "unit": "家", "bound": "eq", "headline": False}


def plan(name: str, number: str, **fields: object) -> Figure:
    """A deliverable: `plan("新引进总部企业", "20")` is 新引进总部企业20家."""
    return name, number, "家", {**COUNT, "indicator": name, "phrase": f"{number}家", **fields}


def done(name: str, number: str, **fields: object) -> Figure:
    return plan(name, number, role="achieved", **fields)


# 新引进 and 新培育 is a doubt of the program's; 新认定绿色工厂 none.
EARLIER = extract(2024, target("地区生产总值", "6"), plan("新引进总部企业", "20"), plan("建设绿色工厂", "9"))
LATER = extract(
    2025,
    result("地区生产总值", "5.1"),
    done("新培育总部企业", "25"),
    done("新设外资企业", "107"),
    done("老旧厂房", "3"),
)
DOUBT, PLANT = 1, 2  # places of the targets in EARLIER
HEAD, FOREIGN = 1, 2  # places of the results in LATER


def key(extract: Extract, place: int) -> str:
    return keys_of(extract)[place].short


T_DOUBT, T_PLANT = key(EARLIER, DOUBT), key(EARLIER, PLANT)
R_HEAD, R_FOREIGN = key(LATER, HEAD), key(LATER, FOREIGN)


def wish(target: str, ruling: str, result: str = "", note: str = "") -> Wish:
    return Wish(target, ruling, result, note, "张三", "2026-01-15T10:22:00+08:00")  # type: ignore[arg-type]


@pytest.fixture
def archive() -> Archive:
    opened = Archive.open(None)
    opened.ingest([EARLIER])
    opened.ingest([LATER])
    return opened


def said(archive: Archive, indicator: str = "新引进总部企业") -> tuple[object, ...]:
    """State, result, verdict, confidence and reasons of a target."""
    _, rows = archive.rows(
        "SELECT state, result, verdict, confidence, reasons FROM v_plan_vs_actual"
        " WHERE indicator = ? AND report_year = 2024 ORDER BY target_start LIMIT 1",
        [indicator],
    )
    return rows[0]


def standing(archive: Archive) -> list[tuple[object, ...]]:
    return archive.rows("SELECT ruling, standing, remark FROM v_decisions ORDER BY decision_id")[1]


IN_DOUBT = ("review", "25家", "exceeded", 0.7, ["名称相同（总部企业）", "动词不同：新引进／新培育"])
CONFIRMED = ("paired", "25家", "exceeded", 1.0, ["人工确认", "张三，2026-01-15"])


# --- the pairing takes decisions as data


def ruled(*rulings: tuple[Measure, Ruling], later: Extract = LATER) -> list[tuple[str, str | None, float]]:
    return [
        (p.state, p.result.phrase if p.result else None, p.confidence)
        for p in pair(EARLIER, [later], dict(rulings))
    ]


def test_without_a_decision_the_program_proposes() -> None:
    assert ruled() == [("paired", "增长5.1%", 1.0), ("review", "25家", 0.7), ("none", None, 0.0)]


def test_an_answer_is_paired_whatever_the_program_thinks_of_it() -> None:
    plant = EARLIER.measures[PLANT]
    for other in LATER.measures:
        answer = Ruling(answer=(LATER, other), reasons=("人工确认",))
        pairing = pair(EARLIER, [LATER], {plant: answer})[PLANT]
        assert (pairing.state, pairing.result, pairing.confidence) == ("paired", other, 1.0)
        assert pairing.reasons == ("人工确认",)


def test_what_answers_one_target_is_taken_from_the_others() -> None:
    answer = Ruling(answer=(LATER, LATER.measures[HEAD]))

    assert ruled((EARLIER.measures[PLANT], answer)) == [
        ("paired", "增长5.1%", 1.0),
        ("none", None, 0.0),
        ("paired", "25家", 1.0),
    ]


def test_a_target_stated_twice_keeps_what_was_decided_of_its_other_statement() -> None:
    twice = extract(2024, plan("新引进总部企业", "20"), plan("新引进总部企业", "20"))
    answer = Ruling(answer=(LATER, LATER.measures[HEAD]))

    states = [p.state for p in pair(twice, [LATER], {twice.measures[0]: answer})]

    assert states == ["paired", "review"]


def test_a_result_ruled_out_gives_way_to_the_next_best() -> None:
    more = extract(2025, done("新培育总部企业", "25"), done("新认定总部企业", "8"))
    out = Ruling(rejected=frozenset({more.measures[0]}), reasons=("人工排除",))

    first, second = pair(EARLIER, [more])[DOUBT], pair(EARLIER, [more], {EARLIER.measures[DOUBT]: out})[DOUBT]

    assert first.result == more.measures[0]
    assert (second.state, second.result) == ("review", more.measures[1])
    assert second.reasons[-1] == "人工排除"


def test_silence_that_a_person_found_is_undisclosed() -> None:
    pairing = pair(EARLIER, [LATER], {EARLIER.measures[0]: Ruling(silent=True, reasons=("人工确认",))})[0]

    assert (pairing.state, pairing.result, pairing.judgement.verdict) == ("none", None, "undisclosed")
    assert pairing.reasons == ("人工确认",)


def test_a_figure_that_the_program_takes_for_no_result_may_be_named() -> None:
    later = extract(2025, plan("总部企业", "30", role="context", period="2024"))
    answer = Ruling(answer=(later, later.measures[0]))

    assert ruled((EARLIER.measures[DOUBT], answer), later=later)[DOUBT] == ("paired", "30家", 1.0)
    assert ruled(later=later)[DOUBT] == ("none", None, 0.0)


# --- in an archive


def test_same_is_paired_with_who_when_and_why(archive: Archive) -> None:
    before, after = decide(archive, wish(T_DOUBT, "same", R_HEAD, "与商务局核对"))

    assert (before.state, before.verdict_zh, after.state, after.verdict_zh) == (
        *("review", "待核对", "paired", "超额完成"),
    )
    assert said(archive) == (
        *("paired", "25家", "exceeded", 1.0),
        ["人工确认", "张三，2026-01-15", "与商务局核对"],
    )
    assert archive.rows("SELECT ruling, decided_by, decision_note FROM v_plan_vs_actual WHERE ruling <> ''")[
        1
    ] == [("same", "张三", "与商务局核对")]
    assert archive.rows("FROM v_review")[1] == []


def test_not_same_is_never_proposed_again(archive: Archive) -> None:
    decide(archive, wish(T_DOUBT, "not same", R_HEAD))
    archive.ingest([extract(2025, *NEXT_WORDS)], replace=True)

    assert said(archive) == (
        *("none", None, "undisclosed", 0.0),
        ["人工排除：新培育总部企业25家（张三，2026-01-15）"],
    )


NEXT_WORDS = (result("地区生产总值", "5.2"), done("新培育总部企业", "25"), done("新培育总部企业", "25"))


def test_none_is_undisclosed_with_its_reason(archive: Archive) -> None:
    decide(archive, wish(key(EARLIER, 0), "none", note="口径已变"))

    assert said(archive, "地区生产总值") == (
        *("none", None, "undisclosed", 1.0),
        ["人工确认", "无对应结果", "张三，2026-01-15", "口径已变"],
    )
    assert archive.rows("SELECT target, verdict FROM v_scorecard WHERE report_year = 2024")[1] == [
        ("增长6%左右", "undisclosed")
    ]


def test_undo_gives_back_the_programs_view(archive: Archive) -> None:
    before = archive.rows("FROM v_plan_vs_actual ORDER BY target_start")[1]
    decide(archive, wish(T_DOUBT, "not same", R_HEAD))
    decide(archive, wish(T_DOUBT, "same", R_FOREIGN))

    undone = undo(archive, T_DOUBT, by="李四")

    assert [d.ruling for d in undone] == ["not same", "same"]
    assert archive.rows("FROM v_plan_vs_actual ORDER BY target_start")[1] == before
    assert [row[1] for row in standing(archive)] == ["withdrawn", "withdrawn"]
    assert archive.rows("SELECT DISTINCT withdrawn_by FROM decision")[1] == [("李四",)]


def test_undo_of_one_result_leaves_the_rest(archive: Archive) -> None:
    decide(archive, wish(T_DOUBT, "not same", R_HEAD))
    decide(archive, wish(T_DOUBT, "not same", R_FOREIGN))

    undo(archive, T_DOUBT, R_HEAD, by="李四")

    assert said(archive)[:2] == ("review", "25家")
    assert standing(archive) == [("not same", "withdrawn", ""), ("not same", "in force", "")]


def test_a_later_decision_replaces_the_earlier_on_the_same_target(archive: Archive) -> None:
    decide(archive, wish(T_DOUBT, "none"))
    decide(archive, wish(T_DOUBT, "same", R_HEAD))
    decide(archive, wish(T_DOUBT, "not same", R_HEAD))
    decide(archive, wish(T_DOUBT, "same", R_FOREIGN))

    assert said(archive)[:2] == ("paired", "107家")
    assert [row[:2] for row in standing(archive)] == [
        ("none", "withdrawn"),
        ("same", "withdrawn"),
        ("not same", "in force"),
        ("same", "in force"),
    ]


def test_the_same_decision_again_changes_nothing(archive: Archive) -> None:
    decide(archive, wish(T_DOUBT, "same", R_HEAD))
    decide(archive, wish(T_DOUBT, "same", R_HEAD))

    assert len(standing(archive)) == 1


@pytest.mark.parametrize(
    ("wanted", "part", "reason"),
    [
        (wish("tzzzzzzzz", "none"), "target", "no figure has the key tzzzzzzzz"),
        (wish("", "none"), "target", r"no figure has the key \(empty\)"),
        (wish(R_HEAD, "none"), "target", "is a result .新培育总部企业25家.; the target comes first"),
        (wish(T_DOUBT, "same", T_PLANT), "result", "is a target .建设绿色工厂9家.; the result comes second"),
        (wish(T_DOUBT, "same", "rzzzzzzzz"), "result", "no figure has the key"),
        (wish(T_DOUBT, "none", R_HEAD), "result", "is given, but the ruling is none"),
    ],
)
def test_keys_that_name_no_pair_are_refused(archive: Archive, wanted: Wish, part: str, reason: str) -> None:
    with pytest.raises(BadDecision, match=reason) as refusal:
        decide(archive, wanted)

    assert refusal.value.part == part
    assert standing(archive) == []


def test_what_could_not_answer_the_target_is_refused(archive: Archive) -> None:
    far = extract(2026, done("新培育总部企业", "28"), plan("新引进总部企业", "30"))
    elsewhere = extract(2025, done("新培育总部企业", "3"), place="遵义市")
    five_years = extract(2023, plan("新引进总部企业", "99", period="2023-2027"))
    for other in (far, elsewhere, five_years):
        archive.ingest([other])

    for wanted, reason in (
        (wish(T_DOUBT, "same", key(far, 0)), "stands in the report of 2026; the report of 2025 answers"),
        (wish(T_DOUBT, "same", key(elsewhere, 0)), "is of 遵义市, the target of 贵阳市"),
        (wish(key(far, 1), "none"), "yet: the archive has no report of 贵阳市 for 2027"),
        (wish(key(five_years, 0), "none"), "is a target for 2023-2027; only those for the report's own year"),
    ):
        with pytest.raises(BadDecision, match=reason):
            decide(archive, wanted)


def test_nothing_decided_is_nothing_to_undo(archive: Archive) -> None:
    with pytest.raises(BadDecision, match=f"nothing is decided of {T_DOUBT}"):
        undo(archive, T_DOUBT, by="张三")


def test_a_decision_that_cannot_be_applied_is_not_kept(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("compare.archive.deciding.pair_anew", fail)
    with pytest.raises(RuntimeError):
        decide(archive, wish(T_DOUBT, "same", R_HEAD))

    assert standing(archive) == []
    assert said(archive) == IN_DOUBT


# --- it outlives the reading of the reports


def test_it_holds_when_both_texts_are_replaced_and_every_offset_shifts(archive: Archive) -> None:
    decide(archive, wish(T_DOUBT, "same", R_HEAD))
    shifted = plan("建设大学城", "1"), plan("新引进总部企业", "20"), plan("建设绿色工厂", "9")
    archive.ingest([extract(2024, *shifted)], replace=True)
    archive.ingest([extract(2025, done("新设外资企业", "107"), done("新培育总部企业", "25"))], replace=True)

    assert said(archive) == CONFIRMED
    assert standing(archive) == [("same", "in force", "")]


def test_it_holds_when_the_rules_have_learned_the_indicator_and_the_unit(archive: Archive) -> None:
    decide(archive, wish(T_DOUBT, "same", R_HEAD))

    def learned(old: Extract, place: int, **fields: object) -> Extract:
        measures = list(old.measures)
        measures[place] = replace(measures[place], **fields)  # type: ignore[arg-type]
        return replace(old, measures=tuple(measures))

    archive.ingest([learned(EARLIER, DOUBT, canonical="headquarters")], replace=True)
    archive.ingest([learned(LATER, HEAD, unit="", bound="ge")], replace=True)
    named = said(archive)
    archive.ingest([learned(EARLIER, DOUBT, canonical="headquarters", indicator="总部型企业")], replace=True)

    assert (named[:2], named[4]) == (CONFIRMED[:2], CONFIRMED[4])
    assert standing(archive) == [("same", "stale", "原文中已无此目标")]


def test_the_key_that_a_figure_had_when_it_was_decided_on_still_names_it(
    archive: Archive, tmp_path: Path
) -> None:
    decide(archive, wish(T_DOUBT, "same", R_HEAD))
    measures = list(EARLIER.measures)
    measures[DOUBT] = replace(measures[DOUBT], canonical="headquarters")
    archive.ingest([replace(EARLIER, measures=tuple(measures))], replace=True)
    _, ((now_named,),) = archive.rows("SELECT target_key FROM v_decisions")

    assert now_named != T_DOUBT
    assert take(archive, tmp_path / "d.csv", f"{HEADER}{T_DOUBT},same,{R_HEAD},,,\n") == (0, 1)
    assert take(archive, tmp_path / "d.csv", f"{HEADER}{now_named},same,{R_HEAD},,,\n") == (0, 1)
    assert [d.ruling for d in undo(archive, T_DOUBT, by="张三")] == ["same"]


def test_it_holds_for_the_same_amount_in_another_scale(archive: Archive) -> None:
    people = {"aspect": "level", "headline": False}
    before = extract(2024, ("新增人才", "1.5", "万人", {**people, "indicator": "新增人才", "unit": "万人"}))
    after = extract(2024, ("新增人才", "15000", "人", {**people, "indicator": "新增人才", "unit": "人"}))
    archive.ingest([before], replace=True)
    decide(archive, wish(key(before, 0), "none"))

    archive.ingest([after], replace=True)

    assert key(before, 0) == key(after, 0)
    assert standing(archive) == [("none", "in force", "")]


def test_one_whose_figure_is_gone_is_kept_as_stale_and_holds_again_when_it_returns(archive: Archive) -> None:
    decide(archive, wish(T_DOUBT, "same", R_HEAD))
    archive.ingest([extract(2025, done("新培育总部企业", "24"))], replace=True)
    stale, program = standing(archive), said(archive)
    archive.ingest([LATER], replace=True)

    assert stale == [("same", "stale", "原文中已无此结果")]
    assert program[:3] == ("review", "24家", "exceeded")
    assert said(archive) == CONFIRMED


def test_one_whose_report_is_gone_is_stale_and_can_be_undone_by_its_key(archive: Archive) -> None:
    decide(archive, wish(T_DOUBT, "same", R_HEAD))
    moved = replace(EARLIER, report=replace(EARLIER.report, year=2021))
    archive.ingest([moved], replace=True)

    assert standing(archive) == [("same", "stale", "原文中已无此目标")]
    assert [d.ruling for d in undo(archive, T_DOUBT, by="张三")] == ["same"]


def test_of_two_that_say_the_same_the_nearest_is_taken_and_that_is_said(archive: Archive) -> None:
    decide(archive, wish(T_DOUBT, "same", R_HEAD))
    twice = [plan("新引进总部企业", "20"), *[plan("建设大学城", str(n)) for n in range(9)]]
    archive.ingest([extract(2024, *twice, plan("新引进总部企业", "20"))], replace=True)

    _, rows = archive.rows(
        "SELECT state, reasons FROM v_plan_vs_actual WHERE indicator = '新引进总部企业' ORDER BY target_start"
    )
    assert rows == [
        ("paired", ["人工确认", "张三，2026-01-15", "同样的目标有2处，取原文中最近的一处"]),
        ("review", ["名称相同（总部企业）", "动词不同：新引进／新培育"]),
    ]
    assert standing(archive) == [("same", "in force", "同样的目标有2处，取最近的一处")]


def test_of_two_that_say_the_same_the_one_in_the_same_words_comes_first(archive: Archive) -> None:
    decide(archive, wish(T_DOUBT, "same", R_HEAD))
    other = plan("新引进总部企业", "20", quote="在高新区新引进总部企业20家")
    archive.ingest([extract(2024, other, *[plan("建设大学城", "1")] * 9, FIGURE)], replace=True)

    _, rows = archive.rows(
        "SELECT state FROM v_plan_vs_actual WHERE indicator = '新引进总部企业' ORDER BY target_start"
    )
    assert rows == [("review",), ("paired",)]


FIGURE = plan("新引进总部企业", "20")


def test_a_result_of_other_years_is_said_to_be_one_and_is_no_candidate(archive: Archive) -> None:
    later = extract(2025, done("新引进总部企业", "25", period="2023"))
    archive.ingest([later], replace=True)
    (identity,) = doubtful(archive, "贵阳市", 2024, review=False, unanswered=True)[1:2]
    candidates = Reviewer(archive).doubt(identity).proposals

    decide(archive, wish(T_DOUBT, "same", key(later, 0)))

    assert candidates == ()
    assert said(archive)[4] == ["人工确认", "张三，2026-01-15", "统计期不同：结果为2023，目标为2024"]


def test_two_decisions_never_settle_one_target(archive: Archive) -> None:
    twice = extract(2024, FIGURE, FIGURE)
    first, second = (key.short for key in keys_of(twice))
    archive.ingest([twice], replace=True)
    decide(archive, wish(first, "none"))
    decide(archive, wish(second, "same", R_HEAD))

    archive.ingest([EARLIER], replace=True)

    assert (first, second) == (T_DOUBT, f"{T_DOUBT}-2")
    assert said(archive) == CONFIRMED
    assert standing(archive) == [("none", "stale", "该目标已另有决定"), ("same", "in force", "")]


def test_it_is_applied_when_a_fact_sheet_comes(archive: Archive) -> None:
    decide(archive, wish(T_DOUBT, "same", R_HEAD))
    sheet = extract(2025, done("新引进总部企业", "19"), kind="facts", path="sheet.csv")
    archive.ingest([sheet])
    confirmed = said(archive)
    decide(archive, wish(T_DOUBT, "same", key(sheet, 0)))

    assert confirmed == CONFIRMED
    assert said(archive)[:3] == ("paired", "19家", "missed")


def test_an_archive_of_an_earlier_version_is_brought_up_when_it_is_next_opened(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    with Archive.open(path) as archive:
        archive.ingest([EARLIER])
        archive.ingest([LATER])
        now = archive.rows("FROM measure ORDER BY measure_id")[1]
        for (view,) in archive.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal")[1]:
            archive.connection.execute(f"DROP VIEW {view}")
        for statement in (
            "DROP TABLE decision",
            "DROP TABLE indicator",
            "ALTER TABLE measure DROP COLUMN measure_key",
            "ALTER TABLE measure DROP COLUMN hardness",
            "UPDATE archive_property SET value = '1' WHERE name = 'schema_version'",
            "DELETE FROM archive_property WHERE name = 'prepared'",
        ):
            archive.connection.execute(statement)

    with pytest.raises(BadQuery, match="another version of duizhao made the archive, `duizhao list` brings"):
        ask(path, "FROM v_decisions")
    with Archive.open(path, read_only=True) as archive:
        assert archive.rows("FROM measure ORDER BY measure_id")[1] == now
    assert ask(path, "FROM v_decisions").rows == ()
    with Archive.open(path) as archive:
        decide(archive, wish(T_DOUBT, "same", R_HEAD))
        assert said(archive) == CONFIRMED


# --- keys


def test_a_key_says_what_the_figure_says_and_not_where_it_stands() -> None:
    moved = extract(2024, plan("建设大学城", "1"), FIGURE)

    assert key(moved, 1) == T_DOUBT
    for other in (
        plan("新引进总部企业", "21"),
        plan("引进总部企业", "20"),
        plan("新引进总部企业", "20", scope="高新区"),
        plan("新引进总部企业", "20", period="2025"),
        plan("新引进总部企业", "20", unit="户次"),
        plan("新引进总部企业", "20", aspect="change"),
        done("新引进总部企业", "20"),
    ):
        assert key(extract(2024, other), 0)[:9] != T_DOUBT
    assert key(extract(2025, FIGURE), 0) != T_DOUBT
    assert key(extract(2024, FIGURE, place="遵义市"), 0) != T_DOUBT


def test_the_second_that_says_the_same_has_a_number_behind_its_key() -> None:
    assert [key.short for key in keys_of(extract(2024, FIGURE, FIGURE, FIGURE))] == [
        T_DOUBT,
        f"{T_DOUBT}-2",
        f"{T_DOUBT}-3",
    ]


def test_a_key_is_nothing_that_a_spreadsheet_takes_for_a_number() -> None:
    keys = [key(extract(2024, plan("新引进总部企业", str(n))), 0) for n in range(200)]

    assert len(set(keys)) == 200
    assert all(k[0] == "t" and len(k) == 9 and k.isascii() for k in keys)


# --- what is in doubt


def test_doubts_are_laid_out_with_both_sentences(archive: Archive) -> None:
    (identity,) = doubtful(archive, review=True, unanswered=False)

    doubt = Reviewer(archive).doubt(identity)

    (proposal,) = doubt.proposals
    assert (doubt.state, doubt.target.key, doubt.target.phrase) == ("review", T_DOUBT, "20家")
    assert (doubt.target.sentence, doubt.target.at, doubt.target.ends_at) == ("新引进总部企业20家。", 7, 9)
    assert (proposal.side.key, proposal.side.sentence) == (R_HEAD, "新培育总部企业25家。")
    assert (proposal.confidence, proposal.verdict, proposal.answers) == (0.7, "exceeded", "")


def test_a_target_without_an_answer_has_the_results_with_the_likest_names(archive: Archive) -> None:
    archive.ingest([extract(2024, target("外贸", "3"), plan("新设总部企业", "20"))], replace=True)
    archive.ingest([extract(2025, done("新设外资企业", "107"), done("厕所", "5"))], replace=True)
    reviewer = Reviewer(archive)

    doubts = [reviewer.doubt(i) for i in doubtful(archive, review=False, unanswered=True)]

    assert [(d.target.indicator, [p.side.indicator for p in d.proposals]) for d in doubts] == [
        ("外贸", []),
        ("新设总部企业", ["新设外资企业"]),
    ]


def test_what_was_decided_is_not_asked_again(archive: Archive) -> None:
    decide(archive, wish(T_PLANT, "none"))
    decide(archive, wish(T_DOUBT, "not same", R_HEAD))
    reviewer = Reviewer(archive)

    left = [reviewer.doubt(i) for i in doubtful(archive, review=True, unanswered=True)]

    assert [doubt.target.key for doubt in left] == [T_DOUBT]
    assert R_HEAD not in [proposal.side.key for proposal in left[0].proposals]
    assert doubtful(archive, "遵义市", review=True, unanswered=True) == []
    assert doubtful(archive, "贵阳市", 2023, review=True, unanswered=True) == []


# --- as a sheet

HEADER = "target_key,ruling,result_key,note,decided_by,decided_at\n"


def take(archive: Archive, path: Path, text: str, encoding: str = "utf-8") -> tuple[int, int]:
    path.write_bytes(text.encode(encoding))
    return take_sheet(archive, path, "李四")


def test_a_sheet_of_decisions_is_taken(archive: Archive, tmp_path: Path) -> None:
    rows = f"{T_DOUBT},same,{R_HEAD},'=核对,张三,2026-01-15T10:22:00+08:00\n{T_PLANT},无,,,,\n,,,,,\n"

    assert take(archive, tmp_path / "d.csv", HEADER + rows) == (2, 0)
    assert take(archive, tmp_path / "d.csv", HEADER + rows) == (0, 2)
    assert said(archive) == (*CONFIRMED[:4], ["人工确认", "张三，2026-01-15", "=核对"])
    assert archive.rows("SELECT ruling, decided_by FROM v_decisions ORDER BY decision_id")[1] == [
        ("same", "张三"),
        ("none", "李四"),
    ]


def test_a_row_without_a_ruling_was_left_open(archive: Archive, tmp_path: Path) -> None:
    assert take(archive, tmp_path / "d.csv", f"{HEADER}{T_DOUBT},,{R_HEAD},,,\n") == (0, 0)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_sheet_as_excel_saves_it(archive: Archive, tmp_path: Path, encoding: str) -> None:
    text = (HEADER + f"{T_DOUBT},相同,{R_HEAD},与市商务局和有关部门核对过了,,\n").replace(",", "\t")

    assert take(archive, tmp_path / "d.csv", text, encoding) == (1, 0)
    assert said(archive)[4][-1] == "与市商务局和有关部门核对过了"  # type: ignore[index]


def test_a_workbook_is_taken_as_well(archive: Archive, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (("target_key", "ruling", "result_key"), (T_DOUBT, "不同", R_HEAD)):
        book.active.append(row)
    book.save(tmp_path / "d.xlsx")

    assert take_sheet(archive, tmp_path / "d.xlsx", "李四") == (1, 0)
    assert said(archive)[0] == "none"


@pytest.mark.parametrize(
    ("rows", "column", "reason"),
    [
        (f"{T_DOUBT},maybe,{R_HEAD},,,\n", "ruling", "maybe isn't one of same, not same, none"),
        (f"{T_DOUBT},same,,,,\n", "result_key", "is empty, but the ruling is same"),
        ("tzzzzzzzz,none,,,,\n", "target_key", "no figure has the key tzzzzzzzz"),
        (f"{T_DOUBT},same,rzzzzzzzz,,,\n", "result_key", "no figure has the key rzzzzzzzz"),
        (f"{T_DOUBT},none,,,,昨天\n", "decided_at", "昨天 isn't a time"),
        (f"{T_PLANT},same,{R_HEAD},,,\n", "ruling", f"line 2 settles {T_PLANT} already"),
        (f"{T_DOUBT},none,,a,b,c,d\n", "(none)", "stands beyond the last column"),
        (f'{T_DOUBT},none,,"a\n', "(all)", "isn't CSV"),
    ],
)
def test_a_sheet_with_a_wrong_row_is_refused_whole(
    archive: Archive, tmp_path: Path, rows: str, column: str, reason: str
) -> None:
    with pytest.raises(BadRow, match=reason) as refusal:
        take(archive, tmp_path / "d.csv", f"{HEADER}{T_PLANT},none,,,,\n{rows}")

    assert (refusal.value.line, refusal.value.column) == (3, column)
    assert standing(archive) == []
    assert said(archive) == IN_DOUBT


@pytest.mark.parametrize(
    ("header", "column", "reason"),
    [
        ("target_key,rulling\n", "rulling", "there is no such column"),
        ("target_key,note\n", "ruling", "the column is missing"),
        ("target_key,ruling,ruling\n", "ruling", "the column is there twice"),
    ],
)
def test_a_sheet_with_a_wrong_header_is_refused(
    archive: Archive, tmp_path: Path, header: str, column: str, reason: str
) -> None:
    with pytest.raises(BadRow, match=reason) as refusal:
        take(archive, tmp_path / "d.csv", header + f"{T_DOUBT},none\n")

    assert (refusal.value.line, refusal.value.column) == (1, column)


def test_a_sheet_that_is_not_there_is_said_to_be_missing(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="there is no such file"):
        take_sheet(archive, tmp_path / "none.csv", "李四")


def test_a_stale_decision_goes_out_and_comes_back_unchanged(archive: Archive, tmp_path: Path) -> None:
    decide(archive, wish(T_DOUBT, "same", R_HEAD))
    archive.ingest([extract(2024, plan("建设大学城", "1"))], replace=True)
    _, rows = archive.rows(
        "SELECT target_key, ruling, result_key, note, decided_by, decided_at, standing FROM v_decisions"
    )
    sheet = io.StringIO()
    csv.writer(sheet).writerows([(*HEADER.strip().split(","), "standing"), *rows])

    assert rows[0][-1] == "stale"
    assert take(archive, tmp_path / "d.csv", sheet.getvalue()) == (0, 1)


def test_a_value_keeps_its_digits_in_the_key() -> None:
    taken = keys_of(extract(2024, target("地区生产总值", "6.0")))[0]

    assert (taken.value, taken.unit, Decimal(taken.value or "0")) == ("6.0", "%", Decimal(6))
