"""The arguments, and nothing but the arguments: what they mean is done in `check` and `rules`."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click
from click.core import ParameterSource

from tonecheck.cli.check import COLOURS, FAIL_ON, FORMATS, Options, complain
from tonecheck.cli.mcp import mcp
from tonecheck.cli.messages import LANGUAGES
from tonecheck.cli.plain import told
from tonecheck.cli.rule_commands import rules
from tonecheck.cli.scene_commands import reply, scenes
from tonecheck.cli.server_commands import serve, token
from tonecheck.cli.sheet_commands import export, import_
from tonecheck.reply.setting import AUDIENCES, CHANNELS
from tonecheck.text.script import SCRIPTS

PROGRAM = "tonecheck"
_HELP = """Check the tone of Chinese service messages, and propose what to say instead.

PATHS are text files and folders. Folders are searched for *.txt and *.md, hidden ones left out. Without a path, or
with -, one draft is read from standard input. A file that is named like a command is given as ./rules.
"""
_EPILOG = """\b
Exit status:
  0  nothing at or above --fail-on
  1  something was found
  2  could not check: a wrong option, an unreadable draft, a broken rulebook

\b
Examples:
  tonecheck draft.txt                  what may hurt, why, and what to say instead
  tonecheck --fix drafts/              rewrite where a complete reply is known
  tonecheck --diff draft.txt           show what --fix would change, change nothing
  tonecheck --ask --bak draft.txt      decide about every finding, keep the old file
  tonecheck --scene complaint-reply draft.txt
  pbpaste | tonecheck                  check what was copied
  echo 不归我管 | tonecheck --format json
  tonecheck --rules our.yaml --fail-on error inbox/
  tonecheck --pack courier draft.txt   the rules of another trade

The language of the messages is that of LC_ALL, LC_MESSAGES or LANG, the first that is set: zh_TW and zh_HK give
zh-hant, other zh give zh-hans, everything else, C included, gives en. Colours are used on a terminal only, and never
where NO_COLOR is set.
"""


class _Paths(click.Argument):
    """The paths of the plain form; not part of the name of a command beside it."""

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return []


class Shell(click.Group):
    """A group whose plain form stays: a first word that is no command is a path, and options may stand anywhere."""

    allow_interspersed_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options and paths, or the words of a command, which are left for it."""
        if args and args[0] in self.commands:
            ctx.args = args
            return args
        literal = "--" in args
        rest = click.Command.parse_args(self, ctx, args)
        first = next(iter(ctx.params.get("paths") or ()), None)
        if first in self.commands and not literal and not ctx.resilient_parsing:
            ctx.fail(f"the command '{first}' must come first: {PROGRAM} {first} …; a file of that name is ./{first}")
        return rest

    def invoke(self, ctx: click.Context) -> object:
        """Runs the plain form, or the command that stands first."""
        if not ctx.args:
            return click.Command.invoke(self, ctx)
        name, command, rest = self.resolve_command(ctx, ctx.args)
        assert command is not None
        ctx.invoked_subcommand = name
        with command.make_context(name, rest, parent=ctx) as inner:
            return inner.command.invoke(inner)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Both forms."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] [PATHS]...")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGUMENTS]...", prefix="   or: ")


_language = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), help="Language of the messages.  [default: the locale's]"
)


def _config_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options that say which configuration holds."""
    for option in reversed((
        click.option("--config", metavar="FILE",
                     help="Configuration of the house.  [default: the nearest tonecheck.yaml or pyproject.toml upward]"),
        click.option("--pack", metavar="NAME", help="Rules of another trade, such as courier; see `tonecheck packs`."),
        click.option("--isolated", is_flag=True, help="Look for no configuration; take the built-in rules as they are."),
    )):
        command = option(command)
    return command


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from tonecheck import __version__

        click.echo(f"{PROGRAM} {__version__}")
        ctx.exit()


@click.group(
    PROGRAM, cls=Shell, help=_HELP, epilog=_EPILOG, invoke_without_command=True, no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.argument("paths", nargs=-1, cls=_Paths)
@click.option("--format", type=click.Choice(FORMATS), default="text", show_default=True,
              help="text for people; json: one object for one draft, an array for several or a folder; jsonl: one object a line.")
@click.option("--scene", metavar="NAME", help="Where the draft is going, such as front-desk; switches the rules of that scene.")
@click.option("--script", type=click.Choice(SCRIPTS), default="auto", show_default=True,
              help="Script of the replies; auto is the draft's own.")
@click.option("--channel", type=click.Choice(CHANNELS),
              help="How the draft goes out, which the replies suit: short in a chat, no questions in a notice."
              "  [default: what --scene tells]")
@click.option("--audience", type=click.Choice(AUDIENCES), default="default", show_default=True,
              help="Whom the replies are worded for: with more form for elders, more freely for the young.")
@_language
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="warning", show_default=True,
              help="The least severity that makes the exit status 1.")
@click.option("--fix", is_flag=True,
              help="Write the rewritten draft back, in its own encoding and line ends; standard input goes to standard output."
              " The exit status tells what remains.")
@click.option("--diff", is_flag=True,
              help="Print what --fix would change as a unified diff and write nothing; with --fix, write too.")
@click.option("--unsafe-fixes", is_flag=True,
              help="With --fix or --diff: also replies that hold 【…】, which you then fill in.")
@click.option("--bak", is_flag=True,
              help="With --fix or --ask: keep the file as it was, as draft.txt.bak; one that is there is never overwritten.")
@click.option("--ask", is_flag=True,
              help="Walk through the findings on the terminal: choose, edit or skip. q ends and writes what was chosen,"
              " Ctrl-C leaves the file as it was.")
@click.option("--rules", metavar="PATH", multiple=True,
              help="Rulebook file or folder instead of the built-in one; may be repeated.")
@_config_options
@click.option("--encoding", metavar="NAME", help="Encoding of the drafts.  [default: UTF-8 or what it seems to be]")
@click.option("--no-reader", is_flag=True, help="Leave out the trained reader; patterns and slips stay.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, metavar="N",
              help="How many cores share the work where there are many files.  [default: all]")
@click.option("--color", type=click.Choice(COLOURS), default="auto", show_default=True, help="When to use colours.")
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version and exit.")
@click.pass_context
def app(ctx: click.Context, /, paths: tuple[str, ...], no_reader: bool, **chosen: object) -> int:
    """The plain form."""
    from tonecheck.cli.check import run as check

    if not paths:
        if sys.stdin is not None and sys.stdin.isatty():
            raise click.UsageError("no draft given; name a file, or pipe one in (- reads what you type)")
        paths = ("-",)
    given = frozenset(name for name in chosen if ctx.get_parameter_source(name) is not ParameterSource.DEFAULT)
    options = Options(paths, reader=not no_reader, given=given, **chosen)  # type: ignore[arg-type]  # click has checked the values
    return check(options)


@app.command("config", short_help="Show which settings are in force, and where each comes from.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@_config_options
@click.option("--init", is_flag=True, help="Write a new tonecheck.yaml here, every line of it explained.")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_language
def _config(
    paths: tuple[str, ...], config: str | None, pack: str | None, isolated: bool, init: bool, format: str, language: str | None
) -> int:
    """Show which settings are in force for drafts, and where each comes from.

    A tonecheck.yaml, or a pyproject.toml with [tool.tonecheck], is looked for beside the draft and in the folders above
    it; without PATHS from here. docs/config.md tells what may stand in it.
    """
    from tonecheck.cli import house

    language = _chosen(language)
    if init:
        from pathlib import Path

        from tonecheck.cli.messages import PHRASES

        click.echo(PHRASES[language].started.format(name=house.started(Path.cwd()).name))
        return 0
    found = house.config_of(paths or ("-",), config=config, pack=pack, isolated=isolated)
    for line in [house.in_force_json(found)] if format == "json" else house.in_force(found, language):
        click.echo(line)
    return 0


@app.command("packs", short_help="List the rulebooks that come with tonecheck.")
@_language
def _packs(language: str | None) -> int:
    """List the rulebooks that come with tonecheck, for --pack NAME and for `extends: NAME` in a tonecheck.yaml."""
    from tonecheck.cli.house import listed_packs

    for line in listed_packs(_chosen(language)):
        click.echo(line)
    return 0


app.add_command(scenes)
app.add_command(reply)
app.add_command(serve)
app.add_command(mcp)
app.add_command(token)
app.add_command(rules)
rules.add_command(export)
rules.add_command(import_)


def _chosen(language: str | None) -> str:
    import os

    from tonecheck.cli.messages import language_of

    return language or language_of(os.environ)


def run(arguments: list[str]) -> int:
    """The exit status of the command line; every mistake of the user becomes one clear line on standard error."""
    try:
        with app.make_context(PROGRAM, list(arguments)) as context:
            return told(lambda: status if isinstance(status := app.invoke(context), int) else 0, arguments)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        complain(error.format_message())
        command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else PROGRAM
        click.echo(f"Try '{command} --help'.", err=True)
        return 2
    except click.Abort:
        return 130
