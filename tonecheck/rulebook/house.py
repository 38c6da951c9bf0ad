"""A house's own configuration: what it extends, adds, changes and switches off, with the place of each.

    extends: builtin                  # a pack, a file, a list of them, or none
    house: {company: 阳光物业, hotline: 400-123-4567}
    rules: [rules/ours.yaml]          # files, or rules written here
    lexicon: {we: [阳光物业]}
    off: {t15: 我们的电话组一直这样说}    # or a list without reasons; style-* means all of them
    change: {t07: {severity: warning, add: {suggest: [...]}}}
    scene: front-desk                 # what the command line takes where nothing else is said
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from tonecheck.rulebook.configured import Config, Setting
from tonecheck.rulebook.digest import content_of, digest_of
from tonecheck.rulebook.faults import Faults, guess, say
from tonecheck.rulebook.load import Reading, added, joined, load_builtin
from tonecheck.rulebook.model import Courtesy, Place, Rule, Rulebook, Template
from tonecheck.rulebook.nodes import Node
from tonecheck.rulebook.packs import BUILTIN, pack_config, packs
from tonecheck.rulebook.scene import Scene, united
from tonecheck.rulebook.where import shown_path
from tonecheck.text.entities import HOUSE_SLOTS
from tonecheck.text.script import SCRIPTS

FAIL_ON = ("error", "warning", "info", "never")
LANGUAGES = ("zh-hans", "zh-hant", "en")
# What the command line takes from here where it was not given an option.
CHOICES = ("scene", "script", "fail_on", "lang")
KEYS = ("extends", "house", "rules", "lexicon", "off", "change", "reader", *CHOICES)
PACK_KEYS = ("title", *KEYS)
_NOTHING = "none"
_HERE = Place("", 0, 0)


Reader = Callable[[Path, Faults, tuple[Path, ...]], Config | None]
"""Reads the configuration of a file; the files above it extend it, directly or not."""


class House:
    """Reads one configuration on top of those that it extends."""

    def __init__(self, path: Path, root: Node, faults: Faults, above: tuple[Path, ...], read: Reader) -> None:
        self._path = path
        self._read = read
        self._faults = faults
        self._above = (*above, path.resolve())
        self._pack = path.parent.parent.name == "packs"
        self._keys = root.mapping(faults, "", PACK_KEYS if self._pack else KEYS)
        self._root = root
        self._settings: list[Setting] = []
        self._files: list[str] = []
        self._reader = True
        self._choices: dict[str, str] = {}

    def config(self) -> Config:
        """Everything of the file and of what it extends."""
        base = self._base()
        self._files.append(shown_path(self._path))
        reading = Reading(self._faults, base)
        self._own_rules(reading, base)
        self._changes(reading)
        rulebook = reading.rulebook(base.files)
        house = {**base.house, **dict(self._house(reading))}
        rulebook = replace(self._switched(rulebook), house=house, files=tuple(self._files))
        self._choose(rulebook)
        if not rulebook.rules and not self._faults.found:
            self._faults.add(self._root.place, "", "no rule in force; extend a pack (extends: builtin) or name rules of your own")
        title = self._keys["title"].word() if "title" in self._keys else ""
        rulebook = replace(rulebook, digest=digest_of(rulebook))
        return Config(self._path, rulebook, self._reader, self._choices, tuple(self._settings), tuple(self._files), title)

    # --- what it stands on

    def _base(self) -> Rulebook:
        node = self._keys.get("extends")
        if node is None:
            self._settings.append(Setting("extends", BUILTIN, _HERE))
            return self._extended(load_builtin())
        base: Rulebook | None = None
        for item in [node] if node.is_mapping else node.sequence(self._faults, "extends"):
            layer = self._layer(item)
            base = layer if base is None else _united(base, layer)
        # Word classes, guards and scenes are there in any case; rules only where they were asked for.
        return base if base is not None else replace(load_builtin(), rules=(), general=(), situations=(), version="")

    def _extended(self, rulebook: Rulebook) -> Rulebook:
        self._files += [file for file in rulebook.files if file not in self._files]
        return rulebook

    def _layer(self, node: Node) -> Rulebook:
        only: tuple[Node, ...] = ()
        if node.is_mapping:
            keys = node.mapping(self._faults, "extends", ("pack", "only"), ("pack",))
            if "only" in keys:
                if not self._pack:
                    self._faults.add(node.place, "extends", "'only' is for packs; switch rules off by name under 'off:'")
                only = tuple(keys["only"].sequence(self._faults, "extends"))
            node = keys.get("pack", node)
        name = node.word()
        self._settings.append(Setting("extends", name, node.place))
        rulebook = self._named(name, node)
        if only:
            kept = {rule.id for item in only for rule in self._matching(item, "only", rulebook.rules)}
            rulebook = replace(rulebook, rules=tuple(rule for rule in rulebook.rules if rule.id in kept))
        return rulebook

    def _named(self, name: str, node: Node) -> Rulebook:
        empty = replace(load_builtin(), rules=(), general=(), situations=(), files=(), version="")
        if name == _NOTHING:
            return empty
        if name == BUILTIN:
            return self._extended(load_builtin())
        path = pack_config(name) if name in packs() else self._path.parent / name
        if name not in packs() and not path.is_file():
            hint = guess(name, packs(), listed=False)
            if not hint.wording:
                hint = say("; packs: {packs}; or a file, or none", packs=", ".join(packs()))
            self._faults.add(node.place, "extends", "unknown pack '{name}'{guess}", name=name, guess=hint)
            # Whatever was meant: what is said of its rules is not wrong for that.
            return load_builtin()
        if path.resolve() in self._above:
            self._faults.add(node.place, "extends", "'{name}' extends itself through this file; take one of them out", name=name)
            return empty
        config = self._read(path, self._faults, self._above)
        if config is None:
            return empty
        self._reader = self._reader and config.reader
        self._choices.update(config.choices)
        self._settings += config.settings
        return self._extended(config.rulebook)

    # --- what it adds and changes

    def _own_rules(self, reading: Reading, base: Rulebook) -> None:
        before = {rule.id: rule for rule in base.rules}
        if "lexicon" in self._keys:
            reading.file(self._keys["lexicon"].under("lexicon"))
            for name, node in self._keys["lexicon"].mapping(Faults(), "", ()).items():
                words = [word for item in node.sequence(Faults(), "") for word in item.word().split()]
                self._settings.append(Setting(f"lexicon.{name}", " ".join(words), node.place))
        for item in self._keys["rules"].sequence(self._faults, "rules") if "rules" in self._keys else ():
            if item.is_mapping:
                reading.file(item.under("rules", listed=True))
            elif not (self._path.parent / item.word()).exists():
                self._faults.add(item.place, "rules", "no such rulebook '{name}'; give a .yaml file or a folder of them",
                                 name=item.word())
            else:
                self._files += reading.files([self._path.parent / item.word()])
        for rule in reading.rules.values():
            # What is copied as it was changes nothing.
            if rule.id not in before or content_of(rule) != content_of(before[rule.id]):
                kind = "replaces the one below" if rule.id in before else "own"
                self._settings.append(Setting(f"rule {rule.id}", kind, rule.place))

    def _changes(self, reading: Reading) -> None:
        for pattern, node in self._mapping("change"):
            for rule in self._matching(pattern, "change", tuple(reading.rules.values())):
                for what in reading.change(rule.id, node):
                    self._settings.append(Setting(f"change {rule.id}", what, node.place))

    def _house(self, reading: Reading) -> Iterator[tuple[str, Template]]:
        if "house" not in self._keys:
            return
        for name, node in self._keys["house"].mapping(self._faults, "house", HOUSE_SLOTS).items():
            value = reading.parts.wording(node, f"house {name}")
            self._settings.append(Setting(f"house.{name}", value.hans, node.place))
            yield name, value

    def _switched(self, rulebook: Rulebook) -> Rulebook:
        """The rulebook with what is off: rules, and what a scene asks for."""
        node = self._keys.get("off")
        if node is None:
            return rulebook
        reasons: dict[str, str] = {}
        if node.is_mapping:
            wanted = [(key, value.text(self._faults, "off", "a reason")) for key, value in self._mapping("off")]
        else:
            wanted = [(item, "") for item in node.sequence(self._faults, "off")]
        asked = tuple({rule.id: rule for scene in rulebook.details for rule in scene.rules}.values())
        for item, reason in wanted:
            for rule in self._matching(item, "off", (*rulebook.rules, *asked)):
                reasons[rule.id] = reason
                self._settings.append(Setting(f"off {rule.id}", reason, item.place))

        def switched(rule: Rule) -> Rule:
            return replace(rule, off=reasons[rule.id]) if rule.id in reasons else rule

        def scene_of(scene: Scene) -> Scene:
            return replace(
                scene,
                must=tuple(replace(e, rule=switched(e.rule)) for e in scene.must),
                timings=tuple(replace(t, rule=switched(t.rule)) for t in scene.timings),
            )

        return replace(rulebook, rules=tuple(map(switched, rulebook.rules)), details=tuple(map(scene_of, rulebook.details)))

    def _choose(self, rulebook: Rulebook) -> None:
        known = {"scene": tuple(map(str, rulebook.scenes)), "script": SCRIPTS, "fail_on": FAIL_ON, "lang": LANGUAGES}
        for name, values in {**known, "reader": ("true", "false")}.items():
            if name not in self._keys:
                continue
            node = self._keys[name]
            value = node.word()
            if value not in values:
                self._faults.add(node.place, "", "unknown {what} '{name}'{guess}",
                                 what=say(name), name=value, guess=guess(value, values))
                continue
            self._settings.append(Setting(name, value, node.place))
            if name == "reader":
                self._reader = value == "true"
            else:
                self._choices[name] = value

    def _mapping(self, key: str) -> list[tuple[Node, Node]]:
        """The pairs of a key, each key with its own place."""
        if key not in self._keys:
            return []
        self._keys[key].mapping(self._faults, key, ())
        return self._keys[key].pairs()

    def _matching(self, node: Node, key: str, rules: tuple[Rule, ...]) -> list[Rule]:
        """The rules that an id, or an id with *, means; none is a fault."""
        wanted = node.word()
        found = [rule for rule in rules if fnmatchcase(rule.id, wanted)]
        if not found and (renamed := [rule for rule in rules if wanted in rule.renamed_from]):
            self._settings.append(Setting(f"renamed {wanted}", renamed[0].id, node.place))
            return renamed
        if not found:
            hint = guess(wanted, [rule.id for rule in rules], listed=False)
            if "*" in wanted or not hint.wording:
                hint = say("; see: tonecheck rules list")
            self._faults.add(node.place, key, "no rule '{name}'{guess}", name=wanted, guess=hint)
        return found


def _united(base: Rulebook, other: Rulebook) -> Rulebook:
    """Two rulebooks as one; of rules with the same id the later one counts."""
    phrases = joined({c.kind: c.phrases for c in base.courtesy}, {c.kind: c.phrases for c in other.courtesy})
    return Rulebook(
        rules=tuple({rule.id: rule for rule in (*base.rules, *other.rules)}.values()),
        lexicon=joined(base.lexicon, other.lexicon),
        guards=added(base.guards, other.guards),
        scenes=added(base.scenes, other.scenes),
        courtesy=tuple(Courtesy(kind, said) for kind, said in phrases.items()),
        general=added(base.general, other.general),
        situations=added(other.situations, base.situations),
        house={**base.house, **other.house},
        details=united(base.details, other.details),
    )
