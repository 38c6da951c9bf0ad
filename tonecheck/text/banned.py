"""What a clause says is not allowed, or only so, told as a rule: 快递车不让进 is 按规定，快递车不能进.

Rows of forms as in `text/gists`: kind, expression over a tidied clause, what is told of a match.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tonecheck.text.entities import NUMBER
from tonecheck.text.expressions import compiled

BY_RULE = "按规定，"
# What a rule is about, and the words that only make it firm.
MATTER = "(?!规定|制度|手续|流程|上头|上面|公司|系统|我|你|谁|这|那|本子|手册)[^,你我他谁哪怎么吗吧呢别又还太很@]{2,12}?"
FIRMLY = "(?:一律|一向|一概|统统|都|就是|就|从来|向来|历来|一直|是|暂|也|白天黑夜)"
# Whose word it is that nobody at a desk can change.
_CHIEF = (
    "(?:公司|总公司|总部|总行|集团|领导|上头|上面|上级|经理|主任|主管|老板|管委会|业委会|法团|学校|学院|馆里|队里|店里|院里|物业|管理处|gs|后勤处?|街道|银行|酒店|开发商|区域|大厦|系统|后台|平台)"
    "(?:那边|那里|这边|里头|里面|里|上|都|也|早就|已经|开会|明文|统一|一直|一向|有|的)*(?:规定|说|交代|要求|通知)?(?:了|过|的|就是|就|都|是|一律|也)*"
)
_CHIEFS = compiled(f"{_CHIEF}$")
_DAYS = "[0-9一二两三四五六七八九十]{1,4}个?(?:工作日|工作天|天|周|星期|月)"
_NOT = "(?:不能|不可以|不得|不准|不许|不让|不允许|不给|禁止|严禁|不然(?=我们))"
_FIRM = compiled("不能|不可以?|不得|不准|不许|不予|不让|不给|禁止|概不|不会|一律|统统")
_SOMEBODY = compiled("(?:邻居|住户|楼上|楼下|隔壁|对门|对面|师傅|业主|人家|同事|人|系统|者|(?<!访)客|老师|老板|经理)$")
_WEAR = "泳帽|泳衣|头盔|口罩|安全帽|鞋套"
_IN = {"下": "下水", "下去": "下水", "游": "下水", "进": "进场", "进去": "进场"}


def matter_of(said: str) -> str:
    """What a rule is about, without where it is written and how firm it is."""
    said = re.sub("^.*(?:写着|写明|写起|印着|列明|规定|上写|就是说|说是)", "", said)
    return re.sub("(?:一向|本来|向来|历来|从来|原本|就是|就|早就|(?<=[一-鿿]{2})(?:本|非|这块|这一块|这种|那种|这类|这些|的))+$", "", said)


def forbidden(match: re.Match[str]) -> str:
    """What is not allowed; empty where that is only what nobody can do."""
    thing, deed = matter_of(match["s"]), re.sub("^([^得])得(?!到)", r"\1", match["v"])
    # 主委说不能晒就是不能晒 says it twice.
    if re.search("不能|不准|不许|不得|不可以", thing):
        return ""
    # 退不退得成 forbids nothing, nor does 点不进去; what is out of reach is said otherwise.
    if not deed or re.search("[不就]|了$|^在[^,]*(?:范围|之内|之列|里面)", deed) or (deed[0] == thing[-1:] and thing[-2:] not in ("晚上", "早上", "线上", "网上")) or thing.startswith(("没", "不", "即")) or deed == "过" or re.search(f"(?:{_WEAR})没", thing):
        return ""
    if re.match("[进出上下][去来]", deed) and thing[-1:] in "点走录改办做弄拿打停放塞推填插刷登搬摆开退交贴运抬装领查拉取":
        return ""
    # 邻居不收声, 系统不接纳: what somebody does not do is not forbidden him.
    if not _FIRM.search(match[0]) and (_SOMEBODY.search(thing) or ":" in thing or deed.startswith("在家")):
        return ""
    if thing.endswith(("决议", "决定")):
        return f"{thing[:-2]}已经{thing[-2:]}不{deed}"
    if _CHIEFS.match(thing):
        return f"{BY_RULE}不能{deed}" if len(deed) > 1 else ""
    # When a place is shut, that is no ban: 交谊厅除夕不开放.
    if deed in ("开放", "营业", "办公", "上班") or (deed == "开" and thing[-1:] in "门馆厅池场室"):
        return f"{BY_RULE}{thing}不{deed if deed != '开' else '开放'}"
    return f"{BY_RULE}{thing}不能{ {'批': '批准', '收': '受理'}.get(deed, deed) }"


def _ordered(match: re.Match[str]) -> str:
    """What those in charge do not allow."""
    deed = match["v"].removesuffix("的")
    return "" if re.search("[这那]|^(?:的|干|弄|搞|吗|有|在|是|会|办$|改$)|了$", deed) else f"{BY_RULE}不能{deed}"


def _worn(match: re.Match[str]) -> str:
    deed = _IN.get(match["d"], match["d"])
    return f"{BY_RULE}需要{'穿' if match['o'] in ('泳衣', '鞋套') else '戴'}{match['o']}才能{deed}"


def _agreed(match: re.Match[str]) -> str:
    """Who did not agree to what."""
    who = {"上头": "上级", "上面": "上级", "老板": "公司"}.get(match["w"], match["w"])
    return f"{re.sub('(?:的事|这事|这个|的)+$', '', match['s'])}的事{who}没有同意"


FORMS: tuple[tuple[str, str, Callable[[re.Match[str]], str]], ...] = (
    ("rule", f"^{_CHIEF}{_NOT}(?:我们?|前台|管家|保安|给)?(?P<v>[^,你我他谁不没]{{2,10}}?)的?$", _ordered),
    ("rule", f"^(?P<s>{MATTER})(?:我们(?:这边|这里|这)?|物业|前台|管理处|公司)?{FIRMLY}*{_NOT}(?:再)?(?P<v>(?:自行|[走搭坐乘穿骑游拍吃抽喝挂晒堆摆贴住留碰动拆砸接吸烧遛喂踢跑拖搬拉挪封移刷充领取报约过下写画钉锯焊安设建投丢扔饲])[^,你我他谁不没]{{0,7}}?)的?$", forbidden),
    ("rule", f"^(?P<o>{_WEAR})(?:没有?|不|未)(?:戴|穿|带|套)(?:的)?(?:就|都|一律|是|一概)*{_NOT}(?P<d>下水|下去|下|进去|进场|入内|进|游)(?:的)?$", _worn),
    ("rule", f"^(?P<x>[^,你我他谁不没]{{0,6}}?{NUMBER}点半?(?:以后|之后)?(?:锁门|关门|熄灯|断电|清场|落锁|关闸))(?:这(?:事|条|一条))?(?:都)?(?:写在|印在|贴在)", lambda m: f"{BY_RULE}{m['x']}"),
    ("rule", f"^(?P<s>退?(?:装修)?(?:押金|保证金|按金)|退款|退费|过户|审批|办证|开票|验收)(?:就是|就|都|得|要|需要?|一般|走|等|排|是)*(?P<n>{_DAYS})(?:的流程|才能?(?P<r>退|办|到账?|下来))?$", lambda m: f"{BY_RULE}{m['s']}要{m['n']}才能{m['r']}" if m["r"] else f"{BY_RULE}{m['s']}需要{m['n']}"),
    ("rule", f"^(?P<s>[^,你我他谁不没]{{2,8}}?)(?:的?时间)?(?:就是|只有|只到|一律是?|固定是?)(?P<n>(?:早上|上午|中午|下午|晚上)?{NUMBER}点半?到(?:早上|上午|中午|下午|晚上)?{NUMBER}点半?)$", lambda m: f"{BY_RULE}{m['s']}的时间是{m['n']}"),
    ("system", "^(?P<s>系统|后台|平台|电脑)(?:里头?|上|里面)?(?:就是|都|是|压根|根本)*(?:没法|不能|无法|不支持|不让)(?P<v>[^,你我他谁不没]{2,12}?)的?$", lambda m: f"{m['s']}里暂时不能{m['v']}"),
    ("refused", "^(?P<s>[^,你我他谁哪怎么吗吧呢不没]{3,10}?)(?P<w>总部|总公司|公司|领导|上头|上面|经理|主任|老板|管委会|业委会|法团|业主大会)(?:那边|那里)?(?:就是|一直|都|是|也)*(?:不点头|不同意|不批准?|不松口|没有?同意|没有?批准?|没批下来)的?$", _agreed),
)
