"""Reads rulebook files into a `Rulebook`; every fault of every file in one error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from tonecheck.errors import RulebookError
from tonecheck.model import Severity
from tonecheck.rulebook.digest import digest_of
from tonecheck.rulebook.faults import SECTION, Faults, Said, guess, say
from tonecheck.rulebook.load_parts import ID_FORM, RULE_ID, Parts
from tonecheck.rulebook.load_scenes import SceneReader, switched
from tonecheck.rulebook.model import (
    Courtesy,
    Guard,
    Localized,
    Pattern,
    Place,
    Rule,
    Rulebook,
    Situation,
    Template,
)
from tonecheck.rulebook.nodes import Node, read
from tonecheck.rulebook.pattern import spoken
from tonecheck.rulebook.places import builtin_path
from tonecheck.rulebook.scene import Scene, united
from tonecheck.rulebook.where import shown_path
from tonecheck.text.entities import SLOTS
from tonecheck.text.states import KINDS

# Guards that the engine knows by itself, without patterns.
BUILT_IN_GUARDS = ("quoted", "customer-turn", "allowed-phrase", "scene")
# What saves an example whose words are cut by the segmenter.
VETO_GUARD = "other-sense"
SCOPES = ("around", "clause", "clause-before", "before", "frame", "sentence", "near")
_TOP = ("rules", "lexicon", "guards", "scenes", "courtesy", "general", "situations", "version", "standalone")
_RULE_KEYS = ("id", "title", "severity", "message", "impact", "match", "unless", "guards", "veto", "typed", "once", "suggest",
              "topic", "manner", "whole", "bad", "good", "scenes", "source", "remark", "renamed_from", "deprecated",
              "valid_from", "valid_until")
# What a configuration may change in a rule, and the fields that a key stands for.
_CHANGES = ("title", "severity", "message", "impact", "unless", "guards", "scenes", "suggest", "topic", "manner", "whole", "remark")
_ADDITIONS = ("match", "unless", "suggest", "topic", "bad", "good")
_FIELDS = {"scenes": ("scenes_off", "scenes_only")}
_T = TypeVar("_T")
DEFAULT_MESSAGE = Localized(
    "这样说容易让客户觉得被推开，换一种说法更好。", "This may leave the customer feeling turned away; say it otherwise."
)
DEFAULT_IMPACT = Localized("不舒服：好像不愿意帮我。", "Put off: it sounds as if nobody wants to help.")


def builtin_folder() -> Path:
    """The folder of the built-in rulebook: in the wheel, or beside the package in a checkout."""
    found = builtin_path()
    if found is None:
        raise RulebookError([f"{Path(__file__).parent.parent}: the built-in rulebook is missing; install tonecheck again"])
    return Path(found)


def load_builtin() -> Rulebook:
    """The built-in rulebook."""
    return load([builtin_folder()])


def load(paths: Sequence[Path]) -> Rulebook:
    """The rulebook that the files (and the YAML files of the folders) make together.

    Its word classes, guards, scenes and courtesies add to the built-in ones, unless a file says `standalone: true`.
    Raises `RulebookError` with every fault.
    """
    faults = Faults()
    rulebook = read_rulebook(paths, faults)
    if faults.found or rulebook is None:
        raise RulebookError(faults.found)
    return rulebook


def read_rulebook(paths: Sequence[Path], faults: Faults) -> Rulebook | None:
    """What could be read of a rulebook, its faults kept aside; None where there is no rule in it at all."""
    reading = Reading(faults)
    files = reading.files(paths)
    if not faults.found and not reading.rules:
        faults.add_file(", ".join(map(str, paths)) or "rules", "no rule in it; write at least one under 'rules:'")
    return reading.rulebook(files) if reading.rules else None


def _files(paths: Sequence[Path], faults: Faults) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = sorted([*path.glob("*.yaml"), *path.glob("*.yml")])
            if not found:
                faults.add_file(str(path), "no rulebook in this folder; expected files that end in .yaml")
            files.extend(found)
        elif path.is_file():
            files.append(path)
        else:
            faults.add_file(str(path), "no such rulebook; give a .yaml file or a folder of them")
    return files


class Reading:
    """What the files said so far, on top of `base` where one is given: a rule of the same id takes the base's place."""

    def __init__(self, faults: Faults, base: Rulebook | None = None) -> None:
        self._faults = faults
        self._base = base
        self.parts = Parts(faults, base)
        self.rules: dict[str, Rule] = {rule.id: rule for rule in base.rules} if base else {}
        # Ids of the base that may still be taken over.
        self._below = set(self.rules)
        self._lexicon: dict[str, tuple[str, ...]] = {}
        self._guards: list[Guard] = []
        self._scenes: list[Scene] = []
        self._scene_reader = SceneReader(faults, self.parts)
        self._courtesy: list[Courtesy] = []
        self._version: tuple[str, Place] | None = None
        self._standalone = False
        # Guards that do not say whether they protect every rule: they follow those of the same name.
        self._inheriting: set[Place] = set()
        self._general: list[Template] = []
        self._situations: list[Situation] = []

    def files(self, paths: Sequence[Path]) -> tuple[str, ...]:
        """Reads files, and the YAML files of folders; their names for messages."""
        shown = []
        for file in _files(paths, self._faults):
            shown.append(shown_path(file))
            try:
                text = file.read_bytes().decode("utf-8-sig")
            except OSError as error:
                self._faults.add_file(str(file), "cannot be read: {reason}", reason=error.strerror)
                continue
            except UnicodeDecodeError as error:
                self._faults.add_file(str(file), "not UTF-8 (byte {number}); save it as UTF-8", number=error.start + 1)
                continue
            root = read(text, shown[-1], self._faults)
            if root is not None:
                self.file(root)
        return tuple(shown)

    def file(self, root: Node) -> None:
        """Takes in what one file says."""
        top = root.mapping(self._faults, "", _TOP)
        if "version" in top:
            self._versioned(top["version"])
        self._standalone = self.parts.flag(top, "standalone", "") or self._standalone
        if "lexicon" in top:
            for name, node in top["lexicon"].mapping(self._faults, "lexicon", ()).items():
                owner = f"lexicon @{name}"
                words = list(self.parts.words(node, owner))
                if node.is_empty_list:
                    self._faults.add(node.place, owner, "has no words; write at least one")
                for word, place in words:
                    if word == f"@{name}":
                        self._faults.add(place, owner, "'@{name}' includes itself; take it out", name=name)
                    elif word.startswith("@"):
                        self.parts.named.append(("class", owner, word[1:], place))
                self._lexicon[name] = (*self._lexicon.get(name, ()), *(word for word, _ in words))
        if "guards" in top:
            for name, node in top["guards"].mapping(self._faults, "guards", ()).items():
                self._guards.extend(self._guard(name, entry) for entry in node.sequence(self._faults, name))
        if "scenes" in top:
            for node in top["scenes"].sequence(self._faults, "scenes"):
                self._scene(node)
        if "courtesy" in top:
            for kind, node in top["courtesy"].mapping(self._faults, "courtesy", ()).items():
                self._courtesy.append(Courtesy(kind, tuple(word for word, _ in self.parts.words(node, f"courtesy {kind}"))))
        if "general" in top:
            self._general.extend(self.parts.template(n, "general") for n in top["general"].sequence(self._faults, "general"))
        if "situations" in top:
            for kind, node in top["situations"].mapping(self._faults, "situations", ()).items():
                self._situation(kind, node)
        if "rules" in top:
            for node in top["rules"].sequence(self._faults, "rules"):
                self._rule(node)

    def _scene(self, node: Node) -> None:
        scene = self._scene_reader.scene(node)
        if scene:
            self._scenes.append(scene)
            self.parts.named += [("rule", scene.name, name, node.place) for name in (*scene.off, *scene.only)]

    def _situation(self, kind: str, node: Node) -> None:
        owner = f"situation {kind}"
        if kind not in KINDS:
            self._faults.add(node.place, owner, "unknown {what} '{name}'{guess}",
                             what=say("situation"), name=kind, guess=guess(kind, KINDS))
        keys = node.mapping(self._faults, owner, ("never", "about", "replies"), ("replies",))
        replies = tuple(self.parts.template(n, owner) for n in self.parts.items(keys, "replies", owner))
        never, about = (self.parts.items(keys, key, owner) for key in ("never", "about"))
        self.parts.named += [("rule", owner, item.word(), item.place) for item in (*never, *about)]
        ids = [tuple(item.word() for item in items) for items in (never, about)]
        self._situations.append(Situation(kind, replies, ids[0], ids[1], node.place))

    def rulebook(self, files: tuple[str, ...]) -> Rulebook:
        """What was read, added to the base or to the built-in lists; names that are nowhere become faults."""
        base = self._base or self._alone()
        lexicon = joined(base.lexicon, self._lexicon)
        guards = self._inherited(added(base.guards, self._guards))
        details = united(base.details, self._scenes)
        scenes = added(base.scenes, [s.name for s in self._scenes])
        known = {
            "guard": [*BUILT_IN_GUARDS, *(g.name for g in guards)],
            "saving guard": [*BUILT_IN_GUARDS, VETO_GUARD, *(g.name for g in guards)],
            "scene": scenes,
            "rule": self.rules,
            "class": lexicon,
            "slot": SLOTS,
        }
        # What leads in a circle or nowhere is left out, so that the rest can be looked at.
        astray = {*self._circles(lexicon), *((name, f"@{name}") for name in lexicon)}
        lexicon = {
            name: tuple(w for w in words if (name, w) not in astray and (w[:1] != "@" or w[1:] in lexicon))
            for name, words in lexicon.items()
        }
        self._old_names()
        # Where a section could not be read, its names may have stood there.
        for kind, owner, name, place in self.parts.named if not self._faults.of(SECTION) else ():
            if name not in known[kind] and not (kind == "slot" and name in self.parts.captured.get(owner, ())):
                self._faults.add(place, owner, _unknown(kind, name, known[kind]))
        courtesy = joined({c.kind: c.phrases for c in base.courtesy}, {c.kind: c.phrases for c in self._courtesy})
        rulebook = Rulebook(
            rules=tuple(switched(rule, details) for rule in self.rules.values()),
            lexicon=lexicon,
            guards=guards,
            scenes=scenes,
            courtesy=tuple(Courtesy(kind, phrases) for kind, phrases in courtesy.items()),
            general=(*base.general, *self._general),
            files=files,
            version=self._version[0] if self._version else base.version,
            details=details,
            # One's own say it first.
            situations=(*self._situations, *base.situations),
        )
        return replace(rulebook, digest=digest_of(rulebook))

    def _alone(self) -> Rulebook:
        """What a rulebook without a base stands on: nothing, where it says so, else the built-in lists."""
        if self._standalone:
            return Rulebook((), {}, (), ())
        return replace(load_builtin(), rules=(), general=(), situations=(), version="")

    def _inherited(self, guards: tuple[Guard, ...]) -> tuple[Guard, ...]:
        """The guards, those of one name alike in whether they protect every rule."""
        said: dict[str, Guard] = {}
        for guard in guards:
            if guard.place in self._inheriting:
                continue
            first = said.setdefault(guard.name, guard)
            if first.default != guard.default:
                self._faults.add(guard.place, guard.name, "'default' is {one} here, but {other} at {place}; a guard has one",
                                 one=str(guard.default).lower(), other=str(first.default).lower(), place=first.place)
        return tuple(replace(g, default=said[g.name].default) if g.name in said else g for g in guards)

    def _versioned(self, node: Node) -> None:
        text = node.text(self._faults, "", "version")
        if self._version and text and self._version[0] != text:
            self._faults.add(node.place, "", "version '{one}' here, but '{other}' at {place}; a rulebook has one",
                             one=text, other=self._version[0], place=self._version[1])
        elif text:
            self._version = text, node.place

    def _old_names(self) -> None:
        """An old name means one rule: none that is in use, none that two rules claim."""
        owners: dict[str, str] = {}
        for rule in self.rules.values():
            for old in rule.renamed_from:
                if old in self.rules:
                    self._faults.add(rule.place, rule.id, "renamed_from '{old}' is the id of a rule at {place}; take one out",
                                     old=old, place=self.rules[old].place)
                elif owners.setdefault(old, rule.id) != rule.id:
                    self._faults.add(rule.place, rule.id, "renamed_from '{old}' stands at rule '{other}' already; keep one",
                                     old=old, other=owners[old])

    def _circles(self, lexicon: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
        """Classes that hold themselves through another, each a fault; a class alone in itself is one already."""
        circles: list[tuple[str, str]] = []
        for kind, owner, name, place in self.parts.named:
            mine = owner.removeprefix("lexicon @")
            seen, rest = set[str](), [name]
            while kind == "class" and rest:
                one = rest.pop()
                rest += [w[1:] for w in lexicon.get(one, ()) if w.startswith("@") and w[1:] not in seen]
                seen |= {w[1:] for w in lexicon.get(one, ()) if w.startswith("@")}
            if mine in seen:
                circles.append((mine, f"@{name}"))
                self._faults.add(place, owner, "'@{name}' includes '@{mine}' again; take one of them out", name=name, mine=mine)
        return circles

    def _guard(self, name: str, node: Node) -> Guard:
        keys = node.mapping(self._faults, name, ("scope", "match", "default", "saves"), ("scope", "match"))
        scope = keys["scope"].word() if "scope" in keys else "clause"
        if scope not in SCOPES:
            self._faults.add(keys["scope"].place, name, "unknown {what} '{name}'{guess}",
                             what=say("scope"), name=scope, guess=guess(scope, SCOPES))
        if "default" not in keys:
            self._inheriting.add(node.place)
        default = self.parts.one_of(keys.get("default"), name, "default", ["true", "false"], "true") == "true"
        saves = tuple(self.parts.example(n, name) for n in self.parts.items(keys, "saves", name))
        return Guard(name, scope, self.parts.patterns(keys.get("match"), name), default, node.place, saves)

    def _rule(self, node: Node) -> None:
        faults = self._faults
        keys = node.mapping(faults, self._owner(node), _RULE_KEYS, ("id", "match"))
        rule_id = keys["id"].text(faults, "", "id") if "id" in keys else ""
        if rule_id and not RULE_ID.fullmatch(rule_id):
            faults.add(keys["id"].place, rule_id, ID_FORM)
        if rule_id in self.rules and rule_id not in self._below:
            faults.add(keys["id"].place, rule_id, "this id stands already at {place}; rename one", place=self.rules[rule_id].place)
            return
        if "match" in keys and keys["match"].is_empty_list:
            faults.add(keys["match"].place, rule_id, "'match' is empty; write at least one phrase")
        severity = self.parts.one_of(keys.get("severity"), rule_id, "severity", [s.value for s in Severity], "warning")
        scenes = keys["scenes"].mapping(faults, rule_id, ("off", "only")) if "scenes" in keys else {}
        match = self.parts.patterns(keys.get("match"), rule_id)
        rule = Rule(
            id=rule_id,
            place=node.place,
            title=self.parts.localized(keys.get("title"), rule_id, _titled(match, rule_id)),
            severity=Severity(severity),
            message=self.parts.localized(keys.get("message"), rule_id, DEFAULT_MESSAGE),
            impact=self.parts.localized(keys.get("impact"), rule_id, Localized("", "") if "message" in keys else DEFAULT_IMPACT),
            match=match,
            unless=self.parts.patterns(keys.get("unless"), rule_id),
            guards=self.parts.names(keys, "guards", "guard", rule_id),
            veto=self.parts.flag(keys, "veto", rule_id),
            typed=tuple(n.word() for n in keys["typed"].sequence(faults, rule_id)) if "typed" in keys else (),
            once=self.parts.flag(keys, "once", rule_id),
            suggest=tuple(self.parts.template(n, rule_id) for n in self.parts.items(keys, "suggest", rule_id)),
            topic=self.parts.topic(keys.get("topic"), rule_id),
            manner=self.parts.flag(keys, "manner", rule_id),
            whole=self.parts.flag(keys, "whole", rule_id),
            bad=tuple(self.parts.example(n, rule_id) for n in self.parts.items(keys, "bad", rule_id)),
            good=tuple(self.parts.example(n, rule_id) for n in self.parts.items(keys, "good", rule_id)),
            scenes_off=self.parts.names(scenes, "off", "scene", rule_id),
            scenes_only=self.parts.names(scenes, "only", "scene", rule_id),
            sources=tuple(self.parts.source(n, rule_id) for n in self.parts.several(keys.get("source"))),
            remark=keys["remark"].word() if "remark" in keys else "",
            renamed_from=tuple(self.parts.id(n, rule_id) for n in self.parts.items(keys, "renamed_from", rule_id)),
            deprecated=keys["deprecated"].text(faults, rule_id, "deprecated") if "deprecated" in keys else "",
            valid_from=self.parts.day(keys.get("valid_from"), rule_id),
            valid_until=self.parts.day(keys.get("valid_until"), rule_id),
        )
        if rule.valid_from and rule.valid_until and rule.valid_until < rule.valid_from:
            faults.add(keys["valid_until"].place, rule_id, "ends before it begins; valid_from is {begin}", begin=rule.valid_from)
        for scene in set(rule.scenes_off) & set(rule.scenes_only):
            faults.add(keys["scenes"].place, rule_id, "scene '{scene}' is both 'off' and 'only'; keep one", scene=scene)
        if rule_id:
            self.rules[rule_id] = rule
            self._below.discard(rule_id)

    def change(self, rule_id: str, node: Node) -> list[str]:
        """Changes a rule that was read: its keys take the place of the rule's own, those under `add` come to them.

        What was changed, for people to read.
        """
        keys = node.mapping(self._faults, rule_id, (*_CHANGES, "add"))
        rule, said = self._partly(rule_id, node, keys), []
        own = self.rules[rule_id]
        for key in (k for k in _CHANGES if k in keys):
            names = _FIELDS.get(key, (key,))
            said.append(f"severity {own.severity.value} → {rule.severity.value}" if key == "severity" else key)
            own = replace(own, **{name: getattr(rule, name) for name in names})
        if "add" in keys:
            more = keys["add"].mapping(self._faults, rule_id, _ADDITIONS)
            extra = self._partly(rule_id, keys["add"], more)
            for key in (k for k in _ADDITIONS if k in more):
                said.append(f"{key} +{len(getattr(extra, key))}")
                # What a house adds comes first: its own replies before the general ones.
                both: dict[str, Any] = {key: (*getattr(extra, key), *getattr(own, key))}
                own = replace(own, **both)
        self.rules[rule_id] = own
        return said

    def _partly(self, rule_id: str, node: Node, keys: dict[str, Node]) -> Rule:
        """A rule that has nothing but these keys."""
        scratch = Reading(self._faults)
        scratch.parts.captured = self.parts.captured
        scratch._rule(node.with_keys({"id": rule_id, "match": "x"}, keys))
        self.parts.named += scratch.parts.named
        return scratch.rules[rule_id]

    def _owner(self, node: Node) -> str:
        """The rule's id for messages, read ahead of everything else."""
        quiet = Faults()
        keys = node.mapping(quiet, "", ()) if node.is_mapping else {}
        return keys["id"].word() if "id" in keys else ""

def joined(base: Mapping[str, tuple[str, ...]], own: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The words of the base, then one's own, each once."""
    return {name: tuple(dict.fromkeys((*base.get(name, ()), *own.get(name, ())))) for name in (*base, *own)}


def added(base: Sequence[_T], own: Sequence[_T]) -> tuple[_T, ...]:
    """The base, and what one's own file adds to it."""
    return (*base, *(one for one in dict.fromkeys(own) if one not in base))


def _unknown(kind: str, name: str, known: Iterable[str]) -> Said:
    """`unknown slot '{woh}' (did you mean '{who}'?)`, written as the author writes such a name."""
    written = {"class": "@{}", "slot": "{{{}}}"}.get(kind, "{}")
    what = say(kind.removeprefix("saving "))
    if kind == "slot":
        return say("no phrase captures {name}{guess}; write {name} into a phrase, or take it out of the reply",
                   name=written.format(name), guess=guess(name, known, written, listed=False))
    return say("unknown {what} '{name}'{guess}", what=what, name=written.format(name), guess=guess(name, known, written))


def _titled(match: Sequence[Pattern], rule_id: str) -> Localized:
    """The title of a rule without one: its first phrase, as somebody would say it."""
    title = next(filter(None, (spoken(p.text) for p in match)), rule_id)
    return Localized(title, title)
