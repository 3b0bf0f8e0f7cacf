"""File → Source: bytes decoded once, and what a parser must overlook marked, never deleted."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from compare.errors import Unreadable
from compare.model import Source
from compare.reading import plain
from compare.reading.decoding import refuse_binary

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["find", "read"]

MAX_BYTES = 20 * 1024 * 1024
"""The longest report on record has 0.3 MB; what is larger is no report, and would only fill the memory."""

_TEXTS = {".txt", ".md"}
_SHEETS = {".csv", ".xlsx"}
_KNOWN = _TEXTS | _SHEETS

_AS_TEXT = "not supported yet; save it as UTF-8 text (.txt or .md)"
_AS_SHEET = "not supported; save it as .csv or .xlsx"
_OTHER = {
    ".doc": ("a Word document", _AS_TEXT),
    ".docx": ("a Word document", _AS_TEXT),
    ".wps": ("a WPS document", _AS_TEXT),
    ".rtf": ("a rich text document", _AS_TEXT),
    ".odt": ("an OpenDocument text", _AS_TEXT),
    ".pdf": ("a PDF", _AS_TEXT),
    ".html": ("an HTML page", _AS_TEXT),
    ".htm": ("an HTML page", _AS_TEXT),
    ".xls": ("an old Excel workbook", _AS_SHEET),
    ".et": ("a WPS workbook", _AS_SHEET),
    ".ods": ("an OpenDocument sheet", _AS_SHEET),
    ".tsv": ("a tab separated table", _AS_SHEET),
}


def read(path: Path | str) -> Source:
    """Decode a report (`.txt`, `.md`, `-` for text on stdin) or a fact sheet (`.csv`, `.xlsx`).

    Raises Unreadable for what isn't text, and BadRow for a fact sheet with a wrong row.
    """
    if str(path) == "-":
        return _text("-", _limited("-", sys.stdin.buffer.read(MAX_BYTES + 1)), ".txt")
    file = Path(path)
    suffix = file.suffix.lower()
    data = _bytes(file, suffix)
    if suffix in _SHEETS:
        from compare.reading import facts

        return facts.sheet(data, str(path), suffix)
    return _text(str(path), data, suffix)


def find(paths: Iterable[Path | str]) -> list[Path]:
    """The files to read: folders expanded (recursively, sorted, hidden ones skipped), named files kept.

    A folder yields only files that can be read, and no README; a named file of another kind is kept,
    so that `read` refuses it with the reason. The order is that of the arguments; what is named twice
    comes once.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            found.update(dict.fromkeys(_below(path)))
        else:
            found[path] = None
    return list(found)


def _below(folder: Path) -> list[Path]:
    files = []
    # Links to folders aren't followed: a link to a parent would never end.
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(root, name) for name in names if _is_wanted(name)]
    return sorted(files)


def _is_wanted(name: str) -> bool:
    # `~$` is what Excel and WPS leave beside a sheet that somebody has open; a README is about the reports.
    if name.startswith((".", "~$")) or Path(name).stem.upper() == "README":
        return False
    return Path(name).suffix.lower() in _KNOWN


def _text(path: str, data: bytes, suffix: str) -> Source:
    text, encoding, marks, metadata = plain.parts(data, path, markdown=suffix == ".md")
    return Source(
        path=path,
        text=text,
        format="md" if suffix == ".md" else "txt",
        encoding=encoding,
        digest=hashlib.sha256(data).hexdigest(),
        overlooked=marks,
        metadata=metadata,
    )


def _bytes(file: Path, suffix: str) -> bytes:
    """The file's bytes; its size is asked for first, so that a huge one is never loaded."""
    name = str(file)
    try:
        if file.is_dir():
            raise Unreadable(
                name, "is a folder", "name its files, or give the folder to a command that takes one"
            )
        size = file.stat().st_size
        if suffix in _OTHER:
            kind, mend = _OTHER[suffix]
            raise Unreadable(name, f"is {kind}", mend)
        if suffix and suffix not in _KNOWN:
            raise Unreadable(
                name, f"files of the kind {suffix} can't be read", "give .txt, .md, .csv or .xlsx"
            )
        if size > MAX_BYTES:
            raise _too_large(name)
        with file.open("rb") as stream:
            data = _limited(name, stream.read(MAX_BYTES + 1))
    except FileNotFoundError:
        raise Unreadable(name, "there is no such file", "check the path") from None
    except PermissionError:
        raise Unreadable(name, "may not be read", "check its permissions") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise Unreadable(name, f"can't be opened ({error})") from None
    if suffix != ".xlsx":
        refuse_binary(data, name)
    return data


def _limited(name: str, data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    if name == "-":
        refuse_binary(data, name)
    return data


def _too_large(name: str) -> Unreadable:
    return Unreadable(name, "is larger than 20 MB", "no report is; cut out the part that is one")
