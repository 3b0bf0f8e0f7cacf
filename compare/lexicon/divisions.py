"""The administrative divisions of China with their codes (GB/T 2260), as the CSV files list them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compare.errors import BadLexicon
from compare.lexicon.loader import shipped_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TODAY = 9999
"""The `until` of a name that is in use."""
CODE = 6
"""Digits of a code: two for the province, two for the city, two for the county."""
_HEADER = "code,name,until"


class Division(NamedTuple):
    """A name in the list. `code` has six digits: 520000, 520100, 520103."""

    code: str
    name: str
    until: int = TODAY
    """The last year at whose end the official list has the name."""


def divisions(file: str, digits: int) -> list[Division]:
    """The rows of `compare/lexicon/<file>`, whose codes have `digits` digits. Raises `BadLexicon`."""
    return list(_rows(file, shipped_text(file).splitlines(), digits))


def _rows(file: str, lines: Iterable[str], digits: int) -> Iterator[Division]:
    headed, seen = False, set[tuple[str, int]]()
    for number, line in enumerate(lines, 1):
        if not line or line[0] == "#":
            continue
        if not headed:
            if line != _HEADER:
                raise BadLexicon(file, f"line {number}", f"the columns must be {_HEADER}")
            headed = True
            continue
        code, _, rest = line.partition(",")
        name, comma, last = rest.partition(",")
        if len(code) != digits or not code.isdecimal():
            raise BadLexicon(file, f"line {number}", f"a code has {digits} digits, not {code}")
        if not name or (comma and not (len(last) == 4 and last.isdecimal())):
            raise BadLexicon(file, f"line {number}", f"a name and a year belong after the code {code}")
        until = int(last) if comma else TODAY
        if (code, until) in seen:
            raise BadLexicon(file, f"line {number}", f"the code {code} stands there already")
        seen.add((code, until))
        yield Division(code.ljust(CODE, "0"), name, until)
