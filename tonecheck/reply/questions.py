"""What a draft asks of one who comes or calls, asked courteously: 请问怎么称呼您，要上几楼，找哪一位 for 你谁啊，上几楼，找谁."""

from __future__ import annotations

from collections.abc import Iterator

from tonecheck.reply.convert import worded
from tonecheck.text.expressions import compiled

# A reply that asks who somebody is, or whom he seeks, and nothing that only it knows to ask.
_ASKS = compiled("^(?:欢迎您，|歡迎您，)?(?:请问|請問)(?:(?:怎么|怎麼|怎樣)称?稱?呼您|您找哪一位|您是哪)|^方便告(?:诉我|訴我|知)您[贵貴]姓")
_SEEKS = compiled("^(?P<whom>您(?:是要|是想)找[^，。？]{1,8}[吗嗎]？[请請]告[诉訴]我(?:怎么称|怎麼稱|怎樣稱)呼您)(?=，)")
# Who is taken for a visitor.
_VISITOR = compiled("要去哪一|要到哪個")
# What only that reply can ask: 是自住还是租住.
_OWN = compiled("自住|租住|承租|的事我先")

_WHO = "(?:谁|哪一?位|边个|边位|什么人|哪个(?!公司|单位|单元|房|楼|栋|部门|学院|学校|系|班|年级|专业|宿舍|寝室))"
_NAME = compiled(
    f"(?:叫|姓)(?:什么|啥|么|嘛)|(?:报|讲|说|留|写)(?:一?下|个|上|下)?(?:你的)?(?:姓名|大名|名字?(?!额)|[个下]姓)|[你您](?:是|系|算|到底是?)?{_WHO}|(?:^|[,。?!]|喂|欸)(?:是)?{_WHO}(?:啊|呀|阿|来|来的)*(?=$|[,。?!])"
    "|怎么称呼|点称呼|贵姓|^姓名|[,、]姓名|啥[名水]|来者何人|报上名"
)
_FIRM = compiled("[哪那什边][家个间么]?[^,。!?]{0,3}公司|什么单位|(?:^|[,、])公司(?=[,、])")
_GROUP = compiled("[哪边]个(?P<of>学院|学校|班级?|年级|专业|宿舍|寝室|部门)")
_FIRM_OR_FLAT = compiled("[哪边][个间]单位")
_ROOM = compiled("几号房|哪个?房(?:间)?(?!子)|哪间房|房间号|几号床|几零几")
# A whole address is a household: 几栋几号.
_WHOLE = compiled("[几哪边]个?一?[栋幢座]的?[几哪边](?:号|楼|室|户|个|多)")
_BUILDING = compiled("(?<![上去到找进])(?P<of>几号楼|[几哪]一?[栋幢座]|边座|[几哪]个?单元|哪间(?!公司|店)|[几哪]一?层|几楼|几多楼)")
_HOME = compiled("(?<![找去到上进])(?:哪|边)一?[户伙]|[哪那]家的|住(?:哪|边)[里度儿]?(?!个单位)|房号|门牌|铺号|几号的")
_TO = compiled("(?:上|去|到|进|来|找(?=[几哪边][多一个]?(?:[楼层栋座]|单元)))(?:边|哪|几)(?:多|一|个)?(?P<of>[楼层座栋户]|单元|家|间|度|里)")
_WHOM = compiled("(?:找|约[的了]?|探|访)(?:谁|哪[个位家户一]|边[个位户])|给谁送|送给?谁")
_UP = compiled("(?:上|去|到|来)(?P<of>[0-9一二三四五六七八九十]{1,3}[楼层])(?:去|来)?(?=做|干|办|搞|找)")
_ERRAND = compiled("(?:什么|啥|何)(?:事|野)|干(?:[嘛吗啥什么麻]|(?=的?(?:$|[,。?!])))|做(?:什么|啥|么|嘛)|办(?:什么|啥|哪样)|嘎哈|嘛事|事由|来意|搞什么|想问啥")
_PHONE = compiled("(?:电话|手机号?|号码)(?:是)?(?:多少|几多|几号)|(?:报|留)(?:一?下|个)?[^,。打]{0,6}(?:电话|手机号?)(?!费)|[、,]电话(?=[,、。]|$)")
_FROM = compiled("(?:哪里|哪儿|边度)来的(?=[,。?]|$)")
_LIVES = compiled("[你您]?(?:是不是|系咪|系不是|是|系)(?:我们|呢度|这里|这儿|小区)?的?(?:业主|住户)(?=吗|$|[,。?]|[来嚟]|啊|呀|嘛)|[你您]住这[里儿]|住呢度")
# Who comes to the door, and who calls or writes.
_COMES = compiled("来(?:这|我们这|呢度)?(?:里|儿|边)?(?:干|做|办|搞|找)|上(?:去|几|边|哪|[0-9一二三四五六七八九十]{1,3}楼)|[去到](?:几|哪|边)|[来到][0-9一二三四五六七八九十]{1,3}[楼层]|再进|进来|先别进|放行|不给进|别进|站住|找(?:谁|哪|边|几)|给谁送|送给?谁")
_CALLS = compiled("打(?:电话)?来|来电|电话|微信|加我|加的我|报修")
# Somebody else is spoken of.
_OTHERS = compiled("访客|[他她]|客人|租客|亲戚|外卖员?的|谁的|侄子|孩子")

# What is asked, as each script writes it; `{of}` is the draft's own word.
_WORDS: dict[str, dict[str, str]] = {
    "hans": {
        "please": "请问", "you": "您", "name": "怎么称呼您", "lives": "是不是这里的住户", "firm": "是哪家公司的", "group": "是哪个{of}的", "from": "从哪里来", "room": "住几号房", "building": "住{of}", "home": "是哪一户", "phone": "联系电话是多少",
        "to": "要去{of}", "errand": "要办什么事", "up": "到{of}办什么事", "whom": "找哪一位", "registers": "我来帮您登记。", "calls": "我来帮您联系。", "helps": "有什么需要我帮您的吗？",
    },
    "hant-tw": {
        "please": "請問", "you": "您", "name": "怎麼稱呼您", "lives": "是不是這裡的住戶", "firm": "是哪家公司的", "group": "是哪個{of}的", "from": "從哪裡來", "room": "住幾號房", "building": "住{of}", "home": "是哪一戶", "phone": "聯絡電話是多少",
        "to": "要去{of}", "errand": "要辦什麼事", "up": "到{of}辦什麼事", "whom": "找哪一位", "registers": "我來幫您登記。", "calls": "我來幫您聯絡。", "helps": "有什麼需要我幫忙的嗎？",
    },
    "hant-hk": {
        "please": "請問", "you": "您", "name": "怎樣稱呼您", "lives": "是不是這裏的住戶", "firm": "是哪間公司的", "group": "是哪個{of}的", "from": "從哪裏來", "room": "住幾號房", "building": "住{of}", "home": "是哪個單位", "phone": "聯絡電話是多少",
        "to": "要到{of}", "errand": "有甚麼事要辦", "up": "到{of}辦甚麼事", "whom": "找哪一位", "registers": "我為您登記。", "calls": "我來為您聯絡。", "helps": "有甚麼可以幫到您？",
    },
}
# How one asks which: 几栋 is 哪一栋.
_WHICH = {"几栋": "哪一栋", "哪栋": "哪一栋", "几幢": "哪一幢", "哪幢": "哪一幢", "几座": "哪一座", "哪座": "哪一座", "几单元": "哪个单元", "几个单元": "哪个单元", "哪单元": "哪个单元", "哪间": "哪一间", "几层": "几楼", "哪层": "几楼", "哪一层": "几楼"}
_WHERE_TO = {"楼": "几楼", "层": "几楼", "座": "哪一座", "栋": "哪一栋", "户": "哪一户", "单元": "哪个单元", "家": "哪一户", "间": "哪一间", "度": "哪里", "里": "哪里"}


# A reply without any of these asks nothing of the kind.
ASKING = compiled(f"{_ASKS.pattern}|{_SEEKS.pattern}")


def asked_courteously(reply: str, said: str, script: str) -> str:
    """The reply with the questions of the draft for its own; as it is where it asks none, or the draft none that it lacks.

    `said` is the folded block.
    """
    seeks = _SEEKS.match(reply)
    if not (seeks or (_ASKS.match(reply) and not _OWN.search(reply))) or _OTHERS.search(said):
        return reply
    words = _WORDS[script]
    comes = _COMES.search(said) is not None and not _CALLS.search(said)
    asked = dict(_asked(said, script, comes=comes))
    if seeks:
        home = next((asked[kind] for kind in ("home", "building", "room") if kind in asked), "")
        more = [part for part in (home, asked.get("errand", "")) if part]
        return f"{seeks['whom']}{''.join(f'、{part}' for part in more)}{reply[seeks.end() :]}"
    if asked.keys() <= {"name", "errand"} and not (comes and "errand" in asked):
        if comes or "errand" not in asked or not _VISITOR.search(reply):
            return reply
        asked["home"] = words["home"]
    # Whoever does not come to the door is asked last what one can do for him.
    helps = not (comes or "whom" in asked)
    if helps:
        asked.pop("errand", None)
    parts = [*asked.values()]
    if "name" not in asked and not asked.keys() & {"whom", "to"}:
        parts = [words["name"], *parts]
    you = "" if parts[0] == words["name"] else words["you"]
    closing = words["helps"] if helps else words["calls"] if "whom" in asked and "firm" not in asked else words["registers"]
    return f"{words['please']}{you}{'，'.join(parts)}？{closing}"


def _asked(said: str, script: str, *, comes: bool) -> Iterator[tuple[str, str]]:
    """What is asked, by kind and in the order in which one asks it."""
    words = _WORDS[script]

    def written(kind: str, of: str = "") -> tuple[str, str]:
        return kind, words[kind].format(of=worded(of, script))

    if _NAME.search(said):
        yield written("name")
    if _LIVES.search(said):
        yield written("lives")
    flat = _FIRM_OR_FLAT.search(said)
    if _FIRM.search(said) or (flat and script == "hans"):
        yield written("firm")
    if group := _GROUP.search(said):
        yield written("group", group["of"])
    if _FROM.search(said):
        yield written("from")
    if _ROOM.search(said):
        yield written("room")
    elif (building := _BUILDING.search(said)) and not comes and not _WHOLE.search(said):
        yield written("building", _which(building["of"]))
    elif _HOME.search(said) or (_WHOLE.search(said) and not comes) or (flat and script != "hans"):
        yield written("home")
    if _PHONE.search(said):
        yield written("phone")
    up = _UP.search(said)
    if to := _TO.search(said):
        yield written("to", _WHERE_TO[to["of"]])
    elif (building := _BUILDING.search(said)) and comes:
        yield written("to", _which(building["of"]))
    if _WHOM.search(said):
        yield written("whom")
    if up and _ERRAND.search(said):
        yield written("up", up["of"])
    elif _ERRAND.search(said):
        yield written("errand")


def _which(of: str) -> str:
    plain = of.replace("几多", "几").replace("边", "哪")
    return _WHICH.get(plain, plain)
