"""What must be true of a table of the lexicon before anything is read by it.

Indicators and places check themselves as they are compiled; what no check names may hold anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from compare.errors import BadLexicon
from compare.model import Bound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

SCALES = "scales"
"""The table of `units.toml` that has the scale words, which are no units."""
POSITIONS = ("before", "after", "between")
_WRITTEN_BOUNDS = tuple(bound for bound in get_args(Bound) if bound not in {"eq", "range", "qual"})
_SENSES = ("least", "most", "indicator")
# Lists of `words.toml` of which a word can be in only one: it decides what a figure is.
_APART = {"verbs": ("reach", "rise", "fall", "double"), "commitment": ("soft", "hard")}


def check(name: str, data: Mapping[str, Any], file: str) -> None:
    """Raise `BadLexicon` naming `file` and the entry where the table `name` contradicts itself."""
    if name in _CHECKS:
        _CHECKS[name](data, file)


def _units(data: Mapping[str, Any], file: str) -> None:
    known: dict[str, str] = {}
    for dimension, units in data.items():
        if not isinstance(units, dict) or not units:
            raise BadLexicon(file, dimension, "must be a table of units with their factors")
        for unit, factor in units.items():
            if not _is_number(factor) or factor <= 0:
                raise BadLexicon(file, f"{dimension}.{unit}", "the factor must be a number above 0")
            if known.setdefault(unit, dimension) != dimension:
                raise BadLexicon(file, f"{dimension}.{unit}", f"is a unit of {known[unit]} already")
    for scale, factor in data.get(SCALES, {}).items():
        if not isinstance(factor, int):
            raise BadLexicon(file, f"{SCALES}.{scale}", "must be a whole number")


def _bounds(data: Mapping[str, Any], file: str) -> None:
    for position, bounds in data.items():
        if position not in POSITIONS:
            raise BadLexicon(file, position, f"unknown position; one of {', '.join(POSITIONS)}")
        for bound, words in bounds.items():
            if bound not in _WRITTEN_BOUNDS:
                raise BadLexicon(
                    file, f"{position}.{bound}", f"unknown bound; one of {', '.join(_WRITTEN_BOUNDS)}"
                )
            _strings(words, f"{position}.{bound}", file)
        _in_one_only(bounds.items(), position, file)


def _words(data: Mapping[str, Any], file: str) -> None:
    for group, lists in data.items():
        if not isinstance(lists, dict):
            raise BadLexicon(file, group, "must be a table of lists")
        for key, words in lists.items():
            entry = f"{group}.{key}"
            if isinstance(words, list) and words and all(isinstance(one, list) for one in words):
                for one in words:
                    _strings(one, entry, file)
            else:
                _strings(words, entry, file)
        _in_one_only(((key, lists.get(key, ())) for key in _APART.get(group, ())), group, file)


def _verdicts(data: Mapping[str, Any], file: str) -> None:
    scale = data["hardness"]
    _width(data["exceeded"], "exceeded", file)
    for name, rule in data["wording"].items():
        entry = f"wording.{name}"
        if rule["sense"] not in _SENSES:
            raise BadLexicon(file, entry, f"unknown sense {rule['sense']}; one of {', '.join(_SENSES)}")
        if "{}" not in rule["written"]:
            raise BadLexicon(file, entry, "written must have {} where the figure stands")
        if not scale["softest"] <= rule["hardness"] <= scale["hardest"]:
            raise BadLexicon(file, entry, f"hardness goes from {scale['softest']} to {scale['hardest']}")
        met, near = _width(rule["met"], f"{entry}.met", file), _width(rule["near"], f"{entry}.near", file)
        if any(one > other for one, other in zip(met, near, strict=True)):
            raise BadLexicon(file, entry, "near must be at least as wide as met")
    _in_one_only(((key, scale[key]) for key in ("softer", "harder")), "hardness", file)
    for entry in ("open", "approximate"):
        _width(data["results"][entry], f"results.{entry}", file)
    if not 0 <= data["results"]["close"] <= 1:
        raise BadLexicon(file, "results.close", "must be a share, from 0 to 1")
    if not _is_number(data["rank"]["near"]) or data["rank"]["near"] < 0:
        raise BadLexicon(file, "rank.near", "must be a number of places, 0 or more")


def _width(rule: Mapping[str, Any], entry: str, file: str) -> tuple[float, float]:
    widths = (rule["points"], rule["share"])
    if not all(_is_number(one) and one >= 0 for one in widths):
        raise BadLexicon(file, entry, "points and share must be numbers, 0 or more")
    return widths


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _strings(words: object, entry: str, file: str) -> None:
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise BadLexicon(file, entry, "must be a list of words")


def _in_one_only(lists: Iterable[tuple[str, Iterable[str]]], group: str, file: str) -> None:
    """Raise `BadLexicon` where a word stands in two lists that say different things of a figure."""
    where: dict[str, str] = {}
    for key, words in lists:
        for word in words:
            if where.setdefault(word, key) != key:
                raise BadLexicon(file, f"{group}.{key}", f"{word} stands under {where[word]} already")


def _audit(data: Mapping[str, Any], file: str) -> None:
    for group, key in (
        ("growth", "constant"),
        ("growth", "constant_names"),
        ("apart", "words"),
        ("apart", "spans"),
    ):
        _strings(data.get(group, {}).get(key), f"{group}.{key}", file)
    for number, whole in enumerate(data.get("whole", []), 1):
        if not isinstance(whole.get("id"), str):
            raise BadLexicon(file, f"whole {number}", "must have the id of an indicator")
        _strings(whole.get("parts"), f"whole {number}", file)


_CHECKS: dict[str, Callable[[Mapping[str, Any], str], None]] = {
    "units": _units,
    "bounds": _bounds,
    "words": _words,
    "verdicts": _verdicts,
    "audit": _audit,
}
