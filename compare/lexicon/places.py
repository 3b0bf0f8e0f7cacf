"""Whose report it is: a place's name, its level and the place above it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

from compare.errors import BadLexicon
from compare.lexicon.loader import table
from compare.model import Level, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FILE = "places.toml"

# Names of more than eight characters are autonomous counties' and zones', which their ends tell.
_NAME = re.compile(r"[\u3400-\u9fff]{2,8}|[\u3400-\u9fff]{2,16}(?:自治县|自治旗|区)")
# 胶州, 崇州 are cities' short names and 红旗 a flag: of these ends only a longer word is a level.
_WEAK_ENDS = frozenset({"州", "盟", "旗"})


@dataclass(frozen=True, slots=True)
class Province:
    """A province with its code (`52`), short names (`贵州`), letters (`黔`) and the cities below it."""

    code: str
    name: str
    short: tuple[str, ...]
    letters: tuple[str, ...]
    cities: tuple[str, ...]
    former: tuple[str, ...]


class Places:
    """The places listed and the grammar for those that aren't, compiled."""

    def __init__(self, data: Mapping[str, Any], file: str = FILE) -> None:
        self.provinces = tuple(_province(code, raw, file) for code, raw in data["province"].items())
        self.municipalities: tuple[str, ...] = tuple(data["municipalities"])
        self.nation = Place(data["nation"], "nation")
        self._peoples = re.compile("|".join(data["peoples"]))
        self._endings = _endings(data["endings"], file)
        self._zones = frozenset(data["nouns"]["zones"])
        self._no_place = frozenset(data["nouns"]["exact"]) | self._zones
        self._no_place_ends = tuple(data["nouns"]["ends"])
        self._full: dict[str, Place] = dict(self._listed(file))
        self._short: dict[str, Place] = dict(self._shortened())
        # What holds another place's full name is no one name: 关于贵阳市南明区, 湖南省与长沙市.
        self._listed_within = re.compile("|".join(map(re.escape, self._full)))
        self._others = dict.fromkeys(data["nation_aliases"], self.nation)
        self._others |= {letter: self._full[p.name] for p in self.provinces for letter in p.letters}

    def place(self, name: str) -> Place | None:
        """The place that `name` is, or None; see the module's `place`."""
        name = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
        for known in (self._full, self._short, self._others):
            if name in known:
                return known[name]
        return self._below(name) or self._by_ending(name)

    def short_names(self) -> dict[str, str]:
        """Short name → full name, of the provinces and the cities."""
        return {short: place.name for short, place in self._short.items()}

    def _listed(self, file: str) -> Iterator[tuple[str, Place]]:
        yield self.nation.name, self.nation
        seen: dict[str, str] = {}
        for province in self.provinces:
            yield province.name, Place(province.name, "province", self.nation.name)
            for city in (*province.cities, *province.former):
                if city in seen:
                    raise BadLexicon(file, f"province.{province.code}", f"{city} is in {seen[city]} already")
                seen[city] = province.name
                yield city, Place(city, "city", province.name)

    def _shortened(self) -> Iterator[tuple[str, Place]]:
        """Cities first, so that a province's short name wins (吉林, 海南); today's after former names."""
        for group in ("former", "cities"):
            for province in self.provinces:
                for city in getattr(province, group):
                    for short in self._shorter(city):
                        yield short, self._full[city]
        for province in self.provinces:
            for short in province.short:
                yield short, self._full[province.name]

    def _shorter(self, city: str) -> tuple[str, ...]:
        """`贵阳市` → 贵阳; `黔东南苗族侗族自治州` → 黔东南, 黔东南州; `阿里地区` → 阿里."""
        if city.endswith("自治州"):
            bare = self._peoples.sub("", city.removesuffix("自治州"))
            return bare, f"{bare}州"
        return (city.removesuffix("地区").removesuffix("市").removesuffix("盟"),)

    def _below(self, name: str) -> Place | None:
        """A name with those above it written before it: `山东省聊城市高唐县`, `保定易县`."""
        for cut in range(len(name) - 2, 1, -1):
            upper = self._full.get(name[:cut]) or self._short.get(name[:cut])
            if upper is None:
                continue
            if name[cut:] in self._zones:
                return Place(name, "zone", upper.name)
            lower = self.place(name[cut:])
            # A listed place has its own parent, and who contradicts it isn't above it (吉林长沙市).
            if lower is not None and lower.level not in {"nation", "province"}:
                if not lower.parent:
                    return Place(lower.name, lower.level, upper.name)
                if upper.name in self._above(lower):
                    return lower
        return None

    def _above(self, place: Place) -> Iterator[str]:
        while place.parent:
            yield place.parent
            place = self._full.get(place.parent, self.nation)

    def _by_ending(self, name: str) -> Place | None:
        if not _NAME.fullmatch(name) or name in self._no_place or self._listed_within.search(name):
            return None
        no_place = max((len(end) for end in self._no_place_ends if name.endswith(end)), default=0)
        for ending, level in self._endings:
            if name.endswith(ending) and len(name) > len(ending):
                # The longer end tells: 苏州工业园区 is a zone, 石板物流园区 no place.
                weak = ending in _WEAK_ENDS and len(name) < 3
                return None if weak or len(ending) <= no_place else Place(name, level)
        return None


def place(name: str) -> Place | None:
    """The place that `name` is, with its level and, where known, its parent; None where it is no place.

    Full and short names of the nation, the provinces and the cities below them (`贵州`, `黔`, `黔东南州`)
    give the listed place. Other names tell their level by their end (`高唐县`, `贵安新区`), and their parent
    where it is written before them (`聊城市高唐县`).
    """
    return places().place(name)


def short_names() -> dict[str, str]:
    """Short name → full name of provinces and cities: `贵州` → `贵州省`, `贵阳` → `贵阳市`, `黔东南` → ….

    Without the provinces' letters (`黔`, `新`): in running text they are part of other words.
    """
    return places().short_names()


def municipalities() -> tuple[str, ...]:
    """The cities that are provinces."""
    return places().municipalities


@lru_cache(maxsize=1)
def places() -> Places:
    """`places.toml`, checked and compiled once. Raises `BadLexicon`."""
    return compiled(table("places"))


def compiled(data: Mapping[str, Any], file: str = FILE) -> Places:
    """The places that `data` (a TOML file's tables) lists. Raises `BadLexicon` naming file and entry."""
    try:
        return Places(data, file)
    except KeyError as error:
        raise BadLexicon(file, str(error.args[0]), "the entry is missing") from error


def _endings(raw: Mapping[str, Any], file: str) -> list[tuple[str, Level]]:
    """(end of a name, level), the longest first."""
    endings: list[tuple[str, Level]] = []
    levels: dict[str, Level] = {level: level for level in get_args(Level)}
    for name, ends in raw.items():
        if name not in levels:
            raise BadLexicon(file, f"endings.{name}", "no such level")
        endings += [(end, levels[name]) for end in _strings(ends, name, "endings", file)]
    return sorted(endings, key=lambda ending: -len(ending[0]))


def _province(code: str, raw: Mapping[str, Any], file: str) -> Province:
    entry = f"province.{code}"
    if not isinstance(raw.get("name"), str):
        raise BadLexicon(file, entry, "name is missing")
    return Province(
        code=code,
        name=raw["name"],
        short=_strings(raw.get("short", []), "short", entry, file),
        letters=_strings(raw.get("letters", []), "letters", entry, file),
        cities=_strings(raw.get("cities", []), "cities", entry, file),
        former=_strings(raw.get("former", []), "former", entry, file),
    )


def _strings(raw: Sequence[object], key: str, entry: str, file: str) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(text, str) and text for text in raw):
        raise BadLexicon(file, entry, f"{key} must be a list of strings")
    return tuple(raw)
