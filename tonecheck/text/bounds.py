"""What a clause says of how far things go: whose they are, what a desk offers, how many there are.

Rows of forms as in `text/gists`: kind, expression over a tidied clause, what is told of a match.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tonecheck.text.entities import NUMBER

# A thing or a matter: no pronoun, no denial, no adverb, no verb of saying within.
_THING = "(?P<s>(?:你(?:说|问|讲|反映|提)的)?(?:[这呢](?:[个件块条项笔张边里样]|一块)?(?:的)?(?:事情?|东西|问题)?|那(?:[个件块条项笔张]|一块)?|(?:这个?|那个?)?(?!我们|我|你|他|谁|反正|其实|现在|今天|因为|可能|已经|都|就|也|要|不|没|这|那)[^,你我他谁不没别都就也才又还说讲问找吗吧呢怎么少归、]{2,12}?))"
_OURS = "(?:我们|咱们?|俺们?|物业|本处|本部|本公司|本小区|管理处|这边|这里|前台|客服)(?:这边|这里|这儿|这|社区|小区|部门|公司|处|前台|屋苑|大厦)?"
# What is not the whole house's is nobody's here; what is only not this desk's is a colleague's.
_HOUSE = "(?:我们|咱们?|本)?(?:物业|小区|社区|管理处|公司|屋苑|大厦|大楼|项目|园区|院|校)(?:公司|处|里)?"
# Whose it is: an office, a company, an owner.
_OFFICE = (
    "(?P<who>(?!我们|物业|本|这|那|你|他|谁|人家)[^,你我他谁不没是归由属的在自]{0,8}?(?:公司|集团|[^,]局|署|部门|部|处(?!理)|所|委|学院|站|队|商|科|组|厂|店|办|市政|政府|城管|交警|警方|邮局|银行|电力|水务|燃气|运营商|领展|房东|业主|承租人|租户|居委会|街道|社区|开发商|建商|业委会|法团|财务|会计|工程|环境|保洁|绿化|客服|招商|安防|保安|供电|自来水|热力|电信|移动|联通|总部|provider))(?:那边|那头|那块|方面)?"
)


_IT = "这件事"
_IN_FULL = {
    "政府": "政府部门", "工程": "工程部", "客服": "客服部", "环境": "环境部", "招商": "招商部", "安防": "安防部", "保洁": "保洁部", "绿化": "绿化部",
    "供电": "供电公司", "电力": "电力公司", "热力": "热力公司", "燃气": "燃气公司", "自来水": "自来水公司", "水务": "水务公司",
}


def _name(said: str) -> str:
    said = re.sub("^你(?:说|问|讲|反映|提)的", "", said).strip()
    said = re.sub("^[这那]个?(?=[^个件块条项笔张边里样事种部]{2})", "", said)
    return _IT if not said or said[0] in "这那呢" else re.sub("(?:的事情?|[这那]一?[块边]|这活儿?|这种.*|的|[这那])$", "", said)


def _owned(match: re.Match[str]) -> str:
    thing, who = _name(match["s"]), match["who"].strip()
    # Whose "it" is says whoever names him; of offices of a city nobody else speaks.
    if who in thing or (thing == _IT and "政府" not in who):
        return ""
    return f"{thing}由{_IN_FULL.get(who, who)}负责"


def _not_offered(match: re.Match[str]) -> str:
    return f"{_name(match['s'])}不在服务范围内"


def _as_many(match: re.Match[str]) -> str:
    most = "最" + match["x"] if match["x"] else "一共"
    return f"{match['s'] if len(match['s']) > 1 else '这里'}{most}{'到' if match['x'] == '深' else '有' if not match['x'] else ''}{match['n']}"


FORMS: tuple[tuple[str, str, Callable[[re.Match[str]], str]], ...] = (
    ("outside", f"^{_THING}(?:都|也|一向|本来|原本|全|一律)*(?:归|属于?|由)(?:于)?{_OFFICE}(?:管辖?|负责|管理|处理|维护|承包|施工|范畴|的?范围)?(?:的)?$", _owned),
    ("outside", f"^{_THING}(?:都|也|就|本来|原本|当初|当年)*是{_OFFICE}(?:的?(?:事情?|责任|活|财产|地方|地盘|东西|工程|范围|管辖)?|的|管|管的|负责的?|在[管弄做]|在(?:负责|运营|保养|维护|维保|施工|处理)|包的)$", _owned),
    ("outside", f"^{_THING}(?:都|也|就|本来|原本|当初|当年)*是{_OFFICE}(?P<v>装|建|盖|摆|放|设|画|种|掘开|挖|钉|铺|修|贴)(?:上去|上|好|起来)?的$", lambda m: f"{_name(m['s'])}是{m['who'].strip()}{m['v']}的" if _name(m["s"]) != _IT else ""),
    ("outside", f"^{_THING}(?:都|也|就)?是(?P<who>[^你我他谁不没是归由属的在]{{2,6}})在(?:运营|保养|维护|维保|施工|承包)(?:的)?$", _owned),
    ("outside", f"^{_THING}(?:又|也|并|本来|都)*(?:不是|不归|不属于|非)(?:由)?{_HOUSE}(?:的|管的?|负责的?|范围|管辖|的?(?:事|地方|东西|财产))*$", lambda m: f"{_name(m['s'])}不在管理范围内"),
    ("lacking", f"^{_THING}(?:这[种类些个](?:体力)?(?:活|事|东西)儿?)?(?:都|也|是|就|并|可)*(?:不在|不属于|不包括在|没有?在)(?!家|场|线|班|岗)[^,我职责权]{{0,4}}(?:我们)?[^,我职责权]{{0,6}}?(?:范[围畴为]|内容|项目|清单|菜单|单子|之列|列)(?:之内|以内|里面?|内|之列)?$", _not_offered),
    ("lacking", f"^{_THING}(?:这活儿?|这项|服务|业务)?(?:早就?|已经|去年|前年|上个?月)*(?:停了|取消了|撤了|停办了|不做了|停掉了)$", lambda m: f"{_name(m['s'])}的服务已经停止了"),
    ("lacking", f"^(?:{_OURS})?(?:暂时?|并|目前|本店|本院|本会所)*(?:无|没有?|未有|未设|不设)(?:提供|开设)?(?P<s>(?![在呢着])[^,你我他谁不没这那]{{2,8}}?)(?:的)?(?:服务|业务)$", lambda m: f"{m['s']}服务这里没有提供"),
    ("lacking", f"^{_THING}(?:都|也|就|本来)*(?:是|属于?|算)(?:你|业主|住户|租户|屋主)?(?:家|自己|自家|个人)?的?(?:资产|财产|私产|私有|私人|专有|自有|自用|户内|室内|私家)(?:财[物产]|部[分位]|设施|设备|区域|地方|范围)?的?$", lambda m: f"{_name(m['s'])}属于业主自有部分"),
    ("notfound", "^[^,你我]{0,8}?(?:没有?|并?无|查不到|没得|找不到)(?:住户|业主|住客|人)?姓(?P<s>[一-鿿])的(?:人|住户|业主|住客)?$", lambda m: f"登记里没有查到姓{m['s']}的住户"),
    ("system", f"^(?:{_OURS})?(?:目前|一向|从来)?(?:只|就)(?:认|收|接受|支持)(?P<s>人民币|现金|港币|台币|转账|微信|支付宝|扫码|八达通|刷卡)(?:支付|付款)?$", lambda m: f"这里目前只收{m['s']}" if m["s"] in ("人民币", "现金", "港币", "台币") else f"这里目前只能用{m['s']}支付"),
    ("notfound", f"^(?:我们|咱们?|本)?(?:这[里儿边]?(?=[就只一总才]))?(?P<s>(?:这)?[^,你我他谁不没一-九十百0-9]{{0,6}}?(?:楼|苑|小区|期|栋|座|院|厦|年级|区|车库|电梯|单元|社区|项目|村|园|校)|[0-9a-z一二三四五六七八九十]{{1,3}}(?:楼|层|栋|座|期|区|单元)|)(?:(?:一共|总共|拢共|统共|通共|只|就|才|也|不过|仅)+(?:有)?|最(?P<x>[高深多大])(?:就|只|才|也)*(?:到|是)?)(?P<n>(?:b|负)?{NUMBER}(?:栋|座|号楼|楼|层|期|户|家|间|个班|个单元|单元|台|部)?)(?:高|为止)?$", lambda m: _as_many(m) if m["n"][-1] in "栋座楼层期户家间班元台部" or m["x"] else ""),
)
