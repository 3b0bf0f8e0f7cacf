"""Reads the lexicon's files, each once, with what a user's own file adds to them."""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from compare.errors import BadLexicon
from compare.lexicon import checks

if TYPE_CHECKING:
    from collections.abc import Mapping

_PACKAGE = "compare.lexicon"
UNREAD = "(none read)"


@dataclass(frozen=True, slots=True)
class Own:
    """What a user's file made of the tables it speaks of."""

    file: str = ""
    tables: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    """Each table as it is with the user's entries in it."""
    indicators: frozenset[str] = frozenset()
    """The ids of the indicators that the user's file speaks of."""


class _Rules:
    """The one thing that changes while the program runs: whose rules are in force."""

    own = Own()


def parse(file: str, text: str) -> dict[str, Any]:
    """The TOML `text` as a dict; `BadLexicon` names `file` and the line where it is malformed."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadLexicon(file, UNREAD, f"not valid TOML: {error}") from error


def decode(file: str, content: bytes) -> str:
    """`content` as text; `BadLexicon` where it isn't UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadLexicon(file, UNREAD, f"not UTF-8: {error.reason} at byte {error.start}") from error


def shipped_text(file: str) -> str:
    """The text of `compare/lexicon/<file>`. Raises `BadLexicon` where it is missing or isn't UTF-8."""
    try:
        content = resources.files(_PACKAGE).joinpath(file).read_bytes()
    except FileNotFoundError as error:
        raise BadLexicon(file, UNREAD, "the file is missing; reinstall duizhao") from error
    return decode(file, content)


@cache
def table(name: str) -> dict[str, Any]:
    """The file `compare/lexicon/<name>.toml`, read once, with what the user's own file adds to it.

    Callers share the dict and must not change it. Raises `BadLexicon` where the file is missing, isn't
    UTF-8, isn't valid TOML, or its entries contradict one another.
    """
    if name in _Rules.own.tables:
        return _Rules.own.tables[name]
    file = f"{name}.toml"
    data = parse(file, shipped_text(file))
    checks.check(name, data, file)
    return data


def own() -> Own:
    """What the user's own file changes; nothing, with an empty file name, where there is none."""
    return _Rules.own


def file_of(name: str) -> str:
    """The file to name for a mistake in a table: the user's, if it changes it, as what ships has none."""
    return _Rules.own.file if name in _Rules.own.tables else f"{name}.toml"


def put_in_force(rules: Own) -> None:
    """Make `rules` those that hold from now on, and forget what was compiled from others."""
    _Rules.own = rules
    # Every cache of the package holds what was derived from the lexicon or from a text by means of it.
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "compare":
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear") and hasattr(value, "cache_info"):
                    value.cache_clear()
