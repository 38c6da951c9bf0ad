"""Labelled drafts, and what the reader is trained on: the corpus, the rulebook's examples, and drafts put together."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tonecheck.rulebook.load_parts import slots_of
from tonecheck.rulebook.model import Rulebook

# Drafts up to this length are put together with so many others, half of them each time: what stands around excuses nothing
# by its length. So large a share gets a greeting in front.
_SHORT, _OTHERS, _GREETED_SHARE = 60, ((1,), (2, 3, 4)), 0.1
_GREETED = re.compile("..?.?(?:女士|先生|小姐|太太|阿姨|老师)|您好|你好|喂|亲")
_STEP_WORDS = re.compile(
    "[我咱].{0,3}[帮幫去来來会會叫请請派马馬即]|[帮幫替为為给給同俾覆][您你]|[师師]傅|安排|[登记記]{2}|[联聯][系络絡]|回[复覆]|已[经經]|[马馬]上|通知|上[门門]|[处處]理|跟[进進]"
)
_SURNAMES = "王李张刘陈何周吴郑孙林黄许曾余彭萧蔡潘田董杜苏魏程吕丁沈"
_SEED = 20
# What the slots of replies are filled with for training: replies are fine drafts, whoever they name.
_FILLERS = {
    "who": ("王经理", "工程部", "老李"),
    "service": ("空调维修", "家政", "保洁服务"),
    "day": ("明天", "下周一", "3号上午"),
    "thing": ("押金", "门禁卡", "发票"),
    "need": ("房产证", "先交费", "填表"),
}
FINE_KINDS = ("near-miss", "ordinary")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled draft; `rules` are those it may meet (one suffices), or resembles where it is fine."""

    text: str
    rules: tuple[str, ...]
    kind: str
    region: str
    guard: str | None
    sitting: str

    @property
    def bad(self) -> bool:
        """True for a violation."""
        return self.kind not in FINE_KINDS


def read_corpus(folder: Path) -> list[Labelled]:
    """Every labelled draft of a corpus folder (`*.jsonl`), in the order of files and lines."""
    drafts = []
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            drafts.append(
                Labelled(entry["text"], tuple(entry["rules"]), entry["kind"], entry["region"], entry.get("guard"), entry["sitting"])
            )
    return drafts


def rule_examples(rulebook: Rulebook) -> list[Labelled]:
    """The examples and replies of the rulebook as labelled drafts, one sitting of their own."""
    drafts = []
    for rule in rulebook.rules:
        if rule.severity.value == "info" and rule.typed:
            continue
        drafts += [Labelled(e.text, (rule.id,), "wording", "hans", None, "rules") for e in rule.bad]
        drafts += [Labelled(e.text, (), "near-miss", "hans", e.guard, "rules") for e in rule.good if e.guard != "scene"]
        for template in rule.suggest:
            for text in (template.hans, template.hant_tw, template.hant_hk):
                drafts += [Labelled(t, (), "ordinary", "hans", None, "rules") for t in _filled(text or "")]
    phrases = [p for kind in rulebook.courtesy for p in kind.phrases]
    drafts += [Labelled(p, (), "ordinary", "hans", None, "rules") for p in phrases]
    return drafts


def _filled(template: str) -> Iterator[str]:
    """A reply with each of a few fillers in its slots; without slots, itself; an incomplete one not at all."""
    slots = slots_of(template)
    if not template or any(slot not in _FILLERS for slot in slots):
        return
    for number in range(len(_FILLERS["who"]) if slots else 1):
        values = {slot: fillers[number] for slot, fillers in _FILLERS.items()}
        yield template.format_map(values)


def training_drafts(drafts: Sequence[Labelled]) -> list[Labelled]:
    """The drafts, and some of them put together: exactly what `train` learns from."""
    joined = [d for number, others in enumerate(_OTHERS) for d in _joined(drafts, _SEED + 2 * number, others)]
    return [*drafts, *joined, *_greeted(drafts)]


def _greeted(drafts: Sequence[Labelled]) -> list[Labelled]:
    """Drafts with a greeting by name in front: a name in it makes nothing private, and a greeting nothing fine."""
    chance = random.Random(_SEED + 1)
    greeted = []
    for draft in drafts:
        if chance.random() < _GREETED_SHARE and len(draft.text) <= _SHORT and not _GREETED.match(draft.text):
            name = chance.choice(_SURNAMES) + chance.choice(("女士", "先生", "小姐", "太太", "阿姨", "老师"))
            greeting = name + chance.choice(("您好，", "，您好，", "早上好，", "下午好，", "，", "晚上好！", "，您好！"))
            greeted.append(replace(draft, text=greeting + draft.text))
    return greeted


def digest(drafts: Iterable[Labelled]) -> str:
    """A short name for exactly these labelled drafts."""
    seen = hashlib.sha256()
    for draft in drafts:
        seen.update(json.dumps([draft.text, draft.rules, draft.kind], ensure_ascii=False).encode())
    return seen.hexdigest()[:16]


def _joined(drafts: Sequence[Labelled], seed: int, others: Sequence[int]) -> list[Labelled]:
    """Drafts among so many `others`: people write several sentences, and a window reads them together."""
    chance = random.Random(seed)
    by_region: dict[str, list[Labelled]] = {}
    for draft in drafts:
        if draft.kind == "ordinary" and len(draft.text) < 40:
            by_region.setdefault(draft.region, []).append(draft)
    joined = []
    for draft in drafts:
        around = by_region.get(draft.region)
        if not around or len(draft.text) > _SHORT or chance.random() < 0.5:
            continue
        texts = [other.text for other in chance.choices(around, k=chance.choice(others))]
        if draft.bad and any(_STEP_WORDS.search(text) for text in texts):
            # What may excuse the violation would teach that steps excuse nothing.
            continue
        texts.insert(chance.randint(0, len(texts)), draft.text)
        text = "".join(text if text[-1] in "。！？!?~…" else text + "。" for text in texts[:-1]) + texts[-1]
        joined.append(Labelled(text, draft.rules, draft.kind, draft.region, draft.guard, draft.sitting))
    return joined
