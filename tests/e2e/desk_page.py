"""The server's own pages in a real Chromium: a server of the built-in rulebook, and windows onto it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from homeserver import tonecheck_server
from programs import CLIENTS, SWITCHES, chromium, client

LANGUAGES = {"zh-hans": "zh-CN", "zh-hant": "zh-TW", "en": "en-GB"}


@pytest.fixture(scope="session")
def chrome(player: Any) -> Iterator[Any]:
    """A Chromium without extensions; each window has a profile of its own."""
    browser = player.chromium.launch(executable_path=chromium(), headless=True, args=SWITCHES)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server keeps."""
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def address(state: Path) -> Iterator[str]:
    """A server that wants no token."""
    with tonecheck_server(state) as url:
        yield url


class Window:
    """One window, and everything that must not happen in it: faults, violated policies, requests to others."""

    def __init__(self, context: Any, address: str) -> None:
        self.context, self.address = context, address
        self.page = context.new_page()
        self.asked: list[tuple[str, Any]] = []
        self.faults: list[str] = []
        self.page.on("request", self._request)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"fault: {error}"))

    def open(self, path: str = "/") -> Any:
        """The page of that path, loaded, its server asked."""
        self.page.goto(self.address + path)
        return self.page

    def write(self, text: str) -> None:
        """Types into the draft, which has the focus."""
        self.page.locator("#draft").click()
        self.page.keyboard.insert_text(text)

    def draft(self) -> str:
        """What the draft holds."""
        return self.page.locator("#draft").input_value()

    def says(self, text: str) -> None:
        """Waits until the live region says this."""
        self.page.locator("#state").get_by_text(text, exact=True).wait_for()

    def comes(self, read: Callable[[], Any], wanted: Any, seconds: float = 8) -> None:
        """Waits until this reads as wanted; what it reads as instead is in the failure."""
        end = time.monotonic() + seconds
        while (found := read()) != wanted and time.monotonic() < end:
            self.page.wait_for_timeout(25)
        assert found == wanted

    def marked(self) -> list[tuple[str, str]]:
        """The marks under the words, with their gravity."""
        return [tuple(one) for one in self.page.evaluate(
            "[...document.querySelectorAll('#mirror mark')].map((m) => [m.textContent, m.className.split(' ')[0]])")]

    def checked(self) -> list[str]:
        """The texts that were sent to be checked."""
        return [body["text"] for path, body in self.asked if path == "/v1/check"]

    def told(self) -> list[str]:
        """The outcomes that were told."""
        return [body["outcome"] for path, body in self.asked if path.endswith("/outcome")]

    def violations(self) -> list[str]:
        """What axe-core finds wrong, by rule and place."""
        client("axe-core")
        self.page.evaluate((CLIENTS / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
        found = self.page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
        return [f"{one['id']}: {node['target']}: {node['failureSummary']}" for one in found for node in one["nodes"]]

    def _request(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}" != self.address and parts.scheme != "blob":
            self.faults.append(f"asked elsewhere: {request.url}")
        self.asked.append((parts.path, request.post_data_json if request.method == "POST" else None))

    def _console(self, message: Any) -> None:
        # A refused or failed request is written there by the browser itself.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.faults.append(message.text)


@contextlib.contextmanager
def window(chrome: Any, address: str, **options: Any) -> Iterator[Window]:
    """A window of its own; at its end nothing that must not happen has happened."""
    context = chrome.new_context(**{"locale": "zh-CN", "viewport": {"width": 1280, "height": 860}, **options})
    context.set_default_timeout(15000)
    try:
        shown = Window(context, address)
        yield shown
        assert shown.faults == []
    finally:
        context.close()
