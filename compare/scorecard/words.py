"""The workbook's own words, in Chinese or English; what a report says stays as the report says it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

Language = Literal["zh", "en"]


class Words:
    """Says a Chinese phrase in the workbook's language: `say("{year}年目标", year=2025)`."""

    def __init__(self, language: Language = "zh") -> None:
        self.language = language
        self._table = _english() if language == "en" else None

    def __call__(self, phrase: str, /, **fields: object) -> str:
        """`phrase` with its fields filled in. Raises KeyError where English lacks it."""
        return (phrase if self._table is None else self._table[phrase]).format(**fields)

    def kind(self, word: str) -> str:
        """A word of the archive's views (未披露, 调高); one that isn't known stays."""
        return word if self._table is None else self._table.get(word, word)

    def join(self, parts: list[str]) -> str:
        return ("；" if self._table is None else "; ").join(parts)


@cache
def _english() -> dict[str, str]:
    text = resources.files("compare.scorecard").joinpath("english.toml").read_text(encoding="utf-8")
    return {phrase: said for table in tomllib.loads(text).values() for phrase, said in table.items()}
