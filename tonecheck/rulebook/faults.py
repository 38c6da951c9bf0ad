"""Faults of a rulebook: where, which rule, what is wrong, what would be right, in English and in plain Chinese."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tonecheck.errors import TonecheckError
from tonecheck.rulebook.model import Place


@dataclass(frozen=True, slots=True)
class Said:
    """A message: an English wording with `{names}`, which is also the key of the Chinese one, and what fills it."""

    wording: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def text(self, language: str = "en", traditional: Callable[[str], str] = str) -> str:
        """The message in `en`, `zh-hans` or `zh-hant`; `traditional` converts our wording, never what fills it."""
        from tonecheck.rulebook.wording import CHINESE

        wording = self.wording if language == "en" else CHINESE.get(self.wording, self.wording)
        if language == "zh-hant":
            wording = traditional(wording)
        filled = {k: v.text(language, traditional) if isinstance(v, Said) else v for k, v in self.values.items()}
        return wording.format_map(filled)

    def __str__(self) -> str:
        return self.text()


def say(wording: str, /, **values: object) -> Said:
    """A message with its values."""
    return Said(wording, MappingProxyType(values))


def refusal(kind: type[TonecheckError], wording: str, /, **values: object) -> TonecheckError:
    """An error whose message can be said in every language."""
    said = say(wording, **values)
    error = kind(str(said))
    error.said = said
    return error


NOTHING = say("")
# Kinds of faults: a rule, or a whole section, that YAML cannot read and that is therefore left out.
SPELLING, SECTION = "spelling", "section"


def guess(name: str, known: Iterable[str], written: str = "{}", *, listed: bool = True) -> Said:
    """` (did you mean 'x'?)` where a known name is near, else the list of the known ones; begins with its own joint."""
    names = list(known)
    near = difflib.get_close_matches(name, names, 1)
    if near:
        return say(" (did you mean '{near}'?)", near=written.format(near[0]))
    return say("; known: {known}", known=", ".join(names)) if listed and names else NOTHING


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; its English line is what `str` gives.

    `kind` is for programs: `form` and `spelling` are of the files, other kinds of the proof. A note (`is_note`) advises.
    """

    place: Place
    owner: str
    problem: Said
    kind: str = "form"
    is_note: bool = False

    def line(self, language: str = "en", traditional: Callable[[str], str] = str) -> str:
        """`file:line:column: owner: problem`, on one line; a fault of a whole file has no line and column."""
        place = str(self.place) if self.place.line else self.place.file
        return f"{place}: {self.owner + ': ' if self.owner else ''}{self.problem.text(language, traditional)}"

    def __str__(self) -> str:
        return self.line()


class Faults:
    """Collects every fault of a run, in the order of the files."""

    def __init__(self) -> None:
        self._found: list[Fault] = []
        self._files: list[str] = []

    @property
    def found(self) -> list[Fault]:
        """The faults in the order of the files, of their lines and of the columns."""
        return sorted(self._found, key=lambda f: (self._files.index(f.place.file), f.place.line, f.place.column))

    @property
    def lines(self) -> list[str]:
        """One English line a fault."""
        return [fault.line() for fault in self.found]

    def of(self, kind: str) -> bool:
        """True where there is a fault of that kind."""
        return any(fault.kind == kind for fault in self._found)

    def add(self, place: Place, owner: str, problem: Said | str, /, **values: object) -> None:
        """Keeps a fault; a `str` is an English wording, filled with `values`."""
        said = problem if isinstance(problem, Said) else Said(problem, MappingProxyType(values))
        self.keep(Fault(place, owner, said))

    def add_file(self, file: str, problem: Said | str, /, **values: object) -> None:
        """Keeps a fault of a whole file."""
        self.add(Place(file, 0, 0), "", problem, **values)

    def keep(self, fault: Fault) -> None:
        """Keeps a fault as it is; the same one only once."""
        if fault.place.file not in self._files:
            self._files.append(fault.place.file)
        if fault not in self._found:
            self._found.append(fault)
