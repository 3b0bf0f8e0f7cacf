"""Reading files on a cluster of Dask workers, while this process writes what they bring.

The same pure function as in `compare/archive/workers.py` fans out. A worker that is lost costs nothing: the
scheduler gives its files to another, and a part that comes twice is the same part. Files and the user's rules
are named by absolute paths, so they must lie where all machines see them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compare.archive.workers import DEADLY, Part, Reading, read_part
from compare.errors import NoCluster
from compare.lexicon.extension import extend_lexicon, extended

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

_PATIENCE = 20  # seconds to find the scheduler
_AHEAD = 4
"""Parts asked for ahead of the writer, for each thread of the cluster."""


def read_parts_on(
    address: str, files: Iterable[Path], how: Reading
) -> Generator[tuple[Path, Part], None, None]:
    """Each file with its part, in the order of the files, read by the workers of the scheduler at `address`.

    Raises NoCluster where there is none, or it is gone.
    """
    client = _connect(address)
    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    rules = extended()
    told = (how, rules.absolute() if rules else None, _version())
    waiting, pending = iter(files), deque[tuple[Path, Any]]()
    try:
        while True:
            ahead = _AHEAD * max(1, sum(client.nthreads().values())) - len(pending)
            for file in islice(waiting, max(0, ahead)):
                task = client.submit(read_on_worker, file.absolute(), *told, pure=False)
                pending.append((file, task))
            if not pending:
                return
            file, task = pending.popleft()
            try:
                part = _named(task.result(), file)
            except KilledWorker:
                part = Part(refused=DEADLY)
            yield file, part
    except (CommClosedError, asyncio.CancelledError, TimeoutError, OSError) as error:
        raise NoCluster(address, "is gone; what is in stays, the same command goes on from there") from error
    except ImportError as error:
        raise NoCluster(address, f"has workers that lack something: {error}") from error
    finally:
        client.close(timeout=2)


def read_on_worker(file: Path, how: Reading, rules: Path | None, version: str) -> Part:
    """`read_part` by the rules of who asks; a worker of another version refuses, as it may read otherwise."""
    if version != _version():
        return Part(refused=f"a worker of the cluster has duizhao {_version()}, this is {version}")
    if extended() != rules:
        extend_lexicon(rules)
    return read_part(file, how)


def _named(part: Part, file: Path) -> Part:
    """The part as if the file had been read here, by the name that was given."""
    extracts = tuple(
        replace(one, report=replace(one.report, source=replace(one.report.source, path=str(file))))
        for one in part.extracts
    )
    return replace(part, extracts=extracts)


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise NoCluster(address, "needs the extra: pip install 'duizhao[cluster]'") from error
    connect: Any = Client
    try:
        return connect(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(address, f"no scheduler answers within {_PATIENCE} seconds") from error


def _version() -> str:
    from compare import __version__

    return __version__
