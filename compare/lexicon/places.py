"""Whose report it is: a place's name, its level, its code and the place above it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, get_args

from compare.errors import BadLexicon
from compare.lexicon.divisions import CODE, TODAY, Division, divisions
from compare.lexicon.loader import file_of, table
from compare.model import Level, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FILE = "places.toml"
PREFECTURES = "prefectures.csv"
COUNTIES = "counties.csv"

_LEVELS: tuple[Level, ...] = get_args(Level)
_PROVINCE, _PREFECTURE = "0000", "00"  # the last digits of their codes
# Names of more than eight characters are autonomous counties' and zones', which their ends tell.
_NAME = re.compile(r"[\u3400-\u9fff]{2,8}|[\u3400-\u9fff]{2,16}(?:自治县|自治旗|区)")
# How many characters must stand before these ends: 胶州 is a short name, 红旗 a flag, 清新区 a district.
_BEFORE = {"州": 2, "盟": 2, "旗": 2, "新区": 2}


@dataclass(frozen=True, slots=True)
class Province:
    """A province with its code (`52`), short names (`贵州`), letters (`黔`) and names of cities it had."""

    code: str
    name: str
    short: tuple[str, ...]
    letters: tuple[str, ...]
    former: tuple[str, ...]


class Places:
    """The places listed and the grammar for those that aren't, compiled."""

    def __init__(
        self,
        data: Mapping[str, Any],
        prefectures: Sequence[Division],
        counties: Sequence[Division],
        file: str = FILE,
    ) -> None:
        self.nation = Place(data["nation"], "nation")
        self.provinces = tuple(_province(code, raw, file) for code, raw in data["province"].items())
        self.municipalities: tuple[str, ...] = tuple(data["municipalities"])
        self._peoples = re.compile("|".join(data["peoples"]))
        self._endings = _endings(data["endings"], file)
        self._zones = frozenset(data["nouns"]["zones"])
        self._no_place_ends = tuple(data["nouns"]["ends"])
        self._no_place = frozenset(data["nouns"]["exact"]).union(self._zones, self._no_place_ends)
        self._province_of = {p.code: p.name for p in self.provinces}
        self._prefectures_of: dict[str, list[Division]] = {}
        for division in prefectures:
            self._prefectures_of.setdefault(division.code[:4], []).append(division)
        self._listed: dict[str, list[Division]] = {}
        for division in chain(prefectures, counties):
            if division.code[:2] not in self._province_of:
                entry = f"province.{division.code[:2]}"
                raise BadLexicon(file, entry, f"the entry is missing, and {division.name} lies in it")
            self._listed.setdefault(division.name, []).append(division)
        self._named: dict[str, Place] = dict(self._fixed(data, file))
        self._short: dict[str, str] = dict(self._shortened(prefectures))
        self._other = dict.fromkeys(data["nation_aliases"], self.nation.name)
        self._other |= {letter: p.name for p in self.provinces for letter in p.letters}
        self._add(data.get("added", ()), file)

    def place(self, name: str, year: int | None = None) -> Place | None:
        """The place that `name` is, or None; see the module's `place`."""
        name = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
        return (
            (None if name in self._no_place else self._known(name, year))
            or self._below(name, year)
            or self._by_ending(name)
        )

    def today(self) -> Iterator[Place]:
        """Every place of the lists that is there today, from the nation down."""
        yield self.nation
        for province in self.provinces:
            yield self._named[province.name]
        for found in self._listed.values():
            yield from (self._made(division) for division in found if division.until == TODAY)

    def short_names(self) -> dict[str, str]:
        """Short name → full name, of the provinces and the cities."""
        return dict(self._short)

    def _fixed(self, data: Mapping[str, Any], file: str) -> Iterator[tuple[str, Place]]:
        """The places that no list has: nation, provinces, cities of before the lists, new areas."""
        yield self.nation.name, self.nation
        for province in self.provinces:
            code = province.code.ljust(CODE, "0")
            yield province.name, Place(province.name, "province", self.nation.name, code)
            for city in province.former:
                yield city, Place(city, "city", province.name)
        provinces = set(self._province_of.values())
        for name, parent in data["new_areas"].items():
            if parent not in provinces and parent not in self._listed:
                raise BadLexicon(file, f"new_areas.{name}", f"unknown place {parent}")
            if name not in self._listed:
                yield name, Place(name, "zone", parent)

    def _shortened(self, prefectures: Sequence[Division]) -> Iterator[tuple[str, str]]:
        """Cities first, so that a province's short name wins (吉林, 海南); today's after former names."""
        former = [city for province in self.provinces for city in province.former]
        before = [division.name for division in prefectures if division.until != TODAY]
        today = [division.name for division in prefectures if division.until == TODAY]
        for city in chain(former, before, today):
            for short in self._shorter(city):
                yield short, city
        for province in self.provinces:
            for short in province.short:
                yield short, province.name

    def _shorter(self, city: str) -> tuple[str, ...]:
        """`贵阳市` → 贵阳; `黔东南苗族侗族自治州` → 黔东南, 黔东南州; `阿里地区` → 阿里."""
        if city.endswith("自治州"):
            bare = self._peoples.sub("", city.removesuffix("自治州"))
            return bare, f"{bare}州"
        return (city.removesuffix("地区").removesuffix("市").removesuffix("盟"),)

    def _add(self, added: Iterable[Mapping[str, Any]], file: str) -> None:
        """The places of the user's file; they win over those listed."""
        for raw in added:
            name, level = raw["name"], raw.get("level") or self._end(raw["name"])[1]
            if not level:
                raise BadLexicon(file, name, "level is missing: its name doesn't tell it")
            self._named[name] = Place(name, level, raw.get("parent", ""))
            self._short |= dict.fromkeys(raw.get("short", ()), name)
        for raw in added:
            self._check_above(raw["name"], file)

    def _check_above(self, name: str, file: str) -> None:
        """Raise `BadLexicon` where a place's parents are unknown or go in a circle."""
        place, seen = self._named[name], {name}
        while place.parent:
            if place.parent in seen:
                raise BadLexicon(file, name, f"its parents go in a circle through {place.parent}")
            seen.add(place.parent)
            above = self._known(place.parent, None)
            if above is None:
                raise BadLexicon(file, name, f"unknown parent {place.parent}")
            place = above

    def _known(self, name: str, year: int | None) -> Place | None:
        """The place listed under this name or short name."""
        name = self._short.get(name) or self._other.get(name) or name
        if name in self._named:
            return self._named[name]
        found = _of_the_time(self._listed.get(name, ()), year)
        if len(found) == 1:
            return self._made(found[0])
        # Of several nobody knows which: neither code nor parent can be told.
        return Place(name, self._end(name)[1] or "unknown") if found else None

    def _made(self, division: Division) -> Place:
        level = self._end(division.name)[1] or "unknown"
        return Place(division.name, level, self._parent(division), division.code)

    def _parent(self, division: Division) -> str:
        """The city whose digits its code has, under the name of its time; else the province."""
        if not division.code.endswith(_PREFECTURE):
            cities = self._prefectures_of.get(division.code[:4], ())
            then = [city for city in cities if city.until >= division.until]
            if then:
                return min(then, key=lambda city: city.until).name
        return self._province_of[division.code[:2]]

    def _above(self, place: Place) -> set[str]:
        """The names of all that it lies in, former ones included."""
        if place.code:
            names = {self.nation.name, self._province_of[place.code[:2]]}
            if not place.code.endswith(_PREFECTURE):
                names |= {city.name for city in self._prefectures_of.get(place.code[:4], ())}
            return names
        above = self._known(place.parent, None) if place.parent else None
        return {above.name} | self._above(above) if above else set()

    def _below(self, name: str, year: int | None) -> Place | None:
        """A name with those above it written before it: `山东省聊城市高唐县`, `保定易县`."""
        for cut in range(len(name) - 2, 1, -1):
            upper = self._known(name[:cut], year) if name[:cut] not in self._no_place else None
            if upper is None:
                continue
            if name[cut:] in self._zones:
                return Place(name, "zone", upper.name)
            lower = self._within(name[cut:], upper, year)
            if lower is not None:
                return lower
        return None

    def _within(self, name: str, upper: Place, year: int | None) -> Place | None:
        """The place of that name in `upper`; None where it is known to lie elsewhere (吉林长沙市)."""
        listed = self._listed.get(name, ())
        here = [division for division in listed if upper.name in self._above(self._made(division))]
        here = _of_the_time(here, year)
        if len(here) > 1:
            return Place(name, self._made(here[0]).level, upper.name)
        lower = self._made(here[0]) if here else self.place(name, year)
        if lower is None or lower.level in {"nation", "province"}:
            return None
        above = self._above(lower)
        if lower.parent and upper.name in above:
            # Of a city's two names, and of the city and its province, the one that is written.
            return replace(lower, parent=upper.name) if _is_city(upper) else lower
        if not lower.parent and not listed:
            return Place(lower.name, lower.level, upper.name)
        # A county that went over to another city of the province is listed under that one.
        shared = self._above(upper) & above - {self.nation.name}
        moved = _is_city(upper) and not _is_city(lower) and shared
        return Place(lower.name, lower.level, upper.name) if moved else None

    def _by_ending(self, name: str) -> Place | None:
        ending, level = self._end(name)
        if level is None or not _NAME.fullmatch(name) or name in self._no_place or self._holds_a_place(name):
            return None
        # The longer end tells: 苏州工业园区 is a zone, 石板物流园区 no place.
        longest = max((len(end) for end in self._no_place_ends if name.endswith(end)), default=0)
        return Place(name, level) if len(ending) > longest else None

    def _end(self, name: str) -> tuple[str, Level | None]:
        """The longest end of the name that tells a level, with that level; None where none does."""
        for ending, level in self._endings:
            if name.endswith(ending) and len(name) - len(ending) >= _BEFORE.get(ending, 1):
                return ending, level
        return "", None

    def _holds_a_place(self, name: str) -> bool:
        """Whether another place's full name is in it: 关于贵阳市南明区, 湖南省与长沙市 are no one name."""
        parts = {name[i:j] for i in range(len(name)) for j in range(i + 2, len(name) + 1)} - {name}
        return any(part in self._named or (len(part) > 2 and part in self._listed) for part in parts)


def _of_the_time(found: Sequence[Division], year: int | None) -> list[Division]:
    """Those of `found` that a report of `year` may speak for; all where no year is given.

    It is given early in the year, so the list of the year before holds.
    """
    if year is None:
        return list(found)
    then = [division.until for division in found if division.until != TODAY and division.until >= year - 1]
    until = min(then, default=TODAY)
    return [division for division in found if division.until == until] or list(found)


def _is_city(place: Place) -> bool:
    return place.code.endswith(_PREFECTURE) and not place.code.endswith(_PROVINCE)


def place(name: str, year: int | None = None) -> Place | None:
    """The place that `name` is, with level, code and, where known, parent; None where it is no place.

    Full and short names of the nation, the provinces and the cities below them (`贵州`, `黔`, `黔东南州`) and
    full names of counties and districts give the listed place; where several have the name (`朝阳区`), only
    what is written before it tells which (`长春市朝阳区`). Names of old are known too; of one that two places
    had in turn (`巢湖市`) the report's `year` tells which. Other names tell their level by their end
    (`双龙经济开发区`), and their parent where it is written before them.
    """
    return places().place(name, year)


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
    """The lists and `places.toml`, checked and compiled once. Raises `BadLexicon`."""
    return compiled(table("places"), divisions(PREFECTURES, 4), divisions(COUNTIES, 6), file_of("places"))


def compiled(
    data: Mapping[str, Any],
    prefectures: Sequence[Division] = (),
    counties: Sequence[Division] = (),
    file: str = FILE,
) -> Places:
    """The places that `data` (a TOML file's tables) and the lists have.

    Raises `BadLexicon` naming file and entry.
    """
    try:
        return Places(data, prefectures, counties, file)
    except KeyError as error:
        raise BadLexicon(file, str(error.args[0]), "the entry is missing") from error


def _endings(raw: Mapping[str, Any], file: str) -> list[tuple[str, Level]]:
    """(end of a name, level), the longest first."""
    endings: list[tuple[str, Level]] = []
    levels: dict[str, Level] = {level: level for level in _LEVELS}
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
        former=_strings(raw.get("former", []), "former", entry, file),
    )


def _strings(raw: Sequence[object], key: str, entry: str, file: str) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(text, str) and text for text in raw):
        raise BadLexicon(file, entry, f"{key} must be a list of strings")
    return tuple(raw)
