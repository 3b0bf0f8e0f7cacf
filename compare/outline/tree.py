"""The tree that grows while a report is read: headings, runs of paragraphs, and what each is about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.model import SectionRole
    from compare.outline.headings import Heading
    from compare.outline.passage import Passage


@dataclass(frozen=True, slots=True)
class State:
    """What is being said: its role and its years."""

    role: SectionRole
    period: str


@dataclass(slots=True)
class Frame:
    """A heading whose text is being read; `state` is what holds under it now."""

    node: int
    rank: int
    kind: str
    state: State
    mixed: bool = False
    """Its heading promises both a review and a plan."""
    reviews: bool = False
    """Its heading says that it looks back."""


@dataclass(slots=True)
class Node:
    """A heading, or a run of paragraphs without one, before it becomes a Section."""

    parent: int | None
    depth: int
    heading: Heading | None
    state: State


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its place in the tree: the node of its heading, and that of the rest of it."""

    passage: Passage
    heading: Heading | None
    heading_node: int | None
    node: int

    @property
    def head(self) -> Passage:
        """The heading that the paragraph begins with; empty where it has none."""
        return self.passage.part(0, self.heading.length if self.heading else 0)

    @property
    def body(self) -> Passage:
        """What follows the heading; empty where there is nothing else."""
        return self.passage.part(self.heading.length if self.heading else 0, len(self.passage.text))


def set_apart(nodes: list[Node], blocks: list[Block], i: int, role: SectionRole) -> None:
    """Give paragraph `i` a run of its own with this role; what else is in its run keeps the old one."""
    old = blocks[i].node
    node = nodes[old]
    state = State(role, node.state.period)
    if node.heading is not None:
        _move(nodes, blocks, [i], Node(old, node.depth + 1, None, state))
        return
    others = [j for j, block in enumerate(blocks) if block.node == old and j != i]
    if not others:
        node.state = state
        return
    _move(nodes, blocks, [i], Node(node.parent, node.depth, None, state))
    if others[0] < i < others[-1]:
        after = [j for j in others if j > i]
        _move(nodes, blocks, after, Node(node.parent, node.depth, None, node.state))


def _move(nodes: list[Node], blocks: list[Block], paragraphs: list[int], node: Node) -> None:
    nodes.append(node)
    for i in paragraphs:
        blocks[i] = replace(blocks[i], node=len(nodes) - 1)
