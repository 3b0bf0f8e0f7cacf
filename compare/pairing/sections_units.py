"""What of a report is laid side by side: its sections, each with all that stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.lexicon.loader import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model import Report, Section, SectionRole

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ORDINAL = re.compile(r"[一二三四五六七八九十]+|\d+")
_BRACKETS = ("（", "(")
_MARKS = re.compile(r"[^\w\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A section as it is compared. Its parts of a lower depth are units of their own and part of its text."""

    at: int
    """Its place among the report's units."""
    section: Section
    parent: int | None
    """`at` of the unit that it stands in."""
    parts: tuple[int, ...]
    """`at` of the units directly in it."""
    role: SectionRole
    family: str
    """Which way it looks: sections of different families are never one."""
    heading: str
    """The heading's words without marks, its years told from the report's own (`0年` is the report year)."""
    text: str
    passage: bool
    """Whether it is what a report has once, known by its role: the main targets, the problems, the end."""
    listed: bool
    """An entry of a list (`——`), not a numbered section."""
    place: str
    """Where it stands, by the numbers above it: `二（三）`, `一·——2`, `二·主要目标`."""

    @property
    def depth(self) -> int:
        return self.section.depth

    @property
    def divides(self) -> bool:
        """Whether it divides the part that it stands in by subject, not only by role."""
        return bool(self.heading) or not self.passage

    @property
    def several_years(self) -> bool:
        return "-" in self.section.period


def units(report: Report) -> tuple[Unit, ...]:
    """The sections of `report` in the order of the text.

    A run without heading belongs to the numbered section that it stands in, except in a main part: there it
    is a passage of its own (the main targets, the problems).
    """
    kept = _kept(report.sections)
    at = {section.index: i for i, section in enumerate(kept)}
    above = [None if section.parent is None else at[section.parent] for section in kept]
    parts: defaultdict[int | None, list[int]] = defaultdict(list)
    for i, parent in enumerate(above):
        parts[parent].append(i)
    below: defaultdict[int | None, list[Section]] = defaultdict(list)
    for section in report.sections:
        below[section.parent].append(section)
    roles = [_role(section, below[section.index]) for section in kept]
    places = _places(kept, above, roles)
    texts = _texts(report)
    return tuple(
        Unit(
            at=i,
            section=section,
            parent=above[i],
            parts=tuple(parts[i]),
            role=roles[i],
            family=table("sections")["families"][roles[i]],
            heading=_heading(section.heading, report.year),
            text=texts[section.index],
            passage=_is_passage(roles[i], [roles[j] for j in parts[above[i]]]),
            listed=bool(section.number) and not _ORDINAL.search(section.number),
            place=places[i],
        )
        for i, section in enumerate(kept)
    )


def _kept(sections: Sequence[Section]) -> list[Section]:
    """The sections that are units, each after the one that it stands in."""
    kept: dict[int, Section] = {}
    for section in sections:
        above = None if section.parent is None else kept.get(section.parent)
        if section.parent is None:
            kept[section.index] = section
        elif above is None or (above.parent is None and above.role == "closing" and above.heading):
            continue  # an entry of what is appended: explanations of terms
        elif section.heading or above.parent is None:
            kept[section.index] = section
    return list(kept.values())


def _places(kept: Sequence[Section], above: Sequence[int | None], roles: Sequence[SectionRole]) -> list[str]:
    places: list[str] = []
    entries: Counter[tuple[int | None, str]] = Counter()
    main_parts = 0
    for section, parent, role in zip(kept, above, roles, strict=True):
        number = section.number.rstrip("、.．，,：: ")
        entries[parent, number] += 1
        main_parts += parent is None and bool(section.heading)
        if _ORDINAL.search(number):
            label = number
        elif number:
            label = f"{number}{entries[parent, number]}"
        elif parent is None and section.heading:
            label = f"第{main_parts}部分"
        else:
            label = str(table("sections")["names"][role])
        joint = "" if parent is None or label.startswith(_BRACKETS) else "·"
        places.append(("" if parent is None else places[parent]) + joint + label)
    return places


def _texts(report: Report) -> dict[int, str]:
    """For each section all that is said in it and in its parts, sentence by sentence, a line each."""
    own: defaultdict[int, list[str]] = defaultdict(list)
    for sentence in report.sentences:
        at: int | None = sentence.section
        while at is not None:
            own[at].append(sentence.text)
            at = report.sections[at].parent
    return {section.index: "\n".join(own[section.index]) for section in report.sections}


def _role(section: Section, parts: Sequence[Section]) -> SectionRole:
    """Its role; of an entry that is mostly a run of main figures, that run's."""
    if section.parent is not None and len(parts) == 1 and parts[0].role.startswith("headline"):
        inner = parts[0]
        if not inner.heading and 2 * (inner.end - inner.start) > section.end - section.start:
            return inner.role
    return section.role


def _is_passage(role: SectionRole, beside: Sequence[SectionRole]) -> bool:
    """`beside`: the roles of all sections of its part."""
    rules = table("sections")
    few = role in rules["entries"]["roles"] or beside.count(role) <= rules["entries"]["others"]
    return role in rules["alone"] and few


def _heading(words: str, year: int) -> str:
    folded = unicodedata.normalize("NFKC", words)
    told = _YEAR.sub(lambda found: str(int(found[0]) - year), folded)
    return _MARKS.sub("", told.replace("-", "前"))
