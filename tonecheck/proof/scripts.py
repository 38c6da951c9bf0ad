"""Which replies have a traditional wording that nobody of the region has looked at."""

from __future__ import annotations

from collections.abc import Iterator

from tonecheck.rulebook.faults import Fault, say
from tonecheck.rulebook.model import Rulebook, Template

# The key of a region's own wording, and its name for people.
_REGIONS = {"tw": "Taiwan", "hk": "Hong Kong"}


def unreviewed(rulebook: Rulebook) -> list[Fault]:
    """A note for every reply, of rules, scenes and situations, whose `tw` or `hk` is missing or is named under `unreviewed`."""
    return [fault for owner, template in _templates(rulebook) for fault in _of(owner, template)]


def _of(owner: str, template: Template) -> Iterator[Fault]:
    for key, region in _REGIONS.items():
        wording = template.hant_tw if key == "tw" else template.hant_hk
        if wording is None:
            problem = say("'{text}' has no wording of its own for {region}; write it under '{key}'",
                          text=template.hans, region=say(region), key=key)
        elif key in template.unreviewed:
            problem = say("'{text}' for {region} was not looked at; mend it, then take '{key}' out of 'unreviewed'",
                          text=wording, region=say(region), key=key)
        else:
            continue
        yield Fault(template.place, owner, problem, "unreviewed", is_note=True)


def _templates(rulebook: Rulebook) -> Iterator[tuple[str, Template]]:
    for rule in (*rulebook.rules, *(rule for scene in rulebook.details for rule in scene.rules)):
        yield from ((rule.id, template) for template in rule.suggest)
    for scene in rulebook.details:
        yield from ((scene.name, template) for template in scene.script)
    for situation in rulebook.situations:
        yield from ((f"situation {situation.kind}", template) for template in situation.replies)
