"""A question with single-letter answers at a terminal: a letter, or the arrow keys and Enter.

Where keys can't be read one by one (a dumb terminal, one too narrow for the line) a letter and Enter will do.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEFT, _RIGHT, _ENTER, _END = "left", "right", "enter", "end"
_ARROWS = {"D": _LEFT, "A": _LEFT, "C": _RIGHT, "B": _RIGHT}  # up and down go along the line as well
_WINDOWS_ARROWS = {"K": _LEFT, "H": _LEFT, "M": _RIGHT, "P": _RIGHT}
_GAP = "   "
_ESCAPE_WAIT = 0.1  # seconds in which the rest of an arrow key's code arrives


class Choice(NamedTuple):
    """A possible answer: its letter and what it means."""

    letter: str
    label: str


def is_possible() -> bool:
    """Whether somebody sits there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(choices: Sequence[Choice], at_first: str) -> str:
    """The letter of the choice that was made; of the last one (to quit) where the input ends.

    `at_first` is the letter of the choice that Enter alone makes.
    """
    line = _GAP.join(f"{choice.letter} {choice.label}" for choice in choices)
    if _is_plain() or len(line) + 4 > _columns():
        return _ask_in_lines(choices, at_first, line)
    chosen = next(i for i, choice in enumerate(choices) if choice.letter == at_first)
    for key in _keys():
        if key == _END:
            chosen = len(choices) - 1
        letters = [choice.letter for choice in choices]
        if key in letters:
            chosen = letters.index(key)
        step = {_LEFT: -1, _RIGHT: 1}.get(key, 0)
        chosen = (chosen + step) % len(choices)
        _draw(choices, chosen)
        if key in (_ENTER, _END, *letters):
            break
    sys.stdout.write("\n")
    return choices[chosen].letter


def ask_for_words(prompt: str) -> str:
    """A line of text, empty where the input ends."""
    try:
        return input(prompt).strip()
    except EOFError:
        return ""


def _ask_in_lines(choices: Sequence[Choice], at_first: str, line: str) -> str:
    letters = [choice.letter for choice in choices]
    while True:
        try:
            said = _folded(input(f"{line}\n[{at_first}] > ").strip())
        except EOFError:
            return letters[-1]
        if not said:
            return at_first
        if said[0] in letters:
            return said[0]


def _draw(choices: Sequence[Choice], chosen: int) -> None:
    parts = [
        f"\x1b[7m {choice.letter} {choice.label} \x1b[0m"
        if i == chosen
        else f" {choice.letter} {choice.label} "
        for i, choice in enumerate(choices)
    ]
    sys.stdout.write("\r\x1b[K" + _GAP[2:].join(parts))
    sys.stdout.flush()


def _is_plain() -> bool:
    return os.environ.get("TERM", "") in ("dumb", "unknown") and os.name != "nt"


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except OSError:
        return 80


def _folded(text: str) -> str:
    """As typed through a Chinese keyboard: full-width letters are letters."""
    return unicodedata.normalize("NFKC", text).lower()


def _keys() -> Iterator[str]:
    """Keys as they are pressed; the first is none, so that the line is drawn.

    What was typed before is dropped: it was meant for another question than this, which nobody has seen yet.
    """
    yield from _windows_keys() if os.name == "nt" else _posix_keys()


def _posix_keys() -> Iterator[str]:
    import select
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor, termios.TCSAFLUSH)
        yield ""
        while True:
            data = os.read(descriptor, 64)
            if not data or data == b"\x04":
                yield _END
                continue
            if data == b"\x1b" and select.select([descriptor], [], [], _ESCAPE_WAIT)[0]:
                data += os.read(descriptor, 8)
            text = data.decode("utf-8", "ignore")
            if text[:2] in ("\x1b[", "\x1bO"):
                yield _ARROWS.get(text[2:3], "")
                continue
            for character in text:
                yield _ENTER if character in "\r\n" else _folded(character)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _windows_keys() -> Iterator[str]:
    import msvcrt

    while msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
        msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
    yield ""
    while True:
        character = msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
        if character in ("\x00", "\xe0"):
            yield _WINDOWS_ARROWS.get(msvcrt.getwch(), "")  # type: ignore[attr-defined,unused-ignore]
        elif character == "\x03":
            raise KeyboardInterrupt
        elif character in ("\x04", "\x1a"):
            yield _END
        else:
            yield _ENTER if character in "\r\n" else _folded(character)
