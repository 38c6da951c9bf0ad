"""Finding, reading, decoding and writing of drafts."""

from __future__ import annotations

import os
import random
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.cli import files
from tonecheck.cli.decode import Decoded, codec, decode
from tonecheck.errors import DraftError, UsageError


def case(reason: str, *values: object) -> object:
    return pytest.param(*values, id=reason)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        case("plain ASCII is UTF-8", b"ok", Decoded("ok", "utf-8")),
        case("nothing is UTF-8", b"", Decoded("", "utf-8")),
        case("UTF-8", "不归我管".encode(), Decoded("不归我管", "utf-8")),
        case("a mark is kept apart", b"\xef\xbb\xbfok", Decoded("ok", "utf-8", b"\xef\xbb\xbf")),
        case("UTF-16, little end first", b"\xff\xfe\xa8\x60", Decoded("您", "utf-16-le", b"\xff\xfe")),
        case("UTF-16, big end first", b"\xfe\xff\x60\xa8", Decoded("您", "utf-16-be", b"\xfe\xff")),
        case("UTF-32, whose mark begins as that of UTF-16", b"\xff\xfe\0\0\xa8\x60\0\0",
             Decoded("您", "utf-32-le", b"\xff\xfe\0\0")),
    ],
)
def test_decode(content: bytes, expected: Decoded) -> None:
    assert decode(content, "draft.txt") == expected
    assert expected.encode(expected.text) == content


GB, BIG5, HKSCS = "gb18030", "cp950", "big5hkscs"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        case("four characters", "不归我管", GB),
        case("three characters", "不知道", GB),
        case("two characters", "您好", GB),
        case("a name and a number", "王先生，3号楼已修好。", GB),
        case("traditional text of a mainland machine", "您好，這件事我幫您問一下。", GB),
        case("emoji, which only GB 18030 has", "好的👌🏻⭐️收到❤️", GB),
        case("full-width forms", "收费标准：￥３．５／㎡", GB),
        case("rare characters of a name", "喆先生、邨小姐，停车费的事我来问。", GB),
        case("few Chinese among much English", "Hello, please check the invoice 发票 today", GB),
        case("four characters", "不歸我管", BIG5),
        case("three characters", "不知道", BIG5),
        case("two characters", "您好", BIG5),
        case("the wave dash that people type", "您好～請稍等喔～", BIG5),
        case("a bell and a list", "１、管理費；２、停車費。", BIG5),
        case("both scripts have these characters", "今天上午有人到物管查看，下午再和您。", BIG5),
        case("Cantonese with characters that plain Big5 has", "呢件事我唔知喎，你問下第二個啦。", BIG5),
        case("characters that only Hong Kong's extension has", "佢哋嘅嘢我唔識㗎，一隻曱甴啫。", HKSCS),
    ],
)
def test_guess(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "draft.txt") == Decoded(text, encoding)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        case("a lost byte does not make UTF-8 into another encoding", "您好，不归我管。".encode()[:-1],
             "d.txt: cannot be read as text (byte 22); give --encoding gb18030 or another"),
        case("western letters", "Grüße aus Köln".encode("latin-1"),
             "d.txt: cannot be read as text (byte 3); give --encoding gb18030 or another"),
        case("Japanese", "こんにちは、管理組合です。".encode("shift-jis"),
             "d.txt: cannot be read as text (byte 1); give --encoding gb18030 or another"),
        case("noise", bytes(random.Random(1).choices(range(1, 256), k=200)),
             "d.txt: cannot be read as text (byte 2); give --encoding gb18030 or another"),
        case("NUL bytes", b"GIF89a\x01\x00", "d.txt: is not text (byte 8 is NUL); if it is UTF-16, give --encoding utf-16-le"),
        case("half a character after a mark counts from the file's begin", b"\xff\xfe\xa8\x60\xa8",
             "d.txt: is not utf-16-le (byte 5); give another --encoding, or save it as UTF-8"),
    ],
)
def test_no_text(content: bytes, message: str) -> None:
    with pytest.raises(DraftError) as caught:
        decode(content, "d.txt")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("content", "encoding", "expected"),
    [
        case("what is asked for wins over the guess", b"\xa4\xa3", "big5", Decoded("不", "big5")),
        case("an alias means its codec", "不".encode("gbk"), "CP936", Decoded("不", "gbk")),
        case("a mark that fits is kept apart", b"\xef\xbb\xbfok", "utf8", Decoded("ok", "utf-8", b"\xef\xbb\xbf")),
        case("the mark tells the byte order", b"\xfe\xff\x60\xa8", "utf-16", Decoded("您", "utf-16-be", b"\xfe\xff")),
        case("without a mark as Windows writes it, and none is added", b"\xa8\x60", "utf-16", Decoded("您", "utf-16-le")),
        case("utf-8-sig of a file without a mark adds none", b"ok", "utf-8-sig", Decoded("ok", "utf-8")),
    ],
)
def test_as_told(content: bytes, encoding: str, expected: Decoded) -> None:
    assert decode(content, "draft.txt", encoding) == expected
    assert expected.encode(expected.text) == content


@pytest.mark.parametrize("name", ["nonsense", "rot13", "base64", "hex", "", "a\0b"])
def test_unknown_encoding(name: str) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        codec(name)


@given(st.binary(max_size=300))
def test_decode_never_breaks_and_loses_nothing(content: bytes) -> None:
    try:
        decoded = decode(content, "x")
    except DraftError:
        return
    assert decode(decoded.encode(decoded.text), "x").text == decoded.text


def found(*paths: str) -> list[str]:
    return [str(p) for p in files.find(paths)]


def test_find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("d/b.txt", "d/a.md", "d/C.TXT", "d/z/a.txt", "d/.x/a.txt", "d/.a.txt", "d/a.py", "empty/a.py", "x.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).touch()
    assert found("d") == ["d/C.TXT", "d/a.md", "d/b.txt", "d/z/a.txt"], "sorted, folders last, hidden ones and others left out"
    assert found("x.py", "d/.a.txt") == ["x.py", "d/.a.txt"], "what is named is taken, whatever its name"
    assert found("d/.x") == ["d/.x/a.txt"], "a hidden folder that is named is searched"
    assert found("d/z", "./d/z/a.txt", "-", "-") == ["d/z/a.txt", "-"], "each once"
    assert found("empty", "none") == ["empty: no drafts in this folder; expected files that end in .txt or .md", "none"]


def draft(path: Path, content: bytes, encoding: str | None = None) -> files.Draft:
    path.write_bytes(content)
    return files.read(str(path), encoding)


def test_write_keeps_mode_and_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to("target.txt")
    files.write(files.read(str(link)), "new")
    assert (target.read_bytes(), link.is_symlink(), stat.S_IMODE(target.stat().st_mode)) == (b"new", True, 0o640)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.txt", "target.txt"]


def test_write_respects_protection(tmp_path: Path) -> None:
    read = draft(tmp_path / "d.txt", b"old")
    (tmp_path / "d.txt").chmod(0o444)
    with pytest.raises(DraftError, match=r"d\.txt: cannot be written: the file is write-protected"):
        files.write(read, "new")
    assert (tmp_path / "d.txt").read_bytes() == b"old"


def test_write_that_fails_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = draft(tmp_path / "d.txt", b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DraftError, match=r"d\.txt: cannot be written: No space left on device"):
        files.write(read, "new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("d.txt", b"old")]


@pytest.mark.parametrize(
    ("content", "encoding", "text", "problem"),
    [
        case("a character that the encoding lacks", "您好".encode("gb2312"), "gb2312", "您說",
             "'說' (U+8AAA) of the reply does not exist in gb2312; save the draft as UTF-8 first, nothing was written"),
        case("bytes that would come back as others", b"\xa2\xcc", "big5", "好",
             "holds bytes that big5 would write differently; save it as UTF-8 first, nothing was written"),
    ],
)
def test_encoded_refuses(tmp_path: Path, content: bytes, encoding: str, text: str, problem: str) -> None:
    read = draft(tmp_path / "d.txt", content, encoding)
    with pytest.raises(DraftError) as caught:
        files.encoded(read, text)
    assert str(caught.value) == f"{read.name}: {problem}"


def test_names_are_safe_to_print() -> None:
    assert files.shown_name("a\x1b[2J\n.txt") == "a\\x1b[2J\\x0a.txt"
    assert files.shown_name(os.fsdecode(b"\xff.txt")) == "\\xff.txt"
