"""Why something is asked for, as a clause beside the order says it: 这是配电间, 楼下睡觉呢, 后头还一串."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tonecheck.text.expressions import compiled
from tonecheck.text.states import tidied

_PLACE = "配电[间房室]|机房|泵房|设备[间房]|消防[车]?通道|逃生通道|安全出口|疏散通道|出入口|通道|楼梯间|盲道|考场|病房|诊室|阅览室|自习室|图书馆|手术室|检查室|仓库|后厨|工地|施工区|无烟区|禁烟区|车道|坡道|公共走廊|公共区域|公共地方|办公区|无菌区|病区|影院|展厅"
_BUSY = "考试|开会|上课|手术|直播|施工|吊装|消杀|消毒|打蜡|拖地|彩排|面试|录音"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (compiled(f"(?:因为)?(?:(?:这|那)(?:里|儿|边)?|此处|在?度)?(?:就|可)?是(?P<p>[^,你我他不没]{{0,4}}?(?:{_PLACE}))"), lambda m: f"这里是{m['p']}"),
    (compiled("(?P<p>楼下|楼上|隔壁|旁边)(?:邻居|住户|的?人|人家|老人)?(?:都|正|还|也)*(?:在)?(?:休息|睡觉?|午睡|午休|睏觉)(?:着)?"), lambda m: f"{m['p']}有人正在休息"),
    (compiled("(?P<p>楼下|楼上|隔壁)(?:是|也|还|可)*(?:有|住着?)(?:的|人|住户|人家|老人|邻居)*|(?P<p2>楼下|楼上|隔壁)是住人的?"), lambda m: f"{m['p'] or m['p2']}有人住"),
    (compiled(f"(?:这里|里面|今天|现在|人家|学生|教室)?(?:正在|正|在|是)(?P<v>{_BUSY})(?:呢|中|着)?"), lambda m: f"现在正在{m['v']}"),
    (compiled("今天是?(?P<v>大考|高考|中考|会考|学测|考试)(?:日|天)?"), lambda m: f"今天有{'大考' if m['v'] == '大考' else m['v']}"),
    (compiled("后[面头]?(?:还|都|的人)*(?:有人|排着|一串|等着|还?有?[一-鿿]{0,3}在?[等排])(?:队|人|呢|着)*"), lambda _: "后面还有几位在等"),
    (compiled("地(?:上|面|板|砖)?(?:很|太|有点|还|刚拖|都)*(?:滑|湿)(?:着|的|得很)?"), lambda _: "地面比较滑"),
)


def reason_of(clauses: Sequence[str]) -> str:
    """The first reason that one of the folded clauses gives; empty where none does."""
    for said in map(tidied, clauses):
        for form, told in _FORMS:
            if match := form.fullmatch(said):
                return told(match)
    return ""
