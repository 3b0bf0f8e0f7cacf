"""What a parser must overlook in a text: marks of markdown and HTML, and the debris of scraping.

Nothing is deleted. A mark that shows as a blank (`<br>`, `&nbsp;`, a written-out `\\r\\n`) is left alone
between two digits: cut out there it would join two figures into one that nobody wrote.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.model import Span

_EVIDENT = re.compile(r"\*\*[^*\n]{1,400}\*\*|^#{1,6} \S|\]\((?:https?:|\./|/)", re.MULTILINE)

# -- of any text ---------------------------------------------------------------------------------------------

_BREAK = re.compile(
    r"(?:\\r\\n|\\[nr](?![A-Za-z]))+|<(?:br|p|/p|div|/div|li|tr|h[1-6])\b[^<>]{0,300}/?>", re.IGNORECASE
)
"""What stands for a line's end: line ends written out by a scraper as letters, and the tags that make one."""

_TAG = re.compile(
    r"</?(?:a|b|br|center|div|em|font|h[1-6]|hr|i|img|li|o:p|ol|p|section|small|span|strong|sub|sup|table|tbody|td"
    r"|th|thead|tr|u|ul)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_BLANK_ENTITY = re.compile(
    r"&(?:nbsp|ensp|emsp|thinsp|shy|zwnj|zwj|#160|#8194|#8195|#12288|#xa0|#x3000);", re.IGNORECASE
)
_LOST = re.compile(r"\?{3,}|(?<=[^\x00-\x7f])\?{2}")
"""Runs of question marks: blanks that an encoding had no room for. A Chinese text asks with ？."""
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+"
)
"""Zero-width characters, soft hyphens, stray BOMs, icon fonts' private-use characters, control characters."""

_NOTE_LABEL = re.compile(r"\\?\[?[\d*]{1,3}\\?\]?|[①-⑳]")
_NOTE = re.compile(r"(?<=\S)(?:\\?\[\d{1,3}\\?\](?!\()|［\d{1,3}］|〔\d{1,3}〕)(?!\d*号)")
"""`[3]` behind a word, pointing to a note; not at a line's start, where the note itself begins, and not the
year in a document's number (`国发〔98〕2号`)."""

# -- of markdown ---------------------------------------------------------------------------------------------

_RULE = re.compile(
    r"^[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*)$", re.MULTILINE
)
_TABLE_RULE = re.compile(
    r"^[ \t]*(?:\|[ \t]*)?(?:(?:-{2,}:?|:-+:?|-:)[ \t]*\|[ \t]*)+(?:(?:-{2,}:?|:-+:?|-:)[ \t]*)?$",
    re.MULTILINE,
)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,200}\]\([^()\n]{0,1000}\)")
_LINK = re.compile(
    r"(?<!!)(\[)[^\[\]\n]{1,300}(\]\((?=[^()\s]*[/.#])[^()\s]{1,1000}(?:\s+\"[^\"\n]{0,200}\")?\))"
)
_LINE_START = re.compile(r"^[ \t]*((?:>[ \t]*)+)?(?:([-+*][ \t]+)(?=\S))?(#{1,6}[ \t\u3000]*)?", re.MULTILINE)
_CLOSING_HASHES = re.compile(
    r"^[ \t]{0,3}#{1,6}[^\n#]{0,300}[^\n# \t]([ \t]{1,20}#{1,6}[ \t]{0,20})$", re.MULTILINE
)
_STRONG = re.compile(r"\*{2,}|_{2,}")
_EMPHASIS = re.compile(r"(?<![*\\])(\*)(?=[^\s*])[^*\n]{0,400}(?<=[^\s*\\])(\*)(?!\*)")
_UNDERLINED = re.compile(r"(?<![A-Za-z0-9_\\/.])(_)(?=[^\s_])[^_\n]{0,400}(?<=[^\s_\\])(_)(?![A-Za-z0-9_/.])")
_ESCAPE = re.compile(r"(\\)[^\w\s]")

_NO_BLANK = re.compile(rf"[*_\\]+|{_INVISIBLE.pattern}")
"""Marks that show as nothing at all: `**1**2` reads 12, `1<br>2` doesn't."""

_TAKEN = "\ufffc"
"""Stands in, while looking on, for what is overlooked already: neither a blank, a letter nor a mark."""


def uses_markdown(text: str, start: int = 0) -> bool:
    """Whether a text that isn't named `.md` evidently uses its marks all the same."""
    return _EVIDENT.search(text, start) is not None


def is_break(mark: str) -> bool:
    """Whether an overlooked mark stands for the end of a line (`<br>`, `<p>`, a written-out `\\r\\n`)."""
    return _BREAK.fullmatch(mark) is not None


def overlooked(text: str, start: int, *, markdown: bool) -> tuple[Span, ...]:
    """Sorted, disjoint spans of the marks in `text`; all before `start` (the front matter) is one of them."""
    spans: list[Span] = [(0, start)] if start else []
    for finder in (_wholly, *((_line_marks, _inline_marks) if markdown else ()), _debris):
        rest = _masked(text, spans)
        spans = _disjoint([*spans, *finder(rest)])
    return tuple(_apart(text, spans))


def _wholly(text: str) -> Iterator[Span]:
    """Comments, images, tags, marks of notes, and the two halves of a link."""
    yield from _comments(text)
    for pattern in (_TAG, _BLANK_ENTITY, _BREAK, _IMAGE):
        yield from (found.span() for found in pattern.finditer(text))
    for found in _LINK.finditer(text):
        if found[2].startswith("](#") and _NOTE_LABEL.fullmatch(found[0][1 : -len(found[2])]):
            yield found.span()
        else:
            yield found.span(1)
            yield found.span(2)
    yield from (found.span() for found in _NOTE.finditer(text))


def _comments(text: str) -> Iterator[Span]:
    # By `find`, since a pattern would search to the end of the text again for each one that is never closed.
    begin = text.find("<!--")
    while begin >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        yield begin, end + 3
        begin = text.find("<!--", end + 3)


def _line_marks(text: str) -> Iterator[Span]:
    """Rules drawn across the page, and the marks that a line begins with."""
    for pattern in (_RULE, _TABLE_RULE):
        yield from (found.span() for found in pattern.finditer(text))
    for found in _LINE_START.finditer(text):
        yield from (found.span(group) for group in (1, 2, 3) if found[group])
    yield from (found.span(1) for found in _CLOSING_HASHES.finditer(text))


def _inline_marks(text: str) -> Iterator[Span]:
    """Emphasis and escapes."""
    for found in _STRONG.finditer(text):
        # 138****1234 hides digits, and 2**3 is a power.
        if not _between_digits(text, *found.span()):
            yield found.span()
    for pattern in (_EMPHASIS, _UNDERLINED):
        for found in pattern.finditer(text):
            if not any(_between_digits(text, *found.span(group)) for group in (1, 2)):
                yield found.span(1)
                yield found.span(2)
    yield from (found.span(1) for found in _ESCAPE.finditer(text))


def _debris(text: str) -> Iterator[Span]:
    """What scraping and re-encoding leave behind."""
    for pattern in (_LOST, _INVISIBLE):
        yield from (found.span() for found in pattern.finditer(text))


def _apart(text: str, spans: list[Span]) -> Iterator[Span]:
    """The spans without those that, cut out, would make one figure of two."""
    first = 0
    while first < len(spans):
        after = first + 1
        while after < len(spans) and spans[after][0] == spans[after - 1][1]:
            after += 1
        joins = _between_digits(text, spans[first][0], spans[after - 1][1])
        yield from (
            span for span in spans[first:after] if not joins or _NO_BLANK.fullmatch(text[slice(*span)])
        )
        first = after


def _between_digits(text: str, start: int, end: int) -> bool:
    return start > 0 and end < len(text) and text[start - 1].isdigit() and text[end].isdigit()


def _masked(text: str, spans: list[Span]) -> str:
    """The text with what is overlooked already blotted out, of the same length and with the same lines."""
    pieces = []
    done = 0
    for start, end in spans:
        pieces.append(text[done:start])
        pieces.append("\n".join(_TAKEN * len(line) for line in text[start:end].split("\n")))
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def _disjoint(spans: list[Span]) -> list[Span]:
    """Sorted, with those that overlap made one; those that only touch stay apart, each being one mark."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return joined
