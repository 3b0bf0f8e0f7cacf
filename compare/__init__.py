"""duizhao (对照): what annual government work reports planned, held against what was achieved.

    from compare import Archive, extract, extracts, pair, read, write_scorecard

    earlier, later = extract("贵阳市2025.txt"), extract("贵阳市2026.txt")
    for pairing in pair(earlier, [later]):
        print(pairing.target.indicator, pairing.target.phrase, pairing.judgement.verdict)

    with Archive.open("duizhao.duckdb") as archive:
        archive.ingest([earlier, later])
        write_scorecard(archive, "贵阳市", 2025, 2026, Path("对照表.xlsx"))
        frame = archive.frame("FROM v_scorecard WHERE place = '贵阳市'")  # a polars.DataFrame

A fact sheet may hold figures of several places and years, so it becomes several extracts:
`extracts(read(sheet))`.
`extend_lexicon("my.toml")` has them read by your own indicators, units, words, places and tolerances too.
Each name is loaded when it is first used, so that `import compare` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.archive import Archive
    from compare.errors import DuizhaoError
    from compare.lexicon.extension import extend_lexicon
    from compare.measures import extract, extracts
    from compare.model import (
        Extract,
        Fact,
        Judgement,
        Measure,
        Pairing,
        Place,
        Report,
        Section,
        SectionPairing,
        Sentence,
        Source,
        Verdict,
    )
    from compare.pairing import align_sections, pair
    from compare.reading import read
    from compare.scorecard import write_scorecard

__version__ = "0.1.0"

__all__ = [
    "Archive",
    "DuizhaoError",
    "Extract",
    "Fact",
    "Judgement",
    "Measure",
    "Pairing",
    "Place",
    "Report",
    "Section",
    "SectionPairing",
    "Sentence",
    "Source",
    "Verdict",
    "align_sections",
    "extend_lexicon",
    "extract",
    "extracts",
    "pair",
    "read",
    "write_scorecard",
]

_HOME = {
    "align_sections": "pairing",
    "Archive": "archive",
    "DuizhaoError": "errors",
    "extend_lexicon": "lexicon.extension",
    "extract": "measures",
    "extracts": "measures",
    "pair": "pairing",
    "read": "reading",
    "write_scorecard": "scorecard",
}
"""Where a public name is defined; those that aren't listed are nouns of `model`."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME.get(name, 'model')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
