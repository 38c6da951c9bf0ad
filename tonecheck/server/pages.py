"""The pages for people: a draft to try, and what a supervisor sees. Files of this package, and no others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

# Nothing but our own files, nothing inline, nobody's frame; text of a draft can never become markup or a script.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
          ".svg": "image/svg+xml"}  # fmt: skip
_ADDRESSES = {"draft.html": "/", "insights.html": "/insights"}


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    headers: Mapping[str, str]


def routes() -> list[Route]:
    """A route for every file: the two pages by their own names, all else under `/web/`."""
    found = []
    for name, file in _read().items():
        found.append(Route(_ADDRESSES.get(name, f"/web/{name}"), _answering(file), methods=["GET"]))
    return found


def _read() -> dict[str, _File]:
    """Read once, at the start: a request names no file."""
    found = {}
    for entry in sorted(files("tonecheck.server").joinpath("web").iterdir(), key=lambda entry: entry.name):
        kind = _TYPES.get("." + entry.name.rpartition(".")[2])
        if kind is not None:
            content = entry.read_bytes()
            headers = {"Content-Type": kind, "ETag": f'"{sha256(content).hexdigest()[:32]}"', "Cache-Control": "no-cache",
                       "Content-Security-Policy": _POLICY, "Cross-Origin-Opener-Policy": "same-origin"}  # fmt: skip
            found[entry.name] = _File(content, headers)
    return found


def _answering(file: _File) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if request.headers.get("if-none-match") == file.headers["ETag"]:
            return Response(None, 304, dict(file.headers))
        return Response(file.content, 200, dict(file.headers))

    return endpoint
