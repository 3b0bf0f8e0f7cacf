"""What `duizhao check` prints of a file: an object, rows, or a page for a person to read."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from compare.cli.output import Format, cell, emit, printable
from compare.cli.rows import SECTION, report_facts, section_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.measures.check import Check

_FACTS = (
    *("title", "report_year", "place", "level", "parent", "meeting", "date"),
    *("speaker", "address", "encoding"),
)
CHECK = (
    *("path", "verdict", "reason"),
    *_FACTS,
    *("sections", "headlines", "figures", "left_out", "doubts"),
)
FINDING = ("file", "kind", "line", "period", "what", "words")
REFUSED = "not a report"
_SECTION = ("depth", "number", "heading", "role", "period", "sentences")


def checked(found: Check) -> dict[str, object]:
    """A report with the keys of `CHECK`."""
    report = found.extract.report
    facts = report_facts(report)
    rows = [dict(zip(SECTION, row, strict=True)) for row in section_rows(report)]
    return {
        "path": report.source.path,
        "verdict": found.verdict,
        "reason": "",
        **{key: facts[key] for key in _FACTS},
        "sections": [
            {**{key: row[key] for key in _SECTION}, "line": line}
            for row, line in zip(rows, found.section_lines, strict=True)
        ],
        "headlines": [asdict(one) for one in found.headlines],
        "figures": dict(found.counts),
        "left_out": [asdict(one) for one in found.left_out],
        "doubts": [asdict(one) for one in found.doubts],
    }


def refused(path: str, reason: str) -> dict[str, object]:
    """A file that is no report, with the keys of `CHECK`; `reason` says what it seems to be."""
    lists: dict[str, object] = {"sections": [], "headlines": [], "figures": {}, "left_out": [], "doubts": []}
    known = {"path": path, "verdict": REFUSED, "reason": reason.removeprefix(f"{path}: ")}
    return {**dict.fromkeys(CHECK, None), **lists, **known}


def show(files: Sequence[dict[str, object]], form: Format) -> None:
    """Print what was found in each file."""
    if form is Format.table:
        for number, one in enumerate(files):
            if number:
                print()
            _page(one)
    elif form in (Format.json, Format.jsonl):
        emit(CHECK, [[one[key] for key in CHECK] for one in files], form)
    else:
        emit(FINDING, [row for one in files for row in _rows(one)], form)


def _rows(one: dict[str, object]) -> Iterator[tuple[object, ...]]:
    """A row a finding with the columns of `FINDING`, the verdict last."""
    path = one["path"]
    for key in _FACTS:
        if one[key]:
            yield path, "fact", None, "", key, one[key]
    for part in _objects(one, "sections"):
        yield path, "section", part["line"], part["period"], part["role"], _titled(part)
    for part in _objects(one, "headlines"):
        yield path, "headline", part["line"], part["period"], part["role"], part["figures"]
    figures = one["figures"]
    for role, count in figures.items() if isinstance(figures, dict) else ():
        yield path, "figures", None, "", role, count
    for part in _objects(one, "left_out"):
        yield path, "left out", part["first"], "", part["kind"], part["samples"]
    for part in _objects(one, "doubts"):
        yield path, "doubt", part["line"] or None, "", "", part["text"]
    yield path, "verdict", None, "", one["verdict"], one["reason"]


def _page(one: dict[str, object]) -> None:
    print(printable(str(one["path"])))
    for key in _FACTS:
        if one[key]:
            print(f"{key:<12} {printable(cell(one[key]))}")
    _block("sections", ("section", "role", "period", "line", "sentences"), _objects(one, "sections"))
    _block("main figures", ("role", "period", "line", "figure"), list(_figures(one)))
    figures = one["figures"]
    if isinstance(figures, dict) and figures:
        print("\nfigures: " + ", ".join(f"{count} {role}" for role, count in figures.items()))
    _block("left out", ("kind", "lines", "pieces", "characters", "samples"), _objects(one, "left_out"))
    _block("doubtful", ("line", "what"), _objects(one, "doubts"))
    print(f"\n{one['verdict']}" + (f": {printable(str(one['reason']))}" if one["reason"] else ""))


def _figures(one: dict[str, object]) -> Iterator[dict[str, object]]:
    """A line a figure; what all figures of a paragraph share stands on its first."""
    for part in _objects(one, "headlines"):
        shared = part
        for figure in part["figures"] if isinstance(part["figures"], tuple) else ():
            yield {
                "role": shared["role"],
                "period": shared["period"],
                "line": shared["line"],
                "figure": figure,
            }
            shared = dict.fromkeys(part, "")


def _block(title: str, columns: Sequence[str], parts: list[dict[str, object]]) -> None:
    if parts:
        print(f"\n{title}")
        emit(columns, [[_shown(column, part) for column in columns] for part in parts], Format.table)


def _shown(column: str, part: dict[str, object]) -> object:
    if column == "section":
        # the tree is seen by its indent; a space at the start of a cell would be lost without a mark
        return "·   " * int(str(part["depth"])) + _titled(part)
    if column == "lines":
        return f"{part['first']}–{part['last']}" if part["first"] != part["last"] else part["first"]
    if column == "line":
        return part["line"] or None
    if column == "what":
        return str(part["text"]).removeprefix(f"第{part['line']}行：")
    return part[column]


def _titled(section: dict[str, object]) -> str:
    return f"{section['number']}{section['heading']}" or "—"


def _objects(one: dict[str, object], key: str) -> list[dict[str, object]]:
    found = one[key]
    return found if isinstance(found, list) else []
