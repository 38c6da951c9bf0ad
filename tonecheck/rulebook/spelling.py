"""Why a file is no YAML, in the words of whoever wrote it: the line is looked at, not the parser's message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from tonecheck.rulebook.faults import Said, say

_KEYS = (
    "rules|lexicon|guards|scenes|courtesy|version|id|title|severity|message|impact|match|unless|veto|typed|once|suggest|bad|good|source"
    "|remark|text|guard|zh|en|tw|hk|scope|default|off|only|document|item|renamed_from|deprecated|valid_from|valid_until"
)
_HEAD = rf"^\s*(?:- *)?(?P<key>{_KEYS})"
# After a dash or a key a value begins; what begins like this is no plain text for YAML.
_VALUE = r"(?:^\s*-|:)\s+"
_BARE = "text that begins with '{mark}' needs quotation marks: \"{mark}…\""
_LOOKS: Sequence[tuple[str, str]] = (
    (r"^ *(?P<at>\t)", "a tab; indent with blanks"),
    (_HEAD + r"(?P<at>：)", "the colon after '{key}' is full-width (：); write a half-width one and a blank: '{key}: …'"),
    (_HEAD + r"(?P<at>)(?:\s+[^:\s].*)?$", "the colon after '{key}' is missing; write '{key}: …'"),
    (r"^\s*(?P<at>-)(?=[a-z]+:)", "a blank is missing after '-'; write '- id: …'"),
    (_HEAD + r"(?P<at>:)(?=[^\s:])", "a blank is missing after the colon; write '{key}: …'"),
    (_VALUE + r"(?P<at>(?P<mark>[@`%*&!>|]))", _BARE),
    (r"^\s*(?:- |[a-z_]+:\s).*[\[,]\s*(?P<at>(?P<mark>[@`%*&!>|]))", _BARE),
    (_VALUE + r"(?P<at>(?P<mark>\[))[^\]\"']*\]\s*[^\s,#]", _BARE),
    (_VALUE + r"(?P<at>(?P<mark>\{))[^}\"']*\}\s*[^\s,#]", _BARE),
    (r"[\"']\s*(?P<at>[，、])\s*[\"']", "a full-width mark between two items; write a half-width comma: [\"…\", \"…\"]"),
    (_VALUE + r"(?:\"[^\"]*\"|'[^']*')\s*(?P<at>[^\s,:#\]}])",
     "text after the closing quotation mark; put all of it between the marks"),
    (_HEAD + r":\s+[^\s\"'\[{].*?(?P<at>:)\s", "text with a colon and a blank in it needs quotation marks: \"…\""),
)


def read_problem(error: yaml.YAMLError, text: str) -> tuple[int, int, Said]:
    """Line and column from 1, and what is wrong there."""
    lines = text.split("\n")
    if isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position]
        return before.count("\n") + 1, len(before) - before.rfind("\n"), say("a control character; delete it")
    assert isinstance(error, yaml.MarkedYAMLError)
    mark, opened = error.problem_mark or error.context_mark, error.context_mark
    if mark is None:
        return 1, 1, say("not valid YAML: {problem}", problem=error.problem or error.context or "")
    problem, context = error.problem or "", error.context or ""
    if "quoted scalar" in context and opened:
        if "escape" in problem:
            return mark.line + 1, mark.column + 1, say("'\\' is special between double quotation marks; use single ones")
        return opened.line + 1, opened.column + 1, say("the quotation mark opened here is not closed")
    if "another document" in problem:
        return mark.line + 1, 1, say("'---' begins a second document; take the line out")
    for number in _suspects(mark.line, opened.line if opened and "flow" in context else mark.line, lines):
        for look, said in _LOOKS:
            if match := re.search(look, lines[number]):
                values = match.groupdict()
                values.pop("at")
                return number + 1, match.start("at") + 1, say(said, **values)
    if "flow" in context and (bracket := _left_open(lines)):
        line, column, opening = bracket
        closing = "]" if opening == "[" else "}"
        return line + 1, column + 1, say("'{opening}' is not closed; '{closing}' is missing", opening=opening, closing=closing)
    if "block" in context or "mapping values" in problem:
        indented = say("not indented like its neighbours; begin as far to the right as they do")
        return mark.line + 1, _indent(lines, mark.line) + 1, indented
    other = say("not valid YAML: {problem}; check indentation, quotes and colons here", problem=problem)
    return min(mark.line + 1, len(lines)), mark.column + 1, other


def _left_open(lines: list[str]) -> tuple[int, int, str] | None:
    """The first bracket outside quotation marks that a line opens and nothing closes: place and mark."""
    opened: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines):
        # A new key begins outside every list, so what is open there was forgotten before.
        if opened and re.match(r"^\s*(?:- +)?[a-z_]+:\s", line) and line.count("}") <= line.count("{"):
            return opened[0]
        for mark in re.finditer(r"\"[^\"]*\"|'[^']*'|[\[\]{}]", line):
            if mark[0] in "[{":
                opened.append((number, mark.start(), mark[0]))
            elif mark[0] in "]}" and opened:
                opened.pop()
    return opened[0] if opened else None


def _suspects(line: int, opened: int, lines: list[str]) -> Iterator[int]:
    """The line of the error, the one where a list was opened, and the last line with text before the error."""
    seen: set[int] = set()
    above = next((n for n in range(min(line, len(lines)) - 1, -1, -1) if lines[n].strip()), line)
    for number in (line, opened, above):
        if number < len(lines) and number not in seen:
            seen.add(number)
            yield number


def _indent(lines: list[str], line: int) -> int:
    return len(lines[line]) - len(lines[line].lstrip()) if line < len(lines) else 0


_RULE, _TOP = re.compile(r"\s*- *(?:id|match)\b"), re.compile(r"[^\s#-]")


def in_rule(text: str, line: int) -> bool:
    """True where a line belongs to a rule, so that nothing but this rule is left out with it."""
    lines = text.split("\n")[:line]
    return any(_RULE.match(content) for content in lines[max((n for n, c in enumerate(lines) if _TOP.match(c)), default=0) :])


def without_block(text: str, line: int) -> str:
    """The text with the rule (or top section) that holds a line left blank: the others keep their lines."""
    lines = text.split("\n")
    heads = [n for n, content in enumerate(lines) if _RULE.match(content) or _TOP.match(content)]
    start = max((n for n in heads if n < line), default=0)
    end = min((n for n in heads if n > start and n >= line), default=len(lines))
    return "\n".join("" if start <= n < end else content for n, content in enumerate(lines))
