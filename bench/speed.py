"""Measures the goals of the speed table, each beside its reference in the same run, and records them.

    python bench/speed.py [--quick] [--record] [--npm FOLDER] [--chart FILE]

Every figure is a ratio of two medians, measured in turns, so that a busy machine is busy for both. `--npm` names a folder
where `npm install textlint textlint-rule-prh prh` was run; without it these rows say so. `--record` appends the run to
bench/runs/speed.jsonl, `--chart` draws the recorded runs (needs matplotlib).
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from tonecheck import Checker
from tonecheck.learn.labelled import read_corpus
from tonecheck.sheets.platforms import prh
from tonecheck.text.fold import _table, fold
from tonecheck.values import replace

ROOT = Path(__file__).parent.parent
RUNS = Path(__file__).parent / "runs" / "speed.jsonl"
GOALS = {
    "clean message / jieba.lcut": 0.1, "clean message, never seen / jieba.lcut": 0.1,
    "the same violating draft again / jieba.lcut": 1.0, "violation with reply, sentences seen in other company / jieba.lcut": 1.0,
    "violation with reply, never seen / jieba.lcut": 1.0,
    "worst input / violating text, a character": 4.0,
    "check_many, clean / translate + automaton": 3.0, "command with findings / import click": 1.7, "command / prh": 1.0,
    "textlint / command, 3 MB": -5.0, "10,000 rules / built-in, warm": 1.5, "10,000 rules / built-in, cold": 1.5,
    "peak memory of the command, MiB": 60.0, "peak of 1,000,000 messages / 10,000": 1.5,
}


def side_by_side(
    ours: Callable[[], object], theirs: Callable[[], object], seconds: float = 0, rounds: int = 5
) -> tuple[float, float]:
    """The medians of both, in seconds, measured in turns, after one that is not measured; so many turns at least."""
    ours(), theirs()
    spent: tuple[list[float], list[float]] = ([], [])
    end = time.perf_counter() + seconds
    while len(spent[0]) < rounds or time.perf_counter() < end:
        for work, times in zip((ours, theirs), spent, strict=True):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return median(spent[0]), median(spent[1])


def command(*arguments: str, folder: Path | None = None) -> Callable[[], object]:
    """A whole process, its output thrown away."""
    return lambda: subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd=folder)


def messages(checker: Checker) -> list[str]:
    """Clean messages of about 50 characters, put together from ordinary ones that the reader was not trained on."""
    said = [d.text for d in read_corpus(ROOT / "corpus" / "set-aside") if d.kind == "ordinary" and d.region == "hans"]
    joined = [a + b for a, b in pairwise(said) if 45 <= len(a + b) <= 55]
    return [text for text in joined if not checker.check(text).findings]


def violations(checker: Checker) -> list[str]:
    """Drafts of 30 to 60 characters with findings and a reply."""
    said = [d.text for d in read_corpus(ROOT / "corpus" / "set-aside") if d.bad and d.region == "hans"]
    joined = [f"您好，{a}{b}" for a, b in zip(said[::2], said[1::2], strict=False) if 30 <= len(a + b) <= 55]
    return [text for text in joined[:400] if (report := checker.check(text)).findings and report.rewritten != text][:100]


def other_company(checker: Checker) -> dict[str, float]:
    """Violations of which every sentence was seen before, and no draft: the same sentences, paired otherwise in each round."""
    import jieba

    said = [d.text for d in read_corpus(ROOT / "corpus" / "set-aside") if d.bad and d.region == "hans" and 12 <= len(d.text) <= 28]
    said = [text for text in said if (report := checker.check(f"您好，{text}")).findings and report.rewritten != report.text][:120]
    first, second = said[::2], said[1::2]
    rounds = [[f"您好，{a}{b}" for a, b in zip(first, second[n:] + second[:n], strict=True)] for n in range(20)]
    found = {}
    for name, used in (("", checker), (", nothing compiled", without_ear())):
        # In the first round the sentences are seen; the others are measured.
        works = (used.check, jieba.lcut)
        ours, theirs = (partial(lambda work, left: [*map(work, next(left))], work, iter(rounds)) for work in works)
        mine, reference = side_by_side(ours, theirs, rounds=len(rounds) - 1)
        found[f"violation with reply, sentences seen in other company{name} / jieba.lcut"] = mine / reference
    return found


def first_sight() -> dict[str, float]:
    """Violations of which no sentence was seen before, once each, after as many others: medians of three fresh checkers."""
    said = [d.text for d in read_corpus(ROOT / "corpus" / "set-aside") if d.bad and d.region == "hans"]
    texts = [f"您好，{a}{b}" for a, b in zip(said[::2], said[1::2], strict=False) if 30 <= len(a + b) <= 55]
    ours, theirs = [], []
    code = [sys.executable, "-c", _SIGHT]
    for _ in range(3):
        spent = json.loads(subprocess.run(code, input=json.dumps(texts), capture_output=True, text=True, check=True).stdout)
        ours.append(spent[0])
        theirs.append(spent[1])
    return {"violation with reply, never seen / jieba.lcut": median(ours) / median(theirs)}


_SIGHT = """
import json, sys, time
import jieba
from tonecheck import Checker
jieba.setLogLevel(60)
texts = json.load(sys.stdin)
half = len(texts) // 2
checker = Checker()
checker.prepare()
for text in texts[:half]:
    checker.check(text)
    jieba.lcut(text)
spent = [0.0, 0.0]
for text in texts[half:]:
    start = time.perf_counter()
    report = checker.check(text)
    between = time.perf_counter()
    jieba.lcut(text)
    if report.findings and report.rewritten != text:
        spent[0] += between - start
        spent[1] += time.perf_counter() - between
print(json.dumps(spent))
"""


def long_clean(checker: Checker, size: int) -> str:
    """One draft of so many characters, a clean message a line; what sounds otherwise beside its neighbours is left out."""
    lines = messages(checker)
    while found := {f.line for f in checker.check("\n".join([*lines, *lines, ""])).findings}:
        lines = [line for number, line in enumerate(lines, 1) if not {number, number + len(lines)} & found]
    whole = lines * (size // sum(map(len, lines)) + 1)
    return "\n".join(whole)[:size].rpartition("\n")[0] + "\n"


def made_up_rules(number: int) -> str:
    """Rules as a desk would write them, none of them about anything that a draft of ours says."""
    chance = random.Random(number)
    words = [d.text for d in read_corpus(ROOT / "corpus" / "set-aside")]
    lines = ["rules:"]
    for n in range(number):
        one, other = (chance.choice(words) for _ in range(2))
        phrase = "".join(ch for ch in one[2:6] + other[1:5] if "\u4e00" <= ch <= "\u9fff") or "无"
        lines.append(f"  - {{id: m{n}, match: ['{phrase}{chr(0x4E00 + n % 8000)}不[行|办]'], suggest: ['请稍等，我帮您看看。']}}")
    return "\n".join(lines) + "\n"


def without_ear() -> Checker:
    """A checker as it is where nothing was compiled."""
    checker = Checker()
    if checker._detector.reader is not None:
        checker._detector.reader = replace(checker._detector.reader, ear=None)
    return checker


def warm(checker: Checker, seconds: float) -> dict[str, float]:
    """Single messages, against jieba's segmentation of the same; with the reader in C, where it was compiled, and without."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    found = {}
    clean, bad = messages(checker), violations(checker)
    few, plain = clean[:20], without_ear()
    for name, texts in (("clean message", few), ("clean message, never seen", clean), ("the same violating draft again", bad),
                        ("clean message, never seen, nothing compiled", clean)):
        cut = list(texts)
        used = plain if "nothing compiled" in name else checker

        def ours(texts: Sequence[str] = texts, name: str = name, used: Checker = used) -> None:
            if "never" in name and used._detector.reader is not None:
                used._detector.reader.weights._sentences.cache_clear()
            for text in texts:
                used.check(text)

        def theirs(texts: Sequence[str] = cut) -> None:
            for text in texts:
                jieba.lcut(text)

        mine, reference = side_by_side(ours, theirs, seconds)
        found[f"{name} / jieba.lcut"] = mine / reference
    return found


def many(checker: Checker, seconds: float) -> dict[str, float]:
    """`check_many` on clean text, against the folding and one pass for anchors and n-grams, which it cannot do without."""
    texts = messages(checker)
    table, anchors = _table(), checker._detector.program.automaton
    assert checker._detector.reader is not None
    weights = checker._detector.reader.weights
    weights._automaton = weights._automaton or weights._built()

    def bare() -> None:
        for text in texts:
            folded = text.translate(table)
            for _ in anchors.iter(folded):
                pass
            for _ in weights._automaton.iter(folded):
                pass

    def ours() -> None:
        weights._sentences.cache_clear()
        for _ in checker.check_many(texts):
            pass

    mine, reference = side_by_side(ours, bare, seconds)
    return {"check_many, clean / translate + automaton": mine / reference}


def cold(seconds: float, npm: Path | None, folder: Path) -> dict[str, float | str]:
    """Whole processes, second run."""
    draft = str(ROOT / "examples" / "front-desk.txt")
    python = sys.executable
    found: dict[str, float | str] = {}
    ours = command(python, "-m", "tonecheck", "--isolated", draft)
    mine, reference = side_by_side(ours, command(python, "-c", "import click"), seconds)
    found["command with findings / import click"] = mine / reference
    clean = str(ROOT / "corpus" / "drafts" / "02-lift-followup-ok.txt")
    silent = command(python, "-m", "tonecheck", "--isolated", clean)
    mine, reference = side_by_side(silent, command(python, "-c", "import click"), seconds)
    found["command without findings / import click"] = mine / reference
    bins = npm / "node_modules" / ".bin" if npm else None
    if bins is None or not (bins / "prh").exists():
        return found | {"command / prh": "not installed", "textlint / command, 3 MB": "not installed"}
    checker = Checker()
    big = folder / "big.txt"
    big.write_text(long_clean(checker, 1_000_000), encoding="utf-8")
    # The same rules, and those phrases alone that are plain words: without any grammar there is one.
    phrases = sorted({p.text for rule in checker.rulebook.rules for p in rule.match if not set(p.text) & set("[](){}@~<>^$|")})
    written = (json.dumps(phrase.replace(" ", ""), ensure_ascii=False) for phrase in phrases)
    plain = "version: 1\nrules:\n" + "".join(f"  - expected: 请稍等\n    pattern: {phrase}\n" for phrase in written)
    for kind, rules in (("", prh(checker.rulebook).text), (", plain words only", plain)):
        (folder / "prh.yml").write_text(rules, encoding="utf-8")
        config = {"rules": {"prh": {"rulePaths": [str(folder / "prh.yml")]}}}
        (folder / "textlintrc.json").write_text(json.dumps(config), encoding="utf-8")
        mine, reference = side_by_side(ours, command(str(bins / "prh"), "--rules", str(folder / "prh.yml"), draft), seconds)
        found[f"command / prh{kind}"] = mine / reference
        textlint = command(str(bins / "textlint"), "--config", str(folder / "textlintrc.json"), str(big), folder=npm)
        mine, reference = side_by_side(command(python, "-m", "tonecheck", "--isolated", str(big)), textlint, 2 * seconds)
        found[f"textlint{kind} / command, 3 MB"] = reference / mine
        found["command, 3 MB, seconds"] = mine
    return found


def _all(checker: Checker, texts: Sequence[str]) -> None:
    for _ in checker.check_many(texts):
        pass


def rules(seconds: float, folder: Path, numbers: Sequence[int]) -> dict[str, float]:
    """Time with many rules, against the built-in ones alone; patterns only, as made-up rules have no reader."""
    texts = messages(Checker())[:50]
    builtin = Checker(reader=False)
    found = {}
    for number in numbers:
        file = folder / f"rules{number}.yaml"
        file.write_text(made_up_rules(number), encoding="utf-8")
        checker = Checker([file])
        ours = partial(_all, checker, texts)
        mine, reference = side_by_side(ours, partial(_all, builtin, texts), seconds)
        found[f"{number:,} rules / built-in, warm"] = mine / reference
        draft = str(ROOT / "examples" / "front-desk.txt")
        mine, reference = side_by_side(
            command(sys.executable, "-m", "tonecheck", "--isolated", "--rules", str(file), draft),
            command(sys.executable, "-m", "tonecheck", "--isolated", "--no-reader", draft), seconds)
        found[f"{number:,} rules / built-in, cold"] = mine / reference
    return found


def lengths(checker: Checker, most: int) -> dict[str, float]:
    """Microseconds for each character by length, clean and violating, on many lines and on one."""
    clean, bad = messages(checker), violations(checker)
    found = {}
    size = 50
    while size <= most:
        for kind, texts in (("clean", clean), ("violating", bad)):
            for joint, shape in (("\n", "lines"), ("", "one line")):
                text = (joint.join(texts) + joint) * (size // sum(map(len, texts)) + 1)
                start = time.perf_counter()
                checker.check(text[:size])
                found[f"{kind}, {size:,} characters, {shape}: µs a character"] = (time.perf_counter() - start) / size * 1e6
        size *= 10
    return found


# Said again and again without a stop, or with one after each.
_WORST = ("你", "你你，", "不归我管", "没办法", "滚", "不", "都怪你", "你说呢？", "这事不归我管你自己去问别人我们也没办法",
          "这事不龟我馆。", "“不归我管")


def worst(checker: Checker) -> dict[str, float]:
    """Of inputs made to take long the one that takes longest, against ordinary violating text of that length."""
    def spent(text: str) -> float:
        checker.check(text)
        times = []
        for _ in range(3):
            start = time.perf_counter()
            checker.check(text)
            times.append(time.perf_counter() - start)
        return min(times)

    ordinary = "您好，这事不归我管，您自己去问别人。\n我们也没办法，规定就是这样。明天再来吧。\n"
    reference = spent((ordinary * 60)[:2000])
    return {"worst input / violating text, a character": max(spent((unit * 2000)[:2000]) for unit in _WORST) / reference}


def shares(checker: Checker) -> dict[str, float]:
    """Microseconds a message by the share of violating ones."""
    clean, bad = messages(checker), violations(checker)
    found = {}
    for percent in (0, 1, 10, 100):
        texts = [bad[n % len(bad)] if n * percent % 100 < percent else clean[n % len(clean)] for n in range(400)]
        list(checker.check_many(texts))
        # The same sentences, and none of the same drafts.
        texts = [f"好的。{text}" for text in texts]
        start = time.perf_counter()
        list(checker.check_many(texts))
        found[f"{percent} % violating: µs a message"] = (time.perf_counter() - start) / len(texts) * 1e6
    return found


def plain_design(checker: Checker, seconds: float) -> dict[str, float]:
    """Against what one would write first: jieba, then rapidfuzz over all wordings; and against `re` with all phrases."""
    import re

    import jieba
    from rapidfuzz import fuzz

    texts = messages(checker)[:50]
    wordings = [w.text for w in checker._detector.slips.wordings]
    phrases = re.compile("|".join(sorted(map(re.escape, wordings), key=len, reverse=True)))

    def plain() -> None:
        for text in texts:
            jieba.lcut(text)
            any(fuzz.partial_ratio(wording, text) >= 70 for wording in wordings)

    mine, reference = side_by_side(lambda: list(checker.check_many(texts)), plain, seconds)
    found = {"check / jieba + rapidfuzz": mine / reference}
    mine, reference = side_by_side(partial(_all, checker, texts), lambda: [phrases.search(fold(t).text) for t in texts], seconds)
    return found | {"check / one re of all phrases": mine / reference}


# Not `ru_maxrss`: a process inherits that of the one that started it.
_TOLD = "[int(line.split()[1]) for line in open('/proc/self/status') if line.startswith('VmHWM')][0]"
_PEAK = """
import sys
from tonecheck import Checker
checker = Checker()
texts = sys.stdin.read().splitlines()
for n in range({number}):
    checker.check(texts[n % len(texts)] + str(n))
print({told})
"""


def memory(checker: Checker, most: int) -> dict[str, float]:
    """Peak memory of the command, and whether many messages take more than few."""
    code = (
        "import sys; from tonecheck.cli import main; sys.stdout = open('/dev/null', 'w');"
        f"main(['--isolated', {str(ROOT / 'examples' / 'front-desk.txt')!r}]);"
        f"sys.stderr.write(str({_TOLD}))"
    )
    peak = int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr)
    texts = "\n".join(messages(checker))
    few, lots = (_peak(number, texts) for number in (10_000, most))
    return {"peak memory of the command, MiB": peak / 1024, f"peak of {most:,} messages / 10,000": lots / few}


def _peak(number: int, texts: str) -> int:
    code = [sys.executable, "-c", _PEAK.format(number=number, told=_TOLD)]
    return int(subprocess.run(code, input=texts, capture_output=True, text=True, check=True).stdout)


def chart(target: Path) -> None:
    """Draws the last recorded run beside the goals."""
    import matplotlib  # type: ignore[import-not-found,unused-ignore]

    matplotlib.use("Agg")
    from matplotlib import pyplot

    last = json.loads(RUNS.read_text(encoding="utf-8").splitlines()[-1])["figures"]
    rows = [(name, last[name] / goal) for name, goal in GOALS.items() if goal > 0 and isinstance(last.get(name), (int, float))]
    figure, axes = pyplot.subplots(figsize=(9, 0.5 * len(rows) + 1))
    colours = ["#4a8" if share <= 1 else "#d73" for _, share in rows]
    axes.barh([name for name, _ in rows], [share for _, share in rows], color=colours)
    axes.axvline(1, color="black")
    axes.set_xlabel("share of the goal (1 is the goal, less is better)")
    axes.set_xscale("log")
    figure.tight_layout()
    figure.savefig(target, dpi=110)


def main() -> int:
    """Prints every figure with its goal; 0 always: a busy machine is no fault."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--quick", action="store_true", help="shorter, for a look")
    arguments.add_argument("--record", action="store_true")
    arguments.add_argument("--npm", type=Path)
    arguments.add_argument("--chart", type=Path)
    options = arguments.parse_args()
    seconds = 0.5 if options.quick else 4.0
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["TONECHECK_CACHE"] = str(folder / "cache")
        # As pip leaves a wheel; click, which we are measured against, came so.
        compileall.compile_dir(ROOT / "tonecheck", quiet=1)
        checker = Checker()
        parts: list[Callable[[], dict[str, Any]]] = [
            lambda: warm(checker, seconds), lambda: other_company(checker), first_sight, lambda: many(checker, seconds),
            lambda: cold(seconds, options.npm, folder),
            lambda: rules(seconds, folder, (30, 300, 3_000, 10_000) if not options.quick else (30, 10_000)),
            lambda: worst(checker), lambda: shares(checker), lambda: plain_design(checker, seconds),
            lambda: lengths(checker, 5_000 if options.quick else 500_000),
            lambda: memory(checker, 20_000 if options.quick else 1_000_000),
        ]
        for part in parts:
            for key, value in part().items():
                goal = GOALS.get(key)
                figures[key] = round(value, 3) if isinstance(value, float) else value
                wanted = "" if goal is None else f"goal {'≥' if goal < 0 else '≤'} {abs(goal):g}"
                print(f"{key:60} {figures[key]!s:>12}   {wanted}", flush=True)
    if options.record:
        commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
        run = {"date": date.today().isoformat(), "commit": commit.stdout.strip(), "python": platform.python_version(),
               "machine": f"{platform.machine()}, {os.cpu_count()} cores", "ear": checker._detector.ear is not None,
               "load": os.getloadavg()[0], "figures": figures}
        RUNS.parent.mkdir(exist_ok=True)
        with RUNS.open("a", encoding="utf-8") as out:
            out.write(json.dumps(run, ensure_ascii=False) + "\n")
    if options.chart:
        chart(options.chart)
    return 0


if __name__ == "__main__":
    sys.exit(main())
