"""`tonecheck scenes` and `tonecheck reply`: what scenes ask for, and their approved sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from tonecheck.cli.messages import PHRASES
from tonecheck.cli.width import cells, padded, wrap
from tonecheck.errors import UsageError
from tonecheck.reply.convert import in_language, in_script
from tonecheck.rulebook.model import Rulebook, Source, Template
from tonecheck.rulebook.scene import Scene

_WIDTH = 80
_SCRIPTS = ("hans", "hant-tw", "hant-hk")


def rulebook_of(rules: Sequence[str] = (), config: str | None = None, pack: str | None = None, isolated: bool = False) -> Rulebook:
    """The rulebook that the options, or the house's configuration, choose."""
    from tonecheck.checker import Checker
    from tonecheck.cli.house import config_of

    found = config_of(("-",), config=config, pack=pack, isolated=isolated, rules=rules)
    return Checker(list(rules) or None, config=found, reader=False).rulebook


def listed(rulebook: Rulebook, names: Sequence[str], language: str) -> Iterator[str]:
    """The scenes as a person reads them."""
    for number, scene in enumerate(_chosen(rulebook, names)):
        if number:
            yield ""
        yield f"{scene.name}  {in_language(scene.title, language)}"
        yield from _described(rulebook, scene, language)


def listed_json(rulebook: Rulebook, names: Sequence[str]) -> Iterator[str]:
    """The scenes as one JSON array."""
    yield json.dumps([_scene_dict(rulebook, scene) for scene in _chosen(rulebook, names)], ensure_ascii=False, indent=2)


def replied(rulebook: Rulebook, scene: str, slots: Sequence[str], script: str, *, as_json: bool) -> Iterator[str]:
    """The approved sentences of a scene, filled; `UsageError` for a scene or a slot that is not there."""
    from tonecheck.match.scenes import scene_programs
    from tonecheck.reply.scenes import SceneWriter
    from tonecheck.rulebook.load_parts import slots_of

    details = _chosen(rulebook, [scene])[0]
    if not details.script:
        having = ", ".join(s.name for s in rulebook.details if s.script)
        raise UsageError(f"scene '{scene}' has no approved sentence; these have one: {having or 'none in this rulebook'}")
    open_slots = list(dict.fromkeys(name for template in details.script for name in slots_of(in_script(template, script))))
    values = _values(slots, open_slots, scene)
    sentences = SceneWriter(rulebook, scene_programs(rulebook)).script(scene, script, values)
    if as_json:
        said = [{"text": text, "complete": complete} for text, complete in sentences]
        yield json.dumps({"scene": scene, "script": script, "slots": open_slots, "replies": said}, ensure_ascii=False, indent=2)
    else:
        yield from (text for text, _ in sentences)


def _values(given: Sequence[str], known: Sequence[str], scene: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise UsageError(f"--slot {one}: write it as NAME=VALUE, such as company=阳光物业")
        if name not in known:
            raise UsageError(f"scene '{scene}' has no slot '{name}'{_guess(name, known)}")
        if name in values:
            raise UsageError(f"--slot {name} stands twice; keep one")
        if not value.strip():
            raise UsageError(f"--slot {name} is empty; write {name}=… or leave it out")
        if not value.isprintable():
            raise UsageError(f"--slot {name} holds a line break or another control character; write it in one line")
        values[name] = value.strip()
    return values


def _guess(name: str, known: Sequence[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, known, 1)
    return f" (did you mean '{near[0]}'?)" if near else f"; it has: {', '.join(known) or 'none'}"


def _chosen(rulebook: Rulebook, names: Sequence[str]) -> list[Scene]:
    found = []
    for name in names or rulebook.scenes:
        if name not in rulebook.scenes:
            raise UsageError(f"unknown scene '{name}'{_guess(name, rulebook.scenes).replace('; it has', '; known')}")
        scene = rulebook.scene(name)
        if scene is not None:
            found.append(scene)
    return found


def _switched(rulebook: Rulebook, scene: Scene) -> tuple[list[str], list[str]]:
    off = [rule.id for rule in rulebook.rules if scene.name in rule.scenes_off]
    return off, [rule.id for rule in rulebook.rules if scene.name in rule.scenes_only]


def _described(rulebook: Rulebook, scene: Scene, language: str) -> Iterator[str]:
    phrases = PHRASES[language]
    script = {"zh-hant": "hant-tw"}.get(language, "hans")
    off, only = _switched(rulebook, scene)
    rows = [(phrases.scene_must, f"{in_language(e.rule.message, language)} ({e.rule.id})") for e in scene.must]
    for timing in scene.timings:
        limits = " / ".join(limit.text for limit in timing.limits)
        rows.append((phrases.scene_late, f"{in_language(timing.rule.message, language)} ({timing.rule.id}: {limits})"))
    rows += [(phrases.scene_fact, in_language(fact.text, language)) for fact in scene.facts]
    rows += [(phrases.scene_script, in_script(template, script)) for template in scene.script]
    rows += [(phrases.scene_off, ", ".join(off))] if off else []
    rows += [(phrases.scene_only, ", ".join(only))] if only else []
    column = max(map(cells, (phrases.scene_must, phrases.scene_late, phrases.scene_fact, phrases.scene_script,
                             phrases.scene_off, phrases.scene_only))) + 2
    said = ""
    for label, text in rows:
        for n, line in enumerate(wrap(text, _WIDTH - 2 - column)):
            yield f"  {padded(label if n == 0 and label != said else '', column)}{line}"
        said = label


def _scene_dict(rulebook: Rulebook, scene: Scene) -> dict[str, Any]:
    off, only = _switched(rulebook, scene)
    return {
        "scene": scene.name,
        "title": {"zh": scene.title.hans, "en": scene.title.en},
        "must": [
            {"rule": e.rule.id, "message": {"zh": e.rule.message.hans, "en": e.rule.message.en}, "conditional": bool(e.when),
             "place": e.place, "add": [_scripts(t) for t in e.rule.suggest], "source": _sources(e.rule.sources)}
            for e in scene.must
        ],
        "late": [
            {"rule": t.rule.id, "message": {"zh": t.rule.message.hans, "en": t.rule.message.en},
             "limits": [{"time": m.text, "hours": m.hours, "conditional": bool(m.when), "source": _sources(m.sources)}
                        for m in t.limits]}
            for t in scene.timings
        ],
        "facts": [{"zh": f.text.hans, "en": f.text.en, "source": _sources(f.sources)} for f in scene.facts],
        "script": [_scripts(t) for t in scene.script],
        "off": off,
        "only": only,
    }


def _scripts(template: Template) -> dict[str, str]:
    return {script: in_script(template, script) for script in _SCRIPTS}


def _sources(sources: Sequence[Source]) -> list[dict[str, str]]:
    return [{"document": s.document, "item": s.item} for s in sources]
