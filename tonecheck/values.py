"""Dataclasses with slots at a tenth of their cost at start: what a class does not need it does not make.

The standard decorator writes and compiles half a dozen methods for every class, 0.4 ms each; with thirty classes that
would be a third of a run. Here a class shares its methods with all others, and only `__init__` is written, when some
instances were made. To type checkers, and to everything in `dataclasses` (`fields`, `replace`, `asdict`), it is a dataclass.
"""

from __future__ import annotations

from itertools import repeat
from operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
    from typing import Any
else:

    def field(**said):
        """What `dataclasses.field` says, without it."""
        return _Field(**said)

    def replace(value, /, **changes):
        """As `dataclasses.replace`: the same value with other fields."""
        given = {name: getattr(value, name) for name in value.__slots__ if name not in changes}
        return type(value)(**given, **changes)

    def dataclass(*, frozen=False, slots, order=False):
        """A class decorator, as `dataclasses.dataclass(slots=True)`; classes that inherit are not for it."""
        assert slots

        def decorated(cls):
            assert cls.__bases__ == (object,), cls
            return _made(cls, frozen=frozen, order=order)

        return decorated


__all__ = ["dataclass", "field", "replace"]
# Sets an attribute of a frozen value too; None comes back.
_set = object.__setattr__
# Of so many instances a class makes none by an `__init__` of its own, which takes as long to write.
_FEW = 40


class _Field:
    """A default with more to it."""

    def __init__(self, **said: Any) -> None:
        self.said = said
        self.compare = said.get("compare", True)
        self.default = said.get("default", _ABSENT)
        self.default_factory = said.get("default_factory", _ABSENT)


def _made(cls: Any, *, frozen: bool, order: bool) -> Any:
    annotations = cls.__dict__.get("__annotations__", {})  # noqa: RUF063  # inspect loads slowly
    names = tuple(annotations)
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    compared = [name for name in names if getattr(defaults.get(name), "compare", True)]
    content = {name: value for name, value in cls.__dict__.items() if name not in (*defaults, "__dict__", "__weakref__")}
    content |= {
        "__slots__": names, "__match_args__": names, "__init__": _plain_init, "_made": [0],
        "__eq__": _eq, "__hash__": _hash if frozen else None,
        "__dataclass_fields__": _Fields(defaults), "_compared": attrgetter(*compared) if compared else type,
    }
    content.setdefault("__repr__", _repr)
    content.setdefault("__reduce__", _reduce)
    if frozen:
        content |= {"__setattr__": _refuse, "__delattr__": _refuse}
    if order:
        content |= {"__lt__": _lt, "__le__": _le, "__gt__": _gt, "__ge__": _ge}
    made = type(cls.__name__, (), content)
    made.__qualname__ = cls.__qualname__
    return made


class _Fields:
    """The fields as `dataclasses` knows them, made at the first look."""

    def __init__(self, defaults: dict[str, Any]) -> None:
        self.defaults = defaults

    def __get__(self, instance: Any, cls: Any) -> Any:
        import dataclasses

        defaults = {name: dataclasses.field(**d.said) if isinstance(d, _Field) else d for name, d in self.defaults.items()}
        content = {"__annotations__": cls.__annotations__, "__module__": cls.__module__, **defaults}
        fields = dataclasses.dataclass(type(cls.__name__, (), content)).__dataclass_fields__  # type: ignore[attr-defined]
        cls.__dataclass_fields__ = fields
        return fields


def _plain_init(self: Any, *arguments: Any, **named: Any) -> None:
    """What every class begins with; one that has many instances, or is called wrongly, gets an `__init__` of its own."""
    cls = type(self)
    names = cls.__slots__
    # Counted in a list: a class that is changed is looked up anew everywhere.
    made = cls._made
    made[0] += 1
    if not named and len(arguments) == len(names) and made[0] <= _FEW and "__post_init__" not in cls.__dict__:
        any(map(_set, repeat(self), names, arguments))
        return
    values = dict(zip(names, arguments, strict=False))
    wrong = len(arguments) > len(names) or not named.keys().isdisjoint(values)
    values.update(named)
    if wrong or len(values) < len(names):
        for name, default in _defaults(cls).items():
            values.setdefault(name, default.make() if type(default) is _Factory else default)
    if wrong or made[0] > _FEW or len(values) != len(names) or not values.keys() <= set(names):
        cls.__init__ = _init_of(cls)
        cls.__init__(self, *arguments, **named)
        return
    any(map(_set, repeat(self), values, values.values()))
    if "__post_init__" in vars(cls):
        self.__post_init__()


class _Factory:
    """Makes a default anew."""

    __slots__ = ("make",)

    def __init__(self, make: Any) -> None:
        self.make = make


def _defaults(cls: Any) -> dict[str, Any]:
    """The default of each field that has one."""
    fields = vars(cls)["__dataclass_fields__"]
    found = fields.defaults if isinstance(fields, _Fields) else {n: f for n, f in fields.items() if _has_default(f)}
    return {name: _default(value) for name, value in found.items()}


def _default(value: Any) -> Any:
    if type(value).__name__ not in ("Field", "_Field"):
        return value
    return _Factory(value.default_factory) if callable(value.default_factory) else value.default


def _init_of(cls: Any) -> Any:
    defaults = _defaults(cls)
    scope: dict[str, Any] = {"_absent": _ABSENT}
    parameters, body = [], []
    for name in cls.__slots__:
        # The slot's own setter: a frozen class refuses any other.
        scope[f"_set_{name}"] = vars(cls)[name].__set__
        value = name
        if name in defaults:
            default = defaults[name]
            if type(default) is _Factory:
                scope[f"_make_{name}"] = default.make
                value = f"_make_{name}() if {name} is _absent else {name}"
                default = _ABSENT
            scope[f"_default_{name}"] = default
            parameters.append(f"{name}=_default_{name}")
        else:
            parameters.append(name)
        body.append(f" _set_{name}(self, {value})")
    if "__post_init__" in vars(cls):
        body.append(" self.__post_init__()")
    exec(f"def __init__(self, {', '.join(parameters)}):\n" + "\n".join(body or [" pass"]), scope)  # names of our own classes
    made = scope["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


_ABSENT = type("Absent", (), {})()


def _has_default(field: Any) -> bool:
    import dataclasses

    return field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING


def _eq(self: Any, other: Any) -> Any:
    return self._compared(self) == other._compared(other) if other.__class__ is self.__class__ else NotImplemented


def _lt(self: Any, other: Any) -> Any:
    return self._compared(self) < other._compared(other) if other.__class__ is self.__class__ else NotImplemented


def _le(self: Any, other: Any) -> Any:
    return self._compared(self) <= other._compared(other) if other.__class__ is self.__class__ else NotImplemented


def _gt(self: Any, other: Any) -> Any:
    return self._compared(self) > other._compared(other) if other.__class__ is self.__class__ else NotImplemented


def _ge(self: Any, other: Any) -> Any:
    return self._compared(self) >= other._compared(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._compared(self))


def _repr(self: Any) -> str:
    shown = ((name, getattr(self, name)) for name, field in self.__dataclass_fields__.items() if field.repr)
    return f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in shown)})"


def _reduce(self: Any) -> Any:
    return type(self), tuple(getattr(self, name) for name in self.__slots__)


def _refuse(self: Any, name: str, *_: Any) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r} of {type(self).__name__}")
