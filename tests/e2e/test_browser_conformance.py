"""The table of integrations/conformance/README.md, row by row, in a real Chromium."""

from __future__ import annotations

import time

import pytest

pytestmark = pytest.mark.e2e

CLEAN = "好的，师傅下午三点上门。"
BLOCKED = "这事不归我管。"
BETTER = "这件事我先记下来，帮您问清楚由谁处理，有了回音就告诉您。"
WARNED = "让您久等了。"


def panel(page):
    return page.locator("tonecheck-layer .panel")


def notice(page):
    return page.locator("tonecheck-layer .notice")


def test_01_clean(desk):
    page = desk.open()
    desk.send(page, CLEAN)
    desk.waits(page, CLEAN)
    assert (notice(page).count(), panel(page).count()) == (0, 0)
    desk.told("sent")


def test_02_block(desk):
    page = desk.open()
    desk.send(page, BLOCKED)
    panel(page).wait_for()
    assert panel(page).locator(".excerpt").all_inner_texts() == ["不归我管"]
    assert "客户不知道该找谁" in panel(page).inner_text()
    assert "仍然发送" not in panel(page).inner_text()
    for _ in range(3):
        page.keyboard.press("Enter")
        page.locator("#box").press("Enter")
        page.get_by_text("发送", exact=True).click()
    page.wait_for_timeout(300)
    assert desk.sent(page) == []


def test_03_block_and_reply_taken(desk):
    page = desk.open()
    desk.send(page, BLOCKED)
    page.get_by_role("button", name="用建议改写").click()
    desk.holds(page, BETTER)
    assert desk.sent(page) == [], "the person looks at it first"
    page.keyboard.press("Enter")
    desk.waits(page, BETTER)
    desk.told("taken", "sent")
    assert desk.server.outcomes()[0][0] == "c000001"


def test_04_05_06_a_warning_is_confirmed_and_warned_again(desk):
    page = desk.open()
    desk.send(page, WARNED)
    panel(page).wait_for()
    assert desk.sent(page) == []
    page.get_by_role("button", name="仍然发送").click()
    desk.waits(page, WARNED)
    desk.told("overridden")
    desk.send(page, WARNED)
    panel(page).wait_for()
    assert desk.sent(page) == [WARNED]


def test_07_a_confirmation_holds_for_its_text_alone(desk):
    page = desk.open()
    desk.send(page, WARNED)
    page.get_by_role("button", name="仍然发送").click()
    desk.waits(page, WARNED)
    desk.send(page, "让您久等了！")
    panel(page).wait_for()
    assert desk.sent(page) == [WARNED]


def test_08_rewrite(desk):
    desk.settings(on_warn="rewrite")
    page = desk.open()
    desk.send(page, WARNED)
    desk.waits(page, "谢谢您的耐心等待。")
    notice(page).get_by_text("已按建议改写后发出").wait_for()
    desk.told("taken", "sent")


def test_08_rewriting_asks_where_a_block_stands(desk):
    desk.settings(on_warn="rewrite")
    page = desk.open()
    desk.send(page, BLOCKED)
    panel(page).wait_for()
    assert desk.sent(page) == []


def test_09_an_open_slot_is_offered_and_marked(desk):
    page = desk.open()
    desk.send(page, "这事%%incomplete")
    page.get_by_role("button", name="填入后补全").click()
    box = page.locator("#box")
    desk.comes(lambda: box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)"), "【谁】")
    page.keyboard.press("Enter")
    panel(page).get_by_text("还有空没填").wait_for()
    assert desk.sent(page) == []
    page.keyboard.press("Escape")
    box.evaluate("box => box.setSelectionRange(box.value.indexOf('【'), box.value.indexOf('】') + 1)")
    page.keyboard.insert_text("小周")
    page.keyboard.press("Enter")
    desk.waits(page, "小周负责这件事，我帮您联系。")
    desk.told("taken", "sent")


def test_10_markup_is_text(desk):
    page = desk.open()
    desk.send(page, "这事%%markup")
    panel(page).wait_for()
    assert "<img src=x" in panel(page).inner_text()
    assert panel(page).locator("img").count() == 0
    assert page.title() == "客服工作台"


@pytest.mark.parametrize(("text", "reason"), [
    ("好的%%slow:5000", "检查服务太慢"), ("好的%%hang", "检查服务太慢"), ("好的%%drop", "连不上检查服务"),
    ("好的%%garbage", "读不懂"), ("好的%%truncated", "读不懂"), ("好的%%html", "读不懂"), ("好的%%noverdict", "读不懂"),
    ("这事%%sha", "对不上这条消息"), ("好的%%400", "没有接受"), ("好的%%413", "太长"), ("好的%%422", "没有接受"),
    ("好的%%500", "出错"), ("好的%%503", "出错"), ("好的%%429", "正忙"), ("好的%%401", "令牌不对"),
])
class TestFailures:
    """Rows 11, 12, 14 to 19."""

    def test_open(self, desk, text, reason):
        page = desk.open()
        began = time.monotonic()
        desk.send(page, text)
        desk.waits(page, text)
        assert time.monotonic() - began < 2.5
        notice(page).get_by_text("未经检查就发出了").wait_for()
        assert reason in notice(page).inner_text()
        desk.until(lambda: len(desk.spool()) == 1)
        (line,) = desk.spool()
        assert (line["outcome"], line["site"], line["length"]) == ("bypassed", desk.site, len(text))
        assert text not in desk.stored()

    def test_closed(self, desk, text, reason):
        desk.settings(on_failure="closed")
        page = desk.open()
        desk.send(page, text)
        panel(page).get_by_text("消息没有发出").wait_for()
        assert reason in panel(page).inner_text()
        assert "仍然发送" not in panel(page).inner_text()
        page.wait_for_timeout(200)
        assert (desk.sent(page), desk.spool()) == ([], [])


def test_closed_then_tried_again(desk):
    desk.settings(on_failure="closed")
    desk.server.play([{"answer": "500"}])
    page = desk.open()
    desk.send(page, CLEAN)
    page.get_by_role("button", name="再试一次").click()
    desk.waits(page, CLEAN)


def test_13_server_gone(desk):
    page = desk.open()
    desk.server.close()
    began = time.monotonic()
    desk.send(page, CLEAN)
    desk.waits(page, CLEAN)
    assert time.monotonic() - began < 2.2
    # Not for being slow: nothing was waited for.
    notice(page).get_by_text("连不上检查服务，消息未经检查就发出了").wait_for()


def test_18_wrong_token(desk):
    desk.settings(token="another")
    page = desk.open()
    desk.send(page, CLEAN)
    desk.waits(page, CLEAN)
    notice(page).get_by_text("令牌不对，请在设置里更新").wait_for()


def test_19_no_request_before_retry_after(desk):
    page = desk.open()
    desk.send(page, "好的%%429")
    desk.waits(page, "好的%%429")
    desk.send(page, CLEAN)
    desk.waits(page, "好的%%429", CLEAN)
    # The second went without a question, so that nothing is on its way any more.
    assert len(desk.server.checks()) == 1
    page.wait_for_timeout(1000)
    desk.send(page, CLEAN)
    desk.until(lambda: len(desk.server.checks()) == 2)


def test_20_breaker(desk):
    page = desk.open()
    sent = []
    for number in range(5):
        sent.append(f"好的{number}%%500")
        desk.send(page, sent[-1])
        desk.waits(page, *sent)
    asked = len(desk.server.checks())
    opened = time.monotonic()
    desk.server.reset()
    desk.send(page, CLEAN)
    desk.waits(page, *sent, CLEAN)
    notice(page).get_by_text("检查服务暂时不可用").wait_for()
    assert (asked, desk.server.checks()) == (5, [])
    page.wait_for_timeout(max(0, 10_200 - 1000 * (time.monotonic() - opened)))
    desk.send(page, BLOCKED)
    panel(page).wait_for()


def test_21_the_page_says_staff(desk):
    page = desk.open()
    desk.send(page, CLEAN)
    desk.waits(page, CLEAN)
    assert {check["role"] for check in desk.server.checks()} == {"staff"}


def test_22_ten_quickly(desk):
    page = desk.open()
    messages = [f"第{number}条" for number in range(10)]
    messages[2] += "%%slow:500"
    for message in messages:
        desk.send(page, message)
    desk.waits(page, *messages)


def test_23_double_enter(desk):
    desk.server.play([{"answer": "slow:300"}])
    page = desk.open("late")
    desk.send(page, CLEAN)
    page.keyboard.press("Enter")
    desk.waits(page, CLEAN)
    page.wait_for_timeout(400)
    assert desk.sent(page) == [CLEAN]


def test_24_wide_characters(desk):
    page = desk.open()
    desk.send(page, "😀这事不归我管。")
    panel(page).wait_for()
    assert panel(page).locator(".excerpt").all_inner_texts() == ["不归我管"]
    page.get_by_role("button", name="用建议改写").click()
    desk.holds(page, "😀" + BETTER)


def test_25_no_text_is_kept(desk):
    page = desk.open()
    # Chat clients of other tests keep things of their own under this address.
    kept = page.evaluate("() => Object.keys(localStorage)")
    lines = []
    page.on("console", lambda message: lines.append(message.text))
    texts = [CLEAN, "好的%%500", WARNED]
    for text in texts:
        desk.send(page, text)
        page.wait_for_timeout(300)
    page.get_by_role("button", name="仍然发送").click()
    desk.waits(page, *texts)
    stored = desk.stored()
    assert [text for text in texts if text in stored] == []
    assert lines == []
    assert page.evaluate("() => Object.keys(localStorage)") == kept


def test_an_outcome_waits_until_the_server_takes_it(desk):
    page = desk.open()
    desk.write(page, CLEAN)
    desk.checked(CLEAN)
    token, desk.server.token = desk.server.token, "another"
    page.keyboard.press("Enter")
    desk.waits(page, CLEAN)
    desk.until(lambda: '"outcomes":[{' in desk.stored())
    desk.server.token = token
    desk.server.reset()
    desk.send(page, "您好。")
    desk.waits(page, CLEAN, "您好。")
    desk.told("sent", "sent")
