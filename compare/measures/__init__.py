"""Report → Measures: numerals, clauses, names, bounds, periods."""

from __future__ import annotations

from compare.measures.extract import explain, extract, extracts, measure

__all__ = ["explain", "extract", "extracts", "measure"]
