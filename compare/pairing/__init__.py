"""Targets with the results that answer them, and what the results say of them."""

from compare.pairing.matching import Match, align, pair, state_of, thresholds
from compare.pairing.rulings import Ruling
from compare.pairing.verdict import hardness, judge

__all__ = ["Match", "Ruling", "align", "hardness", "judge", "pair", "state_of", "thresholds"]
