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
        self._phrases: dict[str, str] | None = None
        self._kinds: dict[str, str] = {}
        if language == "en":
            self._phrases, self._kinds = _english()

    def __call__(self, phrase: str, /, **fields: object) -> str:
        """`phrase` with its fields filled in. Raises KeyError where English lacks it."""
        return (phrase if self._phrases is None else self._phrases[phrase]).format(**fields)

    def kind(self, word: str) -> str:
        """A word of the archive's views (未披露, 调高); one that isn't known stays."""
        return self._kinds.get(word, word)

    def date(self, iso: str) -> str:
        """`2025-01-12` as 2025年1月12日; empty for none."""
        parts = iso.split("-")
        if len(parts) != 3 or not all(part.isdigit() for part in parts):
            return ""
        year, month, day = map(int, parts)
        return self("{year}年{month}月{day}日", year=year, month=month, day=day)

    def join(self, parts: list[str]) -> str:
        return ("；" if self._phrases is None else "; ").join(parts)


@cache
def _english() -> tuple[dict[str, str], dict[str, str]]:
    """The phrases of the sheets, and the words of the archive's views."""
    text = resources.files("compare.scorecard").joinpath("english.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    kinds = tables.pop("kinds")
    return {phrase: said for table in tables.values() for phrase, said in table.items()}, kinds
