"""Opening an archive, its schema, its transactions, and reading back what it holds."""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compare.archive import schema
from compare.errors import ArchiveBusy, NotFound, Unreadable
from compare.model import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType

    import duckdb
    import polars

    from compare.archive.ingest import Outcome
    from compare.model import Document, Extract

STORAGE = "v1.5.0"  # the oldest DuckDB that is supported opens what the newest writes
PATIENCE = 2.0  # seconds to wait for another process to let go of the file
# DuckDB's errors that a sound file doesn't give
_DAMAGES = {"IOException", "FatalException", "InternalException", "SerializationException"}
_MEND = "take a copy of it from before, or ingest the reports into a new one"
_STORED_PLACES = 10  # decimals of the value columns, DECIMAL(_, 10)

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A report, plan report or communiqué, or a place and year of a fact sheet, that the archive holds."""

    report_id: str
    kind: str
    place: str
    level: str
    report_year: int
    title: str
    path: str
    location: str
    digest: str


class Archive:
    """One DuckDB file, or a database in memory.

    Use it as a context manager: while it is open for writing no other process can read it.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path | None, read_only: bool) -> None:
        self.connection, self.path, self.read_only = connection, path, read_only
        self._types: dict[str, dict[str, str]] = {}

    @classmethod
    def open(cls, path: str | Path | None, read_only: bool = False, patience: float = PATIENCE) -> Archive:
        """The archive at `path`, made if there is none and it is opened for writing; None is one in memory.

        One that another version of the program made is brought up to this one, also where it is to be read.
        Raises NotFound where there is nothing to read, Unreadable for a file that is no archive or a newer
        program's, ArchiveBusy if another process still holds the file after `patience` seconds.
        """
        import duckdb

        if path is None:
            archive = cls(duckdb.connect(":memory:"), None, False)
        else:
            path = Path(path)
            archive = cls(connect(path, read_only, patience), path, read_only)
        try:
            current = archive._is_current()
            if not read_only:
                archive._prepare(current)
        except BaseException:
            archive.close()
            raise
        if current or not read_only:
            return archive
        archive.close()
        assert path is not None
        _bring_up_to_date(path, patience)
        return cls(connect(path, read_only, patience), path, read_only)

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing, also if the process is killed."""
        self.connection.execute("BEGIN TRANSACTION")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def rows(
        self, sql: str, params: Sequence[object] | Mapping[str, object] = ()
    ) -> tuple[list[str], list[Row]]:
        """Columns and rows of the program's own SQL. A Decimal comes without the zeros that storing it added.

        What a user writes goes through `compare.archive.ask` instead.
        """
        try:
            cursor = self.connection.execute(sql, dict(params) if hasattr(params, "keys") else list(params))
            columns = [column[0] for column in cursor.description or ()]
            found = cursor.fetchall()
        except Exception as error:
            if type(error).__name__ not in _DAMAGES:
                raise
            raise Unreadable(str(self.path), f"damaged: {str(error).splitlines()[0]}", _MEND) from error
        return columns, _without_zeros(found, _decimals(found, len(columns)))

    def frame(self, sql: str, params: Sequence[object] | Mapping[str, object] = ()) -> polars.DataFrame:
        """What `rows` gives as a frame of polars; figures are exact decimals, lists stay lists."""
        import polars

        columns, rows = self.rows(sql, params)
        return polars.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)

    @property
    def sources(self) -> tuple[Document, ...]:
        """The order in which sources of results are asked: the archive's own, else that of the rules."""
        from compare.pairing import order_of_sources

        said = (self._property("sources") or "").split(",")
        return tuple(kind for name in said for kind in DOCUMENTS if kind == name) or order_of_sources()

    def ask_sources(self, order: Sequence[Document]) -> None:
        """Set the archive's own order of sources, and pair anew by it. Kinds that it lacks aren't asked."""
        from compare.archive.neighbours import pair_anew

        if tuple(order) == self.sources:
            return
        with self.transaction():
            self._set_property("sources", ",".join(order))
            for place in dict.fromkeys(held.place for held in self.held("true")):
                pair_anew(self, place, None)

    def reports(self) -> tuple[Held, ...]:
        """What the archive holds, by place and report year, reports before fact sheets."""
        return self.held("true", order="place, report_year, kind DESC, path, report_id")

    def held(
        self,
        condition: str,
        params: Sequence[object] = (),
        order: str = "kind DESC, report_year, path, report_id",
    ) -> tuple[Held, ...]:
        """What it holds of which the SQL `condition` (the program's own) is true; reports first."""
        _, rows = self.rows(
            "SELECT report_id, kind, place, level, report_year, title, path, location, digest FROM report"
            f" WHERE {condition} ORDER BY {order}",
            params,
        )
        return tuple(Held(*row) for row in rows)

    def ingest(self, extracts: Sequence[Extract], replace: bool = False) -> Outcome:
        """Take in the extracts of a file (or of several), one transaction a file.

        The same text again changes nothing. Raises Conflict, with nothing of that file taken in, if the
        archive has another text for the place and report year, unless `replace`.
        """
        from compare.archive.ingest import take_in

        return take_in(self, extracts, replace)

    def insert(self, table: str, columns: Mapping[str, Sequence[object]]) -> None:
        """Append rows given by column; for a DECIMAL column the text of the digits, so that none is lost."""
        if not columns or not next(iter(columns.values())):
            return
        types = self._column_types(table)
        names, values = ", ".join(columns), ", ".join(_unnest(types[name]) for name in columns)
        self.connection.execute(
            f"INSERT INTO {table} ({names}) SELECT {values}", [list(c) for c in columns.values()]
        )

    def _column_types(self, table: str) -> dict[str, str]:
        if table not in self._types:
            _, rows = self.rows(
                "SELECT column_name, data_type FROM duckdb_columns()"
                " WHERE table_name = ? AND database_name = current_database()",
                [table],
            )
            self._types[table] = dict(rows)
        return self._types[table]

    def _is_current(self) -> bool:
        """Whether it has the tables and views of this program; refuses what is no archive, or a newer one."""
        _, tables = self.rows(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
        )
        names = {name for (name,) in tables}
        if "archive_property" in names:
            self._check_version()
            return self._property("prepared") == schema.digest()
        if names:
            raise Unreadable(
                str(self.path), "a DuckDB database, but no archive of duizhao", "name another file"
            )
        return False  # new, or its first ingestion was killed before it began

    def _prepare(self, current: bool) -> None:
        own = schema.own_rules()
        if current and self._property("own_rules") == own:
            return
        with self.transaction():
            if current:
                schema.list_indicators(self)
            else:
                schema.prepare(self)
                self._set_property("schema_version", str(schema.VERSION))
                self._set_property("prepared", schema.digest())
            self._set_property("own_rules", own)

    def _check_version(self) -> None:
        version = int(self._property("schema_version") or 0)
        if version > schema.VERSION:
            raise Unreadable(
                str(self.path),
                f"the archive has schema version {version}, this program knows up to {schema.VERSION}",
                "install a newer duizhao",
            )

    def _property(self, name: str) -> str | None:
        _, rows = self.rows("SELECT value FROM archive_property WHERE name = ?", [name])
        return rows[0][0] if rows else None

    def _set_property(self, name: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO archive_property VALUES (?, ?)", [name, value])


def _decimals(rows: Sequence[Row], width: int) -> list[int]:
    """Which columns hold Decimals; most don't, and to ask each value takes longer than the query."""
    firsts = (next((row[at] for row in rows if row[at] is not None), None) for at in range(width))
    return [at for at, first in enumerate(firsts) if isinstance(first, Decimal)]


def _without_zeros(rows: list[Row], columns: Sequence[int]) -> list[Row]:
    if not columns:
        return rows
    changed = [list(row) for row in rows]
    for row in changed:
        for at in columns:
            row[at] = plain(row[at])
    return [tuple(row) for row in changed]


def plain(value: object) -> object:
    """A number without the zeros that a DECIMAL(_, 10) column adds: 5.3000000000 is 5.3."""
    if not isinstance(value, Decimal) or not value.is_finite():
        return value
    if -int(value.as_tuple().exponent) < _STORED_PLACES:
        return value
    bare = value.normalize()
    return bare.quantize(Decimal(1)) if int(bare.as_tuple().exponent) > 0 else bare


def _bring_up_to_date(path: Path, patience: float) -> None:
    try:
        Archive.open(path, patience=patience).close()
    except Unreadable as error:
        raise Unreadable(
            str(path),
            f"was made by another version of duizhao and can't be brought up to this one ({error.reason})",
            "copy it to where it may be written",
        ) from error


def _unnest(type_name: str) -> str:
    if type_name.startswith("DECIMAL"):
        return f"TRY_CAST(unnest(?::VARCHAR[]) AS {type_name})"
    return f"unnest(?::{type_name}[])"


def connect(
    path: Path, read_only: bool, patience: float = PATIENCE, config: Mapping[str, str] | None = None
) -> duckdb.DuckDBPyConnection:
    """A connection to the file, once others let go of it; see `Archive.open` for what it raises."""
    import duckdb

    if path.is_dir():
        raise Unreadable(str(path), "a folder, not an archive", "name a file, such as duizhao.duckdb")
    if read_only and not path.exists():
        raise NotFound(f"{path}: no such archive; make one with `duizhao ingest`, or name reports instead")
    if not read_only and not path.parent.is_dir():
        raise NotFound(f"{path}: the folder {path.parent} doesn't exist")
    settings: dict[str, str | bool | int | float | list[str]]
    settings = {**(config or {})} if read_only else {"storage_compatibility_version": STORAGE}
    deadline = time.monotonic() + patience
    while True:
        try:
            return duckdb.connect(str(path), read_only=read_only, config=settings)
        except duckdb.Error as error:
            failure = _refusal(path, error)
            if not isinstance(failure, ArchiveBusy) or time.monotonic() >= deadline:
                raise failure from error
        time.sleep(0.1)


def _refusal(path: Path, error: Exception) -> ArchiveBusy | Unreadable:
    """What DuckDB's refusal to open a file means to the user."""
    text = str(error)
    if "lock on file" in text or "different configuration" in text:
        holder = re.search(r"\(PID (\d+)\)", text)
        process = f"process {holder[1]}" if holder else "another process or connection"
        return ArchiveBusy(f"{path}: {process} is using the archive; try again when it has finished")
    if "not a valid DuckDB database" in text:
        return Unreadable(
            str(path), "not an archive of duizhao", "name another file, or pass reports as arguments"
        )
    return Unreadable(str(path), "can't be opened: " + text.splitlines()[0])
