"""`tonecheck serve` and `tonecheck token`: arguments and plain lines; what they do is in `tonecheck.server`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

from tonecheck.errors import UsageError
from tonecheck.values import dataclass

_EXTRA = "needs the extra: pip install 'tonecheck[server]'"


@dataclass(frozen=True, slots=True)
class Serving:
    """The options of `tonecheck serve`, as they were given."""

    host: str
    port: int
    state: str | None
    rules: tuple[str, ...]
    config: str | None
    pack: str | None
    language: str
    reader: bool
    workers: int | None
    rate: float
    host_name: tuple[str, ...]
    extension: tuple[str, ...]
    clouds: str | None
    audit_days: int
    audit_text_days: int
    certificate: str | None
    key: str | None


def serve(options: Serving) -> int:
    """Serves until it is stopped; the exit status."""
    try:
        from tonecheck.server.app import Settings
        from tonecheck.server.clouds.setting import read
        from tonecheck.server.lines import Keep
        from tonecheck.server.run import serve as run
        from tonecheck.server.worker import Rules
    except ModuleNotFoundError as error:
        raise UsageError(f"tonecheck serve {_EXTRA} ({error.name} is missing)") from None
    for origin in options.extension:
        if "://" not in origin or origin.endswith("/"):
            raise UsageError(f"--extension {origin}: an origin is wanted, such as chrome-extension://abcdefghijklmnop")
    if (options.certificate is None) != (options.key is None):
        raise UsageError("--tls-cert and --tls-key: either both, or neither")
    for file in filter(None, (options.certificate, options.key)):
        if not Path(file).is_file():
            raise UsageError(f"{file}: no such file")
    settings = Settings(
        state=folder(options.state),
        rules=Rules(options.rules, options.language, options.reader, options.config, options.pack),
        keep=Keep(options.audit_days, min(options.audit_text_days, options.audit_days)),
        # One for each core, for the checking is all computing; more than four would wait for the one that answers.
        workers=options.workers if options.workers is not None else min(4, os.cpu_count() or 1),
        rate=options.rate,
        hosts=options.host_name,
        extensions=options.extension,
        clouds=read(Path(options.clouds)) if options.clouds else {},
    )
    certificate = (options.certificate, options.key) if options.certificate and options.key else None
    return run(settings, options.host, options.port, certificate)


def folder(state: str | None) -> Path:
    """The state folder that was named, or the usual one."""
    from tonecheck.server.store import state_folder

    return Path(state) if state else state_folder(os.environ)


def made(state: str | None, name: str, *, signed: bool, rate: float | None, supervisor: bool = False) -> Iterator[str]:
    """Makes a token; the lines to print. The token stands alone in the last."""
    from tonecheck.server.store import prepared
    from tonecheck.server.tokens import new_token

    client, token = new_token(prepared(folder(state)), name, signed=signed, rate=rate, supervisor=supervisor)
    more = [", signs its requests" if signed else "", ", sees the sums over everybody's messages" if supervisor else ""]
    yield f"token {client.name} (id {client.id}){''.join(more)}; it is shown this once:"
    yield token


def listed(state: str | None) -> Iterator[str]:
    """A line for every token: id, name, kind, rate, since when, whether revoked."""
    from tonecheck.server.store import prepared
    from tonecheck.server.tokens import clients

    for client in clients(prepared(folder(state))):
        kind = ("signed" if client.signing is not None else "bearer") + (", supervisor" if client.supervisor else "")
        rate = "default" if client.rate is None else f"{client.rate:g}/s"
        ended = f"revoked {_day(client.revoked)}" if client.revoked is not None else "in use"
        yield f"{client.id}  {client.name:24}  {kind}  {rate:8}  {_day(client.created)}  {ended}"


def revoked(state: str | None, name: str) -> str:
    """Ends a token; the line to print."""
    from tonecheck.server.store import prepared
    from tonecheck.server.tokens import revoke

    revoke(prepared(folder(state)), name)
    return f"token {name} is revoked; a running server refuses it within a second"


def _day(at: float) -> str:
    return datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%d")
