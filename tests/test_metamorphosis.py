"""What must not change a finding, and what must clear it, for every bad example and for drafts of the corpus.

Which rules a draft meets follows from its folded text and from where it holds words that a rule wants typed just so.
Two drafts with the same folded text and the same typed words meet the same rules; only where they differ is the
checker asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import pytest
from opencc import OpenCC
from table import ROOT, view_of

from tonecheck import Checker
from tonecheck.learn.labelled import Labelled, read_corpus
from tonecheck.rulebook.load import load_builtin
from tonecheck.text.fold import HAN, fold

RULEBOOK = load_builtin()
TYPED = sorted({word for rule in RULEBOOK.rules for word in rule.typed})
# Rules about how a word is typed, which another pronoun does change.
ABOUT_TYPING = {rule.id for rule in RULEBOOK.rules if rule.typed}
SAMPLE = 600

Draft = tuple[str, str | None]
"""A text and the scene it is checked in."""


def spread(drafts: Sequence[Labelled]) -> list[Draft]:
    """So many drafts at even distances."""
    step = max(1, len(drafts) // SAMPLE)
    return [(d.text, None) for d in drafts[::step][:SAMPLE]]


@cache
def examples() -> list[Draft]:
    return [(e.text, rule.scenes_only[0] if rule.scenes_only else None) for rule in RULEBOOK.rules for e in rule.bad]


@cache
def violations() -> list[Draft]:
    return spread([d for d in read_corpus(ROOT / "corpus" / "sittings") if d.bad])


@cache
def fine() -> list[Draft]:
    return spread([d for d in read_corpus(ROOT / "corpus" / "sittings") if not d.bad])


@cache
def everything() -> list[Draft]:
    """All drafts there are, and the good examples."""
    labelled = [d.text for folder in ("sittings", "set-aside") for d in read_corpus(ROOT / "corpus" / folder)]
    messages = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "corpus" / "drafts").glob("*.txt"))]
    good = [e.text for rule in RULEBOOK.rules for e in rule.good]
    return [*examples(), *((text, None) for text in (*labelled, *messages, *good))]


SAMPLES: dict[str, Callable[[], list[Draft]]] = {"examples": examples, "violations": violations, "fine": fine}


def rules_of(checker: Checker, text: str, scene: str | None) -> set[str]:
    """Ids of the rules that a draft meets, without replies: they take most of a check."""
    return {RULEBOOK.rules[hit.rule].id for hit in checker._detector.violations(view_of(text), scene)}


def reads_alike(text: str, other: str) -> bool:
    """True where nothing that a rule could see differs."""
    return fold(text).text == fold(other).text and all(text.count(word) == other.count(word) for word in TYPED)


def differences(
    checker: Checker, drafts: list[Draft], change: Callable[[str], str], *, aside: frozenset[str] = frozenset()
) -> dict[str, tuple[str, list[str], list[str]]]:
    """Drafts that meet other rules when changed: the changed one, the rules lost, the rules gained."""
    found = {}
    for text, scene in drafts:
        changed = change(text)
        if reads_alike(text, changed):
            continue
        before, after = rules_of(checker, text, scene) - aside, rules_of(checker, changed, scene) - aside
        if before != after:
            found[text] = (changed, sorted(before - after), sorted(after - before))
    return found


# --- script


@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2hk"])
def test_traditional_forms_meet_the_same_rules(checker: Checker, config: str) -> None:
    """Parity, by construction: a form that OpenCC makes folds to what the draft folds to. No exception."""
    assert differences(checker, everything(), OpenCC(config).convert) == {}


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("家具搬不了，桌台也不行", "傢俱搬不了，桌枱也不行"),
        ("我背不动，您自己抬", "我揹不動，您自己擡"),
        ("项链丢了别找我", "項鍊丟了別找我"),
        ("锻炼身体", "鍛鍊身體"),
        ("此系规定，确系如此", "此係規定，確係如此"),
        ("关系、联系、系统、直系亲属、请系好安全带", "關係、聯繫、系統、直系親屬、請繫好安全帶"),
        ("坐标", "座標"),
        ("您就在家呆着吧", "您就在家待著吧"),
        ("仿佛，亲昵，麻痹，屋檐，车夫", "彷彿，親暱，麻痺，屋簷，車伕"),
    ],
)
def test_words_that_scripts_write_with_another_character(simplified: str, traditional: str) -> None:
    assert fold(simplified).text == fold(traditional).text


# --- typing

_BETWEEN_HAN = re.compile(f"(?<=[{HAN}])(?=[{HAN}])")
# Where a sentence ends, with its marks, closing brackets and blanks.
_SENTENCE_END = re.compile("(?<=\\w)(?=[。！？!?…~～]*[”’」』）)\"']*\\s*\\Z)")


def full_width(text: str) -> str:
    return "".join(chr(ord(ch) + 0xFEE0) if "!" <= ch <= "~" else ch for ch in text)


def ending_with(particle: str) -> Callable[[str], str]:
    return lambda text: _SENTENCE_END.sub(particle, text, count=1)


TYPING: dict[str, Callable[[str], str]] = {
    "zero-width blanks": "\u200b".join,
    "word joiners": "\u2060".join,
    "byte order mark in front": lambda text: "\ufeff" + text,
    "variation selectors": lambda text: "".join(ch + "\ufe0f" for ch in text),
    "variation selectors of the supplement": lambda text: "".join(ch + "\U000e0100" for ch in text),
    "full width": full_width,
    "blanks": lambda text: _BETWEEN_HAN.sub(" ", text),
    "ideographic blanks": lambda text: _BETWEEN_HAN.sub("\u3000", text),
    "a blank and a zero-width mark": lambda text: _BETWEEN_HAN.sub(" \u200b", text),
    **{f"{particle} at the end": ending_with(particle) for particle in "啊嘛啦喔"},
}


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("how", TYPING)
def test_how_it_is_typed_does_not_change_the_rules(checker: Checker, how: str, sample: str) -> None:
    """By construction, for pattern and reader alike: both read the folded text, which stays the same."""
    assert differences(checker, SAMPLES[sample](), TYPING[how]) == {}


@pytest.mark.parametrize("how", [("你", "您"), ("您", "你")], ids=lambda how: "".join(how))
@pytest.mark.parametrize("sample", SAMPLES)
def test_pronouns_do_not_change_the_rules(checker: Checker, how: tuple[str, str], sample: str) -> None:
    """Hints about the pronoun itself aside."""
    found = differences(checker, SAMPLES[sample](), lambda text: text.replace(*how), aside=frozenset(ABOUT_TYPING))
    assert found == {}


@pytest.mark.parametrize("how", TYPING)
def test_the_changes_change_something(how: str) -> None:
    """Else the laws above would hold for nothing."""
    change = TYPING[how]
    changed = [text for text, _ in violations() if change(text) != text]
    assert len(changed) > (0.5 if how != "full width" else 0.1) * len(violations())


# --- who speaks

# The words are the same, but another says them, or did once. The guards of the speaker are asked for what the reader
# hears, too, so these hold exactly.
FRAMES = {
    "quotation": "业主说“{}”。",
    "report": "有业主反映前台说{}",
    "customer's turn": "业主：{}\n客服：好的。",
}


def one_sentence(text: str) -> bool:
    return len(view_of(text).sentences) == 1 and "\n" not in text.strip()


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("frame", FRAMES)
def test_what_another_says_is_no_violation(checker: Checker, frame: str, sample: str) -> None:
    found = {}
    drafts = [(FRAMES[frame].format(text.strip()), scene) for text, scene in SAMPLES[sample]() if one_sentence(text)]
    for text, scene in drafts:
        serious = {rule for rule in rules_of(checker, text, scene) if RULEBOOK.rule(rule).severity.rank}
        if serious:
            found[text] = serious
    assert len(drafts) > 100
    assert found == {}
