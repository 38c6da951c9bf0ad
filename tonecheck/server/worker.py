"""What runs in a worker: one rulebook, read when the worker begins, and one check at a time.

The checker is imported here inside functions: the server's own process knows these names, but never checks.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import socket
import struct
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from tonecheck.errors import RulebookError, TonecheckError
from tonecheck.server.contract import CheckRequest, Refusal
from tonecheck.text import sieve

if TYPE_CHECKING:
    from tonecheck.checker import Checker
    from tonecheck.model import Report
    from tonecheck.rulebook.model import Localized, Rulebook


@dataclass(frozen=True, slots=True)
class Rules:
    """What the workers check by: the arguments of `Checker`."""

    paths: tuple[str, ...] = ()
    language: str = "zh-hans"
    reader: bool = True
    config: str | None = None
    pack: str | None = None

    def checker(self) -> Checker:
        """Reads the rulebook anew."""
        from tonecheck.checker import Checker

        return Checker(
            list(self.paths) or None, config=self.config, pack=self.pack, language=self.language, reader=self.reader
        )


# Rules and scenes by name, each with its title by language.
Titles = dict[str, dict[str, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Identity:
    """Which rulebook is in force."""

    digest: str
    rules: int
    scenes: tuple[str, ...]
    # What it was read from and may change; nothing for what comes with tonecheck.
    files: tuple[str, ...] = ()
    titles: Titles = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in tonecheck itself, told instead of an answer."""

    trace: str


# Before each message between server and worker: how many bytes it has.
HEAD = struct.Struct(">I")

# One rulebook a worker process; with threads one a thread.
_own = threading.local()
# A check of the longest text takes a second or two of computing.
COMPUTING_SECONDS = 20.0
# With less time left, and so much for each character, replies are left out.
_SHORT_SECONDS, _SHORT_EACH = 0.02, 0.000_05
_WARMING = ("维修是老李负责的,不归我管。", "這件事不歸我管，你改天再來啦。", "这个不规我管")


def serve(own: socket.socket, rules: Rules) -> None:
    """A worker process, until nobody is at the other end of its socket: tells its identity, then answers checks one by one."""
    _begin()
    load(rules)
    # The rulebook stays as long as the process: to look through it for garbage again and again costs the slowest answers most.
    gc.collect()
    gc.freeze()
    with own.makefile("rwb") as stream:

        def tell(value: Any) -> None:
            message = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
            stream.write(HEAD.pack(len(message)) + message)
            stream.flush()

        try:
            tell(ready())
            while head := stream.read(HEAD.size):
                request, due = pickle.loads(stream.read(HEAD.unpack(head)[0]))  # the server wrote it
                _limited()
                tell(_answer(request, due))
        except (ConnectionError, EOFError, struct.error, pickle.UnpicklingError):
            # The server ended in the middle of a message.
            return


def _answer(request: CheckRequest, due: float) -> Any:
    try:
        return check(request, due)
    except Exception:
        # One message that we cannot read must not cost the next one its worker.
        return Fault(traceback.format_exc())


def _limited() -> None:
    """Gives the check that follows so much computing time: one that takes more will never end, and would keep the worker for good.

    The system ends the process then, wherever it is; time in which others compute does not count.
    """
    if hasattr(signal, "ITIMER_VIRTUAL"):
        signal.setitimer(signal.ITIMER_VIRTUAL, COMPUTING_SECONDS)


def _begin() -> None:
    """It outlives signals meant for the server, and ends with it."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        # Whoever stops the whole group means the server; it ends its workers when they are done.
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def follow() -> None:
        wait([parent.sentinel])
        os._exit(1)

    # A server that was killed cannot tell its workers.
    threading.Thread(target=follow, daemon=True).start()


def load(rules: Rules) -> None:
    """Reads the rulebook; what is wrong with it is told by `ready`."""
    from tonecheck.text.words import cuts_word

    try:
        _own.checker, _own.speaking, _own.faults = rules.checker(), {}, None
        # What is loaded at the first need is loaded now, not while somebody waits: the segmenter takes a second.
        cuts_word("师傅下午到", 0, 2)
        _own.checker.prepare()
        for text in _WARMING:
            check(CheckRequest(text), time.monotonic() + 60)
        sieve.keep()
    except RulebookError as error:
        _own.faults = list(error.faults)
    except TonecheckError as error:
        _own.faults = [str(error)]


def ready() -> Identity | list[str]:
    """The rulebook in force, or its faults."""
    if _own.faults:
        return list(_own.faults)
    checker: Checker = _own.checker
    files = tuple(str(file) for file in checker.config.files) if checker.config is not None else ()
    book = checker.rulebook
    return Identity(book.digest, len(book.rules), tuple(book.scenes), files, _titles(book))


def check(request: CheckRequest, due: float) -> tuple[dict[str, Any], bool] | Refusal:
    """The wire format of a request, and whether replies were left out because `due` (monotonic seconds) is near."""
    from tonecheck.server.formats import checked

    began = time.monotonic()
    if due <= began:
        return Refusal(503, "no verdict in time", {"Retry-After": "1"})
    # Replies cost ten times what the verdict does, and are of no use to somebody who has gone.
    degraded = due - began < _SHORT_SECONDS + _SHORT_EACH * len(request.text)
    try:
        report = checked(request.text, request.format, _checking(request, replies=not degraded))
    except TonecheckError as error:
        return Refusal(422, str(error))
    return report.to_dict(), degraded and bool(report.findings)


def _checking(request: CheckRequest, *, replies: bool) -> Callable[[str], Report]:
    from tonecheck.reply.setting import CHANNELS

    return partial(
        _speaking(request.language).check, scene=request.scene, script=request.script, audience=request.audience, replies=replies,
        # To an adapter the channel may be the name of its tool, which tells nothing of the reply.
        channel=request.channel if request.channel in CHANNELS else None,
        context=tuple((turn.role, turn.text) for turn in request.context),
    )  # fmt: skip


def _speaking(language: str | None) -> Checker:
    """The checker whose messages are in that language, or in the server's own; each is made once."""
    if language not in _own.speaking:
        own: Checker = _own.checker
        _own.speaking[language] = own if language is None else own.speaking(language)
    known: Checker = _own.speaking[language]
    return known


def _titles(book: Rulebook) -> Titles:
    from tonecheck.checker import LANGUAGES
    from tonecheck.reply.convert import in_language

    def named(title: Localized) -> dict[str, str]:
        return {language: in_language(title, language) for language in LANGUAGES}

    asked = {rule.id: rule for scene in book.details for rule in scene.rules}
    return {
        "rules": {rule.id: named(rule.title) for rule in (*book.rules, *asked.values())},
        "scenes": {scene.name: named(scene.title) for scene in book.details},
    }
