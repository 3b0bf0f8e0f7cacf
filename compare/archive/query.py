"""What users ask in SQL, answered by a process of its own that can neither read nor write anything else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from compare.archive.store import plain
from compare.errors import ArchiveBusy, BadQuery, DuizhaoError, NotFound, Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

TIMEOUT = 30.0  # seconds of wall clock
TOO_LARGE = "the query needed more memory than the 2 GiB it may have; narrow it (WHERE place = …)"
GRACE = 2.0  # seconds the process has on top of that, to start and to say what went wrong


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query. Values are None, bool, int, float, str, Decimal, or lists and dicts of those."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def ask(
    path: str | Path, query: str, timeout: float = TIMEOUT, parameters: Mapping[str, object] | None = None
) -> Answer:
    """Run one reading statement on the archive at `path`; `parameters` are the values of its `$name`s.

    Raises BadQuery for a statement that is refused, fails, or takes more than `timeout` seconds, 2 GiB of
    memory or 128 MiB of rows; NotFound, Unreadable and ArchiveBusy as `Archive.open` does.
    """
    given = {name: tighten(value) for name, value in (parameters or {}).items()}
    request = json.dumps({"path": str(path), "query": query, "timeout": timeout, "parameters": given})
    with subprocess.Popen(
        [sys.executable, "-m", "compare.archive.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=None,
        env=_environment(),
    ) as process:
        try:
            output, _ = process.communicate(request.encode(), timeout=timeout + GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise BadQuery(_too_slow(timeout)) from None
        except BaseException:
            process.kill()
            raise
    return _answer(output, process.returncode, timeout)


def _environment() -> dict[str, str]:
    """The parent's, with its way to this package, so that a checkout works from any folder."""
    root = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, known))), "PYTHONSAFEPATH": "1"}


def _too_slow(timeout: float) -> str:
    return f"the query was stopped after {timeout:g} seconds; narrow it (WHERE place = …), or raise --timeout"


def _answer(output: bytes, returncode: int, timeout: float) -> Answer:
    if returncode == -getattr(signal, "SIGALRM", 14):  # its own clock
        raise BadQuery(_too_slow(timeout))
    if returncode < 0:  # the system stopped it
        raise BadQuery(TOO_LARGE)
    *lines, end, _ = output.decode("utf-8", "replace").split("\n") if output else ("", "")
    if not end:
        raise BadQuery(f"the process that ran the query failed (exit code {returncode})")
    closing = json.loads(end)
    if "error" in closing:
        if closing["kind"] == "Unreadable":
            raise Unreadable(closing["path"], closing["error"], closing["mend"])
        raise _KINDS.get(closing["kind"], BadQuery)(closing["error"])
    return Answer(
        _distinct(closing["columns"]), tuple(tuple(map(loosen, json.loads(line))) for line in lines)
    )


_KINDS: dict[str, type[DuizhaoError]] = {"NotFound": NotFound, "ArchiveBusy": ArchiveBusy}


def _distinct(names: list[str]) -> tuple[str, ...]:
    """`a, a` as `a, a_1`, so that a row can be an object with a key a column."""
    result: list[str] = []
    for name in names:
        nth, unique = 0, name
        while unique in result:
            nth += 1
            unique = f"{name}_{nth}"
        result.append(unique)
    return tuple(result)


def tighten(value: object) -> object:
    """A value of DuckDB's as JSON can carry it; `loosen` undoes it."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        return {"decimal": format(plain(value), "f")}
    if isinstance(value, list | tuple):
        return [tighten(item) for item in value]
    if isinstance(value, dict):
        return {"map": [[str(key), tighten(item)] for key, item in value.items()]}
    if isinstance(value, bytes | bytearray):
        return value.hex()
    if isinstance(value, datetime | date | time):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


def loosen(value: object) -> object:
    """What `tighten` made JSON of, but for dates, which stay ISO text."""
    if isinstance(value, list):
        return [loosen(item) for item in value]
    if isinstance(value, dict):
        if "decimal" in value:
            return Decimal(value["decimal"])
        return {key: loosen(item) for key, item in value["map"]}
    return value
