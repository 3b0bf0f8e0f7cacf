"""Rows to stdout as a table, JSON, JSON lines, CSV or Markdown; everything else to stderr.

Text from reports is untrusted: no CSV cell starts a formula, no control character reaches a terminal, no
Markdown cell breaks out of its column.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, TextIO

from compare.values import encode, guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    markdown = "markdown"


def emit(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    form: Format,
    *,
    shown: Mapping[str, str] | None = None,
    empty: str = "nothing found",
) -> None:
    """Print rows; where there are none an empty array or a header, and `empty` on stderr.

    `shown` names the columns that people see in a table or Markdown, with their headings; the other formats
    have all columns.
    """
    rows = list(rows)
    if form in (Format.table, Format.markdown) and shown:
        picked = [list(columns).index(name) for name in shown]
        columns, rows = list(shown.values()), [[row[i] for i in picked] for row in rows]
    stream = utf8_stdout() if form is not Format.table else sys.stdout
    writers = {
        Format.table: _table,
        Format.json: _json,
        Format.jsonl: _jsonl,
        Format.csv: _csv,
        Format.markdown: _markdown,
    }
    writers[form](columns, rows, stream)
    stream.flush()
    if not rows:
        say(empty)


def emit_object(thing: Mapping[str, object]) -> None:
    """Print one JSON object, its lists of objects a line each."""
    stream = utf8_stdout()
    stream.write(encode(thing) + "\n")
    stream.flush()


def say(message: str) -> None:
    """A remark to the person at the terminal."""
    print(printable(message), file=sys.stderr)


def utf8_stdout() -> TextIO:
    """stdout, for data that another program reads: UTF-8 whatever the locale says."""
    if hasattr(sys.stdout, "reconfigure") and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdout


def cell(value: object) -> str:
    """A value as people read it: nothing for None, lists joined, no exponents."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, list | tuple):
        return "；".join(map(cell, value))
    if isinstance(value, dict):
        return encode(value)
    return str(value)


def printable(text: str) -> str:
    """Without control and direction marks, by which a text could steer the terminal it is shown on."""
    return "".join(
        " " if char in "\r\n\t" else char
        for char in text
        if char in "\r\n\t" or unicodedata.category(char) not in ("Cc", "Cf")
    )


def _json(columns: Sequence[str], rows: Sequence[Sequence[object]], stream: TextIO) -> None:
    objects = [encode(dict(zip(columns, row, strict=True))) for row in rows]
    stream.write("[\n  " + ",\n  ".join(objects) + "\n]\n" if objects else "[]\n")


def _jsonl(columns: Sequence[str], rows: Sequence[Sequence[object]], stream: TextIO) -> None:
    for row in rows:
        stream.write(encode(dict(zip(columns, row, strict=True))) + "\n")


def _csv(columns: Sequence[str], rows: Sequence[Sequence[object]], stream: TextIO) -> None:
    import csv

    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guarded(value) if isinstance(value, str) else guarded_cell(value) for value in row])


def guarded_cell(value: object) -> str:
    """Numbers as they are; lists and objects, which may hold a report's words, guarded."""
    text = cell(value)
    return guarded(text) if isinstance(value, list | tuple | dict) else text


def _markdown(columns: Sequence[str], rows: Sequence[Sequence[object]], stream: TextIO) -> None:
    def line(values: Iterable[object]) -> str:
        return "| " + " | ".join(markdown_text(cell(value)) for value in values) + " |\n"

    stream.write(line(columns))
    stream.write("| " + " | ".join("---" for _ in columns) + " |\n")
    for row in rows:
        stream.write(line(row))


def markdown_text(text: str) -> str:
    return re.sub(r"([\\|`*_~\[\]])", r"\\\1", printable(text)).replace("<", "&lt;").strip()


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]], stream: TextIO) -> None:
    """A terminal's table folds long cells; one that goes into a file or a pipe keeps a row on a line."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, column in enumerate(columns):
        numeric = any(isinstance(row[index], int | float | Decimal) for row in rows) and not any(
            isinstance(row[index], str) for row in rows
        )
        table.add_column(Text(column), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell(value))) for value in row))
    console = Console(file=stream, highlight=False)
    if not stream.isatty():
        widest = Measurement.get(console, console.options.update(width=100_000), table).maximum
        console = Console(file=stream, highlight=False, width=max(widest, 20))
    console.print(table, soft_wrap=False, crop=False)
