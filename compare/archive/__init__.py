"""The archive: reports, figures and pairings in one DuckDB file, and the views they are seen through."""

from compare.archive.deciding import Wish, decide, undo
from compare.archive.ingest import Outcome, Summary, batch
from compare.archive.query import Answer, ask
from compare.archive.store import Archive, Held

__all__ = ["Answer", "Archive", "Held", "Outcome", "Summary", "Wish", "ask", "batch", "decide", "undo"]
