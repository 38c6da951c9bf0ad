"""The gist of a clause that is not wholly understood: that they are closed, that nobody is free, that all is given out.

Nothing of the clause's own wording is said again but whom, what and when it names. A gist counts only beside findings of
rules that are about such a state; there it is known that the clause is no question, no condition and nobody else's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from tonecheck.text import banned, bounds, causes, hours
from tonecheck.text.banned import BY_RULE, FIRMLY, MATTER, forbidden, matter_of
from tonecheck.text.entities import DATE, NUMBER
from tonecheck.text.expressions import compiled
from tonecheck.text.sieve import Sieve
from tonecheck.text.states import HELPERS, PERSON, THING, State, hurts, tidied, whom

_Maker = Callable[[re.Match[str]], str]
_WHEN = "(?P<t>今天|今晚|今早|昨天|昨晚|上个?月|上周|这周|本周|这[两几]天|夜里|半夜|晚上|夜班|晚班|夜间|周末|周日|周六|中午|下午|春节|过年|年假|月底|现在)?"
_FEW = {"一个": "一位", "一位": "一位", "一人": "一位", "一名": "一位", "俩": "两位", "两个": "两位", "两位": "两位", "三个": "三位", "独一个": "一位"}
_ONE = "一个人?|一位|一人|一名|俩|两个人?|两位|三个"
_NOT_GONE = "(?<!没)(?<!不)(?<!别)(?<!未)(?<!才)"


def _of(match: re.Match[str], name: str) -> str:
    return match[name] or "" if name in match.re.groupindex else ""


def _whom(match: re.Match[str]) -> str:
    return whom(_of(match, "p"))


def _out(match: re.Match[str]) -> str:
    how, when = match["how"], _of(match, "t") or _of(match, "t2")
    when = "" if when in ("半夜", "夜里", "晚上", "中午", "昨天", "昨晚") else when
    said = next((said for mark, said in (("开会", "正在开会"), ("述职", "正在开会"), ("培训", "在外培训"), ("学习", "在外学习"), ("国外", "在国外"), ("出国", "在国外"), ("差", "出差了"), ("巡", "正在巡查"), ("下班", "下班了")) if mark in how), "")
    if not said:
        said = "休假" if re.search("假|架|甲|加|休|例|月子|老家|育|留停|off|leave|歇|生", how) else "不在"
        said = f"正在{said}" if said == "休假" and not when else said
    return f"{_whom(match)}{when or ('现在' if said == '不在' else '')}{said}"


def _left(match: re.Match[str]) -> str:
    how = match["how"]
    return f"{_whom(match)}已经{'退休' if '退' in how else '调岗' if how[0] in '调转' else '离职'}"


def _staff(match: re.Match[str]) -> str:
    return _of(match, "h") or "人手"


def _none(match: re.Match[str]) -> str:
    when = _of(match, "t") or _of(match, "t2") or "现在"
    return f"{when}没有{_staff(match)}可以安排"


def _all_out(match: re.Match[str]) -> str:
    how = match["how"]
    # Who has gone home was sent nowhere.
    said = "放假了" if how in "休假放" or "假" in how or re.search("回去|回家|老家|过年", match[0]) else "派出去了" if how[0] in "派调出去外跑抽" else "没有当值"
    return f"{_of(match, 't')}{_staff(match)}都{said}"


def _few(match: re.Match[str]) -> str:
    return f"{_of(match, 't')}{match['h']}只有{_FEW.get(match['n'].removesuffix('人') if match['n'] != '一人' else '一人', match['n'])}，一时安排不过来"


def _given(match: re.Match[str]) -> str:
    thing, how = _of(match, "s").rstrip("一早就都").removesuffix("一大"), match["how"]
    end = match["end"]
    thing = "" if hurts(thing) else re.sub("^.的", "", thing)
    when = _of(match, "t").rstrip("一")
    if thing.endswith(("人", "阿姨", "师傅", "同事")):
        thing = "名额"
    if end[0] in "满" or how in "爆":
        return f"{thing or '名额'}{when}已经满了"
    if how in "抢拿要占分点取散秒撕挑搬扛攞":
        return f"{thing}{when}已经没有了"
    return f"{thing}{when}已经{how}完了"


def _wrong(match: re.Match[str]) -> str:
    """What went wrong, whoever did it."""
    thing, deed, how = _of(match, "s"), match["v"], match["x"]
    if not thing and deed not in "扣收算":
        return ""
    if how[0] == "两" or how.startswith("重"):
        return f"{thing or '费用'}给您重复{deed}了" if deed in "扣收算" else f"{thing}重复{deed}了"
    return f"{thing or ('费用' if deed in '扣收算' else '')}{deed}{how}了"


def _not_offered(said: str) -> str:
    """What was wished for, as a service; nothing where it is not named, or only the time does not suit."""
    if re.search("^[一-鿿]?只|今天|明天|后天|这个?月|下个?月|这[几两]天|现在|周|星期|早上|晚上|中午|下午|上午|节|一下", said):
        return ""
    said = re.sub("(?:里面?|内|入面)?的?(?:东西|野|嘢)(?=维修)", "内", said).replace("家内", "户内")
    said = re.sub("^(?:活儿?|业务|单子|(?:呢|这)[项个样种类味])$", "", re.sub("(?:的|这种?|服务)+$", "", said))
    return said and f"{said if len(said) == 2 else said + '的'}服务这里没有提供"


def _such(said: str) -> str:
    """What was looked for, as one names it to whom asks."""
    said = said.removeprefix("有")
    if said.startswith(("姓", "叫")):
        return f"{said}的住户"
    known = {"此人": "这位住户", "此君": "这位住户", "这人": "这位住户", "这个人": "这位住户", "此户": "这一户", "此车": "这辆车", "此号": "这个号码", "此单": "这张单", "此件": "这一件", "此房": "这个房号", "此门牌": "这个门牌", "此地址": "这个地址", "此名": "这个名字", "记录": "有关的记录", "这号人": "这位住户", "号人": "这位住户", "这名": "这个名字"}
    return known.get(said, re.sub("^此", "这位" if said.endswith(("员", "客", "主", "生", "人")) else "这个", said) or "有关的记录")


# Who did it before is not away.
_FORMER = compiled("之前|以前|前任|前一|上一?[任手家]|旧公司|原来的|那时")
# Where a rule is written, or who said so.
_WRITTEN = compiled("^.*?(?:(?:经理|主任|上头|上面|领导|公司|总部|主管|老板)(?:话|说|讲|交代)(?:过|了)?|写着|写的是|写明|写起的?|印着|列明|交代过的?|上面定的|规定了|规定的?是?)")
_SHUT = "关|锁|闩|落闸|打烊|拉闸|拉下|收摊|清场|闭馆"
def _later(match: re.Match[str]) -> str:
    when, end, deed = match["t"], _of(match, "e"), match["v"]
    past = re.search("过", match[0][: match.start("t") - match.start()]) is not None or (bool(end) and end != "完")
    when = {"节": "节后", "年": "年后"}.get(when, when if not past or when in ("节后", "年后") else f"{when}以后")
    deed = {"修": "修理", "换": "更换", "装": "安装"}.get(deed, "办理" if deed == "办" else "安排")
    return f"这件事要到{when}才能{deed}"


def _costs(match: re.Match[str]) -> str:
    """What something costs, in full."""
    thing, price = re.sub("^(?:费用|要|也|就|都)+|(?:统一|一律|都|就|是|要|收|得|为|共|才|也|只|不过|现在|[加涨调升]到)+$", "", match["s"]), match["n"]
    if short := re.search("([百千万])([一二三四五六七八九])$", price):
        price += {"百": "十", "千": "百", "万": "千"}[short[1]]
    per = _of(match, "e") or _of(match, "f")
    # 一坪八十就是八十 says it twice.
    thing = thing.removesuffix(match["n"])
    # 停一夜四十: what is done says little without how long.
    if len(thing) == 1 and _of(match, "f"):
        thing, per = thing + match["f"], ""
    if len(thing) < 2 or re.search("^(?:整个|全部|小区|物业|公司|这里|这边)|(?<!挂)[号楼栋层点日月周年分个岁级期人时第]$", thing):
        return ""
    return f"{thing}是{price}元{per}"


def _without(match: re.Match[str]) -> str:
    place = re.sub("(?:里|的|去|进)$", "", match["s"])
    deed = {"下": "下水", "下去": "下水", "游": "下水", "进": "进场", "用": "使用", "办": "办理", "领": "领取"}.get(match["d"], match["d"])
    need = match["o"]
    worn = "戴" if need in ("泳帽", "头盔", "口罩") else "有" if need in ("预约", "盖章") else "带"
    return f"{BY_RULE}{place}需要{worn}{need}才能{deed}"


_GISTS: tuple[tuple[str, str, _Maker], ...] = (
    ("hands", f"(?P<t2>今天|今晚|夜里|现在)?(?P<h>{HELPERS}|救生员|保安)[^,你我]{{0,6}}?{_NOT_GONE}(?P<how>离[职直]|辞职|辞了|辞工|不干了|跳槽|退休|没招)", lambda m: f"现在没有{m['h']}可以安排" if m['how'] == '没招' else f"{m['h']}已经{'退休' if m['how'] == '退休' else '离职'}"),
    ("hands", f"^(?!能|会|懂|可以|[^,]{{0,8}}(?:当时|那时|那会|那天|那晚|昨|前天|上次))(?:.*,)?{_WHEN}[^,]{{0,6}}?(?:就|只有?|只剩|就剩|仅余|仅剩|只得|得|净是得|剩)下?我?(?:我自己|我看|我守|我在|我一个|我一人|一个人|一个保安|一人|一名保[安全]|一个看更|我这个|我一个人|个保安|保安)", lambda m: f"{_of(m, 't') or '现在'}只有一位同事值班，走不开"),
    ("hands", f"{_WHEN}(?P<h>{HELPERS}|救生员)(?:就|只有?|得|也就|总共|一共|统共)[^,你我]{{0,2}}?(?P<n>{_ONE})", _few),
    ("hands", f"{_WHEN}(?P<h>{HELPERS}|救生员)(?:们)?[^,你我]{{0,3}}?(?:全部?|都)[^,你我]{{0,4}}?(?P<how>放假|休假|派|调|出去|出|外|去|跑|抽水|放|休|没来|不在)", _all_out),
    ("hands", f"{_WHEN}(?P<h>{HELPERS}|救生员)(?P<t2>今天|今晚|现在)?(?:一个|一位)?(?:都|也|就)?(?:没有?|不|无)(?:来|在)?(?:上班|返|当值|值班|到岗|来|班|在$|一个$)", lambda m: f"{_of(m, 't') or _of(m, 't2') or '现在'}{m['h']}没有当值"),
    ("hands", f"{_WHEN}[^,]{{0,10}}?(?:没有?|没得|无|并无|抽不出|派不出|腾不出|找不到|变不出|调不出|请不到|招不[着到]|哪[儿里]?[^,]{{0,2}}[抽派腾找调]得出|哪来的?|哪有|哪儿有|上哪儿?给你找|去哪里找)[^,不]{{0,5}}?(?P<h>{HELPERS}|救生员|技工|焊工|人手|人)(?!家|品|跟|接|交接|理|管|知|想|料|愿|敢|受|记|通知|告诉|讲|说|提|反映|应|听|拖椅|会去|联系|拦|懂|教|来跟|目击)", lambda m: _none(m).replace("没有人可以", "没有人手可以")),
    ("hands", f"(?P<h>{HELPERS}|救生员|司机|护士|教练|技师|顾问)们?[^,你我]{{0,6}}?{_NOT_GONE}(?:回老家|回乡|回家|在火车上|走[光完晒]|[不未]够|去受训|去培训|去迎检|睡觉|没空|腾不出|抽不出|约不到|调不到|找不到|请不到|请了?(?:长|病|事|婚|产|丧)?假|病了|伤了?|住院|没来|只到)", lambda m: f"现在没有{m['h'].removesuffix('们')}可以安排"),
    ("hands", "(?:没有?|木有?|无|今天没)(?P<h>电[工公]|水电[工功]|师[傅父夫付]|护士|翻译|教练|讲解员|志愿者|技师|女?维修工)(?!资|本|作)", lambda m: f"现在没有{re.sub('师.', '师傅', m['h']) if m['h'][0] == '师' and m['h'] != '技师' else re.sub('[公功]$', '工', m['h'])}可以安排"),
    ("hands", f"(?:就|只有?|得|一共|总共)(?P<n>一个|一位|两个|俩|两位|三个)(?P<h>{HELPERS}|救生员)", lambda m: f"{m['h']}只有{_FEW[m['n']]}，一时安排不过来"),
    ("hands", f"(?P<h>{HELPERS})(?:就|只有?|得)(?:一根|老[一-鿿]|小[一-鿿])", lambda m: f"{m['h']}只有一位，一时安排不过来"),
    ("hands", f"(?P<h>{HELPERS}|救生员|护士|教练|技师|翻译)[^,你我]{{0,5}}?一个(?:都|也)[^,]{{0,3}}(?:没|派不出|调不|找不)", lambda m: f"现在没有{m['h'].removesuffix('们')}可以安排"),
    ("hands", "未有[^,]{0,4}?(?P<h>人手|护士|师傅|技师|保安|电工|人员)", lambda m: f"现在没有{m['h']}可以安排"),
    ("hands", "(?P<t>夜里|夜班|晚上)[^,]{0,6}就我(?:和|跟|$|,)", lambda m: f"{m['t']}只有一位同事值班，走不开"),
    ("hands", "[会能懂][^,你我]{1,8}的就(?:那)?(?:一个|一位|[老小][一-鿿])", lambda _: "负责这项工作的同事只有一位，一时安排不过来"),
    ("hands", "^[^,你我]{0,4}?(?:人|同事|男同事|工班|大家)?(?:全部?|都)(?:派|撒|调|抽|在外[头面]|出去)[^,]{0,8}$", lambda _: "同事都派出去了"),
    ("hands", "没兵可派|没搭手|变[^,]{0,6}?(?:人|一个|个[一-鿿]{2})[^,]{0,3}出来", lambda _: "现在没有人手可以安排"),
    ("hands", "缺额|岗[^,]{0,4}空|空岗|招[人工][^,]{0,2}难|请人[^,]{0,3}难|缺工|还没补|未请到|砍了?[^,]{0,5}(?:编制|一半|人)|编制[^,]{0,2}砍|换了[^,]{0,3}茬|人不够|不够分|请不起|三个人[^,]{0,3}(?:干|管)|凑不齐[^,]{0,2}人", lambda _: "人手比较紧张"),
    ("hands", "(?:人手|人力)[^,]{0,4}(?:紧|不足|不够|缺)|缺编|缺人", lambda _: "人手比较紧张"),
    ("full", f"{_WHEN}[^,]{{0,6}}?(?:没有?|冇|无)(?:现金|现钱)(?:退|了|可)", lambda m: f"{_of(m, 't')}备用的现金已经用完了"),
    ("full", f"{_WHEN}(?:备用金|现金|零用金|夹万)[^,]{{0,8}}?(?:见底|清了?$|完|光|空|尽|没有?了?$|没钱)", lambda m: f"{_of(m, 't')}备用的现金已经用完了"),
    ("full", f"(?P<s>{THING})?(?:{_WHEN}[^,你我]{{0,5}}?)(?:爆满|爆晒|满晒|满员|满额|额满|满座|全满|都?满了|[已以]满|都满$|装满|挂满|占满|点满|涂满|全部? ?full|订满)", lambda m: f"{_of(m, 's') or '名额'}{_of(m, 't')}已经满了"),
    ("full", f"(?P<s>{THING}|^[^,你我他她不没谁哪这那还又]{{2,8}}?(?=现时|目前|现在|已|全|都|租))?[^,你我不没]{{0,5}}?(?:全数|全部|都)?租出", lambda m: f"{_of(m, 's')}已经全部租出"),
    ("full", "(?P<s>[^,你我]{0,7}?(?:抽签|报名|登记|活动|预约))[^,你我不没]{0,3}(?:结束|截止)了?", lambda m: f"{m['s']}已经结束"),
    ("full", f"(?P<s>{THING})?[^,你我]{{0,4}}?没有?(?:货|库存|料|存货|卡了?$)", lambda m: f"{_of(m, 's') if not hurts(_of(m, 's')) else ''}现在没有货"),
    ("full", f"(?P<s>{THING})[^,你我]{{0,6}}?(?:都|全|全部)(?:被?人?(?:借|租|推|拿|领)(?:走|出去)|出去|在外[面头])", lambda m: f"{m['s']}都借出去了"),
    ("full", "没有?(?:空?位|位[置子]|车位)", lambda _: "现在没有空位"),
    ("full", "没号|没有号", lambda _: "号已经发完了"),
    ("full", f"(?P<s>{THING})?(?:{_WHEN}[^,你我不没才]{{0,8}}?)(?P<how>登记|预约|认领|发|领|派|送|用|借|租|订|约|换|放|退|抢|拿|占|分|点|取|零|令|付|撕|挑|买|卖|售|找|打|搬|扛|攞|摇|秒)(?P<end>完|玩|光|晒|干净|罄|毕|尽|空|满|清(?!洁|洗|理)|绝|掉(?=了)|走(?=了)|没(?=了|$)|到最后一[一-鿿])", lambda m: _given(m).replace("已经零完", "已经领完").replace("已经令完", "已经领完").replace("已经放完", "已经发完").replace("已经付完", "已经用完")),
    ("full", f"(?P<s>{THING}|[^,你我他不没谁哪]{{2,6}}?)(?:就|只|一共|总共|统共)(?:有|进|准备|备|印|放|来|买)?了?(?:那么|这么)?(?P<n>{NUMBER}百?(?:来|多)?[个份套张盒条把台只桶副袋位])$", lambda m: f"{m['s']}一共{m['n']}，已经没有了"),
    ("full", f"(?P<s>{THING}|[^,你我]{{0,4}}团)[^,你我]{{0,6}}?(?:全部?|都)?爆(?:了|咗|单|$)", lambda m: f"{m['s']}已经满了"),
    ("full", f"(?P<s>{THING}|[^,你我他谁这那每想要]{{2,6}}?)?[^,你我]{{0,4}}?(?:都|全数?|早)[^,]{{0,2}}有主", lambda m: f"{_of(m, 's') or '现在'}已经没有空余的了"),
    ("full", f"(?P<s>{THING})[^,你我]{{0,4}}?约到了?(?P<t>{DATE})", lambda m: f"{m['s']}已经约到{m['t']}"),
    ("full", f"(?P<s>{THING})?[^,你我]{{0,6}}?最后一[一-鿿][^,]{{0,6}}?(?:被|给|让|刚|昨)", lambda m: f"{_of(m, 's') or '现在'}已经没有了"),
    ("full", f"(?:就|只|每天|一天)(?:放|发|有|接)?了?(?P<n>{NUMBER}百?)个(?P<u>号|名额)", lambda m: f"{m['u']}一共{m['n']}个，已经{'发完' if m['u'] == '号' else '满'}了"),
    ("full", f"(?P<s>{THING})?[^,你我]{{0,4}}?(?:库存|盒子?|架子?|箱子?|袋子?|桶)(?:都|已经|已|也|早就?)*空(?:了|$)", lambda m: f"{_of(m, 's') or '现在'}已经没有了"),
    ("full", "(?:现钱|现金|零用金|备用金|钱箱)[^,]{0,8}?(?:剩|就备|不够|退出去|支出去|退了|到零)", lambda _: "备用的现金不够了"),
    ("full", f"(?P<s>{THING})[^,你我]{{0,3}}?(?:就[那这]么[几点多]|手慢无|没$|没(?=[啦拉勒喽]))", lambda m: f"{m['s']}已经没有了"),
    ("full", f"(?P<s>{THING})[^,你我]{{0,4}}?全部?(?:认领|领取|派发|售出|约出|订出)", lambda m: f"{m['s']}已经没有了"),
    ("full", f"(?P<s>{THING})[^,你我]{{0,4}}?(?:没晒|秒杀|扫光|霸占|全占|无矣|已?罄|sold ?out|out of stock|full$|都(?:分|领|推出去|占)了?$)", lambda m: f"{m['s']}已经没有了"),
    ("full", "没有?了$|没[拉勒晒]|每了$|无矣|sold ?out|out of stock|没ㄌ|没得了|没份|没有份|一[个张份]都?没|[一都]?[个张]?不剩|没剩|空盘|见底", lambda _: "现在已经没有了"),
    ("left", f"(?P<p>{PERSON})?[^,你我]{{0,5}}?{_NOT_GONE}(?P<how>离[职直]|辞职|辞了|辞工|不干了|不做了|调走|调去|调到|不在(?:这儿?|这里|我们这|公司|物业)?(?:干|做|上班)了|调往|调任|卸任|离任|转岗|转更|转了更|退休|退了$|跳槽)", _left),
    ("away", f"(?P<p>{PERSON})[^,你我]{{0,4}}(?:去|出去|在|放)[^,]{{0,2}}(?P<how>吃饭|吃面|吃返|用餐)", lambda m: f"{_whom(m)}现在不在"),
    ("away", f"(?P<t>今天|今晚|这周|本周|下午|上午|现在)?(?P<p>{PERSON})?[^,你我找]{{0,4}}?{_NOT_GONE}(?P<how>请[了左]?[假加架价嫁]|[休修][假架甲]|进修|换班|离线|外访|[周天]不来|不来$|[年产病婚补例长大特事暑]假|放[了左]?大?[假架]|排休|特休|轮休|调休|休西|耍假|歇[了年]?假|今天休|出差|初差|开会|述职|去?培训|去?学习|国外|出国|(?:不在|[布部]在|没在)(?!弄|帮|做|管|办|收|接|提供|服务|册|我|你|这个|[一-十百0-9]|乎|意|行|范围|保修|本|合同|名单|清单)|不再(?=$|这)|不是到|走开|行开|外出|外勤|出去|出了去|没来|没?不?[返反番]工|没有?返(?=$|[,呢])|没上班|不上班|育婴|留停|dayoff|day off|on leave|歇班|住院|生孩子|生娃|临时有事|回乡|返乡|(?:都)?不会(?:返|来$|进来|出现|回来)|巡[更逻查楼])(?P<t2>今天|明天)?", _out),
    ("away", f"(?P<p>{PERSON})?[^,你我找]{{0,4}}?{_NOT_GONE}(?P<how>刚走|走了$|早溜|溜了|坐月子|回老家|座位[^,]{{0,2}}空|位[子置][^,]{{0,2}}空|没上[班斑]|见不[到着]|陪|人在|跑银行|(?<=[^,])[去上回][^,你我]{{1,8}}(?:了|去))", _out),
    ("closed", f"(?P<s>会所|阅览室|泳池|游泳池|仓库|库房|配件库|失物间|图书室|健身房|健身室|会客厅|活动室|收费处|会计部|财务室|柜台|[一-鿿]{{1,3}}室)(?:(?:今天|已经|早|都|就|也|的|灯|门|了|中午|现在)*)(?:{_SHUT})", lambda m: f"{m['s']}现在已经关门了"),
    ("closed", "午休|午修|五修|午膳|lunch|中午[^,]{0,8}休息|午睡", lambda _: "现在是午休时间"),
    ("closed", f"(?P<t>{NUMBER}点(?:半|钟)?)(?:整|准时|就|是|要|得)*(?:吃饭|开饭|用餐|午休|食饭)", lambda m: f"{m['t']}是{'午休' if '午休' in m[0] else '用餐'}时间"),
    ("closed", f"(?P<s>会所|泳池|会客室|阅览室|图书室|健身房|问讯处|服务台|前台|柜台|窗口|食堂|开水房)?[^,你我]{{0,4}}?(?P<t>{NUMBER}(?:点|时)半?)(?:以后|之后|后|就|准时|一到|整)*(?:不接待|不接|不办|停止|停收|不收|自动锁屏|锁屏|走人|关门|闩门|锁门|收灯|收市|收工|结束服务|就结束|拉闸|熄灯)", lambda m: f"{_of(m, 's')}{'开放' if _of(m, 's') else '办公时间'}到{m['t'].replace('时', '点')}{'' if _of(m, 's') else '为止'}"),
    ("closed", "(?P<t>周六(?:周?[日天])?|周[日天末])[^,]{0,8}?(?:不坐班|没上班|没人上班|不上班|例休|休息|谁|不开|不办|哪有|边有|没人)", lambda m: f"{m['t'].replace('天', '日') if len(m['t']) == 2 else m['t']}休息"),
    ("closed", "春节[^,]{0,8}?(?:才开|七天|放假|休)|放到(?:初|[0-9])|(?<!暑)(?<!寒)(?<!待)假期嘛?$", lambda _: "现在是休息时间"),
    ("closed", "办公时间[以已]?(?:经)?过|逾[^,]{0,3}时间|服务已?告一段落|已过办公", lambda _: "今天的办公时间已经过了"),
    ("closed", "夜间时段|[晚夜]班不[办开借]", lambda _: "现在是夜间时段"),
    ("closed", "午饭|已届休息|大中午|中午[^,]{0,6}?(?:不接|睡|别)", lambda _: "现在是午休时间"),
    ("closed", "用膳|正吃(?!药)|吃着(?!药)|端着?碗|饭盒|碗饭|热饭|吃范|吃宵夜", lambda _: "现在是用餐时间"),
    ("closed", "吃饭|放饭|吃返|干饭|饭点|用餐|便当|盒饭|扒[^,]{0,3}饭|饭[^,]{0,5}[扒吃]|吃口饭|饭总要|吃个饭|吃中饭", lambda _: "现在是用餐时间"),
    ("closed", "公众假期|国定假日|法定假|节假日|假日|红日|今天放假|(?<!过了)(?<!过了这个)(?<!过完)周末(?!愉快)", lambda _: "现在是休息时间"),
    ("closed", f"{_NOT_GONE}(?<!分钟我就)(?:下[班斑搬般][了哒啦]|已经?下[班斑搬般]|以经下[班斑搬般]|^下[班斑搬般]|时间已过|过了?办公时间|过点了?$|收摊|打烊|打完?卡(?!机|处|点)|到点[了咧啦哒嘞]|[下吓]班了?[,不]|xb了|工具[^,]{{0,2}}收|收工具|地铁上|off ?duty|交完班|牌子翻|门都?拉一半|拉铁门|窗?帘子?[^,]{{0,4}}拉|卷帘门[^,]{{0,4}}拉|收窗|收拾(?:好|完)?包|拎着包|包都?背|东西都?收好?|(?:制服|衣服)[^,]{{0,3}}换|关了?门了?(?:$|[没别])|关了?柜|[数帐账][^,]{{0,3}}(?:关|埋)|收市|收秤|熄了?灯|铁?闸[^,]{{0,4}}拉|服务台关|灯(?:都|已经|也)*[关黑熄]|关窗(?!,?[开用]|户|自)|窗口[^,]{{0,6}}(?:关|拉下|拉闸|停)|铁门[^,]{{0,4}}拉|落闸|落了闸|闸落|落紧闸|柜台[^,]{{0,3}}收|电脑[^,]{{0,3}}关|收银机[^,]{{0,3}}锁|门都?锁|(?<!等着)(?<!等我)锁门|[扎结]账了?|非办公时间|放工|关机$|不办公|不辨公)", lambda m: "今天已经结账了" if "账" in m[0] else "现在已经下班了"),
    ("waits", "(?:要|得|等|待|先)*(?:到|过了|过完|过)*(?P<t>(?:这个|下个|本)?(?:周末|节后|年后|节|年|国庆|五一|春节|元宵|中秋|端午|清明|元旦)(?:上午|下午)?)(?P<e>过后|以后|之后|后|完)?(?:才|先|再)(?:来|去)?(?P<v>说|讲|看|谈|弄|办|修|换|装|处理|好|来|倾)(?!早|晚|一[遍次])", _later),
    ("lacking", "^(?!五星|高档|豪宅|别墅|大)(?P<s>[^,你我他谁没不]{2,8}?)(?:这种(?:事|活|服务))?(?:是|要|得|只有)?(?:五星级?)?(?:酒店|饭店|大医院|高档小区|豪宅|别墅|大公司|大商场)才(?:会?有|做|肯)", lambda m: _not_offered(m['s'])),
    ("outside", "^(?!这|那|它|此|呢)(?P<s>[^,你我他谁没不]{2,14}?)(?:的事|这块|这事)?(?:也|都|就)?(?:是|归|属于?|由)(?:外包的)?(?P<who>(?!外包的|我们|本|物业|这|那|教育|法院|公安|派出|上|[^,]{0,4}[那这时])[一-鿿a-z ]{1,8}?(?:公司|站|厂|集团|店|组|队|部))(?:的?(?:责任|事|地盘|东西)|(?:负责|管|钉|装|放|摆|包|养护|维护)[^,不没]{0,3})", lambda m: f"{m['s'].strip()}由{m['who'].strip()}负责"),
    ("waits", "(?P<t>下周|下个?月|明年|月底|月初)的事情?(?P=t)再?(?P<v>说|讲|办|弄)", _later),
    ("price", "^(?:[^,]{0,4}?(?:反正|统一|一律))?(?P<s>(?:补办?|换|配|修|开|装|印|做|洗|租|借)?(?:一)?[张个把条次副]?[^,你我他谁不没多少就是涨降优$]{1,8}?)(?:统一|一律|都|就|才|也|只|不过|现在)*(?P<f>[一每](?:个?学期|季度?|个(?=[一-九十百千万0-9])|个?(?:月|年|天|次|晚|夜|小时|钟头|张|把|车|桶|度|坪|平米?|箱|户)|半天))?(?:统一|一律|都|就|才|也|只|不过|现在)*(?:是|要|收|得|[加涨调升]到)?(?:人民币|港币)?[ $]*(?P<n>[一二两三四五六七八九][百千万][零一二三四五六七八九十百]{0,5}|[0-9]{1,3},[0-9]{3}|[二三四五六七八九]?十[一二三四五六七八九]?|[0-9]{2,6})(?:元|块钱?|蚊)?(?P<e>一个月|每个月|[一每](?:[张次年月天户把晚车桶度坪箱]|个小时|小时|个))?$", _costs),
    ("price", "^(?P<s>(?!反正|统一)[^,你我他谁不没多少就是涨降优0-9]{2,6}?)(?:要|收|得)?(?:先)?(?P<n>[一二两三四五六七八九](?:元|块|蚊|百|千)|[二三四五六七八九]?十[一二三四五六七八九]?(?:元|块|蚊)?)(?:元|块|蚊)?起(?:步)?$", lambda m: f"{m['s']}是{re.sub('[元块蚊]$', '', m['n']).replace('两', '两')}元起"),
    ("price", "^(?P<s>(?:影印|打印|复印|彩印|传真|补办|换卡|洗车|停车|充电|寄存|存包|租车|租伞|补卡|印))(?P<e>一[版张页次辆天个件小时]{1,2})(?:要|收|得)?(?P<n>[一二两三四五六七八九](?=元|块|蚊))(?:元|块|蚊)(?:钱)?$", lambda m: f"{m['s']}是{m['n']}元{m['e']}"),
    ("reported", "(?:上头|上面|领导|经理|公司|总部|主管|上级|总公司|工程部|业委会|管委会|法团)(?:那边|都|早就?|已经|也|已)*(?:晓得|知道|知悉|收到)了?$", lambda m: f"您反映的情况{m[0][: 2 if m[0][:3] not in ('总公司', '工程部', '业委会', '管委会') else 3].replace('上头', '上级').replace('上面', '上级')}已经知道了"),
    ("reported", "^(?:已经?|都)(?:帮你|替你)?(?:forward|转发|转交|转出|转|fwd)(?:了|出去了?|过去了?)?$", lambda _: "这件事已经转给负责的同事了"),
    ("hands", "(?:就|只|仅|统共|总共|一共)(?:有|得|剩|余)下?了?(?:一?个|一[名位])(?P<h>水工|木工|救生员|护士|技师|医生|plumber|technician|electrician|水喉匠|水电工|电工|师傅|保安|看更|保洁)", lambda m: f"{ {'plumber': '水务技工', 'technician': '技工', 'electrician': '电工', '水喉匠': '水务技工', '看更': '保安'}.get(m['h'], m['h']) }只有一位，一时安排不过来"),
    ("system", "(?P<s>信用卡|外币|支票|现金|刷卡|微信|支付宝|八达通|大额钞票|旧版钞票|硬币|line ?pay)(?:支付|付款)?(?:我们|这里|这边|也|都|就|是)*(?P<v>刷不了|收不了|付不了|用不了|不收|不能刷|不能用|不能付|不接受|不认|不支持)(?:了|的)?$", lambda m: f"这里不能使用{ {'刷卡': '刷卡支付'}.get(m['s'], m['s']) }"),
    ("rule", "^(?P<s>[^,你我他谁不没]{2,8}?)(?:没有?|不|未)(?P<v>戴|带|穿|有)?(?P<o>泳帽|泳衣|健康证|头盔|口罩|拖鞋|会员卡|业主证|住户证|门卡|学生证|工作证|预约|身份证|健康码|押金条|盖章)(?:的)?(?:一律|就|都|是)*(?:不能|不可以?|不准|不许|不得|不让|禁止)(?P<d>进|入内|进场|下水|下去|下|游|用|领|办|借|退|上)", _without),
    ("rule", "(?:一律|都|只|就|一概|全部?)*(?:凭|认|看|收|要)(?P<o>原件|正本|纸质|盖章件|本人证件)(?:的)?(?:办理|办)?$", lambda m: f"{BY_RULE}办理需要{m['o']}"),
    ("rule", "^(?P<s>[^,你我他谁不没]{2,8}?)(?:一律|一概|也|是|都|就|均)*(?:不可|不得|不能|不)(?P<d>外借|外租|转借|转让|外带|外卖|外传|代领|代签|补发)(?:的)?$", lambda m: f"{BY_RULE}{matter_of(m['s'])}不能{m['d']}"),
    ("rule", "(?:都|全|一律|一样|都得|也)+(?:要|得|需要?|必须)(?P<d>换证|登记|预约|押证|刷卡|排队|抽签|缴费|签到|访客登记|实名登记|量体温|戴头盔|戴泳帽)$", lambda m: f"{BY_RULE}每位都需要{m['d']}"),
    ("rule", "^(?P<s>系统|电脑|平台|小程序)(?:里|上|都)?(?:就是|已经|就|是|只|都)*(?:锁|限|封顶|卡|定死)(?:在|到|定|死)?(?P<n>[0-9一二两三四五六七八九十百]+(?:个)?(?:点数|点|次|张|辆|个|份|户|人|位))", lambda m: f"{m['s']}设定最多{m['n']}"),
    ("rule", "(?P<w>管委会|业委会|法团|业主大会|区权会|全体业主|大会)[^,你我没未不]{0,6}(?:表决|投票|通过|议决|决议|决定|定)(?:过|了|的|通过|好了|下来)+", lambda m: f"{'业主大会' if m['w'] == '大会' else m['w']}已经开会表决通过了"),
    ("rule", "(?P<w>公司|总部|集团|总公司|上面|系统|制度|物业|head ?office)?(?:里|上|的|有)*(?:规定|规矩|制度|规则|规订|归定)(?:上|里)?(?:就是|是|就|都|也|写着|说|这么|这样|有)*(?:不行|不能|不可以|不得|不让|不准|不许|不许可|办不了|这样定的|这么定的|定的)(?:的)?$", lambda m: f"按{ {'公司': '公司', '总部': '总部', '集团': '集团', '总公司': '总公司'}.get(m['w'] or '', '') }规定，这件事暂时不能办理"),
    ("rule", "(?P<w>总部|总公司|公司|上面|上级|head ?office|office)(?:从来|从|都|也)*(?:没有?|未)批过(?:例外|特例)", lambda m: f"{ {'上面': '上级', 'office': 'head office'}.get(m['w'], m['w']) }以往没有批准过例外"),
    ("rule", "^(?P<s>[^,你我他谁没不]{2,8}?)(?:一律|都|就|是)*(?:必须|得|要|需要)?(?:由?业主)?(?:自己|自行|自个儿?)(?:出钱|掏钱|花钱|付钱|付费|出费用)[^,你我他没不]{0,3}$", lambda m: f"{BY_RULE}{matter_of(m['s'])}的费用由业主承担"),
    ("notfound", "^(?P<s>[a-z0-9一二三四五六七八九十东西南北]{1,3} ?(?:区|期|栋|幢|座|单元))(?:就|只|才|一共|总共|最多)+(?:到|有)(?P<n>[0-9一二三四五六七八九十百]+(?:号|户|室))(?:为止)?$", lambda m: f"{m['s']}到{m['n']}为止"),
    ("notfound", "^(?P<n>[0-9一二三四五六七八九十]{1,3}[楼层])(?:就)?(?:到头|到顶|封顶)", lambda m: f"这里最高是{m['n']}"),
    ("blocked", "消防(?P<s>通道|车道|门|栓|箱|登高面|登高场地|出口)|(?P<x>救生通道|救护车通道|救护通道|无障碍坡道|无障碍通道|盲道|残疾人坡道)", lambda m: f"这里是{'消防' + m['s'] if m['s'] else m['x']}" + ("" if not m['s'] or m['s'] in ('通道', '车道', '登高面', '登高场地') else "的位置")),
    ("blocked", "网格线|网状线|黄格|黄线|禁停线", lambda _: "这里划了禁停线"),
    ("blocked", "(?:走人|过人|走路)(?:的|嘞)?(?:地方|道|路)?$|(?:地方|这[里儿]|走廊|楼道|过道)(?:是|系)(?:走人|过人|走路|给人走)", lambda _: "这里是大家通行的地方"),
    ("blocked", "(?P<s>单元门口|大门口|门口|楼道|走廊|过道|通道|梯口|电梯口|出入口|车库口|坡道|安全出口|闸口)(?:是|系|可|也)?(?:不是|不系|不能|不准|不可以?|不让|不许|唔系)(?:给你|给人|让你|让人|用来|拿来)?(?:放|摆|停|堆|搁|晒|晾|泊)", lambda m: f"{m['s']}是大家通行的地方"),
    ("quiet", "午休|休息时间|睡午觉|午睡", lambda m: "现在是午休时间" if "午" in m[0] else "现在是休息时间"),
    ("quiet", "(?:今天)?(?P<d>周末|周[六日]|星期[六日天]|礼拜[六日天]|节假日|公众假期)(?![^,]{0,12}(?:可以|能|开始|以后|之后|再|才|前|到|至))", lambda m: f"今天是{m['d']}"),
    ("quiet", "中午(?=还|都|也|了|呢|就|敲|砸|装|施|钻|开|大家|人家|谁|别|不|[一两]点|十二点|$)(?![^,]{0,12}(?:可以|以后|之后|再|到|至|前))", lambda _: "现在是中午"),
    ("quiet", "(?:半夜|深夜|夜里|晚上|凌晨|十[一二]点|三更)", lambda _: "现在时间比较晚了"),
    ("quiet", "(?:孩子|小孩|学生|楼[上下]|考生)[^,]{0,4}(?:中考|高考|考试|备考)|(?:中考|高考|会考|考试)(?:期间|的日子)?", lambda _: "现在是考试期间"),
    ("closed", "^(?:现在)?(?:是)?休息时间(?:不接待|不办|不受理)?", lambda _: "现在是休息时间"),
    ("mistake", "(?P<s>账单|单|电费单|水费单|费用单)(?:先至|才会|才|先)?(?:出错|有错|错)(?:了)?$", lambda m: f"{m['s'] if len(m['s']) > 1 else '账单'}出错了"),
    ("rule", f"^(?P<s>(?:{MATTER})?)(?:(?:我们(?:这边|这里|这)?|物业|前台|管理处|公司|本处))?{FIRMLY}*(?P<e>(?:一户|每户|一人|每人|一家|一次|一天|一房)(?:每天|每月|每次|每年|一个月|一周)?)(?:一律|都|就给|就是|是|就|只|只给|只能|只准|限|最多|也还是)*(?P<v>[办领停借订用约发报录])?(?P<n>(?:{NUMBER}|[一二两三四五六七八九]百)(?:[张个辆次份台盒位兆把颗块副枚]|小时))(?P<x>[^,你我他谁没不]{{1,5}})?$", lambda m: f"{BY_RULE}{matter_of(m['s'])}{m['e']}最多{'可以' + m['v'] if m['v'] else ''}{m['n']}{m['x'] or ''}"),
    ("rule", f"^(?P<s>{MATTER}){FIRMLY}*(?P<t>(?:晚上|早上|下午|中午|晚)?{NUMBER}点半?)(?:就|准时)?(?P<v>锁门?|断电|断气|关灯|关门|清场|熄灯|断网|停水)$", lambda m: f"{BY_RULE}{matter_of(m['s'])}{m['t']}{ {'锁': '锁门'}.get(m['v'], m['v']) }"),
    ("rule", f"^(?P<s>{MATTER})(?:一律|统统|一概)(?P<v>(?:停|走|登记|放|戴|从|由|用|按|先|在)[^,你我他不]{{1,8}})$", lambda m: f"{BY_RULE}{matter_of(m['s'])}需要{m['v']}"),
    ("rule", f"^(?P<s>{MATTER})(?P<c>超过[^,就]{{1,6}}?)(?:就|的|都|一律)*(?P<v>[进上停装带办报用开])(?:不了|不能)(?P<r>[^,了]{{0,3}})$", lambda m: f"{BY_RULE}{matter_of(m['s'])}{m['c']}不能{m['v']}{m['r']}"),
    ("rule", f"^(?P<s>{MATTER})(?:一律|统统|一概|统一|就(?=是|只有|{NUMBER}个?(?:分钟|小时)))(?:都)?(?:是|只有)?(?P<n>{NUMBER}个?(?:分钟|小时|天|月|次|张|辆))$", lambda m: f"{BY_RULE}{matter_of(m['s'])}统一为{m['n']}" if m["n"] not in m["s"] else ""),
    ("rule", f"^(?P<s>{MATTER})(?P<n>{NUMBER}[晚天次个张辆小时]+)(?:封顶|为限|为止)$", lambda m: f"{BY_RULE}{matter_of(m['s'])}最多{m['n']}"),
    ("rule", f"^(?P<s>{MATTER})(?:(?:我们(?:这边|这里|这)?|物业|前台|管理处|公司|本处))?{FIRMLY}*(?:不能|不可以|不得|不准|不许|不予|不会|概不|(?<![扫跳打登关拉推拧插搜看听刷弹转])不)(?:再)?(?:让|给业主|给|准|许)?(?P<v>(?:进|出|登|上门|上楼|停|借|送|办|换|开|收|租|卖|印|放|用|做|装|养|批|退|补|改|入|抬杆|代|带|录|在|对|看|查|拷|复印|转|接|外借|受理|外传)[^,你我他]{{0,8}}?)的?$", forbidden),
    ("rule", f"^(?P<s>{MATTER})(?:(?:我们(?:这边|这里|这)?|物业|前台|管理处|公司|本处))?{FIRMLY}*只(?:能|可以|可|准)?(?P<v>(?:开|充|收|认|限|给|办|到|由|业主|本人|白天|周|借|停|提前|凭|用|从|在|走|接受|保留|存|放)[^,你我他]{{1,10}}?)$", lambda m: f"{BY_RULE}{matter_of(m['s'])}{'' if m['v'][0] == '限' else '只能'}{m['v'].removeprefix('可').removeprefix('给')}"),
    ("rule", f"^(?P<s>{MATTER})(?:(?:我们(?:这边|这里|这)?|物业|前台|管理处|公司|本处))?{FIRMLY}*(?:一定要|必须要?|得要?|须|需要?|要)(?P<v>(?:先|提前|满|压|走|有|带|穿|着(?=[^,]*[鞋衣裤])|戴|填|登记|申请|预约|签|交|业主|屋主|户主|本人|凭|{NUMBER}[天日个])[^,你我他]{{1,12}}?)(?:的|才行|才能办|才可以)?$", lambda m: f"{BY_RULE}{matter_of(m['s'])}需要{re.sub('才(?!能|可以)', '才能', m['v'])}"),
    ("mistake", "(?P<x>多|漏|错)(?P<v>收|扣|算)(?:了)?[钱款费]|(?P<v2>收|扣|算)(?P<x2>错|多|漏|少)(?:了)?[钱款费]", lambda m: f"费用{_of(m, 'v') or m['v2']}{_of(m, 'x') or m['x2']}了"),
    ("mistake", "(?P<s>账单|费用|押金|水费|电费|物业费|管理费|停车费)?(?P<x>重复|多|漏|错)(?P<v>扣|收|算)(?:款|费|了)", _wrong),
    ("mistake", "(?P<s>账单|车牌|户号|费用|押金|水费|电费|物业费|管理费|停车费|发票|收据|名字|姓名|房号|通知|号码|单子|日期|面积|抬头)?[^,你我]{0,4}?(?P<v>扣|收|算|录|记|登|发|寄|写|打|报|抄|开)了?(?:你)?(?P<x>两次|两回|两遍|重复|重|错|漏|多|少)(?:了|两[次回])?(?![^,]{0,3}[费款钱人一])", _wrong),
    ("lacking", "^(?:我们|物业|前台|这里|这边|管理处|社区|公司)*(?:从来|暂时|目前|也|是|并)*(?:没有?开?|不提供|不题供|没得)(?:做)?(?P<s>这[项个种类]|呢[项个样]|[^,你我他不没谁哪怎么吗吧这那了过]{2,8}?)(?:的|这[项个种]|呢[项样])*(?:服务|服物|福务|业务|项目)", lambda m: _not_offered(m['s'])),
    ("lacking", "^(?:帮忙|帮你|替你|代为)?(?!也|都|从来|向来|一概|一向|一直|真的?)(?P<s>[^,你我他不没谁哪怎么吗吧那还又就了]{2,8}?)(?:这[种个类]|那种)?(?:活儿?|事儿?|业务|服务)?(?:的事)?的?(?:我们(?:这边|这里|这儿|这|员工)?|物业|前台|师傅|管家|社区|管理处|这边|这里|我处)*(?:从来|一概|一律|向来|可|是|真的?|都|也)*(?:不接|不做|不提供|不题供|不办|不干|不搞|不弄|没有?开展过|没做过|没接过|不帮忙|提供不了|做不了|接不了|没法提供|无法提供|不(?P<v>抬|修|搬|换|擦|装|洗|通|代[一-鿿]|代收|代叫|借|代缴|打印|陪|喂|遛))(?:单)?的?$", lambda m: _not_offered(f"{m['s']}维修" if _of(m, 'v') == '修' else _of(m, 'v') + m['s'])),
    ("system", "(?P<w>表格?|系统|清单|菜单|目录|单子|程序|小程序|app)(?:里头?|上|里面)?(?:压根|根本|就是|也|都|就)*没有?(?P<s>这一?[栏项格条]|[^,你我他谁]{1,8}?(?:选项|一[栏项格]|按钮|功能|口子))", lambda m: f"{m['w']}{'上' if m['w'][0] in '表单清菜目' else '里'}没有{m['s']}"),
    ("notfound", "(?P<w>系统|名册|名单|登记表|登记簿|电脑|通讯录|会员名单|住户名单|册子|本子|花名册)[^,你我]{0,5}?(?:查无|没有|没|找不[到着]|搜不[到着]|查不[到着]|翻不[到着]|无)(?P<s>[^,你我他不没谁哪怎么吗吧]{1,8}?)(?:的|这)?(?P<e>人|户|车|号|名字|记录|单|房|业主|住户)?$", lambda m: f"{m['w'].replace('本子', '登记簿').replace('册子', '名册').replace('电脑', '系统')}里没有查到{_such(m['s'] + (m['e'] or ''))}"),
    ("notfound", "^(?:我们?|本|贵|这)?(?:这[里儿]?|那|呢度|公司|酒店|宾馆|小区|社区|大厦|大楼|[医学]?院|校|商场|店|屋苑|屋邨|部门|单位|科室)*(?:里|都|也|压根|根本|从来|并){0,2}(?:没有|没(?!有)|无)(?:这个?|那个?|一?个)?(?P<s>姓[^,你我他]的?|叫[^,你我他的]{2,4}的?|(?!有|住|空|多余|别的|其他|闲|人|特价|这|那|什么|哪)[^,你我他不没谁怎么个]{2,6}?)(?:[这那呢]?[个间位]|这)?(?P<e>人|房间?|客人|客户|管家|职员|员工|同事|师傅|医生|老师|病人|学生|旅客|住户|业主|租户|铺位|号码|门牌)$", lambda m: f"没有查到{m['s']}{'' if m['e'] == '人' and m['s'][0] not in '姓叫' else '的人' if m['e'] == '人' and not m['s'].endswith('的') else m['e']}"),
    ("notfound", "查无此(?P<e>人|户|车|单(?![位元号])|件|号|房|卡|门牌|地址|名)", lambda m: f"系统里没有查到{_such('此' + m['e'])}"),
    ("notfound", "^(?P<s>[0-9a-z一二三四五六七八九十]{1,3}(?:栋|号楼|座|单元|期|幢))(?:就|压根|根本|里|也)*没有?(?P<n>[0-9a-z一二三四五六七八九十]{2,5}(?:室|房|号|楼|层)?)(?:这[间户个家]|房)?$", lambda m: f"{m['s']}没有{m['n']}"),
    ("notfound", "^(?P<s>我们楼|我们小区|我们(?:这[里儿]?)?|我们大厦|小区|本楼|大厦|全小区|[0-9a-z一二三四五六七八九十]{1,3}(?:栋|号楼|座|单元|期|幢))(?:最高|总共|一共|拢共|统共|通共|也就|就|才|只有?|得|到)+(?P<n>[0-9一二三四五六七八九十]{1,3}(?:栋|座|号楼|楼|层|期))(?:高|就完了|为止|封顶)?$", lambda m: f"{m['s'].removeprefix('我们').replace('全', '').replace('这儿', '这里') or '这里'}{'最高' if m['n'][-1] in '楼层' else '一共'}{m['n']}"),
)
# What tells hours and bounds is understood wholly, and comes before a gist.
_WHOLE = (*hours.FORMS, *bounds.FORMS)
_READ = tuple((kind, compiled(form), maker) for kind, form, maker in (*_WHOLE, *_GISTS, *banned.FORMS, *causes.FORMS))
_TIMES = tuple((compiled(form), wording) for form, wording in (
    (f"(?P<t>(?:明天|今天|下午|中午|上午|早上|晚上|(?:下|本|这)?周[一二三四五六日天])*(?:{NUMBER}[点典](?:半|{NUMBER}分)?|{NUMBER}:{NUMBER}))钟?(?:以后|之后|过后|后|才|再|开窗|开门|上班|在来|来$|先)", "{t}以后可以办理"),
    (f"(?P<t>{DATE}|明早|下午|上午)(?:上班|开门|开馆|开窗)?(?:时间)?(?:再|请|赶?早|来|先|领|见|说|讲|趁|在来|载|才)", "{t}上班后可以办理"),
))
_LED = tuple((compiled(said), better) for said, better in (
    ("^(?:[这那]?是)(?=[^,是]{2,}由)|^[条个部架间](?![人别门体性案位])(?=[一-鿿]{1,6}由)", ""), ("(?:的是|(?<=[^这那])是|由|归|外判|判[左咗了]?[比畀给]?)由(?=[^,由]+负责)", "由"),
    ("由(?:(?:外包|委托|包|交|判)给|人们|人家)(?=[^,由]{2,}负责)", "由"), ("(?<=[一-鿿]{2})公司由外包公司负责", "由外包公司负责"),
))
_SIEVE = Sieve("gists", lambda: {number: form for number, (_, form, _) in enumerate(_READ)})


@lru_cache(maxsize=256)
def _of_kinds(kinds: frozenset[str]) -> tuple[int, ...]:
    """The numbers of the forms of these kinds."""
    return tuple([number for number, (kind, _, _) in enumerate(_READ) if kind in kinds])


def _owned(text: str) -> str:
    """Whose something is, without what only led to it: 收费的是由财务部负责, 由外包给清洁公司负责."""
    for said, better in _LED:
        text = said.sub(better, text)
    return text


@lru_cache(maxsize=2048)
def gist_of(clause: str, kinds: frozenset[str]) -> State | None:
    """Which of the kinds a folded clause is about, told with our words; None where that is not to be seen."""
    said = tidied(clause)
    # Whose a thing is tells the last sign: 路灯是政府的.
    whole = f"{said}的" if clause.rstrip(" .").endswith("的") else said
    sifted = _SIEVE.of(whole)
    for number in sifted.among(_of_kinds(kinds)):
        kind, form, maker = _READ[number]
        if kind in ("away", "left") and _FORMER.search(said):
            continue
        match = form.search(whole if number < len(_WHOLE) else _WRITTEN.sub("", said) if kind == "rule" else said)
        if match is None:
            sifted.in_vain(number, form)
            continue
        text = maker(match).replace("你", "您")
        text = _owned(text) if kind == "outside" else text
        # 今个月车位 names no 个月.
        text = re.sub("^个(?:月|星期)(?=.)", "", text) if kind == "full" else text
        if text and not hurts(text):
            # As it is told: 归环境 is 由环境部负责.
            who = _of(match, "who").strip()
            if re.search("由(?:别|另|其他|外面)", text):
                return State(kind, text, {}, loose=number >= len(_WHOLE))
            told_of = kind == "outside" and "由" in text and "不由" not in text and text.endswith("负责")
            who = text.rpartition("由")[2].removesuffix("负责") if told_of or (who and text.endswith("负责")) else who
            return State(kind, text, {"who": who} if who else {}, loose=number >= len(_WHOLE))
    return None


@lru_cache(maxsize=2048)
def open_again(clause: str) -> str:
    """When somebody is there again, as a clause beside 'closed' says it; empty where it does not."""
    said = tidied(clause)
    for form, wording in _TIMES:
        if (match := form.search(said)) and "前" not in said[match.end() : match.end() + 2]:
            return wording.format(t=match["t"].replace("典", "点").replace("明早", "明天早上"))
    return ""
