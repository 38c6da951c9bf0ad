"""Conditions that a desk sets, read as what the customer is to do first: 不办会员不给看 is 先办理会员, 凑够十户签名 is 先取得十户的签名."""

from __future__ import annotations

from collections.abc import Callable

from tonecheck.text.expressions import compiled

_MANY = "[0-9一二两三四五六七八九十百千几]{1,6}"
_NO = "(?:不|没有?|未|冇|唔|无)"
_WE = "(?:什么|啥|一切|我们?(?:这边|这里)?|本处|本店|这边|这里|就|是|一律|一概|概|都|也|可)*"
# What is not done for the customer without it.
_REFUSED = "(?:不(?:给|让|会|能|准|许|可以?|予|受理|办|收|派|修|发|接|处理|理|排|卖|放|出|租|借|换|退|开|领|核)|免谈|别想|休想|没门|(?:别|不要|甭)(?:进|来|找|跟我|想)|(?!来不及|对不|看不|想不|说不|受不)[一-鿿]不[了到来去得成])"
_UNLESS = compiled(f"(?:你|贵户|阁下|谁)?(?:要是|如果|若)?{_NO}(?:先)?(?P<a>(?![了够得很到是])[^,我你不没]{{2,9}}?)(?:的话|的|者|了)?,?{_WE}{_REFUSED}[^,]{{0,10}}")
_BARE = compiled("(?:你|贵户|阁下)?(?:要是|如果|若|如)?(?:不|没有?|未)(?:先)?(?P<a>(?![^,]*(?:免谈|别想|休想))[^,我你不没]{2,8}?)(?:的话|的|者|之?前)?")
_BEFORE = compiled("(?:[^,不没]{0,8})?先(?P<a>[^,不没先]{2,12}?)(?:了|完|好)?,?(?:之?后|才(?![好对够])|我(?:们)?才|再(?!说|讲|谈))[^,]{1,14}")
# What is done first without 先: 签字了才有人上门, 带身份证才能领.
_ONLY_THEN = compiled("(?:你|贵户|阁下)?(?:得|要|必须)?(?P<a>(?![^,][完齐好])[^,你我他谁不没先才]{2,10}?)(?:了|完|好|齐|来)?(?:之?后)?,?才(?:有|能|会|可以|给|行|得|办|派|让|发|修|送)[^,]{0,12}")
_WANTS = compiled("(?:你)?(?:想要?|要想?)[^,不没]{1,10}?,?(?:你)?(?:就|都)?(?:得|必须|需要?|须|要)?(?:先)(?P<a>[^,不没先]{2,12})")
# A thing with what is not yet done with it: 狗绳不套上, 雨篷一天未拆.
_THING_UNDONE = compiled("(?:你家?的?|阁下)?(?P<s>(?!钱|费|[^,]*费$)[^,你我他谁不没未是]{1,8}?)(?:一[天日])?(?:不|没有?|未)(?P<a>[套牵搬挪拆收关装移清拔系拴盖](?:上|走|开|好|掉|干净|紧|回去)?|停好)(?:一[天日])?")
_DAYS = compiled(f"(?:你|贵户|阁下)?一[日天]{_NO}(?P<a>[^,不没]{{2,10}})")
_ONLY = compiled("(?:你|贵户|阁下)?(?:除非|(?:先)?肯(?:先)?)(?:你|贵户|阁下)?(?P<a>[^,不没]{2,16}?)(?:给我看|给我们看)?")
_SIGNATURES = compiled(f"(?:先)?(?:凑|收|集|攒|找)(?:够|齐|满|到|来)?(?P<n>{_MANY}[户个人位家](?:邻居|业主|住户|家长|同事)?)(?:的)?(?:签[名字]|同意).{{0,6}}|(?:要|得|先)*(?P<n2>{_MANY}[户个人位家](?:邻居|业主|住户|家长|同事)?)(?:都|全)?(?:签了?[名字]|同意)(?:了)?(?:我们?)?(?:再|才|后|以后|之后).{{1,8}}")
# What has no verb of its own is brought, paid or done.
_BROUGHT = compiled("(?:有|带|提供|出示|拿|见到?|看到)?(?:你的)?(?P<s>(?:房本儿?|(?:单位)?照片|原始收据|合同|狗证|正本|小票|身份证|身分证|证件|学生证|会员卡|门禁卡|工作证|小票|收据|发票|单据|押金条|授权书|委托书|原件|复印件|户口本|病历|医保卡|房产证|所有权状|回执|取件码|车票|准考证)(?:原件|正本)?)")
_PAID = compiled("(?:有)?(?P<s>押金|定金|订金|会费|学费|报名费)")
_VERBS = (
    (compiled("办(?!理|好|完)(?=.)"), "办理"), (compiled("附(?!上)(?=.)"), "附上"), (compiled("^(?:实名|实名制)$"), "完成实名登记"), (compiled("^预约$|^有预约$"), "预约"), (compiled("^拿号$|^叫号$"), "取号"),
    (compiled("^除(?=鞋)"), "脱"), (compiled("^除(?=口罩|头盔|帽|眼镜)"), "摘下"), (compiled("(?<=[盔罩帽镜])[摘除]$"), "摘下来"), (compiled("^影相|^拍相"), "拍照"), (compiled("^刷脸$"), "完成人脸识别"), (compiled("^加(?=微信$)"), "添加"), (compiled("^(?:加|进)(?=(?:line|qq)?[一-鿿]{0,3}群组?$)"), "加入"), (compiled("^绑房号$"), "绑定房号"), (compiled("^关注(?=.)"), "关注"), (compiled("^让出(?P<s>.{2,6})$"), r"把\g<s>让出来"), (compiled("^(?:注册|登记|预约|关注)$"), r"\g<0>"),
)
_PLAIN = compiled("(?:加入|办理|附上|完成|预约|取号|添加|绑定|关注|注册|登记|下载)[^,你我他不没就]{0,8}")


def term_of(said: str, deed_of: Callable[[str], str]) -> str:
    """What must be done first, as it stands after 麻烦您; empty where the clause sets no condition."""
    if match := _SIGNATURES.fullmatch(said):
        return f"先取得{match['n'] or match['n2']}的签名"
    if (match := _BARE.fullmatch(said)) and (deed := _deed(match["a"], deed_of)) and (_PLAIN.fullmatch(deed) or deed.startswith(("带上", "交", "摘下", "脱"))):
        return deed
    if (match := _THING_UNDONE.fullmatch(said)) and (deed := _with_thing(match["s"], match["a"], deed_of)):
        return f"先{deed}"
    for form in (_UNLESS, _WANTS, _BEFORE, _ONLY_THEN, _DAYS, _ONLY):
        if (match := form.fullmatch(said)) and (deed := _deed(match["a"], deed_of)):
            return deed if deed.startswith(("先", "不要", "带上")) else f"先{deed}"
    return ""


def _with_thing(thing: str, done: str, deed_of: Callable[[str], str]) -> str:
    """What is to be done with a thing: 拆 is 拆掉."""
    return deed_of(f"把{thing}{done}掉" if len(done) == 1 else f"把{thing}{done}")


def _deed(needed: str, deed_of: Callable[[str], str]) -> str:
    if match := _BROUGHT.fullmatch(needed):
        return f"带上{match['s']}"
    if match := _PAID.fullmatch(needed):
        return f"交{match['s']}"
    said = needed
    for blunt, polite in _VERBS:
        said = blunt.sub(polite, said, count=1)
    return said if _PLAIN.fullmatch(said) or (said.startswith("把") and said != needed) else deed_of(said)
