"""The indicators that reports state figures about, and the one way from a written name to an indicator.

Only an exact match counts: a name is brought to one spelling, words that say whose, when and how it was
counted are taken off its ends, and what is left is an entry's name or it is nothing. A wrong id would pair
two figures that have nothing to do with each other, so a name that resembles an entry isn't taken for it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

from compare.errors import BadLexicon
from compare.lexicon.checks import SCALES
from compare.lexicon.loader import file_of, own, table
from compare.model import Aspect, Direction

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

FILE = "indicators.toml"
GROUPS = (
    "综合", "产业", "投资消费", "开放", "财政金融", "科技", "民生",
    "就业收入", "教育医疗", "生态", "安全", "城乡建设", "三农",
)  # fmt: skip
"""The headings under which a scorecard lists indicators, in its order."""

NORMALISE = "normalise"
_ID = re.compile(r"[a-z][a-z0-9_]*")
# Marks that names are written with and without; 的 likewise (占生产总值的比重).
_MARKS = re.compile(r"[\s“”\"‘’'《》〈〉「」『』()\[\]·的]")
_KEYS = frozenset({"name", "aliases", "whole", "unit", "aspect", "direction", "group", "parent"})
_LISTS = ("places", "times", "verbs", "counts", "growths")
_UNREAD = "unread_units"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the lexicon. `whole` holds only where no verb stands before it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    unit: str
    """Usual unit of the level, empty where it varies."""
    aspect: Aspect
    """What a headline target of it usually gives."""
    direction: Direction
    group: str
    parent: str = ""
    """Id of the indicator of which it is a part, empty where there is none."""
    whole: tuple[str, ...] = ()

    @property
    def spoken(self) -> tuple[str, ...]:
        """Name, aliases and whole names."""
        return (self.name, *self.aliases, *self.whole)


class Spelling:
    """Brings names to the one spelling by which they are compared."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._groups = [
            (first, re.compile("|".join(map(re.escape, sorted(rest, key=len, reverse=True)))))
            for first, *rest in groups
        ]

    def key(self, name: str) -> str:
        """`城镇常住居民的人均“可支配”收入` → `城镇居民人均可支配收入`; NFKC, upper case, without marks."""
        text = unicodedata.normalize("NFKC", _MARKS.sub("", unicodedata.normalize("NFKC", name))).upper()
        for first, pattern in self._groups:
            text = pattern.sub(first, text)
        return text


class Indicators:
    """The lexicon compiled. `by_id` keeps the file's order."""

    def __init__(
        self,
        entries: Sequence[Indicator],
        normalise: Mapping[str, Any],
        file: str = FILE,
        added: Collection[str] = (),
    ) -> None:
        self.by_id: dict[str, Indicator] = {entry.id: entry for entry in entries}
        self._spelling = Spelling(normalise["spellings"])
        words = {name: tuple(map(self._spelling.key, normalise[name])) for name in _LISTS}
        self._fronts = words["places"] + words["times"]
        self._verbs = words["verbs"]
        self._tails = words["counts"] + words["growths"]
        self._entries = self._index(file, added)
        self._whole = {self._spelling.key(text) for entry in entries for text in entry.whole}
        # Reports name the same few hundred things over and over, and callers try a name cut by cut.
        self._found = lru_cache(maxsize=1 << 16)(self._find)

    def canonical(self, name: str) -> Indicator | None:
        """The indicator that `name` names (`全市生产总值`, `城镇新增就业人数`), or None; never a near one."""
        return self._found(name)

    def _find(self, name: str) -> Indicator | None:
        for text, through_verb in self._peeled(self._spelling.key(name)):
            entry = self._entries.get(text)
            if entry is not None and not (through_verb and text in self._whole):
                return entry
        return None

    def _peeled(self, key: str) -> Iterator[tuple[str, bool]]:
        """`key` and what is left of it without words at its ends, the longest first; whether a verb went."""
        waiting = {key: False}
        while waiting:
            text = max(waiting, key=len)
            through_verb = waiting.pop(text)
            yield text, through_verb
            shorter = [(text.removeprefix(word), False) for word in self._fronts if text.startswith(word)]
            shorter += [(text.removeprefix(word), True) for word in self._verbs if text.startswith(word)]
            shorter += [(text.removesuffix(word), False) for word in self._tails if text.endswith(word)]
            for rest, verb in shorter:
                if rest:
                    waiting[rest] = waiting.get(rest, True) and (through_verb or verb)

    def _index(self, file: str, added: Collection[str]) -> dict[str, Indicator]:
        """Spelling key → entry; `BadLexicon` where one name stands for two entries, or twice in one.

        Those `added` come last, so that they are the ones at fault.
        """
        index: dict[str, Indicator] = {}
        for entry in sorted(self.by_id.values(), key=lambda entry: entry.id in added):
            for text in entry.spoken:
                other = index.setdefault(self._spelling.key(text), entry)
                if other is not entry:
                    raise BadLexicon(file, entry.id, f"{text} already names the entry {other.id}")
            if len(set(map(self._spelling.key, entry.spoken))) < len(entry.spoken):
                raise BadLexicon(file, entry.id, "two of its names are one spelling; leave one out")
        return index


@lru_cache(maxsize=1)
def indicators() -> Indicators:
    """The lexicon of `indicators.toml`, checked and compiled once. Raises `BadLexicon`."""
    return compiled(table("indicators"), file_of("indicators"), own().indicators)


def compiled(data: Mapping[str, Any], file: str = FILE, added: Collection[str] = ()) -> Indicators:
    """The lexicon that `data` (a TOML file's tables, with `normalise`) describes, checked.

    Raises `BadLexicon` naming `file` and the entry: for a missing or unknown key, an unknown direction,
    aspect, group, unit or parent, parents in a circle, and a name that stands for two entries: of these one
    that was `added`, if any was.
    """
    normalise = _normalise(data, file)
    entries = [_entry(id_, raw, file) for id_, raw in data.items() if id_ != NORMALISE]
    _check_units(entries, normalise[_UNREAD], file)
    _check_parents({entry.id: entry.parent for entry in entries}, file)
    return Indicators(entries, normalise, file, added)


def _normalise(data: Mapping[str, Any], file: str) -> Mapping[str, Any]:
    raw = data.get(NORMALISE)
    if not isinstance(raw, dict):
        raise BadLexicon(file, NORMALISE, "the table is missing")
    for name in (*_LISTS, _UNREAD):
        _strings(raw.get(name), name, NORMALISE, file)
    groups = raw.get("spellings")
    if not isinstance(groups, list):
        raise BadLexicon(file, NORMALISE, "spellings must be a list of lists")
    for group in groups:
        if len(_strings(group, "spellings", NORMALISE, file)) < 2:
            raise BadLexicon(file, NORMALISE, f"a group of spellings needs two or more: {group}")
    return raw


def _entry(id_: str, raw: object, file: str) -> Indicator:
    if not _ID.fullmatch(id_):
        raise BadLexicon(file, id_, "an id is lower-case letters, digits and _")
    if not isinstance(raw, dict):
        raise BadLexicon(file, id_, "must be a table")
    if unknown := sorted(set(raw) - _KEYS):
        raise BadLexicon(file, id_, f"unknown key {unknown[0]}")
    for key in ("name", "aspect", "direction", "group"):
        if not isinstance(raw.get(key), str) or not raw[key]:
            raise BadLexicon(file, id_, f"{key} is missing")
    for key in ("unit", "parent"):
        if not isinstance(raw.get(key, ""), str):
            raise BadLexicon(file, id_, f"{key} must be a string")
    _one_of(raw["aspect"], get_args(Aspect), "aspect", id_, file)
    _one_of(raw["direction"], get_args(Direction), "direction", id_, file)
    _one_of(raw["group"], GROUPS, "group", id_, file)
    return Indicator(
        id=id_,
        name=raw["name"],
        aliases=_strings(raw.get("aliases", []), "aliases", id_, file),
        unit=raw.get("unit", ""),
        aspect=raw["aspect"],
        direction=raw["direction"],
        group=raw["group"],
        parent=raw.get("parent", ""),
        whole=_strings(raw.get("whole", []), "whole", id_, file),
    )


def _strings(raw: object, key: str, entry: str, file: str) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(text, str) and text for text in raw):
        raise BadLexicon(file, entry, f"{key} must be a list of strings")
    return tuple(raw)


def _one_of(value: str, allowed: Sequence[str], key: str, entry: str, file: str) -> None:
    if value not in allowed:
        raise BadLexicon(file, entry, f"unknown {key} {value}; one of {', '.join(allowed)}")


def _check_units(entries: Sequence[Indicator], unread: Collection[str], file: str) -> None:
    """Raise `BadLexicon` where a unit is none of `units.toml`: alone, scaled (万户) or in a ratio."""
    used = {entry.unit: entry.id for entry in reversed(entries) if entry.unit}
    if not used:
        return
    tables = table("units")
    known = {unit for dimension, units in tables.items() if dimension != SCALES for unit in units}
    scaled = re.compile("|".join(map(re.escape, sorted(tables[SCALES], key=len, reverse=True))))
    for unit, id_ in used.items():
        parts = [unit] if unit in known else unit.split("/")
        bare = [part if part in known else scaled.sub("", part, count=1) for part in parts]
        if unit not in unread and not all(part in known for part in bare):
            raise BadLexicon(file, id_, f"unknown unit {unit}; units.toml has those that are read")


def _check_parents(parents: Mapping[str, str], file: str) -> None:
    for id_, parent in parents.items():
        if parent and parent not in parents:
            raise BadLexicon(file, id_, f"unknown parent {parent}")
    for id_ in parents:
        above, seen = parents[id_], {id_}
        while above:
            if above in seen:
                raise BadLexicon(file, id_, f"its parents go in a circle through {above}")
            seen.add(above)
            above = parents[above]
