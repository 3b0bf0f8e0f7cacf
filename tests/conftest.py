"""What the tests of several files share."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from compare.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def duizhao(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `duizhao` with arguments in the current folder; gives exit code, stdout and stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["duizhao", *map(str, arguments)])
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call
