"""The documents tell the truth: what they show is run, what they name is there, both languages agree."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from compare.cli.commands import app
from compare.cli.findings import CHECK
from compare.cli.redlines import DIFF_FINDING, DIFF_OBJECT, DIFF_SECTION, DIFF_SENTENCE
from compare.cli.rows import LEFT_OUT as LEFT_OUT_KEYS
from compare.cli.rows import MEASURE, PAIR, SECTION, SECTION_PAIR
from compare.cli.wording import FOUND, TERM
from compare.model import Reason
from compare.reading import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh.md"
ARCHITECTURE = ROOT / "ARCHITECTURE.md"
FLOORS = ROOT / "tests" / "gold" / "floors.json"

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "…"


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of one language, without their fences."""
    return [body for tag, body in BLOCK.findall(text) if tag == language]


def prose(text: str) -> str:
    return BLOCK.sub("", text)


def between(text: str, name: str) -> str:
    """What stands between `<!-- name -->` and `<!-- /name -->`."""
    return text.partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0].strip()


def steps(console: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that is shown under it."""
    for step in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, _, output = step.partition("\n")
        yield command, output


def pattern_of(shown: str) -> re.Pattern[str]:
    """Shown output as a pattern: blanks between columns may be any, `…` is what was left out.

    A line that is `…` alone stands for any number of lines, elsewhere for any words of its line.
    """
    lines = [
        r"(?:.*\n)*"
        if line == LEFT_OUT
        else ".*".join(re.escape(part) for part in " ".join(line.split()).split(LEFT_OUT)) + r"\n"
        for line in shown.splitlines()
    ]
    return re.compile("".join(lines))


def bare(output: str) -> str:
    """Output without the widths of its columns and the rule under their heads."""
    lines = (" ".join(line.split()) for line in output.splitlines() if set(line) != {"─"})
    return "".join(line + "\n" for line in lines)


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """The environment in which `duizhao` is the checkout's, and its folder has seeds/ and reports/."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "reports").mkdir()
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "duizhao"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m compare "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }


def test_what_the_readme_shows_is_what_is_printed(shell: dict[str, str], tmp_path: Path) -> None:
    for console in blocks(ENGLISH.read_text(encoding="utf-8"), "console"):
        for command, shown in steps(console):
            done = subprocess.run(
                ["sh", "-c", command],
                cwd=tmp_path,
                env=shell,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
            )
            printed = bare(done.stdout)
            assert done.returncode == 0, printed
            assert pattern_of(shown).fullmatch(printed), f"$ {command}\n{printed}"


def test_the_main_command_writes_its_workbook(shell: dict[str, str], tmp_path: Path) -> None:
    (command,) = blocks(between(ENGLISH.read_text(encoding="utf-8"), "main command") + "\n", "sh")
    installing, creating, doing = (part.strip() for part in command.split("&&"))
    assert (installing, creating) == ("python3 -m venv .venv", ".venv/bin/pip install --quiet .")

    doing = doing.removeprefix(".venv/bin/")
    subprocess.run(["sh", "-c", doing], cwd=tmp_path, env=shell, check=True, capture_output=True)

    assert (tmp_path / doing.split()[-1]).stat().st_size > 1000


def test_the_python_example_prints_what_is_shown(shell: dict[str, str], tmp_path: Path) -> None:
    text = ENGLISH.read_text(encoding="utf-8")
    (example,), (shown,) = blocks(text, "python"), blocks(text, "text")

    done = subprocess.run(
        [sys.executable, "-c", example],
        cwd=tmp_path,
        env=shell,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert done.stdout == shown
    assert (tmp_path / "reports" / "guiyang.xlsx").is_file()


def test_the_shown_fact_sheet_is_one() -> None:
    (sheet,) = blocks(ENGLISH.read_text(encoding="utf-8"), "csv")

    read = facts.sheet(sheet.encode(), "sheet.csv", ".csv")

    assert [(fact.indicator, str(fact.value)) for fact in read.facts] == [
        ("地区生产总值", "6.0"),
        ("地区生产总值", "5.1"),
        ("固定资产投资", "10"),
    ]


def test_every_command_is_shown_and_no_other() -> None:
    names = {
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    } | {str(group.name) for group in app.registered_groups}

    for readme in (ENGLISH, CHINESE):
        text = readme.read_text(encoding="utf-8")
        shown = {command.split()[1] for block in blocks(text, "console") for command, _ in steps(block)}
        assert shown == names
        assert set(re.findall(r"`duizhao (\w+)", prose(text))) <= names


def test_both_languages_say_the_same() -> None:
    english, chinese = (path.read_text(encoding="utf-8") for path in (ENGLISH, CHINESE))

    assert BLOCK.findall(english) == BLOCK.findall(chinese)
    assert re.findall(r"^#+ ", prose(english), re.MULTILINE) == re.findall(
        r"^#+ ", prose(chinese), re.MULTILINE
    )
    links = [sorted(re.findall(r"\]\(([^)]+)\)", text)) for text in (english, chinese)]
    assert [link for link in links[0] if "README" not in link] == [
        link for link in links[1] if "README" not in link
    ]
    rows = [len(re.findall(r"^\| ", text, re.MULTILINE)) for text in (english, chinese)]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("readme", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_the_accuracy_shown_is_that_of_the_floors(readme: Path) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    shown = between(readme.read_text(encoding="utf-8"), "accuracy")

    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in shown.splitlines() if row]
    rows = {row[0]: row[1:] for row in cells}
    for key, floor in floors["measures"].items():
        _, found, exact, headline = rows[key]
        hits, of = map(int, re.findall(r"\d+", headline))
        read = [float(found), float(exact), hits / of]
        assert read == pytest.approx(
            [floor[name] for name in ("found_f1", "exact_f1", "headline_exact")], abs=0.001
        )
    together = [floors["pairs"]["all"][name] for name in ("p", "r", "verdicts_right")]
    assert [float(cell) for cell in cells[-1][-3:]] == pytest.approx(together, abs=0.001)


@pytest.mark.parametrize(
    "document", [ENGLISH, CHINESE, ARCHITECTURE, ROOT / "seeds/README.md"], ids=lambda p: p.name
)
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8"))

    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (document.parent / link).exists()] == []


def test_the_architecture_names_only_what_is_there() -> None:
    text = ARCHITECTURE.read_text(encoding="utf-8")

    named = set(re.findall(r"`((?:compare|sql|tests|seeds|reports)/[\w./-]+)`", text))
    assert len(named) > 20
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_the_architecture_has_every_package() -> None:
    text = ARCHITECTURE.read_text(encoding="utf-8")
    packages = [path.parent.name for path in (ROOT / "compare").glob("*/__init__.py")]

    assert [name for name in packages if f"`compare/{name}/`" not in text] == []


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("measures", MEASURE),
        ("left out", LEFT_OUT_KEYS),
        ("pairs", PAIR),
        ("sections", SECTION),
        ("section pairs", SECTION_PAIR),
        ("check", CHECK),
        ("diff", DIFF_OBJECT),
        ("diff finding", DIFF_FINDING),
        ("diff section", DIFF_SECTION),
        ("diff sentence", DIFF_SENTENCE),
        ("terms", TERM),
        ("find", FOUND),
    ],
    ids=lambda value: value if isinstance(value, str) else "keys",
)
def test_the_architecture_describes_every_key_of_the_rows(name: str, keys: tuple[str, ...]) -> None:
    described = between(ARCHITECTURE.read_text(encoding="utf-8"), name)

    assert re.findall(r"^\| `(\w+)`", described, re.MULTILINE) == list(keys)


def test_the_architecture_describes_every_reason_for_leaving_a_numeral_out() -> None:
    described = between(ARCHITECTURE.read_text(encoding="utf-8"), "reasons")

    assert re.findall(r"^\| `([a-z ]+)`", described, re.MULTILINE) == list(get_args(Reason))


def test_every_column_of_a_fact_sheet_is_described() -> None:
    table = [f"| `{column}` | {chinese} |" for column, chinese in facts._COLUMNS.items()]

    for document in (ENGLISH, CHINESE, ROOT / "seeds" / "README.md"):
        text = document.read_text(encoding="utf-8")
        assert [row for row in table if row not in text] == []


# --- the comparison is able to fail


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a b\n", "a    b\n", True),
        ("a b\n", "a    c\n", False),
        ("a … c\n", "a  b  c\n", True),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\n", "a\n", True),
        ("a\n", "a\nb\n", False),
        ("1.5\n", "1x5\n", False),
    ],
)
def test_how_shown_output_is_compared(shown: str, printed: str, same: bool) -> None:
    assert bool(pattern_of(shown).fullmatch(bare(printed))) is same
