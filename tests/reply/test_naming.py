from __future__ import annotations

import pytest
from table import case

from tonecheck.reply.naming import called_once, named


@pytest.mark.parametrize(
    ("reply", "who", "script", "expected"),
    [
        case(
            "a long name stands in full once",
            "管钥匙的王老师现在不在，请管钥匙的王老师回来后联系您。", "管钥匙的王老师", "hans",
            "管钥匙的王老师现在不在，请王老师回来后联系您。",
        ),
        case(
            "what is left of it would be no name",
            "管钥匙的人现在不在，请管钥匙的人回来后联系您。", "管钥匙的人", "hans",
            "管钥匙的人现在不在，请管钥匙的人回来后联系您。",
        ),
        case(
            "a short name may stand twice",
            "王老师现在不在，请王老师回来后联系您。", "王老师", "hans",
            "王老师现在不在，请王老师回来后联系您。",
        ),
        case(
            "who is responsible",
            "門閘由保養商負責，由我聯絡保養商，說明情況。", "", "hant-hk",
            "門閘由保養商負責，由我為您聯絡，說明情況。",
        ),
        case(
            "somebody else is named",
            "门锁由厂家负责，我来联系工程部，把情况说清楚。", "", "hans",
            "门锁由厂家负责，我来联系工程部，把情况说清楚。",
        ),
    ],
)
def test_called_once(reply: str, who: str, script: str, expected: str) -> None:
    assert called_once(reply, who, script) == expected


def test_what_is_named_first_needs_no_head() -> None:
    assert named("我很愿意帮忙，这件事我先去了解一下，好吗？", "停车费") == "停车费的事我先去了解一下，好吗？"
