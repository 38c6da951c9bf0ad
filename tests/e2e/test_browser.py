"""How the extension behaves in a page: makes of chat tools, input methods, the keyboard, settings."""

from __future__ import annotations

import time

import pytest
from conftest import content

pytestmark = pytest.mark.e2e

CLEAN = "好的，师傅下午三点上门。"
BLOCKED = "这事不归我管。"
BETTER = "这件事我先记下来，帮您问清楚由谁处理，有了回音就告诉您。"
WARNED = "让您久等了。"


def panel(page):
    return page.locator("tonecheck-layer .panel")


def notice(page):
    return page.locator("tonecheck-layer .notice")


@pytest.mark.parametrize(("make", "where", "how"), [
    ("textarea", "plain", "Enter"), ("textarea", "plain", "click"),
    ("textarea", "strict", "Enter"), ("textarea", "strict", "click"),
    ("editable", "plain", "Enter"), ("editable", "strict", "Enter"), ("editable", "plain", "click"), ("plain", "plain", "Enter"),
    ("redraw", "plain", "Enter"), ("redraw", "plain", "click"), ("form", "plain", "click"), ("form", "strict", "click"),
    ("keyup", "plain", "Enter"), ("icon", "plain", "click"), ("press", "plain", "click"), ("shadow", "plain", "Enter"),
    ("shadow", "plain", "click"), ("late", "plain", "Enter"), ("late", "plain", "click"),
])
class TestMakes:
    """Every make of chat page, sent by key or by button."""

    def act(self, desk, page, text, how):
        desk.write(page, text)
        self.again(page, how)

    def again(self, page, how):
        if how == "Enter":
            page.keyboard.press("Enter")
        else:
            page.locator("#composer button").click()

    def test_clean_goes_once(self, desk, make, where, how):
        page = desk.open(make, where)
        self.act(desk, page, CLEAN, how)
        desk.waits(page, CLEAN)
        desk.told("sent")

    def test_blocked_stays_and_the_reply_goes(self, desk, make, where, how):
        page = desk.open(make, where)
        self.act(desk, page, BLOCKED, how)
        panel(page).wait_for()
        assert desk.sent(page) == []
        page.get_by_role("button", name="用建议改写").click()
        desk.comes(lambda: content(page).strip(), BETTER)
        self.again(page, how)
        desk.waits(page, BETTER)
        desk.told("taken", "sent")

    def test_warned_goes_when_confirmed(self, desk, make, where, how):
        page = desk.open(make, where)
        self.act(desk, page, WARNED, how)
        page.get_by_role("button", name="仍然发送").click()
        desk.waits(page, WARNED)
        desk.told("overridden")


def test_a_known_text_costs_no_time(desk):
    desk.server.play([{"answer": "slow:500"}])
    page = desk.open()
    desk.write(page, CLEAN)
    desk.checked(CLEAN)
    page.wait_for_timeout(500)
    page.evaluate("""() => {
        const log = document.getElementById("log");
        addEventListener("keydown", (event) => { window.pressed = event; }, { capture: true });
        new MutationObserver(() => { window.sentBy = window.pressed.isTrusted; }).observe(log, { childList: true });
    }""")
    page.keyboard.press("Enter")
    desk.waits(page, CLEAN)
    assert page.evaluate("() => [window.sentBy, window.pressed.defaultPrevented]") == [True, True], "the person's own Enter sent it"
    assert [check["intent"] for check in desk.server.checks()] == ["draft"]


def test_one_check_after_the_last_key(desk):
    page = desk.open()
    page.locator("#box").click()
    page.keyboard.type("师傅下午三点上门", delay=40)
    desk.checked("师傅下午三点上门")
    assert [check["text"] for check in desk.server.checks()] == ["师傅下午三点上门"]


def test_a_hint_shows_while_typing_and_opens_the_panel(desk):
    page = desk.open()
    desk.write(page, BLOCKED)
    hint = page.locator("tonecheck-layer .hint")
    hint.click()
    panel(page).get_by_text("这条消息先别发").wait_for()
    page.get_by_role("button", name="用建议改写").click()
    desk.holds(page, BETTER)
    assert desk.sent(page) == []
    page.keyboard.press("Enter")
    desk.waits(page, BETTER)
    desk.told("taken", "sent")
    desk.write(page, BLOCKED)
    hint.wait_for()
    page.locator("#box").evaluate("box => { box.value = ''; }")
    hint.wait_for(state="detached")


class TestInputMethods:
    """What is being composed is the input method's."""

    def compose(self, page, text):
        client = page.context.new_cdp_session(page)
        page.locator("#box").click()
        client.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        return client

    def test_enter_while_composing_is_left_alone(self, desk):
        page = desk.open()
        client = self.compose(page, "buguiwoguan")
        page.keyboard.press("Enter")
        assert page.evaluate("() => window.composingEnters") == 1
        client.send("Input.insertText", {"text": BLOCKED})
        page.keyboard.press("Enter")
        panel(page).wait_for()
        assert [check["text"].strip() for check in desk.server.checks()] == [BLOCKED]

    def test_enter_with_key_code_229_is_left_alone(self, desk):
        page = desk.open()
        desk.write(page, BLOCKED)
        page.locator("#box").evaluate("""box => box.dispatchEvent(
            new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true, bubbles: true, cancelable: true }))""")
        assert page.evaluate("() => window.composingEnters") == 1

    def test_what_is_composed_is_not_asked_about(self, desk):
        page = desk.open()
        self.compose(page, "nihao")
        page.wait_for_timeout(600)
        assert desk.server.checks() == []


def test_shift_enter_makes_a_line(desk):
    page = desk.open()
    desk.write(page, BLOCKED)
    # What an Enter would be held by is known, so that a panel would open at once.
    desk.checked(BLOCKED)
    page.keyboard.press("Shift+Enter")
    desk.holds(page, BLOCKED + "\n")
    assert panel(page).count() == 0


def test_enter_that_makes_a_line_still_does(desk):
    page = desk.open("ticket")
    desk.write(page, CLEAN)
    page.keyboard.press("Enter")
    desk.holds(page, CLEAN + "\n")
    page.keyboard.insert_text("请放心。")
    desk.checked(f"{CLEAN}\n请放心。")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(BLOCKED)
    page.keyboard.press("Enter")
    desk.holds(page, f"{CLEAN}\n请放心。\n{BLOCKED}\n")
    assert panel(page).count() == 0, "here Enter was seen to make a line"
    page.get_by_role("button", name="发送", exact=True).click()
    panel(page).wait_for()
    assert desk.sent(page) == []


def test_enter_that_makes_a_line_is_learnt_whatever_comes_next(desk):
    page = desk.open("ticket")
    # Text that comes in the very moment of the line, before any timer of the extension can run.
    page.evaluate("""text => document.getElementById("box").addEventListener("input", (event) => {
        if (event.inputType !== "insertLineBreak") return;
        event.target.value += text;
        event.target.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
    })""", BLOCKED)
    desk.write(page, CLEAN)
    desk.checked(CLEAN)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    desk.holds(page, f"{CLEAN}\n{BLOCKED}\n{BLOCKED}")
    assert panel(page).count() == 0


@pytest.mark.parametrize("make", ["keyup", "textarea"])
def test_enter_that_sends_is_not_taken_for_a_line(desk, make):
    page = desk.open(make)
    desk.write(page, CLEAN)
    desk.checked(CLEAN)
    page.keyboard.press("Enter", delay=80)
    desk.waits(page, CLEAN)
    desk.send(page, BLOCKED)
    panel(page).wait_for()
    assert desk.sent(page) == [CLEAN]


def test_enter_that_sends_again_is_held_again(desk):
    page = desk.open("ticket")
    for text in (CLEAN, "请放心。"):
        page.keyboard.insert_text(text) if text != CLEAN else desk.write(page, text)
        desk.checked(content(page))
        page.keyboard.press("Enter")
    # The person switches the chat tool over: Enter sends from now on.
    page.evaluate("() => document.getElementById('box').addEventListener('keydown', onKey)")
    page.keyboard.insert_text(CLEAN)
    page.keyboard.press("Enter")
    desk.waits(page, f"{CLEAN}\n请放心。\n{CLEAN}")
    page.wait_for_timeout(200)
    desk.send(page, BLOCKED)
    panel(page).wait_for()
    assert len(desk.sent(page)) == 1


@pytest.mark.parametrize(("make", "whole"), [("ticket", f"{CLEAN}\n请放心。"), ("trusted", f"{CLEAN}请放心。")])
def test_typing_while_a_text_is_checked_that_does_not_go_stays(desk, make, whole):
    desk.server.play([{"answer": "slow:400"}])
    desk.settings(selectors=[{"id": "own", "editor": ["#box"], "enter": "sends"}] if make == "trusted" else [])
    page = desk.open(make)
    desk.send(page, CLEAN)
    page.keyboard.insert_text("请放心。")
    page.wait_for_timeout(3500)
    assert (content(page), desk.sent(page)) == (whole, [])


def test_a_page_that_takes_no_synthetic_key(desk):
    desk.settings(selectors=[{"id": "own", "editor": ["#box"], "enter": "sends"}])
    page = desk.open("trusted")
    desk.send(page, CLEAN)
    notice(page).get_by_text("请再发送一次").wait_for()
    desk.holds(page, CLEAN)
    page.keyboard.press("Enter")
    desk.waits(page, CLEAN)


def test_own_selectors(desk):
    desk.settings(selectors=[{"id": "own", "hosts": ["127.0.0.1"], "editor": ["input#box"], "enter": "sends"}])
    page = desk.open("input")
    page.evaluate("() => document.getElementById('box').addEventListener('keydown', onKey)")
    desk.send(page, BLOCKED)
    panel(page).wait_for()
    desk.settings()
    page = desk.open("input")
    page.evaluate("() => document.getElementById('box').addEventListener('keydown', onKey)")
    desk.send(page, BLOCKED)
    desk.waits(page, BLOCKED)


class TestKeyboard:
    """All of it without a mouse, and spoken of to a screen reader."""

    def test_reply_by_keys(self, desk):
        page = desk.open()
        desk.send(page, BLOCKED)
        panel(page).wait_for()
        role, focused = page.evaluate("""() => {
            const inside = document.querySelector("tonecheck-layer").shadowRoot;
            return [inside.activeElement.getAttribute("role"), inside.activeElement === inside.querySelector(".panel")];
        }""")
        assert (role, focused) == ("alertdialog", True)
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        desk.holds(page, BETTER)
        panel(page).wait_for(state="detached")
        page.keyboard.press("Enter")
        desk.waits(page, BETTER)

    def test_the_panel_has_a_name_and_a_description(self, desk):
        page = desk.open()
        desk.send(page, BLOCKED)
        dialog = page.get_by_role("alertdialog", name="这条消息先别发")
        dialog.wait_for()
        described = dialog.evaluate("box => box.querySelector('#' + box.getAttribute('aria-describedby')).innerText")
        assert "不归我管" in described
        assert page.get_by_role("button", name="关闭").count() == 1

    def test_escape_goes_back_to_the_text(self, desk):
        page = desk.open()
        desk.send(page, BLOCKED)
        panel(page).wait_for()
        page.keyboard.press("Escape")
        panel(page).wait_for(state="detached")
        page.keyboard.insert_text("吗")
        desk.holds(page, BLOCKED + "吗")

    def test_a_second_enter_takes_no_button(self, desk):
        page = desk.open()
        desk.send(page, WARNED)
        panel(page).wait_for()
        page.keyboard.press("Enter")
        page.wait_for_timeout(200)
        assert (desk.sent(page), content(page), panel(page).count()) == ([], WARNED, 1)


def test_typing_on_closes_the_panel(desk):
    page = desk.open()
    desk.send(page, BLOCKED)
    panel(page).wait_for()
    page.locator("#box").fill(CLEAN)
    panel(page).wait_for(state="detached")
    page.locator("#box").press("Enter")
    desk.waits(page, CLEAN)
    desk.told("edited", "sent")


def test_a_reply_changed_by_hand_is_edited(desk):
    page = desk.open()
    desk.send(page, BLOCKED)
    page.get_by_role("button", name="用建议改写").click()
    page.keyboard.press("End")
    page.keyboard.insert_text("请放心。")
    page.keyboard.press("Enter")
    desk.waits(page, BETTER + "请放心。")
    desk.told("edited", "sent")


def test_a_draft_given_up_is_cancelled(desk):
    page = desk.open()
    desk.send(page, BLOCKED)
    panel(page).wait_for()
    page.keyboard.press("Escape")
    page.locator("#box").fill("")
    desk.told("cancelled")


def test_a_page_left_is_cancelled(desk):
    page = desk.open()
    desk.send(page, BLOCKED)
    panel(page).wait_for()
    page.goto("about:blank")
    desk.told("cancelled")


def test_typing_while_it_is_checked_is_the_next_message(desk):
    desk.server.play([{"answer": "slow:400"}])
    page = desk.open()
    desk.send(page, CLEAN)
    page.keyboard.insert_text("还有")
    desk.waits(page, CLEAN)
    desk.holds(page, "还有")


def test_what_is_typed_on_after_a_held_message_is_asked_about_too(desk):
    desk.server.play([{"answer": "slow:400"}])
    page = desk.open()
    desk.send(page, BLOCKED)
    page.keyboard.insert_text("您问别人吧")
    panel(page).wait_for()
    assert desk.server.checks()[-1]["text"] == BLOCKED + "您问别人吧"


def test_warnings_may_pass(desk):
    desk.settings(on_warn="pass")
    page = desk.open()
    desk.send(page, WARNED)
    desk.waits(page, WARNED)
    desk.told("sent")


def test_a_site_that_was_not_chosen_is_left_alone(desk):
    desk.settings(sites=[])
    page = desk.open()
    desk.send(page, BLOCKED)
    desk.waits(page, BLOCKED)
    assert (desk.server.checks(), page.locator("tonecheck-layer").count()) == ([], 0)


def test_a_site_given_up_is_left_alone_at_once(desk):
    page = desk.open()
    desk.settings(sites=["https://chat.example.com/*"])
    desk.send(page, BLOCKED)
    desk.waits(page, BLOCKED)


def test_the_page_sees_neither_token_nor_settings(desk):
    page = desk.open()
    desk.send(page, BLOCKED)
    panel(page).wait_for()
    assert page.evaluate("() => typeof globalThis.tonecheck") == "undefined"
    assert page.evaluate("() => typeof chrome?.storage") == "undefined"
    assert desk.server.token not in page.content()


def test_blanks_are_nothing_to_check(desk):
    page = desk.open()
    desk.send(page, "   ")
    # What is asked is asked in order: a question about the blanks would stand before this one.
    page.locator("#box").fill("")
    desk.send(page, CLEAN)
    desk.told("sent")
    assert ([check["text"] for check in desk.server.checks()], panel(page).count()) == ([CLEAN], 0)


def test_half_a_surrogate_pair_is_checked_all_the_same(desk):
    page = desk.open()
    page.locator("#box").evaluate("box => { box.value = '这事不归我管\\ud83d。'; box.focus(); }")
    page.keyboard.press("Enter")
    panel(page).wait_for()
    assert desk.server.checks()[0]["text"] == "这事不归我管\ufffd。"


def test_no_answer_from_anywhere_opens_in_two_seconds(desk):
    page = desk.open()
    began = time.monotonic()
    desk.send(page, "好的%%hang")
    desk.waits(page, "好的%%hang")
    assert 0.7 < time.monotonic() - began < 2.2


def test_a_worker_that_does_not_answer_opens_too(desk):
    page = desk.open()
    desk.write(page, BLOCKED)
    desk.checked(BLOCKED)
    page.locator("#box").fill("")
    desk.browser.service_workers[0].evaluate(
        "() => { setTimeout(() => { const end = Date.now() + 4000; while (Date.now() < end); }); }")
    page.wait_for_timeout(100)
    began = time.monotonic()
    desk.send(page, WARNED)
    desk.waits(page, WARNED)
    assert 1.4 < time.monotonic() - began < 3
    notice(page).get_by_text("检查服务太慢").wait_for()
    page.wait_for_timeout(2500)


@pytest.mark.parametrize("enter", ["newline", "ctrl"])
def test_control_and_enter_send_where_enter_makes_a_line(desk, enter):
    desk.settings(selectors=[{"id": "own", "editor": ["#box"], "enter": enter}])
    page = desk.open("ticket")
    page.evaluate("() => document.getElementById('box').addEventListener('keydown', (event) => {"
                  " if (event.ctrlKey && event.key === 'Enter') send(document.getElementById('box')); })")
    desk.write(page, BLOCKED)
    desk.checked(BLOCKED)
    page.keyboard.press("Enter")
    desk.holds(page, BLOCKED + "\n")
    assert panel(page).count() == 0
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="用建议改写").click()
    page.keyboard.press("Control+Enter")
    desk.waits(page, BETTER)


def test_a_search_is_nobody_s_draft(desk):
    page = desk.open()
    page.locator("#box").evaluate("box => box.setAttribute('role', 'searchbox')")
    desk.send(page, BLOCKED)
    desk.waits(page, BLOCKED)
    assert desk.server.checks() == []


def test_the_other_mouse_button_sends_nothing(desk):
    page = desk.open()
    desk.write(page, BLOCKED)
    # Its verdict is known, so that a sending would open the panel at once.
    desk.checked(BLOCKED)
    page.get_by_role("button", name="发送", exact=True).click(button="right")
    page.wait_for_timeout(300)
    assert panel(page).count() == 0


def test_inside_a_modal_dialog(desk):
    page = desk.open()
    page.evaluate("""() => {
        const dialog = document.createElement("dialog");
        dialog.append(document.getElementById("composer"));
        document.body.append(dialog);
        dialog.showModal();
    }""")
    desk.send(page, BLOCKED)
    page.get_by_role("button", name="用建议改写").click()
    desk.holds(page, BETTER)


@pytest.mark.parametrize(("lang", "title", "button"), [
    ("zh_CN", "发送前，请再看一眼", "仍然发送"), ("zh_TW", "送出前，請再看一眼", "仍然送出"),
    ("en", "Please look again before sending", "Send anyway"),
])
def test_languages(desk, lang, title, button):
    desk.settings(lang=lang)
    page = desk.open()
    desk.send(page, WARNED)
    page.get_by_role("alertdialog", name=title).wait_for()
    assert page.get_by_role("button", name=button).count() == 1
