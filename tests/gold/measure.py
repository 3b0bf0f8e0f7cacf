#!/usr/bin/env python3
"""Measure how well figures and pairings are read, against answer keys, and keep the floors.

    python tests/gold/measure.py                   print the table
    python tests/gold/measure.py --raise-floors    and raise the floors of floors.json to what was measured,
                                                   and put the table into the readmes

The keys lie outside the project: in the folder that DUIZHAO_SHARED names, `../shared` without it. What is
scored is what a user gets, the JSON lines of `duizhao measures` and `duizhao pairs`; the keys' own programs
score it. Floors only rise: a figure below its floor, or a key or text that isn't the one the floor was
measured on, is refused, and nothing is written. `--new-keys` takes keys and texts as they now are, with
floors measured on them.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DUIZHAO_SHARED") or ROOT.parent / "shared").resolve()
GOLD = SHARED / "gold"
FLOORS = Path(__file__).with_name("floors.json")
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
TOLERANCE = 0.0005  # the scorers round to four decimals
MEASURE_FIGURES = ("found_f1", "exact_f1", "headline_exact")
PAIR_FIGURES = ("p", "r", "verdicts_right")
PAIRS_TOGETHER = "all"
_APART = 10_000_000  # more than any offset: sets the reports of one pair of keys apart from the next

Figures = dict[str, float]


def floors() -> dict[str, Any]:
    """`measures` and `pairs`: floors by key; `digests`: SHA-256 of each key and text, by its path in GOLD."""
    parsed: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return parsed


def measure_keys() -> list[str]:
    return sorted(path.stem for path in (GOLD / "measures").glob("*.tsv"))


def pair_keys() -> list[str]:
    return sorted(path.stem for path in (GOLD / "pairs").glob("*.tsv"))


def text_of(key: str) -> Path:
    """The report that a key is about."""
    (path,) = (GOLD / "docs").glob(f"{key}.*")
    return path


def digests() -> dict[str, str]:
    """SHA-256 of every key and of every text that one is about, by its path within GOLD."""
    texts = {text_of(name) for key in [*measure_keys(), *pair_keys()] for name in key.split("--")}
    keys = {*(GOLD / "measures").glob("*.tsv"), *(GOLD / "pairs").glob("*.tsv")}
    return {
        path.relative_to(GOLD).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(texts | keys)
    }


def measures_of(key: str) -> Figures:
    """What `score.py` says of one key: `MEASURE_FIGURES`, `gold` and `headline` (how many rows), and more."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "measures.jsonl")
        lines.write_bytes(_duizhao("measures", text_of(key), "--format", "jsonl"))
        return _scored("score.py", GOLD / "measures" / f"{key}.tsv", lines)


def pairs_together() -> Figures:
    """What `score_pairs.py` says of all keys taken as one, so that each target weighs the same."""
    with tempfile.TemporaryDirectory() as folder:
        key, lines = Path(folder, "key.tsv"), Path(folder, "pairs.jsonl")
        rows, pairings = [], []
        for number, name in enumerate(pair_keys()):
            shift = number * _APART
            with (GOLD / "pairs" / f"{name}.tsv").open(encoding="utf-8", newline="") as table:
                for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
                    results = [str(int(at) + shift) for at in row["result_start"].split("|") if at.strip()]
                    start = str(int(row["target_start"]) + shift)
                    rows.append({**row, "target_start": start, "result_start": "|".join(results)})
            for pairing in _pairs_of(name):
                for side in ("target_start", "result_start"):
                    if pairing[side] is not None:
                        pairing[side] += shift
                pairings.append(pairing)
        key.write_text(
            "\n".join("\t".join(row) for row in [list(rows[0]), *(row.values() for row in rows)]) + "\n",
            encoding="utf-8",
        )
        lines.write_text("".join(json.dumps(pairing) + "\n" for pairing in pairings), encoding="utf-8")
        return _scored("score_pairs.py", key, lines)


def _pairs_of(name: str) -> list[dict[str, Any]]:
    earlier, later = (text_of(key) for key in name.split("--"))
    printed = _duizhao("pairs", earlier, later, "--format", "jsonl").decode()
    return [json.loads(line) for line in printed.splitlines()]


def _duizhao(*arguments: str | Path) -> bytes:
    command = [sys.executable, "-m", "compare", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout


def _scored(program: str, key: Path, lines: Path) -> Figures:
    command = [sys.executable, str(GOLD / program), str(key), str(lines), "--json"]
    printed = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    figures: Figures = json.loads(printed)
    return figures


def measured() -> dict[str, Any]:
    """Everything that floors.json holds, as it now is, with the numbers behind it."""
    return {
        "measures": {key: measures_of(key) for key in measure_keys()},
        "pairs": {PAIRS_TOGETHER: pairs_together()},
        "digests": digests(),
    }


def table(now: dict[str, Any]) -> str:
    """The figures as two Markdown tables."""
    lines = [
        "| report | figures | found F1 | right in every field F1 | headline rows right in every field |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    right = rows = 0
    for key, figures in now["measures"].items():
        hits, of = round(figures["headline_exact"] * figures["headline"]), round(figures["headline"])
        right, rows = right + hits, rows + of
        lines.append(
            f"| {key} | {figures['gold']:.0f} | {figures['found_f1']:.3f} | {figures['exact_f1']:.3f}"
            f" | {hits} of {of} |"
        )
    total = sum(figures["gold"] for figures in now["measures"].values())
    lines.append(f"| all | {total:.0f} | | | {right} of {rows} |")
    pairs = now["pairs"][PAIRS_TOGETHER]
    lines += [
        "",
        "| pairs of reports | targets | right | wrong | missed | precision | recall | verdicts right |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        f"| {len(pair_keys())} | {pairs['targets']} | {pairs['right']} | {pairs['wrong']} | {pairs['missed']}"
        f" | {pairs['p']:.3f} | {pairs['r']:.3f} | {pairs['verdicts_right']:.3f} |",
    ]
    return "\n".join(lines)


def with_table(text: str, shown: str) -> str:
    """A readme with the tables between its two comments replaced."""
    before, opening, rest = text.partition("<!-- accuracy -->\n")
    _, closing, after = rest.partition("<!-- /accuracy -->")
    return f"{before}{opening}{shown}\n{closing}{after}"


def raised(old: dict[str, Any], now: dict[str, Any], new_keys: bool = False) -> dict[str, Any]:
    """The floors after this measurement. Raises ValueError, naming each reason, where one would fall."""
    changed = {
        path
        for path in {*old["digests"], *now["digests"]}
        if old["digests"].get(path) != now["digests"].get(path)
    }
    refusals = [] if new_keys else [f"{path}: not what its floor was measured on" for path in sorted(changed)]
    result: dict[str, Any] = {"digests": now["digests"], "measures": {}, "pairs": {}}
    for part, names in (("measures", MEASURE_FIGURES), ("pairs", PAIR_FIGURES)):
        for key, figures in now[part].items():
            # a floor holds for the key and the texts it was measured on, and goes with them
            floor = {} if _behind(part, key, now["digests"]) & changed else old[part].get(key, {})
            refusals += [
                f"{key}: {name} {figures[name]} is below its floor, {floor[name]}"
                for name in names
                if figures[name] < floor.get(name, 0) - TOLERANCE
            ]
            result[part][key] = {name: max(figures[name], floor.get(name, 0)) for name in names}
    if refusals:
        raise ValueError("\n".join(refusals))
    return result


def _behind(part: str, key: str, paths: Iterable[str]) -> set[str]:
    """Those of the paths within GOLD that a figure was measured on."""
    names = {path: Path(path).stem for path in paths}
    if part == "measures":
        return {path for path, name in names.items() if name == key}
    keys = {path for path in names if path.startswith("pairs/")}
    texts = {name for path in keys for name in names[path].split("--")}
    return keys | {path for path, name in names.items() if path.startswith("docs/") and name in texts}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--raise-floors", action="store_true", help="write what was measured to floors.json")
    parser.add_argument("--new-keys", action="store_true", help="with it: take changed keys and texts")
    arguments = parser.parse_args()
    if not GOLD.is_dir():
        sys.exit(f"{GOLD}: no answer keys; name the folder that has them in DUIZHAO_SHARED")
    now = measured()
    print(table(now))
    if arguments.raise_floors:
        try:
            result = raised(floors(), now, arguments.new_keys)
        except ValueError as error:
            sys.exit(f"\nthe floors stay as they are:\n{error}")
        FLOORS.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        for readme in READMES:
            readme.write_text(with_table(readme.read_text(encoding="utf-8"), table(now)), encoding="utf-8")


if __name__ == "__main__":
    main()
