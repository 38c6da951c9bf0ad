"""What is said once more to one who asks again is told anew, and nothing else is."""

from __future__ import annotations

import pytest
from table import case

from tonecheck.text.anew import anew
from tonecheck.text.fold import fold


@pytest.mark.parametrize(
    ("clause", "again", "expected"),
    [
        case("when, after that it was said", "不是跟你说了下周吗", False, ("anew", "时间是下周")),
        case("a time alone, where another clause says so", "十五號", True, ("anew", "时间是十五号")),
        case("a time alone tells nothing", "十五号", False, None),
        case("when a thing comes", "磁扣星期五才有", False, ("anew", "磁扣要到星期五才有")),
        case("tomorrow, in Hong Kong", "聽日先有", False, ("anew", "要到明天才有")),
        case("where", "就跟你說在B2", False, ("anew", "位置在b2")),
        case("said twice", "三号门三号门", False, ("anew", "位置在三号门")),
        case("a thing in its place, said thrice", "磁扣在抽屉、在抽屉、在抽屉", False, ("anew", "磁扣在抽屉")),
        case("which way", "走西门", False, ("anew", "请您走西门")),
        case("it is being seen to", "在弄了在弄了", False, ("pending", "您的事正在处理")),
        case("what is waited for", "一个垫子要等料嘛", False, ("pending", "垫子正在等材料")),
        case("not yet", "还没修好", False, ("pending", "目前还没有修好")),
        case("how many are ahead", "前面还有五单", False, ("pending", "您前面还有五单")),
        case("under way", "说了在路上了", False, ("pending", "已经在路上了")),
        case("who speaks is elsewhere", "我在开会", False, None),
        case("that it was said often tells nothing", "说了多少遍了", True, None),
        case("no thing at all", "有完没完", True, None),
        case("haste tells nothing", "催什么催", True, None),
        case("a denial is no place", "不在三楼", True, None),
    ],
)
def test_anew(clause: str, again: bool, expected: tuple[str, str] | None) -> None:
    state = anew(fold(clause).text, again=again)
    assert (state and (state.kind, state.text)) == expected
