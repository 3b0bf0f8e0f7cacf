"""Reads the lexicon's TOML files, each once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from compare.errors import BadLexicon

_PACKAGE = "compare.lexicon"


def parse(file: str, text: str) -> dict[str, Any]:
    """The TOML `text` as a dict; `BadLexicon` names `file` and the line where it is malformed."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadLexicon(file, "(none read)", f"not valid TOML: {error}") from error


@cache
def table(name: str) -> dict[str, Any]:
    """The file `compare/lexicon/<name>.toml`, read once. Callers share the dict and must not change it.

    Raises `BadLexicon` where the file is missing, isn't UTF-8 or isn't valid TOML.
    """
    file = f"{name}.toml"
    try:
        text = resources.files(_PACKAGE).joinpath(file).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BadLexicon(file, "(none read)", "the file is missing; reinstall duizhao") from error
    except UnicodeDecodeError as error:
        raise BadLexicon(file, "(none read)", f"not UTF-8: {error.reason} at byte {error.start}") from error
    return parse(file, text)
