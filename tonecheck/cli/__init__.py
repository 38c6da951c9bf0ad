"""The command line: arguments, files, terminals. The entry point is `main`."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

# A check of a few drafts makes fewer objects than this, and none of them is a ring worth looking for.
_MADE = 50_000
INTERRUPTED, CLOSED_PIPE, COULD_NOT = 130, 141, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status of one run: 0 nothing found, 1 something found, 2 could not check.

    130 after Ctrl-C, 141 after the reader of our output went away, both without a word.
    """
    try:
        try:
            # Imported here, so that Ctrl-C during the imports is as quiet as later.
            from tonecheck.cli.plain import run

            return run(sys.argv[1:] if arguments is None else list(arguments))
        finally:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence()
        return CLOSED_PIPE
    except OSError as error:
        _silence()
        _say(f"tonecheck: cannot write the output: {error.strerror}\n")
        return COULD_NOT
    except Exception:
        # A fault of ours must not look like status 1, "something found".
        import traceback

        _say(f"{traceback.format_exc()}tonecheck: this is a fault in tonecheck itself; please report the lines above\n")
        return COULD_NOT


def command() -> None:
    """The command as a process of its own: `main`, after which the process ends without taking everything apart first."""
    gc.set_threshold(_MADE)
    status = main()
    # All is written by now. Other threads and processes are waited for, and who measures us is told of the end.
    alone = sys.modules.keys().isdisjoint(("multiprocessing", "threading", "logging"))
    if alone and sys.gettrace() is None and sys.getprofile() is None:
        os._exit(status)
    gc.freeze()
    sys.exit(status)


def _silence() -> None:
    """Lets the interpreter flush what is left of the output into nothing when it ends."""
    try:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, sys.stdout.fileno())
        os.close(sink)
    except (OSError, ValueError, AttributeError):
        sys.stdout = None  # what Python itself does where there is no output


def _say(text: str) -> None:
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        pass
