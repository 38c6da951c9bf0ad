"""One message from the answers to the places of a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tonecheck.model import Span, Suggestion
from tonecheck.reply.rank import alike
from tonecheck.text.expressions import compiled
from tonecheck.values import dataclass

APOLOGY = compiled("抱歉|对不起|對不起|不好意思|见谅|見諒|歉意|歉疚")
# A reply opens so, and what is told stands right behind.
SORRY_FIRST = compiled("^(?:很|十分|非常)?(?:抱歉|对不起|對不起|不好意思)，(?!給您|给您|造成|為您)")
_ASKED_WHO = compiled(r"(?:哪位|贵姓|貴姓|怎么称呼|怎麼稱呼|怎樣稱呼)[^。？?]{0,4}[？?]\s*$")
_ASKING_WHO = compiled("^(?:请问怎么称呼您|請問怎麼稱呼您|請問怎樣稱呼您)？(?=.)")
_THANKED = compiled(r"\s*(?:感谢|谢谢|多谢|感謝|謝謝|多謝)")
_THANKING = compiled("[，,](?:感谢|谢谢|多谢|感謝|謝謝|多謝)[^，。！]{0,8}([。！])$")


@dataclass(frozen=True, slots=True)
class Answer:
    """What may stand instead of a block: the replies, best first; `facts` where one reply earlier says enough.

    `rule` spoke for the block.
    """

    span: Span
    replies: tuple[Suggestion, ...]
    facts: str = ""
    rule: str = ""


def apply(text: str, answers: Sequence[Answer], skipped: Mapping[int, int] = MappingProxyType({})) -> str:
    """The text with the first complete reply of each answer in its place; of an answer, by number, so many are `skipped`.

    One apology for the whole message, and nothing said twice: where a rule has spoken already and has nothing of its own to
    name, or every reply would repeat one, only the facts stay.
    """
    parts: list[str] = []
    said: list[str] = []
    spoken: set[str] = set()
    apologised = False
    at = 0
    for number, answer in enumerate(sorted(answers, key=lambda a: a.span)):
        complete = [s for s in answer.replies if s.complete]
        if not complete or answer.span.start < at:
            continue
        between = text[at : answer.span.start]
        apologised = apologised or bool(APOLOGY.search(between))
        first = skipped.get(number, 0) % len(complete)
        complete = complete[first:] + complete[:first]
        fresh = [s for s in complete if s.text not in between and not any(alike(s.text, other) for other in said)]
        if apologised:
            fresh = [s for s in fresh if not APOLOGY.search(SORRY_FIRST.sub("", s.text))] or fresh
        again = not fresh or bool(answer.rule and answer.rule in spoken and not fresh[0].slots)
        chosen = answer.facts if again else fresh[0].text
        # Regretted once, it is only said.
        if apologised:
            chosen = SORRY_FIRST.sub("", chosen)
        # Who it is, is asked once.
        if _ASKED_WHO.search(between):
            chosen = _ASKING_WHO.sub("", chosen)
        # Thanks are said once.
        if _THANKED.match(text, answer.span.end):
            chosen = _THANKING.sub(r"\1", chosen)
        parts += [between, chosen]
        if not again:
            said.append(chosen)
        spoken.add(answer.rule)
        apologised = apologised or bool(APOLOGY.search(chosen))
        at = answer.span.end
    return "".join(parts) + text[at:]
