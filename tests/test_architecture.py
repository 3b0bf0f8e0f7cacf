"""What may import what, read off the source itself; and what the command's start may load."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import compare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parents[1]

# Data goes from left to right, and a package imports only from those on its left.
ORDER = (
    *(
        "errors",
        "model",
        "resources",
        "values",
        "lexicon",
        "reading",
        "outline",
        "measures",
        "pairing",
        "wording",
    ),
    *("archive", "audit", "scorecard", "charts", "page", "export", "cli", "__main__"),
)
# Loading one of these costs from 60 ms (rapidfuzz) to a second (jieba); the command's start must not.
HEAVY = {"duckdb", "jieba", "openpyxl", "polars", "rapidfuzz", "vl_convert", "jinja2"}


class Import(NamedTuple):
    """One import of a module of `compare` by another."""

    importer: str
    imported: str
    line: int
    at_once: bool
    """Whether it happens when the importer is loaded: not within a function, not for type checkers only."""


def imports(sources: Mapping[str, str]) -> list[Import]:
    """The imports within the package; `sources` has the text of each module by its dotted name."""
    return [
        found
        for name, text in sources.items()
        for found in _walk(name, ast.parse(text), sources, at_once=True)
    ]


def _walk(importer: str, node: ast.AST, known: Mapping[str, str], at_once: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                if alias.name.split(".")[0] == "compare":
                    yield Import(importer, alias.name, child.lineno, at_once)
        elif isinstance(child, ast.ImportFrom):
            base = child.module or ""
            if child.level:  # relative: from the package that holds the module, or from one above it
                parts = importer.split(".")
                package = parts if _is_package(importer, known) else parts[:-1]
                base = ".".join([*package[: len(package) - child.level + 1], *filter(None, [child.module])])
            if base.split(".")[0] == "compare":
                for alias in child.names:
                    module = f"{base}.{alias.name}"
                    target = module if module in known or base == "compare" else base
                    yield Import(importer, target, child.lineno, at_once)
        else:
            deferred = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                for part in child.body:
                    yield from _walk(importer, ast.Module([part], []), known, at_once=False)
                for part in child.orelse:
                    yield from _walk(importer, ast.Module([part], []), known, at_once)
            else:
                yield from _walk(importer, child, known, at_once and not deferred)


def _is_package(name: str, known: Mapping[str, str]) -> bool:
    return any(other.startswith(f"{name}.") for other in known)


def package_of(module: str) -> str:
    """`compare.reading.plain` is of `reading`; `compare` itself, and what it defines, is of `compare`."""
    return module.split(".")[1] if "." in module else "compare"


def wrong_ways(sources: Mapping[str, str]) -> list[str]:
    """Imports that go to the right, one a line; an import for type checkers or within a function counts."""
    wrong = []
    for found in imports(sources):
        importer, imported = package_of(found.importer), package_of(found.imported)
        if found.imported == "compare.__version__" or importer in {"compare", imported}:
            continue
        if importer not in ORDER:
            wrong.append(f"{found.importer}: not in the order of packages")
        elif imported not in ORDER or ORDER.index(imported) > ORDER.index(importer):
            wrong.append(f"{found.importer}:{found.line} imports {found.imported}")
    return wrong


def cycle(sources: Mapping[str, str]) -> list[str]:
    """The modules of a cycle of imports that happen on loading, empty where there is none."""
    graph: dict[str, set[str]] = {name: set() for name in sources}
    for found in imports(sources):
        # a package that loads its own modules is no cycle for them
        if (
            found.at_once
            and found.imported in sources
            and not found.importer.startswith(f"{found.imported}.")
        ):
            graph[found.importer].add(found.imported)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def modules() -> dict[str, str]:
    """The package's own modules: dotted name to text."""
    package = ROOT / "compare"
    named = {}
    for path in sorted(package.rglob("*.py")):
        parts = ("compare", *path.relative_to(package).with_suffix("").parts)
        named[".".join(parts).removesuffix(".__init__")] = path.read_text(encoding="utf-8")
    return named


# --- the rule


def test_a_package_imports_only_from_its_left() -> None:
    assert wrong_ways(modules()) == []


def test_modules_load_without_cycles() -> None:
    assert cycle(modules()) == []


def test_every_package_has_its_place_in_the_order() -> None:
    assert {package_of(name) for name in modules()} - {"compare"} <= set(ORDER)


def test_the_package_itself_loads_nothing_of_its_own() -> None:
    assert [found for found in imports(modules()) if found.importer == "compare" and found.at_once] == []


# --- the rule is able to fail

LEFT = {"compare": "", "compare.errors": "", "compare.model": "from compare.errors import DuizhaoError"}


@pytest.mark.parametrize(
    "text",
    [
        "import compare.pairing",
        "import compare.pairing as answers",
        "from compare.pairing import pair",
        "from compare import pairing",
        "from compare import pair",
        "from .. import pairing",
        "from ..pairing import pair",
        "def late():\n    from compare.pairing import pair",
        "try:\n    import compare.pairing\nexcept ImportError:\n    pass",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from compare.pairing import pair",
    ],
)
def test_an_import_to_the_right_is_seen_in_every_form(text: str) -> None:
    sources = {**LEFT, "compare.pairing": "", "compare.measures": "", "compare.measures.extract": text}

    assert len(wrong_ways(sources)) == 1
    assert wrong_ways(sources)[0].startswith("compare.measures.extract:")


@pytest.mark.parametrize(
    "text",
    [
        "from compare import __version__",
        "from compare.model import Measure",
        "from .numerals import fold",
        "from ..model import Measure",
        "import json, re",
    ],
)
def test_an_import_to_the_left_or_within_is_no_offence(text: str) -> None:
    sources = {
        **LEFT,
        "compare.measures": "",
        "compare.measures.numerals": "",
        "compare.measures.extract": text,
    }

    assert wrong_ways(sources) == []


def test_a_package_without_a_place_is_an_offence() -> None:
    assert wrong_ways({**LEFT, "compare.extras": "from compare.model import Measure"}) == [
        "compare.extras: not in the order of packages"
    ]


def test_a_cycle_is_seen_and_an_import_in_a_function_ends_it() -> None:
    there = "from compare.measures.names import name"
    back = "from compare.measures.lists import split"
    sources = {
        "compare.measures": "from compare.measures.lists import split",
        "compare.measures.lists": there,
    }

    assert set(cycle({**sources, "compare.measures.names": back})) == {
        "compare.measures.lists",
        "compare.measures.names",
    }
    assert cycle({**sources, "compare.measures.names": f"def late():\n    {back}"}) == []


# --- what starting costs


def loaded(code: str) -> set[str]:
    """The modules in memory after a fresh interpreter has run `code`."""
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules), file=sys.__stderr__)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_the_command_starts_without_heavy_libraries() -> None:
    shown = loaded(
        "from compare.cli import main\n"
        "sys.argv = ['duizhao', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass"
    )

    assert "typer" in shown
    assert shown & HEAVY == set()


def test_importing_the_package_loads_no_other_module_of_it() -> None:
    assert {name for name in loaded("import compare") if name.startswith("compare")} == {"compare"}


def test_a_public_name_loads_its_own_package_only() -> None:
    names = loaded("from compare import read")

    assert "compare.reading" in names
    assert names & (HEAVY | {"compare.archive", "compare.measures", "compare.scorecard"}) == set()


def test_every_public_name_is_there() -> None:
    assert [name for name in compare.__all__ if not hasattr(compare, name)] == []
    assert set(compare.__all__) <= set(dir(compare))


def test_a_name_that_is_not_public_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = compare.nothing
