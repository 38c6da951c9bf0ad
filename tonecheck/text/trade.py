"""Words of the trade that stand in a text with a slip of the keyboard: 休价 for 休假."""

from __future__ import annotations

from functools import cache, lru_cache

from tonecheck.text.expressions import compiled
from tonecheck.text.sounds import may_sound_alike

_LISTED = (
    "发光了 领光了 请假 休假 放假 额满 已满 坐满 发完 领完 用完 退完 卖完 出去 带磁扣 名额 名单 号码 以后 已经 电工 水工 电梯 押金 收据 发票 证件 登记 预约 通知 停水 停电 物业 维修 配件 快递 "
    "包裹 车位 车库 门卡 门禁 磁扣 水管 水表 电表 窗口 明天 今天 昨天 后天 上午 下午 中午 晚上 早上 现在 时候 时间 分钟 办公 盖章 签字 材料 复印 现金 机器 系统 电脑 打印 暴雨 人手 午休 休息 排队 清楚 知道 前台 处理 负责 "
    "公司 经理 主任 管家 保安 保洁 工具 工程 施工 装修 阀门 监控 照片 申请 审批 审核 退款 账户 费用 价格 免费 收费 规定 流程 手续 手册 服务 医生 护士 门诊 挂号 房间 教室 楼上 楼下 走廊 通道 单元 房东 师傅 抱歉 天气 录像 设备 总干事 工程部 财务部 保安队长 队长 开发商 教练 秘书 会计 供应商 施工队 负责人 供电局 派出所 居委会 业委会"
)
# What sounds like one of them, and is right all the same.
_ALIKE = "现今 登机 一经 老是 一生 主人 门进 车尾 师父 公私 一金 供电 知到 发玩 人收 听电 电公 快的 作天 谁管 推完 漏下 清出 清除 中无 停点 停店 先在 天起 水公 一格 用𨋢 包过 处去 下毋 下无 天七 时艰 明单 签子 经离 经历 会给 会籍 会继 会寄 会及 教师 交联"
_WORDS, _RIGHT = _LISTED.split(), frozenset(_ALIKE.split())
# Characters that were typed for one word and stayed before another: 以已经.
_TYPED_TWICE = compiled("以已|已以|在再|再在|[一二两三四五六七八九十0-9]典|(?<![观时阳])光[乐勒]|满[咯勒]|今天坐|就试(?!试)|尼个")
_SIZES = sorted({len(word) for word in _WORDS})


@lru_cache(maxsize=2048)
def slipped(text: str) -> bool:
    """True where a folded text very likely has such a slip."""
    if _TYPED_TWICE.search(text):
        return True
    return any(_is_slip(text[at : at + size]) for size in _SIZES for at in range(len(text) - size + 1))


def _is_slip(typed: str) -> bool:
    if typed in _RIGHT or typed in _words():
        return False
    near = {word for at, ch in enumerate(typed) for word in _at().get((len(typed), at, ch), ())}
    return any(all(map(may_sound_alike, typed, word)) for word in near)


@cache
def _words() -> frozenset[str]:
    return frozenset(_WORDS)


@cache
def _at() -> dict[tuple[int, int, str], list[str]]:
    """The words by their length and by a character in its place: at least that one was typed right."""
    found: dict[tuple[int, int, str], list[str]] = {}
    for word in _WORDS:
        for at, ch in enumerate(word):
            found.setdefault((len(word), at, ch), []).append(word)
    return found
