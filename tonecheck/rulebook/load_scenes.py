"""Reads a scene: a name alone, or what the scene asks of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tonecheck.model import Severity
from tonecheck.rulebook.faults import Faults, guess
from tonecheck.rulebook.load_parts import Parts
from tonecheck.rulebook.model import Localized, Rule, Source
from tonecheck.rulebook.nodes import Node
from tonecheck.rulebook.scene import PLACES, Element, Fact, Limit, Scene, Timing
from tonecheck.text.durations import hours_of

_SCENE_KEYS = ("id", "title", "must", "late", "script", "facts", "off", "only")
_RULE_KEYS = ("id", "title", "message", "impact", "bad", "good", "source")
_ELEMENT_KEYS = (*_RULE_KEYS, "said", "when", "unless", "place", "time", "approved", "add")
_TIMING_KEYS = (*_RULE_KEYS, "said", "within", "at-once")
_LIMIT_KEYS = ("time", "when", "source")
_ID = re.compile(r"(?:missing|late)-[a-z0-9]+(?:-[a-z0-9]+)*")
_NOTHING = Localized("", "")


def switched(rule: Rule, scenes: Iterable[Scene]) -> Rule:
    """The rule as the scenes switch it: off in those that name it under `off`, alone in those that name it under `only`."""
    off = [s.name for s in scenes if rule.id in s.off]
    only = [s.name for s in scenes if rule.id in s.only]
    if not off and not only:
        return rule
    return replace(
        rule,
        scenes_off=tuple(dict.fromkeys((*rule.scenes_off, *off))),
        scenes_only=tuple(dict.fromkeys((*rule.scenes_only, *only))),
    )


class SceneReader:
    """Reads the scenes of one rulebook; every fault goes to `faults`."""

    def __init__(self, faults: Faults, parts: Parts) -> None:
        self._faults = faults
        self._parts = parts
        self._ids: dict[str, str] = {}

    def scene(self, node: Node) -> Scene | None:
        """The scene that a node describes; None where it has no name."""
        if not node.is_mapping:
            name = node.text(self._faults, "scenes", "a scene")
            return Scene(name, Localized(name, name)) if name else None
        keys = node.mapping(self._faults, "scenes", _SCENE_KEYS, ("id",))
        name = keys["id"].text(self._faults, "scenes", "id") if "id" in keys else ""
        if not name:
            return None
        return Scene(
            name=name,
            title=self._parts.localized(keys.get("title"), name, Localized(name, name)),
            must=tuple(self._element(n, name) for n in self._items(keys, "must", name)),
            timings=tuple(self._timing(n, name) for n in self._items(keys, "late", name)),
            script=tuple(self._parts.template(n, name) for n in self._items(keys, "script", name)),
            facts=tuple(self._fact(n, name) for n in self._items(keys, "facts", name)),
            off=tuple(n.word() for n in self._items(keys, "off", name)),
            only=tuple(n.word() for n in self._items(keys, "only", name)),
        )

    def _element(self, node: Node, scene: str) -> Element:
        keys = node.mapping(self._faults, scene, _ELEMENT_KEYS, ("id", "add"))
        rule = self._rule(node, keys, scene, "missing")
        place = keys["place"].word() if "place" in keys else "end"
        if place not in PLACES:
            self._faults.add(keys["place"].place, rule.id, "unknown place '{place}'{guess}",
                             place=place, guess=guess(place, PLACES))
        if "said" not in keys and "time" not in keys:
            self._faults.add(node.place, rule.id, "neither 'said' nor 'time'; write how one knows that a draft has it")
        any_time = "time" in keys and keys["time"].word() == "any"
        return Element(
            rule=rule,
            said=self._parts.patterns(keys.get("said"), rule.id),
            when=self._parts.patterns(keys.get("when"), rule.id),
            unless=self._parts.patterns(keys.get("unless"), rule.id),
            place=place,
            time=() if any_time else self._parts.patterns(keys.get("time"), rule.id),
            any_time=any_time,
            approved=self._flag(keys, "approved", rule.id),
        )

    def _timing(self, node: Node, scene: str) -> Timing:
        keys = node.mapping(self._faults, scene, _TIMING_KEYS, ("id", "said", "within"))
        rule = self._rule(node, keys, scene, "late")
        limits = [limit for n in self._items(keys, "within", rule.id) if (limit := self._limit(n, rule.id))]
        return Timing(rule, self._parts.patterns(keys.get("said"), rule.id), tuple(limits), self._flag(keys, "at-once", rule.id))

    def _limit(self, node: Node, owner: str) -> Limit | None:
        keys = node.mapping(self._faults, owner, _LIMIT_KEYS, ("time",))
        if "time" not in keys:
            return None
        time = keys["time"].text(self._faults, owner, "time")
        hours = hours_of(time) if time else 1.0
        if hours is None:
            self._faults.add(keys["time"].place, owner,
                             "'{time}' is no time limit; write one such as 24小时, 3天 or 当天", time=time)
            return None
        return Limit(time, hours, self._parts.patterns(keys.get("when"), owner), self._sources(keys, owner))

    def _fact(self, node: Node, owner: str) -> Fact:
        keys = node.mapping(self._faults, owner, ("text", "source"), ("text",))
        return Fact(self._parts.localized(keys.get("text"), owner, _NOTHING), self._sources(keys, owner))

    def _rule(self, node: Node, keys: dict[str, Node], scene: str, kind: str) -> Rule:
        rule_id = keys["id"].text(self._faults, scene, "id") if "id" in keys else ""
        if rule_id and not (_ID.fullmatch(rule_id) and rule_id.startswith(f"{kind}-")):
            self._faults.add(keys["id"].place, rule_id,
                             "an id here is {kind}- and lower-case words, such as {kind}-deadline", kind=kind)
        if rule_id and self._ids.setdefault(rule_id, scene) != scene:
            self._faults.add(keys["id"].place, rule_id,
                             "this id stands already in scene {scene}; rename one", scene=self._ids[rule_id])
        parts = self._parts
        return Rule(
            id=rule_id,
            place=node.place,
            title=parts.localized(keys.get("title"), rule_id, Localized(rule_id, rule_id)),
            severity=Severity.WARNING,
            message=parts.localized(keys.get("message"), rule_id, _NOTHING),
            impact=parts.localized(keys.get("impact"), rule_id, _NOTHING),
            match=(),
            suggest=tuple(parts.template(n, rule_id) for n in self._items(keys, "add", rule_id)),
            bad=tuple(parts.example(n, rule_id) for n in self._items(keys, "bad", rule_id)),
            good=tuple(parts.example(n, rule_id) for n in self._items(keys, "good", rule_id)),
            scenes_only=(scene,),
            sources=self._sources(keys, rule_id),
        )

    def _sources(self, keys: dict[str, Node], owner: str) -> tuple[Source, ...]:
        node = keys.get("source")
        if node is None:
            return ()
        items = [node] if node.is_mapping else node.sequence(self._faults, owner)
        return tuple(self._parts.source(n, owner) for n in items)

    def _flag(self, keys: dict[str, Node], name: str, owner: str) -> bool:
        value = keys[name].word() if name in keys else "false"
        if value not in ("true", "false"):
            self._faults.add(keys[name].place, owner, "'{name}' is true or false, not '{value}'", name=name, value=value)
        return value == "true"

    def _items(self, keys: dict[str, Node], name: str, owner: str) -> list[Node]:
        return keys[name].sequence(self._faults, owner) if name in keys else []
