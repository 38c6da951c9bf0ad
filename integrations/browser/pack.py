"""Makes the zip of the browser extension that a store or an administrator takes.

    python integrations/browser/pack.py
    python integrations/browser/pack.py --server https://tone.example.com --site https://chat.example.com

With a server and sites the package is a firm's own: they are asked for once, at the installation, and set from the start.
The token never goes into a package: it is a secret, and a package is a file that anybody can open.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

EXTENSION = Path(__file__).parent / "extension"
# A zip holds times; the same files shall make the same zip.
WHEN = (1980, 1, 1, 0, 0, 0)
_ADDRESS = re.compile(r"(https?)://((?:\*\.)?[\w.-]+(?::\d+)?)(?:/.*)?", re.ASCII)


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the package; 0, or 2 with one line about what is wrong."""
    parser = argparse.ArgumentParser(description="Make the zip of the browser extension.")
    parser.add_argument("--output", type=Path, default=Path("tonecheck-browser.zip"), help="the zip (default: %(default)s)")
    parser.add_argument("--server", help="address of the check server, set from the start")
    parser.add_argument("--site", action="append", default=[], help="site to check on, set from the start; may be repeated")
    parser.add_argument("--on-warn", choices=("ask", "pass", "rewrite"), help="what a warning does")
    parser.add_argument("--on-failure", choices=("open", "closed"), help="what happens without an answer")
    parser.add_argument("--lang", choices=("auto", "zh_CN", "zh_TW", "en"), help="language of the panel")
    chosen = parser.parse_args(arguments)
    if chosen.server and not _pattern(chosen.server):
        parser.error(f"--server: {chosen.server!r} is no address; write it like https://tone.example.com")
    for site in chosen.site:
        if not _pattern(site):
            parser.error(f"--site: {site!r} is no site; write it like https://chat.example.com")
    sites = [_pattern(site) for site in chosen.site]
    defaults = {
        "server": chosen.server and chosen.server.rstrip("/"), "sites": sites, "on_warn": chosen.on_warn,
        "on_failure": chosen.on_failure, "lang": chosen.lang,
    }
    try:
        write(chosen.output, {name: value for name, value in defaults.items() if value})
    except OSError as error:
        parser.error(f"--output: {chosen.output}: {error.strerror}")
    sys.stdout.write(f"{chosen.output}\n")
    return 0


def write(output: Path, defaults: dict[str, object]) -> None:
    """Writes the package whole or not at all."""
    files = {str(file.relative_to(EXTENSION)): file.read_bytes() for file in EXTENSION.rglob("*") if file.is_file()}
    if defaults:
        manifest = json.loads(files["manifest.json"])
        manifest["host_permissions"] += _leave(defaults)
        files["manifest.json"] = _json(manifest)
        files["defaults.json"] = _json(defaults)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        for name in sorted(files):
            package.writestr(zipfile.ZipInfo(name, WHEN), files[name], zipfile.ZIP_DEFLATED)
    part = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        part.write_bytes(whole.getvalue())
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def _leave(defaults: dict[str, object]) -> list[str]:
    server = _pattern(str(defaults["server"])) if "server" in defaults else None
    sites = defaults.get("sites", [])
    return [*([server] if server else []), *(sites if isinstance(sites, list) else [])]


def _pattern(address: str) -> str | None:
    found = _ADDRESS.fullmatch(address)
    # One word alone is a typing slip more often than a host.
    if found is None or not ("." in found[2] or found[2].startswith("localhost")):
        return None
    return f"{found[1]}://{found[2]}/*"


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


if __name__ == "__main__":
    sys.exit(main())
