"""The rulebook as other tools take it: an intercept list of WeCom (企业微信), and YAML of prh; and what that loses.

Limits of WeCom: a rule has a name of 1 to 20 characters and up to 300 words of 1 to 32 characters, an account up to 100
rules; `intercept_type` 1 stops the message, 2 only warns (developer.work.weixin.qq.com/document/path/95130, 管理聊天敏感词).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tonecheck.model import Severity
from tonecheck.rulebook.faults import NOTHING, Said, say
from tonecheck.rulebook.load_parts import slots_of
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
    lost: tuple[Said, ...]


def wecom(rulebook: Rulebook) -> Export:
    """Bodies for `externalcontact/add_intercept_rule`, as a JSON list; who they are for is left to fill in."""
    lost = [
        say("lost: guards, exceptions and scenes; whatever holds the words is stopped, a quotation or an offer of help as well"),
        say("lost: replies and reasons; a word list has none"),
        say("lost: traditional and Cantonese spellings, blanks and particles between the words"),
        say("to fill in: 'applicable_range', the members or departments that the list is for"),
    ]
    expander = Expander(rulebook.lexicon)
    words: dict[Severity, dict[str, None]] = {Severity.ERROR: {}, Severity.WARNING: {}}
    for rule in _in_force(rulebook, lost):
        if rule.severity not in words:
            lost.append(say("{id}: left out; a hint, and WeCom can only stop or warn", id=rule.id))
            continue
        found, missed = _words(rule, expander)
        words[rule.severity].update(dict.fromkeys((*found, *_examples(rule))))
        if missed:
            lost.append(_of_phrases(rule, missed))
    # What stops need not warn as well.
    words[Severity.WARNING] = {w: None for w in words[Severity.WARNING] if w not in words[Severity.ERROR]}
    bodies = [body for severity, found in words.items() for body in _bodies(severity, list(found))]
    if len(bodies) > MOST_RULES:
        lost.append(say("{n} lists: WeCom takes {most}", n=len(bodies) - MOST_RULES, most=MOST_RULES))
    return Export(json.dumps(bodies[:MOST_RULES], ensure_ascii=False, indent=2) + "\n", tuple(lost))


def _examples(rule: Rule) -> Iterator[str]:
    """Bad examples of one sentence: whoever writes just that is stopped, whatever else the message says."""
    for example in rule.bad:
        text = example.text.strip().rstrip("。！？!?…~～")
        if SHORTEST_WORD <= len(text) <= LONGEST_WORD and not re.search("[\n。！？!?：:]", text):
            yield text


def _of_phrases(rule: Rule, missed: Mapping[str, NotLiteral]) -> Said:
    """`t05: 7 of 9 phrases are no plain words (a gap, a slot)`."""
    reasons = NOTHING
    for wording in dict.fromkeys(str(reason) for reason in missed.values()):
        reasons = say("{all}, {one}", all=reasons, one=say(wording)) if reasons.wording else say(wording)
    return say("{id}: {n} of {all} phrases left out ({reasons})", id=rule.id, n=len(missed), all=len(rule.match), reasons=reasons)


def _bodies(severity: Severity, words: Sequence[str]) -> Iterator[dict[str, object]]:
    kind, name = _TYPES[severity]
    for start in range(0, len(words), WORDS_A_RULE):
        yield {
            "rule_name": f"tonecheck {name} {start // WORDS_A_RULE + 1}",
            "word_list": words[start : start + WORDS_A_RULE],
            "intercept_type": kind,
            "applicable_range": {"user_list": [], "department_list": []},
        }


def _words(rule: Rule, expander: Expander) -> tuple[list[str], dict[str, NotLiteral]]:
    """The words of a rule, 你 as 您 too, and the phrases that give none, each with the reason."""
    found: dict[str, None] = {}
    missed: dict[str, NotLiteral] = {}
    for pattern in rule.match:
        try:
            said = literals(parse(pattern.text), expander)
        except NotLiteral as reason:
            missed[pattern.text] = reason
            continue
        forms = [form for word in said if len(word) >= SHORTEST_WORD for form in dict.fromkeys((word, word.replace("你", "您")))]
        forms = [form for form in forms if len(form) <= LONGEST_WORD]
        found.update(dict.fromkeys(forms))
        if not forms:
            missed[pattern.text] = NotLiteral("too short or too long for a word")
    return list(found), missed


def prh(rulebook: Rulebook) -> Export:
    """Rules for prh and textlint-rule-prh: patterns as regular expressions, `expected` the first reply without a slot."""
    lost = [
        say("lost: guards, exceptions and scenes; whatever holds the words is marked, a quotation or an offer of help as well"),
        say("lost: severities; prh knows one"),
        say("lost: traditional and Cantonese spellings, blanks and particles between the words"),
        say("lost: slots; one reply that needs nothing of the draft stands for all"),
    ]
    expander = Expander(rulebook.lexicon)
    nodes = []
    for rule in _in_force(rulebook, lost):
        reply = next((t.hans for t in rule.suggest if not slots_of(t.hans)), None)
        if reply is None:
            lost.append(say("{id}: left out; no reply that needs nothing of the draft", id=rule.id))
            continue
        # Without the flag u, which prh sets itself and does not take for a part of an expression.
        patterns = [scalar(f"/{javascript(expander.regex(parse(p.text)))}/") for p in rule.match]
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
        elif ch == "\n":
            out.append("\\n")
        elif bare:
            out.append("\\/" if ch == "/" else ch)
        else:
            # Python escapes more than JavaScript lets be escaped.
            out.append(part if ch in "^$\\.*+?()[]{}|/" or (inside and ch == "-") else ch)
    return "".join(out)


def _in_force(rulebook: Rulebook, lost: list[Said]) -> Iterator[Rule]:
    for rule in rulebook.rules:
        if rule.off is not None:
            lost.append(say("{id}: left out; off by configuration", id=rule.id))
        elif rule.typed or rule.scenes_only:
            lost.append(say("{id}: left out; it holds only as typed, or in one scene", id=rule.id))
        else:
            yield rule
