"""Targets with the results that answer them and what these say of them; sections with what became of them."""

from compare.pairing.answers import Match, thresholds
from compare.pairing.matching import align, pair, state_of
from compare.pairing.rulings import Ruling
from compare.pairing.sections import align_sections
from compare.pairing.sources import order_of_sources, pair_by_source
from compare.pairing.verdict import hardness, judge

__all__ = [
    "Match",
    "Ruling",
    "align",
    "align_sections",
    "hardness",
    "judge",
    "order_of_sources",
    "pair",
    "pair_by_source",
    "state_of",
    "thresholds",
]
