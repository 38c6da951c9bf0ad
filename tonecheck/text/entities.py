"""Finds what replies can name: persons and departments, days, services, things, what the customer has to bring."""

from __future__ import annotations

import re

from tonecheck.text.expressions import compiled

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
# 老 and 小 stand before a common surname; 小时, 小车, 老房 and 老毛病 are no persons.
_COMMON = "王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖贾夏韦付傅邹孟秦邱尹薛闫段雷侯陶黎贺顾郝龚邵钱严覃武戴莫孔汤温施"
_TITLES = "总经理|项目经理|经理|主管|主任|师傅|管家|会计|出纳|队长|班长|组长|部长|科长|处长|所长|站长|院长|秘书|总干事|助理|工程师|老师|律师|先生|女士|小姐|太太|大姐|阿姨|主委|工|总|姐|哥|叔|伯|太|生"
_DEPARTMENTS = (
    "承建商|工程部|维修部|维修组|财务部|财务室|财务|客服部|客服中心|保安部|秩序部|安保部|安管部|保洁部|环境部|绿化部|招商部|租赁部|租务部|收费处|车场|停车场|停车公司|电梯公司|维保公司|维保单位|"
    "开发商|地产商|地产公司|建设单位|施工单位|施工队|装修公司|保洁公司|绿化公司|保安公司|外包公司|自来水公司|供水公司|供电局|供电公司|电力公司|电网|燃气公司|煤气公司|热力公司|供热公司|宽带公司|电信|移动|联通|快递公司|"
    "街道办|街道|居委会|社区居委会|派出所|城管|交警|消防队|环卫|环卫所|业委会|业主委员会|管委会|管理委员会|法团|业主立案法团|房管局|住建局|物价局|银行|机电公司|清洁公司|工程科|管理处|总部|总公司|招标办|行政部|人事部|运营部|采购部|法务部|水务署|水务局|渠务署|消防处|区公所|里长|里办公处|水电行|建商|厂商"
)
_ROLES = "项目经理|工程主管|水电工|总干事|负责人|经理|主任|主管|会计|出纳|管家|维修师傅|水电师傅|师傅|电工|水工|保洁阿姨|主委|秘书|工程人员|维修人员|工程师"
_WHO = compiled(
    f"(?P<named>(?<![{_SURNAMES}保])[{_SURNAMES}](?:{_TITLES})(?![\u4e00-\u9fff]?们)|(?:老|小|阿)[{_COMMON}](?![程序同虾子天时区心便到事气孩家]))"
    f"|(?P<unit>{_DEPARTMENTS})|(?P<role>{_ROLES})"
)
NUMBER = "[0-9一二两三四五六七八九十半]{1,3}"
PERIOD = "(?:上午|下午|早上|晚上|中午|傍晚|[早晚](?![点些班餐饭]))"
CLOCK = f"(?:{NUMBER}(?:点|:)(?:{NUMBER}分?|半|钟)?)"
DATE = f"(?:大后天|明后天|后天|[明名铭]天|明儿个?|后儿个?|听朝|听晚|明朝|今天|明日|今日|听日|后日|明早|明晚|今晚|(?<!上)(?<!上个)(?:下|本|这)?个?(?:周|星期|礼拜)[一二三四五六日天末]|下个?(?:周|月|星期|礼拜)|{NUMBER}月{NUMBER}[日号]?|(?<![0-9a-z]){NUMBER}[日号](?![楼栋门房室柜窗桌机岗线厅车桩])|下一?个?工作[日天]|(?:大?年|正月|腊月|(?<![最月当起年周学]))初[一二三四五六七八九十](?![年生班学级个步的中期])|(?:年|腊月)?廿[一二三四五六七八九]|大?年三十|除夕|月底|月初|节后|年后)"
_DAY = compiled(f"{DATE}{PERIOD}?{CLOCK}?")
_SERVICE = compiled(
    "(?:空调|冷气|电梯|水管|马桶|厕所|下水道|管道|灯|门锁|门窗|窗户|网络|宽带|热水器|洗衣机|家电|电器|水电|家具|墙面|防水|屋面|户内|室内|入户)?"
    "(?:维修|修理|安装|清洗|疏通|保养|检修|更换|移机|加氟|清洁|保洁|家政|搬家|搬运|开锁|换锁|代收快递|代收包裹|代收|代缴|代办|除虫|消杀|灭蟑|洗车|送水|陪护|遛狗|喂猫|打印|复印|保管|寄存|油漆|粉刷|钟点工|月嫂|家教)(?:服务)?"
)
_THING = compiled(
    "装修押金|押金|按金|保证金|门禁卡|门卡|磁扣|电梯卡|停车卡|月卡|钥匙|发票|收据|车位|停车位|礼品|赠品|礼物|粽子|月饼|春联|福袋|口罩|号码|名额|表格|申请表|垃圾袋|工具|雨伞|推车|轮椅|会议室|场地|临时卡|访客卡|饮用水|桶装水"
)
_NEED = compiled(
    "(?:先)?(?:交清|缴清|结清|付清|交|缴|付|出示|提供|带上|带|填写|填|签|写|盖章|补齐|补|登记|预约|申请|打款|转账|下载|注册|绑定|拿|找)[^,。!?;:~…“”()]{1,12}?(?=才|再|否则|不然|要不|就|的话|来|[,。!?;:~…]|$)"
    "|(?:身份证|房产证|购房合同|租赁合同|授权书|委托书|申请表|回执|收据|发票|押金条|户口本|营业执照|图纸|证明|管理费|物业费|停车费|水电费|欠费)"
)
# By the name of the slot; each reads folded text.
FINDERS: dict[str, re.Pattern[str]] = {"who": _WHO, "day": _DAY, "service": _SERVICE, "thing": _THING, "need": _NEED}
# Slots that a pattern may use for any words; what a reply takes for them is stricter (`text/fills.py`).
FREE_SLOTS = (
    "matter", "do", "put", "reason", "place", "time", "duration", "amount", "fact", "name", "noise", "object", "fee", "bring", "spot",
    "question", "wanted",
)
# Slots that a house fills: who it is, and how and when it is reached.
HOUSE_SLOTS = ("company", "hotline", "hours", "address")
SLOTS = (*FINDERS, *FREE_SLOTS, *HOUSE_SLOTS)
_GROUP_NAME = compiled(r"\(\?P<\w+>")


def expression(slot: str) -> str | None:
    """The regular expression of a slot's finder without group names, for use inside another; None for a free slot."""
    finder = FINDERS.get(slot)
    return _GROUP_NAME.sub("(?:", finder.pattern) if finder else None
