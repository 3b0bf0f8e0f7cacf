"""The command that reads a filled-in handout back."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads it when the command runs
from typing import Annotated

import typer

from compare.cli import inputs
from compare.cli.deciding import ByOption, existing, name_of_user
from compare.cli.options import DEFAULT_ARCHIVE, ArchiveOption, LexiconOption
from compare.cli.output import say

facts = typer.Typer(
    help="Facts that a person fills in.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@facts.callback()
def _facts() -> None:
    pass


@facts.command("import")
def import_facts(
    handout: Annotated[
        Path, typer.Argument(metavar="HANDOUT.xlsx", help="A workbook of `duizhao scorecard`, filled in.")
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Also take what an earlier import of the file had otherwise.")
    ] = False,
    by: ByOption = "",
    lexicon: LexiconOption = None,
) -> None:
    """Take the results that were filled into a 对照表 where it said 未披露.

    Write what is known into the column 完成, as a report would: 增长5.1%, 5.1%, 15.9万人; a bare 5.1 is in
    the unit of the target. The same file twice changes nothing. If a cell is wrong nothing is taken.

    \b
    Examples:
      duizhao facts import 对照表.xlsx
      duizhao facts import 对照表.xlsx --archive guiyang.duckdb --by 张三
    """
    from compare.archive import Archive
    from compare.scorecard.filling import import_handout

    inputs.use_lexicon(lexicon, archive)
    with Archive.open(existing(archive)) as opened:
        taken = import_handout(opened, handout, name_of_user(by), replace)
    for note in taken.notes:
        say(f"note: {note}")
    say(
        f"{handout}: {taken.added} facts added, {taken.changed} changed, {taken.removed} removed,"
        f" {taken.known} known already"
    )
