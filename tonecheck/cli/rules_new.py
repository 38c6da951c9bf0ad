"""`tonecheck rules new`: a rule from a few answers, proved before it is written, and written in one step."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tonecheck.cli.check import width
from tonecheck.cli.files import replace
from tonecheck.cli.inbox import messages
from tonecheck.cli.rules_try import tried
from tonecheck.cli.tongue import Tongue
from tonecheck.errors import UsageError
from tonecheck.proof import prove
from tonecheck.rulebook.faults import SECTION, SPELLING, Faults
from tonecheck.rulebook.load import load_builtin, read_rulebook
from tonecheck.rulebook.pattern import spoken

_LONGEST_ID = 40
_SECTION, _TOP, _ITEM = re.compile(r"rules:[ \t]*(?:#.*)?$"), re.compile(r"[^\s#-]"), re.compile(r"( *)- ")


@dataclass(frozen=True, slots=True)
class Answers:
    """What a new rule says; empty where nothing was said."""

    phrases: tuple[str, ...]
    reason: str = ""
    replies: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    severity: str = ""


def asked(
    on: Sequence[str], column: str | None, language: str, *, ask: bool, target: str, phrases: Sequence[str], reason: str | None,
    replies: Sequence[str], bad: Sequence[str], good: Sequence[str], rule_id: str | None, severity: str | None,
) -> int:
    """The exit status of a run: asks for what was not given, proves, shows, and writes."""
    tell = Tongue(language)
    file = Path(target)
    content = _content(file, tell)

    def answer(given: Sequence[str], question: str, default: str = "") -> tuple[str, ...]:
        if given or not ask:
            return tuple(given) or ((default,) if default else ())
        said = click.prompt(tell(question), default=default, show_default=bool(default)).strip()
        return (said,) if said else ()

    wanted = answer(phrases, "What must not be said")
    if not wanted:
        raise UsageError(tell("a rule needs a phrase; give --phrase"))
    reasons = answer([reason] if reason else [], "Why does it hurt (Enter: leave it out)")
    replies = answer(replies, "What to say instead (Enter: leave it out)")
    spoken_so = spoken(wanted[0])
    bad = answer(bad, "How do people say it", f"{spoken_so}。" if spoken_so else "")
    good = answer(good, "A sentence like it that is fine (Enter: none)")
    rule_id = rule_id or id_of(wanted[0], _ids(file))
    rule = yaml_of(Answers(wanted, "".join(reasons), replies, bad, good, severity or ""), rule_id)
    whole = with_rule(content, rule)
    if whole is None:
        said = tell("{file}: the rules stand on one line; put each on a line of its own: rules:, then - id: …", file=target)
        raise UsageError(said)
    if faults := faults_of(whole, file, rule_id, tell):
        for line in [*faults, tell("not written; mend it and try again")]:
            click.echo(line, err=True)
        return 1
    click.echo(rule.rstrip("\n"))
    if on:
        click.echo("")
        for line in tried(wanted, (), (), messages(on, column), language, width=width()):
            click.echo(line)
    if ask and not click.confirm(tell("Write it to {file}", file=target), default=True):
        return 1
    write(file, whole)
    click.echo(tell("{file}: {rule} is written; check drafts with: tonecheck --rules {file} draft.txt", file=target, rule=rule_id))
    return 0


def _content(file: Path, tell: Tongue) -> str:
    """What stands in the file; "" where there is none."""
    try:
        return file.read_bytes().decode("utf-8-sig") if file.exists() else ""
    except (OSError, UnicodeDecodeError):
        raise UsageError(tell("{file}: cannot be read as UTF-8 text; save it as UTF-8", file=file)) from None


def _ids(file: Path) -> list[str]:
    """Ids of the built-in rules and of the file's own: with both in force each must be its own."""
    book = read_rulebook([file], Faults()) if file.exists() else None
    return [rule.id for rule in (*load_builtin().rules, *(book.rules if book else ()))]


def yaml_of(answers: Answers, rule_id: str) -> str:
    """The rule as lines of YAML, indented by two; texts in double quotation marks, as JSON writes them."""
    said = [("match", answers.phrases), ("message", answers.reason), ("severity", answers.severity), ("suggest", answers.replies),
            ("bad", answers.bad), ("good", answers.good)]
    lines = [f"  - id: {rule_id}"]
    for key, value in said:
        if value:
            written = value if key == "severity" else json.dumps(value, ensure_ascii=False)
            lines.append(f"    {key}: {written}")
    return "\n".join(lines) + "\n"


def id_of(phrase: str, taken: Sequence[str]) -> str:
    """An id by the sound of a phrase, such as `dao-wai-mian-deng`, that no rule has."""
    from pypinyin import lazy_pinyin

    words = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(spoken(phrase) or phrase)).lower())
    base = "-".join(words)[:_LONGEST_ID].strip("-") or "rule"
    if not base[0].isalpha():
        base = f"rule-{base}"
    number, rule_id = 2, base
    while rule_id in taken:
        rule_id, number = f"{base}-{number}", number + 1
    return rule_id


def with_rule(content: str, rule: str) -> str | None:
    """A rulebook file with one more rule at the end of its rules, all else as it is; None where they stand on one line."""
    newline = "\r\n" if "\r\n" in content else "\n"
    lines = content.replace("\r\n", "\n").rstrip("\n").split("\n") if content.strip() else []
    start = next((n for n, line in enumerate(lines) if _SECTION.match(line)), None)
    if start is None:
        if any(line.startswith("rules:") for line in lines):
            return None
        lines += [*([""] if lines else []), "rules:"]
        start = len(lines) - 1
    end = next((n for n in range(start + 1, len(lines)) if _TOP.match(lines[n])), len(lines))
    # Comments and blank lines before the next section belong to that one.
    while end > start + 1 and (not lines[end - 1].strip() or (end < len(lines) and lines[end - 1].startswith("#"))):
        end -= 1
    item = next((m for line in lines[start + 1 : end] if (m := _ITEM.match(line))), None)
    indent = item[1] if item else "  "
    apart = [""] if any(not line.strip() for line in lines[start + 1 : end]) else []
    added = [indent + line[2:] for line in rule.rstrip("\n").split("\n")]
    return newline.join([*lines[:end], *apart, *added, *lines[end:], ""])


def faults_of(content: str, target: Path, rule_id: str, tell: Tongue) -> list[str]:
    """What the proof says of the new rule, and what keeps the file from being read."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / target.name
        file.write_text(content, encoding="utf-8")
        proof = prove([file])
        serious = [f for f in proof.faults if f.owner == rule_id or f.kind in ("form", SPELLING, SECTION)]
        return [tell.line(f).replace(str(file), str(target)) for f in serious]


def write(target: Path, content: str) -> None:
    """Puts a rulebook file in its place, whole or not at all."""
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
    try:
        replace(target, content.encode("utf-8"), mode)
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror}") from None
