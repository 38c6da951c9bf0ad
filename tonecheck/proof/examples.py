"""What the examples and the replies of rules prove: bad ones are found, good ones and replies are not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tonecheck.checker import Checker
from tonecheck.model import Finding
from tonecheck.reply.convert import in_script
from tonecheck.reply.slots import fill, open_name
from tonecheck.rulebook.faults import Fault, Said, say
from tonecheck.rulebook.load_parts import slots_of
from tonecheck.rulebook.model import Example, Place, Rule, Rulebook, Template
from tonecheck.text.fold import fold

SCRIPTS = ("hans", "hant-tw", "hant-hk")
# What a draft could put into the slots of a reply, in the script of the reply.
FILLED = {
    "hans": {"who": ("老李", "工程部", "王经理"), "day": ("明天上午", "下周三"), "service": ("空调维修", "保洁服务"),
             "thing": ("装修押金", "发票"), "need": ("出示身份证", "先交清物业费")},
    "hant-tw": {"who": ("老李", "工程部", "王經理"), "day": ("明天上午", "下週三"), "service": ("冷氣維修", "清潔服務"),
                "thing": ("裝修押金", "發票"), "need": ("出示身分證", "先繳清管理費")},
    "hant-hk": {"who": ("老李", "工程部", "王經理"), "day": ("聽日上午", "下星期三"), "service": ("冷氣維修", "清潔服務"),
                "thing": ("裝修按金", "收據"), "need": ("出示身份證", "先繳清管理費")},
}  # fmt: skip


def scene_of(rule: Rule, example: Example) -> str | None:
    """The scene that an example is asked in: that of its rule, or the one that saves it."""
    if example.guard == "scene":
        return rule.scenes_off[0] if rule.scenes_off else None
    return rule.scenes_only[0] if rule.scenes_only and example in rule.bad else None


def found(checker: Checker, text: str, scene: str | None = None) -> list[Finding]:
    """The errors and warnings of a draft."""
    return [f for f in checker.check(text, scene=scene).findings if f.severity.rank]


def filled(template: Template, script: str) -> list[str]:
    """The reply in a script as it may be offered: with its slots filled, and with them left open."""
    text = in_script(template, script)
    drafts = []
    for choice in range(3 if slots_of(text) else 1):
        values = {slot: words[choice % len(words)] for slot, words in FILLED[script].items()}
        drafts.append(fill(text, values, partial(open_name, script="hans"))[0])
    if slots_of(text):
        drafts.append(fill(text, {}, partial(open_name, script="hans"))[0])
    return list(dict.fromkeys(drafts))


def example_faults(checker: Checker) -> Iterator[Fault]:
    """Bad examples that are not found, good ones that are, and guards named wrongly; in the order of the rules."""
    for rule in checker.rulebook.rules:
        if rule.off is not None:
            continue
        for example in rule.bad:
            if said := _missed(checker, rule, example):
                yield Fault(example.place, rule.id, said, "example")
        for example in rule.good:
            yield from _good(checker, rule, example)
        if not rule.bad or not rule.good:
            said = say("{lacking}; with both, this check can prove the rule", lacking=_lacking(rule))
            yield Fault(rule.place, rule.id, said, "bare", True)


def _lacking(rule: Rule) -> Said:
    if rule.bad:
        return say("no good example")
    return say("no bad example") if rule.good else say("no bad and no good example")


def _missed(checker: Checker, rule: Rule, example: Example) -> Said | None:
    text, scene = example.text, scene_of(rule, example)
    if rule.id in {f.rule_id for f in checker.check(text, scene=scene).findings}:
        return None
    if any(fold(text).text == fold(good.text).text for good in rule.good):
        return say("'{text}' stands under 'bad' and under 'good'; keep one", text=_short(text))
    _, hits = checker.hits(text, scene=scene)
    saved = next((h.saved_by for h in hits if checker.rulebook.rules[h.rule].id == rule.id and h.saved_by), None)
    if saved is None:
        return say("the bad example '{text}' is not found; write a phrase that finds it, or move it to 'good'", text=_short(text))
    if saved == "allowed-phrase":
        return say("the bad example '{text}' is cleared by this rule's 'unless'; make the 'unless' narrower", text=_short(text))
    if saved == "other-sense":
        return say("the bad example '{text}' is cleared because its words cut a longer word; take 'veto' out", text=_short(text))
    return say("the bad example '{text}' is cleared by the guard '{guard}'; reword it, or write 'guards: [-{guard}]'",
               text=_short(text), guard=saved)


def _good(checker: Checker, rule: Rule, example: Example) -> Iterator[Fault]:
    text, scene = example.text, scene_of(rule, example)
    _, hits = checker.hits(text, scene=scene)
    saved = sorted({h.saved_by for h in hits if checker.rulebook.rules[h.rule].id == rule.id and h.saved_by})
    loud = [f for f in checker.check(text, scene=scene).findings if f.severity.rank or f.rule_id == rule.id]
    # A hint that a guard was named for is the sentence's own affair.
    loud = [f for f in loud if f.severity.rank or example.guard is None]
    own = next((f for f in loud if f.rule_id == rule.id), None)
    if own is not None and any(fold(text).text == fold(bad.text).text for bad in rule.bad):
        said = say("'{text}' stands under 'bad' and under 'good'; keep one", text=_short(text))
        yield Fault(example.place, rule.id, said, "example")
    elif own is not None:
        said = say("the good example '{text}' is found ('{excerpt}'); write an 'unless' for it, or a longer phrase",
                   text=_short(text), excerpt=_short(own.excerpt))
        yield Fault(example.place, rule.id, said, "example")
    elif loud:
        yield Fault(example.place, rule.id, _against(checker.rulebook, say("good example"), text, loud[0]), "contradiction")
    elif example.guard and example.guard not in saved and example.guard != "scene":
        said = say("the good example '{text}' names the guard '{guard}', but '{saved}' saves it; write guard: {saved}",
                   text=_short(text), guard=example.guard, saved=saved[0]) if saved else say(
                   "the good example '{text}' names the guard '{guard}', but no phrase finds it, so nothing is saved;"
                   " take the guard out, or use the rule's words", text=_short(text), guard=example.guard)
        yield Fault(example.place, rule.id, said, "guard")
    elif saved and not example.guard:
        said = say("the good example '{text}' is saved by '{saved}'; say so: {written}", text=_short(text), saved=saved[0],
                   written=f"{{text: …, guard: {saved[0]}}}")
        yield Fault(example.place, rule.id, said, "unnamed", True)


def reply_faults(checker: Checker) -> Iterator[Fault]:
    """Replies that would be found themselves, in any script, and impolite ones."""
    for rule in checker.rulebook.rules:
        for template in rule.suggest:
            if said := _wrong_reply(checker, rule, template):
                kind = "reply" if "itself" in said.wording else "contradiction"
                yield Fault(template.place, rule.id, said, kind)
            elif "你" in template.hans:
                said = say("the reply '{text}' says 你; 您 is the polite form", text=_short(template.hans))
                yield Fault(template.place, rule.id, said, "impolite", True)


def _wrong_reply(checker: Checker, rule: Rule, template: Template) -> Said | None:
    for script in SCRIPTS:
        for text in filled(template, script):
            loud = found(checker, text)
            own = next((f for f in loud if f.rule_id == rule.id), None)
            if own is not None:
                return say("the reply '{text}' is found itself ('{excerpt}'), so it is never offered; reword it",
                           text=_short(text), excerpt=_short(own.excerpt))
            if loud:
                return _against(checker.rulebook, say("reply"), text, loud[0])
    return None


def _against(rulebook: Rulebook, what: Said, text: str, finding: Finding) -> Said:
    """Why a good example or a reply of one rule breaks another."""
    other = rulebook.rule(finding.rule_id)
    same = next((bad for bad in other.bad if fold(bad.text).text.strip("。!?") == fold(text).text.strip("。!?")), None)
    if same is not None:
        return say("the {what} '{text}' is a bad example of rule '{other}' ({place}); the two contradict each other, keep one",
                   what=what, text=_short(text), other=other.id, place=_where(same.place))
    return say("the {what} '{text}' breaks rule '{other}' ('{excerpt}'); reword it, or give '{other}' an 'unless'",
               what=what, text=_short(text), other=other.id, excerpt=_short(finding.excerpt))


def _where(place: Place) -> str:
    return f"{place.file}:{place.line}"


def _short(text: str) -> str:
    """A text on one line, its middle left out where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= 32 else f"{text[:20]}…{text[-10:]}"
