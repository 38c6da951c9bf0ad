"""Orders that begin with a place or with who is to obey: 字签这儿 is 在这里签个字, 孩子别在床上跳 is 提醒孩子不要在床上跳."""

from __future__ import annotations

from collections.abc import Callable

from tonecheck.text.expressions import compiled

_NOT = "(?:别再?|不要再?|不好再?|咪再?|莫再?|不准再?|不许再?|不能再?|不可以再?|勿|甭|不得|严禁|禁止)"
_SPOT = "这里?儿?|这边|那里|那边|(?:右下角|左下角|下面|上面|背面|正面|最后一[页行栏]|横线上|空白处|虚线上|这[一个]?[页行栏格]|这张[单表]上?)"
_AT = "(?:这里?儿?|这边|那里|那边|(?!我|你|他|她|家|干|吗|做|忙|等|公司)[^,你我他不没的了]{1,7}?[里儿上下边面头外口前后处台线厅内旁角区格栏室间房廊道梯堂园池])"
# What is signed or written there, and what is done with it.
_SIGNED = compiled(f"(?:把)?(?P<s>字|名字?|印?章|姓名|日期|电话)(?:就|先)?(?P<v>签|盖|写|填)(?:在)?(?P<p>{_SPOT})")
_SIGN = compiled(f"在?(?P<p>{_SPOT})(?:先)?(?P<v>签|盖|写|填)(?:一?个|一下|上|好)?(?P<s>字|名字?|章|姓名|日期)?")
_DOES_THERE = compiled(
    f"(?P<first>先)?在(?P<p>{_AT})(?:先)?(?P<v>等一?等|等一下|等候|等着|等叫号|等|稍候|排队|排好队?|坐着等?|坐好|坐一?会儿?|坐|登记|取号|扫码|刷卡|换鞋|换衣服|签到|签字|签名|填表|停一下|停车|停|下车|上车)(?:就好|就行)?"
)
_WAITED = (("等着", "稍候"), ("等叫号", "等候叫号"), ("等候", "等候"), ("等", "稍候"), ("坐着", "坐着稍候"), ("坐", "坐一下"), ("登记", "登记一下"), ("签字", "签个字"), ("签名", "签个名"), ("填表", "填一下表格"), ("扫码", "扫一下码"), ("排好", "排一下队"), ("排队", "排一下队"), ("取号", "取一下号"))
# What is not to be done there.
_CALLS = "[打讲听接]电话|通电话|打手机|讲手机|视频|打视频|直播|外放|放音乐|吃东西|吃饭|喝酒|抽烟|吸烟|睡觉|躺着?|逗留|聊天|打牌|打球|踢球|踢波|打波|拍照|录像|喂猫|喂鸽子|洗车|洗头|晾衣服|跑来跑去|跳来跳去|追逐|打闹|玩耍|玩滑板|玩"
_NOT_THERE = compiled(f"{_NOT}在(?P<p>{_AT})(?P<v>{_CALLS})|在?(?P<p2>{_AT})(?:是)?{_NOT}(?P<v2>{_CALLS})")
_WHO = "(?:小?孩子?|小朋友|家人|老人|老人家|工人|师傅|司机|朋友|客人|亲戚|访客|保姆|阿姨|工班|搬运工|装修工|外卖员|快递员)们?"
_OTHERS = compiled(f"(?P<ask>叫|让|告诉|跟|请|喊)?(?:你们?)?(?:家|这|那|的|家的|那个|这个)?(?:些)?(?P<who>{_WHO})(?:都|全部?|统统|也)?(?P<v>{_NOT}.{{1,14}}|(?:把|先|下来|上来|过来|出来|出去|停(?=$|[手工下一])|手上的?).{{0,14}})")
_HELD = compiled("手[上里](?:的|那些)?(?P<s>[一-鿿]{1,6}?)(?P<v>放下来?|停下来?|收好|收起来)")
_LEFT_OFF = compiled("^(?:咪|不好)再?")
_PEOPLE = ("阿姨", "师傅")


# How it is done right: 标签要贴右上角, 刷卡要刷两秒, 八达通向下拍.
_MUST = compiled(
    "(?P<s>[^,你我他谁不没别这那]{1,6}?)(?:是|都)?(?:要|得|应该|必须|需要?)(?P<v>贴|刷|放|插|按|盖|写|填|挂|装)"
    "(?P<o>[在到]?(?!了|完|好)[^,你我他不没]{1,8}?[边角面上里下侧处栏格页块位置外内前后口台库]|(?P<n>[0-9一二两三四五六七八九十](?:秒|下|次|分钟|份|遍|张)))"
)
_TURNED = compiled("(?P<s>(?!伸|手|眼)[^,你我他不没别进去来走站坐]{1,5}?)(?P<d>[向朝往][上下左右里外前后]{1,2}面?)(?P<v>拍|刷|插|贴|放|按|拧|推|拉|转|滑)(?:一?下)?")


def how(said: str) -> str:
    """How a plain clause says that it is done right; empty where it says no such thing."""
    if match := _TURNED.fullmatch(said):
        return f"把{match['s']}{match['d']}{match['v']}一下"
    match = _MUST.fullmatch(said)
    if match is None or (match["n"] is None and match["v"] in "刷按"):
        return ""
    if match["s"].startswith(match["v"]):
        return f"{match['s']}时{match['v']}{match['o']}"
    there = "" if match["n"] or match["o"][0] in "在到" else "在"
    return f"把{match['s']}{match['v']}{there}{match['o']}"


def at_a_place(said: str) -> str:
    """What a plain clause bids to do, or not to do, at a place; empty where it names none."""
    if match := _SIGNED.fullmatch(said) or _SIGN.fullmatch(said):
        what = {"字": "个字", "名": "个名", "名字": "名字", "章": "个章", "印章": "个章", None: "一下"}.get(match["s"], match["s"])
        what = "一下日期" if what == "日期" and match["v"] == "填" else what
        return f"在{_spot(match['p'])}{match['v']}{what}" if what != "一下" or match["v"] in "签填" else ""
    if match := _NOT_THERE.fullmatch(said):
        return f"不要在{_spot(match['p'] or match['p2'])}{(match['v'] or match['v2']).replace('波', '球')}"
    if match := _DOES_THERE.fullmatch(said):
        deed = next((polite for blunt, polite in _WAITED if match["v"].startswith(blunt)), match["v"])
        return f"{match['first'] or ''}在{_spot(match['p'])}{deed}"
    return ""


def of_others(said: str, deed_of: Callable[[str], str]) -> str:
    """What somebody with the customer is to do: the customer is asked to tell them."""
    match = _OTHERS.fullmatch(said)
    if match is None or (not match["ask"] and (match["who"] in _PEOPLE or match["v"].startswith("停"))):
        return ""
    held = _HELD.fullmatch(match["v"])
    bidden = _LEFT_OFF.sub("别", match["v"])
    deed = f"把手上的{held['s']}{held['v']}" if held else at_a_place(bidden) or deed_of(bidden)
    deed = "先停一停" if deed in ("停", "停手", "停工", "停下", "停下来", "先停") else deed
    who = "孩子" if match["who"] in ("孩子", "小孩", "小孩子", "小朋友") else match["who"]
    return f"{'提醒' if deed.startswith('不要') else '请'}{who}{deed}" if deed else ""


def _spot(place: str) -> str:
    return {"这": "这里", "这儿": "这里", "这里儿": "这里"}.get(place, place)
