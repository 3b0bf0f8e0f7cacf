"""Ingestion by a real scheduler and two workers of its own, on loopback."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from test_reliability import content, reports, taken_in

from compare import Archive, __version__
from compare.archive import batch
from compare.archive.cluster import read_on_worker
from compare.archive.workers import Reading
from compare.errors import NoCluster

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Run

pytest.importorskip("distributed")
pytestmark = pytest.mark.xdist_group("cluster")
__all__ = ["reports"]


class Cluster:
    """A scheduler and its workers, as processes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "scheduler.json"
        self.processes = [
            self._start("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(self.file))
        ]
        self.workers = [self._worker() for _ in range(2)]

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        module = [sys.executable, "-m", "distributed.cli.dask_" + command[0]]
        return subprocess.Popen(
            [*module, *command[1:]], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def _worker(self) -> subprocess.Popen[bytes]:
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--scheduler-file", str(self.file))
        process = self._start("worker", *options)
        self.processes.append(process)
        return process

    @property
    def address(self) -> str:
        import json

        deadline = time.monotonic() + 30
        while not self.file.exists():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        return str(json.loads(self.file.read_text())["address"])

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "cluster"
    folder.mkdir()
    started = Cluster(folder)
    yield started
    started.end()


def test_the_archive_is_the_serial_one_though_a_worker_is_killed(
    reports: Path, tmp_path: Path, cluster: Cluster
) -> None:
    def kill_one(done: int, *_: object) -> None:
        if done == 5:
            cluster.workers[0].kill()

    archive = tmp_path / "cluster.duckdb"
    with Archive.open(archive) as opened:
        summary = batch([reports], opened, kill_one, cluster=cluster.address)
    assert (summary.count("ingested"), summary.refused) == (26, ())
    assert content(archive) == taken_in(reports, tmp_path / "one.duckdb")


def test_a_scheduler_that_goes_leaves_what_is_in_and_the_same_goes_on(
    reports: Path, tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compare.archive.cluster._PATIENCE", 4)

    def end(done: int, *_: object) -> None:
        if done == 5:
            cluster.end()

    archive = tmp_path / "cluster.duckdb"
    with (
        Archive.open(archive) as opened,
        pytest.raises(NoCluster, match="goes on from there"),
    ):
        batch([reports], opened, end, cluster=cluster.address)
    with Archive.open(archive, read_only=True) as opened:
        assert len(opened.reports()) >= 5
    assert taken_in(reports, archive) == taken_in(reports, tmp_path / "one.duckdb")


def test_without_a_scheduler_it_says_so(
    reports: Path, duizhao: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compare.archive.cluster._PATIENCE", 1)
    assert duizhao(
        "ingest", reports, "--archive", tmp_path / "a.duckdb", "--cluster", "tcp://127.0.0.1:9"
    ) == (
        1,
        "",
        "duizhao: cluster tcp://127.0.0.1:9: no scheduler answers within 1 seconds\n",
    )


def test_a_worker_of_another_version_reads_nothing(reports: Path) -> None:
    part = read_on_worker(reports / "2001.txt", Reading(), None, "0.0.1")
    assert part.refused == f"a worker of the cluster has duizhao {__version__}, this is 0.0.1"
