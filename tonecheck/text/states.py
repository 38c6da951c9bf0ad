"""Tells what a clause says of the state of things, and says it again as a desk would: 师付都出去了 is 师傅都出去了, for `hands`.

Clauses are folded text; what is told is simplified. A clause that is not wholly understood tells nothing: a general
reply is better than a fact half restated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from tonecheck.text.entities import DATE, NUMBER, PERIOD, expression
from tonecheck.text.expressions import compiled
from tonecheck.text.sieve import Sieve
from tonecheck.values import dataclass

# Slips of the keyboard in words that states are told with, and words of a region, as written Chinese has them.
_WORDS: tuple[tuple[str, str], ...] = (
    ("[师诗施狮][付父符负副博傅]", "师傅"), ("是傅(?=[了都们今出])", "师傅"), ("财物(?=[部室组])", "财务"), ("工[成承城呈乘]部|工程[步布]", "工程部"), ("清[节结]公司", "清洁公司"), ("总公[斯私]", "总公司"), ("发展[伤上](?=$|负|的|管|那)", "发展商"), ("(?<!喇)叭", "喇叭"), ("在度(?=$|[,。!])", "在这里"), ("(?<=[在放][这那])度", "里"), ("归定|规订|轨定|归矩|规距", "规定"), ("查无[次些]", "查无此"), ("流[呈城乘成橙]", "流程"), ("[铭名]天", "明天"), ("金天", "今天"), ("过几田", "过几天"),
    ("出[区曲去]了", "出去了"), ("请[价嫁架加](?=了|$|中|呢)", "请假"), ("请[价嫁]", "请假"), ("出[查岔]", "出差"), ("下[般版]", "下班"), ("没仁|没任", "没人"), ("人[首收守](?=[不布紧缺])", "人手"), ("(?<=人手)(?:不购|布[足够])", "不够"), ("在来", "再来"), ("补行", "不行"),
    ("经里(?=[今明不没在出请开])", "经理"), ("门经卡|门进卡", "门禁卡"), ("身份正", "身份证"), ("收句", "收据"), ("压金", "押金"), ("物页", "物业"), ("钥[时是实]", "钥匙"), ("盖张", "盖章"), ("狗签好", "狗牵好"), ("提共|题供", "提供"), ("服物|福务", "服务"), ("市?正府", "政府"), ("负[则泽]", "负责"),
    ("系通|係统", "系统"), ("问提|文题", "问题"), ("手步够|手不购", "手不够"), ("轻假|请佳", "请假"), ("下斑|夏班", "下班"), ("[开凯][发法][商伤上殇](?!市|线|班|门|楼|架)", "开发商"), ("^不该(?=[入进过坐等跟拿签])", "请"), ("[燃然]气(?=公司)", "燃气"), ("付责", "负责"), ("听日|听朝|听早|[厅廰]日|铭天", "明天"), ("寻日|琴日", "昨天"), ("今日|今儿个?|今朝", "今天"), ("明儿个?|明日", "明天"), ("后儿个?|后日", "后天"), ("而家|依家|宜家", "现在"), ("点解", "为什么"), ("不[是系]度", "不在"), ("ㄉ", "的"), ("ㄌ", "了"), ("今个月", "这个月"), ("这阵|这下", "现在"), ("返来|番来|返嚟", "回来"), ("返工|番工", "上班"), ("收了工|放了工|收工|放工", "下班"),
    ("下个礼拜|下礼拜|下星期", "下周"), ("礼拜(?=[一二三四五六日天])|星期(?=[一二三四五六日天])|拜(?=[一二三四五六])", "周"), ("([放食开做整派等修])紧", r"在\1"), ("(?<=[派卖发满约借用领拿租订退排])[晒哂]", "完"), ("食饭|吃便当|食晏|食在宴", "吃饭"), ("抱满(?=$|[,。!了啦])", "满"), ("推(?=[完光]了)", "退"), ("(?<=[用领发派])晚(?=了)|(?<=[用领发派退送订约])玩(?=了|$)", "完"), ("法完", "发完"), ("没得(?=人|师傅|位|货|号)", "没有"),
    ("(?<=[口外廊道台边里上下])些(?=[一-鿿])", "的"), ("(?<![一这那有某])些(?=[一-鿿])", ""), ("^[张份](?=表|单|证|卡)|^[个部](?=系统|[一-鿿]{0,3}机|电脑|钟|电梯|𨋢)|^架(?=车)", ""), ("(?<=[天日周号点早晚月年后期])先(?=修好|有|开门|到|退|可以|能|批)", "才"), ("^表(?=批|填|交|已)", "表格"), ("^[条支把个](?=钥匙|锁匙|遥控|锁)", ""), ("净是|净系", "只有"), ("几多", "多少"), ("[嘸呒](?=[人货号位])", "没有"), ("师傅仔", "师傅"), ("不晓", "不会"), ("[以己][经径]", "已经"), ("爆晒|(?<=[位场库])爆满", "满了"), ("(升级|维修|检修|清洁|装修|更新|施工|处理|调试)紧", r"正在\1"), ("闩", "关"), ("打[应因引]机", "打印机"), ("经已", "已经"), ("当机|宕机", "死机"),
)
_LEAD = compiled(
    "^(?:喂|亲爱的|亲(?!子|戚|属|人|友|自|手|眼|身|笔|临|朋)|哦|噢|好的?|哈哈+|呵呵|那个|其实|反正|因为|由于|毕竟|所以|但是|但|可是|可(?!以)|不过|而且|只是|就是|真的?|确实|实在|都说了|都跟你说了|跟你说|告诉你|我跟你说|你看|你也看到了?|没看见|看不见|抱歉|不好意思|对不起|是的?(?=[,师电])|说实话|老实说|现实是|谁叫|这不|恐怕|感谢理解|不是说了)[,:]?"
)
_TAIL = compiled("(?:(?<=[呢哦啊哈的])亲|的?呢|嘛|啦|哈+|哟|呗|吧|喽|咯|来着|而已|罢了|就这么个?情况|没办法|没法子|就这样|没错|先|[的得](?=$)|~|[.]+|[^一-鿿\U00020000-\U0003ffff0-9a-z)）]+)$")
# What may not stand in anything that is said again: whom it blames, doubts, bids, mocks, guesses about.
_HURTS = compiled(
    "谁|怎么|凭|干[吗嘛]|哪|吗|自己|自个|反正|赶紧|赶快|马上|立刻|别(?![墅的家])|莫|甭|休想|活该|大概|可能|应该|也许|估计|听说|好像|大约|恐怕|猜|八成|保证|绝对|肯定|一定|百分|永远|再也|老是|总是|又不|又没|还不|还想|还要|就你|你们|你自|我|俺|咱|他妈|鬼|屁|蠢|傻|笨|死|穷|"
    "拖[到了欠着]|骗|闹|吵|啰|烦|废|懒|爱来|爱信|随你|随便|看着办|凑合|将就|碰运气|忍|怪|骂|嫌|赖|扯|活命|要饭|偷|离婚|男人|女人|老婆|老公|小三|同居|欠|阎王|神仙|老天|天王|平行|您当|当我|难道|什么|啥|咋|多少|几[时点]|要么|要不|如果|要是|除非|否则|不然|即使|就算|哪怕|似的|一样|假装|看看|想得|梦|[“”?？!]"
)
_PART = "(?:上午|下午|早上|晚上|中午|傍晚)"
_T = (
    f"(?:{DATE}{_PART}?(?:{NUMBER}点半?)?|(?:今|昨|前)天{_PART}?|昨晚|昨夜|[今昨][早晨]|刚才|刚刚|夜里|半夜|{_PART}(?:{NUMBER}点半?)?|{NUMBER}点半?|现在|目前|这会儿?|这时候|眼下|这[两几]天|最近|近期|这阵子|这周|本周|这个?月|本月|这期|本期|春节(?:期间)?|过年|节假日|周末|夜间|夜班|晚班|新年|台风天|每天|平时|暂时|至今|到现在|这礼拜|这个?星期|(?:这|上个?)(?:星期|礼拜|周|月))"
)
# When and how what is done was done: 下个月就换了 is not done.
_PAST = "(?:今天|今早|今晚|昨天|昨晚|前天|刚才|刚刚|上午|下午|早上|中午|上周|上个?月|这周|前[几两]天)"
_BY_NOW = "(?:早就|早已|早|已经|已|都|全|刚刚?|也|才刚)"
_ADV = "(?:都|全都|全部|全|也|就|早就|早|已经|已|刚刚?|正好|正|还|又|才|真的?|实在|一个|今天|现在|当时|在|是|老早|统统|基本|差不多|暂时|目前)"
_NAMED = expression("who")
# What things are: no pronoun, no denial, no adverb within.
_S = "(?:(?:你的|你家的?(?=门|包|快|信|表|账))?(?!(?:上午|早上|头晌|一早|晚上)(?!的)|脑子|关于|里面|上面|外面|家里|屋里|室内|户内|下趟|下次|下个|明天|后天|当然|常常|经常|总|至于|算|该|人在|老天|一[个位名])[^,你我他谁哪怎么何吗吧呢不没别又还都早就已全被让给把说讲您这那来去要想会能可真请太很才只再在了是有无未老逢连 ]{2,10}(?<!一[个张分毛])(?<!成日)(?<!的人)(?<!边角料)(?<![的上下晌排约今昨])|[号卡票券钱单证货表])"
_THIS = "(?:这个?|那个?|该)?"
HELPERS = (
    "(?:维修|水电|电梯|值班|上门|开锁|保洁|绿化|清洁|打扫|安装|空调|弱电|夜班|晚班)?(?:师傅|电工|水工|木工|水电工|维修工|工人|保洁员|保洁阿姨|清洁阿姨|打扫阿姨|阿姨|保洁|维修人员|技工|泥水工|瓦工|油漆工|维修员|工程人员|技术员|清洁工|保安|绿化工)们?"
)
_CALLED = "老先生|老太太|先生|姐姐|阿姨|大姐|姑娘|小姑娘|师傅|老师|领导|同事|同仁|专员|那位|那个人|人|[一-鿿]?(?:姐|哥|叔|姨|工|总(?!部|公司|台|行|务|会))|[老小阿][一-鿿]"
PERSON = (
    f"(?:(?:财务|法团|管委会|(?:工程|维修|财务|客服|保安|招商|运营|商管|行政|人事|市场|销售|采购|法务|租赁|物管)(?:部|组|处|科))的?)?(?:(?:负责|经手|管|办|整|修|盖|签|锁|开|看|测)[^,你我不没的去在找]{{0,6}}[的那]?(?:{_CALLED})|{_NAMED}|(?:那位|这位|那个)?(?:会计|出纳|管家|秘书|总干事|主委|主席|会长|店长|班长|队长|站长|主任|经理|主管|负责人|专员|工程师|设计师|委员|财委|承办人员?|药师|药剂师|护士|技师|救生员|讲解员|馆员|咨询师|心理咨询师|园丁|导师|律师|护士长|顾问|经办人?|领位|厨师)|[阿小老][一-鿿](?:姐|哥|叔|伯|姨|嫂|师傅|教练|老师|医生|主任|经理)?|(?![师学目去在到来从回])[一-鿿](?:姐|哥|叔|伯|总(?!部|公司|台|行)|工)|[一-鿿](?:医生|大夫|姑娘|护士)|阿[a-z]{{2,8}}|[a-z]{{3,10}}|(?:瑜伽|瑜珈|钢琴|游泳|健身|羽毛球|网球|书法|舞蹈|班车)?(?:老师|教练|司机))"
)
# 沒在怕, as one says it in Taiwan, is no absence.
AT_WORK = "怕|管|理|收|做|弄|处理|负责|受理|卖|帮|接|用|听|看|想|跟|办|提供|开放|怎|客气|鸟|睬|甩|差"
_MAN = f"(?:你(?:要|想)?找的)?(?P<p>{PERSON}|他|人家|当事人|那位同事|人)"
_OUTSIDE = (
    "总包|分包|开发商|地产商?|建商|广告公司|电梯公司|维保公司|维保单位|航司|航空公司|奶站|电讯商|电信商|信用卡部|保险部|邮政署|发卡行|卖家|第三方|外包公司|外判商|保全公司|保全|厂家|厂商|物业公司|装修公司|施工队|施工单位|自来水公司|供水公司|水务局|水务署|供电局|供电公司|电力公司|台电|燃气公司|煤气公司|热力公司|宽带公司|电信|移动|联通|快递公司|驿站|丰巢|街道办?|居委会?|社区|派出所|警察|警方|城管|交警|消防队?|环卫|业委会|管委会|法团|房管局|住建局|物价局|区公所|里长|市政|银行|食环署|渠务署|运输署|港铁|绿化公司|保洁公司|保安公司|停车公司|"
    "工程部|维修部|财务部?|客服部|保安部|秩序部|保洁部|绿化部|招商部|租赁部|工程科|总部|总公司|收费处|停车场"
)
_PAPERS = "公章|章|签名|签字|业主签字|身份证|房产证|产证|房本|合同|购房合同|租赁合同|授权书|委托书|申请表|收据|发票|押金条|押金单|户口本|营业执照|图纸|证明|复印件|原件|照片|回执|证件|材料|资料|手续"
# Things that are given out, let or booked.
THING = "(?:[一-鿿]{0,4}(?:月饼券|月饼|粽子|春联|福袋|灯笼|鸡蛋|礼品|礼盒|礼物|赠品|香囊|年花|口罩|春联|利是封|平安米|防滑垫|拾便袋|种子袋|灭火毯|气球|礼券|券|卡|号|名额|车位|泊位|充电位|储藏间|储藏室|仓位|轮椅|雨伞|推车|除湿机|手推车|球场|羽毛球场|网球场|烧烤炉|烧烤场|烤肉区|会议室|活动室|bbq炉|ktv室|瑜珈课|瑜伽课|课程|门票|飞|票|停车证|停车券|灯管|疫苗(?!登|号|预|接)|体检号|登记表|发票纸|钥匙|锁匙|油|雨衣|喷剂|驱蚊液|盆菜|应急灯))"
_WE = "(?:我们(?:这边|这里|这儿|这)?|我这(?:边|里)?|这边|这里|这儿|物业|前台|管理处|本处|公司|社区|小区|本小区|大楼|大厦)?"


@dataclass(frozen=True, slots=True)
class State:
    """What a clause says: which kind of state, told anew, and what is named in it for the slots of replies.

    `loose` where only its gist is told.
    """

    kind: str
    text: str
    named: Mapping[str, str]
    loose: bool = False


_Maker = Callable[[re.Match[str]], str]


def _g(match: re.Match[str], name: str) -> str:
    return match[name] or "" if name in match.re.groupindex else ""


def whom(said: str) -> str:
    """A person as one speaks of a colleague."""
    # 主管白天都在总部 names no 管白天都在总.
    if said in ("他", "人家", "人", "当事人", "那位同事", "") or hurts(said) or re.search("白天|整天|都在|老是|经常", said):
        return "您要找的同事"
    said = re.sub("(?<=[一-鿿]{2})(?<!的)(?:那位|那个人)$", "的那位", said)
    return re.sub("[的那]?(?:那位|那个人|那人|人|姑娘|小姑娘|姐姐)$", "的同事", said) if "的" in said or len(said) > 4 else said


def _man(match: re.Match[str]) -> str:
    return whom(_g(match, "p"))


def _away(match: re.Match[str]) -> str:
    how = match["how"]
    if "开会" in how:
        how = "正在开会"
    elif how in ("不在", "没在", "唔在", "不在位子上", "没在位子上"):
        how = "不在"
    elif "假" in how and how[0] in "休放":
        how = "在休假" if how[0] == "放" else f"在{how}"
    elif how == "外勤":
        how = "外出办事了"
    elif how in ("轮休", "调休", "补休", "排休", "特休", "公休", "例休"):
        pass
    elif how.endswith(("培训", "学习")) and how[0] in "去培学":
        how = f"正在{how.removeprefix('去')}"
    elif not how.endswith("学习") and not how.startswith("在"):
        how = f"{how}了"
    at = _g(match, "t") or _g(match, "t2") or ("现在" if how == "不在" else "")
    how = how.removesuffix("了") if how.startswith("没") else how
    return f"{_man(match)}{at}{how}"


def _helpers(match: re.Match[str]) -> str:
    how, who = match["how"], match["h"]
    how = {"派光": "派出去", "派完": "派出去", "出动": "派出去", "在忙": "忙着", "忙": "忙着", "不在": "在外面"}.get(how, how)
    all_of = "都" if _g(match, "all") or how in ("派出去", "忙着", "在外面") else ""
    end = "" if how in ("忙着", "在外面", "忙不过来", "走不开") or how.startswith("在") else "了"
    return f"{_at(match)}{who}{all_of}{how}{end}"


def _at(match: re.Match[str]) -> str:
    return _g(match, "t") or _g(match, "t2") or _g(match, "t3")


def _none_to_send(match: re.Match[str]) -> str:
    who = _g(match, "h")
    who = "人手" if who in ("", "人", "人手", "同事") else who
    return f"{_at(match) or '现在'}没有{who}可以安排"


_EMPTY = {"号": "号已经发完了", "名额": "名额已经满了", "货": "暂时没有货", "库存": "暂时没有货", "位": "暂时没有空位", "位置": "暂时没有空位", "位子": "暂时没有空位", "空位": "暂时没有空位", "现金": "备用的现金已经退完了"}
_GOES = {"买": "领", "抢": "领", "拿": "领", "占": "用", "秒杀": "报", "分": "发", "抽": "发"}


_SPAN = compiled(f"(?:不到|才|就|前后)?(?:{NUMBER}个?(?:秒钟?|分钟|小时|钟头?|刻钟|上午|早上|下午|晚上|天|会儿?)|半[天晌日]|转眼|一眨眼)")


def _gone(match: re.Match[str]) -> str:
    thing, how, end = match["s"].rstrip("一早就都").removesuffix("一大"), _g(match, "how"), _g(match, "end")
    when = _g(match, "t")
    if "满" not in end and thing.endswith(("人", "阿姨", "师傅", "同事", "保洁", "保安", "管家", "电工", "水工")):
        return f"{when}{thing}不在"
    # 两分钟没了: how soon is not what was given out.
    if re.search("备用金|零用金|现金", thing):
        return f"{when or ('今天' if thing.startswith('今天') else '')}备用的现金已经用完了"
    if place := re.fullmatch("(.*?)一个空?位", thing):
        return f"{when}{place[1]}暂时没有空位"
    # 灭鼠板发到十栋就没了, 鸡蛋一上午就抢光了.
    thing = re.sub("[今听一]?朝$|(?:发|派|送|领)到.*$|(?<=..)一(?:个?上午|个?早上|天|会儿?)$", "", thing)
    if _SPAN.fullmatch(thing):
        return "现在已经没有了"
    if not how:
        return f"{when}{thing}已经没有了"
    if "满" in end:
        return f"{when}{thing}已经{'' if how in '占停抢' else how}满了"
    if "出" in end or (how in ("借", "租", "订") and "走" in end):
        return f"{when}{thing}已经{how}出去了"
    return f"{when}{thing}已经没有了" if how in _GOES else f"{when}{thing}已经{how}完了"


def _said(form: str) -> _Maker:
    """The groups of a match in a form."""
    return lambda match: re.sub(r"{(\w+)}", lambda m: _g(match, m[1]), form)


def _broken(match: re.Match[str]) -> str:
    how, when = match["how"], f"{_g(match, 't')}{match['s']}{_g(match, 't2')}"
    # What is cut at an hour is cut every day.
    if when.endswith(("点", "点半")):
        return ""
    return f"{when}{ {'坏掉': '坏', '死机': '出故障', '停机': '出故障'}.get(how, how) }{'' if how[0] in '断停没' or how == '连不上' else '了'}"


def _closed(match: re.Match[str]) -> str:
    how, at, place = match["how"], _at(match), _g(match, "s")
    if how.startswith(("午休", "吃", "用餐", "食")):
        return f"{at if at.endswith(('点', '点半')) else '现在'}是{'午休' if '午' in how or '中午' in at else '用餐'}时间"
    how = {"关灯": "下班", "锁门": "关门", "收摊": "下班", "打烊": "关门", "没到点": "还没有到上班时间", "没开门": "还没有开门", "不办公": "休息", "不上班": "休息"}.get(how, how)
    place = place if place not in ("我", "我们", "这边", "这里", "这", "我这") else ""
    if how.startswith("还没"):
        return f"{place or '现在'}{how}"
    if not place and "点" in at:
        return f"办公时间到{at}为止"
    return f"{place or ('' if at else '现在')}{at}{'' if at else '已经'}{how}{'' if at.startswith('每') or how == '休息' else '了'}"


def _not_here(said: str) -> str:
    """What is not offered, as a service."""
    said = re.sub("^(?:[提体题][供共])+|的+$", "", said)
    named = said[:1] not in ("这", "那", "呢", "此", "该", "") and said not in ("活儿", "活", "业务", "单子", "事情", "服务")
    return f"{said if named else ''}这项服务这里没有提供"


_PAID = {"打": "转", "汇": "汇", "退": "退", "转": "转", "还": "还"}

_FORMS: tuple[tuple[str, str, _Maker], ...] = (
    ("hands", f"(?P<t>{_T})?{_WE}(?P<h>{HELPERS})(?P<t2>{_T})?{_WE}(?:(?P<all>都|全都|全|统统)|{_ADV})*(?P<how>出去|外出|派出去|派光|派完|出动|在外面|下班|休息|休假|放假|请假|请产假|请病假|回老家|回家过年|去迎检|去开会|在忙|忙|忙不过来|走不开|没上班|没来|不在|在抢修|去抢修|在别的楼|去别的楼)(?:干活|修东西|抢修)?了?", _helpers),
    ("hands", f"(?P<t>{_T})?{_WE}{_ADV}*(?:没有?|缺|派不出|排不出|找不到|抽不出|腾不出)(?P<t2>{_T})?(?P<h>{HELPERS}|人手?|同事)(?:来|了|可以?派|能派|有空|在岗|在班|在|可以?上门|能上门|能去|可以?去|值班|可以?排|可以?安排|可派|派|上门|做|给你(?:弄|开锁|修|装)?|(?P<t3>{_T}))*", _none_to_send),
    ("hands", f"(?P<t>{_T})?{_WE}(?P<h>{HELPERS}|人手)(?P<t2>{_T})?{_ADV}*(?:不够|不足|紧张|有限|排不开|太少|紧缺)(?:用)?了?", _said("{t}{h}{t2}比较紧张")),
    ("away", f"(?P<t>{_T})?{_MAN}(?P<t2>{_T})?{_ADV}*(?P<how>请(?:病|事|产|年|婚|长)?假|休(?:病|年|产|婚|长)?假|放(?:大|年|长)?假|轮休|调休|补休|排休|特休|公休|例休|出差|外勤|外出|开会|开会去|(?:出去|外出|去(?:总公司|总部|外面|公司)?)开会|在外地[^,你我]{{0,4}}|去?培训|出国|出去|出门|不在|没在(?!{AT_WORK})|不在位子上|没在位子上|下班|走开|休息|没来|没上班)(?:的|了|去了|呢|中)*", _away),
    ("left", f"{_MAN}{_ADV}*(?:上个?月|去年|年底|上周)?(?P<how>离职|辞职|调走|调离|调任|转岗|卸任|离任|退休)了?", _said("{p}已经{how}了")),
    ("full", f"(?P<t>{_T})?(?P<s>{_S}){_ADV}*(?:{_T})?{_ADV}*(?:让人|被人?|给人?|让[^,]{{1,4}}的|被[^,]{{1,4}}的)?(?P<how>租|推|借|卖|订|发|领|退|换|派|抢|用|约|排|占|停|接|报|送|拿|分|认领?|选|买|挑|秒杀|预订|预约)(?P<end>(?:没|完|光|空|满|清|掉|罄)+|(?:走|出去)(?=了))了?", _gone),
    ("full", f"(?P<t>{_T})?(?P<s>{_S})(?<!一)(?<!就是)(?<![^名]额)(?:一早)?{_ADV}*(?:满|满员|额满|爆满|满额|满位|客满)了?", _said("{t}{s}已经满了")),
    ("full", f"(?P<t>{_T})?(?P<s>{_S})(?P<t2>{_T})?(?:{_BY_NOW}*截(?:止|数|单)?了|(?:已经?|早已)截止)", _said("{t}{s}{t2}已经截止了")),
    ("full", f"(?P<s>{_S}){_ADV}*(?P<t>{_T})?{_ADV}*(?:没有?了|一[张个份把台]都?不剩|不剩了?|见底了?|没有?剩的?)", _gone),
    ("full", f"{_WE}(?P<t>{_T})?{_ADV}*没有?(?P<s>号|货|库存|名额|位|位置|位子|空位|现金)了", lambda m: _g(m, "t") + _EMPTY[m["s"]]),
    ("full", f"(?P<s>{_S})(?:{_ADV}|{_T})*(?:卖罄|售罄|缺货|断货|没货)了?", _said("{s}暂时缺货")),
    ("unrecorded", f"(?P<t>{_T})?(?P<s>[^,你我他谁]{{0,6}}(?:监控|摄像头|录像|画面|探头|镜头)){_ADV}*没有?(?P<how>录上|录到|拍到|拍上|拍下来?|录下来?|录|开|存)", lambda m: f"{_g(m, 't')}{m['s']}没有{m['how'].replace('上', '到') if m['how'] not in ('录', '开', '存') else {'录': '录到', '开': '开', '存': '存下来'}[m['how']]}"),
    ("broken", f"(?P<t>{_T})?(?P<s>{_S}){_ADV}*(?P<t2>{_T})?{_ADV}*(?P<how>坏掉?|出故障|断电|没电|死机|卡住|断网|连不上|失灵|烧坏|进水|停机|掉线|停水|停电|断水)了?", _broken),
    ("broken", f"(?P<t>{_T})?(?P<s>系统|网络|电脑|设备|服务器|后台|打印机|闸机|道闸)(?:{_ADV}|{_T})*(?P<how>升级|维护|检修|切换|故障|瘫痪|崩溃?|罢工|出问题)(?:中|着|呢|了)*", lambda m: f"{_g(m, 't')}{m['s']}" + (f"正在{m['how']}" if m["how"] in ("升级", "维护", "检修", "切换") else "出了故障")),
    ("reported", f"{_ADV}*(?:帮你|给你|替你)?(?P<how>反映|上报|报|登记|转|提交|派单|报修|打报告|交|催)(?P<rest>给[^,你我]{{1,6}}|到[^,你我]{{1,6}})?(?P<end>上去|过去|出去|好|过)了", _said("您的事已经{how}{rest}{end}了")),
    ("reported", f"(?P<s>(?:{_S}的?)?(?:报告|单子|工单|申请|方案|材料))(?:{_BY_NOW}|{_PAST})*(?P<how>打|报|递|交|送|提)(?P<end>上去|过去)了", _said("{s}已经{how}{end}了")),
    ("refused", f"(?P<s>上头|上面|上级|领导|经理|主任|总部|公司|总公司|业委会|管委会|法团|主委|主管|老板|开发商|街道|业主|楼上业主|其他业主)(?:那边|那里)?(?:{_ADV}|{_T})*(?:(?:不(?:会|可能|给|肯|愿意?|让)?)(?:批准?|签字?|签名|同意|点头|松口|盖章|通过)|拒绝|驳回|否决|否)(?:的|了)?", lambda m: f"{ {'上头': '上级', '上面': '上级', '老板': '公司'}.get(m['s'], m['s']) }没有同意"),
    ("refused", f"(?P<s>上头|上面|上级|领导|经理|主任|总部|公司|总公司|业委会|管委会|法团|主委|主管)(?:那边|那里)?{_ADV}*(?<!还)(?:没有?|未)(?:批准|同意|通过)(?:的|了)?", lambda m: f"{ {'上头': '上级', '上面': '上级'}.get(m['s'], m['s']) }没有同意"),
    ("pending", f"(?:上头|上面|上级)(?:{_ADV}|{_T})*(?:还不|没有?|未)(?:批准?|签字?|同意|点头|松口|盖章|发话|批下来)", _said("上级还没有批下来")),
    ("pending", f"(?P<s>领导|经理|主任|总部|公司|总公司|业委会|管委会|法团|区域经理|主管|开发商|街道|业主|楼上业主|其他业主)(?:那边|那里)?(?:{_ADV}|{_T})*(?:还没|还不|没有?|未)(?P<how>批准?|签字?|签名|同意|点头|松口|发话|盖章|批下来|回复|答复)", lambda m: f"{m['s']}还没有{ {'批': '批下来', '批准': '批准', '签': '签字', '点头': '同意', '松口': '同意', '发话': '同意'}.get(m['how'], m['how']) }"),
    ("pending", f"(?P<t>{_T})?(?P<s>{_S})(?:{_T})?(?:到现在|现在)?(?:还没有?|还未|仍未|尚未|一直没有?|都还没)(?P<how>到货?|来|送来|寄到|运到|寄来|回来|弄好|做好|办好|批下来|批|审批|审核|审完|盖章|盖好|签字|下来|出来|开好|修好|完成|入账|到账|送到|配好|定下来|定|确定)", lambda m: f"{m['s']}还没有{ {'批': '批下来', '来': '到', '定': '定下来'}.get(m['how'], m['how']) }"),
    ("pending", f"(?P<s>{_S}){_ADV}*(?:卡|压|停)?在(?P<how>路上|审核|审批|走流程|海关|等配件|等审批|等回复|等厂家|厂家|排队|订货)(?:那边|那里)?(?:中|呢|着)?", lambda m: f"{m['s']}{'正在路上' if m['how'] == '路上' and '师傅' in m['s'] else '还在' + m['how']}"),
    ("done", f"(?P<s>钱|款|款项|押金|退款|余款|多收的钱|费用|{_S}[费金款])(?P<t>{_T})?{_ADV}*(?P<how>退|打|转|汇)(?:还)?(?:给|回)?(?:你|过去|回去|到你(?:卡|账户)[上里])(?:卡上|账上)?(?:的?了)", lambda m: f"{m['s']}{_g(m, 't')}已经{_PAID[m['how']]}给您了"),
    ("done", f"(?P<s>{_S})(?P<t>{_PAST})?{_BY_NOW}*(?P<how>还|找|送|拿|寄)回来了", _said("{s}已经{how}回来了")),
    ("done", f"(?P<s>{_S})(?P<t>{_PAST})?{_BY_NOW}*(?P<how>办|修|做|弄|批|盖|印|打印|签|录|补|换|充|缴|更新|装|配|刻|写|调|审|恢复)(?P<end>好|完|到|下来|出来|回来)?了", _said("{s}{t}已经{how}{end}了")),
    ("told", f"(?P<s>通知|公告|告示|消息|时间表|名单|公示)?(?P<t>{_T})?(?:在|就)?{_ADV}*(?P<w>业主群里?|微信群里?|群里?|公告栏|大厅|大堂|电梯里|公众号|门口|楼下|官网|app里?)(?:里|上)?(?P<t2>{_T})?(?:{_ADV}|不是)*(?P<how>发|贴|公告|通知|公示|挂)(?:出来|过|了|着)+(?:[0-9一二两三四五六七八九十百半多几]+(?:个)?(?:天|遍|次|回|月|周))?(?:的)?(?P<s2>通知|公告|告示|消息)?", lambda m: f"{_g(m, 's') or _g(m, 's2') or '通知'}{_g(m, 't') or _g(m, 't2')}已经{ {'贴': '贴', '挂': '贴'}.get(m['how'], '发') }在{m['w'] + ('里' if m['w'].endswith('群') else '')}"),
    ("rule", "(?:按照?|根据|依照)?(?P<o>公司|集团|总部|小区|物业|园区|管理处|大楼|社区|法团|会所|消防|装修)?(?:里|的|这边)*(?:规定|制度|要求|规约|章程)(?:是|就是|写明|上写着|说|里|上)*,?(?P<s>[^,你我他谁哪怎么吗吧呢]{0,8}?)(?P<how>不能|不可以|不准|不让|不许|不得|只能|要|需要|必须)(?P<v>[^,你我他谁哪怎么吗吧呢不没别]{1,12})", lambda m: f"按{_g(m, 'o')}规定，{_g(m, 's')}{ {'不准': '不能', '不让': '不能', '不许': '不能', '不得': '不能', '要': '需要', '必须': '需要'}.get(m['how'], m['how']) }{m['v']}"),
    ("rule", f"(?P<s>{_S})?{_WE}(?P<e>一户|每户|一人|每人|一家|每家|一次|每次|一天|每天)(?:{_ADV})*(?P<how>只能|只可以|限|最多|只|至多|最多只能)(?P<v>[办领停借订用约发报]?)(?P<n>{NUMBER}(?:张|个|辆|次|份|台|盒|小时|位))", lambda m: f"{_g(m, 's')}{m['e']}最多可以{m['v'] or '有'}{m['n']}"),
    ("system", "(?P<s>系统|电脑|平台|后台)(?:里头?|上|里面)?(?:压根|根本|就是|也|都|就)?没[有得]?(?:这个|该|那个)(?P<how>选项|功能|权限|选择)", _said("{s}里没有这个{how}")),
    ("missing", f"{_WE}(?:{_ADV})*(?P<how>缺|少|差)了?(?P<n>一?[个张份本枚])?(?P<s>{_PAPERS})(?:就是|的话)?(?:{_ADV})*(?:不收|不行|不办|办不了|不给办|不受理|免谈)?(?:了)?", lambda m: f"还缺{m['n'] if m['n'] and m['n'][0] == '一' else '一' + (m['n'] or '份') }{m['s']}"),
    ("outside", f"(?P<s>(?:[^,你我他不没]{{0,4}}[那这][一-鿿])?{_S})(?:这块|的事|的活|这活)?(?:都|就)?(?:是|归|属于?|由)(?P<who>{_OUTSIDE})(?:管|负责|做|装|修|维护|承包)?(?:的)?(?:事情?|活儿?|工程|地盘|范围|财产|东西)?(?:的)?", lambda m: f"{re.sub('^[呢这](?:单|件|个)?(?:事|嘢|东西)?$', '这件事', m['s'].rstrip('也'))}由{m['who']}负责"),
    ("closed", f"(?P<s>我们?|前台|窗口|办公室|财务|管理处|客服|会所|仓库|收费处|柜台|服务台|这边|这里|我这|这)?(?P<t>{_T})?(?:{_ADV})*(?P<how>下班|午休|休息|关门|打烊|吃饭|吃午饭|锁门|用餐|关灯|收摊|放假|没到点|没开门|不办公|不上班)(?:时间)?(?:了|呢|中)*", _closed),
    ("closed", "(?:现在|这会儿?|这时候)?(?:正)?是?(?:我们)?(?P<how>午休|吃饭|用餐)的?(?:时间|点)?", _closed),
    ("waits", f"(?P<s>{_S})(?:一般|都|至少|起码|最快|也|就|还)*(?:要等?|得等|需要等?)(?P<n>{NUMBER}(?:到|至|-)?(?:{NUMBER})?个?(?:工作日|工作天|天|日|周|星期|月|小时))(?:才(?:能|会|可以)?(?P<r>退|办|到账|批|修|装|发|领|拿)?[^,]{{0,3}})?(?:以?后)?(?:左右)?", lambda m: f"{m['s']}要{m['n']}才能{m['r']}" if m["r"] else f"{m['s']}需要{m['n']}"),
    ("waits", f"(?P<s>{_S})(?:最快|最早)?(?:要|得)?(?:等|到)*(?:到)?(?P<t>{DATE}{PERIOD}?)(?:才|先|以后才|后才)(?:能|可以|会|有)?(?P<v>办|做|弄|退|修|发|开|领|到|装|换|取|拿|加|批|出)(?P<r>好|到|完|下来|出来|得)?(?:得到|到|了)?", lambda m: f"{m['s']}要到{m['t']}才能{m['v']}{_g(m, 'r').replace('得', '') }"),
    ("price", f"(?P<s>{_S})(?P<t>{_T})?(?:就|都|也)?(?:是|要|收|得)(?P<n>[0-9一二两三四五六七八九十百千万半.]{{1,8}}(?:元|块钱?|蚊))(?P<e>(?:一|每)?个?(?:月|天|次|张|年|平米?|小时|户|晚))?", lambda m: f"{m['s']}是{m['n'].replace('块钱', '元').replace('块', '元').replace('蚊', '元')}{_g(m, 'e')}"),
    ("lacking", f"{_WE}(?:这边|是|从来|都|也|暂时|目前)*(?:不提供|没有提供)(?P<s>[^,你我他谁哪怎么吗吧呢不没别]{{2,10}}?)(?:的)?(?:这?[项种个])?(?:服务|业务)?", lambda m: _not_here(_g(m, 's'))),
    ("lacking", "(?P<s>[^,你我他谁哪怎么吗吧呢不没别这那]{2,8}?)(?:的事|的活|这事|这活|服务|业务)?(?:我们(?:这边|这里|这)?|物业|前台|社区|管理处)(?:从来|向来|都|是|一概|一直|也|可)*(?:不做|不接|不提供|不办|没有?这?[项个种]?(?:服务|业务)?)", lambda m: _not_here(_g(m, 's'))),
)
# What was looked for in vain, what went wrong, what is asked for and why is told by its gist alone.
KINDS = (*dict.fromkeys(kind for kind, _, _ in _FORMS), "notfound", "mistake", "cause", "asked", "needed", "moved", "bidden", "blocked", "quiet", "anew", "answer")
# Only beside another state: when somebody is back, or when it can be tried again.
_BACK = compiled(f"(?:他|人|要|得|大概)?(?:等到?|到)?(?P<t>{DATE}{PERIOD}?(?:{NUMBER}点半?)?)(?:才|先|就)?(?:能|会)?(?:回来?|返|上班|在|开门)(?:了)?")
_QUEUE = compiled(f"(?:你|要|想要)?(?:(?P<b>退|领|取|拿|办)(?:[钱款卡证票件]|手续)?)?(?:还?[要想]?)?(?P<t>{DATE}{PERIOD}?)你?(?:请早|赶早|早点|早些|趁早|[再在载]来?|来)(?:再|来|过来)*(?P<v>排队?|领|办|取|拿|退)?(?:再|来|一趟|看看?|问问?|说|吧)*(?:了)?")
_WHEN = compiled(_T)
_MENDS = tuple((compiled(wrong), right) for wrong, right in _WORDS)
_READ = tuple((kind, compiled(form), maker) for kind, form, maker in _FORMS)
# Words to mend count forwards, forms backwards.
_SIEVE = Sieve("states", lambda: {number: wrong for number, (wrong, _) in enumerate(_MENDS)} | {~number: form for number, (_, form, _) in enumerate(_READ)})
_LONGEST, _SHORTEST = 32, 3


@lru_cache(maxsize=2048)
def tidied(clause: str) -> str:
    """A folded clause with the slips of the trade put right, in written Chinese, without what only fills it."""
    said = clause.strip(" .")
    sifted = _SIEVE.of(said)
    ahead = sifted.among(range(len(_MENDS)))
    while ahead:
        number, *ahead = ahead
        wrong, right = _MENDS[number]
        before, said = said, wrong.sub(right, said)
        if said != before:
            sifted = _SIEVE.of(said)
            ahead = sifted.among(range(number + 1, len(_MENDS)))
        else:
            sifted.in_vain(number, wrong)
    while said and (shorter := _LEAD.sub("", said)) != said:
        said = shorter
    while said and (shorter := _TAIL.sub("", said)) != said:
        said = shorter
    return said.strip(" ,.")


@lru_cache(maxsize=2048)
def state_of(clause: str) -> State | None:
    """What a folded clause says of the state of things; None where it says something else, or something besides."""
    if not _SHORTEST <= len(clause) <= _LONGEST:
        return None
    said = tidied(clause)
    sifted = _SIEVE.of(said)
    for number in sifted.among(range(-1, ~len(_READ), -1)):
        kind, form, maker = _READ[~number]
        match = form.fullmatch(said)
        if match is None:
            sifted.in_vain(number, form)
        else:
            idle = _g(match, "s") and (_WHEN.fullmatch(match["s"]) or (_g(match, "how") in match["s"] and _g(match, "how") in ("停水", "停电")))
            text = "" if idle else maker(match).replace("你", "您")
            if text and not hurts(text):
                who = _g(match, "who")
                return State(kind, text, {"who": who} if who else {})
    return None


def hurts(text: str) -> bool:
    """True for what may not be said again: whom it blames, doubts, bids, mocks, guesses about."""
    return bool(_HURTS.search(text))


@lru_cache(maxsize=2048)
def beside(clause: str, kind: str) -> str:
    """What a folded clause says beside a state of that kind: when somebody is back, when it can be tried again; else nothing."""
    said = tidied(clause)
    if kind in ("away", "hands") and (match := _BACK.fullmatch(said)):
        return f"{match['t']}回来"
    if kind == "full" and (match := _QUEUE.fullmatch(said)):
        if match["v"] == "排":
            return f"{match['t']}可以重新排队"
        what = {"领": "领取", "取": "领取", "拿": "领取", "退": "退款"}.get(match["v"] or match["b"] or "", "办理")
        return f"最快{match['t']}可以{what}"
    return ""
