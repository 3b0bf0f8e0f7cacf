"""The paragraphs of overall results, and of the targets that they answer where no word announces these."""

from __future__ import annotations

from compare.outline.cues import cue
from compare.outline.headings import LIST_KINDS
from compare.outline.passage import fold
from compare.outline.tree import Block, Node, State, set_apart

LONGEST = 700
"""Characters of the longest paragraph taken for unannounced targets: longer ones tell how to reach them."""


LONGEST_PLAN = 1000
"""The same of targets over several years, which are set out at more length."""
LISTED = 3
"""Names of figures that a long paragraph of overall results lists at least, the product among them."""
DENSE = 60
"""A longer one is taken all the same where no more characters than these come upon a figure."""


def mark(nodes: list[Node], blocks: list[Block], year: int) -> None:
    """Mark, in place, the paragraphs of overall results, and headline targets that no word announces."""
    _results(nodes, blocks, year)
    plans = {node.state.period for node in nodes if node.state.role == "plan"}
    for period in sorted(plans):
        if int(period[-4:]) >= year:
            _unannounced(nodes, blocks, period)


def figures(text: str) -> int:
    """How many amounts `text` (folded) states."""
    return sum(1 for _ in cue("headline", "figure").finditer(text))


def _results(nodes: list[Node], blocks: list[Block], year: int) -> None:
    """The paragraphs of overall results of the year, or else of the years that the report reviews."""
    reviewed = [i for i, block in enumerate(blocks) if nodes[block.node].state.role == "review"]
    for tier in range(3):
        for of_year in (True, False):
            own = [i for i in reviewed if (nodes[blocks[i].node].state.period == str(year - 1)) == of_year]
            told = [i for i in own if sums_up(_said(blocks[i]), tier)]
            first = next((i for i in told if not _rambles(_said(blocks[i]))), told[0] if told else None)
            if first is not None:
                for i in _group(blocks, own, first):
                    set_apart(nodes, blocks, i, "headline results")
                return


def _rambles(body: str) -> bool:
    """Whether a paragraph names the product in passing, in a long tale of what was done."""
    return len(body) > LONGEST and len(set(cue("headline", "names").findall(body))) < LISTED


def _group(blocks: list[Block], own: list[int], first: int) -> list[int]:
    """`first` and the paragraphs right after it that go on summing up, place by place."""
    kept, kind = [first], _kind(blocks[first])
    for i in own[own.index(first) + 1 :]:
        unlike = i != kept[-1] + 1 or _kind(blocks[i]) != kind or kind not in ("", "dash")
        if unlike or not sums_up(_said(blocks[i]), 0):
            break
        kept.append(i)
    return kept


def _unannounced(nodes: list[Node], blocks: list[Block], period: str) -> None:
    """Where no paragraph announces the growth aimed at in `period`: the first of the plan that sets it."""
    announced, plan = State("headline targets", period), State("plan", period)
    if any(sums_up(_said(block), 0) for block in blocks if nodes[block.node].state == announced):
        return
    for i, block in enumerate(blocks):
        if nodes[block.node].state == plan and _aims(_said(block), several="-" in period):
            for entry in _entries(nodes, blocks, i):
                set_apart(nodes, blocks, entry, "headline targets")
            return


def _entries(nodes: list[Node], blocks: list[Block], first: int) -> list[int]:
    """`first` and, where it is the entry of a list, those after it that are as full of figures."""
    kept, node = [first], blocks[first].heading_node
    if node is None or _kind(blocks[first]) not in LIST_KINDS:
        return kept
    for i in range(first + 1, len(blocks)):
        block, said = blocks[i], _said(blocks[i])
        beside = block.heading_node is not None and nodes[block.heading_node].parent == nodes[node].parent
        alike = (
            _kind(block) == _kind(blocks[first])
            and nodes[block.node].state == nodes[blocks[first].node].state
        )
        if not (beside and alike and figures(said) >= LISTED and figures(said) * DENSE >= len(said)):
            break
        kept.append(i)
    return kept


def _aims(body: str, *, several: bool) -> bool:
    """Whether a paragraph sets a product that is yet to be reached, in a year or (`several`) over years."""
    if len(body) > (LONGEST_PLAN if several else LONGEST) and figures(body) * DENSE < len(body):
        return False
    aimed, done = cue("headline", "aimed"), cue("headline", "done")
    for clause in body.split("。"):
        set_out = aimed.search(clause) or (several and cue("headline", "to_be").search(clause))
        far = not several and cue("headline", "far").search(clause)
        if set_out and not (done.search(clause) or far) and sums_up(clause, 0):
            return True
    return False


def sums_up(body: str, tier: int) -> bool:
    """Whether a paragraph states overall results.

    Tier 0: by the whole product's level or growth; 1: by some branch's; 2: by three of the figures beside it.
    """
    bare = cue("headline", "not_the_product").sub("", body)
    if tier < 2:
        return bool(cue("headline", ("product", "branch")[tier]).search(bare))
    return len(set(cue("headline", "names").findall(bare))) >= 3 and figures(bare) >= 3


def _said(block: Block) -> str:
    return fold(block.body.text)


def _kind(block: Block) -> str:
    return block.heading.kind if block.heading else ""
