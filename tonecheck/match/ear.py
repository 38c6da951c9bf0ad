"""The reader in C, where it was compiled (`_ear.c`): the same answers, some ten times as fast.

What a character is and how it folds is told here, a number for each character that comes by.
"""

from __future__ import annotations

from tonecheck.match.view import View
from tonecheck.text.fold import (
    _HAN,
    _WORDS,
    _XI_AFTER,
    _XI_BEFORE,
    CLAUSE_MARKS,
    SENTENCE_MARKS,
    Folded,
    _table,
    fold,
    is_strewn,
)
from tonecheck.text.script import signs
from tonecheck.text.sentences import _CLOSERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from tonecheck.match.reader import Reader

try:
    from tonecheck.match import _ear  # type: ignore[attr-defined,unused-ignore]  # compiled or not
except ImportError:
    _ear = None

# Of what is said between here and C.
_FORM = 7
_DROPPED = 0x1FFFFF
# A line with one of these is folded by Python.
_ODD = "係"
_COPULA = "系"
_QUOTES = "“\"'"
# No label of a turn reaches over one of these.
_BREAKS = "。,!?;“”"


def ear_of(reader: Reader, **lengths: float) -> Any:
    """The reader's ear; None where it was not compiled, or was for another form of reader."""
    if _ear is None or _ear.FORM != _FORM:
        return None
    header, weights, pairs = reader.header, reader.weights, reader.pairs
    keys, own, around, block, rows, unit = weights.parts()
    numbers = (reader.scale, reader.bias, reader.beside, lengths["hopeless"], lengths["far_below"],
               float(header["class_scale"]), pairs.scale, pairs.bias)
    try:
        return _ear.Ear(
            keys, own, around, pairs.keys, pairs.weights, _describer(unit), _folded, _quotations, block, rows, numbers,
            header["class_bias"], [w for row in reader.weigher.hidden for w in row], reader.weigher.answer,
            (lengths["piece"], lengths["least"], lengths["least_beside"]), [ord(word[0]) << 32 | ord(word[1]) for word in _WORDS],
        )
    except ValueError:
        return None


def _describer(unit: Callable[[str], str]) -> Callable[[int], int]:
    """Tells what a character is: what it folds to, what holds for it, and what stands for it in the table of weights."""
    table, (hant, hans) = _table(), signs()
    # By place of their flag.
    sets: dict[int, Iterable[str]] = {
        2: SENTENCE_MARKS, 3: _CLOSERS, 6: _QUOTES, 10: _ODD, 11: _COPULA, 12: _XI_BEFORE, 13: _XI_AFTER,
        14: {word[1] for word in _WORDS}, 15: _BREAKS, 32: CLAUSE_MARKS,
    }
    marked: dict[str, int] = {}
    for place, members in sets.items():
        for ch in members:
            marked[ch] = marked.get(ch, 0) | _flag(place)
    tests: tuple[tuple[int, Callable[[str], Any]], ...] = (
        (_flag(0), str.isspace), (_flag(1), str.isalnum), (_flag(4), _HAN.match), (_flag(5), is_strewn),
        (_flag(7), hant.__contains__), (_flag(8), hans.__contains__),
    )
    # Nearly every character is one of these: of them it is known that they are Chinese, no blanks, and not strewn in.
    of_these, chinese = (tests[1], *tests[4:]), _flag(4) | _flag(9)

    def describe(code: int) -> int:
        ch = chr(code)
        folded = table[code]
        target = folded if isinstance(folded, int) else ord(folded) if folded else _DROPPED
        described = target | ord(unit(ch)) << 37 | marked.get(ch, 0)
        asked = tests
        if "\u4e00" <= ch <= "\u9fff":
            described |= chinese
            asked = of_these
        for flag, test in asked:
            if test(ch):
                described |= flag
        return int(described)

    return describe


def _flag(place: int) -> int:
    return 1 << 21 + place


def _folded(text: str) -> tuple[str, Any]:
    folded = fold(text)
    return folded.text, folded.index


def _quotations(folded: str) -> list[tuple[int, int]] | None:
    """Where others are quoted; None where several take turns."""
    return quotations(View(Folded(folded, folded, None)))


def quotations(view: View) -> list[tuple[int, int]] | None:
    """The same of a view that is there."""
    return view.quotations if len(view.turns) == 1 and view.turns[0].role == "staff" else None


def asides(view: View) -> list[tuple[int, int]] | tuple[list[tuple[int, int]], list[tuple[int, int, bool]]]:
    """Quotations, and where several take turns the turns, each with whether it is staff's."""
    if len(view.turns) == 1 and view.turns[0].role == "staff":
        return view.quotations
    return view.quotations, [(turn.start, turn.end, turn.role == "staff") for turn in view.turns]
