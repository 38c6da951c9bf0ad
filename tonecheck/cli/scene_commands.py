"""The arguments of `tonecheck scenes` and `tonecheck reply`; what they mean is done in `scenes`."""

from __future__ import annotations

import os

import click

from tonecheck.cli.messages import LANGUAGES

_language = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), help="Language of the messages.  [default: the locale's]"
)
_format = click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
_rules = click.option("--rules", metavar="PATH", multiple=True, help="Rulebook file or folder instead of the built-in one.")
_config = click.option("--config", metavar="FILE",
                       help="Configuration of the house.  [default: the nearest tonecheck.yaml or pyproject.toml upward]")
_pack = click.option("--pack", metavar="NAME", help="Rules of another trade; see `tonecheck packs`.")
_isolated = click.option("--isolated", is_flag=True, help="Look for no configuration.")


@click.command("scenes", short_help="List the scenes, and what each asks of a draft.")
@click.argument("names", nargs=-1, metavar="[SCENE]...")
@_format
@_language
@_rules
@_config
@_pack
@_isolated
def scenes(names: tuple[str, ...], format: str, language: str | None, **chosen: object) -> int:
    """List the scenes, and what each asks of a draft: what must be said, by when, and which rules it switches.

    Without SCENE all of them. A draft is checked for a scene with: tonecheck --scene SCENE draft.txt
    """
    from tonecheck.cli import scenes as done
    from tonecheck.cli.messages import language_of

    rulebook = done.rulebook_of(**chosen)  # type: ignore[arg-type]  # click has checked the values
    language = language or language_of(os.environ)
    for line in done.listed_json(rulebook, names) if format == "json" else done.listed(rulebook, names, language):
        click.echo(line)
    return 0


@click.command("reply", short_help="Print the approved sentence of a scene.")
@click.option("--scene", required=True, metavar="NAME", help="Which scene; see `tonecheck scenes`.")
@click.option("--slot", "slots", metavar="NAME=VALUE", multiple=True, help="What stands at 【…】; may be repeated.")
@click.option("--script", type=click.Choice(["hans", "hant-tw", "hant-hk"]), default="hans", show_default=True)
@_format
@_rules
@_config
@_pack
@_isolated
def reply(scene: str, slots: tuple[str, ...], script: str, format: str, **chosen: object) -> int:
    """Print the approved sentence of a scene, in a script, with its slots filled; what is left open stands as 【…】.

    \b
    tonecheck reply --scene phone-opening --slot company=阳光物业
    tonecheck reply --scene dialing --slot company=陽光物業 --slot name=小陳 --script hant-tw
    """
    from tonecheck.cli import scenes as done

    rulebook = done.rulebook_of(**chosen)  # type: ignore[arg-type]  # click has checked the values
    for line in done.replied(rulebook, scene, slots, script, as_json=format == "json"):
        click.echo(line)
    return 0
