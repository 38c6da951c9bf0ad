"""Which clauses may stay: what is read of them, how the table is read, training, and that labels stand in their drafts."""

from __future__ import annotations

import json
from math import exp
from pathlib import Path

import pytest
from table import ROOT, case

from tonecheck.learn.stays import clauses, read_stays, train_stays
from tonecheck.reply.said import CLAUSE
from tonecheck.text import stays
from tonecheck.text.fold import fold
from tonecheck.text.stays import places, sure


@pytest.mark.parametrize(
    ("text", "clause", "expected"),
    [
        case("who is away", "班长今天轮休。放行条只有他能签，您改天再跑一趟，不好意思了。", "班长今天轮休", True),
        case("a price", "时租泊车每小时二十八元，嫌贵可以泊街外。", "时租泊车每小时二十八元", True),
        case("whose it is", "外墙裂缝是开发商负责的，你找他们去。", "外墙裂缝是开发商负责的", True),
        case("an order", "垃圾房周二消杀，自己绕着走。", "自己绕着走", False),
        case("scorn", "急什么，又不会跑了，好笑。", "又不会跑了", False),
        case("a shrug", "系统升级，我们也没办法。", "我们也没办法", False),
        case("a guess", "应该快了吧，等着。", "应该快了吧", False),
    ],
)
def test_how_sure(text: str, clause: str, expected: bool) -> None:
    text, clause = fold(text).text, fold(clause).text
    start = text.index(clause)
    assert (sure(text, start, start + len(clause)) >= 0.5) is expected


def test_a_clause_is_read_with_its_neighbours() -> None:
    alone = places("系统坏了", 0, 4)
    assert alone == sorted(set(alone))
    assert all(0 <= place < 1 << stays.BITS for place in alone)
    beside = places("你好。系统坏了,自己看", 3, 7)
    assert set(beside) - set(alone)
    # What is too far away is not read, nor is a second clause.
    far = "远" * 40
    assert places(f"{far}近,系统坏了", 42, 46) == places(f"{far}{far}近,系统坏了", 82, 86)
    assert places("一,二,系统坏了", 4, 8) == places("三,二,系统坏了", 4, 8)


def test_how_sure_is_the_sum_of_its_places() -> None:
    learned = stays._weights()
    table, bias, unit = learned.weights, learned.bias, learned.unit
    text = "班长今天轮休,改天再来"
    score = bias + unit * sum(table[place] for place in places(text, 0, 6))
    assert sure(text, 0, 6) == pytest.approx(1 / (1 + exp(-score)))


def test_clauses_are_long_enough_and_have_no_stops_at_their_edges() -> None:
    text = "您好。 水费1,200元 ,走"
    assert [text[a:b] for a, b in clauses(text)] == ["水费1,200元"]


def test_training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    who = ["张经理", "李师傅", "王会计", "赵主任", "陈管家", "刘姐"]
    drafts = [{"text": f"{name}今天休息，你烦不烦。", "stay": [f"{name}今天休息"], "reword": []} for name in who]
    facts = [{"text": f"{name}开会去了，别问。", "facts": [f"{name}开会去了"]} for name in who]
    # Nobody has looked for facts in the last.
    for name, entries in (("stays", drafts), ("runs", [*facts, {"text": "别问。", "matter": None}])):
        lines = [json.dumps(entry, ensure_ascii=False) for entry in entries]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    read = read_stays(tmp_path / "stays.jsonl", tmp_path / "runs.jsonl")
    assert [clause.stays for clause in read] == [True, False] * 6 + [True] * 6
    assert [clause.counts for clause in read] == [1.0] * 12 + [0.1] * 6
    content = train_stays(read)
    assert train_stays(read) == content
    weights = tmp_path / "stays.bin"
    weights.write_bytes(content)
    monkeypatch.setattr(stays, "WEIGHTS", str(weights))
    stays._weights.cache_clear()
    stays._sure.cache_clear()
    try:
        assert sure("孙秘书今天休息,你烦不烦", 0, 7) > 0.5 > sure("孙秘书今天休息,你烦不烦", 8, 12)
    finally:
        stays._weights.cache_clear()
        stays._sure.cache_clear()


def test_labels_stand_in_their_drafts() -> None:
    for number, line in enumerate((ROOT / "corpus" / "replies" / "stays.jsonl").read_text(encoding="utf-8").splitlines(), 1):
        entry = json.loads(line)
        text = fold(entry["text"]).text
        said = "\n".join(match[0] for match in CLAUSE.finditer(text))
        for clause in (*entry["stay"], *entry["reword"]):
            assert clause in entry["text"], number
            assert fold(clause).text.strip(" .") in said, number
        assert not set(entry["stay"]) & set(entry["reword"]), number
