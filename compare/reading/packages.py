"""Zip packages of the office formats, looked over before a parser touches them."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from compare.errors import Unreadable

MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes; a report with its pictures has a tenth of it."""
_MAX_PARTS = 5_000
_MAX_RATIO = 200
"""Unpacked to packed of one part: XML comes to 20, a bomb to 1,000."""
_SMALL = 10 * 1024 * 1024
_MEND = "open it and save it again"


def look_over(data: bytes, path: str, what: str) -> None:
    """Raise Unreadable where a package is damaged, protected, a bomb, or declares entities of its own."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            _check_sizes(parts, path)
            for part in parts:
                if part.flag_bits & 1:
                    raise Unreadable(path, "is protected by a password", "save it without one")
                if part.filename.startswith(("/", "\\")) or ".." in part.filename.replace("\\", "/").split(
                    "/"
                ):
                    raise Unreadable(
                        path, f"holds a part that points outside it ({part.filename[:60]})", "don't trust it"
                    )
                if part.filename.endswith((".xml", ".rels")):
                    _check_markup(package.read(part), path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Unreadable(path, f"is a damaged {what} ({error})", _MEND) from None


def _check_sizes(parts: list[zipfile.ZipInfo], path: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or len(parts) > _MAX_PARTS:
        raise Unreadable(
            path,
            f"unpacks to {unpacked // 1024**2} MB in {len(parts)} parts; no report does",
            "don't trust it",
        )
    for part in parts:
        if part.file_size > _SMALL and part.file_size > _MAX_RATIO * max(part.compress_size, 1):
            raise Unreadable(path, "unpacks to many times its size; no report does", "don't trust it")


def _check_markup(xml: bytes, path: str) -> None:
    # Word and Excel write neither; UTF-16 would hide them, and is written by neither as well.
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(path, "declares entities of its own, as an attack does", "don't trust it")
