"""The named queries that ship: `sql/queries/*.sql`, each with what it answers and what it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from compare.errors import BadQuery, NotFound
from compare.resources import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

_PARAMETER = re.compile(r"^-- \$(?P<name>\w+): (?P<comment>.*?)(?P<optional>, optional)?$", re.MULTILINE)
_ANSWERS = re.compile(r"\A-- (?P<text>.*)$", re.MULTILINE)
_NEAR = 0.5  # of 1: how alike a name must be to be suggested


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query asks for: `$place` in its SQL."""

    name: str
    comment: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A named query: its file's name, what its first line says it answers, its parameters, its SQL."""

    name: str
    answers: str
    parameters: tuple[Parameter, ...]
    sql: str

    def values(self, given: Mapping[str, object]) -> dict[str, object]:
        """A value for each parameter, None for an optional one that isn't given.

        Raises BadQuery naming a parameter that is missing, or one that the query doesn't have.
        """
        names = [one.name for one in self.parameters]
        unknown = [name for name in given if name not in names]
        if unknown:
            has = "、".join(f"${name}" for name in names) or "none"
            raise BadQuery(f"the query {self.name} has no parameter ${unknown[0]}; it has {has}")
        for one in self.parameters:
            if given.get(one.name) is None and not one.optional:
                raise BadQuery(f"the query {self.name} asks for ${one.name}: {one.comment}")
        return {name: given.get(name) for name in names}


@cache
def queries() -> tuple[Query, ...]:
    """All that ship, by name."""
    return tuple(
        _read(path.stem, path.read_text("utf-8")) for path in sorted(shipped("sql/queries").glob("*.sql"))
    )


def named(name: str) -> Query:
    """The query of that name; raises NotFound, which names those near it."""
    from difflib import get_close_matches

    known = {query.name: query for query in queries()}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, cutoff=_NEAR)
    meant = f"; do you mean {' or '.join(near)}?" if near else ""
    raise NotFound(f"there is no query {name}{meant} `duizhao query --list` prints all")


def value(said: str) -> object:
    """What a person wrote after `name=`: a whole number, a number, nothing, else text."""
    if not said:
        return None
    if re.fullmatch(r"[+-]?\d{1,18}", said):
        return int(said)
    return Decimal(said) if re.fullmatch(r"[+-]?\d{1,18}\.\d{1,18}", said) else said


def _read(name: str, text: str) -> Query:
    head = _ANSWERS.match(text)
    assert head is not None, f"sql/queries/{name}.sql begins with what it answers"
    parameters = tuple(
        Parameter(match["name"], match["comment"], match["optional"] is not None)
        for match in _PARAMETER.finditer(text)
    )
    sql = "\n".join(line for line in text.splitlines() if not line.startswith("-- ")).strip().rstrip(";")
    return Query(name, head["text"], parameters, sql)
