"""The plain form, `tonecheck draft.txt`, without click: help, commands, and whatever is wrong with arguments are click's.

Importing click takes longer than checking a draft.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise

from tonecheck.cli.check import COLOURS, FAIL_ON, FORMATS, Options, complain
from tonecheck.cli.check import run as check
from tonecheck.cli.messages import LANGUAGES, language_of
from tonecheck.errors import RulebookError, TonecheckError
from tonecheck.reply.setting import AUDIENCES, CHANNELS
from tonecheck.text.script import SCRIPTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COMMANDS = ("config", "mcp", "packs", "reply", "rules", "scenes", "serve", "token")
_FLAGS = {"--fix": "fix", "--diff": "diff", "--unsafe-fixes": "unsafe_fixes", "--bak": "bak", "--ask": "ask",
          "--isolated": "isolated", "--no-reader": "no_reader"}
# Options with a value: their names in `Options`, and what may stand there.
_VALUES: dict[str, tuple[str, Sequence[str]]] = {
    "--format": ("format", FORMATS), "--scene": ("scene", ()), "--script": ("script", SCRIPTS), "--channel": ("channel", CHANNELS),
    "--audience": ("audience", AUDIENCES), "--lang": ("language", LANGUAGES), "--fail-on": ("fail_on", FAIL_ON),
    "--rules": ("rules", ()), "--config": ("config", ()), "--pack": ("pack", ()), "--encoding": ("encoding", ()),
    "--color": ("color", COLOURS),
}


def run(arguments: Sequence[str]) -> int:
    """The exit status of a run of the command line."""
    options = options_of(arguments)
    if options is not None:
        return told(lambda: check(options), arguments)
    from tonecheck.cli.app import run as with_click

    return with_click(list(arguments))


def options_of(arguments: Sequence[str]) -> Options | None:
    """What the arguments ask for; None for everything but the plain form, and where something may be wrong."""
    chosen: dict[str, Any] = {}
    paths: list[str] = []
    rest = iter(arguments)
    for word in rest:
        name, _, value = word.partition("=")
        if word in _FLAGS:
            chosen[_FLAGS[word]] = True
        elif name in _VALUES:
            field, allowed = _VALUES[name]
            value = value if "=" in word else next(rest, "-")
            if value.startswith("-") or (allowed and value not in allowed):
                return None
            chosen[field] = (*chosen.get(field, ()), value) if field == "rules" else value
        elif (word.startswith("-") and word != "-") or word in COMMANDS:
            return None
        else:
            paths.append(word)
    if not paths:
        if sys.stdin is None or sys.stdin.isatty():
            return None
        paths.append("-")
    reader = not chosen.pop("no_reader", False)
    return Options(tuple(paths), reader=reader, given=frozenset(chosen), **chosen)


def told(work: Callable[[], int], arguments: Sequence[str]) -> int:
    """The status of some work; a mistake of the user becomes one clear line on standard error."""
    try:
        return work()
    except RulebookError as error:
        complain("\n".join(_in_words(error.found, arguments)))
    except TonecheckError as error:
        complain("\n".join(_in_words([error.said], arguments)) if error.said is not None else str(error))
    return 2


def _in_words(faults: Sequence[object], arguments: Sequence[str]) -> list[str]:
    """Faults, and messages of other errors, in the language that the arguments ask for."""
    from tonecheck.cli.tongue import Tongue
    from tonecheck.rulebook.faults import Fault, Said

    words = " ".join(arguments).replace("--lang=", "--lang ").split()
    asked = next((b for a, b in pairwise(words) if a == "--lang" and b in LANGUAGES), None)
    tell = Tongue(asked or language_of(os.environ))
    said = [tell.line(fault) if isinstance(fault, Fault) else fault for fault in faults]
    return [tell(one) if isinstance(one, Said) else str(one) for one in said]
