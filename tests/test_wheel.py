"""What is installed is whole: a wheel in an empty environment, far from the checkout, does the main job."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[1]

# The environment is made once; a worker of its own keeps it from being made twice.
pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it would be published."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but the wheel in it. What it depends on it finds where these tests do."""
    home = tmp_path_factory.mktemp("installed").resolve()
    venv.create(home, with_pip=True)
    run(home, home / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel)
    # A folder named in a .pth file comes after the environment's own packages, and the .pth files in it
    # (an editable install of the checkout) aren't followed.
    own = Path(
        run(home, home / "bin" / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    )
    shared = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (own / "dependencies.pth").write_text("\n".join(sorted(shared)) + "\n", encoding="utf-8")
    return home


def run(home: Path, *command: str | Path) -> str:
    """Run a command from within `home`, with nothing that leads to the checkout; gives its stdout."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment["PYTHONUTF8"] = "1"
    done = subprocess.run(
        [str(part) for part in command],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())

    def files(folder: str, pattern: str) -> set[str]:
        return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob(pattern)}

    shipped = files("sql", "*.sql") | files("seeds", "*.txt") | files("seeds", "*.csv")
    assert shipped and {f"compare/shipped/{name}" for name in shipped} <= held
    assert files("compare/lexicon", "*.toml") | files("compare/lexicon", "*.csv") <= held
    assert files("compare", "*.py") <= held


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = archive.namelist()

    assert {name.split("/")[0].split("-")[0] for name in held} == {"compare", "duizhao"}
    assert [name for name in held if name.endswith((".pyc", ".duckdb", ".xlsx"))] == []


def test_the_installed_package_is_the_one_that_is_loaded(installed: Path) -> None:
    loaded = run(installed, installed / "bin" / "python", "-c", "import compare; print(compare.__file__)")

    assert Path(loaded).resolve().is_relative_to(installed)


def test_the_installed_command_shows_its_help(installed: Path) -> None:
    shown = run(installed, installed / "bin" / "duizhao", "--help")

    assert shown.startswith("Usage: duizhao")
    assert "scorecard" in shown


def test_the_installed_command_does_the_main_job(installed: Path) -> None:
    python = installed / "bin" / "python"
    seeds = Path(
        run(installed, python, "-c", "from compare.resources import shipped; print(shipped('seeds'))")
    )
    assert seeds.resolve().is_relative_to(installed)

    run(installed, installed / "bin" / "duizhao", "scorecard", seeds, "-o", "out.xlsx")

    book = load_workbook(installed / "out.xlsx")
    assert {"主要预期目标对照表", "出处"} <= set(book.sheetnames)
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"地区生产总值", "增长6%左右", "增长5.1%"} <= cells
