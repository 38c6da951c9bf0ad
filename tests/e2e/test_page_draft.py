"""The page of a draft: marks, reasons and replies while somebody writes, whatever the server does."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from desk_page import LANGUAGES, Window, address, chrome, state, window
from homeserver import tonecheck_server

from tonecheck import Checker

try:
    from playwright.sync_api import Error as PlaywrightError
except ImportError:
    # Then these tests are skipped.
    PlaywrightError = OSError

__all__ = ["address", "chrome", "state"]
pytestmark = pytest.mark.e2e

BLOCKED, CLEAN = "这事不归我管。", "好的，师傅下午三点上门。"
GREETED = f"王先生您好，😀{BLOCKED}"
FINE = "没有发现会让客户不快的说法。"
ONE = "先别发：有 1 处会让客户不快。"
DOWN = "连不上检查服务，这段话还没有检查。您可以照常写，连上后会自动再看。"
MARKED = [("不归我管", "error")]


@pytest.fixture
def desk(chrome: Any, address: str) -> Iterator[Window]:
    with window(chrome, address) as shown:
        shown.open()
        yield shown


def reply(desk: Window, n: int = 0) -> Any:
    return desk.page.locator("#cards .reply").nth(n)


def test_marks_reasons_and_reactions_as_one_types(desk: Window, checker: Checker) -> None:
    desk.page.locator("#draft").click()
    desk.page.keyboard.type(GREETED, delay=15)
    desk.says(ONE)
    assert desk.marked() == MARKED, "two rules mind the same words, which are one place"
    report = checker.check(GREETED).to_dict()
    cards = desk.page.locator("#cards > li")
    told = [(card.locator(".where").inner_text(), card.locator(".message").inner_text(), card.locator(".impact").inner_text(),
             [r.inner_text() for r in card.locator(".reply span:last-child").all()]) for card in cards.all()]
    assert told == [(f"「{f['excerpt']}」", f["message"], f"客户感受 {f['impact']}", [s["text"] for s in f["suggestions"]])
                    for f in report["findings"]]
    assert desk.page.locator("#rewritten").inner_text() == report["rewritten"]
    assert desk.checked() == [GREETED], "one check, after the last key"


def test_a_click_takes_the_reply_and_undo_gives_the_draft_back(desk: Window, checker: Checker) -> None:
    desk.write(GREETED)
    desk.says(ONE)
    wanted = checker.check(GREETED).rewritten
    reply(desk).click()
    desk.says(FINE)
    assert (desk.draft(), desk.marked(), desk.page.locator("#cards > li").count()) == (wanted, [], 0)
    desk.page.locator("#undo").click()
    desk.says(ONE)
    desk.comes(desk.draft, GREETED)
    reply(desk).click()
    desk.says(FINE)
    desk.page.keyboard.press("Control+z")
    desk.says(ONE)
    assert desk.draft() == GREETED, "the browser's own undo knows of the reply"
    desk.page.locator("#take-whole").click()
    desk.says(FINE)
    desk.comes(desk.draft, wanted)


def test_what_is_left_to_fill_in_is_selected(desk: Window) -> None:
    desk.write(BLOCKED)
    desk.says(ONE)
    desk.page.locator(".reply.open").first.click()
    selected = "(() => { const a = document.getElementById('draft'); return a.value.slice(a.selectionStart, a.selectionEnd); })()"
    desk.comes(lambda: desk.page.evaluate(selected), "【哪项服务】")
    desk.page.keyboard.insert_text("空调维修")
    assert "空调维修" in desk.draft()
    assert "【" not in desk.draft()


def test_the_keyboard_alone_is_enough(desk: Window) -> None:
    """From the draft to its buttons, the whole text rewritten, the finding, its replies."""
    page = desk.page
    page.locator("#draft").press_sequentially(BLOCKED)
    desk.says(ONE)
    reached = []
    for _ in range(7):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
    # Undo is off while there is nothing to undo.
    assert reached == ["copy", "clear", "take-whole", "copy-whole", "where", "reply", "reply"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    desk.says(FINE)
    assert page.evaluate("document.activeElement.id") == "draft"
    page.evaluate("document.activeElement.blur(); document.getSelection().removeAllRanges()")
    page.goto(desk.address)
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "draft"


def test_a_finding_leads_to_its_words_and_back(desk: Window) -> None:
    desk.write(GREETED)
    desk.says(ONE)
    desk.page.locator(".where").first.click()
    where = desk.page.evaluate("[document.getElementById('draft').selectionStart, document.getElementById('draft').selectionEnd]")
    start = len(GREETED.partition("不归我管")[0].encode("utf-16-le")) // 2
    assert where == [start, start + 4]
    desk.page.locator('#cards [aria-current="true"]').wait_for()
    desk.page.keyboard.press("Home")
    desk.page.locator('#cards [aria-current="true"]').wait_for(state="detached")


def test_marks_move_with_their_words(desk: Window) -> None:
    desk.write(BLOCKED)
    desk.says(ONE)
    desk.context.set_offline(True)
    desk.page.keyboard.press("Home")
    desk.page.keyboard.insert_text("王先生您好，")
    mirror = desk.page.locator("#mirror")
    desk.comes(lambda: (mirror.inner_text().rstrip("\u200b"), desk.marked()), (f"王先生您好，{BLOCKED}", MARKED))
    desk.page.evaluate("document.getElementById('draft').setSelectionRange(9, 9)")
    desk.page.keyboard.insert_text("大概")
    # Words that were touched are no longer what was found.
    desk.comes(desk.marked, [])


def test_an_input_method_is_left_alone(desk: Window) -> None:
    session = desk.context.new_cdp_session(desk.page)
    desk.page.locator("#draft").click()
    for pinyin in ("zhe", "zheshi", "zheshibugui", "zheshibuguiwoguan"):
        session.send("Input.imeSetComposition", {"text": pinyin, "selectionStart": len(pinyin), "selectionEnd": len(pinyin)})
        desk.page.wait_for_timeout(200)
    desk.page.wait_for_timeout(500)
    assert desk.checked() == [], "what is being composed is no text yet"
    session.send("Input.insertText", {"text": BLOCKED})
    desk.says(ONE)
    assert (desk.draft(), desk.checked()) == (BLOCKED, [BLOCKED])


@pytest.mark.parametrize("text", [
    "<img src=x onerror=alert(1)>这事不归我管。", "</textarea><script>alert(1)</script>这事不归我管。",
    "${alert(1)}&lt;b&gt;这事不归我管。",
])
def test_markup_in_a_text_is_text(desk: Window, text: str) -> None:
    desk.page.on("dialog", lambda dialog: desk.faults.append(f"a script ran: {dialog.message}"))
    desk.write(text)
    desk.says(ONE)
    assert desk.marked() == MARKED
    assert desk.page.locator("#mirror").inner_text().rstrip("\u200b") == text
    assert desk.page.evaluate("document.querySelectorAll('img:not(header img), script:not([type=module])').length") == 0


def test_choices_go_with_the_text_and_are_kept_but_no_text_is(desk: Window) -> None:
    page = desk.page
    page.locator("#scene").select_option(label="微信、LINE、WhatsApp 等一对一聊天")
    page.locator("#channel").select_option("mail")
    page.locator("#audience").select_option("elder")
    page.locator("#script").select_option("hant-tw")
    desk.write(BLOCKED)
    desk.says(ONE)
    sent = desk.asked[-1][1]
    assert sent == {"text": BLOCKED, "intent": "draft", "language": "zh-hans", "scene": "chat", "channel": "mail",
                    "audience": "elder", "script": "hant-tw"}
    assert "這件事" in reply(desk).inner_text()
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert json.loads(kept)[1:] == [{}, ""]
    assert "不归我管" not in kept
    page.reload()
    desk.comes(lambda: [page.locator(f"#{name}").input_value() for name in ("channel", "audience", "script", "draft")],
               ["mail", "elder", "hant-tw", ""])


@pytest.mark.parametrize(("language", "told", "title"), [
    ("zh-hans", ONE, "可以这样说"), ("zh-hant", "先別發：有 1 處會讓客戶不快。", "可以這樣說"),
    ("en", "Do not send yet: places found: 1.", "Say instead"),
])
def test_languages(chrome: Any, address: str, checker: Checker, language: str, told: str, title: str) -> None:
    with window(chrome, address, locale=LANGUAGES[language]) as desk:
        page = desk.open()
        desk.write(BLOCKED)
        desk.says(told)
        assert page.locator("#cards h4").first.inner_text() == title
        wanted = checker.speaking(language).check(BLOCKED).findings[0].message
        assert page.locator("#cards .message").first.inner_text() == wanted
        assert page.locator("html").get_attribute("lang") == {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}[language]
        page.locator("#language").select_option("en")
        page.locator("#cards .message").get_by_text(checker.speaking("en").check(BLOCKED).findings[0].message).wait_for()
        page.reload()
        page.locator("h1").get_by_text("Look once before you send").wait_for()


def test_copy_and_what_is_told(chrome: Any, address: str) -> None:
    with window(chrome, address, permissions=["clipboard-read", "clipboard-write"]) as desk:
        page = desk.open()
        clipboard = "navigator.clipboard.readText()"
        desk.write(BLOCKED)
        desk.says(ONE)
        page.locator("#copy").click()
        desk.says("已复制。还有 1 处可能让客户不快。")
        desk.comes(lambda: (page.evaluate(clipboard), desk.told()), (BLOCKED, ["overridden"]))
        page.locator("#clear").click()
        desk.write(BLOCKED)
        desk.says(ONE)
        page.locator("#copy-whole").click()
        desk.says("已复制。")
        assert page.evaluate(clipboard) == page.locator("#rewritten").inner_text()
        desk.comes(desk.told, ["overridden", "taken"])
        page.locator("#clear").click()
        desk.write(BLOCKED)
        desk.says(ONE)
        page.locator("#draft").fill(CLEAN)
        desk.says(FINE)
        page.locator("#copy").click()
        desk.says("已复制。")
        desk.comes(desk.told, ["overridden", "taken", "edited", "sent"])


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A server that wants a token, and one."""
    folder = tmp_path_factory.mktemp("guarded")
    command = [sys.executable, "-m", "tonecheck", "token", "new", "desk-3", "--state", str(folder)]
    token = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()
    with tonecheck_server(folder) as url:
        yield url, token


def test_a_token_is_asked_for_and_kept_for_the_tab_alone(chrome: Any, guarded: tuple[str, str]) -> None:
    url, token = guarded
    with window(chrome, url) as desk:
        page = desk.open()
        desk.write(BLOCKED)
        for wrong in ("wrong", "令牌"):
            page.locator("#token").fill(wrong)
            page.keyboard.press("Enter")
            page.locator("#notice").get_by_text("令牌不对，或者已经停用").wait_for()
        page.get_by_label("令牌", exact=True).fill(token)
        page.keyboard.press("Enter")
        desk.says(ONE)
        page.locator("#token-form").wait_for(state="hidden")
        assert page.evaluate("sessionStorage['tonecheck.token']") == token
        assert "tck_" not in page.evaluate("JSON.stringify({...localStorage})")
        page.reload()
        desk.write(CLEAN)
        desk.says(FINE)


def test_a_server_that_is_down_never_blocks_the_typing(desk: Window) -> None:
    desk.write(CLEAN)
    desk.says(FINE)
    desk.context.set_offline(True)
    # A line of its own: what is offered in the same line may excuse it.
    desk.write(f"\n{BLOCKED}")
    desk.page.locator("#notice").get_by_text(DOWN).wait_for()
    desk.page.keyboard.insert_text("再写一句。")
    state = desk.page.locator("#state")
    desk.comes(lambda: (desk.draft(), desk.marked(), state.inner_text()), (f"{CLEAN}\n{BLOCKED}再写一句。", [], ""))
    desk.context.set_offline(False)
    # It comes back by itself.
    desk.page.locator("#cards > li").first.wait_for()
    desk.page.locator("#notice").wait_for(state="hidden")


def test_a_browser_that_keeps_nothing_is_no_fault(chrome: Any, guarded: tuple[str, str]) -> None:
    url, token = guarded
    with window(chrome, url) as desk:
        desk.context.add_init_script(
            "for (const name of ['localStorage', 'sessionStorage'])"
            " Object.defineProperty(window, name, {get() { throw new DOMException('refused', 'SecurityError'); }});")
        page = desk.open()
        page.locator("#token").fill(token)
        page.keyboard.press("Enter")
        desk.write(BLOCKED)
        desk.says(ONE)
        page.locator("#language").select_option("en")
        page.locator("#scene").select_option("chat")
        desk.says("Do not send yet: places found: 1.")


@pytest.mark.parametrize(("status", "more", "notice"), [
    (429, {"Retry-After": "1"}, "检查服务正忙，1 秒后自动再看。您可以照常写。"),
    (503, {"Retry-After": "1"}, "检查服务正忙，1 秒后自动再看。您可以照常写。"),
    (500, {}, "检查服务出错，这段话还没有检查。稍后会自动再看。"),
    (200, {}, "检查服务出错，这段话还没有检查。稍后会自动再看。"),
])
def test_refusals_are_said_plainly_and_tried_again(desk: Window, status: int, more: dict[str, str], notice: str) -> None:
    desk.page.route("**/v1/check", lambda route: route.fulfill(status=status, headers=more, body="gone"), times=1)
    desk.write(BLOCKED)
    desk.page.locator("#notice").get_by_text(notice).wait_for()
    assert desk.draft() == BLOCKED
    desk.says(ONE)
    desk.page.locator("#notice").wait_for(state="hidden")


def test_a_slow_answer_to_an_older_text_is_not_shown(desk: Window) -> None:
    held: list[Any] = []
    desk.page.route("**/v1/check", lambda route: held.append(route), times=1)
    desk.write(BLOCKED)
    desk.says("正在看……")
    desk.page.locator("#draft").fill(CLEAN)
    desk.says(FINE)
    assert len(held) == 1
    # Now the older one is answered, unless the page has given it up.
    with contextlib.suppress(PlaywrightError):
        held[0].continue_()
    desk.page.wait_for_timeout(500)
    assert (desk.marked(), desk.page.locator("#state").inner_text()) == ([], FINE)


def test_a_text_that_is_too_long_is_told_not_cut(desk: Window) -> None:
    desk.write("好" * 8001)
    desk.page.locator("#notice").get_by_text("一次最多看 8,000 字，请分段检查。").wait_for()
    assert len(desk.draft()) == 8001
    desk.page.locator("#draft").fill(CLEAN)
    desk.says(FINE)
    assert desk.checked() == [CLEAN], "what is too long was not sent at all"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chrome: Any, address: str, scheme: str, width: int) -> None:
    with window(chrome, address, color_scheme=scheme, viewport={"width": width, "height": 800}) as desk:
        page = desk.open()
        assert desk.violations() == []
        desk.write(f"{GREETED}\n让您久等了。")
        page.locator("#cards > li").nth(2).wait_for()
        desk.page.evaluate("document.getElementById('draft').setSelectionRange(12, 12)")
        assert desk.violations() == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "nothing to scroll sideways for"
