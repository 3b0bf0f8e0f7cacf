"""The terms by which two reports, or two sets of reports, differ: new, gone, rising, falling.

Keyness is the log-likelihood ratio of Dunning (1993, "Accurate methods for the statistics of surprise and
coincidence", Computational Linguistics 19) as Rayson and Garside (2000, "Comparing corpora using frequency
profiling") use it for two corpora: G2 = 2 (a ln(a/E1) + b ln(b/E2)), E the counts expected of the same rate.
Beside it stands the binary logarithm of the ratio of the rates, which says how much, as G2 says how surely.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from compare.lexicon.loader import table
from compare.wording.discovery import discover, is_stop, is_torn, may_end, runs_of
from compare.wording.segments import Segmenter, is_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from compare.model import Report
    from compare.wording.discovery import Words

TermChange = Literal["new", "gone", "rising", "falling"]

# Parts of speech (as jieba's dictionary has them) whose words are no terms: adverbs, conjunctions, times …
_NO_TERMS = ("d", "c", "p", "u", "m", "q", "r", "t", "f", "y", "o", "e", "z", "x", "w", "i")
_NOUNS = ("n", "vn", "an", "j", "s", "b", "eng")
_PER = 10_000
_HEADING_DEPTH = 1
_HEADING_CHARACTERS = range(3, 9)


@dataclass(frozen=True, slots=True)
class Term:
    """A term with what became of it."""

    change: TermChange
    """`new` and `gone` stand nowhere in the earlier, the later text; `rising` and `falling` in both."""
    term: str
    earlier_count: int
    later_count: int
    earlier_rate: float
    """In 10,000 words."""
    later_rate: float
    log_likelihood: float
    log_ratio: float
    """Binary logarithm of later rate by earlier rate, a count of 0 taken for a half."""
    in_heading: bool
    """Whether it stands in a heading of the text that has it, or has it oftener."""
    discovered: bool
    """Whether no dictionary has it."""


def contrast(
    earlier: Sequence[Report], later: Sequence[Report], segmenter: Segmenter | None = None
) -> tuple[Term, ...]:
    """The terms that set `later` apart from `earlier`: new ones, gone ones, rising ones, falling ones.

    Of each kind by `weight`. A term is counted where it stands between the borders of words, so 产能 isn't in
    生产能力. Listed is what differs beyond chance (95%), and the subjects of headings that are new or gone.
    """
    segmenter = segmenter or Segmenter(
        sentence.text for report in (*earlier, *later) for sentence in report.sentences
    )
    before, after = (_Side(reports, segmenter) for reports in (earlier, later))
    found = discover([*before.texts, *after.texts], segmenter)
    candidates = _candidates((before, after), found, segmenter)
    for side in (before, after):
        side.count(candidates)
    terms = [
        term
        for words in candidates
        if (term := _term(words, before, after, segmenter))
        and (_is_listed(term) or _is_coined(words, term, before, after, segmenter))
        and not _stands_anyway(term, before, after)
    ]
    return tuple(sorted(_without_parts(terms), key=_order))


def _term(words: Words, before: _Side, after: _Side, segmenter: Segmenter) -> Term | None:
    """The term with its figures; None where neither text has it."""
    a, b = before.counts[words], after.counts[words]
    if not (a or b):
        return None
    term = "".join(words)
    change: TermChange = "new" if not a else "gone" if not b else "falling"
    if change == "falling" and b * before.size > a * after.size:
        change = "rising"
    fuller = after if change in {"new", "rising"} else before
    return Term(
        change,
        term,
        a,
        b,
        round(a * _PER / max(before.size, 1), 2),
        round(b * _PER / max(after.size, 1), 2),
        round(log_likelihood(a, b, before.size, after.size), 2),
        round(_log_ratio(a, b, before.size, after.size), 2),
        in_heading=bool(fuller.headed[words]),
        discovered=not segmenter.known(term),
    )


def _stands_anyway(term: Term, before: _Side, after: _Side) -> bool:
    """Whether what is new or gone stands in the other text too, between other borders of words."""
    other = {"new": before, "gone": after}.get(term.change)
    return other is not None and term.term in other.text


def _is_listed(term: Term) -> bool:
    """Whether it differs beyond chance, or is new or gone and one that a heading is about."""
    rules = table("wording")["terms"]
    most = max(term.earlier_count, term.later_count)
    if _is_subject(term) and most >= int(rules["least"]["heading"]):
        return True
    least = rules["least"]["discovered" if term.discovered else "known"]
    return most >= int(least) and term.log_likelihood >= float(rules["notable"])


def _is_subject(term: Term) -> bool:
    return term.in_heading and term.discovered and term.change in {"new", "gone"}


def _is_coined(words: Words, term: Term, before: _Side, after: _Side, segmenter: Segmenter) -> bool:
    """Whether a heading is about it, in a word that neither a dictionary nor the other text has.

    Once is enough then: 新质 of 新质生产力.
    """
    other = before if term.change == "new" else after
    return (
        _is_subject(term)
        and len(words) > 1
        and len(term.term) <= int(table("wording")["terms"]["coined"])
        and any(
            not segmenter.known(word) and not is_stop(word) and word not in other.vocabulary for word in words
        )
    )


def years_of(terms: Iterable[str], texts: Mapping[int, Sequence[str]]) -> dict[str, tuple[int, int]]:
    """The first and the last year in whose sentences each term stands between borders of words.

    So 强省会 doesn't stand in 做强省会城市. A term that stands in no year is left out.
    """
    years = sorted(texts)
    segmenter = Segmenter(sentence for sentences in texts.values() for sentence in sentences)

    def stands(term: str, year: int) -> bool:
        return any(
            term in sentence and _is_whole(term, segmenter.words(sentence)) for sentence in texts[year]
        )

    found = {}
    for term in terms:
        first = next((year for year in years if stands(term, year)), None)
        last = next((year for year in reversed(years) if stands(term, year)), None)
        if first is not None and last is not None:
            found[term] = (first, last)
    return found


def _is_whole(term: str, words: Words) -> bool:
    """Whether the term begins where one of the words does and ends where one does."""
    borders = {0, *accumulate(map(len, words))}
    text = "".join(words)
    at = text.find(term)
    while at >= 0:
        if at in borders and at + len(term) in borders:
            return True
        at = text.find(term, at + 1)
    return False


def log_likelihood(a: int, b: int, size_a: int, size_b: int) -> float:
    """G2 of a word that stands `a` times in `size_a` words and `b` times in `size_b`; 0 for equal rates."""
    if not size_a or not size_b:
        return 0.0
    rate = (a + b) / (size_a + size_b)
    return 2 * sum(n * math.log(n / (size * rate)) for n, size in ((a, size_a), (b, size_b)) if n)


def weight(term: Term) -> float:
    """Its keyness; to stand in a heading, and to be in no dictionary, is worth so much of it."""
    rules = table("wording")["terms"]
    return (
        term.log_likelihood
        + (float(rules["heading"]) if term.in_heading else 0.0)
        + (float(rules["discovered"]) if term.discovered else 0.0)
    )


def _log_ratio(a: int, b: int, size_a: int, size_b: int) -> float:
    if not size_a or not size_b:
        return 0.0
    return math.log2(((b or 0.5) / size_b) / ((a or 0.5) / size_a))


class _Side:
    """One report or set of reports, in words."""

    def __init__(self, reports: Sequence[Report], segmenter: Segmenter) -> None:
        sentences = [sentence.text for report in reports for sentence in report.sentences]
        self.texts = [segmenter.words(text) for text in sentences]
        self.text = "\n".join(sentences)
        self.size = sum(is_word(word) for words in self.texts for word in words)
        self.vocabulary = frozenset(word for words in self.texts for word in words)
        self.headings = [
            segmenter.words(section.heading)
            for report in reports
            for section in report.sections
            if section.heading and section.depth <= _HEADING_DEPTH
        ]
        self.counts: Counter[Words] = Counter()
        """How often each candidate stands in the text; filled by `count`."""
        self.headed: Counter[Words] = Counter()
        """How often in headings."""

    def count(self, candidates: Sequence[Words]) -> None:
        self.counts = _occurrences(self.texts, candidates)
        self.headed = _occurrences(self.headings, candidates)


def _candidates(sides: Iterable[_Side], found: dict[str, Words], segmenter: Segmenter) -> list[Words]:
    """Words, discovered ones, and what a heading is about between the words that say how (新质生产力)."""
    candidates: dict[Words, None] = dict.fromkeys(found.values())
    for side in sides:
        for words in side.texts:
            candidates.update(dict.fromkeys((word,) for word in words if _is_term(word, segmenter)))
        for words in side.headings:
            candidates.update(dict.fromkeys(_subjects(words, segmenter)))
    return list(candidates)


def _subjects(heading: Words, segmenter: Segmenter) -> Iterator[Words]:
    """The nouns that stand together."""
    for _, run, _ in runs_of(heading):
        start = 0
        for at in range(len(run) + 1):
            if at < len(run) and may_end(run[at], segmenter) and _is_noun(run[at], segmenter):
                continue
            subject = run[start:at]
            # a single character at an end is what a word unknown to the dictionary was cut into
            whole = bool(subject) and min(len(subject[0]), len(subject[-1])) > 1
            if len(subject) > 1 and whole and len("".join(subject)) in _HEADING_CHARACTERS:
                yield subject
            start = at + 1


def _is_noun(word: str, segmenter: Segmenter) -> bool:
    """A noun, a verb that stands for one, an abbreviation, or what no dictionary has."""
    return segmenter.tags.get(word, "n").startswith(_NOUNS)


def _is_term(word: str, segmenter: Segmenter) -> bool:
    return (
        len(word) > 1
        and is_word(word)
        and not is_stop(word)
        and not is_torn(word, segmenter)
        and not segmenter.tags.get(word, "n").startswith(_NO_TERMS)
    )


def _occurrences(texts: Iterable[Words], candidates: Iterable[Words]) -> Counter[Words]:
    """How often each stands in the texts, within a longer one too."""
    by_first: defaultdict[str, list[Words]] = defaultdict(list)
    for words in candidates:
        by_first[words[0]].append(words)
    counts: Counter[Words] = Counter()
    for text in texts:
        for at, word in enumerate(text):
            for words in by_first.get(word, ()):
                if text[at : at + len(words)] == words:
                    counts[words] += 1
    return counts


def _without_parts(terms: Sequence[Term]) -> list[Term]:
    """Without those that changed only because a longer one did: 经营 beside 经营主体."""
    nested = float(table("wording")["discovery"]["nested"])
    longer: defaultdict[str, list[Term]] = defaultdict(list)
    for term in terms:
        for start in range(len(term.term)):
            for end in range(start + 2, len(term.term) + 1):
                if end - start < len(term.term):
                    longer[term.term[start:end]].append(term)
    return [
        term
        for term in terms
        if not any(
            _most(other) >= nested * _most(term) and _grows(other) == _grows(term)
            for other in longer[term.term]
        )
    ]


def _grows(term: Term) -> bool:
    return term.change in {"new", "rising"}


def _most(term: Term) -> int:
    return max(term.earlier_count, term.later_count)


def _order(term: Term) -> tuple[object, ...]:
    kinds: list[TermChange] = ["new", "gone", "rising", "falling"]
    return kinds.index(term.change), -weight(term), term.term
