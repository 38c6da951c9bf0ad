"""The terminal side of `--ask`: lines typed by a person, the file written at the end, Ctrl-C leaving it alone."""

from __future__ import annotations

import sys
from collections.abc import Callable

from tonecheck.cli import files
from tonecheck.cli.ask import Stop, Walk
from tonecheck.cli.render_text import Page
from tonecheck.model import Report


def ask_about(draft: files.Draft, check: Callable[[str], Report], page: Page, *, backup: bool) -> tuple[Report, bool]:
    """Asks about one draft and writes it; the report on what remains, and whether the person wants to stop.

    `KeyboardInterrupt` passes through, with a word about the file that was not written.
    """
    phrases = page.phrases
    try:
        outcome = Walk(check, page, _say, _typed).through(draft.text, draft.name)
    except KeyboardInterrupt:
        _say("\n" + phrases.interrupted.format(name=draft.name) + "\n")
        raise
    if outcome.text != draft.text:
        files.write(draft, outcome.text, backup=backup)
        said = phrases.count(outcome.changes, phrases.asked).format(name=draft.name)
    else:
        said = phrases.unasked.format(name=draft.name)
    _say((f"{said} {phrases.stopped}" if outcome.stopped else said) + "\n")
    return check(outcome.text), outcome.stopped


def _say(text: str) -> None:
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        # A terminal that cannot show a character shows a question mark rather than ending the run.
        encoding = sys.stdout.encoding or "ascii"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()


def _typed(prompt: str, there: str) -> str:
    """A line typed after a prompt, with `there` to begin from where the terminal can edit; the end of input raises `Stop`."""
    try:
        # Imported for its effect on `input`: a line that can be edited.
        import readline
    except ImportError:
        readline = None  # type: ignore[assignment]
    if readline is not None and there:
        readline.set_startup_hook(lambda: readline.insert_text(there))
    try:
        return input(prompt)
    except EOFError:
        _say("\n")
        raise Stop from None
    finally:
        if readline is not None:
            readline.set_startup_hook(None)
