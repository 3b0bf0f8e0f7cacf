"""Deciding at the command line: asked one by one at a terminal, by keys, and by sheets."""

from __future__ import annotations

import csv
import io
import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Run

ROOT = Path(__file__).resolve().parents[1]
HEAD = "年政府工作报告\n——在贵阳市第十五届人民代表大会第五次会议上\n各位代表：\n"
EARLIER = f"""2024{HEAD}一、2023年工作回顾
过去一年，地区生产总值增长5.8%。
二、2024年工作安排
今年经济社会发展主要预期目标是：地区生产总值增长6%左右，外贸进出口增长3%左右。
（一）发展总部经济。新引进总部企业20家，新增研学营地10家。
"""
LATER = f"""2025{HEAD}一、2024年工作回顾
过去一年，地区生产总值增长5.1%。总部经济势头良好，新培育总部企业25家，新设外资企业30家，新增国家级研学营地14家。
二、2025年工作安排
今年经济社会发展主要预期目标是：地区生产总值增长5.5%左右。
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> Run:
    """Runs `duizhao` in a folder whose archive has both reports; gives exit code, stdout and stderr."""
    for name, text in (("a.txt", EARLIER), ("b.txt", LATER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    duizhao("ingest", "a.txt", "b.txt")
    return duizhao


def states(run: Run) -> list[tuple[str, str, str | None]]:
    """Target, state and result of each target of 2024."""
    query = (
        "SELECT indicator, state, result FROM v_plan_vs_actual WHERE report_year = 2024 ORDER BY target_start"
    )
    return [
        (row["indicator"], row["state"], row["result"])
        for row in json.loads(run("sql", query, "--format", "json")[1])
    ]


def doubts(run: Run, *options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("review", *options, "--format", "csv")[1])))


IN_DOUBT = [
    ("地区生产总值", "paired", "增长5.1%"),
    ("外贸进出口", "none", None),
    ("新引进总部企业", "review", "25家"),
    ("新增研学营地", "review", "14家"),
]

# --- by keys


def test_what_review_prints_can_be_decided_on(run: Run) -> None:
    first, second = doubts(run)

    said = run("decide", first["target_key"], first["result_key"], "--same", "--by", "张三", "--note", "核对")
    run("decide", second["target_key"], second["result_key"], "--not-same")

    assert (first["indicator"], first["result"], first["ruling"], first["note"]) == (
        *("新引进总部企业", "25家", "", ""),
    )
    assert said[:2] == (0, "")
    assert said[2].startswith(
        "贵阳市2024 新引进总部企业20家: 25家 待核对 [review] → 25家 超额完成 [paired] (人工确认；张三，"
    )
    assert states(run) == [
        *IN_DOUBT[:2],
        ("新引进总部企业", "paired", "25家"),
        ("新增研学营地", "none", None),
    ]
    assert doubts(run) == []


def test_all_commands_print_the_same_keys(run: Run) -> None:
    first, _ = doubts(run)
    pairs = json.loads(run("pairs", "a.txt", "b.txt", "--format", "json")[1])
    plan = json.loads(run("compare", "2024", "2025", "--all", "--format", "json")[1])
    figures = json.loads(run("measures", "a.txt", "--format", "json")[1])
    card = run("compare", "2024", "2025")[1].splitlines()

    keys = {first["target_key"]}
    assert {row["target_key"] for row in pairs if row["target_indicator"] == first["indicator"]} == keys
    assert {row["target_key"] for row in plan if row["indicator"] == first["indicator"]} == keys
    assert {row["key"] for row in figures if row["indicator"] == first["indicator"]} == keys
    assert {row["result_key"] for row in pairs if row["result"] == "25家"} == {first["result_key"]}
    assert card[0].split()[-2:] == ["目标键", "结果键"]


def test_undo_and_the_list_of_decisions(run: Run) -> None:
    first, _ = doubts(run)
    run("decide", first["target_key"], "--none", "--by", "张三")
    listed = json.loads(run("decisions", "--format", "json")[1])

    undone = run("decide", "--undo", first["target_key"], "--by", "李四")

    assert [(row["ruling"], row["decided_by"], row["standing"]) for row in listed] == [
        ("none", "张三", "in force")
    ]
    assert undone == (0, "", "undone: 贵阳市2024 新引进总部企业20家: none (张三)\n")
    assert states(run) == IN_DOUBT
    assert run("decisions", "--format", "json") == (0, "[]\n", "nothing is decided\n")
    all_of_them = json.loads(run("decisions", "--all", "--format", "json")[1])
    assert [(row["standing"], row["withdrawn_by"]) for row in all_of_them] == [("withdrawn", "李四")]


def test_who_decides_is_the_user_unless_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "wangwu")
    run("decide", doubts(run)[0]["target_key"], "--none")

    assert json.loads(run("decisions", "--format", "json")[1])[0]["decided_by"] == "wangwu"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("tzzzzzzzz",),
        ("tzzzzzzzz", "--same"),
        ("tzzzzzzzz", "rzzzzzzzz", "--same", "--not-same"),
        ("tzzzzzzzz", "rzzzzzzzz", "--none"),
        ("--undo",),
        ("tzzzzzzzz", "--import", "d.csv"),
    ],
)
def test_wrong_usage_ends_in_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("decide", *arguments)[0] == 2


def test_a_key_of_nothing_is_refused_in_one_line(run: Run) -> None:
    code, out, err = run("decide", "tzzzzzzzz", "--none")

    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert err.startswith("duizhao: no figure has the key tzzzzzzzz; `duizhao review")


def test_deciding_makes_no_archive(run: Run, tmp_path: Path) -> None:
    assert run("decide", "tzzzzzzzz", "--none", "--archive", "other.duckdb") == (
        *(1, ""),
        "duizhao: other.duckdb: no such archive; make one with `duizhao ingest`\n",
    )
    assert not (tmp_path / "other.duckdb").exists()


def test_ingest_says_when_a_decision_finds_its_figures_no_more(run: Run, tmp_path: Path) -> None:
    run("decide", doubts(run)[0]["target_key"], "--none")
    (tmp_path / "a.txt").write_text(EARLIER.replace("20家", "21家"), encoding="utf-8")

    _, _, err = run("ingest", "a.txt", "--replace")

    assert err.splitlines()[-1] == (
        "1 decisions find their figures no more and are stale: `duizhao decisions` lists them"
    )
    assert json.loads(run("decisions", "--format", "json")[1])[0]["remark"] == "原文中已无此目标"


# --- by sheets


def test_the_rows_of_review_filled_in_are_decisions(run: Run, tmp_path: Path) -> None:
    rows = doubts(run, "--all")
    filled = {"新引进总部企业": "相同", "新增研学营地": "不同", "外贸进出口": "无"}
    with (tmp_path / "review.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows([row | {"ruling": filled.get(row["indicator"], "")} for row in rows])

    assert run("decide", "--import", "review.csv", "--by", "张三") == (
        *(0, ""),
        "review.csv: 3 decisions taken, 0 known already\n",
    )
    assert states(run)[1:] == [
        ("外贸进出口", "none", None),
        ("新引进总部企业", "paired", "25家"),
        ("新增研学营地", "none", None),
    ]


def test_the_list_goes_out_and_comes_back_unchanged(run: Run, tmp_path: Path) -> None:
    first, second = doubts(run)
    run("decide", first["target_key"], first["result_key"], "--same", "--note", "=HYPERLINK(1)")
    run("decide", second["target_key"], "--none")
    _, sheet, _ = run("decisions", "--format", "csv")
    (tmp_path / "d.csv").write_text(sheet, encoding="utf-8")

    assert ",'=HYPERLINK(1)," in sheet
    assert run("decide", "--import", "d.csv")[2] == "d.csv: 0 decisions taken, 2 known already\n"
    run("decide", "--undo", first["target_key"])
    assert run("decide", "--import", "d.csv")[2] == "d.csv: 1 decisions taken, 1 known already\n"
    assert json.loads(run("decisions", "--format", "json")[1])[1]["note"] == "=HYPERLINK(1)"


def test_a_wrong_sheet_is_refused_with_line_and_column(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("target_key,ruling\ntzzzzzzzz,none\n", encoding="utf-8")

    code, _, err = run("decide", "--import", "d.csv")

    assert code == 1
    assert err.startswith("duizhao: d.csv, line 2, column target_key: no figure has the key tzzzzzzzz;")


# --- asked one by one


def test_without_a_terminal_it_lists_and_names_the_other_way(run: Run) -> None:
    code, out, err = run("review")

    assert code == 0
    assert [line.split()[3] for line in out.splitlines()[2:]] == ["新引进总部企业", "新增研学营地"]
    assert "decide with `duizhao decide TARGET RESULT --same`" in err


class Terminal:
    """A `duizhao` that is talked to through a terminal."""

    def __init__(self, *arguments: str, columns: int = 120, **environment: str) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "compare", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment},
        )
        os.close(theirs)
        self._seen = ""

    def until(self, text: str) -> str:
        """What is printed up to `text`; it must come."""
        deadline = time.monotonic() + 60
        while text not in self._seen:
            assert time.monotonic() < deadline, self._seen
            if select.select([self._ours], [], [], 1)[0]:
                try:
                    self._seen += os.read(self._ours, 65536).decode("utf-8", "ignore")
                except OSError:  # the other end is closed
                    assert text in self._seen, self._seen
        before, _, self._seen = self._seen.partition(text)
        return before

    def type(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def end(self) -> int:
        code = self._process.wait(60)
        os.close(self._ours)
        return code


MENU = "q quit"
ENTER, LEFT = "\r", "\x1b[D"


@pytest.fixture
def terminal(run: Run) -> Iterator[Callable[..., Terminal]]:  # noqa: ARG001 - it makes the archive
    if os.name == "nt":
        pytest.skip("needs a pseudo-terminal")
    opened: list[Terminal] = []

    def start(*arguments: str, columns: int = 120, **environment: str) -> Terminal:
        opened.append(Terminal("review", "--by", "张三", *arguments, columns=columns, **environment))
        return opened[-1]

    yield start
    for one in opened:
        one._process.kill()
        one._process.wait()


def test_a_letter_decides_and_the_next_doubt_comes(run: Run, terminal: Callable[..., Terminal]) -> None:
    asked = terminal()
    shown = asked.until(MENU)
    asked.type("y")
    asked.until("1 to decide")
    asked.until(MENU)
    asked.type("ｎ")  # as a Chinese keyboard types it
    asked.until("2 decided, 0 skipped")

    assert asked.end() == 0
    assert "2 to decide" in shown
    assert "新引进总部企业 20家" in shown and "新培育总部企业 25家" in shown
    assert "\x1b[1;7m20\x1b[0m家" in shown and "\x1b[1;7m25\x1b[0m家" in shown
    assert states(run)[2:] == [("新引进总部企业", "paired", "25家"), ("新增研学营地", "none", None)]


def test_arrow_keys_and_enter_decide_and_a_note_goes_with_it(
    run: Run, terminal: Callable[..., Terminal]
) -> None:
    asked = terminal()
    asked.until(MENU)
    asked.type("m")
    asked.until("note: ")
    asked.type("与商务局核对\n")
    asked.until(MENU)
    asked.type(LEFT)  # from skip to: nothing answers it
    asked.until(MENU)
    asked.type(ENTER)
    asked.until("1 to decide")
    asked.until(MENU)
    asked.type("q")
    asked.until("1 decided, 0 skipped")

    assert asked.end() == 0
    assert [
        (row["ruling"], row["note"], row["decided_by"])
        for row in json.loads(run("decisions", "--format", "json")[1])
    ] == [("none", "与商务局核对", "张三")]


def test_skipping_decides_nothing(run: Run, terminal: Callable[..., Terminal]) -> None:
    asked = terminal()
    for left in (2, 1):
        asked.until(f"{left} to decide")
        asked.until(MENU)
        asked.type(ENTER)
    asked.until("0 decided, 2 skipped")

    assert asked.end() == 0
    assert states(run) == IN_DOUBT


def test_a_candidate_is_chosen_by_its_number(run: Run, terminal: Callable[..., Terminal]) -> None:
    first, second = doubts(run)
    run("decide", first["target_key"], first["result_key"], "--not-same")
    run("decide", second["target_key"], "--none")
    asked = terminal("--undisclosed")
    asked.until("外贸进出口")
    asked.until(MENU)
    asked.type("s")
    asked.until("1 to decide")
    shown = asked.until(MENU)
    asked.type("1")
    asked.until("1 decided, 1 skipped")

    assert asked.end() == 0
    assert "1 same as 1" in shown and "新设外资企业 30家" in shown
    assert states(run)[2] == ("新引进总部企业", "paired", "30家")


def test_a_dumb_terminal_takes_a_letter_and_enter(run: Run, terminal: Callable[..., Terminal]) -> None:
    asked = terminal(TERM="dumb")
    shown = asked.until("[s] > ")
    asked.type("what\n")
    asked.until("[s] > ")
    asked.type("y\n")
    asked.until("[s] > ")
    asked.type("\x04")
    asked.until("1 decided, 0 skipped")

    assert asked.end() == 0
    assert "\x1b" not in shown
    assert "新引进总部企业【20】家" in shown
    assert states(run)[2] == ("新引进总部企业", "paired", "25家")


def test_a_narrow_terminal_shows_one_side_under_the_other(terminal: Callable[..., Terminal]) -> None:
    asked = terminal(columns=44)
    shown = asked.until("[s] > ")
    asked.type("q\n")
    asked.until("0 decided, 0 skipped")

    assert asked.end() == 0
    assert shown.index("新引进总部企业 20家") < shown.index("新培育总部企业 25家")


def test_where_nothing_is_in_doubt_nothing_is_asked(terminal: Callable[..., Terminal]) -> None:
    asked = terminal("--year", "2025")
    asked.until("nothing is in doubt")

    assert asked.end() == 0
