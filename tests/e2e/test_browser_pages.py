"""The extension's own pages, its package, and one run against the real server."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import urllib.request
import zipfile

import pytest
from conftest import EXTENSION, window
from table import ROOT
from xmpp import free_port

pytestmark = pytest.mark.e2e

BLOCKED = "这事不归我管。"
BETTER = "这件事我先记下来，帮您问清楚由谁处理，有了回音就告诉您。"
PACK = ROOT / "integrations" / "browser" / "pack.py"


@pytest.fixture
def options(desk, extension):
    """The options page as a user opens it."""
    page = desk.browser.new_page()
    desk.pages.append(page)
    page.goto(extension.url)
    page.get_by_text("检查服务", exact=True).wait_for()
    return page


class TestOptions:
    """From nothing to a blocked message, by hand."""

    def test_from_nothing_to_a_blocked_message(self, desk, options):
        desk.settings(sites=[], token="", server="http://127.0.0.1:1")
        options.reload()
        options.get_by_label("地址").fill(f" {desk.server.url}/ ")
        options.get_by_label("令牌").fill(desk.server.token)
        options.get_by_label("网站，一行一个").fill(f"{desk.site}/plain/chat.html\n")
        options.get_by_role("button", name="保存").click()
        options.get_by_text("已保存。").wait_for()
        options.get_by_role("button", name="测试连接").click()
        options.get_by_text("连接正常。").wait_for()
        page = desk.open()
        desk.send(page, BLOCKED)
        page.get_by_role("alertdialog", name="这条消息先别发").wait_for()

    @pytest.mark.parametrize(("field", "value", "message"), [
        ("地址", "tone", "地址要写成 http://127.0.0.1:8765 或 https://… 这样，不带参数。"),
        ("地址", "ftp://127.0.0.1", "地址要写成 http://127.0.0.1:8765 或 https://… 这样，不带参数。"),
        ("地址", "http://user:pass@127.0.0.1", "地址要写成 http://127.0.0.1:8765 或 https://… 这样，不带参数。"),
        ("网站，一行一个", "https://chat.example.com\nftp://x", "「ftp://x」不是网站地址，要写成 https://chat.example.com 这样。"),
        ("网站的输入框和发送键（JSON，可不填）", '[{"editor": "#box"}]', "网站说明读不懂：[0].editor"),
        ("网站的输入框和发送键（JSON，可不填）", "{}", "网站说明读不懂：[…]"),
    ])
    def test_what_is_wrong_is_told_and_nothing_saved(self, desk, options, field, value, message):
        before = desk.stored()
        options.get_by_label(field).fill(value)
        options.get_by_role("button", name="保存").click()
        options.get_by_text(message).wait_for()
        assert options.get_by_label(field).get_attribute("aria-invalid") == "true"
        assert desk.stored() == before

    @pytest.mark.parametrize(("settings", "message"), [
        ({"server": "http://127.0.0.1:1"}, "连不上检查服务。"), ({"token": "another"}, "令牌不对，请在设置里更新。"),
    ])
    def test_a_server_that_does_not_answer(self, desk, options, settings, message):
        desk.settings(**settings)
        options.reload()
        options.get_by_role("button", name="测试连接").click()
        options.get_by_text(message).wait_for()

    def test_every_field_has_a_label_in_every_language(self, desk, options):
        for lang in ("zh_CN", "zh_TW", "en"):
            desk.settings(lang=lang)
            options.reload()
            desk.comes(lambda: options.locator("html").get_attribute("lang"), lang.replace("_", "-"))
            unnamed = options.evaluate("""() => [...document.querySelectorAll("input, textarea, select, button")]
                .filter((one) => !(one.labels?.[0]?.textContent || one.textContent).trim()).map((one) => one.id)""")
            assert unnamed == [], lang

    def test_the_spool_is_shown_and_cleared(self, desk, options):
        page = desk.open()
        desk.send(page, "好的%%500")
        desk.until(lambda: len(desk.spool()) == 1)
        options.reload()
        row = options.locator("#spool tbody tr")
        row.wait_for()
        assert (desk.site in row.inner_text(), "检查服务出错" in row.inner_text()) == (True, True)
        with options.expect_download() as download:
            options.get_by_role("button", name="导出").click()
        (line,) = download.value.path().read_text(encoding="utf-8").splitlines()
        assert json.loads(line) == desk.spool()[0]
        options.get_by_role("button", name="清空").click()
        desk.until(lambda: desk.spool() == [])


def test_the_popup_says_what_the_server_says(desk, extension):
    page = desk.browser.new_page()
    desk.pages.append(page)
    page.goto(extension.url.replace("options/options.html", "popup/popup.html"))
    page.get_by_text("连接正常。").wait_for()
    page.get_by_text("这个页面不能检查。").wait_for()
    assert not page.locator("#switch").is_visible()


def test_the_popup_switches_a_site_on_and_off(desk, extension):
    desk.settings(sites=[])
    page = desk.open()
    tab = extension.evaluate("async url => (await chrome.tabs.query({ url }))[0].id", f"{desk.site}/plain/*")
    popup = desk.browser.new_page()
    desk.pages.append(popup)
    # Opened as a page it would take itself for the active tab.
    popup.add_init_script(f"chrome.tabs.query = async () => [{{ id: {tab}, url: {json.dumps(page.url)} }}];")
    popup.goto(extension.url.replace("options/options.html", "popup/popup.html"))
    popup.get_by_role("button", name="在这个网站检查").click()
    popup.get_by_text("正在检查这个网站。").wait_for()
    page.bring_to_front()
    desk.send(page, BLOCKED)
    page.get_by_role("alertdialog", name="这条消息先别发").wait_for()
    page.keyboard.press("Escape")
    popup.get_by_role("button", name="不再检查这个网站").click()
    popup.get_by_text("没有检查这个网站。").wait_for()
    page.locator("#box").press("Enter")
    desk.waits(page, BLOCKED)


def test_the_first_message_after_the_start_is_checked(tmp_path, player, site, server):
    chosen = {"server": server.url, "token": server.token, "sites": [f"{site}/*"], "lang": "zh_CN"}
    with window(player, tmp_path, EXTENSION) as context:
        started(context, chosen)
    with window(player, tmp_path, EXTENSION) as context:
        page = context.new_page()
        page.goto(f"{site}/plain/chat.html")
        page.locator("#box").click()
        # The browser starts its extensions and opens its pages at the same time.
        if not context.service_workers:
            context.wait_for_event("serviceworker", timeout=20_000)
        page.wait_for_timeout(3000)
        page.keyboard.insert_text(BLOCKED)
        page.keyboard.press("Enter")
        page.get_by_role("alertdialog", name="这条消息先别发").wait_for()


def test_a_page_that_was_open_before_is_checked_once(desk):
    desk.settings(sites=[])
    page = desk.open()
    for _ in range(2):
        desk.settings()
    desk.send(page, BLOCKED)
    page.get_by_role("button", name="用建议改写").click()
    desk.holds(page, BETTER)
    page.keyboard.press("Enter")
    desk.waits(page, BETTER)
    desk.told("taken", "sent")


def started(context, chosen):
    """The options page of a browser whose extension has these settings."""
    worker = context.service_workers[0] if context.service_workers else context.wait_for_event("serviceworker")
    options = context.new_page()
    options.goto(worker.url.replace("background/worker.js", "options/options.html"))
    options.evaluate("async (settings) => { await chrome.storage.local.set({ settings });"
                     " await chrome.runtime.sendMessage({ type: 'apply' }); }", chosen)
    return options


def test_an_extension_that_is_gone_leaves_the_page_alone(tmp_path, player, site, server):
    chosen = {"server": server.url, "token": server.token, "sites": [f"{site}/*"], "lang": "zh_CN"}
    with window(player, tmp_path, EXTENSION) as context:
        options = started(context, chosen)
        page = context.new_page()
        page.goto(f"{site}/plain/chat.html")
        # Loaded from the command line, it does not come back; its own pages close when it is gone.
        with options.expect_event("close", timeout=20_000):
            options.evaluate("() => { setTimeout(() => chrome.runtime.reload(), 50); }")
        page.wait_for_timeout(500)
        page.locator("#box").click()
        page.keyboard.insert_text(BLOCKED)
        page.keyboard.press("Enter")
        page.wait_for_function("() => document.querySelectorAll('#log li').length === 1")
        assert page.locator("tonecheck-layer").count() == 0


def test_it_asks_for_little():
    manifest = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest["permissions"]) == ["activeTab", "scripting", "storage"]
    assert manifest["host_permissions"] == ["http://127.0.0.1/*", "http://localhost/*"]
    assert "content_scripts" not in manifest
    assert "web_accessible_resources" not in manifest


def test_all_languages_say_the_same_things():
    said = {}
    for lang in ("zh_CN", "zh_TW", "en"):
        said[lang] = json.loads((EXTENSION / "_locales" / lang / "messages.json").read_text(encoding="utf-8"))
    names = {lang: list(messages) for lang, messages in said.items()}
    assert names["zh_TW"] == names["zh_CN"] == names["en"]
    slots = {lang: [re.findall(r"\$\d", entry["message"]) for entry in messages.values()] for lang, messages in said.items()}
    # A label of two words has no number to show in English.
    assert slots["zh_TW"] == slots["zh_CN"] == slots["en"]


def test_every_message_is_used_and_known():
    known = set(json.loads((EXTENSION / "_locales" / "zh_CN" / "messages.json").read_text(encoding="utf-8")))
    files = [file for kind in ("js", "html", "json") for file in EXTENSION.rglob(f"*.{kind}") if "_locales" not in file.parts]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    reasons = set(re.findall(r'(?:failure|failed)\((?:breaker, )?"(\w+)"\)|reason: (?:chrome\S+ \? )?"(\w+)"', text))
    asked = {f"reason_{one or other}" for one, other in reasons}
    assert asked - known == set()
    assert [name for name in sorted(known) if name not in text and not name.startswith("reason_")] == []


class TestPack:
    """The package that a firm hands out."""

    def pack(self, *arguments):
        return subprocess.run([sys.executable, PACK, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False)

    def test_plain(self, tmp_path):
        ran = self.pack("--output", tmp_path / "tonecheck.zip")
        assert (ran.returncode, ran.stderr) == (0, "")
        with zipfile.ZipFile(tmp_path / "tonecheck.zip") as package:
            names = package.namelist()
        files = sorted(str(file.relative_to(EXTENSION)) for file in EXTENSION.rglob("*") if file.is_file())
        assert sorted(names) == files

    def test_twice_is_the_same_to_the_byte(self, tmp_path):
        for name in ("one.zip", "two.zip"):
            self.pack("--output", tmp_path / name)
        assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()

    def test_a_firm_s_own(self, tmp_path):
        ran = self.pack("--output", tmp_path / "own.zip", "--server", "https://tone.example.com",
                        "--site", "https://chat.example.com", "--site", "https://*.example.org", "--on-failure", "closed")
        assert (ran.returncode, ran.stderr) == (0, "")
        with zipfile.ZipFile(tmp_path / "own.zip") as package:
            manifest = json.loads(package.read("manifest.json"))
            defaults = json.loads(package.read("defaults.json"))
        assert manifest["host_permissions"] == [
            "http://127.0.0.1/*", "http://localhost/*", "https://tone.example.com/*", "https://chat.example.com/*",
            "https://*.example.org/*",
        ]
        assert defaults == {
            "server": "https://tone.example.com", "on_failure": "closed",
            "sites": ["https://chat.example.com/*", "https://*.example.org/*"],
        }

    def test_a_firm_s_own_works_from_the_start(self, tmp_path, player, site, server):
        server.token = None
        self.pack("--output", tmp_path / "own.zip", "--server", server.url, "--site", site, "--lang", "zh_CN")
        with zipfile.ZipFile(tmp_path / "own.zip") as package:
            package.extractall(tmp_path / "own")
        with window(player, tmp_path / "profile", tmp_path / "own") as context:
            worker = context.service_workers[0] if context.service_workers else context.wait_for_event("serviceworker")
            # A browser that has just started takes seconds to say that it has no policies.
            worker.evaluate("() => chrome.storage.managed.get(null)")
            page = context.new_page()
            page.goto(f"{site}/plain/chat.html")
            page.locator("#box").click()
            page.keyboard.insert_text(BLOCKED)
            page.keyboard.press("Enter")
            page.get_by_role("alertdialog", name="这条消息先别发").wait_for()

    @pytest.mark.parametrize(("arguments", "message"), [
        (["--site", "chat"], "--site: 'chat' is no site; write it like https://chat.example.com"),
        (["--server", "tone.example.com"], "--server: 'tone.example.com' is no address; write it like https://tone.example.com"),
    ])
    def test_what_is_wrong(self, tmp_path, arguments, message):
        ran = self.pack("--output", tmp_path / "x.zip", *arguments)
        assert (ran.returncode, ran.stderr.splitlines()[-1].partition("error: ")[2]) == (2, message)
        assert not (tmp_path / "x.zip").exists()


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The real server: its address."""
    pytest.importorskip("starlette", reason="tonecheck serve needs the extra: pip install -e '.[server]'")
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tonecheck", "serve", "--port", str(port), "--workers", "1",
                                "--state", tmp_path_factory.mktemp("state")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, "tonecheck serve ended at once"
                time.sleep(0.1)
        # The first check of a new server reads its rulebook's words: a busy machine takes longer for it than a sender waits.
        first = urllib.request.Request(f"http://127.0.0.1:{port}/v1/check", json.dumps({"text": BLOCKED}).encode(),
                                       {"Content-Type": "application/json"})
        urllib.request.urlopen(first, timeout=30).close()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(15)


def test_against_the_real_server(desk, real):
    desk.settings(server=real, token="")
    page = desk.open()
    draft = "维修是老李负责的，不归我管。"
    desk.send(page, draft)
    panel = page.locator("tonecheck-layer .panel")
    panel.get_by_text("客户感受").first.wait_for()
    assert "仍然发送" not in panel.inner_text()
    panel.get_by_role("button", name="用建议改写").first.click()
    desk.until(lambda: page.locator("#box").input_value() != draft)
    better = page.locator("#box").input_value()
    assert "老李" in better
    page.keyboard.press("Enter")
    desk.waits(page, better)
    desk.send(page, "让您久等了。")
    page.get_by_role("button", name="仍然发送").click()
    desk.waits(page, better, "让您久等了。")
    desk.send(page, "好的，师傅下午三点上门。")
    desk.waits(page, better, "让您久等了。", "好的，师傅下午三点上门。")
    desk.until(lambda: '"outcomes":[]' in desk.stored())
