"""The words of `tonecheck rules …`: arguments and help; what they mean is done in the `rules` modules beside this one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from tonecheck.cli.check import width
from tonecheck.cli.messages import LANGUAGES, language_of

if TYPE_CHECKING:
    from tonecheck.checker import Checker

_EPILOG = """\b
For example:
  tonecheck rules new                              write a rule by answering four questions
  tonecheck rules check my.yaml                    every mistake, one a line
  tonecheck rules try "到外面等" --on messages.csv  what a phrase would find
  tonecheck rules explain "这事不归我管。"           why something is found, or not
  tonecheck rules diff old.yaml new.yaml --on messages.csv
"""
_RULEBOOKS = "PATHS are rulebook files or folders of them; without any, the built-in rulebook is taken."
language_option = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), help="Language of the messages.  [default: the locale's]"
)
_rulebooks = click.argument("paths", nargs=-1, metavar="[PATHS]...")
_format = click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
_rules_option = click.option("--rules", metavar="PATH", multiple=True,
                             help="Rulebook file or folder instead of the built-in one; may be repeated.")  # fmt: skip
_on = click.option("--on", metavar="FILE", multiple=True, required=True,
                   help="Messages: a .csv or .xlsx, a .txt with one a line, or a folder of them; may be repeated.")  # fmt: skip
_column = click.option("--column", metavar="NAME", help="Column of a .csv that holds the text.  [default: the one that looks so]")
_all = click.option("--all", "everything", is_flag=True, help="Show every message, not the first twenty.")


@click.group("rules", no_args_is_help=False, epilog=_EPILOG)
def rules() -> None:
    """Look at rulebooks, prove them, and write rules."""


@rules.command("check", short_help="Print every fault of a rulebook.")
@_rulebooks
@_format
@language_option
def _check(paths: tuple[str, ...], format: str, language: str | None) -> int:
    from tonecheck.cli.rules import checked

    status, lines = checked(paths, chosen(language), format)
    return _said(lines, status)


@rules.command("list", short_help="Print id, severity and title of every rule.")
@_rulebooks
@_format
@language_option
def _list(paths: tuple[str, ...], format: str, language: str | None) -> int:
    from tonecheck.cli.rules import listed

    return _said(listed(paths, chosen(language), format))


_check.help = (
    "Print every fault of a rulebook, one a line: of its YAML, its keys, its phrases, its examples and its replies.\n\n"
    f"{_RULEBOOKS} Hints are told and break nothing. Exit status: 0 no fault, 1 faults that leave the rulebook in use, 2 it"
    " cannot be used."
)
_list.help = f"Print id, severity and title of every rule.\n\n{_RULEBOOKS}"


@rules.command("scripts", short_help="List replies whose traditional wording nobody has looked at.")
@_rulebooks
@language_option
def _scripts(paths: tuple[str, ...], language: str | None) -> int:
    """List every reply, of rules and of scenes, whose wording for Taiwan or Hong Kong is missing or not yet reviewed.

    PATHS are rulebook files or folders of them; without any, the built-in rulebook is taken. Exit status: 0 none, 1 some.
    """
    from tonecheck.cli.rules import unreviewed

    lines, complete = unreviewed(paths, chosen(language))
    return _said(lines, 0 if complete else 1)


@rules.command("show", short_help="Show one rule with its examples, marked.")
@click.argument("rule_id", metavar="ID")
@_rules_option
@_format
@language_option
def _show(rule_id: str, rules: tuple[str, ...], format: str, language: str | None) -> int:
    """Show a rule: what it says, where it comes from, its phrases, its examples with what is found in 〔 〕, its replies.

    ID may be an id that the rule had before. A good example is followed by the guard that saves it.
    """
    from tonecheck.cli import rules_show
    from tonecheck.cli.rules import one_rule

    language = chosen(language)
    checker = checker_of(rules, language)
    rule = one_rule(checker.rulebook, rule_id, language)
    if format == "json":
        return _said([_json(rules_show.as_json(rule, checker, language))])
    return _said(rules_show.render(rule, checker, language, width()))


@rules.command("explain", short_help="Tell why a draft is found, or not.")
@click.argument("text", required=False)
@_rules_option
@click.option("--scene", metavar="NAME", help="Where the draft is going, such as front-desk.")
@click.option("--no-reader", is_flag=True, help="Leave out the trained reader.")
@click.option("--detail", is_flag=True, help="For those who write rules: phrases as written, places in files, scores,"
                                             " the nearest phrases.")
@_format
@click.option("--lang", "language", type=click.Choice(LANGUAGES),
              help="Language of the messages.  [default: a Chinese locale's, else Chinese in the script of the draft]")
def _explain(
    text: str | None, rules: tuple[str, ...], scene: str | None, no_reader: bool, detail: bool, format: str, language: str | None
) -> int:
    """Tell in plain words how a draft was read, which wording of which rule it met, what lets it pass and why, how it
    sounds, and where each rule comes from.

    TEXT is the draft itself, in quotation marks; without it, it is read from standard input. A Chinese draft is
    explained in Chinese, in the draft's script, unless --lang or a Chinese locale says otherwise.
    """
    from tonecheck.cli import rules_explain, rules_told
    from tonecheck.cli.files import STDIN, read
    from tonecheck.explain import explain

    draft = read(STDIN).text if text is None else text
    language = language or _tongue_for(draft)
    explanation = explain(checker_of(rules, language, reader=not no_reader), draft, scene=scene)
    if format == "json":
        return _said([_json(rules_explain.as_json(explanation))])
    render = rules_explain.render if detail else rules_told.render
    return _said(render(explanation, language, width()))


@rules.command("try", short_help="Show what a phrase would find in messages.")
@click.argument("phrases", metavar="PHRASE...", nargs=-1, required=True)
@_on
@click.option("--unless", metavar="PHRASE", multiple=True, help="A longer phrase that is fine; may be repeated.")
@_rules_option
@_column
@_all
@_format
@language_option
def _try(
    phrases: tuple[str, ...], on: tuple[str, ...], unless: tuple[str, ...], rules: tuple[str, ...], column: str | None,
    everything: bool, format: str, language: str | None,
) -> int:
    """Show which messages a phrase would find, before it is a rule, and which it would let pass and why.

    PHRASE is written as in a rule; with several, a message is found by any of them. Classes and guards are those of the
    rulebook. The words found stand in 〔 〕.
    """
    from tonecheck.cli.inbox import messages
    from tonecheck.cli.rules_try import tried

    found = messages(on, column)
    return _said(
        tried(phrases, unless, rules, found, chosen(language), width=width(), everything=everything, format=format)
    )


@rules.command("diff", short_help="Show what another rulebook makes of messages.")
@click.argument("old")
@click.argument("new")
@_on
@_column
@_all
@_format
@language_option
def _diff(
    old: str, new: str, on: tuple[str, ...], column: str | None, everything: bool, format: str, language: str | None
) -> int:
    """Show which messages a NEW rulebook takes otherwise than an OLD one: + for what is found more, - for what is not.

    OLD and NEW are rulebook files or folders, or the word builtin. A rule that was only renamed is no change. The
    trained reader takes part where both hold built-in rules. Exit status: 0 nothing changes, 1 something.
    """
    from tonecheck.cli.inbox import messages
    from tonecheck.cli.rules_try import compared

    found = messages(on, column)
    status, lines = compared(old, new, found, chosen(language), width=width(), everything=everything, format=format)
    return _said(lines, status)


@rules.command("test", short_help="Try the examples of every rule, in other forms too.")
@_rulebooks
@click.option("--rule", "only", metavar="ID", multiple=True, help="Only this rule; may be repeated.")
@click.option("--mutate", is_flag=True,
              help="Try every bad example in other forms: in traditional script, in full width, with blanks, with particles,"
                   " and as the words of another, which must pass.")
@click.option("--coverage", "cover", is_flag=True, help="Show which phrases and alternatives no example exercises.")
@click.option("--all", "everything", is_flag=True, help="Show everything, not the first three of a rule.")
@_format
@language_option
def _test(
    paths: tuple[str, ...], only: tuple[str, ...], mutate: bool, cover: bool, everything: bool, format: str, language: str | None
) -> int:
    """Try the examples: bad ones must be found by their rule, good ones by no rule at all."""
    from tonecheck.cli.rules_test import examples_tried

    status, lines = examples_tried(paths, only, chosen(language), mutate=mutate, cover=cover, everything=everything, format=format)
    return _said(lines, status)


_test.help = f"{_test.help}\n\n{_RULEBOOKS} Exit status: 0 every example holds, 1 some do not, 2 broken rulebook."


@rules.command("new", short_help="Write a rule by answering four questions.")
@click.option("--to", "target", metavar="FILE", default="my-rules.yaml", show_default=True, help="Rulebook file to write it to.")
@click.option("--phrase", "phrases", metavar="TEXT", multiple=True, help="What must not be said; may be repeated.")
@click.option("--reason", metavar="TEXT", help="Why it hurts.")
@click.option("--reply", "replies", metavar="TEXT", multiple=True, help="What to say instead; may be repeated.")
@click.option("--bad", metavar="TEXT", multiple=True, help="A message that is wrong.  [default: the phrase itself]")
@click.option("--good", metavar="TEXT", multiple=True, help="A message with the same words that is fine; may be repeated.")
@click.option("--id", "rule_id", metavar="ID", help="Id of the rule.  [default: the sound of the phrase]")
@click.option("--severity", type=click.Choice(["error", "warning", "info"]), help="[default: warning]")
@click.option("--on", metavar="FILE", multiple=True, help="Messages to show what it would find in, before it is written.")
@_column
@click.option("--yes", is_flag=True, help="Ask nothing: what is not given is left out.")
@language_option
def _new(on: tuple[str, ...], column: str | None, yes: bool, language: str | None, **answers: Any) -> int:
    """Write a rule: asks for the phrase, the reason, a reply and a sentence that is fine, and proves the rule first.

    Nothing is written where the proof finds a fault, and what stands in the file already stays as it is. Exit status:
    0 written, 1 not written, 2 wrong options or an unreadable file.
    """
    from tonecheck.cli.rules_new import asked

    return asked(on, column, chosen(language), ask=not yes, **answers)


@rules.command("learn", short_help="Train the second reader, or what chooses replies.")
@click.argument("corpus", nargs=-1, metavar="[CORPUS]...")
@click.option("--replies", metavar="FOLDER",
              help="Train what chooses replies, from runs, stays and judged.jsonl in FOLDER, not the reader.")  # fmt: skip
@click.option("--output", metavar="PATH",
              help="Where to write: a file for the reader, a folder for replies.  [default: what is in use]")  # fmt: skip
def _learn(corpus: tuple[str, ...], replies: str | None, output: str | None) -> int:
    """Train the second reader on the built-in rulebook's examples and labelled drafts, and write its weights.

    CORPUS are folders of labelled drafts (*.jsonl); without any, corpus/sittings. With --replies it is what chooses replies
    that is trained: which words of a draft name its matter, which clauses may stay, and which reply fits. The same drafts
    make the same files. Needs the extra: pip install 'tonecheck[learn]'.
    """
    from tonecheck.cli.rules import learned, learned_replies

    folders = corpus or ("corpus/sittings",)
    return _said(learned_replies(folders, replies, output) if replies else [learned(folders, output)])


@rules.command("score", short_help="Score the checker against labelled drafts.")
@click.argument("corpus", nargs=-1, metavar="[CORPUS]...")
@click.option("--show", type=click.Choice(["missed", "false"]), multiple=True, help="List these drafts too.")
@click.option("--no-reader", is_flag=True, help="Leave out the trained reader; patterns and slips stay.")
def _score(corpus: tuple[str, ...], show: tuple[str, ...], no_reader: bool) -> int:
    """Print what was found, missed and flagged for nothing, by kind, region and rule.

    CORPUS are folders of labelled drafts (*.jsonl); without any, corpus/set-aside, which the reader was not trained on.
    """
    from tonecheck.cli.rules import scored

    return _said(scored(corpus or ("corpus/set-aside",), show, reader=not no_reader))


def chosen(language: str | None) -> str:
    """The language asked for, else that of the locale."""
    return language or language_of(os.environ)


def _tongue_for(draft: str) -> str:
    """The language of a Chinese locale, else that of the draft: whoever writes Chinese to customers reads it."""
    from tonecheck.text.script import reply_script, script_of

    language = chosen(None)
    if language != "en" or script_of(draft) == "none":
        return language
    return "zh-hans" if reply_script(draft) == "hans" else "zh-hant"


def checker_of(rules: Sequence[str], language: str, *, reader: bool = True) -> Checker:
    """A checker over rulebook files, or over the built-in rulebook."""
    from tonecheck.checker import Checker

    return Checker(list(rules) or None, language=language, reader=reader)


def _json(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)


def _said(lines: Iterable[str], status: int = 0) -> int:
    for line in lines:
        click.echo(line)
    return status

