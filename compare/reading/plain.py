"""Plain text and markdown: the text as decoded, its front matter, and its marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.reading import marks
from compare.reading.decoding import decode

if TYPE_CHECKING:
    from compare.model import Span

_ENTRY = re.compile(r"([^\s:#\-][^:\n]{0,60}?)[ \t]*:(?:[ \t]+(.*))?$")
_LONGEST_FRONT_MATTER = 100
"""Lines; a `---` that closes nothing for so long is a rule drawn across the page."""


def parts(data: bytes, path: str, *, markdown: bool) -> tuple[str, str, tuple[Span, ...], dict[str, str]]:
    """Text, encoding, overlooked spans and front matter of a file's bytes.

    Marks of markdown are looked for in `.md` files and in any text that evidently uses them.
    """
    text, encoding = decode(data, path)
    start, metadata = front_matter(text)
    spans = marks.overlooked(text, start, markdown=markdown or marks.uses_markdown(text, start))
    return text, encoding, spans, metadata


def front_matter(text: str) -> tuple[int, dict[str, str]]:
    """Where the text goes on after its front matter (0: there is none), and the `key: value` lines in it.

    Only simple lines are taken; lists and nested values are overlooked with the block, not understood.
    """
    if not text.startswith("---\n"):
        return 0, {}
    entries: dict[str, str] = {}
    offset = 4
    for _ in range(_LONGEST_FRONT_MATTER):
        end = text.find("\n", offset)
        line = text[offset : end if end >= 0 else len(text)]
        if line.rstrip() in {"---", "..."}:
            return (end + 1 if end >= 0 else len(text), entries) if entries else (0, {})
        if found := _ENTRY.match(line):
            entries[found[1]] = _unquoted((found[2] or "").strip())
        if end < 0:
            break
        offset = end + 1
    return 0, {}


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
