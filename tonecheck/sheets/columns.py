"""The columns of the table: what each is called, and how its cells are written and read.

A cell with several values holds one a line. `\\n`, `\\\\` and `\\/` in a cell stand for a line end, a backslash and a slash
that parts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from tonecheck.rulebook.model import MOVES, Example, Rule, Source
from tonecheck.text.fold import fold

RULES_SHEET, WORDS_SHEET, HELP_SHEET = "规则", "词类", "说明"
SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
YES, NO = "是", "否"
# After a wording that nobody of the region has looked at.
UNREVIEWED = "〔未审〕"
_GUARD = re.compile(r"(?<!\\)(?P<text>(?:\\\\)*)〔(?P<guard>[a-z][a-z0-9_-]*)〕$")
_ESCAPED = re.compile(r"\\(n|x[0-9a-f]{2}|.)", re.DOTALL)
_LEADING = "-—–•·●○*“\"「"
_CONTROL = re.compile("[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in YAML (`title.en` is `en` under `title`), its header, other headers that mean it.

    `write` gives the cell of a rule. `kind` says how a cell is read: `text`, `lines`, `phrases`, `replies`, `wordings` (of
    the replies in another script), `examples`, `names`, `sources`, `severity` or `flag`.
    """

    key: str
    header: str
    kind: str
    write: Callable[[Rule], str]
    also: tuple[str, ...] = ()
    width: int = 24


def escaped(text: str, more: str = "") -> str:
    """A value on one line of a cell."""
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    text = _CONTROL.sub(lambda m: f"\\x{ord(m[0]):02x}", text)
    return re.sub(f"([{re.escape(more)}])", r"\\\1", text) if more else text


def unescaped(text: str) -> str:
    """The value of a line of a cell."""

    def one(match: re.Match[str]) -> str:
        what = match[1]
        if what[0] == "x" and len(what) == 3:
            return chr(int(what[1:], 16))
        return "\n" if what == "n" else what

    return _ESCAPED.sub(one, text)


def _lines(values: Sequence[str]) -> str:
    return "\n".join(escaped(value) for value in values)


def phrase_line(text: str) -> str:
    """A phrase on a line of a cell: a slash in it would part it, a dash before it and a stop at its end would go."""
    line = escaped(text, "/／")
    if line[:1] in _LEADING and line:
        line = f"\\{line}"
    return f"{line[:-1]}\\{line[-1]}" if line[-1:] in "。！" and line else line


def _example(example: Example) -> str:
    text = escaped(example.text)
    if example.guard:
        return f"{text}〔{example.guard}〕"
    return re.sub(r"〔([a-z][a-z0-9_-]*〕)$", r"\\〔\1", text)


def read_example(line: str) -> tuple[str, str | None]:
    """The text of an example's line, and the guard that saves it."""
    found = _GUARD.search(line)
    return unescaped(line[: found.end("text")] if found else line), found["guard"] if found else None


def _source(source: Source) -> str:
    return escaped(source.document, "#") + (f" #{escaped(source.item)}" if source.item else "")


def read_source(line: str) -> tuple[str, str]:
    """The document and the item of a source's line."""
    document, *item = re.split(r"\s(?<!\\)#", line, maxsplit=1)
    return unescaped(document), unescaped(item[0]) if item else ""


def _wordings(rule: Rule, name: str, region: str = "") -> str:
    lines = []
    for number, template in enumerate(rule.suggest, 1):
        text = getattr(template, name)
        if text is not None:
            mark = UNREVIEWED if region in template.unreviewed else ""
            move = f"〔{template.move}〕" if name == "hans" and template.move else ""
            lines.append(f"{number}. {escaped(text)}{mark}{move}")
    return "\n".join(lines)


def read_reply(line: str) -> tuple[str, str]:
    """The text of a reply, and what it does for the customer, as `〔move〕` says at its end."""
    found = next((move for move in MOVES if line.endswith(f"〔{move}〕")), "")
    return line.removesuffix(f"〔{found}〕") if found else line, found


COLUMNS: tuple[Column, ...] = (
    Column("id", "编号", "text", lambda r: r.id, ("id", "规则编号"), 16),
    Column("title", "标题", "text", lambda r: escaped(r.title.hans), ("名称", "规则名称"), 18),
    Column("severity", "严重程度", "severity", lambda r: SEVERITIES[r.severity.value], ("级别", "等级", "严重级别"), 10),
    Column("match", "不能说的话", "phrases", lambda r: "\n".join(phrase_line(p.text) for p in r.match),
           ("忌语", "禁语", "禁用语", "不该说的话", "不可以说的话"), 40),
    Column("unless", "例外说法", "phrases", lambda r: "\n".join(phrase_line(p.text) for p in r.unless), ("这样说可以",), 30),
    Column("impact", "客户感受", "text", lambda r: escaped(r.impact.hans),
           ("可能给客户造成的不良感受", "客户的感受", "客户反应"), 28),
    Column("message", "原因", "text", lambda r: escaped(r.message.hans), ("为什么", "说明原因"), 32),
    Column("suggest", "建议的回答", "replies", lambda r: _wordings(r, "hans"), ("建议回答", "应该说的话", "建议说法"), 44),
    Column("suggest.tw", "建议的回答（台湾）", "wordings", lambda r: _wordings(r, "hant_tw", "tw"), ("台湾说法",), 44),
    Column("suggest.hk", "建议的回答（香港）", "wordings", lambda r: _wordings(r, "hant_hk", "hk"), ("香港说法",), 44),
    Column("scenes.only", "只用于场景", "names", lambda r: _lines(r.scenes_only), ("适用场景",), 16),
    Column("scenes.off", "不用于场景", "names", lambda r: _lines(r.scenes_off), ("不适用场景",), 16),
    Column("bad", "错误例句", "examples", lambda r: "\n".join(map(_example, r.bad)), ("反例", "违规例句"), 36),
    Column("good", "正确例句", "examples", lambda r: "\n".join(map(_example, r.good)), ("正例",), 36),
    Column("remark", "备注", "text", lambda r: escaped(r.remark), ("注",), 24),
    Column("source", "来源", "sources", lambda r: "\n".join(map(_source, r.sources)), ("出处",), 24),
    Column("title.en", "标题（英文）", "text", lambda r: escaped(r.title.en), (), 18),
    Column("message.en", "原因（英文）", "text", lambda r: escaped(r.message.en), (), 28),
    Column("impact.en", "客户感受（英文）", "text", lambda r: escaped(r.impact.en), (), 28),
    Column("guards", "豁免", "names", lambda r: _lines(r.guards), ("guards",), 16),
    Column("veto", "不切词", "flag", lambda r: YES if r.veto else "", (), 8),
    Column("typed", "原样", "lines", lambda r: _lines(r.typed), (), 8),
    Column("once", "每稿一次", "flag", lambda r: YES if r.once else "", (), 8),
    Column("topic", "话题词", "lines", lambda r: _lines(r.topic), (), 16),
    Column("manner", "只是语气", "flag", lambda r: YES if r.manner else "", (), 8),
    Column("whole", "整段替换", "flag", lambda r: YES if r.whole else "", (), 8),
    Column("valid_from", "生效日", "text", lambda r: r.valid_from, (), 12),
    Column("valid_until", "失效日", "text", lambda r: r.valid_until, (), 12),
    Column("deprecated", "停用说明", "text", lambda r: escaped(r.deprecated), (), 18),
    Column("renamed_from", "曾用编号", "names", lambda r: _lines(r.renamed_from), (), 12),
)
NUMBER_HEADERS = ("序号", "序", "号")
# Fields of a rule that no column stands for: where it stands, and what a configuration says of it.
ASIDE = ("place", "off")
FIELDS = {"match": "match", "suggest.tw": "suggest", "suggest.hk": "suggest", "scenes.only": "scenes_only",
          "scenes.off": "scenes_off", "source": "sources", "title.en": "title", "message.en": "message", "impact.en": "impact"}


@cache
def _headers() -> dict[str, Column]:
    return {plain(name): column for column in COLUMNS for name in (column.header, column.key, *column.also)}


def column_of(header: str) -> Column | None:
    """The column that a header means, in whatever script, width and spacing; None for a column that is none of ours."""
    return _headers().get(plain(header))


def plain(header: str) -> str:
    """A header without what does not count."""
    return re.sub(r"[\s*:]", "", fold(header).text)
