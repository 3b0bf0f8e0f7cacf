"""One small exception a failure: what happened, to which file, and how to mend it.

The library raises these; only `cli.py` turns them into a line on stderr.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class DuizhaoError(Exception):
    """Anything that a user's input, and not a defect of the program, made impossible."""


class Unreadable(DuizhaoError):
    """A file can't be read as text: missing, empty, binary, too large, or of a format not supported."""

    def __init__(self, path: str, reason: str, mend: str = "") -> None:
        super().__init__(f"{path}: {reason}" + (f"; {mend}" if mend else ""))
        self.path, self.reason, self.mend = path, reason, mend


class BadRow(DuizhaoError):
    """A row of a fact sheet is wrong; nothing of the sheet is taken until it is mended."""

    def __init__(self, path: str, line: int, column: str, reason: str) -> None:
        super().__init__(f"{path}, line {line}, column {column}: {reason}")
        self.path, self.line, self.column, self.reason = path, line, column, reason


class BadCells(DuizhaoError):
    """Cells of a filled-in handout are wrong; nothing of it is taken until they are mended."""

    def __init__(self, path: str, cells: Sequence[tuple[str, str, str]]) -> None:
        """`cells`: sheet, cell and reason of each."""
        sheet, cell, reason = cells[0]
        more = f" ({len(cells) - 1} more wrong: {', '.join(c for _, c, _ in cells[1:])})" if cells[1:] else ""
        super().__init__(f"{path}, {sheet}, {cell}: {reason}{more}")
        self.path, self.cells = path, tuple(cells)


class NotAReport(DuizhaoError):
    """A text was read, but it isn't a government work report as far as it can be told."""

    def __init__(self, path: str, reason: str, mend: str = "") -> None:
        super().__init__(f"{path}: {reason}" + (f"; {mend}" if mend else ""))
        self.path, self.reason = path, reason


class Conflict(DuizhaoError):
    """The archive already holds another text for this place and report year."""


class BadLexicon(DuizhaoError):
    """An entry of a lexicon file is wrong."""

    def __init__(self, file: str, entry: str, reason: str) -> None:
        super().__init__(f"{file}, entry {entry}: {reason}")
        self.file, self.entry, self.reason = file, entry, reason


class Stopped(DuizhaoError):
    """Taking files in was interrupted; what is in stays, and the same again goes on from there."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(
            f"stopped: {done} of {total} files are done and stay in the archive;"
            " the same command goes on from there"
        )
        self.done, self.total = done, total


class NoCluster(DuizhaoError):
    """The cluster that was to read the files can't be used."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"cluster {address}: {reason}")
        self.address, self.reason = address, reason


class BadQuery(DuizhaoError):
    """A query that the archive refused, or that took too long."""


class NotFound(DuizhaoError):
    """What was asked for (a place, a year, an archive) isn't there."""


class NoChart(DuizhaoError):
    """A chart can't be drawn: the file's kind, a missing renderer, or no font for its labels."""


class ArchiveBusy(DuizhaoError):
    """Another process is writing to the archive."""


class BadDecision(DuizhaoError):
    """A decision that can't be taken as it is; `part` says what of it is wrong: target, ruling or result."""

    def __init__(self, part: str, reason: str) -> None:
        super().__init__(reason)
        self.part, self.reason = part, reason
        self.line: int | None = None
        """The line of the sheet that asked for it, if one did."""
