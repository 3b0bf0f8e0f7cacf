"""Values of an archive as JSON and as cells of CSV; text from reports never starts a formula."""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal

# Excel and WPS take a cell that starts with one of these for a formula; the full-width ones in some locales.
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?[%％]?")
_FORMULA_GUARD = "'"


def encode(value: object) -> str:
    """JSON in which a Decimal is a number with the digits as written (`5.0`), which `json` can't do."""
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else "null"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{encode(str(k))}: {encode(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(encode, value)) + "]"
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    return json.dumps(value, ensure_ascii=False, default=str)


def guarded(text: str) -> str:
    """A CSV cell that no spreadsheet takes for a formula; a plain number stays one."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return _FORMULA_GUARD + text
    return text


def as_cell(value: object) -> object:
    """A value as a cell of a sheet or of CSV: a number or a truth as it is, nothing for None, else text.

    Lists and objects are JSON.
    """
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    return encode(value) if isinstance(value, list | tuple | dict) else str(value)
