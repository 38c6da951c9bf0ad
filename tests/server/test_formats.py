"""Markup is not words: what is found in HTML and Markdown lies where it stands in the text as received."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table import case

from tonecheck import Checker
from tonecheck.server.formats import checked, marked

C = "\u200b"
REPLY = "这件事我先记下来，帮您问清楚由谁处理，有了回音就告诉您。"


@pytest.mark.parametrize(
    ("form", "text", "words"),
    [
        case("an inline tag is nothing", "html", "不<b>归</b>我", f"不{C * 3}归{C * 4}我"),
        case("a block tag ends a line", "html", "好<br>的", f"好\n{C * 3}的"),
        case("an entity is its character", "html", "A&amp;B&#19981;", f"A&{C * 4}B不{C * 7}"),
        case("what is no entity stays", "html", "a & b &nosuch;", "a & b &nosuch;"),
        case("an entity that is no character becomes none", "html", "a&#xD800;", f"a\ufffd{C * 7}"),
        case("a line end in HTML is a blank", "html", "a\nb", "a b"),
        case("a comment is nothing", "html", "a<!-- 不归我管 -->b", f"a{C * 13}b"),
        case("a script is not said", "html", "a<script>x</script>b", f"a{C * 8}\n{C * 9}b"),
        case("an unclosed tag is text", "html", "a <b 不归我管", "a <b 不归我管"),
        case("a comparison is text", "html", "1 < 2", "1 < 2"),
        case("emphasis is nothing", "markdown", "**不**归", f"{C * 2}不{C * 2}归"),
        case("a link's target is nothing", "markdown", "见[这里](http://a.b)。", f"见{C}这里{C * 13}。"),
        case("a quoted line is not said", "markdown", "> 不归\n好", f"{C * 4}\n好"),
        case("fenced code is not said", "markdown", "```\n不归\n```\n好", f"{C * 3}\n{C * 2}\n{C * 3}\n好"),
        case("code in a line is not said", "markdown", "按`不归`键", f"按{C * 4}键"),
        case("the mark of a list is nothing", "markdown", "- 好", f"{C * 2}好"),
        case("a lone bracket is text", "markdown", "[好]", "[好]"),
    ],
)
def test_words(form: str, text: str, words: str) -> None:
    assert marked(text, form).words == words


@pytest.mark.parametrize(
    ("form", "text", "excerpt", "rewritten"),
    [
        case("plain", "plain", "这事不归我管。", "不归我管", REPLY),
        case("inside a paragraph", "html", "<p>这事不归我管。</p>", "不归我管", f"<p>{REPLY}</p>"),
        case("across a tag, which stays", "html", "这事<b>不归</b>我管。", "不归</b>我管", f"{REPLY}<b></b>"),
        case("after a line break", "html", "您好。<br>这事不归我管。", "不归我管", f"您好。<br>{REPLY}"),
        case("written as entities", "html", "这事&#19981;归我管。", "&#19981;归我管", REPLY),
        case("across emphasis", "markdown", "这事**不归**我管。", "不归**我管", REPLY),
        case("emphasis that closes later keeps its half", "markdown", "**这事不归我管。好**的。", "不归我管", f"**{REPLY}好**的。"),
    ],
)
def test_found_where_it_stands(checker: Checker, form: str, text: str, excerpt: str, rewritten: str) -> None:
    report = checked(text, form, checker.check)
    assert {f.excerpt for f in report.findings} == {excerpt}
    assert all(text[f.span.start : f.span.end] == f.excerpt for f in report.findings)
    assert (report.text, report.rewritten) == (text, rewritten)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        case("a quoted mail", "html", "<blockquote>这事不归我管。</blockquote><p>您好，我帮您查。</p>"),
        case("a quoted line", "markdown", "> 这事不归我管。\n\n您好，我帮您查。"),
        case("an attribute", "html", '<a title="这事不归我管。">查看</a>'),
    ],
)
def test_what_others_said_is_not_checked(checker: Checker, form: str, text: str) -> None:
    assert checked(text, form, checker.check).findings == ()


def test_what_a_reply_takes_from_the_draft_is_escaped(checker: Checker) -> None:
    report = checked("维修是<i>A&lt;B公司</i>负责的，不归我管。", "html", checker.check)
    assert report.findings
    assert all("<B" not in s.text for f in report.findings for s in f.suggestions)


_PIECES = (
    "不归我管", "。", "<b>", "</b>", "<br>", "<!--", "-->", "&lt;", "&", "<", ">", "**", "`", "\n", "> ", "[", "](x)", "😀",
    "<script>", "</script>", "<blockquote>", "</blockquote>", "<a href='", "'>", "<![CDATA[", "]]>", "<?x", "</", "<!DOCTYPE",
)
pieces = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@settings(max_examples=300, deadline=None)
@given(text=pieces, form=st.sampled_from(["html", "markdown"]))
def test_words_are_as_long_as_the_source(text: str, form: str) -> None:
    page = marked(text, form)
    assert len(page.words) == len(text)
    assert all(0 <= m.start < m.end <= len(text) for m in page.markup)
