"""The command `duizhao`: parses, calls, prints. Failures become one line on stderr and an exit code."""

from __future__ import annotations

import os
import sys

__all__ = ["main"]

FAILED = 1
INTERRUPTED = 130


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 130 interrupted."""
    from compare.cli.commands import app
    from compare.errors import DuizhaoError, Stopped

    try:
        app(prog_name="duizhao")
    except DuizhaoError as error:
        from compare.cli.output import say

        say(f"duizhao: {error}")
        sys.exit(INTERRUPTED if isinstance(error, Stopped) else FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # the reader has gone (`| head`); the interpreter must not try to flush what is left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:  # a full disk, a folder that may not be written
        from compare.cli.output import say

        say(f"duizhao: {error.filename or ''}: {error.strerror or error}")
        sys.exit(FAILED)
