"""How well a reply fits: the sums, unknown templates, training; and that every reply of the rulebook was judged."""

from __future__ import annotations

import json
from math import sqrt
from pathlib import Path

import pytest
from table import ROOT

from tonecheck import Checker
from tonecheck.learn.fit import Judged, read_judged, train_fit
from tonecheck.learn.labelled import Labelled
from tonecheck.reply.fit import LIFT, MAGIC, WIDTH, Fit, Offer, fit, grams
from tonecheck.sections import unpack

PLAIN = Offer(rank=0, place=0, names=0, most=0, told=False, general=False, kept=False, weight=0)


def made(content: bytes) -> Fit:
    return Fit(*unpack(MAGIC, content))


def test_what_is_heard_is_the_sum_of_rows() -> None:
    rows = unpack(MAGIC, (ROOT / "tonecheck" / "data" / "fit.bin").read_bytes())[1]["rows"].cast("H")
    numbers = grams("电梯坏了")
    sums = [sum(rows[number * WIDTH + lane] - LIFT for number in numbers) for lane in range(WIDTH)]
    assert fit().heard("电梯坏了") == pytest.approx([max(0, total) / sqrt(len(numbers)) for total in sums])


def test_a_long_text_is_read_to_its_limit() -> None:
    assert fit().heard("坏" * 80) == fit().heard("坏" * 5000)


@pytest.fixture(scope="module")
def trained(checker: Checker) -> bytes:
    return train_fit(judgements(), DRAFTS, checker.rulebook)


DRAFTS = [
    Labelled(text, (rule,), "other-words", "hans", None, "own")
    for text, rule in (("电梯坏了别找我", "t06"), ("就这么贵", "t02"))
]


def judgements() -> list[Judged]:
    """Of a lift one is told who repairs it, of money how it is counted."""
    broken, costly = ("电梯", "空调", "水管", "路灯", "门禁"), ("车位", "物业费", "水费", "租金", "押金")
    said = [(f"{thing}坏了{end}", "修") for thing in broken for end in ("别找我", "不归我管", "关我什么事")]
    said += [(f"{thing}就这么贵{end}", "钱") for thing in costly for end in ("爱交不交", "不讲价", "没得谈")]
    return [
        Judged(text, [("我请师傅来修。", PLAIN, float(about == "修")), ("我说明收费的依据。", PLAIN, float(about == "钱"))])
        for text, about in said * 8
    ]


def test_training_learns_what_fits(trained: bytes) -> None:
    fitted = made(trained)
    repair, explain = "我请师傅来修。", "我说明收费的依据。"
    for text, better, worse in (("门锁坏了别找我", repair, explain), ("停车费就这么贵", explain, repair)):
        heard = fitted.heard(text)
        assert fitted.score(better, heard, PLAIN) > fitted.score(worse, heard, PLAIN)


def test_the_same_judgements_make_the_same_bytes(trained: bytes, checker: Checker) -> None:
    assert train_fit(judgements(), DRAFTS, checker.rulebook) == trained


def test_what_no_judge_has_seen_counts_by_its_traits(trained: bytes) -> None:
    fitted = made(trained)
    assert not fitted.knows("我再看看。")
    assert fitted.score("我再看看。", fitted.heard("电梯坏了"), PLAIN) == fitted.score("我想想。", fitted.heard("贵"), PLAIN)


def test_every_reply_of_the_rulebook_stands_in_the_file(checker: Checker) -> None:
    book = checker.rulebook
    replies = [reply for rule in book.rules for reply in rule.suggest] + [reply for s in book.situations for reply in s.replies]
    missing = [reply.hans for reply in (*replies, *book.general) if not fit().knows(reply.hans)]
    assert not missing, "train again: tonecheck rules learn --replies corpus/replies"


def test_what_is_offered_otherwise_today_teaches_nothing(checker: Checker, tmp_path: Path) -> None:
    said, offers = checker.offers("这事不归我管。")
    assert said
    texts = [text for text, _, _ in offers]
    lines = [
        {"text": "这事不归我管。", "replies": [[texts[0], "good"], ["早已不用的回复。", "wrong"]]},
        {"text": "您好。", "replies": [["好的。", "good"]]},
    ]
    file = tmp_path / "judged.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    (draft,) = read_judged(file, checker)
    assert [(offer[0], offer[2]) for offer in draft.offers] == [(offers[0][1].hans, 1.0)]
