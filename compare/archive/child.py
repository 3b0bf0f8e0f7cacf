"""The process that runs a user's SQL: `python -m compare.archive.child`, started by `compare.archive.ask`.

It reads a request as JSON from stdin and writes a JSON array a row to stdout, then one object: `columns`, or
`error`. DuckDB has no limit on a statement's time and its memory limit doesn't hold for every function, so
the limits are the operating system's: address space, wall clock, and no file may be written.
"""

from __future__ import annotations

import contextlib
import json
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from compare.archive.query import TOO_LARGE, loosen, tighten
from compare.errors import BadQuery, DuizhaoError, Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

ADDRESS_SPACE = 2 * 1024**3  # bytes
MEMORY = "1GB"  # what DuckDB plans with, so that it refuses before the system does
OUTPUT = 128 * 1024**2  # bytes of rows
_AT_ONCE = 1000  # rows
_STATEMENTS = ("SELECT", "EXPLAIN")
_LOCKED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "threads": "2",
    "memory_limit": MEMORY,
}


def main() -> None:
    request = json.load(sys.stdin)
    confine(request["timeout"])
    try:
        given = {name: loosen(value) for name, value in request["parameters"].items()}
        columns = run(Path(request["path"]), request["query"], given)
        closing: dict[str, object] = {"columns": columns}
    except Unreadable as error:
        closing = {"error": error.reason, "kind": "Unreadable", "path": error.path, "mend": error.mend}
    except DuizhaoError as error:
        closing = {"error": str(error), "kind": type(error).__name__}
    except MemoryError:
        closing = {"error": TOO_LARGE, "kind": "BadQuery"}
    _say(json.dumps(closing, ensure_ascii=False))
    sys.stdout.flush()


def confine(timeout: float) -> None:
    """Limit this process for good. Where the system knows no such limits the parent's clock remains."""
    with contextlib.suppress(ImportError):
        import resource

        for kind, limit in (
            (resource.RLIMIT_AS, ADDRESS_SPACE),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (limit, limit))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, timeout)


def run(path: Path, query: str, parameters: Mapping[str, object]) -> list[str]:
    """Write the rows of the one statement in `query` to stdout; return the names of its columns."""
    import duckdb

    connection = _open(path)
    try:
        statements = connection.extract_statements(query)
        if len(statements) != 1:
            raise BadQuery(f"one statement at a time, please; this is {len(statements)}")
        if statements[0].type.name not in _STATEMENTS:
            raise BadQuery(f"only statements that read are run; this is {statements[0].type.name}")
        asked = statements[0].named_parameters
        for name in parameters:
            if name not in asked:
                raise BadQuery(f"the statement has no parameter ${name}")
        cursor = connection.execute(statements[0], dict(parameters))
        columns = [column[0] for column in cursor.description or ()]
        _stream(cursor)
    except duckdb.OutOfMemoryException:
        raise BadQuery(TOO_LARGE) from None
    except (duckdb.CatalogException, duckdb.BinderException) as error:  # no such view, or column
        raise BadQuery(_one_line(error) + _older(connection)) from None
    except duckdb.Error as error:
        raise BadQuery(_one_line(error)) from None
    finally:
        connection.close()
    return columns


def _stream(cursor: duckdb.DuckDBPyConnection) -> None:
    written = 0
    while rows := cursor.fetchmany(_AT_ONCE):
        for row in rows:
            line = json.dumps([tighten(value) for value in row], ensure_ascii=False)
            written += len(line)
            if written > OUTPUT:
                raise BadQuery("the answer is larger than 128 MiB; narrow it, or count instead of listing")
            _say(line)


def _say(line: str) -> None:
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    """The archive, read-only, with nothing outside it in reach and no way to change that."""
    from compare.archive.store import connect

    connection = connect(path, read_only=True, config=_LOCKED)
    connection.execute("SET lock_configuration = true")
    return connection


def _older(connection: duckdb.DuckDBPyConnection) -> str:
    """Why a view may be missing that this version of the program has."""
    from compare.archive import schema

    found = connection.execute("SELECT value FROM archive_property WHERE name = 'prepared'").fetchone()
    if found and found[0] == schema.digest():
        return ""
    return "; another version of duizhao made the archive, `duizhao list` brings it up to this one"


def _one_line(error: Exception) -> str:
    """DuckDB's message without the picture of the statement under it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    kept = [line for line in lines if not line.startswith(("LINE ", "^"))]
    return " ".join(kept) or type(error).__name__


if __name__ == "__main__":
    main()
