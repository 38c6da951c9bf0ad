"""Runs of words that name the matter of a draft or who is concerned: what is found, features, the table, training."""

from __future__ import annotations

import json
from math import exp
from pathlib import Path

import pytest
from table import ROOT, case

from tonecheck.learn.runs import read_runs, train_runs
from tonecheck.text import spans
from tonecheck.text.spans import LONGEST, features, runs, spans_of


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        case("a trouble with its place", "matter", "楼上漏水我们管不了。", "楼上漏水"),
        case("a thing that is in no list", "matter", "架子鼓的事你找物业去,别找我。", "架子鼓"),
        case("whom nobody asked for is no matter", "matter", "会计不在,你改天再来。", None),
        case("who is away", "who", "刘经理放大假,下个月再打。", "刘经理"),
        case("scorn names nobody", "who", "你懂不懂啊,真好笑。", None),
        case("a text of one character", "matter", "喂", None),
        case("an empty text", "who", "", None),
    ],
)
def test_what_is_found(kind: str, text: str, expected: str | None) -> None:
    run = spans_of(text).get(kind)
    assert (text[run.start : run.end] if run else None) == expected


def test_runs_stay_within_a_clause() -> None:
    found = {"灯坏了,去问。"[a:b] for a, b in runs("灯坏了,去问。", 3)}
    assert found == {"灯坏", "坏了", "灯坏了", "去问"}


def test_every_character_has_its_features() -> None:
    begins, ends, holds, whole = features("电梯坏")
    assert [len(part) for part in (begins, ends, holds, whole)] == [3, 4, 3, 2]
    assert all(0 <= place < 1 << spans.BITS for part in (*begins, *ends, *holds, whole) for place in part)


def test_how_sure_is_the_share_of_all_runs() -> None:
    text = "楼上漏水"
    begins, ends, holds, whole = features(text)
    for kind, (table, longest, lengths, none, unit) in zip(LONGEST, spans._weights(), strict=True):
        scores = [none + unit * sum(table[p] for p in whole) / len(whole) ** 0.5]
        for a, b in runs(text, longest):
            places = [*begins[a], *ends[b], *(p for held in holds[a:b] for p in held)]
            scores.append(unit * (sum(table[p] for p in places) + lengths[b - a]))
        best = max(scores)
        run = spans_of(text).get(kind)
        if best == scores[0]:
            assert run is None
        else:
            assert run is not None
            assert run.sure == pytest.approx(exp(best) / sum(map(exp, scores)), rel=1e-3)


def test_training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    things = ["电梯", "水管", "门禁卡", "空调", "路灯", "车位", "钥匙", "快递"]
    lines: list[dict[str, object]] = [{"text": f"{thing}的事别问我。", "matter": thing} for thing in things]
    lines += [{"text": f"{thing}呢？下班了。", "matter": None} for thing in things]
    # Nobody has looked for a matter in these.
    lines += [{"text": f"你找{who}去。", "who": who} for who in ("工程部", "小刘", "开发商", "绿化队")]
    lines += [{"text": "你爱找谁找谁。", "who": None}] * 4
    file = tmp_path / "runs.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    drafts = read_runs(file)
    assert drafts[0].runs == {"matter": [(0, 2)]}
    content = train_runs(drafts)
    assert train_runs(drafts) == content
    weights = tmp_path / "spans.bin"
    weights.write_bytes(content)
    monkeypatch.setattr(spans, "WEIGHTS", str(weights))
    spans._weights.cache_clear()
    spans_of.cache_clear()
    try:
        # A thing that it has not seen.
        assert {kind: (run.start, run.end) for kind, run in spans_of("信箱的事别问我。").items()} == {"matter": (0, 2)}
        assert spans_of("信箱呢?下班了。") == {}
        who = spans_of("你找财务处去。")["who"]
        assert (who.start, who.end) == (2, 5)
    finally:
        spans._weights.cache_clear()
        spans_of.cache_clear()


def test_labels_stand_in_their_drafts() -> None:
    for number, line in enumerate((ROOT / "corpus" / "replies" / "runs.jsonl").read_text(encoding="utf-8").splitlines(), 1):
        entry = json.loads(line)
        for run in filter(None, [entry.get("matter"), entry.get("who"), *entry.get("facts", ())]):
            assert run in entry["text"], number
