"""The role and the years of every paragraph, found from what it says and from the headings above it.

A heading, or the first words of a paragraph, set the state; it holds until the next cue at the same or a
higher level. Under a heading of lower level a paragraph's cue holds for that paragraph alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.outline.cues import Calendar, Years, count, cue, years_at_start, years_in
from compare.outline.headings import LIST_KINDS, Heading
from compare.outline.headlines import figures
from compare.outline.passage import Passage, fold
from compare.outline.targets import announced_period, announces, belongs, sets_product
from compare.outline.tree import Block, Frame, Node, State
from compare.outline.turns import FORWARD, averages, fits, tells_of_five_years, turned_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.model import SectionRole

_ANNOUNCES = re.compile(r"(?:主要|预期|奋斗|发展|具体)目标(?:是|如下)?$")
_LONGEST_ENTRY = 400
"""Characters of the longest entry of a list of headline targets: what is longer tells how to reach them."""


class Walk:
    """Reads a report's paragraphs from first to last and grows the tree of its sections."""

    def __init__(self, when: Calendar) -> None:
        self.when = when
        self.year = year = when.year
        self.nodes: list[Node] = []
        self.blocks: list[Block] = []
        self.frames: list[Frame] = []
        self.state = State("opening", str(year))
        self.run: int | None = None
        """The node of the run of paragraphs without a heading that is being read."""
        self.listing = False
        """A list of headline targets goes on."""
        self.turned = False
        """The plan has begun."""
        self.looked_back = False
        """The main part that ended last was a review by its heading."""
        self.chapter = (0, 0)
        """The number of the last `一、` and how many headings stood above it."""
        self.troubled = False
        """The main part that is being read has spoken of problems."""
        self.aimed: set[str] = set()
        """The periods whose headline targets have been read."""

    # -- headings -------------------------------------------------------------------------------------------

    def heading(self, passage: Passage, heading: Heading) -> None:
        """Take in a paragraph that is, or begins with, a heading."""
        kinds = [frame.kind for frame in self.frames]
        keep = kinds.index(heading.kind) if heading.kind in kinds else len(kinds)
        while keep and self.frames[keep - 1].rank > heading.rank:
            keep -= 1
        keep = self._numbered_on(heading, keep)
        if heading.kind not in LIST_KINDS or keep < len(self.frames):
            self.run = None
        above = self.current if keep == len(self.frames) else self._after(keep)
        del self.frames[keep:]
        state, mixed = self._headed(heading, above)
        self.turned = self.turned or state.role in FORWARD
        reviews = bool(cue("review", "heading").search(fold(heading.words)))
        if heading.kind not in LIST_KINDS or not heading.number or len(passage.text) > _LONGEST_ENTRY:
            self.listing = False
        if heading.alone and state.role == "plan" and _ANNOUNCES.search(heading.words):
            self.listing = True
        parent = self.frames[-1].node if self.frames else None
        self.nodes.append(Node(parent, len(self.frames), heading, state))
        self.frames.append(Frame(len(self.nodes) - 1, heading.rank, heading.kind, state, mixed, reviews))
        self.run = None
        node = len(self.nodes) - 1
        if heading.alone:
            self.blocks.append(Block(passage, heading, node, node))
            return
        body = passage.part(heading.length, len(passage.text))
        self.blocks.append(Block(passage, heading, node, self._placed(body, glued=True)))

    def _numbered_on(self, heading: Heading, keep: int) -> int:
        """How many frames a heading leaves open: `二、` goes on where `一、` stood."""
        if heading.kind != "chapter":
            return keep
        number = count(re.sub(r"[^一二三四五六七八九十]", "", heading.number))
        last, level = self.chapter
        if 1 < number == last + 1:
            keep = min(keep, level)
        self.chapter = number, keep
        return keep

    @property
    def current(self) -> State:
        return self.frames[-1].state if self.frames else self.state

    def _after(self, keep: int) -> State:
        """The state that a heading begins with which closes all frames from `keep` on."""
        if keep:
            return self.frames[keep - 1].state
        # A new main part without a cue of its own goes on where the one before it ended.
        ended = self.frames[0].state if self.frames else self.state
        self.looked_back = bool(self.frames) and self.frames[0].reviews
        # Problems stand at the end of a review, whatever else may follow them there.
        troubled, self.troubled = self.troubled, False
        return State("plan", str(self.year)) if troubled and ended.role not in FORWARD else ended

    def _headed(self, heading: Heading, above: State) -> tuple[State, bool]:
        """The state under a heading, and whether the heading promises both a review and a plan."""
        text = fold(heading.words)
        if cue("closing", "appendix").search(text) and above.role in (*FORWARD, "closing"):
            return State("closing", str(self.year)), False
        if not self.frames or (heading.rank <= 1 and not self._within(text)):
            return self._top(text, above)
        return self._below(text, heading, above), False

    def _within(self, text: str) -> bool:
        """Whether a numbered chapter stands under a main part that has no number and says what it is:
        `四、改革目标基本实现` under `“十五”时期的回顾` is no plan."""
        part = self.frames[0]
        other = [one for one in years_in(text, self.when) if not fits(one, part.state, self.year)]
        return (
            part.rank == 0 and not part.mixed and not other and (part.reviews or part.state.role in FORWARD)
        )

    def _top(self, text: str, above: State) -> tuple[State, bool]:
        years = years_in(text, self.when)
        behind, ahead = cue("review", "heading").search(text), cue("plan", "heading").search(text)
        forward = (
            bool(years) and years[0].last >= self.year and not re.search("以来|回顾|总结|执行情况", text)
        )
        past = bool(years) and years[0].last < self.year
        if past or (behind and not forward):
            both = bool(ahead) and bool(
                re.search(r"[和与及、].{0,12}(?:任务|要求|方针|安排|部署|重点|建议)", text)
            )
            return self._review(years), both
        if above.role == "opening" and not years and "形势" in text:
            return State("review", str(self.year - 1)), True
        if cue("government", "heading").search(text) and above.role != "opening":
            role: SectionRole = "review" if above.role == "review" and not self.turned else "government"
            return State(
                role, self._period_ahead(years, above) if role == "government" else above.period
            ), False
        if (ahead and (years or re.search("任务|目标|安排|部署|重点|要求|今年|今后|未来", text))) or forward:
            return State("plan", self._period_ahead(years, above)), False
        if above.role == "opening":
            return State("review", str(self.year - 1)), False
        if above.role == "review" and self.looked_back:
            # The review was a part of its own; what comes after it and says nothing of the past is the plan.
            return State("plan", str(self.year)), False
        return above, False

    def _below(self, text: str, heading: Heading, above: State) -> State:
        """The state under a heading within a part."""
        role = above.role
        if role in FORWARD and heading.rank <= 3 and cue("government", "heading").search(text):
            return State("government", above.period)
        if role == "review" and cue("problems", "heading").search(text):
            return State("problems", above.period)
        if role == "problems" and heading.rank <= 3:
            # A list of problems has no headings; the next one is of another matter.
            role = "review"
        years = years_in(text, self.when) if heading.kind in ("chapter", "part", "line") else []
        state = State(role, above.period)
        return State(role, years[0].period) if years and fits(years[0], state, self.year) else state

    def _review(self, years: Sequence[Years]) -> State:
        behind = [one for one in years if one.last < self.year or one.several]
        return State("review", behind[0].period if behind else str(self.year - 1))

    def _period_ahead(self, years: Sequence[Years], above: State) -> str:
        ahead = [one for one in years if one.last >= self.year]
        if ahead:
            return ahead[0].period
        return above.period if above.role in FORWARD else str(self.year)

    # -- paragraphs -----------------------------------------------------------------------------------------

    def paragraph(self, passage: Passage) -> None:
        """Take in a paragraph without a heading."""
        text = passage.text
        address = text.startswith("各位代表")
        if address:
            self._close(1)
        elif self.frames and self.frames[-1].kind == "dash":
            self._close(len(self.frames) - 1)
        self.blocks.append(Block(passage, None, None, self._placed(passage, glued=False)))

    def _close(self, keep: int) -> None:
        if len(self.frames) > keep:
            del self.frames[keep:]
            self.run = None

    def _placed(self, body: Passage, *, glued: bool) -> int:
        """The node that the text belongs to: its heading's, or a run where role or years differ."""
        state, lasting = self._said(fold(body.text), glued=glued)
        if lasting:
            self._set(state)
        owner = self.frames[-1].node if self.frames else None
        if owner is not None and self.nodes[owner].state == state:
            self.run = None
            return owner
        if (
            self.run is not None
            and self.nodes[self.run].state == state
            and self.nodes[self.run].parent == owner
        ):
            return self.run
        depth = len(self.frames)
        self.nodes.append(Node(owner, depth, None, state))
        self.run = len(self.nodes) - 1
        return self.run

    def _set(self, state: State) -> None:
        if self.frames:
            self.frames[-1].state = state
        else:
            self.state = state

    def _said(self, text: str, *, glued: bool) -> tuple[State, bool]:
        """What a paragraph's words make of the state, and whether that holds for what follows."""
        now = self.current
        plain = re.sub(r"^各位代表[！!，,：:。]?\s*", "", text)
        if not self.frames and now.role == "opening":
            return self._begun(plain)
        if now.role == "closing" and not self._reopens(plain, glued=glued):
            return now, True
        if not glued and self._closes(plain, address=plain != text):
            return State("closing", str(self.year)), True
        if now.role in ("review", "headline results", "problems") and not glued and _troubles(plain):
            self._close(1)
            self.troubled = True
            return State("problems", now.period), True
        high = not glued and (
            len(self.frames) <= 1 or (self.frames[-1].kind in LIST_KINDS and len(self.frames) <= 2)
        )
        state, lasting = self._turned(plain, now, high=high)
        if lasting:
            if len(self.frames) == 2:
                self._close(1)
            self._set(state)
        aimed = self._aimed(plain, state, high=high) if state.role == "plan" else None
        if aimed is None:
            return state, lasting
        period = self._goes_on_with(aimed.period, state)
        # The year's targets end the plan of several years, however deep in it they stand.
        ends = aimed.period == str(self.year) != now.period and aimed.period not in self.aimed
        if (high and period != state.period) or ends:
            self._close(1)
            self._set(State("plan", period))
        self.aimed.add(aimed.period)
        return aimed, False

    def _aimed(self, plain: str, state: State, *, high: bool) -> State | None:
        """The headline targets that a paragraph of the plan states or announces, if it does."""
        if self.listing:
            short, counts = len(plain) <= _LONGEST_ENTRY, figures(plain) > 0
            # An entry without a figure ends no list of dashes.
            self.listing = short and (counts or (bool(self.frames) and self.frames[-1].kind == "dash"))
            if short and counts:
                return State("headline targets", state.period)
        listed = announces(plain)
        if not listed and (state.period in self.aimed or not sets_product(plain)):
            return None
        period = announced_period(plain, state, self.when)
        before = self.nodes[self.blocks[-1].node].state if self.blocks else None
        if period in self.aimed and not (high and belongs(plain, period, before)):
            return None
        self.listing = plain.endswith(("：", ":")) and figures(plain) == 0
        return State("headline targets", period)

    def _goes_on_with(self, period: str, state: State) -> str:
        """The years that a plan goes on with after the headline targets of `period`."""
        year = str(self.year)
        first = year not in self.aimed and state.period == year
        return period if first or period == year else state.period

    def _begun(self, plain: str) -> tuple[State, bool]:
        before = State("opening", str(self.year))
        if cue("opening", "report").search(plain) or len(plain) < 60:
            return before, False
        years = years_at_start(plain, self.when)
        if cue("review", "start").match(plain) or (years and years.last < self.year):
            period = years.period if years and years.last < self.year else str(self.year - 1)
            return State("review", period), True
        return before, False

    def _closes(self, plain: str, *, address: bool) -> bool:
        if not self.ending or self.current.role not in FORWARD:
            return False
        return (self.final and address) or bool(cue("closing", "call").search(plain))

    def _reopens(self, plain: str, *, glued: bool) -> bool:
        """Whether the plan goes on after what sounded like its end: `2001年是…第一年。要坚持…`."""
        years = years_at_start(plain, self.when)
        return (
            not glued
            and not self.final
            and years is not None
            and years.first >= self.year
            and bool(cue("plan", "intent").search(plain))
            and not cue("closing", "call").search(plain)
        )

    ending = False
    """Whether this is among the last paragraphs, where a call upon everybody closes the report."""
    final = False
    """Whether this is the last paragraph of the speech."""

    def _turned(self, plain: str, now: State, *, high: bool) -> tuple[State, bool]:
        """The state that the paragraph's years bring about."""
        years = years_at_start(plain, self.when)
        forward = now.role in FORWARD
        top = self.frames[0] if self.frames else None
        ahead = years is not None and years.first >= self.year
        over = high and not forward and (now.role == "problems" or (top is not None and top.mixed))
        if over and (ahead or cue("plan", "start").match(plain)):
            return State("plan", years.period if years and ahead else str(self.year)), True
        own = high and now.role == "plan" and not (years and years.last < self.year)
        if own and cue("government", "start").match(plain):
            return State("government", now.period), True
        if now.role == "closing":
            return State("plan", years.period if years else str(self.year)), True
        later = turned_later(plain, now, self.when) if high else None
        if later is not None:
            return later, True
        if now.role == "review" and not high and not years and self._tells_of_five_years(plain, now):
            return State("review", f"{self.year - 5}-{self.year - 1}"), False
        if years is None:
            return now, False
        if forward and years.last < self.year:
            if cue("plan", "intent").search(plain):
                return now, False
            return State("review", years.period), False
        if not fits(years, now, self.year):
            return now, False
        if not forward:
            # An entry of five years that begins with the last of them may go on about all.
            if not high and not years.several and "-" in now.period and averages(plain):
                return State("review", now.period), False
            lasting = (high and years.period != now.period) or now.role == "problems"
            return State("review", years.period), lasting
        if years.period == now.period:
            return now, False
        # What a year's first words open after the part on the government is the plan again.
        role: SectionRole = "plan" if high and now.role == "government" else now.role
        return State(role, years.period), high

    def _tells_of_five_years(self, plain: str, now: State) -> bool:
        heading = self.nodes[self.frames[0].node].heading if self.frames else None
        part = fold(heading.words) if heading else ""
        return tells_of_five_years(plain, now, part, self.when)


def _troubles(plain: str) -> bool:
    """Whether a paragraph of the review begins to speak of problems."""
    first = re.split(r"[。：:；]", plain[:140], maxsplit=1)[0]
    if cue("problems", "not_start").search(first):
        return False
    return bool(cue("problems", "plain").search(plain[:110]) or cue("problems", "start").search(first))
