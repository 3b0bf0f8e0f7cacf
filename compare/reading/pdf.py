"""PDFs with a text layer: lines put together to paragraphs, without running heads and page numbers."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from statistics import median

from compare.errors import Unreadable

_MAX_PAGES = 400
_PAGE_NUMBER = re.compile(
    r"[\s\-—–－·.~]*(?:第?\s*\d{1,4}\s*(?:页|/\s*\d{1,4}|共.*)?|第.{1,5}页.*)[\s\-—–－·.~]*"
)
_HAN = r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f“”‘’—…]"
# Blanks that justified setting leaves between characters, and none that a writer put there.
_SPREAD = re.compile(rf"(?<={_HAN})[ \u3000]+(?={_HAN}|[\d(])|(?<=[\d%‰)])[ \u3000]+(?={_HAN})")
# Fonts give some characters the code of the radical that looks like them; NFKC knows those of one block only.
_RADICALS = (
    "⺠民⺟母⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马"
    "⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⻫齐⻯竜⻭歯"
)
_COMPATIBLE = {
    code: unicodedata.normalize("NFKC", chr(code))
    for block in (range(0x2F00, 0x2FD6), range(0xF900, 0xFAFF))
    for code in block
} | {ord(radical): character for radical, character in zip(_RADICALS[::2], _RADICALS[1::2], strict=True)}
_INDENT, _SHORT = 0.8, 2.5
"""In characters: how far a first line is set in, and how much shorter than full a last one is."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page as it is printed; `left`, `right` and `size` in points."""

    text: str
    left: float
    right: float
    size: float


def text_of(data: bytes, path: str) -> tuple[str, tuple[int, ...]]:
    """The text, a paragraph a line, and the pages (from 1) that have none.

    Raises Unreadable for a file that is damaged, protected, all pictures, or longer than any report.
    """
    pages = _pages(data, path)
    empty = tuple(number for number, lines in enumerate(pages, 1) if not lines)
    if len(empty) == len(pages):
        raise Unreadable(
            path, f"has no text layer: its {len(pages)} pages are pictures", "run OCR on it first"
        )
    lines = [line for page in _without_heads(pages) for line in page]
    return "\n".join(_paragraphs(lines)), empty


def _pages(data: bytes, path: str) -> list[list[Line]]:
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # a line on stderr for each odd font
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            if len(pdf.pages) > _MAX_PAGES:
                raise Unreadable(path, f"has {len(pdf.pages)} pages; no report has", "cut out the report")
            pages = []
            for page in pdf.pages:
                rows = page.dedupe_chars().extract_text_lines(
                    x_tolerance_ratio=0.6, y_tolerance=6, strip=True
                )
                pages.append([_line(row) for row in rows if row["text"].strip()])
                page.close()  # else each page's characters stay in memory
            return pages
    except Unreadable:
        raise
    except PdfminerException as error:
        if "Password" in repr(error) or "Encryption" in repr(error):
            raise Unreadable(path, "is protected by a password", "save it without one") from None
        raise _damaged(path, error) from None
    except Exception as error:  # pdfminer lets out whatever a damaged object makes of its parsers
        raise _damaged(path, error) from None


def _damaged(path: str, error: Exception) -> Unreadable:
    return Unreadable(path, f"is a damaged PDF ({type(error).__name__})", "open it and save it again")


def _line(row: dict[str, object]) -> Line:
    characters: list[dict[str, float]] = row["chars"]  # type: ignore[assignment]
    return Line(
        _SPREAD.sub("", str(row["text"]).strip()).translate(_COMPATIBLE),
        float(str(row["x0"])),
        float(str(row["x1"])),
        median(character["size"] for character in characters),
    )


def _without_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without what stands at the head or foot of many of them, and without page numbers."""
    seen = Counter(key for lines in pages for key in {_said(line) for line in (*lines[:2], *lines[-2:])})
    often = max(3, 0.4 * len(pages))
    return [
        [
            line
            for i, line in enumerate(lines)
            if not (i < 2 or i >= len(lines) - 2)
            or not (
                seen[_said(line)] >= often or (_PAGE_NUMBER.fullmatch(line.text) and i in {0, len(lines) - 1})
            )
        ]
        for lines in pages
    ]


def _said(line: Line) -> str:
    return re.sub(r"[\d\s]+", "", line.text)


def _paragraphs(lines: list[Line]) -> list[str]:
    """Lines joined where the one before runs to the right margin and the next begins at the left one."""
    if not lines:
        return []
    size = median(line.size for line in lines)
    left = Counter(round(line.left) for line in lines).most_common(1)[0][0]
    right = sorted(line.right for line in lines)[int(0.9 * (len(lines) - 1))]
    paragraphs: list[str] = []
    previous: Line | None = None
    for line in lines:
        goes_on = (
            previous is not None
            and line.left <= left + _INDENT * size
            and previous.right >= right - _SHORT * size
            and abs(previous.size - line.size) < 0.2 * size
        )
        if goes_on:
            blank = (
                " " if re.search(r"[A-Za-z,.]$", paragraphs[-1]) and re.match(r"[A-Za-z]", line.text) else ""
            )
            paragraphs[-1] += blank + line.text
        else:
            paragraphs.append(line.text)
        previous = line
    return paragraphs
