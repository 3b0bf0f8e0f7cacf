"""What the sentence of a result is about: the place, or something of it with a figure of the same name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.model import Extract, Measure

_FIRST_CLAUSE = re.compile(r"[，,；;：:。]")


def is_of_another(extract: Extract, result: Measure) -> bool:
    """Whether the sentence of `result`, a statistical indicator, opens with something else than such a one.

    自贸片区29项成果在全省推广，实际使用外资增长35% is about the 片区; 实际使用外资61.7亿美元，增长5.4% about
    the place. It tells two figures of one name apart and says nothing of a figure that stands alone.
    """
    sentences = extract.report.sentences
    if not result.canonical or result.sentence >= len(sentences):
        return False
    sentence = sentences[result.sentence]
    end = _FIRST_CLAUSE.search(sentence.text)
    until = sentence.offsets[end.start()] if end else sentence.end
    return not any(
        m.canonical and not m.scope and m.sentence == result.sentence and m.start <= until
        for m in extract.measures
    )
