"""Reads the pieces of which rules, guards and scenes are made: texts in three scripts, phrases, examples, names, days."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from tonecheck.rulebook.faults import Faults, guess, say
from tonecheck.rulebook.model import MOVES, Example, Localized, Pattern, Place, Rulebook, Source, Template
from tonecheck.rulebook.nodes import Node
from tonecheck.text.fold import fold

RULE_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
ID_FORM = "an id is lower-case letters, digits and single hyphens, such as taboo-busy"
_SLOT = re.compile(r"\{([a-z][a-z0-9_-]*)\}")


def slots_of(template: str) -> list[str]:
    """Slot names of a reply, in order."""
    return _SLOT.findall(template)


class Parts:
    """Reads pieces from nodes; `owner` is for messages, and every fault goes to `faults`.

    `named` are names that another file may still bring: kind, owner, name, place. `captured` are the slots that the phrases of
    an owner capture, those of the rules of `base` among them.
    """

    def __init__(self, faults: Faults, base: Rulebook | None = None) -> None:
        self._faults = faults
        self.named: list[tuple[str, str, str, Place]] = []
        self.captured = {rule.id: {slot for p in rule.match for slot in slots_of(p.text)} for rule in (base.rules if base else ())}

    def patterns(self, node: Node | None, owner: str) -> tuple[Pattern, ...]:
        """The phrases of a list; nothing where there is no node."""
        if node is None:
            return ()
        patterns = [Pattern(item.text(self._faults, owner, "a phrase"), item.place) for item in node.sequence(self._faults, owner)]
        for pattern in patterns:
            if pattern.text[:1] in "“‘「『" and pattern.text[-1:] in "”’」』" and pattern.text:
                quoted = say("'{text}' stands in Chinese quotation marks, which would be part of it; write \"{inner}\"",
                             text=pattern.text, inner=pattern.text[1:-1])
                self._faults.add(pattern.place, owner, quoted)
            self.captured.setdefault(owner, set()).update(slots_of(pattern.text))
        return tuple(p for p in patterns if p.text)

    def template(self, node: Node, owner: str) -> Template:
        """A reply, in one script or in three."""
        if not node.is_mapping:
            text = node.text(self._faults, owner, "a reply")
            self.named += [("slot", owner, slot, node.place) for slot in slots_of(text)]
            return Template(text, None, None, node.place)
        keys = node.mapping(self._faults, owner, ("text", "tw", "hk", "move", "unreviewed"), ("text",))
        hans, tw, hk = (keys[k].text(self._faults, owner, k) if k in keys else None for k in ("text", "tw", "hk"))
        slots = {slot for text in (hans, tw, hk) if text for slot in slots_of(text)}
        self.named += [("slot", owner, slot, node.place) for slot in sorted(slots)]
        move = self.one_of(keys.get("move"), owner, "move", [*MOVES], "")
        unreviewed = self.items(keys, "unreviewed", owner)
        for item in unreviewed:
            if item.word() not in keys or item.word() not in ("tw", "hk"):
                self._faults.add(item.place, owner, "'unreviewed' names tw or hk, where such a wording stands; found '{name}'",
                                 name=item.word())
        return Template(hans or "", tw, hk, node.place, tuple(item.word() for item in unreviewed), move)

    def wording(self, node: Node, owner: str) -> Template:
        """A text in three scripts, as replies are written."""
        if node.is_mapping:
            return self.template(node, owner)
        return Template(node.text(self._faults, owner, "it"), None, None, node.place)

    def example(self, node: Node, owner: str) -> Example:
        """An example, alone or with the guard that saves it."""
        if not node.is_mapping:
            return Example(node.text(self._faults, owner, "an example"), node.place)
        keys = node.mapping(self._faults, owner, ("text", "guard"), ("text",))
        text = keys["text"].text(self._faults, owner, "text") if "text" in keys else ""
        if "guard" in keys:
            self.named.append(("saving guard", owner, keys["guard"].word(), keys["guard"].place))
        return Example(text, node.place, keys["guard"].word() if "guard" in keys else None)

    def localized(self, node: Node | None, owner: str, default: Localized) -> Localized:
        """A message, in Chinese alone or in both languages; `default` where there is no node."""
        if node is None:
            return default
        if not node.is_mapping:
            return Localized(node.text(self._faults, owner, "text"), "")
        keys = node.mapping(self._faults, owner, ("zh", "en"), ("zh",))
        return Localized(*(keys[k].text(self._faults, owner, k) if k in keys else "" for k in ("zh", "en")))

    def source(self, node: Node, owner: str) -> Source:
        """The document, and the item in it, that a rule stands on."""
        keys = node.mapping(self._faults, owner, ("document", "item"), ("document",))
        return Source(keys["document"].word() if "document" in keys else "", keys["item"].word() if "item" in keys else "")

    def topic(self, node: Node | None, owner: str) -> tuple[str, ...]:
        """The words, folded, so that every script and width finds them."""
        return tuple(fold(word).text for word, _ in self.words(node, owner)) if node else ()

    def words(self, node: Node, owner: str) -> Iterable[tuple[str, Place]]:
        """The words of a list, each with its place."""
        for item in node.sequence(self._faults, owner):
            # Short words may share a line, with blanks between them.
            for word in item.text(self._faults, owner, "a word").split():
                if word[0] in "\"'":
                    self._faults.add(item.place, owner, "a quotation mark within a line ({word});"
                                     " put every word that needs one on a line of its own", word=word)
                yield word, item.place

    def names(self, keys: dict[str, Node], key: str, kind: str, owner: str) -> tuple[str, ...]:
        """Names of guards or scenes, remembered to be looked up when everything is read."""
        items = self.items(keys, key, owner)
        self.named += [(kind, owner, item.word().removeprefix("-"), item.place) for item in items]
        return tuple(item.word() for item in items)

    def id(self, node: Node, owner: str) -> str:
        """The id of a rule."""
        name = node.text(self._faults, owner, "id")
        if name and not RULE_ID.fullmatch(name):
            self._faults.add(node.place, owner, ID_FORM)
        return name

    def day(self, node: Node | None, owner: str) -> str:
        """A day as it is written (2026-01-31); empty where there is no node or no day."""
        if node is None:
            return ""
        try:
            return datetime.date.fromisoformat(node.word()).isoformat()
        except ValueError:
            self._faults.add(node.place, owner, "'{text}' is no day; write year, month and day: 2026-01-31", text=node.word())
            return ""

    def items(self, keys: dict[str, Node], name: str, owner: str) -> list[Node]:
        """The entries of a list that may be missing."""
        return keys[name].sequence(self._faults, owner) if name in keys else []

    def several(self, node: Node | None) -> list[Node]:
        """The entries of a list, or the one that stands in its place."""
        if node is None:
            return []
        return [node] if node.is_mapping else node.sequence(self._faults, "source")

    def flag(self, keys: dict[str, Node], name: str, owner: str) -> bool:
        """Whether a switch is on; off where it is missing."""
        return self.one_of(keys.get(name), owner, name, ["true", "false"], "false") == "true"

    def one_of(self, node: Node | None, owner: str, what: str, known: list[str], default: str) -> str:
        """One of the `known` values; `default` where there is no node or another value."""
        if node is None:
            return default
        value = node.word()
        if value in known:
            return value
        self._faults.add(node.place, owner, "unknown {what} '{name}'{guess}", what=say(what), name=value, guess=guess(value, known))
        return default
