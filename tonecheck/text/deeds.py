"""Judges whether what is to be asked for is whole: a verb with what it needs, in written words, and a thing that one can do it with."""

from __future__ import annotations

from functools import lru_cache

from tonecheck.text.expressions import compiled

_GOING = "下去|下来|下楼|上去|上来|上楼|出去|出来|进去|进来|回去|回家|过去|过来"
# One goes and does it: 把垃圾下去倒 is 下去把垃圾倒掉.
_GOES_WITH = compiled(f"^(?P<first>先)?把(?P<s>[^,，]{{1,8}}?)(?<![搬拿拖抬提拎带推收清扔倒端抱扛移挪牵叫喊送])(?P<go>{_GOING})(?P<v>倒|扔|丢|放|搬|拿|洗|拆|换|推|锁|关|处理|清)(?P<e>一下|掉)?$")
_ENDED = {"倒": "倒掉", "扔": "扔掉", "丢": "扔掉", "放": "放好", "搬": "搬走", "拿": "取走", "推": "推走", "锁": "锁好", "关": "关上"}
# Where something is put, as one writes it.
_PUT_HERE = compiled("^(?:把)?(?P<s>[^,，把不]{1,5}?)(?P<v>盖|签|写|填|贴|放|摆|停)(?:在)?(?:这|呢度|这度)$")
_AT_HERE = compiled("^(?P<v>盖|签|写|填|站|坐|等|停)(?:在)?(?:这|度|呢度|这度)$")
# How often something would be done again, is not how often it is not to be done.
_NOT_ONCE = compiled("^(?P<a>(?:先)?不要)(?P<v>[^,，]{2,})一[下次声]$")
_NOT_ONLY_ONCE = compiled("^(?:先)?不要(?:[一-鿿]一[下次声回遍]|等下?)$")
# Nothing that one does: how things go, what happens by itself, a wish, a mock, a time of the year.
_NO_DEED = compiled(
    "^先?[一-鿿]的(?:东西|事|人|话)|看情况|看运气|看心情|看缘分|等通知|等[它他她谁]|等电视|触霉头|抱抱|保持心情|保重|看开|想开|凑合|静养|休养|转转|旺季|淡季|高峰|天亮|天黑|早点(?!来|到)|倒是|建议|来函|来电反映|索取|申请困难|据称|故未|未处理|[要想]上|吃亏|食亏|"
    "写[刚啱]|收摊|收机|收工|收线|收事|拿回去重|确实|其实|反正|那么|[份张个件]事|去工地|堵$|上网学|学学|(?<![不需必主])要(?![求素点])|^带(?:小孩|孩子|[0-9一二两三四五六七八九十])|等人帮|等别人|开到好|做到好|去别位|回家吃|看下边|看不?到|看去|看指示|查不|上荒山|挡一挡|眼不见|动动|有空|运气|人来问|只管|就|撒谎|认一?认|"
    "给人|给别人|被人|人一般|一般都|都要|所有人都|退钱|退款可以|可以$|换一天|改天|^回家|敲开|免谈|休想|没门|拉倒|去[^,，]{1,4}(?<![快早慢])点$|^[摆弄搞]门$|堵(?:这|那|着)|再张口|开口|再提|再说|再讲|张嘴|一[百千万]|[0-9]{3,}块|押金$|(?<![早晚快慢小轻高低大远近])[一二两三四五六七八九十0-9]+(?:点|分|岁|年|倍|折)[^,，]{0,2}了?$|[几多]少?[个把次张]|^清[洁理]?(?:姐|阿|员)|^(?:报|反映|投诉|等|跑|想)也"
)
# What is left of a particle, a word of degree or a half word, and what is written only in speech or by a slip.
_BROKEN_OFF = compiled(
    "(?:[乐哒阿啊呢吧哈喔哦噢呀啦咯嘛噻撒嘞喎吖㗎捏啵俾畀嘅哋]|(?<!调)(?<!关)(?<!开)(?<!放)(?<!缩)(?<!弄)[小大]|[最很太更还就都也才又且而或和跟与把被向往给为]|[是会能要想]|旺|一[张个份把台辆]|(?<![拿放])(?<![看量]一)度|那些|[这那][个张件])$"
    "|[唔冇嘅咁喺佢啲嗰嚟睇畀俾攞揾搵乜咩哋咗嘢侬伐噶遮袂莫佇遐]|家己|垃[级吉及]|欠[废飞]|物业[飞废非]|疑走|诺走|揍走|去照|挺工|收左|入面|成朝|放到一下|放到$|压上|压线|压着|工人[^,，]{0,3}清|[:：；?？!！]|走走|了吧|吧了|^[来去]那(?![边里头儿])|那快[递件]$|^下来那|废了|一住|又|没有|怎么|怎样|如何|什么|哪|谁|几个|多少(?!$)"
)
# A living being is led, held and looked after.
_ALIVE = compiled("^(?:先)?(?:[^,，]{0,3})?把(?:[^,，]{0,4})?(?:狗|猫|宠物|孩子|小孩|人|家长|师傅|同事|阿姨|客人|司机)(?:全部?)?(?:清|收|扫|擦|洗|拆|关|拿|倒|搬|移|挪|处理|交|补|填|放|停)(?!好|出|进|回)")
# A thing that is none: a half of a verb, a time, a state, somebody.
_NO_THING = compiled(
    "^(?:先)?(?:今天|今晚|明天)?把(?:[^,，]{0,8}?(?:(?<![出进过上下回])[去来](?=[一-鿿])|[说讲问想]|[了着](?![来去])|这边|那边|未|没|有|是|也|自动|先|最|很|太|还)(?=[一-鿿]{1,2}(?:一下|掉|走|好|了|开|完)?$)|住了|报|天|人|话|事(?=[清收])|辆|台(?=[大小])|公告|通告|条(?=[大小])|张(?=[大小])|[一-鿿]{0,3}(?:点|分)[^,，]{0,2}(?:分)?了$|跳闸|停电|漏水(?!点|处|的)|地铁|港铁|信用卡给|住户被)"
)
# A thing whose measure was cut off.
_MEASURE = compiled("(?<=把)[辆台部架支条张](?=[小大老旧破新黑白红蓝灰银]?[一-鿿])(?!票|子|表|面|灯|阶|盆|布|纸|口|桌|码|[一-鿿]?$)")
_GOODS = compiled("(?<=把)[大小]货(?!车)")
_LONGEST = 30


def is_whole(deed: str) -> bool:
    """True for a folded deed that can be asked for just as the draft has it."""
    return made_whole(deed) == deed


@lru_cache(maxsize=2048)
def made_whole(deed: str) -> str:
    """A deed as one can ask for it; empty where it is none, or only a half of one."""
    if len(deed) > _LONGEST:
        return ""
    said = deed
    if match := _PUT_HERE.match(said):
        said = f"把{match['s']}{match['v']}在这里"
    elif match := _AT_HERE.match(said):
        said = f"{match['v']}在这里" if match["v"] == "站" else f"在这里{match['v']}{'好' if match['v'] == '盖' else '一下'}"
    elif match := _GOES_WITH.match(said):
        said = f"{match['first'] or ''}{match['go']}把{match['s']}{_ENDED.get(match['v'], match['v'] + '一下')}"
    if match := _NOT_ONCE.match(said):
        said = match["a"] + match["v"]
    said = _GOODS.sub(r"\g<0>车", _MEASURE.sub("", said))
    bad = _NOT_ONLY_ONCE.match(said) or _NO_DEED.search(said) or _BROKEN_OFF.search(said) or _ALIVE.match(said) or _NO_THING.match(said)
    return "" if bad else said
