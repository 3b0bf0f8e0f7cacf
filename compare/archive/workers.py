"""Reading files in processes of their own, while one process writes what they bring.

A part is a pure function of its file and the rules in force: done twice, it is the same. A worker that is
killed therefore costs its files nothing but time; they are read again. A file that ends its worker when it is
read alone is refused.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING

from compare.errors import DuizhaoError
from compare.lexicon.extension import extend_lexicon, extended

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from compare.model import Extract

# Parts read ahead of the writer, for each worker: so many wait in memory at most.
_AHEAD = 3
DEADLY = "reading it ended the process that read it (out of memory?); the other files are not affected"


@dataclass(frozen=True, slots=True)
class Part:
    """What a file holds."""

    digest: str = ""
    """Of the file's bytes; empty where it couldn't be read."""
    extracts: tuple[Extract, ...] = ()
    """Empty where the archive has the file already."""
    refused: str = ""
    """Why it can't be taken in; else empty."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: what wins over their texts, and the files that needn't be read."""

    place: str = ""
    year: int | None = None
    known: frozenset[str] = frozenset()
    """Digests of files that the archive has; empty where they are to be read all the same."""


def read_part(file: Path, how: Reading) -> Part:
    """Read a file and extract its measures. Never raises: a defect in one file must not cost the others."""
    from compare.measures import extracts
    from compare.reading import read

    try:
        source = read(file)
        if source.digest in how.known:
            return Part(source.digest)
        return Part(source.digest, extracts(source, place=how.place, year=how.year))
    except DuizhaoError as error:
        return Part(refused=str(error).removeprefix(f"{file}: "))
    except Exception as error:
        return Part(refused=f"a defect of the program: {type(error).__name__}: {error}")


def read_parts(files: Iterable[Path], how: Reading, workers: int) -> Generator[tuple[Path, Part], None, None]:
    """Each file with its part, in the order of the files; by `workers` processes where there are several."""
    if workers <= 1:
        for file in files:
            yield file, read_part(file, how)
        return
    waiting, pending = deque(files), deque[tuple["Path", "Future[Part]"]]()
    pool = _pool(workers, how)
    try:
        while waiting or pending:
            try:
                while waiting and len(pending) < workers * _AHEAD:
                    pending.append((waiting[0], pool.submit(_read_as_told, waiting[0])))
                    waiting.popleft()
                part = pending[0][1].result()
                file, _ = pending.popleft()
            except BrokenProcessPool:
                file = pending.popleft()[0] if pending else waiting.popleft()
                # nobody knows which file it was: this one is read alone, the others again
                waiting.extendleft(reversed([other for other, _ in pending]))
                pending.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                part, pool = _read_alone(file, how), _pool(workers, how)
            yield file, part
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _read_alone(file: Path, how: Reading) -> Part:
    with _pool(1, how) as pool:
        try:
            return pool.submit(_read_as_told, file).result()
        except BrokenProcessPool:
            return Part(refused=DEADLY)


def _pool(workers: int, how: Reading) -> ProcessPoolExecutor:
    # spawned, not forked: the parent holds a database and its threads
    return ProcessPoolExecutor(workers, get_context("spawn"), _begin, (extended(), how))


class _Worker:
    """What a worker was told when it began."""

    how = Reading()


def _begin(rules: Path | None, how: Reading) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes
    Thread(target=_end_with_parent, daemon=True).start()
    extend_lexicon(rules)
    _Worker.how = how


def _end_with_parent() -> None:
    """A parent that is killed can't tell its workers to end; they would wait for files for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_as_told(file: Path) -> Part:
    return read_part(file, _Worker.how)
