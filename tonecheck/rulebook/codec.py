"""Rulebook values as JSON and back, by their fields: a new field or class of theirs needs nothing here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from tonecheck.model import Severity
from tonecheck.rulebook import model, scene
from tonecheck.sections import reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_CLASSES: dict[str, Any] = {
    name: value
    for module in (model, scene)
    for name, value in vars(module).items()
    if isinstance(value, type) and "__dataclass_fields__" in vars(value)
} | {"Severity": Severity}


def schema() -> str:
    """The classes with their fields: what was written under another schema cannot be read."""
    import json

    return json.dumps({name: getattr(cls, "__annotations__", {}) for name, cls in sorted(_CLASSES.items())})


def encoded(value: Any) -> Any:
    """A value as JSON takes it; a dataclass becomes an object of its name and the list of its fields."""
    if isinstance(value, Enum):
        return {type(value).__name__: value.value}
    if isinstance(value, Mapping):
        return {"": [[key, encoded(item)] for key, item in value.items()]}
    if isinstance(value, (tuple, list)):
        return [encoded(item) for item in value]
    if type(value).__name__ in _CLASSES:
        return {type(value).__name__: [encoded(getattr(value, name)) for name in type(value).__dataclass_fields__]}
    assert value is None or isinstance(value, (str, int, float)), value
    return value


def decoded(content: bytes) -> Any:
    """The value of JSON that `encoded` made."""
    return _tuple(_read(content.decode("utf-8", "surrogatepass")))


def made(value: Any) -> Any:
    """The value of what `encoded` gave."""
    if type(value) is list:
        return tuple(map(made, value))
    if type(value) is not dict:
        return value
    return _made({name: [*map(made, content)] if type(content) is list else content for name, content in value.items()})


def _made(found: dict[str, Any]) -> Any:
    ((name, content),) = found.items()
    if not name:
        return {key: _tuple(item) for key, item in content}
    made = _CLASSES[name]
    return made(*map(_tuple, content)) if isinstance(content, list) else made(content)


def _tuple(value: Any) -> Any:
    return tuple(map(_tuple, value)) if type(value) is list else value


_read = reader(_made)
