"""A rulebook as a table: one row a rule, and the word classes on a sheet of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, fields
from pathlib import Path

from tonecheck.errors import UsageError
from tonecheck.rulebook.faults import Said, say
from tonecheck.rulebook.load import load_builtin
from tonecheck.rulebook.model import Rulebook, Template
from tonecheck.sheets.columns import COLUMNS, HELP_SHEET, RULES_SHEET, SEVERITIES, WORDS_SHEET
from tonecheck.sheets.tables import SUFFIXES, csv_bytes, xlsx_bytes

WORD_HEADERS = ("词类", "自带的词（只看，不用改）", "我们加的词")
_TEMPLATE_FIELDS = {"hans", "hant_tw", "hant_hk", "place", "unreviewed", "move"}
_HELP = (
    ("怎样改这张表", ""),
    ("一行一条规则", "新加一条：在最后一行下面写，编号可以空着，导入时会自动给一个。不要改已有的编号。"),
    ("一格写几项", "同一格里换行写（Alt+Enter），一行一项。不能说的话也可以用 / 隔开。"),
    ("不能说的话", "照平时的说法写，简体繁体都行；[公司|部门] 是任选其一，(都) 是可有可无，@we 是词类，~4 是中间最多隔四个字。"),
    ("例外说法", "包含这些说法的句子不算。"),
    ("建议的回答", "一行一句，前面写 1. 2. 3.；台湾、香港两栏用同样的号码对应，空着就自动转换。{who} 这类地方会从原话里填。"),
    ("错误例句、正确例句", "错误例句必须查得出来，正确例句必须查不出来。句末的〔repaired_by〕表示是什么理由放过的，可以不写。"),
    ("改好以后", "tonecheck rules import 这个文件 --to my-rules.yaml"),
)


def rule_rows(rulebook: Rulebook) -> list[list[str]]:
    """The headers, and a row for every rule."""
    return [[column.header for column in COLUMNS], *([column.write(rule) for column in COLUMNS] for rule in rulebook.rules)]


def word_rows(rulebook: Rulebook) -> list[list[str]]:
    """The word classes: what is built in, to look at, and what the rulebook adds."""
    built_in = load_builtin().lexicon
    rows = []
    for name, words in rulebook.lexicon.items():
        below = built_in.get(name, ())
        rows.append([name, " ".join(below), " ".join(word for word in words if word not in below)])
    return [list(WORD_HEADERS), *rows]


def exported(rulebook: Rulebook, target: Path) -> bytes:
    """The content of `target`, a workbook or a CSV file by its name."""
    if target.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{target}: unknown kind of table; write .xlsx or .csv, or say what it is with --as")
    if target.suffix.lower() == ".csv":
        return csv_bytes(rule_rows(rulebook))
    severity = 1 + next(n for n, column in enumerate(COLUMNS) if column.key == "severity")
    return xlsx_bytes(
        [
            (RULES_SHEET, rule_rows(rulebook), [column.width for column in COLUMNS]),
            (WORDS_SHEET, word_rows(rulebook), [18, 90, 40]),
            (HELP_SHEET, _HELP, [22, 90]),
        ],
        (severity, list(SEVERITIES.values())),
    )


def lost(rulebook: Rulebook, target: Path) -> list[Said]:
    """What the table cannot hold: guards, scenes and courtesies of one's own, and what is said in a house."""
    built_in = load_builtin()
    found = [
        say("'{key}' of this rulebook is not in a table; keep it in YAML", key=name)
        for name, field in (("guards", "guards"), ("scenes", "details"), ("courtesy", "courtesy"),
                            ("general", "general"), ("situations", "situations"))
        if getattr(rulebook, field) and _plain(getattr(rulebook, field)) != _plain(getattr(built_in, field))
    ]
    if target.suffix.lower() == ".csv" and any(row[2] for row in word_rows(rulebook)[1:]):
        found.append(say("'lexicon' of this rulebook is not in a CSV file; export to .xlsx"))
    if rulebook.off:
        ids = ", ".join(rule.id for rule in rulebook.off)
        found.append(say("what is off is not in a table; keep it in tonecheck.yaml (off: {ids})", ids=ids))
    more = dict.fromkeys(name for rule in rulebook.rules for template in rule.suggest for name in _more(template))
    return [*found, *(say("'{key}' of replies is not in a table; keep it in YAML", key=name) for name in more)]


def _plain(values: Sequence[object]) -> list[str]:
    from tonecheck.rulebook.digest import content_of

    return [content_of(value) for value in values]


def _more(template: Template) -> list[str]:
    """Names of what a reply says beyond its wordings."""
    return [f.name for f in fields(template) if f.name not in _TEMPLATE_FIELDS and f.default is not MISSING
            and getattr(template, f.name) != f.default]

