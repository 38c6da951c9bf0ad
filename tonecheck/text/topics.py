"""What a draft is about where it names no thing: 漏了三天 is about 漏水, 嫌吵 about 噪音. Everything reads folded text."""

from __future__ import annotations

from tonecheck.text.expressions import compiled
from tonecheck.text.fold import Folded

_MANY = "[一二两三四五六七八九十几好0-9]"
_ENDS = "(?=[,。!?;~啊呀呢吧的了嘛吗哈就到那这]|$)"
_OTHER = "(?:(?:楼上|楼下|隔壁|对门)(?:的?(?:邻居|住户|业主))?|隔篱|室友|舍友|邻居|房东|租客|房客|中介|[仲还]介|卖家|商家|摊主|卖菜的|快递员|保姆|家里人|老公|老婆|亲戚|合伙人|同事)"
# One of these characters stands where a topic is told, its expression, what it is called (simplified, Taiwan, Hong Kong), and what stands in the same draft where it is something else.
_TOPICS = tuple(
    (signs, compiled(said), names, compiled(other) if other else None)
    for signs, said, names, other in (
        (
            "漏渗滴",
            f"漏(?:点|个|了点)?水|渗水|滴水|(?:又|还在?|正在|不会再?|绝不|再也?不|没|不|在|先)漏{_ENDS}|漏了{_MANY}+[天日晚夜周个]|漏就",
            ("漏水", "漏水", "漏水"), "煤气|燃气|瓦斯|天然气|漏[电气油网发接打登报]",
        ),
        (
            "吵嘈噪声静",
            "(?:那么|这么|有多|很|太|怕|嫌|好|咁)[吵嘈]|[吵嘈](?:到|着)[你他她我人]|嫌嘈|噪[音声]|(?<![电来])声音(?:大|响|太)|一点声|半点声|(?:什么|啥)声(?:音|响)?都|脚步声|动静(?:大|太)|想要?(?:安|清)?静",
            ("噪音", "噪音", "噪音"), "听不[清见到]|你吵|吵架|别吵|电话|这[边里儿][^,。]{0,3}[吵嘈]",
        ),
        ("味臭闻嗅", "异味|臭味|有味(?:道|儿)?|(?<![一-鿿])味儿|味道(?:大|重|散|飘)|(?:闻|嗅)(?:唔|不|没)?(?:到|出|见|着)|(?:说|话|嫌|好|很|太|那么|有|真|多)臭|味儿?(?:大|重|冲)", ("异味", "異味", "異味"), "菜|饭|餐|汤|味道(?:好|不错)|烟味|油烟"),
        ("闹纠矛吵争扯冲打事叫", f"[跟和与同]你?(?P<whom>{_OTHER})[^,。!?你我]{{0,4}}(?:闹|纠纷|矛盾|吵架|吵起来|吵相骂|叫交|争执|扯皮|冲突|打架|的事|私事)|(?<=[的们]){_OTHER}[^,。!?你我]{{0,2}}(?:纠纷|矛盾)", ("您和{whom}之间的事", "您和{whom}之間的事", "您與{whom}之間的事"), ""),
        ("邻", "(?<![跟和与同上下壁门的])邻居(?:之间|两家)?(?:吵架|吵起来|打架|闹矛盾|纠纷|矛盾)", ("邻里之间的事", "鄰居之間的事", "鄰居之間的事"), ""),
        ("网", "断网|没网|没有网|上不了网|网[络]?(?:断|慢|卡|不通)", ("网络", "網路", "網絡"), ""),
        ("墙", "墙皮", ("墙皮脱落", "牆皮脫落", "牆皮脫落"), ""),
        ("刷", "刷(?:脸|卡|门禁)?(?:都|也)?(?:不开|不了|进不去|开不了|没反应)|刷卡(?:进不|没)", ("门禁", "門禁", "門禁"), ""),
        ("扫洁脏邋", "(?:不|没人?|没空|没法|顾不上|没时间|怎么没?)(?:来|去|给你|帮你)?(?:打扫|扫地|拖地|清扫)|没有?打扫|掃唔到|扫唔到|[未没](?:有)?清洁(?!费)|(?:楼道|房间|大堂|电梯|地上|地)(?:脏|邋遢)|脏(?:点|一点|就脏)", ("清洁", "清潔", "清潔"), ""),
        ("盖", "盖(?:个|不了|了)?章", ("盖章", "蓋章", "蓋章"), ""),
        ("修", "(?:不|未|没|唔)(?:给|帮|替|同|跟)?你?(?:们|哋)?(?:修|维修)(?![改理剪])|(?:要|想|让|叫|请)(?:我们?)?(?:去|来|帮|给|替)?你?修(?![改理剪])|修(?:不了|不好|不动|唔到)|没法修|不修", ("维修", "維修", "維修"), "裤|褲|鞋|衣"),
        ("租", "(?:不|未|没|唔)(?:交|缴)租|(?:交|缴)不起租|欠租", ("房租", "房租", "租金"), ""),
        ("填", "填(?:错|唔|不)[^,。]{0,3}表|表[^,。]{0,2}填|填(?:个|张|份|好)?表", ("填表", "填表", "填表"), ""),
        ("压停占泊", "压线|停歪|占(?:了)?你?(?:的|家)?车位|[不没][让准能得给畀][泊停]车", ("停车", "停車", "泊車"), ""),
        ("抄表度", "抄错|(?:水|电|气|煤)?表(?:转|走|跳)|度数", ("抄表", "抄表", "抄錶"), ""),
    )
)
# What it is called in this order.
SCRIPTS = ("hans", "hant-tw", "hant-hk")


def topic_of(folded: Folded, start: int, end: int, script: str) -> str:
    """What a range of a draft is about, in a script's words; empty where nothing, or more than one thing, is heard."""
    text, found = folded.text[start:end], ""
    for signs, said, names, other in _TOPICS:
        match = said.search(text) if any(sign in text for sign in signs) else None
        if match is None or (other is not None and other.search(text)):
            continue
        if found:
            return ""
        found = names[SCRIPTS.index(script)]
        if match.re.groups and match["whom"]:
            a, b = folded.span(start + match.start("whom"), start + match.end("whom"))
            found = found.replace("{whom}", folded.source[a:b])
    return "" if "{whom}" in found else found
