"""Compiled rulebooks, kept between runs: no YAML is read and nothing compiled where a run before, or the wheel, did it.

A file is named after the content of everything it was made from: the rulebook's files, the built-in ones that it may
stand on, the code that compiles, and the classes of the rulebook. What one draft does not need of it stays packed:
rules and entries are made when they are asked for, so that ten thousand start as fast as forty.
"""

from __future__ import annotations

import os
import time
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain

from tonecheck import cache
from tonecheck.match.program import Entry, Program
from tonecheck.rulebook.codec import encoded, made, schema
from tonecheck.rulebook.model import Rulebook
from tonecheck.rulebook.places import builtin_path, code, contents, files
from tonecheck.rulebook.records import Chosen, Numbered, Records, later
from tonecheck.sections import column, digest, little, pack, read, unpack
from tonecheck.text.sieve import Sieve, needs
from tonecheck.text.sieve import packed as sifting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAGIC = b"tonecheck-rulebook 1\n"
# What a wheel brings along.
PREBUILT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "rulebook.bin")  # noqa: PTH100, PTH118, PTH120
# Whose code decides what is in a file.
_CODE = (
    "rulebook/load.py", "rulebook/load_parts.py", "rulebook/load_scenes.py", "rulebook/nodes.py", "rulebook/model.py",
    "rulebook/scene.py", "rulebook/pattern.py", "rulebook/codec.py", "text/fold.py", "text/fold.dat", "text/durations.py",
    "text/entities.py", "text/sentences.py", "text/sieve.py", "match/compile.py", "match/program.py", "match/slips.py",
    "match/stored.py",
)
# Of so many entries it is read what must stand in a match: that takes a third of a millisecond each.
_FEW = 2_000
# A file that was changed less than so many nanoseconds ago may be changed again without its times telling.
_SETTLED = 2_000_000_000
# A rulebook whose rules are for certain days alone is good for these.
_EVER = ("0000-00-00", "9999-99-99")


def program_of(paths: Sequence[str] | None, day: str) -> Program:
    """The program of rulebook files and folders, or of the built-in rulebook, on a day (ISO); from a file where there is one."""
    note = _note_of(paths)
    key, sound = _noted(note)
    key = key or key_of(paths)
    for file, content in _kept(key, prebuilt=paths is None) if key else ():
        try:
            header, sections = unpack(MAGIC, content)
            stamp = _stamp([file])
            if header["key"] == key and header["from"] <= day < header["until"] and (
                sound == stamp is not None or header["check"] == _check(sections)
            ):
                if sound != stamp and note and stamp:
                    cache.store(note, _signed(f"{key} {stamp}"))
                return _program(header, sections)
        except (ValueError, KeyError, TypeError):
            continue
    from pathlib import Path

    from tonecheck.rulebook.load import load, load_builtin

    whole = load_builtin() if paths is None else load([Path(p) for p in paths])
    program = Program(whole.on(day)) if paths is None else proven(whole.on(day))
    program.needs = partial(needs_of, program)
    if key:
        cache.store(f"rulebook-{key}.bin", packed(program, key, _days(whole, day)))
    return program


def built(day: str) -> bytes:
    """The bytes of a file for the built-in rulebook, as a wheel brings it along; `OSError` where something cannot be read."""
    from tonecheck.rulebook.load import load_builtin

    whole, key = load_builtin(), key_of(None)
    if key is None:
        raise OSError("a file of the built-in rulebook cannot be read")
    return packed(Program(whole.on(day)), key, _days(whole, day))


def proven(rulebook: Rulebook) -> Program:
    """The program of a rulebook that no test of ours has run; `RulebookError` where something in it cannot be run."""
    from tonecheck.match.scenes import prove_scenes

    program = Program(rulebook, prove=True)
    prove_scenes(rulebook)
    return program


def key_of(paths: Sequence[str] | None) -> str | None:
    """A name for the content of everything that a program is made from; None where something cannot be read."""
    builtin = builtin_path()
    content_of = [schema().encode() + (b"built-in" if paths is None else b"own")]
    try:
        ours = zip(_CODE, (content for _, content in contents(map(code, _CODE))), strict=True)
        for name, content in (*ours, *contents([builtin] if builtin else []), *contents(paths or ())):
            # Messages name a file; of ours the folder may lie anywhere.
            shown = os.path.basename(name) if builtin and name.startswith(builtin) else name  # noqa: PTH119
            content_of += [b"%d:%b%d:" % (len(shown), os.fsencode(shown), len(content)), content]
    except OSError:
        return None
    return digest(content_of)


def _stamp(paths: Iterable[str]) -> str | None:
    """What tells files from what they were before without reading them; None where that cannot be told."""
    told, newest = [], 0
    try:
        for path in paths:
            seen = os.stat(path)  # noqa: PTH116
            told.append((path, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns))
            newest = max(newest, seen.st_mtime_ns, seen.st_ctime_ns)
    except OSError:
        return None
    return digest([repr(told).encode("utf-8", "surrogatepass")]) if newest < time.time_ns() - _SETTLED else None


def _note_of(paths: Sequence[str] | None) -> str | None:
    """The name of a file that tells the key of a program as long as nothing of what it is made from is touched."""
    stamp = _stamp(chain(map(code, _CODE), files([builtin_path() or "", *(paths or ())])))
    return f"known-{'built-in' if paths is None else 'own'}-{stamp}.bin" if stamp else None


def _noted(note: str | None) -> tuple[str | None, str | None]:
    """The key of a program, and the stamp of the file in which it was found undamaged."""
    content = cache.mapped(note) if note else None
    told = bytes(content or b"").decode("ascii", "replace")
    key, _, stamp = told[: told.rfind(" ")].partition(" ")
    return (key, stamp) if stamp and told.encode() == _signed(f"{key} {stamp}") else (None, None)


def _signed(told: str) -> bytes:
    return f"{told} {zlib.crc32(told.encode())}".encode()


def _kept(key: str, *, prebuilt: bool) -> Iterator[tuple[str, Any]]:
    content = cache.mapped(name := f"rulebook-{key}.bin")
    if content is not None:
        yield os.path.join(cache.folder() or "", name), content  # noqa: PTH118
    if prebuilt:
        try:
            with open(PREBUILT, "rb") as file:  # noqa: PTH123
                yield PREBUILT, file.read()
        except OSError:
            return


def _days(rulebook: Rulebook, day: str) -> tuple[str, str]:
    """The days around one on which the same rules are in force: the first, and the first that is not."""
    edges = {rule.valid_from for rule in rulebook.rules} | {f"{rule.valid_until}~" for rule in rulebook.rules if rule.valid_until}
    edges.discard("")
    return max([_EVER[0], *(e for e in edges if e <= day)]), min([_EVER[1], *(e for e in edges if e > day)])


def packed(program: Program, key: str, days: tuple[str, str] = _EVER) -> bytes:
    """The bytes of a file."""
    from tonecheck.match.slips import Slips

    book = program.rulebook
    names = [name for name in Rulebook.__dataclass_fields__ if name != "rules"]
    guard_sets = list(dict.fromkeys(program.guards_of))
    places, numbers = array("I"), array("I")
    for entries in program.anchors.values():
        numbers.extend(entries)
        places.append(len(numbers))
    rules, rule_ends = _records(_line(encoded(rule)) for rule in book.rules)
    lines = ([e.kind, e.owner, encoded(e.pattern), e.source, e.anchors, e.reach] for e in program.entries)
    bodies, entry_ends = _records(map(_line, lines))
    sets, wanted = needs_of(program)
    rest, rest_ends = _records(_line(encoded(getattr(book, name))) for name in names)
    sections = {
        "rules": rules, "rule_ends": rule_ends, "entries": bodies, "entry_ends": entry_ends, "rest": rest, "rest_ends": rest_ends,
        "finding": "\n".join(program.finding).encode(),
        "anchors": "\n".join(program.anchors).encode(), "anchor_ends": little(places), "anchor_entries": little(numbers),
        "ids": "\n".join(rule.id for rule in book.rules).encode(),
        "guards_of": little(array("I", map(guard_sets.index, program.guards_of))),
        "kinds": program.kinds.encode(), "owners": little(array("I", program.owners)),
        "reaches": little(array("I", program.reaches)),
        "needs": _line([sets, wanted]), **sifting([[sets[number] for number in row] for row in wanted]),
        "wordings": _line([[w.text, w.rule] for w in Slips(book).wordings]),
    }
    header = {
        "key": key, "from": days[0], "until": days[1], "rest": names, "guards": program.guards,
        "guard_sets": [sorted(names) for names in guard_sets], "once": sorted(program.once), "hints": sorted(program.hints),
        "typed": sorted(program.typed.items()), "courtesies": sorted(program.courtesies),
        "off": program.off, "reach": program.reach,
        "check": _check({name: memoryview(content) for name, content in sections.items()}),
    }
    return pack(MAGIC, header, sections)


@lru_cache(maxsize=1)
def needs_of(program: Program) -> tuple[list[str], list[list[int]]]:
    """Sets of characters, and for each entry the numbers of the sets of each of which one must stand in what it finds."""
    sets: dict[str, int] = {}
    wanted = []
    for entry in program.entries if len(program.entries) <= _FEW else ():
        wanted.append([sets.setdefault("".join(sorted(need)), len(sets)) for need in needs(entry.regex)])
    return list(sets), wanted


def _line(value: Any) -> bytes:
    import json

    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _records(lines: Iterable[bytes]) -> tuple[bytes, bytes]:
    """Lines one after the other, and where each ends."""
    found, ends, at = [], array("I"), 0
    for line in lines:
        found.append(line)
        at += len(line)
        ends.append(at)
    return b"".join(found), little(ends)


def _check(sections: Mapping[str, memoryview]) -> int:
    checksum = 0
    for content in sections.values():
        checksum = zlib.crc32(content, checksum)
    return checksum


def _program(header: Mapping[str, Any], sections: Mapping[str, memoryview]) -> Program:
    rest = Records(sections["rest"], sections["rest_ends"], later)
    rules: Any = Records(sections["rules"], sections["rule_ends"])
    return Program.ready(
        rulebook=Rulebook(rules=rules, **dict(zip(header["rest"], rest, strict=True))),
        entries=Records(sections["entries"], sections["entry_ends"], _entry),
        guards_of=Chosen([frozenset(names) for names in header["guard_sets"]], column(sections["guards_of"], "I")),
        once=frozenset(header["once"]),
        typed={number: tuple(forms) for number, forms in header["typed"]},
        kinds=bytes(sections["kinds"]).decode(),
        owners=column(sections["owners"], "I"),
        reaches=column(sections["reaches"], "I"),
        hints=frozenset(header["hints"]),
        courtesies=frozenset(header["courtesies"]),
        guards=tuple(map(tuple, header["guards"])),
        anchors=Numbered(sections["anchors"], sections["anchor_ends"], sections["anchor_entries"]),
        sieve=Sieve.ready(sections, range(len(sections["owners"]) // 4 if len(sections["wanted"]) else 0)),
        needs=lambda: read(bytes(sections["needs"]).decode("utf-8", "surrogatepass")),
        wordings=lambda: read(bytes(sections["wordings"]).decode("utf-8", "surrogatepass")),
        finding=bytes(sections["finding"]).decode().split("\n") if len(sections["finding"]) else (),
        ids=tuple(bytes(sections["ids"]).decode("utf-8").split("\n")),
        off=header["off"],
        reach=header["reach"],
    )


def _entry(line: bytes) -> Entry:
    kind, owner, pattern, source, anchors, reach = read(line.decode("utf-8", "surrogatepass"))
    return Entry.kept(partial(made, pattern), kind, owner, source, tuple(anchors), reach)
