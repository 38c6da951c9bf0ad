"""The supervisor's page: its numbers are those of what was sent, for the eye and for a screen reader."""

from __future__ import annotations

import csv
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from desk_page import LANGUAGES, Window, address, chrome, state, window
from homeserver import tonecheck_server

from tonecheck import Checker

__all__ = ["address", "chrome", "state"]
pytestmark = pytest.mark.e2e

BLOCKED, WARNED, CLEAN = "这事不归我管。", "让您久等了。", "好的，师傅下午三点上门。"
# What was sent: text, scene, channel, outcome.
SENT = (
    (BLOCKED, "chat", "mail", "taken"), (BLOCKED, "chat", None, "edited"), (WARNED, None, "chat", "overridden"),
    (WARNED, None, "=1+1", None), (CLEAN, "chat", "chat", "sent"),
)
EMPTY = "这几天还没有消息发出。同事用起来后，数字会出现在这里。"
DAY_HEAD = ["日期", "消息", "先别发", "请再看看", "采用建议", "改后再发", "照样发出"]


def send(url: str, token: str | None = None) -> None:
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"} if token else {}) as client:
        for text, scene, channel, outcome in SENT:
            answer = client.post("/v1/check", json={"text": text, "scene": scene, "channel": channel}).json()
            if outcome:
                client.post(f"/v1/checks/{answer['id']}/outcome", json={"outcome": outcome}).raise_for_status()


@pytest.fixture(scope="module")
def filled(address: str) -> str:
    send(address)
    return address


def table(shown: Window, key: str) -> list[list[str]]:
    """The cells of a part's table, its head first."""
    part = shown.page.locator(f'section[aria-labelledby="by-{key}"]')
    part.wait_for()
    return part.locator("tr").evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))")


def test_the_numbers_are_those_of_what_was_sent(chrome: Any, filled: str, checker: Checker) -> None:
    with window(chrome, filled) as shown:
        page = shown.open("/insights")
        assert table(shown, "day") == [DAY_HEAD, [date.today().isoformat(), "5", "2", "2", "1", "1", "1"]]
        head = DAY_HEAD[1:]
        assert table(shown, "scene") == [["场景", *head], ["微信、LINE、WhatsApp 等一对一聊天", "3", "2", "0", "1", "1", "0"],
                                         ["没有注明", "2", "0", "2", "0", "0", "1"]]
        assert sorted(table(shown, "channel")[1:]) == [
            ["=1+1", "1", "0", "1", "0", "0", "0"], ["没有注明", "1", "1", "0", "0", "1", "0"],
            ["聊天", "2", "0", "1", "0", "0", "1"],
            ["邮件", "1", "1", "0", "1", "0", "0"]]
        met: dict[str, list[int]] = {}
        for text, scene, _, outcome in SENT:
            for rule in {f.rule_id for f in checker.check(text, scene=scene).findings}:
                counted = met.setdefault(rule, [0, 0, 0, 0])
                counted[0] += 1
                if outcome in ("taken", "edited", "overridden"):
                    counted[1 + ("taken", "edited", "overridden").index(outcome)] += 1
        rows = {row[0].split("\n")[-1]: [int(row[1]), *map(int, row[3:6])] for row in table(shown, "rule")[1:]}
        assert rows == met
        tiles = page.locator(".tile").evaluate_all("tiles => tiles.map(t => t.innerText.replace(/\\s+/g, ' '))")
        assert tiles == ["消息 5", "先别发 2 占全部的 40%", "请再看看 2 占全部的 40%", "采用建议 1 占被提醒的 25%",
                         "改后再发 1 占被提醒的 25%", "照样发出 1 占被提醒的 25%"]
        assert page.locator("#state").inner_text().endswith("共 5 条消息。")
        bars = "svgs => svgs.map(svg => [...svg.children].map(r => [r.getAttribute('class'), Math.round(r.getAttribute('width'))]))"
        drawn = page.locator('section[aria-labelledby="by-scene"] .bars svg').evaluate_all(bars)
        assert drawn == [[["f-block", 667], ["f-pass", 333]], [["f-warn", 667]]]


def test_a_range_of_days_and_none_in_it(chrome: Any, filled: str) -> None:
    with window(chrome, filled) as shown:
        page = shown.open("/insights")
        table(shown, "day")
        page.get_by_label("到").fill((date.today() - timedelta(days=3)).isoformat())
        page.locator("#state").get_by_text(EMPTY).wait_for()
        assert page.locator("#figures > *").count() == 0
        page.reload()
        page.locator("#state").get_by_text(EMPTY).wait_for()
        page.get_by_role("button", name="最近 7 天").click()
        assert table(shown, "day")[1][:2] == [date.today().isoformat(), "5"]
        assert page.get_by_label("从").input_value() == (date.today() - timedelta(days=6)).isoformat()
        page.get_by_label("到").fill("2020-01-01")
        page.locator("#state").get_by_text("开始的日子要在结束的日子之前。").wait_for()


def test_csv_is_the_table_and_holds_no_formula(chrome: Any, filled: str, tmp_path: Path) -> None:
    with window(chrome, filled, accept_downloads=True) as shown:
        shown.open("/insights")
        wanted = table(shown, "channel")
        with shown.page.expect_download() as offered:
            shown.page.get_by_role("button", name="下载 CSV：按渠道").click()
        file = tmp_path / "channels.csv"
        offered.value.save_as(file)
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
        assert rows == [["'=1+1" if cell == "=1+1" else cell for cell in row] for row in wanted]
        assert offered.value.suggested_filename.startswith("tonecheck-channel-")


@pytest.mark.parametrize(("language", "title"), [("zh-hans", "按规则"), ("zh-hant", "依規則"), ("en", "By rule")])
def test_languages(chrome: Any, filled: str, checker: Checker, language: str, title: str) -> None:
    with window(chrome, filled, locale=LANGUAGES[language]) as shown:
        page = shown.open("/insights")
        names = [row[0] for row in table(shown, "rule")]
        assert page.locator("#by-rule").inner_text() == title
        rule = checker.rule("t06").title
        wanted = {"zh-hans": rule.hans, "en": rule.en, "zh-hant": "這是別的部門負責的，不歸我們管"}
        assert f"{wanted[language]}\nt06" in names


def test_a_token_sees_its_own_and_a_supervisors_everything(chrome: Any, tmp_path: Path) -> None:
    tokens = {}
    for name, more in (("desk", []), ("boss", ["--supervisor"])):
        command = [sys.executable, "-m", "tonecheck", "token", "new", name, *more, "--state", str(tmp_path)]
        tokens[name] = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()
    with tonecheck_server(tmp_path) as url:
        send(url, tokens["desk"])
        send(url, tokens["boss"])
        for name, count, hidden in (("desk", "5", False), ("boss", "10", True)):
            with window(chrome, url) as shown:
                page = shown.open("/insights")
                page.locator("#token").fill(tokens[name])
                page.keyboard.press("Enter")
                assert table(shown, "day")[1][1] == count
                shown.comes(page.locator("#scope").is_hidden, hidden)


def test_a_server_that_is_down_is_told_and_asked_again(chrome: Any, filled: str) -> None:
    with window(chrome, filled) as shown:
        shown.page.route("**/v1/insights*", lambda route: route.abort(), times=1)
        shown.open("/insights")
        shown.page.locator("#notice").get_by_text("连不上服务，暂时看不到数字。连上后会自动再试。").wait_for()
        assert table(shown, "day")[1][1] == "5"
        shown.page.locator("#notice").wait_for(state="hidden")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chrome: Any, filled: str, scheme: str, width: int) -> None:
    with window(chrome, filled, color_scheme=scheme, viewport={"width": width, "height": 800}) as shown:
        page = shown.open("/insights")
        table(shown, "channel")
        assert shown.violations() == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
