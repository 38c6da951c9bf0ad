"""The rulebook as other tools take it: an intercept list of WeCom (企业微信), and YAML of prh; and what that loses.

Limits of WeCom: a rule has a name of 1 to 20 characters and up to 300 words of 1 to 32 characters, an account up to 100
rules; `intercept_type` 1 stops the message, 2 only warns (developer.work.weixin.qq.com/document/path/95130, 管理聊天敏感词).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tonecheck.model import Severity
from tonecheck.rulebook.load import slots_of
from tonecheck.rulebook.model import Rule, Rulebook
from tonecheck.rulebook.pattern import Expander, parse
from tonecheck.sheets.literal import NotLiteral, literals
from tonecheck.sheets.yaml_out import mapping, scalar, sequence, written

PLATFORMS = ("wecom", "prh")
WORDS_A_RULE, LONGEST_WORD, LONGEST_NAME, MOST_RULES = 300, 32, 20, 100
# A word list knows no context: what is shorter stands in fine sentences as well (没空 in 没空调).
SHORTEST_WORD = 4
_TYPES = {Severity.ERROR: (1, "拦截"), Severity.WARNING: (2, "提醒")}
_PAIRS = {",": ",，", "!": "!！", "?": "?？", ";": ";；", ":": ":：", "你": "你您妳", "他": "他她"}
# What is syntax where it stands bare: (?!…), (?:…), …{0,2}?
_SIGNS = "?!:"
_PARTS = re.compile(r"\{\d+,\d+\}|\\.|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Export:
    """What another tool takes, and a line for everything that it loses."""

    text: str
    lost: tuple[str, ...]


def wecom(rulebook: Rulebook) -> Export:
    """Bodies for `externalcontact/add_intercept_rule`, as a JSON list; who they are for is left to fill in."""
    lost = ["guards, exceptions and scenes: every message with the words is stopped, a quotation or an offer of help as well",
            "replies and reasons: a word list has none", "spellings: only simplified characters are listed"]
    expander = Expander(rulebook.lexicon)
    words: dict[Severity, dict[str, None]] = {Severity.ERROR: {}, Severity.WARNING: {}}
    for rule in _in_force(rulebook, lost):
        if rule.severity not in words:
            lost.append(f"{rule.id}: a hint; WeCom can only stop or warn")
            continue
        found, missed = _words(rule, expander)
        words[rule.severity].update(dict.fromkeys(found))
        lost += [f"{rule.id}: {reason}" for reason in missed]
    # What stops need not warn as well.
    words[Severity.WARNING] = {w: None for w in words[Severity.WARNING] if w not in words[Severity.ERROR]}
    bodies = [body for severity, found in words.items() for body in _bodies(severity, list(found))]
    if len(bodies) > MOST_RULES:
        lost.append(f"{len(bodies) - MOST_RULES} rules: WeCom takes {MOST_RULES}")
    return Export(json.dumps(bodies[:MOST_RULES], ensure_ascii=False, indent=2) + "\n", tuple(lost))


def _bodies(severity: Severity, words: Sequence[str]) -> Iterator[dict[str, object]]:
    kind, name = _TYPES[severity]
    for start in range(0, len(words), WORDS_A_RULE):
        yield {
            "rule_name": f"tonecheck {name} {start // WORDS_A_RULE + 1}",
            "word_list": words[start : start + WORDS_A_RULE],
            "intercept_type": kind,
            "applicable_range": {"user_list": [], "department_list": []},
        }


def _words(rule: Rule, expander: Expander) -> tuple[list[str], list[str]]:
    """The words of a rule, 你 as 您 too, and what of its phrases is no word."""
    found: dict[str, None] = {}
    missed = []
    for pattern in rule.match:
        try:
            said = literals(parse(pattern.text), expander)
        except NotLiteral as reason:
            missed.append(f"'{pattern.text}': {reason}")
            continue
        short = [word for word in said if len(word) < SHORTEST_WORD]
        if short:
            missed.append(f"'{pattern.text}': {'、'.join(short[:5])} would stop fine sentences, too short")
        for word in said:
            for form in dict.fromkeys((word, word.replace("你", "您"))):
                if len(word) >= SHORTEST_WORD and len(form) <= LONGEST_WORD:
                    found[form] = None
                elif len(form) > LONGEST_WORD:
                    missed.append(f"'{form}' is longer than {LONGEST_WORD} characters")
    return list(found), missed


def prh(rulebook: Rulebook) -> Export:
    """Rules for prh and textlint-rule-prh: patterns as regular expressions, `expected` the first reply without a slot."""
    lost = ["guards, exceptions and scenes: a quotation or an offer of help is marked as well",
            "severities: prh knows one", "traditional and Cantonese spellings, blanks and particles between the words",
            "slots: the reply that needs nothing of the draft stands for all"]
    expander = Expander(rulebook.lexicon)
    nodes = []
    for rule in _in_force(rulebook, lost):
        reply = next((t.hans for t in rule.suggest if not slots_of(t.hans)), None)
        if reply is None:
            lost.append(f"{rule.id}: no reply that needs nothing of the draft")
            continue
        patterns = [scalar(f"/{javascript(expander.regex(parse(p.text)))}/u") for p in rule.match]
        note = f"{rule.id}: {rule.message.hans}"
        # prh puts `expected` in as a replacement, where $ would mean a group.
        expected = scalar(reply.replace("$", "$$"))
        nodes.append(mapping([("expected", expected), ("patterns", sequence(patterns)), ("prh", scalar(note))]))
    return Export(written(mapping([("version", scalar("1")), ("rules", sequence(nodes))])).replace('"1"', "1", 1), tuple(lost))


def javascript(expression: str) -> str:
    """A pattern's expression in JavaScript, for text that is not folded: marks of both widths, 你 for 您 as well."""
    expression = re.sub(r"\(\?P<\w+>", "(?:", expression)
    out: list[str] = []
    inside = False
    for part in _PARTS.findall(expression):
        ch = part[-1]
        bare = len(part) == 1
        inside = (inside and part != "]") or part == "["
        if len(part) > 2:
            out.append(part)
        elif ch in _PAIRS and (inside or not (bare and ch in _SIGNS)):
            forms = "".join(f"\\{c}" if c in "?()" else c for c in _PAIRS[ch])
            out.append(forms if inside else f"[{forms}]")
        elif part == "\n":
            out.append("\\n")
        elif bare:
            out.append("\\/" if ch == "/" else ch)
        else:
            # Python escapes more than JavaScript lets be escaped.
            out.append(part if ch in "^$\\.*+?()[]{}|/" or (inside and ch == "-") else ch)
    return "".join(out)


def _in_force(rulebook: Rulebook, lost: list[str]) -> Iterator[Rule]:
    for rule in rulebook.rules:
        if rule.off is not None:
            lost.append(f"{rule.id}: off by configuration")
        elif rule.typed or rule.scenes_only:
            lost.append(f"{rule.id}: holds only as typed, or in one scene")
        else:
            yield rule
