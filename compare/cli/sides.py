"""A target and the results that may answer it, side by side, each figure marked in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.cli.output import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from compare.archive.review import Doubt, Proposal, Side

_AROUND = 90  # characters shown before and after the figure
_NARROW = 70  # columns below which the sides stand one under the other
_CUT = "……"


def show(doubt: Doubt, counted: str, console: Console) -> None:
    """Print a doubt; `counted` says which of how many it is."""
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Text

    console.print(Rule(Text(counted), align="left", style="dim"))
    blocks = [
        _block("目标", doubt.target, console),
        *(_proposal(number, proposal, doubt, console) for number, proposal in enumerate(doubt.proposals, 1)),
    ]
    if not doubt.proposals:
        blocks.append(Text("no result has a name like it", style="dim"))
    if console.width < _NARROW:
        for block in blocks:
            console.print(block, "", overflow="fold")
        return
    table = Table.grid(padding=(0, 3), expand=True)
    for _ in range(2):
        table.add_column(ratio=1, overflow="fold")
    for number, block in enumerate(blocks[1:]):
        table.add_row(blocks[0] if number == 0 else Text(""), block)
    console.print(table, "")


def _proposal(number: int, proposal: Proposal, doubt: Doubt, console: Console) -> Text:
    head = "结果" if doubt.state == "review" else f"{number} 结果"
    text = _block(head, proposal.side, console)
    text.append(f"\n{proposal.confidence:.2f} {'；'.join(map(printable, proposal.reasons))}", style="dim")
    if proposal.verdict:
        text.append(f"\n→ {proposal.verdict}：{printable(proposal.rule)}", style="dim")
    if proposal.answers:
        text.append(f"\n! answers another target already: {printable(proposal.answers)}")
    return text


def _block(head: str, side: Side, console: Console) -> Text:
    from rich.text import Text

    text = Text()
    text.append(f"{head}  {side.place}{side.report_year}  {side.key}\n", style="dim")
    scope = f"（{side.scope}）" if side.scope else ""
    text.append(printable(f"{side.indicator}{scope} {side.phrase}"), style="bold")
    text.append(f"  {side.period}\n", style="dim")
    text.append_text(_sentence(side, console))
    if side.heading:
        text.append("\n" + printable(side.heading), style="dim")
    return text


def _sentence(side: Side, console: Console) -> Text:
    """What stands around the figure, which is marked by its look, or in brackets where there are no looks."""
    from rich.text import Text

    start, end, sentence = side.at, side.ends_at, side.sentence
    if start is None or end is None or not 0 <= start < end <= len(sentence):
        return Text(printable(sentence[: 2 * _AROUND] + (_CUT if len(sentence) > 2 * _AROUND else "")))
    first, last = max(0, start - _AROUND), min(len(sentence), end + _AROUND)
    text = Text((_CUT if first else "") + printable(sentence[first:start]))
    figure = printable(sentence[start:end])
    if console.color_system is None:
        text.append(f"【{figure}】")
    else:
        text.append(figure, style="bold reverse")
    text.append(printable(sentence[end:last]) + (_CUT if last < len(sentence) else ""))
    return text
