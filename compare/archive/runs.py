"""The record of each ingestion: when, by which version and rules, and what became of each file."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from compare.lexicon.extension import extended

if TYPE_CHECKING:
    from compare.archive.ingest import Outcome
    from compare.archive.store import Archive


class Run:
    """One ingestion. What is recorded of a file stays, also if the process is killed at the next one."""

    def __init__(self, archive: Archive, files: int) -> None:
        from compare import __version__

        self._archive = archive
        rules = extended()
        _, ((last,),) = archive.rows("SELECT coalesce(max(run_id), 0) FROM ingest_run")
        self._id = last + 1
        row = (
            *(self._id, _now(), None, __version__, rules.name if rules else ""),
            *(hashlib.sha256(rules.read_bytes()).hexdigest() if rules else "", files),
        )
        archive.connection.execute("INSERT INTO ingest_run VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def record(self, outcome: Outcome) -> None:
        """What became of a file."""
        row = (self._id, outcome.path, outcome.state, outcome.reason)
        self._archive.connection.execute("INSERT INTO ingest_file VALUES (?, ?, ?, ?)", row)

    def end(self) -> None:
        """All its files were come to."""
        self._archive.connection.execute(
            "UPDATE ingest_run SET ended_at = ? WHERE run_id = ?", (_now(), self._id)
        )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
