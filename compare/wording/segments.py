"""Text into words: jieba's, with figures kept whole (`10%左右` is one word)."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from compare.lexicon.loader import table
from compare.measures.numerals import find, fold
from compare.measures.words import alternation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import jieba

# The sum of the frequencies of jieba's dictionary; it weighs a word against its parts.
_TOTAL = 60_101_967
_HAN = "\u4e00-\u9fff"
_DATE = re.compile(r"(?<=\d)(?:年|月|日|月份|年度)(?:末|底|初)?")
_WORD = re.compile(rf"[{_HAN}A-Za-z]\D*")
_FIGURE = re.compile(r".*\d")


class Segmenter:
    """Cuts texts into words. It knows the words that can stand in the `texts` it is made for, and no others.

    jieba by itself reads its whole dictionary, from a cache in a folder that anybody may write to: a second
    of work, and a file that another user could have put there.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.tags: dict[str, str] = {}
        """The part of speech of each word of the dictionary that can stand in the texts."""
        self._jieba = self._tokenizer("\n".join(texts))
        self._cut: dict[str, tuple[str, ...]] = {}

    def words(self, text: str) -> tuple[str, ...]:
        """The words of `text` in order, marks and blanks among them: joined they are the text."""
        if text not in self._cut:
            self._cut[text] = tuple(self._words(text))
        return self._cut[text]

    def known(self, word: str) -> bool:
        """Whether the dictionary has it."""
        return word in self.tags

    def _words(self, text: str) -> Iterator[str]:
        at = 0
        for start, stop in figures(text):
            yield from self._jieba.cut(text[at:start])
            yield text[start:stop]
            at = stop
        yield from self._jieba.cut(text[at:])

    def _tokenizer(self, text: str) -> jieba.Tokenizer:
        import jieba

        # a word that stands in the text begins with two characters that stand together in it
        pairs = {text[at : at + 2] for at in range(len(text) - 1)}
        inside = "".join(re.escape(char) for char in sorted(set(text)) if not char.isspace())
        frequencies: dict[str, int] = {}
        if inside:
            for word, count, tag in re.findall(rf"^([{inside}]+) (\d+) (\w+)", _dictionary(), re.MULTILINE):
                if len(word) == 1 or word[:2] in pairs:
                    self.tags[word] = tag
                    frequencies[word] = int(count)
                    for end in range(1, len(word)):
                        frequencies.setdefault(word[:end], 0)
        tokenizer = jieba.Tokenizer()
        tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequencies, _TOTAL, True
        return tokenizer


def figures(text: str) -> list[tuple[int, int]]:
    """The spans of the figures of `text`, each with its unit and what bounds it behind: 10%左右, 2025年底."""
    folded = fold(text)
    bound = _bound_behind()
    spans: list[tuple[int, int]] = []
    for numeral in find(folded):
        start, stop = numeral.begin, numeral.stop
        for behind in (_DATE, bound):
            found = behind.match(folded, stop)
            stop = found.end() if found else stop
        if spans and start < spans[-1][1]:
            continue
        spans.append((start, stop))
    return spans


def is_word(token: str) -> bool:
    """Whether it is a word, not a mark and not a figure."""
    return _WORD.fullmatch(token) is not None


def is_figure(token: str) -> bool:
    """Whether it has digits: 10%左右, 2025年底."""
    return _FIGURE.match(token) is not None


@cache
def _bound_behind() -> re.Pattern[str]:
    return re.compile(alternation(word for words in table("bounds")["after"].values() for word in words))


@cache
def _dictionary() -> str:
    return resources.files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
