"""Arithmetic across an archive: figures that stand in reports and can't all be true as they are written."""

from compare.audit.figures import Figure
from compare.audit.findings import KINDS, Finding
from compare.audit.reckoning import audit

__all__ = ["KINDS", "Figure", "Finding", "audit"]
