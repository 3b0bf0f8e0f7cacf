"""Source → Report: whose report it is and of which year, its sections with their roles, its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.errors import NotAReport
from compare.model import Report, Section, Sentence, Source, Span
from compare.outline import communique, headlines, plan, title
from compare.outline.cues import calendar, cue
from compare.outline.headings import heading_of
from compare.outline.kind import kind_of
from compare.outline.passage import Passage, fold
from compare.outline.readable import readable
from compare.outline.roles import Walk
from compare.outline.sentences import cuts

if TYPE_CHECKING:
    from compare.outline.cues import Calendar
    from compare.outline.tree import Block, Node

__all__ = ["outline"]


def outline(source: Source, *, place: str = "", year: int | None = None) -> Report:
    """Understand `source` as one place's report of one year; `place` and `year` win over what the text says.

    A plan report and a statistical communiqué are understood too; `Report.kind` says what it is. Raises
    NotAReport where it is evidently something else, or where neither text nor file name tell whose it is.
    """
    read, kind = readable(source), kind_of(source)
    if kind.document is None:
        raise NotAReport(source.path, f"seems to be {kind.name}, not 政府工作报告: {kind.reason}")
    if kind.document == "communique":
        front = communique.front(source, read.passages, place=place, year=year)
        nodes, blocks = communique.walk(read.passages, _calendar(read.passages, front.year))
    else:
        front = (
            plan.front(source, read.passages, place=place, year=year)
            if kind.document == "plan"
            else title.front(source, kind, read.passages, place=place, year=year)
        )
        nodes, blocks = _walk(read.passages, front.year)
    sections, numbering = _sections(nodes, blocks)
    return Report(
        source=source,
        kind=kind.document,
        title=front.title,
        year=front.year,
        place=front.place,
        meeting=front.meeting,
        date=front.date,
        speaker=front.speaker,
        address=front.address,
        sections=sections,
        sentences=_sentences(blocks, numbering),
        doubts=(*front.doubts, *read.doubts(source), *_unread(source)),
    )


def _unread(source: Source) -> tuple[str, ...]:
    """Pages of a PDF without text: what stands on them isn't known."""
    return (source.metadata["unread"],) if "unread" in source.metadata else ()


def _calendar(passages: list[Passage], year: int) -> Calendar:
    return calendar(year, fold("\n".join(passage.text for passage in passages)))


def _walk(passages: list[Passage], year: int) -> tuple[list[Node], list[Block]]:
    when = _calendar(passages, year)
    walk = Walk(when)
    spoken = False
    last, end = _last_words(passages)
    for i, passage in enumerate(passages):
        walk.ending, walk.final = i >= last, i == end - 1
        heading = heading_of(passage, spoken=spoken, when=when)
        if heading is None:
            walk.paragraph(passage)
            spoken = (
                spoken
                or passage.text.startswith("各位代表")
                or bool(cue("opening", "report").search(passage.text))
            )
        else:
            walk.heading(passage, heading)
            spoken = True
    headlines.mark(walk.nodes, walk.blocks, year)
    return walk.nodes, walk.blocks


def _last_words(passages: list[Passage]) -> tuple[int, int]:
    """Where the last tenth of the speech begins and where the speech ends, as indices of paragraphs."""
    sizes = [len(passage.text) for passage in passages]
    whole = sum(sizes)
    end, behind = len(passages), 0
    for i in range(len(passages) - 1, 0, -1):
        behind += sizes[i]
        if 2 * behind > whole:
            break
        if sizes[i] <= 40 and cue("closing", "appendix").search(passages[i].text):
            end = i
    total, read = sum(sizes[:end]), 0
    for i in range(end):
        read += sizes[i]
        if read > 0.9 * total:
            return i, end
    return end, end


def _sections(nodes: list[Node], blocks: list[Block]) -> tuple[tuple[Section, ...], list[int]]:
    """The sections in the order of the text, and for each node the index of its section."""
    spans: list[tuple[int, int] | None] = [None] * len(nodes)
    for block in blocks:
        for piece, owner in _pieces(block):
            at: int | None = owner
            while at is not None:
                start, end = spans[at] or (piece.start, piece.end)
                spans[at] = min(start, piece.start), max(end, piece.end)
                at = nodes[at].parent
    order = sorted((span[0], nodes[i].depth, i) for i, span in enumerate(spans) if span)
    numbering = [0] * len(nodes)
    for index, (_, _, i) in enumerate(order):
        numbering[i] = index
    return tuple(_section(numbering, nodes, i, spans[i] or (0, 0)) for _, _, i in order), numbering


def _section(numbering: list[int], nodes: list[Node], i: int, span: Span) -> Section:
    node = nodes[i]
    return Section(
        index=numbering[i],
        parent=None if node.parent is None else numbering[node.parent],
        depth=node.depth,
        number=node.heading.number if node.heading else "",
        heading=node.heading.words if node.heading else "",
        role=node.state.role,
        period=node.state.period,
        start=span[0],
        end=span[1],
    )


def _sentences(blocks: list[Block], numbering: list[int]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for paragraph, block in enumerate(blocks):
        for piece, node in _pieces(block):
            for start, end in cuts(piece.text):
                part = piece.part(start, end)
                if part.text:
                    found.append(Sentence(len(found), numbering[node], paragraph, part.text, part.offsets))
    return tuple(found)


def _pieces(block: Block) -> list[tuple[Passage, int]]:
    """What of a paragraph is read, and the node that each piece belongs to: its heading, and the rest."""
    if block.heading_node is None:
        return [(block.passage, block.node)]
    pieces = [(block.head, block.heading_node), (block.body, block.node)]
    return [(piece, node) for piece, node in pieces if piece.text]
