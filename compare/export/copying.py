"""Writing what an archive holds: a file a view or table, or a DuckDB file that older versions open too."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, get_args

from compare.archive.interface import interface
from compare.archive.store import plain
from compare.errors import Conflict, DuizhaoError, NotFound
from compare.export.package import Resource, describe
from compare.values import as_cell, encode, guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import duckdb

    from compare.archive import Archive
    from compare.archive.interface import Part

Form = Literal["parquet", "csv", "jsonl", "xlsx", "duckdb"]
FORMS: tuple[Form, ...] = get_args(Form)
DESCRIPTION = "datapackage.json"
_STORAGE = "v1.0.0"  # the oldest format that DuckDB still writes: every version since 1.0 opens it
_AT_ONCE = 10_000  # rows
_SHEET_ROWS = 1_048_575  # that a sheet holds under its header
_WIDEST = 60  # columns of a digit's width

Row = tuple[Any, ...]


def export(
    archive: Archive, folder: Path, form: Form, relations: Sequence[str] = (), *, replace: bool = False
) -> list[Path]:
    """Write the relations, or all views without any, to files of `folder`, with a `datapackage.json`.

    `duckdb` copies the whole archive. Raises NotFound for a relation that isn't there, Conflict where a file
    is there already and `replace` isn't said. A file is complete or not there at all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    parts = interface()
    wanted = _wanted(relations, parts)
    names = {name: f"{name}.{form}" for name in wanted} if form != "duckdb" else {"archive": "archive.duckdb"}
    if not replace:
        _refuse_what_is_there(folder, [*names.values(), DESCRIPTION])
    written = []
    for name, file in names.items():
        with _whole(folder / file) as part:
            if form == "duckdb":
                _copy_archive(archive, part)
            else:
                _WRITERS[form](archive, name, part)
        written.append(folder / file)
    described = _described(wanted if form != "duckdb" else (), parts)
    titles = {one.relation: one.comment for one in parts if not one.column}
    resources = [Resource(path, described.get(path.stem, ())) for path in written]
    with _whole(folder / DESCRIPTION) as part:
        part.write_text(describe(resources, titles), encoding="utf-8")
    return [*written, folder / DESCRIPTION]


def _wanted(relations: Sequence[str], parts: Iterable[Part]) -> list[str]:
    known = {part.relation: part.kind for part in parts}
    for name in relations:
        if name not in known:
            raise NotFound(f"there is no view or table {name}; `duizhao schema` prints all")
    return list(dict.fromkeys(relations)) or [name for name, kind in known.items() if kind == "view"]


def _refuse_what_is_there(folder: Path, names: Iterable[str]) -> None:
    there = [name for name in names if (folder / name).exists()]
    if there:
        raise Conflict(f"{folder / there[0]} is there already; --replace writes it anew")


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A path beside the wanted one, which takes its place once all is written."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _described(
    relations: Iterable[str], parts: Iterable[Part]
) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Name, type and comment of each column, by relation."""
    wanted = set(relations)
    found: dict[str, list[tuple[str, str, str]]] = {name: [] for name in wanted}
    for part in parts:
        if part.relation in wanted and part.column:
            found[part.relation].append((part.column, part.type, part.comment))
    return {name: tuple(columns) for name, columns in found.items()}


def _parquet(archive: Archive, relation: str, path: Path) -> None:
    archive.connection.execute(
        f"COPY (FROM {relation}) TO '{_quoted(path)}' (FORMAT parquet, COMPRESSION zstd)"
    )


def _csv(archive: Archive, relation: str, path: Path) -> None:
    columns, rows = _rows(archive, relation)
    # with a mark at its head: Excel takes a CSV without one for the system's own encoding
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_csv_cell(value) for value in row])


def _csv_cell(value: object) -> object:
    cell = as_cell(value)
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, bool):
        return str(cell).lower()
    return format(cell, "f") if isinstance(cell, Decimal) else cell


def _jsonl(archive: Archive, relation: str, path: Path) -> None:
    columns, rows = _rows(archive, relation)
    with path.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(encode(dict(zip(columns, row, strict=True))) + "\n")


def _xlsx(archive: Archive, relation: str, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    from compare.scorecard.cells import is_risky, put_text, width_of

    columns, rows = _rows(archive, relation)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(relation)
    sheet.freeze_panes = "A2"
    for index, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(index)].width = min(max(width_of(name) + 2, 10), _WIDEST)
    heads = [WriteOnlyCell(sheet, name) for name in columns]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in islice(rows, _SHEET_ROWS):
        cells = []
        for value in map(as_cell, row):
            cell = WriteOnlyCell(sheet)
            if isinstance(value, str):
                put_text(cell, value)
                if is_risky(value):
                    cell.quotePrefix = True  # it stays text also when somebody edits it
            else:
                cell.value = value  # type: ignore[assignment]
            cells.append(cell)
        sheet.append(cells)
    if next(rows, None) is not None:
        raise DuizhaoError(
            f"{relation} has more rows than a sheet holds ({_SHEET_ROWS:,}); take parquet or csv"
        )
    book.save(path)


_WRITERS: dict[str, Callable[[Archive, str, Path], None]] = {
    "parquet": _parquet,
    "csv": _csv,
    "jsonl": _jsonl,
    "xlsx": _xlsx,
}


def _rows(archive: Archive, relation: str) -> tuple[list[str], Iterator[Row]]:
    """Columns and rows of a relation, some thousands held at a time."""
    cursor = archive.connection.execute(f"FROM {relation}")
    columns = [column[0] for column in cursor.description or ()]
    return columns, _streamed(cursor)


def _streamed(cursor: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    while rows := cursor.fetchmany(_AT_ONCE):
        for row in rows:
            yield tuple(plain(value) for value in row)


def _copy_archive(archive: Archive, path: Path) -> None:
    name = archive.connection.execute("SELECT current_database()").fetchall()[0][0]
    archive.connection.execute(
        f"ATTACH '{_quoted(path)}' AS exported (READ_WRITE, STORAGE_VERSION '{_STORAGE}')"
    )
    try:
        archive.connection.execute(f'COPY FROM DATABASE "{name}" TO exported')
    finally:
        archive.connection.execute("DETACH exported")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
