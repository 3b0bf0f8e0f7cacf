"""The file itself: what openpyxl leaves out is put in, and the same archive gives the same bytes."""

from __future__ import annotations

import io
import os
import re
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from openpyxl.writer.excel import ExcelWriter

from compare.errors import DuizhaoError
from compare.scorecard.cells import untyped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from openpyxl import Workbook

_MODIFIED = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*(?=<)")
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_DRAWING = re.compile(r"xl/drawings/drawing\d+\.xml")
_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*</f>)<v ?/?>(?:</v>)?</c>')
_NAME_OF_CHART = re.compile(r'(<(?:xdr:)?cNvPr id="\d+" name="[^"]*")')


def save(
    book: Workbook,
    path: Path,
    date: datetime,
    results: Mapping[str, Mapping[str, str]],
    described: Mapping[str, Sequence[str]],
) -> None:
    """Write the workbook with fixed times beside `path`, then in its place: all of it or nothing.

    `results` has what formulas come to, by sheet and cell: a program that doesn't calculate shows it.
    `described` has the words for each chart of a sheet, for those who can't see it. Raises DuizhaoError.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as draft:
        ExcelWriter(book, draft).save()
    edit = _editor(book, date, results, described)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with (
            zipfile.ZipFile(written) as draft,
            zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as final,
        ):
            for item in draft.infolist():
                entry = zipfile.ZipInfo(item.filename, date.timetuple()[:6])
                entry.compress_type = zipfile.ZIP_DEFLATED
                final.writestr(entry, edit(item.filename, draft.read(item)))
        temporary.replace(path)
    except OSError as error:
        raise DuizhaoError(f"{path}: can't be written: {error.strerror}; is it open elsewhere?") from error
    finally:
        temporary.unlink(missing_ok=True)


def _editor(
    book: Workbook,
    date: datetime,
    results: Mapping[str, Mapping[str, str]],
    described: Mapping[str, Sequence[str]],
) -> Callable[[str, bytes], bytes]:
    """What makes of a part of the package the part that is kept."""
    names = book.sheetnames
    drawings = [described.get(name, ()) for name in names if untyped(book[name])._charts]
    stamp = date.strftime("%Y-%m-%dT%H:%M:%SZ")

    def edit(name: str, content: bytes) -> bytes:
        if name == "docProps/core.xml":
            return _MODIFIED.sub(rf"\g<1>{stamp}", content.decode()).encode()
        sheet = _SHEET.fullmatch(name)
        if sheet is not None:
            known = results.get(names[int(sheet[1]) - 1])
            return _with_results(content.decode(), known).encode() if known else content
        if _DRAWING.fullmatch(name):
            words = drawings[int(re.sub(r"\D", "", name)) - 1]
            return _with_descriptions(content.decode(), words).encode()
        return content

    return edit


def _with_results(xml: str, results: Mapping[str, str]) -> str:
    def put(match: re.Match[str]) -> str:
        cell, attributes, formula = match.groups()
        value = results.get(cell, "")
        kind = "" if re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", value) else ' t="str"'
        return f'<c r="{cell}"{attributes}{kind}>{formula}<v>{escape(value)}</v></c>'

    return _FORMULA.sub(put, xml)


def _with_descriptions(xml: str, words: Sequence[str]) -> str:
    left = list(words)

    def put(match: re.Match[str]) -> str:
        return f"{match[1]} descr={quoteattr(left.pop(0))}" if left else match[1]

    return _NAME_OF_CHART.sub(put, xml)
