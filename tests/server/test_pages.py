"""The pages as files: what is served, under what policy, and nothing else. How they behave is tried in a browser."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient
from table import ROOT

WEB = ROOT / "tonecheck" / "server" / "web"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "x-frame-options": "DENY",
}  # fmt: skip
ADDRESSES = {"draft.html": "/", "insights.html": "/insights"}
FILES = sorted(file.name for file in WEB.iterdir())
# A script or style in the page itself, or an address of another server.
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|(?:src|href)=\"(?!/|#)|https?://(?!www\.w3\.org)")


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_served_under_the_policy(shared: TestClient, name: str) -> None:
    response = shared.get(ADDRESSES.get(name, f"/web/{name}"))
    assert (response.status_code, response.content) == (200, (WEB / name).read_bytes())
    assert {key: response.headers[key] for key in HEADERS} == HEADERS
    again = shared.get(str(response.url), headers={"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith((".html", ".js", ".svg"))])
def test_no_file_holds_what_the_policy_forbids(name: str) -> None:
    text = (WEB / name).read_text(encoding="utf-8")
    assert INLINE.findall(text) == []
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", text)


@pytest.mark.parametrize("path", ["/web/", "/web/nothing.js", "/web/../pages.py", "/web/%2e%2e/pages.py", "/web/draft.html"])
def test_nothing_else_is_served(shared: TestClient, path: str) -> None:
    response = shared.get(path)
    assert (response.status_code, response.json()["error"]["code"]) == (404, "not-found")
