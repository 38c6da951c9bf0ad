"""What a sentence or a clause of a draft is, by its words: scrap, echo, retort, blunt, plain."""

from __future__ import annotations

from tonecheck.text.entities import DATE
from tonecheck.text.expressions import compiled
from tonecheck.text.fills import FACT
from tonecheck.text.trade import slipped

GREETING = compiled(
    "(?:(?:[0-9a-z]{1,4}(?:栋|座|幢|期|号楼)[^,。!?~:]{0,8}[户室房]:)?(?:尊敬的|亲爱的)?[^,。!?~:]{0,8}?(?:你好|早上好|上午好|下午好|晚上好|早安|午安|晚安|早晨|哈喽|(?<![a-z])(?:hello|hi)(?![a-z])|(?<=[姐哥总工生太姨叔伯])好|(?<=[姐哥总工生太姨叔伯士妈爸师婆爷奶们])早|(?<![一-鿿])早)(?:呢|哈|呀)?(?:[^,。!?~:\u4e00-\u9fff]*))[,。!?~: ]+"
    "|[0-9a-z-]{2,6}(?:室|房|号|楼|栋|座)?的?(?:客人|房客)[,:!~ ]+"
    "|(?:感谢|谢谢|多谢)你?(?:的)?(?:来电|反映|反馈|反应|咨询|查询|来信|来函|留言|联系|垂询|来访|光临)(?:呢|哈|呀|哦)?[,。!~:]+"
    "|(?!我|这|那|你(?!好))(?:[^,。!?~: ]{0,4}(?:先生|女士|小姐|太太|太|生|总|经理|老师|阿姨|叔叔|大哥|大姐|大爷|大妈|大叔|奶奶|爷爷|业主)|[^,。!?~: 你他她您的]{1,2}[姐哥姨叔伯婶嫂]|美女|帅哥|老板|亲|老人家|各位(?:业主|住户|邻居|街坊)?|尊敬的(?:业主|住户|客户))[,:!~ ]+"
)
# Who is called by name right behind a contradiction: 不是的李小姐, 唔係呀太太.
_CONTRADICTS = compiled("^(?:唔係|唔系|不是|不對|不对|不會|不会|冇|[沒没]有|[哪边邊]有)(?:咁|[这這][样樣]|[这這]回事|[这這]事)?[架㗎啊呀的嘅喎喔哦啦了吧呢哈]+[,，]?(?=[^,，你您我他她不没沒]{0,4}(?:先生|女士|小姐|太太|阿姨|叔叔|大[哥姐爷爺妈媽叔]|奶奶|爷爷|爺爺|[姐哥姨叔伯太生][,，!！~ ]))")
# What is too short to be a sentence of its own goes with its neighbour: 快讲。
_FRAGMENT, _CURT_LENGTH = 5, 2
_CURT = compiled("^(?:又|快|别|还|自己|赶|去|走|听|行|哪|谁|不|没|就|反正|随|爱|算|等|嗯|喂|哼|呵|切|真|拜拜)|[!?…~]+$")
# What the customer wants of us, thrown back: 想我们帮你开闸?
_WISHED = compiled("你?(?:想|要)(?:让|叫|请|要)?我们?")
_SHORT, _RETORT, _ANSWER = 24, 24, 36
_KEEPS = compiled("谢|好的|再见|你好|上好|午好|收到|请|慢走|保重|祝|[0-9]|已|好了|到了|可以|辛苦|早安|晚安|明白|你的|你家|师傅|我")
_OFFERING = compiled("请|你看(?!要不|不如)|好吗|可以|方便|需要|帮|为你|给你|谢|你好|上好|午好|再见|祝|我们会|抱歉|对不起|不好意思|记得|注意|小心|慢走")
_APOLOGY = compiled(
    "^(?:哎[呀哟呦]|噢|哦|啊|欸)?(?:[^,]{1,3}(?:先生|女士|小姐|太太|阿姨|叔叔|伯伯|妈妈|爸爸|老师|大哥|大姐|奶奶|爷爷|姐|哥|生|太|总|姨|叔|伯|婆|姑娘))?(?:非常|很|实在|真的|真是|真|十分|好|太|是|本处|我们|谨致?|深?表?示?)*(?:(?:对不起|抱歉|不好意思|对不住|歹势|拍谢|过意不去|罪过|深表歉意|表示歉意|致歉|sorry|sor){1,2})(?:了|哈|哦|呢)?(?:[^,]{1,2}(?:先生|女士|小姐|太太|阿姨|叔叔|老师|伯|叔|姨|婆|生|太)|亲|姐|哥|大姐|大哥)?$"
)
# 六点过了还钻墙: a time, but said to blame.
_REPROACH = compiled("(?:点|天|次|遍|月|年)[^,]{0,4}还(?!有|需|要|得)")
SORRY = compiled("对不起|抱歉|不好意思|对不住")
# What a clause that stays may not hold: refusal, reproach, order, guess, haste, excuse, and what ties it to what goes.
_BLUNT = compiled(
    "(?:今天|今晚|明天|后天|下周|月底)[^,]{0,8}全部?[修办装换弄]好|[单光仅]凭|拖[到了欠着]|请你来[写当做讲说管教]|下次请|自称|声称|号称|所谓|挣|薪|从何|不|没|薅|烧|撕|多半|八成|迟早|换一天|无法|别|莫|勿|只能|只有|只剩|光|反正|谁|怎么|凭什么|哪|吗|吧|呢(?![份个张])|自己|必须|得|赶紧|赶快|马上|立刻|快点|即刻|因为|由于|如果|要是|虽然|既然|所以|但|还|又|而且|否则|"
    "再|[后前时]来|来$|算|一点$|点$|过了$|同一|知道|半天|在干|干$|第.{1,3}[次张封]|检查|交钱|交费(?![单在])|缴费(?![单在])|一准|准[能会好到行成没得]|(?<![批核标])准(?:给|来|修|办|装|退|换)|[贴发挂写]了?[^,]{0,3}(?:[天周月年]|遍|回|次)了?$|你[^,]{0,10}也[看听收签]|包修|就|(?<!刚)才|都|早(?![上班餐晨])|本来|明明|只|而已|罢了|嫌|(?<!你的)投诉|抗议|闹|吵|急|催|欠|偷|骗|罚|报警|法院|起诉|断|停你|锁你|随便|爱|敢|废|烦|真是|那(?![边里儿本张份])|要么|要不|宁|死|老子|妈|滚|规定|负责|该|活该|管(?![道理家线])|的事|责任|什么|啥|几个人|忙|下班|出差|请假|休息|"
    "保证|绝对|肯定|一定|百分|放[0-9一二两三四五六七八九十百千万]+个|包你|包在|放心|铁定|必定|大概|可能|应该|估计|差不多|听说|好像|也许|1[3-9][0-9]{9}|离婚|男朋友|女朋友|身份证号|姓|电话[0-9]|户主叫|[0-9]{7}|几点|一天到晚|在一天|等一天|差一天|天天|老是|整天|[楼栋室层号座]的$|^[0-9a-z-]{2,8}的$|^说到做到$|^[一-鿿0-9]{2,6}都要?听好|一栋楼|整栋|全楼|整层|全层|一层楼|^(?:钱|欠款|费用).{0,4}(?:今天|明天|马上|月底)|[!?“”…~]|打电话|打来|打过来|打[0-9一二三四五六七八九十两]+|[0-9一二三四五六七八九十两][通遍]|每个?小时|每天|这一?次|以后|今后|永远|一[天日](?:要|得|光)?[退接跑收办修送验]|坐着等|在外头|出现在|这种"
)
# Good news, where something lies, and what to bring.
_NEWS = compiled(
    "(?:[找翻查寻][到着]|[打印寄送取拿]来)了?$|(?:文件|单子|收据|发票|证|卡|钥匙|东西|合同|册子|表格?)给你了?$|(?:表格?|单子|收据|发票|证|卡|钥匙|合同|材料|资料|快递|包裹)[^,你我]{0,3}在[^,你我]{1,8}[上里旁]$"
    "|^(?:请|记得)?(?:带上?|备好)[^,]{0,6}(?:证|收据|材料|资料|原件|复印件)$|^(?:你(?:的|这|那)?.{0,4})?是(?:上|这|本|下)个?月的|^(?:围挡|告示|通知|公告)[^,]{2,10}的$|[报工]告?(?:单)?(?:打|交|报|递)上去了$"
)
# Numbers that tell the customer nothing: how much there is to do, when or how often he asks, who is addressed, half a sentence.
_N = "[0-9一二两三四五六七八九十百千几]+"
# How it feels to wait, and why one had to: beside the thanks for it nobody needs that.
_OF_WAITING = compiled("致歉|失礼|^(?:哪|什么|几)[^,]{0,3}$|酸|麻了|累|急了|过意不去|歉意|歉疚|实在抱歉|记性|忘|搁哪|[线太正在好]忙$|问题多|前后有|前面那[位个]|^(?:现在)?(?:轮到|换)你")
CLAUSE = compiled("(?:[^,。!?;…~\n]|(?<=[0-9]),(?=[0-9]{3}(?![0-9])))+")
# Acknowledged twice is acknowledged against one's will: 知道了知道了。
# 请解释一下.
_DEMANDED = compiled("(?:请|麻烦)?你?(?:自己)?(?:给我)?(?:解释|说明|解是|交代|书面答复|如实答复)(?:一下|清楚)?(?:原因|理由|缘由)?$")
_SHRUGGED_OFF = compiled("(?:(?:知道|看到|听到|收到|晓得|明白|好|行)了[, ]?){2,}$")
# Who speaks: 这里是三期客服。
_OWN_NAME = compiled("(?!你)(?:这里是|我是|我们是)?[^,。!?]{0,8}(?:客服|前台|管家|中心|服务台|客服台|管理处|物业|大堂|岗亭|窗口|柜台)[^,。!?]{0,4}[。!~]?$|(?:这里是|我是|我们是)[^,。!?]{1,8}(?:部|组|科|处)[。!~]?$")
# Where something is or is to be fetched, when it closes, and who is not there, is no name.
_ELSE = frozenset("在点关到取领凭去没不无离")
# What one waited for, or how.
_WAITED = compiled("等(?!级|离子)|久|候|坐了|坐到|站了|站到|站在|杵|耗|耽误|耽搁|拖|轮到|轮上|排了|排到|排队|企|守了|白跑|委屈你|罪过|是我们不好")
_LATE = compiled("没有?(?:及时|按时|能|来得及|赶上)|未能|迟了|晚了|来晚|来迟|慢了?$|太慢|时间[^,]{0,2}[长久]|得[迟晚慢]|忙不过来|人手|[排堵]起?了?长?队")
_LONG_WAIT = compiled("半个?(?:多)?(?:钟|小时|天|上午|下午|月)|[0-9一二两三四五六七八九十几好](?:个)?(?:多)?(?:钟头|小时|天|周|星期|礼拜|个?月|趟|回)|一上午|一下午|大半|半天|三刻钟")
_RECEIPT = compiled("^(?:你的|贵户|阁下的?)?(?:来信|来函|来电|来文|邮件|电邮|留言|信件|信息|消息|意见|申请|询问|截图|照片|工单)?(?:已|均已|都|我们?|已经|敬)*(?:收悉|收到|已阅|阅悉|看到|知悉|敬悉|备悉)了?$|^(?:多谢|谢谢|感谢)(?:你的?)?[^,]{0,6}(?:查询|来电|来信|咨询|留言|反馈|垂询|关注|支持|参与|光临|配合|信任|理解)$")
_HANDOVER = compiled("^你的(?:票|卡|单|单子|收据|发票|钥匙|证|证件|回执|找零|零钱|快递|包裹)$|^[^,你我不没别]{1,6}你?(?:拿|收|带|保管|留)好$")
_MOCKING = compiled("你这[样种]|这[种样]|某些|有些|有的|一些|像你|大小姐|大少爷|大老[板总]|大老爷|老佛爷|祖宗|姑奶奶|少奶奶|大明星|大人物|大忙人|大聪明|大领导|皇帝|太后|太上皇|青天|阔太|千金|大文豪|大作家|大律师|大侦探|大专家|公主|王子|贵人|大神|福尔摩斯|柯南")
# What was taken note of: 您的照片我看到了。
_NOTED = compiled("你.{0,12}(?:(?:看|收|听|读|查|翻|登记|记|了解)(?:到|过|完|下)?(?:来|了|过))|(?:看|收)到你的")
# Beside a finding a sentence that is in doubt as well goes too, unless it is kind, offers something or states a fact.
_KIND = compiled(
    "请(?!假)|谢|你好|上好|午好|早晨|早安|晚安|午安|再见|祝|保重|辛苦|记得(?!住)|注意|小心|慢走(?!不送)|收到|我(?:们|这就|现在就?|马上|先)?(?:来|会|帮|替|陪|带|安排|登记|问|查|核实|转)|帮你|替你|为你|陪你|带你|联系你|通知你"
)

# What the customer is told to do or put up with, unasked: 您多来几次, 您在外头等, 一杯水也挑.
_ORDERED = compiled(f"^(?:你|请)?(?:{DATE}|上午|下午|早上|晚上|{_N}(?:点|时)(?:钟|半)?(?:以?后)?)+(?:再|先|才)(?:返?[来嚟黎]|过来|打来?|上来)[^,]{{0,3}}$|" "^你?(?:看)?(?:要不|不如|还是|只好)+(?:还是)?(?:你)?自己(?:去|上|跟|找|想|解决|处理|协商|商量|沟通)|^你(?:就|先|再)?(?:多[来跑等打找]|慢慢等|等着|坐着|在外|自己|去别|看着办|凑合|对付|忍)|^(?:没轮到|排不上).{0,6}散|一[^,。]{1,5}也(?:挑|值得|要|嫌)|不用(?:调|查|看|问|来)了|坐着等|总能(?:碰|遇|见|等)|^(?:大?门|出口|车站|公交站)(?:就?在|往|是)[^,]{1,4}$|^你?(?:体谅|理解|谅解|担待|包涵|见谅|将就|克服)(?:一下|下|些|吧|了)?$|[这那][里儿边]不是(?:那个|什么|你)|^讨价还价|碰碰?运气|眼热|鼓鼓?劲|跟[^,]{1,8}没有?关系|^(?:[^,]{1,8},)?你(?:就|先|再|自己|还是|干脆)?(?:安心等|等|盯|贴|忍|绕|躲|习惯|将就|上[^,]{1,6}去|回去|找[^,]{1,4}(?:去|吧))|能做的(?:早|都|就)|当(?:成)?(?:垃圾|没人要)|就(?:锁车|拖走|扔|丢|扣下|没收|报警)|^才[^,]{1,5}(?:天|次|回|个)|^[0-9一二三两十]{1,2}分钟$|你就当|有缘|在抗议|^看过的都|气色|精神[^,]{0,3}好|还在[^,]{1,6}看[到见]你|(?:也|真|倒)赶巧$|^(?:另请高明|自便|慢走不送|不送了?|散了吧?|回吧|走吧|下一[个位])|^你?(?:问问|找找|去问|去找)[^,]{0,4}(?:亲戚|朋友|邻居|别人|家人|儿子|女儿)|[^,]{1,4}归[^,]{1,4},|^(?:都|已经|整整)?[0-9一二两三四五六七八九十半几]+个?(?:多)?(?:月|年|天|周|星期|礼拜|小时|钟头)了$|^你是[^,]{1,8}吧$|^[今昨前明]天是?[0-9一二三四五六七八九十]+[号日]$|顶多[^,]{0,6}(?:鼓|安慰|同情|祝)")
# Who is sent away, or told to come to the point: 您见不着他,请回吧; 要干嘛直接讲.
_DISMISSED = compiled("请回(?:吧|啦)?$|见不[到着](?:他|她|佢|人)(?:的|了)?$|^(?:你)?(?:要|想|有)?(?:干什么|干啥|干|什么事|啥事|事|话)(?:就|快|直接|赶紧|赶快)+[说讲](?:吧|啦|呗|了)?$")
_THANKS_LAST = compiled(",(?:感谢|谢谢|多谢|敬请)[^,。!?]{0,8}(?=[。!~]?$)")
# What is shouted at somebody: 从石狮子上下来!
_SHOUTED = compiled("(?:下来|下去|出去|出来|走开|让开|闪开|滚开|停下|停手|住手|放下|松手|回来|回去|上来|领走|带走)了?!+$")
# A question said over to oneself: 哪一天会来喔……
_MUTTERED = compiled("^(?:[^,。!?]{0,6}?)(?:哪一?[天个位种里儿]|几[号点时月天]|什么时候|多久|多少|怎么|谁|啥时候?)[^,。!?]{0,12}(?:啊|喔|哦|呀|嘛|呢|噢|)[ ,]*[…~.。]{1,}$")


def is_order(sentence: str) -> bool:
    """True for a sentence that tells the customer what to put up with, and offers nothing."""
    sentence = _THANKS_LAST.sub("", sentence)
    if _DISMISSED.search(sentence.rstrip(" 。!~…")):
        return True
    if _OFFERING.search(sentence):
        return False
    return bool(_SHOUTED.search(sentence.strip()) or _ORDERED.search(sentence.rstrip(" 。!~…")))


def is_receipt(sentence: str) -> bool:
    """True for a sentence that only acknowledges a message, or thanks for it."""
    return bool(_RECEIPT.match(sentence.rstrip(" 。!~…")))


def is_handover(sentence: str) -> bool:
    """True for what goes with a thing that is handed over: 账单您拿好。"""
    return bool(_HANDOVER.search(sentence.rstrip(" 。!~…")))


def contradicted(greeting: str) -> str:
    """The greeting, as it is typed, without the contradiction before it."""
    return _CONTRADICTS.sub("", greeting)


def is_mocking(greeting: str) -> bool:
    """True for an address that mocks."""
    return bool(_MOCKING.search(greeting))


def is_fragment(text: str) -> bool:
    """True for a scrap that goes with the sentence beside it: 快讲。"""
    if _SHRUGGED_OFF.match(text.strip(" 。!~…,")) or _DEMANDED.match(text.strip(" 。!~…,")):
        return True
    said = [ch for ch in text if ch.isalnum()]
    curt = len(said) <= _CURT_LENGTH or _CURT.search(text.strip())
    return 0 < len(said) <= _FRAGMENT and bool(curt) and not any(ch.isascii() for ch in said) and not _KEEPS.search(text) and not _states(text)


def _states(text: str) -> bool:
    """True where something in it is a fact that a customer would miss."""
    return any(FACT.search(clause[0]) and not _REPROACH.search(clause[0]) for clause in CLAUSE.finditer(text))


def is_echo(text: str) -> bool:
    """True for a short question thrown back at the customer."""
    said = text[greeting.end() :] if (greeting := GREETING.match(text)) else text
    asked = said.rstrip().endswith("?") or (("…" in said or "。。" in said) and _MUTTERED.match(said.strip()))
    return 0 < len(said) <= _SHORT and bool(asked) and (not _OFFERING.search(said) or _WISHED.match(said) is not None)


def is_retort(text: str) -> bool:
    """True for the short answer that a speaker gives to a question thrown back: no fact, no courtesy, no offer."""
    return len(text) <= _RETORT and not _states(text) and not _OFFERING.search(text)


def is_answer(text: str) -> bool:
    """True for what a speaker says to a question thrown back, unless it is kind: its facts are kept with the question gone."""
    return len(text) <= _ANSWER and not _KIND.search(text) and not GREETING.match(text)


def is_blunt(sentence: str) -> bool:
    """True for a sentence that is blunt, and neither kind nor a fact that a customer would miss."""
    return bool(_BLUNT.search(sentence)) and not _states(sentence) and not _KIND.search(sentence)


def is_plain(sentence: str) -> bool:
    """True for a sentence that says who speaks or how things stand, and nothing blunt."""
    said = sentence[greeting.end() :] if (greeting := GREETING.match(sentence)) else sentence
    return not _BLUNT.search(said) and bool(_states(said) or _OWN_NAME.match(said) or _NOTED.search(said) or not said)


def is_wait(clause: str) -> bool:
    """True for a clause that says how one waited."""
    return bool(_WAITED.search(clause))


def is_late(clause: str) -> bool:
    """True for a clause that only says why one had to wait: 没有及时开门."""
    return bool(_LATE.search(clause)) and not _NEWS.search(clause)


def is_long_wait(clause: str) -> bool:
    """True where the wait that it names was half an hour or more."""
    return bool(_LONG_WAIT.search(clause))


def is_of_waiting(clause: str) -> bool:
    """True for what says only how one waited, or what held one up."""
    return (bool(_OF_WAITING.search(clause)) or slipped(clause)) and not _NEWS.search(clause)


def is_own_name(clause: str) -> bool:
    """True for a clause that says who speaks."""
    return not _ELSE.intersection(clause) and bool(_OWN_NAME.match(clause))


def is_apology(clause: str) -> bool:
    """True for a clause that apologises and says nothing else."""
    return bool(_APOLOGY.match(clause))
