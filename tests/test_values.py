"""Our dataclasses behave as the standard ones."""

from __future__ import annotations

import dataclasses
import pickle
from dataclasses import FrozenInstanceError, asdict, field, fields, is_dataclass, replace
from typing import Any

import pytest

from tonecheck.values import dataclass
from tonecheck.values import field as our_field


@dataclass(frozen=True, slots=True, order=True)
class Ours:
    """A value."""

    one: int
    two: tuple[str, ...] = ()
    three: dict[str, int] = field(default_factory=dict, compare=False)
    four: str = field(default="4", repr=False)

    @property
    def sum(self) -> int:
        """A property stays."""
        return self.one + len(self.two)


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Theirs:
    """A value."""

    one: int
    two: tuple[str, ...] = ()
    three: dict[str, int] = field(default_factory=dict, compare=False)
    four: str = field(default="4", repr=False)

    @property
    def sum(self) -> int:
        """A property stays."""
        return self.one + len(self.two)


@dataclass(slots=True)
class Counted:
    """One that may change, and that looks at itself when made."""

    n: int
    doubled: int = 0

    def __post_init__(self) -> None:
        self.doubled = 2 * self.n


def told(cls: Any) -> list[Any]:
    made = [cls(1), cls(one=1), cls(2, ("a",)), cls(1, four="5"), cls(1, (), {"x": 1}), cls(0, two=("z",))]
    return [
        [repr(m).replace(cls.__qualname__, "") for m in made],
        [[a == b for a in made] for b in made],
        [[a < b for a in made] for b in made],
        [[a >= b for a in made] for b in made],
        [hash(m) for m in made],
        [m.sum for m in made],
        [asdict(m) for m in made],
        [repr(replace(m, one=9)).replace(cls.__qualname__, "") for m in made],
        [(f.name, f.type, f.default, f.compare, f.repr) for f in fields(cls)],
        [repr(pickle.loads(pickle.dumps(m))).replace(cls.__qualname__, "") for m in made],
        cls.__match_args__, cls.__slots__, cls.__doc__, is_dataclass(cls),
    ]


def test_they_tell_the_same() -> None:
    assert told(Ours) == told(Theirs)
    assert Ours(1) != Theirs(1)
    assert Ours(1).three is not Ours(1).three


def test_they_tell_the_same_however_many_there_are() -> None:
    fresh, many = type_of_many(), type_of_many()
    for number in range(200):
        assert (many(number).three, many(number, ("a",)).two) == ({}, ("a",))
    shown = [[repr(cls(1)), repr(cls(one=1, four="5")), hash(cls(1)), cls(1) < cls(2), asdict(cls(3))] for cls in (fresh, many)]
    assert shown[0] == shown[1]


def type_of_many() -> Any:
    """A class of its own, of which there is no instance yet."""

    @dataclass(frozen=True, slots=True, order=True)
    class Many:
        one: int
        two: tuple[str, ...] = ()
        three: dict[str, int] = our_field(default_factory=dict, compare=False)
        four: str = our_field(default="4", repr=False)

        @property
        def sum(self) -> int:
            return self.one + len(self.two)

    return Many


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("arguments", [{}, {"one": 1, "five": 5}])
def test_wrong_arguments_are_refused(arguments: dict[str, Any], several: bool) -> None:
    made = type_of_many()
    for number in range(100 if several else 0):
        made(number)
    for cls in (made, Ours):
        with pytest.raises(TypeError):
            cls(**arguments)
    with pytest.raises(TypeError):
        made(1, (), {}, "", 5)
    with pytest.raises(TypeError):
        made(1, one=2)


def test_frozen_ones_cannot_be_changed() -> None:
    value = Ours(1)
    for change in (lambda: setattr(value, "one", 2), lambda: delattr(value, "one"), lambda: setattr(value, "other", 2)):
        with pytest.raises(FrozenInstanceError):
            change()
    assert not hasattr(value, "__dict__")


def test_others_can_and_look_at_themselves() -> None:
    value = Counted(3)
    assert value.doubled == 6
    value.n = 4
    assert value == Counted(3, 0) or value.n == 4
    with pytest.raises(TypeError):
        hash(value)
    with pytest.raises(AttributeError):
        value.other = 1  # type: ignore[attr-defined]
