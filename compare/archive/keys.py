"""How a figure is named so that the name outlives the reading of its report.

Offsets shift when a text is replaced, and another version of the rules reads other figures. A `Key` holds
what a figure says (indicator, aspect, scope, period, amount), by which it is known again; its short form is
what commands print and a person types.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.model import Extract, Measure

# Without i, l, o and u, which are misread; the letter before it keeps Excel from taking a key for a number.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 8
_LETTERS = {"target": "t", "achieved": "r", "context": "c"}
SHORT = re.compile(rf"[trc][{_ALPHABET}]{{{_LENGTH}}}(?:-[1-9]\d*)?")
"""What a short key looks like: `t4k7m2p9x`, `r03w5n8ha-2` for the second of its kind in a report."""

_MARKS = re.compile(r"[\s“”\"‘’'《》〈〉「」()\[\]·、,，]")


@dataclass(frozen=True, slots=True)
class Key:
    """A figure by what it says, and where and in which words it was last seen."""

    short: str
    kind: str
    """`report` or `facts`."""
    report_year: int
    canonical: str
    indicator: str
    aspect: str
    scope: str
    period: str
    value: str | None
    """The digits as written, like `value_max`."""
    value_max: str | None
    unit: str
    phrase: str
    quote: str
    start: int


def keys_of(extract: Extract) -> list[Key]:
    """The key of each measure, in order; the second that says the same has `-2` behind its short form."""
    report, seen, keys = extract.report, Counter[str](), []
    for measure in extract.measures:
        short = _short(report.kind, report.place.name, report.year, measure)
        seen[short] += 1
        keys.append(
            Key(
                short=short if seen[short] == 1 else f"{short}-{seen[short]}",
                kind=report.kind,
                report_year=report.year,
                canonical=measure.canonical,
                indicator=measure.indicator,
                aspect=measure.aspect,
                scope=measure.scope,
                period=measure.period,
                value=digits(measure.value),
                value_max=digits(measure.value_max),
                unit=measure.unit,
                phrase=measure.phrase,
                quote=measure.quote,
                start=measure.start,
            )
        )
    return keys


def matches(key: Key, extracts: Iterable[Extract], *, target: bool) -> list[tuple[Extract, Measure]]:
    """The figures that say what `key` says, the likeliest first: in the same words, then the nearest.

    `target` says on which side to look; a result is any figure that is no target.
    """
    found = [
        (extract, measure)
        for extract in extracts
        if extract.report.year == key.report_year
        for measure in extract.measures
        if (measure.role == "target") == target and says_the_same(key, measure)
    ]
    return sorted(
        found,
        key=lambda pair: (
            pair[1].quote != key.quote,
            pair[0].report.kind != key.kind,
            abs(pair[1].start - key.start),
        ),
    )


def says_the_same(key: Key, measure: Measure) -> bool:
    """Whether a figure is the one the key was made of.

    One of its names is enough (the lexicon may have learned it since), and either its amount or its wording
    (the program may have learned its unit since).
    """
    if (key.aspect, _bare(key.scope), key.period) != (measure.aspect, _bare(measure.scope), measure.period):
        return False
    known = bool(key.canonical) and key.canonical == measure.canonical
    if not known and _bare(key.indicator) != _bare(measure.indicator):
        return False
    if _bare(key.phrase) == _bare(measure.phrase):
        return True
    value, upper = number(key.value), number(key.value_max)
    return value is not None and (
        _amount(value, upper, key.unit, key.aspect)
        == _amount(measure.value, measure.value_max, measure.unit, measure.aspect)
    )


def _short(kind: str, place: str, year: int, measure: Measure) -> str:
    amount = _amount(measure.value, measure.value_max, measure.unit, measure.aspect)
    parts = (
        *(kind, place, str(year), measure.role, measure.canonical or _bare(measure.indicator)),
        *(measure.aspect, _bare(measure.scope), measure.period),
        *(amount if measure.value is not None else (_bare(measure.phrase),)),
    )
    digest = int.from_bytes(hashlib.blake2s("\0".join(parts).encode(), digest_size=5).digest(), "big")
    text = "".join(_ALPHABET[digest >> 5 * nth & 31] for nth in range(_LENGTH))
    return _LETTERS[measure.role] + text


def _amount(value: Decimal | None, upper: Decimal | None, written: str, aspect: str) -> Sequence[str]:
    """Dimension and ends of a figure, with the scale of its unit multiplied out: 5.46万人 is 54600 人."""
    from compare.pairing.quantity import unit

    known = unit(written, "growth" if aspect == "growth" else "level")
    ends = [None if end is None else (end * known.factor).normalize() for end in (value, upper)]
    return (known.dimension, *("" if end is None else f"{end:f}" for end in ends))


def _bare(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).upper()


def digits(value: Decimal | None) -> str | None:
    """The digits as written: `5.0`, never `6E+3`."""
    return None if value is None else format(value, "f")


def number(text: object) -> Decimal | None:
    return None if text is None else Decimal(str(text))
