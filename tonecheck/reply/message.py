"""One message from the answers to the places of a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tonecheck.model import Span, Suggestion
from tonecheck.reply.rank import alike
from tonecheck.text.expressions import compiled
from tonecheck.text.script import script_of
from tonecheck.values import dataclass

APOLOGY = compiled("抱歉|对不起|對不起|不好意思|见谅|見諒|歉意|歉疚")
# A reply opens so, and what is told stands right behind.
SORRY_FIRST = compiled("^(?:很|十分|非常)?(?:抱歉|对不起|對不起|不好意思)，(?!給您|给您|造成|為您)")
_ASKED_WHO = compiled(r"(?:哪位|贵姓|貴姓|怎么称呼|怎麼稱呼|怎樣稱呼)[^。？?]{0,4}[？?]\s*$")
_ASKING_WHO = compiled("^(?:请问怎么称呼您|請問怎麼稱呼您|請問怎樣稱呼您)？(?=.)")
_THANKED = compiled(r"\s*(?:感谢|谢谢|多谢|感謝|謝謝|多謝)")
_THANKS_BEFORE = compiled("(?:感谢|谢谢|多谢|感謝|謝謝|多謝)[^，。！,!]{0,8}[，。！,!~～ ]*$")
_THANKS_FIRST = compiled("^(?:感谢|谢谢|多谢|感謝|謝謝|多謝)您[^，。！,!]{0,6}[，,](?=.{6})")
_THANKING = compiled("[，,](?:感谢|谢谢|多谢|感謝|謝謝|多謝)[^，。！]{0,8}([。！])$")
# What is no name of a matter: a question, what has one of its parts, what says itself that it is a matter.
_QUESTION = compiled("几[点号]|幾[點號]|何时|何時|几时|幾時|什么时候|什麼時候|多少|多久|怎么|怎麼|怎样|怎樣|如何|是否|能不能|有没有|有沒有|哪")
_IS_MATTER = compiled("(?:纠纷|糾紛|矛盾|争执|爭執|争拗|爭拗|争议|爭議|冲突|衝突|官司|一案|一事|的事|事件|事宜|问题|問題|情况|情況)$")
_WHEN_OF = compiled("(?P<t>[今去前上本这這]个?個?(?:年|月|季度?)|[0-9一二三四五六七八九十]+月份?)的(?=[^的]{2}[^的]*$)")
_WHOSE = compiled("(?P<of>(?![没沒不未您我他她这這那])[^的了着過过]{1,6}?(?:[楼樓][上下]|隔壁|[单單]位|[门門]口|走廊|[楼樓]道|通道|[车車][库庫位场場]|地下室|[阳陽天露]台|屋[顶頂]|外[墙牆]|[厨廚]房|客[厅廳]|[卧臥浴]室|[电電]梯|泳池|[会會]所|大堂|小[区區]|[社园園][区區]|[门門][锁鎖]|[门門]禁|水箱|[栋棟座][楼樓]?)|(?:[楼樓][上下]|隔壁|[门門]口|走廊|[楼樓]道|外[墙牆]|[阳陽天露]台|[厨廚]房|客[厅廳]|[卧臥浴]室|[电電]梯|泳池|[会會]所|大堂|[门門][锁鎖]))的(?P<m>(?!事|情|问题|問題|[东東]西|[人谁誰])[^的了着您我他她不没沒]{2,4})")
# What is found out of a matter needs no word behind it.
_ASPECT = compiled("(?:[进進]度|[时時][间間]|日期|[结結]果|原因|[数數]量|金[额額]|[价價][格钱錢]|位置|地址|密[码碼])$")
_BEHIND = ("的事", "一事", "的情况", "的情況")


@dataclass(frozen=True, slots=True)
class Answer:
    """What may stand instead of a block: the replies, best first; `facts` where one reply earlier says enough.

    `rule` spoke for the block.
    """

    span: Span
    replies: tuple[Suggestion, ...]
    facts: str = ""
    rule: str = ""


# What is said of a matter itself, and what one does about it.
_OF_ITSELF = ("要到", "可能是我")
_THEN = ("我先", "我来", "我來", "我会", "我會", "我现在", "我現在", "我去", "我们", "我們", "由我", "想")


def _said_of(text: str, matter: str) -> str:
    """The text in which a matter that is one by its own name is said, and not its circumstances: 把您和房东之间的事说清楚."""
    for what in ("情况", "情況"):
        for deed in ("把", "說明"):
            text = text.replace(f"{deed}{matter}的{what}", f"{deed}{matter}")
    return text


def of_matter(text: str, matter: str) -> str:
    """A reply about a matter, with the word behind it that goes with what the matter is: 楼下菜摊的味道这件事, and not 味道的事."""
    # 楼上单位的狗吠的情况: whose or where it is, without a 的 of its own.
    if whose := _WHOSE.fullmatch(matter):
        better = f"{whose['of']}{whose['m']}"
        text, matter = text.replace(matter, better), better
    # A day is estimated, and no matter of a day: 维修日期初步估计在下月.
    if _ASPECT.search(matter):
        text = text.replace(f"{matter}的事初步", f"{matter}初步")
    if _IS_MATTER.search(matter):
        text = _said_of(text, matter)
        words: tuple[tuple[str, str], ...] = (*((f"{word}，", "，") for word in _BEHIND), *((word, "，") for word in _BEHIND))
    elif _QUESTION.search(matter) or ("的" in matter and _ASPECT.search(matter)):
        text = _said_of(text, matter)
        words = (("的事，", "，"), ("的事", "，"), ("的情况，", "，"), ("的情況，", "，"), ("的情况", "，"), ("的情況", "，"))
    elif "的" in matter:
        goes_on = [(f"的事{then}", f"，{then}") for then in _THEN]
        words = (*((f"的事{then}", then) for then in _OF_ITSELF), *goes_on, ("的事", "這件事" if script_of(text) == "hant" else "这件事"))
    else:
        words = ()
    # 二月份的水费的情况: when it was, without a 的 of its own.
    if when := _WHEN_OF.match(matter):
        text = text.replace(matter, f"{when['t']}{matter[when.end() :]}")
    for word, better in words:
        text = text.replace(matter + word, matter + better)
    # 新换的门禁机，我去请教同事 is said with the word that goes before what is only named.
    if "的" in matter and not _IS_MATTER.search(matter) and not _QUESTION.search(matter) and not _ASPECT.search(matter):
        about = "關於" if script_of(text) == "hant" else "关于"
        text = text.replace(f"。{matter}，", f"。{about}{matter}，")
        text = about + text if text.startswith(f"{matter}，") else text
    return text


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
        if _THANKS_BEFORE.search(between):
            chosen = _THANKS_FIRST.sub("", chosen)
        if _THANKED.match(text, answer.span.end):
            chosen = _THANKING.sub(r"\1", chosen)
        parts += [between, chosen]
        if not again:
            said.append(chosen)
        spoken.add(answer.rule)
        apologised = apologised or bool(APOLOGY.search(chosen))
        at = answer.span.end
    return "".join(parts) + text[at:]
