"""Regular expressions, with what the `re` module made of them kept for the next start.

Reading an expression takes `re` a millisecond, and a draft may need fifty. The program that comes of it is a row of
numbers for the engine in C, which checks it before use. Another Python makes its programs anew; where the engine is
not the known one, `re.compile` does everything.
"""

from __future__ import annotations

import re
import sys
import zlib
from _weakref import ref
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from tonecheck import cache as kept
from tonecheck.sections import column, little, pack, read, unpack
from tonecheck.sections import digest as digest_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MAGIC = b"tonecheck-expressions 1\n"
# Programs beyond this many bytes are not kept: the file is read at every start.
_MOST = 8_000_000
_COLUMNS = ("sums", "head_ends", "checks", "word_ends", "words")
_EMPTY: list[Any] = [memoryview(b"").cast("I") for _ in _COLUMNS]


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile(source, flags)`, but made at its first use: a draft needs few of all that modules hold."""
    later = _Later(source, int(flags))
    _known.append(ref(later))
    return later  # type: ignore[return-value]  # whatever is asked of it, a pattern answers


def proven(source: str, flags: int = 0) -> re.Pattern[str]:
    """The same, made at once; `re.error` where it is none."""
    return _store().pattern(source, int(flags))


def prepare() -> None:
    """Makes all that modules hold: for services, in which no message should wait for an expression."""
    for known in _known:
        if (expression := known()) is not None:
            _ = expression.search
    _known[:] = [known for known in _known if known() is not None]


def parsed(expression: re.Pattern[str]) -> Iterable[tuple[Any, Any]]:
    """What `re` reads an expression as; nothing of one for which case does not matter, or where the engine is not the known one."""
    engine = _engine()
    tree = engine[0](*_given(expression)) if engine else None
    return () if tree is None or tree.state.flags & re.IGNORECASE else tree


def digest(expressions: Iterable[re.Pattern[str]]) -> str:
    """A name for the sources of expressions."""
    given = [*map(_given, expressions)]
    # No expression holds a null character.
    return digest_of(["\0".join([source for source, _ in given]).encode("utf-8", "surrogatepass"), repr([flags for _, flags in given]).encode()])


def _given(expression: re.Pattern[str]) -> tuple[str, int]:
    """The source and the flags; one that is made at its first use is not made for that."""
    return expression.pattern, expression._given if isinstance(expression, _Later) else expression.flags


def keep() -> None:
    """Keeps what was compiled anew since the start, for later runs."""
    if _store.cache_info().currsize:
        _store().keep()


class _Later:
    """An expression that is made at its first use, from what an earlier run kept where there is something."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self._given = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            if name != "_made":
                raise AttributeError(name)
            self._made = made = _store().pattern(self.pattern, self._given)
            return made
        # From now on the engine is asked without us.
        vars(self)[name] = found = getattr(self._made, name)
        return found


_known: list[ref[_Later]] = []


@cache
def _store() -> _Store:
    return _Store()


class _Store:
    """The programs of earlier runs, by checksum of their source, and those of this run.

    `sums` are the checksums, sorted; `heads` holds a line of JSON for each program (source, flags, groups, their names,
    all flags), `words` the programs, `checks` their checksums; of both, `…_ends` tells where each one ends.
    """

    def __init__(self) -> None:
        self._new: dict[tuple[str, int], tuple[list[int], int, dict[str, int], int]] = {}
        self._engine = _engine()
        self._name = f"expressions-{sys.implementation.cache_tag}-{sys.hexversion:x}.bin"
        self._columns = _EMPTY
        content = kept.mapped(self._name) if self._engine else None
        if content is not None:
            try:
                _, sections = unpack(_MAGIC, content)
                self._columns = [column(sections[name], "I") for name in _COLUMNS]
                self._heads = sections["heads"]
            except (ValueError, KeyError, TypeError):
                self._columns = _EMPTY

    def pattern(self, source: str, flags: int) -> re.Pattern[str]:
        """The compiled expression."""
        if self._engine is None:
            return re.compile(source, flags)
        checksum = _checksum(source, flags)
        sums, _, checks, word_ends, words = self._columns
        at = bisect_left(sums, checksum)
        while at < len(sums) and sums[at] == checksum:
            head = self._head(at)
            if head[:2] == [source, flags]:
                program = words[word_ends[at - 1] if at else 0 : word_ends[at]]
                if zlib.crc32(program) == checks[at]:
                    try:
                        return _revived(source, program.tolist(), *head[2:])
                    except (RuntimeError, TypeError, ValueError, OverflowError):
                        break
            at += 1
        return self._made(source, flags)

    def _head(self, at: int) -> Any:
        ends = self._columns[1]
        try:
            return read(str(self._heads[ends[at - 1] if at else 0 : ends[at]], "utf-8", "surrogatepass"))
        except ValueError:
            return [None, None]

    def _made(self, source: str, flags: int) -> re.Pattern[str]:
        assert self._engine is not None
        parse, code_of = self._engine
        tree = parse(source, flags)
        made = code_of(tree, flags), tree.state.groups - 1, dict(tree.state.groupdict), flags | tree.state.flags
        self._new[source, flags] = made
        return _revived(source, *made)

    def keep(self) -> None:
        """Writes old and new programs into one file."""
        if not self._new:
            return
        import json

        sums, _, _, word_ends, words = self._columns
        programs = {}
        if len(words) * 4 <= _MOST:
            for at in range(len(sums)):
                source, flags, *rest = self._head(at)
                if source is not None:
                    programs[source, flags] = (words[word_ends[at - 1] if at else 0 : word_ends[at]].tolist(), *rest)
        programs |= self._new
        columns = [array("I") for _ in _COLUMNS]
        heads = b""
        for source, flags in sorted(programs, key=lambda key: (_checksum(*key), key)):
            program, *rest = programs[source, flags]
            heads += json.dumps([source, flags, *rest], ensure_ascii=False).encode("utf-8", "surrogatepass")
            columns[4].extend(program)
            for numbers, number in zip(columns, (_checksum(source, flags), len(heads), zlib.crc32(array("I", program)), len(columns[4])), strict=False):
                numbers.append(number)
        sections = {name: little(numbers) for name, numbers in zip(_COLUMNS, columns, strict=True)}
        kept.store(self._name, pack(_MAGIC, {}, {**sections, "heads": heads}))
        self._new.clear()


def _checksum(source: str, flags: int) -> int:
    return zlib.crc32(source.encode("utf-8", "surrogatepass"), flags)


def _revived(source: str, program: list[int], groups: int, names: dict[str, int], flags: int) -> re.Pattern[str]:
    import _sre

    of_group: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        of_group[number] = name
    pattern: re.Pattern[str] = _sre.compile(source, flags, program, groups, names, tuple(of_group))
    return pattern


def _engine() -> Any:
    """How this Python reads an expression and makes its program; None where that is not as known."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 14):
        return None
    try:
        import _sre

        if sys.version_info >= (3, 11):
            from re import _compiler as compiler
            from re import _parser as parser
        else:
            import sre_compile as compiler
            import sre_parse as parser
        if array("I").itemsize != _sre.CODESIZE:
            return None
        return parser.parse, compiler._code  # type: ignore[attr-defined]  # a name of its own, hence all the caution
    except (ImportError, AttributeError):
        return None
