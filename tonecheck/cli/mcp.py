"""`tonecheck mcp`: its arguments, and what it needs."""

from __future__ import annotations

import click

from tonecheck.cli.messages import LANGUAGES


@click.command("mcp", short_help="Serve the check as a tool of assistants, over MCP.")
@click.option("--rules", metavar="PATH", multiple=True,
              help="Rulebook file or folder instead of the built-in one; may be repeated.")
@click.option("--config", metavar="FILE", help="Configuration of the house, such as tonecheck.yaml; none is looked for.")
@click.option("--pack", metavar="NAME", help="Rules of another trade, such as courier; see `tonecheck packs`.")
@click.option("--no-reader", is_flag=True, help="Leave out the trained reader; patterns and slips stay.")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="zh-hans", show_default=True,
              help="Language of the messages.")
def mcp(rules: tuple[str, ...], config: str | None, pack: str | None, no_reader: bool, language: str) -> int:
    """Serve the tools `check` and `reply` over the Model Context Protocol until standard input ends.

    It is started by the assistant's program, which talks to it over standard input and output; docs/adapters/mcp.md shows
    how to set that up. Needs the extra: pip install 'tonecheck[mcp]'.
    """
    import logging
    import os
    import signal

    from tonecheck.checker import Checker
    from tonecheck.errors import UsageError

    try:
        from tonecheck.integrations.mcp import serve
    except ImportError as error:
        raise UsageError(f"the MCP library is missing ({error}): pip install 'tonecheck[mcp]'") from None
    # Standard output is the protocol's; the library notes every request, and a request holds a draft.
    logging.disable(logging.INFO)
    # The library reads in a thread that Ctrl-C does not reach; there is nothing to tidy up.
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    serve(Checker(list(rules) or None, config=config, pack=pack, reader=not no_reader, language=language))
    return 0
