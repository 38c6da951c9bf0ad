"""For whom and where a reply is meant: channel, audience and the turns before it."""

from __future__ import annotations

from collections.abc import Mapping

from tonecheck.text.expressions import compiled
from tonecheck.text.fold import fold
from tonecheck.values import dataclass

CHANNELS = ("chat", "phone", "counter", "mail", "notice")
AUDIENCES = ("default", "elder", "young")
ROLES = ("customer", "staff", "bot")
# Where a scene tells the channel.
_CHANNEL_OF: Mapping[str, str] = {
    "chat": "chat", "group": "notice", "notice": "notice", "front-desk": "counter", "reception": "counter", "queue": "counter",
    "phone-opening": "phone", "phone-hold": "phone", "phone-resume": "phone", "phone-closing": "phone", "dialing": "phone",
    "call-back": "phone",
}
# Elders are met with form and without hurry, the young more freely: on top of the default's wording, in order.
_ELDER = (
    ("，好吗？", "，您看好吗？"), ("，可以吗？", "，您看可以吗？"), ("您看您看", "您看"), ("发给您", "拿给您看"),
    ("随时问我", "随时问我，我慢慢给您说"),
)
_YOUNG = (("非常抱歉", "抱歉"), ("您看这样可以吗？", "可以吗？"), ("您看可以吗？", "可以吗？"), ("您看好吗？", "好吗？"), ("请问您", "您"), ("，感谢您的理解。", "，谢谢理解。"))
_ELDER_HANT = (
    ("，好嗎？", "，您看好嗎？"), ("，可以嗎？", "，您看可以嗎？"), ("您看您看", "您看"), ("傳給您", "拿給您看"), ("發給您", "拿給您看"),
    ("隨時問我", "隨時問我，我慢慢跟您說"),
)
_YOUNG_HANT = (("非常抱歉", "抱歉"), ("您看這樣可以嗎？", "可以嗎？"), ("您看可以嗎？", "可以嗎？"), ("您看好嗎？", "好嗎？"), ("請問您", "您"))
_SOFTENERS: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("elder", "hans"): _ELDER, ("elder", "hant-tw"): _ELDER_HANT, ("elder", "hant-hk"): _ELDER_HANT,
    ("young", "hans"): _YOUNG, ("young", "hant-tw"): _YOUNG_HANT, ("young", "hant-hk"): _YOUNG_HANT,
}
_TITLE = "先生|女士|小姐|太太|阿姨|叔叔|伯伯|奶奶|爷爷|婆婆|伯父|伯母|老师"
# A name that the desk used to address the customer, or that the customer gave.
_ADDRESSED = compiled(f"^(?:尊敬的)?([\u4e00-\u9fff]{{1,2}}(?:{_TITLE}))(?=[,。!:~ ]|你好|早上好|下午好|晚上好)")
_INTRODUCED = compiled(f"(?:我是|我姓名?叫?|敝姓|免贵姓)(?:[0-9a-z栋幢号楼室座单元的-]{{0,12}})([\u4e00-\u9fff]{{1,2}}(?:{_TITLE}))")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the caller says about the message: all of it may be unknown."""

    scene: str | None = None
    channel: str | None = None
    audience: str = "default"
    context: tuple[tuple[str, str], ...] = ()

    @property
    def medium(self) -> str | None:
        """The channel, or what the scene tells of it."""
        return self.channel or _CHANNEL_OF.get(self.scene or "")

    @property
    def said(self) -> str:
        """What the desk said in earlier turns, people and bots."""
        return "\n".join(text for role, text in self.context if role != "customer")

    def addressee(self) -> str:
        """The customer by name, as an earlier turn gives it; empty where none does. The last one counts."""
        for role, text in reversed(self.context):
            folded = fold(text)
            match = (_INTRODUCED if role == "customer" else _ADDRESSED).search(folded.text)
            if match:
                a, b = folded.span(*match.span(1))
                return folded.source[a:b]
        return ""


def softened(wording: str, audience: str, script: str) -> str:
    """Our own wording as it suits the audience."""
    for plain, other in _SOFTENERS.get((audience, script), ()):
        wording = wording.replace(plain, other)
    return wording
