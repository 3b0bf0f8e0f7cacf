"""The commands by which a person decides what the program leaves open."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli import dialogue, inputs
from compare.cli.options import DEFAULT_ARCHIVE, ArchiveOption, FormatOption, LexiconOption, PlaceOption
from compare.cli.output import Format, emit, say
from compare.errors import BadDecision, NotFound

if TYPE_CHECKING:
    from compare.archive import Archive
    from compare.archive.deciding import Standing
    from compare.archive.decisions import Word
    from compare.archive.review import Doubt

# ruff: noqa: PLR0917 - a command loads only what it needs; its arguments are its options

ByOption = Annotated[
    str,
    typer.Option("--by", metavar="NAME", help="Who decides; the name you are logged in by, if not given."),
]
NoteOption = Annotated[str, typer.Option("--note", metavar="WORDS", help="Why; kept with the decision.")]

_SAME, _NOT_SAME, _NONE, _SKIP, _NOTE, _QUIT = "y", "n", "0", "s", "m", "q"


def review(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    place: PlaceOption = "",
    year: Annotated[
        int | None, typer.Option("--year", "-y", help="The report year of the targets.", min=1949)
    ] = None,
    unanswered: Annotated[
        bool,
        typer.Option("--undisclosed", help="Targets without an answer instead, with the results most like."),
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Doubtful proposals and targets without an answer.")
    ] = False,
    by: ByOption = "",
    lexicon: LexiconOption = None,
    form: Annotated[
        Format | None, typer.Option("--format", "-f", help="Ask nothing; print what is doubtful as rows.")
    ] = None,
) -> None:
    """Walk through what is doubtful, target and result side by side, and decide.

    A letter answers, or the arrow keys and Enter. What you decide takes effect at once and is kept;
    `duizhao decide --undo` takes it back. The rows of `--format csv` can be filled in (column ruling: same,
    not same, none) and read with `duizhao decide --import`.

    \b
    Examples:
      duizhao review --place 贵阳市 --year 2024
      duizhao review --undisclosed --place 贵阳市 --year 2024
      duizhao review --all --format csv > review.csv
    """
    inputs.use_lexicon(lexicon, archive)
    review_too, unanswered = every or not unanswered, every or unanswered
    if form is None and dialogue.is_possible():
        _walk(archive, place, year, review_too, unanswered, name_of_user(by))
        return
    from compare.archive import Archive
    from compare.cli.rows import REVIEW, REVIEW_SHOWN, review_rows

    with Archive.open(archive, read_only=True) as opened:
        _check_place(opened, place)
        rows = list(review_rows(_doubts(opened, place, year, review_too, unanswered)))
    emit(
        REVIEW,
        rows,
        form or Format.table,
        shown={name: name for name in REVIEW_SHOWN},
        empty="nothing is in doubt",
    )
    if form is None and rows:
        say(
            "this is no terminal to ask at; decide with `duizhao decide TARGET RESULT --same` or `--not-same`"
        )


def decide(
    target: Annotated[str, typer.Argument(metavar="[TARGET]", help="The key of a target: t4k7m2p9x.")] = "",
    result: Annotated[str, typer.Argument(metavar="[RESULT]", help="The key of a result: r03w5n8ha.")] = "",
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    same: Annotated[bool, typer.Option("--same", help="RESULT answers TARGET.")] = False,
    not_same: Annotated[
        bool, typer.Option("--not-same", help="RESULT doesn't, and is not to be proposed again.")
    ] = False,
    nothing: Annotated[bool, typer.Option("--none", help="Nothing answers TARGET.")] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back what was decided of TARGET (and RESULT, if given).")
    ] = False,
    sheet: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE", help="Decisions as rows of a .csv or .xlsx file."),
    ] = None,
    note: NoteOption = "",
    by: ByOption = "",
    lexicon: LexiconOption = None,
) -> None:
    """Decide which result answers a target; it takes effect at once and wins over the program.

    `duizhao review`, `duizhao pairs` and `duizhao compare` show the keys. A decision outlives the reading of
    its reports: it holds again wherever its figures are found.

    \b
    Examples:
      duizhao decide tx2p6jyx0 r3qr5mz39 --same --note 与主管部门核对
      duizhao decide tx2p6jyx0 r3qr5mz39 --not-same
      duizhao decide tx2p6jyx0 --none
      duizhao decide --undo tx2p6jyx0
      duizhao decide --import decisions.csv
    """
    chosen = [name for name, wanted in _wanted(same, not_same, nothing, undo, sheet).items() if wanted]
    if len(chosen) != 1:
        raise typer.BadParameter("give one of --same, --not-same, --none, --undo, --import")
    way = chosen[0]
    inputs.use_lexicon(lexicon, archive)
    if way == "--import":
        if target or note:
            raise typer.BadParameter("--import takes targets and notes from the file")
        _take_sheet(archive, sheet or Path(), name_of_user(by))
        return
    if not target or (way in ("--same", "--not-same") and not result) or (way == "--none" and result):
        wanted = "a TARGET" if way in ("--none", "--undo") else "a TARGET and a RESULT"
        raise typer.BadParameter(f"{way} takes {wanted}")
    if way == "--undo":
        _undo(archive, target, result, name_of_user(by))
        return
    word: Word = "same" if same else "not same" if not_same else "none"
    _decide(archive, target, result, word, note, name_of_user(by))


def decisions(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    place: PlaceOption = "",
    every: Annotated[bool, typer.Option("--all", help="Also those undone or replaced.")] = False,
    form: FormatOption = Format.table,
) -> None:
    """List what persons decided: who, when, why, and whether it still finds its figures.

    One whose figures are nowhere in the archive any more is `stale`: kept, without effect.

    \b
    Examples:
      duizhao decisions --place 贵阳市
      duizhao decisions --format csv > decisions.csv
    """
    from compare.archive import Archive
    from compare.cli.rows import DECISION, DECISION_SHOWN

    with Archive.open(archive, read_only=True) as opened:
        _, rows = opened.rows(
            f"SELECT {', '.join(DECISION)} FROM v_decisions WHERE (? = '' OR place = ?)"
            " AND (? OR standing <> 'withdrawn') ORDER BY decision_id",
            [place, place, every],
        )
    emit(DECISION, rows, form, shown={name: name for name in DECISION_SHOWN}, empty="nothing is decided")


def _wanted(same: bool, not_same: bool, nothing: bool, undo: bool, sheet: Path | None) -> dict[str, bool]:
    return {
        "--same": same,
        "--not-same": not_same,
        "--none": nothing,
        "--undo": undo,
        "--import": sheet is not None,
    }


def name_of_user(by: str) -> str:
    """Who decides: as said, or as the system knows the user."""
    if by:
        return by
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise typer.BadParameter("the system doesn't say who you are; say it with --by") from None


def _check_place(archive: Archive, place: str) -> None:
    if place:
        inputs.one_place(archive, place)


def existing(path: Path) -> Path:
    """Deciding makes no archive."""
    if not path.exists():
        raise NotFound(f"{path}: no such archive; make one with `duizhao ingest`")
    return path


def _decide(path: Path, target: str, result: str, ruling: Word, note: str, by: str) -> None:
    from compare.archive import Archive
    from compare.archive.deciding import Wish
    from compare.archive.deciding import decide as take

    with Archive.open(existing(path)) as archive:
        before, after = take(archive, Wish(target, ruling, result, note, by))
    _say_effect(before, after)


def _undo(path: Path, target: str, result: str, by: str) -> None:
    from compare.archive import Archive
    from compare.archive.deciding import undo

    with Archive.open(existing(path)) as archive:
        undone = undo(archive, target, result, by=by)
    for decision in undone:
        what = f" {decision.result.indicator}{decision.result.phrase}" if decision.result else ""
        said = f"{decision.target.indicator}{decision.target.phrase}: {decision.ruling}{what}"
        say(f"undone: {decision.place}{decision.report_year} {said} ({decision.decided_by})")


def _take_sheet(path: Path, sheet: Path, by: str) -> None:
    from compare.archive import Archive
    from compare.archive.decision_sheet import take_sheet

    with Archive.open(existing(path)) as archive:
        taken, known = take_sheet(archive, sheet, by)
    say(f"{sheet}: {taken} decisions taken, {known} known already")


def _say_effect(before: Standing, after: Standing) -> None:
    def said(standing: Standing) -> str:
        return f"{standing.result or '—'} {standing.verdict_zh or '—'} [{standing.state}]"

    name = f"{after.place}{after.report_year} {after.indicator}{after.target}"
    say(
        f"{name}: {said(before)} → {said(after)}"
        + (f" ({'；'.join(after.reasons)})" if after.reasons else "")
    )


def _doubts(
    archive: Archive, place: str, year: int | None, review_too: bool, unanswered: bool
) -> list[Doubt]:
    from compare.archive.review import Reviewer, doubtful

    reviewer = Reviewer(archive)
    ids = doubtful(archive, place, year, review=review_too, unanswered=unanswered)
    return [reviewer.doubt(identity) for identity in ids]


def _walk(path: Path, place: str, year: int | None, review_too: bool, unanswered: bool, by: str) -> None:
    """Ask one by one. The archive is open only in between, so that others can read it while one thinks."""
    from rich.console import Console

    from compare.archive import Archive
    from compare.archive.review import Reviewer, doubtful
    from compare.cli.sides import show

    console, skipped, decided, answer = Console(highlight=False), set[str](), 0, ""
    while True:
        with Archive.open(path, read_only=True) as archive:
            _check_place(archive, place)
            ids = doubtful(archive, place, year, review=review_too, unanswered=unanswered)
            left = [identity for identity in ids if identity not in skipped]
            if not left:
                break
            doubt = Reviewer(archive).doubt(left[0])
        show(doubt, f"{len(left)} to decide", console)
        answer, note = _answer(doubt)
        if answer == _QUIT:
            break
        if answer == _SKIP:
            skipped.add(left[0])
            continue
        ruling: Word = "none" if answer == _NONE else "not same" if answer == _NOT_SAME else "same"
        number = int(answer) - 1 if answer.isdigit() and answer != _NONE else 0
        result = "" if ruling == "none" else doubt.proposals[number].side.key
        try:
            _decide(path, doubt.target.key, result, ruling, note, by)
            decided += 1
        except BadDecision as error:  # another process has changed the archive meanwhile
            say(f"duizhao: {error}")
            skipped.add(left[0])
    say(f"{decided} decided, {len(skipped)} skipped" if answer else "nothing is in doubt")


def _answer(doubt: Doubt) -> tuple[str, str]:
    """The letter chosen for a doubt, and the note written before."""
    if doubt.state == "review":
        answers = [dialogue.Choice(_SAME, "same"), dialogue.Choice(_NOT_SAME, "not same")]
    else:
        answers = [dialogue.Choice(str(n), f"same as {n}") for n in range(1, len(doubt.proposals) + 1)]
    choices = [
        *answers,
        dialogue.Choice(_NONE, "nothing answers it"),
        dialogue.Choice(_SKIP, "skip"),
        dialogue.Choice(_NOTE, "note"),
        dialogue.Choice(_QUIT, "quit"),
    ]
    note = ""
    while (letter := dialogue.ask(choices, _SKIP)) == _NOTE:
        note = dialogue.ask_for_words("note: ")
    return letter, note
