"""The arguments of `tonecheck serve` and `tonecheck token`; what they mean is done in `serve`."""

from __future__ import annotations

import click

from tonecheck.cli.messages import LANGUAGES

_state = click.option(
    "--state", metavar="DIR", envvar="TONECHECK_STATE",
    help="Folder of tokens and audit lines.  [default: $XDG_STATE_HOME/tonecheck or ~/.local/state/tonecheck]",
)  # fmt: skip


@click.command("serve", short_help="Serve the pre-send hook over HTTP.")
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Address to listen on. Another than this machine's own needs a token first.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port; 0 takes a free one.")
@_state
@click.option("--rules", metavar="PATH", multiple=True,
              help="Rulebook file or folder instead of the built-in one; may be repeated. Read again when it changes.")
@click.option("--config", metavar="FILE", help="A house's tonecheck.yaml or pyproject.toml instead of the built-in rulebook.")
@click.option("--pack", metavar="NAME", help="Rules of another trade, such as courier; see `tonecheck packs`.")
@click.option("--no-reader", is_flag=True, help="Leave out the trained reader; patterns and slips stay.")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="zh-hans", show_default=True,
              help="Language of the messages to the senders.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that check.  [default: one a core, at most 4]")
@click.option("--rate", type=click.FloatRange(min=0), default=20.0, show_default=True,
              help="Requests a second for each client; 0 sets no limit.")
@click.option("--host-name", metavar="NAME", multiple=True,
              help="Name that this server is asked by, such as that of a proxy before it; may be repeated.")
@click.option("--extension", metavar="ORIGIN", multiple=True,
              help="Origin of a browser extension that gets CORS headers; may be repeated.")
@click.option("--clouds", metavar="FILE", help="YAML file that sets up webhooks of Tencent IM, Easemob, RongCloud or OpenIM.")
@click.option("--audit-days", type=click.IntRange(1, 3650), default=90, show_default=True, help="Days to keep audit lines.")
@click.option("--audit-text-days", type=click.IntRange(0, 3650), default=0, show_default=True,
              help="Days to keep the sent texts too, with telephone, identity and room numbers masked; 0 keeps none.")
@click.option("--tls-cert", "certificate", metavar="FILE", help="Certificate for HTTPS; with --tls-key.")
@click.option("--tls-key", "key", metavar="FILE", help="Its private key.")
def serve(no_reader: bool, **chosen: object) -> int:
    """Serve POST /v1/check and the rest of the pre-send hook until Ctrl-C or SIGTERM.

    Listens on this machine alone, without tokens, unless told otherwise. SIGHUP loads the rulebook anew; so does a change
    of its files. A rulebook that is wrong is refused, and the old one stays. Needs the extra: pip install
    'tonecheck[server]'.
    """
    from tonecheck.cli.serve import Serving
    from tonecheck.cli.serve import serve as run

    return run(Serving(reader=not no_reader, **chosen))  # type: ignore[arg-type]  # click has checked the values


@click.group("token", help="Make, list and revoke the tokens of tonecheck serve.", no_args_is_help=False)
def token() -> None:
    """The group."""


@token.command("new", short_help="Make a token for a client; it is shown this once.")
@click.argument("name")
@click.option("--signed", is_flag=True, help="The client signs its requests and never sends the token.")
@click.option("--rate", type=click.FloatRange(min=0), help="Requests a second; 0 sets no limit.  [default: the server's]")
@click.option("--supervisor", is_flag=True, help="The client may see the sums over everybody's messages (/insights).")
@_state
def _new(name: str, signed: bool, rate: float | None, supervisor: bool, state: str | None) -> int:
    """Make a token for the client NAME, such as synapse or desk-3, and print it.

    Only its hash is kept, so it cannot be shown again. From the first token on every client needs one.
    """
    from tonecheck.cli.serve import made

    *told, secret = made(state, name, signed=signed, rate=rate, supervisor=supervisor)
    # The token alone on standard output, so that it can be piped into a file.
    for line in told:
        click.echo(line, err=True)
    click.echo(secret)
    return 0


@token.command("list", short_help="Print the tokens: id, name, kind, rate, since when, whether revoked.")
@_state
def _list(state: str | None) -> int:
    """Print a line for every token, the revoked ones too. The tokens themselves are not kept anywhere."""
    from tonecheck.cli.serve import listed

    for line in listed(state):
        click.echo(line)
    return 0


@token.command("revoke", short_help="End a token.")
@click.argument("name")
@_state
def _revoke(name: str, state: str | None) -> int:
    """End the token of the client NAME (or of that id). A running server refuses it within a second."""
    from tonecheck.cli.serve import revoked

    click.echo(revoked(state, name))
    return 0
