"""Word documents: paragraphs and tables in reading order, with the numbers that Word draws before them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from compare.errors import Unreadable
from compare.reading.numbering import Numbering, W
from compare.reading.packages import look_over

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHAT = "Word document"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXTBOX = f"{W}txbxContent"
# What is no text of the paragraph: what was struck out, codes of fields, notes' marks, properties.
_SKIPPED = {
    f"{W}{name}"
    for name in (
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "pPr",
        "rubyPr",
        "rt",
        "footnoteReference",
        "endnoteReference",
    )
} | {_FALLBACK, _TEXTBOX}
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def text_of(data: bytes, path: str) -> str:
    """The document's text, a paragraph a line, the cells of a table's row with tabs between them.

    Insertions are read and deletions aren't; headers, footers and notes aren't read. Raises Unreadable for a
    package that is damaged, protected or hostile, and for one without text.
    """
    look_over(data, path, _WHAT)
    body, numbering = _opened(data, path)
    text = "\n".join(_lines(body, numbering))
    if not text.strip():
        raise Unreadable(
            path, "is a Word document without text; its pages may be pictures", "run OCR on it first"
        )
    return text


def _opened(data: bytes, path: str) -> tuple[Any, Numbering]:
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP

    try:
        document = Document(BytesIO(data))
        roots: list[Any] = []
        for kind in (RELATIONSHIP.NUMBERING, RELATIONSHIP.STYLES):
            parts = [
                r.target_part for r in document.part.rels.values() if r.reltype == kind and not r.is_external
            ]
            roots.append(getattr(parts[0], "element", None) if parts else None)
        return document.element.body, Numbering(*roots)
    except Exception as error:  # python-docx lets out whatever its parsers meet in a damaged file
        raise Unreadable(
            path, f"is a damaged {_WHAT} ({type(error).__name__})", "open it and save it again"
        ) from None


def _lines(element: Any, numbering: Numbering) -> Iterator[str]:
    """The lines of a body, a cell or a text box, in reading order."""
    for child in element.iterchildren():
        if child.tag == f"{W}p":
            text = "".join(_text(child))
            label = numbering.label(child) if text.strip() else ""
            yield label + text
            for box in _text_boxes(child):
                yield from _lines(box, numbering)
        elif child.tag == f"{W}tbl":
            for row in child.iter(f"{W}tr"):
                cells = ("".join(_lines(cell, numbering)) for cell in row.iter(f"{W}tc"))
                yield "\t".join(cells)
        elif child.tag in {
            f"{W}sdt",
            f"{W}sdtContent",
            f"{W}ins",
            f"{W}moveTo",
            f"{W}customXml",
            f"{W}smartTag",
        }:
            yield from _lines(child, numbering)


def _text(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag in _SKIPPED or (child.tag == f"{W}r" and _is_hidden(child)):
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        else:
            yield from _text(child)


def _is_hidden(run: Any) -> bool:
    return run.find(f"{W}rPr/{W}vanish") is not None


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph; each is there twice, the second time for old programs."""
    for box in paragraph.iter(_TEXTBOX):
        if not any(above.tag == _FALLBACK for above in box.iterancestors()):
            yield box
