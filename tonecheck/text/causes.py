"""Why something is late or out of order, as a clause that makes excuses says it: the weather, a machine, age, who had it before.

Rows of forms as in `text/gists`: kind, expression over a tidied clause, what is told of a match. Told without the shrug.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_WEATHER = {"雨": "雨天", "雷": "雷雨天气", "雪": "雪天", "热": "高温天气", "潮": "天气"}
_MACHINE = "系[统桶捅]|system|server|接口|网[络路]|宽带|服务器|机房|电脑|主机|软件|后台|平台|小程序|app|线路|设备|锅炉|道闸|闸机|对讲(?:机|频道)?|警报器|(?!手|司|飞|随|投|时|契|有|危|商|任|趁|借)[一-鿿]{0,3}机"
_FAULT = "问[题提]|异常|不行|down|hang|crash|bug|故[障章]|崩|死机|死了|当了?机|瘫|断了|断网|不好|不稳|发神经|抽风|毛病|罢工|坏了|失灵|卡死|串台|带不动|吞[卡钱]|连不上|卡了"


def _weather(match: re.Match[str]) -> str:
    said = match["w"]
    if said[0] in "台暴梅回寒":
        return f"受{ {'台': '台风', '暴': '暴雨', '梅': '梅雨天气', '回': '回南天', '寒': '寒潮'}[said[0]] }影响"
    if said[0] in "tT风大" and "雨" not in said and "雪" not in said:
        return "受台风影响" if said[0] in "tT" else "受大风天气影响"
    if re.search("度|伏|阳|高温", said):
        return "受高温天气影响"
    return f"受{_WEATHER.get('雨' if said[0] == '雨' else said[-1], '天气')}影响"


def _aged(match: re.Match[str]) -> str:
    return f"{match['s']}使用年限比较长" if match["s"] else "楼龄比较长"


FORMS: tuple[tuple[str, str, Callable[[re.Match[str]], str]], ...] = (
    ("pending", "^(?P<s>[^,你我他谁不没还又]{2,10}?)(?:那边|也|一直|到现在|给)*(?:还没有?|没有?|未)(?:给)?(?P<how>到位|到货|发货|送货|供货|备货|发出|寄出|寄到|送到|批下来|进场|到账|恢复|修好|装好)$", lambda m: f"{m['s']}还没有{m['how']}"),
    ("cause", "(?P<w>天气|雨[下落][^,]{0,2}大|(?:下|落)大?雨|大雨|雨水多|暴雨|台风|梅雨|回南|寒潮|打雷|雷暴|下大?雪|大风|天太?[热惹]|返潮|雨这么大|连着?下[^,]{0,6}雨|下了[^,]{0,4}雨|天其|风大|太阳毒|三十[七八九]度|四十度|入伏|高温|typhoon)(?!预报|棚|伞|衣)", _weather),
    ("cause", f"(?P<s>{_MACHINE})(?:嘛|老是|昨天|今天|老|又|总|上午|这边|那边|有点?|出了?|的|落|一热就)*(?:{_FAULT})", lambda m: f"{ {'系桶': '系统', '系捅': '系统', 'system': '系统', 'server': '服务器'}.get(m['s'], m['s']) }出了故障"),
    ("cause", "(?P<s>系统|网络|软件|后台|平台|机器|设备)[^,你我不没]{0,3}(?P<how>升级|更换|换新|切换|转换|维护)", lambda m: f"受{m['s']}{ {'换新': '更换', '转换': '切换'}.get(m['how'], m['how']) }影响"),
    ("cause", "(?P<s>管子|管道|水管|电梯|设备|机器|线路|水泵|警报器|门锁|房子|窗户)[^,你我]{0,6}?(?:老了|老旧|老化|旧了|[0-9一二两三四五六七八九十几多]+(?:多)?年了?|有年头|到岁数)", _aged),
    ("cause", "(?:这|栋|幢)?楼[^,你]{0,4}[0-9一二三四五六七八九十几]+(?:多)?年|房子[^,你]{0,8}岁数|年久失修|机房老化|部机[^,]{0,2}旧", lambda _: "设施使用年限比较长"),
    ("cause", "新来(?!的?(?:系统|机|设备))|新人|新同事|实习生?|手生|我刚来|到任|代班|替班|第[一二三]天(?:返工|上班)", lambda _: "新同事对业务不够熟悉"),
    ("cause", "^[^,]{0,4}?(?:过年|春节|过节|国庆|公众假期)(?!卡|以后|后|前才)", lambda _: "受节假日影响"),
    ("cause", "双十一|春运|年关|年底|年尾|旺季|高峰期?|月底|月末|开学|收房", lambda _: "近期业务比较集中"),
    ("cause", "老(?:楼|小区|房子?|社区|大楼)(?P<s>)", _aged),
    ("cause", "(?:前任|上一?任|上一?手|上手|前一手|上一?[届家]|旧同事|前头那[个位]|前更|旧公司|前公司|当初[^,]{0,4}?同事|(?:之前|以前|原来)(?:那[个位]|的)?(?:管家|同事|会计|主任|秘书|经理)|前一家|前面那个|以前那?个|上一个)[^,]{0,10}?(?:管家|物[业管]|同事|主任|秘书|会计|公司|经手|收费员|实习生|烂摊子|留|挖|登记|交接|乱放|没有?交|走了|走的时候)", lambda _: "前期的交接不够完整"),
)
