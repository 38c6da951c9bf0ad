"""What the customer wants to have done, where a draft says on what condition, or that it is not: 修水管 of 想修水管先交费.

Everything reads folded text.
"""

from __future__ import annotations

from tonecheck.text.expressions import compiled
from tonecheck.text.fold import Folded

_DEED = "(?:上门|入户)?(?:维修|修(?![改理剪])|装(?![修潢])|安装|换|派(?=师傅|人|工)|补办?|办(?!公|法|事)|开(?!始|会|车|心|玩)|退(?!休|房)|领|借|搬|通|洗|接|录|打印|复印|调|检查|视察|察看|查|代[收寄办缴领订]|清[洁理洗运]|疏通|送|寄|登记|充|续(?=[^,。!?]{0,4}[证卡位]))"
_ENDS = "(?=[ ,。!?;~的]|先|就|得|要|必须|可以|行|也行|$)"
_WISHES = (
    compiled(f"(?:想|要)(?:让|叫|请|我们?|俺们?|咱们?|物业|师傅|师父|给你|帮你|去|来)*(?P<w>{_DEED}[^,。!?;~先就得要才的了你我给把]{{0,5}}?){_ENDS}"),
    compiled(f"(?:[不没唔别]|休想|莫|无法|没法)(?:会|可能|能|可以)?(?:给|帮|替|同|跟)(?:你|阁下)?(?:们|哋|家)?的?(?:工人|师傅|工班)?(?P<w>{_DEED}[^,。!?;~先就得要才的了你我给把]{{0,5}}?)(?=[,。!?;~的]|$)"),
    compiled("(?:[不没唔]|休想|无法|没法)(?:会|可能|能|可以)?(?:帮|替)(?:你|阁下)(?:们|哋|家)?(?P<w>[^,。!?;~先就得要才的了你我给把说想着这那]{2,6}?)(?=[,。!?;~]|$)"),
    compiled(f"才(?:能|会|肯|可以)?(?:给|帮|替)你(?:们|家)?(?:派人|安排人|派师傅)?(?P<w>(?:{_DEED}|灭|看|测)[^,。!?;~先就得要才的了你我给把]{{1,5}}?)(?=[,。!?;~的]|$)"),
    compiled("(?:想|要)(?:让|叫|请)?(?:我们|我哋|物业)?(?:派)?(?P<w>(?:师傅|人)?(?:上门|过来|过去)(?:看|修|查|量|测|装|拆|洗|换|通)?[^,。!?;~先就得要才的了你我给把可行]{0,4}?)(?=可以|行|[ ,。!?;~]|先|就|$)"),
    compiled(f"[不没](?:会|予|再|能)?(?:安排|派人|派员)(?:人|师傅)?(?:来|去|上门)?(?P<w>{_DEED}[^,。!?;~先就得要才的了你我给把]{{1,5}}?)(?=[,。!?;~的]|$)"),
    compiled(f"(?:再|才|别|甭|休|免)(?:来|跟我们?|和我们?)*(?:谈|提|说|讲)(?P<w>{_DEED}[^,。!?;~先就得要才的了你我给把]{{1,5}}?)的?事"),
    compiled(f"(?:别|甭|休)想(?:让|叫)?(?:我们?)?(?:给你|帮你|替你)?(?:们|家)?(?P<w>{_DEED}[^,。!?;~先就得要才的了你我给把]{{1,5}}?)(?=[,。!?;~的]|$)"),
    compiled(f"[不没](?:会|能|予|再)?(?P<w>{_DEED}[^,。!?;~先就得要才的了你我给把]{{1,5}}?)(?:给|畀|俾)(?:你|阁下)(?=[,。!?;~]|$)"),
    compiled("[不没](?:会|予|再)?(?:处理|受理|安排)(?:你|阁下|贵户)?(?:们|家)?的?(?:任何|一切)?(?P<w>报修|维修)"),
    compiled("[不没](?:会|予|能|可能)(?P<w>(?:补发|补办|发放|续签|续租|退还|开具|补开)[^,。!?;~先就得要才的了你我给把]{2,6}?)(?=[,。!?;~的]|$)"),
    compiled(f"(?:^|[,。!?;~\n])(?P<w>{_DEED}[^,。!?;~先就得要才的了你我给把不没]{{1,5}}?)(?:可以|行|没问题)?\\?"),
)
# Who is not sent: 不会派人上门.
_SENT = compiled("[不没](?:会|能|予|再)?(?:派|安排)(?P<w>(?:人|师傅)(?:上门|过来|过去))(?=[,。!?;~的]|$)")
# What is not done with a thing: 灯就一天不换, 出入证就别想办.
_REFUSED = compiled("(?:^|[,。!?;~\n])(?P<n>(?!这|那|其)[^,。!?;~的了你我他不没]{2,6}?)(?:就|也|都)?(?:别|甭|休|莫|不用)想(?:着)?(?P<v>办|领|借|开|换|补|退|用|拿)(?=[,。!?;~了]|$)")
# What is not given out: 住户卡我们是不会发的.
_NOT_GIVEN = compiled("(?:^|[,。!?;~\n])(?:不然|否则|要不然?)?(?:这个|那个|[张个条])?(?P<m>(?!这|那|其|钱|张|个|条|不然|否则|要)[^,。!?;~的了你我他不没]{1,8}?(?:卡|证|器|匙|条|单|券|票|扣|贴|表))(?:我们?|物业|管理处|本处)?(?:是|就|一律|一概|都)*(?:不会|不予|不可能|不能|不)(?:发|给|补发|办理?|开|借|派|出|受理|处理)(?:给?你|出)?的?(?=[,。!?;~]|$)")
_WITHHELD = compiled("(?:^|[,。!?;~\n])(?:你家?的?|这|那)?(?P<n>(?:楼道|楼梯|走廊|门口|厨房|阳台|浴室|厕所|客厅)?(?:的)?(?:灯泡?|门锁|水管|水龙头)|锁|门锁|水管|水表|电表|门禁|门禁卡|管道|马桶|空调|冷气)(?:我们|物业|管理处)?(?:就|一天|一日|也|都|先|是)*(?:不|唔)(?:会|给|帮|替)*你?(?:们|家)?(?P<v>换|修|装|通)(?=[,。!?;~]|$)")
# What is to be talked of later: 搬完再说灯泡的事.
_LATER = (
    compiled("[不没](?:会|予|再)?(?:处理|受理)(?P<m>(?!你|任何|一切|这|那|该|其|报修|维修|阁下|贵)[^,。!?;~的了你我他]{2,8}?)(?=[,。!?;~]|$)"),
    compiled("(?:^|[,。!?;~\n])(?:不|没)?[^,。!?;~]{0,4}?(?P<m>(?:装修|搬家|入住|退租|过户|续租|续约|开业)手续)(?:一律|就|都)*(?:免谈|别谈|休想)(?=[,。!?;~了]|$)"),
    compiled("(?:再|才|别|甭|休|免)(?:来|跟我们?|和我们?)*(?:谈|提|说|讲)(?P<m>(?![别其那这])[^,。!?;~的了你我他]{2,8}?)的事"),
    compiled("(?:^|[,。!?;~\n])(?P<m>(?![别其那这])[^,。!?;~的了你我他]{2,8}?)的事[^,。!?;~的了]{0,4}再(?:说|谈|讲|来)"),
)
# What is done with what is not named, as one says it.
_BARE = compiled("(?:(?:想|要)(?:让|叫|请|我们?|物业|师傅|给你|帮你)*|(?:才|[不没])(?:会|能|可以|给|帮|替|跟|你|阁下)*)(?P<v>[修整装])(?=[ ,。!?;~]|可以|行|先|就|$)")
_BARELY = {"修": "维修", "整": "维修", "装": "安装"}
# 开停车场的遥控器 is more than 开停车场.
_GOES_ON = compiled("的[^ ,。!?;~话]")
_ANY = compiled("任何|一切|所有")
_NOT_ONE = compiled("[这那它他她谁哪什么怎几多少点]|手续$|一下$|^(?:办|开|领|退|查|换)(?:好|完|到|出(?!入|门|租)|来|去|成|个)|^要")


def wish_of(folded: Folded, start: int, end: int) -> str:
    """What is wanted in a range, in the draft's own characters, a deed or a matter (灯泡的事); empty where nothing is named, or two different things are."""
    found = {match.span("w") for form in _WISHES for match in form.finditer(folded.text, start, end) if len(match["w"]) > 1 and not _NOT_ONE.search(match["w"]) and not _GOES_ON.match(folded.text, match.end())}
    wishes = {folded.text[a:b]: _ANY.sub("", folded.source[slice(*folded.span(a, b))]) for a, b in found}
    if not wishes and (sent := _SENT.search(folded.text, start, end)):
        return folded.source[slice(*folded.span(*sent.span("w")))]
    if not wishes and (withheld := _WITHHELD.search(folded.text, start, end) or _REFUSED.search(folded.text, start, end)):
        return "".join(folded.source[slice(*folded.span(*withheld.span(group)))] for group in ("v", "n"))
    for form in () if wishes else (*_LATER, _NOT_GIVEN):
        if (later := form.search(folded.text, start, end)) and not _NOT_ONE.search(later["m"]):
            return f"{folded.source[slice(*folded.span(*later.span('m')))]}的事"
    if not wishes and (bare := _BARE.search(folded.text, start, end)):
        return _BARELY[bare["v"]]
    return wishes.popitem()[1] if len(wishes) == 1 else ""
