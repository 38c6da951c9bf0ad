"""Collections over packed records: each item is made when it is asked for, and then kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, ItemsView, Iterator, Mapping, Sequence

from tonecheck.rulebook.codec import decoded
from tonecheck.rulebook.model import Rulebook
from tonecheck.sections import column

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Records(Sequence["Any"]):
    """Records one after the other, each made by `make` from its bytes; equal to any sequence of the same items."""

    def __init__(self, content: memoryview, ends: memoryview, make: Callable[[bytes], Any] = decoded) -> None:
        self._content, self._ends, self._make = content, column(ends, "I"), make
        self._made: dict[int, Any] = {}

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: Any) -> Any:
        made = self._made.get(number) if number.__class__ is int else None
        if made is not None:
            return made
        if isinstance(number, slice):
            return tuple(self[n] for n in range(*number.indices(len(self))))
        if number < 0:
            number += len(self)
        return self._made.setdefault(number, self._make(self.line(number)))

    def line(self, number: int) -> bytes:
        """The bytes of a record; `IndexError` where there is none."""
        if number >= len(self._ends):
            raise IndexError(number)
        return bytes(self._content[self._ends[number - 1] if number else 0 : self._ends[number]])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


class Chosen(Sequence["Any"]):
    """Of a few values one for each number."""

    def __init__(self, values: Sequence[Any], numbers: Sequence[int]) -> None:
        self._values, self._numbers = values, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, number: Any) -> Any:
        return self._values[self._numbers[number]]


class Numbered(Mapping[str, tuple[int, ...]]):
    """Words with their numbers."""

    def __init__(self, words: memoryview, ends: memoryview, numbers: memoryview) -> None:
        names = bytes(words).decode("utf-8").split("\n") if len(words) else []
        self._places = dict(zip(names, range(len(names)), strict=True))
        self._ends, self._numbers = column(ends, "I"), column(numbers, "I")

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __contains__(self, word: object) -> bool:
        return word in self._places

    def items(self) -> ItemsView[str, tuple[int, ...]]:
        """Words with their numbers, all at once."""
        ends, numbers = self._ends.tolist(), self._numbers.tolist()
        spans = zip([0, *ends], ends, strict=False)
        return dict(zip(self._places, [tuple(numbers[start:end]) for start, end in spans], strict=True)).items()

    def of(self, wanted: Collection[int]) -> dict[str, tuple[int, ...]]:
        """The words with one of these numbers, with all of theirs."""
        words = [*self._places]
        places = [place for place, number in enumerate(self._numbers.tolist()) if number in wanted]
        return {word: self[word] for word in [words[bisect_right(self._ends, place)] for place in places]}

    def __getitem__(self, word: str) -> tuple[int, ...]:
        at = self._places[word]
        return tuple(self._numbers[self._ends[at - 1] if at else 0 : self._ends[at]])


def whole(rulebook: Rulebook) -> Rulebook:
    """The rulebook with everything in it made: plain tuples and dictionaries."""
    if isinstance(rulebook.rules, tuple):
        return rulebook
    return Rulebook(**{name: _plain(getattr(rulebook, name)) for name in Rulebook.__dataclass_fields__})


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    return dict(value) if isinstance(value, Mapping) else tuple(value)


def later(line: bytes) -> Any:
    """The value of a record: a list or a mapping reads itself when it is asked for something, the rest is read at once."""
    if line.startswith(b"["):
        return _LaterSequence(line)
    return _LaterMapping(line) if line.startswith(b'{"":') else decoded(line)


class _Later:
    """Reads its items from the bytes of a record at the first question."""

    def __init__(self, line: bytes) -> None:
        self._line: bytes | None = line
        self._items: Any = ()

    def _read(self) -> Any:
        if self._line is not None:
            self._items = decoded(self._line)
            self._line = None
        return self._items

    def __len__(self) -> int:
        return len(self._read())

    def __getitem__(self, at: Any) -> Any:
        return self._read()[at]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._read())


class _LaterSequence(_Later, Sequence["Any"]):
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._read() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._read())


class _LaterMapping(_Later, Mapping[str, "Any"]):
    """A mapping; equal to any of the same items."""
