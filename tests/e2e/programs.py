"""What the end-to-end tests need on the machine: Chromium, and what tests/e2e/fetch has brought."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from table import ROOT

CLIENTS = Path(os.environ.get("TONECHECK_E2E", ROOT / ".e2e"))
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]


def wanted(what: str | None, why: str) -> str:
    """What a test needs; without it a failure in CI, elsewhere a skip that says why."""
    if what:
        return what
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(why)
    pytest.skip(why)


def client(name: str) -> str:
    """The name of a chat client that tests/e2e/fetch has brought."""
    return wanted(name if (CLIENTS / name / "package.json").exists() else None,
                  f"this test needs {name}: tests/e2e/fetch .e2e")


def chromium() -> str:
    return wanted(shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome"),
                  "the tests of the extension and the pages need Chromium: apt-get install chromium")
