"""A real Chromium with the extension in it, a chat desk of ours, and the scripted server."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from programs import CLIENTS, SWITCHES, chromium, wanted
from table import ROOT

from integrations.conformance.server import Server, running

EXTENSION = ROOT / "integrations" / "browser" / "extension"
PAGES = Path(__file__).parent / "pages"
TOKEN = "test-token-4711"
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'none'; img-src 'none'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


class Pages(http.server.SimpleHTTPRequestHandler):
    """The pages of this folder; under /strict/ with a content security policy that allows next to nothing."""

    roots: tuple[tuple[str, Path], ...] = (("/strict/", PAGES), ("/plain/", PAGES))

    def translate_path(self, path: str) -> str:
        path = path.partition("?")[0]
        for prefix, root in self.roots:
            if path.startswith(prefix):
                return str(root / path[len(prefix):])
        return str(PAGES / "missing")

    def end_headers(self) -> None:
        if self.path.startswith("/strict/"):
            self.send_header("Content-Security-Policy", STRICT)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serves folders on loopback: prefix and folder pairs to an address."""
    servers = []

    def start(*more: tuple[str, Path]) -> str:
        handler = type("Handler", (Pages,), {"roots": Pages.roots + more})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site(serve: Callable[..., str]) -> str:
    """Address of the pages of this folder, and of the chat clients that others wrote."""
    return serve(*((f"/{name}/", CLIENTS / name) for name in ("converse.js", "deep-chat", "quill")))


@contextmanager
def window(playwright: Any, profile: Path, extension: Path) -> Iterator[Any]:
    """A browser window with that extension, in a new profile."""
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=chromium(), headless=True, viewport={"width": 1000, "height": 720}, locale="zh-CN",
        args=[*SWITCHES, f"--disable-extensions-except={extension}", f"--load-extension={extension}"],
    )
    context.set_default_timeout(8000)
    try:
        yield context
    finally:
        context.close()


@pytest.fixture(scope="session")
def player() -> Iterator[Any]:
    """Playwright."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        wanted(None, "the tests of the browser extension need playwright: pip install -e '.[e2e]'")
    chromium()
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(player: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser window with the extension, in a new profile."""
    with window(player, tmp_path_factory.mktemp("profile"), EXTENSION) as context:
        yield context


@pytest.fixture(scope="session")
def extension(browser: Any) -> Any:
    """The extension's own page, from which its settings are set and its spool is read."""
    worker = browser.service_workers[0] if browser.service_workers else browser.wait_for_event("serviceworker")
    page = browser.new_page()
    page.goto(worker.url.replace("background/worker.js", "options/options.html"))
    return page


@pytest.fixture
def server() -> Iterator[Server]:
    """The scripted server."""
    with running(token=TOKEN) as server:
        yield server


def content(page: Any) -> str:
    """What the box holds now."""
    return page.locator("#box").evaluate("box => box.value ?? box.innerText")


class Desk:
    """One page of a chat tool, and everything around it that a test asks about."""

    clients = CLIENTS

    def __init__(self, browser: Any, extension: Any, site: str, server: Server) -> None:
        self.browser, self.extension, self.site, self.server = browser, extension, site, server
        self.pages: list[Any] = []

    def settings(self, **changes: Any) -> None:
        """Sets the extension up as a user would have it, with these changes."""
        chosen = {"server": self.server.url, "token": TOKEN, "sites": [f"{self.site}/*"], "lang": "zh_CN", **changes}
        self.extension.evaluate(
            "async (settings) => { await chrome.storage.local.set({ settings, spool: [], outcomes: [] });"
            " await chrome.runtime.sendMessage({ type: 'apply' }); }", chosen)

    def open(self, make: str = "textarea", where: str = "plain", **query: str) -> Any:
        """A chat page of that make."""
        page = self.browser.new_page()
        self.pages.append(page)
        more = "".join(f"&{name}={value}" for name, value in query.items())
        page.goto(f"{self.site}/{where}/chat.html?make={make}{more}")
        return page

    def sent(self, page: Any) -> list[str]:
        """What the chat page sent, in order."""
        return page.locator("#log li:not(.theirs)").all_inner_texts()

    def waits(self, page: Any, *messages: str) -> None:
        """Waits until the page has sent these messages, then a little for one too many."""
        page.wait_for_function("count => document.querySelectorAll('#log li:not(.theirs)').length >= count", arg=len(messages))
        page.wait_for_timeout(250)
        assert self.sent(page) == list(messages)

    def write(self, page: Any, text: str) -> None:
        """Types a draft into the empty box."""
        page.locator("#box").click()
        page.keyboard.insert_text(text)

    def send(self, page: Any, text: str) -> None:
        """Types a draft and presses Enter at once."""
        self.write(page, text)
        page.keyboard.press("Enter")

    def holds(self, page: Any, text: str) -> None:
        """Waits until the box holds exactly this: editors of their own write it a moment after the key or the click."""
        self.comes(lambda: content(page), text)

    def checked(self, text: str, seconds: float = 5) -> None:
        """Waits until the server was asked about that text and its answer is with the page."""
        self.until(lambda: any(check["text"] == text for check in self.server.checks()), seconds)
        self.extension.wait_for_timeout(150)

    def told(self, *outcomes: str) -> None:
        """Waits for exactly these outcomes, in order."""
        self.until(lambda: len(self.server.outcomes()) >= len(outcomes))
        assert [outcome for _, outcome in self.server.outcomes()] == list(outcomes)

    def comes(self, read: Callable[[], Any], wanted: Any, seconds: float = 5) -> None:
        """Waits until this reads as wanted; what it reads as instead is in the failure."""
        end = time.monotonic() + seconds
        while (found := read()) != wanted and time.monotonic() < end:
            self.extension.wait_for_timeout(25)
        assert found == wanted

    def until(self, true: Callable[[], bool], seconds: float = 5) -> None:
        """Waits until something is true."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, "waited in vain"
            self.extension.wait_for_timeout(25)

    def spool(self) -> list[dict[str, Any]]:
        """The lines of the local spool."""
        return self.extension.evaluate("async () => (await chrome.storage.local.get('spool')).spool ?? []")

    def stored(self) -> str:
        """Everything that the extension keeps, as text."""
        return self.extension.evaluate("async () => JSON.stringify(await chrome.storage.local.get(null))")


@pytest.fixture
def desk(browser: Any, extension: Any, site: str, server: Server) -> Iterator[Desk]:
    """A chat desk that is checked by the scripted server."""
    desk = Desk(browser, extension, site, server)
    desk.settings()
    yield desk
    for page in desk.pages:
        page.close()
    # What the pages told as they went belongs to this test, not to the next.
    extension.wait_for_timeout(60)
