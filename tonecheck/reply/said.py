"""What a sentence or a clause of a draft is, by its words: scrap, echo, retort, blunt, plain, fact."""

from __future__ import annotations

from tonecheck.text.entities import CLOCK, DATE, NUMBER, PERIOD
from tonecheck.text.expressions import compiled
from tonecheck.text.fills import FACT
from tonecheck.text.trade import slipped

_ANY_DAY = "周[一二三四五六日天末]|双休日?|节假日|公众假期|月底|月初|每[周月天]|[0-9一二三四五六七八九十]{1,3}[号日](?![楼栋门房室柜窗桌机岗线厅车桩])"
GREETING = compiled(
    "(?:(?:尊敬的|亲爱的)?[^,。!?~:]{0,8}?(?:你好|早上好|上午好|下午好|晚上好|早安|午安|晚安|早晨|哈喽|(?<![a-z])(?:hello|hi)(?![a-z])|(?<=[姐哥总工生太姨叔伯])好|(?<=[姐哥总工生太姨叔伯士妈爸师婆爷奶们])早|(?<![一-鿿])早)(?:呢|哈|呀)?(?:[^,。!?~:\u4e00-\u9fff]*))[,。!?~: ]+"
    "|[0-9a-z-]{2,6}(?:室|房|号|楼|栋|座)?的?(?:客人|房客)[,:!~ ]+"
    "|(?:感谢|谢谢|多谢)你?(?:的)?(?:来电|反映|反馈|反应|咨询|查询|来信|来函|留言|联系|垂询|来访|光临)(?:呢|哈|呀|哦)?[,。!~:]+"
    "|(?!我|这|那|你(?!好))(?:[^,。!?~: ]{0,4}(?:先生|女士|小姐|太太|太|生|总|经理|老师|阿姨|叔叔|大哥|大姐|大爷|大妈|大叔|奶奶|爷爷|业主)|[^,。!?~: 你他她您的]{1,2}[姐哥姨叔伯婶嫂]|美女|帅哥|老板|亲|老人家|各位(?:业主|住户|邻居|街坊)?|尊敬的(?:业主|住户|客户))[,:!~ ]+"
)
# What is too short to be a sentence of its own goes with its neighbour: 快讲。
_FRAGMENT, _CURT_LENGTH = 5, 2
_CURT = compiled("^(?:又|快|别|还|自己|赶|去|走|听|行|哪|谁|不|没|就|反正|随|爱|算|等|嗯|喂|哼|呵|切|真|拜拜)|[!?…~]+$")
# What the customer wants of us, thrown back: 想我们帮你开闸?
_WISHED = compiled("你?(?:想|要)(?:让|叫|请|要)?我们?")
_SHORT, _RETORT, _ANSWER = 18, 24, 36
_KEEPS = compiled("谢|好的|再见|你好|上好|午好|收到|请|慢走|保重|祝|[0-9]|已|好了|到了|可以|辛苦|早安|晚安|明白|你的|你家|师傅|我")
_OFFERING = compiled("请|你看(?!要不|不如)|好吗|可以|方便|需要|帮|为你|给你|谢|你好|上好|午好|再见|祝|我们会|抱歉|对不起|不好意思|记得|注意|小心|慢走")
_APOLOGY = compiled(
    "^(?:哎[呀哟呦]|噢|哦|啊|欸)?(?:[^,]{1,3}(?:先生|女士|小姐|太太|阿姨|叔叔|伯伯|妈妈|爸爸|老师|大哥|大姐|奶奶|爷爷|姐|哥))?(?:非常|很|实在|真的|真是|真|十分|好|太|是|本处|我们|谨致?|深?表?示?)*(?:(?:对不起|抱歉|不好意思|对不住|歹势|拍谢|过意不去|罪过|深表歉意|表示歉意|致歉|sorry|sor){1,2})(?:了|哈|哦|呢)?(?:[^,]{1,2}(?:先生|女士|小姐|太太|阿姨|叔叔|老师|伯|叔|姨|婆|生|太)|亲|姐|哥|大姐|大哥)?$"
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
_TIED = compiled("^(?:那|这(?!是你的|里是)|他|他们|你(?!的|家)|我(?!是)|全(?!部)|去|来|请|找|要|想|跟|被|把|给|让|的|了|着|过|也|再|先|和|或|与|及|等|到时|之后|然后|结果|反而|或者|所有|统统)")
_MOST = 30
# Good news, where something lies, and what to bring.
_NEWS = compiled(
    "(?:[找翻查寻][到着]|[打印寄送取拿]来)了?$|(?:文件|单子|收据|发票|证|卡|钥匙|东西|合同|册子|表格?)给你了?$|(?:表格?|单子|收据|发票|证|卡|钥匙|合同|材料|资料|快递|包裹)[^,你我]{0,3}在[^,你我]{1,8}[上里旁]$"
    "|^(?:请|记得)?(?:带上?|备好)[^,]{0,6}(?:证|收据|材料|资料|原件|复印件)$|^(?:你(?:的|这|那)?.{0,4})?是(?:上|这|本|下)个?月的|^(?:围挡|告示|通知|公告)[^,]{2,10}的$|[报工]告?(?:单)?(?:打|交|报|递)上去了$"
)
# When something is done on which day, and where something is to be found: what is refused in it is no refusal of the customer.
_SCHEDULE = compiled(
    f"^(?:{_ANY_DAY})[^,你我他谁]{{0,4}}?(?:不|才|只|都)?(?:收|办|开|发|上班|受理|接待|对外)[^,你我他谁怎吗吧了呢没]{{0,6}}$"
    "|^(?!我|你|他|谁|那|就|人|都|可|但)[一-鿿]{2,6}?(?:要|需要|得)(?:先|用)?(?:抽|登记|预约|盖章|申请|报备|排队|刷卡|本人|签字|实名|押)[^,你我他谁吗吧不没]{0,4}$"
    "|^(?!投诉|但|可)[^,你我他谁不没怎么都还又]{0,6}?(?:电话|号码|格式|书|表格?|单子?|收据|发票|通知|公告|公示|账单|标志|时间|价目表?|须知|机器?|[扫自][一-鿿]机|闸机?|设备|章|证|证件|钥匙|合同|附件|说明|流程|价目|材料|资料|文件|阀门|开关|窗口|卡|推车|工具|手续|名单|登记簿|箱|桶|柜|架)(?:都|就|一般|照旧)?(?:在|挂在|贴在|附于|附在|印在|列在|写在|放在|摆在)[^,你我他谁不没心手眼]{0,8}?(?:[那这][边里儿头]|里|上|背面|后头|后面|对面|门口|旁边|[一-九]楼|前台|抽屉|柜台|隔壁)$"
)
# Numbers that tell the customer nothing: how much there is to do, when or how often he asks, who is addressed, half a sentence.
_N = "[0-9一二两三四五六七八九十百千几]+"
_IDLE = compiled(
    f"^(?:从|自)?{DATE}(?:起|开始)$|^(?:昨|前|今|明)[天晚日][^,]{{1,5}}会$|^[^,]{{0,4}}差{_N}分钟|[点天晚夜]说(?!明)|^翻了[^,]{{0,3}}[遍下圈]|^一[天日][^,]{{1,3}}{_N}次|^(?:工单|单子?)已?经?关了$|^今[天日]停[水电]$|^(?!第?{_N}号$|1[0-9]{{4}}$)(?:第?{_N}(?:号|栋|幢|座|楼|层|室|房|户|单元|期)?){{1,3}}(?:(?:[^,]{{0,4}}(?:装修|施工)[^,]{{0,3}}|工班|车主|业主|住户|租户|师傅|车位)(?::.*)?)?$|判头|^限{_N}个?(?:分钟|小时|天|日)(?:之?内)?[^,]{{0,4}}$|^[^,]{{0,3}}(?<!一)[三两几]天两头"
    f"|(?:半夜|凌晨|深更|三更|大清早|大早上|大晚上)[^,]{{0,4}}{_N}点[^,]{{0,3}}(?:@|问|报(?!警)|打|叫|吵|敲|找我|催)|跑了?[三几两]+[趟回]|(?:{_N}|半)个?(?:月|天|日|周|年|分钟|小时|礼拜|星期)[^,]{{0,4}}?[二两三四五六七八九十百几0-9]+(?:来)?(?:回|条|趟|茬|拨)"
    f"|^(?:我|我们|我们这|这里|手[头上边里](?:上)?|一[天日]|一早上?|上午|下午|今天|今早|这周|昨天)?(?:还|尚|都|光|要|有|跑|做|处理|接|收|排|了)*(?:(?![0-9]+一|一[晚夜]){_N}(?:来|多)?(?:个|张|份|件|宗|台|条|户|位))(?:件|单子?|报修|表格?|电话|活|报告|客人|病人|业主|住户)?(?:在[用等排]|等着)?$|^一个[^,]{{1,5}}(?:看|管|顾|对|负责|盯|守)[^,]{{0,3}}{_N}(?:张|个|户|栋|层|间)"
    f"|^(?:中秋|国庆|春节|过年|元旦|端午|五一|清明|圣诞)[^,]{{0,3}}天$|^[今明]天[^,]{{1,4}}日$|^(?:月底|年底|月初)(?![^,]*[到前起停开关不能可])[^,]{{1,4}}$|(?<![今明夜每昨当傍最稍平听大])晚个?{_N}[^,点]{{0,2}}[天日周]的|(?:讲|说|谈|开|解释)了{_N}个?(?:多)?(?:分钟|小时|钟头)|也是[停放占吵]|^(?:地铁|公交|开车|打车|坐车)[^,]{{0,4}}(?:小时|钟头)$|^打 ?[0-9]{{3,5}} ?问$|休想|一[天日](?:不|未|没)|^(?:一|每)个?月[^,]{{0,2}}{_N}块?$|^[^,是到为从改]{2,10}时间$"
    f"|[上下]?差{_N}[层楼]|偌大|(?:放|堆|摆|搁|满|贴)了{_N}个?(?:天|日|月|年|周)|[放堆摆搁][^,你我给好到]{{1,4}}(?<!第){_N}个?(?:天|周|月)了?$|^拿[^,]{{1,4}}(?:钱|工资|薪水?)[^,]{{0,6}}$|^[^,]{{1,4}}(?<!提)[前后]半个?(?:小时|钟头?)$|(?:领导|老板|老总|董事长|总经理)的?[^,]{{0,3}}(?:要?到了?$|来了?$|车)|打卡(?!机|处|点)|(?:件|包裹|快递|东西|垃圾)[放堆摆搁]{_N}个?(?:天|日|月|周)|个数$|黄历|到此结束|占位|占地方|占着?地|会叫你|兜里|^我是[^,]{{1,6}}号[^,]{{1,2}}的$|^(?:收据|手机|相机|证件)?(?:手机|相机)收好$|^(?:快|都|才|已经)?{_N}点(?:半)?了?(?:我|我们)要?(?:交班|下班|走|吃饭)|^快{_N}点(?:半)?了$"
    f"|(?:{DATE})[^,]{{0,4}}(?:一[定订]|实|准能?|包|必定?|铁定|保证|[绝决觉]对|肯定)[^,]{{0,2}}[修装弄搞整换办做]?(?:好|完|到|得)|三天(?:放|方|下|出)款"
)
# How it feels to wait, and why one had to: beside the thanks for it nobody needs that.
_OF_WAITING = compiled("致歉|失礼|^(?:哪|什么|几)[^,]{0,3}$|酸|麻了|累|急了|过意不去|歉意|歉疚|实在抱歉|记性|忘|搁哪|[线太正在好]忙$|问题多|前后有|前面那[位个]|^(?:现在)?(?:轮到|换)你")
# What time it is, said to one who comes late.
_TIME_NOW = compiled("^(?:现在|而家|依家|宜家|时间|都|已经)(?:是|都|已经|快|刚|差[^,]{1,5})*(?:早上|上午|中午|下午|晚上)?[0-9一二两三四五六七八九十]{1,3}[点时](?:零?[0-9一二三四五六七八九十]{1,3}分?|半|钟)?(?:了|过了|多了)?$")
# By when alone tells nothing: 今天以前.
_BY_THEN = compiled(f"^(?:最[迟晚]|限|就)?(?:到|在|是)?(?:{DATE}{PERIOD}?{CLOCK}?|{PERIOD}?{CLOCK}|{NUMBER}个?(?:工作日|天|日|小时|周|分钟))(?:之前|以前|前|之?内|为限)$")
CLAUSE = compiled("(?:[^,。!?;…~\n]|(?<=[0-9]),(?=[0-9]{3}(?![0-9])))+")
# Acknowledged twice is acknowledged against one's will: 知道了知道了。
# 请解释一下.
_DEMANDED = compiled("(?:请|麻烦)?你?(?:自己)?(?:给我)?(?:解释|说明|解是|交代|书面答复|如实答复)(?:一下|清楚)?(?:原因|理由|缘由)?$")
# What is said to somebody fondly is no news: 五点半啦宝.
_FONDLY = compiled("[啦喇哈哦咯了](?:宝|亲|姐|哥|亲爱的)$")
_SHRUGGED_OFF = compiled("(?:(?:知道|看到|听到|收到|晓得|明白|好|行)了[, ]?){2,}$")
# Who speaks: 这里是三期客服。
_OWN_NAME = compiled("(?!你)(?:这里是|我是|我们是)?[^,。!?]{0,8}(?:客服|前台|管家|中心|服务台|客服台|管理处|物业|大堂|岗亭|窗口|柜台)[^,。!?]{0,4}[。!~]?$|(?:这里是|我是|我们是)[^,。!?]{1,8}(?:部|组|科|处)[。!~]?$")
# Where something is or is to be fetched, and when it closes, is no name.
_ELSE = frozenset("在点关到取领凭去")
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
_THANKS_LAST = compiled(",(?:感谢|谢谢|多谢|敬请)[^,。!?]{0,8}(?=[。!~]?$)")
# What is shouted at somebody: 从石狮子上下来!
_SHOUTED = compiled("(?:下来|下去|出去|出来|走开|让开|闪开|滚开|停下|停手|住手|放下|松手|回来|回去|上来|领走|带走)了?!+$")
# A question said over to oneself: 哪一天会来喔……
_MUTTERED = compiled("^(?:[^,。!?]{0,6}?)(?:哪一?[天个位种里儿]|几[号点时月天]|什么时候|多久|多少|怎么|谁|啥时候?)[^,。!?]{0,12}(?:啊|喔|哦|呀|嘛|呢|噢|)[ ,]*[…~.。]{1,}$")


def is_order(sentence: str) -> bool:
    """True for a sentence that tells the customer what to put up with, and offers nothing."""
    sentence = _THANKS_LAST.sub("", sentence)
    if _OFFERING.search(sentence):
        return False
    return bool(_SHOUTED.search(sentence.strip()) or _ORDERED.search(sentence.rstrip(" 。!~…")))


def is_receipt(sentence: str) -> bool:
    """True for a sentence that only acknowledges a message, or thanks for it."""
    return bool(_RECEIPT.match(sentence.rstrip(" 。!~…")))


def is_handover(sentence: str) -> bool:
    """True for what goes with a thing that is handed over: 账单您拿好。"""
    return bool(_HANDOVER.search(sentence.rstrip(" 。!~…")))


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


def is_idle(clause: str) -> bool:
    """True for a clause that tells nothing that a customer would miss, whatever number or day stands in it."""
    return bool(_IDLE.search(clause))


def is_apology(clause: str) -> bool:
    """True for a clause that apologises and says nothing else."""
    return bool(_APOLOGY.match(clause))


def is_fact(clause: str) -> bool:
    """True for a clause that a customer would miss, and that can stand by itself."""
    if slipped(clause) or _TIME_NOW.match(clause) or _BY_THEN.match(clause) or _SHRUGGED_OFF.match(clause) or _FONDLY.search(clause) or is_idle(clause):
        return False
    if _SCHEDULE.match(clause):
        return True
    if not (3 if clause.startswith("在") else 4) <= len(clause) <= _MOST or _BLUNT.search(clause) or _TIED.match(clause) or is_order(clause):
        return False
    return bool(FACT.search(clause) or _NEWS.search(clause) or _HANDOVER.match(clause))
