"""tonecheck for WeeChat: what you are about to send is read first, and held where it may hurt.

Copy this file into WeeChat's folder `python/autoload` (or `/script load tonecheck.py`) and set the server:

    /set plugins.var.python.tonecheck.url http://127.0.0.1:8765

`docs/adapters/weechat.md` tells the rest. Standard library alone.
"""

from __future__ import annotations

import hashlib
import json
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import weechat

NAME, VERSION = "tonecheck", "0.1.0"
OPTIONS = {
    "url": ("http://127.0.0.1:8765", "address of the tonecheck server"),
    "token": ("", "bearer token, if the server wants one; ${sec.data.tonecheck} keeps it out of the file"),
    "buffers": ("*", "buffers to check, with * and !, such as irc.work.*,!irc.work.#team"),
    "on_warn": ("ask", "ask: held, and sent when you press Enter again; pass: sent; rewrite: the better wording is sent"),
    "on_failure": ("open", "without a verdict: open sends, with a notice; closed holds"),
    "timeout": ("0.8", "seconds to wait for a verdict"),
    "scene": ("", "scene of all drafts, such as chat"),
    "lang": ("auto", "language of notices: zh-hans, zh-hant, en; auto: the script of the draft"),
    "spool": ("", "file that gets a line for each message that went unchecked, never its text"),
}
PHRASES = {
    "zh-hans": {
        "block": "没有发出，其中的说法可能会让客户不快。", "warn": "先没有发出，请您再看一眼。", "reason": "“{0}”：{1}",
        "instead": "可以这样说：{0}", "fill_in": "（请先填好【…】）", "take": "输入 /tonecheck take 可以取用改写。",
        "again": "如果您确定要这样说，请再按一次回车。",
        "open": "没有检查就发出了（{0}）。", "closed": "没有发出：语气检查暂时不可用（{0}）。",
        "rewritten": "已改写后发出。", "nothing": "没有可以取用的改写。",
    },
    "zh-hant": {
        "block": "沒有送出，其中的說法可能會讓客戶不快。", "warn": "先沒有送出，請您再看一眼。", "reason": "「{0}」：{1}",
        "instead": "可以這樣說：{0}", "fill_in": "（請先填好【…】）", "take": "輸入 /tonecheck take 可以取用改寫。",
        "again": "如果您確定要這樣說，請再按一次 Enter。",
        "open": "沒有檢查就送出了（{0}）。", "closed": "沒有送出：語氣檢查暫時無法使用（{0}）。",
        "rewritten": "已改寫後送出。", "nothing": "沒有可以取用的改寫。",
    },
    "en": {
        "block": "Not sent: it may hurt the customer.", "warn": "Not sent yet: please look at it again.", "reason": "“{0}”: {1}",
        "instead": "You could say: {0}", "fill_in": " (fill in 【…】 first)",
        "take": "/tonecheck take puts that into the input line.",
        "again": "If you mean it as it is, press Enter again.", "open": "Sent unchecked ({0}).",
        "closed": "Not sent: the tone check is not available ({0}).", "rewritten": "Sent in other words.",
        "nothing": "There is nothing to take.",
    },
}  # fmt: skip
# Why there is no verdict: the spool has it in English, the notice in the person's language.
REASONS = {
    "zh-hans": {
        "no connection": "连不上服务器", "no answer in time": "没有及时答复", "resting": "连续失败后暂停",
        "wrong token": "访问令牌不对",
        "no JSON": "答复读不懂", "no verdict": "答复里没有结论", "another text": "答复的是另一段文字", "not complete": "答复不完整",
        "lone surrogate": "文字里有不是字符的内容",
    },
    "zh-hant": {
        "no connection": "連不上伺服器", "no answer in time": "沒有及時答覆", "resting": "連續失敗後暫停",
        "wrong token": "存取權杖不正確",
        "no JSON": "答覆讀不懂", "no verdict": "答覆裡沒有結論", "another text": "答覆的是另一段文字", "not complete": "答覆不完整",
        "lone surrogate": "文字裡有不是字元的內容",
    },
}  # fmt: skip
FAILURES, REST_SECONDS, LONGEST_REST = 5, 10.0, 60.0
# Commands that say something: the words that stand before the text.
SAYING = {"/me": 1, "/say": 1, "/msg": 2, "/notice": 2, "/query": 2, "/wallchops": 2}


class NoVerdict(Exception):
    """Why there is none, in a few words without text of the message."""


class State:
    """What is remembered from message to message."""

    failures: ClassVar[int] = 0
    until: ClassVar[float] = 0.0
    # By buffer: what stands before the words, the words that were offered, and for which check.
    offered: ClassVar[dict[str, tuple[str, str, str]]] = {}


def checked(_data, _modifier, buffer, text):
    """The text that goes on, or "" where it is held; WeeChat calls this before it does anything with an input."""
    before, said = split(text)
    if not said.strip() or not concerns(buffer):
        return text
    full_name = weechat.buffer_get_string(buffer, "full_name")
    _, offer, check = State.offered.pop(full_name, ("", "", ""))
    try:
        answer = ask(buffer, said)
    except NoVerdict as failure:
        return without_verdict(buffer, text, said, str(failure))
    verdict, rewritten = answer["verdict"], answer["rewritten"]
    if verdict == "pass" or (verdict == "warn" and option("on_warn") == "pass"):
        if said == offer:
            report(check, "taken")
        return text
    say = phrases(answer.get("script"))
    complete = is_complete(answer) and rewritten != said
    if verdict == "warn" and option("on_warn") == "rewrite" and complete and passes(buffer, rewritten):
        report(answer.get("id"), "taken")
        tell(buffer, say["rewritten"])
        return before + rewritten
    tell(buffer, say[verdict])
    for line in reasons(answer, say, complete):
        tell(buffer, line)
    if complete:
        State.offered[full_name] = (before, rewritten, answer.get("id") or "")
        tell(buffer, say["take"])
    if verdict == "warn":
        tell(buffer, say["again"])
    # Back where it was written: to change it, or to press Enter again.
    weechat.buffer_set(buffer, "input", text)
    weechat.buffer_set(buffer, "input_pos", str(len(text)))
    return ""


def commanded(_data, buffer, arguments):
    """`/tonecheck take`: the offered wording goes into the input line, `/tonecheck` tells how things are."""
    say = phrases(None)
    if arguments.strip() == "take":
        before, offer, _ = State.offered.get(weechat.buffer_get_string(buffer, "full_name"), ("", "", ""))
        if not offer:
            tell(buffer, say["nothing"])
            return weechat.WEECHAT_RC_OK
        weechat.buffer_set(buffer, "input", before + offer)
        weechat.buffer_set(buffer, "input_pos", str(len(before + offer)))
        return weechat.WEECHAT_RC_OK
    resting = max(0.0, State.until - time.monotonic())
    tell(buffer, f"{option('url')}, failures {State.failures}" + (f", resting {resting:.0f} s" if resting else ""))
    return weechat.WEECHAT_RC_OK


def split(text):
    """What stands before the words that are said, and these words; ("", "") where nothing is said."""
    if text.startswith("//"):
        return "/", text[1:]
    if not text.startswith("/"):
        return "", text
    parts = text.split(" ", SAYING.get(text.split(" ", 1)[0].lower(), 0))
    said = parts[-1] if len(parts) == SAYING.get(parts[0].lower(), 0) + 1 else ""
    return (text[: len(text) - len(said)], said) if len(parts) > 1 else ("", "")


def concerns(buffer):
    """True for a conversation that is to be checked."""
    kind = weechat.buffer_get_string(buffer, "localvar_type")
    return kind in ("channel", "private") and bool(weechat.buffer_match_list(buffer, option("buffers")))


def ask(buffer, text, intent="send"):
    """The server's answer about this very text."""
    now = time.monotonic()
    if now < State.until:
        raise NoVerdict("resting")
    question = {
        "text": text, "role": "staff", "channel": "weechat", "intent": intent,
        "conversation_id": weechat.buffer_get_string(buffer, "full_name"),
        "sender_id": weechat.buffer_get_string(buffer, "localvar_nick") or "me",
        "deadline_ms": int(seconds() * 1000),
    }  # fmt: skip
    if option("scene"):
        question["scene"] = option("scene")
    try:
        body = json.dumps(question, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise NoVerdict("lone surrogate") from None
    if State.failures >= FAILURES:
        # One question tries; if it fails the rest begins anew.
        State.until = now + REST_SECONDS
    answer = read(post("/v1/check", body), text)
    State.failures, State.until = 0, 0.0
    return answer


def read(content, text):
    """The answer, held against the question; a failure where it does not fit."""
    try:
        answer = json.loads(content)
    except ValueError:
        raise failed("no JSON") from None
    if not isinstance(answer, dict) or answer.get("verdict") not in ("pass", "warn", "block"):
        raise failed("no verdict")
    if answer.get("text_sha256") != hashlib.sha256(text.encode()).hexdigest():
        raise failed("another text")
    if not isinstance(answer.get("rewritten"), str) or not isinstance(answer.get("findings"), list):
        raise failed("not complete")
    return answer


def post(path, body):
    """The body of a 200; `NoVerdict` for anything else, counted where it is the server's fault."""
    headers = {"Content-Type": "application/json"}
    token = weechat.string_eval_expression(option("token"), {}, {}, {})
    if token:
        headers["Authorization"] = f"Bearer {token}"
    try:
        request = urllib.request.Request(option("url").rstrip("/") + path, body, headers)
        with OPENER.open(request, timeout=seconds()) as response:
            return response.read()
    except urllib.error.HTTPError as error:
        with error:
            after = error.headers.get("Retry-After") or ""
            if after.isdigit():
                State.until = max(State.until, time.monotonic() + min(float(after), LONGEST_REST))
            counts = error.code not in (400, 409, 413, 415, 422)
            raise failed("wrong token" if error.code == 401 else f"status {error.code}", counts=counts) from None
    except Exception as error:
        late = isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError)
        raise failed("no answer in time" if late else "no connection") from None


def failed(reason, *, counts=True):
    """The failure, noted."""
    State.failures += counts
    if counts and State.failures >= FAILURES:
        State.until = max(State.until, time.monotonic() + REST_SECONDS)
    return NoVerdict(reason)


def passes(buffer, text):
    """True where the server has nothing against this text."""
    try:
        return ask(buffer, text, "draft")["verdict"] == "pass"
    except NoVerdict:
        return False


def report(check, outcome):
    """Tells the server what became of a message; nothing hangs on it."""
    with suppress(NoVerdict):
        post(f"/v1/checks/{check}/outcome", json.dumps({"outcome": outcome}).encode())


def without_verdict(buffer, text, said, reason):
    """The policy for failures."""
    say, why = phrases(None), REASONS.get(language(None), {}).get(reason, reason)
    if option("on_failure") == "closed":
        tell(buffer, say["closed"].format(why))
        weechat.buffer_set(buffer, "input", text)
        return ""
    tell(buffer, say["open"].format(why))
    if option("spool"):
        line = {"at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "length": len(said), "reason": reason,
                "buffer": weechat.buffer_get_string(buffer, "full_name")}  # fmt: skip
        try:
            with Path(option("spool")).expanduser().open("a", encoding="utf-8") as spool:
                spool.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            tell(buffer, f"spool: {error.strerror}")
    return text


def reasons(answer, say, complete):
    """Up to three reasons, then what to say instead."""
    worst = [f for f in answer["findings"] if f.get("severity") in ("error", "warning")]
    lines = dict.fromkeys(say["reason"].format(line(f.get("excerpt")), line(f.get("message"))) for f in worst)
    yield from list(lines)[:3]
    if complete:
        yield say["instead"].format(line(answer["rewritten"]))
        return
    offered = dict.fromkeys(
        line(s.get("text")) + ("" if s.get("complete") else say["fill_in"]) for f in worst for s in f.get("suggestions") or ()
    )
    for text in list(offered)[:2]:
        yield say["instead"].format(text)


def is_complete(answer):
    """True where every finding that holds the message has a complete reply."""
    worst = [f for f in answer["findings"] if f.get("severity") in ("error", "warning")]
    return all(any(s.get("complete") for s in f.get("suggestions") or ()) for f in worst)


def line(value):
    """Text on one line."""
    return " ".join(str(value or "").split())


def phrases(script):
    """The phrases of that language."""
    return PHRASES[language(script)]


def language(script):
    """The language that was chosen, or that of the draft's script."""
    chosen = option("lang")
    return chosen if chosen in PHRASES else "zh-hant" if str(script).startswith("hant") else "zh-hans"


def seconds():
    """The limit, between a tenth of a second and ten."""
    try:
        return min(max(float(option("timeout")), 0.1), 10.0)
    except ValueError:
        return 0.8


def option(name):
    """A setting."""
    return weechat.config_get_plugin(name)


def tell(buffer, text):
    """A line for you alone; it is never sent, and never logged, because it repeats what you wrote."""
    weechat.prnt_date_tags(buffer, 0, "no_log,tonecheck", f"{weechat.color('chat_prefix_error')}tonecheck\t{text}")


# Asks the server itself, whatever proxy the environment names.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))

if weechat.register(NAME, "tonecheck", VERSION, "MIT", "Reads what you send to customers before it goes", "", ""):
    for key, (default, told) in OPTIONS.items():
        if not weechat.config_is_set_plugin(key):
            weechat.config_set_plugin(key, default)
        weechat.config_set_desc_plugin(key, f"{told} (default: \"{default}\")")
    weechat.hook_modifier("input_text_for_buffer", "checked", "")
    weechat.hook_command(
        NAME, "Take over the wording that was offered, or see how the check is doing.", "[take]",
        "take: put the offered wording into the input line", "take", "commanded", "",
    )  # fmt: skip
