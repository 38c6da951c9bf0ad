"""Tries the module in a Synapse of your own: a member of staff writes to a customer, and you see what she is told.

    synapse/bin/python integrations/synapse/try_it.py --config homeserver.yaml

Makes two accounts, with the registration secret of the configuration; not for a Synapse that people work with.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import secrets
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import yaml

MESSAGES = ("维修是老李负责的，这事不归我管。", "让您久等了。", "让您久等了。", "您好，师傅今天下午三点上门，到之前给您打电话。")


def main() -> int:
    """0 where everything could be tried."""
    parser = argparse.ArgumentParser(description="Sends a few messages as staff and shows what becomes of them.")
    parser.add_argument("--config", default="homeserver.yaml", help="Synapse's configuration (default: homeserver.yaml)")
    parser.add_argument("--url", default="http://127.0.0.1:8008", help="where Synapse listens (default: port 8008)")
    parser.add_argument("--staff", default="desk-lina", help="a name that 'staff' covers (default: desk-lina)")
    chosen = parser.parse_args()
    try:
        with Path(chosen.config).open(encoding="utf-8") as file:
            secret = yaml.safe_load(file)["registration_shared_secret"]
        staff, customer = account(chosen.url, chosen.staff, secret), account(chosen.url, "zhang", secret)
    except (OSError, KeyError, ValueError) as error:
        parser.error(f"{type(error).__name__}: {error}")
    room = call(chosen.url, "POST", "/_matrix/client/v3/createRoom", staff, {"invite": [customer["user_id"]]})["room_id"]
    call(chosen.url, "POST", f"/_matrix/client/v3/join/{room}", customer, {})
    for message in MESSAGES:
        path = f"/_matrix/client/v3/rooms/{room}/send/m.room.message/{secrets.token_hex(8)}"
        answer = call(chosen.url, "PUT", path, staff, {"msgtype": "m.text", "body": message})
        told = "✓" if "event_id" in answer else "✗ " + answer.get("error", "").replace("\n", "\n    ")
        sys.stdout.write(f"{chosen.staff}> {message}\n  {told}\n\n")
    return 0


def account(url: str, name: str, secret: str) -> dict[str, Any]:
    """A new account of this name, or with a number behind it where there is one already."""
    for number in range(1, 100):
        full_name = name if number == 1 else f"{name}-{number}"
        nonce = call(url, "GET", "/_synapse/admin/v1/register")["nonce"]
        password = secrets.token_hex(8)
        mac = hmac.new(secret.encode(), "\0".join((nonce, full_name, password, "notadmin")).encode(), hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": full_name, "password": password, "admin": False, "mac": mac}
        made = call(url, "POST", "/_synapse/admin/v1/register", None, body)
        if "access_token" in made:
            return made
        if made.get("errcode") != "M_USER_IN_USE":
            break
    raise ValueError(f"no account '{name}': {made.get('error')}")


def call(url: str, method: str, path: str, who: dict[str, Any] | None = None, body: Any = None) -> dict[str, Any]:
    """The answer to one call, whatever its status."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {who['access_token']}"} if who else {})
    request = urllib.request.Request(url + path, json.dumps(body).encode() if body is not None else None, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            return json.load(error)


if __name__ == "__main__":
    sys.exit(main())
