"""The extension in chat clients and an editor that others wrote: Converse.js over a real XMPP server, Deep Chat, Quill."""

from __future__ import annotations

import shutil

import pytest
import xmpp
from programs import client, wanted

pytestmark = pytest.mark.e2e

CLEAN = "好的，师傅下午三点上门。"
BLOCKED = "这事不归我管。"
BETTER = "这件事我先记下来，帮您问清楚由谁处理，有了回音就告诉您。"
WARNED = "让您久等了。"
BOXES = {"deep-chat": "#text-input", "quill": ".ql-editor"}
BUTTONS = {"deep-chat": ".input-button", "quill": "#go"}


@pytest.fixture(scope="module")
def prosody(tmp_path_factory):
    program = wanted(shutil.which("prosody"), "this test needs an XMPP server: apt-get install prosody")
    with xmpp.running(program, tmp_path_factory.mktemp("prosody")) as server:
        yield server


def panel(page):
    return page.locator("tonecheck-layer .panel")


class TestConverse:
    """A member of staff in Converse.js writes to a customer, who sits at another Converse.js."""

    @pytest.fixture
    def pages(self, desk, serve, prosody):
        client("converse.js")
        customers = serve(("/converse.js/", desk.clients / "converse.js"))
        opened = []
        for site, user, other in ((customers, "customer", "staff"), (desk.site, "staff", "customer")):
            page = desk.browser.new_page()
            desk.pages.append(page)
            page.goto(f"{site}/plain/converse.html?jid={user}@localhost&with={other}@localhost&url={prosody.url}")
            page.get_by_text(f"{other}@localhost").first.click(timeout=20_000)
            page.locator("textarea.chat-textarea").wait_for()
            opened.append(page)
        customer, staff = opened
        customer.evaluate("() => { received.length = 0; }")
        return staff, customer

    def write(self, page, text):
        page.locator("textarea.chat-textarea").click()
        page.keyboard.insert_text(text)

    def received(self, customer, *messages):
        customer.wait_for_function("count => received.length >= count", arg=len(messages))
        customer.wait_for_timeout(300)
        assert customer.evaluate("() => received") == list(messages)

    def test_enter(self, desk, pages):
        staff, customer = pages
        for text in (CLEAN, BLOCKED):
            self.write(staff, text)
            staff.keyboard.press("Enter")
        panel(staff).get_by_role("button", name="用建议改写").click()
        staff.keyboard.press("Enter")
        self.write(staff, WARNED)
        staff.keyboard.press("Enter")
        staff.get_by_role("button", name="仍然发送").click()
        self.received(customer, CLEAN, BETTER, WARNED)
        desk.told("sent", "taken", "sent", "overridden")

    def test_button(self, desk, pages):
        staff, customer = pages
        self.write(staff, BLOCKED)
        staff.locator("button.send-button").click()
        panel(staff).get_by_role("button", name="用建议改写").click()
        staff.locator("button.send-button").click()
        self.received(customer, BETTER)
        desk.told("taken", "sent")

    def test_server_gone(self, desk, pages):
        staff, customer = pages
        desk.server.close()
        self.write(staff, CLEAN)
        staff.keyboard.press("Enter")
        staff.get_by_text("消息未经检查就发出了").wait_for()
        self.received(customer, CLEAN)


@pytest.mark.parametrize("name", BOXES)
class TestEditors:
    """Editable regions with a model of their own, one of them in a shadow root."""

    def open(self, desk, name):
        client(name)
        page = desk.browser.new_page()
        desk.pages.append(page)
        page.goto(f"{desk.site}/plain/{name}.html")
        return page

    def write(self, page, name, text):
        page.locator(BOXES[name]).click()
        page.keyboard.insert_text(text)

    def sent(self, page, *messages):
        page.wait_for_function("count => sent.length >= count", arg=len(messages))
        page.wait_for_timeout(300)
        assert page.evaluate("() => sent") == list(messages)

    def test_enter(self, desk, name):
        page = self.open(desk, name)
        self.write(page, name, CLEAN)
        page.keyboard.press("Enter")
        self.sent(page, CLEAN)
        self.write(page, name, BLOCKED)
        page.keyboard.press("Enter")
        panel(page).get_by_role("button", name="用建议改写").click()
        desk.comes(lambda: page.locator(BOXES[name]).inner_text().strip(), BETTER)
        page.keyboard.press("Enter")
        self.sent(page, CLEAN, BETTER)

    def test_button(self, desk, name):
        page = self.open(desk, name)
        self.write(page, name, WARNED)
        page.locator(BUTTONS[name]).last.click()
        page.get_by_role("button", name="仍然发送").click()
        self.sent(page, WARNED)

    def test_several_lines(self, desk, name):
        page = self.open(desk, name)
        self.write(page, name, "您好。")
        page.keyboard.press("Shift+Enter")
        page.keyboard.insert_text(BLOCKED)
        page.keyboard.press("Enter")
        panel(page).get_by_role("button", name="用建议改写").click()
        page.keyboard.press("Enter")
        page.wait_for_function("() => sent.length >= 1")
        assert [line for line in page.evaluate("() => sent[0]").splitlines() if line] == ["您好。", BETTER]
