"""What changed in words between two reports: redline, findings, terms."""

from compare.wording.comparison import (
    Comparison,
    SectionRedline,
    compare_reports,
    segmenter_of,
    titled_sides,
)
from compare.wording.findings import Finding, carried, findings
from compare.wording.redline import Piece, redline
from compare.wording.sentences import SentencePairing
from compare.wording.targets import TargetChange, target_changes, with_main_targets
from compare.wording.terms import Term, contrast, years_of

__all__ = [
    "Comparison",
    "Finding",
    "Piece",
    "SectionRedline",
    "SentencePairing",
    "TargetChange",
    "Term",
    "carried",
    "compare_reports",
    "contrast",
    "findings",
    "redline",
    "segmenter_of",
    "target_changes",
    "titled_sides",
    "with_main_targets",
    "years_of",
]
