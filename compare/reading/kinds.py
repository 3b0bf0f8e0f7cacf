"""What a file is, by its bytes and not by its name: a `.doc` from the web may be a page in disguise."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from compare.errors import Unreadable

Kind = Literal["text", "docx", "xlsx", "pdf", "html"]

_SAVE_AS_WORD = "open it and save it as .docx"
_SAVE_AS_SHEET = "open it and save it as .csv or .xlsx"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAGIC = (
    (b"PK\x05\x06", "is an empty zip archive", ""),
    (b"{\\rtf", "is a rich text document", _SAVE_AS_WORD),
    (b"\x1f\x8b", "is a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive", "unpack it first"),
    (b"Rar!", "is a rar archive", "unpack it first"),
    (b"\x89PNG", "is a picture", "only text can be read"),
    (b"\xff\xd8\xff", "is a picture", "only text can be read"),
    (b"GIF8", "is a picture", "only text can be read"),
    (b"SQLite format 3", "is a database", "only text can be read"),
    (b"PAR1", "is a parquet file", "only text can be read"),
)
_PARTS: tuple[tuple[bytes, Kind], ...] = ((b"word/document.xml", "docx"), (b"xl/workbook.xml", "xlsx"))
_OPEN_DOCUMENT = (
    (b"opendocument.text", "is an OpenDocument text", _SAVE_AS_WORD),
    (b"opendocument.spreadsheet", "is an OpenDocument sheet", _SAVE_AS_SHEET),
)
_NAMED: dict[str, Kind] = {".docx": "docx", ".xlsx": "xlsx", ".pdf": "pdf"}
_CALLED = {"docx": "a Word document", "xlsx": "an Excel workbook", "pdf": "a PDF"}


def kind_of(data: bytes, path: str, suffix: str) -> Kind:
    """What the bytes of a file are. Raises Unreadable, with the way out, for what can't be read."""
    if not data:
        raise Unreadable(path, "is empty")
    if data.startswith(_OLE):
        raise _old_office(path, suffix)
    if data.startswith(_ZIP):
        return _packed(data, path)
    if data[:1024].lstrip().startswith(b"%PDF"):
        return "pdf"
    for magic, what, mend in _MAGIC:
        if data.startswith(magic):
            raise Unreadable(path, what, mend)
    if suffix in _NAMED:
        raise Unreadable(
            path,
            f"isn't {_CALLED[_NAMED[suffix]]}, as its name says, or is damaged",
            "open it and save it again",
        )
    if suffix in {".html", ".htm"} or _HTML.match(data.removeprefix(codecs.BOM_UTF8)):
        return "html"
    return "text"


def _old_office(path: str, suffix: str) -> Unreadable:
    if suffix in {".docx", ".xlsx"}:
        return Unreadable(
            path,
            "is protected by a password, or of an older format than its name says",
            "open it and save it without a password",
        )
    if suffix in {".xls", ".et"}:
        return Unreadable(path, "is an old Excel or WPS workbook", _SAVE_AS_SHEET)
    return Unreadable(path, "is an old Word, Excel or WPS document", _SAVE_AS_WORD)


def _packed(data: bytes, path: str) -> Kind:
    """Which kind of zip it is, by the names in its directory, which stands at its end."""
    directory = data[-65_536 * 4 :]
    for part, kind in _PARTS:
        if part in directory:
            return kind
    for part, what, mend in _OPEN_DOCUMENT:
        if part in data[:200]:
            raise Unreadable(path, what, mend)
    if b"word/" in data or b"xl/" in data:
        raise Unreadable(path, "is a damaged Word or Excel file", "open it and save it again")
    raise Unreadable(path, "is a zip archive", "unpack it first")
