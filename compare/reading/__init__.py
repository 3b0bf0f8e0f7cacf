"""File → Source: bytes decoded once, and what a parser must overlook marked, never deleted."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from compare.errors import Unreadable
from compare.model import Source
from compare.reading import marks, plain
from compare.reading.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["find", "read"]

MAX_BYTES = 20 * 1024 * 1024
"""The longest report on record has 0.3 MB; what is larger is no report, and would only fill the memory."""
MAX_BYTES_WITH_PICTURES = 60 * 1024 * 1024
"""Word documents and PDFs, which carry pictures and fonts."""

_SHEETS = {".csv", ".xlsx"}
_WITH_PICTURES = {".docx", ".pdf"}
_KNOWN = {".txt", ".md", ".docx", ".pdf", ".html", ".htm"} | _SHEETS
# A `.doc` may be a page or a newer document in disguise, so its bytes are looked at.
_LOOKED_AT = {".doc", ".wps", ".rtf", ".odt", ".xls", ".et", ".ods", ".mht"}


def read(path: Path | str) -> Source:
    """A report (`.txt`, `.md`, `.docx`, `.pdf`, `.html`, `-` for stdin) or a fact sheet (`.csv`, `.xlsx`).

    What a file is its bytes decide. Raises Unreadable, with the way out, for what can't be read, and BadRow
    for a fact sheet with a wrong row.
    """
    if str(path) == "-":
        return _source("-", _limited("-", sys.stdin.buffer.read(MAX_BYTES + 1), MAX_BYTES), ".txt")
    file = Path(path)
    suffix = file.suffix.lower()
    return _source(str(path), _bytes(file, suffix), suffix)


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


def _source(path: str, data: bytes, suffix: str) -> Source:
    kind = kind_of(data, path, suffix)
    if kind == "xlsx" or (kind == "text" and suffix == ".csv"):
        from compare.reading import facts

        return facts.sheet(data, path, ".xlsx" if kind == "xlsx" else suffix)
    if kind == "docx":
        from compare.reading import word

        return _rendered(path, data, "docx", word.text_of(data, path))
    if kind == "pdf":
        from compare.reading import pdf

        text, empty = pdf.text_of(data, path)
        unread = {"unread": f"第{'、'.join(map(str, empty))}页是图片，没有文字，未读"} if empty else {}
        return _rendered(path, data, "pdf", text, metadata=unread)
    if kind == "html":
        from compare.reading import page

        text, encoding, metadata = page.text_of(data, path)
        return _rendered(path, data, "html", text, encoding=encoding, metadata=metadata)
    text, encoding, spans, metadata = plain.parts(data, path, markdown=suffix == ".md")
    return Source(
        path=path,
        text=text,
        format="md" if suffix == ".md" else "txt",
        encoding=encoding,
        digest=hashlib.sha256(data).hexdigest(),
        overlooked=spans,
        metadata=metadata,
    )


def _rendered(
    path: str,
    data: bytes,
    kind: Literal["docx", "pdf", "html"],
    text: str,
    *,
    encoding: str = "utf-8",
    metadata: dict[str, str] | None = None,
) -> Source:
    """A source whose text was drawn out of a file: from here on that text is what offsets count."""
    return Source(
        path=path,
        text=text,
        format=kind,
        encoding=encoding,
        digest=hashlib.sha256(data).hexdigest(),
        overlooked=marks.overlooked(text, 0, markdown=False),
        metadata=metadata or {},
    )


def _bytes(file: Path, suffix: str) -> bytes:
    """The file's bytes; its size is asked for first, so that a huge one is never loaded."""
    name = str(file)
    limit = MAX_BYTES_WITH_PICTURES if suffix in _WITH_PICTURES else MAX_BYTES
    try:
        if file.is_dir():
            raise Unreadable(
                name, "is a folder", "name its files, or give the folder to a command that takes one"
            )
        size = file.stat().st_size
        if suffix and suffix not in _KNOWN | _LOOKED_AT:
            raise Unreadable(
                name,
                f"files of the kind {suffix} can't be read",
                "give .txt, .md, .docx, .pdf, .html, .csv or .xlsx",
            )
        if size > limit:
            raise _too_large(name, limit)
        with file.open("rb") as stream:
            return _limited(name, stream.read(limit + 1), limit)
    except FileNotFoundError:
        raise Unreadable(name, "there is no such file", "check the path") from None
    except PermissionError:
        raise Unreadable(name, "may not be read", "check its permissions") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise Unreadable(name, f"can't be opened ({error})") from None


def _limited(name: str, data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise _too_large(name, limit)
    return data


def _too_large(name: str, limit: int) -> Unreadable:
    return Unreadable(
        name, f"is larger than {limit // 1024**2} MB", "no report is; cut out the part that is one"
    )
