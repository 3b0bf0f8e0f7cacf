"""A user's own rules beside those that ship: one TOML file, checked, merged into the tables it speaks of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from compare.errors import BadLexicon
from compare.lexicon import checks, loader
from compare.lexicon.indicators import NORMALISE, indicators
from compare.lexicon.loader import UNREAD, Own, table
from compare.lexicon.places import places
from compare.model import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

DEFAULT_NAME = "duizhao.toml"
"""The file that the command takes by itself."""

_GROWING = ("aliases", "whole")
_PLACE_KEYS = ("name", "level", "parent", "short")
# The lists of words of commitment, and those by which a verdict knows how binding they are.
_COMMITMENT = {"soft": "softer", "hard": "harder"}


def extend_lexicon(path: str | Path | None) -> None:
    """Read by the rules of the TOML file at `path` beside those that ship, from now on; None undoes it.

    It takes the place of a file given before. It holds for this process: a process that is spawned must be
    told again, with `extended()` (as `initializer` and `initargs` of a pool). Raises `BadLexicon` naming
    the file and the entry, with nothing changed.
    """
    before = loader.own()
    loader.put_in_force(Own())
    if path is None:
        return
    try:
        rules = _read(Path(path))
        loader.put_in_force(rules)
        if {"indicators", "units"} & rules.tables.keys():
            indicators()
        if "places" in rules.tables:
            places()
    except BadLexicon:
        loader.put_in_force(before)
        raise


def extended() -> Path | None:
    """The user's file whose rules hold, None where only those that ship do."""
    file = loader.own().file
    return Path(file) if file else None


def _read(path: Path) -> Own:
    file = str(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadLexicon(file, UNREAD, (error.strerror or str(error)).lower()) from error
    data = loader.parse(file, loader.decode(file, content))
    for section in data:
        if section not in _MERGES:
            raise BadLexicon(file, section, f"unknown section; one of {', '.join(_MERGES)}")
    data = _with_commitment(data)
    tables = {}
    for section, own in data.items():
        tables[section] = _MERGES[section](table(section), own, file)
        try:
            checks.check(section, tables[section], file)
        except BadLexicon as error:
            raise BadLexicon(file, f"{section}.{error.entry}", error.reason) from error
    return Own(str(path.absolute()), tables, frozenset(data.get("indicators", ())))


def _with_commitment(data: dict[str, Any]) -> dict[str, Any]:
    """A new word of commitment does what the others do: it is no part of a name, and binds a target."""
    words = data.get("words")
    commitment = words.get("commitment") if isinstance(words, dict) else None
    for key, binding in _COMMITMENT.items():
        added = commitment.get(key) if isinstance(commitment, dict) else None
        if isinstance(added, list):
            data = _appended(data, ("words", "lead_in", "always"), added)
            data = _appended(data, ("verdicts", "hardness", binding), added)
    return data


def _appended(data: Mapping[str, Any], keys: Sequence[str], words: list[Any]) -> dict[str, Any]:
    """`data` with words at the end of the list that `keys` lead to."""
    first, *rest = keys
    below = data.get(first, {} if rest else [])
    if rest:
        return {**data, first: _appended(below, rest, words) if isinstance(below, dict) else below}
    return {**data, first: [*below, *words] if isinstance(below, list) else below}


def _indicators(base: dict[str, Any], own: object, file: str) -> dict[str, Any]:
    """New entries, and more names or other values for those there are."""
    merged = dict(base)
    for id_, entry in _table(own, "indicators", file).items():
        if id_ == NORMALISE:
            raise BadLexicon(file, id_, "the spellings that ship can't be changed here")
        merged[id_] = _grown(base[id_], _table(entry, id_, file), id_, file) if id_ in base else entry
    return merged


def _grown(known: dict[str, Any], own: dict[str, Any], id_: str, file: str) -> dict[str, Any]:
    """An entry with the user's names beside its own; a new standard name makes the old one an alias."""
    grown = {**known, **own}
    for key in _GROWING:
        grown[key] = [*known.get(key, []), *_list(own.get(key, []), f"{id_}.{key}", file)]
    if grown["name"] != known["name"]:
        grown["aliases"] = [known["name"], *(name for name in grown["aliases"] if name != grown["name"])]
    return grown


def _units(base: dict[str, Any], own: object, file: str) -> dict[str, Any]:
    merged = dict(base)
    dimensions = [name for name in base if name != checks.SCALES]
    known = {unit: dimension for dimension in dimensions for unit in base[dimension]}
    for dimension, units in _table(own, "units", file).items():
        entry = f"units.{dimension}"
        if dimension not in dimensions:
            raise BadLexicon(file, entry, f"unknown dimension; one of {', '.join(dimensions)}")
        for unit in _table(units, entry, file):
            if unit in known:
                raise BadLexicon(file, f"{entry}.{unit}", f"is a unit of {known[unit]} already")
        merged[dimension] = base[dimension] | units
    return merged


def _lists(base: dict[str, Any], own: object, file: str, section: str) -> dict[str, Any]:
    """Words for the lists there are. In `contractions` each has a list of its own."""
    merged = dict(base)
    for group, lists in _table(own, section, file).items():
        entry = f"{section}.{group}"
        if group not in base:
            raise BadLexicon(file, entry, f"unknown; one of {', '.join(base)}")
        merged[group] = dict(base[group])
        for key, words in _table(lists, entry, file).items():
            if key not in base[group] and group != "contractions":
                raise BadLexicon(file, f"{entry}.{key}", f"unknown; one of {', '.join(base[group])}")
            merged[group][key] = [*base[group].get(key, []), *_list(words, f"{entry}.{key}", file)]
    return merged


def _words(base: dict[str, Any], own: object, file: str) -> dict[str, Any]:
    return _lists(base, own, file, "words")


def _bounds(base: dict[str, Any], own: object, file: str) -> dict[str, Any]:
    return _lists(base, own, file, "bounds")


def _places(base: dict[str, Any], own: object, file: str) -> dict[str, Any]:
    levels, seen = get_args(Level), set[str]()
    for place in _list(own, "places", file):
        name = place.get("name") if isinstance(place, dict) else None
        if not isinstance(name, str) or not name:
            raise BadLexicon(file, "places", 'each is a table [[places]] with a name = "…"')
        if name in seen:
            raise BadLexicon(file, name, "stands there twice")
        seen.add(name)
        for key, value in place.items():
            if key not in _PLACE_KEYS:
                raise BadLexicon(file, name, f"unknown key {key}; one of {', '.join(_PLACE_KEYS)}")
            if key == "short":
                if not all(isinstance(short, str) and len(short) > 1 for short in _list(value, name, file)):
                    raise BadLexicon(file, name, "short must be a list of names of two characters or more")
            elif not isinstance(value, str):
                raise BadLexicon(file, name, f"{key} must be a string")
        if place.get("level", "unknown") not in levels:
            raise BadLexicon(file, name, f"unknown level {place['level']}; one of {', '.join(levels)}")
    return base | {"added": own}


def _verdicts(base: dict[str, Any], own: object, file: str) -> dict[str, Any]:
    return _overridden(base, own, file, "verdicts")


def _sources(base: dict[str, Any], own: object, file: str) -> dict[str, Any]:
    """Another order of the sources of results, in place of the one that ships."""
    for key, order in _table(own, "sources", file).items():
        if key != "order":
            raise BadLexicon(file, f"sources.{key}", "unknown; one of order")
        _list(order, "sources.order", file)
    return base | _table(own, "sources", file)


def _overridden(base: dict[str, Any], own: object, file: str, entry: str) -> dict[str, Any]:
    """`base` with other numbers and texts, and with more words in its lists; nothing that it hasn't."""
    merged = dict(base)
    for key, value in _table(own, entry, file).items():
        here = f"{entry}.{key}"
        if key not in base:
            raise BadLexicon(file, here, f"unknown; one of {', '.join(base)}")
        if isinstance(base[key], dict):
            merged[key] = _overridden(base[key], value, file, here)
        elif isinstance(base[key], list):
            merged[key] = [*base[key], *_list(value, here, file)]
        elif _kind(value) != _kind(base[key]):
            raise BadLexicon(file, here, f"must be a {_kind(base[key])} like {base[key]}")
        else:
            merged[key] = value
    return merged


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "truth value"
    return "number" if isinstance(value, int | float) else "string" if isinstance(value, str) else "table"


def _table(raw: object, entry: str, file: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise BadLexicon(file, entry, "must be a table")
    return raw


def _list(raw: object, entry: str, file: str) -> list[Any]:
    if not isinstance(raw, list):
        raise BadLexicon(file, entry, "must be a list")
    return raw


_MERGES: dict[str, Callable[[dict[str, Any], object, str], dict[str, Any]]] = {
    "indicators": _indicators,
    "units": _units,
    "words": _words,
    "bounds": _bounds,
    "places": _places,
    "verdicts": _verdicts,
    "sources": _sources,
}
